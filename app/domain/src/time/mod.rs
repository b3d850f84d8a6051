//! Weekly hours, French public holidays, and the year that a need is counted over.

pub mod calendar;
pub mod hours;
