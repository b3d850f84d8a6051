//! What the site needs from outside: the published catalogue, the addresses, today's date, the built assets, and a way
//! to set the status of the response.

use std::collections::BTreeSet;
use std::pin::Pin;
use std::sync::Arc;

use domain::feedback::refusal::Month;
use domain::feedback::report::{ReportAbout, ReportMessage};
use domain::provider::listing::Listing;
use domain::provider::register::RegisterSeen;
use domain::provider::territory::Point;
use domain::values::fingerprint::fingerprint;
use domain::{Catalogue, Finess, Parameters, Territory};
use jiff::civil::{Date, DateTime};

use crate::compare::page_contract::CatalogueFile;
use crate::routes::DataFile;

/// One publication, which is always replaced as a whole.
pub struct Publication {
    pub catalogue: Catalogue,
    pub territory: Territory,
    /// The values of the law: those of the program and those that staff added.
    pub parameters: Parameters,
    /// True while the listings are the fictitious ones of the demonstration.
    pub demonstration: bool,
    /// Names of `catalogue.listings()`, folded for search, in the same order.
    pub folded_names: Vec<String>,
    pub sources: Sources,
    /// Languages that some open service speaks, each once.
    pub languages: Vec<String>,
    /// None until outlines were imported: the schematic map is shown instead.
    pub outlines: Option<Outlines>,
    /// False where the open listings are too many for a browser to hold: its islands ask the server.
    pub fits_browser: bool,
    version: String,
}

impl Publication {
    pub fn new(listings: Vec<domain::Listing>, territory: Territory, parameters: Parameters, sources: Sources) -> Self {
        let demonstration = listings.iter().any(Listing::is_demonstration);
        let catalogue = Catalogue::new(listings);
        let folded_names =
            catalogue.listings().iter().map(|listing| domain::values::search::fold(&listing.name.value)).collect();
        let languages = languages(&catalogue);
        let version = format!(
            "{}-{}-{}-{}",
            CatalogueFile::FORMAT,
            catalogue.version(),
            fingerprint(&territory),
            parameters.version()
        );
        Self {
            catalogue,
            territory,
            parameters,
            demonstration,
            folded_names,
            sources,
            languages,
            outlines: None,
            fits_browser: true,
            version,
        }
    }

    /// The same publication with the outlines of its zones.
    pub fn with_outlines(self, outlines: Option<Outlines>) -> Self {
        Self { outlines, ..self }
    }

    /// The same publication, whose listings no browser is given.
    pub fn too_large_for_browsers(self) -> Self {
        Self { fits_browser: false, ..self }
    }

    /// Changes whenever the data for the islands change, or the layout of the file that holds them.
    pub fn version(&self) -> &str {
        &self.version
    }
}

/// The most recent source files of the listings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// The date of the register of establishments.
    pub register: Option<RegisterSeen>,
    /// The date of the latest register of activities.
    pub activities: Option<Date>,
    /// The date of the latest evaluation in the file of the HAS.
    pub evaluations: Option<Date>,
}

/// The drawn zones: one map, in whole units of a view box that starts at 0 0, y downward.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlines {
    pub width: u32,
    pub height: u32,
    /// In the order of the zones. Neighbours share their border point by point.
    pub zones: Vec<Outline>,
    /// None: they were imported before it was kept.
    pub place: Option<MapPlace>,
}

/// Where on the earth a map lies, on the flat map of its territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapPlace {
    /// Its corner in the north-west: the corner `0 0`.
    pub north_west: Point,
    /// How wide it is on the ground, in decimetres.
    pub decimetres: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    pub zone: domain::Zone,
    /// Path data of SVG: closed rings, holes turning the other way.
    pub path: String,
    /// A point inside, far from the border, where its name is written.
    pub label: (i32, i32),
}

/// A place that is suggested while someone types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// "12 Boulevard Saint-Michel, 75005 Paris", or "Rue de Vaugirard, 6e". Typed again, it gives the same zone.
    pub label: String,
    pub zone: domain::Zone,
}

/// The addresses of the territory. What is typed is personal: it must not be stored or logged.
pub trait Addresses: Send + Sync {
    /// At most `most` places that match a text, best first.
    fn suggest(&self, text: &str, most: usize) -> Vec<Suggestion>;

    /// The zone of an address, if there is no doubt about it.
    fn zone_of(&self, text: &str) -> Option<domain::Zone>;

    /// Whether addresses were imported: only then does a page invite people to type one.
    fn are_known(&self) -> bool;
}

/// Used where no addresses were imported: it suggests and finds nothing.
pub struct NoAddresses;

impl Addresses for NoAddresses {
    fn suggest(&self, _: &str, _: usize) -> Vec<Suggestion> {
        Vec::new()
    }

    fn zone_of(&self, _: &str) -> Option<domain::Zone> {
        None
    }

    fn are_known(&self) -> bool {
        false
    }
}

/// Languages that some open service speaks, each once.
pub fn languages(catalogue: &Catalogue) -> Vec<String> {
    let open = catalogue.listings().iter().filter(|listing| listing.standing.is_open());
    let spoken: BTreeSet<&String> = open.filter_map(|listing| listing.languages.value()).flatten().collect();
    spoken.into_iter().cloned().collect()
}

/// Gives the current publication. A page asks once and uses the same one throughout.
pub trait Publications: Send + Sync {
    fn current(&self) -> Arc<Publication>;
}

pub trait Clock: Send + Sync {
    /// The day and the time in Paris.
    fn paris_time(&self) -> DateTime;

    fn today(&self) -> Date {
        self.paris_time().date()
    }
}

/// A file of the open data that was made, of the publication that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeFile {
    pub file: DataFile,
    pub bytes: usize,
    /// In hexadecimal.
    pub sha256: String,
}

/// What the page of the open data asks about its files. It makes none: that waits for whoever fetches one.
pub trait OpenData: Send + Sync {
    fn made(&self) -> Vec<MadeFile>;

    /// The months of which there are files, newest first.
    fn months(&self) -> Vec<Month>;
}

/// In context where the open data are served.
#[derive(Clone)]
pub struct OpenDataOffer(pub Arc<dyn OpenData>);

/// Sets how the page that is being rendered is answered.
pub trait PageResponse: Send + Sync {
    fn set_status(&self, status: u16);

    /// Redirects to another address of the site (303).
    fn send_on(&self, href: &str);
}

/// Addresses of the built assets, with the hash of their content. The client is absent if it was not built.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    pub style: Option<String>,
    /// Beside it, on the pages that ask for a need.
    pub need_style: Option<String>,
    /// Beside `style`, on the pages that show services and what they cost.
    pub services_style: Option<String>,
    /// Beside `services_style`, on the page of one service and on several side by side.
    pub details_style: Option<String>,
    /// Beside all the others, in the back office and on the pages of social workers.
    pub office_style: Option<String>,
    /// Of the widget, alone: what another site shows in a frame.
    pub widget_style: Option<String>,
    pub start: Option<String>,
    /// The script of the page of social workers.
    pub assist: Option<String>,
    /// The script that starts the islands of the back office.
    pub office: Option<String>,
    /// The drawings of the acts, each a symbol named by its code: `{pictograms}#toilette`.
    pub pictograms: Option<String>,
    pub icon: Option<String>,
    /// The icon on the home screen of a telephone, 180 pixels wide.
    pub touch_icon: Option<String>,
    /// The picture of a shared link, 1200 by 630 pixels.
    pub social_card: Option<String>,
    /// Version of the words that the browser reads.
    pub words: String,
}

/// The body of a form sent by POST, which must not be in an address. It has no `Debug`.
#[derive(Clone)]
pub struct Submitted(pub Arc<str>);

/// Names of the fields of the form that reports an error of a listing (`POST {page of the service}/signaler`).
pub mod report_field {
    /// A code of `domain::feedback::report::ReportAbout`.
    pub const SUBJECT: &str = "sujet";
    pub const MESSAGE: &str = "message";
    /// Hidden from people, out of the tab order, `autocomplete="off"`: a program that fills it gets the same answer as
    /// for a report that was kept.
    pub const TRAP: &str = "site";
}

/// Names of the fields by which a refusal is counted (`POST /accompagner/refus`).
pub mod refusal_field {
    /// A FINESS number of the catalogue.
    pub const SERVICE: &str = "service";
    /// The INSEE code of a zone of the territory.
    pub const ZONE: &str = "zone";
    /// A code of `domain::feedback::refusal::RefusalReason`.
    pub const REASON: &str = "motif";
    /// A code of `domain::feedback::refusal::DaySlot`, or empty.
    pub const SLOT: &str = "creneau";
    /// A code of `domain::Act`, or empty.
    pub const ACT: &str = "acte";
}

/// A field of a report that must be corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrongReportField {
    /// Missing, or not a code of the list.
    Subject,
    Message(domain::feedback::report::MessageError),
}

/// Why a report was refused. While the page of the service is rendered again with this status, it is in context beside
/// `Submitted`, which holds the sent form; on any other request it is absent. A report that was kept is answered by a
/// redirect to the page, with `?signale=oui`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportRejection {
    /// In the order of the form; never empty.
    Wrong(Vec<WrongReportField>),
    /// Too many reports from one network address, or on the whole site: try again in an hour, or call.
    TooMany,
    /// The database did not answer: try again.
    Unavailable,
}

impl ReportRejection {
    pub fn status(&self) -> u16 {
        match self {
            Self::Wrong(_) => 422,
            Self::TooMany => 429,
            Self::Unavailable => 503,
        }
    }
}

/// Facts that only the publishers of the site know, from its settings. None: the page says that it is still to be
/// filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteFacts {
    /// Who publishes the site and is responsible for the data.
    pub publisher: Option<String>,
    /// The director of the publication.
    pub director: Option<String>,
    /// Name, address and telephone of the host.
    pub host: Option<String>,
    pub email: Option<String>,
    pub telephone: Option<String>,
    /// The postal address for letters.
    pub postal_address: Option<String>,
    /// How to reach the data protection officer.
    pub data_protection: Option<String>,
    /// Whom to tell that a page cannot be used.
    pub accessibility_contact: Option<String>,
    /// The result of an audit, if there was one.
    pub accessibility: Option<AccessibilityAudit>,
}

/// The latest audit of the RGAA that is still valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessibilityAudit {
    /// Share of the criteria that are met, in whole percents.
    pub percent: u8,
    /// Who made it, and when.
    pub by: String,
}

/// The legal words for the result (arrêté of 20 September 2019, read 2026-11-28): without a valid audit, "none".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conformity {
    Full,
    /// At least half of the criteria.
    Partial,
    None,
}

impl SiteFacts {
    pub fn conformity(&self) -> Conformity {
        match self.accessibility.as_ref().map(|audit| audit.percent) {
            Some(100..) => Conformity::Full,
            Some(50..100) => Conformity::Partial,
            Some(..50) | None => Conformity::None,
        }
    }
}

/// Receives the report of one visitor: it knows the request, only to limit how often, and keeps nothing about the
/// visitor.
pub trait Reports: Send + Sync {
    /// Stores a report about a service that exists.
    fn report(
        &self,
        finess: Finess,
        about: ReportAbout,
        message: ReportMessage,
    ) -> Pin<Box<dyn Future<Output = Result<(), ReportRejection>> + Send + '_>>;
}

/// Everything that a page may use.
#[derive(Clone)]
pub struct Ports {
    pub publications: Arc<dyn Publications>,
    pub clock: Arc<dyn Clock>,
    pub response: Arc<dyn PageResponse>,
    pub assets: Arc<Assets>,
    pub addresses: Arc<dyn Addresses>,
    /// The public address of this site, `https://…`, without a slash at its end.
    pub site: Arc<str>,
    pub facts: Arc<SiteFacts>,
    /// Whether it can make sheets as PDF.
    pub pdf: bool,
}

#[cfg(feature = "ssr")]
impl Ports {
    /// The ports of the current request.
    pub fn from_context() -> Self {
        leptos::prelude::expect_context::<Self>()
    }
}
