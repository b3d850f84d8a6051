//! OpenID Connect: the authorization code with PKCE, a nonce and a state. The identity provider is discovered at first
//! use, so that the site starts without it.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use app::routes::StaffPage;
use clap::Args;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreIdToken, CoreIdTokenClaims, CoreJwsSigningAlgorithm,
    CoreUserInfoClaims,
};
use openidconnect::url::{Host, Url};
use openidconnect::{
    AccessToken, AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken,
    DiscoveryError, EndSessionUrl, EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, LogoutRequest, Nonce,
    OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, PostLogoutRedirectUrl, ProviderMetadataWithLogout,
    RedirectUrl, RequestTokenError, Scope, SignatureVerificationError, SubjectIdentifier, TokenResponse, UserInfoError,
};
use reqwest::redirect::Policy;

use super::{Answering, Begun, Identity, IdentityProvider, OpenIdError, Pending};

/// Time after which the provider counts as unavailable.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long the discovered data are used: keys and addresses change, but rarely.
const HOLDS: Duration = Duration::from_secs(3600);
/// Signatures that anyone can check and only the provider can make: none with the shared secret, and never "none".
const ALGORITHMS: [CoreJwsSigningAlgorithm; 5] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
];

/// A secret of the settings; its `Debug` does not show it.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

fn parse_secret(text: &str) -> Result<Secret, std::convert::Infallible> {
    Ok(Secret::new(text))
}

/// Settings of the sign-in with an identity provider: all of them, or none.
#[derive(Args, Clone, Debug, Default)]
pub struct OpenIdOptions {
    /// Address of the identity provider, exactly as it names itself. If it is set, the sign-in page of `/gestion` links
    /// to it too.
    #[arg(long, env = "QUELLEAIDEADOM_OIDC_ISSUER", requires_all = ["oidc_client_id", "oidc_client_secret", "site_url"])]
    pub oidc_issuer: Option<String>,
    /// Name of this site at the provider.
    #[arg(long, env = "QUELLEAIDEADOM_OIDC_CLIENT_ID")]
    pub oidc_client_id: Option<String>,
    /// Secret shared with the provider. Better set in the environment, because others can see a command line.
    #[arg(long, env = "QUELLEAIDEADOM_OIDC_CLIENT_SECRET", hide_env_values = true, value_parser = parse_secret)]
    pub oidc_client_secret: Option<Secret>,
}

impl OpenIdOptions {
    /// None if no provider is set. `site`: the public address of this site; the provider sends people back to
    /// `/gestion/openid/retour` there.
    ///
    /// # Errors
    /// Which of the settings is missing or wrong.
    pub fn config(&self, site: Option<&str>) -> Result<Option<OpenIdConfig>, OpenIdError> {
        let Some(issuer) = &self.oidc_issuer else { return Ok(None) };
        let (Some(client_id), Some(client_secret), Some(site)) = (&self.oidc_client_id, &self.oidc_client_secret, site)
        else {
            return Err(OpenIdError::Settings(
                "--oidc-issuer needs --oidc-client-id, --oidc-client-secret and --site-url with it",
            ));
        };
        OpenIdConfig::new(issuer, client_id, client_secret.clone(), site).map(Some)
    }
}

/// The address of the provider, and the name and secret of this site there.
#[derive(Clone, Debug)]
pub struct OpenIdConfig {
    issuer: IssuerUrl,
    client_id: ClientId,
    client_secret: Secret,
    back: RedirectUrl,
    /// Where the provider sends people back to who signed out of it.
    out: PostLogoutRedirectUrl,
}

/// Whether an address is on this machine, where no network is involved and no certificate exists.
fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn is_safe(url: &Url) -> bool {
    url.scheme() == "https" || (url.scheme() == "http" && is_loopback(url))
}

impl OpenIdConfig {
    /// `issuer` exactly as the provider names itself, `site` the public address of this site.
    ///
    /// # Errors
    /// Which address is not https, except on this machine.
    pub fn new(issuer: &str, client_id: &str, client_secret: Secret, site: &str) -> Result<Self, OpenIdError> {
        let issuer = IssuerUrl::new(issuer.to_owned()).ok().filter(|issuer| is_safe(issuer.url()));
        let issuer = issuer.ok_or(OpenIdError::Settings("--oidc-issuer must be an https address"))?;
        let back = format!("{}{}", site.trim_end_matches('/'), StaffPage::OpenIdReturn.href());
        let back = RedirectUrl::new(back).ok().filter(|back| is_safe(back.url()));
        let back = back.ok_or(OpenIdError::Settings("--site-url must be an https address"))?;
        let out = format!("{}{}", site.trim_end_matches('/'), StaffPage::SignIn.href());
        let out = PostLogoutRedirectUrl::new(out)
            .map_err(|_| OpenIdError::Settings("--site-url must be an https address"))?;
        Ok(Self { issuer, client_id: ClientId::new(client_id.to_owned()), client_secret, back, out })
    }
}

type Client =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// What a provider says of itself.
struct Discovered {
    client: Client,
    /// Where one signs out of it, if it has such an address.
    end_session: Option<EndSessionUrl>,
}

/// The provider, discovered when first needed.
pub struct OpenId {
    config: OpenIdConfig,
    http: reqwest::Client,
    discovered: Mutex<Option<(Instant, Arc<Discovered>)>>,
}

impl OpenId {
    /// Does not contact the provider yet.
    ///
    /// # Errors
    /// If this machine has no certificates to verify others.
    pub fn new(config: OpenIdConfig) -> Result<Self, OpenIdError> {
        let local = is_loopback(config.issuer.url());
        // Redirects are not followed: the provider could be made to send the secret elsewhere.
        let http = reqwest::Client::builder().redirect(Policy::none()).timeout(PATIENCE).https_only(!local);
        let http = if local { http.no_proxy() } else { http };
        let http = http.build().map_err(|_| OpenIdError::Settings("no certificate store, or a wrong proxy"))?;
        Ok(Self { config, http, discovered: Mutex::new(None) })
    }

    /// Like `new`, and contacts the provider at once.
    ///
    /// # Errors
    /// Like `new`, and if the provider does not answer.
    pub async fn discover(config: OpenIdConfig) -> Result<Self, OpenIdError> {
        let provider = Self::new(config)?;
        provider.ask().await?;
        Ok(provider)
    }

    /// Nothing that holds this lock can panic half-way.
    fn known(&self) -> MutexGuard<'_, Option<(Instant, Arc<Discovered>)>> {
        self.discovered.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The data discovered within the last hour, else those that the provider sends now.
    async fn discovered(&self) -> Result<Arc<Discovered>, OpenIdError> {
        let known = self.known().as_ref().filter(|(at, _)| at.elapsed() < HOLDS).map(|(_, found)| Arc::clone(found));
        match known {
            Some(found) => Ok(found),
            None => self.ask().await,
        }
    }

    /// The description that the provider publishes of itself, and its keys.
    async fn ask(&self) -> Result<Arc<Discovered>, OpenIdError> {
        let config = &self.config;
        let metadata = ProviderMetadataWithLogout::discover_async(config.issuer.clone(), &self.http).await;
        let metadata = metadata.map_err(|error| match error {
            DiscoveryError::Request(_) => OpenIdError::Unavailable("it cannot be reached"),
            DiscoveryError::Validation(_) => OpenIdError::Unavailable("it names itself otherwise than --oidc-issuer"),
            _ => OpenIdError::Unavailable("what it says of itself cannot be read"),
        })?;
        // If the provider does not say how, the secret is sent in the header.
        let by_header = metadata
            .token_endpoint_auth_methods_supported()
            .is_none_or(|methods| methods.contains(&CoreClientAuthMethod::ClientSecretBasic));
        let end_session = metadata.additional_metadata().end_session_endpoint.clone().filter(|end| is_safe(end.url()));
        let secret = ClientSecret::new(config.client_secret.0.clone());
        let client = CoreClient::from_provider_metadata(metadata, config.client_id.clone(), Some(secret))
            .set_redirect_uri(config.back.clone())
            .set_auth_type(if by_header { AuthType::BasicAuth } else { AuthType::RequestBody });
        let found = Arc::new(Discovered { client, end_session });
        *self.known() = Some((Instant::now(), Arc::clone(&found)));
        Ok(found)
    }

    async fn start(&self) -> Result<Begun, OpenIdError> {
        let found = self.discovered().await?;
        let client = &found.client;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (url, state, nonce) = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random)
            .add_scope(Scope::new("email".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        let pending =
            Pending { state: state.into_secret(), nonce: nonce.secret().clone(), verifier: verifier.into_secret() };
        Ok(Begun { url: url.into(), pending })
    }

    async fn recognise(&self, pending: Pending, code: &str, state: &str) -> Result<Identity, OpenIdError> {
        if state != pending.state {
            return Err(OpenIdError::Refused("its state was not given here"));
        }
        if code.is_empty() {
            return Err(OpenIdError::Refused("it gives no code"));
        }
        let found = self.discovered().await?;
        let request = found
            .client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|_| OpenIdError::Unavailable("it has no address for tokens"))?
            .set_pkce_verifier(PkceCodeVerifier::new(pending.verifier));
        let tokens = request.request_async(&self.http).await.map_err(|error| match error {
            RequestTokenError::ServerResponse(_) => OpenIdError::Refused("it does not take the code"),
            RequestTokenError::Request(_) => OpenIdError::Unavailable("it cannot be reached for a token"),
            RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
                OpenIdError::Unavailable("its token cannot be read")
            }
        })?;
        let token = tokens.id_token().ok_or(OpenIdError::Refused("it has no ID token"))?;
        let nonce = Nonce::new(pending.nonce);
        // An unknown key may be newer than the discovered data: these are loaded once more.
        let (found, claims) = match verified(&found.client, token, &nonce) {
            Err(ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey)) => {
                let found = self.ask().await?;
                let claims = verified(&found.client, token, &nonce).cloned();
                (found, claims)
            }
            claims => (Arc::clone(&found), claims.cloned()),
        };
        let claims = claims.map_err(|error| OpenIdError::Refused(reason(&error)))?;
        let identity = Identity {
            subject: claims.subject().to_string(),
            email: claims.email().map(|email| email.to_string()),
            email_verified: claims.email_verified(),
        };
        if identity.email.is_some() {
            return Ok(identity);
        }
        let user_info = self.user_info(&found.client, tokens.access_token().clone(), claims.subject().clone()).await?;
        let Some(user_info) = user_info else { return Ok(identity) };
        let email = user_info.email().map(|email| email.to_string());
        Ok(Identity { email, email_verified: user_info.email_verified(), ..identity })
    }

    /// The provider's answer about the same person at its user endpoint; some providers have the e-mail address only
    /// there. Plain JSON comes over the connection to the provider itself; a signed answer is checked by the keys,
    /// issuer and audience.
    async fn user_info(
        &self,
        client: &Client,
        token: AccessToken,
        subject: SubjectIdentifier,
    ) -> Result<Option<CoreUserInfoClaims>, OpenIdError> {
        let Ok(request) = client.user_info(token, Some(subject)) else { return Ok(None) };
        let answer = request.request_async(&self.http).await.map_err(|error| match error {
            UserInfoError::ClaimsVerification(error) => OpenIdError::Refused(reason(&error)),
            UserInfoError::Request(_) => OpenIdError::Unavailable("it cannot be reached for the address"),
            _ => OpenIdError::Unavailable("what it says of the person cannot be read"),
        });
        answer.map(Some)
    }
}

impl IdentityProvider for OpenId {
    fn begin(&self) -> Answering<'_, Begun> {
        Box::pin(self.start())
    }

    fn finish<'a>(&'a self, pending: Pending, code: &'a str, state: &'a str) -> Answering<'a, Identity> {
        Box::pin(self.recognise(pending, code, state))
    }

    fn leave(&self) -> Answering<'_, Option<String>> {
        Box::pin(async move {
            let found = self.discovered().await?;
            let Some(end) = found.end_session.clone() else { return Ok(None) };
            let request = LogoutRequest::from(end)
                .set_client_id(self.config.client_id.clone())
                .set_post_logout_redirect_uri(self.config.out.clone());
            Ok(Some(request.http_get_url().into()))
        })
    }
}

/// The claims of a token whose signature, issuer, audience, nonce and time are valid.
fn verified<'a>(
    client: &Client,
    token: &'a CoreIdToken,
    nonce: &Nonce,
) -> Result<&'a CoreIdTokenClaims, ClaimsVerificationError> {
    token.claims(&client.id_token_verifier().set_allowed_algs(ALGORITHMS), nonce)
}

/// Without the values, which are tokens, names and addresses.
fn reason(error: &ClaimsVerificationError) -> &'static str {
    match error {
        ClaimsVerificationError::Expired(_) => "its token has expired",
        ClaimsVerificationError::InvalidAudience(_) => "its token is for another site",
        ClaimsVerificationError::InvalidIssuer(_) => "its token is another provider's",
        ClaimsVerificationError::InvalidNonce(_) => "its token is of another sign-in",
        ClaimsVerificationError::InvalidSubject(_) => "it speaks of someone else",
        ClaimsVerificationError::SignatureVerification(_) => "its signature is wrong",
        _ => "its token is not understood",
    }
}

#[cfg(test)]
mod tests {
    use super::{OpenIdConfig, OpenIdOptions, Secret};

    #[test]
    fn only_https_is_spoken_this_machine_apart_and_the_secret_is_not_shown() {
        let config = |issuer: &str, site: &str| OpenIdConfig::new(issuer, "id", Secret::new("gzkq"), site);
        let right = config("https://identite.example.fr", "https://aide.example.fr/").expect("settings");
        assert_eq!(right.back.as_str(), "https://aide.example.fr/gestion/openid/retour");
        assert!(!format!("{right:?}").contains("gzkq"));
        assert!(config("http://127.0.0.1:9", "http://localhost:3000").is_ok());
        for (issuer, site) in [
            ("http://identite.example.fr", "https://aide.example.fr"),
            ("https://identite.example.fr", "http://aide.example.fr"),
            ("http://127.0.0.1.example.fr", "https://aide.example.fr"),
            ("identite", "https://aide.example.fr"),
        ] {
            assert!(config(issuer, site).is_err(), "{issuer} {site}");
        }
    }

    #[test]
    fn settings_are_all_there_or_none_is() {
        assert!(OpenIdOptions::default().config(None).expect("none").is_none());
        let half = OpenIdOptions { oidc_issuer: Some("https://identite.example.fr".to_owned()), ..Default::default() };
        assert!(half.config(None).is_err());
    }
}
