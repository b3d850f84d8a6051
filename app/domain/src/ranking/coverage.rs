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

/// The cover of the need by each distinct set of opening hours.
pub(crate) struct Covers {
    pub(crate) coverages: Coverages,
    needed_minutes: u32,
    found: Vec<Covered>,
}

impl Covers {
    pub(crate) fn new(columns: &Columns, need: &Need) -> Self {
        let terms = need.terms();
        let mut coverages = Coverages::new(terms.visits.clone(), ReferenceYear::from(terms.start));
        let needed_minutes = coverages.needed_minutes();
        let mut cover = |hours: &OpenHours| {
            let coverage = coverages.find(hours);
            let minutes = coverage.total();
            Covered { coverage, minutes, score: coverage_score(minutes, needed_minutes) }
        };
        let found = columns.hours.iter().map(&mut cover).collect();
        Self { coverages, needed_minutes, found }
    }

    pub(crate) fn needed_minutes(&self) -> u32 {
        self.needed_minutes
    }

    /// The cover for an index into `Columns::hours`.
    #[inline]
    pub(crate) fn find(&self, hours: u32) -> &Covered {
        &self.found[hours as usize]
    }
}

/// The score of the coverage criterion for so many of the needed minutes.
pub(super) fn coverage_score(covered: u32, needed: u32) -> u16 {
    match needed {
        0 => 0,
        needed => round_half_up(1000 * u64::from(covered), u64::from(needed)) as u16,
    }
}
