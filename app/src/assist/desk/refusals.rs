//! What came of each service, kept with the person; and the one refusal that someone chooses to count.

use domain::{Finess, Need};
use leptos::prelude::*;
use web_sys::HtmlElement;

use super::people::fresh_id;
use super::requests::{Sent, send};
use super::room::Room;
use crate::assist::calls::step_of;
use crate::assist::work_list::list::{Follow, Person, Step, read_time};
use crate::ports::refusal_field;
use crate::routes::REFUSALS;
use crate::text::AssistWords as W;
use crate::ui::browser::{by_id, focus, value_of};

impl Room {
    /// Keeps what came of a service.
    pub fn follow_service(self, service: &str, code: &str) {
        self.keep_step(service, step_of(code));
        focus(&format!("suivi-{service}"));
    }

    /// Keeps when a service is to be called back.
    pub fn call_back(self, service: &str, time: &str) {
        self.keep_step(service, Step::CallBack(read_time(time)));
    }

    fn keep_step(self, service: &str, step: Step) {
        self.asked.set(None);
        let Ok(finess) = service.parse::<Finess>() else { return };
        self.change_person(&self.open_id(), |person| person.with_step(finess, step).ok());
    }

    /// What came of a service, for the person on the screen.
    pub fn follow_of(self, finess: Finess) -> Follow {
        let (list, open) = (self.list.get(), self.person.get());
        let person = open.as_deref().and_then(|id| list.find(id));
        let known = person.and_then(|person| person.follow().iter().find(|known| known.service == finess).cloned());
        known.unwrap_or(Follow { service: finess, step: Step::NotCalled, counted: None })
    }

    /// Id of the person on the screen; nothing where they are not of the list.
    fn open_id(self) -> String {
        self.person.get_untracked().unwrap_or_default()
    }

    /// Changes a person as the list has them now, whatever another tab wrote since. Whether it was kept.
    fn change_person(self, id: &str, change: impl FnOnce(Person) -> Option<Person>) -> bool {
        let Some(mut list) = self.kept_list() else { return false };
        let Some(person) = list.find(id).cloned() else { return false };
        let is_put = change(person).is_some_and(|changed| list.put(changed).is_ok());
        if !is_put {
            self.tell(self.say(W::ListFull));
        }
        is_put && self.store(&list)
    }

    /// Whether the list has a refusal of a service that was counted already, here or in another tab.
    fn is_counted(self, id: &str, finess: Finess) -> bool {
        let Some(list) = self.kept_list() else { return true };
        let follow = list.find(id).map(|person| person.follow().to_vec()).unwrap_or_default();
        follow.iter().any(|follow| follow.service == finess && follow.counted.is_some())
    }

    /// Sends one refusal, of which every word is a code that stands on the screen. It is marked as counted before it is sent,
    /// so that a reload, another tab or a lost answer never counts it twice; the mark goes where the server says no.
    pub async fn count(self, button: HtmlElement) {
        let t = self.words();
        let told = |name: &str| button.get_attribute(name).unwrap_or_default();
        let (service, reason) = (told("data-service"), told("data-reason"));
        let Ok(finess) = service.parse::<Finess>() else { return };
        let chosen =
            |name: &str| by_id(&format!("{name}-{service}")).and_then(|field| value_of(&field)).unwrap_or_default();
        // Read before the row is made anew.
        let (slot, act) = (chosen("moment"), chosen("tache"));
        let mark = fresh_id();
        // Whoever is on the screen when the answer comes.
        let id = self.open_id();
        let is_marked = || self.change_person(&id, |person| Some(person.with_count(finess, Some(mark))));
        if self.is_counted(&id, finess) || !is_marked() {
            return;
        }
        let form = self.form.get_untracked();
        let need: Option<Need> = form.need.parse(t, &self.listings.territory, self.today()).ok();
        let zone = need.map(|need| need.terms().zone.to_string()).unwrap_or_default();
        let body = form_urlencoded::Serializer::new(String::new())
            .append_pair(refusal_field::SERVICE, &service)
            .append_pair(refusal_field::ZONE, &zone)
            .append_pair(refusal_field::REASON, &reason)
            .append_pair(refusal_field::SLOT, &slot)
            .append_pair(refusal_field::ACT, &act)
            .finish();
        match send(REFUSALS, &body).await {
            Sent::Answered { is_well: true, .. } => self.tell(t.say(W::Counted)),
            Sent::Answered { is_well: false, words } => {
                self.change_person(&id, |person| Some(person.with_count(finess, None)));
                self.tell(&t.fill(W::CountFailed, &[&words]));
            }
            Sent::Lost => self.tell(t.say(W::CountLost)),
        }
        focus(&format!("suivi-{service}"));
    }
}
