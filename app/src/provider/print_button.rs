//! The button that prints a page: hidden until a script runs, because it needs one.

use leptos::prelude::*;

/// Id of the button.
pub const PRINT: &str = "imprimer";

/// Its child is the button, as the server wrote it.
#[island]
pub fn PrintButton(children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    show();
    view! { <span on:click=|_| print()>{children()}</span> }
}

#[cfg(feature = "hydrate")]
fn show() {
    if let Some(button) = crate::ui::browser::by_id(PRINT) {
        // The name is a valid attribute name.
        let _ = button.remove_attribute("hidden");
    }
}

#[cfg(feature = "hydrate")]
fn print() {
    // Fails only in a browser that cannot print.
    let _ = window().print();
}

/// On the server nothing is printed.
#[cfg(not(feature = "hydrate"))]
fn print() {}
