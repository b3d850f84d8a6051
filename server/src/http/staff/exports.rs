//! Files made of what is kept.

use axum::Extension;
use axum::extract::{Request, State};

use super::session::Signed;
use super::{Answer, Shared};

pub(super) async fn show(State(desk): Shared, Extension(signed): Extension<Signed>) -> Answer {
    Ok(desk.show(app::staff::exports::page(&signed.staff, false)).await)
}

pub(super) async fn make(State(desk): Shared, Extension(signed): Extension<Signed>, _request: Request) -> Answer {
    Ok(desk.show(app::staff::exports::page(&signed.staff, true)).await)
}
