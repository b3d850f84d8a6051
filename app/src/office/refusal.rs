//! Why a server function of the back office gives no answer.

use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// What an island may say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// The session has ended: whoever signs in again, in another tab, goes on.
    #[serde(rename = "signed-out")]
    SignedOut,
    #[serde(rename = "failed")]
    Failed,
}

impl Refusal {
    /// Body of the answer to a call without a session.
    pub const SIGNED_OUT: &str = "\"signed-out\"";
}

impl FromServerFnError for Refusal {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(_: ServerFnErrorErr) -> Self {
        Self::Failed
    }
}

#[cfg(test)]
mod tests {
    use super::Refusal;

    #[test]
    fn the_guard_and_the_islands_write_a_session_that_ended_alike() {
        assert_eq!(serde_json::to_string(&Refusal::SignedOut).ok().as_deref(), Some(Refusal::SIGNED_OUT));
    }
}
