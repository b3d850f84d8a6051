//! The fields of the situation: plain inputs with names, for a form that the browser reads or that is sent by POST.

use domain::aids::{Age, Disability, Gir, Household};
use domain::values::closed_list::ClosedList;
use maud::{Markup, html};

use crate::aids::form::{
    AGE, DISABILITY, GIR, HOUSEHOLD, MEMBERS, MTP, PCH, PLAN, RESOURCES, SituationForm, TICKED, UNFIT, UNKNOWN_GIR,
    WORKS,
};
use crate::assist::markup::{field_message, invalid};
use crate::error::FieldError;
use crate::text::{Aids as W, Words};

/// Id of the note that says who computes.
const PRIVACY: &str = "qui-calcule";

/// Once the browser computes by itself nothing is sent: the note says so.
#[cfg(feature = "hydrate")]
pub fn show_in_browser(words: &str) {
    crate::ui::browser::set_text(PRIVACY, words);
}

/// The fields of a situation, with what was typed and what is wrong with it.
pub struct SituationFields<'a> {
    pub t: Words,
    pub typed: &'a SituationForm,
    pub errors: &'a [FieldError],
}

impl SituationFields<'_> {
    /// Who computes, and that nothing is kept.
    pub fn privacy(&self) -> Markup {
        html! { p.privacy role="note" id=(PRIVACY) { (self.t.say(W::ByServer)) } }
    }

    /// Age and GIR.
    pub fn autonomy(&self) -> Markup {
        let Self { t, typed, .. } = *self;
        let ages = Age::ALL.iter().map(|age| (age.code(), t.age(*age).to_owned()));
        let unknown = [(UNKNOWN_GIR, t.say(W::GirUnknown).to_owned())].into_iter();
        let girs = unknown.chain(Gir::ALL.iter().map(|gir| (gir.code(), t.gir(*gir))));
        html! {
            (self.choice(AGE, W::Age, &typed.age, ages.collect()))
            (self.choice(GIR, W::Gir, &typed.gir, girs.collect()))
            details.explained {
                summary { (t.say(W::GirQuestion)) }
                p { (t.say(W::GirExplained)) }
                p { (t.say(W::GirObtained)) }
            }
        }
    }

    /// A disability that is recognised.
    pub fn disability(&self) -> Markup {
        let Self { t, typed, .. } = *self;
        let disabilities = Disability::ALL.iter().map(|own| (own.code(), t.disability(*own).to_owned()));
        self.choice(DISABILITY, W::Disability, &typed.disability, disabilities.collect())
    }

    /// What the person lives on, and the plan that was notified.
    pub fn means(&self) -> Markup {
        let Self { t, typed, .. } = *self;
        let households = Household::ALL.iter().map(|own| (own.code(), t.household(*own).to_owned()));
        html! {
            (self.choice(HOUSEHOLD, W::Household, &typed.household, households.collect()))
            (self.line(RESOURCES, W::Resources, W::ResourcesHint, &typed.resources))
            (self.line(PLAN, W::Plan, W::PlanHint, &typed.plan))
        }
    }

    /// What few people need: hours of PCH, other members of the household over 65, the MTP, work.
    pub fn more_means(&self) -> Markup {
        let typed = self.typed;
        html! {
            (self.line(PCH, W::Pch, W::PchHint, &typed.pch))
            (self.line(MEMBERS, W::Members, W::MembersHint, &typed.members_over_65))
            (self.ticks())
        }
    }

    fn ticks(&self) -> Markup {
        let Self { t, typed, .. } = *self;
        let boxes = [
            (MTP, W::DrawsMtp, &typed.draws_mtp),
            (UNFIT, W::UnfitForWork, &typed.unfit_for_work),
            (WORKS, W::StillWorks, &typed.works),
        ];
        html! {
            fieldset {
                legend { (t.say(W::MoreTicks)) }
                @for (name, label, value) in boxes {
                    label.box {
                        input type="checkbox" id=(name) name=(name) value=(TICKED) checked[value == TICKED];
                        span { (t.say(label)) }
                    }
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
