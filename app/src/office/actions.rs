//! What the server functions of the back office ask of the server, for a person whose session it has checked.

use std::pin::Pin;
use std::sync::Arc;

use leptos::prelude::expect_context;

use super::editor::ListingPreview;
use super::refusal::Refusal;
use super::working_list::SavedIntake;
use crate::access::Staff;

/// An answer to wait for.
pub type Answered<'a, T> = Pin<Box<dyn Future<Output = Result<T, Refusal>> + Send + 'a>>;

/// Each is one action: authorised by the access table before it is called, one transaction, journaled.
pub trait StaffActions: Send + Sync {
    /// States the availability of a service today, unless someone changed it since a person read it.
    fn set_intake<'a>(
        &'a self,
        staff: &'a Staff,
        finess: &'a str,
        before: &'a str,
        chosen: &'a str,
    ) -> Answered<'a, SavedIntake>;

    /// What the form of a listing would change, and what is wrong in it.
    fn preview_listing<'a>(&'a self, staff: &'a Staff, pairs: &'a str) -> Answered<'a, ListingPreview>;

    /// Keeps what someone typed into the form of a listing; the moment at which it was kept, in words.
    fn keep_typed<'a>(&'a self, staff: &'a Staff, pairs: String) -> Answered<'a, String>;
}

/// The person who calls, and what the server does for them. In context of every server function of the back office.
pub fn from_context() -> (Staff, Arc<dyn StaffActions>) {
    (expect_context(), expect_context())
}
