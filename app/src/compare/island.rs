//! The one island: the weights, and the list they order. The server renders it whole; in the browser the same engine
//! ranks again at each move of a weight, without asking the server.

use domain::closed_list::ClosedList;
use domain::comparison::Part;
use domain::need::{Criterion, Weights};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "hydrate")]
use super::form::NeedForm;
use super::form::{PAGE_SIZE, weight_field};
#[cfg(feature = "hydrate")]
use crate::routes::Page;
use crate::text;

/// Id of the form that holds the need; the sliders belong to it.
pub const NEED_FORM: &str = "besoin";
/// How many of the excluded a page names.
pub const EXCLUDED_NAMED: usize = 200;

/// The part of the answer that a page shows.
pub fn page_part(page: usize) -> Part {
    Part { first: (page - 1) * PAGE_SIZE, count: PAGE_SIZE, excluded: EXCLUDED_NAMED }
}

/// What `/catalogue/{version}.bin` holds, in postcard.
#[derive(Serialize, Deserialize)]
pub struct CatalogueFile {
    pub territory: domain::Territory,
    pub listings: Vec<domain::Listing>,
}

/// The weights as a form that works alone, and the results under it. `query` is the need without its weights.
#[island]
pub fn Reranking(
    query: String,
    weights: [u8; 5],
    catalogue_href: String,
    today: jiff::civil::Date,
    status: String,
    children: Children,
) -> impl IntoView {
    let weights = RwSignal::new(weights);
    let answer = RwSignal::new(None::<Answer>);
    let status = RwSignal::new(status);
    let server_list = NodeRef::<leptos::html::Div>::new();
    follow(&query, &catalogue_href, today, Signals { weights, answer, status }, server_list);
    let sliders = Criterion::ALL.iter().enumerate().map(|(at, criterion)| {
        let id = weight_field(*criterion);
        let initial = weights.get_untracked()[at];
        view! {
            <div class="weight">
                <label for=id.clone()>{text::criterion(*criterion)}</label>
                <input type="range" id=id.clone() name=id form=NEED_FORM min="0" max=Weights::HIGHEST step="1" value=initial
                    on:input=move |event| {
                        if let Ok(weight) = event_target_value(&event).parse() {
                            weights.update(|weights| weights[at] = weight);
                        }
                    }/>
                <span class="weight-value" aria-hidden="true">{move || weights.get()[at]}</span>
            </div>
        }
    });
    let sliders = sliders.collect_view();
    view! {
        <fieldset class="weights">
            <legend>"Ce qui compte le plus pour vous"</legend>
            <p class="hint">"De 0 (sans effet) à 10. Qualité et disponibilité ne comptent que si vous leur donnez un poids."</p>
            {sliders}
            <button type="submit" class="secondary" form=NEED_FORM>"Reclasser"</button>
        </fieldset>
        <p class="status" role="status">{status}</p>
        <div node_ref=server_list>{children()}</div>
        <div>{move || answer.with(|answer| answer.as_ref().map(Answer::view))}</div>
    }
}

/// A list ranked in the browser.
struct Answer {
    #[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
    view: Box<dyn Fn() -> AnyView + Send + Sync>,
}

impl Answer {
    fn view(&self) -> AnyView {
        (self.view)()
    }
}

/// "12 services classés, 30 à confirmer, 8 écartés."
pub fn status_words(counts: &domain::comparison::Counts) -> String {
    format!(
        "{}, {} à confirmer, {}.",
        text::count(counts.ranked, "service classé", "services classés"),
        counts.to_confirm,
        text::count(counts.excluded, "écarté", "écartés"),
    )
}

/// What the island holds.
#[derive(Clone, Copy)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
struct Signals {
    weights: RwSignal<[u8; 5]>,
    answer: RwSignal<Option<Answer>>,
    status: RwSignal<String>,
}

/// On the server the form submits; nothing follows the weights.
#[cfg(not(feature = "hydrate"))]
fn follow(_: &str, _: &str, _: jiff::civil::Date, _: Signals, _: NodeRef<leptos::html::Div>) {}

/// Fetches the catalogue once, then ranks again whenever a weight changes, and keeps the address in step.
#[cfg(feature = "hydrate")]
fn follow(
    query: &str,
    catalogue_href: &str,
    today: jiff::civil::Date,
    Signals { weights, answer, status }: Signals,
    server_list: NodeRef<leptos::html::Div>,
) {
    use std::sync::Arc;

    use domain::{Catalogue, Territory, compare};

    use super::results::{Pagination, Results};

    let data = RwSignal::new(None::<Arc<(Catalogue, Territory)>>);
    let href = catalogue_href.to_owned();
    leptos::task::spawn_local(async move {
        // Without the catalogue the form still submits to the server.
        if let Some(file) = fetch(&href).await.and_then(|bytes| postcard::from_bytes::<CatalogueFile>(&bytes).ok()) {
            data.set(Some(Arc::new((Catalogue::new(file.listings), file.territory))));
        }
    });
    let form = NeedForm::from_query(query);
    let shown = weights.get_untracked();
    Effect::new(move |changed: Option<bool>| {
        let current = weights.get();
        let changed = changed.unwrap_or(false) || current != shown;
        let Some(data) = data.get().filter(|_| changed) else { return changed };
        let chosen = Criterion::ALL_WEIGHTED
            .iter()
            .zip(current)
            .fold(Weights::default(), |weights, (criterion, weight)| weights.with(*criterion, weight));
        let form = form.with_weights(&chosen);
        match form.parse(&data.1, today) {
            Ok(need) => {
                let (catalogue, territory) = &*data;
                let comparison =
                    compare(catalogue, territory, &need, &domain::Parameters::embedded(), today, page_part(1));
                status.set(status_words(&comparison.counts));
                // The server's list gives way to this one; it holds nothing that the browser manages.
                if let Some(list) = server_list.get_untracked() {
                    list.set_inner_html("");
                }
                let keep = Arc::clone(&data);
                replace_address(&Page::Compare(form.to_query()).href());
                let view = Box::new(move || {
                    view! {
                        <Results comparison=&comparison catalogue=&keep.0/>
                        <Pagination counts=comparison.counts form=form.clone() page=1/>
                    }
                    .into_any()
                });
                answer.set(Some(Answer { view }));
            }
            // The list stays as it was; the status says what to do.
            Err(errors) => status.set(errors.into_iter().map(|error| error.message).collect::<Vec<_>>().join(" ")),
        }
        changed
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
