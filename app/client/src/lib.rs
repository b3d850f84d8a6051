//! Entry point of the browser client. It must call into `app`, or its islands are not linked.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page once the module is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    app::start();
}
