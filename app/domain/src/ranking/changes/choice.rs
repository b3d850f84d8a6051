//! Which of the tried changes help, and which of these are named.

use std::cmp::Reverse;

use crate::ranking::changes::{Change, ChangeKind, Found, MOST_CHANGES, Measured};
use crate::ranking::price::ExactPrice;
use crate::ranking::selection::GroupCounts;
use crate::values::closed_list::Set;
use crate::values::money::Cents;

/// A gain is named from a twentieth of what there is now.
const PART: u32 = 20;
/// The least that a month must be cheaper by, to be named.
pub const LEAST_LESS: Cents = Cents(1_000);
/// A week without a day always costs less: the others must be cheaper an hour, by a hundredth at least, for the day to be
/// what makes the week dear.
const DEAR_DAY: u128 = 100;

/// The figures of a list, with the exact price of its cheapest service.
#[derive(Clone, Copy)]
pub(super) struct Figures {
    pub measured: Measured,
    price: Option<ExactPrice>,
}

impl Figures {
    pub fn of(counts: GroupCounts, price: Option<ExactPrice>) -> Self {
        let cheapest = price.map(|price| price.amount.monthly());
        Self { measured: Measured { counts, cheapest }, price }
    }
}

/// The changes to name, of those that were tried from the smallest to the largest. More services and a lower price take
/// turns, the most first and of equal ones the smallest change; one of each kind of change, save where it is the only way
/// to have both, or where nobody was listed.
pub(super) fn choose(now: &Figures, tried: &[(Change, Figures)]) -> Vec<Found> {
    let nobody = now.measured.counts.all() == 0;
    let helpful: Vec<Found> = tried.iter().filter_map(|(change, then)| gain(now, *change, then)).collect();
    let mut by_count: Vec<&Found> = helpful.iter().filter(|found| found.more > 0).collect();
    by_count.sort_by_key(|found| (group(&found.then.counts), Reverse(found.more)));
    let mut by_price: Vec<&Found> = helpful.iter().filter(|found| found.less.is_some()).collect();
    by_price.sort_by_key(|found| Reverse(found.less));
    let mut named: Vec<Found> = Vec::new();
    let mut kinds = Set::<ChangeKind>::EMPTY;
    for _ in 0..MOST_CHANGES {
        for best in [&by_count, &by_price] {
            let other_kind = best.iter().find(|found| !kinds.contains(found.change.kind()));
            // The best of a sort of gain that no other has yet; and where nobody was listed, any way out.
            let may_repeat = nobody || !best.iter().any(|found| named.contains(found));
            let any = best.iter().find(|found| may_repeat && !named.contains(found));
            if let Some(found) = other_kind.or(any).filter(|_| named.len() < MOST_CHANGES) {
                kinds = kinds.with(found.change.kind());
                named.push(**found);
            }
        }
    }
    named
}

/// The place of the first group of a list that has anybody.
fn group(counts: &GroupCounts) -> u8 {
    match counts {
        GroupCounts { suitable: 1.., .. } => 0,
        GroupCounts { partly_suitable: 1.., .. } => 1,
        GroupCounts { .. } => 2,
    }
}

/// What a change brings; none if that is too little to name, or if it makes anything worse.
fn gain(now: &Figures, change: Change, then: &Figures) -> Option<Found> {
    let (before, after) = (now.measured, then.measured);
    if before.counts.all() == 0 {
        let GroupCounts { suitable, partly_suitable, to_confirm } = after.counts;
        let more = [suitable, partly_suitable, to_confirm].into_iter().find(|count| *count > 0)?;
        return Some(Found { change, then: after, more, less: None });
    }
    let more = after.counts.suitable.checked_sub(before.counts.suitable)?;
    let more = if more.saturating_mul(PART) >= before.counts.suitable { more } else { 0 };
    let less = match (now.price, then.price) {
        (Some(was), Some(is)) => {
            let (was_monthly, is_monthly) = (was.amount.monthly(), is.amount.monthly());
            if is_worth_naming(was_monthly, Cents(is_monthly.0 - was_monthly.0)) {
                return None;
            }
            let less = Cents(was_monthly.0 - is_monthly.0);
            let counts = is_worth_naming(was_monthly, less)
                && (change.kind() != ChangeKind::WithoutDay || is_cheaper_an_hour(was, is));
            counts.then_some(less)
        }
        _ => None,
    };
    (more > 0 || less.is_some()).then_some(Found { change, then: after, more, less })
}

fn is_worth_naming(monthly: Cents, difference: Cents) -> bool {
    difference >= LEAST_LESS && difference.0 * i64::from(PART) >= monthly.0
}

/// Whether an hour costs less by one `DEAR_DAY`th at least.
fn is_cheaper_an_hour(was: ExactPrice, is: ExactPrice) -> bool {
    let was_crossed = u128::from(was.amount.0) * u128::from(is.minutes);
    let is_crossed = u128::from(is.amount.0) * u128::from(was.minutes);
    is_crossed * DEAR_DAY <= was_crossed * (DEAR_DAY - 1)
}

#[cfg(test)]
mod tests {
    use super::{Figures, choose};
    use crate::provider::acts::Act;
    use crate::ranking::changes::Change;
    use crate::ranking::price::ExactPrice;
    use crate::ranking::selection::GroupCounts;
    use crate::time::hours::Weekday;
    use crate::values::money::{Cents, Yearly};

    /// So many that suit, of which the cheapest costs so many euros a month for so many minutes a year.
    fn figures(suitable: u32, euros: i64, minutes: u32) -> Figures {
        let counts = GroupCounts { suitable, partly_suitable: 0, to_confirm: 1 };
        Figures::of(counts, Some(ExactPrice { amount: Yearly::of_month(Cents(100 * euros)), minutes }))
    }

    fn chosen(now: &Figures, tried: &[(Change, Figures)]) -> Vec<Change> {
        choose(now, tried).iter().map(|found| found.change).collect()
    }

    #[test]
    fn a_gain_is_a_twentieth_and_ten_euros_and_costs_nothing_of_the_other() {
        let now = figures(40, 400, 7_000);
        let start = Change::Start { days: 7 };
        let is_named = |then: Figures| !chosen(&now, &[(start, then)]).is_empty();
        assert!(is_named(figures(42, 400, 7_000)) && !is_named(figures(41, 400, 7_000)));
        assert!(is_named(figures(40, 380, 7_000)) && !is_named(figures(40, 381, 7_000)));
        assert!(!is_named(figures(39, 200, 7_000)), "fewer that suit");
        assert!(is_named(figures(60, 419, 7_000)) && !is_named(figures(60, 420, 7_000)), "dearer");
        let cheap = figures(40, 100, 7_000);
        assert!(choose(&cheap, &[(start, figures(40, 91, 7_000))]).is_empty(), "nine euros");
    }

    #[test]
    fn a_day_less_saves_money_only_where_its_hours_are_dear() {
        let (now, sunday) = (figures(4, 700, 7_000), Change::WithoutDay(Weekday::Sunday));
        assert!(chosen(&now, &[(sunday, figures(4, 600, 6_000))]).is_empty());
        assert_eq!(chosen(&now, &[(sunday, figures(4, 590, 6_000))]), [sunday]);
    }

    #[test]
    fn services_and_price_take_turns_and_a_kind_comes_again_only_for_a_gain_that_no_other_has() {
        let now = figures(10, 700, 7_000);
        let [saturday, sunday] = [Weekday::Saturday, Weekday::Sunday].map(Change::WithoutDay);
        let act = Change::WithoutAct(Act::Washing);
        let both =
            [(act, figures(12, 700, 7_000)), (saturday, figures(11, 550, 6_000)), (sunday, figures(14, 540, 6_000))];
        assert_eq!(chosen(&now, &both), [sunday, act]);
        let apart = [(saturday, figures(10, 550, 6_000)), (sunday, figures(14, 690, 6_000))];
        assert_eq!(chosen(&now, &apart), [sunday, saturday]);
        let equal = [(saturday, figures(14, 690, 6_000)), (sunday, figures(14, 690, 6_000))];
        assert_eq!(chosen(&now, &equal), [saturday], "of equal gains the first");
    }
}
