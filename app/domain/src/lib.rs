//! Home-care providers, the need of one person, and the method that compares them.
//! Pure: no I/O, no clock, no randomness, no float. The same input gives the same bytes on the server and in WASM.

pub mod aids;
pub mod cost;
pub mod demo;
pub mod feedback;
pub mod law;
pub mod need;
pub mod provider;
pub mod ranking;
pub mod readers;
pub mod time;
pub mod values;

pub use law::parameters::Parameters;
pub use need::{Need, NeedError, Visit, Weights};
pub use provider::acts::{Act, ActSet, Mode, ModeSet, Public, PublicSet};
pub use provider::listing::{Fact, Field, Known, Listing, Provenance, Source};
pub use provider::tariff::{Tariff, TariffTerms};
pub use provider::territory::Territory;
pub use ranking::catalogue::Catalogue;
pub use ranking::compare::compare;
pub use ranking::comparison::Comparison;
pub use time::hours::{Interval, OpenHours, Weekday};
pub use time::reference_year::ReferenceYear;
pub use values::ids::{Finess, Phone, Siret, Zone};
pub use values::money::{BasisPoints, Cents, Yearly};

/// Version of the method (the public page `/methode` describes it). It changes whenever a result changes.
pub const METHOD_VERSION: u16 = 2;
