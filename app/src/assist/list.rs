//! The list of `/accompagner`: that of the comparison, with the day on which each service can begin and a box for the
//! sheet. Where social assistance applies the approved services come first: two answers of the same method.

use domain::aids::AidRules;
use domain::need::NeedTerms;
use domain::provider::listing::{Habilitation, Listing};
use domain::ranking::comparison::{Answer, Comparison, Part, Ranked};
use domain::values::search;
use domain::{Finess, Need};
use maud::{Markup, PreEscaped, html};

use super::changes;
use super::content::price_words;
use super::form::AssistForm;
use super::print::share;
use super::questions::{Questions, hidden};
use super::screens::{CHOSEN_COUNT, ELSEWHERE, REQUEST, Screens};
use crate::assist::templates::answer::{MOST_CHOSEN, floor_warning, page_part, stamp_words, status_words};
use crate::assist::templates::entry::coverage_words;
use crate::assist::templates::fields::weight_sliders;
use crate::assist::templates::results::{Shown, pagination};
use crate::assist::templates::summary::need_summary;
use crate::compare::page_contract::{LIST, STATUS};
use crate::compare::start_date::start_words;
use crate::need::form::{CHOSEN, NEED_FORM};
use crate::routes::Page;
use crate::text::{AssistWords as W, Common, Pages as P, Results, Words};

/// Services that are not approved, named under those that are.
const OTHERS: usize = 10;
/// How far down the list of all they are looked for.
const OTHERS_AMONG: usize = 60;

/// The answer to the questions.
pub(super) struct ServiceList<'a> {
    pub screens: &'a Screens<'a>,
    pub form: &'a AssistForm,
    pub need: &'a Need,
    pub rules: Option<&'a AidRules>,
    pub page: usize,
}

impl ServiceList<'_> {
    fn t(&self) -> Words {
        self.screens.t
    }

    pub fn markup(&self) -> Markup {
        let Self { screens, form, need, rules, page } = *self;
        let t = self.t();
        let approved = form.social_aid.then(|| approved(need)).flatten();
        let first = approved.as_ref().unwrap_or(need);
        let comparison = screens.compare(screens.catalogue, first, rules, page_part(page));
        let all = approved.as_ref().map(|_| {
            let part = Part { count: OTHERS_AMONG, excluded: 0, ..Part::EVERYTHING };
            screens.compare(screens.catalogue, need, rules, part)
        });
        let others: Vec<&Ranked> = all.iter().flat_map(|all| self.not_approved(all)).collect();
        let shown: Vec<Finess> = (comparison.answers().map(|answer| answer.finess))
            .chain(others.iter().map(|entry| entry.answer.finess))
            .collect();
        let elsewhere = html! { div hidden id=(ELSEWHERE) { (hidden(&form.carried(|finess| !shown.contains(&finess), screens.live))) } };
        let beside = |answer: &Answer, listing: &Listing| self.beside(answer, listing, &comparison);
        let language = &form.need.language;
        let list = Shown {
            t,
            comparison: &comparison,
            catalogue: screens.catalogue,
            language,
            folded: false,
            beside: Some(&beside),
        };
        let counts = &comparison.counts;
        html! {
            section aria-labelledby="titre-besoin" {
                h2 id="titre-besoin" { (t.say(W::Situation)) }
                div id=(REQUEST) { (need_summary(t, need.terms(), screens.territory, language)) }
                details.edit {
                    summary { (t.say(W::ChangeAnswers)) }
                    (Questions { screens, form, errors: &[] }.above_list(&elsewhere))
                }
            }
            @if rules.is_some() { p.privacy role="note" { (t.say(if screens.live { W::InBrowser } else { W::Sent })) } }
            @else if !form.situation.is_empty() { p.hint { (t.say(W::WithoutMeans)) } }
            (self.changes(need, rules))
            (PreEscaped(screens.mention))
            (weight_sliders(t, &need.terms().weights))
            p.status role="status" id=(STATUS) { (status_words(t, &comparison)) " " (self.earliest(&comparison)) }
            div id=(LIST) tabindex="-1" {
                (floor_warning(t, &comparison))
                @if approved.is_some() { p.social-aid { (t.say(W::ApprovedFirst)) } }
                @if counts.ranked() + counts.to_confirm == 0 {
                    section.empty aria-labelledby="titre-vide" {
                        h2 id="titre-vide" { (t.say(Results::Nobody)) }
                        p { (t.say(W::NobodyChange)) }
                        (list.reasons())
                    }
                }
                (list.results())
                (pagination(t, counts, page))
                @if let Some(all) = all.as_ref().filter(|_| !others.is_empty()) { (self.others(all, &others)) }
                @if screens.live { p.hint { (t.say(W::NewTab)) } }
                p.stamp { (stamp_words(t, &comparison)) }
            }
            p.make-sheet {
                span.hint id=(CHOSEN_COUNT) aria-live="polite" { (chosen_words(t, form.chosen.len())) } " "
                button type="submit" form=(NEED_FORM) formaction=(Page::AssistSheet.href(t.lang)) { (t.say(W::MakeSheet)) }
            }
            @if screens.live { (share(t, form)) }
        }
    }

    /// What a service is marked with: the day on which it can begin, what changed, the box for the sheet.
    fn beside(&self, answer: &Answer, listing: &Listing, comparison: &Comparison) -> Markup {
        let t = self.t();
        let changed =
            self.form.kept.as_ref().map(|kept| changes::of_service(self.need, kept, answer, listing, comparison, t));
        let changed = changed.filter(|changes| !changes.is_empty());
        html! {
            dl.facts { div { dt { (t.say(P::SideStart)) } dd { (start_words(t, listing, comparison)) } } }
            @if let (Some(changes), Some(kept)) = (changed, &self.form.kept) {
                p.changed { (t.fill(W::ChangedSince, &[&t.date(kept.day), &changes.join(t.say(Common::Then))])) }
            }
            (self.choose(listing))
        }
    }

    /// The first day on which a service of the page can begin.
    fn earliest(&self, comparison: &Comparison) -> String {
        let t = self.t();
        let listings = comparison.answers().filter_map(|answer| self.screens.catalogue.find(answer.finess));
        let starts = listings.filter_map(|listing| Some((listing.possible_start(self.screens.today)?, listing)));
        match starts.min_by_key(|(day, _)| *day) {
            Some((day, listing)) => t.fill(W::Earliest, &[&t.date(day), &search::readable(&listing.name.value)]),
            None => t.say(W::EarliestUnknown).to_owned(),
        }
    }

    fn choose(&self, listing: &Listing) -> Markup {
        let t = self.t();
        let chosen = self.form.chosen.contains(&listing.finess);
        html! {
            label.box.choose {
                input type="checkbox" name=(CHOSEN) value=(listing.finess) form=(NEED_FORM) checked[chosen];
                span {
                    (t.say(W::OnSheet))
                    span.visually-hidden { (t.fill(Results::BoxOf, &[&search::readable(&listing.name.value)])) }
                }
            }
        }
    }

    fn changes(&self, need: &Need, rules: Option<&AidRules>) -> Markup {
        let Self { screens, form, .. } = *self;
        let Some(kept) = &form.kept else { return html! {} };
        let services: Vec<Finess> = kept.seen.iter().map(|(finess, _)| *finess).collect();
        let catalogue = screens.catalogue_of(&services);
        let comparison = screens.compare(&catalogue, need, rules, Part::EVERYTHING);
        changes::section(need, kept, &catalogue, &comparison, self.t())
    }

    /// The best placed services that are known not to be approved.
    fn not_approved<'c>(&self, all: &'c Comparison) -> impl Iterator<Item = &'c Ranked> {
        let catalogue = self.screens.catalogue;
        let held =
            move |finess: Finess| catalogue.find(finess).and_then(|listing| listing.habilitation.value().copied());
        let others = all.ranked().filter(move |entry| held(entry.answer.finess) == Some(Habilitation::NotHeld));
        others.take(OTHERS).collect::<Vec<_>>().into_iter()
    }

    /// They keep the rank that they have among all.
    fn others(&self, all: &Comparison, others: &[&Ranked]) -> Markup {
        let t = self.t();
        html! {
            section aria-labelledby="titre-autres" {
                h2 id="titre-autres" { (t.say(W::Others)) }
                p { (t.say(W::OthersWhy)) }
                ul.others {
                    @for entry in others {
                        @if let Some(listing) = self.screens.catalogue.find(entry.answer.finess) {
                            li {
                                a href=(Page::Service(listing.finess).href(t.lang)) { (search::readable(&listing.name.value)) }
                                p {
                                    (t.fill(Results::RankOf, &[&t.ordinal(entry.rank), &all.counts.ranked()])) " · "
                                    (price_words(t, all.need.headline(), &entry.answer)) " · "
                                    @if let Some(hours) = coverage_words(t, &entry.answer, all.needed_minutes) {
                                        (t.fill(Common::Colon, &[&t.say(Results::Hours), &hours])) " · "
                                    }
                                    (t.fill(Common::Colon, &[&t.say(P::SideStart), &start_words(t, listing, all)]))
                                }
                                (self.choose(listing))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How many services are ticked, and how many go on a sheet.
pub fn chosen_words(t: Words, count: usize) -> String {
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
