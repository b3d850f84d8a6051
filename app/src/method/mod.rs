//! `/methode`: how the ranking is made, in words anyone can check.

mod law;
pub mod page;
