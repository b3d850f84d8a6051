//! Opens the window that prints, once, on a page that was asked for to be printed.

use leptos::prelude::*;

#[island]
pub fn PrintNow() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    after_others();
    view! { <span hidden></span> }
}

/// Two frames later: what other islands add is drawn by then. Without frames nothing is printed: the button is there.
#[cfg(feature = "hydrate")]
fn after_others() {
    let _ = request_animation_frame(|| {
        let _ = request_animation_frame(|| {
            // Refused where the browser cannot print.
            let _ = window().print();
        });
    });
}
