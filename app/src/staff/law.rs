//! The values of the law: those in force, those that are missing next year, and the form that adds one.

use crate::staff::local;
use domain::Parameters;
use domain::closed_list;
use domain::law::parameters::{Parameter, ParameterError, Published, State};
use domain::readers::amounts::number;
use domain::values::closed_list::ClosedList;
use domain::values::names::read_line;
use jiff::civil::{Date, date};
use leptos::prelude::*;

use super::form_fields::{FormFields, choices};
use super::tables::{notice, table_head};
use super::typed::{Typed, line_wrong};
use super::{Screen, french};
use crate::access::Staff;
use crate::error::FieldError;
use crate::routes::StaffPage;
use crate::text::staff as say;
use crate::ui::forms::{error_summary, field_message, invalid};

/// Names of the fields.
pub const PARAMETER: &str = "valeur";
pub const AMOUNT: &str = "montant";
pub const FROM: &str = "debut";
pub const UNTIL: &str = "fin";
pub const ARTICLE: &str = "article";
pub const URL: &str = "adresse";
pub const READ: &str = "lu";
/// Ticked where a value far from the one before it is true.
pub const CONFIRMED: &str = "confirmee";
/// Of the button that withdraws a value: its parameter and its first day.
pub const WITHDRAWN: &str = "retirer";
/// Sent with the amount that corrects a value: its parameter and its first day.
pub const CORRECTED: &str = "corriger";

/// The value as it was typed.
#[derive(Clone, Default)]
pub struct ValueForm {
    pub parameter: String,
    pub amount: String,
    pub from: String,
    pub until: String,
    pub article: String,
    pub url: String,
    pub read: String,
    pub confirmed: bool,
}

impl ValueForm {
    /// A value that is certain, or every field that is wrong.
    pub fn parse(&self, parameters: &Parameters, today: Date) -> Result<Published, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut wrong = |field: &str, message: &str| errors.push(FieldError::new(field, message));
        let parameter = Parameter::from_code(&self.parameter);
        let amount = number(self.amount.trim().trim_end_matches(['€', '%']).trim_end()).ok();
        let from = self.from.trim().parse::<Date>().ok();
        let until = match self.until.trim() {
            "" => Some(None),
            text => text.parse::<Date>().ok().map(Some),
        };
        let read = self.read.trim().parse::<Date>().ok().filter(|read| *read <= today);
        if parameter.is_none() {
            wrong(PARAMETER, say::PARAMETER_WRONG);
        }
        if amount.is_none() {
            wrong(AMOUNT, say::AMOUNT_WRONG);
        }
        if from.is_none() {
            wrong(FROM, if self.from.trim().is_empty() { say::FROM_MISSING } else { say::FROM_WRONG });
        }
        if until.is_none() {
            wrong(UNTIL, say::UNTIL_WRONG);
        }
        if read.is_none() {
            wrong(READ, say::READ_WRONG);
        }
        let (Some(parameter), Some(value), Some(from), Some(until), Some(read)) =
            (parameter, amount, from, until, read)
        else {
            return Err(errors);
        };
        let (article, url) = (self.article.trim().to_owned().into(), self.url.trim().to_owned().into());
        let published = Published { parameter, value, state: State::Entered, from, until, article, url, read };
        for (field, label, text) in [(ARTICLE, say::ARTICLE, &published.article), (URL, say::URL, &published.url)] {
            if let Err(error) = read_line(text) {
                return Err(vec![FieldError::new(field, line_wrong(label, error))]);
            }
        }
        match published.check() {
            Ok(()) => match parameters.leap(&published).filter(|_| !self.confirmed) {
                None => Ok(published),
                Some(before) => {
                    let t = french();
                    let asks = if before.parameter == parameter { say::LEAP } else { say::LEAP_FROM_FLOOR };
                    let before = format!("{}{}", t.law_value(parameter, before.value), t.state(before.state));
                    Err(vec![FieldError::new(CONFIRMED, say::fill(asks, &[&before]))])
                }
            },
            Err(error) => {
                let (field, message) = match error {
                    ParameterError::Value => (AMOUNT, say::AMOUNT_WRONG),
                    ParameterError::Until => (UNTIL, say::UNTIL_WRONG),
                    ParameterError::Article => (ARTICLE, say::ARTICLE_WRONG),
                    ParameterError::Url => (URL, say::URL_WRONG),
                };
                Err(vec![FieldError::new(field, message)])
            }
        }
    }
}

impl From<&Published> for ValueForm {
    /// As it would be typed.
    fn from(value: &Published) -> Self {
        Self {
            parameter: value.parameter.code().to_owned(),
            amount: value.value.normalize().to_string().replace('.', ","),
            from: value.from.to_string(),
            until: value.until.map(|until| until.to_string()).unwrap_or_default(),
            article: value.article.to_string(),
            url: value.url.to_string(),
            read: value.read.to_string(),
            confirmed: false,
        }
    }
}

/// A value that staff added, who and when.
#[derive(Clone)]
pub struct AddedLine {
    pub published: Published,
    /// The line withdraws what was entered for the same day.
    pub withdrawn: bool,
    pub author: String,
    pub on: Date,
}

closed_list! {
    /// What was just done, as the address of the screen names it.
    Done {
        Added = "ajoutee",
        Replaced = "remplacee",
        Withdrawn = "retiree",
        /// Somebody else withdrew it first.
        NothingToWithdraw = "deja-retiree",
        Corrected = "corrigee",
        /// It is not of this person and of this day, or no longer counts.
        NothingToCorrect = "non-corrigee",
    }
}

impl Done {
    fn words(self) -> &'static str {
        match self {
            Self::Added => say::VALUE_ADDED,
            Self::Replaced => say::VALUE_REPLACED,
            Self::Withdrawn => say::VALUE_WITHDRAWN,
            Self::NothingToWithdraw => say::VALUE_NOT_THERE,
            Self::Corrected => say::VALUE_CORRECTED,
            Self::NothingToCorrect => say::VALUE_NOT_CORRECTED,
        }
    }
}

impl AddedLine {
    fn same_day(&self, other: &Self) -> bool {
        (self.published.parameter, self.published.from) == (other.published.parameter, other.published.from)
    }
}

/// By what a form names a value.
fn key(value: &Published) -> String {
    format!("{} {}", value.parameter.code(), value.from)
}

/// The parameter and the first day that a form names.
pub fn read_key(text: &str) -> Option<(Parameter, Date)> {
    let (parameter, from) = text.split_once(' ')?;
    Some((Parameter::from_code(parameter)?, from.parse().ok()?))
}

/// What the screen of the law shows.
pub struct LawScreen {
    pub parameters: Parameters,
    pub added: Vec<AddedLine>,
    pub form: ValueForm,
    pub errors: Vec<FieldError>,
    pub done: Option<Done>,
    pub today: Date,
}

impl LawScreen {
    pub fn screen(self, staff: &Staff) -> Screen {
        let status = if self.errors.is_empty() { 200 } else { 422 };
        let name = staff.name.to_string();
        Screen::of(Some(staff), say::LAW, move || self.body(&name)).with_status(status)
    }

    fn body(&self, who: &str) -> AnyView {
        let (t, today) = (french(), self.today);
        let january = date(today.year() + 1, 1, 1);
        let next = say::fill(say::NEXT_YEAR, &[&january.year()]);
        let head = table_head(&[say::VALUE, say::NOW, &next]);
        let row = |parameter: &Parameter| {
            view! {
                <tr>
                    <th scope="row">{t.parameter(*parameter)}</th>
                    {self.cell(*parameter, today)}
                    {self.cell(*parameter, january)}
                </tr>
            }
            .into_any()
        };
        let rows: Vec<AnyView> = Parameter::ALL.iter().map(row).collect();
        view! {
            <h1>{say::LAW}</h1>
            {notice(self.done.map(Done::words))}
            {error_summary(t, &self.errors)}
            <p>{say::fill(say::LAW_LEAD, &[&january.year()])}</p>
            {value_form(&self.form, &self.errors)}
            <table>
                <caption>{say::fill(say::LAW_CAPTION, &[&t.date(today)])}</caption>
                {head}
                <tbody>{rows}</tbody>
            </table>
            {(!self.added.is_empty()).then(|| self.journal(who))}
        }
        .into_any()
    }

    /// A value on a day; the last known stands in for one that is to be brought up to date.
    fn cell(&self, parameter: Parameter, on: Date) -> AnyView {
        let t = french();
        let Some(found) = self.parameters.find(parameter, on) else {
            return view! { <td class="unknown">{say::NOT_KNOWN}</td> }.into_any();
        };
        let value = format!("{}{}", t.law_value(parameter, found.published.value), t.state(found.published.state));
        if found.outdated {
            let value = say::fill(say::LAST_KNOWN, &[&value]);
            return view! { <td><strong class="outdated">{value}</strong></td> }.into_any();
        }
        view! { <td>{value}</td> }.into_any()
    }

    fn journal(&self, who: &str) -> AnyView {
        let head = table_head(&[say::VALUE, say::AMOUNT, say::DATES, say::ARTICLE, say::ADDED_BY]);
        let rows = (0..self.added.len()).rev().map(|at| self.entry(at, who));
        view! {
            <table class="lines">
                <caption>{local(say::ADDED_CAPTION)}</caption>
                {head}
                <tbody>{rows.collect::<Vec<_>>()}</tbody>
            </table>
        }
        .into_any()
    }

    /// One entry of the journal, by its place in it.
    fn entry(&self, at: usize, who: &str) -> AnyView {
        let (t, line) = (french(), &self.added[at]);
        let value = &line.published;
        let dates = match value.until {
            Some(until) => say::fill(say::BETWEEN, &[&t.date(value.from), &t.date(until)]),
            None => say::fill(say::SINCE, &[&t.date(value.from)]),
        };
        view! {
            <tr>
                <th scope="row">{t.parameter(value.parameter)}</th>
                <td>{self.entered_amount(at, who)}</td>
                <td>{dates}</td>
                <td><a href=value.url.to_string() rel="noreferrer">{value.article.to_string()}</a></td>
                <td>{line.author.clone()} ", " {t.date(line.on)}</td>
            </tr>
        }
        .into_any()
    }

    /// The amount of an entry, what it replaces, and what may still be done to it.
    fn entered_amount(&self, at: usize, who: &str) -> AnyView {
        let (t, line) = (french(), &self.added[at]);
        let amount = t.law_value(line.published.parameter, line.published.value);
        if line.withdrawn {
            return say::fill(say::WITHDRAWS, &[&amount]).into_any();
        }
        let replaced = self.added[..at].iter().rev().find(|earlier| earlier.same_day(line));
        let replaced = replaced.filter(|earlier| !earlier.withdrawn).map(|earlier| {
            say::fill(say::REPLACES, &[&t.law_value(earlier.published.parameter, earlier.published.value)])
        });
        if self.added[at + 1..].iter().any(|later| later.same_day(line)) {
            return view! { {amount} {replaced} " " <span class="outdated">{say::NO_LONGER_COUNTS}</span> }.into_any();
        }
        // A slip of today is one's to correct; what stands since longer is replaced with its article.
        let is_mine = line.author == who && line.on == self.today;
        view! {
            {amount} {replaced}
            {is_mine.then(|| correction(&line.published, at))}
            <form method="post" action=StaffPage::Law.href()>
                <button type="submit" class="secondary" name=WITHDRAWN value=key(&line.published)>{say::WITHDRAW}</button>
            </form>
        }
        .into_any()
    }
}

/// The amount alone is typed again.
fn correction(value: &Published, at: usize) -> AnyView {
    let id = format!("{CORRECTED}-{at}");
    let amount = ValueForm::from(value).amount;
    view! {
        <details>
            <summary>{say::CORRECT}</summary>
            <form method="post" action=StaffPage::Law.href() autocomplete="off">
                <input type="hidden" name=CORRECTED value=key(value)/>
                <label for=id.clone()>{say::RIGHT_AMOUNT}</label>
                <input type="text" id=id name=AMOUNT value=amount inputmode="decimal"/>
                <button type="submit">{say::SAVE}</button>
            </form>
        </details>
    }
    .into_any()
}

fn value_form(form: &ValueForm, errors: &[FieldError]) -> AnyView {
    let mut typed = Typed::default();
    for (name, value) in [
        (PARAMETER, &form.parameter),
        (AMOUNT, &form.amount),
        (FROM, &form.from),
        (UNTIL, &form.until),
        (ARTICLE, &form.article),
        (URL, &form.url),
        (READ, &form.read),
    ] {
        typed.put(name, value);
    }
    let fields = FormFields { typed: &typed, errors };
    let confirmation = invalid(errors, CONFIRMED).map(|_| {
        view! {
            <div class="field">
                {field_message(errors, CONFIRMED)}
                {fields.tick(CONFIRMED, say::VALUE_IS_TRUE)}
            </div>
        }
        .into_any()
    });
    view! {
        <h2>{say::ADD_VALUE}</h2>
        <form class="need" method="post" action=StaffPage::Law.href() autocomplete="off">
            {fields.select(PARAMETER, say::VALUE, say::CHOOSE_ONE, &choices(|parameter| french().parameter(parameter)))}
            {fields.input(AMOUNT, say::AMOUNT, say::AMOUNT_HINT, "text")}
            {fields.input(FROM, say::FROM, "", "date")}
            {fields.input(UNTIL, say::UNTIL, say::UNTIL_HINT, "date")}
            {fields.text(ARTICLE, say::ARTICLE)}
            {fields.input(URL, say::URL, say::URL_HINT, "text")}
            {fields.input(READ, say::READ, "", "date")}
            {confirmation}
            <button type="submit">{say::SAVE}</button>
        </form>
    }
    .into_any()
}
