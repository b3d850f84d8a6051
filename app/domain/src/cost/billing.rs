//! The windows of evening and night of a tariff, and the shortest visit that it bills: everything except prices and
//! surcharges that decides which minutes are billed.

use enum_map::{EnumMap, enum_map};

use crate::cost::rates::TimePart;
use crate::provider::tariff::{TariffTerms, USUAL_EVENING, USUAL_NIGHT};
use crate::time::hours::{DAY, Interval, Window};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Billing {
    pub evening: Window,
    pub night: Window,
    pub minimum_minutes: u16,
}

impl Billing {
    pub fn of(terms: &TariffTerms) -> Self {
        Self {
            evening: terms.surcharges.evening.map_or(USUAL_EVENING, |time| time.window),
            night: terms.surcharges.night.map_or(USUAL_NIGHT, |time| time.window),
            minimum_minutes: terms.minimum_minutes,
        }
    }

    fn time_part(&self, minute: u16) -> TimePart {
        if self.night.contains(minute) {
            TimePart::Night
        } else if self.evening.contains(minute) {
            TimePart::Evening
        } else {
            TimePart::Day
        }
    }

    /// The first minute after `minute` at which the part of the day may change.
    fn next_edge(&self, minute: u16) -> u16 {
        let edges = [self.evening.start, self.evening.end, self.night.start, self.night.end];
        edges.into_iter().filter(|edge| *edge > minute).min().unwrap_or(DAY).min(DAY)
    }
}

/// A billing with its day cut into stretches of evening and night, so that any piece of a day takes only a few
/// comparisons.
#[derive(Clone, Debug)]
pub struct BillingTable {
    minimum_minutes: u32,
    /// The longest stretch that is neither evening nor night: most visits are inside it.
    plain: (u16, u16),
    late: Vec<Stretch>,
}

/// Minutes of a day, `[start, end)`, in the evening or at night.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    start: u16,
    end: u16,
    time: TimePart,
}

impl From<Billing> for BillingTable {
    fn from(billing: Billing) -> Self {
        let (mut late, mut plain) = (Vec::new(), (0, 0));
        let mut start = 0;
        while start < DAY {
            let end = billing.next_edge(start);
            let time = billing.time_part(start);
            if time != TimePart::Day {
                late.push(Stretch { start, end, time });
            } else if end - start > plain.1 - plain.0 {
                plain = (start, end);
            }
            start = end;
        }
        Self { minimum_minutes: u32::from(billing.minimum_minutes), plain, late }
    }
}

impl BillingTable {
    /// The billed minutes of one visit, of which these pieces are covered, in their order, with `covered` minutes
    /// together. A visit shorter than the minimum is billed as the minimum; the added minutes have the rate of the
    /// first covered minute.
    #[inline]
    pub(crate) fn bill(&self, first: Interval, others: &[Interval], covered: u16) -> EnumMap<TimePart, u32> {
        let covered = u32::from(covered);
        let billed = covered.max(self.minimum_minutes);
        if others.is_empty() && self.is_plain(first) {
            return enum_map! { TimePart::Day => billed, TimePart::Evening | TimePart::Night => 0 };
        }
        let mut minutes = self.late_minutes(first, others);
        minutes[TimePart::Day] = covered - minutes[TimePart::Evening] - minutes[TimePart::Night];
        minutes[self.time_part(first.start())] += billed - covered;
        minutes
    }

    fn is_plain(&self, piece: Interval) -> bool {
        self.plain.0 <= piece.start() && piece.end() <= self.plain.1
    }

    fn late_minutes(&self, first: Interval, others: &[Interval]) -> EnumMap<TimePart, u32> {
        let mut minutes = enum_map! { _ => 0 };
        for piece in others.iter().chain([&first]) {
            for stretch in &self.late {
                let late = piece.end().min(stretch.end).saturating_sub(piece.start().max(stretch.start));
                minutes[stretch.time] += u32::from(late);
            }
        }
        minutes
    }

    fn time_part(&self, minute: u16) -> TimePart {
        let within = |stretch: &&Stretch| (stretch.start..stretch.end).contains(&minute);
        self.late.iter().find(within).map_or(TimePart::Day, |stretch| stretch.time)
    }

    pub(crate) fn size_in_bytes(&self) -> usize {
        std::mem::size_of::<Self>() + std::mem::size_of_val(self.late.as_slice())
    }
}
