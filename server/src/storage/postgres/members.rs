//! The members of a replicated set, and which of them takes writes: found again by itself after a failover. A task of each store
//! holds one connection to it, by which it is told of changes, knows when it is gone, and holds the lock of whoever leads.

use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use arc_swap::ArcSwap;
use futures_util::future::join_all;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgListener, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions, Connection};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

use super::CHANNEL;
use crate::storage::StoreError;

/// Connections of one program to the member that takes writes.
const CONNECTIONS: u32 = 10;
/// How long a request waits for one of them: then the database does not answer.
const PATIENCE: Duration = Duration::from_secs(3);
/// A member that has not answered by then does not answer.
const GLANCE: Duration = Duration::from_secs(1);
/// Between two looks for the member that takes writes.
const PAUSE: Duration = Duration::from_millis(200);

/// What every session asks of the server. A lock is waited for as long as a client waits; where a program is cut off in the middle of
/// a transaction, the server finds out, and its locks go.
const SESSION: [(&str, &str); 6] = [
    ("lock_timeout", "5s"),
    ("idle_in_transaction_session_timeout", "10s"),
    ("tcp_keepalives_idle", "2"),
    ("tcp_keepalives_interval", "1"),
    ("tcp_keepalives_count", "3"),
    ("tcp_user_timeout", "5s"),
];

/// The servers of a setting, `postgres://…` each, with commas between them.
pub(super) struct Members(Vec<PgConnectOptions>);

/// The servers and databases of a setting as others may read them: no name, no password.
pub fn servers(urls: &str) -> String {
    let Ok(Members(members)) = Members::of(urls) else { return "postgres://…".to_owned() };
    let names = members.iter().map(|member| {
        let database = member.get_database().unwrap_or_default();
        format!("{}:{}/{database}", member.get_host(), member.get_port())
    });
    format!("postgres://{}", names.collect::<Vec<_>>().join(","))
}

/// The connections to one member.
struct Primary {
    member: usize,
    pool: PgPool,
}

/// Follows the member that takes writes, until it is dropped.
pub(super) struct Following {
    shared: Arc<Shared>,
    stop: CancellationToken,
}

struct Shared {
    members: Members,
    primary: ArcSwap<Primary>,
    /// Grows whenever something may have changed.
    news: watch::Sender<u64>,
    leads: AtomicBool,
}

impl Members {
    /// # Errors
    /// One of them is no URL of PostgreSQL.
    pub(super) fn of(urls: &str) -> Result<Self, sqlx::Error> {
        let members = urls.split(',').map(|url| {
            let options = PgConnectOptions::from_str(url.trim())?;
            // Statements are slow in a log when the database is; their texts say nothing that the line of the request does not.
            Ok(options.application_name("quelleaideadom").options(SESSION).disable_statement_logging())
        });
        members.collect::<Result<_, _>>().map(Self)
    }

    /// The member that takes writes. Of two that say so, an old one and the one that was promoted since, the later timeline counts.
    async fn find(&self) -> Result<usize, sqlx::Error> {
        let mut found: Option<(i64, usize)> = None;
        let mut failed = None;
        for (member, asked) in join_all(self.0.iter().map(timeline)).await.into_iter().enumerate() {
            match asked {
                Ok(Some(timeline)) if found.is_none_or(|(best, _)| timeline > best) => found = Some((timeline, member)),
                Ok(_) => {}
                Err(error) => failed = Some(error),
            }
        }
        match (found, failed) {
            (Some((_, member)), _) => Ok(member),
            (None, Some(error)) => Err(error),
            (None, None) => Err(sqlx::Error::Configuration("every member follows another: none takes writes".into())),
        }
    }

    fn pool(&self, member: usize) -> PgPool {
        PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .connect_lazy_with(self.0[member].clone())
    }
}

/// The timeline of a member that takes writes; none of one that follows another.
async fn timeline(member: &PgConnectOptions) -> Result<Option<i64>, sqlx::Error> {
    let asked = async {
        let mut connection = PgConnection::connect_with(member).await?;
        let timeline = sqlx::query_scalar(
            "select case when pg_is_in_recovery() then null
                         else ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::bigint
                    end",
        );
        let found = timeline.fetch_one(&mut connection).await;
        // It was only asked.
        let _ = connection.close().await;
        found
    };
    timeout(GLANCE, asked).await.unwrap_or(Err(sqlx::Error::PoolTimedOut))
}

impl Following {
    /// Finds the member that takes writes, and goes on looking after it. `patience`: how long none is waited for.
    ///
    /// # Errors
    /// None takes writes, or none answers.
    pub(super) async fn start(members: Members, patience: Duration) -> Result<Self, StoreError> {
        let end = tokio::time::Instant::now() + patience;
        let member = loop {
            match members.find().await {
                Ok(member) => break member,
                Err(error) if tokio::time::Instant::now() >= end => return Err(error.into()),
                Err(_) => sleep(PAUSE).await,
            }
        };
        let primary = ArcSwap::from_pointee(Primary { member, pool: members.pool(member) });
        let shared = Arc::new(Shared { members, primary, news: watch::Sender::new(0), leads: AtomicBool::new(false) });
        let stop = CancellationToken::new();
        tokio::spawn({
            let (shared, stop) = (Arc::clone(&shared), stop.clone());
            async move { stop.run_until_cancelled(shared.follow()).await }
        });
        Ok(Self { shared, stop })
    }

    pub(super) fn primary(&self) -> PgPool {
        self.shared.primary.load().pool.clone()
    }

    pub(super) fn leads(&self) -> bool {
        self.shared.leads.load(Ordering::Relaxed)
    }

    /// Grows whenever something may have changed.
    pub(super) fn news(&self) -> watch::Receiver<u64> {
        self.shared.news.subscribe()
    }

    pub(super) async fn end(&self) {
        self.stop.cancel();
        self.primary().close().await;
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Shared {
    async fn follow(&self) {
        loop {
            let member = self.primary.load().member;
            if let Err(error) = self.listen(member).await {
                tracing::warn!(%error, "the database is gone: looking for the member that takes writes");
            }
            self.leads.store(false, Ordering::Relaxed);
            self.look(member).await;
        }
    }

    /// Until a member takes writes: another, or the one that did before.
    async fn look(&self, before: usize) {
        loop {
            sleep(PAUSE).await;
            let Ok(member) = self.members.find().await else { continue };
            if member != before {
                let next = Primary { member, pool: self.members.pool(member) };
                let old = self.primary.swap(Arc::new(next));
                tracing::info!(member, "another member of the database takes writes");
                // What is under way on them ends with them.
                tokio::spawn(async move { old.pool.close().await });
            }
            return;
        }
    }

    /// Hears what a member tells until it is gone.
    async fn listen(&self, member: usize) -> Result<(), sqlx::Error> {
        let options = PgPoolOptions::new().max_connections(1).acquire_timeout(GLANCE);
        let pool = options.connect_lazy_with(self.members.0[member].clone());
        let mut listener = PgListener::connect_with(&pool).await?;
        listener.eager_reconnect(false);
        listener.listen(CHANNEL).await?;
        self.ask(&mut listener).await?;
        loop {
            // What was told while nobody heard, or just now.
            self.tell();
            loop {
                match timeout(GLANCE, listener.try_recv()).await {
                    Ok(Ok(Some(_))) => break,
                    Ok(Ok(None)) => return Ok(()),
                    Ok(Err(error)) => return Err(error),
                    Err(_) => self.ask(&mut listener).await?,
                }
            }
        }
    }

    /// Whether the member still takes writes; and takes the lock of whoever leads, which goes with the connection.
    async fn ask(&self, listener: &mut PgListener) -> Result<(), sqlx::Error> {
        let leads = self.leads.load(Ordering::Relaxed);
        // The second number is that of this lock: see `PostgresStore::begin`.
        let asked =
            sqlx::query_as::<_, (bool, bool)>("select pg_is_in_recovery(), $1 or pg_try_advisory_lock(7520002)");
        let asked = asked.bind(leads).fetch_one(listener);
        let (follows, leads) = timeout(GLANCE, asked).await.unwrap_or(Err(sqlx::Error::PoolTimedOut))?;
        if follows {
            return Err(sqlx::Error::Configuration("it follows another member".into()));
        }
        if self.leads.swap(leads, Ordering::Relaxed) != leads {
            self.tell();
        }
        Ok(())
    }

    fn tell(&self) {
        self.news.send_modify(|news| *news = news.wrapping_add(1));
    }
}
