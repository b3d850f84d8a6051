//! Why a service has its rank, in bars and short sentences: the details that its card opens.

use domain::need::{Criterion, Headline};
use domain::provider::acts::Mode;
use domain::provider::price_distribution::LEAST_KNOWN;
use domain::ranking::comparison::{Answer, Comparison, Contribution, Ranked};
use domain::ranking::robustness::Robustness;
use domain::ranking::spread::PriceSpread;
use domain::values::search::readable;
use domain::{Catalogue, Cents};
use leptos::prelude::*;

use crate::text::{Common, Lang, Results as W, Words};

/// Most services named in the sentence about those that it beats.
const NAMED: usize = 2;

/// A bar for each criterion that counts: its score out of 100, and its weight.
pub fn bars(t: Words, contributions: &[Contribution]) -> AnyView {
    let bars = contributions.iter().map(|line| {
        let width = line.score.map_or(0, hundredths).to_string();
        let score = match line.score {
            None => t.say(W::NotYetKnown).to_owned(),
            // The version in plain French shows no points.
            Some(score) if t.lang == Lang::Plain => t.say(grade(score)).to_owned(),
            Some(score) => t.fill(W::OutOfHundred, &[&hundredths(score)]),
        };
        let words = format!("{score}, {}", t.fill(W::Importance, &[&line.weight]));
        view! { <li>{t.say(criterion(line.criterion))}<meter max="100" value=width></meter>{words}</li> }.into_any()
    });
    view! { <ul class="bars">{bars.collect::<Vec<_>>()}</ul> }.into_any()
}

/// A score out of 1000 as a score out of 100, rounded half up.
fn hundredths(score: u16) -> u16 {
    (score + 5) / 10
}

/// The quarter of the scale in which a score lies.
fn grade(score: u16) -> W {
    match score {
        750.. => W::ScoreVeryGood,
        500.. => W::ScoreGood,
        250.. => W::ScoreFair,
        _ => W::ScorePoor,
    }
}

/// The short name of a criterion.
pub fn criterion(criterion: Criterion) -> W {
    match criterion {
        Criterion::Price => W::BarPrice,
        Criterion::Coverage => W::BarHours,
        Criterion::Services => W::BarTasks,
        Criterion::Quality => W::BarQuality,
        Criterion::Availability => W::BarPlaces,
    }
}

/// Who employs the helper, in a whole sentence.
pub fn employer(mode: Mode) -> W {
    match mode {
        Mode::Prestataire => W::Employs,
        Mode::Mandataire => W::Employer,
        Mode::Placement => W::Placement,
    }
}

/// The prices of the list, if there are enough of them: fewer would single out services.
pub fn distribution(comparison: &Comparison) -> Option<&PriceSpread> {
    comparison.prices.as_ref().filter(|prices| prices.count as usize >= LEAST_KNOWN)
}

/// Whether a price is low or high among those of its list: which third of the services it is in.
pub fn place_among(prices: &PriceSpread, price: Cents) -> Option<W> {
    let bin = prices.bin_of(price)?;
    let cheaper: u32 = prices.bins[..bin].iter().sum();
    let dearer: u32 = prices.bins[bin + 1..].iter().sum();
    Some(if 3 * cheaper < prices.count && 3 * dearer >= prices.count {
        W::PriceAmongLow
    } else if 3 * dearer < prices.count && 3 * cheaper >= prices.count {
        W::PriceAmongHigh
    } else {
        W::PriceAmongMiddle
    })
}

/// The services of the page that this one beats or equals on every criterion.
pub fn dominance(t: Words, catalogue: &Catalogue, ranked: &Ranked) -> Option<String> {
    let named: Vec<String> = ranked
        .dominates
        .iter()
        .filter_map(|finess| catalogue.find(*finess))
        .take(NAMED)
        .map(|listing| readable(&listing.name.value))
        .collect();
    let more = ranked.dominates.len().saturating_sub(named.len());
    let names = named.join(", ");
    match more {
        _ if named.is_empty() => None,
        0 => Some(t.fill(W::AsGoodAs, &[&named.join(t.say(Common::And))])),
        1 => Some(t.fill(W::AsGoodAsOneMore, &[&names])),
        more => Some(t.fill(W::AsGoodAsMore, &[&names, &more])),
    }
}

/// How stable its rank is when the weights change, in a few words; nothing where no other weighting is possible.
fn robust(t: Words, robustness: Robustness) -> Option<String> {
    let Robustness { weightings, in_first_three, .. } = robustness;
    (weightings > 1).then(|| t.fill(W::RobustShort, &[&in_first_three, &weightings]))
}

/// How stable its rank is when the weights change.
pub fn robustness_words(t: Words, robustness: Robustness, criteria: usize) -> String {
    let Robustness { weightings, in_first_three, best_rank, worst_rank } = robustness;
    match (weightings, criteria) {
        (1, 1) => t.say(W::RobustOne).to_owned(),
        (1, _) => t.say(W::RobustOthers).to_owned(),
        _ if best_rank == worst_rank => t.fill(W::RobustStays, &[&weightings, &in_first_three, &best_rank]),
        _ => t.fill(W::RobustMoves, &[&weightings, &in_first_three, &best_rank, &worst_rank]),
    }
}

/// The details that a card opens: the bars and a few short sentences. The rest stands on the page of the service, so
/// that a list of twenty stays light.
pub fn card_reasons(
    t: Words,
    comparison: &Comparison,
    catalogue: &Catalogue,
    answer: &Answer,
    ranked: Option<&Ranked>,
) -> AnyView {
    let price = answer.price().zip(distribution(comparison));
    // On the card the short form "le service emploie" is enough.
    let mode = answer.offers.first().map(|offer| offer.mode).filter(|mode| *mode != Mode::Prestataire);
    let sentences = [
        price.and_then(|(price, all)| place_among(all, price)).map(|words| t.say(words).to_owned()),
        ranked.filter(|ranked| ranked.tied).map(|_| t.say(W::TiedCheaperFirst).to_owned()),
        ranked.and_then(|ranked| dominance(t, catalogue, ranked)),
        ranked.and_then(|ranked| ranked.robustness).and_then(|robustness| robust(t, robustness)),
        mode.map(|mode| format!("{}.", t.say(employer(mode)))),
    ];
    let sentences = sentences.into_iter().flatten().collect::<Vec<_>>().join(" ");
    view! {
        {bars(t, &answer.contributions)}
        <p>{sentences}</p>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use domain::Cents;
    use domain::need::Criterion;
    use domain::ranking::comparison::Contribution;
    use domain::ranking::robustness::Robustness;
    use domain::ranking::spread::{BINS, PriceSpread};
    use leptos::prelude::RenderHtml;

    use super::{bars, place_among, robustness_words};
    use crate::text::{Lang, Results as W, Words};

    fn french() -> Words {
        Words::of(Lang::French)
    }

    fn contribution(criterion: Criterion, score: Option<u16>) -> Contribution {
        Contribution { criterion, weight: 3, score, points: score.map(|score| 3 * u32::from(score)) }
    }

    #[test]
    fn a_bar_says_its_score_out_of_a_hundred_and_how_much_it_matters() {
        let lines = [contribution(Criterion::Price, Some(987)), contribution(Criterion::Coverage, None)];
        let html = bars(french(), &lines).to_html();
        assert!(html.contains(r#"Prix<meter max="100" value="99"></meter>99 sur 100, importance 3"#), "{html}");
        assert!(html.contains(r#"value="0"></meter>on ne sait pas encore, importance 3"#), "{html}");
        let plain = bars(Words::of(Lang::Plain), &lines).to_html();
        assert!(plain.contains("très bien, importance 3"), "{plain}");
    }

    #[test]
    fn a_price_is_low_high_or_between_by_thirds_of_the_services() {
        let mut bins = [0; BINS];
        (bins[0], bins[1], bins[11]) = (30, 30, 30);
        let prices =
            PriceSpread { count: 90, lowest: Cents(2_000), highest: Cents(3_199), scale_end: Cents(3_199), bins };
        assert_eq!(place_among(&prices, Cents(2_000)), Some(W::PriceAmongLow));
        assert_eq!(place_among(&prices, Cents(2_150)), Some(W::PriceAmongMiddle));
        assert_eq!(place_among(&prices, Cents(3_199)), Some(W::PriceAmongHigh));
        assert_eq!(place_among(&prices, Cents(3_200)), None);
        let mut first = [0; BINS];
        first[0] = 9;
        let alike =
            PriceSpread { count: 9, lowest: Cents(2_000), highest: Cents(2_000), scale_end: Cents(2_000), bins: first };
        assert_eq!(place_among(&alike, Cents(2_000)), Some(W::PriceAmongMiddle));
    }

    #[test]
    fn how_a_rank_holds_is_a_sentence() {
        let stays = Robustness { weightings: 231, in_first_three: 231, best_rank: 1, worst_rank: 1 };
        assert!(robustness_words(french(), stays, 3).ends_with("sa place dans le groupe reste 1."));
        let moves = Robustness { worst_rank: 6, in_first_three: 140, ..stays };
        assert!(robustness_words(french(), moves, 3).ends_with("sa place dans le groupe va de 1 à 6."));
        let one = Robustness { weightings: 1, ..stays };
        assert_eq!(robustness_words(french(), one, 1), french().say(W::RobustOne));
    }
}

/// "28 € l’heure en semaine, avant les aides", or "320 € par mois (30 repas livrés et téléassistance)".
pub fn headline_words(t: Words, headline: Headline, price: Cents) -> String {
    match flat_acts(headline) {
        None => t.fill(W::WeekdayHour, &[&t.euros(price)]),
        Some(acts) => t.fill(W::FlatMonth, &[&t.euros(price), &t.say(acts)]),
    }
}

/// The acts with a flat price that make up the cost of a month.
pub fn flat_acts(headline: Headline) -> Option<W> {
    match headline {
        Headline::Hour(_) => None,
        Headline::Flat { meals: true, remote_alarm: true } => Some(W::FlatBoth),
        Headline::Flat { meals: true, .. } => Some(W::FlatMeals),
        Headline::Flat { .. } => Some(W::FlatAlarm),
    }
}
