//! The guided interview: its questions in the order of a real one, each with what to look at and why it is asked. All on
//! one page or one at a time, by style alone.

use domain::closed_list;
use domain::time::calendar::iso_date;
use domain::values::closed_list::ClosedList;
use leptos::prelude::*;

use super::desk::ANSWERS;
use super::form::{AssistForm, LEAVING, ONE_QUESTION, SOCIAL_AID, VIEW, VIEW_ONE};
use super::screens::{Screen, Screens};
use crate::aids::situation_fields::Situation;
use crate::compare::list_form::SORT;
use crate::compare::weights::weight_sliders;
use crate::error::FieldError;
use crate::need::fields::NeedFields;
use crate::need::form::{NEED_FORM, PLACE, START};
use crate::need::help::{HELP, Help};
use crate::routes::Page;
use crate::text::{AssistWords as W, NeedWords};
use crate::ui::forms::{Field, hidden_fields, invalid};

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

/// Id of the box that says that the person leaves hospital.
pub const HOSPITAL: &str = "sortie-hopital";

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
pub(super) struct Interview<'a> {
    pub screens: Screens<'a>,
    pub languages: &'a [String],
    pub form: &'a AssistForm,
    pub errors: &'a [FieldError],
    /// The screen that it stands on: alone, or folded above the list, whose fields go with it.
    pub screen: Screen,
}

impl Interview<'_> {
    /// What is not asked here goes with it, unseen: of the services chosen, those that no list shows.
    pub fn view(&self) -> AnyView {
        let t = self.screens.t;
        let one = self.form.one_question;
        let alone = self.screen == Screen::Questions;
        let carried = self.form.carried(|_| alone);
        // Beside the list its order is a choice on the page.
        let order = if alone { self.form.view_pairs() } else { self.form.every_view_pair() };
        let order = order.into_iter().filter(|(name, _)| alone || name != SORT);
        let carried = (!self.screens.live).then(|| hidden_fields(carried.into_iter().chain(order)));
        let weights = (alone && !self.screens.live).then(|| hidden_fields(self.form.need.weight_pairs()));
        let wrong_weights = self.errors.iter().any(|error| error.field.starts_with("poids-"));
        let weights = match wrong_weights {
            true => Some(weight_sliders(t, &self.form.need.given_weights(), self.errors)),
            false => weights,
        };
        let steps = Question::ALL.iter().map(|question| {
            let title = t.say(wording(*question).title);
            view! { <li><a href=format!("#{}", id(*question))>{title}</a></li> }.into_any()
        });
        let questions = Question::ALL.iter().enumerate().map(|(at, question)| self.question(at, *question));
        view! {
            <details class="edit" id=ANSWERS open=alone>
                <summary>{t.say(W::ChangeAnswers)}</summary>
                <form class="need interview" method="post" action=Page::Assist.href(t.lang) autocomplete="off" id=NEED_FORM>
                    // The first button is the one that Enter presses: it must not be a usual week.
                    <button class="first-button" type="submit" tabindex="-1" aria-hidden="true">{t.say(W::SeeServices)}</button>
                    {carried}
                    <fieldset class="view">
                        <legend>{t.say(W::View)}</legend>
                        <label class="box">
                            <input type="radio" name=VIEW value="toutes" checked=!one/>
                            <span>{t.say(W::ViewAll)}</span>
                        </label>
                        <label class="box">
                            <input type="radio" name=VIEW value=ONE_QUESTION id=VIEW_ONE checked=one/>
                            <span>{t.say(W::ViewOne)}</span>
                        </label>
                    </fieldset>
                    <nav class="steps" aria-label=t.say(W::Steps)><ol>{steps.collect::<Vec<_>>()}</ol></nav>
                    {questions.collect::<Vec<_>>()}
                    {weights}
                    <button type="submit">{t.say(W::SeeServices)}</button>
                </form>
            </details>
        }
        .into_any()
    }

    fn question(&self, at: usize, question: Question) -> AnyView {
        let t = self.screens.t;
        let id = id(question);
        let title = format!("{id}-titre");
        let labelled = title.clone();
        let Wording { title: words, look, why } = wording(question);
        let step = |at: Option<usize>, label: W| {
            let question = Question::ALL.get(at?)?;
            Some(view! { <a href=format!("#{}", self::id(*question)) data-step="">{t.say(label)}</a> " " })
        };
        let look: Vec<AnyView> = look.into_iter().map(|look| view! { <li>{t.say(look)}</li> }.into_any()).collect();
        view! {
            <section class="question" id=id tabindex="-1" aria-labelledby=labelled>
                <h2 id=title>{t.fill(W::Numbered, &[&(at + 1), &t.say(words)])}</h2>
                <div class="look">
                    <p><strong>{t.say(W::Look)}</strong></p>
                    <ul>{look}</ul>
                    <p><strong>{t.say(W::Why)}</strong>" "{t.say(why)}</p>
                </div>
                {self.fields(question)}
                <p class="step">{step(at.checked_sub(1), W::Previous)}{step(Some(at + 1), W::Next)}</p>
            </section>
        }
        .into_any()
    }

    fn fields(&self, question: Question) -> AnyView {
        let Self { screens, form, errors, languages, .. } = *self;
        let t = screens.t;
        let need = NeedFields {
            t,
            form: &form.need,
            errors,
            today: screens.today(),
            languages,
            territory: screens.territory(),
            addresses: false,
            counts: &[],
            fill: None,
        };
        let situation = Situation { t, situation: &form.situation, errors };
        match question {
            Question::Autonomy => {
                let open = !form.need.required.is_empty() || !form.need.publics.is_empty();
                view! {
                    {situation.autonomy()}
                    {need.every_act()}
                    <details class="options" open=open>
                        <summary>{t.say(W::ConditionsTitle)}</summary>
                        {need.required()}
                        {need.publics()}
                    </details>
                }
                .into_any()
            }
            Question::Hours => need.week_inside(),
            Question::Housing => self.place(),
            Question::SocialAid => view! {
                <fieldset>
                    <legend>{t.say(W::SocialAid)}</legend>
                    <p class="hint">{t.say(W::SocialAidHint)}</p>
                    <label class="box">
                        <input type="checkbox" name=SOCIAL_AID value="oui" checked=form.social_aid/>
                        <span>{t.say(W::SocialAidYes)}</span>
                    </label>
                </fieldset>
                {need.habilitation()}
                {need.modes()}
            }
            .into_any(),
            Question::Budget => (situation.privacy(), situation.means(), situation.more()).into_any(),
            Question::Urgency => self.urgency(),
            Question::Language => need.language(),
        }
    }

    /// The day on which help begins, and leaving hospital.
    fn urgency(&self) -> AnyView {
        let Self { screens, form, errors, .. } = *self;
        let t = screens.t;
        let start = Field {
            name: START,
            label: t.say(W::StartDay).to_owned(),
            hint: Some(t.say(W::StartDayHint).to_owned()),
            errors,
        };
        let described = start.described_by();
        let value = if form.need.start.is_empty() { iso_date(screens.today()) } else { form.need.start.clone() };
        let day = view! {
            <input type="date" id=START name=START value=value aria-invalid=invalid(errors, START) aria-describedby=described/>
        };
        let leaving = Field {
            name: LEAVING,
            label: t.say(W::LeavingHour).to_owned(),
            hint: Some(t.say(W::LeavingHint).to_owned()),
            errors,
        };
        let described = leaving.described_by();
        let hour = view! {
            <input type="time" id=LEAVING name=LEAVING value=form.leaving.clone() aria-invalid=invalid(errors, LEAVING)
                aria-describedby=described/>
        };
        view! {
            <label class="box hospital">
                <input type="checkbox" id=HOSPITAL name=HELP value=Help::Hospital.code() checked=form.need.hospital/>
                <span>{t.say(W::Hospital)}</span>
            </label>
            {start.around(day.into_any())}
            <div class="leaving">{leaving.around(hour.into_any())}</div>
            <p class="hint">{t.say(W::AvailabilityHint)}" "{t.say(W::AvailabilityBelow)}</p>
        }
        .into_any()
    }

    /// The zone, chosen and not typed: where someone lives exactly is nothing that a comparison needs.
    fn place(&self) -> AnyView {
        let Self { screens, form, errors, .. } = *self;
        let t = screens.t;
        let chosen =
            screens.territory().find_by_text(&form.need.zone).map(|zone| zone.short.clone()).unwrap_or_default();
        let none = [(String::new(), t.say(W::PlaceChoose).to_owned())].into_iter();
        let zones = screens.territory().zones.iter().map(|zone| (zone.short.clone(), zone.name.clone()));
        let hint = Some(t.say(W::PlaceHint).to_owned());
        let field = Field { name: PLACE, label: t.say(NeedWords::Where).to_owned(), hint, errors };
        field.select(&chosen, none.chain(zones).collect())
    }
}
