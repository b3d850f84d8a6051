//! Entry point of the browser client. It must call into `app`, or its islands are not linked.

use wasm_bindgen::prelude::wasm_bindgen;

/// Fetches what the islands read. False where it is not to be had: nothing may be hydrated then.
#[wasm_bindgen]
pub async fn prepare() -> bool {
    app::prepare().await
}

/// Called by the page once `prepare` has said yes.
#[wasm_bindgen]
pub fn hydrate() {
    app::start();
}
