//! A list whose services are too many for a browser: the server is asked for each page of it.

use std::sync::Arc;
use std::time::Duration;

use domain::values::closed_list::ClosedList;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::compare::asked::{NoPage, list_page};
use crate::compare::list_form::{ListForm, SORT};
use crate::compare::results_section::LIST;
use crate::routes::Page;
use crate::ui::browser::{by_id, set_value};

use super::list::{List, focus_again, focused};

/// How long nothing changes before the server is asked: a slider that moves changes many times.
const PAUSE: Duration = Duration::from_millis(100);

impl List {
    /// What the server is asked: the same without the ticks, and never anything of the situation.
    pub(super) fn asked_query(self) -> String {
        let need = self.need.get().on_page(self.page.get());
        ListForm { need, view: self.view.get(), chosen: Vec::new() }.to_query()
    }

    /// Asks the server for the page that is wanted, whenever it is not here. The list stays as it is until then.
    pub(super) fn follow_server(self) {
        let written = untrack(move || self.asked_query());
        Effect::new(move |_| {
            let query = self.asked_query();
            let is_wanted = self.situation.with(Option::is_some) || query != written;
            let is_here = self.page_here.with_untracked(|page| page.as_ref().is_some_and(|page| page.query == query));
            let is_right = self.need.with_untracked(|need| self.reads(need).is_some());
            if is_here || !is_right {
                self.under_way.set(None);
                set_busy(false);
                return;
            }
            set_busy(is_wanted);
            if self.is_under_way(&query) {
                return;
            }
            self.under_way.set(Some(query.clone()));
            if is_wanted {
                self.failed.set(false);
            }
            let written = written.clone();
            // Where there is no timer the list stays as it is.
            let _ = set_timeout(
                move || {
                    if self.is_under_way(&query) {
                        spawn_local(self.ask(query, written));
                    }
                },
                PAUSE,
            );
        });
    }

    fn is_under_way(self, query: &str) -> bool {
        self.under_way.with_untracked(|asked| asked.as_deref() == Some(query))
    }

    /// Only the answer to what was asked last counts.
    async fn ask(self, query: String, written: String) {
        let answer = list_page(query.clone()).await;
        if !self.is_under_way(&query) {
            return;
        }
        self.under_way.set(None);
        set_busy(false);
        let page = match answer {
            Ok(packed) => packed.open(query.clone()).ok_or(NoPage::SeeAddress),
            Err(refused) => Err(refused),
        };
        let is_wanted = self.situation.with_untracked(Option::is_some) || query != written;
        match page {
            Ok(page) => {
                let focused = focused();
                batch(move || {
                    self.failed.set(false);
                    self.page_here.set(Some(Arc::new(page)));
                });
                focus_again(focused);
            }
            // Nobody waits for it yet.
            Err(_) if !is_wanted => {}
            Err(NoPage::NotReached) => self.take_back(&query, &written),
            // The address of this page would be no other: two releases serve at once, for a moment.
            Err(NoPage::SeeAddress) if query == written => self.take_back(&query, &written),
            Err(NoPage::SeeAddress) => {
                let form = ListForm { chosen: self.chosen.get_untracked(), ..ListForm::from_query(&query) };
                let href = Page::Compare(form.to_query()).href(self.t().lang);
                // Fails only for a text that is not an address.
                let _ = window().location().assign(&href);
            }
        }
    }

    /// The site did not answer: page, filters and order are again those of the list that is on the screen, so that the same
    /// gesture asks again. The need stays what its form says, and is asked for with the next gesture.
    fn take_back(self, query: &str, written: &str) {
        let shown = self.page_here.with_untracked(|page| page.as_ref().map(|page| page.query.clone()));
        let shown = shown.as_deref().unwrap_or(written);
        batch(move || {
            if query != shown {
                let form = ListForm::from_query(shown);
                let page = form.need.page_number().unwrap_or(1);
                if self.need.with_untracked(|need| need.clone().on_page(1) == form.need.on_page(1)) {
                    self.page.set(page);
                }
                if let Some(order) = by_id(SORT) {
                    set_value(&order, form.view.sort.code());
                }
                self.view.set(form.view);
            }
            self.failed.set(true);
        });
    }
}

/// Says to who reads the list by ear that it is about to change.
fn set_busy(busy: bool) {
    if let Some(list) = by_id(LIST) {
        // The name is a valid attribute name.
        let _ = if busy { list.set_attribute("aria-busy", "true") } else { list.remove_attribute("aria-busy") };
    }
}
