//! Opens the print window once, on a page that was requested for printing.

use leptos::prelude::*;

#[island]
pub fn PrintNow() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    after_others();
    view! { <span hidden></span> }
}

/// Two animation frames later, when the other islands have drawn. If frames are not available nothing is printed: the
/// button remains.
#[cfg(feature = "hydrate")]
fn after_others() {
    let _ = request_animation_frame(|| {
        let _ = request_animation_frame(|| {
            // Fails only in a browser that cannot print.
            let _ = window().print();
        });
    });
}
