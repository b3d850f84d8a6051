//! The work list as the page shows it: whom the browser keeps, what can be done with them, and what came of each service.
//! Templates; `browser` does what their buttons say.

use domain::feedback::refusal::{DaySlot, RefusalReason};
use domain::values::closed_list::{ClosedList, Set};
use domain::{Act, Finess};
use jiff::ToSpan;
use maud::{Markup, html};

use super::fragment::FragmentError;
use super::work_list::{ACCEPTED, CALLED, DAYS_KEPT, LONGEST_NAME, Person, PersonError, Step, WorkList, WorkListError};
use crate::text::{AssistWords as W, Words};

/// Ids of the parts of the panel.
pub const PERSONS: &str = "personnes";
pub const PERSONS_SUMMARY: &str = "personnes-titre";
pub const PERSONS_LIST: &str = "personnes-liste";
pub const MESSAGE: &str = "personnes-message";
pub const SAVE_FORM: &str = "enregistrer";
pub const NAME: &str = "initiales";
pub const IMPORT: &str = "importer";

/// What came of a service, from the value of its field: a refusal has the code of its reason.
pub fn step_of(code: &str) -> Option<Step> {
    match code {
        CALLED => Some(Step::Called),
        ACCEPTED => Some(Step::Accepted),
        reason => RefusalReason::from_code(reason).map(Step::Refused),
    }
}

fn code_of(step: Step) -> &'static str {
    match step {
        Step::Called => CALLED,
        Step::Accepted => ACCEPTED,
        Step::Refused(reason) => reason.code(),
    }
}

/// The frame of the panel, as the server writes it: closed, and empty until the script has read what the browser keeps.
pub fn panel(t: Words) -> Markup {
    html! {
        details.persons id=(PERSONS) {
            summary id=(PERSONS_SUMMARY) { (t.say(W::Persons)) }
            p.hint { (t.say(W::PersonsHint)) }
            div id=(PERSONS_LIST) { p { (t.say(W::PersonsScript)) } }
        }
        p.persons-message id=(MESSAGE) role="status" {}
    }
}

/// What the panel shows.
pub struct Panel<'a> {
    pub t: Words,
    pub list: &'a WorkList,
    /// Id of the person on the screen, if it is one of the list.
    pub open: Option<&'a str>,
    /// The services chosen for the person on the screen, by name.
    pub services: Vec<(Finess, String)>,
    /// What a refusal may be about: the times and the tasks of the need.
    pub slots: Set<DaySlot>,
    pub acts: Set<Act>,
    /// Services whose refusal was counted.
    pub counted: Vec<Finess>,
}

impl Panel<'_> {
    /// The inside of the panel.
    pub fn markup(&self) -> Markup {
        let Self { t, list, open, .. } = *self;
        let here = open.and_then(|id| list.find(id));
        let count = t.count(list.persons().len() as u32, W::PersonsOne, W::PersonsMany);
        html! {
            @if list.persons().is_empty() { p { (t.say(W::PersonsNone)) } } @else {
                p { (count) }
                ul.persons-list { @for person in list.persons() { (self.person(person)) } }
            }
            form.person-save id=(SAVE_FORM) autocomplete="off" {
                label for=(NAME) { (t.say(W::PersonName)) }
                p.hint id={ (NAME) "-aide" } { (t.say(W::PersonNameHint)) }
                input type="text" id=(NAME) value=(here.map_or("", Person::name)) data-person=[here.map(Person::id)] maxlength=(LONGEST_NAME) autocomplete="off" aria-describedby={ (NAME) "-aide" };
                " " button type="submit" { (t.say(W::PersonSave)) }
                " " button.secondary type="button" data-does="new" { (t.say(W::PersonNew)) }
            }
            (self.follow_up(here))
            div.persons-file {
                button.secondary type="button" data-does="export" { (t.say(W::ExportList)) } " "
                label for=(IMPORT) { (t.say(W::ImportList)) } " "
                input type="file" id=(IMPORT) accept=".json,application/json" aria-describedby={ (IMPORT) "-aide" };
                p.hint id={ (IMPORT) "-aide" } { (t.say(W::ImportHint)) }
                button.secondary type="button" data-does="erase" { (t.say(W::EraseAll)) }
            }
        }
    }

    fn person(&self, person: &Person) -> Markup {
        let t = self.t;
        let last = person.saved().checked_add(DAYS_KEPT.days()).unwrap_or(person.saved());
        let days = t.fill(W::PersonSaved, &[&t.date(person.saved()), &t.date(last)]);
        let button = |does: &str, label: W| {
            html! {
                button.secondary type="button" data-does=(does) data-person=(person.id()) {
                    (t.say(label)) span.visually-hidden { (t.fill(W::PersonOf, &[&person.name()])) }
                } " "
            }
        };
        html! {
            li aria-current=[(self.open == Some(person.id())).then_some("true")] {
                strong { (person.name()) } " "
                @if self.open == Some(person.id()) { em { (t.say(W::PersonHere)) } " " }
                span.hint { (days) } " "
                (button("open", W::PersonOpen)) (button("remove", W::PersonErase))
            }
        }
    }

    /// What came of each service chosen, for a person of the list.
    fn follow_up(&self, here: Option<&Person>) -> Markup {
        let t = self.t;
        let step = |finess: Finess| {
            let follow = here?.follow().iter().find(|follow| follow.service == finess)?;
            Some(follow.step)
        };
        html! {
            fieldset.follow-up {
                legend { (t.say(W::FollowUp)) }
                @if self.services.is_empty() { p.hint { (t.say(W::FollowNobody)) } }
                @else if here.is_none() { p.hint { (t.say(W::FollowSave)) } }
                @else {
                    @for (finess, name) in &self.services { (self.followed(*finess, name, step(*finess))) }
                }
            }
        }
    }

    fn followed(&self, finess: Finess, name: &str, step: Option<Step>) -> Markup {
        let t = self.t;
        let id = format!("suivi-{finess}");
        let refusals = RefusalReason::ALL.iter().map(|reason| Step::Refused(*reason));
        let choices = [Step::Called, Step::Accepted].into_iter().chain(refusals);
        html! {
            div.field {
                label for=(id) { (name) }
                select id=(id) data-follows=(finess) autocomplete="off" {
                    option value="" { (t.say(W::NotCalled)) }
                    @for choice in choices { option value=(code_of(choice)) selected[step == Some(choice)] { (self.step(choice)) } }
                }
                @match step {
                    Some(Step::Refused(_)) if self.counted.contains(&finess) => p.hint { (t.say(W::Counted)) },
                    Some(Step::Refused(reason)) => (self.to_count(finess, reason)),
                    Some(Step::Called | Step::Accepted) | None => {}
                }
            }
        }
    }

    fn step(&self, step: Step) -> String {
        let t = self.t;
        match step {
            Step::Called => t.say(W::Called).to_owned(),
            Step::Accepted => t.say(W::Accepted).to_owned(),
            Step::Refused(reason) => t.fill(W::RefusedBecause, &[&t.refusal_reason(reason)]),
        }
    }

    /// Offers to count a refusal. What is sent is on the screen: codes of closed lists, chosen here.
    fn to_count(&self, finess: Finess, reason: RefusalReason) -> Markup {
        let t = self.t;
        let field = |name: &str| format!("{name}-{finess}");
        html! {
            details.to-count {
                summary { (t.say(W::CountTitle)) }
                p.hint { (t.say(W::CountHint)) }
                label for=(field("moment")) { (t.say(W::CountSlot)) } " "
                select id=(field("moment")) autocomplete="off" {
                    option value="" { (t.say(W::CountAny)) }
                    @for slot in self.slots.iter() { option value=(slot.code()) { (t.day_slot(slot)) } }
                } " "
                label for=(field("tache")) { (t.say(W::CountAct)) } " "
                select id=(field("tache")) autocomplete="off" {
                    option value="" { (t.say(W::CountAny)) }
                    @for act in self.acts.iter() { option value=(act.code()) { (t.name(act)) } }
                } " "
                button.secondary type="button" data-does="count" data-service=(finess) data-reason=(reason.code()) { (t.say(W::CountSend)) }
            }
        }
    }
}

/// Why a list cannot be read.
pub fn list_error(t: Words, error: WorkListError) -> String {
    match error {
        WorkListError::TooLong => t.say(W::WrongTooLong).to_owned(),
        WorkListError::NotJson { line } => t.fill(W::WrongJson, &[&line]),
        WorkListError::Foreign => t.say(W::WrongForeign).to_owned(),
        WorkListError::Newer(version) => t.fill(W::WrongNewer, &[&version]),
        WorkListError::Fields => t.say(W::WrongFields).to_owned(),
        WorkListError::TooMany(count) => t.fill(W::WrongTooMany, &[&count]),
        WorkListError::Person { number, error } => t.fill(W::WrongPerson, &[&number, &t.say(person_error(error))]),
    }
}

fn person_error(error: PersonError) -> W {
    match error {
        PersonError::Fields => W::WrongShape,
        PersonError::Id => W::WrongId,
        PersonError::IdTwice => W::WrongIdTwice,
        PersonError::Name => W::WrongName,
        PersonError::Saved => W::WrongSaved,
        PersonError::Text => W::WrongText,
        PersonError::Situation => W::WrongSituation,
        PersonError::TooManyServices | PersonError::Service { .. } | PersonError::Step { .. } => W::WrongFollow,
    }
}

/// Why a link opens nothing.
pub fn link_error(t: Words, error: FragmentError) -> String {
    match error {
        FragmentError::Foreign => t.say(W::LinkForeign).to_owned(),
        FragmentError::Newer(version) => t.fill(W::LinkNewer, &[&version]),
        FragmentError::Broken => t.say(W::LinkBroken).to_owned(),
        FragmentError::TooLong => t.say(W::LinkTooLong).to_owned(),
    }
}
