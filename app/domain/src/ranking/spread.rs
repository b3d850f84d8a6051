//! The prices of one list, so that a card can show where its price stands among them, and what a person would pay by
//! GIR.

use serde::{Deserialize, Serialize};

use crate::aids::{Gir, Lacking, OutOfPocket};
use crate::ranking::comparison::Answer;
use crate::values::money::Cents;

/// Number of bins of a spread, all equally wide.
pub const BINS: usize = 12;

/// The prices (`Answer::price`) of all listed services, on any page. Services without a known price are not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceSpread {
    pub count: u32,
    pub lowest: Cents,
    pub highest: Cents,
    /// Where the scale of the bins ends: the highest price, or one that few services ask more than.
    pub scale_end: Cents,
    /// How many prices lie in each twelfth of the cents from the lowest to the end of the scale; those beyond are in the last.
    pub bins: [u32; BINS],
}

/// The price that `below` others come before, between two bounds. Halving the bounds weighs less in the browser than a sort.
fn nth(prices: &[Cents], below: usize, (mut low, mut high): (i64, i64)) -> Cents {
    while low < high {
        let middle = low + (high - low) / 2;
        if prices.iter().filter(|price| price.0 <= middle).count() > below {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Cents(low)
}

/// The end of the scale: the highest price, unless the dearest twentieth alone would take more than a third of the scale.
/// Then it is the highest of the other prices: a few outliers would press all others into one bin.
fn scale_end(prices: &[Cents], lowest: Cents, highest: Cents) -> Cents {
    let usual = nth(prices, prices.len().saturating_sub(1) * 95 / 100, (lowest.0, highest.0));
    let is_far = 2 * (highest.0 - lowest.0) > 3 * (usual.0 - lowest.0);
    if is_far { usual } else { highest }
}

impl PriceSpread {
    pub(crate) fn of(prices: &[Cents]) -> Option<Self> {
        let (lowest, highest) = (*prices.iter().min()?, *prices.iter().max()?);
        let scale_end = scale_end(prices, lowest, highest);
        let mut spread = Self { count: prices.len() as u32, lowest, highest, scale_end, bins: [0; BINS] };
        for price in prices {
            if let Some(bin) = spread.bin_of(*price) {
                spread.bins[bin] += 1;
            }
        }
        Some(spread)
    }

    /// Cents from the lowest price to the end of the scale, both counted.
    fn width(&self) -> i64 {
        self.scale_end.0 - self.lowest.0 + 1
    }

    /// The bin of a price, from 0; none for one below the lowest or above the highest.
    pub fn bin_of(&self, price: Cents) -> Option<usize> {
        let within = (self.lowest..=self.highest).contains(&price);
        within.then(|| (((price.0 - self.lowest.0) * BINS as i64 / self.width()) as usize).min(BINS - 1))
    }

    /// The lowest price of the last bin, where that bin holds prices beyond the scale: "26 € et plus".
    pub fn and_more(&self) -> Option<Cents> {
        (self.scale_end < self.highest).then(|| self.start_of(BINS - 1))
    }

    /// The lowest price of a bin, on the scale of the spread: that of bin `BINS` is the first cent beyond the scale.
    pub fn start_of(&self, bin: usize) -> Cents {
        let twelfths = bin as i64 * self.width();
        Cents(self.lowest.0 + (twelfths + BINS as i64 - 1) / BINS as i64)
    }
}

/// What remains to pay a month under one GIR, among the services of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GirAmounts {
    /// Absent for GIR 5 and 6, which have no APA.
    pub gir: Option<Gir>,
    pub least: Cents,
    pub most: Cents,
}

/// The amounts for every GIR, the least autonomous first; none if no answer depends on an unknown GIR. Each answer is
/// represented by its first offer, if the cost of that offer is known.
pub(crate) fn by_gir<'a>(answers: impl Iterator<Item = &'a Answer>) -> Option<Vec<GirAmounts>> {
    let cases = answers.filter_map(|answer| {
        let offer = answer.offers.first()?;
        let known = offer.cost.as_ref()?.as_ref().is_ok_and(|cost| !cost.at_least);
        let reckoning = offer.reckoning.as_ref().filter(|_| known)?;
        (reckoning.lacking == Some(Lacking::Gir)).then_some(&reckoning.cases)
    });
    let cases: Vec<&OutOfPocket> = cases.flatten().collect();
    let of = |gir: Option<Gir>| {
        let amounts = || cases.iter().filter(|case| case.gir == gir).map(|case| case.monthly);
        let (least, most) = amounts().min().zip(amounts().max())?;
        Some(GirAmounts { gir, least, most })
    };
    let with_apa = [Gir::One, Gir::Two, Gir::Three, Gir::Four].map(Some);
    let amounts: Vec<GirAmounts> = with_apa.into_iter().chain([None]).filter_map(of).collect();
    (!amounts.is_empty()).then_some(amounts)
}

#[cfg(test)]
mod tests {
    use super::{BINS, PriceSpread};
    use crate::values::money::Cents;

    fn spread(prices: impl IntoIterator<Item = i64>) -> PriceSpread {
        let prices: Vec<Cents> = prices.into_iter().map(Cents).collect();
        PriceSpread::of(&prices).expect("prices")
    }

    #[test]
    fn an_outlier_stands_in_the_last_bin_and_leaves_the_scale_to_the_others() {
        // A price every ten cents from 24 to 28 euros, and one of 90 euros.
        let spread = spread((0..=40).map(|step| 2_400 + 10 * step).chain([9_000]));
        assert_eq!((spread.lowest, spread.highest), (Cents(2_400), Cents(9_000)));
        assert_eq!(spread.scale_end, Cents(2_780));
        assert_eq!(spread.bin_of(Cents(9_000)), Some(BINS - 1));
        assert_eq!(spread.and_more(), Some(Cents(2_750)));
        assert_eq!(spread.bins.iter().sum::<u32>(), 42);
        assert!(spread.bins.iter().all(|count| *count >= 3), "{:?}", spread.bins);
    }

    #[test]
    fn a_scale_without_outlier_ends_at_the_highest_price() {
        let spread = spread((0..=40).map(|step| 2_400 + 10 * step));
        assert_eq!((spread.scale_end, spread.and_more()), (Cents(2_800), None));
    }

    #[test]
    fn prices_that_are_alike_but_one_are_two_bins() {
        let spread = spread([2_500; 30].into_iter().chain([4_000]));
        assert_eq!((spread.bins[0], spread.bins[BINS - 1]), (30, 1));
        assert_eq!(spread.and_more(), Some(Cents(2_501)));
    }
}
