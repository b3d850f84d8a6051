//! Reports of visitors, and what staff did about them.

use app::staff::reports::ReportEventKind;
use app::staff::unreadable::RowKind;
use async_trait::async_trait;
use domain::feedback::report::{ReportAbout, ReportMessage, ReportOutcome};
use domain::values::closed_list::ClosedList;
use jiff::Timestamp;
use sqlx::{Row, Transaction};

use super::{Db, SqlStore, number_key, unavailable};
use crate::storage::{
    Listed, NewReport, REDACTED_TEXT, Report, ReportAnswer, ReportEvent, ReportMark, ReportStore, StoreError,
};

/// A report is stored in a form that this program does not know.
#[derive(Debug, thiserror::Error)]
#[error("report {0} is stored in a form this program cannot read")]
struct UnreadableReport(i64);

/// Whether there is such a report, that nobody answered or that someone did.
async fn is_there(
    transaction: &mut Transaction<'_, Db>,
    report: u32,
    answered: Option<bool>,
) -> Result<bool, StoreError> {
    let found: Option<bool> = sqlx::query_scalar(
        "select exists (select 1 from report_answers where report = $1)
         from reports
         where number = $1",
    )
    .bind(i64::from(report))
    .fetch_optional(&mut **transaction)
    .await?;
    Ok(found.is_some_and(|found| answered.is_none_or(|answered| answered == found)))
}

/// Who holds a report: whoever took it last, unless it was given back, closed or opened again since.
async fn holder(transaction: &mut Transaction<'_, Db>, report: u32) -> Result<Option<String>, StoreError> {
    let last: Option<(String, String)> = sqlx::query_as(
        "select kind, author
         from report_events
         where report = $1 and kind <> $2
         order by number desc
         limit 1",
    )
    .bind(i64::from(report))
    .bind(ReportEventKind::Redacted.code())
    .fetch_optional(&mut **transaction)
    .await?;
    Ok(last.filter(|(kind, _)| kind == ReportEventKind::Taken.code()).map(|(_, author)| author))
}

async fn add_event(
    transaction: &mut Transaction<'_, Db>,
    report: u32,
    kind: ReportEventKind,
    author: &str,
    recorded_at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("insert into report_events (report, kind, author, recorded_at) values ($1, $2, $3, $4)")
        .bind(i64::from(report))
        .bind(kind.code())
        .bind(author)
        .bind(recorded_at.to_string())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Takes an answer off, and keeps it among the events with who gave it and when.
async fn take_answer_off(transaction: &mut Transaction<'_, Db>, report: u32) -> Result<(), StoreError> {
    sqlx::query(
        "insert into report_events (report, kind, outcome, reason, author, recorded_at)
         select report, $2, outcome, reason, author, recorded_at
         from report_answers
         where report = $1",
    )
    .bind(i64::from(report))
    .bind(ReportEventKind::Closed.code())
    .execute(&mut **transaction)
    .await?;
    sqlx::query("delete from report_answers where report = $1")
        .bind(i64::from(report))
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

#[async_trait]
impl ReportStore for SqlStore {
    async fn add_report(&self, report: NewReport) -> Result<u32, StoreError> {
        let mut transaction = self.begin().await?;
        let number: i64 = sqlx::query_scalar(
            "insert into reports (finess, about, message, recorded_at)
             values ($1, $2, $3, $4)
             returning number",
        )
        .bind(report.finess.to_string())
        .bind(report.about.code())
        .bind(report.message.as_str())
        .bind(report.recorded_at.to_string())
        .fetch_one(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(number as u32)
    }

    async fn list_reports(&self) -> Result<Listed<Report>, StoreError> {
        let rows = sqlx::query(
            "select number, finess, about, message, recorded_at
             from reports
             order by number desc",
        )
        .fetch_all(&self.readers())
        .await?;
        Ok(Listed::read(&rows, RowKind::Report, number_key(0), |row| {
            let number: i64 = row.try_get(0)?;
            let unreadable = || unavailable(UnreadableReport(number));
            let report = NewReport {
                finess: row.try_get::<&str, _>(1)?.parse().map_err(|_| unreadable())?,
                about: ReportAbout::from_code(row.try_get(2)?).ok_or_else(unreadable)?,
                message: ReportMessage::parse(row.try_get(3)?).map_err(|_| unreadable())?,
                recorded_at: row.try_get::<&str, _>(4)?.parse().map_err(unavailable)?,
            };
            Ok(Report { number: number as u32, report })
        }))
    }

    async fn answer_report(&self, answer: ReportAnswer) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let written = sqlx::query(
            "insert into report_answers (report, outcome, reason, author, recorded_at)
             select $1, $2, $3, $4, $5
             where exists (select 1 from reports where number = $1)
             on conflict (report) do nothing",
        )
        .bind(i64::from(answer.report))
        .bind(answer.outcome.code())
        .bind(answer.reason.as_str())
        .bind(&answer.author)
        .bind(answer.recorded_at.to_string())
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        transaction.commit().await?;
        Ok(written == 1)
    }

    async fn list_answers(&self) -> Result<Listed<ReportAnswer>, StoreError> {
        let rows = sqlx::query(
            "select report, outcome, reason, author, recorded_at
             from report_answers
             order by report",
        )
        .fetch_all(&self.readers())
        .await?;
        Ok(Listed::read(&rows, RowKind::Answer, number_key(0), |row| {
            let number: i64 = row.try_get(0)?;
            let unreadable = || unavailable(UnreadableReport(number));
            Ok(ReportAnswer {
                report: number as u32,
                outcome: ReportOutcome::from_code(row.try_get(1)?).ok_or_else(unreadable)?,
                reason: ReportMessage::parse(row.try_get(2)?).map_err(|_| unreadable())?,
                author: row.try_get(3)?,
                recorded_at: row.try_get::<&str, _>(4)?.parse().map_err(unavailable)?,
            })
        }))
    }

    async fn mark_report(
        &self,
        report: u32,
        mark: ReportMark,
        author: &str,
        recorded_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let (kind, possible) = match mark {
            ReportMark::Take => {
                let is_mine = holder(&mut transaction, report).await?.is_some_and(|holder| holder == author);
                (ReportEventKind::Taken, !is_mine && is_there(&mut transaction, report, Some(false)).await?)
            }
            ReportMark::Release => {
                let is_mine = holder(&mut transaction, report).await?.is_some_and(|holder| holder == author);
                (ReportEventKind::Released, is_mine && is_there(&mut transaction, report, Some(false)).await?)
            }
            ReportMark::Redact => (ReportEventKind::Redacted, is_there(&mut transaction, report, None).await?),
            ReportMark::Reopen => (ReportEventKind::Reopened, is_there(&mut transaction, report, Some(true)).await?),
        };
        if !possible {
            return Ok(false);
        }
        match mark {
            ReportMark::Take | ReportMark::Release => {}
            ReportMark::Redact => {
                Self::erase_traces(&mut transaction).await?;
                let erased = sqlx::query("update reports set message = $1 where number = $2 and message <> $1")
                    .bind(REDACTED_TEXT)
                    .bind(i64::from(report))
                    .execute(&mut *transaction)
                    .await?;
                if erased.rows_affected() != 1 {
                    return Ok(false);
                }
            }
            ReportMark::Reopen => take_answer_off(&mut transaction, report).await?,
        }
        add_event(&mut transaction, report, kind, author, recorded_at).await?;
        transaction.commit().await?;
        if mark == ReportMark::Redact {
            self.traces_erased().await?;
        }
        Ok(true)
    }

    async fn list_report_events(&self) -> Result<Listed<ReportEvent>, StoreError> {
        let rows = sqlx::query(
            "select report, kind, outcome, reason, author, recorded_at
             from report_events
             order by number",
        )
        .fetch_all(&self.readers())
        .await?;
        Ok(Listed::read(&rows, RowKind::ReportEvent, number_key(0), |row| {
            let number: i64 = row.try_get(0)?;
            let unreadable = || unavailable(UnreadableReport(number));
            let (outcome, reason): (Option<&str>, Option<&str>) = (row.try_get(2)?, row.try_get(3)?);
            let answer = match (outcome, reason) {
                (Some(outcome), Some(reason)) => Some((
                    ReportOutcome::from_code(outcome).ok_or_else(unreadable)?,
                    ReportMessage::parse(reason).map_err(|_| unreadable())?,
                )),
                (None, _) | (_, None) => None,
            };
            Ok(ReportEvent {
                report: number as u32,
                kind: ReportEventKind::from_code(row.try_get(1)?).ok_or_else(unreadable)?,
                answer,
                author: row.try_get(4)?,
                recorded_at: row.try_get::<&str, _>(5)?.parse().map_err(unavailable)?,
            })
        }))
    }
}
