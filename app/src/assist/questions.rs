//! The guided interview: its questions in the order of a real one, each with what to look at and why it is asked. All on
//! one page or one at a time, by style alone.

use domain::closed_list;
use domain::need::{Criterion, Weights};
use domain::values::closed_list::ClosedList;
use maud::{Markup, html};

use super::form::{AssistForm, ONE_QUESTION, SOCIAL_AID, VIEW, VIEW_ONE};
use super::screens::Screens;
use crate::assist::markup::pictograms::sprite;
use crate::assist::markup::{field_message, invalid};
use crate::assist::templates::fields::{Fields, weight_slider};
use crate::assist::templates::situation_fields::SituationFields;
use crate::error::FieldError;
use crate::need::form::{NEED_FORM, PLACE, weight_field};
use crate::routes::Page;
use crate::text::{AssistWords as W, NeedWords, Words};

closed_list! {
    /// The questions.
    Question {
        Autonomy = "autonomie",
        Hours = "horaires",
        Housing = "logement",
        SocialAid = "droits",
        Budget = "budget",
        Urgency = "urgence",
        Language = "parler",
    }
}

/// Id of the part of the page that asks it.
fn id(question: Question) -> String {
    format!("question-{}", question.code())
}

/// A question in words.
struct Wording {
    title: W,
    look: [W; 3],
    why: W,
}

fn wording(question: Question) -> Wording {
    match question {
        Question::Autonomy => Wording {
            title: W::Autonomy,
            look: [W::AutonomyLook1, W::AutonomyLook2, W::AutonomyLook3],
            why: W::AutonomyWhy,
        },
        Question::Hours => {
            Wording { title: W::Hours, look: [W::HoursLook1, W::HoursLook2, W::HoursLook3], why: W::HoursWhy }
        }
        Question::Housing => {
            Wording { title: W::Housing, look: [W::HousingLook1, W::HousingLook2, W::HousingLook3], why: W::HousingWhy }
        }
        Question::SocialAid => {
            Wording { title: W::Rights, look: [W::RightsLook1, W::RightsLook2, W::RightsLook3], why: W::RightsWhy }
        }
        Question::Budget => {
            Wording { title: W::Budget, look: [W::BudgetLook1, W::BudgetLook2, W::BudgetLook3], why: W::BudgetWhy }
        }
        Question::Urgency => {
            Wording { title: W::Urgency, look: [W::UrgencyLook1, W::UrgencyLook2, W::UrgencyLook3], why: W::UrgencyWhy }
        }
        Question::Language => {
            Wording { title: W::Speech, look: [W::SpeechLook1, W::SpeechLook2, W::SpeechLook3], why: W::SpeechWhy }
        }
    }
}

/// The questions with what was answered and what is wrong with it.
pub(super) struct Questions<'a> {
    pub screens: &'a Screens<'a>,
    pub form: &'a AssistForm,
    pub errors: &'a [FieldError],
}

impl Questions<'_> {
    fn t(&self) -> Words {
        self.screens.t
    }

    /// The interview alone on its page. What is asked elsewhere goes with it, unseen.
    pub fn interview(&self) -> Markup {
        self.asked(&html! { (hidden(&self.form.carried(|_| true, false))) }, true)
    }

    /// The same above a list, where the weights stand beside it and the services chosen in it.
    pub fn above_list(&self, beside: &Markup) -> Markup {
        self.asked(beside, false)
    }

    fn asked(&self, carried: &Markup, alone: bool) -> Markup {
        let t = self.t();
        let one = self.form.one_question;
        html! {
            form.need.interview method="post" action=(Page::Assist.href(t.lang)) autocomplete="off" id=(NEED_FORM) {
                (sprite())
                // The first button is the one that Enter presses: it must not be a usual week.
                button.first-button type="submit" tabindex="-1" aria-hidden="true" { (t.say(W::SeeServices)) }
                (carried)
                fieldset.view {
                    legend { (t.say(W::View)) }
                    label.box { input type="radio" name=(VIEW) value="" checked[!one]; span { (t.say(W::ViewAll)) } }
                    label.box { input type="radio" name=(VIEW) value=(ONE_QUESTION) id=(VIEW_ONE) checked[one]; span { (t.say(W::ViewOne)) } }
                }
                nav.steps aria-label=(t.say(W::Steps)) {
                    ol { @for question in Question::ALL { li { a href={ "#" (id(*question)) } { (t.say(wording(*question).title)) } } } }
                }
                @for (at, question) in Question::ALL.iter().enumerate() { (self.question(at, *question, alone)) }
                button type="submit" { (t.say(W::SeeServices)) }
            }
        }
    }

    fn question(&self, at: usize, question: Question, alone: bool) -> Markup {
        let t = self.t();
        let id = id(question);
        let title = format!("{id}-titre");
        let Wording { title: words, look, why } = wording(question);
        let step = |at: Option<usize>, label: W| {
            let question = at.and_then(|at| Question::ALL.get(at).copied());
            html! { @if let Some(question) = question { a href={ "#" (self::id(question)) } data-step { (t.say(label)) } " " } }
        };
        html! {
            section.question id=(id) tabindex="-1" aria-labelledby=(title) {
                h2 id=(title) { (t.fill(W::Numbered, &[&(at + 1), &t.say(words)])) }
                div.look {
                    p { strong { (t.say(W::Look)) } }
                    ul { @for look in look { li { (t.say(look)) } } }
                    p { strong { (t.say(W::Why)) } " " (t.say(why)) }
                }
                (self.fields(question, alone))
                p.step { (step(at.checked_sub(1), W::Previous)) (step(Some(at + 1), W::Next)) }
            }
        }
    }

    fn fields(&self, question: Question, alone: bool) -> Markup {
        let Self { screens, form, errors } = *self;
        let t = screens.t;
        let need = Fields {
            t,
            form: &form.need,
            errors,
            start: screens.today,
            languages: screens.languages,
            fill: None,
            live: screens.live,
        };
        let situation = SituationFields { t, typed: &form.situation, errors };
        match question {
            Question::Autonomy => html! {
                (situation.autonomy())
                (situation.disability())
                (need.acts())
                details.options open[!form.need.required.is_empty() || !form.need.publics.is_empty()] {
                    summary { (t.say(W::ConditionsTitle)) }
                    (need.required())
                    (need.publics())
                }
            },
            Question::Hours => need.week(),
            Question::Housing => self.place(),
            Question::SocialAid => html! {
                fieldset {
                    legend { (t.say(W::SocialAid)) }
                    p.hint { (t.say(W::SocialAidHint)) }
                    label.box { input type="checkbox" name=(SOCIAL_AID) value="oui" checked[form.social_aid]; span { (t.say(W::SocialAidYes)) } }
                }
                (need.habilitation())
                (need.modes())
            },
            Question::Budget => html! {
                (situation.privacy())
                (situation.means())
                (situation.more_means())
            },
            Question::Urgency => html! {
                (need.start())
                p.hint { (t.say(W::AvailabilityHint)) }
                @if alone { (self.weights()) }
                @else { p { a href={ "#" (weight_field(Criterion::Availability)) } { (t.say(W::AvailabilityBelow)) } } }
            },
            Question::Language => need.language(),
        }
    }

    /// The weight of availability; those of the other criteria too where some were given, so that none is out of reach.
    fn weights(&self) -> Markup {
        let Self { screens, form, errors } = *self;
        let weights = form.need.given_weights();
        let given = weights != Weights::default();
        html! {
            @for criterion in Criterion::ALL.iter().copied() {
                @if given || criterion == Criterion::Availability {
                    (field_message(errors, &weight_field(criterion)))
                    (weight_slider(screens.t, criterion, &weights))
                }
            }
        }
    }

    /// The zone, chosen and not typed: where someone lives exactly is nothing that a comparison needs.
    fn place(&self) -> Markup {
        let Self { screens, form, errors } = *self;
        let t = screens.t;
        let chosen = screens.territory.find_by_text(&form.need.zone).map(|zone| zone.code);
        html! {
            div.field {
                label for=(PLACE) { (t.say(NeedWords::Where)) }
                p.hint id="lieu-aide" { (t.say(W::PlaceHint)) }
                (field_message(errors, PLACE))
                select id=(PLACE) name=(PLACE) aria-invalid=[invalid(errors, PLACE)] aria-describedby="lieu-aide lieu-erreur" {
                    option value="" { (t.say(W::PlaceChoose)) }
                    @for zone in &screens.territory.zones {
                        option value=(zone.short) selected[chosen == Some(zone.code)] { (zone.name) }
                    }
                }
            }
        }
    }
}

/// Fields that go with a form, unseen.
pub(super) fn hidden(pairs: &[(String, String)]) -> Markup {
    html! { @for (name, value) in pairs { input type="hidden" name=(name) value=(value); } }
}
