//! The button that prints a page: its place is kept until the script has started, and there is none without a script.

use leptos::prelude::*;

/// Id of the button.
#[cfg(feature = "ssr")]
pub const PRINT: &str = "imprimer";

/// Its child is the button, as the server wrote it.
#[island]
pub fn PrintButton(children: Children) -> impl IntoView {
    view! { <span on:click=|_| print()>{children()}</span> }
}

#[cfg(feature = "hydrate")]
fn print() {
    // Fails only in a browser that cannot print.
    let _ = window().print();
}

/// On the server nothing is printed.
#[cfg(not(feature = "hydrate"))]
fn print() {}
