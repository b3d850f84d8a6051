//! The work list as the page shows it: its frame, which the server writes, and whom the browser keeps.

use jiff::ToSpan;
use leptos::prelude::*;

use super::list::{DAYS_KEPT, LONGEST_NAME, Person, PersonError, WorkList, WorkListError};
use crate::assist::share_link::LinkError;
use crate::text::{AssistWords as W, Words};

/// Ids of the parts of the panel.
pub const PERSONS: &str = "personnes";
pub const PERSONS_SUMMARY: &str = "personnes-titre";
pub const PERSONS_LIST: &str = "personnes-liste";
pub const MESSAGE: &str = "personnes-message";
pub const SAVE_FORM: &str = "enregistrer";
pub const NAME: &str = "initiales";
pub const IMPORT: &str = "importer";
/// Ids of its buttons.
pub const NEW: &str = "nouvelle-personne";
pub const EXPORT: &str = "exporter";
pub const ERASE: &str = "tout-effacer";

/// The panel, closed, and empty until the script has read what the browser keeps.
pub fn panel(t: Words) -> AnyView {
    let name_hint = format!("{NAME}-aide");
    let import_hint = format!("{IMPORT}-aide");
    view! {
        <details class="persons" id=PERSONS>
            <summary id=PERSONS_SUMMARY>{t.say(W::Persons)}</summary>
            <p class="hint">{t.say(W::PersonsHint)}</p>
            <div id=PERSONS_LIST><p>{t.say(W::PersonsScript)}</p></div>
            <form class="person-save awaits-script" id=SAVE_FORM autocomplete="off">
                <label for=NAME>{t.say(W::PersonName)}</label>
                <p class="hint" id=name_hint.clone()>{t.say(W::PersonNameHint)}</p>
                <input type="text" id=NAME maxlength=LONGEST_NAME autocomplete="off" aria-describedby=name_hint/>
                " "
                <button type="submit">{t.say(W::PersonSave)}</button>
                " "
                <button class="secondary" type="button" id=NEW>{t.say(W::PersonNew)}</button>
            </form>
            <div class="persons-file awaits-script">
                <button class="secondary" type="button" id=EXPORT>{t.say(W::ExportList)}</button>
                " "
                <label for=IMPORT>{t.say(W::ImportList)}</label>
                " "
                <input type="file" id=IMPORT accept=".json,application/json" aria-describedby=import_hint.clone()/>
                <p class="hint" id=import_hint>{t.say(W::ImportHint)}</p>
                <button class="secondary" type="button" id=ERASE>{t.say(W::EraseAll)}</button>
            </div>
        </details>
        <p class="persons-message" id=MESSAGE role="status"></p>
    }
    .into_any()
}

/// Whom the browser keeps. `open`: id of the person on the screen.
pub fn persons(t: Words, list: &WorkList, open: Option<&str>) -> AnyView {
    let count = list.persons().len();
    if count == 0 {
        return view! { <p>{t.say(W::PersonsNone)}</p> }.into_any();
    }
    let persons: Vec<AnyView> = list.persons().iter().map(|kept| person(t, kept, open == Some(kept.id()))).collect();
    view! {
        <p>{t.count(count as u32, W::PersonsOne, W::PersonsMany)}</p>
        <ul class="persons-list">{persons}</ul>
    }
    .into_any()
}

fn person(t: Words, person: &Person, is_open: bool) -> AnyView {
    let last = person.saved().checked_add(DAYS_KEPT.days()).unwrap_or(person.saved());
    let days = t.fill(W::PersonSaved, &[&t.date(person.saved()), &t.date(last)]);
    let call = person.calls_back().map(|at| {
        let minute = at.hour() as u16 * 60 + at.minute() as u16;
        let words = t.fill(W::CallBackOn, &[&t.date(at.date()), &t.time(minute)]);
        view! { <strong class="call-back">{words}</strong> " " }
    });
    let here = is_open.then(|| view! { <em>{t.say(W::PersonHere)}</em> " " });
    let button = |does: &'static str, label: W| {
        let whose = t.fill(W::PersonOf, &[&person.name()]);
        let id = format!("{does}-{}", person.id());
        view! {
            <button class="secondary" type="button" id=id data-does=does data-person=person.id().to_owned()>
                {t.say(label)}
                <span class="visually-hidden">{whose}</span>
            </button>
            " "
        }
    };
    view! {
        <li aria-current=is_open.then_some("true")>
            <strong>{person.name().to_owned()}</strong>
            " "
            {here}
            {call}
            <span class="hint">{days}</span>
            " "
            {button("open", W::PersonOpen)}
            {button("remove", W::PersonErase)}
        </li>
    }
    .into_any()
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
pub fn link_error(t: Words, error: LinkError) -> String {
    match error {
        LinkError::Foreign => t.say(W::LinkForeign).to_owned(),
        LinkError::Newer(version) => t.fill(W::LinkNewer, &[&version]),
        LinkError::Broken => t.say(W::LinkBroken).to_owned(),
        LinkError::TooLong => t.say(W::LinkTooLong).to_owned(),
    }
}
