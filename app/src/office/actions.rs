//! What the server functions of the back office ask of the server, for a person whose session it has checked.

use std::pin::Pin;
use std::sync::Arc;

use leptos::prelude::{ServerFnError, expect_context};

use crate::access::Staff;

/// An answer to wait for.
pub type Answered<'a, T> = Pin<Box<dyn Future<Output = Result<T, ServerFnError>> + Send + 'a>>;

/// Each is one action: authorised by the access table before it is called, one transaction, journaled.
pub trait StaffActions: Send + Sync {}

/// The person who calls, and what the server does for them. In context of every server function of the back office.
pub fn from_context() -> (Staff, Arc<dyn StaffActions>) {
    (expect_context(), expect_context())
}
