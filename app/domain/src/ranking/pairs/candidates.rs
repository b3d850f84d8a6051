//! The services that may be one of a pair, with what they cover of each visit and at which cost. Everything that the
//! method weighs of them is known.

use jiff::civil::Date;

use crate::aids::Bill;
use crate::cost::{Coverage, Coverages};
use crate::need::{Criterion, Need};
use crate::provider::acts::{ActSet, Mode};
use crate::provider::listing::{Habilitation, Intake, Kind};
use crate::ranking::columns::{Columns, Offer};
use crate::ranking::coverage::Covers;
use crate::ranking::order::TieOrder;
use crate::ranking::pairs::split::Terms;
use crate::ranking::reasons::Exclusion;
use crate::ranking::scan::intake_score;
use crate::ranking::selection::Filter;
use crate::time::hours::OpenHours;
use crate::time::reference_year::ReferenceYear;
use crate::values::closed_list::Set;
use crate::values::money::{Cents, Yearly};

/// One offer of a service that may be one of a pair.
pub(super) struct Candidate {
    /// Position in the columns.
    pub(super) at: u32,
    pub(super) offer: Offer,
    /// Wished acts that it does.
    pub(super) acts: ActSet,
    pub(super) habilitation: Option<Habilitation>,
    pub(super) quality: u16,
    pub(super) intake: u16,
    /// For each visit the minutes that it covers over the reference year; 0 if it cannot take the visit.
    pub(super) minutes: Vec<u32>,
    /// For each visit the exact cost of those minutes.
    pub(super) costs: Vec<Yearly>,
    /// Its place in the draw of the day.
    pub(super) draw: (u64, u32),
}

pub(super) struct Candidates(pub(super) Vec<Candidate>);

/// What disqualifies no part of a pair: the two are asked for it together.
const OF_THE_WHOLE: [Exclusion; 3] = [Exclusion::RequiredActs, Exclusion::NoCoverage, Exclusion::NoWishedAct];

/// The cover of each visit by distinct hours, computed at first use.
struct VisitCovers<'a> {
    hours: &'a [OpenHours],
    visits: Vec<Coverages>,
    found: Vec<Option<Vec<Coverage>>>,
}

impl Candidate {
    /// Its bill before any visit: the fee of twelve months.
    pub(super) fn empty_bill(&self) -> Bill {
        Bill {
            mode: self.offer.mode,
            habilitation: self.habilitation,
            annual: self.fee(),
            covered: 0,
            at_hour_prices: Yearly(0),
        }
    }

    pub(super) fn fee(&self) -> Yearly {
        Yearly::of_month(Cents(i64::from(self.offer.monthly_fee)))
    }

    /// The cost of every visit that it can take.
    pub(super) fn whole_cost(&self) -> Yearly {
        Yearly(self.fee().0 + self.costs.iter().map(|cost| cost.0).sum::<u64>())
    }
}

impl<'a> VisitCovers<'a> {
    fn new(columns: &'a Columns, need: &Need) -> Self {
        let terms = need.terms();
        let alone = |visit| Coverages::new(vec![visit], ReferenceYear::from(terms.start));
        Self {
            hours: &columns.hours,
            visits: terms.visits.iter().copied().map(alone).collect(),
            found: vec![None; columns.hours.len()],
        }
    }

    /// For each visit, its cover by hours with this index in the columns.
    fn find(&mut self, hours: u32) -> impl Iterator<Item = (&Coverages, Coverage)> {
        let Self { hours: all, visits, found } = self;
        let found = found[hours as usize]
            .get_or_insert_with(|| visits.iter_mut().map(|visit| visit.find(&all[hours as usize])).collect());
        visits.iter().zip(found.iter().copied())
    }
}

impl Candidates {
    pub(super) fn find(
        terms: &Terms<'_>,
        columns: &Columns,
        covers: &Covers,
        need: &Need,
        today: Date,
        filters: Set<Filter>,
    ) -> Self {
        let zone = columns.zones.iter().position(|zone| *zone == need.terms().zone);
        let Some(served) = zone.map(|zone| &columns.served[zone]) else { return Self(Vec::new()) };
        let mut visits = VisitCovers::new(columns, need);
        let ties = TieOrder::of(today);
        let mut found = Vec::new();
        for at in served.ones() {
            if is_eligible(terms, columns, covers, at, filters) {
                add_offers(&mut found, terms, columns, &mut visits, at, ties.key(columns, at as u32));
            }
        }
        Self(found)
    }
}

/// Whether a service that serves the zone may be one of a pair: nothing that is asked of each of the two excludes it, and
/// all that is weighed or asked of it is known. The filters of hours and tasks are for the two together.
fn is_eligible(terms: &Terms<'_>, columns: &Columns, covers: &Covers, at: usize, filters: Set<Filter>) -> bool {
    let prepared = terms.prepared;
    let (facts, intake) = (columns.facts[at], prepared.intake(at));
    if facts.kind == Kind::Nursing || intake == Some(Intake::Closed) {
        return false;
    }
    let passes = |filter, is_met: bool| is_met || !filters.contains(filter);
    let employs = prepared.has_tariff(at, Mode::Prestataire);
    if !passes(Filter::FreePlaces, intake == Some(Intake::Open))
        || !passes(Filter::Employs, employs)
        || !passes(Filter::Approved, facts.habilitation == Some(Habilitation::Held))
    {
        return false;
    }
    let findings = prepared.findings(covers, at, true);
    let excluded = findings.excluded.minus(OF_THE_WHOLE.into_iter().collect());
    let weighs = |criterion| prepared.in_play.contains(criterion);
    excluded.is_empty()
        && findings.missing.is_empty()
        && facts.hours_known
        && (facts.acts_known || !weighs(Criterion::Services))
        && (facts.quality_score().is_some() || !weighs(Criterion::Quality))
        && (intake.is_some() || !weighs(Criterion::Availability))
        && (facts.habilitation.is_some() || !prepared.aids.is_some_and(crate::aids::AidRules::asks_habilitation))
}

/// Adds the offers of a service that can take a visit.
fn add_offers(
    found: &mut Vec<Candidate>,
    terms: &Terms<'_>,
    columns: &Columns,
    visits: &mut VisitCovers<'_>,
    at: usize,
    draw: (u64, u32),
) {
    let prepared = terms.prepared;
    let facts = columns.facts[at];
    let acts = columns.acts[at].intersection(prepared.wished);
    for offer in prepared.accepted(at) {
        let taken = visits.find(columns.hours_of[at]).zip(&terms.visits).map(|((coverages, coverage), visit)| {
            let does_all = prepared.required.intersection(terms.places.at(visit.kind)).minus(acts).is_empty();
            let price = u64::from(offer.hour_price[visit.kind]);
            let minutes = coverage.total();
            if !does_all || price == 0 || minutes == 0 {
                return (0, Yearly(0));
            }
            let rates = &columns.rates[offer.rates as usize];
            let (mut rated, mut stated) = (0, true);
            coverages.bill(&coverage, &columns.billings[offer.billing as usize], |billed| {
                rated += billed.rated(rates);
                stated &= rates.states(billed.days, billed.time);
            });
            // A surcharge that is not stated: its cost is not known.
            if stated { (minutes, Yearly(price * rated)) } else { (0, Yearly(0)) }
        });
        let (minutes, costs): (Vec<u32>, Vec<Yearly>) = taken.unzip();
        if minutes.iter().all(|minutes| *minutes == 0) {
            continue;
        }
        let candidate = Candidate {
            at: at as u32,
            offer: *offer,
            acts,
            habilitation: facts.habilitation,
            quality: facts.quality_score().unwrap_or_default(),
            intake: prepared.intake(at).map(intake_score).unwrap_or_default(),
            minutes,
            costs,
            draw,
        };
        let has_bill = prepared.aids.is_none_or(|aids| aids.has_tariffs(&candidate.empty_bill()));
        if has_bill {
            found.push(candidate);
        }
    }
}
