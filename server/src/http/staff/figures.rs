//! The figures of the listings and of the searches.

use axum::Extension;
use axum::extract::State;

use super::session::Signed;
use super::{Answer, Shared};

pub(super) async fn show(State(desk): Shared, Extension(signed): Extension<Signed>) -> Answer {
    Ok(desk.show(app::staff::exports::page(&signed.staff, false)).await)
}
