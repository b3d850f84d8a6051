//! The services as they stood when a month began, made again from the journal: its rows are only ever added, so that a month
//! that was cited can be made again, and nothing has to be kept beside it.

use domain::feedback::refusal::Month;
use domain::provider::listing::{Fact, Listing};
use jiff::Timestamp;

use crate::clock::{paris_day, start_of};
use crate::history::Replay;
use crate::storage::journal::JournalStore;
use crate::storage::{Change, StoreError};

/// Rows of the journal that are read at once.
const ROWS: u32 = 1000;

/// The first month that begins with something in the journal; none where it is empty.
pub async fn first_month(store: &dyn JournalStore) -> Result<Option<Month>, StoreError> {
    let rows = store.list_entries(0, 1).await?;
    let recorded = rows.first().and_then(|entry| entry.recorded_at.parse::<Timestamp>().ok());
    Ok(recorded.map(|recorded| after(Month::of(paris_day(recorded)))))
}

/// The month after one.
pub fn after(month: Month) -> Month {
    // Every month is less than 32 days long, and the next one too.
    Month::of(month.first_day().saturating_add(jiff::Span::new().days(31)))
}

/// The listings at the first instant of a month, in order of FINESS. A row that this program cannot read changes nothing.
pub async fn listings_at(store: &dyn JournalStore, month: Month) -> Result<Vec<Listing>, StoreError> {
    let end = start_of(month.first_day());
    let (mut replay, mut last) = (Replay::default(), 0);
    loop {
        let rows = store.list_entries(last, ROWS).await?;
        let is_last = rows.len() < ROWS as usize;
        last = rows.last().map_or(last, |row| row.number);
        // Reading a thousand documents is no work for a thread that answers.
        let read = tokio::task::spawn_blocking(move || {
            let mut is_over = is_last;
            for row in rows {
                if row.recorded_at.parse::<Timestamp>().is_ok_and(|recorded| recorded >= end) {
                    is_over = true;
                    break;
                }
                match serde_json::from_str::<Vec<Change>>(&row.changes) {
                    Ok(changes) => {
                        replay.follow(&row.finess, row.version, &changes);
                    }
                    Err(error) => tracing::warn!(number = row.number, %error, "a row of the journal cannot be read"),
                }
            }
            (replay, is_over)
        });
        let (next, is_over) = read.await.map_err(|cause| StoreError::Unavailable(Box::new(cause)))?;
        replay = next;
        if is_over {
            return Ok(replay.listings().into_iter().map(without_contacts).collect());
        }
    }
}

/// A file of a month stays for ever: what was corrected since, the address of a person perhaps, must not stay with it.
fn without_contacts(listing: Listing) -> Listing {
    Listing { phone: Fact::Unknown, email: Fact::Unknown, ..listing }
}

#[cfg(test)]
mod tests {
    use domain::feedback::refusal::Month;

    use super::after;

    #[test]
    fn a_month_follows_a_month_over_the_year_and_over_february() {
        for (month, next) in
            [("2026-11", "2026-12"), ("2026-12", "2027-01"), ("2027-01", "2027-02"), ("2027-02", "2027-03")]
        {
            assert_eq!(Month::parse(month).map(after), Month::parse(next), "{month}");
        }
    }
}
