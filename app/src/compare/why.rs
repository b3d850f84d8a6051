//! Why a service stands where it does: bars and short sentences on its card; on its page also the lines of its price, the
//! aids counted and where each fact comes from.

use domain::aids::{OutOfPocket, Reckoning};
use domain::cost::{CostLine, TimePart};
use domain::need::Criterion;
use domain::provider::acts::Mode;
use domain::provider::listing::{Listing, Provenance};
use domain::ranking::comparison::{Answer, Comparison, Contribution, OfferCost, Ranked};
use domain::ranking::robustness::Robustness;
use domain::ranking::spread::PriceSpread;
use domain::values::search::readable;
use domain::{Catalogue, Cents};
use leptos::prelude::*;

use crate::text::{Aids, Common, Lang, Results as W, Words, is_deducted};

/// Services named in the sentence of those that one beats.
const NAMED: usize = 2;

/// A bar for each criterion that counts: its score out of 100, and how much it matters.
pub fn bars(t: Words, contributions: &[Contribution]) -> AnyView {
    let bars = contributions.iter().map(|line| {
        let width = line.score.map_or(0, hundredths).to_string();
        let score = match line.score {
            None => t.say(W::NotYetKnown).to_owned(),
            // Plain French has no points.
            Some(score) if t.lang == Lang::Plain => t.say(grade(score)).to_owned(),
            Some(score) => t.fill(W::OutOfHundred, &[&hundredths(score)]),
        };
        let words = format!("{score}, {}", t.fill(W::Importance, &[&line.weight]));
        view! { <li>{t.say(criterion(line.criterion))}<meter max="100" value=width></meter>{words}</li> }.into_any()
    });
    view! { <ul class="bars">{bars.collect::<Vec<_>>()}</ul> }.into_any()
}

/// A score of 1000 in hundredths, half up.
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

/// A criterion in a word or two.
pub fn criterion(criterion: Criterion) -> W {
    match criterion {
        Criterion::Price => W::BarPrice,
        Criterion::Coverage => W::BarHours,
        Criterion::Services => W::BarTasks,
        Criterion::Quality => W::BarQuality,
        Criterion::Availability => W::BarPlaces,
    }
}

/// Who employs the one who comes, in a whole sentence.
pub fn employer(mode: Mode) -> W {
    match mode {
        Mode::Prestataire => W::Employs,
        Mode::Mandataire => W::Employer,
        Mode::Placement => W::Placement,
    }
}

/// Whether a price is low or high among those of its list: its third of the services.
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

/// The services of the page that one beats or equals on every criterion.
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

/// How its rank holds when the weights change, in a few words; nothing where no other weighting is possible.
fn robust(t: Words, robustness: Robustness) -> Option<String> {
    let Robustness { weightings, in_first_three, .. } = robustness;
    (weightings > 1).then(|| t.fill(W::RobustShort, &[&in_first_three, &weightings]))
}

/// How its rank holds when the weights change.
pub fn robustness_words(t: Words, robustness: Robustness, criteria: usize) -> String {
    let Robustness { weightings, in_first_three, best_rank, worst_rank } = robustness;
    match (weightings, criteria) {
        (1, 1) => t.say(W::RobustOne).to_owned(),
        (1, _) => t.say(W::RobustOthers).to_owned(),
        _ if best_rank == worst_rank => t.fill(W::RobustStays, &[&weightings, &in_first_three, &best_rank]),
        _ => t.fill(W::RobustMoves, &[&weightings, &in_first_three, &best_rank, &worst_rank]),
    }
}

/// What a card opens: the bars and a few short sentences. The rest stands on the page of the service, so that a list of
/// twenty stays light.
pub fn card_reasons(
    t: Words,
    comparison: &Comparison,
    catalogue: &Catalogue,
    answer: &Answer,
    ranked: Option<&Ranked>,
) -> AnyView {
    let price = answer.price().zip(comparison.prices.as_ref());
    // On the card, "le service emploie" says all there is to say.
    let mode = answer.offers.first().map(|offer| offer.mode).filter(|mode| *mode != Mode::Prestataire);
    let sentences = [
        price.and_then(|(price, all)| place_among(all, price)).map(|words| t.say(words).to_owned()),
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

/// The lines of the price of one offer: hours of each rate, what one costs, what they cost a month.
pub fn cost_table(t: Words, offer: &OfferCost) -> AnyView {
    let Some(Ok(cost)) = &offer.cost else { return ().into_any() };
    let row = |what: String, hours: String, price: String, month: String| {
        view! { <tr><th scope="row">{what}</th><td>{hours}</td><td>{price}</td><td>{month}</td></tr> }.into_any()
    };
    let mut rows: Vec<AnyView> = cost
        .lines
        .iter()
        .map(|line| row(line_words(t, line), t.duration(line.minutes), hour_words(t, line), t.euros(line.monthly)))
        .collect();
    if cost.monthly_fee.0 > 0 {
        let fee = t.say(W::ManagementFee).to_owned();
        rows.push(row(fee, String::new(), String::new(), t.euros(cost.monthly_fee)));
    }
    let total = row(
        t.say(W::TotalRow).to_owned(),
        t.duration(cost.billed_minutes),
        String::new(),
        format!("{}{}", if cost.at_least { t.say(W::AtLeast) } else { "" }, t.euros(cost.monthly)),
    );
    let columns = [W::ColumnHours, W::AYear, W::HourPrice, W::AMonth]
        .map(|column| view! { <th scope="col">{t.say(column)}</th> }.into_any());
    let extra = cost.billed_minutes - cost.covered_minutes;
    let extra = (extra > 0).then(|| view! { <p>{t.fill(W::BilledExtra, &[&t.duration(extra)])}</p> });
    let opening =
        (cost.opening_fee.0 > 0).then(|| view! { <p>{t.fill(W::OpeningOnce, &[&t.euros(cost.opening_fee)])}</p> });
    view! {
        <table class="cost">
            <caption>{t.fill(W::CostCaption, &[&t.date(offer.tariff_from)])}</caption>
            <thead><tr>{columns}</tr></thead>
            <tbody>{rows}</tbody>
            <tfoot>{total}</tfoot>
        </table>
        {extra}
        {opening}
    }
    .into_any()
}

/// "aide à la personne en semaine, soirée"
fn line_words(t: Words, line: &CostLine) -> String {
    let words = format!("{} {}", t.name(line.kind), t.name(line.day));
    if line.time == TimePart::Day { words } else { format!("{words}, {}", t.name(line.time)) }
}

/// The price of its hour, with the surcharge.
fn hour_words(t: Words, line: &CostLine) -> String {
    let hour = t.euros(line.hour_price);
    match (line.stated, line.surcharge.0) {
        (false, _) => t.fill(W::SurchargeUnknown, &[&hour]),
        (true, 0) => t.fill(W::SurchargeNone, &[&hour]),
        (true, surcharge) => t.fill(W::SurchargeIs, &[&hour, &t.percent(surcharge)]),
    }
}

/// Every line of what is left to pay, with the values of the law behind each.
pub fn aids_table(t: Words, case: &OutOfPocket, year: i16) -> AnyView {
    let rows: Vec<AnyView> = case
        .lines
        .iter()
        .map(|line| {
            let minus = if is_deducted(line.step) { "− " } else { "" };
            let values: Vec<AnyView> = line
                .used
                .iter()
                .map(|used| {
                    let outdated = used.outdated.then(|| {
                        view! { <strong class="outdated">{t.provisional(used, year)}</strong> " " }
                    });
                    view! {
                        <span class="law-value">
                            {outdated} {t.value(used)} " – "
                            <a href=used.url.clone() rel="noreferrer">{used.article.clone()}</a>
                            {t.fill(Aids::ReadOn, &[&t.date(used.read)])}
                        </span>
                    }
                    .into_any()
                })
                .collect();
            view! {
                <tr><th scope="row">{t.step(line)} {values}</th><td>{format!("{minus}{}", t.euros(line.amount))}</td></tr>
            }
            .into_any()
        })
        .collect();
    let caption = match case.gir {
        Some(_) => t.fill(Aids::ReferenceIs, &[&t.reference(case.reference)]),
        None => t.say(Aids::WithoutApa).to_owned(),
    };
    view! {
        <table class="breakdown">
            <caption>{caption}</caption>
            <thead>
                <tr><th scope="col">{t.say(Aids::Calculation)}</th><th scope="col">{t.say(Aids::Amount)}</th></tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// Where the facts of a listing that a comparison reads come from, each with its date.
pub fn sources(t: Words, listing: &Listing) -> String {
    let named = |(what, provenance): (W, Option<&Provenance>)| Some((t.say(what), t.provenance(provenance?)));
    let facts = [
        (W::SourceName, Some(&listing.name.provenance)),
        (W::SourceTariff, listing.tariffs.provenance()),
        (W::SourceHours, listing.hours.provenance()),
        (W::SourceTasks, listing.acts.provenance()),
        (W::SourceZones, listing.zones.provenance()),
        (W::SourceAddress, listing.address.provenance()),
        (W::SourcePhone, listing.phone.provenance()),
    ];
    let mut by_source: Vec<(String, Vec<&str>)> = Vec::new();
    for (what, source) in facts.into_iter().filter_map(named) {
        match by_source.iter_mut().find(|(other, _)| *other == source) {
            Some((_, facts)) => facts.push(what),
            None => by_source.push((source, vec![what])),
        }
    }
    let words = by_source.into_iter().map(|(source, facts)| t.fill(Common::Colon, &[&facts.join(", "), &source]));
    t.fill(W::Sources, &[&words.collect::<Vec<_>>().join(t.say(Common::Then))])
}

/// Everything behind the figures of one service, for its page: bars, dominance, robustness, each offer with the lines of
/// its price and of what is left to pay, dates and sources.
pub fn all_reasons(
    t: Words,
    comparison: &Comparison,
    catalogue: &Catalogue,
    listing: &Listing,
    answer: &Answer,
    ranked: Option<&Ranked>,
) -> AnyView {
    let year = comparison.need.start.year();
    let sentences = [
        ranked.and_then(|ranked| dominance(t, catalogue, ranked)),
        ranked
            .and_then(|ranked| ranked.robustness)
            .map(|robustness| robustness_words(t, robustness, answer.contributions.len())),
    ];
    let sentences: Vec<AnyView> =
        sentences.into_iter().flatten().map(|words| view! { <p>{words}</p> }.into_any()).collect();
    let offers: Vec<AnyView> = answer.offers.iter().map(|offer| offer_reasons(t, offer, year)).collect();
    view! {
        {bars(t, &answer.contributions)}
        {sentences}
        {offers}
        <p class="sources">{sources(t, listing)}</p>
    }
    .into_any()
}

fn offer_reasons(t: Words, offer: &OfferCost, year: i16) -> AnyView {
    let Some(Ok(cost)) = &offer.cost else { return ().into_any() };
    let at_least = if cost.at_least { t.say(W::AtLeast) } else { "" };
    let summary = t.fill(W::WhyPrice, &[&t.name(offer.mode), &at_least, &t.euros(cost.monthly)]);
    let to_pay = offer.reckoning.as_ref().and_then(Reckoning::exact).map(|case| {
        let month = t.fill(Common::EurosAMonth, &[&t.euros(case.monthly)]);
        view! {
            <details><summary>{t.fill(W::CaseOf, &[&month])}</summary>{aids_table(t, case, year)}</details>
        }
    });
    view! {
        <p>{t.say(employer(offer.mode))}</p>
        <details><summary>{summary}</summary>{cost_table(t, offer)}</details>
        {to_pay}
    }
    .into_any()
}
