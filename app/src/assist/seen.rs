//! What a service said on the day it was chosen, kept with the choice, so that a comparison that is opened again says
//! what changed since.

use std::fmt;

use domain::Cents;
use domain::provider::listing::{Intake, Listing};
use domain::ranking::comparison::Answer;
use domain::values::closed_list::ClosedList;
use jiff::civil::Date;

use crate::text::{AssistWords as W, Common, Results, Words};

/// Price, coverage and availability. What was unknown is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// A month before aids, or the price that stands for a need without visits.
    pub price: Option<Cents>,
    /// Minutes covered in the year.
    pub covered: Option<u32>,
    pub intake: Option<Intake>,
}

impl Seen {
    /// What it says on a day.
    pub fn of(answer: &Answer, listing: &Listing, day: Date) -> Self {
        // The least of all offers: which one comes first depends on the aids, and they are not always told again.
        let prices = answer.offers.iter().filter_map(|offer| match &offer.cost {
            Some(cost) => cost.as_ref().ok().map(|cost| cost.monthly),
            None => offer.headline,
        });
        let price = prices.min();
        let intake = listing.availability_on(day).map(|known| known.value.intake);
        Self { price, covered: answer.covered_minutes, intake }
    }

    /// Reads what `Display` writes; nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        fn part<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
            if text.is_empty() { Some(None) } else { read(text).map(Some) }
        }
        let mut parts = text.split('.');
        let price = part(parts.next()?, |text| text.parse().ok().filter(|cents| *cents >= 0).map(Cents))?;
        let covered = part(parts.next()?, |text| text.parse().ok())?;
        let intake = part(parts.next()?, Intake::from_code)?;
        parts.next().is_none().then_some(Self { price, covered, intake })
    }

    /// Each fact that is another now, in words: "prix : 1 200 € → 1 260 €". Of another need only the availability compares.
    pub fn changes(&self, now: &Self, same_need: bool, t: Words) -> Vec<String> {
        let known = |words: Option<String>| words.unwrap_or_else(|| t.say(Common::Unknown).to_owned());
        let price = |seen: &Self| known(seen.price.map(|price| t.euros(price)));
        let covered = |seen: &Self| known(seen.covered.map(|minutes| t.duration(minutes)));
        let intake = |seen: &Self| known(seen.intake.map(|intake| t.name(intake).to_owned()));
        let changed = |what: &str, before: String, after: String| t.fill(W::ChangedFromTo, &[&what, &before, &after]);
        let mut changes = Vec::new();
        if same_need && self.price != now.price {
            changes.push(changed(t.say(W::ChangedPrice), price(self), price(now)));
        }
        if same_need && self.covered != now.covered {
            changes.push(changed(t.say(Results::Hours), covered(self), covered(now)));
        }
        if self.intake != now.intake {
            changes.push(changed(t.say(W::ChangedAvailability), intake(self), intake(now)));
        }
        changes
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(price) = self.price {
            write!(f, "{}", price.0)?;
        }
        f.write_str(".")?;
        if let Some(covered) = self.covered {
            write!(f, "{covered}")?;
        }
        write!(f, ".{}", self.intake.map_or("", |intake| intake.code()))
    }
}

#[cfg(test)]
mod tests {
    use super::Seen;
    use crate::text::{Lang, Words};

    #[test]
    fn what_was_seen_is_read_back_unknown_parts_too() {
        for text in ["123450.5200.ouvert", "..", "99..", ".0.complet"] {
            let read = Seen::parse(text);
            assert_eq!(read.map(|seen| seen.to_string()).as_deref(), Some(text));
        }
        for wrong in ["", "1.2", "1.2.ouvert.4", "-1..", "x..", "..demain"] {
            assert_eq!(Seen::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn each_fact_that_changed_is_said_with_both_values() {
        let seen = |text| Seen::parse(text).expect("what was seen");
        let t = Words::of(Lang::French);
        let changes = seen("120000.6000.ouvert").changes(&seen("126000.6000.complet"), true, t);
        assert_eq!(changes.len(), 2);
        let of_another_need = seen("120000.6000.ouvert").changes(&seen("126000.6000.complet"), false, t);
        assert_eq!(of_another_need, &changes[1..]);
        assert!(changes[0].contains("1 200,00") || changes[0].contains("1\u{202f}200"), "{changes:?}");
        assert!(seen("1.2.ouvert").changes(&seen("1.2.ouvert"), true, t).is_empty());
    }
}
