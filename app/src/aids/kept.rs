//! The situation kept for the visit, if the person asks for it: in the `sessionStorage` of the tab, which the browser
//! empties when the tab is closed, and nowhere else. What is read back is checked like a form that was just filled in.

use domain::readers::dates;

use super::form::{SituationForm, TICKED};
use crate::text::Words;

/// Id of the box "keep my situation". It has no name, so it is never sent.
pub const KEEP: &str = "garder";
/// Key in the storage. Its number changes whenever the fields of the form change.
pub const KEY: &str = "situation-1";
/// Longest text that is read back, in characters: no filled form is longer.
const LONGEST: usize = 600;

/// The text that is stored for a form.
pub fn written(form: &SituationForm) -> String {
    let given = form.pairs().into_iter().filter(|(_, value)| !value.is_empty());
    form_urlencoded::Serializer::new(String::new()).extend_pairs(given).finish()
}

/// Reads a stored text. `None` if any field of it is wrong, so that a form is never half filled.
pub fn read(t: Words, text: &str) -> Option<SituationForm> {
    if text.len() > LONGEST {
        return None;
    }
    let form = SituationForm::from_body(text);
    let boxes = [&form.draws_mtp, &form.unfit_for_work, &form.works];
    let certain = form.parse(t).is_ok()
        && form.minutes(t).is_ok()
        && (form.start.is_empty() || dates::read(&form.start).is_some())
        && boxes.into_iter().all(|ticked| ticked.is_empty() || ticked == TICKED);
    certain.then_some(form)
}

#[cfg(feature = "hydrate")]
pub use in_browser::{fill, follow, forget, is_wanted, keep, load};

#[cfg(feature = "hydrate")]
mod in_browser {
    use leptos::prelude::window;
    use wasm_bindgen::JsCast;
    use web_sys::{HtmlInputElement, Storage};

    use super::{KEEP, KEY, read, written};
    use crate::aids::form::{SituationForm, TICKED};
    use crate::text::Words;
    use crate::ui::browser::{by_id, set_value};

    /// None where the browser refuses to keep anything.
    fn storage() -> Option<Storage> {
        window().session_storage().ok().flatten()
    }

    /// The stored situation. A text that is not a situation is removed.
    pub fn load(t: Words) -> Option<SituationForm> {
        let text = storage()?.get_item(KEY).ok().flatten()?;
        let form = read(t, &text);
        if form.is_none() {
            forget();
        }
        form
    }

    pub fn keep(form: &SituationForm) {
        if let Some(storage) = storage() {
            // Refused where the browser keeps nothing: the page is right all the same.
            let _ = storage.set_item(KEY, &written(form));
        }
    }

    pub fn forget() {
        if let Some(storage) = storage() {
            // Refused where the browser keeps nothing: there is nothing to forget then.
            let _ = storage.remove_item(KEY);
        }
    }

    /// Whether the box is ticked.
    pub fn is_wanted() -> bool {
        input(KEEP).is_some_and(|input| input.checked())
    }

    /// Stores a situation that was just computed with if the box is ticked; removes it if not.
    pub fn follow(form: &SituationForm) {
        if is_wanted() { keep(form) } else { forget() }
    }

    /// Fills the fields of the page with the stored situation. False where there is none.
    pub fn fill(t: Words) -> bool {
        let Some(form) = load(t) else { return false };
        for (name, value) in form.pairs() {
            match (by_id(name), input(name).filter(|input| input.type_() == "checkbox")) {
                (_, Some(ticked)) => ticked.set_checked(value == TICKED),
                // A choice that was never made keeps its first option.
                (Some(field), None) if !value.is_empty() => set_value(&field, value),
                _ => {}
            }
        }
        if let Some(box_of_keeping) = input(KEEP) {
            box_of_keeping.set_checked(true);
        }
        true
    }

    fn input(id: &str) -> Option<HtmlInputElement> {
        by_id(id)?.dyn_into().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, read, written};
    use crate::aids::form::SituationForm;
    use crate::text::{Lang, Words};

    fn kept(text: &str) -> Option<String> {
        read(Words::of(Lang::French), text).map(|form| written(&form))
    }

    #[test]
    fn what_is_kept_comes_back_as_it_was_typed() {
        let body = "age=60-a-64&gir=3&foyer=couple&ressources=1+500%2C50&heures=20&mtp=oui";
        let form = SituationForm::from_body(body);
        let text = written(&form);
        assert!(read(Words::of(Lang::French), &text).is_some_and(|again| again == form), "{text}");
        assert!(!text.contains("plan="), "an empty field is not written: {text}");
    }

    #[test]
    fn something_else_than_a_situation_is_no_form() {
        assert!(kept("ressources=1500&gir=3").is_some());
        for text in [
            "",
            "gir=3",
            "ressources=beaucoup",
            "ressources=1500&gir=9",
            "ressources=1500&heures=800",
            "ressources=1500&debut-aides=demain",
            "ressources=1500&mtp=non",
            "{\"ressources\":1500}",
        ] {
            assert_eq!(kept(text), None, "{text}");
        }
        assert_eq!(kept(&format!("ressources=1500&x={}", "0".repeat(LONGEST))), None, "too long to be ours");
    }

    #[test]
    fn names_that_are_no_field_are_dropped() {
        assert_eq!(kept("ressources=1500&lieu=14e").as_deref(), Some("ressources=1500"));
    }
}
