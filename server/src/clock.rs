//! The day and the instant, from the system. Everything else takes them as arguments.

use std::sync::LazyLock;

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, tz::TimeZone};

/// The clock on the wall, in Paris time.
pub struct SystemClock;

impl SystemClock {
    pub fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

impl app::ports::Clock for SystemClock {
    fn paris_time(&self) -> DateTime {
        paris(self.now())
    }
}

/// The day of an instant in Paris. Where the machine has no time zones, one hour is added: a date is at most one hour
/// early in summer.
pub fn paris_day(instant: Timestamp) -> Date {
    paris(instant).date()
}

/// The day and the time of an instant in Paris.
pub fn paris(instant: Timestamp) -> DateTime {
    TIME_OF_PARIS.to_datetime(instant)
}

/// When a day begins in Paris.
pub fn start_of(day: Date) -> Timestamp {
    // No day of the calendar of this site is near the ends of time.
    TIME_OF_PARIS.to_timestamp(day.at(0, 0, 0, 0)).unwrap_or(Timestamp::MAX)
}

/// Looked up once: the machine's time zones stand behind a lock.
static TIME_OF_PARIS: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::get("Europe/Paris").unwrap_or_else(|_| TimeZone::fixed(jiff::tz::offset(1))));
