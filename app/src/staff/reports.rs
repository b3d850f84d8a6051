//! What visitors reported: those that nobody answered first, each closed with a reason.

use domain::Finess;
use domain::feedback::report::{MESSAGE_MOST, ReportAbout, ReportOutcome};
use domain::values::closed_list::ClosedList;
use jiff::civil::Date;
use maud::{Markup, html};

use super::{Screen, french};
use crate::access::Staff;
use crate::error::FieldError;
use crate::markup::{error_summary, field_message, invalid};
use crate::routes::{Page, StaffPage};
use crate::text::Lang;
use crate::text::staff as say;

/// Names of the fields of an answer.
pub const OUTCOME: &str = "suite-donnee";
pub const REASON: &str = "motif";

/// One report, and its answer when it is closed.
pub struct ReportLine {
    pub number: u32,
    pub finess: Finess,
    /// As published; absent when the listing is gone.
    pub service: Option<String>,
    pub about: ReportAbout,
    pub message: String,
    pub received: Date,
    pub answer: Option<AnswerLine>,
}

pub struct AnswerLine {
    pub outcome: ReportOutcome,
    pub reason: String,
    pub author: String,
    pub on: Date,
}

/// The answer as it was typed, and why it was not kept.
#[derive(Default)]
pub struct AnswerForm {
    pub outcome: String,
    pub reason: String,
    pub no_outcome: bool,
    pub wrong_reason: bool,
    /// Someone else closed it before.
    pub late: bool,
}

fn outcome(outcome: ReportOutcome) -> &'static str {
    match outcome {
        ReportOutcome::Corrected => say::CORRECTED,
        ReportOutcome::Confirmed => say::CONFIRMED,
        ReportOutcome::NoAction => say::NO_ACTION,
    }
}

fn answered(answer: &AnswerLine) -> Markup {
    let said = say::fill(say::ANSWERED, &[&outcome(answer.outcome), &answer.author, &french().date(answer.on)]);
    html! { p { (said) } p.typed { (answer.reason) } }
}

fn service(line: &ReportLine) -> Markup {
    html! {
        @match &line.service {
            Some(name) => a href=(Page::Service(line.finess).href(Lang::French)) { (name) },
            None => (line.finess),
        }
    }
}

/// Both lists, newest first.
pub fn list(staff: &Staff, lines: &[ReportLine]) -> Screen {
    let table = |title: &str, closed: bool| {
        let own: Vec<&ReportLine> = lines.iter().filter(|line| line.answer.is_some() == closed).collect();
        html! {
            h2 { (title) }
            @if own.is_empty() { p { (say::NONE_LEFT) } } @else {
                table {
                    caption.visually-hidden { (title) }
                    thead { tr { @for column in [say::REPORTS, say::RECEIVED, say::SERVICE, say::ABOUT] { th scope="col" { (column) } } } }
                    tbody {
                        @for line in own {
                            tr {
                                th scope="row" { a href=(StaffPage::Report(line.number).href()) { (say::fill(say::REPORT, &[&line.number])) } }
                                td { (french().date(line.received)) }
                                td { (service(line)) }
                                td { (french().report_about(line.about)) }
                            }
                        }
                    }
                }
            }
        }
    };
    let body = html! { h1 { (say::REPORTS) } (table(say::REPORTS_OPEN, false)) (table(say::REPORTS_CLOSED, true)) };
    Screen::new(Some(staff), say::REPORTS, body)
}

/// One report, with the form that closes it.
pub fn page(staff: &Staff, line: &ReportLine, form: &AnswerForm) -> Screen {
    let t = french();
    let title = say::fill(say::REPORT, &[&line.number]);
    let wrong = [(form.no_outcome, OUTCOME, say::OUTCOME_MISSING), (form.wrong_reason, REASON, say::REASON_WRONG)];
    let errors: Vec<FieldError> =
        wrong.iter().filter(|own| own.0).map(|(_, field, message)| FieldError::new(*field, *message)).collect();
    let body = html! {
        h1 { (title) }
        (error_summary(t, &errors))
        @if form.late { p.field-error role="alert" { (say::ALREADY) } }
        dl {
            dt { (say::SERVICE) } dd { (service(line)) }
            dt { (say::RECEIVED) } dd { (t.date(line.received)) }
            dt { (say::ABOUT) } dd { (t.report_about(line.about)) }
            dt { (say::MESSAGE) } dd.typed { (line.message) }
        }
        @match &line.answer {
            Some(answer) => (answered(answer)),
            None => (answer_form(line.number, form, &errors)),
        }
        p { a href=(StaffPage::Reports.href()) { (say::ALL_REPORTS) } }
    };
    let status = match (errors.is_empty(), form.late) {
        (false, _) => 422,
        (true, true) => 409,
        (true, false) => 200,
    };
    Screen::new(Some(staff), &title, body).with_status(status)
}

fn answer_form(number: u32, form: &AnswerForm, errors: &[FieldError]) -> Markup {
    html! {
        h2 { (say::ANSWER) }
        form.need method="post" action=(StaffPage::Report(number).href()) autocomplete="off" {
            div.field {
                label for=(OUTCOME) { (say::OUTCOME) }
                (field_message(errors, OUTCOME))
                select id=(OUTCOME) name=(OUTCOME) required aria-invalid=[invalid(errors, OUTCOME)] aria-describedby={ (OUTCOME) "-erreur" } {
                    option value="" { (say::CHOOSE_ONE) }
                    @for own in ReportOutcome::ALL { option value=(own.code()) selected[form.outcome == own.code()] { (outcome(*own)) } }
                }
            }
            div.field {
                label for=(REASON) { (say::REASON) }
                p.hint id={ (REASON) "-aide" } { (say::REASON_HINT) }
                (field_message(errors, REASON))
                textarea id=(REASON) name=(REASON) rows="4" maxlength=(MESSAGE_MOST) required aria-invalid=[invalid(errors, REASON)]
                    aria-describedby={ (REASON) "-aide " (REASON) "-erreur" } { (form.reason) }
            }
            button type="submit" { (say::SAVE) }
        }
    }
}

/// A number that no report has.
pub fn missing(staff: &Staff) -> Screen {
    let body = html! {
        h1 { (say::NO_REPORT) }
        p { a href=(StaffPage::Reports.href()) { (say::ALL_REPORTS) } }
    };
    Screen::new(Some(staff), say::NO_REPORT, body).with_status(404)
}
