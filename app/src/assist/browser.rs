//! `/accompagner` in the browser: the screens of the server, made here, so that nothing of what is said leaves the page.
//! What is kept is in this browser (the work list) or in a link that someone asked for.

mod links;
mod work;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use domain::{Catalogue, Finess, Parameters, Territory};
use jiff::civil::Date;
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::form::{AssistForm, VIEW_ONE};
use super::kept_here;
use super::list::chosen_words;
use super::persons::{IMPORT, PERSONS_LIST, SAVE_FORM};
use super::print::{COPY_LINK, LINK, MAKE_LINK, PRINT, rows_of};
use super::screens::{
    CHOSEN_COUNT, ELSEWHERE, MENTION, REQUEST, SCREEN, SHEET_ANNEX, SHEET_END, Screen, Screens, Shown,
};
use crate::aids::form::SituationForm;
use crate::assist::browser_markup::set_html;
use crate::assist::templates::for_browser::{data, say_started};
use crate::assist::templates::need_help;
use crate::assist::templates::situation_fields::show_in_browser;
use crate::compare::page_contract::{CatalogueFile, LIST, STATUS};
use crate::need::form::{CHOSEN, NEED_FORM};
use crate::ports::languages;
use crate::routes::{Page, all_words_href};
use crate::text::{AssistWords as W, Lang, Words, words_of};
use crate::ui::browser::{
    all, around, by_id, element, fetch, form_by_id, listen, query_of, set_text, show_errors, target, value_of,
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
    /// What the law asks above every list, as the server wrote it.
    mention: String,
    screen: Cell<Screen>,
    /// The language of the screen.
    shown: Cell<Words>,
    /// Id of the person on the screen, if the list has it.
    person: RefCell<Option<String>>,
    /// What was last saved or opened, to know whether something would be lost.
    saved: RefCell<String>,
    /// What was asked for that would lose something: asked for once more, it is done.
    asked: RefCell<Option<String>>,
    /// The situations of people of the list, by id, for as long as the page is there.
    situations: RefCell<Vec<(String, SituationForm)>>,
    /// Refusals that were counted, by person and service: each once for as long as the page is there.
    counted: RefCell<Vec<(Option<String>, Finess)>>,
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
    let Some(today) = domain::time::calendar::parse_date(&said("data-today")) else { return };
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
        pdf: by_id(SCREEN).is_some_and(|screens| screens.has_attribute("data-pdf")),
        mention: by_id(MENTION).map(|mention| mention.inner_html()).unwrap_or_default(),
        screen: Cell::new(Screen::Questions),
        shown: Cell::new(t),
        person: RefCell::default(),
        saved: RefCell::default(),
        asked: RefCell::default(),
        situations: RefCell::default(),
        counted: RefCell::default(),
    });
    need_help::start(t);
    show_in_browser(t.say(W::InBrowser));
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
        ("storage", Room::changed_elsewhere),
    ] {
        let room = Rc::clone(&room);
        listen(event, move |event| heard(&room, event));
    }
    room.first_list();
    room.open_first();
    say_started();
}

impl Room {
    /// What stands in the form of the screen.
    fn read(&self) -> AssistForm {
        let text = form_by_id(NEED_FORM).and_then(|form| query_of(&form)).unwrap_or_default();
        AssistForm::from_text(&text)
    }

    /// Makes something with the screens of a language.
    fn with_screens<T>(&self, t: Words, make: impl FnOnce(&Screens<'_>) -> T) -> T {
        let address = format!("{}{}", self.site, Page::Assist.href(t.lang));
        let Self { territory, catalogue, parameters, languages, today, pdf, mention, .. } = self;
        let (today, pdf, address) = (*today, *pdf, address.as_str());
        make(&Screens { t, catalogue, territory, parameters, languages, today, address, live: true, pdf, mention })
    }

    /// Shows a screen, or the one before it on which something must be corrected, and goes to its beginning.
    fn show(&self, form: &AssistForm, screen: Screen, t: Words) {
        let Shown { screen, title, body, wrong } = self.with_screens(t, |screens| screens.show(form, screen));
        set_html(SCREEN, &body.into_string());
        if let Some(part) = by_id(SCREEN) {
            // The name is one that attributes may have.
            let _ = part.set_attribute("lang", t.lang.tag());
        }
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
        show_in_browser(self.shown.get().say(W::InBrowser));
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
        event.prevent_default();
        let to = said("formaction").or_else(|| form.get_attribute("action")).unwrap_or_default();
        // A file is made by the server: its button says so.
        if said("data-file").is_some() {
            return spawn_local(Self::file(Rc::clone(self), to));
        }
        // Only a sheet is in another language than its page.
        let (lang, screen) = match Lang::split(&to).0 {
            lang if to == Page::AssistSheet.href(lang) => (lang, Screen::Sheet),
            _ => (self.t.lang, Screen::List),
        };
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

    /// The one time that what was said is sent: for a file, because its button was pressed.
    async fn file(self: Rc<Self>, address: String) {
        let form = self.read();
        let lang = Lang::split(&address).0;
        let shown = self.with_screens(self.shown.get(), |screens| screens.show(&form, Screen::Sheet));
        if shown.wrong {
            return self.show(&form, Screen::Sheet, self.words_in(lang).await.unwrap_or(self.t));
        }
        let body = form.to_text(true);
        if !kept_here::save_answer(&address, &body, &format!("fiche-{}.pdf", self.today)).await {
            self.say(self.t.say(W::PdfFailed));
        }
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
            set_html(LINK, "");
            if self.screen.get() == Screen::Sheet {
                self.refresh();
            } else {
                set_text(CHOSEN_COUNT, &chosen_words(self.shown.get(), self.read().chosen.len()));
            }
            return self.show_persons();
        }
        // A link that was made is of the answers before.
        set_html(LINK, "");
        self.refresh();
    }

    /// The figure beside a slider that moves; a note as high as what it holds, on paper too.
    fn input(self: &Rc<Self>, event: Event) {
        if let Some(note) = around(&event, "textarea") {
            let rows = rows_of(&value_of(&note).unwrap_or_default());
            // The name is one that attributes may have.
            let _ = note.set_attribute("rows", &rows.to_string());
        }
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
            Screen::Sheet => &[SHEET_END, SHEET_ANNEX],
        };
        let form = self.read();
        let screen = self.screen.get();
        let shown = self.with_screens(self.shown.get(), |screens| screens.show(&form, screen));
        if shown.screen != screen {
            // What is wrong is said, and no answer to something else stands there; the fields are shown when it is sent.
            let parsed = form.parse(self.t, &self.territory, &self.parameters, self.today);
            let words: Vec<String> = parsed.err().into_iter().flatten().map(|error| error.message).collect();
            // Hidden and not emptied: its boxes hold the choice.
            set_hidden(LIST, true);
            return set_text(STATUS, &words.join(" "));
        }
        if screen == Screen::Sheet {
            let fields: Vec<String> = all("textarea").iter().map(Element::id).collect();
            show_errors(fields.iter().map(String::as_str), &form.note_errors(self.shown.get()));
        }
        set_hidden(LIST, false);
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
        // From the switch one goes to the question that it shows.
        let next =
            if around(&event, ".view").is_some() { Some(Element::from(here)) } else { here.next_element_sibling() };
        if let Some(next) = next.filter(|next| next.class_list().contains("question")) {
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
            COPY_LINK => return spawn_local(links::copy_link(self.shown.get())),
            _ => {}
        }
        let Some(does) = button.get_attribute("data-does") else { return };
        let id = button.get_attribute("data-person").unwrap_or_default();
        match does.as_str() {
            "open" => self.open(&id),
            "new" => self.new_person(),
            "remove" => self.remove(&id),
            "export" => self.export(),
            "erase" => self.erase(),
            "count" => spawn_local(Self::count(Rc::clone(self), button)),
            _ => {}
        }
    }

    /// The browser asks before something is lost.
    fn leaving(self: &Rc<Self>, event: Event) {
        if self.is_lost_with_the_page() {
            event.prevent_default();
        }
    }

    /// On a shared computer, "back" must not find anyone again.
    fn left(self: &Rc<Self>, _: Event) {
        set_html(SCREEN, "");
        set_html(PERSONS_LIST, "");
        self.situations.take();
    }

    fn back(self: &Rc<Self>, event: Event) {
        let kept = js_sys::Reflect::get(&event, &"persisted".into()).ok().and_then(|kept| kept.as_bool());
        if kept == Some(true) {
            // Refused only while the page is leaving already.
            let _ = window().location().reload();
        }
    }
}

fn set_hidden(id: &str, hidden: bool) {
    if let Some(element) = by_id(id) {
        element.set_hidden(hidden);
    }
}

/// Shows a question, and puts the focus in its first field.
fn go_to(question: &Element) {
    // The same as its link: the style shows what the address names. Refused only for what is no address.
    let _ = window().location().set_hash(&question.id());
    let field = question.query_selector("input, select").ok().flatten();
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        // Refused only for an element that takes no focus.
        let _ = field.focus();
    }
}
