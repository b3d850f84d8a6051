//! One service in the list: its rank, its price, what it covers and does, and the reasons under each figure.

use domain::cost::{CostLine, NoCost, TimePart};
use domain::need::Headline;
use domain::provider::listing::{Listing, Provenance};
use domain::ranking::comparison::{Answer, Contribution, OfferCost, Ranked, ToConfirm};
use domain::ranking::robustness::Robustness;
use maud::{Markup, html};

use crate::compare::why::flat_acts;

use super::results::Shown;
use crate::assist::templates::breakdown::{bill, breakdown, breakdowns, verdicts};
use crate::format;
use crate::need::form::{CHOICE_FORM, CHOSEN};
use crate::routes::Page;
use crate::text::{Common, NeedWords, Results as W, Words};

/// A service with its rank and points.
pub fn ranked(shown: &Shown<'_>, entry: &Ranked) -> Markup {
    let t = shown.t;
    let total = shown.total();
    let points = t.fill(W::PointsOf, &[&t.points(entry.points), &t.points(total)]);
    let rank = if entry.tied { W::TiedRankOf } else { W::RankOf };
    let head = html! {
        p.rank {
            strong { (t.fill(rank, &[&t.ordinal(entry.rank), &shown.comparison.counts.ranked()])) }
            " · " (points)
        }
    };
    service(shown, &entry.answer, &head, &|| {
        html! {
            (contributions(t, &entry.answer.contributions, total, &t.fill(W::Total, &[&points])))
            (beaten(shown, entry))
            @if let Some(robustness) = entry.robustness { p { (robust(t, robustness, entry.answer.contributions.len())) } }
        }
    })
}

/// Which other services of the page are no better on any criterion.
fn beaten(shown: &Shown<'_>, entry: &Ranked) -> Markup {
    let t = shown.t;
    let names: Vec<String> = entry.dominates.iter().take(3).map(|finess| shown.name(*finess)).collect();
    let more = entry.dominates.len() - names.len();
    let names = names.join(", ");
    html! {
        @match (names.is_empty(), more) {
            (true, _) => {}
            (false, 0) => p { (t.fill(W::Dominates, &[&names])) },
            (false, 1) => p { (t.fill(W::DominatesOneMore, &[&names])) },
            (false, more) => p { (t.fill(W::DominatesMore, &[&names, &more])) },
        }
    }
}

/// A service of which something is not known: what to ask it.
pub fn to_confirm(shown: &Shown<'_>, entry: &ToConfirm) -> Markup {
    let t = shown.t;
    let total = shown.total();
    let head = html! {
        p.rank { (t.say(W::AskService)) }
        ul.missing { @for fact in &entry.answer.missing { li { (t.name(*fact)) } } }
    };
    let ends = [entry.at_least, entry.at_most, total].map(|points| t.points(points));
    let interval = t.fill(W::Interval, &[&ends[0], &ends[1], &ends[2]]);
    service(shown, &entry.answer, &head, &|| contributions(t, &entry.answer.contributions, total, &interval))
}

fn service(shown: &Shown<'_>, answer: &Answer, head: &Markup, why: &dyn Fn() -> Markup) -> Markup {
    let t = shown.t;
    let Some(listing) = shown.catalogue.find(answer.finess) else { return html! {} };
    let name = domain::values::search::readable(&listing.name.value);
    html! {
        li.result {
            article {
                h3 { a href=(Page::Service(answer.finess).href(t.lang)) { (name) } }
                (head)
                (price(shown, answer))
                dl.facts {
                    (coverage(shown, answer))
                    (acts(t, answer))
                    (place(t, listing, answer.metres))
                    (contact(t, listing))
                    @if !shown.language.is_empty() { (language(t, listing)) }
                }
                @if let Some(beside) = shown.beside { (beside(answer, listing)) }
                @for (at, offer) in answer.offers.iter().enumerate() {
                    (cost_table(shown, offer)) (reckoned(shown, offer, at == 0))
                }
                (shown.details(t.say(W::Why), why))
                p.sources { (sources(t, listing)) }
                @if shown.beside.is_none() {
                    label.box.choose {
                        input type="checkbox" name=(CHOSEN) value=(answer.finess) form=(CHOICE_FORM);
                        span {
                            (t.say(W::CompareBox))
                            span.visually-hidden { (t.fill(W::BoxOf, &[&name])) }
                        }
                    }
                }
            }
        }
    }
}

fn price(shown: &Shown<'_>, answer: &Answer) -> Markup {
    let t = shown.t;
    let Some(best) = answer.offers.first() else {
        return html! { p.price.unknown { (t.say(W::PriceUnknown)) } };
    };
    match (&best.cost, best.headline) {
        (Some(Ok(cost)), _) => {
            let (from, average) = if cost.at_least { (t.say(W::From), t.say(W::AtLeast)) } else { ("", "") };
            let needed = shown.comparison.needed_minutes;
            let what = match answer.covered_minutes.filter(|covered| *covered < needed) {
                Some(covered) => t.fill(W::ForCovered, &[&t.duration(covered), &t.duration(needed)]),
                None => t.say(W::ForNeed).to_owned(),
            };
            let (month, hour, mode) = (t.euros(cost.monthly), t.euros(cost.average_hour), t.name(best.mode));
            html! {
                @if let Some(reckoning) = &best.reckoning {
                    (bill(t, reckoning, cost.monthly, &what, cost.at_least, shown.comparison.need.start.year()))
                    p.price-hour { (t.fill(W::HourBeforeAids, &[&average, &hour, &mode])) }
                } @else {
                    p.price {
                        (t.mark(W::MonthBeforeAids, &[html! { (from) }, html! { strong { (month) } }, html! { (what) }]))
                        span.price-hour { (t.fill(W::HourOnAverage, &[&average, &hour, &mode])) }
                    }
                }
            }
        }
        (None, Some(price)) => html! {
            p.price {
                (headline(t, shown.comparison.need.headline(), &html! { strong { (t.euros(price)) } }))
                span.price-hour { (t.name(best.mode)) (fees(t, best)) }
            }
        },
        (None, None) if flat_acts(shown.comparison.need.headline()).is_some() => {
            html! { p.price.unknown { (t.say(W::PriceUnknown)) } }
        }
        (Some(Err(NoCost::HourPriceNotStated)), _) | (None, None) => {
            html! { p.price.unknown { (t.say(W::PriceOfHoursUnknown)) } }
        }
        (Some(Err(NoCost::NothingCovered)), _) => html! {},
    }
}

/// "28 € l’heure en semaine, avant les aides", or "320 € par mois (30 repas livrés et téléassistance)".
fn headline(t: Words, headline: Headline, price: &Markup) -> Markup {
    match flat_acts(headline) {
        None => t.mark(W::WeekdayHour, std::slice::from_ref(price)),
        Some(acts) => t.mark(W::FlatMonth, &[price.clone(), html! { (t.say(acts)) }]),
    }
}

/// ", plus 25 € par mois de frais de gestion"
fn fees(t: Words, offer: &OfferCost) -> String {
    let fees = [(offer.monthly_fee, W::MonthlyFee), (offer.opening_fee, W::OpeningFee)];
    fees.into_iter().filter(|(fee, _)| fee.0 > 0).map(|(fee, what)| t.fill(what, &[&t.euros(fee)])).collect()
}

fn reckoned(shown: &Shown<'_>, offer: &OfferCost, counts: bool) -> Markup {
    let t = shown.t;
    let year = shown.comparison.need.start.year();
    let Some(reckoning) = &offer.reckoning else { return html! {} };
    let mode = t.name(offer.mode);
    let summary = match reckoning.exact() {
        Some(case) => t.fill(W::WhyToPay, &[&mode, &t.euros(case.monthly)]),
        None => t.fill(W::AidsWith, &[&mode]),
    };
    shown.details(&summary, || {
        html! {
            @match reckoning.exact() {
                Some(case) => (breakdown(t, case, year)),
                // Of the offer that counts; the others have their price.
                None if counts => (breakdowns(t, reckoning, year)),
                None => {}
            }
            (verdicts(t, &reckoning.verdicts, year))
        }
    })
}

fn coverage(shown: &Shown<'_>, answer: &Answer) -> Markup {
    let t = shown.t;
    match coverage_words(t, answer, shown.comparison.needed_minutes) {
        Some(words) => fact(t.say(W::Hours), &words),
        None => html! {},
    }
}

/// How much of the hours that are needed it covers; nothing where none are.
pub fn coverage_words(t: Words, answer: &Answer, needed: u32) -> Option<String> {
    Some(match answer.covered_minutes {
        _ if needed == 0 => return None,
        None if answer.offers.is_empty() => t.say(W::HoursUnknown).to_owned(),
        None => t.say(W::HoursAssumed).to_owned(),
        Some(covered) if covered == needed => t.say(W::HoursAll).to_owned(),
        Some(covered) => t.fill(W::HoursSome, &[&t.duration(covered), &t.duration(needed)]),
    })
}

fn fact(label: &str, words: &str) -> Markup {
    html! { div { dt { (label) } dd { (words) } } }
}

fn acts(t: Words, answer: &Answer) -> Markup {
    match acts_words(t, answer) {
        Some(words) => fact(t.say(W::Tasks), &words),
        None => html! {},
    }
}

/// Which of the tasks that are wished it does and does not; nothing where none are.
pub fn acts_words(t: Words, answer: &Answer) -> Option<String> {
    let rest = t.acts(answer.not_offered);
    Some(match answer.offered {
        None => t.say(Common::UnknownThem).to_owned(),
        Some(offered) if offered.is_empty() && rest.is_empty() => return None,
        Some(offered) if offered.is_empty() => t.fill(W::NotDone, &[&rest]),
        Some(offered) if rest.is_empty() => t.acts(offered),
        Some(offered) => t.fill(W::NotDoneToo, &[&t.acts(offered), &rest]),
    })
}

fn place(t: Words, listing: &Listing, metres: Option<u32>) -> Markup {
    let away = metres.map(|metres| t.fill(W::FromCentre, &[&t.distance(metres)])).unwrap_or_default();
    let office = match listing.address.value() {
        Some(address) => format!("{}, {} {}", address.street, address.postcode, address.city),
        None => t.say(Common::Unknown).to_owned(),
    };
    html! {
        (fact(t.say(W::Type), t.name(listing.kind)))
        (fact(t.say(W::Office), &format!("{office}{away}")))
    }
}

fn contact(t: Words, listing: &Listing) -> Markup {
    html! {
        div {
            dt { (t.say(W::Phone)) }
            dd {
                @match listing.phone.value() {
                    Some(phone) => a href={ "tel:" (phone) } { (format::phone(phone.as_str())) },
                    None => (t.say(Common::Unknown)),
                }
            }
        }
    }
}

fn language(t: Words, listing: &Listing) -> Markup {
    let spoken = listing.languages.value().map(|languages| languages.join(", "));
    html! {
        div {
            dt { (t.say(NeedWords::Languages)) }
            dd { @match spoken { Some(spoken) => span lang="fr" { (spoken) }, None => (t.say(Common::UnknownThem)) } }
        }
    }
}

fn robust(t: Words, robustness: Robustness, criteria: usize) -> String {
    let Robustness { weightings, in_first_three, best_rank, worst_rank } = robustness;
    match (weightings, criteria) {
        (1, 1) => t.say(W::RobustOne).to_owned(),
        (1, _) => t.say(W::RobustOthers).to_owned(),
        _ if best_rank == worst_rank => t.fill(W::RobustStays, &[&weightings, &in_first_three, &best_rank]),
        _ => t.fill(W::RobustMoves, &[&weightings, &in_first_three, &best_rank, &worst_rank]),
    }
}

fn contributions(t: Words, contributions: &[Contribution], total: u32, conclusion: &str) -> Markup {
    html! {
        table {
            caption { (t.fill(W::PointsCaption, &[&t.points(total)])) }
            thead { tr { @for column in [W::Criterion, W::Score, W::Weight, W::Points] { th scope="col" { (t.say(column)) } } } }
            tbody {
                @for line in contributions {
                    tr {
                        th scope="row" { (t.name(line.criterion)) }
                        td { @match line.score { Some(score) => (t.points(score.into())), None => (t.say(W::NotKnown)) } }
                        td { "× " (line.weight) }
                        td { @match line.points { Some(points) => (t.points(points)), None => "?" } }
                    }
                }
            }
        }
        p { (conclusion) }
    }
}

fn cost_table(shown: &Shown<'_>, offer: &OfferCost) -> Markup {
    let t = shown.t;
    let Some(Ok(cost)) = &offer.cost else { return html! {} };
    let extra = cost.billed_minutes - cost.covered_minutes;
    let at_least = if cost.at_least { t.say(W::AtLeast) } else { "" };
    let month = t.euros(cost.monthly);
    let summary = t.fill(W::WhyPrice, &[&t.name(offer.mode), &at_least, &month]);
    shown.details(&summary, || {
        html! {
            table {
                caption { (t.fill(W::CostCaption, &[&t.date(offer.tariff_from)])) }
                thead { tr { @for column in [W::ColumnHours, W::AYear, W::HourPrice, W::AMonth] { th scope="col" { (t.say(column)) } } } }
                tbody {
                    @for line in &cost.lines {
                        tr {
                            th scope="row" { (line_words(t, line)) }
                            td { (t.duration(line.minutes)) }
                            td { (hour_words(t, line)) }
                            td { (t.euros(line.monthly)) }
                        }
                    }
                    @if cost.monthly_fee.0 > 0 {
                        tr { th scope="row" { (t.say(W::ManagementFee)) } td {} td {} td { (t.euros(cost.monthly_fee)) } }
                    }
                }
                tfoot { tr { th scope="row" { (t.say(W::TotalRow)) } td { (t.duration(cost.billed_minutes)) } td {} td { (month) } } }
            }
            @if extra > 0 { p { (t.fill(W::BilledExtra, &[&t.duration(extra)])) } }
            @if cost.opening_fee.0 > 0 { p { (t.fill(W::OpeningOnce, &[&t.euros(cost.opening_fee)])) } }
        }
    })
}

/// "aide à la personne en semaine, soirée"
pub fn line_words(t: Words, line: &CostLine) -> String {
    let words = format!("{} {}", t.name(line.kind), t.name(line.day));
    if line.time == TimePart::Day { words } else { format!("{words}, {}", t.name(line.time)) }
}

/// The price of its hour, with the surcharge.
pub fn hour_words(t: Words, line: &CostLine) -> String {
    let hour = t.euros(line.hour_price);
    match (line.stated, line.surcharge.0) {
        (false, _) => t.fill(W::SurchargeUnknown, &[&hour]),
        (true, 0) => t.fill(W::SurchargeNone, &[&hour]),
        (true, surcharge) => t.fill(W::SurchargeIs, &[&hour, &t.percent(surcharge)]),
    }
}

/// Where the shown facts come from, each with its date.
fn sources(t: Words, listing: &Listing) -> String {
    sources_with(t, listing, [])
}

/// The same with other facts, by name.
pub fn sources_with<'a, const N: usize>(
    t: Words,
    listing: &'a Listing,
    more: [(&'static str, Option<&'a Provenance>); N],
) -> String {
    let named = |(what, provenance): (&'static str, Option<&Provenance>)| Some((what, t.provenance(provenance?)));
    let said = |what: W, provenance| named((t.say(what), provenance));
    let facts = [
        said(W::SourceName, Some(&listing.name.provenance)),
        said(W::SourceTariff, listing.tariffs.provenance()),
        said(W::SourceHours, listing.hours.provenance()),
        said(W::SourceTasks, listing.acts.provenance()),
        said(W::SourceZones, listing.zones.provenance()),
        said(W::SourceAddress, listing.address.provenance()),
        said(W::SourcePhone, listing.phone.provenance()),
    ];
    let mut by_source: Vec<(String, Vec<&str>)> = Vec::new();
    for (what, source) in facts.into_iter().chain(more.map(named)).flatten() {
        match by_source.iter_mut().find(|(other, _)| *other == source) {
            Some((_, facts)) => facts.push(what),
            None => by_source.push((source, vec![what])),
        }
    }
    let words = by_source.into_iter().map(|(source, facts)| t.fill(Common::Colon, &[&facts.join(", "), &source]));
    t.fill(W::Sources, &[&words.collect::<Vec<_>>().join(t.say(Common::Then))])
}
