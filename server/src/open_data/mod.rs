//! The open data: what is published, as files for other programs. Nothing in them comes from a report, an account, a link or
//! a dossier, and nothing of the demonstration is ever made into one. `table.rs` has the values of the columns, which
//! `app::text::open_data` declares; each format has a file; `files.rs` keeps what was made.

mod csv;
mod data_inclusion;
mod dcat;
pub mod files;
mod geojson;
mod json;
mod months;
mod parquet;
mod schema;
mod table;
mod xlsx;

use app::ports::{Outlines, Publication};
use app::routes::DataFile;
use app::text::open_data::LICENCE_HREF;
use domain::provider::listing::Listing;
use domain::{Finess, Territory};
use jiff::civil::Date;

/// Why a file was not made.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    #[error("a line cannot be written")]
    Csv(#[from] ::csv::Error),
    #[error("a value cannot be written")]
    Json(#[from] serde_json::Error),
    #[error("the workbook cannot be written")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    #[error("the columns cannot be written")]
    Parquet(#[from] ::parquet::errors::ParquetError),
    #[error("the file cannot be written")]
    File(#[from] std::io::Error),
}

/// The services that are open on a day, as they stood then.
pub struct DataState<'a> {
    /// In order of FINESS.
    listings: Vec<&'a Listing>,
    territory: &'a Territory,
    /// None where none were imported, and in the files of a month.
    outlines: Option<&'a Outlines>,
    day: Date,
    /// Public address of the site, without a slash at its end.
    site: &'a str,
}

impl<'a> DataState<'a> {
    pub fn of(publication: &'a Publication, day: Date, site: &'a str) -> Self {
        let state = Self::over(publication.catalogue.listings(), &publication.territory, day, site);
        Self { outlines: publication.outlines.as_ref(), ..state }
    }

    /// Fictitious listings and those that are closed on that day are left out.
    fn over(listings: &'a [Listing], territory: &'a Territory, day: Date, site: &'a str) -> Self {
        let is_open = |listing: &&Listing| {
            listing.standing.is_open() && listing.standing.closes_on().is_none_or(|closing| closing > day)
        };
        let published = listings.iter().filter(is_open).filter(|listing| !listing.is_demonstration());
        Self { listings: published.collect(), territory, outlines: None, day, site }
    }

    /// Where the licence of a file stands: that of what this site adds, but for outlines, which keep theirs. None where it is
    /// not known.
    fn licence_of(&self, file: DataFile) -> Option<&str> {
        match file {
            DataFile::Zones if self.outlines.is_some_and(|outlines| outlines.place.is_some()) => {
                self.territory.words.outlines.as_ref()?.licence_url.as_deref()
            }
            _ => Some(LICENCE_HREF),
        }
    }

    fn page_of(&self, finess: Finess) -> String {
        let page = app::routes::Page::Service(finess).href(app::text::Lang::French);
        format!("{}{page}", self.site)
    }
}
