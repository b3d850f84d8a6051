//! "Pour votre besoin": what one provider offers for the need in the address, ranked among the whole catalogue as in
//! the list: price, week, tasks, what to ask, and why it has its rank.

use domain::compare;
use domain::cost::NoCost;
use domain::need::{Headline, NeedTerms};
use domain::provider::acts::ActSet;
use domain::provider::listing::{Kind, Listing};
use domain::ranking::comparison::{Answer, Comparison, OfferCost, Part, Ranked};
use domain::ranking::reasons::Exclusion;
use domain::values::closed_list::Set;
use domain::{Act, Need};
use jiff::civil::Date;
use leptos::prelude::*;

use super::facts::provenance;
use crate::compare::reasons::all_reasons;
use crate::compare::to_pay::{KeptToPay, OF_SERVICE, kept_note};
use crate::compare::why::employer;
use crate::ports::Publication;
use crate::routes::Page;
use crate::text::{ProviderWords as W, Results, Words};
use crate::ui::pictogram::pictogram;
use crate::ui::week_strip::{cover_words, week_grid, week_strip};

/// Where the browser writes what remains to pay, when the situation is kept in its tab.
pub const TO_PAY: &str = "a-payer";

/// The need in an address, and the query that leads back to its list.
pub struct AskedNeed {
    pub need: Need,
    /// "14e"
    pub place: String,
    /// The query of the list, with its order, filters and ticked services.
    pub query: String,
}

impl AskedNeed {
    /// "14e, toilette et habillage, ménage…"
    pub fn short_words(&self, t: Words) -> String {
        const NAMED: usize = 2;
        let wished = self.need.terms().wished;
        let mut words = vec![self.place.clone()];
        words.extend(wished.iter().take(NAMED).map(|act| t.name(act).to_owned()));
        let more = if wished.len() as usize > NAMED { "…" } else { "" };
        format!("{}{more}", words.join(", "))
    }

    /// "14e, toilette et habillage, 7 h par semaine"
    fn words(&self, t: Words) -> String {
        let terms = self.need.terms();
        let mut words = vec![self.place.clone()];
        words.extend(terms.wished.iter().map(|act| t.name(act).to_owned()));
        let minutes: u32 = terms.visits.iter().map(|visit| u32::from(visit.time.minutes())).sum();
        if minutes > 0 {
            words.push(t.fill(W::HoursAWeek, &[&t.duration(minutes)]));
        }
        words.join(", ")
    }
}

/// The result of one service in a comparison.
enum Standing<'a> {
    Ranked(&'a Ranked, W),
    ToConfirm(&'a Answer),
    Excluded(Set<Exclusion>),
}

/// The box. `has_week`: it already shows the week of the service, which must not be shown twice on a page.
pub struct NeedBox {
    pub view: AnyView,
    pub has_week: bool,
}

/// The box of a service that is open.
pub fn for_need(t: Words, publication: &Publication, listing: &Listing, asked: &AskedNeed, today: Date) -> NeedBox {
    let Publication { catalogue, territory, parameters, .. } = publication;
    let comparison = compare(catalogue, territory, &asked.need, None, parameters, today, Part::of(listing.finess));
    let change = Page::Compare(asked.query.clone()).href(t.lang);
    let (body, has_week) = match standing(&comparison, listing) {
        _ if listing.kind == Kind::Nursing => (view! { <p>{t.say(W::NursingFree)}</p> }.into_any(), false),
        Some(standing) => {
            let excluded = matches!(standing, Standing::Excluded(_));
            let has_week = !excluded && listing.hours.known().is_some() && !asked.need.terms().visits.is_empty();
            (body(t, publication, listing, &comparison, standing), has_week)
        }
        // Every listing of a catalogue is in each of its comparisons.
        None => (().into_any(), false),
    };
    let view = view! {
        <section class="for-need" aria-labelledby="titre-pour-vous">
            <h2 id="titre-pour-vous">{t.say(W::ForYourNeed)}</h2>
            <p class="hint">{asked.words(t)} " · " <a href=change>{t.say(W::ChangeNeed)}</a></p>
            {body}
        </section>
    };
    NeedBox { view: view.into_any(), has_week }
}

fn standing<'a>(comparison: &'a Comparison, listing: &Listing) -> Option<Standing<'a>> {
    let finess = listing.finess;
    let ranked = |entries: &'a [Ranked]| entries.iter().find(|entry| entry.answer.finess == finess);
    if let Some(entry) = ranked(&comparison.suitable) {
        return Some(Standing::Ranked(entry, W::Suits));
    }
    if let Some(entry) = ranked(&comparison.partly_suitable) {
        return Some(Standing::Ranked(entry, W::SuitsInPart));
    }
    if let Some(entry) = comparison.to_confirm.iter().find(|entry| entry.answer.finess == finess) {
        return Some(Standing::ToConfirm(&entry.answer));
    }
    let excluded = comparison.excluded.iter().find(|entry| entry.finess == finess)?;
    Some(Standing::Excluded(excluded.reasons))
}

fn body(
    t: Words,
    publication: &Publication,
    listing: &Listing,
    comparison: &Comparison,
    standing: Standing<'_>,
) -> AnyView {
    let (verdict, answer, ranked) = match standing {
        Standing::Excluded(reasons) => {
            let reasons: Vec<AnyView> =
                reasons.iter().map(|reason| view! { <li>{t.name(reason)}</li> }.into_any()).collect();
            return view! {
                <p class="standing no">{t.say(W::DoesNotSuit)}</p>
                <ul>{reasons}</ul>
            }
            .into_any();
        }
        Standing::Ranked(entry, words) => {
            let total = comparison.counts.ranked();
            (t.fill(words, &[&t.ordinal(entry.rank), &total]), &entry.answer, Some(entry))
        }
        Standing::ToConfirm(answer) => (t.say(W::SuitsIfConfirmed).to_owned(), answer, None),
    };
    let class = if ranked.is_some() { "standing" } else { "standing ask" };
    let reasons = all_reasons(t, comparison, &publication.catalogue, listing, answer, ranked);
    let missing: Vec<AnyView> =
        answer.missing.iter().map(|fact| view! { <li>{t.name(*fact)}</li> }.into_any()).collect();
    let missing =
        (!missing.is_empty()).then(|| view! { <h3>{t.say(W::AskBefore)}</h3><ul class="asked">{missing}</ul> });
    let to_pay = view! { <div id=TO_PAY></div> }.attr(OF_SERVICE, listing.finess.to_string());
    view! {
        <p class=class>{verdict}</p>
        {price(t, comparison, answer)}
        // Filled by a script if the situation is kept in this tab.
        <KeptToPay>{to_pay}{kept_note(t)}</KeptToPay>
        {week(t, listing, &comparison.need, answer)}
        {tasks(t, comparison.need.wished, answer)}
        {missing}
        <p><a href="#questions">{t.say(W::AllQuestions)}</a></p>
        <details class="why">
            <summary>{t.say(if ranked.is_some() { W::WhyThisRank } else { W::WhatIsKnown })}</summary>
            {reasons}
        </details>
    }
    .into_any()
}

/// The cost of the need at this service before any aid, and who would be the employer.
fn price(t: Words, comparison: &Comparison, answer: &Answer) -> AnyView {
    let unknown = |words: Results| view! { <p class="price unknown">{t.say(words)}</p> }.into_any();
    let Some(offer) = answer.offers.first() else { return unknown(Results::PriceUnknown) };
    let strong = |amount: String| view! { <strong>{amount}</strong> }.into_any();
    let employer = view! { <p class="employer">{t.say(employer(offer.mode))}</p> };
    match (&offer.cost, offer.headline) {
        (Some(Err(NoCost::HourPriceNotStated)), _) => unknown(Results::PriceOfHoursUnknown),
        (Some(Err(NoCost::NothingCovered)), _) => ().into_any(),
        (None, None) => unknown(Results::PriceUnknown),
        (Some(Ok(cost)), _) => {
            let from = if cost.at_least { t.say(Results::From) } else { "" };
            let covered = answer.covered_minutes.is_none_or(|covered| covered == comparison.needed_minutes);
            let what = if covered { t.say(Results::ForNeed) } else { t.say(W::ForHoursCovered) };
            let month = [from.into_any(), strong(t.euros(cost.monthly)), what.into_any()];
            let hour = t.fill(W::HourOnAverage, &[&t.euros(cost.average_hour)]);
            view! {
                <p class="price">{t.view(Results::MonthBeforeAids, month.into())} {hour}</p>
                {employer}
            }
            .into_any()
        }
        (None, Some(price)) => {
            let price = strong(t.euros(price));
            let words = match comparison.need.headline() {
                Headline::Hour(_) => t.view(Results::WeekdayHour, vec![price]),
                Headline::Flat { meals, remote_alarm } => {
                    let what = match (meals, remote_alarm) {
                        (true, true) => Results::FlatBoth,
                        (true, false) => Results::FlatMeals,
                        (false, _) => Results::FlatAlarm,
                    };
                    t.view(Results::FlatMonth, vec![price, t.say(what).into_any()])
                }
            };
            view! { <p class="price">{words} {fees(t, offer)}</p> {employer} }.into_any()
        }
    }
}

/// ", plus 25 € par mois de frais de gestion"
fn fees(t: Words, offer: &OfferCost) -> String {
    let fees = [(offer.monthly_fee, Results::MonthlyFee), (offer.opening_fee, Results::OpeningFee)];
    fees.into_iter().filter(|(fee, _)| fee.0 > 0).map(|(fee, what)| t.fill(what, &[&t.euros(fee)])).collect()
}

/// The week that it covers, with the hours of the need outlined.
fn week(t: Words, listing: &Listing, need: &NeedTerms, answer: &Answer) -> AnyView {
    let Some(cover) = &answer.week else { return ().into_any() };
    let grid = listing.hours.known().map(|hours| {
        view! { {week_grid(t, &hours.value, &need.visits)} {provenance(t, &hours.provenance)} }
    });
    view! {
        <h3>{t.say(W::YourHours)}</h3>
        <p class="covers">{week_strip(t, cover)} " " {cover_words(t, cover)}</p>
        {grid}
    }
    .into_any()
}

/// Each task that is wished: done, not done, or not known.
fn tasks(t: Words, wished: ActSet, answer: &Answer) -> AnyView {
    if wished.is_empty() {
        return ().into_any();
    }
    let line = |act: Act| {
        let (class, sign, words) = match answer.offered {
            None => ("ask", "?", W::TaskUnknown),
            Some(offered) if offered.contains(act) => ("yes", "✓", W::TaskDone),
            Some(_) => ("no", "✗", W::TaskNotDone),
        };
        let state = view! { <span class="visually-hidden">{t.say(words)}</span> };
        view! {
            <li class=class>{pictogram(act)} <span class="sign" aria-hidden="true">{sign}</span> {t.name(act)} " " {state}</li>
        }
        .into_any()
    };
    let lines: Vec<AnyView> = wished.iter().map(line).collect();
    view! { <h3>{t.say(W::YourTasks)}</h3><ul class="tasks">{lines}</ul> }.into_any()
}
