//! Who an identity provider says that someone is. The back office knows only this trait; the OpenID Connect client is
//! in `client`, behind the feature `oidc`. No token, code or address is in an error here, nor in a log.

#[cfg(feature = "oidc")]
mod client;

use std::pin::Pin;

#[cfg(feature = "oidc")]
pub use client::{OpenId, OpenIdConfig, OpenIdOptions, Secret};

/// What must be kept between the request to the provider and the return from it. It has no `Debug`.
pub struct Pending {
    /// Comes back with the browser: a return without it was not begun here.
    pub state: String,
    /// Comes back in the ID token: a token made for another sign-in is refused.
    pub nonce: String,
    /// PKCE: whoever learns the code cannot exchange it.
    pub verifier: String,
}

/// A sign-in that begins: the address for the browser, and what is kept until it returns.
pub struct Begun {
    pub url: String,
    pub pending: Pending,
}

/// The provider's statement about a person. It has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// Unique to the provider, and never given to another.
    pub subject: String,
    pub email: Option<String>,
    /// Whether the provider checked the address; some do not tell.
    pub email_verified: Option<bool>,
}

/// Why nobody was recognised: fixed words only, because an answer of the provider may contain tokens and addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenIdError {
    #[error("the settings of OpenID Connect are wrong: {0}")]
    Settings(&'static str),
    #[error("the identity provider does not answer as it should: {0}")]
    Unavailable(&'static str),
    #[error("the identity provider's answer is refused: {0}")]
    Refused(&'static str),
}

/// A future answer of the provider.
pub type Answering<'a, T> = Pin<Box<dyn Future<Output = Result<T, OpenIdError>> + Send + 'a>>;

/// An identity provider.
pub trait IdentityProvider: Send + Sync {
    /// The address to which the browser is sent.
    fn begin(&self) -> Answering<'_, Begun>;

    /// Finds who came back, by the code and the state in the address.
    fn finish<'a>(&'a self, pending: Pending, code: &'a str, state: &'a str) -> Answering<'a, Identity>;

    /// Where the browser goes to sign out of the provider, and comes back from; none where it has no such address.
    fn leave(&self) -> Answering<'_, Option<String>>;
}
