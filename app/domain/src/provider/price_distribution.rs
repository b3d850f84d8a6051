//! The price of one hour among those of the other services, and its history. In whole cents; unknown prices are counted
//! separately, never as zero.

use jiff::civil::Date;

use crate::provider::acts::{HourKind, Mode};
use crate::provider::listing::{Kind, Listing};
use crate::provider::tariff::Tariff;
use crate::ranking::catalogue::Catalogue;
use crate::values::money::Cents;

/// Fewest known prices for which anything is shown: with fewer, single services could be recognised.
pub const LEAST_KNOWN: usize = 5;

/// Most bins. Each is one euro wide, or as many whole euros as needed to have no more bins than this.
pub const MOST_BINS: i64 = 40;

const EURO: i64 = 100;

/// How many prices are in [from, to).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bin {
    pub from: Cents,
    pub to: Cents,
    pub count: u32,
}

/// The three quartiles by the nearest-rank rule: of `n` sorted prices, the one of rank `⌈n/4⌉`, `⌈n/2⌉` and `⌈3n/4⌉`,
/// counted from 1. Each is the price of some service; none is a mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quartiles {
    pub lower: Cents,
    pub median: Cents,
    pub upper: Cents,
}

/// Hourly prices, VAT included, of the open listings whose tariff of one mode was in force on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distribution {
    pub mode: Mode,
    pub kind: HourKind,
    /// The day of the tariffs; shown with its year.
    pub on: Date,
    /// Services whose price is known.
    pub count: u32,
    /// Services whose price is not known: no tariff in force that day, or one that does not state this hour.
    pub unknown: u32,
    pub least: Cents,
    pub quartiles: Quartiles,
    pub most: Cents,
    /// In order of price, without gaps; the first contains `least` and the last `most`. One may be empty.
    pub bins: Vec<Bin>,
    /// In order.
    prices: Vec<Cents>,
}

/// The position of a price among the known ones: the three numbers add up to `Distribution::count`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Services with a lower price.
    pub cheaper: u32,
    /// Services with exactly this price, the one in question included if it is in the distribution.
    pub same: u32,
    /// Services with a higher price: "moins cher que 71 services sur 120 dont le prix est connu".
    pub dearer: u32,
}

impl Distribution {
    /// The distribution on a day, or none with fewer than `LEAST_KNOWN` prices. Nursing services (354) have no prices
    /// and are not counted at all.
    pub fn of(catalogue: &Catalogue, mode: Mode, kind: HourKind, on: Date) -> Option<Self> {
        let compared = |listing: &&Listing| listing.standing.is_open() && listing.kind != Kind::Nursing;
        let mut prices = Vec::new();
        let mut unknown = 0;
        for listing in catalogue.listings().iter().filter(compared) {
            match listing.tariff_on(mode, on).and_then(|tariff| tariff.hour_price(kind)) {
                Some(price) => prices.push(price),
                None => unknown += 1,
            }
        }
        if prices.len() < LEAST_KNOWN {
            return None;
        }
        prices.sort_unstable();
        let (least, most) = (*prices.first()?, *prices.last()?);
        let rank = |quarters: usize| prices[(prices.len() * quarters).div_ceil(4) - 1];
        let quartiles = Quartiles { lower: rank(1), median: rank(2), upper: rank(3) };
        let count = prices.len() as u32;
        let bins = bins(&prices, least, most);
        Some(Self { mode, kind, on, count, unknown, least, quartiles, most, bins, prices })
    }

    /// The position of any price, whether it is in the distribution or not.
    pub fn place_of(&self, price: Cents) -> Place {
        let cheaper = self.prices.partition_point(|other| *other < price) as u32;
        let not_dearer = self.prices.partition_point(|other| *other <= price) as u32;
        Place { cheaper, same: not_dearer - cheaper, dearer: self.count - not_dearer }
    }
}

/// Bins of whole euros over sorted prices.
fn bins(prices: &[Cents], least: Cents, most: Cents) -> Vec<Bin> {
    let first = least.0.div_euclid(EURO);
    let euros = most.0.div_euclid(EURO) - first + 1;
    let width = (euros + MOST_BINS - 1) / MOST_BINS;
    let bin = |at: i64| {
        let from = Cents((first + at * width) * EURO);
        let to = Cents(from.0 + width * EURO);
        let below = |bound: Cents| prices.partition_point(|price| *price < bound) as u32;
        Bin { from, to, count: below(to) - below(from) }
    };
    (0..(euros + width - 1) / width).map(bin).collect()
}

/// The change of a price, compared with the tariff just before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Negative when it fell.
    pub cents: Cents,
    /// Hundredths of a percent of the previous price, rounded half up (-12.5 becomes -12).
    pub basis_points: i64,
}

/// A price that a tariff states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    pub hour: Cents,
    /// None for the first tariff, and if the tariff just before does not state this price.
    pub change: Option<Change>,
}

/// The hourly prices of one tariff; none if it does not state one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// First day of validity; it is valid until the next step. It may be in the future.
    pub from: Date,
    pub care: Option<Price>,
    pub household: Option<Price>,
}

/// Every tariff of one mode, oldest first, future ones included.
pub fn price_history(listing: &Listing, mode: Mode) -> Vec<Step> {
    let tariffs = listing.tariffs.value().map_or(&[][..], Vec::as_slice);
    let mut dated: Vec<&Tariff> = tariffs.iter().filter(|tariff| tariff.terms().mode == mode).collect();
    dated.sort_by_key(|tariff| tariff.terms().from);
    let price = |at: usize, kind: HourKind| {
        let hour = dated[at].hour_price(kind)?;
        let before = at.checked_sub(1).and_then(|before| dated[before].hour_price(kind));
        Some(Price { hour, change: before.map(|before| change(before, hour)) })
    };
    let step = |at: usize| Step {
        from: dated[at].terms().from,
        care: price(at, HourKind::Care),
        household: price(at, HourKind::Household),
    };
    (0..dated.len()).map(step).collect()
}

/// The previous price is positive: `Tariff` admits no hour under one euro.
fn change(before: Cents, after: Cents) -> Change {
    let cents = after.0 - before.0;
    let basis_points = (2 * cents * 10_000 + before.0).div_euclid(2 * before.0);
    Change { cents: Cents(cents), basis_points }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use jiff::civil::{Date, date};

    use super::{Change, Distribution, MOST_BINS, Place, Price, Quartiles, price_history};
    use crate::provider::acts::{HourKind, Mode};
    use crate::provider::listing::{Fact, Kind, Known, Listing, Provenance, Source, Standing};
    use crate::provider::tariff::{Surcharges, Tariff, TariffTerms};
    use crate::ranking::catalogue::Catalogue;
    use crate::values::money::Cents;

    const DAY: Date = date(2026, 11, 23);

    fn provenance() -> Provenance {
        Provenance { source: Source::City, observed: DAY, verified: None }
    }

    fn tariff(from: Date, care: Option<i64>, household: Option<i64>) -> Tariff {
        let terms = TariffTerms {
            from,
            mode: Mode::Prestataire,
            care_hour: care.map(Cents),
            household_hour: household.map(Cents),
            care_vat: None,
            household_vat: None,
            surcharges: Surcharges::default(),
            minimum_minutes: 0,
            monthly_fee: Cents(0),
            opening_fee: Cents(0),
            meal: None,
            remote_alarm_month: None,
        };
        terms.try_into().unwrap()
    }

    fn listing(number: usize, tariffs: Vec<Tariff>) -> Listing {
        let name = Known { value: "SERVICE".to_owned(), provenance: provenance() };
        let mut listing = Listing::bare(format!("75{number:07}").parse().unwrap(), Kind::HomeHelp, name);
        if !tariffs.is_empty() {
            listing.tariffs = Fact::new(tariffs, provenance());
        }
        listing
    }

    fn priced(prices: &[i64]) -> Vec<Listing> {
        let one = |(at, price): (usize, &i64)| listing(at, vec![tariff(date(2026, 1, 1), Some(*price), None)]);
        prices.iter().enumerate().map(one).collect()
    }

    fn of(listings: Vec<Listing>) -> Option<Distribution> {
        Distribution::of(&Catalogue::new(listings), Mode::Prestataire, HourKind::Care, DAY)
    }

    #[test]
    fn quartiles_are_prices_of_the_nearest_rank() {
        let found = of(priced(&[2900, 2500, 2600, 2700, 2800, 3000, 3100, 3200])).unwrap();
        assert_eq!(found.quartiles, Quartiles { lower: Cents(2600), median: Cents(2800), upper: Cents(3000) });
        assert_eq!((found.least, found.most, found.count), (Cents(2500), Cents(3200), 8));
        let five = of(priced(&[1, 2, 3, 4, 5].map(|euros| euros * 1000))).unwrap();
        assert_eq!(five.quartiles, Quartiles { lower: Cents(2000), median: Cents(3000), upper: Cents(4000) });
    }

    #[test]
    fn bins_of_one_euro_hold_every_price_and_the_empty_ones_stay() {
        let found = of(priced(&[2500, 2599, 2600, 2850, 2899])).unwrap();
        let bins: Vec<_> = found.bins.iter().map(|bin| (bin.from.0, bin.to.0, bin.count)).collect();
        assert_eq!(bins, [(2500, 2600, 2), (2600, 2700, 1), (2700, 2800, 0), (2800, 2900, 2)]);
    }

    #[test]
    fn a_wide_range_has_wider_bins_and_never_more_than_forty() {
        for most in [6399, 6400, 6500, 9999, 50_000] {
            let found = of(priced(&[2400, 2500, 2600, 2700, most])).unwrap();
            assert!(found.bins.len() as i64 <= MOST_BINS, "{most}");
            assert_eq!(found.bins.iter().map(|bin| bin.count).sum::<u32>(), 5, "{most}");
            let width = found.bins[0].to.0 - found.bins[0].from.0;
            assert_eq!(width == 100, most < 6400, "{most}: {width}");
        }
    }

    #[test]
    fn equal_prices_are_one_bin_and_neither_cheaper_nor_dearer() {
        let found = of(priced(&[2800; 6])).unwrap();
        assert_eq!(found.bins.len(), 1);
        assert_eq!(found.place_of(Cents(2800)), Place { cheaper: 0, same: 6, dearer: 0 });
        assert_eq!(found.place_of(Cents(2799)), Place { cheaper: 0, same: 0, dearer: 6 });
        assert_eq!(found.place_of(Cents(2801)), Place { cheaper: 6, same: 0, dearer: 0 });
    }

    #[test]
    fn fewer_than_five_known_prices_are_no_distribution() {
        assert_eq!(of(priced(&[2800; 4])), None);
        assert_eq!(of(Vec::new()), None);
    }

    #[test]
    fn no_tariff_a_future_one_and_an_unstated_hour_are_unknown_and_the_one_in_force_counts() {
        let mut listings = priced(&[2500, 2600, 2700, 2800]);
        listings.push(listing(10, vec![]));
        listings.push(listing(11, vec![tariff(date(2027, 1, 1), Some(9000), None)]));
        listings.push(listing(12, vec![tariff(date(2026, 1, 1), None, Some(2500))]));
        let dated = [(date(2025, 1, 1), 1000), (DAY, 2900), (date(2026, 11, 24), 9000)];
        listings.push(listing(13, dated.map(|(from, care)| tariff(from, Some(care), None)).into()));
        let found = of(listings).unwrap();
        assert_eq!((found.count, found.unknown), (5, 3));
        assert_eq!((found.least, found.most), (Cents(2500), Cents(2900)));
    }

    #[test]
    fn closed_and_nursing_services_are_not_counted() {
        let mut listings = priced(&[2500, 2600, 2700, 2800, 2900, 9000]);
        listings[5].standing = Standing::ClosedSince(date(2026, 1, 8));
        let mut nursing = listing(20, vec![]);
        nursing.kind = Kind::Nursing;
        listings.push(nursing);
        let found = of(listings).unwrap();
        assert_eq!((found.count, found.unknown, found.most), (5, 0, Cents(2900)));
    }

    #[test]
    fn a_history_is_in_order_with_each_change_rounded_half_up() {
        let tariffs = vec![
            tariff(date(2027, 1, 1), Some(2700), Some(2600)),
            tariff(date(2024, 1, 1), Some(2500), Some(2400)),
            tariff(date(2025, 1, 1), Some(2598), None),
        ];
        let steps = price_history(&listing(1, tariffs), Mode::Prestataire);
        assert_eq!(steps.iter().map(|step| step.from.year()).collect::<Vec<_>>(), [2024, 2025, 2027]);
        assert_eq!(steps[0].care, Some(Price { hour: Cents(2500), change: None }));
        let rise = Change { cents: Cents(98), basis_points: 392 };
        assert_eq!(steps[1].care, Some(Price { hour: Cents(2598), change: Some(rise) }));
        assert_eq!(steps[2].care.unwrap().change, Some(Change { cents: Cents(102), basis_points: 393 }));
        assert_eq!(steps[1].household, None);
        assert_eq!(steps[2].household.unwrap().change, None, "the tariff before does not say");
    }

    #[test]
    fn half_a_basis_point_goes_up_whether_a_price_rises_or_falls() {
        let both = |before, after| {
            let tariffs = vec![tariff(DAY, Some(before), None), tariff(date(2027, 1, 1), Some(after), None)];
            price_history(&listing(1, tariffs), Mode::Prestataire)[1].care.unwrap().change.unwrap().basis_points
        };
        assert_eq!(both(8000, 8001), 1, "1.25");
        assert_eq!(both(8000, 8002), 3, "2.5");
        assert_eq!(both(8002, 8000), -2, "-2.499");
        assert_eq!(both(8000, 7998), -2, "-2.5");
        assert_eq!(both(2800, 2800), 0);
    }

    #[test]
    fn a_listing_without_tariff_or_of_another_mode_has_no_history() {
        assert_eq!(price_history(&listing(1, vec![]), Mode::Prestataire), []);
        let one = listing(1, vec![tariff(DAY, Some(2800), None)]);
        assert_eq!(price_history(&one, Mode::Mandataire), []);
        assert_eq!(price_history(&one, Mode::Prestataire).len(), 1);
    }
}
