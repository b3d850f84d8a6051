//! Entry point of the browser client of social workers. Families never load it, whatever it weighs.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page once the module is loaded.
#[wasm_bindgen]
pub fn start() {
    app::assist::browser::start();
}
