//! How much of a listing is known, for staff: the facts that a family needs before it calls. It does not affect the
//! ranking.

use jiff::civil::Date;

use crate::provider::listing::{Counted, Field, Kind, Listing};
use crate::values::closed_list::ClosedList;

/// The number of known parts, and of parts that count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Completeness {
    pub known: u32,
    pub of: u32,
}

impl Completeness {
    /// In hundredths, rounded down: 100 only if nothing is missing.
    pub fn percent(self) -> u32 {
        (self.known * 100).checked_div(self.of).unwrap_or(100)
    }
}

impl std::iter::Sum for Completeness {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), |sum, part| Self { known: sum.known + part.known, of: sum.of + part.of })
    }
}

/// The parts that count for a kind of service, with equal weight, in the order of a page.
fn counted(kind: Kind) -> impl Iterator<Item = Field> {
    let counts = move |part: &Field| match part.counted() {
        Counted::Yes => true,
        Counted::UnlessNursing => kind != Kind::Nursing,
        Counted::No => false,
    };
    Field::ALL.iter().copied().filter(counts)
}

/// The missing parts of a listing on a day, in the order of a page. An availability that has expired is missing.
pub fn missing(listing: &Listing, on: Date) -> Vec<Field> {
    let lacks = |part: &Field| match part {
        Field::Availability => listing.availability_on(on).is_none(),
        part => listing.provenance(*part).is_none(),
    };
    counted(listing.kind).filter(lacks).collect()
}

pub fn completeness(listing: &Listing, on: Date) -> Completeness {
    let of = counted(listing.kind).count() as u32;
    Completeness { known: of - missing(listing, on).len() as u32, of }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use jiff::civil::date;

    use super::{Completeness, completeness, missing};
    use crate::provider::listing::{Availability, Fact, Field, Intake, Kind, Known, Listing, Provenance, Source};

    fn bare(kind: Kind) -> Listing {
        let provenance = Provenance { source: Source::Finess, observed: date(2026, 1, 8), verified: None };
        Listing::bare("750000011".parse().unwrap(), kind, Known { value: "AIDE".to_owned(), provenance })
    }

    #[test]
    fn a_listing_of_the_register_alone_lacks_everything_that_counts() {
        assert_eq!(completeness(&bare(Kind::HomeHelp), date(2026, 11, 23)), Completeness { known: 0, of: 12 });
        assert_eq!(completeness(&bare(Kind::Nursing), date(2026, 11, 23)), Completeness { known: 0, of: 10 });
        assert!(!missing(&bare(Kind::Nursing), date(2026, 11, 23)).contains(&Field::Tariffs));
    }

    #[test]
    fn what_a_register_adds_later_puts_off_no_visit() {
        let mut listing = bare(Kind::HomeHelp);
        let later = |source| Provenance { source, observed: date(2026, 11, 21), verified: None };
        listing.phone = Fact::new("0142000001".parse().unwrap(), later(Source::Finess));
        assert_eq!(listing.last_seen(), date(2026, 1, 8));
        listing.email = Fact::new("a@b.fr".to_owned(), later(Source::Provider));
        assert_eq!(listing.last_seen(), date(2026, 11, 21));
    }

    #[test]
    fn an_availability_counts_for_thirty_days() {
        let mut listing = bare(Kind::HomeHelp);
        let provenance = Provenance { source: Source::City, observed: date(2026, 11, 1), verified: None };
        listing.availability = Fact::new(Availability { intake: Intake::Open, days_to_start: None }, provenance);
        assert_eq!(completeness(&listing, date(2026, 12, 1)).known, 1);
        assert_eq!(completeness(&listing, date(2026, 12, 2)).known, 0);
        // Checked again without change: it is valid for another month.
        let again = listing.verified("la Ville", date(2026, 12, 2));
        assert_eq!(completeness(&again, date(2027, 1, 1)).known, 1);
        assert_eq!(again.last_seen(), date(2026, 12, 2));
    }
}
