//! One need against every listing: the catalogue as columns, one pass over it, the order of each group, and the answer with
//! its reasons.

pub mod catalogue;
pub mod comparison;
mod coverage;
pub mod order;
pub mod robustness;
pub mod scan;
pub mod selection;
pub mod spread;
pub mod unstated;
pub mod week;
