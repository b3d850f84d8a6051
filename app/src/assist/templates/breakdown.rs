//! A reckoning in words and figures: what is left to pay first, the tax credit apart, and every line with its values of
//! the law. Templates that give HTML, the same from the server and in the browser.

use domain::Cents;
use domain::aids::{Eligibility, OutOfPocket, Reckoning, Step, Verdict};
use domain::law::parameters::Used;
use maud::{Markup, html};

use crate::compare::reasons::case_name;
use crate::text::{Aids as W, Common, Results, Words, is_deducted};

/// What is paid each month: cost, aids, what is left, and smaller, apart, what the tax credit gives back.
/// `what` the cost is for; `at_least`: a surcharge of the tariff is not known.
pub fn bill(t: Words, reckoning: &Reckoning, cost: Cents, what: &str, at_least: bool, year: i16) -> Markup {
    let from = if at_least { t.say(Results::From) } else { "" };
    html! {
        dl.bill { div { dt { (t.say(W::Price)) } dd { (t.fill(W::MonthFor, &[&from, &t.euros(cost), &what])) } } }
        @match (reckoning.exact(), reckoning.range()) {
            (Some(case), _) => (exact(t, case, from, W::AidsLabel, year)),
            (None, Some((least, most))) => (range(t, reckoning, least, most, at_least, year)),
            (None, None) => {
                @let why = reckoning.lacking.map_or("", |lacking| t.lacking(lacking));
                p.price.unknown { (t.fill(W::UnknownToPay, &[&why])) }
            }
        }
    }
}

/// One amount left to pay, with the aids taken off.
pub fn exact(t: Words, case: &OutOfPocket, from: &str, label: W, year: i16) -> Markup {
    let aids = [("APA", case.apa), ("PCH", case.pch)].into_iter().filter(|(_, amount)| amount.0 > 0);
    let aids: Vec<_> = aids.map(|(name, amount)| t.fill(W::Less, &[&name, &t.euros(amount)])).collect();
    let credit = t.euros(case.credit_year);
    html! {
        @if let Some(words) = capped(t, case) { p.capped { (words) } }
        dl.bill {
            div { dt { (t.say(label)) } dd { @if aids.is_empty() { (t.say(W::NoAid)) } @else { (aids.join(", ")) } } }
            div.to-pay { dt { (t.say(W::ToPay)) } dd { (from) strong { (t.euros(case.monthly)) } (stands_in(t, [case], year)) } }
        }
        p.after-credit { (t.fill(W::AfterCredit, &[&from, &t.euros(case.after_credit), &credit])) }
    }
}

/// A plan that the law cuts is said so, whether notified or estimated.
fn capped(t: Words, case: &OutOfPocket) -> Option<String> {
    let gir = case.gir.filter(|_| case.capped)?;
    let plan = case.lines.iter().find(|line| line.step == Step::PlanCounted)?.amount;
    Some(t.fill(W::Capped, &[&t.gir(gir), &t.euros(plan)]))
}

/// "valeur 2027 non publiée : calcul sur 2026", where a figure counts with such a value.
fn stands_in<'a>(t: Words, cases: impl IntoIterator<Item = &'a OutOfPocket>, year: i16) -> Markup {
    // What follows is the tax credit: it changes nothing of what is paid each month, and has its own words.
    let until_to_pay = |case: &'a OutOfPocket| case.lines.iter().take_while(|line| line.step != Step::ToPay);
    let mut used = cases.into_iter().flat_map(until_to_pay).flat_map(|line| &line.used);
    html! { @if let Some(used) = used.find(|used| used.is_provisional()) { " " span.outdated { "(" (t.provisional(used, year)) ")" } } }
}

fn range(t: Words, reckoning: &Reckoning, least: Cents, most: Cents, at_least: bool, year: i16) -> Markup {
    let why = reckoning.lacking.map_or("", |lacking| t.lacking(lacking));
    let more = if at_least { t.say(W::OrMore) } else { "" };
    let between = |amount: fn(&OutOfPocket) -> Cents| {
        let amounts = || reckoning.cases.iter().map(amount);
        let (low, high) = (amounts().min().unwrap_or_default(), amounts().max().unwrap_or_default());
        if low == high { t.euros(low) } else { t.fill(W::Between, &[&t.euros(low), &t.euros(high)]) }
    };
    html! {
        dl.bill {
            div { dt { (t.say(W::AidsLabel)) } dd { (t.fill(W::ApaIs, &[&between(|case| case.apa)])) } }
            div.to-pay {
                dt { (t.say(W::ToPay)) }
                dd {
                    (t.mark(W::Between, &[html! { strong { (t.euros(least)) } }, html! { strong { (t.euros(most)) } }]))
                    (more) ", " (why)
                    (stands_in(t, &reckoning.cases, year))
                }
            }
        }
        p.after-credit { (t.fill(W::AfterCreditRange, &[&between(|case| case.after_credit), &more])) }
        details.cases {
            summary { (t.say(W::EachCase)) }
            table {
                caption { (t.say(W::ByMonth)) }
                thead {
                    tr {
                        th scope="col" { (t.say(W::Case)) }
                        th scope="col" { "APA" }
                        th scope="col" { (t.say(W::ColumnToPay)) }
                        th scope="col" { (t.say(W::ColumnAfter)) }
                    }
                }
                tbody {
                    @for case in &reckoning.cases {
                        tr {
                            th scope="row" { (case_name(t, reckoning, case)) }
                            td { (t.euros(case.apa)) }
                            td { (t.euros(case.monthly)) }
                            td { (t.euros(case.after_credit)) }
                        }
                    }
                }
            }
        }
    }
}

/// Every line of what is left to pay, with the values of the law behind it.
pub fn breakdown(t: Words, case: &OutOfPocket, year: i16) -> Markup {
    lines(t, case, &|used| values(t, used, year))
}

/// The lines of each of several cases, and the values of the law behind them once: a phone has to hold twenty of these.
pub fn breakdowns(t: Words, reckoning: &Reckoning, year: i16) -> Markup {
    let mut used: Vec<Used> = Vec::new();
    for own in reckoning.cases.iter().flat_map(|case| &case.lines).flat_map(|line| &line.used) {
        if !used.iter().any(|other| other.parameter == own.parameter) {
            used.push(own.clone());
        }
    }
    html! {
        @for case in &reckoning.cases {
            details {
                summary { (t.fill(W::CalculationOf, &[&case_name(t, reckoning, case)])) }
                (lines(t, case, &|_| html! {}))
            }
        }
        @if !used.is_empty() { p { (t.say(W::ValuesBehind)) (values(t, &used, year)) } }
    }
}

fn lines(t: Words, case: &OutOfPocket, behind: &dyn Fn(&[Used]) -> Markup) -> Markup {
    html! {
        table.breakdown {
            caption {
                @if case.gir.is_some() { (t.fill(W::ReferenceIs, &[&t.reference(case.reference)])) } @else { (t.say(W::WithoutApa)) }
            }
            thead { tr { th scope="col" { (t.say(W::Calculation)) } th scope="col" { (t.say(W::Amount)) } } }
            tbody {
                @for line in &case.lines {
                    tr {
                        th scope="row" { (t.step(line)) (behind(&line.used)) }
                        td { @if is_deducted(line.step) { "− " } (t.euros(line.amount)) }
                    }
                }
            }
        }
    }
}

/// Values of the law with their year, their article, their source, and whether they are past their year.
pub fn values(t: Words, used: &[Used], year: i16) -> Markup {
    html! {
        @for used in used {
            span.law-value {
                @if used.outdated { strong.outdated { (t.provisional(used, year)) } " " }
                (t.value(used)) " – " a href=(used.url) rel="noreferrer" { (used.article) }
                (t.fill(W::ReadOn, &[&t.date(used.read)]))
            }
        }
    }
}

/// Each aid: open, to be checked, or not, with its reason.
pub fn verdicts(t: Words, verdicts: &[Verdict], year: i16) -> Markup {
    html! {
        dl.verdicts {
            @for verdict in verdicts {
                @let class = match verdict.eligibility {
                    Eligibility::Eligible => "open",
                    Eligibility::ToRequest | Eligibility::ToCheck => "to-check",
                    Eligibility::NotEligible => "closed",
                };
                div class={ "verdict " (class) } {
                    dt { (t.aid(verdict.aid)) }
                    dd {
                        @let eligibility = html! { strong { (t.eligibility(verdict.eligibility)) } };
                        (t.mark(Common::Colon, &[eligibility, html! { (t.reason(verdict.reason)) "." }]))
                        (values(t, &verdict.used, year))
                    }
                }
            }
        }
    }
}
