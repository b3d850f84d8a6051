//! `/plan-du-site`: every page, by what people look for.

use leptos::prelude::*;

use super::parts::{page_link, part};
use crate::routes::Page;
use crate::text::{ApiWords, AssistWords, Legal as L, MethodWords, Pages, WidgetWords, Words};
use crate::ui::PageHead;

#[component]
pub fn SiteMapPage() -> impl IntoView {
    let t = Words::from_context();
    let find = vec![
        page_link(t, &Page::Home, Pages::HomeTitle),
        page_link(t, &Page::Services(String::new()), L::MapServices),
        page_link(t, &Page::Aids, Pages::AidsTitle),
        page_link(t, &Page::Assist, AssistWords::Footer),
    ];
    let understand = vec![
        page_link(t, &Page::Method, MethodWords::Title),
        page_link(t, &Page::OpenData, L::DataTitle),
        page_link(t, &Page::Api, ApiWords::Title),
        page_link(t, &Page::Embed, WidgetWords::Title),
    ];
    let about = vec![
        page_link(t, &Page::Contact, L::ContactTitle),
        page_link(t, &Page::Accessibility, L::AccTitle),
        page_link(t, &Page::LegalNotice, L::NoticeTitle),
        page_link(t, &Page::Privacy, L::PrivacyTitle),
    ];
    view! {
        <PageHead title=t.say(L::MapTitle) description=t.say(L::MapDescription)/>
        <h1>{t.say(L::MapTitle)}</h1>
        {part(t.say(L::MapFind), links(find))}
        {part(t.say(L::MapUnderstand), links(understand))}
        {part(t.say(L::MapAbout), links(about))}
    }
}

fn links(links: Vec<AnyView>) -> AnyView {
    let lines = links.into_iter().map(|link| view! { <li>{link}</li> }.into_any()).collect::<Vec<_>>();
    view! { <ul>{lines}</ul> }.into_any()
}
