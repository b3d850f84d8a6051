//! Links in the browser: one that was asked for, and one that the address carries.

use std::rc::Rc;

use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlInputElement};

use super::Room;
use crate::assist::browser_markup::set_html;
use crate::assist::form::AssistForm;
use crate::assist::fragment;
use crate::assist::persons::{MESSAGE, link_error};
use crate::assist::print::{LINK, LINK_FIELD, link};
use crate::assist::screens::Screen;
use crate::routes::Page;
use crate::text::{AssistWords as W, Words};
use crate::ui::browser::{by_id, focus, replace_address, set_text, value_of};

impl Room {
    pub(super) fn make_link(&self) {
        let form = self.read();
        let address = self.with_screens(self.t, |screens| screens.link(&screens.kept(&form)));
        let t = self.shown.get();
        let with = form.shares_situation && !form.situation.is_empty();
        set_html(LINK, &link(t, &address, with).into_string());
        focus(LINK_FIELD);
    }

    /// What the address carries, if it is no part of the page.
    pub(super) fn carried() -> Option<String> {
        let carried = window().location().hash().unwrap_or_default();
        let id = carried.trim_start_matches('#');
        (!id.is_empty() && by_id(id).is_none()).then_some(carried)
    }

    /// The page begins with what its address carries, if it carries something.
    pub(super) fn open_first(&self) {
        let Some(carried) = Self::carried() else { return self.note_saved() };
        self.clean_address();
        match fragment::read(&carried) {
            Ok(text) => self.open_text(&text),
            Err(error) => {
                self.note_saved();
                self.say(&self.t.fill(W::LinkEmpty, &[&link_error(self.t, error)]));
            }
        }
    }

    /// A link may come while the page is there. What is said on it is not lost, and a step back is no link.
    pub(super) fn addressed(self: &Rc<Self>, _: Event) {
        let Some(carried) = Self::carried().filter(|carried| !carried.starts_with("#question-")) else { return };
        self.clean_address();
        match fragment::read(&carried) {
            Ok(_) if self.is_unsaved() => self.say(self.t.say(W::LinkWaits)),
            Ok(text) => {
                self.remember_situation();
                self.open_text(&text);
            }
            Err(error) => self.say(&self.t.fill(W::LinkIgnored, &[&link_error(self.t, error)])),
        }
    }

    /// Takes what it carries out of the bar, of the history and of what is shared.
    pub(super) fn clean_address(&self) {
        replace_address(&Page::Assist.href(self.t.lang));
    }

    pub(super) fn open_text(&self, text: &str) {
        self.person.take();
        self.show(&AssistForm::from_text(text), Screen::List, self.t);
        self.note_saved();
        let told = !self.read().situation.is_empty();
        let again = if told { "" } else { self.t.say(W::TellAgain) };
        self.say(&format!("{} {again}", self.t.say(W::LinkOpened)));
    }
}

pub(super) async fn copy_link(t: Words) {
    let Some(address) = by_id(LINK_FIELD).and_then(|field| value_of(&field)) else { return };
    let copied = JsFuture::from(window().navigator().clipboard().write_text(&address)).await;
    if copied.is_ok() {
        set_text(MESSAGE, t.say(W::ShareCopied));
    }
    if let Some(field) = by_id(LINK_FIELD).and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        field.select();
    }
}
