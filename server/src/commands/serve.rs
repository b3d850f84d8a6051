//! `serve`: the web site, until it is told to stop.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use app::access::Role;
use app::ports::Clock;
use app::staff::listing::history::DEMONSTRATION_AUTHOR;
use axum::http::HeaderName;
use clap::Args;
use domain::Territory;
use domain::demo::shipped;
use domain::provider::listing::Source;
use governor::clock::MonotonicClock;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::files::FilesOption;
use super::settings::{SiteOptions, WidgetOrigins, parse_widget_origins};
use crate::addresses::AddressBook;
use crate::api::v1::ApiSettings;
use crate::catalogue::{Current, PublishedCatalogue};
use crate::clock::SystemClock;
use crate::http::client::ClientAddress;
use crate::http::connections::{ConnectionLimits, serve};
use crate::http::hosts::parse_site;
use crate::http::limits::{Limits, SharedCount, SignInLimits};
use crate::http::metrics;
use crate::http::staff::StaffServices;
use crate::http::visitor_intake::VisitorIntake;
use crate::http::{PAGE_CACHE_BYTES, SiteState, router};
use crate::mail::{MailOptions, SmtpMailer, deliver};
use crate::searches::SearchCounter;
use crate::storage::Store;
use crate::storage::{Authorship, Save};
use crate::telemetry;

/// Files that are open beside connections: the database, its log, the program itself.
const FILES_BESIDE: usize = 128;

#[derive(Args)]
pub(super) struct Serve {
    /// Address and port to listen on.
    #[arg(long, default_value = "127.0.0.1:3000", env = "QUELLEAIDEADOM_ADDR")]
    addr: SocketAddr,
    /// Load the fictitious catalogue if the database has no listing.
    #[arg(long)]
    demonstration: bool,
    /// Header in which your reverse proxy writes the address of its client, `x-forwarded-for` say; its last address
    /// counts. Only for limiting reports and sign-ins. Without it, the address of the connection counts.
    #[arg(long, env = "QUELLEAIDEADOM_CLIENT_ADDRESS_HEADER")]
    client_address_header: Option<HeaderName>,
    /// Public address of this site, `https://…`: what leaves the site leads back to it. Needed where others than this machine
    /// reach it.
    #[arg(long, env = "QUELLEAIDEADOM_SITE_URL", value_parser = parse_site)]
    site_url: Option<String>,
    /// Connections at once, from everyone.
    #[arg(long, env = "QUELLEAIDEADOM_MAX_CONNECTIONS", default_value_t = ConnectionLimits::default().most)]
    max_connections: usize,
    /// Connections at once, from one address. Not counted behind a proxy that writes the addresses of its clients.
    #[arg(long, env = "QUELLEAIDEADOM_MAX_CONNECTIONS_PER_ADDRESS", default_value_t = 256)]
    max_connections_per_address: usize,
    /// Bytes of the finished pages that are kept in memory, for whoever asks for them next; 0 keeps none.
    #[arg(long, env = "QUELLEAIDEADOM_PAGE_CACHE_BYTES", default_value_t = PAGE_CACHE_BYTES)]
    page_cache_bytes: u64,
    /// Address and port to give counters to Prometheus on, at `/metrics`. One that visitors cannot reach: 127.0.0.1:9100, say.
    #[arg(long, env = "QUELLEAIDEADOM_METRICS_ADDR")]
    metrics_addr: Option<SocketAddr>,
    /// Role from which the staff need a second factor beside their password: reader, editor, publisher or admin.
    #[arg(
        long,
        value_name = "ROLE",
        value_parser = super::user::parse_role,
        default_value = "publisher",
        env = "QUELLEAIDEADOM_SECOND_FACTOR_FROM"
    )]
    second_factor_from: Role,
    #[command(flatten)]
    files: FilesOption,
    /// Count no searches: by default they are counted by month, arrondissement and act, with nothing of who searches.
    #[arg(long, env = "QUELLEAIDEADOM_NO_SEARCH_COUNTS")]
    no_search_counts: bool,
    /// Requests of one address in a minute to the open API (`/api/v1`); 0 lets everyone ask as often as they like.
    #[arg(long, env = "QUELLEAIDEADOM_API_REQUESTS_A_MINUTE", default_value_t = ApiSettings::default().requests_a_minute)]
    api_requests_a_minute: u32,
    /// Compute no aids for other programs: by default `POST /api/v1/aids` does, and keeps nothing of what it is sent.
    #[arg(long, env = "QUELLEAIDEADOM_NO_API_AIDS")]
    no_api_aids: bool,
    /// Sites that may show the widget in a frame, separated by spaces: `https://www.exemple.fr https://…`. By default this one alone.
    #[arg(long, env = "QUELLEAIDEADOM_WIDGET_ORIGINS", value_parser = parse_widget_origins)]
    widget_origins: Option<WidgetOrigins>,
    #[command(flatten)]
    facts: SiteOptions,
    #[command(flatten)]
    mail: MailOptions,
    #[cfg(feature = "oidc")]
    #[command(flatten)]
    openid: crate::openid::OpenIdOptions,
}

impl Serve {
    pub(super) async fn run(
        &self,
        store: &Arc<dyn Store>,
        territory: Territory,
        url: &str,
    ) -> anyhow::Result<ExitCode> {
        anyhow::ensure!(
            self.addr.ip().is_loopback() || self.site_url.is_some(),
            "others than this machine reach {}: give the public address of the site with --site-url https://…, to which links, codes and mail lead",
            self.addr
        );
        let clock = SystemClock;
        let mut generation = store.generation().await?;
        let mut current = Current::load(&**store, &territory).await?;
        if self.demonstration && current.is_empty() {
            load_demonstration(&**store, &territory, &clock).await?;
            generation = store.generation().await?;
            current = Current::load(&**store, &territory).await?;
        }
        let published = Arc::new(PublishedCatalogue::new(current));
        let imported = store.address_generation().await?;
        let addresses = Arc::new(AddressBook::load(&**store, &territory).await?);
        let listener = tokio::net::TcpListener::bind(self.addr)
            .await
            .with_context(|| format!("cannot listen on {}: choose another with --addr", self.addr))?;
        let address = listener.local_addr()?;
        let publication = published.catalogue();
        for row in published.unreadable() {
            telemetry::say(&format!("WARNING: {row} cannot be read and is left out; `quelleaideadom check` says more"));
        }
        self.count(store, &published).await?;
        telemetry::say(&format!(
            "serving {} listings{} from {url} on http://{}",
            publication.catalogue.open_count(),
            if publication.demonstration { " (fictitious)" } else { "" },
            address,
        ));
        let now = || SystemClock.now();
        let shared = SharedCount::of(&**store).await?;
        let limits = Limits::counted_by(MonotonicClock, shared.as_ref());
        let intake = Arc::new(VisitorIntake::new(Arc::clone(store), limits, now, self.client_address_header.clone()));
        let client = ClientAddress { header: self.client_address_header.clone() };
        let office = StaffServices::new(
            Arc::clone(store),
            SignInLimits::counted_by(MonotonicClock, shared.as_ref()),
            now,
            client,
        )
        .with_second_factor_from(self.second_factor_from);
        let mail = self.mailer()?;
        let office = self.with_openid(office)?;
        let site = self.site_url.clone().unwrap_or_else(|| format!("http://{address}"));
        let office = office.at(&site).with_files(self.files.place()?);
        let told = Arc::new(Notify::new());
        let office = if mail.is_some() { office.with_mail(Arc::clone(&told)) } else { office };
        let state = SiteState::new(Arc::clone(&published), Arc::new(SystemClock), intake)
            .with_addresses(Arc::clone(&addresses) as _)
            .with_facts(self.facts.facts())
            .with_page_cache(self.page_cache_bytes)
            .with_api(ApiSettings { requests_a_minute: self.api_requests_a_minute, aids: !self.no_api_aids })
            .with_widget_origins(self.widget_origins.clone().map(|WidgetOrigins(origins)| origins).unwrap_or_default());
        let searches = (!self.no_search_counts).then(|| Arc::new(SearchCounter::default()));
        let state = match &searches {
            Some(searches) => state.counting_searches(Arc::clone(searches)),
            None => state,
        };
        let actions = state.actions.clone();
        let stop = CancellationToken::new();
        if let Some(searches) = searches {
            let (store, stop) = (Arc::clone(store), stop.clone());
            actions.spawn(async move { searches.follow(&*store, &stop).await });
        }
        tokio::spawn({
            let stop = stop.clone();
            async move {
                stopped().await;
                stop.cancel();
            }
        });
        if let Some(mailer) = mail {
            let (store, told, stop) = (Arc::clone(store), Arc::clone(&told), stop.clone());
            // The letter that is on its way is finished; the others wait in the store.
            actions.spawn(async move { deliver(&*store, &mailer, &told, now, &stop).await });
        }
        let site = router(state, office);
        let ended = tokio::select! {
            ended = serve(listener, site, &actions, self.connections(), stop.clone()) => ended,
            () = published.follow(&**store, generation, &clock) => true,
            () = addresses.follow(&**store, &territory, imported) => true,
        };
        if !ended {
            tracing::warn!("stopped at the deadline, with something under way");
        }
        Ok(ExitCode::SUCCESS)
    }

    /// The caps of the settings, as far as this machine opens files.
    fn connections(&self) -> ConnectionLimits {
        let wanted = (self.max_connections + FILES_BESIDE) as u64;
        let allowed = match rlimit::increase_nofile_limit(wanted) {
            Ok(allowed) => usize::try_from(allowed).unwrap_or(usize::MAX).saturating_sub(FILES_BESIDE),
            // Where there is no such limit.
            Err(_) => self.max_connections,
        };
        if allowed < self.max_connections {
            tracing::warn!(allowed, "this machine opens fewer files than --max-connections needs: raise its limit");
        }
        let most_of_one = self.client_address_header.is_none().then_some(self.max_connections_per_address.max(1));
        ConnectionLimits { most: self.max_connections.min(allowed).max(1), most_of_one, ..ConnectionLimits::default() }
    }
}

impl Serve {
    /// Counts, and gives what was counted on an address of its own, where one is set.
    async fn count(&self, store: &Arc<dyn Store>, published: &Arc<PublishedCatalogue>) -> anyhow::Result<()> {
        let Some(address) = self.metrics_addr else { return Ok(()) };
        let listener = tokio::net::TcpListener::bind(address)
            .await
            .with_context(|| format!("cannot listen on {address}: choose another with --metrics-addr"))?;
        telemetry::say(&format!("counters on http://{}/metrics", listener.local_addr()?));
        let serving = metrics::serve(listener, metrics::start()?, Arc::clone(store), Arc::clone(published));
        tokio::spawn(async move {
            if let Err(error) = serving.await {
                tracing::error!(%error, "counters are not given any more");
            }
        });
        Ok(())
    }

    /// None where no mail is set up.
    fn mailer(&self) -> anyhow::Result<Option<SmtpMailer>> {
        let Some(config) = self.mail.config()? else { return Ok(None) };
        anyhow::ensure!(self.site_url.is_some(), "--smtp-url needs --site-url with it: mail leads back to the site");
        Ok(Some(SmtpMailer::new(&config)?))
    }

    /// The provider is asked nothing yet: the site serves without it.
    #[cfg(feature = "oidc")]
    fn with_openid(&self, office: StaffServices) -> anyhow::Result<StaffServices> {
        let Some(config) = self.openid.config(self.site_url.as_deref())? else { return Ok(office) };
        Ok(office.with_openid(Arc::new(crate::openid::OpenId::new(config)?)))
    }

    /// A program built without the feature says so rather than serve without what it was told to use.
    #[cfg(not(feature = "oidc"))]
    fn with_openid(&self, office: StaffServices) -> anyhow::Result<StaffServices> {
        let set =
            ["QUELLEAIDEADOM_OIDC_ISSUER", "OIDC_ISSUER"].into_iter().find(|name| std::env::var_os(name).is_some());
        if let Some(name) = set {
            anyhow::bail!("{name} is set, and this program was built without the feature `oidc`");
        }
        Ok(office)
    }
}

/// Writes the shipped fictitious listings into an empty store.
async fn load_demonstration(store: &dyn Store, territory: &Territory, clock: &SystemClock) -> anyhow::Result<()> {
    let saves = shipped(territory, clock.today()).map(|listing| Save::new(None, listing)).collect();
    let authorship =
        Authorship { author: DEMONSTRATION_AUTHOR.to_owned(), source: Source::Demonstration, recorded_at: clock.now() };
    store.save(saves, &authorship, None).await?;
    Ok(())
}

async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}
