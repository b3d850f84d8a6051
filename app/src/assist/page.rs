//! `/accompagner` and its sheet on the server: the empty interview to whoever asks, and the screens of a form that was sent,
//! which is answered and forgotten.

use jiff::civil::Date;
use leptos::prelude::*;
use maud::{Markup, PreEscaped, html};

use super::form::AssistForm;
use super::persons::panel;
use super::screens::{MENTION, SCREEN, Screen, Screens, Shown};
use super::sheet::Sheet;
use crate::assist::markup::raw;
use crate::assist::templates::for_browser::ForBrowser;
use crate::error::{FieldError, PageError};
use crate::ports::{Ports, Publication, Submitted};
use crate::provider::directory::completeness;
use crate::routes::{Page, all_words_href, catalogue_href};
use crate::text::{Pages as P, Words};
use crate::ui::{AssistScript, PageTitle};

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

/// What the law asks above every list (Code de la consommation D111-11 and D111-12, read 2026-11-23).
fn mention(t: Words, publication: &Publication, today: Date) -> Markup {
    let listed = publication.catalogue.listings().iter().filter(|listing| listing.standing.is_open()).count();
    let complete = completeness(t, publication, today);
    html! {
        aside.mention aria-label=(t.say(P::HowListMade)) {
            p {
                (t.count(listed as u32, P::Compared, P::ComparedMany)) ". " (complete) " "
                (t.say(P::DefaultOrder)) (t.say(P::NobodyPays))
                a href=(Page::Method.href(t.lang)) { (t.say(P::HowWeRank)) }
            }
        }
    }
}
