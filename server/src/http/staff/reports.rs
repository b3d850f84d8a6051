//! The queue of reports: listed, read, and closed once with a reason, by whom and when.

use app::routes::StaffPage;
use app::staff::reports::{AnswerForm, AnswerLine, OUTCOME, REASON, ReportLine, list, missing, page};
use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect};
use domain::feedback::report::{ReportMessage, ReportOutcome};
use domain::values::closed_list::ClosedList;
use domain::values::search::readable;

use super::session::Signed;
use super::{Answer, Form, OfficeError, Shared, StaffState, too_large};
use crate::clock::paris_day;
use crate::storage::{Listed, ReportAnswer};

/// Every report with its answer, newest first.
async fn lines(desk: &StaffState) -> Result<Listed<ReportLine>, OfficeError> {
    let (publication, mut unreadable) = (desk.site.published.catalogue(), Vec::new());
    let answers = desk.office.store.list_answers().await?.naming(&mut unreadable);
    let reports = desk.office.store.list_reports().await?.naming(&mut unreadable).into_iter().map(|own| {
        let answer = answers.iter().find(|answer| answer.report == own.number).map(|answer| AnswerLine {
            outcome: answer.outcome,
            reason: answer.reason.as_str().to_owned(),
            author: answer.author.clone(),
            on: paris_day(answer.recorded_at),
        });
        let listing = publication.catalogue.find(own.report.finess);
        ReportLine {
            number: own.number,
            finess: own.report.finess,
            service: listing.map(|listing| readable(&listing.name.value).to_string()),
            about: own.report.about,
            message: own.report.message.as_str().to_owned(),
            received: paris_day(own.report.recorded_at),
            answer,
        }
    });
    Ok(Listed { rows: reports.collect(), unreadable })
}

pub(super) async fn show(State(desk): Shared, Extension(signed): Extension<Signed>) -> Answer {
    let Listed { rows, unreadable } = lines(&desk).await?;
    Ok(desk.show(list(&signed.staff, &rows).naming(&unreadable)).await)
}

/// One report, with a form as it was typed.
async fn one(desk: &StaffState, signed: &Signed, number: &str, form: &AnswerForm) -> Answer {
    let Listed { rows, unreadable } = lines(desk).await?;
    let found = rows.iter().find(|line| line.number.to_string() == number);
    let screen = found.map_or_else(|| missing(&signed.staff), |line| page(&signed.staff, line, form));
    Ok(desk.show(screen.naming(&unreadable)).await)
}

pub(super) async fn read(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(number): Path<String>,
) -> Answer {
    one(&desk, &signed, &number, &AnswerForm::default()).await
}

pub(super) async fn answer(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(number): Path<String>,
    request: Request,
) -> Answer {
    let Some((_, sent)) = Form::read(request).await else { return Ok(too_large()) };
    let (outcome, reason) = (sent.get(OUTCOME), sent.get(REASON));
    let (done, why) = (ReportOutcome::from_code(&outcome), ReportMessage::parse(&reason));
    let mut form = AnswerForm { no_outcome: done.is_none(), wrong_reason: why.is_err(), outcome, reason, late: false };
    let (Some(done), Ok(why)) = (done, why) else { return one(&desk, &signed, &number, &form).await };
    let Ok(report) = number.parse() else { return one(&desk, &signed, &number, &form).await };
    let answer = ReportAnswer {
        report,
        outcome: done,
        reason: why,
        author: signed.staff.name.to_string(),
        recorded_at: desk.now(),
    };
    if desk.office.store.answer_report(answer).await? {
        return Ok(Redirect::to(&StaffPage::Reports.href()).into_response());
    }
    form.late = true;
    one(&desk, &signed, &number, &form).await
}
