//! Two services together, under those that suit: who takes which visits, what it costs, and the difference from the first
//! single service. The server and the browser write the same.

use domain::Cents;
use domain::aids::Reckoning;
use domain::need::Visit;
use domain::provider::acts::{ActSet, Mode};
use domain::ranking::pairs::{NoPairs, Pair, PairGoal, Pairs, Share, Single};
use domain::time::hours::Weekday;
use domain::values::search::readable;
use leptos::prelude::*;

use super::result_card::{Card, employer_short};
use super::results_section::ListView;
use crate::need::summary::{days_words, need_line};
use crate::routes::Page;
use crate::text::{Common, ListWords as W, Results, Words};

/// Minutes of a year that make a tenth of an hour a month.
const TENTH: i64 = 72;

/// Id of its part of the list, and of the method page.
pub const PAIRS: &str = "a-deux";

impl ListView<'_> {
    /// The best pairs, or why there are none where that matters; nothing if they were not asked for.
    pub(super) fn pairs(&self, card: &Card<'_>) -> AnyView {
        let Self { t, answered, .. } = *self;
        let Some(pairs) = &answered.comparison.pairs else { return ().into_any() };
        if let Some(why) = pairs.none {
            return none_words(pairs.goal, why)
                .map(|words| view! { <p class="note" id=PAIRS>{t.say(words)}</p> })
                .into_any();
        }
        let why = match pairs.goal {
            PairGoal::Completes => W::PairsComplete,
            PairGoal::Cheaper => W::PairsCheaper,
        };
        let best: Vec<AnyView> = pairs.best.iter().map(|pair| self.pair(card, pairs, pair)).collect();
        let how = format!("{}#{PAIRS}", Page::Method.href(t.lang));
        view! {
            <section class="group" id=PAIRS aria-labelledby="titre-a-deux">
                <h2 id="titre-a-deux">{t.say(W::PairsTitle)}</h2>
                <p class="group-why">{t.say(why)} " " <a href=how>{t.say(W::LawHow)}</a></p>
                <ol class="pairs">{best}</ol>
            </section>
        }
        .into_any()
    }

    fn pair(&self, card: &Card<'_>, pairs: &Pairs, pair: &Pair) -> AnyView {
        let t = self.t;
        let visits = &self.answered.comparison.need.visits;
        let shares = pair.shares.each_ref().map(|share| {
            let href = card.href(share.finess);
            let rest = share_words(t, visits, share);
            view! { <li><a href=href>{readable(&share.name)}</a>{rest}</li> }.into_any()
        });
        let missing: Vec<AnyView> =
            missing_words(t, visits, pair).into_iter().map(|words| view! { <li>{words}</li> }.into_any()).collect();
        let difference = difference_words(t, pairs.single.as_ref(), pair).map(|words| format!(" · {words}"));
        view! {
            <li>
                <p><strong>{price_words(t, pair)}</strong>{difference}</p>
                <ul>{shares.into_iter().collect::<Vec<_>>()}{missing}</ul>
            </li>
        }
        .into_any()
    }
}

/// Why there is no pair, where nobody suits or where they were not all tried.
fn none_words(goal: PairGoal, why: NoPairs) -> Option<W> {
    match (goal, why) {
        (_, NoPairs::TooMany) => Some(W::PairsTooMany),
        (PairGoal::Completes, NoPairs::NothingBetter) => Some(W::PairsNone),
        (PairGoal::Cheaper, NoPairs::NothingBetter) | (_, NoPairs::OneVisit) => None,
    }
}

/// "432,10 € par mois à deux, avant les aides"
pub fn price_words(t: Words, pair: &Pair) -> String {
    let cost = t.euros(pair.cost);
    match pair.reckoning.as_ref().map(|reckoning| (Reckoning::exact(reckoning), reckoning.range())) {
        Some((Some(case), _)) => t.fill(W::PairToPay, &[&t.euros(case.monthly), &cost]),
        Some((None, Some((least, most)))) => t.fill(W::PairBetween, &[&t.euros(least), &t.euros(most), &cost]),
        Some((None, None)) | None => t.fill(W::PairMonth, &[&cost]),
    }
}

/// "12,00 € de moins par mois que Aide du 14e, et 3 h de plus"; nothing without a service to compare with.
pub fn difference_words(t: Words, single: Option<&Single>, pair: &Pair) -> Option<String> {
    let (single, difference) = (single?, pair.difference?);
    let (name, amount) = (readable(&single.name), t.euros(Cents(difference.abs())));
    let price = match difference {
        ..0 => t.fill(W::PairLess, &[&amount, &name]),
        0 => t.fill(W::PairSame, &[&name]),
        1.. => t.fill(W::PairMore, &[&amount, &name]),
    };
    let hours = single.covered_minutes.map_or(0, |minutes| i64::from(pair.covered_minutes) - i64::from(minutes));
    let words = t.hours_a_month(u32::try_from(hours.unsigned_abs()).unwrap_or_default());
    // A few minutes a month are no difference in words.
    Some(match hours {
        _ if hours.abs() < TENTH => price,
        ..0 => t.fill(W::PairFewerHours, &[&price, &words]),
        0.. => t.fill(W::PairMoreHours, &[&price, &words]),
    })
}

/// " : du lundi au vendredi, 320,00 € par mois", and who employs the helper where it is not the service.
pub fn share_words(t: Words, visits: &[Visit], share: &Share) -> String {
    let opening = (share.opening_fee > Cents(0)).then(|| t.fill(Results::OpeningFee, &[&t.euros(share.opening_fee)]));
    let cost = t.fill(W::PairShare, &[&visits_words(t, visits, &share.visits), &t.euros(share.monthly)]);
    let employer = (share.mode != Mode::Prestataire).then(|| format!(" · {}", t.say(employer_short(share.mode))));
    format!("{cost}{}{}", opening.unwrap_or_default(), employer.unwrap_or_default())
}

/// The visits that nobody takes, and the tasks that are not done.
pub fn missing_words(t: Words, visits: &[Visit], pair: &Pair) -> Vec<String> {
    let nobody = (!pair.nobody.is_empty()).then(|| t.fill(W::PairNobody, &[&visits_words(t, visits, &pair.nobody)]));
    let not_done = (!pair.not_offered.is_empty()).then(|| t.fill(Results::NotDone, &[&t.acts(pair.not_offered)]));
    nobody.into_iter().chain(not_done).collect()
}

/// A time of day, as people name it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Moment {
    Morning,
    Afternoon,
    Evening,
    Night,
}

impl Moment {
    fn of(visit: &Visit) -> Self {
        match visit.time.start() / 60 {
            6..12 => Self::Morning,
            12..18 => Self::Afternoon,
            18..22 => Self::Evening,
            _ => Self::Night,
        }
    }

    fn name(self) -> W {
        match self {
            Self::Morning => W::Mornings,
            Self::Afternoon => W::Afternoons,
            Self::Evening => W::Evenings,
            Self::Night => W::Nights,
        }
    }
}

/// Some of the visits of a need, as briefly as is true: "du lundi au vendredi" if they are all those of these days, "les matins,
/// tous les jours" if they are all those of these moments, else their times.
pub fn visits_words(t: Words, all: &[Visit], some: &[Visit]) -> String {
    let days: Vec<Weekday> = days_of(some.iter());
    let of_days = all.iter().filter(|visit| days.contains(&visit.weekday)).count();
    if of_days == some.len() {
        return days_words(t, &days);
    }
    let mut moments: Vec<Moment> = some.iter().map(Moment::of).collect();
    moments.sort_unstable();
    moments.dedup();
    let days_at = |moment: Moment| days_of(some.iter().filter(|visit| Moment::of(visit) == moment));
    let is_whole = |moment: &Moment| {
        let days = days_at(*moment);
        let of_need = all.iter().filter(|visit| Moment::of(visit) == *moment && days.contains(&visit.weekday)).count();
        of_need == some.iter().filter(|visit| Moment::of(visit) == *moment).count()
    };
    if !moments.iter().all(is_whole) {
        return need_line(t, ActSet::EMPTY, some);
    }
    let words = moments
        .iter()
        .map(|moment| t.fill(W::MomentOfDays, &[&t.say(moment.name()), &days_words(t, &days_at(*moment))]));
    words.collect::<Vec<_>>().join(t.say(Common::Then))
}

fn days_of<'a>(visits: impl Iterator<Item = &'a Visit>) -> Vec<Weekday> {
    let mut days: Vec<Weekday> = visits.map(|visit| visit.weekday).collect();
    days.sort_unstable();
    days.dedup();
    days
}
