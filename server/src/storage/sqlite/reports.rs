//! Reports of visitors in SQLite, and what staff answered: added and listed, no more.

use app::staff::unreadable::RowKind;
use async_trait::async_trait;
use domain::feedback::report::{ReportAbout, ReportMessage, ReportOutcome};
use domain::values::closed_list::ClosedList;
use sqlx::Row;

use super::{SqliteStore, number_key, unavailable};
use crate::storage::{Listed, NewReport, Report, ReportAnswer, ReportStore, StoreError};

/// A report is stored in a form that this program does not know.
#[derive(Debug, thiserror::Error)]
#[error("report {0} is stored in a form this program cannot read")]
struct UnreadableReport(i64);

#[async_trait]
impl ReportStore for SqliteStore {
    async fn add_report(&self, report: NewReport) -> Result<u32, StoreError> {
        let mut transaction = self.writer.begin_with("begin immediate").await?;
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
        .fetch_all(&self.readers)
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
        let mut transaction = self.writer.begin_with("begin immediate").await?;
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
        .fetch_all(&self.readers)
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
}
