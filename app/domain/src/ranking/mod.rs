//! One need against every listing: the catalogue as columns, one pass over it, the order of each group, and the answer with
//! its reasons.

pub mod catalogue;
pub mod columns;
pub mod compare;
pub mod comparison;
mod coverage;
mod explain;
pub mod order;
pub mod pass;
pub mod price;
pub mod reasons;
pub mod robustness;
pub mod scan;
pub mod selection;
pub mod spread;
pub mod unstated;
pub mod week;
