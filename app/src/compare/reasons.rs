//! The details behind the figures of one service, for its page: the lines of its price, the aids, and where each fact
//! comes from, with its date.

use domain::Catalogue;
use domain::aids::{Lacking, OutOfPocket, Reckoning, Reference};
use domain::cost::{CostLine, TimePart};
use domain::provider::listing::{Listing, Provenance};
use domain::ranking::comparison::{Answer, Comparison, OfferCost, Ranked};
use leptos::prelude::*;

use super::why::{bars, dominance, employer, robustness_words};
use crate::text::{Aids, Common, Results as W, Words, is_deducted};

/// The lines of the price of one offer: hours at each rate, the price of one hour, the cost a month.
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
pub fn line_words(t: Words, line: &CostLine) -> String {
    let words = format!("{} {}", t.name(line.kind), t.name(line.day));
    if line.time == TimePart::Day { words } else { format!("{words}, {}", t.name(line.time)) }
}

/// The price of an hour at this rate, with the surcharge.
pub fn hour_words(t: Words, line: &CostLine) -> String {
    let hour = t.euros(line.hour_price);
    match (line.stated, line.surcharge.0) {
        (false, _) => t.fill(W::SurchargeUnknown, &[&hour]),
        (true, 0) => t.fill(W::SurchargeNone, &[&hour]),
        (true, surcharge) => t.fill(W::SurchargeIs, &[&hour, &t.percent(surcharge)]),
    }
}

/// Every line of what remains to pay, with the values of the law behind each.
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

/// What remains to pay after the aids, line by line: for the only case, or for each case where a fact of the service is
/// not known. An unknown GIR has its table above the list.
pub fn aids_tables(t: Words, reckoning: &Reckoning, year: i16) -> AnyView {
    if let Some(case) = reckoning.exact() {
        return aids_table(t, case, year);
    }
    if reckoning.lacking == Some(Lacking::Gir) {
        return ().into_any();
    }
    let cases = reckoning.cases.iter().map(|case| {
        let month = t.fill(Common::EurosAMonth, &[&t.euros(case.monthly)]);
        let words = t.fill(Common::Colon, &[&case_name(t, reckoning, case), &month]);
        view! { <p class="case">{words}</p> {aids_table(t, case, year)} }.into_any()
    });
    cases.collect::<Vec<_>>().into_any()
}

/// The name of a case: its GIR, and the habilitation where both answers are possible.
pub fn case_name(t: Words, reckoning: &Reckoning, case: &OutOfPocket) -> String {
    let twice = reckoning.cases.iter().filter(|other| other.gir == case.gir).count() > 1;
    let habilitation = match case.reference {
        Reference::OwnPrice => t.say(Aids::IfHabilitated),
        Reference::Department | Reference::Floor => t.say(Aids::IfNotHabilitated),
    };
    let without = if reckoning.lacking == Some(Lacking::Mtp) { Aids::KeepingMtpCase } else { Aids::WithoutApaCase };
    let gir = case.gir.map_or_else(|| t.say(without).to_owned(), |gir| t.gir(gir));
    match (reckoning.lacking, twice) {
        (Some(Lacking::Habilitation), true) => habilitation.to_owned(),
        (_, true) => format!("{gir}, {habilitation}"),
        (_, false) => gir,
    }
}

/// The sources of the facts that the comparison reads from a listing, each with its date.
pub fn sources(t: Words, listing: &Listing) -> String {
    sources_with(t, listing, [])
}

/// The same with those of other facts, by name.
pub fn sources_with<'a, const N: usize>(
    t: Words,
    listing: &'a Listing,
    more: [(&'static str, Option<&'a Provenance>); N],
) -> String {
    let named = |(what, provenance): (&'static str, Option<&Provenance>)| Some((what, t.provenance(provenance?)));
    let facts = [
        (t.say(W::SourceName), Some(&listing.name.provenance)),
        (t.say(W::SourceTariff), listing.tariffs.provenance()),
        (t.say(W::SourceHours), listing.hours.provenance()),
        (t.say(W::SourceTasks), listing.acts.provenance()),
        (t.say(W::SourceZones), listing.zones.provenance()),
        (t.say(W::SourceAddress), listing.address.provenance()),
        (t.say(W::SourcePhone), listing.phone.provenance()),
    ];
    let mut by_source: Vec<(String, Vec<&str>)> = Vec::new();
    for (what, source) in facts.into_iter().chain(more).filter_map(named) {
        match by_source.iter_mut().find(|(other, _)| *other == source) {
            Some((_, facts)) => facts.push(what),
            None => by_source.push((source, vec![what])),
        }
    }
    let words = by_source.into_iter().map(|(source, facts)| t.fill(Common::Colon, &[&facts.join(", "), &source]));
    t.fill(W::Sources, &[&words.collect::<Vec<_>>().join(t.say(Common::Then))])
}

/// All the details of one service, for its page: bars, dominance, robustness, each offer with the lines of its price
/// and of what remains to pay, dates and sources.
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

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use domain::cost::{Cost, CostLine, DayPart, TimePart};
    use domain::provider::acts::{HourKind, Mode};
    use domain::ranking::comparison::OfferCost;
    use domain::values::closed_list::Set;
    use domain::{BasisPoints, Cents, Listing};
    use jiff::civil::date;
    use leptos::prelude::RenderHtml;

    use super::{cost_table, sources};
    use crate::text::{Lang, Words};

    fn french() -> Words {
        Words::of(Lang::French)
    }

    #[test]
    fn the_lines_of_a_price_say_what_is_billed_beyond_the_hours() {
        let line = CostLine {
            kind: HourKind::Care,
            day: DayPart::Sunday,
            time: TimePart::Evening,
            minutes: 3_120,
            hour_price: Cents(2_500),
            surcharge: BasisPoints(2_500),
            stated: true,
            monthly: Cents(13_542),
        };
        let cost = Cost {
            monthly: Cents(16_042),
            average_hour: Cents(3_125),
            covered_minutes: 3_000,
            billed_minutes: 3_120,
            lines: vec![line],
            monthly_fee: Cents(2_500),
            opening_fee: Cents(5_000),
            at_least: false,
        };
        let offer = OfferCost {
            mode: Mode::Mandataire,
            tariff_from: date(2026, 1, 1),
            headline: None,
            monthly_fee: Cents(2_500),
            opening_fee: Cents(5_000),
            cost: Some(Ok(cost)),
            unstated: Set::EMPTY,
            reckoning: None,
        };
        let html = cost_table(french(), &offer).to_html();
        for words in [
            "aide à la personne le dimanche, soirée",
            "+ 25\u{202f}%",
            "frais de gestion",
            "160,42\u{a0}€",
            "Dont 2\u{a0}h facturées sans être faites",
            "50,00\u{a0}€ de frais de dossier",
        ] {
            assert!(html.contains(words), "{words} in {html}");
        }
    }

    #[test]
    fn each_source_is_named_once_with_its_facts() {
        let territory = domain::Territory::paris().expect("the territory is read");
        let listings: Vec<Listing> = domain::demo::fictitious(&territory, 7, 1, date(2026, 11, 23)).collect();
        let words = sources(french(), &listings[0]);
        assert!(words.starts_with("Sources – nom, "), "{words}");
        assert_eq!(words.matches("adresse").count(), 1, "{words}");
    }
}
