//! The server functions of the back office: called by its islands, for a person whose session the guard has checked.

use std::sync::Arc;

use app::access::Staff;
use app::office::actions::{Answered, StaffActions};
use app::office::editor::ListingPreview;
use app::office::working_list::SavedIntake;
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use leptos::prelude::provide_context;
use leptos_axum::handle_server_fns_with_context;

use super::editor;
use super::session::Signed;
use super::{Shared, StaffState, working_list};

impl StaffActions for StaffState {
    fn set_intake<'a>(
        &'a self,
        staff: &'a Staff,
        finess: &'a str,
        before: &'a str,
        chosen: &'a str,
    ) -> Answered<'a, SavedIntake> {
        working_list::set_intake(self, staff, finess, before, chosen)
    }

    fn preview_listing<'a>(&'a self, _: &'a Staff, pairs: &'a str) -> Answered<'a, ListingPreview> {
        Box::pin(editor::preview(self, pairs))
    }

    fn keep_typed<'a>(&'a self, staff: &'a Staff, pairs: String) -> Answered<'a, String> {
        Box::pin(editor::keep_typed(self, staff.name.as_str(), pairs))
    }
}

/// What it answers is for one person: nobody may store it.
pub(super) async fn call(State(desk): Shared, Extension(signed): Extension<Signed>, request: Request) -> Response {
    let context = desk.site.context();
    let context = move || {
        context();
        provide_context(signed.staff.clone());
        provide_context(Arc::clone(&desk) as Arc<dyn StaffActions>);
    };
    let mut response = handle_server_fns_with_context(context, request).await.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
