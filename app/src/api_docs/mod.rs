//! What other programs may ask of the site, explained to the people who write them.

pub mod page;
