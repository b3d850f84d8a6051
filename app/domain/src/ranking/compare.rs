//! One comparison: a pass over the catalogue, the part of its groups that is wanted, and their reasons.

use std::ops::Range;

use jiff::civil::Date;

use crate::aids::AidRules;
use crate::law::parameters::Parameters;
use crate::need::Need;
use crate::provider::territory::Territory;
use crate::ranking::catalogue::Catalogue;
use crate::ranking::comparison::{AidsApplied, Comparison, Counts, Excluded, ExclusionCount, FloorUsed, Part, Stamp};
use crate::ranking::explain::{Explain, RankedPage};
use crate::ranking::order::TieOrder;
use crate::ranking::pass::{Pass, Scored, ranked_page};
use crate::ranking::price::Yardstick;
use crate::ranking::scan::scan;
use crate::values::money::{Cents, Yearly, round_half_up};

/// Compares every open listing for a need. `aids` are the law of the need's start date for the person's situation,
/// where it is given. `today` seeds the ties and dates availability.
pub fn compare(
    catalogue: &Catalogue,
    territory: &Territory,
    need: &Need,
    aids: Option<&AidRules>,
    parameters: &Parameters,
    today: Date,
    part: Part,
) -> Comparison {
    let columns = catalogue.columns();
    let ties = TieOrder::of(today);
    let pass = scan(columns, need, aids, parameters, today);
    let sizes = [pass.suitable.len(), pass.partly_suitable.len()];
    let [suitable, partly_suitable, to_confirm] = windows(part, sizes);
    let of_group = |group: &[Scored], window: &Range<usize>| ranked_page(group, columns, ties, window.clone());
    let suitable_page = of_group(&pass.suitable, &suitable);
    let partly_page = of_group(&pass.partly_suitable, &partly_suitable);
    let to_confirm = pass.to_confirm_page(columns, ties, to_confirm);
    let partly_places = RankedPage {
        group: &pass.partly_suitable,
        before: pass.suitable.len() as u32,
        first: partly_suitable.start as u32,
        entries: &partly_page,
        next: &[],
    };
    let suitable_places = RankedPage {
        group: &pass.suitable,
        before: 0,
        first: suitable.start as u32,
        entries: &suitable_page,
        next: &partly_page,
    };
    let explain = Explain::new(catalogue, territory, need, aids, &pass);
    let floor = parameters.floor_price(need.terms().start);
    let nursing = pass.nursing.iter().map(|at| explain.nursing(*at)).collect();
    Comparison {
        stamp: Stamp {
            method: crate::METHOD_VERSION,
            catalogue: catalogue.version().to_owned(),
            parameters: parameters.version(),
            seed: today,
        },
        need: need.terms().clone(),
        floor: FloorUsed {
            amount: floor.published.amount(),
            from: floor.published.from,
            state: floor.published.state,
            outdated: floor.outdated,
        },
        aids: aids.map(|aids| applied(aids, &pass)),
        needed_minutes: pass.needed_minutes,
        weight_sum: pass.weight_sum(),
        counts: Counts {
            listed: columns.len() as u32,
            suitable: pass.suitable.len() as u32,
            partly_suitable: pass.partly_suitable.len() as u32,
            to_confirm: pass.to_confirm.len() as u32,
            excluded: pass.excluded.len() as u32,
            nursing: pass.nursing.len() as u32,
        },
        excluded_by: exclusion_counts(&pass),
        first: part.first as u32,
        suitable: explain.ranked(&suitable_places),
        partly_suitable: explain.ranked(&partly_places),
        to_confirm: to_confirm.iter().map(|entry| explain.to_confirm(entry)).collect(),
        excluded: pass
            .excluded_page(columns, ties, part.excluded)
            .into_iter()
            .map(|(at, reasons)| Excluded { finess: columns.finess[at as usize], reasons })
            .collect(),
        nursing,
    }
}

fn applied(aids: &AidRules, pass: &Pass) -> AidsApplied {
    let (reference, reference_value) = aids.reference();
    let anchors = match pass.yardstick {
        Yardstick::Hour { .. } => None,
        Yardstick::OutOfPocket { best, worst, needed } => {
            let an_hour = |left: Yearly| Cents(round_half_up(left.0, 10_000 * u64::from(needed)) as i64);
            Some((an_hour(best), an_hour(worst)))
        }
    };
    AidsApplied { anchors, reference, reference_value, outdated: aids.outdated() }
}

/// The wanted part of the three groups that follow each other, of which the first two have these sizes.
fn windows(part: Part, [first, second]: [usize; 2]) -> [Range<usize>; 3] {
    let end = part.first.saturating_add(part.count);
    let from = |before: usize| part.first.saturating_sub(before)..end.saturating_sub(before);
    let within = |window: Range<usize>, size: usize| window.start.min(size)..window.end.min(size);
    [within(from(0), first), within(from(first), second), from(first + second)]
}

fn exclusion_counts(pass: &Pass) -> Vec<ExclusionCount> {
    let counts = pass.exclusion_counts().into_iter();
    counts.map(|(reason, count, alone)| ExclusionCount { reason, count, alone }).collect()
}
