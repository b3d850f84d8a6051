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
    /// How many prices lie in each twelfth of the cents from the lowest to the highest.
    pub bins: [u32; BINS],
}

impl PriceSpread {
    pub(crate) fn of(prices: &[Cents]) -> Option<Self> {
        let (lowest, highest) = (*prices.iter().min()?, *prices.iter().max()?);
        let mut spread = Self { count: prices.len() as u32, lowest, highest, bins: [0; BINS] };
        for price in prices {
            if let Some(bin) = spread.bin_of(*price) {
                spread.bins[bin] += 1;
            }
        }
        Some(spread)
    }

    /// Cents from the lowest price to the highest, both included.
    fn width(&self) -> i64 {
        self.highest.0 - self.lowest.0 + 1
    }

    /// The bin of a price, from 0; none for one below the lowest or above the highest.
    pub fn bin_of(&self, price: Cents) -> Option<usize> {
        let within = (self.lowest..=self.highest).contains(&price);
        within.then(|| ((price.0 - self.lowest.0) * BINS as i64 / self.width()) as usize)
    }

    /// The lowest price of a bin, on the scale of the spread. For bin `BINS` it is one cent above the highest price.
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
