//! How much is taken from one household, one network and everyone: reports, refusals, sign-ins. Counted in memory,
//! forgotten within the hour; an address or a name is never written anywhere.

use std::hash::Hash;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::num::{NonZeroU32, NonZeroUsize};
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::{HeaderValue, header};
use axum::response::Response;
use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::StateStore;
use governor::{Quota, RateLimiter};
use lru::LruCache;

use crate::secrets::Hashed;

/// Keys that a limit remembers at once; of more it forgets the one that came least lately.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(10_000).expect("not zero");

/// Seconds after which one more is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait(pub u32);

impl Wait {
    /// An answer that says when to come back.
    pub fn on(self, mut response: Response) -> Response {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(self.0));
        response
    }
}

/// When the next of each key is due.
struct Recent<K>(Arc<Mutex<LruCache<K, Nanos>>>);

impl<K> Clone for Recent<K> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<K: Hash + Eq + Clone> StateStore for Recent<K> {
    type Key = K;

    fn measure_and_replace<T, F, E>(&self, key: &K, decide: F) -> Result<T, E>
    where
        F: Fn(Option<Nanos>) -> Result<(T, Nanos), E>,
    {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (decided, due) = decide(entries.get(key).copied())?;
        entries.put(key.clone(), due);
        Ok(decided)
    }
}

/// A limit of each key, over a clock: the machine's, or one that a test moves.
pub struct Limit<K: Hash + Eq + Clone, C: Clock> {
    rate: RateLimiter<K, Recent<K>, C, NoOpMiddleware<C::Instant>>,
    recent: Recent<K>,
    each: Nanos,
}

impl<K: Hash + Eq + Clone, C: Clock> Limit<K, C> {
    pub fn new(quota: Quota, clock: C) -> Self {
        let recent = Recent(Arc::new(Mutex::new(LruCache::new(REMEMBERED))));
        let each = quota.replenish_interval().into();
        Self { rate: RateLimiter::new(quota, recent.clone(), clock), recent, each }
    }

    /// Takes one more.
    ///
    /// # Errors
    /// How long to wait; nothing is taken.
    pub fn check(&self, key: &K) -> Result<(), Wait> {
        self.rate.check_key(key).map_err(|not_until| {
            let wait = not_until.wait_time_from(self.rate.clock().now());
            Wait(u32::try_from(wait.as_nanos().div_ceil(1_000_000_000)).unwrap_or(u32::MAX).max(1))
        })
    }

    /// What was taken is as if it had not been: what came of it was not the sender's doing.
    pub fn give_back(&self, key: &K) {
        if let Some(due) = self.recent.0.lock().unwrap_or_else(PoisonError::into_inner).peek_mut(key) {
            *due = due.saturating_sub(self.each);
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
pub trait Gate: Send + Sync {
    /// # Errors
    /// How long to wait.
    fn admits(&self, what: Brought, address: IpAddr) -> Result<(), Wait>;

    /// What was brought could not be kept: it does not count.
    fn give_back(&self, what: Brought, address: IpAddr);
}

/// The limits of what visitors bring, over a clock.
pub struct Limits<C: Clock> {
    reports: Tiers<C>,
    refusals: Tiers<C>,
}

impl<C: Clock + Clone> Limits<C> {
    pub fn new(clock: C) -> Self {
        Self {
            reports: Tiers::new(&clock, an_hour(5), an_hour(20), an_hour(600)),
            // An address may be that of a whole office.
            refusals: Tiers::new(&clock, a_minute(30, 1), a_minute(120, 4), a_minute(3_000, 50)),
        }
    }

    fn of(&self, what: Brought) -> &Tiers<C> {
        match what {
            Brought::Report => &self.reports,
            Brought::Refusal => &self.refusals,
        }
    }
}

impl<C> Gate for Limits<C>
where
    C: Clock + Clone + Send + Sync,
    C::Instant: Send + Sync,
{
    fn admits(&self, what: Brought, address: IpAddr) -> Result<(), Wait> {
        self.of(what).admits(address)
    }

    fn give_back(&self, what: Brought, address: IpAddr) {
        self.of(what).give_back(address);
    }
}

/// What is taken of a household, of a network, a few times as much, and of everyone, so much that no one network comes near
/// it: nobody closes the door for all.
struct Tiers<C: Clock> {
    of_household: Limit<IpAddr, C>,
    of_network: Limit<IpAddr, C>,
    of_all: Limit<(), C>,
}

impl<C: Clock + Clone> Tiers<C> {
    fn new(clock: &C, of_household: Quota, of_network: Quota, of_all: Quota) -> Self {
        Self {
            of_household: Limit::new(of_household, clock.clone()),
            of_network: Limit::new(of_network, clock.clone()),
            of_all: Limit::new(of_all, clock.clone()),
        }
    }

    /// The narrowest first: one that is refused uses up nothing of the others.
    fn admits(&self, address: IpAddr) -> Result<(), Wait> {
        self.of_household.check(&household(address))?;
        self.of_network.check(&network(address)).inspect_err(|_| self.of_household.give_back(&household(address)))?;
        self.of_all.check(&()).inspect_err(|_| {
            self.of_household.give_back(&household(address));
            self.of_network.give_back(&network(address));
        })
    }

    fn give_back(&self, address: IpAddr) {
        self.of_household.give_back(&household(address));
        self.of_network.give_back(&network(address));
        self.of_all.give_back(&());
    }
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
pub trait SignInGate: Send + Sync {
    /// # Errors
    /// How long to wait.
    fn admits(&self, who: &Trying) -> Result<(), Wait>;

    /// Whether someone of an address may go to the provider of identities: it counts as a sign-in of the address.
    ///
    /// # Errors
    /// How long to wait.
    fn admits_address(&self, address: IpAddr) -> Result<(), Wait>;

    /// Whether one more link is mailed to someone who forgot their password.
    ///
    /// # Errors
    /// How long to wait.
    fn admits_link(&self, who: &Trying) -> Result<(), Wait>;

    /// What was tried could not be answered: it does not count.
    fn give_back(&self, who: &Trying);
}

/// The limits of the sign-in over a clock, right or wrong tries alike.
pub struct SignInLimits<C: Clock> {
    of_device: Limit<Hashed, C>,
    of_pair: Limit<(IpAddr, Hashed), C>,
    of_address: Limit<IpAddr, C>,
    of_account: Limit<Hashed, C>,
    /// Links that are mailed: asked for by a device, from a network for a name, from an address, for a name.
    links_of_device: Limit<Hashed, C>,
    links_of_pair: Limit<(IpAddr, Hashed), C>,
    links_of_address: Limit<IpAddr, C>,
    links_of_account: Limit<Hashed, C>,
}

impl<C: Clock + Clone> SignInLimits<C> {
    pub fn new(clock: C) -> Self {
        Self {
            of_device: Limit::new(an_hour(10), clock.clone()),
            // A network and a name.
            of_pair: Limit::new(an_hour(10), clock.clone()),
            // Which may be that of a whole office.
            of_address: Limit::new(an_hour(60), clock.clone()),
            // From every device that is not known.
            of_account: Limit::new(an_hour(100), clock.clone()),
            links_of_device: Limit::new(an_hour(3), clock.clone()),
            links_of_pair: Limit::new(an_hour(3), clock.clone()),
            links_of_address: Limit::new(an_hour(20), clock.clone()),
            // Nobody's letter box is filled; a device that is known does not wait for it.
            links_of_account: Limit::new(an_hour(10), clock),
        }
    }
}

impl<C> SignInGate for SignInLimits<C>
where
    C: Clock + Clone + Send + Sync,
    C::Instant: Send + Sync,
{
    fn admits(&self, who: &Trying) -> Result<(), Wait> {
        match who {
            Trying::KnownDevice(device) => self.of_device.check(device),
            Trying::Stranger { address, name } => {
                let (household, pair) = (household(*address), (network(*address), name.clone()));
                self.of_pair.check(&pair)?;
                self.of_address.check(&household).inspect_err(|_| self.of_pair.give_back(&pair))?;
                self.of_account.check(name).inspect_err(|_| {
                    self.of_pair.give_back(&pair);
                    self.of_address.give_back(&household);
                })
            }
        }
    }

    fn admits_address(&self, address: IpAddr) -> Result<(), Wait> {
        self.of_address.check(&household(address))
    }

    fn admits_link(&self, who: &Trying) -> Result<(), Wait> {
        match who {
            Trying::KnownDevice(device) => self.links_of_device.check(device),
            Trying::Stranger { address, name } => {
                let (household, pair) = (household(*address), (network(*address), name.clone()));
                self.links_of_pair.check(&pair)?;
                self.links_of_address.check(&household).inspect_err(|_| self.links_of_pair.give_back(&pair))?;
                self.links_of_account.check(name).inspect_err(|_| {
                    self.links_of_pair.give_back(&pair);
                    self.links_of_address.give_back(&household);
                })
            }
        }
    }

    fn give_back(&self, who: &Trying) {
        match who {
            Trying::KnownDevice(device) => self.of_device.give_back(device),
            Trying::Stranger { address, name } => {
                self.of_pair.give_back(&(network(*address), name.clone()));
                self.of_address.give_back(&household(*address));
                self.of_account.give_back(name);
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
pub(super) fn household(address: IpAddr) -> IpAddr {
    first_bits(address, 32, 64)
}

/// What one owner of many addresses has at least: 256 of IPv4, 2^16 households of IPv6.
fn network(address: IpAddr) -> IpAddr {
    first_bits(address, 24, 48)
}

#[cfg(test)]
mod tests;
