//! "Chiffres": how fresh each part of the listings is, today, by arrondissement and over time; and what is searched for, by
//! numbers that tell nobody apart.

use crate::staff::local;
use std::collections::BTreeMap;
use std::sync::Arc;

use domain::feedback::refusal::Month;
use domain::provider::parts::ListingPart;
use domain::values::closed_list::ClosedList;
use domain::{Act, Zone};
use jiff::civil::Date;
use leptos::prelude::*;

use super::shortages::shown::Shown;
use super::tables::table_head;
use super::{Screen, french};
use crate::access::Staff;
use crate::ports::Publication;
use crate::text::figures as say;
use crate::text::staff as common;
use crate::text::staff::fill;
use crate::text::working_list;

/// How one part of the listings of a zone stood on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartFigures {
    pub day: Date,
    pub zone: Option<Zone>,
    pub part: ListingPart,
    pub counts: StateCounts,
}

/// How many listings have a part in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StateCounts {
    pub fresh: u32,
    pub stale: u32,
    pub never_verified: u32,
    pub missing: u32,
}

impl StateCounts {
    fn all(self) -> u32 {
        self.fresh + self.stale + self.never_verified + self.missing
    }

    fn with(self, other: Self) -> Self {
        Self {
            fresh: self.fresh + other.fresh,
            stale: self.stale + other.stale,
            never_verified: self.never_verified + other.never_verified,
            missing: self.missing + other.missing,
        }
    }

    /// Of those that are fresh, rounded down; none where there is no listing.
    fn percent(self) -> Option<u32> {
        (self.fresh * 100).checked_div(self.all())
    }
}

pub struct Figures {
    pub publication: Arc<Publication>,
    pub today: Date,
    /// Of today.
    pub now: Vec<PartFigures>,
    /// Of every day that was recorded.
    pub days: Vec<PartFigures>,
    /// How often an act was searched for in a zone.
    pub searches: Vec<(Option<Zone>, Option<Act>, u32)>,
}

/// Figures added up by a key.
fn sums<K: Ord>(figures: &[PartFigures], key: impl Fn(&PartFigures) -> K) -> BTreeMap<(K, ListingPart), StateCounts> {
    let mut sums: BTreeMap<(K, ListingPart), StateCounts> = BTreeMap::new();
    for figure in figures {
        let sum = sums.entry((key(figure), figure.part)).or_default();
        *sum = sum.with(figure.counts);
    }
    sums
}

fn share(counts: Option<&StateCounts>) -> String {
    match counts.and_then(|counts| counts.percent()) {
        Some(percent) => fill(say::PERCENT, &[&percent]),
        None => say::NONE.to_owned(),
    }
}

impl Figures {
    pub fn screen(self, staff: &Staff) -> Screen {
        Screen::of(Some(staff), say::FIGURES, move || self.body())
    }

    fn body(&self) -> AnyView {
        let open = self.publication.catalogue.open_count();
        let lead = match open {
            0 => say::NO_SERVICE.to_owned(),
            open => fill(say::FIGURES_LEAD, &[&french().date(self.today), &open]),
        };
        view! {
            <h1>{say::FIGURES}</h1>
            <p class="lead">{lead}</p>
            <h2>{say::BY_PART}</h2>
            {self.by_part()}
            <h2>{local(say::BY_ZONE)}</h2>
            {self.by_zone()}
            <h2>{say::OVER_TIME}</h2>
            {self.over_time()}
            <h2>{say::SEARCHES}</h2>
            {self.searches()}
        }
        .into_any()
    }

    fn by_part(&self) -> AnyView {
        let sums = sums(&self.now, |_| ());
        let row = |part: &ListingPart| {
            let counts = sums.get(&((), *part)).copied().unwrap_or_default();
            let fresh = match counts.percent() {
                Some(percent) => fill(say::FRESH_SHARE, &[&percent, &counts.fresh, &counts.all()]),
                None => say::NONE.to_owned(),
            };
            view! {
                <tr>
                    <th scope="row">{working_list::part(*part)}</th>
                    <td>{fresh}</td>
                    <td>{counts.stale}</td>
                    <td>{counts.never_verified}</td>
                    <td>{counts.missing}</td>
                </tr>
            }
            .into_any()
        };
        view! {
            <table>
                <caption class="visually-hidden">{say::BY_PART}</caption>
                {table_head(&[say::PART, say::FRESH, common::STALE, common::NEVER_VERIFIED, common::MISSING])}
                <tbody>{ListingPart::ALL.iter().map(row).collect::<Vec<_>>()}</tbody>
            </table>
        }
        .into_any()
    }

    /// A table with one column a part; none where it would have no row.
    fn table<K: Ord + Copy>(
        &self,
        caption: &'static str,
        of: &'static str,
        sums: &BTreeMap<(K, ListingPart), StateCounts>,
        label: impl Fn(K) -> String,
    ) -> AnyView {
        let mut keys: Vec<K> = sums.keys().map(|(key, _)| *key).collect();
        keys.dedup();
        if keys.is_empty() {
            return view! { <p>{say::NOTHING_YET}</p> }.into_any();
        }
        let rows = keys.into_iter().map(|key| {
            let cells =
                ListingPart::ALL.iter().map(|part| view! { <td>{share(sums.get(&(key, *part)))}</td> }.into_any());
            view! { <tr><th scope="row">{label(key)}</th>{cells.collect::<Vec<_>>()}</tr> }.into_any()
        });
        let parts = ListingPart::ALL.iter().map(|part| working_list::part(*part));
        let columns: Vec<&'static str> = [of].into_iter().chain(parts).collect();
        view! {
            <table class="lines">
                <caption>{caption}</caption>
                {table_head(&columns)}
                <tbody>{rows.collect::<Vec<_>>()}</tbody>
            </table>
        }
        .into_any()
    }

    fn zone(&self, zone: Option<Zone>, none: &str) -> String {
        let Some(code) = zone else { return none.to_owned() };
        self.publication.territory.find_zone(code).map_or_else(|| code.to_string(), |zone| zone.short.clone())
    }

    fn by_zone(&self) -> AnyView {
        let sums = sums(&self.now, |figure| figure.zone);
        self.table(local(say::BY_ZONE_CAPTION), local(say::ZONE), &sums, |zone| self.zone(zone, say::NO_ADDRESS))
    }

    /// The last day of each month that was recorded.
    fn over_time(&self) -> AnyView {
        let mut last: BTreeMap<Month, Date> = BTreeMap::new();
        for figure in &self.days {
            let day = last.entry(Month::of(figure.day)).or_insert(figure.day);
            *day = (*day).max(figure.day);
        }
        let of_last = |figure: &&PartFigures| last.get(&Month::of(figure.day)) == Some(&figure.day);
        let kept: Vec<PartFigures> = self.days.iter().filter(of_last).copied().collect();
        let sums = sums(&kept, |figure| Month::of(figure.day));
        self.table(say::OVER_TIME_CAPTION, say::MONTH, &sums, |month| french().month(month))
    }

    fn searches(&self) -> AnyView {
        let mut zones: BTreeMap<Option<Zone>, u32> = BTreeMap::new();
        let mut acts: BTreeMap<Option<Act>, u32> = BTreeMap::new();
        for (zone, act, count) in &self.searches {
            *zones.entry(*zone).or_default() += count;
            *acts.entry(*act).or_default() += count;
        }
        let shown = |label: String, count: u32| Shown::of(count).map(|count| (label, count));
        let zones: Vec<(String, Shown)> =
            zones.into_iter().filter_map(|(zone, count)| shown(self.zone(zone, say::UNSAID), count)).collect();
        let act_name = |act: Option<Act>| act.map_or(say::UNSAID, |act| french().name(act)).to_owned();
        let acts: Vec<(String, Shown)> =
            acts.into_iter().filter_map(|(act, count)| shown(act_name(act), count)).collect();
        if zones.is_empty() && acts.is_empty() {
            return view! { <p>{say::SEARCHES_OFF}</p> }.into_any();
        }
        view! {
            <p>{local(say::SEARCHES_LEAD)}</p>
            {counts_table(local(say::SEARCHES_BY_ZONE), local(say::ZONE), zones)}
            {counts_table(say::SEARCHES_BY_ACT, say::SEARCH_ACT, acts)}
        }
        .into_any()
    }
}

fn counts_table(caption: &'static str, of: &'static str, rows: Vec<(String, Shown)>) -> AnyView {
    let rows = rows.into_iter().map(|(label, count)| {
        view! { <tr><th scope="row">{label}</th><td>{french().points(count.number())}</td></tr> }.into_any()
    });
    view! {
        <table>
            <caption>{caption}</caption>
            {table_head(&[of, say::COUNT])}
            <tbody>{rows.collect::<Vec<_>>()}</tbody>
        </table>
    }
    .into_any()
}
