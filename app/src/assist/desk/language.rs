//! Another language of the page, in its place: the page of that language is fetched without a word of what was said, and what
//! was said is filled in again.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{DomParser, Event, SupportedType};

use super::room::Room;
use super::{ROOT, SCREEN};
use crate::assist::screens::Screen;
use crate::browser::speak;
use crate::need::week_keys;
use crate::routes::{Page, all_words_href};
use crate::text::{AssistWords as W, Lang, Words, words_of};
use crate::ui::browser::{around, by_id, fetch, focus, value_of};
use crate::ui::client_script;

impl Room {
    /// The links to the other languages stand outside the island.
    pub fn clicked_outside(self, event: &Event) {
        let Some(link) = around(event, "nav.languages a") else { return };
        let (lang, _) = Lang::split(&link.get_attribute("href").unwrap_or_default());
        event.prevent_default();
        if lang != self.words().lang {
            spawn_local(self.speak(lang, None));
        }
    }

    /// `back`: the screen to which a step of the history leads; else the page takes a new step.
    pub async fn speak(self, lang: Lang, back: Option<Screen>) {
        let href = Page::Assist.href(lang);
        let page = fetch(&href).await.and_then(|page| String::from_utf8(page).ok());
        let (Some(t), Some(page)) = (words_in(lang).await, page) else {
            return self.tell(self.say(W::LanguageFailed));
        };
        self.read_answers();
        self.take_from_sheet();
        let name = by_id(crate::assist::work_list::panel::NAME).and_then(|field| value_of(&field)).unwrap_or_default();
        if !put_page(&page, lang) {
            return self.tell(self.say(W::LanguageFailed));
        }
        speak(t);
        let screen = back.unwrap_or(self.screen.get_untracked());
        if back.is_none() {
            self.push(&href, screen);
        }
        batch(move || {
            self.t.set(t);
            self.sheet_t.set(t);
            self.link.set(None);
        });
        self.mount();
        self.fill(&self.form.get_untracked());
        week_keys::start();
        self.restore_fields(&name);
        self.go(screen, false);
        // The link that was pressed is another one now.
        focus(SCREEN);
    }
}

/// Words of a language, of the same version as those of the page.
pub async fn words_in(lang: Lang) -> Option<Words> {
    let address = by_id(client_script::ID)?.get_attribute(client_script::WORDS)?;
    let version = address.rsplit('/').next()?.trim_start_matches("tout-").trim_end_matches(".bin");
    fetch(&all_words_href(lang, version)).await.and_then(words_of)
}

/// Puts a page in the place of this one, with the element that the island listens on.
fn put_page(html: &str, lang: Lang) -> bool {
    let parsed = DomParser::new().ok().and_then(|parser| parser.parse_from_string(html, SupportedType::TextHtml).ok());
    let Some(parsed) = parsed else { return false };
    let (Some(root), Some(fresh)) = (by_id(ROOT), parsed.get_element_by_id(ROOT)) else { return false };
    let (Some(body), Some(fresh_body)) = (document().body(), parsed.body()) else { return false };
    root.replace_children_with_node_0();
    while let Some(child) = fresh.first_child() {
        if root.append_child(&child).is_err() {
            return false;
        }
    }
    if fresh.replace_with_with_node_1(&root).is_err() {
        return false;
    }
    body.replace_children_with_node_0();
    while let Some(child) = fresh_body.first_child() {
        if body.append_child(&child).is_err() {
            return false;
        }
    }
    if let Some(page) = document().document_element() {
        // The name is one that attributes may have.
        let _ = page.set_attribute("lang", lang.tag());
    }
    true
}
