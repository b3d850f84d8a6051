//! `serve`: the web site, until it is told to stop.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use app::ports::Clock;
use axum::http::HeaderName;
use clap::Args;
use domain::Territory;
use domain::demonstration::shipped;
use domain::listing::Source;
use governor::clock::MonotonicClock;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::addresses::AddressBook;
use crate::catalogue::{Current, Shelf};
use crate::clock::SystemClock;
use crate::http::client::ClientAddress;
use crate::http::desk::Desk;
use crate::http::limits::{Limits, SignInLimits};
use crate::http::metrics;
use crate::http::staff::Office;
use crate::http::{SiteState, router};
use crate::mail::{MailOptions, SmtpMailer, deliver};
use crate::storage::sqlite::SqliteStore;
use crate::storage::{AddressStore, Authorship, ListingStore, Save};
use crate::telemetry;

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
    /// Public address of this site, `https://…`: what leaves the site leads back to it.
    #[arg(long, env = "QUELLEAIDEADOM_SITE_URL")]
    site_url: Option<String>,
    /// Address and port to give counters to Prometheus on, at `/metrics`. One that visitors cannot reach: 127.0.0.1:9100, say.
    #[arg(long, env = "QUELLEAIDEADOM_METRICS_ADDR")]
    metrics_addr: Option<SocketAddr>,
    #[command(flatten)]
    mail: MailOptions,
    #[cfg(feature = "oidc")]
    #[command(flatten)]
    openid: crate::openid::OpenIdOptions,
}

impl Serve {
    pub(super) async fn run(&self, store: &SqliteStore, territory: Territory, url: &str) -> anyhow::Result<ExitCode> {
        let clock = SystemClock;
        if self.demonstration && store.load_all().await?.is_empty() {
            load_demonstration(store, &territory, &clock).await?;
        }
        let generation = store.generation().await?;
        let shelf = Arc::new(Shelf::new(Current::load(store, &territory).await?));
        let imported = store.address_generation().await?;
        let addresses = Arc::new(AddressBook::load(store, &territory).await?);
        let listener = tokio::net::TcpListener::bind(self.addr)
            .await
            .with_context(|| format!("cannot listen on {}: choose another with --addr", self.addr))?;
        let published = shelf.catalogue();
        self.count(store, &shelf).await?;
        telemetry::say(&format!(
            "serving {} listings{} from {url} on http://{}",
            published.catalogue.open_count(),
            if published.demonstration { " (fictitious)" } else { "" },
            listener.local_addr()?,
        ));
        let now = || SystemClock.now();
        let limits = Limits::new(MonotonicClock);
        let desk = Arc::new(Desk::new(store.clone(), limits, now, self.client_address_header.clone()));
        let client = ClientAddress { header: self.client_address_header.clone() };
        let office = Office::new(store.clone(), SignInLimits::new(MonotonicClock), now, client);
        let mail = self.mailer()?;
        let office = self.with_openid(office)?;
        let office = match &self.site_url {
            Some(site) => office.at(site),
            None => office,
        };
        let told = Arc::new(Notify::new());
        let office = if mail.is_some() { office.with_mail(Arc::clone(&told)) } else { office };
        let state =
            SiteState::new(Arc::clone(&shelf), Arc::new(SystemClock), desk).with_addresses(Arc::clone(&addresses) as _);
        let service = router(state, office).into_make_service_with_connect_info::<SocketAddr>();
        let server = axum::serve(listener, service).with_graceful_shutdown(stopped());
        let stop = CancellationToken::new();
        let delivery = mail.map(|mailer| {
            let (store, told, stop) = (store.clone(), Arc::clone(&told), stop.clone());
            tokio::spawn(async move { deliver(&store, &mailer, &told, now, &stop).await })
        });
        tokio::select! {
            served = server => served?,
            () = shelf.follow(store, generation, &clock) => {}
            () = addresses.follow(store, &territory, imported) => {}
        }
        // The letter that is on its way is finished; the others wait in the store.
        stop.cancel();
        if let Some(delivery) = delivery {
            delivery.await?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Serve {
    /// Counts, and gives what was counted on an address of its own, where one is set.
    async fn count(&self, store: &SqliteStore, shelf: &Arc<Shelf>) -> anyhow::Result<()> {
        let Some(address) = self.metrics_addr else { return Ok(()) };
        let listener = tokio::net::TcpListener::bind(address)
            .await
            .with_context(|| format!("cannot listen on {address}: choose another with --metrics-addr"))?;
        telemetry::say(&format!("counters on http://{}/metrics", listener.local_addr()?));
        let serving = metrics::serve(listener, metrics::start()?, store.clone(), Arc::clone(shelf));
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
    fn with_openid(&self, office: Office<SqliteStore>) -> anyhow::Result<Office<SqliteStore>> {
        let Some(config) = self.openid.config(self.site_url.as_deref())? else { return Ok(office) };
        Ok(office.with_openid(Arc::new(crate::openid::OpenId::new(config)?)))
    }

    /// A program built without the feature says so rather than serve without what it was told to use.
    #[cfg(not(feature = "oidc"))]
    fn with_openid(&self, office: Office<SqliteStore>) -> anyhow::Result<Office<SqliteStore>> {
        let set =
            ["QUELLEAIDEADOM_OIDC_ISSUER", "OIDC_ISSUER"].into_iter().find(|name| std::env::var_os(name).is_some());
        if let Some(name) = set {
            anyhow::bail!("{name} is set, and this program was built without the feature `oidc`");
        }
        Ok(office)
    }
}

/// Writes the shipped fictitious listings into an empty store.
async fn load_demonstration(store: &SqliteStore, territory: &Territory, clock: &SystemClock) -> anyhow::Result<()> {
    let saves = shipped(territory, clock.today()).map(|listing| Save::new(None, listing)).collect();
    let authorship =
        Authorship { author: "demonstration".to_owned(), source: Source::Demonstration, recorded_at: clock.now() };
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
