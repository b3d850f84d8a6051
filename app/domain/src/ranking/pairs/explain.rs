//! A pair that was found, as the result that pages and the open API show.

use std::cmp::Reverse;

use crate::aids::Bill;
use crate::need::{ByCriterion, Criterion, Visit};
use crate::provider::listing::Listing;
use crate::ranking::comparison::Contribution;
use crate::ranking::pairs::Pairing;
use crate::ranking::pairs::candidates::Candidates;
use crate::ranking::pairs::result::{Pair, Share, Single};
use crate::ranking::pairs::search::Offers;
use crate::ranking::pairs::split::{Terms, Worth};
use crate::ranking::pass::Scored;
use crate::values::money::{Cents, Yearly, allocate};

/// What was found of a pair.
pub(super) struct Found {
    /// Positions in the columns.
    at: [u32; 2],
    bills: [Bill; 2],
    /// The visits of each.
    visits: [Vec<Visit>; 2],
    nobody: Vec<Visit>,
    worth: Worth,
    scores: ByCriterion<u16>,
}

impl Found {
    pub(super) fn of(terms: &Terms<'_>, candidates: &Candidates, offers: Offers) -> Option<Self> {
        let mut pair = offers.map(|offer| &candidates.0[offer as usize]);
        let [first, second] = terms.bills(pair).map(|bill| Reverse(bill.covered));
        if (second, pair[1].at) < (first, pair[0].at) {
            pair.swap(0, 1);
        }
        let worth = terms.worth(pair)?;
        let (mut visits, mut nobody) = ([Vec::new(), Vec::new()], Vec::new());
        for (at, visit) in terms.visits.iter().enumerate() {
            match terms.taker(pair, at) {
                Some(side) => visits[side].push(*visit),
                None => nobody.push(*visit),
            }
        }
        let scores = terms.scores(&worth);
        Some(Self { at: pair.map(|candidate| candidate.at), bills: terms.bills(pair), visits, nobody, worth, scores })
    }
}

pub(super) struct Explain<'a> {
    pairing: &'a Pairing<'a>,
    single: Option<Scored>,
}

impl<'a> Explain<'a> {
    pub(super) fn new(pairing: &'a Pairing<'a>, single: Option<Scored>) -> Self {
        Self { pairing, single }
    }

    fn listing(&self, at: u32) -> &Listing {
        self.pairing.catalogue.listing_at(at as usize)
    }

    pub(super) fn single(&self, single: &Scored) -> Single {
        let listing = self.listing(single.at);
        Single {
            finess: listing.finess,
            name: listing.name.value.clone(),
            points: single.points,
            monthly: monthly(single),
            covered_minutes: listing.hours.known().is_some().then_some(single.minutes).filter(|minutes| *minutes > 0),
        }
    }

    pub(super) fn pair(&self, found: &Found) -> Pair {
        let Pairing { pass, need, aids, .. } = *self.pairing;
        let Found { worth, scores, bills, .. } = found;
        let contribution = |criterion: Criterion| {
            let (weight, score) = (pass.weights[criterion], scores[criterion]);
            let points = Some(weight * u32::from(score));
            Contribution { criterion, weight: weight as u8, score: Some(score), points }
        };
        let contributions: Vec<Contribution> = pass.in_play.iter().map(contribution).collect();
        let cost = bills.iter().map(|bill| bill.annual).sum::<Yearly>().monthly();
        let monthly_shares = allocate(cost.0 as u64, &bills.map(|bill| bill.annual.0));
        let share = |side: usize| {
            let listing = self.listing(found.at[side]);
            let tariff = listing.tariff_on(bills[side].mode, need.terms().start).map(crate::Tariff::terms);
            Share {
                finess: listing.finess,
                name: listing.name.value.clone(),
                mode: bills[side].mode,
                visits: found.visits[side].clone(),
                covered_minutes: bills[side].covered,
                monthly: Cents(monthly_shares[side] as i64),
                monthly_fee: tariff.map_or(Cents(0), |terms| terms.monthly_fee),
                opening_fee: tariff.map_or(Cents(0), |terms| terms.opening_fee),
            }
        };
        let to_pay = worth.amount.monthly();
        Pair {
            points: contributions.iter().filter_map(|contribution| contribution.points).sum(),
            contributions,
            shares: [share(0), share(1)],
            covered_minutes: worth.minutes,
            nobody: found.nobody.clone(),
            offered: worth.offered,
            not_offered: need.terms().wished.minus(worth.offered),
            cost,
            monthly: to_pay,
            reckoning: aids.map(|aids| aids.explain(bills)),
            difference: self.single.as_ref().and_then(monthly).map(|single| to_pay.0 - single.0),
        }
    }
}

/// The price of a single service in the method, each month.
fn monthly(single: &Scored) -> Option<Cents> {
    single.price().is_known().then(|| single.amount.monthly())
}
