//! The island of the list. It wraps the page that the server wrote and listens to its forms. Whenever the need, the
//! weights, the filters, the page or the situation change, the same engine ranks again without asking the server. The
//! situation stays in the memory of the page. Where the services are too many for a browser, the server is asked for each
//! page of the list, and this computes what is left to pay over the page that came.
//!
//! The HTML of the server is never hydrated, because a translation by the browser wraps its texts in extra elements. At
//! the first change the parts that depend on the result are emptied and built here, and each later result makes their
//! nodes anew.

#[cfg(feature = "hydrate")]
mod asking;
#[cfg(feature = "hydrate")]
mod gestures;
#[cfg(feature = "hydrate")]
mod list;

use leptos::ev::Event;
use leptos::prelude::*;

/// Wraps the page of a list.
#[island]
pub fn Comparator(children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    list::start();
    view! {
        <div class="list-page" on:input=move |event| handle(event.as_ref()) on:change=move |event| handle(event.as_ref())
            on:click=move |event| handle(event.as_ref()) on:submit=move |event| handle(event.as_ref())
            on:reset=move |event| handle(event.as_ref())>
            {children()}
        </div>
    }
}

#[cfg(feature = "hydrate")]
fn handle(event: &Event) {
    gestures::handle(event);
}

/// On the server the island listens to nothing.
#[cfg(not(feature = "hydrate"))]
fn handle(_: &Event) {}
