//! How much is taken from one household, one network and everyone: reports, refusals, sign-ins. One program that serves alone
//! counts in memory; several count together in their database, where an address or a name is a hash with a key of the site,
//! for as long as it counts. Neither is written anywhere else.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::num::{NonZeroU32, NonZeroUsize};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::StateStore;
use governor::{Quota, RateLimiter};
use lru::LruCache;

use crate::secrets::{Hashed, hexadecimal, random};
use crate::storage::accounts::AccountStore;
use crate::storage::limits::Rate;
use crate::storage::{LimitStore, Store, StoreError};

/// Keys that a limit remembers at once; of more it forgets the one that came least lately.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(10_000).expect("not zero");

/// Seconds after which one more is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait(pub u32);

impl Wait {
    fn of(seconds: u128) -> Self {
        Self(u32::try_from(seconds).unwrap_or(u32::MAX).max(1))
    }

    /// An answer that says when to come back.
    pub fn on(self, mut response: Response) -> Response {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(self.0));
        response
    }
}

/// When the next of each key is due.
#[derive(Clone)]
pub(crate) struct Recent(Arc<Mutex<LruCache<String, Nanos>>>);

impl Default for Recent {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(LruCache::new(REMEMBERED))))
    }
}

impl StateStore for Recent {
    type Key = String;

    fn measure_and_replace<T, F, E>(&self, key: &String, decide: F) -> Result<T, E>
    where
        F: Fn(Option<Nanos>) -> Result<(T, Nanos), E>,
    {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (decided, due) = decide(entries.get(key).copied())?;
        entries.put(key.clone(), due);
        Ok(decided)
    }
}

/// The counting of several programs together.
#[derive(Clone)]
pub struct SharedCount {
    store: Arc<dyn LimitStore>,
    /// Known to the programs of this site alone.
    secret: Arc<[u8]>,
}

impl SharedCount {
    /// None where the store serves one program alone.
    ///
    /// # Errors
    /// The key of the site cannot be read.
    pub async fn of(store: &dyn Store) -> Result<Option<Self>, StoreError> {
        let Some(limits) = store.limits() else { return Ok(None) };
        let new = random().map_err(|error| StoreError::Unavailable(Box::new(error)))?;
        let secret = AccountStore::device_key(store, &new).await?;
        Ok(Some(Self { store: limits, secret: secret.into() }))
    }

    /// What the database knows of a key.
    fn hashed(&self, name: &str, key: &str) -> Hashed {
        Hashed::of(&format!("{}\0{name}\0{key}", hexadecimal(&self.secret)))
    }
}

/// A limit of each key, over a clock: the machine's, or one that a test moves.
pub struct Limit<C: Clock> {
    /// Tells its keys from those of the others.
    name: &'static str,
    rate: RateLimiter<String, Recent, C, NoOpMiddleware<C::Instant>>,
    recent: Recent,
    quota: Quota,
    /// None: counted in memory.
    shared: Option<SharedCount>,
}

impl<C: Clock> Limit<C> {
    pub fn new(name: &'static str, quota: Quota, clock: C, shared: Option<&SharedCount>) -> Self {
        let recent = Recent::default();
        Self { name, rate: RateLimiter::new(quota, recent.clone(), clock), recent, quota, shared: shared.cloned() }
    }

    fn shared_rate(&self) -> Rate {
        let each_ms = i64::try_from(self.quota.replenish_interval().as_millis()).unwrap_or(i64::MAX);
        Rate { at_once: self.quota.burst_size().get(), each_ms }
    }

    /// Takes one more.
    ///
    /// # Errors
    /// How long to wait; nothing is taken.
    pub async fn check(&self, key: &str) -> Result<(), Wait> {
        let Some(shared) = &self.shared else {
            return self.rate.check_key(&key.to_owned()).map_err(|not_until| {
                let wait = not_until.wait_time_from(self.rate.clock().now());
                Wait::of(wait.as_nanos().div_ceil(1_000_000_000))
            });
        };
        let key = shared.hashed(self.name, key);
        match shared.store.take(&key, self.shared_rate()).await {
            Ok(None) => Ok(()),
            Ok(Some(wait_ms)) => Err(Wait::of(wait_ms.unsigned_abs().div_ceil(1_000).into())),
            // What is limited needs the same database, and says itself that it does not answer.
            Err(_) => Ok(()),
        }
    }

    /// What was taken is as if it had not been: what came of it was not the sender's doing.
    pub async fn give_back(&self, key: &str) {
        if let Some(shared) = &self.shared {
            // Where the database does not answer, it forgets what was taken soon enough.
            let _ = shared.store.give_back(&shared.hashed(self.name, key), self.shared_rate()).await;
        } else if let Some(due) = self.recent.0.lock().unwrap_or_else(PoisonError::into_inner).peek_mut(key) {
            *due = due.saturating_sub(self.quota.replenish_interval().into());
        }
    }
}

/// So many at once; as many come back in an hour, one by one.
fn an_hour(at_once: u32) -> Quota {
    Quota::per_hour(at_least_one(at_once))
}

/// So many at once; fewer come back each minute, one by one.
fn a_minute(at_once: u32, back: u32) -> Quota {
    Quota::per_minute(at_least_one(back)).allow_burst(at_least_one(at_once))
}

fn at_least_one(count: u32) -> NonZeroU32 {
    NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN)
}

/// What visitors bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brought {
    Report,
    Refusal,
}

/// Whether one more is taken from an address.
#[async_trait]
pub trait Gate: Send + Sync {
    /// # Errors
    /// How long to wait.
    async fn admits(&self, what: Brought, address: IpAddr) -> Result<(), Wait>;

    /// What was brought could not be kept: it does not count.
    async fn give_back(&self, what: Brought, address: IpAddr);
}

/// The limits of what visitors bring, over a clock.
pub struct Limits<C: Clock> {
    reports: Tiers<C>,
    refusals: Tiers<C>,
}

impl<C: Clock + Clone> Limits<C> {
    pub fn new(clock: C) -> Self {
        Self::counted_by(clock, None)
    }

    /// The same, counted by several programs together where there are.
    pub fn counted_by(clock: C, shared: Option<&SharedCount>) -> Self {
        let tiers = |names, quotas| Tiers::new(&clock, names, quotas, shared);
        Self {
            reports: tiers(
                ["report-household", "report-network", "report-all"],
                [an_hour(5), an_hour(20), an_hour(600)],
            ),
            // An address may be that of a whole office.
            refusals: tiers(
                ["refusal-household", "refusal-network", "refusal-all"],
                [a_minute(30, 1), a_minute(120, 4), a_minute(3_000, 50)],
            ),
        }
    }

    fn of(&self, what: Brought) -> &Tiers<C> {
        match what {
            Brought::Report => &self.reports,
            Brought::Refusal => &self.refusals,
        }
    }
}

#[async_trait]
impl<C> Gate for Limits<C>
where
    C: Clock + Clone + Send + Sync,
    C::Instant: Send + Sync,
{
    async fn admits(&self, what: Brought, address: IpAddr) -> Result<(), Wait> {
        self.of(what).admits(address).await
    }

    async fn give_back(&self, what: Brought, address: IpAddr) {
        self.of(what).give_back(address).await;
    }
}

/// What is taken of a household, of a network, a few times as much, and of everyone, so much that no one network comes near
/// it: nobody closes the door for all. The narrowest first.
struct Tiers<C: Clock>([Limit<C>; 3]);

impl<C: Clock + Clone> Tiers<C> {
    fn new(clock: &C, names: [&'static str; 3], quotas: [Quota; 3], shared: Option<&SharedCount>) -> Self {
        let [household, network, all] = names;
        let [of_household, of_network, of_all] = quotas;
        Self([
            Limit::new(household, of_household, clock.clone(), shared),
            Limit::new(network, of_network, clock.clone(), shared),
            Limit::new(all, of_all, clock.clone(), shared),
        ])
    }

    fn keys(address: IpAddr) -> [String; 3] {
        [household(address).to_string(), network(address).to_string(), String::new()]
    }

    async fn admits(&self, address: IpAddr) -> Result<(), Wait> {
        let Self([of_household, of_network, of_all]) = self;
        let [household, network, all] = Self::keys(address);
        take_all(&[(of_household, &household), (of_network, &network), (of_all, &all)]).await
    }

    async fn give_back(&self, address: IpAddr) {
        for (limit, key) in self.0.iter().zip(Self::keys(address)) {
            limit.give_back(&key).await;
        }
    }
}

/// Takes one more of each, or of none: one that is refused uses up nothing of those before it.
async fn take_all<C: Clock>(limits: &[(&Limit<C>, &str)]) -> Result<(), Wait> {
    for (at, (limit, key)) in limits.iter().enumerate() {
        if let Err(wait) = limit.check(key).await {
            for (limit, key) in &limits[..at] {
                limit.give_back(key).await;
            }
            return Err(wait);
        }
    }
    Ok(())
}

/// Who tries to sign in. It has no `Debug`.
#[derive(Clone)]
pub enum Trying {
    /// A device that this account signed in from before: nothing that others try counts for it.
    KnownDevice(Hashed),
    /// Any other, with the name that was typed, that of an account or not.
    Stranger { address: IpAddr, name: Hashed },
}

/// Whether one more sign-in is tried.
#[async_trait]
pub trait SignInGate: Send + Sync {
    /// # Errors
    /// How long to wait.
    async fn admits(&self, who: &Trying) -> Result<(), Wait>;

    /// Whether someone of an address may go to the provider of identities: it counts as a sign-in of the address.
    ///
    /// # Errors
    /// How long to wait.
    async fn admits_address(&self, address: IpAddr) -> Result<(), Wait>;

    /// Whether one more link is mailed to someone who forgot their password.
    ///
    /// # Errors
    /// How long to wait.
    async fn admits_link(&self, who: &Trying) -> Result<(), Wait>;

    /// What was tried could not be answered: it does not count.
    async fn give_back(&self, who: &Trying);
}

/// The limits of the sign-in over a clock, right or wrong tries alike.
pub struct SignInLimits<C: Clock> {
    of_device: Limit<C>,
    of_pair: Limit<C>,
    of_address: Limit<C>,
    of_account: Limit<C>,
    /// Links that are mailed: asked for by a device, from a network for a name, from an address, for a name.
    links_of_device: Limit<C>,
    links_of_pair: Limit<C>,
    links_of_address: Limit<C>,
    links_of_account: Limit<C>,
}

impl<C: Clock + Clone> SignInLimits<C> {
    pub fn new(clock: C) -> Self {
        Self::counted_by(clock, None)
    }

    /// The same, counted by several programs together where there are.
    pub fn counted_by(clock: C, shared: Option<&SharedCount>) -> Self {
        let limit = |name, at_once| Limit::new(name, an_hour(at_once), clock.clone(), shared);
        Self {
            of_device: limit("sign-in-device", 10),
            // A network and a name.
            of_pair: limit("sign-in-pair", 10),
            // Which may be that of a whole office.
            of_address: limit("sign-in-address", 60),
            // From every device that is not known.
            of_account: limit("sign-in-account", 100),
            links_of_device: limit("link-device", 3),
            links_of_pair: limit("link-pair", 3),
            links_of_address: limit("link-address", 20),
            // Nobody's letter box is filled; a device that is known does not wait for it.
            links_of_account: limit("link-account", 10),
        }
    }
}

/// A network and a name.
fn pair(address: IpAddr, name: &Hashed) -> String {
    format!("{} {}", network(address), name.as_str())
}

#[async_trait]
impl<C> SignInGate for SignInLimits<C>
where
    C: Clock + Clone + Send + Sync,
    C::Instant: Send + Sync,
{
    async fn admits(&self, who: &Trying) -> Result<(), Wait> {
        match who {
            Trying::KnownDevice(device) => self.of_device.check(device.as_str()).await,
            Trying::Stranger { address, name } => {
                let (household, pair) = (household(*address).to_string(), pair(*address, name));
                let limits =
                    [(&self.of_pair, &*pair), (&self.of_address, &*household), (&self.of_account, name.as_str())];
                take_all(&limits).await
            }
        }
    }

    async fn admits_address(&self, address: IpAddr) -> Result<(), Wait> {
        self.of_address.check(&household(address).to_string()).await
    }

    async fn admits_link(&self, who: &Trying) -> Result<(), Wait> {
        match who {
            Trying::KnownDevice(device) => self.links_of_device.check(device.as_str()).await,
            Trying::Stranger { address, name } => {
                let (household, pair) = (household(*address).to_string(), pair(*address, name));
                let limits = [
                    (&self.links_of_pair, &*pair),
                    (&self.links_of_address, &*household),
                    (&self.links_of_account, name.as_str()),
                ];
                take_all(&limits).await
            }
        }
    }

    async fn give_back(&self, who: &Trying) {
        match who {
            Trying::KnownDevice(device) => self.of_device.give_back(device.as_str()).await,
            Trying::Stranger { address, name } => {
                self.of_pair.give_back(&pair(*address, name)).await;
                self.of_address.give_back(&household(*address).to_string()).await;
                self.of_account.give_back(name.as_str()).await;
            }
        }
    }
}

/// The first bits of an address: `of_4` of IPv4, `of_6` of IPv6. One of IPv4 that is written as of IPv6 is of IPv4.
fn first_bits(address: IpAddr, of_4: u32, of_6: u32) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            IpAddr::V4(Ipv4Addr::from_bits(address.to_bits() & u32::MAX.checked_shl(32 - of_4).unwrap_or(0)))
        }
        IpAddr::V6(address) => {
            IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & u128::MAX.checked_shl(128 - of_6).unwrap_or(0)))
        }
    }
}

/// One subscriber has one address of IPv4, or 2^64 of IPv6.
pub(crate) fn household(address: IpAddr) -> IpAddr {
    first_bits(address, 32, 64)
}

/// What one owner of many addresses has at least: 256 of IPv4, 2^16 households of IPv6.
fn network(address: IpAddr) -> IpAddr {
    first_bits(address, 24, 48)
}

#[cfg(test)]
mod tests;
