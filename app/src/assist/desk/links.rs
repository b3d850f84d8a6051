//! Links: one that was asked for, and one that the address carries.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlInputElement};

use super::room::Room;
use crate::assist::form::AssistForm;
use crate::assist::screens::Screen;
use crate::assist::share_link;
use crate::assist::sheet::page::LINK_FIELD;
use crate::assist::work_list::panel::link_error;
use crate::routes::Page;
use crate::text::AssistWords as W;
use crate::ui::browser::{by_id, focus, value_of};

impl Room {
    pub fn make_link(self) {
        self.take_from_sheet();
        let form = self.form.get_untracked();
        let address = self.with_screens(self.words(), |screens| screens.link(&screens.kept(&form)));
        self.link.set(Some((address, form.shares_situation && !form.situation.is_empty())));
        // Once it is there.
        let _ = request_animation_frame(|| focus(LINK_FIELD));
    }

    /// What the address carries, if it is no part of the page.
    fn carried() -> Option<String> {
        let carried = window().location().hash().unwrap_or_default();
        let id = carried.trim_start_matches('#');
        (!id.is_empty() && by_id(id).is_none()).then_some(carried)
    }

    /// The page begins with what its address carries, if it carries something.
    pub fn open_first(self) {
        let Some(carried) = Self::carried() else { return };
        self.clean_address();
        match share_link::read(&carried) {
            Ok(text) => self.open_text(&text),
            Err(error) => {
                let words = self.words();
                self.tell(&words.fill(W::LinkEmpty, &[&link_error(words, error)]));
            }
        }
    }

    /// A link may come while the page is there. What is said on it is not lost, and a step back is no link.
    pub fn addressed(self, _: &Event) {
        // An entry of the history that a link to a part of the page made is one of this screen.
        self.note_here(None);
        let Some(carried) = Self::carried().filter(|carried| !carried.starts_with("#question-")) else { return };
        self.clean_address();
        match share_link::read(&carried) {
            Ok(_) if self.is_unsaved() => self.tell(self.say(W::LinkWaits)),
            Ok(text) => {
                self.remember_situation();
                self.open_text(&text);
            }
            Err(error) => {
                let words = self.words();
                self.tell(&words.fill(W::LinkIgnored, &[&link_error(words, error)]));
            }
        }
    }

    /// Takes what it carries out of the bar, of the history and of what is shared.
    fn clean_address(self) {
        self.note_here(Some(&Page::Assist.href(self.words().lang)));
    }

    fn open_text(self, text: &str) {
        self.show_person(None, AssistForm::from_text(text), Screen::List);
        let told = self.form.with_untracked(|form| !form.situation.is_empty());
        let again = if told { "" } else { self.say(W::TellAgain) };
        self.tell(format!("{} {again}", self.say(W::LinkOpened)).trim_end());
    }

    pub async fn copy_link(self) {
        let Some(address) = by_id(LINK_FIELD).and_then(|field| value_of(&field)) else { return };
        if copied(&address).await {
            self.tell(self.say(W::ShareCopied));
        }
        if let Some(field) = by_id(LINK_FIELD).and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
            field.select();
        }
    }

    /// Copies the text of an element of the page.
    pub async fn copy(self, id: String) {
        let text = by_id(&id).and_then(|element| element.text_content()).unwrap_or_default();
        let sentence = if copied(&text).await { W::MailCopied } else { W::MailNotCopied };
        self.tell(self.say(sentence));
    }
}

/// Whether the browser let it.
async fn copied(text: &str) -> bool {
    JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok()
}
