//! The tariffs of a listing as people fill them in: those to come and in force, the past ones folded, one for each mode that
//! has none, and the way to take them all up again from a day.

use domain::values::closed_list::ClosedList;
use domain::{Listing, Mode, TariffTerms};
use jiff::civil::Date;
use leptos::prelude::*;

use super::tariff_form::{
    BECOMES, Change, FOLLOWING, NEW, RENEW, RENEW_FROM, RENEW_RISE, VATS, name, sorted, unknown_modes,
};
use crate::staff::form_fields::{FormFields, choices};
use crate::staff::french;
use crate::text::editor as say;
use crate::text::staff::fill;
use crate::ui::forms::{field_message, message_id};

/// What stands around the fields of a tariff.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// In force or past: what a change of it is must be said.
    InForce,
    ToCome,
    /// The listing has none of its mode.
    New(Mode),
}

pub fn section(fields: &FormFields<'_>, listing: &Listing, today: Date) -> AnyView {
    let known = sorted(listing);
    let is_past = |terms: &TariffTerms| {
        terms.from <= today
            && listing.tariff_on(terms.mode, today).is_none_or(|tariff| tariff.terms().from != terms.from)
    };
    let is_wrong = |at: usize| fields.errors.iter().any(|error| error.field.starts_with(&name(at, "")));
    let (mut standing, mut past, mut past_is_wrong, mut in_force) = (Vec::new(), Vec::new(), false, false);
    for (at, terms) in known.iter().enumerate() {
        let state = if terms.from <= today { Known::InForce } else { Known::ToCome };
        let tariff = one(fields, at, &title(terms), state);
        if is_past(terms) {
            past_is_wrong |= is_wrong(at);
            past.push(tariff);
        } else {
            in_force |= state == Known::InForce;
            standing.push(tariff);
        }
    }
    let summary = fill(say::PAST_TARIFFS, &[&past.len()]);
    let past =
        (!past.is_empty()).then(|| view! { <details open=past_is_wrong><summary>{summary}</summary>{past}</details> });
    let new: Vec<AnyView> = (known.len()..)
        .zip(unknown_modes(listing))
        .map(|(at, mode)| {
            let title = fill(say::NEW_TARIFF_OF, &[&french().name(mode)]);
            let tariff = one(fields, at, &title, Known::New(mode));
            // A service without any tariff finds the most common one open.
            let open = is_wrong(at) || (known.is_empty() && mode == Mode::Prestataire);
            view! { <details class="new-tariff" open=open><summary>{title.clone()}</summary>{tariff}</details> }
                .into_any()
        })
        .collect();
    view! { {in_force.then(|| renewal(fields))} {standing} {past} {new} }.into_any()
}

/// All that is in force taken up again from a day, dearer or not: the tariffs of a new year in one save.
fn renewal(fields: &FormFields<'_>) -> AnyView {
    view! {
        <fieldset class="tariff">
            <legend>{say::RENEWAL}</legend>
            <p class="hint">{say::RENEWAL_HINT}</p>
            {fields.tick(RENEW, say::RENEW)}
            {field_message(fields.errors, RENEW)}
            <div class="field-columns">
                {fields.date(RENEW_FROM, say::FROM, "")}
                {fields.text(RENEW_RISE, say::RENEW_RISE)}
            </div>
        </fieldset>
    }
    .into_any()
}

fn title(terms: &TariffTerms) -> String {
    fill(say::TARIFF, &[&french().name(terms.mode), &french().date(terms.from)])
}

/// What a change of a tariff in force is: an error put right, or a tariff that begins.
fn becomes(fields: &FormFields<'_>, at: usize) -> AnyView {
    let field = name(at, BECOMES);
    let way = |change: Change, words: &'static str| {
        let (name, chosen) = (field.clone(), fields.typed.has(&field, change.code()));
        let id = (change == Change::Correction).then(|| field.clone());
        view! {
            <label class="box">
                <input type="radio" id=id name=name value=change.code() checked=chosen/>
                <span>{words}</span>
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset class="field" aria-describedby=message_id(&field)>
            <legend>{say::BECOMES}</legend>
            {field_message(fields.errors, &field)}
            {way(Change::Correction, say::CORRECT)}
            {way(Change::Following, say::FOLLOW)}
            {fields.date(&name(at, FOLLOWING), say::FOLLOW_FROM, "")}
        </fieldset>
    }
    .into_any()
}

fn one(fields: &FormFields<'_>, at: usize, title: &str, known: Known) -> AnyView {
    let t = french();
    let field = |what: &str| name(at, what);
    let vats: Vec<(String, String)> = VATS.iter().map(|line| (line.1.to_owned(), line.2.to_owned())).collect();
    let text = |what: &str, label: &str| fields.text(&field(what), label);
    let window = |what: &str, label: &str| {
        view! {
            <div class="field-columns">
                {text(what, label)}
                {fields.input(&field(&format!("{what}-de")), &fill(say::WINDOW_FROM, &[&label]), "", "time")}
                {fields.input(&field(&format!("{what}-a")), &fill(say::WINDOW_TO, &[&label]), "", "time")}
            </div>
        }
        .into_any()
    };
    let mode = match known {
        Known::New(mode) => view! {
            <input type="hidden" name=field(NEW) value="oui"/>
            <input type="hidden" name=field("mode") value=mode.code()/>
        }
        .into_any(),
        Known::InForce | Known::ToCome => {
            fields.select(&field("mode"), say::MODE, say::CHOOSE, &choices::<Mode>(|mode| t.name(mode)))
        }
    };
    let becomes = (known == Known::InForce).then(|| becomes(fields, at));
    let remove = (!matches!(known, Known::New(_))).then(|| fields.tick(&field("retirer"), say::REMOVE_TARIFF));
    view! {
        <fieldset class="tariff">
            <legend>{title.to_owned()}</legend>
            <div class="field-columns">
                {mode}
                {fields.date(&field("debut"), say::FROM, "")}
                {text("aide", say::CARE_HOUR)}
                {fields.select(&field("tva-aide"), say::CARE_VAT, say::VAT_UNKNOWN, &vats)}
                {text("menage", say::HOUSEHOLD_HOUR)}
                {fields.select(&field("tva-menage"), say::HOUSEHOLD_VAT, say::VAT_UNKNOWN, &vats)}
            </div>
            <p class="hint">{say::SURCHARGES}</p>
            <div class="field-columns">
                {text("samedi", say::SATURDAY)}
                {text("dimanche", say::SUNDAY)}
                {text("ferie", say::HOLIDAY)}
                {text("mai", say::MAY_DAY)}
            </div>
            {window("soir", say::EVENING)}
            {window("nuit", say::NIGHT)}
            {fields.tick(&field("cumul"), say::CUMULATE)}
            <div class="field-columns">
                {text("minimum", say::MINIMUM)}
                {text("mensuel", say::MONTHLY_FEE)}
                {text("ouverture", say::OPENING_FEE)}
                {text("repas", say::MEAL)}
                {text("alarme", say::ALARM)}
            </div>
            {becomes}
            {remove}
        </fieldset>
    }
    .into_any()
}
