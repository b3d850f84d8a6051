//! Two services of a sheet that share the visits, where that answers the need better than each alone, or for less.

use domain::ranking::comparison::Comparison;
use domain::values::search::readable;

use super::model::{Block, Section, SheetFact};
use crate::compare::pairs::{difference_words, missing_words, price_words, visits_words};
use crate::text::{Common, ListWords as W, Words};

/// The best pair of the services of the sheet; none where no two of them make one.
pub(super) fn pair_section(t: Words, comparison: &Comparison) -> Option<Section> {
    let pairs = comparison.pairs.as_ref()?;
    let pair = pairs.best.first()?;
    let visits = &comparison.need.visits;
    let share = |share: &domain::ranking::pairs::Share| SheetFact {
        label: readable(&share.name),
        lines: vec![visits_words(t, visits, &share.visits), t.fill(Common::EurosAMonth, &[&t.euros(share.monthly)])],
    };
    let mut blocks = vec![Block::Strong { text: price_words(t, pair) }];
    blocks.extend(difference_words(t, pairs.single.as_ref(), pair).map(|text| Block::Text { text }));
    blocks.push(Block::Facts { facts: pair.shares.iter().map(share).collect() });
    blocks.extend(missing_words(t, visits, pair).into_iter().map(|text| Block::Text { text }));
    Some(Section { title: t.say(W::PairsTitle).to_owned(), service: None, blocks })
}
