//! The islands of the back office, and the server functions that they call. Compiled into its browser client alone.

#[cfg(feature = "ssr")]
pub mod actions;
pub mod copy_link;
pub mod editor;
pub mod refusal;
pub mod working_list;
