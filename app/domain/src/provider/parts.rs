//! The parts of a listing that people ask about, verify and date together. Each holds for so long, then someone asks again.

use jiff::civil::Date;

use crate::closed_list;
use crate::provider::knowledge::{Provenance, Source};
use crate::provider::listing::{AVAILABILITY_DAYS, Field, Kind, Listing};
use crate::time::calendar::day_number;
use crate::values::closed_list::ClosedList;

closed_list! {
    ListingPart {
        Contacts = "coordonnees",
        Acts = "taches",
        Coverage = "horaires",
        Prices = "prix",
        Quality = "qualite",
        Availability = "disponibilite",
    }
}

impl ListingPart {
    /// The part that a fact belongs to; none for what the register alone states.
    pub fn of(field: Field) -> Option<Self> {
        match field {
            Field::Kind | Field::Standing | Field::LegalEntity | Field::Point | Field::Evaluation => None,
            Field::Name
            | Field::Siret
            | Field::LegalForm
            | Field::Habilitation
            | Field::Address
            | Field::Phone
            | Field::Email
            | Field::Website
            | Field::OfficeHours
            | Field::Languages => Some(Self::Contacts),
            Field::Acts | Field::Publics => Some(Self::Acts),
            Field::Zones | Field::Hours => Some(Self::Coverage),
            Field::Tariffs => Some(Self::Prices),
            Field::Quality => Some(Self::Quality),
            Field::Availability => Some(Self::Availability),
        }
    }

    pub fn fields(self) -> impl Iterator<Item = Field> {
        Field::ALL.iter().copied().filter(move |field| Self::of(*field) == Some(self))
    }

    /// Whether a kind of service has it: a 354 has no price of its own.
    pub fn is_asked_of(self, kind: Kind) -> bool {
        self != Self::Prices || kind != Kind::Nursing
    }

    /// Days after which someone asks again. Prices change with the year, hours and zones with the staff of a service.
    pub fn days(self) -> i32 {
        match self {
            Self::Availability => AVAILABILITY_DAYS,
            Self::Coverage => 180,
            Self::Contacts | Self::Acts | Self::Prices | Self::Quality => 365,
        }
    }
}

/// How a part of a listing stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartState {
    /// Nothing of it is known.
    Missing,
    /// A register states it, and nobody has verified it.
    NeverVerified,
    /// Stated or verified by someone on this day, which is still recent enough.
    Fresh(Date),
    /// The same, too long ago.
    Stale(Date),
}

/// The last day on which someone stated or verified a fact: a register that repeats it is nobody.
fn attested(provenance: &Provenance) -> Option<Date> {
    let stated = match provenance.source {
        Source::Finess | Source::Has => None,
        Source::Provider | Source::City | Source::Demonstration => Some(provenance.observed),
    };
    let verified = provenance.verified.as_ref().map(|verification| verification.on);
    stated.max(verified)
}

/// What tells who a service is, and the register keeps up to date.
fn kept_by_register(field: Field) -> bool {
    matches!(field, Field::Name | Field::Siret | Field::LegalForm | Field::Address)
}

impl Listing {
    /// How a part stands on a day: as old as the oldest of its known facts. What the register keeps of who a service is
    /// waits for nobody once someone stated or verified the rest.
    pub fn part_state(&self, part: ListingPart, on: Date) -> PartState {
        let known: Vec<(Field, Option<Date>)> = part
            .fields()
            .filter_map(|field| self.provenance(field).map(|provenance| (field, attested(provenance))))
            .collect();
        let asked: Vec<Option<Date>> = known
            .iter()
            .filter(|(field, day)| day.is_some() || !kept_by_register(*field))
            .map(|(_, day)| *day)
            .collect();
        if asked.is_empty() && !known.is_empty() {
            return PartState::NeverVerified;
        }
        let dates: Option<Vec<Date>> = asked.into_iter().collect();
        match dates.map(|dates| dates.into_iter().min()) {
            None => PartState::NeverVerified,
            Some(None) => PartState::Missing,
            Some(Some(day)) if day_number(on) - day_number(day) <= part.days() => PartState::Fresh(day),
            Some(Some(day)) => PartState::Stale(day),
        }
    }

    /// Someone checked on a day that a part has not changed.
    pub fn verify_part(&mut self, part: ListingPart, by: &str, source: Source, on: Date) {
        for field in part.fields() {
            self.verify(field, by, source, on);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{ListingPart, PartState};
    use crate::provider::knowledge::{Fact, Known, Provenance, Source};
    use crate::provider::listing::{Kind, Listing};
    use crate::values::ids::{Finess, Phone};

    fn from(source: Source, year: i16) -> Provenance {
        Provenance { source, observed: date(year, 1, 1), verified: None }
    }

    #[test]
    fn a_register_that_repeats_a_telephone_number_verifies_nothing() {
        let name = Known { value: "Aide du 14e".to_owned(), provenance: from(Source::City, 2026) };
        let finess: Finess = "750000001".parse().expect("a number");
        let mut listing = Listing::bare(finess, Kind::HomeHelp, name);
        let today = date(2026, 11, 1);
        assert_eq!(listing.part_state(ListingPart::Prices, today), PartState::Missing);
        assert_eq!(listing.part_state(ListingPart::Contacts, today), PartState::Fresh(date(2026, 1, 1)));
        let phone: Phone = "0140000000".parse().expect("a number");
        listing.phone = Fact::new(phone, from(Source::Finess, 2026));
        assert_eq!(listing.part_state(ListingPart::Contacts, today), PartState::NeverVerified);
        listing.verify_part(ListingPart::Contacts, "la Ville de Paris", Source::City, today);
        assert_eq!(listing.part_state(ListingPart::Contacts, today), PartState::Fresh(today));
        assert_eq!(listing.part_state(ListingPart::Contacts, date(2027, 11, 2)), PartState::Stale(today));
    }

    #[test]
    fn a_new_register_leaves_what_is_to_be_asked_again_as_it_was() {
        let name = Known { value: "AIDE DU 14E".to_owned(), provenance: from(Source::Finess, 2025) };
        let mut listing = Listing::bare("750000001".parse().expect("a number"), Kind::HomeHelp, name);
        listing.phone = Fact::new("0140000000".parse().expect("a number"), from(Source::Provider, 2025));
        let today = date(2026, 11, 1);
        assert_eq!(listing.part_state(ListingPart::Contacts, today), PartState::Stale(date(2025, 1, 1)));
        listing.name.provenance = from(Source::Finess, 2026);
        assert_eq!(listing.part_state(ListingPart::Contacts, today), PartState::Stale(date(2025, 1, 1)));
    }

    #[test]
    fn a_part_that_someone_typed_was_verified_then_whatever_the_register_keeps_beside() {
        let name = Known { value: "AIDE DU 14E".to_owned(), provenance: from(Source::Finess, 2026) };
        let mut listing = Listing::bare("750000001".parse().expect("a number"), Kind::HomeHelp, name);
        let today = date(2026, 11, 1);
        assert_eq!(listing.part_state(ListingPart::Contacts, today), PartState::NeverVerified);
        listing.phone = Fact::new("0140000000".parse().expect("a number"), from(Source::City, 2026));
        assert_eq!(listing.part_state(ListingPart::Contacts, today), PartState::Fresh(date(2026, 1, 1)));
    }
}
