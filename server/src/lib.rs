//! The only crate that knows HTTP, SQL, files, time and processes.

pub mod addresses;
pub mod api;
pub mod catalogue;
pub mod clock;
pub mod commands;
pub mod export;
pub mod history;
pub mod http;
pub mod import;
pub mod mail;
pub mod office_tables;
pub mod open_data;
pub mod openid;
pub mod passwords;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod searches;
pub mod secrets;
pub mod spreadsheet;
pub mod storage;
pub mod telemetry;
