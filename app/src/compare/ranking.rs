//! The island of the list. It wraps the page that the server wrote and listens to its forms. Whenever the need, the
//! weights, the filters, the page or the situation change, the same engine ranks again without asking the server. The
//! situation stays in the memory of the page. Where the services are too many for a browser, the server is asked for each
//! page of the list, and this computes what is left to pay over the page that came.
//!
//! The HTML of the server is never hydrated, because a translation by the browser wraps its texts in extra elements. At
//! the first change the parts that depend on the result are emptied and built here, and each later result makes their
//! nodes anew.

use leptos::ev::Event;
use leptos::prelude::*;

/// Wraps the page of a list.
#[island]
pub fn Comparator(children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    in_browser::start();
    view! {
        <div class="list-page" on:input=move |event| handle(event.as_ref()) on:change=move |event| handle(event.as_ref())
            on:click=move |event| handle(event.as_ref()) on:submit=move |event| handle(event.as_ref())
            on:reset=move |event| handle(event.as_ref())>
            {children()}
        </div>
    }
}

#[cfg(feature = "hydrate")]
fn handle(event: &Event) {
    in_browser::handle(event);
}

/// On the server the island listens to nothing.
#[cfg(not(feature = "hydrate"))]
fn handle(_: &Event) {}

#[cfg(feature = "hydrate")]
mod in_browser {
    use std::cell::Cell;
    use std::sync::Arc;
    use std::time::Duration;

    use domain::aids::Situation;
    use domain::ranking::changes::Changes;
    use domain::ranking::selection::{Filter, Sort};
    use domain::readers::dates;
    use domain::values::closed_list::ClosedList;
    use domain::{Finess, Need};
    use leptos::ev::Event;
    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use wasm_bindgen::JsCast;
    use web_sys::{Element, HtmlElement, HtmlInputElement, SubmitEvent};

    use crate::aids::form::{AGE, GIR, NAMES, SituationForm};
    use crate::aids::kept;
    use crate::aids::situation_fields::PRIVACY;
    use crate::browser::{Listings, PageData, page_data};
    use crate::compare::asked::{AskedPage, NoPage, list_page};
    use crate::compare::list_form::{CHOSEN, ListForm, MOST_CHOSEN, SORT, SWITCH, SWITCH_CHOSEN, View};
    use crate::compare::outcome::{Answered, Published, answer};
    use crate::compare::page_contract::SITUATION_FORM;
    use crate::compare::result_card::CardExtras;
    use crate::compare::results_section::{
        AIDS, CHANGES, CHIPS, HEAD, LIST, ListView, MAP, NEED_HIDDEN, PRICES, SHARES, STATUS, TRAY, shares, tray,
    };
    use crate::error::FieldError;
    use crate::need::form::{NEED_FORM, NeedForm, PAGE_SIZE};
    use crate::routes::Page;
    use crate::text::{Aids, Common, Lang, SITE, Words};
    use crate::ui::browser::{
        address_query, all, around, build_anew, by_id, focus, forget_on_leaving, form_by_id, listen, query_of,
        replace_address, set_text, set_value, show_errors, target, value_of,
    };
    use crate::ui::forms::hidden_fields;

    /// Delay between the list and the update of the address: the browser saves the state of every field with each
    /// address, which takes time.
    const REST: Duration = Duration::from_millis(60);
    /// How long nothing changes before the server is asked: a slider that moves changes many times.
    const PAUSE: Duration = Duration::from_millis(100);

    /// The state that a person sets on the page, and what is computed from it.
    #[derive(Clone, Copy)]
    struct List {
        data: &'static PageData,
        listings: &'static Listings,
        /// The need with the weights.
        need: RwSignal<NeedForm>,
        view: RwSignal<View>,
        page: RwSignal<usize>,
        situation: RwSignal<Option<Situation>>,
        chosen: RwSignal<Vec<Finess>>,
        /// More services were ticked than are allowed.
        full: RwSignal<bool>,
        /// Nothing until the first page came, where the server is asked.
        outcome: Memo<Result<Option<Arc<Shown>>, Vec<FieldError>>>,
        /// The last valid result.
        answered: Memo<Option<Arc<Shown>>>,
        /// The last page that the server answered, the query of the one that it is being asked for, and whether it failed to
        /// answer.
        page_here: RwSignal<Option<Arc<AskedPage>>>,
        under_way: RwSignal<Option<String>>,
        failed: RwSignal<bool>,
        /// What would change the last result, once it was looked for.
        changes: RwSignal<Option<(Arc<Shown>, Changes)>>,
    }

    /// A result, and the page of the server that it was made from, where it was asked.
    struct Shown {
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
        static LIST_OF_PAGE: Cell<Option<List>> = const { Cell::new(None) };
    }

    /// Starts to listen to the page. Without a catalogue its forms go to the server.
    pub fn start() {
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
            let form =
                ListForm { need: need.get().on_page(page.get()), view: view.get(), chosen: chosen.get_untracked() };
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

    /// Handles an event of the page.
    pub fn handle(event: &Event) {
        let Some(list) = LIST_OF_PAGE.get() else { return };
        let focused = focused();
        match event.type_().as_str() {
            "input" => list.input(event),
            "change" => list.changed(event),
            "click" => list.clicked(event),
            "submit" => list.submitted(event),
            "reset" => list.reset(event),
            _ => {}
        }
        focus_again(focused);
    }

    /// Id of the element that has the focus.
    fn focused() -> String {
        document().active_element().map(|element| element.id()).unwrap_or_default()
    }

    /// Gives the focus back: the element that had it may have been built anew.
    fn focus_again(focused: String) {
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
        fn t(self) -> Words {
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
                            let here = self
                                .answered
                                .with(|answered| answered.as_deref().map(|shown| finess_of(&shown.answered)));
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
                    let is_last =
                        |last: &Option<Arc<Shown>>| last.as_ref().is_some_and(|last| Arc::ptr_eq(last, &shown));
                    if self.answered.with_untracked(is_last) {
                        let situation = self.situation.get_untracked();
                        let changes =
                            shown.answered.find_changes(situation.as_ref(), published(self.data, self.listings));
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
        fn query(self) -> String {
            let (need, view) = match self.answered.get() {
                // A list of the server: what is set may still be asked for.
                Some(shown) if !self.listings.are_here => (shown.answered.form.need.clone(), shown.answered.form.view),
                Some(shown) => (shown.answered.form.need.clone(), self.view.get()),
                None => (self.need.get(), self.view.get()),
            };
            ListForm { need, view, chosen: self.chosen.get() }.to_query()
        }

        /// What the server is asked: the same without the ticks, and never anything of the situation.
        fn asked_query(self) -> String {
            let need = self.need.get().on_page(self.page.get());
            ListForm { need, view: self.view.get(), chosen: Vec::new() }.to_query()
        }

        /// Asks the server for the page that is wanted, whenever it is not here. The list stays as it is until then.
        fn follow_server(self) {
            let written = untrack(move || self.asked_query());
            Effect::new(move |_| {
                let query = self.asked_query();
                let is_wanted = self.situation.with(Option::is_some) || query != written;
                let is_here =
                    self.page_here.with_untracked(|page| page.as_ref().is_some_and(|page| page.query == query));
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

        fn reads(self, form: &NeedForm) -> Option<Need> {
            form.parse(self.t(), &self.listings.territory, self.data.today).ok()
        }

        /// The need as its form holds it now, with the weights.
        fn read_need(self) {
            let query = form_by_id(NEED_FORM).and_then(|form| query_of(&form)).unwrap_or_default();
            let form = NeedForm::from_query(&query);
            let same = self.need.with_untracked(|before| {
                let (before, now) = (self.reads(before), self.reads(&form));
                before.is_some() && before == now
            });
            if !same {
                batch(move || {
                    self.page.set(1);
                    self.need.set(form);
                });
            }
        }

        /// The boxes that are ticked on this page, and the services ticked on other pages.
        fn read_chosen(self) {
            for ticked in all(&format!("input[type=checkbox][name={CHOSEN}]:checked")) {
                let finess = ticked.get_attribute("value").and_then(|value| value.parse::<Finess>().ok());
                let is_new = |finess: &Finess| self.chosen.with_untracked(|chosen| !chosen.contains(finess));
                if let Some(finess) = finess.filter(is_new) {
                    self.chosen.update(|chosen| chosen.push(finess));
                }
            }
        }

        fn input(self, event: &Event) {
            let Some(slider) = around(event, "input[type=range]") else { return };
            if let (Some(value), Some(words)) = (value_of(&slider), slider.next_element_sibling()) {
                words.set_text_content(Some(&value));
            }
            self.read_need();
        }

        fn changed(self, event: &Event) {
            let Some(field) = target(event) else { return };
            let is_in = |selector: &str| field.closest(selector).ok().flatten().is_some();
            match field.get_attribute("name").as_deref() {
                Some(CHOSEN) => self.tick(&field),
                Some(SORT) => {
                    let sort = Sort::from_code(&value_of(&field).unwrap_or_default()).unwrap_or_default();
                    batch(move || {
                        self.page.set(1);
                        self.view.update(|view| view.sort = sort);
                    });
                }
                _ if is_in(&format!("#{SITUATION_FORM}")) => self.use_changed_situation(),
                _ if is_in(&format!("#{NEED_FORM}")) => self.read_need(),
                _ => {}
            }
        }

        /// Ticks or unticks a service; a fifth one is refused with a message.
        fn tick(self, field: &Element) {
            let Some(field) = field.dyn_ref::<HtmlInputElement>() else { return };
            let Ok(finess) = field.value().parse::<Finess>() else { return };
            let is_full = field.checked() && self.chosen.with_untracked(Vec::len) >= MOST_CHOSEN;
            self.full.set(is_full);
            if is_full {
                field.set_checked(false);
            } else {
                self.chosen.update(|chosen| {
                    chosen.retain(|other| *other != finess);
                    if field.checked() {
                        chosen.push(finess);
                    }
                });
            }
        }

        fn clicked(self, event: &Event) {
            // A situation that was typed would be lost with the page.
            if let Some(link) =
                around(event, &format!("#{CHANGES} a")).filter(|_| self.situation.with_untracked(Option::is_some))
            {
                event.prevent_default();
                self.apply(&link.get_attribute("href").unwrap_or_default());
                return;
            }
            let Some(button) = around(event, "button") else { return };
            // Not the `reset` event: leaving the page resets the form too, and must neither forget what is kept nor unfold
            // its part.
            if button.get_attribute("type").as_deref() == Some("reset") {
                kept::forget();
                focus(AGE);
            }
            let value = button.get_attribute("value").unwrap_or_default();
            match (button.get_attribute("name").as_deref(), button.id().as_str()) {
                (Some(SWITCH), _) => {
                    event.prevent_default();
                    self.switch(&value);
                }
                (Some("page"), _) => {
                    event.prevent_default();
                    if let Ok(page) = value.parse() {
                        self.page.set(page);
                        to_the_list();
                    }
                }
                (Some(GIR), _) => {
                    event.prevent_default();
                    if let Some(field) = by_id(GIR) {
                        set_value(&field, &value);
                    }
                    self.use_situation(true);
                }
                (name, "comparer-choisis" | "imprimer-choisis") => {
                    event.prevent_default();
                    let print = if name.is_some() { "&imprimer=oui" } else { "" };
                    let href = Page::SideBySide(format!("{}{print}", self.query())).href(self.t().lang);
                    // Fails only for a text that is not an address.
                    let _ = window().location().assign(&href);
                }
                _ => {}
            }
        }

        /// Applies a change of the need: the list of an address takes the place of this one.
        fn apply(self, href: &str) {
            let ListForm { need, view, .. } = ListForm::from_query(href.split_once('?').map_or("", |(_, query)| query));
            let fields = need.without_weights().pairs();
            keep(NEED_HIDDEN, move || hidden_fields(fields.clone()));
            batch(move || {
                self.page.set(1);
                self.need.set(need);
                self.view.set(view);
            });
            to_the_list();
        }

        fn switch(self, code: &str) {
            if code == SWITCH_CHOSEN {
                for ticked in all(&format!("input[type=checkbox][name={CHOSEN}]")) {
                    if let Some(ticked) = ticked.dyn_ref::<HtmlInputElement>() {
                        ticked.set_checked(false);
                    }
                }
                self.full.set(false);
                self.chosen.set(Vec::new());
            } else if let Some(filter) = Filter::from_code(code) {
                let today = self.data.today;
                let start = self.need.with_untracked(|need| dates::read(&need.start)).unwrap_or(today);
                batch(move || {
                    self.page.set(1);
                    self.view.update(|view| *view = view.switched(filter, start, today));
                });
            }
        }

        fn submitted(self, event: &Event) {
            let Some(form) = around(event, "form") else { return };
            match form.id().as_str() {
                NEED_FORM => {
                    let submitter = event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
                    if submitter.is_some_and(|button| button.has_attribute("formaction")) {
                        return;
                    }
                    event.prevent_default();
                    self.read_need();
                    match self.outcome.get_untracked() {
                        Ok(_) => to_the_list(),
                        Err(errors) => focus_first(&errors),
                    }
                }
                SITUATION_FORM => {
                    event.prevent_default();
                    self.use_situation(true);
                }
                _ => {}
            }
        }

        fn reset(self, event: &Event) {
            if around(event, "form").is_some_and(|form| form.id() == SITUATION_FORM) {
                show_errors(NAMES, &[]);
                self.situation.set(None);
            }
        }

        /// Uses the stored situation, if there is one and none is used yet.
        fn take_kept(self) {
            if self.situation.with_untracked(Option::is_none) && kept::fill(self.t()) {
                self.use_situation(false);
            }
        }

        /// While a situation is used, every valid change of its fields is applied.
        fn use_changed_situation(self) {
            if self.situation.with_untracked(Option::is_some) {
                self.use_situation(false);
            }
        }

        /// Uses the situation from now on, or shows its wrong fields and uses nothing of it. `asked`: by its button,
        /// else while a field is being changed.
        fn use_situation(self, asked: bool) {
            let Some(form) = form_by_id(SITUATION_FORM) else { return };
            let form = SituationForm::from_element(&form);
            match form.parse(self.t()) {
                Ok(situation) => {
                    show_errors(NAMES, &[]);
                    kept::follow(&form);
                    batch(move || {
                        // What is left to pay does not move the services that the server ranked.
                        if self.listings.are_here {
                            self.page.set(1);
                        }
                        self.failed.set(false);
                        self.situation.set(Some(situation));
                    });
                    // If the law has no values for the day of the need, the status says so.
                    if asked && self.outcome.with_untracked(Result::is_ok) {
                        to_the_list();
                    }
                }
                Err(errors) if asked => {
                    show_errors(NAMES, &errors);
                    focus_first(&errors);
                    self.situation.set(None);
                }
                Err(_) => {}
            }
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

    /// Says to who reads the list by ear that it is about to change.
    fn set_busy(busy: bool) {
        if let Some(list) = by_id(LIST) {
            // The name is a valid attribute name.
            let _ = if busy { list.set_attribute("aria-busy", "true") } else { list.remove_attribute("aria-busy") };
        }
    }

    /// Builds a part of the page here, for as long as the page is there.
    fn keep(id: &str, make: impl Fn() -> AnyView + 'static) {
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

    /// Puts the focus on the first field that is wrong.
    fn focus_first(errors: &[FieldError]) {
        if let Some(error) = errors.first() {
            focus(&error.field);
        }
    }

    /// Scrolls to the start of the new list, once it is in the page.
    fn to_the_list() {
        let _ = request_animation_frame(|| {
            if let Some(list) = by_id(LIST) {
                list.scroll_into_view();
                let _ = list.unchecked_ref::<HtmlElement>().focus();
            }
        });
    }
}
