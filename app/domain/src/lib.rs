//! Home-care providers, the need of one person, and the method that compares them.
//! Pure: no I/O, no clock, no randomness, no float. The same input gives the same bytes on the server and in WASM.

pub mod acts;
pub mod aids;
pub mod calendar;
pub mod catalogue;
pub mod closed_list;
pub mod comparison;
pub mod completeness;
pub mod cost;
pub mod demonstration;
pub mod findings;
pub mod fnv;
pub mod hours;
pub mod identity;
mod letters;
pub mod listing;
pub mod money;
pub mod names;
pub mod need;
pub mod order;
pub mod parameters;
pub mod prices;
pub mod questions;
pub mod ranking;
pub mod readers;
pub mod refusal;
pub mod register;
pub mod report;
pub mod robustness;
mod schedule;
pub mod search;
pub mod tariff;
pub mod territory;
pub mod website;

pub use acts::{Act, ActSet, Mode, ModeSet, Public, PublicSet};
pub use calendar::ReferenceYear;
pub use catalogue::Catalogue;
pub use comparison::{Comparison, compare};
pub use hours::{Interval, OpenHours, Weekday};
pub use identity::{Finess, Phone, Siret, Zone};
pub use listing::{Fact, Field, Known, Listing, Provenance, Source};
pub use money::{BasisPoints, Cents, Yearly};
pub use need::{Need, NeedError, Visit, Weights};
pub use parameters::Parameters;
pub use tariff::{Tariff, TariffTerms};
pub use territory::Territory;

/// Version of the method (the public page `/methode` describes it). A change of result changes it.
pub const METHOD_VERSION: u16 = 2;
