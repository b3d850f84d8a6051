//! One need compared with every listing: the catalogue as columns, one pass over them, the order of each group, and the
//! comparison with its reasons; and what a small change of the need would bring.

pub mod catalogue;
pub mod changes;
pub mod columns;
pub mod compare;
pub mod comparison;
mod coverage;
mod explain;
pub mod order;
pub mod pairs;
pub mod pass;
pub mod price;
pub mod reasons;
pub mod robustness;
pub mod scan;
pub mod selection;
pub mod spread;
pub mod unstated;
pub mod week;
