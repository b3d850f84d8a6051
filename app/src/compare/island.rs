//! The island of `/comparer`: the weights, the situation, and the list they order. The server renders it whole; in the
//! browser the same engine ranks again, without asking the server. The situation stays in the memory of the page.

use domain::comparison::{Comparison, Part};
use domain::parameters::Published;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::fields::{HiddenNeed, WeightSliders};
use super::form::{NeedForm, PAGE_SIZE, START, weights_of};
use crate::aids::fields::{SituationFields, SituationState};
use crate::aids::form::SituationForm;
use crate::error::FieldError;
use crate::routes::Page;
use crate::text;

/// How many of the excluded a page names.
pub const EXCLUDED_NAMED: usize = 200;
/// Id of the form of the situation.
const SITUATION_FORM: &str = "situation";
/// Id of the message of a start before the first values of the law.
const EARLY: &str = "debut-trop-tot";
/// Id of the list: a page that is turned is focused here.
const LIST: &str = "resultats";

/// The part of the answer that a page shows.
pub fn page_part(page: usize) -> Part {
    Part { first: (page - 1) * PAGE_SIZE, count: PAGE_SIZE, excluded: EXCLUDED_NAMED }
}

/// What `/catalogue/{version}.bin` holds, in postcard.
#[derive(Serialize, Deserialize)]
pub struct CatalogueFile {
    pub territory: domain::Territory,
    /// Version of the catalogue that the listings come from.
    pub version: String,
    pub listings: Vec<domain::Listing>,
    /// Values of the law that staff added to those of the program.
    pub values: Vec<Published>,
}

/// The weights and the situation as forms that work alone, and the results under them. `query` is the need without its
/// weights. Props are texts and numbers: reading dates from JSON would weigh 28 kB.
#[island]
pub fn Reranking(
    query: String,
    weights: [u8; 5],
    page: u32,
    catalogue_href: String,
    today: String,
    status: String,
    children: Children,
) -> impl IntoView {
    let form = NeedForm::from_query(&query);
    let sent = form.with_weights(&weights_of(weights));
    let weights = RwSignal::new(weights);
    let situation = SituationState::new(Vec::new());
    let status = RwSignal::new(status);
    let list = NodeRef::<leptos::html::Div>::new();
    let asked = Asked { weights, page: RwSignal::new(page as usize), reckoned: RwSignal::new(None) };
    follow(form, catalogue_href, &today, asked, situation, Shown { status, list });
    view! {
        <WeightSliders weights/>
        <details class="situation">
            <summary>"Calculer ce qui resterait à payer, aides déduites"</summary>
            <form method="post" action=Page::Compare(String::new()).href() autocomplete="off" class="need" id=SITUATION_FORM
                on:submit=move |event| {
                    if situation.in_browser.get_untracked() {
                        event.prevent_default();
                        reckon(&SituationForm::from_event(&event), situation, asked);
                    }
                }
                on:reset=move |_| {
                    situation.errors.set(Vec::new());
                    asked.reckoned.set(None);
                }>
                <HiddenNeed form=sent/>
                // The day is a field of the need, not of this form.
                {move || situation.errors.with(|errors| FieldError::message(errors, START)).map(|message| view! {
                    <p class="field-error" id=EARLY tabindex="-1">{message}" "<a href=format!("#{START}")>"Changer la date"</a></p>
                })}
                <SituationFields typed=SituationForm::default() state=situation simulator=false/>
                <button type="submit">"Calculer le reste à payer"</button>
                {move || asked.reckoned.with(Option::is_some).then(|| view! {
                    <button type="reset" class="secondary">"Effacer ma situation"</button>
                })}
            </form>
        </details>
        <p class="status" role="status">{status}</p>
        // The server's list at first; the island replaces its HTML, and follows the buttons of its pages.
        <div id=LIST tabindex="-1" node_ref=list on:click=move |event| {
            if let Some(page) = turned(&event) {
                asked.page.set(page);
            }
        }>{children()}</div>
    }
}

/// What the list depends on.
#[derive(Clone, Copy)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
struct Asked {
    weights: RwSignal<[u8; 5]>,
    page: RwSignal<usize>,
    reckoned: RwSignal<Option<domain::aids::Situation>>,
}

/// Where the list is shown.
#[derive(Clone, Copy)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
struct Shown {
    status: RwSignal<String>,
    list: NodeRef<leptos::html::Div>,
}

/// "12 services classés, 30 à confirmer, 8 écartés."
pub fn status_words(comparison: &Comparison) -> String {
    let counts = &comparison.counts;
    let price = match comparison.aids.as_ref().map(|aids| aids.anchors) {
        None => "",
        Some(Some(_)) => " Le prix compté est ce qui reste à payer chaque mois.",
        Some(None) => " Le prix compté est celui d’avant les aides.",
    };
    format!(
        "{}, {} à confirmer, {}.{price}",
        text::count(counts.ranked, "service classé", "services classés"),
        counts.to_confirm,
        text::count(counts.excluded, "écarté", "écartés"),
    )
}

/// The situation counts from now on; or its wrong fields are named, and nothing of it counts.
fn reckon(form: &SituationForm, state: SituationState, asked: Asked) {
    match form.parse() {
        Ok(situation) => {
            state.errors.set(Vec::new());
            asked.page.set(1);
            asked.reckoned.set(Some(situation));
        }
        Err(errors) => {
            asked.reckoned.set(None);
            focus_field(&errors);
            state.errors.set(errors);
        }
    }
}

/// Puts the focus on the first wrong field, and opens what hides it. On the server there is no focus.
#[cfg(not(feature = "hydrate"))]
pub(crate) fn focus_field(_: &[FieldError]) {}

#[cfg(feature = "hydrate")]
pub(crate) fn focus_field(errors: &[FieldError]) {
    use wasm_bindgen::JsCast;

    let Some(field) = errors.first().and_then(|error| document().get_element_by_id(&error.field)) else { return };
    if let Ok(Some(details)) = field.closest("details") {
        let _ = details.set_attribute("open", "");
    }
    if let Some(field) = field.dyn_ref::<web_sys::HtmlElement>() {
        // Refused only for an element that takes no focus.
        let _ = field.focus();
    }
}

/// The page of the list that a click asks for.
#[cfg(feature = "hydrate")]
fn turned(event: &leptos::ev::MouseEvent) -> Option<usize> {
    use wasm_bindgen::JsCast;

    let clicked = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    clicked.closest("[data-page]").ok()??.get_attribute("data-page")?.parse().ok()
}

#[cfg(not(feature = "hydrate"))]
fn turned(_: &leptos::ev::MouseEvent) -> Option<usize> {
    None
}

/// On the server the forms submit; nothing follows what is typed.
#[cfg(not(feature = "hydrate"))]
fn follow(_: NeedForm, _: String, _: &str, _: Asked, _: SituationState, _: Shown) {}

/// Fetches the catalogue once, then ranks again whenever something asked changes, and keeps the address in step: the
/// situation is never in it.
#[cfg(feature = "hydrate")]
fn follow(form: NeedForm, catalogue_href: String, today: &str, asked: Asked, state: SituationState, shown: Shown) {
    use std::sync::Arc;

    use domain::aids::AidRules;
    use domain::{Catalogue, Parameters, Territory, compare};
    use maud::html;
    use wasm_bindgen::JsCast;

    use super::results::{Turn, pagination, results};
    use crate::aids::form::day_error;

    struct Data {
        catalogue: Catalogue,
        territory: Territory,
        parameters: Parameters,
    }

    // Without its day the page stays the server's.
    let Some(today) = domain::calendar::parse_date(today) else { return };
    let data = RwSignal::new(None::<Arc<Data>>);
    leptos::task::spawn_local(async move {
        // Without the catalogue the forms still submit to the server.
        let file = fetch(&catalogue_href).await;
        if let Some(file) = file.and_then(|bytes| postcard::from_bytes::<CatalogueFile>(&bytes).ok()) {
            let catalogue = Catalogue::with_version(file.listings, file.version);
            let parameters = Parameters::embedded().with(file.values);
            data.set(Some(Arc::new(Data { catalogue, territory: file.territory, parameters })));
            state.in_browser.set(true);
        }
    });
    // On a shared computer, "back" must not find the situation again.
    let forget = window_event_listener_untyped("pagehide", move |_| {
        let form = document().get_element_by_id(SITUATION_FORM);
        if let Some(form) = form.and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok()) {
            form.reset();
        }
    });
    on_cleanup(move || forget.remove());
    let now = move || (asked.weights.get(), asked.page.get(), asked.reckoned.get());
    let initial = untrack(now);
    Effect::new(move |last: Option<_>| {
        let current = now();
        let last = last.unwrap_or_else(|| initial.clone());
        let Some(data) = data.get().filter(|_| current != last) else { return last };
        if current.0 != last.0 && current.1 != 1 {
            // Other weights make another list: from its start.
            asked.page.set(1);
            return last;
        }
        let (weights, page, situation) = &current;
        let form = form.with_weights(&weights_of(*weights)).on_page(*page);
        let need = match form.parse(&data.territory, today) {
            Ok(need) => need,
            Err(errors) => {
                // The list stays as it was; the status says what to do.
                shown.status.set(errors.into_iter().map(|error| error.message).collect::<Vec<_>>().join(" "));
                return current;
            }
        };
        let rules = situation.as_ref().map(|situation| AidRules::on(&data.parameters, need.terms().start, situation));
        let rules = match rules.transpose() {
            Ok(rules) => rules,
            Err(error) => {
                // Nothing counts of a situation before the first values of the law.
                state.errors.set(vec![day_error(START, error)]);
                asked.reckoned.set(None);
                let _ = request_animation_frame(|| focus_field(&[FieldError::new(EARLY, "")]));
                return last;
            }
        };
        let Data { catalogue, territory, parameters } = &*data;
        let comparison = compare(catalogue, territory, &need, rules.as_ref(), parameters, today, page_part(*page));
        shown.status.set(status_words(&comparison));
        replace_address(&Page::Compare(form.to_query()).href());
        let page = *page;
        let Some(list) = shown.list.get_untracked() else { return current };
        let html = html! { (results(&comparison, catalogue)) (pagination(&comparison.counts, &Turn::Follow, page)) };
        list.set_inner_html(&html.into_string());
        if page != last.1 || current.2 != last.2 {
            list.scroll_into_view();
            // Refused only for an element that takes no focus.
            let _ = list.focus();
        }
        current
    });
}

#[cfg(feature = "hydrate")]
async fn fetch(href: &str) -> Option<Vec<u8>> {
    use wasm_bindgen::JsCast;
    use wasm_bindgen_futures::JsFuture;

    let response = JsFuture::from(web_sys::window()?.fetch_with_str(href)).await.ok()?;
    let response = response.dyn_into::<web_sys::Response>().ok().filter(web_sys::Response::ok)?;
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

#[cfg(feature = "hydrate")]
fn replace_address(href: &str) {
    let history = web_sys::window().and_then(|window| window.history().ok());
    if let Some(history) = history {
        // Refused only for another origin; the list is right all the same.
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(href));
    }
}
