//! The fields of the need, for the first page and for the page of results: plain HTML, errors beside the fields.

use domain::need::{Criterion, Weights};
use domain::provider::acts::PriceKind;
use domain::values::closed_list::ClosedList;
use domain::{Act, Mode, Public};
use maud::{Markup, html};

use super::week::{ROWS, grid, rows};
use crate::assist::markup::pictograms::act_pictogram;
use crate::assist::markup::{field_message, invalid};
use crate::error::FieldError;
use crate::need::form::{NEED_FORM, NeedForm, START, USUAL_WEEK, UsualWeek, weight_field};
use crate::text::{NeedWords as W, Words};

/// What the fields are shown with.
pub struct Fields<'a> {
    pub t: Words,
    pub form: &'a NeedForm,
    pub errors: &'a [FieldError],
    /// Day shown where none is typed.
    pub start: jiff::civil::Date,
    /// Languages that the published services speak.
    pub languages: &'a [String],
    /// The page where a usual week fills the slots, if it is another one than where the form goes.
    pub fill: Option<String>,
    /// Whether the page has the script that answers the grid of the week.
    pub live: bool,
}

impl Fields<'_> {
    /// The tasks wished for. The page has the `sprite` of their pictograms.
    pub fn acts(&self) -> Markup {
        let Self { t, form, errors, .. } = *self;
        html! {
            fieldset.field id="acte" {
                legend { (t.say(W::What)) }
                p.hint { (t.say(W::WhatHint)) }
                (field_message(errors, "acte"))
                (act_boxes(t, "acte", &form.wished))
            }
        }
    }

    /// The week of the visits.
    pub fn week(&self) -> Markup {
        let Self { t, form, errors, .. } = *self;
        let visits = form.visits(t, &mut Vec::new());
        let by_hand = errors.iter().any(|error| error.field.contains('-') && !error.field.starts_with("poids"));
        html! {
            fieldset.field id="quand" {
                legend { (t.say(W::When)) }
                p.hint { @if self.live { span.with-script { (t.say(W::WhenTouch)) " " } } (t.say(W::WhenHint)) }
                div.usual-weeks role="group" aria-label=(t.say(W::UsualWeeks)) {
                    @for week in UsualWeek::ALL {
                        button.secondary type="submit" name=(USUAL_WEEK) value=(week.code()) formnovalidate formaction=[self.fill.as_ref()] { (t.name(*week)) }
                    }
                }
                @if self.live { (grid(t, &visits)) }
                p.field-error id="semaine-erreur" aria-live="polite" {}
                p.visually-hidden id="semaine-dite" aria-live="polite" {}
                details.by-hand open[by_hand || !self.live] {
                    summary { (t.say(W::WhenByHand)) }
                    p.hint { (t.say(W::WhenByHandHint)) " " (t.say(W::MoreRows)) }
                    div id=(ROWS) { (rows(t, &form.slots, errors)) }
                }
            }
        }
    }

    /// The day on which help is to begin.
    pub fn start(&self) -> Markup {
        let Self { t, form, errors, .. } = *self;
        let start = if form.start.is_empty() { self.start.to_string() } else { form.start.clone() };
        html! {
            div.field {
                label for=(START) { (t.say(W::Start)) }
                p.hint id="debut-aide" { (t.say(W::StartHint)) }
                (field_message(errors, START))
                input type="date" id=(START) name=(START) value=(start) aria-invalid=[invalid(errors, START)] aria-describedby="debut-aide debut-erreur";
            }
        }
    }

    /// The tasks that a service must do.
    pub fn required(&self) -> Markup {
        let Self { t, form, errors, .. } = *self;
        html! {
            fieldset id="indispensable" {
                legend { (t.say(W::Required)) }
                p.hint { (t.say(W::RequiredHint)) }
                (field_message(errors, "indispensable"))
                (act_boxes(t, "indispensable", &form.required))
            }
        }
    }

    /// The arrangements that are accepted.
    pub fn modes(&self) -> Markup {
        let t = self.t;
        let modes = Mode::ALL.iter().map(|mode| (mode.code(), t.mode_explained(*mode)));
        self.boxes("mode", W::Modes, W::ModesHint, modes, &self.form.modes)
    }

    /// Whether only services approved for social assistance count.
    pub fn habilitation(&self) -> Markup {
        let held = [("oui", self.t.say(W::HabilitationOnly))].into_iter();
        let ticked = std::slice::from_ref(&self.form.habilitation);
        self.boxes("habilitation", W::Habilitation, W::HabilitationHint, held, ticked)
    }

    /// The people whom a service must be used to.
    pub fn publics(&self) -> Markup {
        let t = self.t;
        let publics = Public::ALL.iter().map(|public| (public.code(), t.name(*public)));
        self.boxes("public", W::PublicTitle, W::PublicHint, publics, &self.form.publics)
    }

    fn boxes<'b>(
        &self,
        name: &str,
        title: W,
        hint: W,
        choices: impl Iterator<Item = (&'b str, &'b str)>,
        ticked: &[String],
    ) -> Markup {
        let Self { t, errors, .. } = *self;
        html! {
            fieldset id=(name) {
                legend { (t.say(title)) }
                p.hint { (t.say(hint)) }
                (field_message(errors, name))
                div.boxes {
                    @for (code, label) in choices {
                        label.box { input type="checkbox" name=(name) value=(code) checked[ticked.iter().any(|own| own == code)]; span { (label) } }
                    }
                }
            }
        }
    }

    /// The language that someone should speak.
    pub fn language(&self) -> Markup {
        let Self { t, form, errors, languages, .. } = *self;
        let other = !form.language.is_empty() && !languages.contains(&form.language);
        html! {
            div.field {
                label for="langue" { (t.say(W::Language)) }
                p.hint id="langue-aide" { (t.say(W::LanguageHint)) }
                (field_message(errors, "langue"))
                select id="langue" name="langue" aria-invalid=[invalid(errors, "langue")] aria-describedby="langue-aide langue-erreur" {
                    option value="" { (t.say(W::LanguageAny)) }
                    @if other { option value=(form.language) lang="fr" selected { (form.language) } }
                    @for language in languages { option value=(language) lang="fr" selected[*language == form.language] { (language) } }
                }
            }
        }
    }
}

/// The acts as boxes with a pictogram, by the kind of their price.
fn act_boxes(t: Words, name: &str, ticked: &[String]) -> Markup {
    let groups =
        [(PriceKind::Care, W::CareTasks), (PriceKind::Household, W::HouseholdTasks), (PriceKind::Flat, W::FlatTasks)];
    html! {
        @for (kind, title) in groups {
            div.boxes-group {
                p.boxes-title { (t.say(title)) }
                div.boxes {
                    @for act in Act::ALL.iter().filter(|act| act.price_kind() == kind) {
                        label.box {
                            input type="checkbox" name=(name) value=(act.code()) checked[ticked.iter().any(|own| own == act.code())];
                            (act_pictogram(*act)) span { (t.name(*act)) }
                        }
                    }
                }
            }
        }
    }
}

/// The weights as sliders. They belong to the form of the need, wherever they stand.
pub fn weight_sliders(t: Words, weights: &Weights) -> Markup {
    html! {
        fieldset.weights {
            legend { (t.say(W::Weights)) }
            p.hint { (t.say(W::WeightsHint)) }
            @for criterion in Criterion::ALL { (weight_slider(t, *criterion, weights)) }
            button.secondary type="submit" form=(NEED_FORM) { (t.say(W::Recompare)) }
        }
    }
}

/// The weight of one criterion.
pub fn weight_slider(t: Words, criterion: Criterion, weights: &Weights) -> Markup {
    let id = weight_field(criterion);
    let weight = weights.of(criterion);
    html! {
        div.weight {
            label for=(id) { (t.name(criterion)) }
            input type="range" id=(id) name=(id) form=(NEED_FORM) min="0" max=(Weights::HIGHEST) step="1" value=(weight) autocomplete="off";
            span.weight-value aria-hidden="true" { (weight) }
        }
    }
}
