//! One integration binary: what a visitor, a clerk and an operator rely on.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod access;
mod addresses;
mod architecture;
mod assist;
mod command_line;
mod import_addresses;
mod import_finess;
mod import_zones;
mod imports;
mod links;
mod listings;
mod mail;
#[cfg(feature = "oidc")]
mod openid;
#[cfg(feature = "pdf")]
mod pdf;
mod privacy;
mod publication;
mod refusals;
mod reports;
mod sheets;
mod sheets_refused;
mod sign_in;
mod site;
mod situation;
mod staff;
mod storage_contract;
mod support;
mod weight;
