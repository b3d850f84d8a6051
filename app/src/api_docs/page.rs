//! `/api`: the addresses of the open API, how its answers are to be read, and what it keeps.

use leptos::prelude::*;

use crate::legal::parts::{page_link, paragraph, part};
use crate::ports::Ports;
use crate::routes::{API, OPENAPI, Page};
use crate::text::{ApiWords as W, Legal, Pages, Sentence, Words};
use crate::ui::PageHead;

/// What an address gives.
fn explained(method: &str, path: &str) -> Option<W> {
    Some(match (method, path) {
        ("GET", "/api/v1/providers") => W::Providers,
        ("GET", "/api/v1/providers/{finess}") => W::Provider,
        ("POST", "/api/v1/compare") => W::Compare,
        ("GET", "/api/v1/compare") => W::CompareByAddress,
        ("POST", "/api/v1/aids") => W::Aids,
        ("GET", "/api/v1/law") => W::Law,
        ("GET", "/api/v1/territory") => W::Territory,
        ("GET", "/api/v1/changes") => W::Changes,
        ("GET", "/api/v1/changes.atom") => W::Feed,
        ("GET", OPENAPI) => W::Document,
        // It leads to this page.
        _ => return None,
    })
}

fn row(t: Words, method: &'static str, path: &'static str, parameters: &[&'static str], what: W) -> AnyView {
    let opens = method == "GET" && !path.contains('{') && path != "/api/v1/compare";
    let address = if opens {
        view! { <a href=path><code>{path}</code></a> }.into_any()
    } else {
        view! { <code>{path}</code> }.into_any()
    };
    let names = parameters.iter().map(|name| view! { <code>{*name}</code>" " }).collect::<Vec<_>>();
    view! {
        <tr>
            <th scope="row">{method}" "{address}</th>
            <td>{t.say(what)}</td>
            <td>{names}</td>
        </tr>
    }
    .into_any()
}

fn lines(t: Words, sentences: &[W]) -> AnyView {
    let lines = sentences.iter().map(|sentence| view! { <li>{t.say(*sentence)}</li> }).collect::<Vec<_>>();
    view! { <ul>{lines}</ul> }.into_any()
}

fn example(t: Words, name: impl Sentence, command: String) -> AnyView {
    view! {
        <figure>
            <figcaption>{t.say(name)}</figcaption>
            <pre tabindex="0"><code>{command}</code></pre>
        </figure>
    }
    .into_any()
}

#[component]
pub fn ApiPage() -> impl IntoView {
    let t = Words::from_context();
    let Ports { publications, site, .. } = Ports::from_context();
    let publication = publications.current();
    let zone = publication.territory.zones.first().map(|zone| zone.code.to_string()).unwrap_or_default();
    let rows: Vec<AnyView> = API
        .iter()
        .filter_map(|(method, path, parameters)| Some(row(t, method, path, parameters, explained(method, path)?)))
        .collect();
    let columns = [W::Address, W::Gives, W::Parameters].map(|column| view! { <th scope="col">{t.say(column)}</th> });
    let list = format!("curl '{site}/api/v1/providers?serves={zone}&fields=name,telephone'");
    let need = format!(
        "curl {site}/api/v1/compare -H 'Content-Type: application/json' -d '{{\n  \"zone\": \"{zone}\",\n  \"visits\": [{{\"weekday\": \"lundi\", \"start\": \"08:00\", \"end\": \"09:30\"}}],\n  \"wished\": [\"toilette\", \"repas\"]\n}}'"
    );
    let fictitious = publication.demonstration.then(|| view! { <p class="lead">{t.say(Legal::DataFictitious)}</p> });
    let data = page_link(t, &Page::OpenData, Pages::FooterData);
    let method = page_link(t, &Page::Method, Pages::MenuMethod);
    let document = view! { <a href=OPENAPI><code>{OPENAPI}</code></a> }.into_any();
    view! {
        <PageHead title=t.say(W::Title) description=t.say(W::Description)/>
        <h1>{t.say(W::Heading)}</h1>
        <p class="lead">{t.say(W::Lead)}</p>
        {fictitious}
        <table class="lines">
            <caption>{t.say(W::Addresses)}</caption>
            <thead><tr>{columns}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
        {paragraph(t.view(W::DocumentIs, vec![document]))}
        {part(t.say(W::Try), view! { {example(t, W::TryList, list)} {example(t, W::TryNeed, need)} }.into_any())}
        {part(t.say(W::Reading), lines(t, &[W::ReadUnits, W::ReadUnknown, W::ReadCodes, W::ReadLaw, W::ReadVersions]))}
        {part(t.say(W::Manners), lines(t, &[W::MannersLimit, W::MannersCache, W::MannersPages, W::MannersErrors]))}
        {part(t.say(W::Kept), paragraph(t.say(W::KeptWhat)))}
        {part(t.say(W::Lasts), paragraph(t.say(W::LastsWhat)))}
        {paragraph(t.view(W::SeeAlso, vec![data, method]))}
    }
}
