//! The list of `/accompagner`: the cards of the comparison, with the day on which each service can begin and a box for the
//! sheet. Where social assistance applies the approved services come first: two answers of the same method.

use domain::aids::AidRules;
use domain::need::NeedTerms;
use domain::provider::listing::{Habilitation, Intake, Listing};
use domain::ranking::comparison::{Answer, Comparison, Part, Ranked};
use domain::ranking::selection::{Filter, Selection, Sort};
use domain::values::closed_list::Set;
use domain::values::search::readable;
use domain::{Finess, Need};
use leptos::prelude::*;

use super::changes;
use super::discharge;
use super::form::AssistForm;
use super::screens::Screens;
use super::sheet::build::price_words;
use crate::compare::list_form::{CHOSEN, ListForm, MOST_CHOSEN, SWITCH, SWITCH_CHOSEN};
use crate::compare::outcome::{Answered, answer_need};
use crate::compare::result_card::{Card, CardExtras};
use crate::compare::results_section::ListView;
use crate::compare::start_date::start_words;
use crate::error::FieldError;
use crate::need::form::{NEED_FORM, PAGE_SIZE};
use crate::need::summary::need_line;
use crate::routes::Page;
use crate::text::{AssistWords as W, Common, Pages as P, Results, Words};
use crate::ui::forms::error_summary;

/// Services that are not approved, named under those that are.
const OTHERS: usize = 10;
/// How far down the list of all they are looked for, and those that are ready for someone who leaves hospital.
const AMONG: usize = 60;

/// Id of the request in a line.
pub const REQUEST: &str = "demande";
/// Where one says what the person lives on.
const AIDS: &str = "#question-budget";

/// The answer to the questions.
pub struct ServiceList {
    pub need: Need,
    pub rules: Option<AidRules>,
    answered: Answered,
    /// The list of all, where the first one is of the approved services.
    all: Option<Comparison>,
    /// Those that can begin soonest, for someone who leaves hospital.
    ready: Option<Comparison>,
}

impl ServiceList {
    pub(super) fn of(screens: &Screens<'_>, form: &AssistForm, need: Need, rules: Option<AidRules>) -> Self {
        let approved = form.social_aid.then(|| approved(&need)).flatten();
        let page = form.need.page_number().unwrap_or(1).clamp(1, screens.catalogue().listings().len() / PAGE_SIZE + 1);
        let list = ListForm { need: form.need.on_page(page), view: form.view, chosen: form.chosen.clone() };
        let first = approved.as_ref().unwrap_or(&need);
        let answered = answer_need(&list, first, rules.as_ref(), screens.published, PAGE_SIZE, true);
        let all = approved.is_some().then(|| screens.first_of(&need, rules.as_ref(), answered.selection, AMONG));
        let soonest = Selection { sort: Sort::Start, filters: Set::EMPTY.with(Filter::FreePlaces) };
        let ready = form.need.hospital.then(|| screens.first_of(first, rules.as_ref(), soonest, AMONG));
        Self { answered, all, ready, need, rules }
    }

    fn view<'a>(&'a self, screens: &Screens<'a>, extras: CardExtras<'a>) -> ListView<'a> {
        ListView { t: screens.t, published: screens.published, answered: &self.answered, extras, aids: AIDS }
    }

    fn plain<'a>(&'a self, screens: &Screens<'a>) -> ListView<'a> {
        self.view(screens, CardExtras::default())
    }

    /// Its title, what is wrong, and the request in a line.
    pub fn head(&self, screens: &Screens<'_>, errors: &[FieldError]) -> AnyView {
        let t = screens.t;
        let terms = self.need.terms();
        let zone = screens.territory().find_zone(terms.zone).map_or_else(String::new, |zone| zone.name.clone());
        let start = t.fill(W::RequestStart, &[&t.date(terms.start)]);
        let parts = [zone, need_line(t, terms.wished, &terms.visits), start];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        view! {
            <h1 tabindex="-1">{t.say(W::ListTitle)}</h1>
            {error_summary(t, errors)}
            <p class="need-line" id=REQUEST>{parts.join(" · ")}</p>
        }
        .into_any()
    }

    /// What stands above the list: where it is computed, what changed since it was kept, leaving hospital.
    pub fn above(&self, screens: &Screens<'_>, form: &AssistForm) -> AnyView {
        let t = screens.t;
        let privacy = match (&self.rules, form.situation.is_empty()) {
            (Some(_), _) => {
                let words = t.say(if screens.live { W::InBrowser } else { W::Sent });
                Some(view! { <p class="privacy" role="note">{words}</p> }.into_any())
            }
            (None, false) => Some(view! { <p class="hint">{t.say(W::WithoutMeans)}</p> }.into_any()),
            (None, true) => None,
        };
        let discharge = self.ready.as_ref().map(|ready| {
            discharge::section(screens, form, &self.need, ready, |finess, name| self.tick(screens, form, finess, name))
        });
        (privacy, self.changes(screens, form), discharge).into_any()
    }

    fn changes(&self, screens: &Screens<'_>, form: &AssistForm) -> Option<AnyView> {
        let kept = form.kept.as_ref()?;
        let services: Vec<Finess> = kept.seen.iter().map(|(finess, _)| *finess).collect();
        let catalogue = screens.catalogue_of(&services);
        let comparison = screens.compare(&catalogue, &self.need, self.rules.as_ref(), Part::EVERYTHING);
        Some(changes::section(&self.need, kept, &catalogue, &comparison, screens.t))
    }

    pub fn chips(&self, screens: &Screens<'_>) -> AnyView {
        self.plain(screens).chips()
    }

    /// How many services the list has, and who can begin first.
    pub fn status(&self, screens: &Screens<'_>) -> String {
        format!("{}. {}", self.plain(screens).heading(), self.earliest(screens))
    }

    /// The first day on which a service of the page can begin.
    fn earliest(&self, screens: &Screens<'_>) -> String {
        let t = screens.t;
        let answers = self.answered.comparison.answers();
        let listings = answers.filter_map(|answer| screens.catalogue().find(answer.finess));
        let starts = listings.filter_map(|listing| Some((listing.possible_start(screens.today())?, listing)));
        match starts.min_by_key(|(day, _)| *day) {
            Some((day, listing)) => t.fill(W::Earliest, &[&t.date(day), &readable(&listing.name.value)]),
            None => t.say(W::EarliestUnknown).to_owned(),
        }
    }

    pub fn list(&self, screens: &Screens<'_>, form: &AssistForm) -> AnyView {
        let t = screens.t;
        let note = |answer: &Answer, listing: &Listing| self.note(screens, form, answer, listing);
        let view =
            self.view(screens, CardExtras { tick: Some(t.say(W::OnSheet)), without_need: true, note: Some(&note) });
        let approved = self.all.is_some().then(|| view! { <p class="social-aid">{t.say(W::ApprovedFirst)}</p> });
        let nobody = (self.answered.possible() == 0).then(|| {
            view! {
                <section class="empty" aria-labelledby="titre-vide">
                    <h2 id="titre-vide">{t.say(Results::Nobody)}</h2>
                    <p>{t.say(W::NobodyChange)}</p>
                    {view.reasons()}
                </section>
            }
        });
        let new_tab = screens.live.then(|| view! { <p class="hint">{t.say(W::NewTab)}</p> });
        view! {
            {approved}
            {view.note()}
            {nobody}
            {view.by_gir()}
            {view.groups()}
            {self.others(screens, form)}
            {view.counted_with()}
            {new_tab}
            <p class="stamp">{view.stamp()}</p>
        }
        .into_any()
    }

    /// What a card says more: the day on which the service can begin, and what changed.
    fn note(&self, screens: &Screens<'_>, form: &AssistForm, answer: &Answer, listing: &Listing) -> AnyView {
        let t = screens.t;
        let comparison = &self.answered.comparison;
        let start = start_note(t, listing, comparison);
        let changed = form.kept.as_ref().and_then(|kept| {
            let changes = changes::of_service(&self.need, kept, answer, listing, comparison, t);
            let words = t.fill(W::ChangedSince, &[&t.date(kept.day), &changes.join(t.say(Common::Then))]);
            (!changes.is_empty()).then(|| view! { <p class="changed">{words}</p> })
        });
        (start, changed).into_any()
    }

    /// The services that have a box beside the cards.
    fn beside(&self, screens: &Screens<'_>) -> Vec<Finess> {
        let start = self.need.terms().start;
        let ready = self.ready.as_ref().map(|ready| discharge::named(screens, ready, start)).unwrap_or_default();
        let others = self.not_approved(screens).into_iter().map(|(entry, _)| entry.answer.finess);
        ready.into_iter().map(|(listing, _)| listing.finess).chain(others).collect()
    }

    /// The best placed services that are known not to be approved.
    fn not_approved<'c>(&'c self, screens: &Screens<'c>) -> Vec<(&'c Ranked, &'c Listing)> {
        let ranked = self.all.iter().flat_map(Comparison::ranked);
        let found = ranked.filter_map(|entry| Some((entry, screens.catalogue().find(entry.answer.finess)?)));
        found.filter(|(_, listing)| listing.habilitation.value() == Some(&Habilitation::NotHeld)).take(OTHERS).collect()
    }

    /// The same in words, at the rank that they have among all.
    fn others(&self, screens: &Screens<'_>, form: &AssistForm) -> Option<AnyView> {
        let t = screens.t;
        let all = self.all.as_ref()?;
        let line = |(entry, listing): (&Ranked, &Listing)| {
            let name = readable(&listing.name.value);
            let words = [
                t.fill(Results::RankOf, &[&t.ordinal(entry.rank), &all.counts.ranked()]),
                price_words(t, all.need.headline(), &entry.answer),
                t.fill(Common::Colon, &[&t.say(P::SideStart), &start_words(t, listing, all)]),
            ];
            let href = Page::Service(listing.finess).href(t.lang);
            view! {
                <li>
                    <a href=href>{name.clone()}</a>
                    <p>{words.join(" · ")}</p>
                    {self.tick(screens, form, listing.finess, &name)}
                </li>
            }
            .into_any()
        };
        let lines: Vec<AnyView> = self.not_approved(screens).into_iter().map(line).collect();
        (!lines.is_empty()).then(|| {
            view! {
                <section aria-labelledby="titre-autres">
                    <h2 id="titre-autres">{t.say(W::Others)}</h2>
                    <p>{t.say(W::OthersWhy)}</p>
                    <ul class="others">{lines}</ul>
                </section>
            }
            .into_any()
        })
    }

    /// Whether the page has a card of a service.
    fn has_card(&self, finess: Finess) -> bool {
        self.answered.comparison.answers().any(|answer| answer.finess == finess)
    }

    /// The box of a service beside the cards. Without a script there is one box for each service, or it could not be unticked.
    fn tick(&self, screens: &Screens<'_>, form: &AssistForm, finess: Finess, name: &str) -> AnyView {
        if !screens.live && self.has_card(finess) {
            return ().into_any();
        }
        let view = self.plain(screens);
        let extras = CardExtras { tick: Some(screens.t.say(W::OnSheet)), ..CardExtras::default() };
        Card { chosen: &form.chosen, extras, ..view.card("") }.tick(finess, name)
    }

    /// The services ticked, at the bottom of the screen. Those that the list does not show go with it, unseen, without a
    /// script.
    pub fn tray(&self, screens: &Screens<'_>, form: &AssistForm, full: bool) -> AnyView {
        let t = screens.t;
        let beside = self.beside(screens);
        let here = |finess: &Finess| self.has_card(*finess) || beside.contains(finess);
        let elsewhere: Vec<AnyView> = form
            .chosen
            .iter()
            .filter(|finess| !here(finess))
            .map(|finess| {
                view! { <input type="hidden" name=CHOSEN form=NEED_FORM value=finess.to_string()/> }.into_any()
            })
            .collect();
        let full = full.then(|| view! { <p class="tray-full">{t.say(W::TrayFull)}</p> });
        view! {
            <section class="tray" aria-label=t.say(W::SheetActions) data-chosen=form.chosen.len()>
                {full}
                <p class="tray-count" aria-live="polite">{chosen_words(t, form.chosen.len())}</p>
                {(!screens.live).then_some(elsewhere)}
                <button type="submit" form=NEED_FORM formaction=Page::AssistSheet.href(t.lang)>{t.say(W::MakeSheet)}</button>
                <button class="secondary" type="submit" form=NEED_FORM name=SWITCH value=SWITCH_CHOSEN>
                    {t.say(W::ClearTicks)}
                </button>
            </section>
        }
        .into_any()
    }
}

/// "Peut commencer le 1er décembre", or that nobody is taken, or that it must be asked.
fn start_note(t: Words, listing: &Listing, comparison: &Comparison) -> AnyView {
    let today = comparison.stamp.seed;
    let (class, words) = match listing.availability_on(today).map(|known| known.value.intake) {
        Some(Intake::Open) => match listing.possible_start(today) {
            Some(day) if day <= comparison.need.start => ("start yes", t.fill(W::StartsInTime, &[&t.date(day)])),
            Some(day) => ("start no", t.fill(W::StartsLate, &[&t.date(day)])),
            None => ("start ask", t.say(W::StartsUnknown).to_owned()),
        },
        Some(intake) => ("start no", t.fill(Common::Colon, &[&t.say(P::SideStart), &t.name(intake)])),
        None => ("start ask", t.say(W::StartsUnknown).to_owned()),
    };
    view! { <p class=class>{words}</p> }.into_any()
}

/// How many services are ticked, and how many go on a sheet.
fn chosen_words(t: Words, count: usize) -> String {
    match count {
        0 => t.fill(W::ChooseHint, &[&MOST_CHOSEN]),
        1..=MOST_CHOSEN => t.count(count as u32, W::ChosenOne, W::ChosenMany),
        _ => t.fill(W::ChosenTooMany, &[&count, &MOST_CHOSEN]),
    }
}

/// The same need, of which only approved services are an answer. None where that was asked for already.
fn approved(need: &Need) -> Option<Need> {
    let terms = need.terms();
    if terms.habilitation_required {
        return None;
    }
    Need::try_from(NeedTerms { habilitation_required: true, ..terms.clone() }).ok()
}
