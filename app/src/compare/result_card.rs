//! One service in the list: its price among the others, the week it covers, which tasks it does and does not do, how to
//! reach it. The server and the browser write the same view.

use domain::aids::{Lacking, OutOfPocket, Reckoning};
use domain::cost::{Cost, NoCost};
use domain::need::Headline;
use domain::provider::acts::{Act, HourKind, Mode};
use domain::provider::listing::{Intake, Listing};
use domain::ranking::comparison::{Answer, Comparison, OfferCost, Ranked, ToConfirm};
use domain::ranking::reasons::Missing;
use domain::ranking::unstated::PriceFact;
use domain::values::closed_list::Set;
use domain::values::search::readable;
use domain::{Catalogue, Cents, Finess};
use jiff::civil::Date;
use leptos::prelude::*;

use super::reasons::aids_tables;
use super::why::{card_reasons, distribution};
use crate::format;
use crate::need::form::CHOSEN;
use crate::routes::Page;
use crate::text::{Common, Lang, Results as W, Words};
use crate::ui::chart::spark;
use crate::ui::money_bar::money_bar;
use crate::ui::week_strip::{cover_words, week_strip};

/// Data that the cards of a list share.
#[derive(Clone, Copy)]
pub struct Card<'a> {
    pub t: Words,
    pub comparison: &'a Comparison,
    pub catalogue: &'a Catalogue,
    /// The language that was asked for, or empty.
    pub language: &'a str,
    /// The need as the query of an address.
    pub need_query: &'a str,
    /// The ticked services.
    pub chosen: &'a [Finess],
    /// Id of the form that the boxes belong to.
    pub tick_form: &'a str,
    pub extras: CardExtras<'a>,
}

/// What a page says on its cards beside the usual.
#[derive(Clone, Copy, Default)]
pub struct CardExtras<'a> {
    /// What ticking a service does, where that is not comparing it.
    pub tick: Option<&'a str>,
    /// Whether the link to a service leaves the need out of its address.
    pub without_need: bool,
    /// More about a service, under its hours and tasks.
    pub note: Option<&'a CardNote<'a>>,
}

/// Makes what a card says more of a service.
pub type CardNote<'a> = dyn Fn(&Answer, &Listing) -> AnyView + 'a;

impl Card<'_> {
    /// A service with its rank.
    pub fn ranked(&self, entry: &Ranked) -> AnyView {
        let reasons = card_reasons(self.t, self.comparison, self.catalogue, &entry.answer, Some(entry));
        self.view(&entry.answer, Some(entry.rank), W::CardWhy, reasons)
    }

    /// A service with a fact that is not known.
    pub fn to_confirm(&self, entry: &ToConfirm) -> AnyView {
        let reasons = card_reasons(self.t, self.comparison, self.catalogue, &entry.answer, None);
        self.view(&entry.answer, None, W::CardKnown, reasons)
    }

    fn view(&self, answer: &Answer, rank: Option<u32>, summary: W, reasons: AnyView) -> AnyView {
        let Self { t, .. } = *self;
        let Some(listing) = self.catalogue.find(answer.finess) else { return ().into_any() };
        let name = readable(&listing.name.value);
        let href = self.href(answer.finess);
        // With a situation the law behind every figure is shown here: without a script the page of the service has no
        // situation.
        let year = self.comparison.need.start.year();
        let reckoning = answer.offers.first().and_then(|offer| offer.reckoning.as_ref());
        let aids = reckoning.map(|reckoning| aids_tables(t, reckoning, year));
        let rank = rank.map(|rank| view! { <b>{format!("{rank} ")}</b> });
        let note = self.extras.note.map(|note| note(answer, listing));
        view! {
            <li class="card" data-finess=answer.finess.to_string()>
                <div><h3>{rank}<a href=href.clone()>{name.clone()}</a></h3>{self.state(listing, answer)}</div>
                {self.price(answer)}
                {self.week(answer)}
                {note}
                <div class="contact">
                    {call(t, listing)}
                    <a href=href>{t.say(W::CardDetails)}</a>
                    {self.tick(answer.finess, &name)}
                </div>
                <details><summary>{t.say(summary)}</summary>{reasons}{aids}</details>
            </li>
        }
        .into_any()
    }

    /// The link to the page of the service, with the need.
    pub(super) fn href(&self, finess: Finess) -> String {
        let page = Page::Service(finess).href(self.t.lang);
        if self.need_query.is_empty() || self.extras.without_need {
            page
        } else {
            format!("{page}?{}", self.need_query)
        }
    }

    pub fn tick(&self, finess: Finess, name: &str) -> AnyView {
        let label = self.extras.tick.unwrap_or(self.t.say(W::CardCompare)).to_owned();
        let ticked = self.chosen.contains(&finess);
        view! {
            <label>
                <input type="checkbox" name=CHOSEN value=finess.to_string() form=self.tick_form.to_owned()
                    checked=ticked aria-label=format!("{label} {name}")/>
                {label.clone()}
            </label>
        }
        .into_any()
    }

    /// Whether it takes people, who would be the employer, how far its office is.
    fn state(&self, listing: &Listing, answer: &Answer) -> AnyView {
        let t = self.t;
        let (class, places) = places(t, listing, self.comparison.stamp.seed);
        let mut facts = Vec::new();
        let start = listing.possible_start(self.comparison.stamp.seed);
        if let Some(start) = start.filter(|start| *start > self.comparison.need.start) {
            facts.push(t.fill(W::CardStart, &[&short_date(t, start)]));
        }
        if let Some(day) = listing.standing.closes_on() {
            facts.push(t.fill(W::CardCloses, &[&short_date(t, day)]));
        }
        if let Some(offer) = answer.offers.first() {
            facts.push(t.say(employer_short(offer.mode)).to_owned());
        }
        if let Some(metres) = answer.metres {
            facts.push(t.fill(W::CardAway, &[&t.distance(metres)]));
        }
        let facts: String = facts.into_iter().map(|fact| format!(" · {fact}")).collect();
        view! { <p class="state"><b class=class>{places}</b>{facts}{self.languages(listing)}</p> }.into_any()
    }

    /// The languages it speaks, where one is asked for. Their names are in French, as they were entered.
    fn languages(&self, listing: &Listing) -> Option<AnyView> {
        let t = self.t;
        if self.language.is_empty() {
            return None;
        }
        let Some(spoken) = listing.languages.value() else {
            return Some(format!(" · {}", t.say(W::CardLanguages)).into_any());
        };
        let spoken = view! { <span lang="fr">{spoken.join(", ")}</span> }.into_any();
        Some((" · ", t.view(W::CardSpeaks, vec![spoken])).into_any())
    }

    /// The cost: a month where all hours are covered, else an hour; and what remains to pay, where that is known.
    fn price(&self, answer: &Answer) -> AnyView {
        let t = self.t;
        let unknown = |words: W| view! { <p class="price ask">{t.say(words)}</p> }.into_any();
        let Some(offer) = answer.offers.first() else { return unknown(W::CardPriceAsk) };
        match (&offer.cost, offer.headline) {
            (Some(Ok(cost)), _) => match offer.reckoning.as_ref().and_then(Reckoning::exact) {
                Some(case) => self.out_of_pocket(cost, case),
                None => self.cost(answer, offer, cost),
            },
            (Some(Err(NoCost::HourPriceNotStated)), _) => unknown(W::CardPriceOfHoursAsk),
            (Some(Err(NoCost::NothingCovered)), _) => ().into_any(),
            (None, None) => unknown(W::CardPriceAsk),
            (None, Some(price)) => {
                let price = strong(t.euros(price));
                let words = match flat_acts(self.comparison.need.headline()) {
                    None => t.view(W::CardWeekday, vec![price]),
                    Some(acts) => t.view(W::FlatMonth, vec![price, t.say(acts).into_any()]),
                };
                view! { <div class="price"><p>{words}</p>{self.spark(answer)}</div> }.into_any()
            }
        }
    }

    fn cost(&self, answer: &Answer, offer: &OfferCost, cost: &Cost) -> AnyView {
        let t = self.t;
        let from = if cost.at_least { t.say(W::From) } else { "" };
        let (month, hour) = (rounded(t, cost.monthly), t.euros(cost.average_hour));
        let all = answer.covered_minutes.is_none_or(|covered| covered == self.comparison.needed_minutes);
        let (large, mut small) = if all {
            let month = strong(format!("{from}{month}"));
            (t.view(Common::EurosAMonth, vec![month]), t.fill(W::CardHour, &[&hour]))
        } else {
            // The cost of only a part of the hours would look cheap beside the cost of all of them.
            let hour = strong(format!("{from}{hour}"));
            (t.view(W::CardHour, vec![hour]), t.fill(W::CardMonthOfThese, &[&month]))
        };
        // One table above the list says what remains to pay under each GIR.
        let lacking = offer.reckoning.as_ref().and_then(|reckoning| reckoning.lacking);
        if lacking.is_some_and(|lacking| lacking != Lacking::Gir) {
            small = format!("{small} · {}", t.say(W::CardToPayUnknown));
        }
        view! { <div class="price"><p>{large} " " <small>{small}</small></p>{self.spark(answer)}</div> }.into_any()
    }

    /// What remains to pay each month, with the bar of who pays what. The tax credit comes later and stands apart,
    /// smaller.
    fn out_of_pocket(&self, cost: &Cost, case: &OutOfPocket) -> AnyView {
        let t = self.t;
        let from = if cost.at_least { t.say(W::From) } else { "" };
        let aids = Cents(case.apa.0 + case.pch.0);
        let large = t.view(W::CardToPay, vec![strong(format!("{from}{}", rounded(t, case.monthly)))]);
        let hour = t.fill(W::CardHour, &[&t.euros(cost.average_hour)]);
        let after = t.fill(W::CardAfterCredit, &[&rounded(t, case.after_credit)]);
        let small = match aids.0 {
            0 => after,
            _ => format!("{} · {after}", t.fill(W::CardAids, &[&rounded(t, aids)])),
        };
        view! {
            <div class="price paid">
                <p>{large} " " <small>{hour}</small></p>
                {money_bar(aids, case.monthly)}
                <small>{small}</small>
            </div>
        }
        .into_any()
    }

    /// The position of its price among those of the list.
    fn spark(&self, answer: &Answer) -> Option<AnyView> {
        let all = distribution(self.comparison)?;
        Some(spark(&all.bins, Some(all.bin_of(answer.price()?)?)))
    }

    /// The days it covers, the tasks it does, and what to ask it.
    fn week(&self, answer: &Answer) -> AnyView {
        let t = self.t;
        let mut lines = Vec::new();
        if let Some(week) = &answer.week {
            let kind = match answer.covered_minutes {
                None => Line::Ask,
                Some(_) if week.is_full() => Line::Yes,
                Some(_) => Line::No,
            };
            lines.push(line(kind, &cover_words(t, week)));
        }
        lines.extend(tasks(t, answer));
        if let Some(offer) = answer.offers.first() {
            // The cost already includes the monthly fee.
            let monthly = offer.monthly_fee.0 > 0 && offer.cost.is_none();
            let fees = [
                (monthly, offer.monthly_fee, W::CardMonthlyFee),
                (offer.opening_fee.0 > 0, offer.opening_fee, W::CardOpeningFee),
            ];
            for (_, fee, words) in fees.into_iter().filter(|(due, ..)| *due) {
                let words = t.fill(words, &[&rounded(t, fee)]);
                lines.push(view! { <li>{words}</li> }.into_any());
            }
        }
        let unstated = answer.offers.first().map_or(Set::EMPTY, |offer| offer.unstated);
        if !unstated.is_empty() {
            let facts: Vec<&str> = unstated.iter().map(|fact| price_fact(t, fact)).collect();
            lines.push(line(Line::Ask, &t.fill(W::CardAskPrice, &[&facts.join(", ")])));
        }
        let asked: Vec<&str> =
            answer.missing.iter().filter_map(|missing| asked(*missing)).map(|words| t.say(words)).collect();
        if !asked.is_empty() {
            lines.push(line(Line::Ask, &t.fill(W::CardAsk, &[&asked.join(", ")])));
        }
        let strip = answer.week.as_ref().map(|week| week_strip(t, week));
        view! { <div class="covers">{strip}<ul>{lines}</ul></div> }.into_any()
    }
}

/// The state of a line: as wished, missing, or not known.
enum Line {
    Yes,
    No,
    Ask,
}

/// A short line with its sign: the sign and the words say the same as the colour.
fn line(kind: Line, words: &str) -> AnyView {
    match kind {
        Line::Yes => view! { <li>{format!("✓ {words}")}</li> }.into_any(),
        Line::No => view! { <li class="no">{format!("✗ {words}")}</li> }.into_any(),
        Line::Ask => view! { <li class="ask">{format!("? {words}")}</li> }.into_any(),
    }
}

/// Which of the wished tasks it does and does not do; nothing where no task is wished.
fn tasks(t: Words, answer: &Answer) -> Option<AnyView> {
    let Some(offered) = answer.offered else { return Some(line(Line::Ask, t.say(W::TasksNotYet))) };
    if !answer.not_offered.is_empty() {
        return Some(line(Line::No, &t.fill(W::NotDone, &[&t.acts(answer.not_offered)])));
    }
    match offered.len() {
        0 => None,
        1 => Some(line(Line::Yes, &t.acts(offered))),
        many => Some(line(Line::Yes, &t.fill(W::AllYourTasks, &[&many]))),
    }
}

/// Whether it takes people, with the date of that information: a class for the colour, and the words.
fn places(t: Words, listing: &Listing, today: Date) -> (&'static str, String) {
    let Some(known) = listing.availability_on(today) else { return ("ask", t.say(W::CardPlacesAsk).to_owned()) };
    let (class, words) = match known.value.intake {
        Intake::Open => ("open", W::CardPlaces),
        Intake::WaitingList => ("list", W::CardWaiting),
        Intake::Closed => ("full", W::CardNobody),
    };
    (class, t.fill(words, &[&short_date(t, known.provenance.observed)]))
}

/// "22 nov."
pub fn short_date(t: Words, day: Date) -> String {
    let month = t.say(W::CardMonths).split(' ').nth(day.month() as usize - 1).unwrap_or_default();
    let first = if day.day() == 1 && t.lang != Lang::English { "er" } else { "" };
    format!("{}{first}\u{a0}{month}", day.day())
}

/// Who employs the helper, in a few words: no family may become an employer without knowing it.
pub(super) fn employer_short(mode: Mode) -> W {
    match mode {
        Mode::Prestataire => W::EmploysShort,
        Mode::Mandataire => W::EmployerShort,
        Mode::Placement => W::PlacementShort,
    }
}

/// A link that calls; its number is shown where there is room for it.
pub fn call(t: Words, listing: &Listing) -> Option<AnyView> {
    let phone = listing.phone.value()?;
    let number = format!(" {}", format::phone(phone.as_str()));
    let href = format!("tel:{phone}");
    Some(view! { <a class="call" href=href>{t.say(W::CardCall)}<span>{number}</span></a> }.into_any())
}

fn strong(words: String) -> AnyView {
    view! { <strong>{words}</strong> }.into_any()
}

fn flat_acts(headline: Headline) -> Option<W> {
    match headline {
        Headline::Hour(_) => None,
        Headline::Flat { meals: true, remote_alarm: true } => Some(W::FlatBoth),
        Headline::Flat { meals: true, .. } => Some(W::FlatMeals),
        Headline::Flat { .. } => Some(W::FlatAlarm),
    }
}

/// Whole euros, rounded half up: the page of the service has the cents.
fn rounded(t: Words, amount: Cents) -> String {
    t.whole_euros(Cents(amount.0 + 50))
}

/// What a price is paid for.
fn price_fact(t: Words, fact: PriceFact) -> &'static str {
    match fact {
        PriceFact::CareHour => t.name(HourKind::Care),
        PriceFact::HouseholdHour => t.name(HourKind::Household),
        PriceFact::Saturday => t.say(Common::Saturday),
        PriceFact::Sunday => t.say(Common::Sunday),
        PriceFact::Holiday => t.say(W::FactHolidays),
        PriceFact::Evening => t.say(W::FactEvening),
        PriceFact::Night => t.say(Common::AtNight),
        PriceFact::Meal => t.name(Act::MealDelivery),
        PriceFact::RemoteAlarm => t.name(Act::RemoteAlarm),
    }
}

/// The question about a missing fact that no other line of the card mentions.
fn asked(missing: Missing) -> Option<W> {
    match missing {
        Missing::Zone => Some(W::AskedZone),
        Missing::Mode => Some(W::AskedMode),
        Missing::Publics => Some(W::AskedPublics),
        Missing::Habilitation => Some(W::AskedHabilitation),
        Missing::Grade => Some(W::AskedGrade),
        Missing::Availability => Some(W::AskedPlaces),
        Missing::AidTariff => Some(W::AskedAidTariff),
        Missing::Tariff | Missing::Surcharge | Missing::Hours | Missing::Acts => None,
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests;
