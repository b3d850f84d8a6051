//! Offers that cover the same minutes of each visit, in a tree of halves, and the best that two groups may be worth
//! together. A bound of two groups is never worse than any pair in them.

use enum_map::EnumMap;

use crate::provider::acts::{ActSet, HourKind};
use crate::ranking::pairs::candidates::{Candidate, Candidates};
use crate::ranking::pairs::split::{Merit, Takers, Terms, Worth};
use crate::values::money::{Cents, Yearly};

/// Some offers with the same minutes, or one.
pub(super) struct Group {
    /// Any of them.
    pub(super) one: u32,
    pub(super) size: u32,
    /// The two halves, if there are several.
    pub(super) halves: Option<[u32; 2]>,
    /// For each visit, the least cost of any of them.
    costs: Vec<Yearly>,
    fee: Yearly,
    /// Acts that any of them does.
    acts: ActSet,
    quality: u16,
    intake: u16,
    /// The highest hourly price that a plan counts for any of them.
    reference: Cents,
    draw: (u64, u32),
}

/// The groups of a need.
pub(super) struct Groups<'a> {
    terms: &'a Terms<'a>,
    candidates: &'a [Candidate],
    pub(super) all: Vec<Group>,
    /// One group for each distinct list of minutes.
    pub(super) roots: Vec<u32>,
}

impl<'a> Groups<'a> {
    pub(super) fn new(terms: &'a Terms<'a>, candidates: &'a Candidates) -> Self {
        let candidates = &candidates.0[..];
        let mut groups = Self { terms, candidates, all: Vec::with_capacity(2 * candidates.len()), roots: Vec::new() };
        let mut sorted: Vec<(u32, Cents, Yearly)> = (0..)
            .zip(candidates)
            .map(|(at, candidate)| (at, groups.reference(candidate), candidate.whole_cost()))
            .collect();
        // Alike offers stand beside each other, so that the bounds of their groups are close to them.
        sorted.sort_unstable_by_key(|(at, reference, cost)| {
            let candidate = &candidates[*at as usize];
            (&candidate.minutes, *reference, candidate.acts, *cost, candidate.draw, *at)
        });
        let sorted: Vec<u32> = sorted.into_iter().map(|(at, ..)| at).collect();
        let minutes = |at: &u32| &candidates[*at as usize].minutes;
        for alike in sorted.chunk_by(|one, other| minutes(one) == minutes(other)) {
            if let Some(root) = groups.add(alike) {
                groups.roots.push(root);
            }
        }
        groups
    }

    fn reference(&self, candidate: &Candidate) -> Cents {
        let of = |aids: &crate::aids::AidRules| aids.highest_reference(candidate.offer.mode, candidate.habilitation);
        self.terms.prepared.aids.map_or(Cents(0), of)
    }

    /// Adds a group and its halves, and gives its number.
    fn add(&mut self, offers: &[u32]) -> Option<u32> {
        let group = match offers {
            [] => return None,
            [at] => self.alone(*at),
            _ => {
                let (first, second) = offers.split_at(offers.len() / 2);
                let halves = [self.add(first)?, self.add(second)?];
                let [first, second] = halves.map(|half| &self.all[half as usize]);
                Group {
                    one: first.one,
                    size: first.size + second.size,
                    halves: Some(halves),
                    costs: first.costs.iter().zip(&second.costs).map(|(one, other)| *one.min(other)).collect(),
                    fee: first.fee.min(second.fee),
                    acts: first.acts.union(second.acts),
                    quality: first.quality.max(second.quality),
                    intake: first.intake.max(second.intake),
                    reference: first.reference.max(second.reference),
                    draw: first.draw.min(second.draw),
                }
            }
        };
        self.all.push(group);
        Some(self.all.len() as u32 - 1)
    }

    fn alone(&self, at: u32) -> Group {
        let candidate = &self.candidates[at as usize];
        Group {
            one: at,
            size: 1,
            halves: None,
            costs: candidate.costs.clone(),
            fee: candidate.fee(),
            acts: candidate.acts,
            quality: candidate.quality,
            intake: candidate.intake,
            reference: self.reference(candidate),
            draw: candidate.draw,
        }
    }

    /// The best place that a pair of one offer of each group may have; none if none of them can be given.
    pub(super) fn bound(&self, first: u32, second: u32) -> Option<Merit> {
        let [first, second] = [first, second].map(|group| &self.all[group as usize]);
        let [first_minutes, second_minutes] = [first, second].map(|group| &self.candidates[group.one as usize].minutes);
        let mut takers: EnumMap<HourKind, Takers> = EnumMap::default();
        let mut annual = first.fee.0 + second.fee.0;
        let (mut minutes, mut payable, mut may_take) = (0, 0, [false; 2]);
        let either = first.reference.max(second.reference);
        for (at, visit) in self.terms.visits.iter().enumerate() {
            let takers = &mut takers[visit.kind];
            let (one, other) = (first_minutes[at], second_minutes[at]);
            let (cost, reference) = if one > other {
                takers.first = true;
                (first.costs[at], first.reference)
            } else if other > one {
                takers.second = true;
                (second.costs[at], second.reference)
            } else if one > 0 {
                takers.either = true;
                (first.costs[at].min(second.costs[at]), either)
            } else {
                continue;
            };
            may_take = [may_take[0] || one >= other, may_take[1] || other >= one];
            annual += cost.0;
            minutes += one.max(other);
            payable += Yearly::of_hours(one.max(other), reference).0;
        }
        if may_take != [true; 2] {
            return None;
        }
        let annual = Yearly(annual);
        let worth = Worth {
            minutes,
            offered: self.terms.places.offered(&takers, first.acts, second.acts),
            quality: first.quality.min(second.quality),
            intake: first.intake.min(second.intake),
            amount: match self.terms.prepared.aids {
                None => annual,
                Some(aids) => aids.least_to_pay(annual, minutes, Yearly(payable)),
            },
        };
        let mut draw = [first.draw, second.draw];
        draw.sort_unstable();
        self.terms.merit(&worth, draw, [0; 2])
    }

    /// The place of two offers; both groups have one.
    pub(super) fn exact(&self, first: u32, second: u32) -> Option<Merit> {
        let pair = [first, second].map(|group| &self.candidates[self.all[group as usize].one as usize]);
        self.terms.merit_of(pair)
    }

    /// The pairs of groups into which the pairs of two groups fall when the greater one is halved.
    pub(super) fn halved(&self, first: u32, second: u32) -> Vec<(u32, u32)> {
        let of = |group: u32| &self.all[group as usize];
        if first == second {
            return of(first).halves.map_or(Vec::new(), |[one, other]| vec![(one, one), (one, other), (other, other)]);
        }
        let (greater, other) = if of(first).size >= of(second).size { (first, second) } else { (second, first) };
        of(greater).halves.map_or(Vec::new(), |halves| halves.into_iter().map(|half| (half, other)).collect())
    }
}
