//! The method page. It describes what `domain` does: change both together, and the number of the method.

use domain::law::parameters::{DEAREST_HOUR, InForce, Parameter, Used};
use domain::provider::register::{EXTRACTS_FROZEN_ON, Freshness, RegisterKind, RegisterSeen};
use domain::{Parameters, Territory};
use jiff::civil::Date;
use leptos::prelude::*;

use super::example::need_changes;
use super::law::law_table;
use super::pairs::pairs;
use crate::compare::pairs::PAIRS;
use crate::ports::{Ports, Sources};
use crate::provider::directory::left_out;
use crate::routes::Page;
use crate::text::{Common, MethodWords as W, Words};
use crate::ui::PageHead;

/// Article R232-11 of the CASF (read 2026-11-28).
const PARTICIPATION_SCALE: &str = "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000038681713";

/// One part of the page, with an entry in the table of contents.
struct Part {
    id: &'static str,
    title: W,
    content: AnyView,
}

#[component]
pub fn MethodPage() -> impl IntoView {
    let t = Words::from_context();
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let today = ports.clock.today();
    let mut parts = parts(t, &publication.parameters, &publication.territory, &publication.sources, today);
    let together = pairs(t, &publication.territory, &publication.parameters, today);
    let after_order = parts.iter().position(|part| part.id == "ordre").map_or(0, |at| at + 1);
    parts.insert(after_order, Part { id: PAIRS, title: W::PairsTitle, content: together });
    let contents =
        parts.iter().map(|part| view! { <li><a href=format!("#{}", part.id)>{t.say(part.title)}</a></li> }.into_any());
    let contents = contents.collect::<Vec<_>>();
    let parts = parts.into_iter().map(|Part { id, title, content }| {
        view! { <section><h2 id=id>{t.say(title)}</h2>{content}</section> }.into_any()
    });
    view! {
        <PageHead title=t.say(W::Title) description=t.say(W::Description)/>
        <h1>{t.say(W::Heading)}</h1>
        <p class="lead">{t.fill(W::Lead, &[&domain::METHOD_VERSION])}</p>
        <nav class="contents" aria-labelledby="sommaire">
            <h2 id="sommaire">{t.say(W::Contents)}</h2>
            <ul>{contents}</ul>
        </nav>
        {parts.collect::<Vec<_>>()}
    }
}

fn parts(t: Words, parameters: &Parameters, territory: &Territory, sources: &Sources, today: Date) -> Vec<Part> {
    let part = |id, title, content| Part { id, title, content };
    vec![
        part("en-bref", W::InShort, paragraph(t.say(W::Short))),
        part("ecarte", W::OutTitle, paragraphs(t, &[W::Out, W::Unknown, W::Nursing])),
        part("criteres", W::CriteriaTitle, criteria(t, parameters, today)),
        part("ordre", W::GroupsTitle, groups(t, today)),
        part(
            "cout",
            W::CostTitle,
            paragraphs(t, &[W::Cost, W::CostUnknown, W::CostModes, W::CostWithoutHours, W::CostRounding]),
        ),
        part("aides", W::AidsTitle, aids(t, parameters, today)),
        part("priorites", W::RobustTitle, paragraph(t.say(W::Robust))),
        part("changements", W::ChangesTitle, need_changes(t, parameters, territory, today)),
        part("informations", W::SourcesTitle, information(t, sources, today)),
        part("liens", W::TiesTitle, paragraph(t.say(W::Ties))),
        part("textes", W::LawTitle, texts(t, parameters, today)),
    ]
}

fn paragraph(words: impl IntoView + 'static) -> AnyView {
    view! { <p>{words}</p> }.into_any()
}

fn paragraphs(t: Words, sentences: &[W]) -> AnyView {
    sentences.iter().map(|sentence| paragraph(t.say(*sentence))).collect::<Vec<_>>().into_any()
}

/// A line that begins with the name of its subject.
fn line(name: &'static str, rest: String) -> AnyView {
    view! { <li><strong>{name}</strong>{rest}</li> }.into_any()
}

fn criteria(t: Words, parameters: &Parameters, today: Date) -> AnyView {
    let floor = parameters.floor_price(today);
    let (least, most) = (floor_words(t, &floor), t.euros(DEAREST_HOUR));
    let year = floor.published.from.year();
    let lines = vec![
        line(t.say(Common::CriterionPrice), t.fill(W::Price, &[&least, &year, &most])),
        line(t.say(Common::CriterionCoverage), t.say(W::Coverage).to_owned()),
        line(t.say(Common::CriterionServices), t.say(W::Services).to_owned()),
    ];
    view! {
        <ul>{lines}</ul>
        {paragraphs(t, &[W::Weights, W::OtherCriteria, W::Anchors])}
    }
    .into_any()
}

/// The order of the list, and what may change it.
fn groups(t: Words, today: Date) -> AnyView {
    let names = [
        (W::Suits, W::SuitsAre),
        (W::PartlySuits, W::PartlySuitsAre),
        (W::ToCheck, W::ToCheckAre),
        (W::DoesNotSuit, W::DoesNotSuitAre),
    ];
    let lines = names.map(|(name, rest)| line(t.say(name), t.say(rest).to_owned()));
    view! {
        <ol>{lines}</ol>
        <p>{t.say(W::EqualPoints)}</p>
        <p>{t.fill(W::Draw, &[&t.date(today)])}</p>
        <p>{t.say(W::FreePlaces)}</p>
        <p>{t.say(W::Sorts)}</p>
    }
    .into_any()
}

fn aids(t: Words, parameters: &Parameters, today: Date) -> AnyView {
    let least = floor_words(t, &parameters.floor_price(today));
    let apa = t.fill(W::Apa, &[&department(t, parameters, today)]);
    let lines = vec![
        line("APA", [apa, t.say(W::ApaScale).to_owned(), t.say(W::ApaUsed).to_owned()].concat()),
        line("PCH", t.say(W::Pch).to_owned()),
        line(t.say(W::Others), t.say(W::OthersAre).to_owned()),
        line(t.say(W::Credit), t.say(W::CreditIs).to_owned()),
        line(t.say(W::Gir), t.say(W::GirIs).to_owned()),
    ];
    view! {
        <p>{t.fill(W::Aids, &[&least, &t.euros(DEAREST_HOUR)])}</p>
        <ul>{lines}</ul>
        <p>{t.say(W::Rounding)}<a href=Page::Aids.href(t.lang)>{t.say(W::Simulate)}</a></p>
    }
    .into_any()
}

/// The files that the listings come from, with their dates and what readers must know about them.
fn information(t: Words, sources: &Sources, today: Date) -> AnyView {
    let read = |seen: &RegisterSeen| {
        let age = match seen.freshness(today) {
            Freshness::Fresh => None,
            Freshness::Old => Some(t.say(W::RegisterOld).to_owned()),
            Freshness::Stale => Some(t.say(W::RegisterStale).to_owned()),
        };
        let frozen = seen.is_frozen().then(|| t.fill(W::RegisterFrozen, &[&t.date(EXTRACTS_FROZEN_ON)]));
        let warnings = age
            .into_iter()
            .chain(frozen)
            .map(|warning| view! { " "<strong class="outdated">{warning}</strong> }.into_any());
        let file = t.fill(W::RegisterOf, &[&kind_words(t, seen.kind), &t.date(seen.on)]);
        let partial = (seen.left_out > 0).then(|| format!(" {}", left_out(t, seen.left_out)));
        view! { <li>{file}{warnings.collect::<Vec<_>>()}{partial}</li> }.into_any()
    };
    let activities = sources.activities.map(|on| RegisterSeen { kind: RegisterKind::Activities, on, left_out: 0 });
    let mut files: Vec<AnyView> = [sources.register, activities].iter().flatten().map(read).collect();
    files.extend(
        sources.evaluations.map(|on| view! { <li>{t.fill(W::EvaluationsUntil, &[&t.date(on)])}</li> }.into_any()),
    );
    let words = [W::Register, W::Evaluations, W::Rest].map(|sentence| t.say(sentence)).concat();
    if files.is_empty() {
        return paragraph(words);
    }
    view! {
        <p>{words}</p>
        <ul>{files}</ul>
    }
    .into_any()
}

fn kind_words(t: Words, kind: RegisterKind) -> &'static str {
    t.say(match kind {
        RegisterKind::Structures => W::KindStructures,
        RegisterKind::Activities => W::KindActivities,
        RegisterKind::Etalab => W::KindEtalab,
    })
}

fn texts(t: Words, parameters: &Parameters, today: Date) -> AnyView {
    let scale = view! { <a href=PARTICIPATION_SCALE rel="noreferrer">"CASF R232-11"</a> }.into_any();
    view! {
        {law_table(t, parameters, today)}
        <p>{t.view(W::ScaleIs, vec![scale])}</p>
        <p>{t.say(W::OtherLaw)}</p>
    }
    .into_any()
}

/// "25,20 € (calculé, pas encore publié)"
fn floor_words(t: Words, floor: &InForce) -> String {
    format!("{}{}", t.euros(floor.published.amount()), t.state(floor.published.state))
}

/// A note if another value is used in place of the tariff of the département.
fn department(t: Words, parameters: &Parameters, today: Date) -> String {
    match parameters.find(Parameter::DepartmentHour, today) {
        Some(found) => t.fill(W::DepartmentIs, &[&t.value(&Used::from(&found))]),
        None => {
            let floor = parameters.floor_price(today);
            t.fill(W::DepartmentUnknown, &[&floor_words(t, &floor)])
        }
    }
}
