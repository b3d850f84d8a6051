//! The tariffs of a listing as fields of its form: each known one, and a new one taken from the one in force.

use std::ops::RangeInclusive;

use domain::provider::listing::Kind;
use domain::provider::tariff::{
    FLAT_PRICES, HIGHEST_SURCHARGE, HOUR_PRICES, LONGEST_MINIMUM, Surcharges, TariffError, Term, TimeSurcharge, Vat,
};
use domain::readers::amounts::{Per, euros_per};
use domain::readers::durations;
use domain::readers::rates::{RateError, percent, percent_text};
use domain::time::hours::Window;
use domain::values::closed_list::ClosedList;
use domain::{BasisPoints, Cents, Listing, Mode, Tariff, TariffTerms};
use jiff::civil::Date;
use leptos::prelude::*;

use super::form::Reader;
use crate::format::clock;
use crate::staff::form_fields::{FormFields, choices};
use crate::staff::french;
use crate::staff::typed::Typed;
use crate::text::editor as say;
use crate::text::staff::fill as with;

/// Tariffs that a form may hold.
const MOST: usize = 60;

/// The field of a tariff: "tarif-0-aide".
pub fn name(at: usize, what: &str) -> String {
    format!("tarif-{at}-{what}")
}

/// Marks the new tariff of a form.
const NEW: &str = "nouveau";

const VATS: [(Vat, &str, &str); 4] = [
    (Vat::DependentCare, "5.5", "5,5 %"),
    (Vat::Household, "10", "10 %"),
    (Vat::Standard, "20", "20 %"),
    (Vat::Exempt, "0", "exonéré"),
];

/// "28,50"
fn euros(amount: Cents) -> String {
    format!("{},{:02}", amount.0 / 100, amount.0 % 100)
}

/// In the order of the form: by mode, the newest first.
fn sorted(listing: &Listing) -> Vec<&TariffTerms> {
    let mut all: Vec<&TariffTerms> = listing.tariffs.value().into_iter().flatten().map(Tariff::terms).collect();
    all.sort_by_key(|terms| (terms.mode, std::cmp::Reverse(terms.from)));
    all
}

pub fn fill(typed: &mut Typed, listing: &Listing, today: Date) {
    if listing.kind == Kind::Nursing {
        return;
    }
    let known = sorted(listing);
    for (at, terms) in known.iter().enumerate() {
        typed.put(name(at, "debut"), terms.from);
        fill_terms(typed, at, terms);
    }
    let at = known.len();
    typed.put(name(at, NEW), "oui");
    typed.put(name(at, "debut"), "");
    let in_force = Mode::ALL.iter().find_map(|mode| listing.tariff_on(*mode, today));
    match in_force.map(Tariff::terms).or(known.first().copied()) {
        Some(terms) => fill_terms(typed, at, terms),
        None => typed.put(name(at, "mode"), Mode::Prestataire.code()),
    }
}

fn fill_terms(typed: &mut Typed, at: usize, terms: &TariffTerms) {
    let mut put = |what: &str, value: Option<String>| typed.put(name(at, what), value.unwrap_or_default());
    put("mode", Some(terms.mode.code().to_owned()));
    put("aide", terms.care_hour.map(euros));
    put("menage", terms.household_hour.map(euros));
    let vat =
        |vat: Option<Vat>| vat.and_then(|vat| VATS.iter().find(|line| line.0 == vat).map(|line| line.1.to_owned()));
    put("tva-aide", vat(terms.care_vat));
    put("tva-menage", vat(terms.household_vat));
    let stated = &terms.surcharges;
    put("samedi", stated.saturday.map(percent_text));
    put("dimanche", stated.sunday.map(percent_text));
    put("ferie", stated.holiday.map(percent_text));
    put("mai", stated.may_day.map(percent_text));
    for (what, time) in [("soir", stated.evening), ("nuit", stated.night)] {
        put(what, time.map(|time| percent_text(time.rate)));
        put(&format!("{what}-de"), time.map(|time| clock(time.window.start % 1440)));
        put(&format!("{what}-a"), time.map(|time| clock(time.window.end % 1440)));
    }
    put("cumul", stated.cumulate.then(|| "oui".to_owned()));
    put("minimum", Some(terms.minimum_minutes.to_string()));
    put("mensuel", (terms.monthly_fee.0 != 0).then(|| euros(terms.monthly_fee)));
    put("ouverture", (terms.opening_fee.0 != 0).then(|| euros(terms.opening_fee)));
    put("repas", terms.meal.map(euros));
    put("alarme", terms.remote_alarm_month.map(euros));
}

/// Every tariff of the form, or none where one of them is wrong.
pub fn read(reader: &mut Reader<'_>) -> Option<Vec<Tariff>> {
    let mut tariffs: Vec<Tariff> = Vec::new();
    let mut right = true;
    let base = sorted(reader.base);
    for at in 0..MOST {
        if !reader.typed.is_sent(&name(at, "mode")) {
            break;
        }
        if reader.typed.ticked(&name(at, "retirer")) {
            continue;
        }
        let untouched = reader.typed.ticked(&name(at, NEW))
            && reader.typed.get(&name(at, "debut")).is_empty()
            && is_as_offered(reader, at);
        if untouched {
            continue;
        }
        let before = base.get(at).copied();
        match read_one(reader, at, before) {
            Some(tariff) => {
                let (mode, from) = (tariff.terms().mode, tariff.terms().from);
                if tariffs.iter().any(|other| other.terms().mode == mode && other.terms().from == from) {
                    reader.wrong(name(at, "debut"), say::TARIFF_TWICE);
                    right = false;
                }
                tariffs.push(tariff);
            }
            None => right = false,
        }
    }
    right.then_some(tariffs)
}

/// Whether nothing was typed into the new tariff: it is as it was offered.
fn is_as_offered(reader: &Reader<'_>, at: usize) -> bool {
    let mut offered = Typed::default();
    fill(&mut offered, reader.base, reader.today);
    let prefix = name(at, "");
    offered
        .pairs()
        .filter(|(field, _)| field.starts_with(&prefix))
        .all(|(field, value)| reader.typed.get(field) == value)
}

fn read_one(reader: &mut Reader<'_>, at: usize, before: Option<&TariffTerms>) -> Option<Tariff> {
    let field = |what: &str| name(at, what);
    let mode = reader.choice::<Mode>(&field("mode"));
    if mode.is_none() {
        reader.wrong(field("mode"), say::CHOICE_WRONG);
    }
    let from = reader.date(&field("debut"));
    if from.is_none() {
        reader.wrong(field("debut"), say::DATE_WRONG);
    }
    let mut right = true;
    let mut amount = |what: &str, per: Per| {
        let field = field(what);
        let text = reader.typed.get(&field);
        if text.is_empty() {
            return None;
        }
        let amount = euros_per(text, per).ok();
        if amount.is_none() {
            reader.wrong(field, say::AMOUNT_WRONG);
            right = false;
        }
        amount
    };
    let (care_hour, household_hour) = (amount("aide", Per::Hour), amount("menage", Per::Hour));
    let (monthly_fee, opening_fee) = (amount("mensuel", Per::Month), amount("ouverture", Per::Once));
    let (meal, remote_alarm_month) = (amount("repas", Per::Once), amount("alarme", Per::Month));
    let mut rate = |what: &str| {
        let field = field(what);
        let text = reader.typed.get(&field);
        if text.is_empty() {
            return None;
        }
        let wrong = match percent(text) {
            Ok(rate) => return Some(rate),
            Err(RateError::Unreadable) => say::PERCENT_WRONG,
            Err(RateError::Coefficient) => say::PERCENT_SMALL,
        };
        reader.wrong(field, wrong);
        right = false;
        None
    };
    let days = [rate("samedi"), rate("dimanche"), rate("ferie"), rate("mai")];
    let (evening, night) = (rate("soir"), rate("nuit"));
    let (evening, night) = (time(reader, at, "soir", evening), time(reader, at, "nuit", night));
    let vat = |reader: &Reader<'_>, what: &str| {
        let text = reader.typed.get(&field(what));
        VATS.iter().find(|line| line.1 == text).map(|line| line.0)
    };
    let (care_vat, household_vat) = (vat(reader, "tva-aide"), vat(reader, "tva-menage"));
    let minimum = match reader.typed.get(&field("minimum")) {
        "" => Some(0),
        text => durations::minutes(text).ok(),
    };
    if minimum.is_none() {
        reader.wrong(field("minimum"), refusal(TariffError::Minimum));
    }
    let (Ok(evening), Ok(night)) = (evening, night) else { return None };
    let [saturday, sunday, holiday, may_day] = days;
    let cumulate = reader.typed.ticked(&field("cumul"));
    let terms = TariffTerms {
        from: from?,
        mode: mode?,
        care_hour,
        household_hour,
        care_vat,
        household_vat,
        surcharges: Surcharges { saturday, sunday, holiday, may_day, evening, night, cumulate },
        minimum_minutes: minimum?,
        monthly_fee: monthly_fee.unwrap_or_default(),
        opening_fee: opening_fee.unwrap_or_default(),
        meal,
        remote_alarm_month,
    };
    if !right {
        return None;
    }
    // What a form of times cannot write, a window to 24:00, stays where nothing else changed.
    if let Some(before) = before.filter(|before| alike(before, &terms)) {
        return Tariff::try_from(before.clone()).ok();
    }
    match Tariff::try_from(terms) {
        Ok(tariff) => Some(tariff),
        Err(error) => {
            reader.wrong(field(what(error.term())), refusal(error));
            None
        }
    }
}

/// The field of a term.
fn what(term: Term) -> &'static str {
    match term {
        Term::CareHour => "aide",
        Term::HouseholdHour => "menage",
        Term::MonthlyFee => "mensuel",
        Term::OpeningFee => "ouverture",
        Term::Meal => "repas",
        Term::RemoteAlarm => "alarme",
        Term::Saturday => "samedi",
        Term::Sunday => "dimanche",
        Term::Holiday => "ferie",
        Term::MayDay => "mai",
        Term::Evening => "soir",
        Term::Night => "nuit",
        Term::Minimum => "minimum",
    }
}

/// Why a tariff is refused, with the limit that it passes.
fn refusal(error: TariffError) -> String {
    let t = french();
    let between = |sentence: &str, prices: RangeInclusive<Cents>| {
        with(sentence, &[&t.whole_euros(*prices.start()), &t.whole_euros(*prices.end())])
    };
    match error {
        TariffError::FeeInPrestataire(_) => say::FEE_WRONG.to_owned(),
        TariffError::HourPrice(_) => between(say::HOUR_PRICE_WRONG, HOUR_PRICES),
        TariffError::FlatPrice(_) => between(say::FLAT_PRICE_WRONG, FLAT_PRICES),
        TariffError::Surcharge(_) => with(say::SURCHARGE_WRONG, &[&t.percent(HIGHEST_SURCHARGE.0)]),
        TariffError::Window(_) => say::WINDOW_WRONG.to_owned(),
        TariffError::Minimum => with(say::MINIMUM_WRONG, &[&LONGEST_MINIMUM]),
    }
}

/// Whether two terms are written alike in a form.
fn alike(one: &TariffTerms, other: &TariffTerms) -> bool {
    let written = |terms: &TariffTerms| {
        let mut typed = Typed::default();
        typed.put("debut", terms.from);
        fill_terms(&mut typed, 0, terms);
        typed
    };
    written(one) == written(other)
}

/// The surcharge of a time of day: its rate with its window. A window alone, or a rate without one, is wrong.
fn time(
    reader: &mut Reader<'_>,
    at: usize,
    what: &str,
    rate: Option<BasisPoints>,
) -> Result<Option<TimeSurcharge>, ()> {
    let start = reader.time(&name(at, &format!("{what}-de")), say::WINDOW_WRONG);
    let end = reader.time(&name(at, &format!("{what}-a")), say::WINDOW_WRONG);
    match (rate, start, end) {
        (None, None, None) => Ok(None),
        (Some(rate), Some(start), Some(end)) => Ok(Some(TimeSurcharge { window: Window { start, end }, rate })),
        _ => {
            reader.wrong(name(at, what), say::WINDOW_WRONG);
            Err(())
        }
    }
}

/// The tariffs of the form: those to come and in force, the past ones folded, the new one last.
pub fn section(fields: &FormFields<'_>, listing: &Listing, today: Date) -> AnyView {
    let known = sorted(listing);
    let is_past = |terms: &TariffTerms| {
        terms.from <= today
            && listing.tariff_on(terms.mode, today).is_none_or(|tariff| tariff.terms().from != terms.from)
    };
    let (mut standing, mut past, mut is_wrong) = (Vec::new(), Vec::new(), false);
    for (at, terms) in known.iter().enumerate() {
        let tariff = one(fields, at, &title(terms));
        if is_past(terms) {
            is_wrong |= fields.errors.iter().any(|error| error.field.starts_with(&name(at, "")));
            past.push(tariff);
        } else {
            standing.push(tariff);
        }
    }
    let summary = with(say::PAST_TARIFFS, &[&past.len()]);
    let past =
        (!past.is_empty()).then(|| view! { <details open=is_wrong><summary>{summary}</summary>{past}</details> });
    view! { {standing} {past} {one(fields, known.len(), say::NEW_TARIFF)} }.into_any()
}

fn title(terms: &TariffTerms) -> String {
    with(say::TARIFF, &[&french().name(terms.mode), &french().date(terms.from)])
}

fn one(fields: &FormFields<'_>, at: usize, title: &str) -> AnyView {
    let t = french();
    let is_new = fields.typed.ticked(&name(at, NEW));
    let field = |what: &str| name(at, what);
    let vats: Vec<(String, String)> = VATS.iter().map(|line| (line.1.to_owned(), line.2.to_owned())).collect();
    let text = |what: &str, label: &str| fields.text(&field(what), label);
    let window = |what: &str, label: &str| {
        view! {
            <div class="field-columns">
                {text(what, label)}
                {fields.input(&field(&format!("{what}-de")), &with(say::WINDOW_FROM, &[&label]), "", "time")}
                {fields.input(&field(&format!("{what}-a")), &with(say::WINDOW_TO, &[&label]), "", "time")}
            </div>
        }
        .into_any()
    };
    let new = is_new.then(|| {
        view! {
            <p class="hint">{say::NEW_TARIFF_HINT}</p>
            <input type="hidden" name=field(NEW) value="oui"/>
        }
    });
    let remove = (!is_new).then(|| fields.tick(&field("retirer"), say::REMOVE_TARIFF));
    view! {
        <fieldset class="tariff">
            <legend>{title.to_owned()}</legend>
            {new}
            <div class="field-columns">
                {fields.select(&field("mode"), say::MODE, say::CHOOSE, &choices::<Mode>(|mode| t.name(mode)))}
                {fields.input(&field("debut"), say::FROM, "", "date")}
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
            {remove}
        </fieldset>
    }
    .into_any()
}
