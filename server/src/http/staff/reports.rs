//! The queue of reports: listed, taken, answered with a reason, opened again, and their text erased, by whom and when.

use app::routes::StaffPage;
use app::staff::reports::{
    AnswerForm, AnswerLine, EventLine, MARK, OUTCOME, REASON, ReportButton, ReportEventKind, ReportLine, SURE, list,
    missing, page,
};
use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::feedback::report::{ReportMessage, ReportOutcome};
use domain::values::closed_list::ClosedList;
use domain::values::search::readable;

use super::session::Signed;
use super::{Answer, Form, OfficeError, Shared, StaffState, too_large};
use crate::clock::paris_day;
use crate::storage::{Listed, ReportAnswer, ReportEvent, ReportMark};

/// Who holds a report, as its events tell.
fn holder(events: &[ReportEvent]) -> Option<String> {
    let last = events.iter().rev().find(|event| event.kind != ReportEventKind::Redacted)?;
    (last.kind == ReportEventKind::Taken).then(|| last.author.clone())
}

/// Every report with its answer and what happened to it, oldest first.
async fn lines(desk: &StaffState) -> Result<Listed<ReportLine>, OfficeError> {
    let (store, publication, mut unreadable) = (&desk.office.store, desk.site.published.catalogue(), Vec::new());
    let answers = store.list_answers().await?.naming(&mut unreadable);
    let events = store.list_report_events().await?.naming(&mut unreadable);
    let reports = store.list_reports().await?.naming(&mut unreadable).into_iter().rev().map(|report| {
        let answer = answers.iter().find(|answer| answer.report == report.number).map(|answer| AnswerLine {
            outcome: answer.outcome,
            reason: answer.reason.as_str().to_owned(),
            author: answer.author.clone(),
            on: paris_day(answer.recorded_at),
        });
        let events: Vec<ReportEvent> = events.iter().filter(|event| event.report == report.number).cloned().collect();
        let is_erased = events.iter().any(|event| event.kind == ReportEventKind::Redacted);
        let listing = publication.catalogue.find(report.report.finess);
        ReportLine {
            number: report.number,
            finess: report.report.finess,
            service: listing.map(|listing| readable(&listing.name.value).to_string()),
            about: report.report.about,
            message: (!is_erased).then(|| report.report.message.as_str().to_owned()),
            received: paris_day(report.report.recorded_at),
            taken_by: holder(&events),
            answer,
            events: events.into_iter().map(line).collect(),
        }
    });
    let rows = reports.collect();
    Ok(Listed { rows, unreadable })
}

fn line(event: ReportEvent) -> EventLine {
    EventLine {
        kind: event.kind,
        author: event.author,
        on: paris_day(event.recorded_at),
        answer: event.answer.map(|(outcome, reason)| (outcome, reason.as_str().to_owned())),
    }
}

pub(super) async fn show(State(desk): Shared, Extension(signed): Extension<Signed>) -> Answer {
    let Listed { rows, unreadable } = lines(&desk).await?;
    Ok(desk.show(list(&signed.staff, rows).naming(&unreadable)).await)
}

/// One report, with a form as it was typed.
async fn one(desk: &StaffState, signed: &Signed, number: &str, form: AnswerForm) -> Answer {
    let Listed { rows, unreadable } = lines(desk).await?;
    let found = rows.into_iter().find(|line| line.number.to_string() == number);
    let screen = found.map_or_else(|| missing(&signed.staff), |line| page(&signed.staff, line, form));
    Ok(desk.show(screen.naming(&unreadable)).await)
}

pub(super) async fn read(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(number): Path<String>,
) -> Answer {
    one(&desk, &signed, &number, AnswerForm::default()).await
}

fn to_list() -> Response {
    Redirect::to(&StaffPage::Reports.href()).into_response()
}

pub(super) async fn act(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(number): Path<String>,
    request: Request,
) -> Answer {
    let Some((_, sent)) = Form::read(request).await else { return Ok(too_large()) };
    match ReportButton::from_code(&sent.get(MARK)) {
        Some(button) => mark(&desk, &signed, &number, button, &sent).await,
        None => answer(&desk, &signed, &number, &sent).await,
    }
}

/// What a button does. One that was taken from the list leads back to it; the others, to the report.
async fn mark(desk: &StaffState, signed: &Signed, number: &str, button: ReportButton, sent: &Form) -> Answer {
    let mark = match button {
        ReportButton::Take => ReportMark::Take,
        ReportButton::Release => ReportMark::Release,
        ReportButton::Redact if sent.get(SURE).is_empty() => {
            return one(desk, signed, number, AnswerForm { unsure: true, ..AnswerForm::default() }).await;
        }
        ReportButton::Redact => ReportMark::Redact,
        ReportButton::Reopen => ReportMark::Reopen,
    };
    let Ok(report) = number.parse() else { return one(desk, signed, number, AnswerForm::default()).await };
    if !desk.office.store.mark_report(report, mark, signed.staff.name.as_str(), desk.now()).await? {
        return one(desk, signed, number, AnswerForm { late: true, ..AnswerForm::default() }).await;
    }
    Ok(match button {
        ReportButton::Take | ReportButton::Release => to_list(),
        ReportButton::Redact | ReportButton::Reopen => Redirect::to(&StaffPage::Report(report).href()).into_response(),
    })
}

async fn answer(desk: &StaffState, signed: &Signed, number: &str, sent: &Form) -> Answer {
    let (outcome, reason) = (sent.get(OUTCOME), sent.get(REASON));
    let (done, why) = (ReportOutcome::from_code(&outcome), ReportMessage::parse(&reason));
    let (no_outcome, wrong_reason) = (done.is_none(), why.is_err());
    let mut form = AnswerForm { outcome, reason, no_outcome, wrong_reason, ..AnswerForm::default() };
    let (Some(done), Ok(why)) = (done, why) else { return one(desk, signed, number, form).await };
    let Ok(report) = number.parse() else { return one(desk, signed, number, form).await };
    let answer = ReportAnswer {
        report,
        outcome: done,
        reason: why,
        author: signed.staff.name.to_string(),
        recorded_at: desk.now(),
    };
    if desk.office.store.answer_report(answer).await? {
        return Ok(to_list());
    }
    form.late = true;
    one(desk, signed, number, form).await
}
