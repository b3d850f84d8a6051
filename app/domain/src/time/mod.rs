//! Weekly hours, French public holidays, and the year that a need is counted over.

pub mod calendar;
pub mod holidays;
pub mod hours;
pub mod reference_year;
