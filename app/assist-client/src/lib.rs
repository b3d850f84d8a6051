//! Entry point of the browser client of social workers. Families never load it, whatever it weighs.

use wasm_bindgen::prelude::wasm_bindgen;

/// Fetches what the island reads. False where it is not to be had: nothing may be hydrated then.
#[wasm_bindgen]
pub async fn prepare() -> bool {
    app::prepare().await
}

/// Called by the page once `prepare` has said yes.
#[wasm_bindgen]
pub fn hydrate() {
    app::start();
}
