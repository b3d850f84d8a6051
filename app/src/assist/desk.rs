//! The island of `/accompagner`. It wraps the page that the server wrote, whose form holds the answers, and builds what
//! follows from them: the list, the sheet, the people that this browser keeps. Nothing that is said leaves the page, but for
//! a file that someone asks for.
//!
//! As in the list of families the HTML of the server is never hydrated, and each new result is made of new nodes.

#[cfg(feature = "hydrate")]
mod fields;
#[cfg(feature = "hydrate")]
mod history;
#[cfg(feature = "hydrate")]
mod language;
#[cfg(feature = "hydrate")]
mod links;
#[cfg(feature = "hydrate")]
mod parts;
#[cfg(feature = "hydrate")]
mod people;
#[cfg(feature = "hydrate")]
mod refusals;
#[cfg(feature = "hydrate")]
mod requests;
#[cfg(feature = "hydrate")]
mod room;

use leptos::ev::Event;
use leptos::prelude::*;

/// Id of the element that the island wraps.
pub const ROOT: &str = "accompagner";
/// Id of the screen.
pub const SCREEN: &str = "bureau";
/// Id of the folded part that holds the questions beside the list.
pub const ANSWERS: &str = "reponses";
/// Ids of the list with what surrounds it, of what stands above it, and of the place of the sheet.
pub const OUTCOME: &str = "liste";
pub const ABOVE: &str = "avant-la-liste";
/// Id of the way to share the list.
pub const SHARE: &str = "partage";
pub const SHEET: &str = "feuille";

/// Wraps the page.
#[island]
pub fn Desk(children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    room::start();
    view! {
        <div id=ROOT on:input=move |event| hear(event.as_ref()) on:change=move |event| hear(event.as_ref())
            on:click=move |event| hear(event.as_ref()) on:submit=move |event| hear(event.as_ref())
            on:keydown=move |event| hear(event.as_ref())>
            {children()}
        </div>
    }
}

#[cfg(feature = "hydrate")]
fn hear(event: &Event) {
    room::hear(event);
}

/// On the server the island listens to nothing.
#[cfg(not(feature = "hydrate"))]
fn hear(_: &Event) {}
