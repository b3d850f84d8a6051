//! What the routes share, and what a page finds in context.

use std::sync::Arc;

use app::ports::{Addresses, Assets, Clock, NoAddresses, OpenDataOffer, PageResponse, Ports, SiteFacts};
use app::text::{Lang, Words};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use leptos::prelude::{expect_context, provide_context, use_context};
use leptos_axum::ResponseOptions;

use super::actions::Actions;
use super::assets;
use super::page_cache::PAGE_CACHE_BYTES;
use super::visitor_intake::VisitorIntake;
use crate::api::v1::ApiSettings;
use crate::catalogue::PublishedCatalogue;
use crate::searches::SearchCounter;

/// Bytes a request may carry. No form of the site comes near it.
pub(super) const BODY_LIMIT: usize = 256 * 1024;

/// The address of a site that nobody gave one: `serve` on this machine.
const LOCAL: &str = "http://127.0.0.1:3000";

/// What the routes share.
#[derive(Clone)]
pub struct SiteState {
    pub published: Arc<PublishedCatalogue>,
    pub clock: Arc<dyn Clock>,
    pub(super) addresses: Arc<dyn Addresses>,
    pub(super) api: ApiSettings,
    pub intake: Arc<VisitorIntake>,
    /// What is being written.
    pub actions: Actions,
    pub(super) assets: Arc<Assets>,
    /// Public address of the site, without a slash at its end.
    pub(super) address: Arc<str>,
    pub(super) facts: Arc<SiteFacts>,
    /// The sites that may show the widget beside this one.
    pub(super) widget_origins: Arc<[String]>,
    /// Over the territory of the site, which stays the same as long as it runs.
    pub(super) words: [Words; 3],
    /// None: searches are not counted.
    pub(super) searches: Option<Arc<SearchCounter>>,
    /// Bytes of the finished pages that are kept.
    pub(super) page_cache_bytes: u64,
    /// What the page of the open data is told; the router sets it.
    pub(super) open_data: Option<OpenDataOffer>,
}

impl SiteState {
    pub fn new(published: Arc<PublishedCatalogue>, clock: Arc<dyn Clock>, intake: Arc<VisitorIntake>) -> Self {
        let words = Lang::ALL.map(|lang| Words::over(lang, &published.catalogue().territory));
        let assets = Arc::new(assets::addresses(&words));
        Self {
            published,
            clock,
            intake,
            actions: Actions::default(),
            addresses: Arc::new(NoAddresses),
            assets,
            words,
            address: LOCAL.into(),
            facts: Arc::default(),
            widget_origins: Arc::default(),
            searches: None,
            api: ApiSettings::default(),
            page_cache_bytes: PAGE_CACHE_BYTES,
            open_data: None,
        }
    }

    /// The same, where searches are counted.
    pub fn counting_searches(self, searches: Arc<SearchCounter>) -> Self {
        Self { searches: Some(searches), ..self }
    }

    /// The same with what is known of those who publish the site.
    pub fn with_facts(self, facts: SiteFacts) -> Self {
        Self { facts: facts.into(), ..self }
    }

    /// The same, where other programs ask as the settings let them.
    pub fn with_api(self, api: ApiSettings) -> Self {
        Self { api, ..self }
    }

    /// The same, where finished pages are kept in so many bytes; 0 keeps none.
    pub fn with_page_cache(self, bytes: u64) -> Self {
        Self { page_cache_bytes: bytes, ..self }
    }

    /// The same, whose widget other sites may show: those of `hosts::parse_origin`.
    pub fn with_widget_origins(self, origins: Vec<String>) -> Self {
        Self { widget_origins: origins.into(), ..self }
    }

    /// The same with the addresses that were imported.
    pub fn with_addresses(self, addresses: Arc<dyn Addresses>) -> Self {
        Self { addresses, ..self }
    }

    /// What a page finds in context.
    pub(super) fn context(&self) -> impl Fn() + Clone + Send + Sync + 'static {
        // Each layer around a page clones what is within it.
        let serving = Arc::new(self.clone());
        move || {
            let response = expect_context::<ResponseOptions>();
            let parts = use_context::<Parts>();
            provide_context(serving.ports(Arc::new(LeptosResponse(response))));
            if let Some(open_data) = &serving.open_data {
                provide_context(open_data.clone());
            }
            // The language is in the path.
            let lang = parts.as_ref().map_or(Lang::French, |parts| Lang::split(parts.uri.path()).0);
            provide_context(serving.words(lang));
        }
    }

    pub(super) fn words(&self, lang: Lang) -> Words {
        self.words[lang as usize]
    }

    /// This site as people reach it, by its settings: what a request calls it is nobody's word but its sender's.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// The ports of one request.
    pub(super) fn ports(&self, response: Arc<dyn PageResponse>) -> Ports {
        Ports {
            publications: Arc::clone(&self.published) as Arc<dyn app::ports::Publications>,
            clock: Arc::clone(&self.clock),
            response,
            assets: Arc::clone(&self.assets),
            addresses: Arc::clone(&self.addresses),
            site: Arc::clone(&self.address),
            facts: Arc::clone(&self.facts),
            pdf: cfg!(feature = "pdf"),
        }
    }
}

/// The status of a page, through Leptos.
struct LeptosResponse(ResponseOptions);

impl PageResponse for LeptosResponse {
    fn set_status(&self, status: u16) {
        if let Ok(status) = StatusCode::from_u16(status) {
            self.0.set_status(status);
        }
    }

    fn send_on(&self, href: &str) {
        if let Ok(href) = HeaderValue::from_str(href) {
            self.0.insert_header(header::LOCATION, href);
            self.0.set_status(StatusCode::SEE_OTHER);
        }
    }
}

/// Where nothing is answered: while routes are listed.
pub(super) struct NoResponse;

impl PageResponse for NoResponse {
    fn set_status(&self, _: u16) {}

    fn send_on(&self, _: &str) {}
}
