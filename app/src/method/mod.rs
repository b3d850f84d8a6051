//! `/methode`: how the ranking is made, in words anyone can check.

mod example;
mod law;
pub mod page;
mod pairs;
