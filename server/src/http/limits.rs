//! How many reports and refusals are taken from one address and on the whole site, and how many sign-ins are tried.
//! Counted in memory, forgotten within the hour; an address is never written anywhere.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;

use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};

use crate::secrets::Hashed;

/// At once, from one address; each comes back after a fifth of an hour.
const OF_ONE: NonZeroU32 = NonZeroU32::new(5).expect("not zero");
/// At once, from everyone; one comes back each minute.
const OF_ALL: NonZeroU32 = NonZeroU32::new(60).expect("not zero");
/// Addresses remembered at once. No limit of them all can be passed by this many within an hour: more is an attack.
const MOST_ADDRESSES: usize = 10_000;

/// Refusals at once, from one address, which may be that of a whole office; one comes back each minute.
const REFUSALS_OF_ONE: NonZeroU32 = NonZeroU32::new(30).expect("not zero");
const REFUSALS_OF_ONE_A_MINUTE: NonZeroU32 = NonZeroU32::new(1).expect("not zero");
/// Refusals at once, from everyone; ten come back each minute.
const REFUSALS_OF_ALL: NonZeroU32 = NonZeroU32::new(300).expect("not zero");
const REFUSALS_OF_ALL_A_MINUTE: NonZeroU32 = NonZeroU32::new(10).expect("not zero");

/// Whether one more report is taken from an address, or one more refusal counted.
pub trait Gate: Send + Sync {
    fn admits_report(&self, address: IpAddr) -> bool;

    fn admits_refusal(&self, address: IpAddr) -> bool;
}

/// The limits over a clock: the machine's, or one that a test moves.
pub struct Limits<C: Clock> {
    reports: Limit<C>,
    refusals: Limit<C>,
}

impl<C: Clock + Clone> Limits<C> {
    pub fn new(clock: C) -> Self {
        let of_one = Quota::per_minute(REFUSALS_OF_ONE_A_MINUTE).allow_burst(REFUSALS_OF_ONE);
        let of_all = Quota::per_minute(REFUSALS_OF_ALL_A_MINUTE).allow_burst(REFUSALS_OF_ALL);
        Self {
            reports: Limit::new(&clock, Quota::per_hour(OF_ONE), Quota::per_hour(OF_ALL)),
            refusals: Limit::new(&clock, of_one, of_all),
        }
    }
}

impl<C> Gate for Limits<C>
where
    C: Clock + Send + Sync,
    C::Instant: Send + Sync,
{
    fn admits_report(&self, address: IpAddr) -> bool {
        self.reports.admits(address)
    }

    fn admits_refusal(&self, address: IpAddr) -> bool {
        self.refusals.admits(address)
    }
}

/// What is taken from one address, and from everyone.
struct Limit<C: Clock> {
    of_one: RateLimiter<IpAddr, HashMapStateStore<IpAddr>, C, NoOpMiddleware<C::Instant>>,
    of_all: RateLimiter<NotKeyed, InMemoryState, C, NoOpMiddleware<C::Instant>>,
}

impl<C: Clock + Clone> Limit<C> {
    fn new(clock: &C, of_one: Quota, of_all: Quota) -> Self {
        Self {
            of_one: RateLimiter::hashmap_with_clock(of_one, clock.clone()),
            of_all: RateLimiter::direct_with_clock(of_all, clock.clone()),
        }
    }
}

impl<C: Clock> Limit<C> {
    /// The address first: one that is refused must not use up what is left for the others.
    fn admits(&self, address: IpAddr) -> bool {
        if self.of_one.len() >= MOST_ADDRESSES {
            self.of_one.retain_recent();
            if self.of_one.len() >= MOST_ADDRESSES {
                return false;
            }
        }
        self.of_one.check_key(&household(address)).is_ok() && self.of_all.check().is_ok()
    }
}

/// Sign-ins at once from one address, which may be that of a whole office; as many come back in an hour.
const SIGN_INS_OF_ADDRESS: NonZeroU32 = NonZeroU32::new(60).expect("not zero");
/// Sign-ins at once of one account, right or wrong; as many come back in an hour.
const SIGN_INS_OF_ACCOUNT: NonZeroU32 = NonZeroU32::new(10).expect("not zero");

/// Whether one more sign-in is tried.
pub trait SignInGate: Send + Sync {
    fn admits_address(&self, address: IpAddr) -> bool;

    /// Any name that is typed counts, that of an account or not.
    fn admits_account(&self, name: &str) -> bool;
}

/// The limits of the sign-in over a clock.
pub struct SignInLimits<C: Clock> {
    of_address: RateLimiter<IpAddr, HashMapStateStore<IpAddr>, C, NoOpMiddleware<C::Instant>>,
    of_account: RateLimiter<Hashed, HashMapStateStore<Hashed>, C, NoOpMiddleware<C::Instant>>,
}

impl<C: Clock + Clone> SignInLimits<C> {
    pub fn new(clock: C) -> Self {
        Self {
            of_address: RateLimiter::hashmap_with_clock(Quota::per_hour(SIGN_INS_OF_ADDRESS), clock.clone()),
            of_account: RateLimiter::hashmap_with_clock(Quota::per_hour(SIGN_INS_OF_ACCOUNT), clock),
        }
    }
}

impl<C> SignInGate for SignInLimits<C>
where
    C: Clock + Send + Sync,
    C::Instant: Send + Sync,
{
    fn admits_address(&self, address: IpAddr) -> bool {
        if self.of_address.len() >= MOST_ADDRESSES {
            self.of_address.retain_recent();
        }
        self.of_address.len() < MOST_ADDRESSES && self.of_address.check_key(&household(address)).is_ok()
    }

    fn admits_account(&self, name: &str) -> bool {
        if self.of_account.len() >= MOST_ADDRESSES {
            self.of_account.retain_recent();
        }
        self.of_account.len() < MOST_ADDRESSES && self.of_account.check_key(&Hashed::of(name)).is_ok()
    }
}

/// One subscriber has 2^64 addresses of IPv6: their common first half stands for all.
pub(super) fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;
    use std::time::Duration;

    use governor::clock::FakeRelativeClock;

    use super::{Gate, Limits};

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn five_reports_of_an_address_are_taken_and_another_after_twelve_minutes() {
        let clock = FakeRelativeClock::default();
        let limits = Limits::new(clock.clone());
        let one = address("192.0.2.1");
        assert_eq!((0..7).filter(|_| limits.admits_report(one)).count(), 5);
        assert!(limits.admits_report(address("192.0.2.2")));
        clock.advance(Duration::from_secs(12 * 60));
        assert!(limits.admits_report(one));
        assert!(!limits.admits_report(one));
    }

    #[test]
    fn thirty_refusals_of_an_address_are_counted_and_another_after_a_minute() {
        let clock = FakeRelativeClock::default();
        let limits = Limits::new(clock.clone());
        let one = address("192.0.2.1");
        assert_eq!((0..40).filter(|_| limits.admits_refusal(one)).count(), 30);
        assert!(limits.admits_report(one), "another limit");
        let others = (2..100).map(|n| address(&format!("192.0.2.{n}")));
        assert_eq!(others.flat_map(|own| [own; 30]).filter(|own| limits.admits_refusal(*own)).count(), 270);
        clock.advance(Duration::from_secs(60));
        assert!(limits.admits_refusal(one));
        assert!(!limits.admits_refusal(one));
    }

    #[test]
    fn sixty_reports_are_taken_on_the_whole_site() {
        let clock = FakeRelativeClock::default();
        let limits = Limits::new(clock.clone());
        let taken = |from: u8| (from..100).filter(|n| limits.admits_report(address(&format!("192.0.2.{n}")))).count();
        assert_eq!(taken(0), 60);
        clock.advance(Duration::from_secs(60 * 60));
        assert_eq!(taken(0), 60);
    }

    #[test]
    fn the_addresses_of_one_subscriber_count_as_one() {
        let limits = Limits::new(FakeRelativeClock::default());
        let taken = (0..7).filter(|n| limits.admits_report(address(&format!("2001:db8:1:2::{n}")))).count();
        assert_eq!(taken, 5);
        assert!(limits.admits_report(address("2001:db8:1:3::1")));
        assert_eq!((0..7).filter(|_| limits.admits_report(address("::ffff:192.0.2.1"))).count(), 5);
        assert!(!limits.admits_report(address("192.0.2.1")), "the same address, written otherwise");
    }
}
