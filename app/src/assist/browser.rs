//! `/accompagner` in the browser: the screens of the server, made here, so that nothing of what is said leaves the page.
//! What is kept is in this browser (the work list) or in a link that someone asked for.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use domain::refusal::DaySlot;
use domain::{Catalogue, Finess, Need, Parameters, Territory, search};
use jiff::civil::Date;
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::desk::{DESK, Desk, ELSEWHERE, REQUEST, SHEET_END, Screen, Shown};
use super::form::{AssistForm, VIEW_ONE};
use super::fragment;
use super::kept_here::{self, KeptHere};
use super::persons::{IMPORT, MESSAGE, NAME, PERSONS, PERSONS_LIST, Panel, SAVE_FORM, link_error, list_error, step_of};
use super::print::{COPY_LINK, LINK, LINK_FIELD, MAKE_LINK, PRINT};
use super::work_list::{Follow, LONGEST_FILE, Person, WorkList};
use crate::aids::fields::show_in_browser;
use crate::compare::form::{CHOSEN, NEED_FORM};
use crate::compare::list::{CatalogueFile, LIST, STATUS};
use crate::compare::need_help;
use crate::live::{data, say_started};
use crate::ports::{languages, refusal_field};
use crate::routes::{Page, REFUSALS, all_words_href};
use crate::text::{AssistWords as W, Lang, Words, words_of};
use crate::ui::browser::{
    all, around, by_id, element, fetch, focus, form_by_id, listen, query_of, replace_address, set_html, set_text,
    target, value_of,
};

/// The page and all that it shows.
struct Room {
    /// The language of the page; a sheet may be in another.
    t: Words,
    /// Version of the words, to fetch those of another language.
    words: String,
    today: Date,
    territory: Territory,
    catalogue: Catalogue,
    parameters: Parameters,
    languages: Vec<String>,
    /// This site, without a slash at its end.
    site: String,
    /// Whether the site makes sheets as PDF.
    pdf: bool,
    screen: Cell<Screen>,
    /// The language of the screen.
    shown: Cell<Words>,
    /// Id of the person on the screen, if the list has it.
    person: RefCell<Option<String>>,
    /// What was last saved or opened, to know whether something would be lost.
    saved: RefCell<String>,
    /// What was asked for that would lose something: asked for once more, it is done.
    asked: RefCell<Option<String>>,
}

/// Called by the client once it is loaded.
pub fn start() {
    spawn_local(begin());
}

/// Without the words or the catalogue the forms still go to the server.
async fn begin() {
    let Some(data) = data() else { return };
    let said = |name: &str| data.get_attribute(name).unwrap_or_default();
    let words = said("data-words");
    let Some(t) = fetch(&words).await.and_then(words_of) else { return };
    let Some(today) = domain::calendar::parse_date(&said("data-today")) else { return };
    let file = fetch(&said("data-catalogue")).await;
    let Some(file) = file.and_then(|bytes| postcard::from_bytes::<CatalogueFile>(&bytes).ok()) else { return };
    let catalogue = Catalogue::with_version(file.listings, file.version);
    let version = words.rsplit('/').next().unwrap_or_default();
    let room = Rc::new(Room {
        t,
        words: version.trim_start_matches("tout-").trim_end_matches(".bin").to_owned(),
        today,
        territory: file.territory,
        languages: languages(&catalogue),
        catalogue,
        parameters: Parameters::embedded().with(file.values),
        site: window().location().origin().unwrap_or_default(),
        pdf: by_id(DESK).is_some_and(|desk| desk.has_attribute("data-pdf")),
        screen: Cell::new(Screen::Questions),
        shown: Cell::new(t),
        person: RefCell::default(),
        saved: RefCell::default(),
        asked: RefCell::default(),
    });
    need_help::start(t);
    show_in_browser(t);
    for (event, heard) in [
        ("submit", Room::submitted as fn(&Rc<Room>, Event)),
        ("click", Room::clicked),
        ("change", Room::changed),
        ("input", Room::input),
        ("keydown", Room::pressed),
        ("hashchange", Room::addressed),
        ("beforeunload", Room::leaving),
        ("pagehide", Room::left),
        ("pageshow", Room::back),
    ] {
        let room = Rc::clone(&room);
        listen(event, move |event| heard(&room, event));
    }
    room.first_list();
    room.open_address();
    say_started();
}

impl Room {
    /// What stands in the form of the screen.
    fn read(&self) -> AssistForm {
        let text = form_by_id(NEED_FORM).and_then(|form| query_of(&form)).unwrap_or_default();
        AssistForm::from_text(&text)
    }

    /// Makes something with the screens of a language.
    fn with_desk<T>(&self, t: Words, make: impl FnOnce(&Desk<'_>) -> T) -> T {
        let address = format!("{}{}", self.site, Page::Assist.href(t.lang));
        let Self { territory, catalogue, parameters, languages, today, pdf, .. } = self;
        let (today, pdf, address) = (*today, *pdf, address.as_str());
        make(&Desk { t, catalogue, territory, parameters, languages, today, address, live: true, pdf })
    }

    /// Shows a screen, or the one before it on which something must be corrected, and goes to its beginning.
    fn show(&self, form: &AssistForm, screen: Screen, t: Words) {
        let Shown { screen, title, body, wrong } = self.with_desk(t, |desk| desk.show(form, screen));
        set_html(DESK, &body.into_string());
        document().set_title(&format!("{title} – {}", crate::text::SITE));
        self.screen.set(screen);
        self.shown.set(t);
        self.dress();
        let first = if wrong { "#bureau .error-summary a" } else { "#bureau h1" };
        if let Some(first) = all(first).into_iter().next().and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
            // Refused only for an element that takes no focus.
            let _ = first.focus();
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        self.show_persons();
    }

    /// What the templates leave to the browser: links that would lose the page open beside it.
    fn dress(&self) {
        for link in all("#bureau a[href^='/']") {
            // The names are such as attributes may have.
            let _ = link.set_attribute("target", "_blank");
            let _ = link.set_attribute("rel", "noopener");
        }
        show_in_browser(self.shown.get());
    }

    fn submitted(self: &Rc<Self>, event: Event) {
        let Some(form) = around(&event, "form") else { return };
        if form.id() == SAVE_FORM {
            event.prevent_default();
            return self.save();
        }
        if form.id() != NEED_FORM {
            return;
        }
        let pressed = js_sys::Reflect::get(&event, &"submitter".into()).ok();
        let pressed = pressed.and_then(|pressed| pressed.dyn_into::<Element>().ok());
        let said = |name: &str| pressed.as_ref().and_then(|pressed| pressed.get_attribute(name));
        // A file is made by the server: its button says so.
        if said("data-file").is_some() {
            return;
        }
        event.prevent_default();
        let to = said("formaction").or_else(|| form.get_attribute("action")).unwrap_or_default();
        let (lang, _) = Lang::split(&to);
        let screen = if to == Page::AssistSheet.href(lang) { Screen::Sheet } else { Screen::List };
        let mut asked = self.read();
        if said("name").as_deref() == Some("page") {
            asked.need.page = said("value").unwrap_or_default();
        }
        let room = Rc::clone(self);
        spawn_local(async move {
            // Without its words a sheet stays in the language of the page.
            let t = room.words_in(lang).await.unwrap_or(room.t);
            room.show(&asked, screen, t);
        });
    }

    async fn words_in(&self, lang: Lang) -> Option<Words> {
        if lang == self.t.lang {
            return Some(self.t);
        }
        fetch(&all_words_href(lang, &self.words)).await.and_then(words_of)
    }

    fn changed(self: &Rc<Self>, event: Event) {
        let Some(field) = target(&event) else { return };
        if field.id() == IMPORT {
            return spawn_local(Self::import(Rc::clone(self)));
        }
        if let Some(service) = field.get_attribute("data-follows") {
            return self.follow(&service, &value_of(&field).unwrap_or_default());
        }
        self.asked.take();
        let ours = field.closest(&format!("#{NEED_FORM}")).ok().flatten().is_some()
            || field.get_attribute("form").as_deref() == Some(NEED_FORM);
        if !ours {
            return;
        }
        if field.get_attribute("name").as_deref() == Some(CHOSEN) {
            return self.show_persons();
        }
        self.refresh();
    }

    /// The figure beside a slider that moves.
    fn input(self: &Rc<Self>, event: Event) {
        let Some(slider) = around(&event, "input[type=range]") else { return };
        if let (Some(value), Some(words)) = (value_of(&slider), slider.next_element_sibling()) {
            words.set_text_content(Some(&value));
        }
    }

    /// Writes what follows from the answers again, and leaves the fields as they are.
    fn refresh(&self) {
        let parts: &[&str] = match self.screen.get() {
            Screen::Questions => return,
            Screen::List => &[LIST, ELSEWHERE, REQUEST],
            Screen::Sheet => &[SHEET_END],
        };
        let form = self.read();
        let screen = self.screen.get();
        let shown = self.with_desk(self.shown.get(), |desk| desk.show(&form, screen));
        if shown.screen != screen {
            // What is wrong is said where the list is; its fields are shown when it is sent.
            let errors = form.need.parse(self.t, &self.territory, self.today).err().unwrap_or_default();
            let words: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
            return set_text(STATUS, &words.join(" "));
        }
        let Some(whole) = element("div") else { return };
        whole.set_inner_html(&shown.body.into_string());
        let part = |id: &str| whole.query_selector(&format!("#{id}")).ok().flatten();
        for id in parts {
            if let Some(fresh) = part(id) {
                set_html(id, &fresh.inner_html());
            }
        }
        if let Some(status) = part(STATUS) {
            set_text(STATUS, &status.text_content().unwrap_or_default());
        }
        self.dress();
    }

    /// Enter goes on to the next question where one is shown at a time.
    fn pressed(self: &Rc<Self>, event: Event) {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        let one = by_id(VIEW_ONE).and_then(|one| one.dyn_into::<HtmlInputElement>().ok());
        let field = around(&event, ".question input, .question select").or_else(|| around(&event, ".view input"));
        if key.key() != "Enter" || !one.is_some_and(|one| one.checked()) || field.is_none() {
            return;
        }
        let shown = all(".question").into_iter().filter_map(|part| part.dyn_into::<HtmlElement>().ok());
        let Some(here) = shown.into_iter().find(|part| part.offset_height() > 0) else { return };
        if let Some(next) = here.next_element_sibling().filter(|next| next.class_list().contains("question")) {
            event.prevent_default();
            go_to(&next);
        }
    }

    fn clicked(self: &Rc<Self>, event: Event) {
        if let Some(link) = around(&event, "a[data-step]") {
            let href = link.get_attribute("href").unwrap_or_default();
            if let Some(question) = all(&href).into_iter().next() {
                event.prevent_default();
                go_to(&question);
            }
            return;
        }
        let Some(button) = around(&event, "button") else { return };
        match button.id().as_str() {
            PRINT => {
                // Refused only where there is nothing to print with.
                let _ = window().print();
                return;
            }
            MAKE_LINK => return self.make_link(),
            COPY_LINK => return spawn_local(copy_link(self.shown.get())),
            _ => {}
        }
        let Some(does) = button.get_attribute("data-does") else { return };
        let id = button.get_attribute("data-person").unwrap_or_default();
        match does.as_str() {
            "open" => self.open(&id),
            "new" => self.begin(),
            "remove" => self.remove(&id),
            "export" => self.export(),
            "erase" => self.erase(),
            "count" => spawn_local(Self::count(Rc::clone(self), button)),
            _ => {}
        }
    }

    // The link.

    fn make_link(&self) {
        let form = self.read();
        let kept = self.with_desk(self.t, |desk| desk.kept(&form));
        let text = kept.to_text(form.shares_situation);
        let address = format!("{}{}#{}", self.site, Page::Assist.href(self.t.lang), fragment::write(&text));
        let t = self.shown.get();
        let with = form.shares_situation && !form.situation.is_empty();
        set_html(LINK, &super::print::link(t, &address, with).into_string());
        focus(LINK_FIELD);
    }

    /// A link may come while the page is there.
    fn addressed(self: &Rc<Self>, _: Event) {
        self.open_address();
    }

    /// Opens what the address carries, and takes it out of the bar, of the history and of what is shared.
    fn open_address(&self) {
        let carried = window().location().hash().unwrap_or_default();
        let id = carried.trim_start_matches('#');
        if id.is_empty() || by_id(id).is_some() {
            return;
        }
        replace_address(&Page::Assist.href(self.t.lang));
        match fragment::read(&carried) {
            Ok(text) => {
                self.person.take();
                let form = AssistForm::from_text(&text);
                self.show(&form, Screen::List, self.t);
                self.note_saved();
                self.say(self.t.say(W::LinkOpened));
            }
            Err(error) => {
                self.show(&AssistForm::default(), Screen::Questions, self.t);
                self.say(&link_error(self.t, error));
            }
        }
    }

    // The work list.

    fn say(&self, words: &str) {
        set_text(MESSAGE, words);
    }

    /// What the browser kept, without those who are there too long.
    fn first_list(&self) {
        match kept_here::load(self.today) {
            KeptHere::List(list, expired) => {
                if expired > 0 {
                    self.store(&list);
                    self.say(&self.t.count(expired as u32, W::ExpiredOne, W::Expired));
                }
            }
            KeptHere::Unreadable(error) => self.say(&self.unreadable(error)),
        }
        self.show_persons();
    }

    fn unreadable(&self, error: super::work_list::WorkListError) -> String {
        self.t.fill(W::Unreadable, &[&list_error(self.t, error)])
    }

    /// The list, or none and a message: what cannot be read is not written over.
    fn list(&self) -> Option<WorkList> {
        match kept_here::load(self.today) {
            KeptHere::List(list, _) => Some(list),
            KeptHere::Unreadable(error) => {
                self.say(&self.unreadable(error));
                None
            }
        }
    }

    fn store(&self, list: &WorkList) -> bool {
        let kept = kept_here::store(list);
        if !kept {
            self.say(self.t.say(W::NotKept));
        }
        kept
    }

    fn show_persons(&self) {
        let KeptHere::List(list, _) = kept_here::load(self.today) else {
            let nobody = WorkList::default();
            return self.write_panel(&nobody);
        };
        self.write_panel(&list);
    }

    fn write_panel(&self, list: &WorkList) {
        let form = self.read();
        let need = form.need.parse(self.t, &self.territory, self.today).ok();
        let name = |finess: &Finess| {
            let listing = self.catalogue.find(*finess)?;
            Some((*finess, search::readable(&listing.name.value)))
        };
        let open = self.person.borrow();
        let panel = Panel {
            t: self.t,
            list,
            open: open.as_deref(),
            services: form.chosen.iter().filter_map(name).collect(),
            slots: need.as_ref().map(|need| DaySlot::touched(&need.terms().visits)).unwrap_or_default(),
            acts: need.as_ref().map(|need| need.terms().wished).unwrap_or_default(),
        };
        // What is being typed there stays.
        let typed = by_id(NAME).and_then(|field| value_of(&field));
        set_html(PERSONS_LIST, &panel.markup().into_string());
        if let (Some(typed), None, Some(field)) = (typed, open.as_ref(), by_id(NAME)) {
            crate::ui::browser::set_value(&field, &typed);
        }
    }

    /// Whether something was said that is nowhere kept.
    fn is_unsaved(&self) -> bool {
        let form = self.read();
        !form.is_empty() && form.to_text(true) != *self.saved.borrow()
    }

    fn note_saved(&self) {
        self.saved.replace(self.read().to_text(true));
        self.asked.take();
    }

    /// Whether what is on the screen may go: it is kept, or was asked to go twice.
    fn may_go(&self, what: &str) -> bool {
        if !self.is_unsaved() || self.asked.borrow().as_deref() == Some(what) {
            return true;
        }
        self.asked.replace(Some(what.to_owned()));
        self.say(self.t.say(W::Unsaved));
        false
    }

    fn save(&self) {
        let Some(mut list) = self.list() else { return };
        let name = by_id(NAME).and_then(|field| value_of(&field)).unwrap_or_default();
        let form = self.read();
        let kept = self.with_desk(self.t, |desk| desk.kept(&form));
        let open = self.person.borrow().clone();
        let before = open.as_deref().and_then(|id| list.find(id));
        let follow: Vec<Follow> = before.map(|person| person.follow().to_vec()).unwrap_or_default();
        let id = before.map_or_else(fresh_id, |person| person.id().to_owned());
        let Ok(person) = Person::new(&id, &name, self.today, &kept.to_text(false), follow) else {
            self.say(self.t.say(W::NameWrong));
            return focus(NAME);
        };
        if list.put(person).is_err() {
            return self.say(self.t.say(W::ListFull));
        }
        if self.store(&list) {
            self.person.replace(Some(id));
            self.note_saved();
            self.show_persons();
            self.say(&self.t.fill(W::Saved, &[&name.trim()]));
            focus(NAME);
        }
    }

    fn open(&self, id: &str) {
        let Some(list) = self.list() else { return };
        let Some(person) = list.find(id) else { return self.show_persons() };
        if !self.may_go(id) {
            return;
        }
        self.person.replace(Some(id.to_owned()));
        let form = AssistForm::from_text(person.text());
        self.show(&form, Screen::List, self.t);
        self.note_saved();
        self.say(&self.t.fill(W::Opened, &[&person.name()]));
    }

    fn begin(&self) {
        if !self.may_go("new") {
            return;
        }
        self.person.take();
        if let Some(field) = by_id(NAME) {
            crate::ui::browser::set_value(&field, "");
        }
        self.show(&AssistForm::default(), Screen::Questions, self.t);
        self.note_saved();
        self.say("");
    }

    fn remove(&self, id: &str) {
        let Some(mut list) = self.list() else { return };
        let Some(name) = list.find(id).map(|person| person.name().to_owned()) else { return self.show_persons() };
        list.remove(id);
        if self.store(&list) {
            if self.person.borrow().as_deref() == Some(id) {
                self.person.take();
                self.saved.take();
            }
            self.show_persons();
            self.say(&self.t.fill(W::Removed, &[&name]));
            focus(PERSONS);
        }
    }

    fn export(&self) {
        if let Some(list) = self.list() {
            kept_here::export(&list, self.today);
        }
    }

    fn erase(&self) {
        let sure = self.asked.borrow().as_deref() == Some("erase");
        if !sure {
            self.asked.replace(Some("erase".to_owned()));
            return self.say(&self.t.fill(W::EraseSure, &[&self.t.say(W::EraseAll)]));
        }
        kept_here::erase();
        self.person.take();
        self.show(&AssistForm::default(), Screen::Questions, self.t);
        self.note_saved();
        self.say(self.t.say(W::Erased));
    }

    async fn import(self: Rc<Self>) {
        let t = self.t;
        let refused = |why: &str| self.say(&t.fill(W::ImportRefused, &[&why]));
        let Some(text) = kept_here::chosen_file(IMPORT, LONGEST_FILE).await else {
            return refused(t.say(W::WrongTooLong));
        };
        let mut other = match WorkList::read(&text) {
            Ok(other) => other,
            Err(error) => return refused(&list_error(t, error)),
        };
        other.expire(self.today);
        let Some(mut list) = self.list() else { return };
        let merged = list.merge(other, fresh_id);
        if self.store(&list) {
            self.show_persons();
            self.say(&t.fill(W::Imported, &[&merged.added, &merged.known, &merged.doubled, &merged.left_out]));
        }
    }

    /// Keeps what came of a service.
    fn follow(&self, service: &str, code: &str) {
        let Some(mut list) = self.list() else { return };
        let open = self.person.borrow().clone().unwrap_or_default();
        let (Some(person), Ok(finess)) = (list.find(&open).cloned(), service.parse::<Finess>()) else { return };
        let put = person.with_step(finess, step_of(code)).map(|person| list.put(person));
        if !matches!(put, Ok(Ok(()))) {
            return self.say(self.t.say(W::ListFull));
        }
        if self.store(&list) {
            self.show_persons();
            focus(&format!("suivi-{service}"));
        }
    }

    /// Sends one refusal, of which every word is a code that stands on the screen.
    async fn count(self: Rc<Self>, button: HtmlElement) {
        let t = self.t;
        let said = |name: &str| button.get_attribute(name).unwrap_or_default();
        let (service, reason) = (said("data-service"), said("data-reason"));
        let chosen =
            |name: &str| by_id(&format!("{name}-{service}")).and_then(|field| value_of(&field)).unwrap_or_default();
        let need: Option<Need> = self.read().need.parse(t, &self.territory, self.today).ok();
        let zone = need.map(|need| need.terms().zone.to_string()).unwrap_or_default();
        let body = form_urlencoded::Serializer::new(String::new())
            .append_pair(refusal_field::SERVICE, &service)
            .append_pair(refusal_field::ZONE, &zone)
            .append_pair(refusal_field::REASON, &reason)
            .append_pair(refusal_field::SLOT, &chosen("moment"))
            .append_pair(refusal_field::ACT, &chosen("tache"))
            .finish();
        match kept_here::send(REFUSALS, &body).await {
            Some(answer) if answer.is_empty() => {
                button.remove();
                self.say(t.say(W::Counted));
            }
            Some(why) => self.say(&t.fill(W::CountFailed, &[&why])),
            None => self.say(&t.fill(W::CountFailed, &[&t.say(W::CountOffline)])),
        }
    }

    // The page as a whole.

    /// The browser asks before something is lost.
    fn leaving(self: &Rc<Self>, event: Event) {
        if self.is_unsaved() {
            event.prevent_default();
        }
    }

    /// On a shared computer, "back" must not find anyone again.
    fn left(self: &Rc<Self>, _: Event) {
        set_html(DESK, "");
        set_html(PERSONS_LIST, "");
    }

    fn back(self: &Rc<Self>, event: Event) {
        let kept = js_sys::Reflect::get(&event, &"persisted".into()).ok().and_then(|kept| kept.as_bool());
        if kept == Some(true) {
            // Refused only while the page is leaving already.
            let _ = window().location().reload();
        }
    }
}

/// Shows a question, and puts the focus in its first field.
fn go_to(question: &Element) {
    // The same as its link: the style shows what the address names.
    let _ = window().location().set_hash(&question.id());
    let field = question.query_selector("input, select").ok().flatten();
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        // Refused only for an element that takes no focus.
        let _ = field.focus();
    }
}

async fn copy_link(t: Words) {
    let Some(address) = by_id(LINK_FIELD).and_then(|field| value_of(&field)) else { return };
    let copied = JsFuture::from(window().navigator().clipboard().write_text(&address)).await;
    if copied.is_ok() {
        set_text(MESSAGE, t.say(W::ShareCopied));
    }
    if let Some(field) = by_id(LINK_FIELD).and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        field.select();
    }
}

/// 16 hexadecimal digits by chance: they tell two people of one list apart, and are no secret.
fn fresh_id() -> String {
    (0..4).map(|_| format!("{:04x}", (js_sys::Math::random() * 65536.0) as u32)).collect()
}
