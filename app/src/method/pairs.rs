//! How two services share a need, with an example that the engine computes from fictitious services.

use domain::demo::fictitious;
use domain::need::NeedTerms;
use domain::provider::acts::HourKind;
use domain::ranking::comparison::{Comparison, Part};
use domain::time::hours::{Interval, Weekday};
use domain::values::search::readable;
use domain::{Act, ActSet, Catalogue, ModeSet, Need, Parameters, PublicSet, Territory, Visit, Weights, compare};
use jiff::civil::Date;
use leptos::prelude::*;

use crate::compare::pairs::{difference_words, missing_words, price_words, share_words};
use crate::need::summary::need_line;
use crate::text::{MethodWords as W, Words};

/// Fictitious services of the example, and how many lots of them are tried until one has a pair.
const SERVICES: u32 = 40;
const LOTS: u64 = 20;

/// The rules in words, then the example; a territory whose fictitious services make no pair has none.
pub(super) fn pairs(t: Words, territory: &Territory, parameters: &Parameters, today: Date) -> AnyView {
    let rules = [W::PairsWhen, W::PairsShare, W::PairsActs, W::PairsPoints, W::PairsAids, W::PairsNot]
        .map(|sentence| view! { <p>{t.say(sentence)}</p> });
    let example = example(territory, parameters, today).map(|comparison| example_view(t, &comparison));
    view! { {rules}{example} }.into_any()
}

fn example_view(t: Words, comparison: &Comparison) -> Option<AnyView> {
    let pairs = comparison.pairs.as_ref()?;
    let pair = pairs.best.first()?;
    let (visits, wished) = (&comparison.need.visits, comparison.need.wished);
    let shares =
        pair.shares.each_ref().map(|share| format!("{}{}", readable(&share.name), share_words(t, visits, share)));
    let lines: Vec<AnyView> = shares
        .into_iter()
        .chain(missing_words(t, visits, pair))
        .map(|words| view! { <li>{words}</li> }.into_any())
        .collect();
    let difference = difference_words(t, pairs.single.as_ref(), pair).map(|words| format!(" · {words}"));
    Some(
        view! {
            <p>{t.fill(W::PairsExample, &[&need_line(t, wished, visits)])}</p>
            <p><strong>{price_words(t, pair)}</strong>{difference}</p>
            <ul>{lines}</ul>
        }
        .into_any(),
    )
}

/// Washing and meals every morning and every evening, from the first day of this year.
fn need(territory: &Territory, start: Date) -> Option<Need> {
    let times = [Interval::new(480, 570).ok()?, Interval::new(1140, 1200).ok()?];
    let visits =
        Weekday::ALL.into_iter().flat_map(|weekday| times.map(|time| Visit { weekday, time, kind: HourKind::Care }));
    Need::try_from(NeedTerms {
        zone: territory.zones.get(territory.zones.len() / 2)?.code,
        start,
        visits: visits.collect(),
        wished: ActSet::EMPTY.with(Act::Washing).with(Act::Meals),
        required: ActSet::EMPTY,
        modes: ModeSet::all(),
        habilitation_required: false,
        publics: PublicSet::EMPTY,
        weights: Weights::default(),
    })
    .ok()
}

/// The first lot of fictitious services of which the best pair leaves out no visit.
fn example(territory: &Territory, parameters: &Parameters, today: Date) -> Option<Comparison> {
    let day = Date::new(today.year(), 1, 1).ok()?;
    let need = need(territory, day)?;
    let part = Part { count: 0, excluded: 0, pairs: true, ..Part::EVERYTHING };
    (1..=LOTS).find_map(|lot| {
        let catalogue = Catalogue::new(fictitious(territory, lot, SERVICES, day).collect());
        let comparison = compare(&catalogue, territory, &need, None, parameters, day, part);
        let best = comparison.pairs.as_ref().and_then(|pairs| pairs.best.first());
        best.is_some_and(|pair| pair.nobody.is_empty()).then_some(comparison)
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use domain::{Parameters, Territory};
    use jiff::civil::date;

    use super::{example, pairs};
    use crate::text::{Lang, Words};

    #[test]
    fn the_example_is_a_pair_that_the_engine_found_and_says_who_takes_which_visits() {
        let (paris, parameters, today) = (Territory::paris().unwrap(), Parameters::embedded(), date(2026, 11, 23));
        let comparison = example(&paris, &parameters, today).unwrap();
        let pair = &comparison.pairs.as_ref().unwrap().best[0];
        let t = Words::of(Lang::French);
        let html = leptos::prelude::RenderHtml::to_html(pairs(t, &paris, &parameters, today));
        for share in &pair.shares {
            assert!(html.contains(&domain::values::search::readable(&share.name)), "{html}");
        }
        assert!(html.contains(&t.euros(pair.cost)), "{html}");
    }
}
