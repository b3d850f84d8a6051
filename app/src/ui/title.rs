//! What a page says of itself in its head: title, description, how it looks where its address is shared, and whether search
//! engines may keep it. `leptos_meta` writes a title as it is given: here alone it is called, and what it is given is escaped.

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};
use leptos_router::hooks::use_location;

use crate::ports::{Ports, Submitted};
use crate::staff::Screen;
use crate::text::{Pages, SITE, Words};

/// What every title ends with. Once, around all pages.
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

/// The head of a page. Title and description are texts, in which a name may be of anyone; they say nothing of a situation.
#[component]
pub fn PageHead(
    #[prop(into)] title: String,
    #[prop(into)] description: String,
    /// Of no page that anyone should find: an error, say.
    #[prop(optional)]
    hidden: bool,
) -> impl IntoView {
    // An answer to what one person sent, or a screen of the back office, is for nobody else.
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
    // Without the query: what someone asked for is not the address of a page.
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

/// A text inside an element of HTML.
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
