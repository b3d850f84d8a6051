//! The table of services side by side: a row for each fact, the best value marked, true differences shaded. On a
//! telephone two columns at a time, chosen by radio buttons that need no script.

use domain::cost::NoCost;
use domain::provider::listing::{Fact, HasGrade, Intake, Listing};
use domain::ranking::comparison::{Answer, Comparison, OfferCost};
use domain::time::calendar::day_number;
use domain::values::search::readable;
use domain::{Catalogue, Cents, Finess};
use leptos::prelude::*;

use super::start_date::possible_start;
use super::to_pay::{OF_SERVICE, ROW, to_pay};
use super::why::employer;
use super::why::headline_words;
use crate::format;
use crate::routes::Page;
use crate::text::{Common, Pages as P, Results, Words};
use crate::ui::week_strip::{cover_words, week_strip};

/// Full width of a bar, in units of the drawing.
const BAR: i64 = 100;

/// Data of the table.
pub struct SideTable<'a> {
    pub t: Words,
    /// The chosen services alone.
    pub catalogue: &'a Catalogue,
    pub comparison: &'a Comparison,
    /// The need as the query of an address, for the links to the pages of the services.
    pub need_query: &'a str,
    pub to_print: bool,
}

/// One fact of one service.
struct Cell {
    view: AnyView,
    /// Its value, for comparison with the other services. None: not known, or not comparable.
    says: Option<String>,
    /// The smaller, the better. None where no value is better than another.
    worth: Option<i64>,
}

impl Cell {
    fn words(words: String) -> Self {
        Self { view: words.clone().into_any(), says: Some(words), worth: None }
    }

    fn unknown(t: Words) -> Self {
        Self { view: view! { <span class="ask">{t.say(P::SideUnknown)}</span> }.into_any(), says: None, worth: None }
    }

    /// A cell with these words, or "unknown".
    fn known(t: Words, words: Option<String>) -> Self {
        words.map_or_else(|| Self::unknown(t), Self::words)
    }

    fn worth(self, worth: Option<i64>) -> Self {
        Self { worth, ..self }
    }
}

struct Row {
    label: P,
    /// A word beside the best value of the row.
    best: Option<P>,
    cells: Vec<Cell>,
}

impl Row {
    /// Whether two services are known to differ.
    fn differs(&self) -> bool {
        let mut known = self.cells.iter().filter_map(|cell| cell.says.as_ref());
        known.next().is_some_and(|first| known.any(|other| other != first))
    }

    /// The best value, if another service is known to have a worse one.
    fn best_worth(&self) -> Option<i64> {
        let worths = || self.cells.iter().filter_map(|cell| cell.worth);
        let (best, worst) = worths().min().zip(worths().max())?;
        (best < worst).then_some(best)
    }
}

impl SideTable<'_> {
    /// `remove`: the link or button that removes a service.
    pub fn view(&self, order: &[Finess], remove: &dyn Fn(Finess, &str) -> AnyView) -> AnyView {
        let t = self.t;
        let listings: Vec<&Listing> = order.iter().filter_map(|finess| self.catalogue.find(*finess)).collect();
        let count = listings.len();
        let heads: Vec<AnyView> =
            listings.iter().enumerate().map(|(at, listing)| self.head(at, count, listing, remove)).collect();
        let mut rows: Vec<AnyView> = Vec::new();
        rows.extend(self.reasons_left_out(order).map(|row| self.row(row)));
        rows.push(self.row(self.prices(order)));
        rows.push(self.to_pay_row(order));
        rows.extend(self.rest(order, &listings).into_iter().map(|row| self.row(row)));
        view! {
            <div class="side">
                {self.switch(count)}
                // A table wider than its window scrolls inside its frame, by keyboard too.
                <section class="side-by-side" aria-labelledby="titre-tableau" tabindex="0" data-columns=count>
                    <table>
                        <caption id="titre-tableau">{t.say(P::SideCaption)}</caption>
                        <thead><tr><td></td>{heads}</tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </section>
            </div>
        }
        .into_any()
    }

    /// Which two columns a telephone shows.
    fn switch(&self, count: usize) -> Option<AnyView> {
        if count < 3 || self.to_print {
            return None;
        }
        let pair = |id: &'static str, at: usize, checked: bool| {
            let words = self.t.fill(P::SidePair, &[&at, &(at + 1)]);
            view! {
                <input type="radio" name="paire" id=id checked=checked/>
                <label class="chip" for=id>{words}</label>
            }
        };
        Some((pair("paire-1", 1, true), pair("paire-2", count - 1, false)).into_any())
    }

    fn head(&self, at: usize, count: usize, listing: &Listing, remove: &dyn Fn(Finess, &str) -> AnyView) -> AnyView {
        let t = self.t;
        let name = readable(&listing.name.value);
        let page = Page::Service(listing.finess).href(t.lang);
        let href = if self.need_query.is_empty() { page } else { format!("{page}?{}", self.need_query) };
        let (class, places) = self.places(listing);
        let call = listing.phone.value().map(|phone| {
            let number = format::phone(phone.as_str());
            view! { <a class="call" href=format!("tel:{phone}")>{number}</a> }
        });
        let remove = (count > 1 && !self.to_print).then(|| remove(listing.finess, &name));
        view! {
            <th scope="col" class=column(at, count)>
                <a href=href>{name}</a>
                <span class="state"><b class=class>{places}</b></span>
                {call}
                {remove}
            </th>
        }
        .into_any()
    }

    /// Whether it takes people, while that information is valid: a class for the colour, and the words.
    fn places(&self, listing: &Listing) -> (&'static str, String) {
        let t = self.t;
        let Some(known) = listing.availability_on(self.comparison.stamp.seed) else {
            return ("ask", t.say(Results::CardPlacesAsk).to_owned());
        };
        let class = match known.value.intake {
            Intake::Open => "open",
            Intake::WaitingList => "list",
            Intake::Closed => "full",
        };
        (class, t.name(known.value.intake).to_owned())
    }

    fn row(&self, row: Row) -> AnyView {
        let t = self.t;
        let (differs, best) = (row.differs(), row.best_worth());
        let best_words = row.best;
        let count = row.cells.len();
        let cells: Vec<AnyView> = row
            .cells
            .into_iter()
            .enumerate()
            .map(|(at, cell)| {
                let mark = best_words
                    .filter(|_| best.is_some() && cell.worth == best)
                    .map(|words| view! { <span class="best">{format!("★ {}", t.say(words))}</span> });
                view! { <td class=column(at, count)>{cell.view}" "{mark}</td> }.into_any()
            })
            .collect();
        let mark = differs.then(|| {
            view! { <span class="mark">" ≠"<span class="visually-hidden">{t.say(P::SideDiffers)}</span></span> }
        });
        view! { <tr class:differs=differs><th scope="row">{t.say(row.label)}{mark}</th>{cells}</tr> }.into_any()
    }

    fn answer(&self, finess: Finess) -> Option<&Answer> {
        self.comparison.answers().find(|answer| answer.finess == finess)
    }

    /// A row with values of the comparison; empty for a service that the comparison excludes.
    fn of_answers(&self, order: &[Finess], label: P, best: Option<P>, cell: impl Fn(&Answer) -> Cell) -> Row {
        let none = || Cell { view: "–".into_any(), says: None, worth: None };
        let cells = order.iter().map(|finess| self.answer(*finess).map_or_else(none, &cell)).collect();
        Row { label, best, cells }
    }

    fn of_offers(&self, order: &[Finess], label: P, words: impl Fn(&OfferCost) -> Option<String>) -> Row {
        let cell = |answer: &Answer| Cell::known(self.t, answer.offers.first().and_then(&words));
        self.of_answers(order, label, None, cell)
    }

    /// A row with values of the listings.
    fn of_listings(&self, listings: &[&Listing], label: P, words: impl Fn(&Listing) -> Option<String>) -> Row {
        let cells = listings.iter().map(|listing| Cell::known(self.t, words(listing))).collect();
        Row { label, best: None, cells }
    }

    /// Why some services are excluded for this need.
    fn reasons_left_out(&self, order: &[Finess]) -> Option<Row> {
        let (t, excluded) = (self.t, &self.comparison.excluded);
        let reasons = |finess: &Finess| {
            let entry = excluded.iter().find(|entry| entry.finess == *finess);
            let words = entry.map_or_else(|| t.say(Common::No).to_owned(), |entry| t.list(entry.reasons.iter()));
            Cell::words(words)
        };
        let cells = order.iter().map(reasons).collect();
        (!excluded.is_empty()).then_some(Row { label: P::SideExcluded, best: None, cells })
    }

    /// The cost of the need before any aid, each with a bar relative to the dearest.
    fn prices(&self, order: &[Finess]) -> Row {
        let t = self.t;
        let amount = |finess: &Finess| {
            let offer = self.answer(*finess)?.offers.first()?;
            match (&offer.cost, offer.headline) {
                (Some(cost), _) => cost.as_ref().ok().map(|cost| cost.monthly),
                (None, price) => price,
            }
        };
        let dearest = order.iter().filter_map(amount).map(|amount| amount.0).max().unwrap_or_default();
        let all =
            |answer: &Answer| answer.covered_minutes.is_none_or(|covered| covered == self.comparison.needed_minutes);
        let cell = |answer: &Answer| {
            let Some(offer) = answer.offers.first() else { return Cell::unknown(t) };
            let drawn = |amount: Cents, words: AnyView, says: String, worth: bool| Cell {
                view: view! { {words} {bar(amount.0, dearest)} }.into_any(),
                says: Some(says),
                worth: worth.then_some(amount.0),
            };
            match (&offer.cost, offer.headline) {
                (Some(Ok(cost)), _) => {
                    let from = if cost.at_least { t.say(Results::From) } else { "" };
                    let month = format!("{from}{}", t.euros(cost.monthly));
                    let says = t.fill(Common::EurosAMonth, &[&month]);
                    let strong = view! { <strong>{month}</strong> }.into_any();
                    let hour = t.fill(Common::EurosAnHour, &[&t.euros(cost.average_hour)]);
                    // The cost of only a part of the hours is not the cost of the need.
                    let part = (!all(answer)).then(|| format!(", {}", t.say(P::SidePartOnly)));
                    let words = view! { {t.view(Common::EurosAMonth, vec![strong])} " " <small>{hour}{part}</small> };
                    drawn(cost.monthly, words.into_any(), says, all(answer) && !cost.at_least)
                }
                (None, Some(price)) => {
                    let words = headline_words(t, self.comparison.need.headline(), price);
                    drawn(price, words.clone().into_any(), words, true)
                }
                (Some(Err(NoCost::NothingCovered)), _) => Cell::words(t.say(P::SideNoHour).to_owned()),
                (Some(Err(NoCost::HourPriceNotStated)) | None, _) => Cell::unknown(t),
            }
        };
        self.of_answers(order, P::SidePrice, Some(P::SideCheapest), cell)
    }

    /// What remains to pay where the situation was sent; else a row that the browser fills if a situation is kept in
    /// the tab.
    fn to_pay_row(&self, order: &[Finess]) -> AnyView {
        let t = self.t;
        if self.comparison.aids.is_some() {
            let cell = |answer: &Answer| {
                let offer = answer.offers.first();
                let reckoning = offer.and_then(|offer| offer.reckoning.as_ref());
                let exact = reckoning.and_then(|reckoning| reckoning.exact()).map(|case| case.monthly);
                let at_least =
                    offer.and_then(|offer| offer.cost.as_ref()?.as_ref().ok()).is_some_and(|cost| cost.at_least);
                let all = answer.covered_minutes == Some(self.comparison.needed_minutes);
                match to_pay(t, answer) {
                    Some(view) => Cell {
                        view: view! { <div class="to-pay">{view}</div> }.into_any(),
                        says: exact.map(|amount| t.euros(amount)),
                        worth: exact.filter(|_| all && !at_least).map(|amount| amount.0),
                    },
                    None => Cell::unknown(t),
                }
            };
            return self.row(self.of_answers(order, P::SideToPay, Some(P::SideLeastToPay), cell));
        }
        let count = order.len();
        let cells: Vec<AnyView> = order
            .iter()
            .enumerate()
            .map(|(at, finess)| {
                let place = view! { <div></div> }.attr(OF_SERVICE, finess.to_string());
                view! { <td class=column(at, count)>{place}</td> }.into_any()
            })
            .collect();
        view! { <tr id=ROW hidden><th scope="row">{t.say(P::SideToPay)}</th>{cells}</tr> }.into_any()
    }

    fn rest(&self, order: &[Finess], listings: &[&Listing]) -> Vec<Row> {
        let (t, need) = (self.t, &self.comparison.need);
        let mut rows = Vec::new();
        if self.comparison.needed_minutes > 0 {
            rows.push(self.of_answers(order, P::SideCoverage, Some(P::SideMostHours), |answer| self.hours(answer)));
        }
        if !need.wished.is_empty() {
            rows.push(self.of_answers(order, P::SideTasks, Some(P::SideMostTasks), |answer| self.tasks(answer)));
        }
        rows.push(self.of_offers(order, P::SideEmployer, |offer| Some(t.say(employer(offer.mode)).to_owned())));
        let distance = |answer: &Answer| {
            Cell::known(t, answer.metres.map(|metres| t.distance(metres))).worth(answer.metres.map(i64::from))
        };
        rows.push(self.of_answers(order, P::SideDistance, Some(P::SideNearest), distance));
        let cells = listings.iter().map(|listing| {
            let grade = listing.grade();
            Cell::known(t, grade.map(|grade| t.name(grade).to_owned())).worth(grade.and_then(grade_worth))
        });
        rows.push(Row { label: P::SideGrade, best: Some(P::SideBestGrade), cells: cells.collect() });
        let cells = listings.iter().map(|listing| {
            let today = self.comparison.stamp.seed;
            let start = listing.possible_start(today).map(|start| i64::from(day_number(start)));
            Cell::known(t, possible_start(t, listing, self.comparison)).worth(start)
        });
        rows.push(Row { label: P::SideStart, best: Some(P::SideSoonest), cells: cells.collect() });
        let fee = |offer: &OfferCost| match offer.opening_fee.0 {
            0 => Some(t.say(P::SideNoFee).to_owned()),
            _ => Some(t.euros(offer.opening_fee)),
        };
        rows.push(self.of_offers(order, P::SideOpening, fee));
        let held = |listing: &Listing| listing.habilitation.value().map(|held| t.name(*held).to_owned());
        rows.push(self.of_listings(listings, P::SideHabilitation, held));
        let spoken = |listing: &Listing| listing.languages.value().map(|spoken| spoken.join(", "));
        rows.push(self.of_listings(listings, P::SideLanguages, spoken));
        let asked = |answer: &Answer| {
            let words = match answer.missing.is_empty() {
                true => t.say(P::SideNothing).to_owned(),
                false => t.list(answer.missing.iter().copied()),
            };
            // An unknown value is no difference.
            Cell { says: None, ..Cell::words(words) }
        };
        rows.push(self.of_answers(order, P::SideAsk, None, asked));
        let office = |listing: &Listing| {
            let Fact::Known(address) = &listing.address else { return Cell::unknown(t) };
            let address = &address.value;
            let words = format!("{}, {} {}", address.street, address.postcode, address.city);
            Cell { says: None, ..Cell::words(words) }
        };
        let cells = listings.iter().map(|listing| office(listing)).collect();
        rows.push(Row { label: P::SideOffice, best: None, cells });
        rows
    }

    /// The week, in a strip and in words.
    fn hours(&self, answer: &Answer) -> Cell {
        let t = self.t;
        let (Some(week), Some(covered)) = (&answer.week, answer.covered_minutes) else { return Cell::unknown(t) };
        let words = cover_words(t, week);
        let needed = self.comparison.needed_minutes;
        let view = view! {
            <span class="covers">{week_strip(t, week)}</span>
            {words.clone()}
            {bar(i64::from(covered), i64::from(needed))}
        };
        Cell { view: view.into_any(), says: Some(words), worth: Some(-i64::from(covered)) }
    }

    /// Each task that is wished: done, not done, or not known.
    fn tasks(&self, answer: &Answer) -> Cell {
        let t = self.t;
        let lines: Vec<(&'static str, String)> = self
            .comparison
            .need
            .wished
            .iter()
            .map(|act| match answer.offered {
                None => ("ask", format!("? {}", t.name(act))),
                Some(offered) if offered.contains(act) => ("yes", format!("✓ {}", t.name(act))),
                Some(_) => ("no", format!("✗ {}", t.name(act))),
            })
            .collect();
        let says = lines.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(", ");
        let lines: Vec<AnyView> =
            lines.into_iter().map(|(class, words)| view! { <li class=class>{words}</li> }.into_any()).collect();
        Cell {
            view: view! { <ul class="side-tasks">{lines}</ul> }.into_any(),
            says: answer.offered.map(|_| says),
            worth: answer.offered.map(|offered| -i64::from(offered.len())),
        }
    }
}

/// To which pair of columns on a telephone a column belongs: of three columns, the middle one is in both pairs.
fn column(at: usize, count: usize) -> Option<&'static str> {
    match (count, at) {
        (..=2, _) | (3, 1) => None,
        (3, 0) | (4, 0 | 1) => Some("first"),
        _ => Some("second"),
    }
}

/// A is the best grade. A service without a grade is not ranked below.
fn grade_worth(grade: HasGrade) -> Option<i64> {
    match grade {
        HasGrade::A => Some(0),
        HasGrade::B => Some(1),
        HasGrade::C => Some(2),
        HasGrade::D => Some(3),
        HasGrade::NotYet => None,
    }
}

/// A bar for a part of a whole: the figure stands beside it.
fn bar(part: i64, whole: i64) -> AnyView {
    let width = if whole > 0 { (part * BAR / whole).clamp(0, BAR) } else { 0 };
    view! {
        <svg class="side-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <path class="rest" d=format!("M0 3h{BAR}")></path>
            <path d=format!("M0 3h{width}")></path>
        </svg>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::{Cell, P, Row, column};

    fn row(cells: &[(Option<&str>, Option<i64>)]) -> Row {
        let cells = cells.iter().map(|(says, worth)| match says {
            Some(words) => Cell::words((*words).to_owned()).worth(*worth),
            None => Cell::unknown(crate::text::Words::of(crate::text::Lang::French)).worth(*worth),
        });
        Row { label: P::SidePrice, best: None, cells: cells.collect() }
    }

    #[test]
    fn only_what_is_known_to_differ_is_a_difference() {
        assert!(row(&[(Some("a"), None), (Some("b"), None)]).differs());
        assert!(!row(&[(Some("a"), None), (None, None), (Some("a"), None)]).differs());
        assert!(!row(&[(None, None), (None, None)]).differs());
    }

    #[test]
    fn the_best_is_marked_only_where_another_is_less_good() {
        assert_eq!(row(&[(Some("a"), Some(3)), (Some("b"), Some(2)), (None, None)]).best_worth(), Some(2));
        assert_eq!(row(&[(Some("a"), Some(2)), (Some("a"), Some(2))]).best_worth(), None);
        assert_eq!(row(&[(Some("a"), Some(2)), (None, None)]).best_worth(), None);
    }

    #[test]
    fn a_telephone_shows_every_column_in_one_of_two_pairs() {
        let columns = |count: usize| (0..count).map(|at| column(at, count)).collect::<Vec<_>>();
        assert_eq!(columns(2), [None, None]);
        assert_eq!(columns(3), [Some("first"), None, Some("second")]);
        assert_eq!(columns(4), [Some("first"), Some("first"), Some("second"), Some("second")]);
    }
}
