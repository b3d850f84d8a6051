//! Two services together: each visit goes to one of the two. The best pairs of a list, ranked by the method on the whole,
//! found by bounds that leave out no better one, or none with the reason why.

mod candidates;
mod explain;
mod groups;
mod result;
mod search;
mod split;

use std::ops::Range;

use jiff::civil::Date;

use crate::aids::AidRules;
use crate::law::parameters::Parameters;
use crate::need::Need;
use crate::ranking::catalogue::Catalogue;
use crate::ranking::coverage::Covers;
use crate::ranking::order::TieOrder;
use crate::ranking::pass::{Pass, Scored, ranked_page};
use crate::ranking::scan::Prepared;
use crate::ranking::selection::{Filter, Listed};
use crate::values::closed_list::Set;

pub use result::{NoPairs, Pair, PairGoal, Pairs, Share, Single};

use candidates::Candidates;
use explain::Explain;
use search::Search;
use split::{Bar, Terms};

/// How many pairs are given at most.
pub const MOST_PAIRS: usize = 5;

/// What the pairs of a list are found from.
pub(crate) struct Pairing<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) need: &'a Need,
    pub(crate) aids: Option<&'a AidRules>,
    pub(crate) parameters: &'a Parameters,
    pub(crate) today: Date,
    pub(crate) pass: &'a Pass,
    pub(crate) listed: &'a Listed<'a>,
    pub(crate) filters: Set<Filter>,
}

impl Pairing<'_> {
    /// The best pairs: where nobody suits, those above every single service; else those that suit for less than any
    /// single one.
    pub(crate) fn find(&self) -> Pairs {
        let Self { catalogue, listed, .. } = *self;
        let (columns, ties) = (catalogue.columns(), TieOrder::of(self.today));
        let best = |group: &[Scored]| ranked_page(group, columns, ties, FIRST).first().copied();
        let single = best(&listed.suitable).or_else(|| best(&listed.partly_suitable));
        let goal = if listed.suitable.is_empty() { PairGoal::Completes } else { PairGoal::Cheaper };
        let found = self.search(goal, single);
        let explain = Explain::new(self, single);
        let (best, none) = match found {
            Ok(found) => (found.iter().map(|pair| explain.pair(pair)).collect(), None),
            Err(reason) => (Vec::new(), Some(reason)),
        };
        let single = single.map(|single| explain.single(&single));
        Pairs { goal, single, best, none }
    }

    fn search(&self, goal: PairGoal, single: Option<Scored>) -> Result<Vec<explain::Found>, NoPairs> {
        let Self { catalogue, need, aids, parameters, today, pass, listed, filters } = *self;
        if need.terms().visits.len() < 2 {
            return Err(NoPairs::OneVisit);
        }
        let prices = listed.suitable.iter().filter(|entry| entry.price().is_known());
        let cheapest = prices.map(|entry| entry.amount.monthly()).min();
        let bar = match (goal, cheapest) {
            (PairGoal::Completes, _) => Bar::Above(single.map(|single| single.points)),
            (PairGoal::Cheaper, Some(price)) => Bar::SuitsUnder(price),
            (PairGoal::Cheaper, None) => return Err(NoPairs::NothingBetter),
        };
        let columns = catalogue.columns();
        let covers = Covers::new(columns, need);
        let prepared = Prepared::new(columns, need, pass.needed_minutes, aids, parameters, today);
        let terms = Terms::new(&prepared, need, filters, bar);
        let candidates = Candidates::find(&terms, columns, &covers, need, today, filters);
        let pairs = Search::new(&terms, &candidates).best(MOST_PAIRS)?;
        if pairs.is_empty() {
            return Err(NoPairs::NothingBetter);
        }
        Ok(pairs.iter().filter_map(|pair| explain::Found::of(&terms, &candidates, *pair)).collect())
    }
}

const FIRST: Range<usize> = 0..1;
