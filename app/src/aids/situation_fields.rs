//! The fields of the situation: plain inputs with names, for a form that the browser reads or that is sent by POST.

use domain::aids::{Age, Disability, Gir, Household};
use domain::values::closed_list::ClosedList;
use leptos::prelude::*;

use super::form::{
    AGE, DISABILITY, GIR, HOURS, HOUSEHOLD, MEMBERS, MTP, PCH, PLAN, RESOURCES, START, SituationForm, TICKED, UNFIT,
    UNKNOWN_GIR, WORKS,
};
use super::kept::KEEP;
use crate::error::FieldError;
use crate::text::{Aids as W, Words};
use crate::ui::forms::{Field, invalid};

/// Id of the note that says where the situation is computed.
pub const PRIVACY: &str = "qui-calcule";

const KEEP_HINT: &str = "garder-aide";

/// The fields of a situation, with their values and what is wrong with them.
#[derive(Clone, Copy)]
pub struct Situation<'a> {
    pub t: Words,
    pub situation: &'a SituationForm,
    pub errors: &'a [FieldError],
}

impl Situation<'_> {
    /// Every field of a situation that a comparison needs.
    pub fn fields(self) -> AnyView {
        (self.privacy(), self.autonomy(), self.means(), self.more()).into_any()
    }

    /// The same fields with the hours and the day, which a comparison already knows.
    pub fn fields_of_simulator(self) -> AnyView {
        let Self { t, situation, errors } = self;
        let start =
            Field { name: START, label: t.say(W::Day).to_owned(), hint: Some(t.say(W::DayHint).to_owned()), errors };
        let (described, wrong) = (start.described_by(), invalid(errors, START));
        let day = view! {
            <input type="date" id=START name=START value=situation.start.clone() autocomplete="off" aria-invalid=wrong
                aria-describedby=described/>
        };
        let hours = self.line(HOURS, W::Hours, W::HoursHint, &situation.hours);
        (self.privacy(), self.autonomy(), self.means(), hours, self.more(), start.around(day.into_any())).into_any()
    }

    /// A note: where the situation is computed, and that nothing is kept.
    pub fn privacy(self) -> AnyView {
        view! { <p class="privacy" role="note" id=PRIVACY>{self.t.say(W::ByServer)}</p> }.into_any()
    }

    /// The box by which a script keeps the situation for the visit. It has no name, so it is never sent.
    pub fn keep(self) -> AnyView {
        let t = self.t;
        view! {
            <div class="keep with-script">
                <label class="box">
                    <input type="checkbox" id=KEEP aria-describedby=KEEP_HINT/>
                    <span>{t.say(W::Keep)}</span>
                </label>
                <p class="hint" id=KEEP_HINT>{t.say(W::KeepHint)}</p>
            </div>
        }
        .into_any()
    }

    /// Age and GIR.
    pub fn autonomy(self) -> AnyView {
        let Self { t, situation, .. } = self;
        let ages = Age::ALL.iter().map(|age| (age.code().to_owned(), t.age(*age).to_owned()));
        let unknown = [(UNKNOWN_GIR.to_owned(), t.say(W::GirUnknown).to_owned())].into_iter();
        let girs = unknown.chain(Gir::ALL.iter().map(|gir| (gir.code().to_owned(), t.gir(*gir))));
        view! {
            {self.choice(AGE, W::Age, &situation.age, ages.collect())}
            {self.choice(GIR, W::Gir, &situation.gir, girs.collect())}
            <details class="explained">
                <summary>{t.say(W::GirQuestion)}</summary>
                <p>{t.say(W::GirExplained)}</p>
                <p>{t.say(W::GirObtained)}</p>
            </details>
        }
        .into_any()
    }

    /// Resources, household, and the plan that was notified.
    pub fn means(self) -> AnyView {
        let Self { t, situation, .. } = self;
        let households =
            Household::ALL.iter().map(|household| (household.code().to_owned(), t.household(*household).to_owned()));
        view! {
            {self.choice(HOUSEHOLD, W::Household, &situation.household, households.collect())}
            {self.line(RESOURCES, W::Resources, W::ResourcesHint, &situation.resources)}
            {self.line(PLAN, W::Plan, W::PlanHint, &situation.plan)}
        }
        .into_any()
    }

    /// Fields that few people need: a disability, hours of PCH, other members of the household over 65, the MTP, work.
    pub fn more(self) -> AnyView {
        let Self { t, situation, .. } = self;
        let disabilities =
            Disability::ALL.iter().map(|level| (level.code().to_owned(), t.disability(*level).to_owned()));
        let boxes: Vec<AnyView> = [
            (MTP, W::DrawsMtp, &situation.draws_mtp),
            (UNFIT, W::UnfitForWork, &situation.unfit_for_work),
            (WORKS, W::StillWorks, &situation.works),
        ]
        .into_iter()
        .map(|(name, label, value)| {
            view! {
                <label class="box">
                    <input type="checkbox" id=name name=name value=TICKED checked=value == TICKED/>
                    <span>{t.say(label)}</span>
                </label>
            }
            .into_any()
        })
        .collect();
        view! {
            <details class="explained" open=self.says_more()>
                <summary>{t.say(W::More)}</summary>
                {self.choice(DISABILITY, W::Disability, &situation.disability, disabilities.collect())}
                {self.line(PCH, W::Pch, W::PchHint, &situation.pch)}
                {self.line(MEMBERS, W::Members, W::MembersHint, &situation.members_over_65)}
                <fieldset>
                    <legend>{t.say(W::MoreTicks)}</legend>
                    {boxes}
                </fieldset>
            </details>
        }
        .into_any()
    }

    /// Whether one of the fields that few people need is filled in.
    fn says_more(self) -> bool {
        let Self { situation, errors, .. } = self;
        let rest = [DISABILITY, PCH, MEMBERS];
        errors.iter().any(|error| rest.contains(&error.field.as_str()))
            || !["", Disability::None.code()].contains(&situation.disability.as_str())
            || !situation.pch.is_empty()
            || !situation.members_over_65.is_empty()
            || [&situation.draws_mtp, &situation.unfit_for_work, &situation.works]
                .iter()
                .any(|ticked| !ticked.is_empty())
    }

    fn line(self, name: &str, label: W, hint: W, value: &str) -> AnyView {
        let Self { t, errors, .. } = self;
        let field = Field { name, label: t.say(label).to_owned(), hint: Some(t.say(hint).to_owned()), errors };
        field.text(value.to_owned(), true)
    }

    fn choice(self, name: &str, label: W, value: &str, options: Vec<(String, String)>) -> AnyView {
        let Self { t, errors, .. } = self;
        Field { name, label: t.say(label).to_owned(), hint: None, errors }.select(value, options)
    }
}
