//! The people that this browser keeps: who is opened, saved, erased, taken along in a file; what would be lost.

use jiff::civil::Date;
use leptos::prelude::*;
use web_sys::Event;

use super::room::Room;
use crate::aids::form::SituationForm;
use crate::assist::calls::{MAIL_INITIALS, MAIL_NUMBER};
use crate::assist::form::AssistForm;
use crate::assist::screens::Screen;
use crate::assist::work_list::list::{Follow, LONGEST_FILE, Person, WorkList, WorkListError};
use crate::assist::work_list::panel::{IMPORT, MESSAGE, NAME, PERSONS_SUMMARY, list_error};
use crate::assist::work_list::storage::{self, Kept};
use crate::text::AssistWords as W;
use crate::ui::browser::{by_id, focus, set_text, set_value, value_of};

impl Room {
    /// Says what came of an action.
    pub fn tell(self, words: &str) {
        set_text(MESSAGE, words);
    }

    /// Another window of this browser changed the list.
    pub fn changed_elsewhere(self, _: &Event) {
        let Some(list) = self.kept_list() else { return };
        if self.person.with_untracked(|open| open.as_deref().is_some_and(|open| list.find(open).is_none())) {
            self.person.set(None);
            self.saved.set(String::new());
        }
    }

    /// What the browser kept, without those who are there too long.
    pub fn first_list(self) {
        match storage::load(self.today()) {
            Kept::List(list, expired) => {
                if expired > 0 {
                    self.store(&list);
                    self.tell(&self.words().count(expired as u32, W::ExpiredOne, W::Expired));
                }
                self.list.set(list);
            }
            Kept::Unreadable(error) => self.tell(&self.unreadable(error)),
        }
    }

    fn unreadable(self, error: WorkListError) -> String {
        let t = self.words();
        t.fill(W::Unreadable, &[&list_error(t, error)])
    }

    /// The list as the browser has it now, or none and a message: what cannot be read is not written over.
    pub fn kept_list(self) -> Option<WorkList> {
        match storage::load(self.today()) {
            Kept::List(list, _) => {
                self.list.set(list.clone());
                Some(list)
            }
            Kept::Unreadable(error) => {
                self.tell(&self.unreadable(error));
                None
            }
        }
    }

    pub fn store(self, list: &WorkList) -> bool {
        let is_kept = storage::store(list);
        if is_kept {
            self.list.set(list.clone());
        } else {
            self.tell(self.say(W::NotKept));
        }
        is_kept
    }

    /// What is kept of what stands on the screen: without the situation, and without weights that nobody changed.
    fn keepable(self) -> String {
        self.form.with_untracked(|form| {
            let need = form.need.with_weights(&form.need.given_weights());
            AssistForm { need, shares_situation: false, ..form.clone() }.to_text(false)
        })
    }

    /// Whether something would be lost if another person came on the screen: what is not saved, or the situation of someone
    /// who has no place to be remembered at.
    pub fn is_unsaved(self) -> bool {
        let (is_empty, is_told) = self.form.with_untracked(|form| (form.is_empty(), !form.situation.is_empty()));
        let is_homeless = is_told && self.person.with_untracked(Option::is_none);
        !is_empty && (is_homeless || self.saved.with_untracked(|saved| *saved != self.keepable()))
    }

    /// Whether something would be lost with the page: the situation of anyone, too.
    pub fn is_lost_with_the_page(self) -> bool {
        let is_told = self.form.with_untracked(|form| !form.situation.is_empty());
        self.is_unsaved() || is_told || self.situations.with_untracked(|all| !all.is_empty())
    }

    /// Remembers the situation of the person on the screen for as long as the page is there: it is kept nowhere else.
    pub fn remember_situation(self) {
        let Some(person) = self.person.get_untracked() else { return };
        let situation = self.form.with_untracked(|form| form.situation.clone());
        self.situations.update(|all| {
            all.retain(|(of, _)| *of != person);
            if !situation.is_empty() {
                all.push((person, situation));
            }
        });
    }

    fn situation_of(self, person: &str) -> SituationForm {
        self.situations.with_untracked(|all| {
            all.iter().find(|(of, _)| of == person).map(|(_, situation)| situation.clone()).unwrap_or_default()
        })
    }

    pub fn note_saved(self) {
        self.saved.set(self.keepable());
        self.asked.set(None);
    }

    /// Whether what is on the screen may go: nothing of it would be lost, or it was asked to go twice.
    fn may_go(self, what: &str) -> bool {
        self.take_from_sheet();
        let goes = !self.is_unsaved() || self.is_asked_twice(what);
        if goes {
            self.remember_situation();
        } else {
            self.tell(self.say(W::Unsaved));
        }
        goes
    }

    /// Whether the same was asked for just before.
    fn is_asked_twice(self, what: &str) -> bool {
        let is_again = self.asked.with_untracked(|asked| asked.as_deref() == Some(what));
        self.asked.set(Some(what.to_owned()));
        is_again
    }

    /// Puts a person on the screen. `person`: with the text that the list has of them.
    pub fn show_person(self, person: Option<&Person>, form: AssistForm, screen: Screen) {
        // Whoever was there leaves neither a name nor a consent behind.
        let form = AssistForm { shares_situation: false, ..form };
        let name = person.map_or("", Person::name);
        for (field, value) in [(NAME, name), (MAIL_INITIALS, "")] {
            if let Some(field) = by_id(field) {
                set_value(&field, value);
            }
        }
        self.fill(&form);
        let (id, base) = person.map(|person| (person.id().to_owned(), person.text().to_owned())).unzip();
        batch(move || {
            self.person.set(id);
            self.base.set(base);
            self.form.set(form);
            self.link.set(None);
            self.mail_from.update(|from| from.initials.clear());
            self.sheet_t.set(self.words());
        });
        // The controls hold what they understood of it.
        self.read_answers();
        self.go(screen, true);
        self.note_saved();
    }

    pub fn save(self) {
        self.take_from_sheet();
        let Some(mut list) = self.kept_list() else { return };
        let t = self.words();
        let name = by_id(NAME).and_then(|field| value_of(&field)).unwrap_or_default();
        let name = name.trim();
        let form = self.form.get_untracked();
        let kept = AssistForm { shares_situation: false, ..form.clone() };
        let kept = self.with_screens(t, |screens| screens.kept(&kept)).to_text(false);
        let open = self.person.get_untracked();
        // Other initials are another person: whoever is open stays as they are.
        let before = open.as_deref().and_then(|id| list.find(id)).filter(|person| person.name() == name);
        let taken = before.is_none() && list.persons().iter().any(|person| person.name() == name);
        if taken && !self.is_asked_twice(&format!("name {name}")) {
            return self.tell(&t.fill(W::NameTaken, &[&name]));
        }
        // Another tab saved something else of the same person since.
        let is_changed = self.base.with_untracked(|base| {
            before.is_some_and(|person| base.as_deref().is_some_and(|base| base != person.text()))
        });
        if is_changed && !self.is_asked_twice(&format!("over {name}")) {
            return self.tell(&t.fill(W::SavedElsewhere, &[&name]));
        }
        if let Some(error) = form.note_errors(t).first() {
            return self.tell(&error.message);
        }
        let follow: Vec<Follow> = before.map(|person| person.follow().to_vec()).unwrap_or_default();
        let id = before.map_or_else(fresh_id, |person| person.id().to_owned());
        let Ok(person) = Person::new(&id, name, self.today(), &kept, follow) else {
            self.tell(self.say(W::NameWrong));
            return focus(NAME);
        };
        if list.put(person).is_err() {
            return self.tell(self.say(W::ListFull));
        }
        if self.store(&list) {
            batch(move || {
                self.person.set(Some(id));
                self.base.set(Some(kept));
            });
            self.note_saved();
            self.tell(&t.fill(W::Saved, &[&name]));
            focus(NAME);
        }
    }

    pub fn open(self, id: &str) {
        let Some(list) = self.kept_list() else { return };
        let Some(person) = list.find(id) else { return };
        if !self.may_go(id) {
            return;
        }
        let form = AssistForm { situation: self.situation_of(id), ..AssistForm::from_text(person.text()) };
        let is_told = !form.situation.is_empty();
        self.show_person(Some(person), form, Screen::List);
        let opened = self.words().fill(W::Opened, &[&person.name()]);
        self.tell(&if is_told { opened } else { format!("{opened} {}", self.say(W::TellAgain)) });
    }

    pub fn new_person(self) {
        if !self.may_go("new") {
            return;
        }
        self.forget_screen();
        self.tell("");
    }

    /// Nobody is on the screen any more.
    fn forget_screen(self) {
        self.show_person(None, AssistForm::default(), Screen::Questions);
    }

    pub fn remove(self, id: &str) {
        let Some(mut list) = self.kept_list() else { return };
        let Some(name) = list.find(id).map(|person| person.name().to_owned()) else { return };
        let t = self.words();
        if !self.is_asked_twice(&format!("remove {id}")) {
            return self.tell(&t.fill(W::RemoveSure, &[&name]));
        }
        list.remove(id);
        self.situations.update(|all| all.retain(|(of, _)| of != id));
        if self.store(&list) {
            if self.person.with_untracked(|open| open.as_deref() == Some(id)) {
                batch(move || {
                    self.person.set(None);
                    self.base.set(None);
                    self.saved.set(String::new());
                });
            }
            self.tell(&t.fill(W::Removed, &[&name]));
            focus(PERSONS_SUMMARY);
        }
    }

    pub fn export(self) {
        if let Some(list) = self.kept_list() {
            storage::export(&list, self.today());
        }
    }

    pub fn erase(self) {
        if !self.is_asked_twice("erase") {
            let t = self.words();
            return self.tell(&t.fill(W::EraseSure, &[&t.say(W::EraseAll)]));
        }
        storage::erase();
        batch(move || {
            self.list.set(WorkList::default());
            self.situations.update(Vec::clear);
        });
        self.forget_screen();
        self.tell(self.say(W::Erased));
    }

    pub async fn import(self) {
        let t = self.words();
        let refused = |why: &str| self.tell(&t.fill(W::ImportRefused, &[&why]));
        let Some(text) = storage::chosen_file(IMPORT, LONGEST_FILE).await else {
            return refused(t.say(W::WrongTooLong));
        };
        let mut other = match WorkList::read(&text) {
            Ok(other) => other,
            Err(error) => return refused(&list_error(t, error)),
        };
        self.asked.set(None);
        let expired = other.expire(self.today());
        let Some(mut list) = self.kept_list() else { return };
        let merged = list.merge(other, fresh_id);
        if self.store(&list) {
            focus(IMPORT);
            let counts: [&dyn std::fmt::Display; 5] =
                [&merged.added, &merged.known, &merged.doubled, &merged.left_out, &expired];
            self.tell(&t.fill(W::Imported, &counts));
        }
    }

    /// What was being written beside the screens stays when the page is another one.
    pub fn restore_fields(self, name: &str) {
        let from = self.mail_from.get_untracked();
        for (id, value) in [(NAME, name), (MAIL_INITIALS, &from.initials), (MAIL_NUMBER, &from.number)] {
            if let Some(field) = by_id(id) {
                set_value(&field, value);
            }
        }
    }

    /// A name for a file of today.
    pub fn file_name(self) -> String {
        let today: Date = self.today();
        format!("fiche-{today}.pdf")
    }
}

/// 16 hexadecimal digits by chance: they tell two people of one list apart, and are no secret.
pub(super) fn fresh_id() -> String {
    (0..4).map(|_| format!("{:04x}", (js_sys::Math::random() * 65536.0) as u32)).collect()
}
