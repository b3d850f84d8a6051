//! The reasons for the entries on a page: points, costs line by line, dominance, robustness.

use crate::aids::{AidRules, Bill, Reckoning};
use crate::cost::{Cost, Coverage, Coverages};
use crate::need::{Criterion, CriterionSet, Need};
use crate::provider::acts::ActSet;
use crate::provider::listing::Listing;
use crate::provider::tariff::Tariff;
use crate::provider::territory::Territory;
use crate::ranking::catalogue::Catalogue;
use crate::ranking::comparison::{Answer, Contribution, NursingService, OfferCost, Ranked, ToConfirm};
use crate::ranking::pass::{Pass, Scored, Scores, Unsure, dominates, is_tied_in, rank_in};
use crate::ranking::reasons::Missing;
use crate::ranking::robustness::robustness;
use crate::ranking::selection::SortFacts;
use crate::ranking::unstated::{unstated_of_headline, unstated_of_visits};
use crate::ranking::week::WeekCover;
use crate::time::hours::OpenHours;
use crate::time::reference_year::ReferenceYear;
use crate::values::closed_list::Set;
use crate::values::money::{Cents, Yearly};

/// The part of a ranked group that is on a page.
pub(crate) struct RankedPage<'a> {
    pub(crate) group: &'a [Scored],
    /// How many services the groups before this one rank.
    pub(crate) before: u32,
    /// Place of the first entry in the group, if the page shows the group in the order of its ranks, without a gap.
    pub(crate) first: Option<u32>,
    pub(crate) entries: &'a [Scored],
    /// The entries of the next group on the same page.
    pub(crate) next: &'a [Scored],
}

/// Builds the reasons for the entries of a page.
pub(crate) struct Explain<'a> {
    catalogue: &'a Catalogue,
    territory: &'a Territory,
    need: &'a Need,
    aids: Option<&'a AidRules>,
    pass: &'a Pass,
    coverages: Coverages,
    year: ReferenceYear,
}

impl SortFacts for Explain<'_> {
    fn listing(&self, at: u32) -> &Listing {
        self.catalogue.listing_at(at as usize)
    }

    fn covered_minutes(&self, listing: &Listing) -> Option<u32> {
        listing.hours.value().map(|hours| self.coverages.clone().find(hours).total())
    }

    fn metres(&self, listing: &Listing) -> Option<u32> {
        let centre = self.territory.find_zone(self.need.terms().zone).map(|zone| zone.centre);
        centre.zip(listing.point.value()).map(|(from, to)| self.territory.metres_between(from, *to))
    }
}

impl<'a> Explain<'a> {
    pub(crate) fn new(
        catalogue: &'a Catalogue,
        territory: &'a Territory,
        need: &'a Need,
        aids: Option<&'a AidRules>,
        pass: &'a Pass,
    ) -> Self {
        let terms = need.terms();
        let year = || ReferenceYear::from(terms.start);
        let coverages = Coverages::new(terms.visits.clone(), year());
        Self { catalogue, territory, need, aids, pass, coverages, year: year() }
    }

    pub(crate) fn year(&self) -> &ReferenceYear {
        &self.year
    }

    pub(crate) fn ranked(&self, page: &RankedPage<'_>) -> Vec<Ranked> {
        let RankedPage { group, before, first, entries, next } = *page;
        let robust = robustness(self.pass.in_play, group, entries);
        let several = self.pass.in_play.len() > 1;
        let mut ranked: Vec<Ranked> = Vec::with_capacity(entries.len());
        for (place, (entry, robustness)) in entries.iter().zip(robust).enumerate() {
            // The first entry of the page may tie with one before it; after it, comparing neighbours is enough.
            let rank = match ranked.last() {
                Some(last) if last.points == entry.points => last.rank,
                Some(_) if let Some(first) = first => before + first + place as u32 + 1,
                Some(_) | None => before + rank_in(group, entry.points),
            };
            let beaten = |other: &&Scored| several && dominates(&entry.scores, &other.scores, self.pass.in_play);
            ranked.push(Ranked {
                rank,
                tied: is_tied_in(group, entry.points),
                points: entry.points,
                answer: self.answer(entry.at, &entry.scores, self.pass.in_play, Set::EMPTY),
                dominates: entries
                    .iter()
                    .chain(next)
                    .filter(beaten)
                    .map(|other| self.listing(other.at).finess)
                    .collect(),
                robustness: (robustness.weightings > 0).then_some(robustness),
            });
        }
        ranked
    }

    pub(crate) fn to_confirm(&self, entry: &Unsure) -> ToConfirm {
        let unknown = self.pass.in_play.minus(entry.known);
        let open: u32 = unknown.iter().map(|criterion| 1000 * self.pass.weights[criterion]).sum();
        ToConfirm {
            at_least: entry.points,
            at_most: entry.points + open,
            answer: self.answer(entry.at, &entry.scores, entry.known, entry.missing),
        }
    }

    pub(crate) fn nursing(&self, at: u32) -> NursingService {
        let listing = self.catalogue.listing_at(at as usize);
        NursingService {
            finess: listing.finess,
            zone_known: listing.zones.known().is_some(),
            metres: self.metres(listing),
        }
    }

    fn answer(&self, at: u32, scores: &Scores, known: CriterionSet, missing: Set<Missing>) -> Answer {
        let listing = self.listing(at);
        let terms = self.need.terms();
        let contribution = |criterion: Criterion| {
            let weight = self.pass.weights[criterion];
            let score = known.contains(criterion).then_some(scores[criterion]);
            let points = score.map(|score| weight * u32::from(score));
            Contribution { criterion, weight: weight as u8, score, points }
        };
        let always = OpenHours::always();
        let hours = listing.hours.value();
        let mut coverages = self.coverages.clone();
        let coverage = coverages.find(hours.unwrap_or(&always));
        let acts = listing.acts.value();
        let week = || WeekCover::of(&terms.visits, self.year(), hours);
        Answer {
            finess: listing.finess,
            contributions: self.pass.in_play.iter().map(contribution).collect(),
            covered_minutes: hours.filter(|_| !terms.visits.is_empty()).map(|_| coverage.total()),
            week: (!terms.visits.is_empty()).then(week),
            offered: acts.map(|acts| acts.intersection(terms.wished)),
            not_offered: acts.map_or(ActSet::EMPTY, |acts| terms.wished.minus(*acts)),
            offers: self.offers(listing, &coverages, &coverage),
            missing: missing.iter().collect(),
            metres: self.metres(listing),
        }
    }

    /// Accepted modes with a tariff in force: exact costs first, cheapest first (for the person, where what remains to
    /// pay is one amount); then the costs "at least"; then the modes without a cost.
    fn offers(&self, listing: &Listing, coverages: &Coverages, coverage: &Coverage) -> Vec<OfferCost> {
        let terms = self.need.terms();
        let tariffs = terms.modes.iter().filter_map(|mode| listing.tariff_on(mode, terms.start));
        let mut offers: Vec<OfferCost> =
            tariffs.map(|tariff| self.offer(listing, tariff, coverages, coverage)).collect();
        offers.sort_by_key(|offer| self.rank_of_offer(offer));
        offers
    }

    fn offer(&self, listing: &Listing, tariff: &Tariff, coverages: &Coverages, coverage: &Coverage) -> OfferCost {
        let terms = self.need.terms();
        let stated = tariff.terms();
        let cost = (!terms.visits.is_empty()).then(|| Cost::of(tariff, coverages, coverage));
        let exact = cost.as_ref().and_then(|cost| cost.as_ref().ok());
        let reckoning = self.aids.zip(exact).map(|(aids, cost)| {
            aids.explain(&[Bill {
                mode: stated.mode,
                habilitation: listing.habilitation.value().copied(),
                annual: cost.annual(),
                covered: cost.covered_minutes,
                at_hour_prices: coverage.at_hour_prices(&tariff.hour_prices()),
            }])
        });
        OfferCost {
            mode: stated.mode,
            tariff_from: stated.from,
            monthly_fee: stated.monthly_fee,
            opening_fee: stated.opening_fee,
            headline: tariff.headline(terms.headline()),
            unstated: if terms.visits.is_empty() {
                unstated_of_headline(stated, terms.headline())
            } else {
                unstated_of_visits(stated, coverages, coverage)
            },
            cost,
            reckoning,
        }
    }

    /// Smaller first. The amounts are exact, so that the first offer is the one that the pass uses.
    fn rank_of_offer(&self, offer: &OfferCost) -> (u8, u64) {
        match &offer.cost {
            Some(Ok(cost)) => {
                // The amount that the person pays decides, if it is known: only then is there an estimate with one
                // amount.
                let settles = self.pass.yardstick.is_out_of_pocket();
                let case = offer.reckoning.as_ref().and_then(Reckoning::exact).filter(|_| settles);
                let aids = case.map_or(Yearly(0), |case| Yearly::of_month(Cents(case.apa.0 + case.pch.0)));
                let to_pay = cost.annual().0.saturating_sub(aids.0);
                (2 * u8::from(cost.at_least) + u8::from(settles && case.is_none()), to_pay)
            }
            Some(Err(_)) => (4, 0),
            None => (u8::from(offer.headline.is_none()), offer.headline.unwrap_or_default().0 as u64),
        }
    }
}
