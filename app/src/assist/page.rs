//! `/accompagner` and its sheet on the server: the empty interview to whoever asks, and the screens of a form that was sent,
//! which is answered and forgotten.

use leptos::prelude::*;
use leptos_meta::Title;
use maud::{Markup, html};

use super::desk::{Desk, Screen, Shown};
use super::form::AssistForm;
use crate::compare::page::mention;
use crate::error::PageError;
use crate::ports::{Ports, Publication, Submitted};
use crate::routes::Page;
use crate::text::Words;
use crate::ui::raw;

/// Id of the screen, which the browser writes anew.
pub const DESK: &str = "bureau";

#[component]
pub fn AssistPage() -> impl IntoView {
    page(Screen::List)
}

#[component]
pub fn AssistSheetPage() -> impl IntoView {
    page(Screen::Sheet)
}

/// The screens of one publication. `address`: that of the page, as people reach it.
pub fn desk<'a>(
    t: Words,
    publication: &'a Publication,
    today: jiff::civil::Date,
    address: &'a str,
    live: bool,
) -> Desk<'a> {
    let Publication { catalogue, territory, parameters, languages, .. } = publication;
    Desk { t, catalogue, territory, parameters, languages, today, address, live }
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
    let address = format!("{}{}", ports.site, Page::Assist.href(t.lang));
    let desk = desk(t, &publication, ports.clock.today(), &address, submitted.is_none());
    let shown = match &submitted {
        None => desk.show(&AssistForm::default(), Screen::Questions),
        Some(Submitted(body)) => desk.show(&AssistForm::from_text(body), sent),
    };
    if shown.wrong {
        ports.response.set_status(PageError::Invalid.status());
    }
    let mention = mention(t, &publication);
    let body = around(&shown, &mention);
    view! { <Title text=shown.title/>{raw(body)} }.into_any()
}

/// A screen, and what stands under every one.
fn around(shown: &Shown, mention: &Markup) -> Markup {
    html! {
        div id=(DESK) { (shown.body) }
        (mention)
    }
}
