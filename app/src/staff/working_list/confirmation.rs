//! The screen between a selection and what is done to it: it names what will happen, to which listings, and which stay as
//! they are.

use crate::staff::local;
use std::sync::Arc;

use domain::law::parameters::{Parameter, Used};
use domain::provider::price_rules::{Finding, Rule, findings};
use domain::provider::tariff::Tariff;
use domain::values::closed_list::ClosedList;
use domain::values::search;
use domain::{Listing, Mode, Source};
use jiff::civil::Date;
use leptos::prelude::*;

use super::acts::{BulkAct, Effect, Rise, Unchanged};
use super::field;
use super::query::ListQuery;
use crate::access::Staff;
use crate::error::FieldError;
use crate::ports::Publication;
use crate::routes::StaffPage;
use crate::staff::findings::finding_words;
use crate::staff::form_fields::FormFields;
use crate::staff::tables::{alert, table_head};
use crate::staff::typed::Typed;
use crate::staff::{Screen, french};
use crate::text::staff::{SERVICE, fill};
use crate::text::working_list as say;
use crate::ui::forms::{error_summary, hidden_fields};

/// A listing of the selection, and what it becomes.
pub struct Planned {
    pub before: Listing,
    pub after: Result<Listing, Unchanged>,
}

impl Planned {
    fn name(&self) -> String {
        search::readable(&self.before.name.value)
    }

    fn link(&self) -> AnyView {
        view! { <a href=StaffPage::Listing(self.before.finess).href()>{self.name()}</a> }.into_any()
    }
}

pub struct Confirmation {
    pub publication: Arc<Publication>,
    pub act: BulkAct,
    pub query: ListQuery,
    pub planned: Vec<Planned>,
    /// Names what the screen is about: confirmed only as it was read.
    pub seen: String,
    pub typed: Typed,
    pub errors: Vec<FieldError>,
    /// None until it was typed without a mistake.
    pub rise: Option<Rise>,
    pub moved_on: bool,
    pub today: Date,
}

impl Confirmation {
    pub fn screen(self, staff: &Staff) -> Screen {
        let status = match (self.moved_on, self.errors.is_empty()) {
            (true, _) => 409,
            (false, false) => 422,
            (false, true) => 200,
        };
        let title = self.act.label();
        Screen::of(Some(staff), &title, move || self.body()).with_status(status)
    }

    /// Whether there is something to confirm: a rise first has to be typed.
    fn is_ready(&self) -> bool {
        self.act.effect() != Effect::Rise || self.rise.is_some()
    }

    fn what_happens(&self) -> String {
        let today = french().date(self.today);
        match self.act.effect() {
            Effect::Verify(part) => fill(local(say::WILL_VERIFY), &[&say::part(part), &today]),
            Effect::Set(intake) => fill(local(say::WILL_SET), &[&french().name(intake), &today]),
            Effect::Rise => say::WILL_RISE.to_owned(),
            Effect::Campaign => say::WILL_ASK.to_owned(),
            Effect::Export => say::WILL_EXPORT.to_owned(),
        }
    }

    fn body(&self) -> AnyView {
        let changing: Vec<&Planned> = self.planned.iter().filter(|line| line.after.is_ok()).collect();
        let services = self.planned.iter().map(|line| (field::SERVICE, line.before.finess.to_string()));
        let lists = self.is_ready().then(|| view! { {self.concerned(&changing)}{self.unchanged()} });
        view! {
            <h1>{self.act.label()}</h1>
            {alert(self.moved_on.then_some(say::MOVED_ON))}
            {error_summary(french(), &self.errors)}
            <p class="lead">{self.what_happens()}</p>
            <form method="post" action=self.action()>
                {hidden_fields(services)}
                {hidden_fields([(field::ACT, self.act.code())])}
                {(self.act.effect() == Effect::Rise).then(|| self.rise_fields())}
                {lists}
                {self.buttons(changing.len())}
            </form>
            <p><a href=self.query.settled().href()>{say::BACK}</a></p>
        }
        .into_any()
    }

    /// Where the selection goes: campaigns and files have screens of their own.
    fn action(&self) -> String {
        match self.act.effect() {
            Effect::Verify(_) | Effect::Set(_) | Effect::Rise => self.query.settled().href(),
            Effect::Campaign => StaffPage::Campaigns.href(),
            Effect::Export => StaffPage::Exports.href(),
        }
    }

    fn buttons(&self, count: usize) -> AnyView {
        if !self.is_ready() {
            return view! { <button type="submit">{say::COMPUTE}</button> }.into_any();
        }
        if count == 0 {
            return view! { <p>{say::NOTHING_CHANGES}</p> }.into_any();
        }
        match self.act.effect() {
            Effect::Export => crate::staff::exports::listing_buttons(),
            Effect::Campaign => view! { <button type="submit">{say::CAMPAIGN}</button> }.into_any(),
            Effect::Verify(_) | Effect::Set(_) | Effect::Rise => {
                let label = if count == 1 { say::CONFIRM_ONE.to_owned() } else { fill(say::CONFIRM, &[&count]) };
                // Enter in a field of the form computes again: it never confirms.
                let again =
                    self.rise.map(|_| view! { <button class="secondary" type="submit">{say::COMPUTE}</button> });
                view! { {again}<button type="submit" name=field::SEEN value=self.seen.clone()>{label}</button> }
                    .into_any()
            }
        }
    }

    fn rise_fields(&self) -> AnyView {
        let fields = FormFields { typed: &self.typed, errors: &self.errors };
        let sources = [(Source::Provider, say::THE_SERVICES), (Source::City, local(say::THE_CITY))]
            .map(|(source, words)| (source.code().to_owned(), words.to_owned()));
        view! {
            <div class="field-columns">
                {fields.input(field::PERCENT, say::PERCENT, say::PERCENT_HINT, "text")}
                {fields.input(field::FROM, say::FROM, "", "date")}
                {fields.select(field::SOURCE, say::WHO_SAID, say::CHOOSE, &sources)}
            </div>
        }
        .into_any()
    }

    fn concerned(&self, changing: &[&Planned]) -> Option<AnyView> {
        if changing.is_empty() {
            return None;
        }
        if let Some(rise) = self.rise {
            return Some(self.new_prices(changing, rise));
        }
        let lines: Vec<AnyView> = changing.iter().map(|line| view! { <li>{line.link()}</li> }.into_any()).collect();
        let title = fill(say::CONCERNED, &[&changing.len()]);
        Some(view! { <h2>{title}</h2><ul class="columns">{lines}</ul> }.into_any())
    }

    fn unchanged(&self) -> Option<AnyView> {
        let lines: Vec<AnyView> = self
            .planned
            .iter()
            .filter_map(|line| {
                let why = line.after.as_ref().err()?.words();
                Some(view! { <tr><th scope="row">{line.link()}</th><td>{why}</td></tr> }.into_any())
            })
            .collect();
        let title = fill(say::UNCHANGED, &[&lines.len()]);
        (!lines.is_empty()).then(|| {
            view! {
                <details>
                    <summary>{title.clone()}</summary>
                    <table>
                        <caption class="visually-hidden">{title.clone()}</caption>
                        {table_head(&[SERVICE, say::WHY])}
                        <tbody>{lines}</tbody>
                    </table>
                </details>
            }
            .into_any()
        })
    }

    /// Each new price beside the one before, with what the rules of its first day say.
    fn new_prices(&self, changing: &[&Planned], rise: Rise) -> AnyView {
        let mut lines: Vec<(bool, AnyView)> = changing.iter().flat_map(|line| self.price_lines(line, rise)).collect();
        let remarked = lines.iter().filter(|(is_remarked, _)| *is_remarked).count();
        lines.sort_by_key(|(is_remarked, _)| !is_remarked);
        let lines: Vec<AnyView> = lines.into_iter().map(|(_, line)| line).collect();
        let sum = (remarked > 0).then(|| view! { <p>{fill(say::REMARKED_FIRST, &[&remarked])}</p> });
        view! {
            <h2>{say::NEW_PRICES}</h2>
            {self.values_of_the_day(rise.from)}
            <p>{fill(say::CONCERNED, &[&changing.len()])}</p>
            {sum}
            <table class="lines">
                <caption class="visually-hidden">{say::NEW_PRICES}</caption>
                {table_head(&[SERVICE, say::OF_TARIFF, say::BEFORE, say::AFTER, say::REMARK])}
                <tbody>{lines}</tbody>
            </table>
        }
        .into_any()
    }

    /// What the new prices are compared with: a value that is not known is said.
    fn values_of_the_day(&self, day: Date) -> AnyView {
        let (t, parameters) = (french(), &self.publication.parameters);
        let words = |parameter| {
            let found = parameters.find(parameter, day).filter(|found| !found.outdated);
            found.map(|found| t.value(&Used::from(&found)))
        };
        let not_known = || say::NOT_KNOWN.to_owned();
        let floor = words(Parameter::DepartmentHour).or_else(|| words(Parameter::FloorHour)).unwrap_or_else(not_known);
        let cap = words(Parameter::YearlyRise).unwrap_or_else(not_known);
        view! { <p>{fill(say::CAP, &[&t.date(day), &cap])}" "{fill(say::FLOOR, &[&t.date(day), &floor])}</p> }
            .into_any()
    }

    /// The lines of a listing, one for each new tariff, each with whether the rules remark something.
    fn price_lines(&self, line: &Planned, rise: Rise) -> Vec<(bool, AnyView)> {
        let Ok(after) = &line.after else { return Vec::new() };
        let t = french();
        let found = findings(after, &self.publication.parameters, self.today);
        let new = |mode: Mode| after.tariff_on(mode, rise.from).filter(|tariff| tariff.terms().from == rise.from);
        let lines = Mode::ALL.iter().filter_map(|mode| {
            let (new, old) = (new(*mode)?, line.before.tariff_on(*mode, rise.from)?);
            let of_new = |finding: &&Finding| finding.mode == *mode && finding.tariff_from == rise.from;
            let mut remarks: Vec<String> =
                found.iter().filter(of_new).map(|finding| finding_words(t, finding)).collect();
            let is_remarked = found.iter().filter(of_new).any(|finding| finding.rule != Rule::SurchargeMissing);
            if *mode == Mode::Prestataire && after.habilitation.value().is_none() {
                remarks.push(say::HABILITATION_UNKNOWN.to_owned());
            }
            let remarks = if remarks.is_empty() { say::NO_REMARK.to_owned() } else { remarks.join(" ; ") };
            let row = view! {
                <tr>
                    <th scope="row">{line.link()}</th>
                    <td>{t.name(*mode)}</td>
                    <td>{prices(old)}</td>
                    <td>{prices(new)}</td>
                    <td>{remarks}</td>
                </tr>
            };
            Some((is_remarked, row.into_any()))
        });
        lines.collect()
    }
}

/// "26,00 € ; ménage 24,00 €"
fn prices(tariff: &Tariff) -> String {
    let t = french();
    let terms = tariff.terms();
    let care = terms.care_hour.map(|price| t.euros(price));
    let household = terms.household_hour.map(|price| fill(say::HOUSEHOLD_PRICE, &[&t.euros(price)]));
    care.into_iter().chain(household).collect::<Vec<_>>().join(" ; ")
}
