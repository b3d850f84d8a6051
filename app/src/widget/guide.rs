//! `/integrer`: how another site shows the widget, with an example.

use leptos::html;
use leptos::prelude::*;

use crate::legal::parts::{email, paragraph, part};
use crate::need::form::PLACE;
use crate::ports::Ports;
use crate::routes::{Page, WIDGET_SCRIPT};
use crate::text::{Lang, Pages, WidgetWords as W, Words};
use crate::ui::PageHead;

/// What the frame may do: send its form, and open pages of the site as pages like any other. Its own origin, because its style
/// sheet is served to that origin alone; scripts it may not run, and it has none. `server/src/http/widget.js` writes the same.
pub const SANDBOX: &str = "allow-forms allow-popups allow-popups-to-escape-sandbox allow-same-origin";
/// The height of a frame for which none is given, in pixels.
pub const HEIGHT: u32 = 760;

#[component]
pub fn EmbedPage() -> impl IntoView {
    let t = Words::from_context();
    let Ports { facts, publications, site, .. } = Ports::from_context();
    let publication = publications.current();
    let territory = &publication.territory;
    // One of the zones, as an example.
    let zone = territory.zones.last().map_or("", |zone| zone.short.as_str());
    let query = form_urlencoded::Serializer::new(String::new()).append_pair(PLACE, zone).finish();
    let widget = Page::Widget(query.clone()).href(t.lang);
    let link = t.say(W::LinkText);
    let link = format!("<a href=\"{site}{}\">{link}</a>", Page::Compare(query).href(t.lang));
    let title = t.say(W::FrameTitle);
    let script = format!(
        "{link}\n<script src=\"{site}{WIDGET_SCRIPT}\" data-lieu=\"{zone}\" data-langue=\"{}\"\n  data-hauteur=\"{HEIGHT}\" async></script>",
        code(t.lang)
    );
    let frame = format!(
        "{link}\n<iframe src=\"{site}{widget}\" title=\"{title}\"\n  width=\"100%\" height=\"{HEIGHT}\" loading=\"lazy\" \
         referrerpolicy=\"no-referrer\"\n  sandbox=\"{SANDBOX}\"></iframe>"
    );
    let attributes = [("data-lieu", W::Lieu), ("data-langue", W::Langue), ("data-hauteur", W::Hauteur)];
    let attributes = attributes.map(|(name, means)| {
        view! { <div><dt><code>{name}</code></dt><dd>{t.fill(means, &[&HEIGHT])}</dd></div> }
    });
    let loads = [W::LoadsWeight, W::LoadsNothing, W::LoadsPlace, W::LoadsSituation];
    let loads = loads.map(|line| view! { <li>{t.say(line)}</li> });
    let example = html::iframe().src(widget).title(title).width("480").height(HEIGHT.to_string());
    let example = example.attr("loading", "lazy").sandbox(SANDBOX);
    view! {
        <PageHead title=t.say(W::Title) description=t.say(W::Describe)/>
        <h1>{t.say(W::Title)}</h1>
        <p class="lead">{t.fill(W::Lead, &[&t.say(Pages::CompareTitle)])}</p>
        {part(t.say(W::Example), example.into_any())}
        {part(t.say(W::ByScript), view! {
            <p>{t.say(W::ByScriptWhat)}</p>
            {snippet(script)}
            <dl class="about">{attributes}</dl>
        }.into_any())}
        {part(t.say(W::ByFrame), view! { <p>{t.say(W::ByFrameWhat)}</p> {snippet(frame)} }.into_any())}
        {part(t.say(W::Loads), view! { <ul>{loads}</ul> }.into_any())}
        {part(t.say(W::Allowed), paragraph(t.view(W::AllowedWhat, vec![email(t, facts.email.as_ref())])))}
    }
}

/// Lines to copy. The keyboard reaches them, since they may be wider than a telephone.
fn snippet(lines: String) -> AnyView {
    view! { <pre tabindex="0"><code>{lines}</code></pre> }.into_any()
}

/// What `data-langue` calls a language.
pub fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::French => "fr",
        Lang::English => "en",
        Lang::Plain => "falc",
    }
}
