//! The pages of the law: who publishes the site, what it keeps, who can use it. What only its publishers know is a setting;
//! a page says where one is missing.

pub mod accessibility;
pub mod contact;
pub mod notice;
pub mod open_data;
mod parts;
pub mod privacy;
pub mod site_map;
