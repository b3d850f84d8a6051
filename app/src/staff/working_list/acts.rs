//! What may be done with a selection of listings, and what each act makes of one listing. Pure: nothing is written here.

use crate::staff::publisher;
use domain::provider::listing::{Availability, Fact, Intake, Provenance, Source};
use domain::provider::parts::ListingPart;
use domain::provider::tariff::Tariff;
use domain::values::closed_list::ClosedList;
use domain::{Cents, Listing, Mode};
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::staff::french;
use crate::text::staff::fill;
use crate::text::working_list as say;

domain::closed_list! {
    BulkAct {
        VerifyContacts = "verifier-coordonnees",
        VerifyActs = "verifier-taches",
        VerifyCoverage = "verifier-horaires",
        VerifyPrices = "verifier-prix",
        VerifyQuality = "verifier-qualite",
        VerifyAvailability = "verifier-disponibilite",
        Open = "accueil-ouvert",
        WaitingList = "accueil-liste-d-attente",
        Closed = "accueil-complet",
        Rise = "hausse",
        Campaign = "campagne",
        Export = "exporter",
    }
}

/// What an act does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Verify(ListingPart),
    Set(Intake),
    Rise,
    Campaign,
    Export,
}

impl BulkAct {
    pub fn effect(self) -> Effect {
        match self {
            Self::VerifyContacts => Effect::Verify(ListingPart::Contacts),
            Self::VerifyActs => Effect::Verify(ListingPart::Acts),
            Self::VerifyCoverage => Effect::Verify(ListingPart::Coverage),
            Self::VerifyPrices => Effect::Verify(ListingPart::Prices),
            Self::VerifyQuality => Effect::Verify(ListingPart::Quality),
            Self::VerifyAvailability => Effect::Verify(ListingPart::Availability),
            Self::Open => Effect::Set(Intake::Open),
            Self::WaitingList => Effect::Set(Intake::WaitingList),
            Self::Closed => Effect::Set(Intake::Closed),
            Self::Rise => Effect::Rise,
            Self::Campaign => Effect::Campaign,
            Self::Export => Effect::Export,
        }
    }

    /// The act that verifies a part.
    pub fn of_verification(part: ListingPart) -> Self {
        match part {
            ListingPart::Contacts => Self::VerifyContacts,
            ListingPart::Acts => Self::VerifyActs,
            ListingPart::Coverage => Self::VerifyCoverage,
            ListingPart::Prices => Self::VerifyPrices,
            ListingPart::Quality => Self::VerifyQuality,
            ListingPart::Availability => Self::VerifyAvailability,
        }
    }

    /// The act that sets an availability.
    pub fn of_intake(intake: Intake) -> Self {
        match intake {
            Intake::Open => Self::Open,
            Intake::WaitingList => Self::WaitingList,
            Intake::Closed => Self::Closed,
        }
    }

    /// As a choice, as the title of its screen and as what was done.
    pub fn label(self) -> String {
        match self.effect() {
            Effect::Verify(part) => say::verified_today(part).to_owned(),
            Effect::Set(intake) => fill(say::SET_INTAKE, &[&french().name(intake)]),
            Effect::Rise => say::RISE.to_owned(),
            Effect::Campaign => say::CAMPAIGN.to_owned(),
            Effect::Export => say::EXPORT.to_owned(),
        }
    }
}

/// Why an act leaves a listing as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unchanged {
    PartUnknown,
    AlreadyToday,
    NoPrice,
    TariffThatDay,
    PriceRefused,
    Closed,
}

impl Unchanged {
    pub fn words(self) -> &'static str {
        match self {
            Self::PartUnknown => say::PART_UNKNOWN,
            Self::AlreadyToday => say::ALREADY_TODAY,
            Self::NoPrice => say::NO_PRICE,
            Self::TariffThatDay => say::TARIFF_THAT_DAY,
            Self::PriceRefused => say::PRICE_REFUSED,
            Self::Closed => say::CLOSED_SERVICE,
        }
    }
}

/// A listing of which a part was verified on a day.
pub fn with_part_verified(listing: &Listing, part: ListingPart, today: Date) -> Result<Listing, Unchanged> {
    let mut after = listing.clone();
    if part.fields().all(|field| listing.provenance(field).is_none()) {
        return Err(Unchanged::PartUnknown);
    }
    after.verify_part(part, publisher(), Source::City, today);
    if after == *listing { Err(Unchanged::AlreadyToday) } else { Ok(after) }
}

/// A listing whose availability the City states on a day. A delay stays only with the intake that it was stated with.
pub fn with_intake(listing: &Listing, intake: Intake, today: Date) -> Result<Listing, Unchanged> {
    if !listing.standing.is_open() {
        return Err(Unchanged::Closed);
    }
    let before = listing.availability.value().filter(|before| before.intake == intake);
    let availability = Availability { intake, days_to_start: before.and_then(|before| before.days_to_start) };
    let provenance = Provenance { source: Source::City, observed: today, verified: None };
    let after = Listing { availability: Fact::new(availability, provenance), ..listing.clone() };
    if after == *listing { Err(Unchanged::AlreadyToday) } else { Ok(after) }
}

/// A rise of hourly prices from a day on, and who announced it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rise {
    pub percent: Decimal,
    pub from: Date,
    pub source: Source,
}

/// A listing with each tariff in force on the first day of a rise taken up with its hourly prices raised, rounded half up
/// to the cent.
pub fn with_rise(listing: &Listing, rise: Rise, today: Date) -> Result<Listing, Unchanged> {
    if !listing.standing.is_open() {
        return Err(Unchanged::Closed);
    }
    let mut tariffs = listing.tariffs.value().cloned().unwrap_or_default();
    let mut reason = Unchanged::NoPrice;
    let before = tariffs.len();
    for mode in Mode::ALL.iter().copied() {
        if tariffs[..before].iter().any(|tariff| tariff.terms().mode == mode && tariff.terms().from >= rise.from) {
            reason = Unchanged::TariffThatDay;
            continue;
        }
        let Some(terms) = listing.tariff_on(mode, rise.from).map(Tariff::terms) else { continue };
        if terms.care_hour.is_none() && terms.household_hour.is_none() {
            continue;
        }
        let mut terms = terms.clone();
        terms.from = rise.from;
        terms.care_hour = terms.care_hour.map(|price| raised(price, rise.percent));
        terms.household_hour = terms.household_hour.map(|price| raised(price, rise.percent));
        match Tariff::try_from(terms) {
            Ok(tariff) => tariffs.push(tariff),
            Err(_) => return Err(Unchanged::PriceRefused),
        }
    }
    if tariffs.len() == before {
        return Err(reason);
    }
    let provenance = Provenance { source: rise.source, observed: today, verified: None };
    Ok(Listing { tariffs: Fact::new(tariffs, provenance), ..listing.clone() })
}

fn raised(price: Cents, percent: Decimal) -> Cents {
    domain::law::parameters::to_the_cent(price.euros() * (Decimal::ONE_HUNDRED + percent) / Decimal::ONE_HUNDRED)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use domain::demo::fictitious;
    use domain::provider::listing::{Intake, Source};
    use domain::provider::parts::{ListingPart, PartState};
    use domain::values::closed_list::ClosedList;
    use domain::{Cents, Field, Listing, Mode, Territory};
    use jiff::civil::{Date, date};
    use rust_decimal::Decimal;

    use super::{Rise, Unchanged, with_intake, with_part_verified, with_rise};

    const TODAY: Date = date(2026, 11, 23);

    fn priced() -> Listing {
        let paris = Territory::paris().unwrap();
        let mut listings = fictitious(&paris, 75, 60, TODAY);
        let priced = |listing: &Listing| {
            let tariff = listing.tariff_on(Mode::Prestataire, TODAY);
            tariff.is_some_and(|tariff| tariff.terms().care_hour.is_some()) && listing.standing.closed_on().is_none()
        };
        listings.find(priced).unwrap()
    }

    #[test]
    fn a_verified_part_leaves_the_date_of_every_other() {
        let before = priced();
        let after = with_part_verified(&before, ListingPart::Prices, TODAY).unwrap();
        assert_eq!(after.part_state(ListingPart::Prices, TODAY), PartState::Fresh(TODAY));
        for field in Field::ALL.iter().filter(|field| ListingPart::of(**field) != Some(ListingPart::Prices)) {
            assert_eq!(after.provenance(*field), before.provenance(*field), "{field:?}");
        }
        assert_eq!(with_part_verified(&after, ListingPart::Prices, TODAY), Err(Unchanged::AlreadyToday));
    }

    #[test]
    fn a_delay_stays_only_with_the_intake_that_it_was_stated_with() {
        let open = with_intake(&priced(), Intake::Closed, TODAY).unwrap();
        assert_eq!(
            open.availability.value().map(|value| (value.intake, value.days_to_start)),
            Some((Intake::Closed, None))
        );
        assert_eq!(with_intake(&open, Intake::Closed, TODAY), Err(Unchanged::AlreadyToday));
    }

    #[test]
    fn a_rise_adds_a_tariff_and_keeps_the_one_before() {
        let before = priced();
        let rise = Rise { percent: Decimal::TWO, from: date(2027, 1, 1), source: Source::Provider };
        let after = with_rise(&before, rise, TODAY).unwrap();
        let hour =
            |listing: &Listing, day| listing.tariff_on(Mode::Prestataire, day).unwrap().terms().care_hour.unwrap();
        let old = hour(&before, date(2026, 12, 31));
        assert_eq!(hour(&after, date(2026, 12, 31)), old);
        assert_eq!(hour(&after, date(2027, 1, 1)), Cents((old.0 * 102 + 50) / 100));
        assert_eq!(with_rise(&after, rise, TODAY), Err(Unchanged::TariffThatDay));
        assert_eq!(after.check(), Ok(()));
    }
}
