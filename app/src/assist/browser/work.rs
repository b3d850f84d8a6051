//! The work list in the browser: whom it keeps, what may be lost, files, what came of each service, and the one refusal that
//! someone chooses to count.

use std::rc::Rc;

use domain::feedback::refusal::DaySlot;
use domain::values::search;
use domain::{Finess, Need};
use web_sys::{Event, HtmlElement};

use super::Room;
use crate::aids::form::SituationForm;
use crate::assist::browser_markup::set_html;
use crate::assist::form::AssistForm;
use crate::assist::kept_here::{self, KeptHere};
use crate::assist::persons::{IMPORT, MESSAGE, NAME, PERSONS_LIST, PERSONS_SUMMARY, Panel, list_error, step_of};
use crate::assist::screens::Screen;
use crate::assist::work_list::{Follow, LONGEST_FILE, Person, WorkList, WorkListError};
use crate::ports::refusal_field;
use crate::routes::REFUSALS;
use crate::text::AssistWords as W;
use crate::ui::browser::{by_id, focus, set_text, set_value, value_of};

impl Room {
    pub(super) fn say(&self, words: &str) {
        set_text(MESSAGE, words);
    }

    /// Another window of this browser changed the list.
    pub(super) fn changed_elsewhere(self: &Rc<Self>, _: Event) {
        let open = self.person.borrow().clone();
        if let (Some(open), Some(list)) = (open, self.list())
            && list.find(&open).is_none()
        {
            self.person.take();
            self.saved.take();
        }
        self.show_persons();
    }

    /// What the browser kept, without those who are there too long.
    pub(super) fn first_list(&self) {
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

    pub(super) fn unreadable(&self, error: WorkListError) -> String {
        self.t.fill(W::Unreadable, &[&list_error(self.t, error)])
    }

    /// The list, or none and a message: what cannot be read is not written over.
    pub(super) fn list(&self) -> Option<WorkList> {
        match kept_here::load(self.today) {
            KeptHere::List(list, _) => Some(list),
            KeptHere::Unreadable(error) => {
                self.say(&self.unreadable(error));
                None
            }
        }
    }

    pub(super) fn store(&self, list: &WorkList) -> bool {
        let kept = kept_here::store(list);
        if !kept {
            self.say(self.t.say(W::NotKept));
        }
        kept
    }

    pub(super) fn show_persons(&self) {
        let KeptHere::List(list, _) = kept_here::load(self.today) else {
            let nobody = WorkList::default();
            return self.write_panel(&nobody);
        };
        self.write_panel(&list);
    }

    pub(super) fn write_panel(&self, list: &WorkList) {
        let form = self.read();
        let need = form.need.parse(self.t, &self.territory, self.today).ok();
        let name = |finess: &Finess| {
            let listing = self.catalogue.find(*finess)?;
            Some((*finess, search::readable(&listing.name.value)))
        };
        let (open, counted) = (self.person.borrow(), self.counted.borrow());
        let panel = Panel {
            t: self.t,
            list,
            open: open.as_deref(),
            services: form.chosen.iter().filter_map(name).collect(),
            slots: need.as_ref().map(|need| DaySlot::touched(&need.terms().visits)).unwrap_or_default(),
            acts: need.as_ref().map(|need| need.terms().wished).unwrap_or_default(),
            counted: counted.iter().filter(|(person, _)| *person == *open).map(|(_, service)| *service).collect(),
        };
        // What is being typed there stays, for as long as it is about the same person.
        let before = by_id(NAME).filter(|field| field.get_attribute("data-person") == *open);
        let typed = before.and_then(|field| value_of(&field));
        set_html(PERSONS_LIST, &panel.markup().into_string());
        if let (Some(typed), Some(field)) = (typed, by_id(NAME)) {
            set_value(&field, &typed);
        }
    }

    /// What is kept of what stands on the screen: without the situation, and without weights that nobody changed.
    pub(super) fn keepable(&self) -> String {
        let form = self.read();
        let need = form.need.with_weights(&form.need.given_weights());
        AssistForm { need, ..form }.to_text(false)
    }

    /// Whether something would be lost if another person came on the screen: what is not saved, or the situation of someone
    /// who has no place to be remembered at.
    pub(super) fn is_unsaved(&self) -> bool {
        let form = self.read();
        let homeless = self.person.borrow().is_none() && !form.situation.is_empty();
        !form.is_empty() && (homeless || self.keepable() != *self.saved.borrow())
    }

    /// Whether something would be lost with the page: the situation of anyone, too.
    pub(super) fn is_lost_with_the_page(&self) -> bool {
        self.is_unsaved() || !self.read().situation.is_empty() || !self.situations.borrow().is_empty()
    }

    /// Remembers the situation of the person on the screen for as long as the page is there: it is kept nowhere else.
    pub(super) fn remember_situation(&self) {
        let Some(person) = self.person.borrow().clone() else { return };
        let mut situations = self.situations.borrow_mut();
        situations.retain(|(own, _)| *own != person);
        let situation = self.read().situation;
        if !situation.is_empty() {
            situations.push((person, situation));
        }
    }

    fn situation_of(&self, person: &str) -> SituationForm {
        let situations = self.situations.borrow();
        situations.iter().find(|(own, _)| own == person).map(|(_, situation)| situation.clone()).unwrap_or_default()
    }

    pub(super) fn note_saved(&self) {
        self.saved.replace(self.keepable());
        self.asked.take();
    }

    /// Whether what is on the screen may go: nothing of it would be lost, or it was asked to go twice.
    pub(super) fn may_go(&self, what: &str) -> bool {
        let goes = !self.is_unsaved() || self.is_asked_twice(what);
        if goes {
            self.remember_situation();
        } else {
            self.say(self.t.say(W::Unsaved));
        }
        goes
    }

    /// Whether the same was asked for just before.
    fn is_asked_twice(&self, what: &str) -> bool {
        self.asked.replace(Some(what.to_owned())).as_deref() == Some(what)
    }

    pub(super) fn save(&self) {
        let Some(mut list) = self.list() else { return };
        let name = by_id(NAME).and_then(|field| value_of(&field)).unwrap_or_default();
        let form = self.read();
        let kept = self.with_screens(self.t, |screens| screens.kept(&form));
        let open = self.person.borrow().clone();
        // Other initials are another person: whoever is open stays as they are.
        let before = open.as_deref().and_then(|id| list.find(id)).filter(|person| person.name() == name.trim());
        let taken = before.is_none() && list.persons().iter().any(|person| person.name() == name.trim());
        if taken && !self.is_asked_twice(&format!("name {name}")) {
            return self.say(&self.t.fill(W::NameTaken, &[&name.trim()]));
        }
        if let Some(error) = form.note_errors(self.t).first() {
            return self.say(&error.message);
        }
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

    pub(super) fn open(&self, id: &str) {
        let Some(list) = self.list() else { return };
        let Some(person) = list.find(id) else { return self.show_persons() };
        if !self.may_go(id) {
            return;
        }
        self.person.replace(Some(id.to_owned()));
        let form = AssistForm { situation: self.situation_of(id), ..AssistForm::from_text(person.text()) };
        self.show(&form, Screen::List, self.t);
        self.note_saved();
        let opened = self.t.fill(W::Opened, &[&person.name()]);
        let told = !self.read().situation.is_empty();
        self.say(&if told { opened } else { format!("{opened} {}", self.t.say(W::TellAgain)) });
    }

    pub(super) fn new_person(&self) {
        if !self.may_go("new") {
            return;
        }
        self.person.take();
        if let Some(field) = by_id(NAME) {
            set_value(&field, "");
        }
        self.show(&AssistForm::default(), Screen::Questions, self.t);
        self.note_saved();
        self.say("");
    }

    pub(super) fn remove(&self, id: &str) {
        let Some(mut list) = self.list() else { return };
        let Some(name) = list.find(id).map(|person| person.name().to_owned()) else { return self.show_persons() };
        if !self.is_asked_twice(&format!("remove {id}")) {
            return self.say(&self.t.fill(W::RemoveSure, &[&name]));
        }
        list.remove(id);
        self.situations.borrow_mut().retain(|(own, _)| own != id);
        if self.store(&list) {
            if self.person.borrow().as_deref() == Some(id) {
                self.person.take();
                self.saved.take();
            }
            self.show_persons();
            self.say(&self.t.fill(W::Removed, &[&name]));
            focus(PERSONS_SUMMARY);
        }
    }

    pub(super) fn export(&self) {
        if let Some(list) = self.list() {
            kept_here::export(&list, self.today);
        }
    }

    pub(super) fn erase(&self) {
        if !self.is_asked_twice("erase") {
            return self.say(&self.t.fill(W::EraseSure, &[&self.t.say(W::EraseAll)]));
        }
        kept_here::erase();
        if let Some(field) = by_id(NAME) {
            set_value(&field, "");
        }
        self.situations.take();
        self.person.take();
        self.show(&AssistForm::default(), Screen::Questions, self.t);
        self.note_saved();
        self.say(self.t.say(W::Erased));
    }

    pub(super) async fn import(self: Rc<Self>) {
        let t = self.t;
        let refused = |why: &str| self.say(&t.fill(W::ImportRefused, &[&why]));
        let Some(text) = kept_here::chosen_file(IMPORT, LONGEST_FILE).await else {
            return refused(t.say(W::WrongTooLong));
        };
        let mut other = match WorkList::read(&text) {
            Ok(other) => other,
            Err(error) => return refused(&list_error(t, error)),
        };
        self.asked.take();
        let expired = other.expire(self.today);
        let Some(mut list) = self.list() else { return };
        let merged = list.merge(other, fresh_id);
        if self.store(&list) {
            self.show_persons();
            focus(IMPORT);
            self.say(
                &t.fill(W::Imported, &[&merged.added, &merged.known, &merged.doubled, &merged.left_out, &expired]),
            );
        }
    }

    /// Keeps what came of a service.
    pub(super) fn follow(&self, service: &str, code: &str) {
        self.asked.take();
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
    pub(super) async fn count(self: Rc<Self>, button: HtmlElement) {
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
        let person = self.person.borrow().clone();
        // Pressed twice, it counts once. The name is one that attributes may have.
        let _ = button.set_attribute("disabled", "");
        let answer = kept_here::send(REFUSALS, &body).await;
        let _ = button.remove_attribute("disabled");
        match answer {
            Some(answer) if answer.is_empty() => {
                if let Ok(finess) = service.parse() {
                    self.counted.borrow_mut().push((person, finess));
                }
                self.show_persons();
                focus(&format!("suivi-{service}"));
                self.say(t.say(W::Counted));
            }
            Some(why) => self.say(&t.fill(W::CountFailed, &[&why])),
            None => self.say(&t.fill(W::CountFailed, &[&t.say(W::CountOffline)])),
        }
    }
}

/// 16 hexadecimal digits by chance: they tell two people of one list apart, and are no secret.
fn fresh_id() -> String {
    (0..4).map(|_| format!("{:04x}", (js_sys::Math::random() * 65536.0) as u32)).collect()
}
