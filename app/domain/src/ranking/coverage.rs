//! What each distinct opening hours cover of a need, found once for all the providers that share them.

use crate::cost::{Coverage, YearOfVisits};
use crate::need::Need;
use crate::ranking::columns::Columns;
use crate::time::hours::OpenHours;
use crate::time::reference_year::ReferenceYear;
use crate::values::money::round_half_up;

/// What some hours cover of the need.
#[derive(Clone, Debug)]
pub(crate) struct Covered {
    pub(crate) coverage: Coverage,
    /// Covered minutes of the reference year.
    pub(crate) minutes: u32,
    /// Score of the coverage criterion.
    pub(crate) score: u16,
}

/// The cover of the need by each distinct hours, found when first asked for.
pub(crate) struct Covers<'a> {
    hours: &'a [OpenHours],
    visits: YearOfVisits,
    needed_minutes: u32,
    found: Vec<Option<Covered>>,
}

impl<'a> Covers<'a> {
    pub(crate) fn new(columns: &'a Columns, need: &Need) -> Self {
        let terms = need.terms();
        let visits = YearOfVisits::new(terms.visits.clone(), ReferenceYear::from(terms.start));
        let needed_minutes = visits.needed_minutes();
        Self { hours: &columns.hours, visits, needed_minutes, found: vec![None; columns.hours.len()] }
    }

    pub(crate) fn needed_minutes(&self) -> u32 {
        self.needed_minutes
    }

    /// By an index into `Columns::hours`.
    #[inline]
    pub(crate) fn of(&mut self, hours: u32) -> &Covered {
        let at = hours as usize;
        self.found[at].get_or_insert_with(|| {
            let coverage = self.visits.covered_by(&self.hours[at]);
            let minutes = coverage.total();
            let score = match self.needed_minutes {
                0 => 0,
                needed => round_half_up(1000 * u64::from(minutes), u64::from(needed)) as u16,
            };
            Covered { coverage, minutes, score }
        })
    }
}
