//! The basis on which aids are computed.

use crate::provider::acts::Mode;
use crate::provider::listing::Habilitation;
use crate::values::money::Yearly;

/// A year of home help of one service, with the facts that aids depend on. A need that two services share has two bills,
/// and its aids are those of both together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bill {
    pub mode: Mode,
    /// None: unknown.
    pub habilitation: Option<Habilitation>,
    pub annual: Yearly,
    /// Covered minutes of the reference year.
    pub covered: u32,
    /// Covered minutes at the hourly prices of the tariff: no surcharge, no minimum, no fee.
    pub at_hour_prices: Yearly,
}
