//! The catalogue: listings in order of FINESS, and the same facts as columns and bit sets, built once for scanning.

use serde::Serialize;

use crate::cost::{Billing, BillingTable, Rates};
use crate::provider::acts::HourKind;
use crate::provider::listing::{Habilitation, HasGrade, Intake, Kind, Listing, Source, Standing};
use crate::ranking::order::insertion_sort;
use crate::time::calendar::day_number;
use crate::time::hours::OpenHours;
use crate::values::closed_list::ClosedList;
use crate::values::fingerprint::Fnv;
use crate::values::ids::{Finess, Zone};

/// Facts of one provider packed in a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flags(pub(crate) u32);

impl Flags {
    pub(crate) const ZONES_KNOWN: u32 = 1;
    pub(crate) const HOURS_KNOWN: u32 = 1 << 1;
    pub(crate) const ACTS_KNOWN: u32 = 1 << 2;
    pub(crate) const HABILITATION_KNOWN: u32 = 1 << 4;
    pub(crate) const HABILITATED: u32 = 1 << 5;
    pub(crate) const NURSING_ONLY: u32 = 1 << 6;
    /// A 460: it gives no nursing, whatever else of its acts is unknown.
    pub(crate) const NO_NURSING: u32 = 1 << 7;
    const GRADE: u32 = 8;
    const INTAKE: u32 = 12;

    pub(crate) fn has(self, flag: u32) -> bool {
        self.0 & flag != 0
    }

    /// Score of the quality criterion, where known (A–D = 1000, 700, 400, 0).
    pub(crate) fn quality_score(self) -> Option<u16> {
        [None, Some(1000), Some(700), Some(400), Some(0)][(self.0 >> Self::GRADE & 7) as usize]
    }

    /// Score of the availability criterion, where stated (open 1000, list 400, closed 0).
    pub(crate) fn intake_score(self) -> Option<u16> {
        [None, Some(1000), Some(400), Some(0)][(self.0 >> Self::INTAKE & 3) as usize]
    }

    fn of(listing: &Listing) -> Self {
        let mut flags = 0;
        let mut set = |condition: bool, flag: u32| flags |= if condition { flag } else { 0 };
        set(listing.zones.known().is_some(), Self::ZONES_KNOWN);
        set(listing.hours.known().is_some(), Self::HOURS_KNOWN);
        set(listing.acts.known().is_some(), Self::ACTS_KNOWN);
        set(listing.habilitation.known().is_some(), Self::HABILITATION_KNOWN);
        set(listing.habilitation.value() == Some(&Habilitation::Held), Self::HABILITATED);
        set(listing.kind == Kind::Nursing, Self::NURSING_ONLY);
        set(listing.kind == Kind::HomeHelp, Self::NO_NURSING);
        let grade = listing.grade().map_or(0, |grade| match grade {
            HasGrade::A => 1,
            HasGrade::B => 2,
            HasGrade::C => 3,
            HasGrade::D => 4,
            HasGrade::NotYet => 0,
        });
        let intake = listing.availability.value().map_or(0, |availability| match availability.intake {
            Intake::Open => 1,
            Intake::WaitingList => 2,
            Intake::Closed => 3,
        });
        Self(flags | grade << Self::GRADE | intake << Self::INTAKE)
    }
}

/// One tariff of one provider, flat.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Offer {
    /// Cents, by `HourKind`; 0 where not stated.
    pub(crate) hour_price: [u32; 2],
    /// Cents of a meal and of a month of remote alarm; 0 where not stated.
    pub(crate) flat_price: [u32; 2],
    pub(crate) monthly_fee: u32,
    /// Days since 1970 on which it holds: [from, until).
    pub(crate) from: i32,
    pub(crate) until: i32,
    /// Index into `Columns::billings`.
    pub(crate) billing: u32,
    /// Index into `Columns::rates`.
    pub(crate) rates: u32,
    /// Bit of the mode.
    pub(crate) mode: u32,
}

/// What ranking reads. One entry a provider in each column; shared shapes (hours, rates) are stored once.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    pub(crate) finess: Vec<Finess>,
    pub(crate) flags: Vec<Flags>,
    pub(crate) acts: Vec<u32>,
    pub(crate) publics: Vec<u8>,
    /// Publics of which nothing is known. The register names some that a service is authorised for; it denies none.
    pub(crate) unknown_publics: Vec<u8>,
    /// Index into `hours`; 0 when unknown.
    pub(crate) hours_of: Vec<u32>,
    /// First day on which the availability no longer holds.
    pub(crate) available_until: Vec<i32>,
    /// `offers[first_offer[n]..first_offer[n + 1]]` are provider n's.
    pub(crate) first_offer: Vec<u32>,
    pub(crate) offers: Vec<Offer>,
    /// Distinct hours; the first is `OpenHours::always()`, which stands for unknown.
    pub(crate) hours: Vec<OpenHours>,
    /// Distinct windows and minimums.
    pub(crate) billings: Vec<BillingTable>,
    pub(crate) rates: Vec<Rates>,
    /// Distinct zones.
    pub(crate) zones: Vec<Zone>,
    /// For each of the zones, one bit a provider: it serves the zone.
    pub(crate) served: Vec<Vec<u64>>,
}

/// Numbers distinct values in the order they first come.
#[derive(Default)]
struct Distinct {
    /// The numbers, in order of their values.
    sorted: Vec<u32>,
}

impl Distinct {
    fn number<T: Clone + Ord>(&mut self, value: &T, all: &mut Vec<T>) -> u32 {
        match self.sorted.binary_search_by(|at| all[*at as usize].cmp(value)) {
            Ok(found) => self.sorted[found],
            Err(place) => {
                let at = all.len() as u32;
                all.push(value.clone());
                self.sorted.insert(place, at);
                at
            }
        }
    }
}

impl Columns {
    /// Columns of listings given in order of FINESS. Closed listings must be left out by the caller.
    pub fn build<L: std::borrow::Borrow<Listing>>(listings: impl IntoIterator<Item = L>) -> Self {
        let mut columns = Self { first_offer: vec![0], ..Self::default() };
        let mut distinct_hours = Distinct::default();
        let mut distinct_billings = Distinct::default();
        let mut billings = Vec::new();
        let mut distinct_rates = Distinct::default();
        let mut distinct_zones = Distinct::default();
        distinct_hours.number(&OpenHours::always(), &mut columns.hours);
        for listing in listings {
            let listing = listing.borrow();
            let at = columns.finess.len();
            let hours = listing.hours.value().map_or(0, |hours| distinct_hours.number(hours, &mut columns.hours));
            columns.finess.push(listing.finess);
            columns.flags.push(Flags::of(listing));
            columns.acts.push(listing.acts.value().map_or(0, |acts| acts.bits()));
            let publics = listing.publics.value().map_or(0, |publics| publics.bits() as u8);
            let whole = listing.publics.provenance().is_some_and(|own| own.source != Source::Finess);
            columns.publics.push(publics);
            columns.unknown_publics.push(if whole { 0 } else { !publics });
            columns.hours_of.push(hours);
            columns.available_until.push(listing.availability.provenance().map_or(i32::MIN, |provenance| {
                day_number(provenance.observed) + crate::provider::listing::AVAILABILITY_DAYS + 1
            }));
            for zone in listing.zones.value().into_iter().flatten() {
                let zone = distinct_zones.number(zone, &mut columns.zones) as usize;
                columns.served.resize(columns.zones.len(), Vec::new());
                let words = &mut columns.served[zone];
                words.resize(at / 64 + 1, 0);
                words[at / 64] |= 1 << (at % 64);
            }
            let tariffs = listing.tariffs.value().map_or(&[][..], Vec::as_slice);
            for tariff in tariffs {
                let terms = tariff.terms();
                let next = tariffs
                    .iter()
                    .map(crate::Tariff::terms)
                    .filter(|other| other.mode == terms.mode && other.from > terms.from);
                let until = next.map(|other| day_number(other.from)).min().unwrap_or(i32::MAX);
                let price = |kind| tariff.hour_price(kind).map_or(0, |price| price.0 as u32);
                columns.offers.push(Offer {
                    hour_price: [price(HourKind::Care), price(HourKind::Household)],
                    flat_price: [terms.meal, terms.remote_alarm_month]
                        .map(|price| price.map_or(0, |price| price.0 as u32)),
                    monthly_fee: terms.monthly_fee.0 as u32,
                    from: day_number(terms.from),
                    until,
                    billing: distinct_billings.number(&Billing::of(terms), &mut billings),
                    rates: distinct_rates.number(&Rates::of(&terms.surcharges), &mut columns.rates),
                    mode: 1 << terms.mode.position(),
                });
            }
            columns.first_offer.push(columns.offers.len() as u32);
        }
        columns.billings = billings.into_iter().map(BillingTable::new).collect();
        let words = columns.finess.len().div_ceil(64);
        for served in &mut columns.served {
            served.resize(words, 0);
        }
        columns
    }

    /// How many providers the columns hold.
    pub fn len(&self) -> usize {
        self.finess.len()
    }

    pub fn is_empty(&self) -> bool {
        self.finess.is_empty()
    }

    /// Bytes of memory that ranking may read.
    pub fn size_in_bytes(&self) -> usize {
        fn of<T>(column: &[T]) -> usize {
            std::mem::size_of_val(column)
        }
        of(&self.finess)
            + of(&self.flags)
            + of(&self.acts)
            + of(&self.publics)
            + of(&self.unknown_publics)
            + of(&self.hours_of)
            + of(&self.available_until)
            + of(&self.first_offer)
            + of(&self.offers)
            + self.billings.iter().map(BillingTable::size_in_bytes).sum::<usize>()
            + of(&self.rates)
            + self.served.iter().map(|words| of(words)).sum::<usize>()
            + self.hours.iter().map(|_| std::mem::size_of::<OpenHours>() + 7 * 2 * 4).sum::<usize>()
    }
}

/// Listings and their columns, immutable: a new publication makes a new catalogue.
#[derive(Clone, Debug)]
pub struct Catalogue {
    listings: Vec<Listing>,
    /// Positions in `listings` of those in `columns`.
    open: Vec<u32>,
    columns: Columns,
    version: String,
}

impl Catalogue {
    /// Any order of listings gives the same catalogue. Closed ones are kept, and left out of the columns.
    pub fn new(mut listings: Vec<Listing>) -> Self {
        listings.sort_by_key(|listing| listing.finess);
        let version = fingerprint(&listings);
        Self::with_version(listings, version)
    }

    /// A catalogue of a version that is known: the listings of a publication in their order, or a few of them in any.
    pub fn with_version(mut listings: Vec<Listing>, version: String) -> Self {
        insertion_sort(&mut listings, |listing| listing.finess);
        let open: Vec<u32> =
            (0..listings.len()).filter(|at| listings[*at].standing == Standing::Open).map(|at| at as u32).collect();
        let columns = Columns::build(open.iter().map(|at| &listings[*at as usize]));
        Self { listings, open, columns, version }
    }

    /// Every listing in order of FINESS, closed ones included.
    pub fn listings(&self) -> &[Listing] {
        &self.listings
    }

    pub fn find(&self, finess: Finess) -> Option<&Listing> {
        self.listings.binary_search_by_key(&finess, |listing| listing.finess).ok().map(|at| &self.listings[at])
    }

    /// The listing at a position of the columns.
    pub fn listing_at(&self, position: usize) -> &Listing {
        &self.listings[self.open[position] as usize]
    }

    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// FNV-1a 64 of every listing, in hexadecimal: two catalogues with one version hold the same facts.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// How many listings are open.
    pub fn open_count(&self) -> usize {
        self.open.len()
    }
}

fn fingerprint(listings: &[impl Serialize]) -> String {
    let mut hash = Fnv::default();
    // Writing to a hash cannot fail, nor can the serialisation of listings (no map with non-text keys).
    let written = serde_json::to_writer(&mut hash, listings);
    debug_assert!(written.is_ok());
    format!("{:016x}", hash.finish())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use jiff::civil::date;

    use super::Columns;
    use crate::provider::acts::{Public, PublicSet};
    use crate::provider::listing::{Fact, Kind, Known, Listing, Provenance, Source};
    use crate::values::closed_list::ClosedList;

    #[test]
    fn the_publics_of_the_register_deny_none_and_those_of_a_provider_are_all() {
        let of = |source| Provenance { source, observed: date(2026, 1, 8), verified: None };
        let listing = |publics| {
            let name = Known { value: "AIDE".to_owned(), provenance: of(Source::Finess) };
            Listing { publics, ..Listing::bare("750000011".parse().unwrap(), Kind::HomeHelp, name) }
        };
        let older: PublicSet = [Public::Older].into_iter().collect();
        let every: PublicSet = Public::ALL.iter().copied().collect();
        let unknown = |publics| Columns::build([listing(publics)]).unknown_publics[0] & every.bits() as u8;
        assert_eq!(unknown(Fact::new(older, of(Source::Provider))), 0);
        assert_eq!(unknown(Fact::new(older, of(Source::Finess))), (every.bits() & !older.bits()) as u8);
        assert_eq!(unknown(Fact::Unknown), every.bits() as u8);
    }
}
