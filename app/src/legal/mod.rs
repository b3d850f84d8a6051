//! The pages that the law requires: who publishes the site, what it keeps, who can use it. What only its publishers
//! know comes from the settings; a page says where one is missing.

pub mod accessibility;
pub mod contact;
pub mod notice;
pub mod open_data;
pub(crate) mod parts;
pub mod privacy;
pub mod site_map;
