//! How much of a need each distinct set of opening hours covers, computed once for all the providers that share it.

use crate::cost::{Coverage, Coverages};
use crate::need::Need;
use crate::ranking::columns::Columns;
use crate::time::hours::OpenHours;
use crate::time::reference_year::ReferenceYear;
use crate::values::money::round_half_up;

/// The cover of the need by one set of opening hours.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Covered {
    pub(crate) coverage: Coverage,
    /// Covered minutes of the reference year.
    pub(crate) minutes: u32,
    /// Score of the coverage criterion.
    pub(crate) score: u16,
}

/// The cover of the need by each distinct set of opening hours, computed at first use.
pub(crate) struct Covers<'a> {
    hours: &'a [OpenHours],
    pub(crate) coverages: Coverages,
    needed_minutes: u32,
    found: Vec<Option<Covered>>,
}

impl<'a> Covers<'a> {
    pub(crate) fn new(columns: &'a Columns, need: &Need) -> Self {
        let terms = need.terms();
        let coverages = Coverages::new(terms.visits.clone(), ReferenceYear::from(terms.start));
        let needed_minutes = coverages.needed_minutes();
        Self { hours: &columns.hours, coverages, needed_minutes, found: vec![None; columns.hours.len()] }
    }

    pub(crate) fn needed_minutes(&self) -> u32 {
        self.needed_minutes
    }

    /// The cover for an index into `Columns::hours`.
    #[inline]
    pub(crate) fn find(&mut self, hours: u32) -> Covered {
        let at = hours as usize;
        if let Some(covered) = self.found[at] {
            return covered;
        }
        let covered = self.cover(at);
        self.found[at] = Some(covered);
        covered
    }

    fn cover(&mut self, at: usize) -> Covered {
        let coverage = self.coverages.find(&self.hours[at]);
        let minutes = coverage.total();
        let score = match self.needed_minutes {
            0 => 0,
            needed => round_half_up(1000 * u64::from(minutes), u64::from(needed)) as u16,
        };
        Covered { coverage, minutes, score }
    }
}
