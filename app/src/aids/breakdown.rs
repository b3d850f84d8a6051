//! A reckoning in words and figures: what is left to pay first, the tax credit apart, and every line with its values of
//! the law. Templates that give HTML, the same from the server and in the browser.

use domain::Cents;
use domain::aids::{Eligibility, Lacking, OutOfPocket, Reckoning, Reference, Step, Verdict};
use domain::parameters::Used;
use maud::{Markup, html};

use crate::format;
use crate::text::aids as words;

/// What is paid each month: cost, aids, what is left, and smaller, apart, what the tax credit gives back.
/// `what` the cost is for; `at_least`: a surcharge of the tariff is not known.
pub fn bill(reckoning: &Reckoning, cost: Cents, what: &str, at_least: bool, year: i16) -> Markup {
    let from = if at_least { "à partir de " } else { "" };
    html! {
        dl.bill { div { dt { "Prix" } dd { (from) (format::euros(cost)) " par mois " (what) } } }
        @match (reckoning.exact(), reckoning.range()) {
            (Some(case), _) => (exact(case, from, "Aides", year)),
            (None, Some((least, most))) => (range(reckoning, least, most, at_least, year)),
            (None, None) => {
                p.price.unknown { "À payer chaque mois : inconnu, " (reckoning.lacking.map_or("", words::lacking)) "." }
            }
        }
    }
}

/// One amount left to pay, with the aids taken off.
pub fn exact(case: &OutOfPocket, from: &str, label: &str, year: i16) -> Markup {
    let aids = [("APA", case.apa), ("PCH", case.pch)].into_iter().filter(|(_, amount)| amount.0 > 0);
    let aids: Vec<_> = aids.map(|(name, amount)| format!("{name} − {}", format::euros(amount))).collect();
    html! {
        @if let Some(words) = capped(case) { p.capped { (words) } }
        dl.bill {
            div { dt { (label) } dd { @if aids.is_empty() { "aucune aide chaque mois" } @else { (aids.join(", ")) } } }
            div.to-pay { dt { "À payer chaque mois" } dd { (from) strong { (format::euros(case.monthly)) } (stands_in([case], year)) } }
        }
        p.after-credit {
            "Après crédit d’impôt : " (from) (format::euros(case.after_credit)) " par mois. Le crédit, "
            (format::euros(case.credit_year)) " pour douze mois, est rendu à part, le plus souvent l’année suivante."
        }
    }
}

/// A plan that the law cuts is said so, whether notified or estimated.
fn capped(case: &OutOfPocket) -> Option<String> {
    let gir = case.gir.filter(|_| case.capped)?;
    let plan = case.lines.iter().find(|line| line.step == Step::PlanCounted)?.amount;
    Some(format!(
        "Le plan d’aide dépasse le plafond du {} : il est ramené à {} par mois.",
        words::gir(gir),
        format::euros(plan)
    ))
}

/// "valeur 2027 non publiée : calcul sur 2026", where a figure counts with such a value.
fn stands_in<'a>(cases: impl IntoIterator<Item = &'a OutOfPocket>, year: i16) -> Markup {
    let mut used = cases.into_iter().flat_map(|case| &case.lines).flat_map(|line| &line.used);
    html! { @if let Some(used) = used.find(|used| used.outdated) { " " span.outdated { "(" (words::outdated(used, year)) ")" } } }
}

fn range(reckoning: &Reckoning, least: Cents, most: Cents, at_least: bool, year: i16) -> Markup {
    let why = reckoning.lacking.map_or("", words::lacking);
    let more = if at_least { " ou plus" } else { "" };
    let between = |amount: fn(&OutOfPocket) -> Cents| {
        let amounts = || reckoning.cases.iter().map(amount);
        let (low, high) = (amounts().min().unwrap_or_default(), amounts().max().unwrap_or_default());
        if low == high {
            format::euros(low)
        } else {
            format!("entre {} et {}", format::euros(low), format::euros(high))
        }
    };
    html! {
        dl.bill {
            div { dt { "Aides" } dd { "APA " (between(|case| case.apa)) } }
            div.to-pay {
                dt { "À payer chaque mois" }
                dd {
                    "entre " strong { (format::euros(least)) } " et " strong { (format::euros(most)) } (more) ", " (why)
                    (stands_in(&reckoning.cases, year))
                }
            }
        }
        p.after-credit {
            "Après crédit d’impôt : " (between(|case| case.after_credit)) (more)
            " par mois. Le crédit est rendu à part, le plus souvent l’année suivante."
        }
        details.cases {
            summary { "Voir chaque cas" }
            table {
                caption { "Par mois" }
                thead { tr { th scope="col" { "Cas" } th scope="col" { "APA" } th scope="col" { "À payer" } th scope="col" { "Après crédit d’impôt" } } }
                tbody {
                    @for case in &reckoning.cases {
                        tr {
                            th scope="row" { (case_name(reckoning, case)) }
                            td { (format::euros(case.apa)) }
                            td { (format::euros(case.monthly)) }
                            td { (format::euros(case.after_credit)) }
                        }
                    }
                }
            }
        }
    }
}

/// The name of one of several cases: its GIR, and the habilitation where both are possible.
fn case_name(reckoning: &Reckoning, case: &OutOfPocket) -> String {
    let twice = reckoning.cases.iter().filter(|other| other.gir == case.gir).count() > 1;
    let habilitation = match (twice, case.reference) {
        (false, _) => "",
        (true, Reference::OwnPrice) => "si le service est habilité",
        (true, Reference::Department | Reference::Floor) => "si le service n’est pas habilité",
    };
    let gir = case.gir.map_or("sans APA (GIR 5 ou 6)", words::gir);
    match (reckoning.lacking, twice) {
        (Some(Lacking::Habilitation), true) => habilitation.to_owned(),
        (_, true) => format!("{gir}, {habilitation}"),
        (_, false) => gir.to_owned(),
    }
}

/// Every line of what is left to pay, with the values of the law behind it.
pub fn breakdown(case: &OutOfPocket, year: i16) -> Markup {
    lines(case, |used| values(used, year))
}

/// The lines of each of several cases, and the values of the law behind them once: a phone has to hold twenty of these.
pub fn breakdowns(reckoning: &Reckoning, year: i16) -> Markup {
    let mut used: Vec<Used> = Vec::new();
    for own in reckoning.cases.iter().flat_map(|case| &case.lines).flat_map(|line| &line.used) {
        if !used.iter().any(|other| other.parameter == own.parameter) {
            used.push(own.clone());
        }
    }
    html! {
        @for case in &reckoning.cases {
            details { summary { "Le calcul : " (case_name(reckoning, case)) } (lines(case, |_| html! {})) }
        }
        @if !used.is_empty() { p { "Valeurs de la loi dans ces calculs :" (values(&used, year)) } }
    }
}

fn lines(case: &OutOfPocket, behind: impl Fn(&[Used]) -> Markup) -> Markup {
    html! {
        table.breakdown {
            @if case.gir.is_some() {
                caption { "Tarif de référence : " (words::reference(case.reference)) "." }
            } @else {
                caption { "Sans APA." }
            }
            thead { tr { th scope="col" { "Calcul" } th scope="col" { "Montant" } } }
            tbody {
                @for line in &case.lines {
                    tr {
                        th scope="row" { (words::step(line)) (behind(&line.used)) }
                        td { @if words::is_deducted(line.step) { "− " } (format::euros(line.amount)) }
                    }
                }
            }
        }
    }
}

/// Values of the law with their year, their article, their source, and whether they are past their year.
fn values(used: &[Used], year: i16) -> Markup {
    html! {
        @for used in used {
            span.law-value {
                @if used.outdated { strong.outdated { (words::outdated(used, year)) } " " }
                (words::value(used)) " – " a href=(used.url) rel="noreferrer" { (used.article) }
                ", lu le " (format::date(used.read))
            }
        }
    }
}

/// Each aid: open, to be checked, or not, with its reason.
pub fn verdicts(verdicts: &[Verdict], year: i16) -> Markup {
    html! {
        dl.verdicts {
            @for verdict in verdicts {
                @let class = match verdict.eligibility {
                    Eligibility::Eligible => "open",
                    Eligibility::ToCheck => "to-check",
                    Eligibility::NotEligible => "closed",
                };
                div.verdict class=(class) {
                    dt { (words::aid(verdict.aid)) }
                    dd {
                        strong { (words::eligibility(verdict.eligibility)) } " : " (words::reason(verdict.reason)) "."
                        (values(&verdict.used, year))
                    }
                }
            }
        }
    }
}
