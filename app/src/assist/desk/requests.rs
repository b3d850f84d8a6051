//! The two requests that someone asks for: a sheet as a file, and a refusal to be counted.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, RequestInit, Response};

use super::language::words_in;
use super::room::Room;
use crate::assist::screens::Screen;
use crate::assist::work_list::storage::save_file;
use crate::text::{AssistWords as W, Lang};

/// What became of a request.
pub(super) enum Sent {
    /// With what the server said, which is nothing where all is well.
    Answered { is_well: bool, words: String },
    /// Nobody knows whether it arrived.
    Lost,
}

impl Room {
    /// The one time that what was said is sent: for a file, because its button was pressed.
    pub async fn file(self, address: String) {
        self.take_from_sheet();
        let form = self.form.get_untracked();
        let is_wrong = self.with_screens(self.words(), |screens| screens.sheet(&form).is_err());
        if is_wrong {
            return self.go(Screen::Sheet, false);
        }
        let file = post(&address, &form.to_text(true)).await.filter(Response::ok);
        let file = match file.and_then(|file| file.blob().ok()) {
            Some(file) => JsFuture::from(file).await.ok().and_then(|file| file.dyn_into::<Blob>().ok()),
            None => None,
        };
        match file {
            Some(file) => save_file(&file, &self.file_name()),
            None => self.tell(self.say(W::PdfFailed)),
        }
    }

    /// The sheet in another language than the page. Without its words it stays as it is.
    pub async fn sheet_in(self, lang: Lang) {
        let here = self.words();
        let t = if lang == here.lang { Some(here) } else { words_in(lang).await };
        match t {
            Some(t) => {
                self.link.set(None);
                self.sheet_t.set(t);
                self.go(Screen::Sheet, true);
            }
            None => self.tell(self.say(W::LanguageFailed)),
        }
    }
}

/// Sends a form.
pub(super) async fn send(address: &str, body: &str) -> Sent {
    let Some(answer) = post(address, body).await else { return Sent::Lost };
    let words = match answer.text() {
        Ok(words) => JsFuture::from(words).await.ok().and_then(|words| words.as_string()).unwrap_or_default(),
        Err(_) => String::new(),
    };
    let words = if words.is_empty() && !answer.ok() { answer.status_text() } else { words };
    Sent::Answered { is_well: answer.ok(), words }
}

async fn post(address: &str, body: &str) -> Option<Response> {
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_body(web_sys::UrlSearchParams::new_with_str(body).ok()?.as_ref());
    let answer = JsFuture::from(window().fetch_with_str_and_init(address, &request)).await.ok()?;
    answer.dyn_into().ok()
}
