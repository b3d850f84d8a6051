//! The fields of the situation: plain inputs with names, for a form that the browser reads or that is sent by POST.

use domain::aids::{Age, Disability, Gir, Household};
use domain::closed_list::ClosedList;
use maud::{Markup, html};

use super::form::{
    AGE, DISABILITY, GIR, HOURS, HOUSEHOLD, MEMBERS, PCH, PLAN, RESOURCES, START, SituationForm, UNKNOWN_GIR,
};
use crate::error::FieldError;
use crate::text::{Aids as W, Words};
use crate::ui::{field_message, invalid};

/// Id of the note that says who computes.
const PRIVACY: &str = "qui-calcule";

/// Once the browser computes by itself nothing is sent: the note says so.
#[cfg(feature = "hydrate")]
pub fn show_in_browser(t: Words) {
    crate::ui::browser::set_text(PRIVACY, t.say(W::InBrowser));
}

/// The fields of a situation, with what was typed and what is wrong with it.
pub struct SituationFields<'a> {
    pub t: Words,
    pub typed: &'a SituationForm,
    pub errors: &'a [FieldError],
}

impl SituationFields<'_> {
    /// Every field. `simulator` adds the hours and the day, which a comparison has of its own.
    pub fn markup(&self, simulator: bool) -> Markup {
        let Self { t, typed, errors } = *self;
        let rest = [DISABILITY, PCH, MEMBERS];
        let wrong = errors.iter().any(|error| rest.contains(&error.field.as_str()));
        let said = !["", Disability::None.code()].contains(&typed.disability.as_str())
            || !typed.pch.is_empty()
            || !typed.members_over_65.is_empty();
        let ages = Age::ALL.iter().map(|age| (age.code(), t.age(*age).to_owned()));
        let unknown = [(UNKNOWN_GIR, t.say(W::GirUnknown).to_owned())].into_iter();
        let girs = unknown.chain(Gir::ALL.iter().map(|gir| (gir.code(), t.gir(*gir))));
        let households = Household::ALL.iter().map(|own| (own.code(), t.household(*own).to_owned()));
        let disabilities = Disability::ALL.iter().map(|own| (own.code(), t.disability(*own).to_owned()));
        html! {
            p.privacy role="note" id=(PRIVACY) { (t.say(W::ByServer)) }
            (self.choice(AGE, W::Age, &typed.age, ages.collect()))
            (self.choice(GIR, W::Gir, &typed.gir, girs.collect()))
            details.explained {
                summary { (t.say(W::GirQuestion)) }
                p { (t.say(W::GirExplained)) }
                p { (t.say(W::GirObtained)) }
            }
            (self.choice(HOUSEHOLD, W::Household, &typed.household, households.collect()))
            (self.line(RESOURCES, W::Resources, W::ResourcesHint, &typed.resources))
            (self.line(PLAN, W::Plan, W::PlanHint, &typed.plan))
            @if simulator { (self.line(HOURS, W::Hours, W::HoursHint, &typed.hours)) }
            details.explained open[wrong || said] {
                summary { (t.say(W::More)) }
                (self.choice(DISABILITY, W::Disability, &typed.disability, disabilities.collect()))
                (self.line(PCH, W::Pch, W::PchHint, &typed.pch))
                (self.line(MEMBERS, W::Members, W::MembersHint, &typed.members_over_65))
            }
            @if simulator {
                div.field {
                    label for=(START) { (t.say(W::Day)) }
                    p.hint id={ (START) "-aide" } { (t.say(W::DayHint)) }
                    (field_message(errors, START))
                    input type="date" id=(START) name=(START) value=(typed.start) autocomplete="off" aria-invalid=[invalid(errors, START)]
                        aria-describedby={ (START) "-aide " (START) "-erreur" };
                }
            }
        }
    }

    fn line(&self, name: &str, label: W, hint: W, value: &str) -> Markup {
        let Self { t, errors, .. } = *self;
        html! {
            div.field {
                label for=(name) { (t.say(label)) }
                p.hint id={ (name) "-aide" } { (t.say(hint)) }
                (field_message(errors, name))
                input.amount type="text" inputmode="decimal" id=(name) name=(name) value=(value) autocomplete="off"
                    aria-invalid=[invalid(errors, name)] aria-describedby={ (name) "-aide " (name) "-erreur" };
            }
        }
    }

    fn choice(&self, name: &str, label: W, chosen: &str, choices: Vec<(&str, String)>) -> Markup {
        let Self { t, errors, .. } = *self;
        html! {
            div.field {
                label for=(name) { (t.say(label)) }
                (field_message(errors, name))
                select id=(name) name=(name) autocomplete="off" aria-invalid=[invalid(errors, name)] aria-describedby={ (name) "-erreur" } {
                    @for (code, label) in choices { option value=(code) selected[chosen == code] { (label) } }
                }
            }
        }
    }
}
