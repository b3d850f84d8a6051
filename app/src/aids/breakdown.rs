//! A reckoning in words and figures: what is left to pay first, the tax credit apart, and every line with its values of
//! the law. Rendered by the server and in the browser.

use domain::Cents;
use domain::aids::{Eligibility, Lacking, Line, OutOfPocket, Reckoning, Step, Verdict};
use domain::parameters::Used;
use leptos::prelude::*;

use crate::format;
use crate::text::aids as words;

/// What is paid each month: cost, aids, what is left, and smaller, apart, what the tax credit gives back.
/// `what` the cost is for; `at_least`: a surcharge of the tariff is not known.
#[component]
pub fn Bill<'a>(reckoning: &'a Reckoning, cost: Cents, what: String, at_least: bool) -> impl IntoView + use<> {
    let from = if at_least { "à partir de " } else { "" };
    let left = match (reckoning.exact(), reckoning.range()) {
        (Some(case), _) => exact(case, from),
        (None, Some((least, most))) => range(reckoning, least, most, from),
        (None, None) => {
            let why = reckoning.lacking.map_or("", words::lacking);
            view! { <p class="price unknown">{format!("À payer chaque mois : inconnu, {why}.")}</p> }.into_any()
        }
    };
    view! {
        <dl class="bill">
            <div><dt>"Prix"</dt><dd>{format!("{from}{} par mois {what}", format::euros(cost))}</dd></div>
        </dl>
        {left}
    }
}

fn exact(case: &OutOfPocket, from: &'static str) -> AnyView {
    let aids = [("APA", case.apa), ("PCH", case.pch)].into_iter().filter(|(_, amount)| amount.0 > 0);
    let aids: Vec<_> = aids.map(|(name, amount)| format!("{name} − {}", format::euros(amount))).collect();
    let aids = if aids.is_empty() { "aucune aide chaque mois".to_owned() } else { aids.join(", ") };
    view! {
        {capped(case)}
        <dl class="bill">
            <div><dt>"Aides"</dt><dd>{aids}</dd></div>
            <div class="to-pay"><dt>"À payer chaque mois"</dt><dd>{from}<strong>{format::euros(case.monthly)}</strong></dd></div>
        </dl>
        <p class="after-credit">
            {format!("Après crédit d’impôt : {from}{} par mois. Le crédit, {} pour douze mois, n’est rendu que plus tard.",
                format::euros(case.after_credit), format::euros(case.credit_year))}
        </p>
    }
    .into_any()
}

/// A plan that the law cuts is said so, whether notified or estimated.
pub fn capped(case: &OutOfPocket) -> Option<AnyView> {
    let gir = case.gir.filter(|_| case.capped)?;
    let plan = case.lines.iter().find(|line| line.step == Step::PlanCounted)?.amount;
    let words = format!(
        "Le plan d’aide dépasse le plafond du {} : il est ramené à {} par mois.",
        words::gir(gir),
        format::euros(plan)
    );
    Some(view! { <p class="capped">{words}</p> }.into_any())
}

fn range(reckoning: &Reckoning, least: Cents, most: Cents, from: &'static str) -> AnyView {
    let why = reckoning.lacking.map_or("", words::lacking);
    let rows = reckoning.cases.iter().map(|case| {
        let habilitation = match case.reference {
            domain::aids::Reference::OwnPrice => ", si le service est habilité",
            domain::aids::Reference::Department | domain::aids::Reference::Floor => "",
        };
        let name = match (reckoning.lacking, case.gir) {
            (Some(Lacking::Habilitation), _) if habilitation.is_empty() => {
                "si le service n’est pas habilité".to_owned()
            }
            (Some(Lacking::Habilitation), _) => "si le service est habilité".to_owned(),
            (_, Some(gir)) => format!("{}{habilitation}", words::gir(gir)),
            (_, None) => "sans APA (GIR 5 ou 6)".to_owned(),
        };
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{format::euros(case.apa)}</td>
                <td>{format::euros(case.monthly)}</td>
                <td>{format::euros(case.after_credit)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let between = |amount: fn(&OutOfPocket) -> Cents| {
        let amounts = || reckoning.cases.iter().map(amount);
        let (low, high) = (amounts().min().unwrap_or_default(), amounts().max().unwrap_or_default());
        if low == high {
            format::euros(low)
        } else {
            format!("entre {} et {}", format::euros(low), format::euros(high))
        }
    };
    view! {
        <dl class="bill">
            <div><dt>"Aides"</dt><dd>{format!("APA {}", between(|case| case.apa))}</dd></div>
            <div class="to-pay">
                <dt>"À payer chaque mois"</dt>
                <dd>{from}"entre "<strong>{format::euros(least)}</strong>" et "<strong>{format::euros(most)}</strong>{format!(", {why}")}</dd>
            </div>
        </dl>
        <p class="after-credit">
            {format!("Après crédit d’impôt : {from}{} par mois. Le crédit n’est rendu que plus tard.", between(|case| case.after_credit))}
        </p>
        <details class="cases">
            <summary>"Voir chaque cas"</summary>
            <table>
                <caption>"Par mois"</caption>
                <thead><tr><th scope="col">"Cas"</th><th scope="col">"APA"</th><th scope="col">"À payer"</th><th scope="col">"Après crédit d’impôt"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
    .into_any()
}

/// Every line of what is left to pay, with the values of the law behind it.
#[component]
pub fn Breakdown<'a>(case: &'a OutOfPocket, year: i16) -> impl IntoView + use<> {
    let rows = case.lines.iter().map(|line| row(line, year)).collect_view();
    view! {
        <table class="breakdown">
            <caption>{format!("Tarif de référence : {}.", words::reference(case.reference))}</caption>
            <thead><tr><th scope="col">"Calcul"</th><th scope="col">"Montant"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn row(line: &Line, year: i16) -> AnyView {
    let values = values(&line.used, year);
    let sign = if words::is_deducted(line.step) { "− " } else { "" };
    view! {
        <tr>
            <th scope="row">{words::step(line)}{values}</th>
            <td>{sign}{format::euros(line.amount)}</td>
        </tr>
    }
    .into_any()
}

/// Values of the law with their year, their article, their source, and whether they are past their year.
pub fn values(used: &[Used], year: i16) -> AnyView {
    let values = used.iter().map(|used| {
        let outdated =
            used.outdated.then(|| view! { <strong class="outdated">{words::outdated(used, year)}</strong>" " });
        view! {
            <span class="law-value">
                {outdated}{words::value(used)}" – "
                <a href=used.url.to_string() rel="noreferrer">{used.article.to_string()}</a>
                {format!(", lu le {}", format::date(used.read))}
            </span>
        }
    });
    values.collect_view().into_any()
}

/// Each aid: open, to be checked, or not, with its reason.
#[component]
pub fn Verdicts<'a>(verdicts: &'a [Verdict], year: i16) -> impl IntoView + use<> {
    let rows = verdicts.iter().map(|verdict| {
        let class = match verdict.eligibility {
            Eligibility::Eligible => "verdict open",
            Eligibility::ToCheck => "verdict to-check",
            Eligibility::NotEligible => "verdict closed",
        };
        view! {
            <div class=class>
                <dt>{words::aid(verdict.aid)}</dt>
                <dd>
                    <strong>{words::eligibility(verdict.eligibility)}</strong>
                    {format!(" : {}.", words::reason(verdict.reason))}
                    {values(&verdict.used, year)}
                </dd>
            </div>
        }
    });
    let rows = rows.collect_view();
    view! { <dl class="verdicts">{rows}</dl> }
}
