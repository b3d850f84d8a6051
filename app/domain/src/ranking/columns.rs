//! The facts that the ranking reads from the listings, as columns built once for scanning.

use enum_map::{EnumMap, enum_map};
use fixedbitset::FixedBitSet;

use crate::cost::{Billing, BillingTable, Rates};
use crate::provider::acts::{ActSet, HourKind, Mode, PublicSet};
use crate::provider::listing::{AVAILABILITY_DAYS, Habilitation, HasGrade, Intake, Kind, Listing, Source};
use crate::time::calendar::day_number;
use crate::time::hours::OpenHours;
use crate::values::ids::{Finess, Zone};
use crate::values::money::Cents;

/// The known facts of one provider in one or two words, except its acts, publics and tariffs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) kind: Kind,
    pub(crate) zones_known: bool,
    pub(crate) hours_known: bool,
    pub(crate) acts_known: bool,
    pub(crate) habilitation: Option<Habilitation>,
    grade: Option<HasGrade>,
    pub(crate) intake: Option<Intake>,
}

impl Facts {
    fn of(listing: &Listing) -> Self {
        Self {
            kind: listing.kind,
            zones_known: listing.zones.known().is_some(),
            hours_known: listing.hours.known().is_some(),
            acts_known: listing.acts.known().is_some(),
            habilitation: listing.habilitation.value().copied(),
            grade: listing.grade(),
            intake: listing.availability.value().map(|availability| availability.intake),
        }
    }

    /// Score of the quality criterion, where known.
    pub(crate) fn quality_score(self) -> Option<u16> {
        match self.grade? {
            HasGrade::A => Some(1000),
            HasGrade::B => Some(700),
            HasGrade::C => Some(400),
            HasGrade::D => Some(0),
            HasGrade::NotYet => None,
        }
    }
}

/// One tariff of one provider, flat.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Offer {
    /// Cents; 0 where not stated.
    pub(crate) hour_price: EnumMap<HourKind, u32>,
    pub(crate) meal: u32,
    pub(crate) remote_alarm_month: u32,
    pub(crate) monthly_fee: u32,
    /// Days since 1970 on which it holds: [from, until).
    pub(crate) from: i32,
    pub(crate) until: i32,
    /// Index into `Columns::billings`.
    pub(crate) billing: u32,
    /// Index into `Columns::rates`.
    pub(crate) rates: u32,
    pub(crate) mode: Mode,
}

/// The columns. One entry per provider in each column; values that providers share (hours, rates) are stored once.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    pub(crate) finess: Vec<Finess>,
    pub(crate) facts: Vec<Facts>,
    pub(crate) acts: Vec<ActSet>,
    pub(crate) publics: Vec<PublicSet>,
    /// Publics of which nothing is known. The register names some publics that a service is authorised for; it excludes
    /// none.
    pub(crate) unknown_publics: Vec<PublicSet>,
    /// Index into `hours`; 0 when unknown.
    pub(crate) hours_of: Vec<u32>,
    /// First day on which the availability is no longer valid.
    pub(crate) available_until: Vec<i32>,
    /// First day on which it is closed; `i32::MAX` where no closing is stated.
    pub(crate) closes: Vec<i32>,
    /// First day on which it has a tariff of each mode, which it has from then on; `i32::MAX` for never.
    pub(crate) mode_begins: Vec<EnumMap<Mode, i32>>,
    /// `offers[first_offer[n]..first_offer[n + 1]]` are provider n's.
    pub(crate) first_offer: Vec<u32>,
    pub(crate) offers: Vec<Offer>,
    /// Distinct hours; the first entry is `OpenHours::always()`, used for unknown hours.
    pub(crate) hours: Vec<OpenHours>,
    /// Distinct windows and minimums.
    pub(crate) billings: Vec<BillingTable>,
    pub(crate) rates: Vec<Rates>,
    /// Distinct zones.
    pub(crate) zones: Vec<Zone>,
    /// For each of the zones, the providers that serve it.
    pub(crate) served: Vec<FixedBitSet>,
}

/// Numbers distinct values in the order in which they are first seen.
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

/// Some of the values that providers share, under new numbers in the order in which they are first asked for.
struct Renumbered<'a, T> {
    all: &'a [T],
    /// By the number before.
    numbers: Vec<Option<u32>>,
    kept: Vec<T>,
}

impl<'a, T: Clone> Renumbered<'a, T> {
    fn new(all: &'a [T]) -> Self {
        Self { all, numbers: vec![None; all.len()], kept: Vec::new() }
    }

    fn number(&mut self, before: u32) -> u32 {
        let Self { all, numbers, kept } = self;
        *numbers[before as usize].get_or_insert_with(|| {
            kept.push(all[before as usize].clone());
            kept.len() as u32 - 1
        })
    }
}

impl Columns {
    /// Columns for listings in order of FINESS. The caller must remove closed listings.
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
            columns.facts.push(Facts::of(listing));
            columns.acts.push(listing.acts.value().copied().unwrap_or_default());
            let publics = listing.publics.value().copied().unwrap_or_default();
            let whole = listing.publics.provenance().is_some_and(|provenance| provenance.source != Source::Finess);
            columns.publics.push(publics);
            columns.unknown_publics.push(if whole { PublicSet::EMPTY } else { PublicSet::all().minus(publics) });
            columns.hours_of.push(hours);
            columns.available_until.push(
                listing
                    .availability
                    .provenance()
                    .map_or(i32::MIN, |provenance| day_number(provenance.observed) + AVAILABILITY_DAYS + 1),
            );
            columns.closes.push(listing.standing.closes_on().map_or(i32::MAX, day_number));
            for zone in listing.zones.value().into_iter().flatten() {
                let zone = distinct_zones.number(zone, &mut columns.zones) as usize;
                columns.served.resize(columns.zones.len(), FixedBitSet::new());
                columns.served[zone].grow_and_insert(at);
            }
            let tariffs = listing.tariffs.value().map_or(&[][..], Vec::as_slice);
            let mut begins = enum_map! { _ => i32::MAX };
            for tariff in tariffs {
                let terms = tariff.terms();
                begins[terms.mode] = begins[terms.mode].min(day_number(terms.from));
                let next = tariffs
                    .iter()
                    .map(crate::Tariff::terms)
                    .filter(|other| other.mode == terms.mode && other.from > terms.from);
                let until = next.map(|other| day_number(other.from)).min().unwrap_or(i32::MAX);
                let cents = |price: Option<Cents>| price.map_or(0, |price| price.0 as u32);
                columns.offers.push(Offer {
                    hour_price: tariff.hour_prices(),
                    meal: cents(terms.meal),
                    remote_alarm_month: cents(terms.remote_alarm_month),
                    monthly_fee: terms.monthly_fee.0 as u32,
                    from: day_number(terms.from),
                    until,
                    billing: distinct_billings.number(&Billing::of(terms), &mut billings),
                    rates: distinct_rates.number(&Rates::of(&terms.surcharges), &mut columns.rates),
                    mode: terms.mode,
                });
            }
            columns.mode_begins.push(begins);
            columns.first_offer.push(columns.offers.len() as u32);
        }
        columns.billings = billings.into_iter().map(BillingTable::from).collect();
        for served in &mut columns.served {
            served.grow(columns.finess.len());
        }
        columns
    }

    /// The columns of some of the providers, at these positions in ascending order, with what these share.
    pub(crate) fn only(&self, positions: &[u32]) -> Self {
        let mut some = Self { first_offer: vec![0], zones: self.zones.clone(), ..Self::default() };
        let (mut hours, mut billings) = (Renumbered::new(&self.hours), Renumbered::new(&self.billings));
        let mut rates = Renumbered::new(&self.rates);
        // Unknown hours are those at the first place.
        hours.number(0);
        for at in positions.iter().map(|at| *at as usize) {
            some.finess.push(self.finess[at]);
            some.facts.push(self.facts[at]);
            some.acts.push(self.acts[at]);
            some.publics.push(self.publics[at]);
            some.unknown_publics.push(self.unknown_publics[at]);
            some.hours_of.push(hours.number(self.hours_of[at]));
            some.available_until.push(self.available_until[at]);
            some.closes.push(self.closes[at]);
            some.mode_begins.push(self.mode_begins[at]);
            let offers = self.offers_of(at);
            some.offers.extend(offers.iter().map(|offer| Offer {
                billing: billings.number(offer.billing),
                rates: rates.number(offer.rates),
                ..*offer
            }));
            some.first_offer.push(some.offers.len() as u32);
        }
        (some.hours, some.billings, some.rates) = (hours.kept, billings.kept, rates.kept);
        let of_zone = |served: &FixedBitSet| {
            let mut of_some = FixedBitSet::with_capacity(positions.len());
            let places = positions.iter().enumerate().filter(|(_, at)| served.contains(**at as usize));
            places.for_each(|(place, _)| of_some.insert(place));
            of_some
        };
        some.served = self.served.iter().map(of_zone).collect();
        some
    }

    /// The tariffs of a provider.
    #[inline]
    pub(crate) fn offers_of(&self, at: usize) -> &[Offer] {
        &self.offers[self.first_offer[at] as usize..self.first_offer[at + 1] as usize]
    }

    /// Number of providers in the columns.
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
            + of(&self.facts)
            + of(&self.acts)
            + of(&self.publics)
            + of(&self.unknown_publics)
            + of(&self.hours_of)
            + of(&self.available_until)
            + of(&self.closes)
            + of(&self.mode_begins)
            + of(&self.first_offer)
            + of(&self.offers)
            + self.billings.iter().map(BillingTable::size_in_bytes).sum::<usize>()
            + of(&self.rates)
            + self.served.iter().map(|served| of(served.as_slice())).sum::<usize>()
            + self.hours.iter().map(|_| std::mem::size_of::<OpenHours>() + 7 * 2 * 4).sum::<usize>()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use jiff::civil::date;

    use super::Columns;
    use crate::provider::acts::{Public, PublicSet};
    use crate::provider::listing::{Fact, Kind, Known, Listing, Provenance, Source};

    #[test]
    fn the_publics_of_the_register_deny_none_and_those_of_a_provider_are_all() {
        let of = |source| Provenance { source, observed: date(2026, 1, 8), verified: None };
        let listing = |publics| {
            let name = Known { value: "AIDE".to_owned(), provenance: of(Source::Finess) };
            Listing { publics, ..Listing::bare("750000011".parse().unwrap(), Kind::HomeHelp, name) }
        };
        let older: PublicSet = [Public::Older].into_iter().collect();
        let every = PublicSet::all();
        let unknown = |publics| Columns::build([listing(publics)]).unknown_publics[0];
        assert_eq!(unknown(Fact::new(older, of(Source::Provider))), PublicSet::EMPTY);
        assert_eq!(unknown(Fact::new(older, of(Source::Finess))), every.minus(older));
        assert_eq!(unknown(Fact::Unknown), every);
    }
}
