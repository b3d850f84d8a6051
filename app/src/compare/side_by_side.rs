//! `/cote-a-cote`: up to four services chosen in the list, as a table whose differing lines are marked. The address holds
//! the need and the choice: it survives a reload, can be shared, and prints on one sheet.

use domain::cost::NoCost;
use domain::need::Headline;
use domain::provider::listing::Listing;
use domain::ranking::compare::compare;
use domain::ranking::comparison::{Answer, Comparison, Part};
use domain::values::search;
use domain::{Catalogue, Finess};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use maud::{Markup, html};

use super::answer::MOST_CHOSEN;
use super::departure::possible_start;
use super::entry::headline_words;
use super::summary::need_summary;
use crate::error::PageError;
use crate::format;
use crate::markup::{error_summary, raw};
use crate::need::form::{CHOSEN, NeedForm};
use crate::ports::Ports;
use crate::query;
use crate::routes::Page;
use crate::text::{Common, Pages as P, Results, Words};
use crate::ui::PageTitle;

#[component]
pub fn SideBySidePage() -> impl IntoView {
    let t = Words::from_context();
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let today = ports.clock.today();
    let query = use_location().search.get_untracked();
    let form = NeedForm::from_query(&query);
    let back = Page::Compare(form.to_query()).href(t.lang);
    let title = t.say(P::SideTitle);
    let need = match form.parse(t, &publication.territory, today) {
        Ok(need) => need,
        Err(errors) => {
            ports.response.set_status(PageError::Invalid.status());
            let page = html! {
                h1 { (title) }
                (error_summary(t, &errors))
                p { a href=(back) { (t.say(P::SideCorrect)) } }
            };
            return view! { <PageTitle text=t.fill(Common::ErrorTitle, &[&title])/>{raw(page)} }.into_any();
        }
    };
    let chosen = chosen(&query);
    let listings: Vec<Listing> =
        chosen.iter().take(MOST_CHOSEN).filter_map(|finess| publication.catalogue.find(*finess).cloned()).collect();
    let found = listings.len();
    let catalogue = Catalogue::with_version(listings, publication.catalogue.version().to_owned());
    let comparison =
        compare(&catalogue, &publication.territory, &need, None, &publication.parameters, today, Part::EVERYTHING);
    let order: Vec<Finess> = chosen.iter().copied().filter(|finess| catalogue.find(*finess).is_some()).collect();
    let without = |finess: Finess| {
        let others = order.iter().filter(|other| **other != finess);
        Page::SideBySide(with_chosen(&form, others.copied())).href(t.lang)
    };
    let table = Table { t, catalogue: &catalogue, comparison: &comparison };
    let page = html! {
        h1 { (title) }
        section aria-labelledby="titre-besoin" {
            h2 id="titre-besoin" { (t.say(P::YourNeed)) }
            (need_summary(t, need.terms(), &publication.territory, &form.language))
        }
        p.back { a href=(back) { (t.say(P::SideBack)) } " " span.hint { (t.say(P::SidePrint)) } }
        @if chosen.len() > MOST_CHOSEN { p.warning { (t.fill(P::SideTooMany, &[&MOST_CHOSEN])) } }
        @if found < chosen.len().min(MOST_CHOSEN) { p.warning { (t.say(P::SideGone)) } }
        @if found == 0 { p { (t.say(P::SideNone)) } } @else { (table.markup(&order, without)) }
    };
    view! { <PageTitle text=title/>{raw(page)} }.into_any()
}

/// The FINESS numbers of a query, each once, in their order.
fn chosen(query: &str) -> Vec<Finess> {
    let mut chosen = Vec::new();
    for (name, value) in query::pairs(query) {
        if name == CHOSEN
            && let Ok(finess) = value.parse::<Finess>()
            && !chosen.contains(&finess)
        {
            chosen.push(finess);
        }
    }
    chosen
}

fn with_chosen(form: &NeedForm, chosen: impl Iterator<Item = Finess>) -> String {
    let mut query = form_urlencoded::Serializer::new(form.to_query());
    for finess in chosen {
        query.append_pair(CHOSEN, &finess.to_string());
    }
    query.finish()
}

struct Table<'a> {
    t: Words,
    /// The chosen services alone.
    catalogue: &'a Catalogue,
    comparison: &'a Comparison,
}

type Row = (P, Vec<String>);

impl Table<'_> {
    fn markup(&self, order: &[Finess], without: impl Fn(Finess) -> String) -> Markup {
        let t = self.t;
        let listings: Vec<&Listing> = order.iter().filter_map(|finess| self.catalogue.find(*finess)).collect();
        let mut rows: Vec<(&str, Vec<String>)> = Vec::new();
        rows.extend(self.of_answers(order).into_iter().map(|(label, cells)| (t.say(label), cells)));
        rows.extend(self.of_listings(&listings).into_iter().map(|(label, cells)| (t.say(label), cells)));
        rows.extend(self.to_reach(&listings));
        html! {
            // Wider than a phone: it scrolls by itself, by keyboard too.
            section.side-by-side aria-labelledby="titre-tableau" tabindex="0" {
                table {
                    caption id="titre-tableau" { (t.say(P::SideCaption)) }
                    thead {
                        tr {
                            td {}
                            @for listing in &listings {
                                @let name = search::readable(&listing.name.value);
                                th scope="col" {
                                    a href=(Page::Service(listing.finess).href(t.lang)) { (name) }
                                    @if listings.len() > 1 {
                                        " " a.drop href=(without(listing.finess)) {
                                            (t.say(P::SideDrop)) span.visually-hidden { " " (name) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                    tbody {
                        @for (label, cells) in &rows {
                            @let differs = cells.iter().any(|cell| *cell != cells[0]);
                            tr.differs[differs] {
                                th scope="row" {
                                    (label)
                                    @if differs { span.mark { " ≠" span.visually-hidden { (t.say(P::SideDiffers)) } } }
                                }
                                @for cell in cells { td { (cell) } }
                            }
                        }
                    }
                }
            }
            p.sources { (t.fill(P::SideNote, &[&self.comparison.stamp.catalogue])) }
        }
    }

    fn answer(&self, finess: Finess) -> Option<&Answer> {
        self.comparison.answers().find(|answer| answer.finess == finess)
    }

    fn known(&self, words: Option<String>) -> String {
        words.unwrap_or_else(|| self.t.say(Common::Unknown).to_owned())
    }

    /// What the comparison says of each.
    fn of_answers(&self, order: &[Finess]) -> Vec<Row> {
        let Self { t, comparison, .. } = *self;
        let of = |words: &dyn Fn(&Answer) -> String| -> Vec<String> {
            order.iter().map(|finess| self.answer(*finess).map_or_else(|| "–".to_owned(), words)).collect()
        };
        let excluded = |finess: Finess| {
            let entry = comparison.excluded.iter().find(|entry| entry.finess == finess)?;
            Some(t.list(entry.reasons.iter()))
        };
        let needed = comparison.needed_minutes;
        let mut rows: Vec<Row> = Vec::new();
        if !comparison.excluded.is_empty() {
            let cells = order.iter().map(|finess| excluded(*finess).unwrap_or_else(|| t.say(Common::No).to_owned()));
            rows.push((P::SideExcluded, cells.collect()));
        }
        rows.push((P::SidePrice, of(&|answer| self.price(answer))));
        rows.push((
            P::SideHour,
            of(&|answer| match answer.offers.first().map(|offer| (&offer.cost, offer.headline)) {
                Some((Some(Ok(cost)), _)) => t.euros(cost.average_hour),
                Some((None, price)) => {
                    let hour = price.filter(|_| matches!(comparison.need.headline(), Headline::Hour(_)));
                    self.known(hour.map(|hour| t.euros(hour)))
                }
                Some((Some(Err(_)), _)) | None => self.known(None),
            }),
        ));
        let mode = |answer: &Answer| self.known(answer.offers.first().map(|offer| t.name(offer.mode).to_owned()));
        rows.push((P::SideMode, of(&mode)));
        let fee = |offer: &domain::ranking::comparison::OfferCost| match offer.opening_fee.0 {
            0 => t.say(P::SideNoFee).to_owned(),
            _ => t.euros(offer.opening_fee),
        };
        rows.push((P::SideOpening, of(&|answer| self.known(answer.offers.first().map(fee)))));
        if needed > 0 {
            let covered = |answer: &Answer| match answer.covered_minutes {
                None => self.known(None),
                Some(covered) if covered == needed => t.say(P::SideAll).to_owned(),
                Some(covered) => t.fill(Results::HoursSome, &[&t.duration(covered), &t.duration(needed)]),
            };
            rows.push((P::SideCoverage, of(&covered)));
        }
        if !comparison.need.wished.is_empty() {
            let not_done = |answer: &Answer| match answer.offered {
                None => self.known(None),
                Some(_) if answer.not_offered.is_empty() => t.say(P::SideDoesAll).to_owned(),
                Some(_) => t.acts(answer.not_offered),
            };
            rows.push((P::SideNotDone, of(&not_done)));
        }
        let ask = |answer: &Answer| match answer.missing.is_empty() {
            true => t.say(P::SideNothing).to_owned(),
            false => t.list(answer.missing.iter().copied()),
        };
        rows.push((P::SideAsk, of(&ask)));
        rows
    }

    /// What each listing says.
    fn of_listings(&self, listings: &[&Listing]) -> Vec<Row> {
        let t = self.t;
        let of = |words: &dyn Fn(&Listing) -> Option<String>| -> Vec<String> {
            listings.iter().map(|listing| self.known(words(listing))).collect()
        };
        let held = |listing: &Listing| listing.habilitation.value().map(|held| t.name(*held).to_owned());
        let grade = |listing: &Listing| listing.grade().map(|grade| t.name(grade).to_owned());
        vec![
            (P::SideHabilitation, of(&held)),
            (P::SideGrade, of(&grade)),
            (P::SideAvailability, of(&|listing| self.availability(listing))),
            (P::SideStart, of(&|listing| possible_start(t, listing, self.comparison))),
            (P::SideLanguages, of(&|listing| listing.languages.value().map(|own| own.join(", ")))),
        ]
    }

    fn to_reach(&self, listings: &[&Listing]) -> Vec<(&'static str, Vec<String>)> {
        let t = self.t;
        let of = |words: &dyn Fn(&Listing) -> Option<String>| -> Vec<String> {
            listings.iter().map(|listing| self.known(words(listing))).collect()
        };
        let office = |listing: &Listing| {
            let address = listing.address.value()?;
            Some(format!("{}, {} {}", address.street, address.postcode, address.city))
        };
        vec![
            (t.say(Results::Type), of(&|listing| Some(t.name(listing.kind).to_owned()))),
            (t.say(Results::Office), of(&office)),
            (t.say(Results::Phone), of(&|listing| listing.phone.value().map(|phone| format::phone(phone.as_str())))),
        ]
    }

    fn price(&self, answer: &Answer) -> String {
        let t = self.t;
        match answer.offers.first().map(|offer| (&offer.cost, offer.headline)) {
            Some((Some(Ok(cost)), _)) => {
                let from = if cost.at_least { t.say(Results::From) } else { "" };
                format!("{from}{}", t.fill(Common::EurosAMonth, &[&t.euros(cost.monthly)]))
            }
            Some((None, Some(price))) => headline_words(t, self.comparison.need.headline(), price),
            Some((Some(Err(NoCost::NothingCovered)), _)) => t.say(P::SideNoHour).to_owned(),
            Some((Some(Err(NoCost::HourPriceNotStated)) | None, _)) | None => self.known(None),
        }
    }

    /// Availability, while it holds.
    fn availability(&self, listing: &Listing) -> Option<String> {
        let known = listing.availability_on(self.comparison.stamp.seed)?;
        Some(self.t.name(known.value.intake).to_owned())
    }
}
