//! The values of the law: those in force, those that are missing next year, and the form that adds one.

use domain::Parameters;
use domain::closed_list;
use domain::law::parameters::{Parameter, ParameterError, Published, State};
use domain::readers::amounts::number;
use domain::values::closed_list::ClosedList;
use domain::values::names::read_line;
use jiff::civil::{Date, date};
use maud::{Markup, html};

use super::typed::line_wrong;
use super::{Screen, french};
use crate::access::Staff;
use crate::error::FieldError;
use crate::markup::{error_summary, field_message, invalid};
use crate::routes::StaffPage;
use crate::text::staff as say;

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
            wrong(FROM, say::FROM_WRONG);
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
                    let before = format!("{}{}", t.law_value(parameter, before.value), t.state(before.state));
                    Err(vec![FieldError::new(CONFIRMED, say::fill(say::LEAP, &[&before]))])
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

/// A value that staff added, who and when.
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
    }
}

impl Done {
    fn words(self) -> &'static str {
        match self {
            Self::Added => say::VALUE_ADDED,
            Self::Replaced => say::VALUE_REPLACED,
            Self::Withdrawn => say::VALUE_WITHDRAWN,
            Self::NothingToWithdraw => say::VALUE_NOT_THERE,
        }
    }
}

impl AddedLine {
    fn same_day(&self, other: &Self) -> bool {
        (self.published.parameter, self.published.from) == (other.published.parameter, other.published.from)
    }
}

/// What the button of a value sends.
fn withdrawal(value: &Published) -> String {
    format!("{} {}", value.parameter.code(), value.from)
}

/// The parameter and the first day that such a button names.
pub fn read_withdrawal(text: &str) -> Option<(Parameter, Date)> {
    let (parameter, from) = text.split_once(' ')?;
    Some((Parameter::from_code(parameter)?, from.parse().ok()?))
}

pub fn page(
    staff: &Staff,
    parameters: &Parameters,
    added: &[AddedLine],
    form: &ValueForm,
    errors: &[FieldError],
    done: Option<Done>,
    today: Date,
) -> Screen {
    let t = french();
    let january = date(today.year() + 1, 1, 1);
    let cell = |parameter: Parameter, on: Date| {
        let found = parameters.find(parameter, on);
        let value = found.as_ref().map(|found| {
            format!("{}{}", t.law_value(parameter, found.published.value), t.state(found.published.state))
        });
        html! {
            @match (value, found.is_some_and(|found| found.outdated)) {
                (None, _) => td.unknown { (say::NOT_KNOWN) },
                (Some(value), true) => td { strong.outdated { (say::fill(say::LAST_KNOWN, &[&value])) } },
                (Some(value), false) => td { (value) },
            }
        }
    };
    let body = html! {
        h1 { (say::LAW) }
        @if let Some(done) = done { p.thanks role="status" { (done.words()) } }
        (error_summary(t, errors))
        p { (say::fill(say::LAW_LEAD, &[&january.year()])) }
        (value_form(form, errors))
        table {
            caption { (say::fill(say::LAW_CAPTION, &[&t.date(today)])) }
            thead { tr { th scope="col" { (say::VALUE) } th scope="col" { (say::NOW) } th scope="col" { (say::fill(say::NEXT_YEAR, &[&january.year()])) } } }
            tbody {
                @for parameter in Parameter::ALL {
                    tr { th scope="row" { (t.parameter(*parameter)) } (cell(*parameter, today)) (cell(*parameter, january)) }
                }
            }
        }
        @if !added.is_empty() { (journal(added)) }
    };
    Screen::new(Some(staff), say::LAW, body).with_status(if errors.is_empty() { 200 } else { 422 })
}

fn journal(added: &[AddedLine]) -> Markup {
    let t = french();
    html! {
        table {
            caption { (say::ADDED_CAPTION) }
            thead { tr { @for column in [say::VALUE, say::AMOUNT, say::DATES, say::ARTICLE, say::ADDED_BY] { th scope="col" { (column) } } } }
            tbody {
                @for (at, line) in added.iter().enumerate().rev() {
                    @let own = &line.published;
                    @let replaced = added[..at].iter().rev().find(|earlier| earlier.same_day(line));
                    @let counts = !line.withdrawn && !added[at + 1..].iter().any(|later| later.same_day(line));
                    tr {
                        th scope="row" { (t.parameter(own.parameter)) }
                        td {
                            @if line.withdrawn {
                                (say::fill(say::WITHDRAWS, &[&t.law_value(own.parameter, own.value)]))
                            } @else {
                                (t.law_value(own.parameter, own.value))
                                @if let Some(earlier) = replaced.filter(|earlier| !earlier.withdrawn) {
                                    (say::fill(say::REPLACES, &[&t.law_value(own.parameter, earlier.published.value)]))
                                }
                                @if counts {
                                    form method="post" action=(StaffPage::Law.href()) {
                                        button type="submit" name=(WITHDRAWN) value=(withdrawal(own)) { (say::WITHDRAW) }
                                    }
                                } @else { " " span.outdated { (say::NO_LONGER_COUNTS) } }
                            }
                        }
                        td {
                            @match own.until {
                                Some(until) => (say::fill(say::BETWEEN, &[&t.date(own.from), &t.date(until)])),
                                None => (say::fill(say::SINCE, &[&t.date(own.from)])),
                            }
                        }
                        td { a href=(own.url) rel="noreferrer" { (own.article) } }
                        td { (line.author) ", " (t.date(line.on)) }
                    }
                }
            }
        }
    }
}

fn value_form(form: &ValueForm, errors: &[FieldError]) -> Markup {
    let input = |name: &str, label: &str, hint: Option<&str>, kind: &str, value: &str| {
        html! {
            div.field {
                label for=(name) { (label) }
                @if let Some(hint) = hint { p.hint id={ (name) "-aide" } { (hint) } }
                (field_message(errors, name))
                input type=(kind) id=(name) name=(name) value=(value) required[name != UNTIL] aria-invalid=[invalid(errors, name)]
                    aria-describedby={ @if hint.is_some() { (name) "-aide " } (name) "-erreur" };
            }
        }
    };
    html! {
        h2 { (say::ADD_VALUE) }
        form.need method="post" action=(StaffPage::Law.href()) autocomplete="off" {
            div.field {
                label for=(PARAMETER) { (say::VALUE) }
                (field_message(errors, PARAMETER))
                select id=(PARAMETER) name=(PARAMETER) required aria-invalid=[invalid(errors, PARAMETER)] aria-describedby={ (PARAMETER) "-erreur" } {
                    option value="" { (say::CHOOSE_ONE) }
                    @for own in Parameter::ALL { option value=(own.code()) selected[form.parameter == own.code()] { (french().parameter(*own)) } }
                }
            }
            (input(AMOUNT, say::AMOUNT, Some(say::AMOUNT_HINT), "text", &form.amount))
            (input(FROM, say::FROM, None, "date", &form.from))
            (input(UNTIL, say::UNTIL, Some(say::UNTIL_HINT), "date", &form.until))
            (input(ARTICLE, say::ARTICLE, None, "text", &form.article))
            (input(URL, say::URL, Some(say::URL_HINT), "text", &form.url))
            (input(READ, say::READ, None, "date", &form.read))
            @if invalid(errors, CONFIRMED).is_some() {
                div.field {
                    (field_message(errors, CONFIRMED))
                    label { input type="checkbox" id=(CONFIRMED) name=(CONFIRMED) value="oui"; (say::VALUE_IS_TRUE) }
                }
            }
            button type="submit" { (say::SAVE) }
        }
    }
}
