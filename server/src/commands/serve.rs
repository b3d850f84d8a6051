//! `serve`: the web site, until it is told to stop.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use app::access::Role;
use app::ports::Clock;
use axum::http::HeaderName;
use clap::Args;
use domain::Territory;
use domain::demonstration::shipped;
use domain::listing::Source;
use governor::clock::MonotonicClock;

use crate::addresses::AddressBook;
use crate::catalogue::{Current, Shelf};
use crate::clock::SystemClock;
use crate::http::client::ClientAddress;
use crate::http::desk::Desk;
use crate::http::limits::{Limits, SignInLimits};
use crate::http::staff::Office;
use crate::http::{SiteState, router};
use crate::mail::{MailOptions, SmtpMailer};
use crate::storage::sqlite::SqliteStore;
use crate::storage::{AddressStore, Authorship, ListingStore, Save};

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
    #[arg(long, env = "CLIENT_ADDRESS_HEADER")]
    client_address_header: Option<HeaderName>,
    /// Public address of this site, `https://…`: what leaves the site leads back to it.
    #[arg(long, env = "SITE_URL")]
    site_url: Option<String>,
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
        eprintln!(
            "serving {} listings{} from {url} on http://{}",
            published.catalogue.open_count(),
            if published.demonstration { " (fictitious)" } else { "" },
            listener.local_addr()?,
        );
        let now = || SystemClock.now();
        let limits = Limits::new(MonotonicClock);
        let desk = Arc::new(Desk::new(store.clone(), limits, now, self.client_address_header.clone()));
        let client = ClientAddress { header: self.client_address_header.clone() };
        let office = Office::new(store.clone(), SignInLimits::new(MonotonicClock), now, client)
            .with_second_factor_from(self.second_factor_from);
        let office = self.with_mail(self.with_openid(office)?)?;
        let state =
            SiteState::new(Arc::clone(&shelf), Arc::new(SystemClock), desk).with_addresses(Arc::clone(&addresses) as _);
        let service = router(state, office).into_make_service_with_connect_info::<SocketAddr>();
        let server = axum::serve(listener, service).with_graceful_shutdown(stopped());
        tokio::select! {
            served = server => served?,
            () = shelf.follow(store, generation, &clock) => {}
            () = addresses.follow(store, &territory, imported) => {}
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Serve {
    fn with_mail(&self, office: Office<SqliteStore>) -> anyhow::Result<Office<SqliteStore>> {
        let office = match &self.site_url {
            Some(site) => office.at(site),
            None => office,
        };
        let Some(config) = self.mail.config()? else { return Ok(office) };
        anyhow::ensure!(self.site_url.is_some(), "SMTP_URL needs SITE_URL with it: mail leads back to the site");
        Ok(office.with_mailer(Arc::new(SmtpMailer::new(&config)?)))
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
        let set = std::env::var_os("OIDC_ISSUER").is_some();
        anyhow::ensure!(!set, "OIDC_ISSUER is set, and this program was built without the feature `oidc`");
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
