//! Header, banner of the demonstration, footer; the page that does not exist.

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::aids::form::NAMES;
use crate::error::PageError;
use crate::markup::raw;
use crate::need::form::{NeedForm, PLACE};
use crate::ports::{Ports, Submitted};
use crate::query;
use crate::routes::Page;
use crate::staff::{Screen, menu as menu_of_staff};
use crate::text::{AssistWords, Lang, Pages, SITE, Words};
use crate::ui::PageTitle;

#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let t = Words::from_context();
    let publication = Ports::from_context().publications.current();
    let data = match (publication.demonstration, publication.sources.register) {
        (true, _) => t.say(Pages::DataDemonstration).to_owned(),
        (false, Some(seen)) => t.fill(Pages::DataRegister, &[&t.date(seen.on)]),
        (false, None) => t.say(Pages::DataNone).to_owned(),
    };
    let menu = [
        (Page::Home, t.say(Pages::MenuCompare)),
        (Page::Services(String::new()), t.say(Pages::MenuServices)),
        (Page::Aids, t.say(Pages::MenuAids)),
        (Page::Method, t.say(Pages::MenuMethod)),
    ];
    let menu = menu.map(|(page, label)| view! { <li><a href=page.href(t.lang)>{label}</a></li> });
    view! {
        <a class="skip" href="#contenu">{t.say(Pages::Skip)}</a>
        <header class="site">
            <a class="brand" href=Page::Home.href(t.lang)>{SITE}</a>
            {match use_context::<Screen>() {
                Some(screen) => raw(menu_of_staff(screen.staff.as_ref())).into_any(),
                None => view! {
                    <nav aria-label=t.say(Pages::MainMenu)><ul>{menu}</ul></nav>
                    <nav class="languages" aria-label=t.say(Pages::LanguageMenu)><ul>{languages(t.lang)}</ul></nav>
                }.into_any(),
            }}
        </header>
        {publication.demonstration.then(|| view! {
            <aside class="demonstration" aria-label=t.say(Pages::DemonstrationLabel)>{t.say(Pages::Demonstration)}</aside>
        })}
        <main id="contenu" tabindex="-1">{children()}</main>
        <footer class="site">
            <p>{data + t.say(Pages::PublicService)}</p>
            <p><a href=Page::Assist.href(t.lang)>{t.say(AssistWords::Footer)}</a></p>
        </footer>
    }
}

/// The same page in each language: its path under another prefix, with its query.
fn languages(current: Lang) -> impl IntoView {
    let location = use_location();
    let path = location.pathname.get_untracked();
    let (_, path) = Lang::split(&path);
    // One slash: two would be another site.
    let path = format!("/{}", path.trim_start_matches('/'));
    let query = match use_context::<Submitted>() {
        // What was said of someone who is accompanied has no address at all.
        _ if path.starts_with(&Page::Assist.href(Lang::French)) => String::new(),
        // The need of a page that was sent; the situation stays.
        Some(Submitted(body)) => NeedForm::from_query(&body).to_query(),
        None => location.search.get_untracked(),
    };
    let territory = &Ports::from_context().publications.current().territory;
    let pairs = query::pairs(&query);
    // Someone's situation has no address, even where a stranger's link gives it one; nor has where someone lives.
    let pairs = pairs.filter(|(name, value)| match name.as_ref() {
        PLACE => territory.find_by_text(value).is_some(),
        name => !NAMES.contains(&name),
    });
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    Lang::ALL.map(|lang| {
        let path = match (lang, path.as_str()) {
            (Lang::French, path) => path.to_owned(),
            (other, "/") => other.prefix().to_owned(),
            (other, path) => format!("{}{path}", other.prefix()),
        };
        let href = if query.is_empty() { path } else { format!("{path}?{query}") };
        let here = (lang == current).then_some("true");
        view! { <li><a href=href lang=lang.tag() hreflang=lang.tag() aria-current=here>{lang.name()}</a></li> }
    })
}

/// The module that starts the page of social workers, which has no island.
#[component]
pub fn AssistScript() -> impl IntoView {
    let start = Ports::from_context().assets.assist.clone();
    start.map(|src| view! { <script type="module" nonce=use_nonce() src=src></script> })
}

/// A page of a list beyond its end.
#[component]
pub fn NoSuchPage(first: Page) -> impl IntoView {
    let t = Words::from_context();
    Ports::from_context().response.set_status(PageError::NotFound.status());
    view! {
        <PageTitle text=t.say(Pages::NotFoundTitle)/>
        <h1>{t.say(Pages::NoSuchPage)}</h1>
        <p>{t.say(Pages::NoSuchPageWhy)}<a href=first.href(t.lang)>{t.say(Pages::NoSuchPageBack)}</a></p>
    }
}

/// An address that leads nowhere, with ways out.
#[component]
pub fn NotFound() -> impl IntoView {
    let t = Words::from_context();
    Ports::from_context().response.set_status(PageError::NotFound.status());
    view! {
        <PageTitle text=t.say(Pages::NotFoundTitle)/>
        <h1>{t.say(Pages::NotFound)}</h1>
        <p>{t.say(Pages::NotFoundWhy)}</p>
        <ul>
            <li><a href=Page::Home.href(t.lang)>{t.say(Pages::NotFoundCompare)}</a></li>
            <li><a href=Page::Services(String::new()).href(t.lang)>{t.say(Pages::NotFoundSearch)}</a></li>
        </ul>
    }
}
