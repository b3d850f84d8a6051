//! Who a provider of identities says that someone is. The back office knows this trait alone; what speaks OpenID Connect
//! is in `client`, behind the feature `oidc`. No token, code or address stands in an error here, nor in a log.

#[cfg(feature = "oidc")]
mod client;

use std::pin::Pin;

#[cfg(feature = "oidc")]
pub use client::{OpenId, OpenIdConfig, OpenIdOptions, Secret};

/// What must be kept between the request that leaves for the provider and the one that comes back. It has no `Debug`.
pub struct Pending {
    /// Comes back with the browser: what comes back without it was not begun here.
    pub state: String,
    /// Comes back in the ID token: a token made for another sign-in is refused.
    pub nonce: String,
    /// PKCE: whoever learns of the code cannot exchange it.
    pub verifier: String,
}

/// A sign-in that begins: where the browser is sent, and what waits for its return.
pub struct Begun {
    pub url: String,
    pub pending: Pending,
}

/// What the provider says of a person. It has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// Unique to the provider, and never given to another.
    pub subject: String,
    pub email: Option<String>,
    /// Whether the provider checked the address; some say nothing of it.
    pub email_verified: Option<bool>,
}

/// Why nobody was recognised: fixed words only, since what a provider answers may hold tokens and addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenIdError {
    #[error("the settings of OpenID Connect are wrong: {0}")]
    Settings(&'static str),
    #[error("the identity provider does not answer as it should: {0}")]
    Unavailable(&'static str),
    #[error("the identity provider's answer is refused: {0}")]
    Refused(&'static str),
}

/// What a provider will have answered.
pub type Answering<'a, T> = Pin<Box<dyn Future<Output = Result<T, OpenIdError>> + Send + 'a>>;

/// A provider of identities.
pub trait IdentityProvider: Send + Sync {
    /// Where the browser must go.
    fn begin(&self) -> Answering<'_, Begun>;

    /// Who came back, by the code and the state of its address.
    fn finish<'a>(&'a self, pending: Pending, code: &'a str, state: &'a str) -> Answering<'a, Identity>;

    /// Where the browser goes to sign out of the provider, and comes back from; none where it has no such address.
    fn leave(&self) -> Answering<'_, Option<String>>;
}
