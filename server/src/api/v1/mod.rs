//! Version 1 of the open API: the services, the comparison, the aids, the law, the territory and what changes, for other
//! programs. A field or an address of it is never taken back or given another meaning: that would be version 2, beside it.

mod aids;
mod answer;
mod changes;
mod compare;
pub mod comparison;
pub mod estimate;
pub mod labels;
mod law;
pub mod law_values;
mod limits;
pub mod need;
pub mod need_changes;
pub mod openapi;
pub mod paging;
pub mod pairs;
pub mod problem;
pub mod provider;
mod providers;
mod reading;
mod routes;
mod territory;
pub mod values;
pub mod versions;

pub use limits::{RequestLimit, counted};
pub(crate) use routes::{as_problems, cross_origin, routes};

use std::sync::Arc;

use app::ports::Publication;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::clock::start_of;
use crate::http::SiteState;
use crate::http::client::ClientAddress;
use crate::storage::Store;

/// What the settings say of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApiSettings {
    /// Requests of one address in a minute; 0: as many as it likes.
    pub requests_a_minute: u32,
    /// Whether it computes aids: what is asked then is about someone's health and income.
    pub aids: bool,
}

impl ApiSettings {
    /// The limits of one address: of this API, and of the files of the open data, of which a reader takes fewer.
    pub fn limits(self, client: &ClientAddress) -> (RequestLimit, RequestLimit) {
        let files = if self.requests_a_minute == 0 { 0 } else { (self.requests_a_minute / 5).max(1) };
        (RequestLimit::new(self.requests_a_minute, client.clone()), RequestLimit::new(files, client.clone()))
    }
}

impl Default for ApiSettings {
    fn default() -> Self {
        Self { requests_a_minute: 600, aids: true }
    }
}

/// What the addresses of the API share.
#[derive(Clone)]
pub struct Api {
    site: SiteState,
    store: Arc<dyn Store>,
    settings: ApiSettings,
}

impl Api {
    pub fn new(site: SiteState, store: Arc<dyn Store>, settings: ApiSettings) -> Self {
        Self { site, store, settings }
    }

    fn publication(&self) -> Arc<Publication> {
        self.site.published.catalogue()
    }

    fn today(&self) -> Date {
        self.site.clock.today()
    }

    /// When what is published last changed.
    fn changed(&self) -> Timestamp {
        self.site.published.published_at()
    }

    /// When an answer last changed that depends on the day too.
    fn changed_today(&self) -> Timestamp {
        self.changed().max(start_of(self.today()))
    }
}
