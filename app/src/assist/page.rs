//! `/accompagner` and its sheet on the server: the empty interview to whoever asks, and the screens of a form that was sent,
//! which is answered and forgotten.

use leptos::prelude::*;
use leptos_meta::Title;
use maud::html;

use super::desk::{DESK, Desk, Screen, Shown};
use super::form::AssistForm;
use super::persons::panel;
use super::sheet::Sheet;
use crate::compare::page::mention;
use crate::error::{FieldError, PageError};
use crate::live::ForBrowser;
use crate::ports::{Ports, Publication, Submitted};
use crate::routes::{Page, all_words_href, catalogue_href};
use crate::text::Words;
use crate::ui::{AssistScript, raw};

#[component]
pub fn AssistPage() -> impl IntoView {
    page(Screen::List)
}

#[component]
pub fn AssistSheetPage() -> impl IntoView {
    page(Screen::Sheet)
}

/// The sheet of a form that was sent, or every field that is wrong.
pub fn sheet(t: Words, ports: &Ports, form: &AssistForm) -> Result<Sheet, Vec<FieldError>> {
    let publication = ports.publications.current();
    let address = address(t, ports);
    desk(t, ports, &publication, &address, false).sheet(form)
}

/// The page as people reach it.
fn address(t: Words, ports: &Ports) -> String {
    format!("{}{}", ports.site, Page::Assist.href(t.lang))
}

fn desk<'a>(t: Words, ports: &Ports, publication: &'a Publication, address: &'a str, live: bool) -> Desk<'a> {
    let Publication { catalogue, territory, parameters, languages, .. } = publication;
    let today = ports.clock.today();
    Desk { t, catalogue, territory, parameters, languages, today, address, live, pdf: ports.pdf }
}

fn page(sent: Screen) -> impl IntoView {
    let t = Words::from_context();
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let submitted = use_context::<Submitted>();
    if submitted.is_none() && sent == Screen::Sheet {
        ports.response.send_on(&Page::Assist.href(t.lang));
        return ().into_any();
    }
    let address = address(t, &ports);
    let desk = desk(t, &ports, &publication, &address, submitted.is_none());
    let shown = match &submitted {
        None => desk.show(&AssistForm::default(), Screen::Questions),
        Some(Submitted(body)) => desk.show(&AssistForm::from_text(body), sent),
    };
    if shown.wrong {
        ports.response.set_status(PageError::Invalid.status());
    }
    let Shown { title, body, .. } = shown;
    let mention = mention(t, &publication);
    if submitted.is_some() {
        return view! { <Title text=title/>{raw(html! { (body) (mention) })} }.into_any();
    }
    let browser = ForBrowser {
        words: all_words_href(t.lang, &ports.assets.words),
        catalogue: Some(catalogue_href(&publication.version())),
        today: desk.today.to_string(),
        ..ForBrowser::default()
    };
    let page = html! { (browser.markup()) (panel(t)) div id=(DESK) data-pdf[desk.pdf] { (body) } (mention) };
    view! { <Title text=title/>{raw(page)}<AssistScript/> }.into_any()
}
