//! All that changes with a result: the words above the list, its filters and order, its groups, the ticked services.
//! The server and the browser write the same; nothing here reads a port.

use domain::law::parameters::State;
use domain::need::{Criterion, NeedTerms, Weights};
use domain::ranking::selection::{Filter, Sort};
use domain::values::closed_list::ClosedList;
use domain::values::money::allocate;
use leptos::prelude::*;

use super::by_gir::by_gir_table;
use super::list_form::{CHOSEN, SORT, SWITCH, SWITCH_CHOSEN};
use super::outcome::{Answered, Published};
use super::result_card::{Card, CardExtras};
use super::why::distribution;
use crate::need::form::NEED_FORM;
use crate::need::summary::need_line;
use crate::routes::Page;
use crate::text::{Aids, Common, ListWords as W, Results, Words};
use crate::ui::chart::Chart;

/// Ids of the parts of the page that depend on the result.
pub const HEAD: &str = "entete";
pub const CHIPS: &str = "choix";
pub const LIST: &str = "resultats";
pub const TRAY: &str = "selection";
/// The fields of the need inside the form of the list.
pub const NEED_HIDDEN: &str = "demande-cachee";
/// What would change the list, under it.
pub const CHANGES: &str = "changements";
/// The prices of the list, and the map of the zone that the server was asked for.
pub const PRICES: &str = "prix-liste";
pub const MAP: &str = "carte";
/// The notice that the law requires about the order: the shares of the criteria.
pub const SHARES: &str = "parts";
/// The one status region of the page.
pub const STATUS: &str = "etat";

/// A result as the page shows it.
#[derive(Clone, Copy)]
pub struct ListView<'a> {
    pub t: Words,
    pub published: Published<'a>,
    pub answered: &'a Answered,
    pub extras: CardExtras<'a>,
    /// Where one says what the person lives on.
    pub aids: &'static str,
}

/// That place on the page of the list.
pub const AIDS: &str = "#aides";

impl ListView<'_> {
    /// The result in a sentence, and under it the need in a line.
    pub fn head(&self) -> AnyView {
        view! {
            <h1>{self.heading()}</h1>
            <p class="need-line">
                <span>{self.need_line()}</span>
                <a href=self.modify() id="modifier">{self.t.say(W::Modify)}</a>
            </p>
        }
        .into_any()
    }

    /// The first page, with its form filled with this need.
    fn modify(&self) -> String {
        let query = self.answered.form.need.on_page(1).to_query();
        format!("{}?{query}", Page::Home.href(self.t.lang))
    }

    /// "84 services possibles dans le 14e"
    pub fn heading(&self) -> String {
        let Self { t, answered, published, .. } = *self;
        let place = answered.place(published.territory);
        match answered.possible() {
            0 => t.fill(W::HeadingNone, &[&place]),
            count => {
                let sentence = if t.is_one(count) { W::Heading } else { W::HeadingMany };
                t.fill(sentence, &[&t.points(count), &place])
            }
        }
    }

    /// "14e, toilette : 84 services"
    pub fn title(&self) -> String {
        let Self { t, answered, published, .. } = *self;
        let terms = &answered.comparison.need;
        let place = answered.place(published.territory);
        let what = match terms.wished.iter().next() {
            Some(_) => format!("{place}, {}", t.acts(terms.wished)),
            None => place.to_owned(),
        };
        t.fill(W::Title, &[&what, &t.count(answered.possible(), Common::Service, Common::Services)])
    }

    pub fn need_line(&self) -> String {
        let need = &self.answered.comparison.need;
        need_line(self.t, need.wished, &need.visits)
    }

    /// How the list is ordered, and the filters that narrow it.
    pub fn chips(&self) -> AnyView {
        let Self { t, answered, .. } = *self;
        let sorts: Vec<AnyView> = Sort::ALL
            .iter()
            .filter(|sort| self.offers(**sort))
            .map(|sort| {
                let selected = *sort == answered.selection.sort;
                view! { <option value=sort.code() selected=selected>{t.say(sort_name(*sort))}</option> }.into_any()
            })
            .collect();
        let filters: Vec<AnyView> =
            Filter::ALL.iter().filter(|filter| self.has_use(**filter)).map(|filter| self.filter(*filter)).collect();
        view! {
            <div class="chips" role="group" aria-label=t.say(W::Chips)>
                <label class="chip sort">
                    <span class="visually-hidden">{t.say(W::Sort)}</span>
                    <select id=SORT name=SORT form=NEED_FORM autocomplete="off">{sorts}</select>
                </label>
                {filters}
                <a class="chip" href=self.aids>{t.say(W::AidsChip)}</a>
                <a class="chip to-importance" href="#importance">{t.say(W::Importance)}</a>
                <button class="chip without-script" type="submit" form=NEED_FORM>{t.say(W::Update)}</button>
            </div>
        }
        .into_any()
    }

    /// Whether an order makes a difference in this list.
    fn offers(&self, sort: Sort) -> bool {
        let terms = &self.answered.comparison.need;
        match sort {
            Sort::ToPay => self.answered.comparison.aids.is_some() && !self.answered.to_pay_apart,
            Sort::Hours => !terms.visits.is_empty(),
            Sort::Criteria | Sort::Price | Sort::Distance | Sort::Start => true,
        }
    }

    /// Whether a filter makes a difference in this list.
    fn has_use(&self, filter: Filter) -> bool {
        let terms = &self.answered.comparison.need;
        match filter {
            Filter::AllHours => !terms.visits.is_empty(),
            Filter::AllActs => !terms.wished.is_empty(),
            Filter::NotFull => self.answered.comparison.taking_nobody > 0,
            Filter::FreePlaces | Filter::Employs | Filter::Approved => true,
        }
    }

    fn filter(&self, filter: Filter) -> AnyView {
        let Self { t, answered, .. } = *self;
        let on = answered.selection.filters.contains(filter);
        let counts = answered.comparison.filter_counts.iter();
        let count = counts.filter(|count| count.filter == filter).map(|count| count.count).sum::<u32>();
        let words = t.fill(W::FilterCount, &[&t.say(filter_name(filter)), &t.points(count)]);
        view! {
            <button class="chip" type="submit" id=format!("filtre-{}", filter.code()) form=NEED_FORM name=SWITCH
                value=filter.code() aria-pressed=on.to_string()>{words}</button>
        }
        .into_any()
    }

    /// How many services pass the filters, where some are on: one sentence above the groups.
    pub fn note(&self) -> AnyView {
        let Self { t, answered, published, .. } = *self;
        let (listed, possible) = (answered.listed(), answered.possible());
        if listed == possible {
            return ().into_any();
        }
        let sentence = if answered.leaves_out_full(published.today) { W::Soon } else { W::FilteredSome };
        let none = (listed == 0).then(|| t.say(W::FilteredNone));
        view! { <p class="note">{t.fill(sentence, &[&t.points(listed), &t.points(possible)])}" "{none}</p> }.into_any()
    }

    /// What the figures are computed with: the aids of a situation, and values of an earlier year where this year has
    /// none yet.
    pub fn counted_with(&self) -> AnyView {
        let Self { t, answered, .. } = *self;
        let comparison = &answered.comparison;
        let (year, floor) = (comparison.need.start.year(), &comparison.floor);
        let floor = if floor.outdated {
            Some(t.fill(Results::FloorOutdated, &[&year, &floor.from.year(), &t.euros(floor.amount)]))
        } else if floor.state == State::Computed {
            Some(t.fill(Results::FloorComputed, &[&floor.from.year(), &t.euros(floor.amount)]))
        } else {
            None
        };
        let floor = floor.map(|words| view! { <p class="note">{words}</p> });
        let aids = comparison.aids.as_ref().map(|aids| {
            let anchors = match aids.anchors {
                Some((best, worst)) => t.fill(Results::AnchorsAids, &[&t.euros(best), &t.euros(worst)]),
                None if answered.to_pay_apart => t.say(Results::ToPayHere).to_owned(),
                None => t.say(Results::NoAnchors).to_owned(),
            };
            let reference = [t.reference(aids.reference).to_string(), t.value(&aids.reference_value)];
            let plan = t.fill(Results::PlanCountedWith, &[&reference[0], &reference[1]]);
            let outdated: Vec<AnyView> = aids
                .outdated
                .iter()
                .map(|used| {
                    let words = [t.parameter(used.parameter).to_string(), t.provisional(used, year).to_string()];
                    let words = t.fill(Aids::OutdatedOf, &[&words[0], &words[1]]);
                    view! { <p class="note">{words}</p> }.into_any()
                })
                .collect();
            view! {
                <section class="aids-note" aria-labelledby="titre-aides">
                    <h2 id="titre-aides">{t.say(Results::AidsCounted)}</h2>
                    <p>{anchors}{plan}</p>
                    {outdated}
                </section>
            }
        });
        (floor, aids).into_any()
    }

    /// The prices of this list, as columns.
    pub fn prices(&self) -> AnyView {
        let Self { t, answered, .. } = *self;
        let Some(prices) = distribution(&answered.comparison) else { return ().into_any() };
        let (low, high) = (t.euros(prices.lowest), t.euros(prices.highest));
        let words = t.fill(Results::ChartWords, &[&t.points(prices.count), &low, &high]);
        let end = match prices.and_more() {
            Some(from) => t.fill(Results::ChartAndMore, &[&t.euros(from)]),
            None => high,
        };
        Chart { bins: &prices.bins, ends: [low, end], mark: None, words }.view(t)
    }

    /// The list: its groups, or why it has none, and what gives the same list again.
    pub fn list(&self) -> AnyView {
        let nobody = (self.answered.possible() == 0).then(|| self.nobody());
        view! {
            {self.note()}
            {self.counted_with()}
            {self.by_gir()}
            {nobody}
            {self.groups()}
            <p class="stamp">{self.stamp()}</p>
        }
        .into_any()
    }

    /// What remains to pay under each GIR, where it is not known.
    pub fn by_gir(&self) -> Option<AnyView> {
        self.answered.comparison.by_gir.as_ref().map(|rows| by_gir_table(self.t, rows))
    }

    pub fn stamp(&self) -> String {
        let stamp = &self.answered.comparison.stamp;
        self.t.fill(Results::Stamp, &[&stamp.method, &stamp.catalogue, &stamp.parameters, &self.t.date(stamp.seed)])
    }

    /// "84 services possibles dans le 14e. 12 sur 84 avec ces filtres."
    pub fn status(&self) -> String {
        let Self { t, answered, .. } = *self;
        let (listed, possible) = (answered.listed(), answered.possible());
        if listed == possible {
            self.heading()
        } else {
            format!("{} {}", self.heading(), t.fill(W::FilteredSome, &[&t.points(listed), &t.points(possible)]))
        }
    }

    /// Data that the cards need.
    pub fn card<'b>(&'b self, need_query: &'b str) -> Card<'b> {
        Card {
            t: self.t,
            comparison: &self.answered.comparison,
            catalogue: self.published.catalogue,
            language: &self.answered.form.need.language,
            need_query,
            chosen: &self.answered.form.chosen,
            tick_form: NEED_FORM,
            extras: self.extras,
        }
    }

    /// No service is possible: which conditions exclude them. What would change that stands under the list.
    fn nobody(&self) -> AnyView {
        view! {
            <section class="empty" aria-labelledby="titre-vide">
                <h2 id="titre-vide">{self.t.say(Results::Nobody)}</h2>
                {self.reasons()}
            </section>
        }
        .into_any()
    }
}

/// "par défaut, prix 40 %, horaires 30 %, tâches 30 %": the share of each criterion that is used.
pub fn shares(t: Words, terms: &NeedTerms) -> String {
    let weights: &Weights = &terms.weights;
    let in_play: Vec<Criterion> = Criterion::ALL.iter().copied().filter(|criterion| terms.weighs(*criterion)).collect();
    let parts: Vec<u64> = in_play.iter().map(|criterion| u64::from(weights.of(*criterion))).collect();
    let words = in_play
        .iter()
        .zip(allocate(100, &parts))
        .map(|(criterion, share)| t.fill(W::LawShare, &[&share_name(t, *criterion), &t.percent(share as u16 * 100)]));
    let words = words.collect::<Vec<_>>().join(", ");
    if *weights == Weights::default() { t.fill(W::LawDefault, &[&words]) } else { words }
}

/// The ticked services, at the bottom of the screen. `here`: services of the page, whose boxes are already in the form.
pub fn tray(t: Words, chosen: &[domain::Finess], here: &[domain::Finess], full: bool) -> AnyView {
    let count = chosen.len();
    let words = t.count(count as u32, W::TrayOne, W::TrayMany);
    let elsewhere: Vec<AnyView> = chosen
        .iter()
        .filter(|finess| !here.contains(finess))
        .map(|finess| view! { <input type="hidden" name=CHOSEN form=NEED_FORM value=finess.to_string()/> }.into_any())
        .collect();
    let side = Page::SideBySide(String::new()).href(t.lang);
    let full = full.then(|| view! { <p class="tray-full">{t.say(W::TrayFull)}</p> });
    view! {
        <section class="tray" aria-label=t.say(W::Tray) data-chosen=count>
            {full}
            <p class="tray-count">{words}</p>
            {elsewhere}
            <button type="submit" id="comparer-choisis" form=NEED_FORM formaction=side.clone()>{t.say(W::TrayCompare)}</button>
            <button class="secondary" type="submit" id="imprimer-choisis" form=NEED_FORM formaction=side name="imprimer" value="oui">
                {t.say(W::TrayPrint)}
            </button>
            <button class="secondary" type="submit" id="effacer-choisis" form=NEED_FORM name=SWITCH value=SWITCH_CHOSEN>
                {t.say(W::TrayClear)}
            </button>
            <button class="secondary without-script" type="submit" form=NEED_FORM>{t.say(W::TrayKeep)}</button>
        </section>
    }
    .into_any()
}

fn sort_name(sort: Sort) -> W {
    match sort {
        Sort::Criteria => W::SortCriteria,
        Sort::Price => W::SortPrice,
        Sort::ToPay => W::SortToPay,
        Sort::Hours => W::SortHours,
        Sort::Distance => W::SortDistance,
        Sort::Start => W::SortStart,
    }
}

fn filter_name(filter: Filter) -> W {
    match filter {
        Filter::FreePlaces => W::FilterPlaces,
        Filter::NotFull => W::FilterNotFull,
        Filter::AllHours => W::FilterHours,
        Filter::Employs => W::FilterEmploys,
        Filter::Approved => W::FilterApproved,
        Filter::AllActs => W::FilterTasks,
    }
}

/// "prix", "horaires", …
pub(super) fn share_name(t: Words, criterion: Criterion) -> &'static str {
    t.say(match criterion {
        Criterion::Price => W::SharePrice,
        Criterion::Coverage => W::ShareCoverage,
        Criterion::Services => W::ShareServices,
        Criterion::Quality => W::ShareQuality,
        Criterion::Availability => W::ShareAvailability,
    })
}
