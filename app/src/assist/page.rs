//! `/accompagner` and its sheet on the server: the empty interview to whoever asks, and the screens of a form that was sent,
//! which is answered and forgotten.

use leptos::prelude::*;
use maud::{PreEscaped, html};

use super::form::AssistForm;
use super::persons::panel;
use super::screens::{MENTION, SCREEN, Screen, Screens, Shown};
use super::sheet::Sheet;
use crate::compare::page::mention;
use crate::error::{FieldError, PageError};
use crate::live::ForBrowser;
use crate::ports::{Ports, Publication, Submitted};
use crate::routes::{Page, all_words_href, catalogue_href};
use crate::text::Words;
use crate::ui::{AssistScript, PageTitle, raw};

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
    screens(t, ports, &publication, (&address, ""), false).sheet(form)
}

/// The page as people reach it.
fn address(t: Words, ports: &Ports) -> String {
    format!("{}{}", ports.site, Page::Assist.href(t.lang))
}

/// The screens of a publication. With the address of the page, and what the law asks above a list.
fn screens<'a>(
    t: Words,
    ports: &Ports,
    publication: &'a Publication,
    (address, mention): (&'a str, &'a str),
    live: bool,
) -> Screens<'a> {
    let Publication { catalogue, territory, parameters, languages, .. } = publication;
    let today = ports.clock.today();
    Screens { t, catalogue, territory, parameters, languages, today, address, live, pdf: ports.pdf, mention }
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
    let mention = mention(t, &publication, ports.clock.today()).into_string();
    let screens = screens(t, &ports, &publication, (&address, &mention), submitted.is_none());
    let shown = match &submitted {
        None => screens.show(&AssistForm::default(), Screen::Questions),
        Some(Submitted(body)) => screens.show(&AssistForm::from_text(body), sent),
    };
    if shown.wrong {
        ports.response.set_status(PageError::Invalid.status());
    }
    let Shown { title, body, .. } = shown;
    if submitted.is_some() {
        return view! { <PageTitle text=title/>{raw(body)} }.into_any();
    }
    let browser = ForBrowser {
        words: all_words_href(t.lang, &ports.assets.words),
        catalogue: Some(catalogue_href(publication.version())),
        today: screens.today.to_string(),
        ..ForBrowser::default()
    };
    let page = html! {
        (browser.markup())
        (panel(t))
        div id=(SCREEN) data-pdf[screens.pdf] { (body) }
        // For the lists that the browser makes.
        template id=(MENTION) { (PreEscaped(&mention)) }
    };
    view! { <PageTitle text=title/>{raw(page)}<AssistScript/> }.into_any()
}
