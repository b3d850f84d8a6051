//! Weekly hours, French public holidays, and the year over which the cost of a need is computed.

pub mod calendar;
pub mod holidays;
pub mod hours;
pub mod reference_year;
