//! The aids of a situation without a service: each amount, each aid with its reason, and how it was computed. The
//! server and the browser show the same. Without hours of help there is no cost, and no cost is shown.

use domain::aids::{Eligibility, Lacking, OutOfPocket, Reckoning, Step, Verdict};
use domain::law::parameters::Used;
use domain::{Cents, Parameters};
use jiff::civil::Date;
use leptos::prelude::*;

use super::form::SituationForm;
use super::simulation::{Simulation, simulate};
use crate::compare::reasons::aids_table;
use crate::error::FieldError;
use crate::text::{Aids as W, Common, Words};
use crate::ui::money_bar::money_bar;

/// Id of the title of the result, which receives the focus when the result is new.
pub const TITLE: &str = "titre-resultat";

/// The aids of a situation form, computed for one day.
pub struct Estimate {
    simulation: Simulation,
    /// Whether hours of help are given: without them there is no cost.
    has_hours: bool,
}

/// Computes the aids of a form.
///
/// # Errors
/// Every field that is wrong.
pub fn estimate(
    t: Words,
    form: &SituationForm,
    parameters: &Parameters,
    today: Date,
) -> Result<Estimate, Vec<FieldError>> {
    let simulation = simulate(t, form, parameters, today)?;
    Ok(Estimate { simulation, has_hours: !form.hours.is_empty() || !form.pch.is_empty() })
}

impl Estimate {
    pub fn view(&self, t: Words) -> AnyView {
        let Simulation { on, reckoning, reference, outdated } = &self.simulation;
        let year = on.year();
        let outdated: Vec<AnyView> = outdated
            .iter()
            .map(|used| {
                let words = t.fill(W::OutdatedOf, &[&t.parameter(used.parameter), &t.provisional(used, year)]);
                view! { <p class="warning">{words}</p> }.into_any()
            })
            .collect();
        let lacking = reckoning.lacking.map(|lacking| {
            let sentence = if reckoning.cases.is_empty() { W::NoAmount } else { W::SeveralAmounts };
            view! { <p class="warning">{t.fill(sentence, &[&t.lacking(lacking)])}</p> }
        });
        let hours = (!self.has_hours).then(|| {
            let words = if reckoning.cases.is_empty() { W::GiveHours } else { W::NoCostWithoutHours };
            view! { <p class="note">{t.say(words)}</p> }
        });
        let cases: Vec<AnyView> = reckoning.cases.iter().map(|case| self.case(t, case)).collect();
        let reference = t.fill(W::ReferenceNote, &[&t.reference(reference.0), &t.value(&reference.1)]);
        view! {
            <section class="simulation" aria-labelledby=TITLE>
                <h2 id=TITLE tabindex="-1">{t.fill(W::YourAids, &[&t.date(*on)])}</h2>
                {outdated}
                {lacking}
                {hours}
                {cases}
                <p class="hint">{reference}</p>
                <h3>{t.say(W::EachAid)}</h3>
                {verdicts(t, &reckoning.verdicts, year)}
                <p class="stamp">{t.say(W::Estimated)}</p>
            </section>
        }
        .into_any()
    }

    fn case(&self, t: Words, case: &OutOfPocket) -> AnyView {
        let Simulation { on, reckoning, .. } = &self.simulation;
        let several = reckoning.cases.len() > 1;
        let bill = if self.has_hours { bill(t, case, on.year()) } else { plan_alone(t, case, on.year()) };
        let counted = if self.has_hours { case.clone() } else { without_cost(case) };
        view! {
            <section class="simulated">
                <h3>{case_title(t, reckoning, case)}</h3>
                {capped(t, case)}
                {bill}
                <details open=!several>
                    <summary>{t.say(W::Detail)}</summary>
                    {aids_table(t, &counted, on.year())}
                </details>
            </section>
        }
        .into_any()
    }
}

fn case_title(t: Words, reckoning: &Reckoning, case: &OutOfPocket) -> String {
    let several = reckoning.cases.len() > 1;
    match case.gir {
        Some(gir) if several => t.fill(W::IfGir, &[&t.gir(gir)]),
        None if several && reckoning.lacking == Some(Lacking::Mtp) => t.say(W::KeepingMtpTitle).to_owned(),
        None if several => t.say(W::WithoutApaTitle).to_owned(),
        Some(_) | None => t.say(W::MonthByMonth).to_owned(),
    }
}

/// A note when the law reduces a plan, whether notified or estimated.
fn capped(t: Words, case: &OutOfPocket) -> Option<AnyView> {
    let gir = case.gir.filter(|_| case.capped)?;
    let plan = amount_of(case, Step::PlanCounted)?;
    Some(view! { <p class="capped">{t.fill(W::Capped, &[&t.gir(gir), &t.euros(plan)])}</p> }.into_any())
}

fn amount_of(case: &OutOfPocket, step: Step) -> Option<Cents> {
    case.lines.iter().find(|line| line.step == step).map(|line| line.amount)
}

fn line(class: Option<&'static str>, what: String, amount: AnyView) -> AnyView {
    view! { <div class=class><dt>{what}</dt><dd>{amount}</dd></div> }.into_any()
}

/// The cost of the hours, the aids and what remains to pay; smaller and apart, what the tax credit gives back later.
fn bill(t: Words, case: &OutOfPocket, year: i16) -> AnyView {
    let cost = t.fill(Common::EurosAMonth, &[&t.euros(case.cost)]);
    let aids = [("APA", case.apa), ("PCH", case.pch)].into_iter().filter(|(_, amount)| amount.0 > 0);
    let aids: Vec<String> = aids.map(|(name, amount)| t.fill(W::Less, &[&name, &t.euros(amount)])).collect();
    let aids = if aids.is_empty() { t.say(W::NoAid).to_owned() } else { aids.join(", ") };
    let to_pay = view! { <strong>{t.euros(case.monthly)}</strong> {stands_in(t, case, year)} };
    let after = [&"" as &dyn std::fmt::Display, &t.euros(case.after_credit), &t.euros(case.credit_year)];
    view! {
        <dl class="bill">
            {line(None, t.say(W::HelpCost).to_owned(), cost.into_any())}
            {line(None, t.say(W::AidsDeducted).to_owned(), aids.into_any())}
            {line(Some("to-pay"), t.say(W::ToPay).to_owned(), to_pay.into_any())}
        </dl>
        {money_bar(Cents(case.apa.0 + case.pch.0), case.monthly)}
        <p class="after-credit">{t.fill(W::AfterCredit, &after)}</p>
    }
    .into_any()
}

/// Without hours: the plan, the part that the APA pays and the part that the person pays. No cost is shown.
fn plan_alone(t: Words, case: &OutOfPocket, year: i16) -> AnyView {
    let plan = amount_of(case, Step::PlanCounted).unwrap_or(case.cost);
    let largest = amount_of(case, Step::PlanLargest).is_some();
    let label = if largest { W::PlanAtMost } else { W::PlanIs };
    let apa = t.euros(case.apa);
    let apa = if largest { t.fill(W::AtMost, &[&apa]) } else { apa };
    let part = view! { <strong>{t.euros(Cents(plan.0 - case.apa.0))}</strong> {stands_in(t, case, year)} };
    view! {
        <dl class="bill">
            {line(None, t.say(label).to_owned(), t.fill(Common::EurosAMonth, &[&t.euros(plan)]).into_any())}
            {line(None, "APA".to_owned(), t.fill(Common::EurosAMonth, &[&apa]).into_any())}
            {line(Some("to-pay"), t.say(W::YourPart).to_owned(), part.into_any())}
        </dl>
        {money_bar(case.apa, Cents(plan.0 - case.apa.0))}
    }
    .into_any()
}

/// The same lines without those that depend on a cost.
fn without_cost(case: &OutOfPocket) -> OutOfPocket {
    let ends = |step: Step| matches!(step, Step::ToPay);
    let lines = case.lines.iter().take_while(|line| !ends(line.step)).filter(|line| line.step != Step::Cost);
    OutOfPocket { lines: lines.cloned().collect(), ..case.clone() }
}

/// "valeur 2027 non publiée : calcul sur 2026", next to a figure that was computed with a value of another year. Lines
/// after `ToPay`, about the tax credit, are ignored: they change nothing of what is paid each month.
fn stands_in(t: Words, case: &OutOfPocket, year: i16) -> Option<AnyView> {
    let mut used = case.lines.iter().take_while(|line| line.step != Step::ToPay).flat_map(|line| &line.used);
    let used = used.find(|used| used.is_provisional())?;
    Some(view! { <span class="outdated">{format!(" ({})", t.provisional(used, year))}</span> }.into_any())
}

/// Values of the law with their year, article and source, and whether they are past their year.
pub fn values(t: Words, used: &[Used], year: i16) -> AnyView {
    let values: Vec<AnyView> = used
        .iter()
        .map(|used| {
            let outdated =
                used.outdated.then(|| view! { <strong class="outdated">{t.provisional(used, year)}</strong> " " });
            view! {
                <span class="law-value">
                    {outdated} {t.value(used)} " – "
                    <a href=used.url.clone() rel="noreferrer">{used.article.clone()}</a>
                    {t.fill(W::ReadOn, &[&t.date(used.read)])}
                </span>
            }
            .into_any()
        })
        .collect();
    values.into_any()
}

/// Each aid: open, to be checked or not open, with its reason.
fn verdicts(t: Words, verdicts: &[Verdict], year: i16) -> AnyView {
    let lines: Vec<AnyView> = verdicts
        .iter()
        .map(|verdict| {
            let class = match verdict.eligibility {
                Eligibility::Eligible => "verdict open",
                Eligibility::ToRequest | Eligibility::ToCheck => "verdict to-check",
                Eligibility::NotEligible => "verdict closed",
            };
            let eligibility = view! { <strong>{t.eligibility(verdict.eligibility)}</strong> }.into_any();
            let reason = format!("{}.", t.reason(verdict.reason)).into_any();
            view! {
                <div class=class>
                    <dt>{t.aid(verdict.aid)}</dt>
                    <dd>{t.view(Common::Colon, vec![eligibility, reason])} {values(t, &verdict.used, year)}</dd>
                </div>
            }
            .into_any()
        })
        .collect();
    view! { <dl class="verdicts">{lines}</dl> }.into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use domain::Parameters;
    use jiff::civil::date;
    use leptos::prelude::RenderHtml;

    use super::estimate;
    use crate::aids::form::SituationForm;
    use crate::text::{Lang, Words};

    fn html(body: &str) -> String {
        let t = Words::of(Lang::French);
        let form = SituationForm::from_body(body);
        let estimate =
            estimate(t, &form, &Parameters::embedded(), date(2026, 11, 28)).unwrap_or_else(|_| panic!("a situation"));
        estimate.view(t).to_html()
    }

    #[test]
    fn without_hours_no_cost_and_no_tax_credit_is_shown() {
        for body in ["ressources=1500&gir=3", "ressources=1500&gir=inconnu", "ressources=1500&gir=2&plan=800"] {
            let html = html(body);
            assert!(!html.contains("Coût") && !html.contains("Après crédit"), "{html}");
            assert!(html.contains("Vous n’avez pas indiqué d’heures"), "{html}");
        }
    }

    #[test]
    fn hours_have_a_cost_and_an_amount_to_pay() {
        let html = html("ressources=1500&gir=3&heures=20");
        assert!(html.contains("Coût de l’aide à domicile") && html.contains("À payer chaque mois"), "{html}");
        assert!(!html.contains("Vous n’avez pas indiqué d’heures"), "{html}");
    }
}
