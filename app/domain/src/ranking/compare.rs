//! One comparison: a pass over the catalogue, the requested part of its groups, and their reasons.

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
use crate::ranking::pairs::Pairing;
use crate::ranking::pass::Pass;
use crate::ranking::price::Yardstick;
use crate::ranking::scan::scan;
use crate::ranking::selection::{Listed, Selection, Sorter, filter_counts, taking_nobody};
use crate::ranking::spread::{PriceSpread, by_gir};
use crate::values::money::{Cents, Yearly, round_half_up};

/// Compares every open listing for a need. `aids` are the rules of law on the start date of the need for the person's
/// situation, if it is given. `today` decides the order of ties and which availabilities are valid.
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
    let explain = Explain::new(catalogue, territory, need, aids, &pass);
    let Selection { sort, filters } = part.selection;
    let listed = Listed::of(&pass, columns, need, explain.year(), today, filters);
    let [suitable, partly_suitable, to_confirm] = windows(part, listed.sizes());
    let sorter = Sorter { sort, pass: &pass, columns, ties, today, facts: &explain };
    let only = part.only.map(|finess| columns.finess.binary_search(&finess).map(|at| at as u32));
    let is_wanted = |at: u32| only.is_none_or(|only| only == Ok(at));
    let (suitable_page, partly_page, to_confirm_page) = match only {
        None => (
            sorter.page(&listed.suitable, suitable.clone()),
            sorter.page(&listed.partly_suitable, partly_suitable.clone()),
            sorter.page(&listed.to_confirm, to_confirm),
        ),
        Some(_) => (
            listed.suitable.iter().copied().filter(|entry| is_wanted(entry.at)).collect(),
            listed.partly_suitable.iter().copied().filter(|entry| is_wanted(entry.at)).collect(),
            listed.to_confirm.iter().copied().filter(|entry| is_wanted(entry.at)).collect(),
        ),
    };
    let is_whole = part.selection == Selection::WHOLE && only.is_none();
    let place = |window: Range<usize>| is_whole.then_some(window.start as u32);
    let partly_places = RankedPage {
        group: &pass.partly_suitable,
        before: pass.suitable.len() as u32,
        first: place(partly_suitable),
        entries: &partly_page,
        next: &[],
    };
    let suitable_places = RankedPage {
        group: &pass.suitable,
        before: 0,
        first: place(suitable),
        entries: &suitable_page,
        next: &partly_page,
    };
    let floor = parameters.floor_price(need.terms().start);
    let nursing = pass.nursing.iter().map(|at| explain.nursing(*at)).collect();
    let pairing = Pairing { catalogue, need, aids, parameters, today, pass: &pass, listed: &listed, filters };
    let mut comparison = Comparison {
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
        selection: part.selection,
        filtered: listed.counts(),
        filter_counts: filter_counts(&listed.tallies, filters),
        taking_nobody: taking_nobody(&listed.tallies),
        prices: PriceSpread::of(&listed.prices(&pass)),
        by_gir: None,
        first: part.first as u32,
        suitable: explain.ranked(&suitable_places),
        partly_suitable: explain.ranked(&partly_places),
        to_confirm: to_confirm_page.iter().map(|entry| explain.to_confirm(entry)).collect(),
        excluded: pass
            .excluded_page(columns, ties, part.excluded)
            .into_iter()
            .filter(|(at, _)| is_wanted(*at))
            .map(|(at, reasons)| Excluded { finess: columns.finess[at as usize], reasons })
            .collect(),
        nursing,
        pairs: part.pairs.then(|| pairing.find()),
    };
    comparison.by_gir = by_gir(comparison.answers());
    comparison
}

fn applied(aids: &AidRules, pass: &Pass) -> AidsApplied {
    let (reference, reference_value) = aids.reference();
    let anchors = match pass.yardstick {
        Yardstick::Hour { .. } => None,
        Yardstick::OutOfPocket { best, worst, needed } => {
            let an_hour = |to_pay: Yearly| Cents(round_half_up(to_pay.0, 10_000 * u64::from(needed)) as i64);
            Some((an_hour(best), an_hour(worst)))
        }
    };
    AidsApplied { anchors, reference, reference_value, outdated: aids.outdated() }
}

/// The requested part of the three groups, one after the other; the first two have these sizes.
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
