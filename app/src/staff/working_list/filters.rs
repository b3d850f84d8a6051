//! The form above the working list: the search, the filters, the order and the columns, sent as the address.

use domain::Territory;
use domain::provider::listing::{Kind, Source};
use domain::provider::parts::ListingPart;
use domain::values::closed_list::ClosedList;
use leptos::prelude::*;

use super::query::{
    COLUMN, CONDITION, Column, Condition, HAVING, Having, KIND, LONGEST, ListQuery, PART, SORT, SOURCE, STANDING, Sort,
    Standings, TEXT, ZONE,
};
use crate::routes::StaffPage;
use crate::staff::{french, local};
use crate::text::editor;
use crate::text::working_list as say;
use crate::ui::forms::{Field, checkbox};

pub fn condition_words(condition: Condition) -> &'static str {
    match condition {
        Condition::Missing => say::MISSING,
        Condition::NeverVerified => say::NEVER_VERIFIED,
        Condition::Stale => say::STALE,
        Condition::Due => say::DUE,
        Condition::Fresh => say::FRESH,
    }
}

fn having_words(having: Having) -> &'static str {
    match having {
        Having::Findings => say::HAS_FINDINGS,
        Having::Draft => say::HAS_DRAFT,
    }
}

fn standing_words(standing: Standings) -> &'static str {
    match standing {
        Standings::Open => say::OPEN,
        Standings::Closing => say::CLOSING,
        Standings::Closed => say::CLOSED,
    }
}

fn sort_words(sort: Sort) -> &'static str {
    match sort {
        Sort::Name => say::BY_NAME,
        Sort::Oldest => say::OLDEST,
        Sort::LeastComplete => say::LEAST_COMPLETE,
        Sort::Zone => local(say::BY_ZONE),
        Sort::Dearest => say::DEAREST,
    }
}

fn source_words(source: Source) -> &'static str {
    match source {
        Source::Finess => editor::THE_REGISTER,
        Source::Has => editor::THE_HAS,
        Source::Provider => editor::SAID_BY_PROVIDER,
        Source::City => local(editor::SAID_BY_CITY),
        Source::Demonstration => editor::THE_DEMONSTRATION,
    }
}

pub fn column_words(column: Column) -> &'static str {
    match column {
        Column::Number => "FINESS",
        Column::Kind => say::KIND,
        Column::Zone => local(say::ZONE),
        Column::Street => say::STREET,
        Column::Phone => editor::PHONE,
        Column::Entity => say::ENTITY,
        Column::Complete => editor::COMPLETE,
        Column::Seen => editor::SEEN,
        Column::Intake => say::INTAKE,
        Column::Price => say::PRICE,
        Column::ContactsState => "Date des coordonnées",
        Column::ActsState => "Date des prestations",
        Column::CoverageState => "Date des horaires",
        Column::PricesState => "Date des prix",
        Column::QualityState => "Date de la qualité",
        Column::AvailabilityState => "Date de la disponibilité",
    }
}

fn select<T: ClosedList>(
    name: &str,
    label: &str,
    none: Option<&str>,
    chosen: Option<T>,
    words: impl Fn(T) -> String,
) -> AnyView {
    let mut options: Vec<(String, String)> = none.map(|none| (String::new(), none.to_owned())).into_iter().collect();
    options.extend(T::ALL.iter().map(|value| (value.code().to_owned(), words(*value))));
    let field = Field { name, label: label.to_owned(), hint: None, errors: &[] };
    field.select(chosen.map(ClosedList::code).unwrap_or_default(), options)
}

pub fn form(query: &ListQuery, territory: &Territory) -> AnyView {
    let owned = |words: &'static str| words.to_owned();
    let mut zones = vec![(String::new(), say::ALL.to_owned())];
    zones.extend(territory.zones.iter().map(|zone| (zone.code.to_string(), zone.name.clone())));
    let zone = Field { name: ZONE, label: local(say::ZONE).to_owned(), hint: None, errors: &[] };
    let zone = zone.select(&query.zone.map(|zone| zone.to_string()).unwrap_or_default(), zones);
    let columns: Vec<AnyView> = Column::ALL
        .iter()
        .map(|column| {
            let ticked = query.columns.contains(column);
            checkbox(COLUMN, column.code(), ticked, column_words(*column).into_any())
        })
        .collect();
    let is_open =
        *query != ListQuery { page: query.page, text: query.text.clone(), done: query.done, ..ListQuery::default() };
    view! {
        <form class="search" method="get" action=StaffPage::Listings(String::new()).href() role="search">
            <div class="field">
                <label for=TEXT>{say::SEARCH}</label>
                <input type="search" id=TEXT name=TEXT value=query.text.clone() maxlength=LONGEST/>
            </div>
            <details open=is_open>
                <summary>{say::FILTERS}</summary>
                <div class="field-columns">
                    {zone}
                    {select(KIND, say::KIND, Some(say::ALL), query.kind, |kind: Kind| owned(french().name(kind)))}
                    {select(PART, say::PART, Some(say::ANY_PART), query.part, |part: ListingPart| owned(say::part(part)))}
                    {select(CONDITION, say::CONDITION, Some(say::ANYTHING), query.condition, |value| owned(condition_words(value)))}
                    {select(SOURCE, say::SOURCE, Some(say::ANYTHING), query.source, |value| owned(source_words(value)))}
                    {select(HAVING, say::HAVING, Some(say::ANYTHING), query.having, |value| owned(having_words(value)))}
                    {select(STANDING, say::STANDING, None, Some(query.standing), |value| owned(standing_words(value)))}
                    {select(SORT, say::SORT, None, Some(query.sort), |value| owned(sort_words(value)))}
                </div>
                <fieldset class="field"><legend>{say::COLUMNS}</legend><div class="boxes">{columns}</div></fieldset>
                <p><a href=StaffPage::Listings(String::new()).href()>{say::RESET}</a></p>
            </details>
            <button type="submit">{say::SHOW}</button>
        </form>
    }
    .into_any()
}
