//! The best pairs, best first: pairs of groups wait in the order of what they may be worth; the first is halved until it is
//! a pair of two offers, and a pair that comes first is better than all that wait.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::ranking::pairs::candidates::Candidates;
use crate::ranking::pairs::groups::Groups;
use crate::ranking::pairs::result::NoPairs;
use crate::ranking::pairs::split::{Merit, Terms};

/// How many pairs of groups are looked at before a search is given up: a fraction of a second.
const MOST_STEPS: u32 = 400_000;

/// Two offers, as positions among the candidates.
pub(super) type Offers = [u32; 2];

pub(super) struct Search<'a> {
    groups: Groups<'a>,
    candidates: &'a Candidates,
    waiting: BinaryHeap<Reverse<Waiting>>,
    steps: u32,
}

/// Two groups, or two offers whose place is exact.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Waiting {
    merit: Merit,
    groups: (u32, u32),
    is_exact: bool,
}

impl<'a> Search<'a> {
    pub(super) fn new(terms: &'a Terms<'a>, candidates: &'a Candidates) -> Self {
        Self { groups: Groups::new(terms, candidates), candidates, waiting: BinaryHeap::new(), steps: 0 }
    }

    /// The best pairs of two services, best first, each with its best two offers.
    ///
    /// # Errors
    /// They are not found in the allowed number of steps.
    pub(super) fn best(mut self, count: usize) -> Result<Vec<Offers>, NoPairs> {
        let roots = std::mem::take(&mut self.groups.roots);
        for (place, root) in roots.iter().enumerate() {
            for other in &roots[place..] {
                self.add(*root, *other)?;
            }
        }
        let mut best: Vec<Offers> = Vec::new();
        while let Some(Reverse(Waiting { groups: (first, second), is_exact, .. })) = self.waiting.pop() {
            if is_exact {
                let offers = [first, second].map(|group| self.groups.all[group as usize].one);
                if best.iter().all(|other| self.services(*other) != self.services(offers)) {
                    best.push(offers);
                }
                if best.len() == count {
                    break;
                }
                continue;
            }
            for (first, second) in self.groups.halved(first, second) {
                self.add(first, second)?;
            }
        }
        Ok(best)
    }

    /// Positions of the two services in the columns, the lower first.
    fn services(&self, offers: Offers) -> [u32; 2] {
        let mut services = offers.map(|offer| self.candidates.0[offer as usize].at);
        services.sort_unstable();
        services
    }

    fn add(&mut self, first: u32, second: u32) -> Result<(), NoPairs> {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return Err(NoPairs::TooMany);
        }
        let alone = |group: u32| self.groups.all[group as usize].size == 1;
        let is_exact = alone(first) && alone(second);
        let merit = match is_exact {
            true if first == second => None,
            true => self.groups.exact(first, second),
            false => self.groups.bound(first, second),
        };
        if let Some(merit) = merit {
            self.waiting.push(Reverse(Waiting { merit, groups: (first, second), is_exact }));
        }
        Ok(())
    }
}
