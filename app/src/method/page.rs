//! The method page. What it says is what `domain` does: change both together, and the method's version.

use domain::aids::{ApaRules, Gir};
use domain::law::parameters::{DEAREST_HOUR, InForce, Parameter, Used};
use domain::provider::register::{EXTRACTS_FROZEN_ON, Freshness, RegisterKind, RegisterSeen};
use domain::values::closed_list::ClosedList;
use domain::{Cents, Parameters};
use jiff::civil::Date;
use leptos::prelude::*;
use maud::{Markup, html};

use crate::markup::raw;
use crate::ports::{Ports, Sources};
use crate::routes::Page;
use crate::text::{Aids, Common, MethodWords as W, Words};
use crate::ui::PageTitle;

/// Article R232-11 of the CASF (read 2026-11-28).
const PARTICIPATION_SCALE: &str = "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038681713";

#[component]
pub fn MethodPage() -> impl IntoView {
    let t = Words::from_context();
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let today = ports.clock.today();
    let parameters = &publication.parameters;
    let floor = parameters.floor_price(today);
    let (least, most) = (floor_words(t, &floor), t.euros(DEAREST_HOUR));
    let year = floor.published.from.year();
    let strong = |label: &str, rest: String| html! { li { strong { (label) } (rest) } };
    let page = html! {
        h1 { (t.say(W::Heading)) }
        p.lead { (t.fill(W::Lead, &[&domain::METHOD_VERSION])) }
        h2 { (t.say(W::InShort)) }
        p { (t.say(W::Short)) }
        h2 { (t.say(W::OutTitle)) }
        p { (t.say(W::Out)) }
        h2 { (t.say(W::CriteriaTitle)) }
        ul {
            (strong(t.say(Common::CriterionPrice), t.fill(W::Price, &[&least, &year, &most])))
            (strong(t.say(Common::CriterionCoverage), t.say(W::Coverage).to_owned()))
            (strong(t.say(Common::CriterionServices), t.say(W::Services).to_owned()))
        }
        p { (t.say(W::Weights)) }
        p { (t.say(W::Anchors)) }
        h2 { (t.say(W::CostTitle)) }
        p { (t.say(W::Cost)) }
        h2 id="aides" { (t.say(W::AidsTitle)) }
        p { (t.fill(W::Aids, &[&least, &most])) }
        ul {
            (strong("APA", t.fill(W::Apa, &[&department(t, parameters, today)])))
            (strong("PCH", t.say(W::Pch).to_owned()))
            (strong(t.say(W::Others), t.say(W::OthersAre).to_owned()))
            (strong(t.say(W::Credit), t.say(W::CreditIs).to_owned()))
            (strong(t.say(W::Gir), t.say(W::GirIs).to_owned()))
        }
        p { (t.say(W::Rounding)) a href=(Page::Aids.href(t.lang)) { (t.say(W::Simulate)) } }
        h2 { (t.say(W::RobustTitle)) }
        p { (t.say(W::Robust)) }
        h2 { (t.say(W::SourcesTitle)) }
        p {
            (t.say(W::Register))
            (t.say(W::Evaluations))
            (t.say(W::Rest))
        }
        (files(t, &publication.sources, today))
        h2 { (t.say(W::TiesTitle)) }
        p { (t.say(W::Ties)) }
        h2 { (t.say(W::LawTitle)) }
        (law(t, parameters, today))
        p { (t.mark(W::ScaleIs, &[html! { a href=(PARTICIPATION_SCALE) { "CASF R232-11" } }])) }
        p { (t.say(W::OtherLaw)) }
    };
    view! { <PageTitle text=t.say(W::Title)/>{raw(page)} }
}

/// The files that the listings come from, with their days and what is to be known of them.
fn files(t: Words, sources: &Sources, today: Date) -> Markup {
    let line = |seen: &RegisterSeen| {
        let age = match seen.freshness(today) {
            Freshness::Fresh => "",
            Freshness::Old => t.say(W::RegisterOld),
            Freshness::Stale => t.say(W::RegisterStale),
        };
        let frozen =
            if seen.is_frozen() { t.fill(W::RegisterFrozen, &[&t.date(EXTRACTS_FROZEN_ON)]) } else { String::new() };
        let said = t.fill(W::RegisterOf, &[&kind_words(t, seen.kind), &t.date(seen.on)]);
        html! { li { (said) @if !age.is_empty() { " " strong.outdated { (age) } } @if !frozen.is_empty() { " " strong.outdated { (frozen) } } } }
    };
    let activities = sources.activities.map(|on| RegisterSeen { kind: RegisterKind::Activities, on });
    html! {
        @if *sources != Sources::default() {
            ul {
                @for seen in [sources.register, activities].iter().flatten() { (line(seen)) }
                @if let Some(on) = sources.evaluations { li { (t.fill(W::EvaluationsUntil, &[&t.date(on)])) } }
            }
        }
    }
}

fn kind_words(t: Words, kind: RegisterKind) -> &'static str {
    t.say(match kind {
        RegisterKind::Structures => W::KindStructures,
        RegisterKind::Activities => W::KindActivities,
        RegisterKind::Etalab => W::KindEtalab,
    })
}

/// "25,20 € (calculé, pas encore publié)"
fn floor_words(t: Words, floor: &InForce) -> String {
    format!("{}{}", t.euros(floor.published.amount()), t.state(floor.published.state))
}

/// What stands for the tariff of the département.
fn department(t: Words, parameters: &Parameters, today: Date) -> String {
    match parameters.find(Parameter::DepartmentHour, today) {
        Some(found) => t.fill(W::DepartmentIs, &[&t.value(&Used::from(&found))]),
        None => {
            let floor = parameters.floor_price(today);
            t.fill(W::DepartmentUnknown, &[&floor_words(t, &floor)])
        }
    }
}

/// The amount of a ceiling that is a multiple of the MTP.
fn ceiling(parameter: Parameter, parameters: &Parameters, today: Date) -> Option<Cents> {
    let gir = Gir::ALL.iter().find(|gir| gir.ceiling() == Some(parameter))?;
    ApaRules::on(parameters, today).ok()?.ceiling(*gir)
}

/// Whether a value counts on the days of its validity alone, and none stands in for it afterwards.
fn is_counted_in_force_only(parameter: Parameter) -> bool {
    use Parameter::{PchDirectHour, PchMandataireHour, PchPrestataireHour, PensionFundHour};
    matches!(parameter, PchDirectHour | PchMandataireHour | PchPrestataireHour | PensionFundHour)
}

/// Every value of the law on a day, with its year, its article and its source; those that are not known are said so.
fn law(t: Words, parameters: &Parameters, today: Date) -> Markup {
    html! {
        table.law {
            caption { (t.fill(W::LawCaption, &[&t.date(today)])) }
            thead { tr { @for column in [W::Value, W::AmountYear, W::Text] { th scope="col" { (t.say(column)) } } } }
            tbody {
                @for parameter in Parameter::ALL {
                    tr {
                        th scope="row" { (t.parameter(*parameter)) }
                        // A tariff of the past says nothing of today's: nothing is counted with it.
                        @let unused = |used: &Used| used.outdated && is_counted_in_force_only(*parameter);
                        @match parameters.find(*parameter, today).filter(|found| !unused(&Used::from(found))) {
                            Some(found) => {
                                @let used = Used::from(&found);
                                @let year = if used.until.is_none() { W::Since } else { W::Year };
                                td {
                                    (t.fill(year, &[&t.law_value(*parameter, used.value), &used.from.year()]))
                                    @if let Some(amount) = ceiling(*parameter, parameters, today) { (t.fill(W::CeilingIs, &[&t.euros(amount)])) }
                                    (t.state(used.state))
                                    @if used.outdated { strong.outdated { (t.provisional(&used, today.year())) } }
                                }
                                td { a href=(used.url) rel="noreferrer" { (used.article) } (t.fill(Aids::ReadOn, &[&t.date(used.read)])) }
                            }
                            None => { td.unknown { (t.say(W::NotKnown)) } td {} }
                        }
                    }
                }
            }
        }
    }
}
