//! What a person sets on the page, as signals, and what each event of the page changes of it.

use std::cell::Cell;
use std::sync::Arc;

use domain::Finess;
use domain::ranking::selection::{Filter, Sort};
use domain::readers::dates;
use domain::values::closed_list::ClosedList;
use jiff::civil::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent, SubmitEvent};

use super::SCREEN;
use crate::aids::form::{GIR, SituationForm};
use crate::assist::calls::{MAIL_INITIALS, MAIL_NUMBER, MailFrom};
use crate::assist::form::{ANNEX, AssistForm, NOTE, SHARED_SITUATION};
use crate::assist::screens::{Screen, Screens, Shown};
use crate::assist::service_list::ServiceList;
use crate::assist::sheet::page::{COPY_LINK, MAKE_LINK, PRINT, SHEET_FORM, rows_of};
use crate::assist::work_list::list::WorkList;
use crate::assist::work_list::panel::{ERASE, EXPORT, IMPORT, NEW, SAVE_FORM};
use crate::browser::{Listings, PageData, page_data};
use crate::compare::list_form::{CHOSEN, MOST_CHOSEN, SORT, SWITCH, SWITCH_CHOSEN};
use crate::compare::outcome::Published;
use crate::compare::page_contract::LIST;
use crate::error::FieldError;
use crate::need::form::NEED_FORM;
use crate::need::week_keys;
use crate::routes::Page;
use crate::text::{AssistWords as W, Lang, Words};
use crate::ui::browser::{all, around, by_id, focus, listen, set_value, target, value_of};

/// The page and all that is said on it.
#[derive(Clone, Copy)]
pub(super) struct Room {
    pub data: &'static PageData,
    pub listings: &'static Listings,
    /// This site, without a slash at its end.
    site: &'static str,
    pdf: bool,
    pictograms: &'static str,
    /// The language of the page, and of the sheet.
    pub t: RwSignal<Words>,
    pub sheet_t: RwSignal<Words>,
    /// Everything that was said.
    pub form: RwSignal<AssistForm>,
    pub screen: RwSignal<Screen>,
    /// What was wrong when a screen was asked for.
    pub errors: RwSignal<Vec<FieldError>>,
    /// More services were ticked than a sheet holds.
    pub full: RwSignal<bool>,
    /// The list of the screen, or why there is none.
    pub answered: Memo<Option<Result<Arc<ServiceList>, Vec<FieldError>>>>,
    /// Whom the browser keeps, and the id of the person on the screen.
    pub list: RwSignal<WorkList>,
    pub person: RwSignal<Option<String>>,
    /// The text of that person as it was read or written last here: another tab may have written another since.
    pub base: RwSignal<Option<String>>,
    /// What was last saved or opened, to know whether something would be lost.
    pub saved: RwSignal<String>,
    /// What was asked for that would lose something: asked for once more, it is done.
    pub asked: RwSignal<Option<String>>,
    /// The situations of people of the list, by id, for as long as the page is there.
    pub situations: RwSignal<Vec<(String, SituationForm)>>,
    pub mail_from: RwSignal<MailFrom>,
    /// A link was pressed that opens another program, not another page.
    pub calling: RwSignal<bool>,
    /// A link that was made, and whether it holds the situation.
    pub link: RwSignal<Option<(String, bool)>>,
}

thread_local! {
    static ROOM: Cell<Option<Room>> = const { Cell::new(None) };
}

/// Starts to follow the page. Without a catalogue its forms go to the server.
pub fn start() {
    let Some(data) = page_data() else { return };
    let Some(listings) = data.listings else { return };
    let t = RwSignal::new(data.t);
    let (form, screen) = (RwSignal::new(AssistForm::default()), RwSignal::new(Screen::Questions));
    let frame = by_id(SCREEN);
    let told = |name: &str| frame.as_ref().and_then(|frame| frame.get_attribute(name));
    let site: &str = window().location().origin().unwrap_or_default().leak();
    let (pdf, pictograms) = (told("data-pdf").is_some(), &*told("data-pictograms").unwrap_or_default().leak());
    // A tick or a note is no other question.
    let asked = Memo::new(move |_| {
        let (chosen, notes, general_note) = (Vec::new(), Vec::new(), String::new());
        AssistForm { chosen, notes, general_note, has_annex: false, shares_situation: false, ..form.get() }
    });
    // Each answer is a new one: comparing two would take longer than showing it.
    let answered = Memo::new_with_compare(
        move |_| {
            let (asked, t) = (asked.get(), t.get());
            let form = AssistForm { chosen: form.with_untracked(|form| form.chosen.clone()), ..asked };
            (screen.get() == Screen::List).then(|| {
                let made =
                    screens(data, listings, t, (site, pdf, pictograms), |screens| screens.show(&form, Screen::List));
                match made {
                    Shown::List(list, _) => Ok(Arc::from(list)),
                    shown => Err(shown.errors().to_vec()),
                }
            })
        },
        |_, _| true,
    );
    let room = Room {
        data,
        listings,
        site,
        pdf,
        pictograms,
        t,
        sheet_t: RwSignal::new(data.t),
        form,
        screen,
        errors: RwSignal::default(),
        full: RwSignal::new(false),
        answered,
        list: RwSignal::default(),
        person: RwSignal::default(),
        base: RwSignal::default(),
        saved: RwSignal::default(),
        asked: RwSignal::default(),
        situations: RwSignal::default(),
        mail_from: RwSignal::default(),
        calling: RwSignal::new(false),
        link: RwSignal::default(),
    };
    ROOM.set(Some(room));
    // What was answered before the script had started.
    room.read_answers();
    room.mount();
    room.follow();
    week_keys::start();
    room.note_here(None);
    for (event, heard) in [
        ("hashchange", Room::addressed as fn(Room, &Event)),
        ("popstate", Room::moved),
        ("click", Room::clicked_outside),
        ("beforeunload", Room::leaving),
        ("pagehide", Room::left),
        ("pageshow", Room::returned),
        ("storage", Room::changed_elsewhere),
    ] {
        listen(event, move |event| heard(room, &event));
    }
    room.first_list();
    room.open_first();
}

/// Hears an event of the page.
pub fn hear(event: &Event) {
    let Some(room) = ROOM.get() else { return };
    room.calling.set(false);
    let focused = document().active_element().map(|element| element.id()).unwrap_or_default();
    match event.type_().as_str() {
        "input" => room.input(event),
        "change" => room.changed(event),
        "click" => room.clicked(event),
        "submit" => room.submitted(event),
        "keydown" => room.pressed(event),
        _ => {}
    }
    // The element with the focus may have been built anew. Where frames are not available only the focus is lost.
    let _ = request_animation_frame(move || {
        let lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
        if lost && !focused.is_empty() {
            focus(&focused);
        }
    });
}

/// Makes something with the screens of a language.
fn screens<T>(
    data: &PageData,
    listings: &Listings,
    t: Words,
    (site, pdf, pictograms): (&str, bool, &str),
    make: impl FnOnce(&Screens<'_>) -> T,
) -> T {
    let address = format!("{site}{}", Page::Assist.href(t.lang));
    let published = Published {
        catalogue: &listings.catalogue,
        territory: &listings.territory,
        parameters: &data.parameters,
        today: data.today,
    };
    make(&Screens { t, published, address: &address, live: true, pdf, pictograms })
}

impl Room {
    pub fn today(self) -> Date {
        self.data.today
    }

    pub fn words(self) -> Words {
        self.t.get_untracked()
    }

    pub fn say(self, sentence: W) -> &'static str {
        self.words().say(sentence)
    }

    pub fn with_screens<T>(self, t: Words, make: impl FnOnce(&Screens<'_>) -> T) -> T {
        screens(self.data, self.listings, t, (self.site, self.pdf, self.pictograms), make)
    }

    /// Shows a screen, or the one before it on which something must be corrected. `is_new`: as a step of the history.
    pub fn go(self, asked: Screen, is_new: bool) {
        self.take_from_sheet();
        let form = self.form.get_untracked();
        let shown = self.with_screens(self.words(), |screens| screens.show(&form, asked));
        let (screen, errors) = (shown.screen(), shown.errors().to_vec());
        if is_new && screen != self.screen.get_untracked() {
            self.note_in_history(screen);
        }
        self.show_field_errors(&errors);
        let wrong = !errors.is_empty();
        batch(move || {
            self.asked.set(None);
            self.errors.set(errors);
            self.full.set(false);
            self.screen.set(screen);
        });
        // Once the screen is there. Where frames are not available only the focus is lost.
        let _ = request_animation_frame(move || self.to_the_beginning(wrong));
    }

    /// One more answer, or another one.
    pub fn answers_changed(self) {
        batch(move || {
            self.read_answers();
            self.link.set(None);
            self.asked.set(None);
        });
    }

    fn input(self, event: &Event) {
        let Some(field) = target(event) else { return };
        let value = value_of(&field).unwrap_or_default();
        match field.id().as_str() {
            MAIL_INITIALS => self.mail_from.update(|from| from.initials = value),
            MAIL_NUMBER => self.mail_from.update(|from| from.number = value),
            id if field.tag_name() == "TEXTAREA" => {
                // As high as what it holds, on paper too. The name is one that attributes may have.
                let _ = field.set_attribute("rows", &rows_of(&value).to_string());
                self.note_written(id, &value);
            }
            _ if field.get_attribute("type").as_deref() == Some("range") => {
                if let Some(words) = field.next_element_sibling() {
                    words.set_text_content(Some(&value));
                }
                self.answers_changed();
            }
            _ => {}
        }
    }

    fn note_written(self, field: &str, text: &str) {
        let text = text.replace("\r\n", "\n").trim().to_owned();
        self.form.update(|form| match field.split_once('-').map(|(_, finess)| finess.parse::<Finess>()) {
            None if field == NOTE => form.general_note = text,
            Some(Ok(finess)) => {
                form.notes.retain(|(of, _)| *of != finess);
                if !text.is_empty() {
                    form.notes.push((finess, text));
                }
            }
            None | Some(Err(_)) => {}
        });
        self.link.set(None);
        self.asked.set(None);
    }

    fn changed(self, event: &Event) {
        let Some(field) = target(event) else { return };
        self.asked.set(None);
        let value = value_of(&field).unwrap_or_default();
        if field.id() == IMPORT {
            return spawn_local(self.import());
        }
        if let Some(service) = field.get_attribute("data-follows") {
            return self.follow_service(&service, &value);
        }
        if let Some(service) = field.get_attribute("data-calls-back") {
            return self.call_back(&service, &value);
        }
        let is_in = |selector: &str| field.closest(selector).ok().flatten().is_some();
        let ticked = field.dyn_ref::<HtmlInputElement>().is_some_and(HtmlInputElement::checked);
        match field.get_attribute("name").as_deref() {
            // Taken off when the sheet is made again: until then it may be ticked again.
            Some(CHOSEN) if is_in(&format!("#{SHEET_FORM}")) => self.link.set(None),
            Some(CHOSEN) => self.tick(&field),
            Some(SORT) => batch(move || {
                self.link.set(None);
                self.form.update(|form| {
                    form.view.sort = Sort::from_code(&value).unwrap_or_default();
                    form.need.page = String::new();
                });
            }),
            Some(ANNEX) => {
                self.take_from_sheet();
                self.link.set(None);
                self.form.update(|form| form.has_annex = ticked);
            }
            Some(SHARED_SITUATION) => batch(move || {
                self.form.update(|form| form.shares_situation = ticked);
                self.link.set(None);
            }),
            _ if is_in(&format!("#{NEED_FORM}")) => {
                if is_in(".need-week") {
                    week_keys::changed(event);
                }
                self.answers_changed();
            }
            _ if field.get_attribute("form").as_deref() == Some(NEED_FORM) => self.answers_changed(),
            _ => {}
        }
    }

    /// Ticks or unticks a service; a fifth one is refused with a message.
    fn tick(self, field: &Element) {
        let Some(field) = field.dyn_ref::<HtmlInputElement>() else { return };
        let Ok(finess) = field.value().parse::<Finess>() else { return };
        let is_ticked = field.checked();
        let is_full = is_ticked && self.form.with_untracked(|form| form.chosen.len() >= MOST_CHOSEN);
        // Someone who leaves hospital has some services twice.
        for other in all(&format!("input[name={CHOSEN}][value='{finess}']")) {
            if let Some(other) = other.dyn_ref::<HtmlInputElement>() {
                other.set_checked(is_ticked && !is_full);
            }
        }
        batch(move || {
            self.full.set(is_full);
            self.link.set(None);
            self.asked.set(None);
            if !is_full {
                self.form.update(|form| {
                    form.chosen.retain(|other| *other != finess);
                    if is_ticked {
                        form.chosen.push(finess);
                    }
                });
            }
        });
    }

    fn clicked(self, event: &Event) {
        if around(event, ".need-week").is_some() {
            week_keys::clicked(event);
        }
        if let Some(link) = around(event, "a") {
            return self.followed(event, &link);
        }
        let Some(button) = around(event, "button") else { return };
        let told = |name: &str| button.get_attribute(name).unwrap_or_default();
        match button.id().as_str() {
            // Refused only where there is nothing to print with.
            PRINT => drop(window().print()),
            MAKE_LINK => self.make_link(),
            COPY_LINK => spawn_local(self.copy_link()),
            NEW => self.new_person(),
            EXPORT => self.export(),
            ERASE => self.erase(),
            _ => {}
        }
        match told("data-does").as_str() {
            "open" => self.open(&told("data-person")),
            "remove" => self.remove(&told("data-person")),
            "count" => spawn_local(self.count(button.clone())),
            "copy" => spawn_local(self.copy(told("data-copies"))),
            _ => {}
        }
        match told("name").as_str() {
            SWITCH => {
                event.prevent_default();
                self.switch(&told("value"));
            }
            "page" => {
                event.prevent_default();
                self.form.update(|form| form.need.page = told("value"));
                self.to_the_list();
            }
            GIR => {
                event.prevent_default();
                if let Some(field) = by_id(GIR) {
                    set_value(&field, &told("value"));
                }
                self.answers_changed();
                self.to_the_list();
            }
            _ => {}
        }
    }

    /// A link to another question is a step of the page; one to a service opens beside it, and nothing is lost.
    fn followed(self, event: &Event, link: &Element) {
        let href = link.get_attribute("href").unwrap_or_default();
        if link.has_attribute("data-step") {
            event.prevent_default();
            self.to_question(&href);
        } else if href.starts_with("tel:") || href.starts_with("mailto:") {
            self.calling.set(true);
        } else if href.starts_with('/') {
            // The names are such as attributes may have.
            let _ = link.set_attribute("target", "_blank");
            let _ = link.set_attribute("rel", "noopener");
        } else if let Some(id) = href.strip_prefix("#question-") {
            event.prevent_default();
            if self.screen.get_untracked() != Screen::Questions {
                self.go(Screen::Questions, true);
            }
            self.to_question(&format!("#question-{id}"));
        }
    }

    fn switch(self, code: &str) {
        self.link.set(None);
        self.asked.set(None);
        if code == SWITCH_CHOSEN {
            self.form.update(|form| form.chosen.clear());
            self.untick_all();
            // Its button is gone.
            focus(LIST);
        } else if let Some(filter) = Filter::from_code(code) {
            let today = self.today();
            self.form.update(|form| {
                let start = dates::read(&form.need.start).unwrap_or(today);
                form.view = form.view.switched(filter, start, today);
                form.need.page = String::new();
            });
        }
    }

    fn submitted(self, event: &Event) {
        let Some(form) = around(event, "form") else { return };
        let submitter = event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
        let action = submitter.and_then(|button| button.get_attribute("formaction")).unwrap_or_default();
        match form.id().as_str() {
            SAVE_FORM => {
                event.prevent_default();
                self.save();
            }
            NEED_FORM => {
                event.prevent_default();
                self.answers_changed();
                let to = if action.is_empty() { Screen::List } else { Screen::Sheet };
                self.sheet_t.set(self.words());
                self.go(to, true);
            }
            SHEET_FORM => {
                event.prevent_default();
                let (lang, path) = Lang::split(&action);
                match path {
                    path if path == Page::AssistPdf.href(Lang::French) => spawn_local(self.file(action)),
                    path if path == Page::Assist.href(Lang::French) => self.go(Screen::List, true),
                    path if path == Page::AssistSheet.href(Lang::French) => spawn_local(self.sheet_in(lang)),
                    _ => self.go(Screen::Sheet, true),
                }
            }
            _ => {}
        }
    }

    fn pressed(self, event: &Event) {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        if around(event, ".need-week").is_some() {
            week_keys::pressed(key);
        }
        if key.key() == "Enter" {
            self.next_question(event);
        }
    }
}
