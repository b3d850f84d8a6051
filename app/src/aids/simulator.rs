//! The simulator in the browser: the same result as the page that the server answers to a POST, computed where it was
//! typed, and gone with the page.

use domain::Parameters;
use jiff::civil::Date;

use super::fields::show_in_browser;
use super::form::{NAMES, SituationForm};
use super::simulation::{RESULT, simulate, simulated, unpacked};
use crate::compare::list::SITUATION_FORM;
use crate::text::{Aids, Words};
use crate::ui::browser::{around, focus, forget_on_leaving, form_by_id, listen, set_html, show_errors};

/// Follows the form. `values` are those that staff added to the law of the program, packed.
pub fn start(t: Words, values: &str, today: Date) {
    let parameters = Parameters::embedded().with(unpacked(values));
    listen("submit", move |event| {
        if around(&event, "form").is_none_or(|form| form.id() != SITUATION_FORM) {
            return;
        }
        let Some(form) = form_by_id(SITUATION_FORM) else { return };
        event.prevent_default();
        match simulate(t, &SituationForm::from_element(&form), &parameters, today) {
            Ok(simulation) => {
                show_errors(NAMES, &[]);
                set_html(RESULT, &simulated(t, &simulation).into_string());
                focus(RESULT);
            }
            Err(errors) => {
                set_html(RESULT, "");
                show_errors(NAMES, &errors);
                if let Some(error) = errors.first() {
                    focus(&error.field);
                }
            }
        }
    });
    forget_on_leaving(SITUATION_FORM);
    listen("pagehide", |_| set_html(RESULT, ""));
    show_in_browser(t.say(Aids::InBrowser));
}
