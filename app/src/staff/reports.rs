//! What visitors reported: those that nobody answered first, the oldest before the others, each closed with a reason.

use domain::feedback::report::{MESSAGE_MOST, ReportAbout, ReportOutcome};
use domain::values::closed_list::ClosedList;
use domain::{Finess, closed_list};
use jiff::civil::Date;
use leptos::prelude::*;

use super::form_fields::{FormFields, choices};
use super::tables::table_head;
use super::typed::Typed;
use super::{Screen, french};
use crate::access::Staff;
use crate::error::FieldError;
use crate::routes::{Page, StaffPage};
use crate::text::Lang;
use crate::text::staff as say;
use crate::ui::forms::{error_summary, field_message, invalid, message_id};

/// Names of the fields of an answer.
pub const OUTCOME: &str = "suite-donnee";
pub const REASON: &str = "motif";
/// Of the buttons that do something else than answering.
pub const MARK: &str = "action";
/// Ticked where the text is to be erased.
pub const SURE: &str = "effacer";

closed_list! {
    /// What a button does to a report, beside answering it.
    ReportButton {
        Take = "prendre",
        Release = "rendre",
        Redact = "effacer",
        Reopen = "rouvrir",
    }
}

closed_list! {
    /// What happened to a report.
    ReportEventKind {
        Taken = "taken",
        Released = "released",
        /// Its text was erased for ever.
        Redacted = "redacted",
        /// The answer that it had until it was opened again.
        Closed = "closed",
        Reopened = "reopened",
    }
}

/// One thing that happened to a report.
#[derive(Clone)]
pub struct EventLine {
    pub kind: ReportEventKind,
    pub author: String,
    pub on: Date,
    /// Of an answer that no longer stands.
    pub answer: Option<(ReportOutcome, String)>,
}

/// One report, and its answer when it is closed.
#[derive(Clone)]
pub struct ReportLine {
    pub number: u32,
    pub finess: Finess,
    /// As published; absent when the listing is gone.
    pub service: Option<String>,
    pub about: ReportAbout,
    /// None: it was erased.
    pub message: Option<String>,
    pub received: Date,
    /// Who looks into it.
    pub taken_by: Option<String>,
    pub answer: Option<AnswerLine>,
    /// Oldest first.
    pub events: Vec<EventLine>,
}

#[derive(Clone)]
pub struct AnswerLine {
    pub outcome: ReportOutcome,
    pub reason: String,
    pub author: String,
    pub on: Date,
}

/// What was sent of a report's page, and why it was not done.
#[derive(Clone, Default)]
pub struct AnswerForm {
    pub outcome: String,
    pub reason: String,
    pub no_outcome: bool,
    pub wrong_reason: bool,
    /// The text was to be erased without the box that says so.
    pub unsure: bool,
    /// Someone else did something to it before.
    pub late: bool,
}

impl AnswerForm {
    fn errors(&self) -> Vec<FieldError> {
        let wrong = [
            (self.no_outcome, OUTCOME, say::OUTCOME_MISSING),
            (self.wrong_reason, REASON, say::REASON_WRONG),
            (self.unsure, SURE, say::REDACT_UNSURE),
        ];
        let wrong = wrong.into_iter().filter(|(is_wrong, _, _)| *is_wrong);
        wrong.map(|(_, field, message)| FieldError::new(field, message)).collect()
    }
}

fn outcome(outcome: ReportOutcome) -> &'static str {
    match outcome {
        ReportOutcome::Corrected => say::CORRECTED,
        ReportOutcome::Confirmed => say::CONFIRMED,
        ReportOutcome::NoAction => say::NO_ACTION,
    }
}

fn answered(answer: &AnswerLine) -> AnyView {
    let sentence = say::fill(say::ANSWERED, &[&outcome(answer.outcome), &answer.author, &french().date(answer.on)]);
    view! { <p>{sentence}</p><p class="typed">{answer.reason.clone()}</p> }.into_any()
}

fn service(line: &ReportLine) -> AnyView {
    match &line.service {
        Some(name) => view! { <a href=Page::Service(line.finess).href(Lang::French)>{name.clone()}</a> }.into_any(),
        None => line.finess.to_string().into_any(),
    }
}

/// The text as it was typed, or that it was erased.
fn message(line: &ReportLine) -> AnyView {
    match &line.message {
        Some(text) => view! { <span class="typed">{text.clone()}</span> }.into_any(),
        None => view! { <em>{say::REDACTED}</em> }.into_any(),
    }
}

fn state(line: &ReportLine) -> String {
    match (&line.answer, &line.taken_by) {
        (Some(answer), _) => {
            say::fill(say::ANSWERED, &[&outcome(answer.outcome), &answer.author, &french().date(answer.on)])
        }
        (None, Some(who)) => say::fill(say::TAKEN_BY, &[who]),
        (None, None) => say::TO_TAKE.to_owned(),
    }
}

/// A button that does one thing to a report.
fn button(number: u32, does: ReportButton, label: &'static str) -> AnyView {
    let named = say::fill(say::OF_REPORT, &[&label, &number]);
    view! {
        <form method="post" action=StaffPage::Report(number).href()>
            <button class="secondary" type="submit" name=MARK value=does.code() aria-label=named>{label}</button>
        </form>
    }
    .into_any()
}

fn take_or_release(staff: &Staff, line: &ReportLine) -> Option<AnyView> {
    match (&line.answer, &line.taken_by) {
        (Some(_), _) => None,
        (None, Some(who)) if who == staff.name.as_str() => {
            Some(button(line.number, ReportButton::Release, say::RELEASE))
        }
        (None, Some(_) | None) => Some(button(line.number, ReportButton::Take, say::TAKE)),
    }
}

/// Straight to where the listing is corrected.
fn editor(line: &ReportLine) -> Option<AnyView> {
    let name = line.service.as_ref()?;
    let label = say::fill(say::EDIT_LISTING, &[name]);
    Some(view! { <a href=StaffPage::Edit(line.finess).href()>{label}</a> }.into_any())
}

fn table(staff: &Staff, title: &'static str, lines: &[&ReportLine]) -> AnyView {
    if lines.is_empty() {
        return view! { <h2>{title}</h2><p>{say::NONE_LEFT}</p> }.into_any();
    }
    let head = table_head(&[say::REPORTS, say::RECEIVED, say::SERVICE, say::MESSAGE, say::REPORT_STATE]);
    let rows = lines.iter().map(|line| {
        let open = line.answer.is_none();
        view! {
            <tr>
                <th scope="row">
                    <a href=StaffPage::Report(line.number).href()>{say::fill(say::REPORT, &[&line.number])}</a>
                </th>
                <td>{french().date(line.received)}</td>
                <td>
                    <p>{service(line)}</p>
                    {open.then(|| editor(line)).flatten().map(|link| view! { <p>{link}</p> })}
                </td>
                <td><p>{french().report_about(line.about)}</p><p>{message(line)}</p></td>
                <td><p>{state(line)}</p>{take_or_release(staff, line)}</td>
            </tr>
        }
        .into_any()
    });
    view! {
        <h2>{title}</h2>
        <table class="lines">
            <caption class="visually-hidden">{title}</caption>
            {head}
            <tbody>{rows.collect::<Vec<_>>()}</tbody>
        </table>
    }
    .into_any()
}

/// Those that wait, oldest first, then those that were answered, newest first. `lines` in the order they came.
pub fn list(staff: &Staff, lines: Vec<ReportLine>) -> Screen {
    let who = staff.clone();
    let body = move || {
        let open: Vec<&ReportLine> = lines.iter().filter(|line| line.answer.is_none()).collect();
        let closed: Vec<&ReportLine> = lines.iter().rev().filter(|line| line.answer.is_some()).collect();
        view! {
            <h1>{say::REPORTS}</h1>
            {table(&who, say::REPORTS_OPEN, &open)}
            {table(&who, say::REPORTS_CLOSED, &closed)}
        }
        .into_any()
    };
    Screen::of(Some(staff), say::REPORTS, body)
}

/// One report, with the form that closes it.
pub fn page(staff: &Staff, line: ReportLine, form: AnswerForm) -> Screen {
    let title = say::fill(say::REPORT, &[&line.number]);
    let errors = form.errors();
    let status = match (errors.is_empty(), form.late) {
        (false, _) => 422,
        (true, true) => 409,
        (true, false) => 200,
    };
    let (heading, who) = (title.clone(), staff.clone());
    let body = move || {
        let t = french();
        let late = form.late.then(|| view! { <p class="field-error" role="alert">{say::ALREADY}</p> }.into_any());
        let answer = match &line.answer {
            Some(answer) => view! {
                {answered(answer)}
                {button(line.number, ReportButton::Reopen, say::REOPEN)}
            }
            .into_any(),
            None => answer_form(line.number, &form, &errors),
        };
        let events: Vec<AnyView> = line.events.iter().map(event).collect();
        let history =
            (!events.is_empty()).then(|| view! { <h2>{say::REPORT_HISTORY}</h2><ul>{events}</ul> }.into_any());
        view! {
            <h1>{heading.clone()}</h1>
            {error_summary(t, &errors)}
            {late}
            <dl>
                <dt>{say::SERVICE}</dt><dd>{service(&line)}</dd>
                <dt>{say::RECEIVED}</dt><dd>{t.date(line.received)}</dd>
                <dt>{say::ABOUT}</dt><dd>{t.report_about(line.about)}</dd>
                <dt>{say::MESSAGE}</dt><dd>{message(&line)}</dd>
                <dt>{say::REPORT_STATE}</dt><dd>{state(&line)}</dd>
            </dl>
            {editor(&line).map(|link| view! { <p class="ways">{link}</p> })}
            {take_or_release(&who, &line)}
            {answer}
            {line.message.is_some().then(|| redact_form(line.number, &errors))}
            {history}
            <p><a href=StaffPage::Reports.href()>{say::ALL_REPORTS}</a></p>
        }
        .into_any()
    };
    Screen::of(Some(staff), &title, body).with_status(status)
}

fn event(event: &EventLine) -> AnyView {
    let what = match event.kind {
        ReportEventKind::Taken => say::EVENT_TAKEN,
        ReportEventKind::Released => say::EVENT_RELEASED,
        ReportEventKind::Redacted => say::EVENT_REDACTED,
        ReportEventKind::Closed => say::EVENT_CLOSED,
        ReportEventKind::Reopened => say::EVENT_REOPENED,
    };
    let sentence = say::fill(what, &[&event.author, &french().date(event.on)]);
    let answer = event
        .answer
        .as_ref()
        .map(|(done, reason)| view! { <p>{outcome(*done)}</p><p class="typed">{reason.clone()}</p> }.into_any());
    view! { <li><p>{sentence}</p>{answer}</li> }.into_any()
}

fn answer_form(number: u32, form: &AnswerForm, errors: &[FieldError]) -> AnyView {
    let mut typed = Typed::default();
    typed.put(OUTCOME, &form.outcome);
    typed.put(REASON, &form.reason);
    let fields = FormFields { typed: &typed, errors };
    view! {
        <h2>{say::ANSWER}</h2>
        <form class="need" method="post" action=StaffPage::Report(number).href() autocomplete="off">
            {fields.select(OUTCOME, say::OUTCOME, say::CHOOSE_ONE, &choices(outcome))}
            {fields.area(REASON, say::REASON, say::REASON_HINT, MESSAGE_MOST)}
            <button type="submit">{say::SAVE}</button>
        </form>
    }
    .into_any()
}

/// Where the text is erased: it cannot be taken back, so that it is asked in words.
fn redact_form(number: u32, errors: &[FieldError]) -> AnyView {
    let wrong = invalid(errors, SURE);
    view! {
        <details open=wrong.is_some()>
            <summary>{say::REDACT}</summary>
            <form class="need" method="post" action=StaffPage::Report(number).href()>
                <p>{say::REDACT_WHY}</p>
                {field_message(errors, SURE)}
                <label class="box">
                    <input type="checkbox" id=SURE name=SURE value="oui" aria-invalid=wrong
                        aria-describedby=message_id(SURE)/>
                    <span>{say::REDACT_SURE}</span>
                </label>
                <button class="secondary" type="submit" name=MARK value=ReportButton::Redact.code()>
                    {say::REDACT_BUTTON}
                </button>
            </form>
        </details>
    }
    .into_any()
}

/// A number that no report has.
pub fn missing(staff: &Staff) -> Screen {
    let body = || {
        view! { <h1>{say::NO_REPORT}</h1><p><a href=StaffPage::Reports.href()>{say::ALL_REPORTS}</a></p> }.into_any()
    };
    Screen::of(Some(staff), say::NO_REPORT, body).with_status(404)
}
