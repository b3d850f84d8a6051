//! `/accompagner`: what a social worker does in ten minutes with someone, and the sheet that the person leaves with.
//! Everything that is said is one text (`form`). The screens (`screens`) are the same from the server, which answers a POST
//! and forgets it, and from the browser, which sends nothing.

#[cfg(feature = "hydrate")]
pub mod browser;
#[cfg(feature = "hydrate")]
mod browser_markup;
mod changes;
mod content;
pub mod form;
pub mod fragment;
#[cfg(feature = "hydrate")]
mod kept_here;
pub mod list;
pub mod markup;
#[cfg(feature = "ssr")]
pub mod page;
pub mod persons;
pub mod print;
mod questions;
pub mod screens;
pub mod seen;
pub mod sheet;
mod templates;
pub mod work_list;
