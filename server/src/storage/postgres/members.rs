//! The members of a replicated set, and which of them takes writes: found again by itself after a failover. A task of each store
//! holds one connection to it, by which the program is told of changes, knows when the member is gone, and holds the lock of
//! whoever leads.

use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use arc_swap::ArcSwap;
use futures_util::future::join_all;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgListener, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions, Connection};
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};
use tokio_util::sync::CancellationToken;

use super::CHANNEL;
use crate::storage::{StoreError, unavailable};

/// Connections of one program to the member that takes writes.
const CONNECTIONS: u32 = 10;
/// How long a request waits for one of them: then the database does not answer.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(3);
/// A member that has not answered by then does not answer. Longer for the one that took writes a moment ago.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(1);
const PRIMARY_TIMEOUT: Duration = Duration::from_secs(2);
/// How often the member that takes writes is asked whether it still does, where it says nothing by itself.
const CHECK_INTERVAL: Duration = Duration::from_secs(1);
/// How often the others are asked whether one was promoted beside it.
const OTHERS_INTERVAL: Duration = Duration::from_secs(5);
/// Between two looks for the member that takes writes.
const RETRY_PAUSE: Duration = Duration::from_millis(200);
/// How long connections may take to close.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(5);

/// What every session asks of the server: a lock is waited for at most 5 s; where a program is cut off in the middle of a
/// transaction, that ends after 3 s, and the turn to write passes to another program.
const SESSION: [(&str, &str); 6] = [
    ("lock_timeout", "5s"),
    ("idle_in_transaction_session_timeout", "3s"),
    ("tcp_keepalives_idle", "2"),
    ("tcp_keepalives_interval", "1"),
    ("tcp_keepalives_count", "3"),
    ("tcp_user_timeout", "10s"),
];

/// What may follow the `?` of a URL. The driver would print another with its value, which may be a secret.
const PARAMETERS: [&str; 13] = [
    "application_name",
    "dbname",
    "host",
    "hostaddr",
    "options",
    "password",
    "port",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "statement-cache-capacity",
    "user",
];

/// A URL says something that no database is reached by.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no parameter of a URL of PostgreSQL")]
struct UnknownParameter(String);

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
    /// Closed from the start: whoever asks while no member takes writes is told so at once.
    closed: PgPool,
}

struct Shared {
    members: Members,
    primary: ArcSwap<Primary>,
    /// No member takes writes, as far as is known.
    is_gone: AtomicBool,
    /// The latest timeline that was seen. A member of an earlier one was promoted over.
    timeline: AtomicI64,
    /// Grows whenever something may have changed.
    changes: watch::Sender<u64>,
    leads: AtomicBool,
    /// Someone asked whether this program leads: a command does not, and leaves that to those that serve.
    would_lead: AtomicBool,
}

impl Members {
    /// # Errors
    /// One of them is no URL of PostgreSQL, or says something unknown.
    pub(super) fn of(urls: &str) -> Result<Self, StoreError> {
        let members = urls.split(',').map(|url| {
            let parameters = url.split_once('?').map_or("", |(_, parameters)| parameters).split('&');
            for name in parameters.filter_map(|pair| pair.split('=').next()).filter(|name| !name.is_empty()) {
                if !PARAMETERS.contains(&name) {
                    return Err(unavailable(UnknownParameter(name.to_owned())));
                }
            }
            let options = PgConnectOptions::from_str(url.trim())?;
            // The line of a request says how long it took, and its cause where it failed.
            Ok(options.application_name("quelleaideadom").options(SESSION).disable_statement_logging())
        });
        members.collect::<Result<_, _>>().map(Self)
    }

    /// The member that takes writes, with its timeline. Of two that say so, an old one and the one that was promoted since, the later
    /// timeline counts; one earlier than `at_least` never does.
    async fn find(&self, at_least: i64) -> Result<(i64, usize), sqlx::Error> {
        let mut found: Option<(i64, usize)> = None;
        let mut failed = None;
        for (member, asked) in join_all(self.0.iter().map(timeline)).await.into_iter().enumerate() {
            match asked {
                Ok(Some(timeline)) if timeline >= at_least && found.is_none_or(|(best, _)| timeline > best) => {
                    found = Some((timeline, member));
                }
                Ok(_) => {}
                Err(error) => failed = Some(error),
            }
        }
        found.ok_or_else(|| {
            failed.unwrap_or_else(|| {
                sqlx::Error::Configuration("every member that answers follows another: none takes writes".into())
            })
        })
    }

    fn pool(&self, member: usize) -> PgPool {
        PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(ACQUIRE_TIMEOUT)
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
    timeout(ANSWER_TIMEOUT, asked).await.unwrap_or(Err(sqlx::Error::PoolTimedOut))
}

/// Closes connections of which some may never answer.
async fn close(pool: &PgPool) {
    if timeout(CLOSE_TIMEOUT, pool.close()).await.is_err() {
        tracing::warn!("connections to the database did not close in time");
    }
}

impl Following {
    /// Finds the member that takes writes, and goes on looking after it. `patience`: how long none is waited for.
    ///
    /// # Errors
    /// None takes writes, or none answers.
    pub(super) async fn start(members: Members, patience: Duration) -> Result<Self, StoreError> {
        let end = Instant::now() + patience;
        let (timeline, member) = loop {
            match members.find(0).await {
                Ok(found) => break found,
                Err(error) if Instant::now() >= end => return Err(error.into()),
                Err(_) => sleep(RETRY_PAUSE).await,
            }
        };
        let closed = members.pool(member);
        closed.close().await;
        let shared = Arc::new(Shared {
            primary: ArcSwap::from_pointee(Primary { member, pool: members.pool(member) }),
            members,
            is_gone: AtomicBool::new(false),
            timeline: AtomicI64::new(timeline),
            changes: watch::Sender::new(0),
            leads: AtomicBool::new(false),
            would_lead: AtomicBool::new(false),
        });
        let stop = CancellationToken::new();
        tokio::spawn({
            let (shared, stop) = (Arc::clone(&shared), stop.clone());
            async move { stop.run_until_cancelled(shared.follow()).await }
        });
        Ok(Self { shared, stop, closed })
    }

    pub(super) fn primary(&self) -> PgPool {
        if self.shared.is_gone.load(Ordering::Relaxed) {
            return self.closed.clone();
        }
        self.shared.primary.load().pool.clone()
    }

    /// Once this was asked, the program leads as soon as no other does.
    pub(super) fn leads(&self) -> bool {
        self.shared.would_lead.store(true, Ordering::Relaxed);
        self.shared.leads.load(Ordering::Relaxed)
    }

    /// Grows whenever something may have changed.
    pub(super) fn changes(&self) -> watch::Receiver<u64> {
        self.shared.changes.subscribe()
    }

    pub(super) async fn end(&self) {
        self.stop.cancel();
        close(&self.shared.primary.load().pool).await;
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
            if let Err(error) = self.listen().await {
                tracing::warn!(%error, "the database is gone: looking for the member that takes writes");
            }
            self.is_gone.store(true, Ordering::Relaxed);
            self.leads.store(false, Ordering::Relaxed);
            self.find_primary().await;
            self.is_gone.store(false, Ordering::Relaxed);
        }
    }

    /// Until a member takes writes. Its connections are new ones, also where it is the one that did before.
    async fn find_primary(&self) {
        loop {
            let Ok((timeline, member)) = self.members.find(self.timeline.load(Ordering::Relaxed)).await else {
                sleep(RETRY_PAUSE).await;
                continue;
            };
            self.timeline.store(timeline, Ordering::Relaxed);
            let old = self.primary.swap(Arc::new(Primary { member, pool: self.members.pool(member) }));
            tracing::info!(member, timeline, "a member of the database takes writes");
            tokio::spawn(async move { close(&old.pool).await });
            return;
        }
    }

    /// Hears what the member tells, until it is gone or another was promoted beside it.
    async fn listen(&self) -> Result<(), sqlx::Error> {
        let member = self.primary.load().member;
        let options = PgPoolOptions::new().max_connections(1).acquire_timeout(PRIMARY_TIMEOUT);
        let pool = options.connect_lazy_with(self.members.0[member].clone());
        let listening = async {
            let mut listener = PgListener::connect_with(&pool).await?;
            listener.eager_reconnect(false);
            listener.listen(CHANNEL).await?;
            Ok(listener)
        };
        let mut listener = timeout(PRIMARY_TIMEOUT, listening).await.unwrap_or(Err(sqlx::Error::PoolTimedOut))?;
        self.check_and_lead(&mut listener).await?;
        // What was told before anybody heard.
        self.notify();
        let mut others_asked = Instant::now();
        loop {
            match timeout(CHECK_INTERVAL, listener.try_recv()).await {
                Ok(Ok(Some(_))) => self.notify(),
                Ok(Ok(None)) => return Ok(()),
                Ok(Err(error)) => return Err(error),
                Err(_) => self.check_and_lead(&mut listener).await?,
            }
            if self.members.0.len() > 1 && others_asked.elapsed() >= OTHERS_INTERVAL {
                others_asked = Instant::now();
                let later = self.timeline.load(Ordering::Relaxed) + 1;
                if self.members.find(later).await.is_ok() {
                    return Err(sqlx::Error::Configuration("another member was promoted".into()));
                }
            }
        }
    }

    /// Whether the member still takes writes; and takes the lock of whoever leads, which goes with the connection.
    async fn check_and_lead(&self, listener: &mut PgListener) -> Result<(), sqlx::Error> {
        let (would, leads) = (self.would_lead.load(Ordering::Relaxed), self.leads.load(Ordering::Relaxed));
        // That of who writes has another number: see `PostgresStore::begin`.
        let asked = sqlx::query_as::<_, (bool, bool)>(
            "select pg_is_in_recovery(), case when $1 then pg_try_advisory_lock(7520002) else $2 end",
        );
        let asked = asked.bind(would && !leads).bind(leads).fetch_one(listener);
        let (follows, leads) = timeout(PRIMARY_TIMEOUT, asked).await.unwrap_or(Err(sqlx::Error::PoolTimedOut))?;
        if follows {
            return Err(sqlx::Error::Configuration("it follows another member".into()));
        }
        if self.leads.swap(leads, Ordering::Relaxed) != leads {
            self.notify();
        }
        Ok(())
    }

    /// Something may have changed.
    fn notify(&self) {
        self.changes.send_modify(|count| *count = count.wrapping_add(1));
    }
}
