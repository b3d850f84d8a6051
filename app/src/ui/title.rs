//! The head of a page: title, description, how a shared link looks, and whether search engines may index it.
//! `leptos_meta` writes a title without escaping it: it is called only here, with escaped text.

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};
use leptos_router::hooks::use_location;

use crate::ports::{Ports, Submitted};
use crate::staff::Screen;
use crate::text::{Pages, SITE, Words};

/// The end of every title. Set once, around all pages.
#[component]
pub fn SiteTitle() -> impl IntoView {
    view! { <Title formatter=|title: String| format!("{title} – {SITE}")/> }
}

/// The head of a page whose description is that of the site.
#[component]
pub fn PageTitle(#[prop(into)] text: String) -> impl IntoView {
    let description = Words::from_context().say(Pages::Description);
    view! { <PageHead title=text description=description/> }
}

/// The head of a page. Title and description may contain names that anyone has written; they never contain a situation.
#[component]
pub fn PageHead(
    #[prop(into)] title: String,
    #[prop(into)] description: String,
    /// Not to be indexed, for example an error.
    #[prop(optional)]
    hidden: bool,
) -> impl IntoView {
    // A result for what one person sent, or a page of the back office, must not be indexed.
    let hidden = hidden || use_context::<Submitted>().is_some() || use_context::<Screen>().is_some();
    let head = view! {
        <Title text=escaped(&title)/>
        <Meta name="description" content=description.clone()/>
    };
    if hidden {
        return view! {
            {head}
            <Meta name="robots" content="noindex"/>
        }
        .into_any();
    }
    let ports = Ports::from_context();
    // Without the query, which belongs to one person's search.
    let address = format!("{}{}", ports.site, use_location().pathname.get_untracked());
    let picture = ports.assets.social_card.as_ref().map(|path| format!("{}{path}", ports.site));
    let shared = view! {
        {head}
        <Link rel="canonical" href=address.clone()/>
        <Meta property="og:type" content="website"/>
        <Meta property="og:site_name" content=SITE/>
        <Meta property="og:url" content=address/>
        <Meta property="og:title" content=title/>
        <Meta property="og:description" content=description/>
    };
    match picture {
        Some(picture) => view! {
            {shared}
            <Meta property="og:image" content=picture/>
            <Meta name="twitter:card" content="summary_large_image"/>
        }
        .into_any(),
        None => view! {
            {shared}
            <Meta name="twitter:card" content="summary"/>
        }
        .into_any(),
    }
}

/// Escapes a text for the inside of an HTML element.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn no_text_ends_a_title() {
        assert_eq!(escaped("</title><meta x=\"1\">"), "&lt;/title&gt;&lt;meta x=\"1\"&gt;");
        assert_eq!(escaped("Aide &amp; Cie"), "Aide &amp;amp; Cie");
    }
}
