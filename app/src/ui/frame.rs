//! Header, banner of the demonstration, footer; the page for an address that does not exist.

use leptos::prelude::*;
use leptos_meta::Stylesheet;
use leptos_router::hooks::use_location;

use crate::aids::GIR_QUESTIONS;
use crate::aids::form::NAMES;
use crate::error::PageError;
use crate::legal::privacy::COOKIES;
use crate::need::form::{NeedForm, PLACE};
use crate::ports::{Assets, Conformity, Ports, Submitted};
use crate::query;
use crate::routes::{Page, PublicPage};
use crate::staff::{Screen, menu as menu_of_staff};
use crate::text::{AssistWords, Lang, Legal, Pages, SITE, Words};
use crate::ui::PageHead;

/// The style sheets that a page needs beside the common one, in the head.
fn styles_beside(class: &str) -> Vec<AnyView> {
    let assets = Ports::from_context().assets;
    let Assets { need_style, services_style, details_style, office_style, .. } = assets.as_ref();
    let beside = match class {
        "page-directory" | "page-reading" | "page-none" => vec![],
        "page-home" => vec![need_style],
        "page-list" | "page-aids" => vec![services_style],
        "page-assist" | "page-staff" => vec![need_style, services_style, details_style, office_style],
        _ => vec![services_style, details_style],
    };
    beside.into_iter().flatten().map(|href| view! { <Stylesheet href=href.clone()/> }.into_any()).collect()
}

/// The style sheet of the form of a need, in the head: for a page that shows it in place of a list.
#[component]
pub fn NeedStyle() -> impl IntoView {
    Ports::from_context().assets.need_style.clone().map(|href| view! { <Stylesheet href=href/> })
}

#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let t = Words::from_context();
    let path = path_without_language();
    let screen = use_context::<Screen>();
    let class = match (&screen, PublicPage::find(&path)) {
        (Some(_), _) => "page-staff",
        (None, Some(page)) => page.class,
        (None, None) => "page-none",
    };
    let demonstration = Ports::from_context().publications.current().demonstration;
    view! {
        {styles_beside(class)}
        <div class=format!("frame {class}")>
            <a class="skip" href="#contenu">{t.say(Pages::Skip)}</a>
            <header class="site">
                <div class="wrap">
                    <a class="brand" href=Page::Home.href(t.lang)>{mark()}{SITE}</a>
                    {match screen {
                        Some(screen) => menu_of_staff(screen.staff.as_ref()),
                        None => menu(t, &path),
                    }}
                </div>
            </header>
            {demonstration.then(|| view! {
                <aside class="demonstration" aria-label=t.say(Pages::DemonstrationLabel)>
                    <p class="wrap">{t.say(Pages::Demonstration)}</p>
                </aside>
            })}
            <main id="contenu" tabindex="-1">{children()}</main>
            {footer(t)}
        </div>
    }
}

/// The path of this page without its language: "/services".
fn path_without_language() -> String {
    let path = use_location().pathname.get_untracked();
    // Only one slash: two would lead to another site.
    format!("/{}", Lang::split(&path).1.trim_start_matches('/'))
}

/// The logo of the site: the drawing of `style/icon.svg`, in the colours of the header.
fn mark() -> AnyView {
    const HOUSE: &str = "M16 1.5 1.5 14.2a1.6 1.6 0 0 0 1 2.8H5v11a2.5 2.5 0 0 0 2.5 2.5h17A2.5 2.5 0 0 0 27 28V17h2.5a1.6 1.6 0 0 0 1-2.8z";
    const HEART: &str = "M16 26.5s-7.5-4.6-7.5-9.7A4.2 4.2 0 0 1 16 14.3a4.2 4.2 0 0 1 7.5 2.5c0 5.1-7.5 9.7-7.5 9.7z";
    view! {
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <path class="house" d=HOUSE></path>
            <path class="heart" d=HEART></path>
        </svg>
    }
    .into_any()
}

/// The pages and the languages. Folded on a telephone, without a script.
fn menu(t: Words, path: &str) -> AnyView {
    // Pages that the first page leads to: the menu marks it as current on them.
    const COMPARISON: [Page; 2] = [Page::Compare(String::new()), Page::SideBySide(String::new())];
    let pages = [
        (Page::Home, t.say(Pages::MenuCompare)),
        (Page::Services(String::new()), t.say(Pages::MenuServices)),
        (Page::Aids, t.say(Pages::MenuAids)),
        (Page::Method, t.say(Pages::MenuMethod)),
    ];
    let pages = pages.map(|(page, label)| {
        let place = page.href(Lang::French);
        // The page itself, or the page that it belongs to.
        let compares = page == Page::Home && COMPARISON.iter().any(|page| page.href(Lang::French) == path);
        let here = match path.strip_prefix(place.as_str()) {
            Some("") => Some("page"),
            Some(rest) if rest.starts_with('/') => Some("true"),
            Some(_) | None => compares.then_some("true"),
        };
        view! { <li><a href=page.href(t.lang) aria-current=here>{label}</a></li> }
    });
    view! {
        <details class="menu">
            <summary>{t.say(Pages::Menu)}</summary>
            <div class="panel">
                <nav aria-label=t.say(Pages::MainMenu)><ul>{pages}</ul></nav>
                <nav class="languages" aria-label=t.say(Pages::LanguageMenu)><ul>{languages(t.lang, path)}</ul></nav>
            </div>
        </details>
    }
    .into_any()
}

/// Whom to call, the pages that the law requires, and where the data come from.
fn footer(t: Words) -> AnyView {
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let data = match (publication.demonstration, publication.sources.register) {
        (true, _) => t.say(Pages::DataDemonstration).to_owned(),
        (false, Some(seen)) => t.fill(Pages::DataRegister, &[&t.date(seen.on)]),
        (false, None) => t.say(Pages::DataNone).to_owned(),
    };
    let conformity = t.say(match ports.facts.conformity() {
        Conformity::Full => Legal::ConformityFull,
        Conformity::Partial => Legal::ConformityPartial,
        Conformity::None => Legal::ConformityNone,
    });
    let link = |href: String, label: String| view! { <li><a href=href>{label}</a></li> }.into_any();
    let pages = |pages: &[(Page, Pages)]| -> Vec<AnyView> {
        pages.iter().map(|(page, label)| link(page.href(t.lang), t.say(*label).to_owned())).collect()
    };
    let mut site = pages(&[
        (Page::Method, Pages::MenuMethod),
        (Page::OpenData, Pages::FooterData),
        (Page::SiteMap, Pages::FooterSiteMap),
        (Page::Contact, Pages::FooterContact),
    ]);
    site.push(link(Page::Assist.href(t.lang), t.say(AssistWords::Footer).to_owned()));
    let law = vec![
        link(Page::Accessibility.href(t.lang), t.fill(Pages::FooterAccessibility, &[&conformity])),
        link(Page::LegalNotice.href(t.lang), t.say(Pages::FooterLegal).to_owned()),
        link(Page::Privacy.href(t.lang), t.say(Pages::FooterPrivacy).to_owned()),
        link(format!("{}#{COOKIES}", Page::Privacy.href(t.lang)), t.say(Pages::FooterCookies).to_owned()),
    ];
    let line = t.help_line().map(|number| {
        let call = view! { <a href=format!("tel:{number}")>{number}</a> }.into_any();
        view! { <p>{t.view(Pages::HelpCall, vec![call])}</p> }
    });
    let guidance = t.known(Pages::HelpHouse).map(|words| view! { <p>{words}</p> });
    view! {
        <footer class="site">
            <div class="wrap">
                <div class="parts">
                    <section aria-labelledby="pied-aide">
                        <h2 id="pied-aide">{t.say(Pages::HelpTitle)}</h2>
                        {line}
                        {guidance}
                        <p><a href=format!("{}#{GIR_QUESTIONS}", Page::Aids.href(t.lang))>{t.say(Pages::HelpGir)}</a></p>
                    </section>
                    <nav aria-label=t.say(Pages::FooterSite)><h2>{t.say(Pages::FooterSite)}</h2><ul>{site}</ul></nav>
                    <nav aria-label=t.say(Pages::FooterLaw)><h2>{t.say(Pages::FooterLaw)}</h2><ul>{law}</ul></nav>
                </div>
                <p class="data">{data + t.say(Pages::PublicService)}</p>
            </div>
        </footer>
    }
    .into_any()
}

/// The same page in each language: its path under another prefix, with its query.
fn languages(current: Lang, path: &str) -> impl IntoView + use<> {
    let query = match use_context::<Submitted>() {
        // The interview about an accompanied person is never in an address.
        _ if path.starts_with(&Page::Assist.href(Lang::French)) => String::new(),
        // The need of a page that was sent by POST; the situation is not included.
        Some(Submitted(body)) => NeedForm::from_query(&body).to_query(),
        None => use_location().search.get_untracked(),
    };
    let territory = &Ports::from_context().publications.current().territory;
    let pairs = query::pairs(&query);
    // A person's situation is never in an address, even if a link from elsewhere has it; nor is a postal address.
    let pairs = pairs.filter(|(name, value)| match name.as_ref() {
        PLACE => territory.find_by_text(value).is_some(),
        name => !NAMES.contains(&name),
    });
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    Lang::ALL.map(|lang| {
        let path = match (lang, path) {
            (Lang::French, path) => path.to_owned(),
            (other, "/") => other.prefix().to_owned(),
            (other, path) => format!("{}{path}", other.prefix()),
        };
        let href = if query.is_empty() { path } else { format!("{path}?{query}") };
        let here = (lang == current).then_some("true");
        view! { <li><a href=href lang=lang.tag() hreflang=lang.tag() aria-current=here>{lang.name()}</a></li> }
    })
}

/// The page for a page number beyond the end of a list.
#[component]
pub fn NoSuchPage(first: Page) -> impl IntoView {
    let t = Words::from_context();
    Ports::from_context().response.set_status(PageError::NotFound.status());
    view! {
        <PageHead title=t.say(Pages::NotFoundTitle) description=t.say(Pages::Description) hidden=true/>
        <h1>{t.say(Pages::NoSuchPage)}</h1>
        <p>{t.say(Pages::NoSuchPageWhy)}<a href=first.href(t.lang)>{t.say(Pages::NoSuchPageBack)}</a></p>
    }
}

/// The page for an address that does not exist, with links to other pages.
#[component]
pub fn NotFound() -> impl IntoView {
    let t = Words::from_context();
    Ports::from_context().response.set_status(PageError::NotFound.status());
    view! {
        <PageHead title=t.say(Pages::NotFoundTitle) description=t.say(Pages::Description) hidden=true/>
        <h1>{t.say(Pages::NotFound)}</h1>
        <p>{t.say(Pages::NotFoundWhy)}</p>
        <form class="search" method="get" action=Page::Services(String::new()).href(t.lang)>
            <div class="field">
                <label for="nom">{t.say(Pages::SearchName)}</label>
                <input type="search" id="nom" name="nom"/>
            </div>
            <button type="submit">{t.say(Pages::SearchButton)}</button>
        </form>
        <ul>
            <li><a href=Page::Home.href(t.lang)>{t.say(Pages::NotFoundCompare)}</a></li>
            <li><a href=Page::Services(String::new()).href(t.lang)>{t.say(Pages::NotFoundSearch)}</a></li>
            <li><a href=Page::SiteMap.href(t.lang)>{t.say(Pages::FooterSiteMap)}</a></li>
        </ul>
    }
}

/// The skip link to a list, for the keyboard: at the top of its page. The list has this id.
pub const RESULTS: &str = "resultats";

#[component]
pub fn SkipToResults() -> impl IntoView {
    view! { <a class="skip" href=format!("#{RESULTS}")>{Words::from_context().say(Pages::SkipToResults)}</a> }
}
