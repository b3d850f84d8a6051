//! The day and the instant, from the system. Everything else takes them as arguments.

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};

/// The clock on the wall, in Paris time.
pub struct SystemClock;

impl SystemClock {
    pub fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

impl app::ports::Clock for SystemClock {
    /// Where the machine has no time zones, one hour is added: a date is at most one hour early in summer.
    fn today(&self) -> Date {
        let paris = TimeZone::get("Europe/Paris").unwrap_or_else(|_| TimeZone::fixed(jiff::tz::offset(1)));
        paris.to_datetime(self.now()).date()
    }
}
