//! What each limit takes and refuses, over a clock that the test moves.

use std::net::IpAddr;
use std::time::Duration;

use futures_util::FutureExt;
use governor::clock::FakeRelativeClock;

use super::{Brought, Gate, Limits, SignInGate, SignInLimits, Trying, Wait};
use crate::secrets::Hashed;

fn address(text: &str) -> IpAddr {
    text.parse().expect("an address")
}

/// What is counted in memory is answered at once.
fn now<T>(asked: impl Future<Output = T>) -> T {
    asked.now_or_never().expect("an answer")
}

fn stranger(address: &str, name: &str) -> Trying {
    Trying::Stranger { address: self::address(address), name: Hashed::of(name) }
}

/// How many of each household are taken where everyone of a list of networks sends as much as they can, household by
/// household: `{h}` of a network is its number.
fn taken(limits: &Limits<FakeRelativeClock>, what: Brought, networks: &[&str], households: u32) -> Vec<usize> {
    let mut taken = Vec::new();
    for network in networks {
        for household in 1..=households {
            let from = address(&network.replace("{h}", &format!("{household:x}")));
            taken.push((0..2_000).take_while(|_| now(limits.admits(what, from)).is_ok()).count());
        }
    }
    taken
}

#[test]
fn a_household_a_network_and_everyone_bring_so_much_and_no_one_network_closes_the_door() {
    for (what, network, households, expected) in [
        (Brought::Report, "192.0.2.{h}", 6, vec![5, 5, 5, 5, 0, 0]),
        (Brought::Report, "2001:db8:1:{h}::7", 6, vec![5, 5, 5, 5, 0, 0]),
        (Brought::Report, "2001:db8:1:2::{h}", 3, vec![5, 0, 0]),
        (Brought::Report, "::ffff:192.0.2.{h}", 6, vec![5, 5, 5, 5, 0, 0]),
        (Brought::Refusal, "192.0.2.{h}", 6, vec![30, 30, 30, 30, 0, 0]),
        (Brought::Refusal, "2001:db8:1:{h}::7", 6, vec![30, 30, 30, 30, 0, 0]),
        (Brought::Refusal, "2001:db8:1:2::{h}", 3, vec![30, 0, 0]),
    ] {
        let limits = Limits::new(FakeRelativeClock::default());
        assert_eq!(taken(&limits, what, &[network], households), expected, "{what:?} from {network}");
        for elsewhere in ["198.51.100.7", "2001:db8:2::1"] {
            assert!(now(limits.admits(what, address(elsewhere))).is_ok(), "{what:?} from {elsewhere}");
        }
    }
}

#[test]
fn one_address_is_one_however_it_is_written() {
    let limits = Limits::new(FakeRelativeClock::default());
    assert_eq!(taken(&limits, Brought::Report, &["192.0.2.1", "::ffff:192.0.2.1"], 1), [5, 0]);
}

#[test]
fn it_takes_thirty_networks_to_bring_all_the_reports_of_an_hour() {
    let clock = FakeRelativeClock::default();
    let limits = Limits::new(clock.clone());
    let networks: Vec<String> = (0..40).map(|n| format!("198.51.{n}.{{h}}")).collect();
    let networks: Vec<&str> = networks.iter().map(String::as_str).collect();
    assert_eq!(taken(&limits, Brought::Report, &networks, 4).iter().sum::<usize>(), 600);
    assert_eq!(now(limits.admits(Brought::Report, address("203.0.113.1"))), Err(Wait(6)));
    clock.advance(Duration::from_secs(6));
    assert_eq!(now(limits.admits(Brought::Report, address("203.0.113.1"))), Ok(()));
}

#[test]
fn who_waits_as_long_as_they_are_told_is_taken() {
    let clock = FakeRelativeClock::default();
    let limits = Limits::new(clock.clone());
    let one = address("192.0.2.1");
    for (what, at_once, wait) in [(Brought::Report, 5, 12 * 60), (Brought::Refusal, 30, 60)] {
        for _ in 0..at_once {
            assert_eq!(now(limits.admits(what, one)), Ok(()));
        }
        assert_eq!(now(limits.admits(what, one)), Err(Wait(wait)));
        clock.advance(Duration::from_millis(u64::from(wait) * 1000 - 1500));
        assert_eq!(now(limits.admits(what, one)), Err(Wait(2)), "never too short a wait");
        clock.advance(Duration::from_secs(2));
        assert_eq!(now(limits.admits(what, one)), Ok(()));
        assert!(now(limits.admits(what, one)).is_err());
    }
}

#[test]
fn what_is_given_back_was_never_taken_and_gives_nothing_more_later() {
    let clock = FakeRelativeClock::default();
    let limits = Limits::new(clock.clone());
    let one = address("192.0.2.1");
    for _ in 0..100 {
        assert_eq!(now(limits.admits(Brought::Report, one)), Ok(()));
        now(limits.give_back(Brought::Report, one));
    }
    for _ in 0..3 {
        assert_eq!(taken(&limits, Brought::Report, &["192.0.2.1"], 1), [5]);
        now(limits.give_back(Brought::Report, address("192.0.2.99")));
        clock.advance(Duration::from_secs(3600));
    }
    // What a household is refused does not use up its network.
    assert_eq!(taken(&limits, Brought::Report, &["192.0.2.{h}"], 5), [5, 5, 5, 5, 0]);
}

#[test]
fn ten_tries_of_a_name_from_a_network_leave_other_networks_and_names_alone() {
    let limits = SignInLimits::new(FakeRelativeClock::default());
    assert_eq!((0..20).filter(|_| now(limits.admits(&stranger("192.0.2.1", "jeanne"))).is_ok()).count(), 10);
    assert_eq!(now(limits.admits(&stranger("192.0.2.9", "jeanne"))), Err(Wait(360)), "the same network");
    assert_eq!(now(limits.admits(&stranger("192.0.2.1", "paul"))), Ok(()));
    assert_eq!(now(limits.admits(&stranger("198.51.100.1", "jeanne"))), Ok(()));
    // What is refused counts nowhere: of 60 tries of an address 11 were taken.
    let names = (0..60).map(|n| stranger("192.0.2.1", &format!("other{n}")));
    assert_eq!(names.filter(|who| now(limits.admits(who)).is_ok()).count(), 49);
    assert!(now(limits.admits_address(address("192.0.2.1"))).is_err(), "nor by a provider of identities");
}

#[test]
fn a_hundred_tries_of_a_name_from_anywhere_leave_its_known_devices_alone() {
    let limits = SignInLimits::new(FakeRelativeClock::default());
    let networks = (0..30_u8).flat_map(|n| [n; 10]).map(|n| stranger(&format!("198.51.{n}.1"), "jeanne"));
    assert_eq!(networks.filter(|who| now(limits.admits(who)).is_ok()).count(), 100);
    assert!(now(limits.admits(&stranger("203.0.113.1", "jeanne"))).is_err());
    assert_eq!(now(limits.admits(&stranger("203.0.113.1", "paul"))), Ok(()));
    let known = Trying::KnownDevice(Hashed::of("device"));
    assert_eq!((0..20).filter(|_| now(limits.admits(&known)).is_ok()).count(), 10);
    assert_eq!(now(limits.admits(&Trying::KnownDevice(Hashed::of("another")))), Ok(()));
}

#[test]
fn ten_thousand_three_hundred_names_and_addresses_lock_nobody_out() {
    let limits = SignInLimits::new(FakeRelativeClock::default());
    for n in 0..10_300_u32 {
        let from = IpAddr::from([10, (n >> 8) as u8, n as u8, 1]);
        assert_eq!(now(limits.admits(&Trying::Stranger { address: from, name: Hashed::of(&format!("n{n}")) })), Ok(()));
    }
    assert_eq!(now(limits.admits(&stranger("203.0.113.1", "jeanne"))), Ok(()));
    assert_eq!(
        (0..20).filter(|_| now(limits.admits(&stranger("203.0.113.1", "jeanne"))).is_ok()).count(),
        9,
        "still limited"
    );
}
