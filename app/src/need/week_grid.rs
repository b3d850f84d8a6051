//! The island around the week: a usual week fills it without leaving the page, the rows of exact times and the cells
//! follow each other, arrow keys move between cells. Without it all of them are plain fields.

use leptos::ev;
use leptos::prelude::*;

/// Its children are the week as the server wrote it.
#[island]
pub fn WeekGrid(children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    super::week_keys::start();
    let changed = move |_event: ev::Event| {
        #[cfg(feature = "hydrate")]
        super::week_keys::changed(&_event);
    };
    let clicked = move |_event: ev::MouseEvent| {
        #[cfg(feature = "hydrate")]
        super::week_keys::clicked(&_event);
    };
    let pressed = move |_event: ev::KeyboardEvent| {
        #[cfg(feature = "hydrate")]
        super::week_keys::pressed(&_event);
    };
    view! { <div class="need-week" on:change=changed on:click=clicked on:keydown=pressed>{children()}</div> }
}
