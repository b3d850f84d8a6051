//! The state of a list in the browser, what is computed from it, and the parts of the page that follow.

use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;

use domain::aids::Situation;
use domain::ranking::changes::Changes;
use domain::{Finess, Need};
use leptos::prelude::*;

use crate::aids::situation_fields::PRIVACY;
use crate::browser::{Listings, PageData, page_data};
use crate::compare::asked::AskedPage;
use crate::compare::list_form::{ListForm, View};
use crate::compare::outcome::{Answered, Published, answer};
use crate::compare::page_contract::SITUATION_FORM;
use crate::compare::result_card::CardExtras;
use crate::compare::results_section::{
    AIDS, CHANGES, CHIPS, HEAD, LIST, ListView, MAP, PRICES, SHARES, STATUS, TRAY, shares, tray,
};
use crate::error::FieldError;
use crate::need::form::{NeedForm, PAGE_SIZE};
use crate::routes::Page;
use crate::text::{Aids, Common, Lang, SITE, Words};
use crate::ui::browser::{
    address_query, all, build_anew, by_id, focus, forget_on_leaving, listen, replace_address, set_text,
};

/// Delay between the list and the update of the address: the browser saves the state of every field with each
/// address, which takes time.
const REST: Duration = Duration::from_millis(60);

/// The state that a person sets on the page, and what is computed from it.
#[derive(Clone, Copy)]
pub(super) struct List {
    pub(super) data: &'static PageData,
    pub(super) listings: &'static Listings,
    /// The need with the weights.
    pub(super) need: RwSignal<NeedForm>,
    pub(super) view: RwSignal<View>,
    pub(super) page: RwSignal<usize>,
    pub(super) situation: RwSignal<Option<Situation>>,
    pub(super) chosen: RwSignal<Vec<Finess>>,
    /// More services were ticked than are allowed.
    pub(super) full: RwSignal<bool>,
    /// Nothing until the first page came, where the server is asked.
    pub(super) outcome: Memo<Result<Option<Arc<Shown>>, Vec<FieldError>>>,
    /// The last valid result.
    pub(super) answered: Memo<Option<Arc<Shown>>>,
    /// The last page that the server answered, the query of the one that it is being asked for, and whether it failed to
    /// answer.
    pub(super) page_here: RwSignal<Option<Arc<AskedPage>>>,
    pub(super) under_way: RwSignal<Option<String>>,
    pub(super) failed: RwSignal<bool>,
    /// What would change the last result, once it was looked for.
    pub(super) changes: RwSignal<Option<(Arc<Shown>, Changes)>>,
}

/// A result, and the page of the server that it was made from, where it was asked.
pub(super) struct Shown {
    answered: Answered,
    page: Option<Arc<AskedPage>>,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        self.answered == other.answered
    }
}

/// A part of the page that depends on the result.
type Part = fn(&ListView<'_>) -> AnyView;

thread_local! {
    pub(super) static LIST_OF_PAGE: Cell<Option<List>> = const { Cell::new(None) };
}

/// Starts to listen to the page. Without a catalogue its forms go to the server.
pub(super) fn start() {
    let Some(data) = page_data() else { return };
    let Some(listings) = data.listings else { return };
    // The list from the server belongs to the address, whatever was changed in the fields since.
    let form = ListForm::from_query(&address_query());
    let page = form.need.page_number().unwrap_or(1);
    let (need, view) = (RwSignal::new(form.need), RwSignal::new(form.view));
    let (page, situation) = (RwSignal::new(page), RwSignal::new(None::<Situation>));
    let chosen = RwSignal::new(form.chosen);
    let published = published(data, listings);
    let (page_here, failed) = (RwSignal::new(None::<Arc<AskedPage>>), RwSignal::new(false));
    let outcome = Memo::new(move |_| {
        if !listings.are_here {
            need.with(|need| need.parse(data.t, published.territory, published.today).map(drop))?;
            if failed.get() {
                return Err(vec![FieldError::new(LIST, data.t.say(Common::NotReached))]);
            }
            let Some(page) = page_here.get() else { return Ok(None) };
            let mut answered = page.answer(data.t, situation.get().as_ref())?;
            answered.form.chosen = chosen.get_untracked();
            return Ok(Some(Arc::new(Shown { answered, page: Some(page) })));
        }
        let form = ListForm { need: need.get().on_page(page.get()), view: view.get(), chosen: chosen.get_untracked() };
        let answered = answer(data.t, &form, situation.get().as_ref(), published, PAGE_SIZE, true)?;
        Ok(Some(Arc::new(Shown { answered, page: None })))
    });
    let answered = Memo::new(move |before: Option<&Option<Arc<Shown>>>| match outcome.get() {
        Ok(shown) => shown,
        Err(_) => before.cloned().flatten(),
    });
    let full = RwSignal::new(false);
    let under_way = RwSignal::new(None);
    let list = List {
        data,
        listings,
        need,
        view,
        page,
        situation,
        chosen,
        full,
        outcome,
        answered,
        page_here,
        under_way,
        failed,
        changes: RwSignal::new(None),
    };
    LIST_OF_PAGE.set(Some(list));
    list.follow();
    if !listings.are_here {
        list.follow_server();
    }
    // Read what was changed before the script had started.
    list.read_need();
    list.read_chosen();
    set_text(PRIVACY, data.t.say(Aids::InBrowser));
    forget_on_leaving(SITUATION_FORM);
    // Only after the first result, the server's, has been painted. Where frames are not available nothing is
    // computed.
    let _ = request_animation_frame(move || list.take_kept());
    // A page restored by the browser's "back" has lost its fields: fill them again.
    listen("pageshow", move |_| list.take_kept());
}

/// Id of the element that has the focus.
pub(super) fn focused() -> String {
    document().active_element().map(|element| element.id()).unwrap_or_default()
}

/// Gives the focus back: the element that had it may have been built anew.
pub(super) fn focus_again(focused: String) {
    // Where frames are not available only the focus is lost.
    let _ = request_animation_frame(move || {
        let lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
        if lost && !focused.is_empty() {
            focus(&focused);
        }
    });
}

fn published(data: &'static PageData, listings: &'static Listings) -> Published<'static> {
    Published {
        catalogue: &listings.catalogue,
        territory: &listings.territory,
        parameters: &data.parameters,
        today: data.today,
    }
}

impl List {
    pub(super) fn t(self) -> Words {
        self.data.t
    }

    /// Keeps the page in step with the state.
    fn follow(self) {
        let t = self.t();
        // The state that the server rendered. An effect runs for the first time only after the island has started:
        // by then a change made before, or a stored situation, may have given another result.
        let written_answer = self.answered.get_untracked();
        let written_query = untrack(move || self.query());
        let written_asked = untrack(move || self.asked_query());
        let written_choice = self.chosen.get_untracked();
        Effect::new(move |before: Option<bool>| {
            let answered = self.answered.get();
            if before.is_none() && answered == written_answer {
                return false;
            }
            let Some(shown) = answered else { return false };
            let mounted = before == Some(true);
            if !mounted {
                // The first page that the server is asked for is the one that it wrote.
                let as_written = shown.page.as_ref().is_some_and(|page| page.query == written_asked);
                if as_written && !shown.answered.to_pay_apart {
                    return false;
                }
                self.mount();
            }
            let view = self.view(&shown);
            set_text(STATUS, &view.status());
            set_text(SHARES, &shares(t, &shown.answered.comparison.need));
            // The map that the server drew does not apply to another need.
            if let Some(map) = by_id(MAP) {
                map.set_hidden(true);
            }
            document().set_title(&format!("{} – {SITE}", view.title()));
            self.look_for_changes(Arc::clone(&shown));
            true
        });
        Effect::new(move |before: Option<()>| {
            let errors = self.outcome.with(|outcome| outcome.as_ref().err().cloned()).unwrap_or_default();
            if before.is_some() || !errors.is_empty() {
                self.show_wrong(&errors);
            }
        });
        Effect::new(move |before: Option<()>| {
            let query = self.query();
            if before.is_some() || query != written_query {
                // After the list: the browser saves the state of every field with the address. If there is no timer
                // the address stays as it was, and the list is right.
                let _ = set_timeout(move || keep_in_step(t, &query), REST);
            }
        });
        // The ticked services can change without a new result.
        Effect::new(move |before: Option<bool>| {
            let is_as_written = self.chosen.get() == written_choice;
            self.full.track();
            match before {
                None if is_as_written => false,
                Some(true) => true,
                None | Some(false) => {
                    keep(TRAY, move || {
                        let here =
                            self.answered.with(|answered| answered.as_deref().map(|shown| finess_of(&shown.answered)));
                        tray(t, &self.chosen.get(), &here.unwrap_or_default(), self.full.get())
                    });
                    true
                }
            }
        });
    }

    /// Empties the parts that the server wrote for its result, and builds them here from now on.
    fn mount(self) {
        let parts: [(&str, Part); 4] = [
            (HEAD, |view| view.head()),
            (CHIPS, |view| view.chips()),
            (LIST, |view| view.list()),
            (PRICES, |view| view.prices()),
        ];
        for (id, part) in parts {
            keep(id, move || match self.answered.get() {
                Some(answered) => part(&self.view(&answered)),
                None => ().into_any(),
            });
        }
        keep(CHANGES, move || self.changes());
    }

    /// Looks for what would change a list once the list itself is there: a gesture must not wait for it.
    fn look_for_changes(self, shown: Arc<Shown>) {
        if !self.listings.are_here {
            return;
        }
        // Where there is no timer the list is without them.
        let _ = set_timeout(
            move || {
                let is_last = |last: &Option<Arc<Shown>>| last.as_ref().is_some_and(|last| Arc::ptr_eq(last, &shown));
                if self.answered.with_untracked(is_last) {
                    let situation = self.situation.get_untracked();
                    let changes = shown.answered.find_changes(situation.as_ref(), published(self.data, self.listings));
                    self.changes.set(changes.map(|changes| (shown, changes)));
                }
            },
            REST,
        );
    }

    /// What would change the list: found here for this result, or answered with it by the server.
    fn changes(self) -> AnyView {
        let Some(shown) = self.answered.get() else { return ().into_any() };
        let view = self.view(&shown);
        if let Some(changes) = &shown.answered.changes {
            return view.changes(changes);
        }
        self.changes.with(|found| match found {
            Some((of, changes)) if Arc::ptr_eq(of, &shown) => view.changes(changes),
            _ => ().into_any(),
        })
    }

    fn view(self, shown: &Shown) -> ListView<'_> {
        let Shown { answered, page } = shown;
        let published = match page {
            Some(page) => page.published(),
            None => published(self.data, self.listings),
        };
        ListView { t: self.t(), published, answered, extras: CardExtras::default(), aids: AIDS }
    }

    /// The request in the form of an address.
    pub(super) fn query(self) -> String {
        let (need, view) = match self.answered.get() {
            // A list of the server: what is set may still be asked for.
            Some(shown) if !self.listings.are_here => (shown.answered.form.need.clone(), shown.answered.form.view),
            Some(shown) => (shown.answered.form.need.clone(), self.view.get()),
            None => (self.need.get(), self.view.get()),
        };
        ListForm { need, view, chosen: self.chosen.get() }.to_query()
    }

    pub(super) fn reads(self, form: &NeedForm) -> Option<Need> {
        form.parse(self.t(), &self.listings.territory, self.data.today).ok()
    }

    /// Shows what is wrong with the request in the status. Of the need, only the weights are changed on this page.
    fn show_wrong(self, errors: &[FieldError]) {
        let words: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
        let Some(status) = by_id(STATUS) else { return };
        // Also visible, while the list still shows the result of an earlier request.
        status.set_class_name(if words.is_empty() { "visually-hidden" } else { "warning" });
        if !words.is_empty() {
            set_text(STATUS, &words.join(" "));
            status.scroll_into_view();
        }
    }
}

/// The services that one page of a result lists.
fn finess_of(answered: &Answered) -> Vec<Finess> {
    answered.comparison.answers().map(|answer| answer.finess).collect()
}

/// Builds a part of the page here, for as long as the page is there.
pub(super) fn keep(id: &str, make: impl Fn() -> AnyView + 'static) {
    std::mem::forget(build_anew(id, make));
}

/// Writes the request into the address and into the links to the other languages.
fn keep_in_step(t: Words, query: &str) {
    replace_address(&Page::Compare(query.to_owned()).href(t.lang));
    for (link, lang) in all("nav.languages a").iter().zip(Lang::ALL) {
        // The name is a valid attribute name.
        let _ = link.set_attribute("href", &Page::Compare(query.to_owned()).href(lang));
    }
}
