//! Entry point of the browser client of the back office. Nobody else loads it, whatever it weighs.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page once the module is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    app::start();
}
