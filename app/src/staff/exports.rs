//! The files that are made of what is kept: which there are, and the buttons that make them.

use domain::values::closed_list::ClosedList;
use leptos::prelude::*;

use super::Screen;
use super::tables::alert;
use crate::access::Staff;
use crate::routes::StaffPage;
use crate::text::figures as say;
use crate::text::staff::fill;

/// Name of the button that makes a file: "fiches.csv".
pub const FILE: &str = "fichier";

domain::closed_list! {
    ExportedTable {
        Listings = "fiches",
        Shortages = "manques",
        Journal = "journal",
        /// What changes no listing: a draft thrown away, a file refused, an export.
        Acts = "actes",
    }
}

domain::closed_list! {
    FileFormat {
        Csv = "csv",
        Xlsx = "xlsx",
    }
}

impl ExportedTable {
    pub fn title(self) -> &'static str {
        match self {
            Self::Listings => say::LISTINGS,
            Self::Shortages => say::SHORTAGES,
            Self::Journal => say::JOURNAL,
            Self::Acts => say::ACTS,
        }
    }

    fn what(self) -> &'static str {
        match self {
            Self::Listings => say::LISTINGS_WHAT,
            Self::Shortages => say::SHORTAGES_WHAT,
            Self::Journal => say::JOURNAL_WHAT,
            Self::Acts => say::ACTS_WHAT,
        }
    }
}

impl FileFormat {
    fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Xlsx => "XLSX",
        }
    }
}

/// A file by its name, "fiches.csv".
pub fn parse_file(name: &str) -> Option<(ExportedTable, FileFormat)> {
    let (table, format) = name.split_once('.')?;
    Some((ExportedTable::from_code(table)?, FileFormat::from_code(format)?))
}

fn buttons(table: ExportedTable) -> AnyView {
    let button = |format: &FileFormat| {
        let label = fill(say::FILE_OF, &[&table.title(), &format.name()]);
        let value = format!("{}.{}", table.code(), format.code());
        view! { <button class="secondary" type="submit" name=FILE value=value>{label}</button>" " }.into_any()
    };
    view! { <p>{FileFormat::ALL.iter().map(button).collect::<Vec<_>>()}</p> }.into_any()
}

/// The buttons that make a file of a selection of listings, whose numbers their form carries.
pub fn listing_buttons() -> AnyView {
    buttons(ExportedTable::Listings)
}

/// `wrong`: a file that is not there was asked for.
pub fn page(staff: &Staff, wrong: bool) -> Screen {
    let body = move || {
        let tables = ExportedTable::ALL
            .iter()
            .map(|table| view! { <h2>{table.title()}</h2><p>{table.what()}</p>{buttons(*table)} }.into_any());
        view! {
            <h1>{say::EXPORTS}</h1>
            {alert(wrong.then_some(say::NO_FILE))}
            <p class="lead">{say::EXPORTS_LEAD}</p>
            <form method="post" action=StaffPage::Exports.href()>{tables.collect::<Vec<_>>()}</form>
            <p><a href=StaffPage::Journal.href()>{say::JOURNAL_SEALED}</a></p>
        }
        .into_any()
    };
    Screen::of(Some(staff), say::EXPORTS, body).with_status(if wrong { 422 } else { 200 })
}
