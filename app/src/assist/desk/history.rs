//! Back and forward go through the screens of the page. An entry of the history says which one, and nothing of what was said.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, PopStateEvent};

use super::room::Room;
use crate::assist::form::AssistForm;
use crate::assist::screens::Screen;
use crate::need::form::NEED_FORM;
use crate::routes::Page;
use crate::text::Lang;
use crate::ui::browser::all;

impl Room {
    /// A step to a screen.
    pub fn note_in_history(self, screen: Screen) {
        self.push(&Page::Assist.href(self.words().lang), screen);
    }

    /// Says of the entry where the page is which screen that is, with another address if one is given.
    pub fn note_here(self, href: Option<&str>) {
        if let Ok(history) = window().history() {
            let screen = self.screen.get_untracked().code();
            // Fails only for another origin; the page is right all the same.
            let _ = history.replace_state_with_url(&screen.into(), "", href);
        }
    }

    /// A step to an address of this page.
    pub fn push(self, href: &str, screen: Screen) {
        if let Ok(history) = window().history() {
            // Fails only for another origin; the page is right all the same.
            let _ = history.push_state_with_url(&screen.code().into(), "", Some(href));
        }
    }

    /// Back, or forward: to the screen that the entry says. The page began with the questions, whose links are entries of
    /// their own.
    pub fn moved(self, event: &Event) {
        let state = event.dyn_ref::<PopStateEvent>().map_or(JsValue::NULL, PopStateEvent::state).as_string();
        let screen = Screen::ALL.into_iter().find(|screen| state.as_deref() == Some(screen.code()));
        let location = window().location();
        let hash = location.hash().unwrap_or_default();
        let is_question = hash.is_empty() || all(&format!("#{NEED_FORM} {hash}")).len() == 1;
        let Some(screen) = screen.or(is_question.then_some(Screen::Questions)) else { return };
        // Of nobody there is neither a list nor a sheet.
        let screen = if self.form.with_untracked(AssistForm::is_empty) { Screen::Questions } else { screen };
        let (lang, _) = Lang::split(&location.pathname().unwrap_or_default());
        if lang == self.words().lang {
            // A step among the questions is one of the browser's own.
            if screen != self.screen.get_untracked() {
                self.go(screen, false);
            }
        } else {
            leptos::task::spawn_local(self.speak(lang, Some(screen)));
        }
    }

    /// The browser asks before something is lost.
    pub fn leaving(self, event: &Event) {
        // The telephone or the mail program opens beside the page.
        if !self.calling.get_untracked() && self.is_lost_with_the_page() {
            event.prevent_default();
        }
    }

    /// On a shared computer, "back" must not find anyone again.
    pub fn left(self, _: &Event) {
        self.unmount();
        self.fill(&AssistForm::default());
        self.form.set(AssistForm::default());
        self.situations.update(Vec::clear);
    }

    pub fn returned(self, event: &Event) {
        let kept = js_sys::Reflect::get(event, &"persisted".into()).ok().and_then(|kept| kept.as_bool());
        if kept == Some(true) {
            // Refused only while the page is leaving already.
            let _ = window().location().reload();
        }
    }
}
