//! `/accompagner`: what a social worker does in ten minutes with someone, and the sheet that the person leaves with.
//! Everything that is said is one text (`form`). The screens (`screens`) are the same from the server, which answers a POST
//! and forgets it, and from the browser, where the island `Desk` sends nothing.

pub mod calls;
mod changes;
pub mod desk;
mod discharge;
pub mod form;
#[cfg(feature = "ssr")]
mod interview;
#[cfg(feature = "ssr")]
pub mod page;
pub mod screens;
pub mod seen;
mod service_list;
pub mod share_link;
pub mod sheet;
pub mod work_list;
