//! One integration binary: what a visitor, a clerk and an operator rely on.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod access;
mod addresses;
mod architecture;
mod assist;
mod backup;
mod command_line;
mod connections;
mod damaged;
mod deeds;
mod field;
mod full_disk;
mod hosts;
mod import_addresses;
mod import_finess;
mod import_zones;
mod imports;
mod kills;
mod leaving;
mod links;
mod listings;
mod mail;
mod markup;
#[cfg(feature = "oidc")]
mod openid;
mod opening;
#[cfg(feature = "pdf")]
mod pdf;
mod privacy;
mod publication;
mod refusals;
mod reports;
mod settings;
mod sheets;
mod sheets_refused;
mod sign_in;
mod site;
mod situation;
mod staff;
mod storage_contract;
mod streams;
mod support;
mod uploads;
mod watching;
mod weight;
