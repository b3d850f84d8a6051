//! The page of social workers in the browser: no island, one client of its own that listens to it.

use domain::calendar::parse_date;
use wasm_bindgen_futures::spawn_local;

use crate::live::{data, say_started};
use crate::text::words_of;
use crate::ui::browser::fetch;

/// Called by the client once it is loaded. Without the words the form still submits to the server.
pub fn start() {
    spawn_local(async {
        let Some(data) = data() else { return };
        let said = |name: &str| data.get_attribute(name);
        let Some(_words) = fetch(&said("data-words").unwrap_or_default()).await.and_then(words_of) else { return };
        let Some(_today) = said("data-today").and_then(|today| parse_date(&today)) else { return };
        say_started();
    });
}
