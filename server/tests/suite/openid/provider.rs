//! An identity provider on this machine: it answers what a test configures, right or wrong, and checks the requests.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use openidconnect::core::{CoreJsonWebKeySet, CoreJwsSigningAlgorithm, CoreRsaPrivateSigningKey};
use openidconnect::{JsonWebKeyId, PkceCodeChallenge, PkceCodeVerifier, PrivateSigningKey};
use serde_json::{Value, json};

pub const CLIENT: &str = "quelleaideadom";
pub const SECRET: &str = "gzkq-secret-8731";
pub const ACCESS: &str = "xvwq-access-5520";

/// What is wrong with an ID token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    Nothing,
    Nonce,
    Audience,
    Issuer,
    Expired,
    /// Its claims were changed after they were signed.
    Forged,
    /// Its key does not belong to the provider.
    Foreign,
    /// It declares that it needs no signature.
    Unsigned,
}

/// Where the e-mail address of the person is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailIn {
    IdToken,
    /// In the answer about the person, signed as ProConnect does.
    SignedInfo,
    /// The same, signed for another site.
    SignedInfoOfAnother,
    PlainInfo,
}

/// The configured answers of the provider.
#[derive(Clone, Debug)]
pub struct Says {
    pub email: &'static str,
    pub verified: Option<bool>,
    pub email_in: EmailIn,
    pub wrong: Wrong,
    /// Name of its key.
    pub key: &'static str,
    /// Whether one can sign out of it.
    pub takes_leave: bool,
}

struct Asked {
    challenge: String,
    nonce: String,
}

struct Shared {
    issuer: String,
    says: Mutex<Says>,
    codes: Mutex<HashMap<String, Asked>>,
}

pub struct Provider {
    shared: Arc<Shared>,
}

impl Provider {
    pub async fn start(email: &'static str) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let says = Says {
            email,
            verified: Some(true),
            email_in: EmailIn::IdToken,
            wrong: Wrong::Nothing,
            key: "first",
            takes_leave: true,
        };
        let shared = Arc::new(Shared { issuer, says: Mutex::new(says), codes: Mutex::default() });
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/keys", get(keys))
            .route("/authorize", get(authorize))
            .route("/token", post(token))
            .route("/userinfo", get(user_info))
            .with_state(Arc::clone(&shared));
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { shared }
    }

    pub fn issuer(&self) -> &str {
        &self.shared.issuer
    }

    /// Changes its answers from now on.
    pub fn change(&self, change: impl FnOnce(&mut Says)) {
        change(&mut self.shared.says.lock().unwrap());
    }
}

/// The address to which the page of the provider sends the browser back.
pub async fn visit(url: &str) -> String {
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
    let answer = client.get(url).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::FOUND, "{}", answer.text().await.unwrap());
    answer.headers()["location"].to_str().unwrap().to_owned()
}

fn answer_json(body: &Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

async fn discovery(State(shared): State<Arc<Shared>>) -> Response {
    let issuer = &shared.issuer;
    let takes_leave = shared.says.lock().unwrap().takes_leave;
    answer_json(&json!({
        "issuer": issuer,
        "end_session_endpoint": takes_leave.then(|| format!("{issuer}/leave")),
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/userinfo"),
        "jwks_uri": format!("{issuer}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
    }))
}

fn key(name: &str) -> CoreRsaPrivateSigningKey {
    let pem = include_str!("key_of_the_tests.pem").split_once('\n').unwrap().1;
    CoreRsaPrivateSigningKey::from_pem(pem, Some(JsonWebKeyId::new(name.to_owned()))).unwrap()
}

async fn keys(State(shared): State<Arc<Shared>>) -> Response {
    let name = shared.says.lock().unwrap().key;
    answer_json(&serde_json::to_value(CoreJsonWebKeySet::new(vec![key(name).as_verification_key()])).unwrap())
}

fn values(pairs: &str) -> HashMap<String, String> {
    form_urlencoded::parse(pairs.as_bytes()).into_owned().collect()
}

/// Someone is signed in already: the browser goes back with a code.
async fn authorize(State(shared): State<Arc<Shared>>, RawQuery(query): RawQuery) -> Response {
    let asked = values(&query.unwrap_or_default());
    let sent = ["client_id", "response_type", "code_challenge_method", "scope"].map(|name| asked[name].as_str());
    assert_eq!(sent, [CLIENT, "code", "S256", "openid email"]);
    let code = format!("wqvx-code-{}", &asked["nonce"][..8]);
    let waiting = Asked { challenge: asked["code_challenge"].clone(), nonce: asked["nonce"].clone() };
    shared.codes.lock().unwrap().insert(code.clone(), waiting);
    let there = format!("{}?code={code}&state={}", asked["redirect_uri"], asked["state"]);
    (StatusCode::FOUND, [(header::LOCATION, there)]).into_response()
}

/// Base 64 for addresses, unpadded.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let letters = |chunk: &[u8]| {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | usize::from(*chunk.get(at).unwrap_or(&0)));
        (0..=chunk.len()).map(move |at| char::from(LETTERS[bits >> (18 - 6 * at) & 63])).collect::<String>()
    };
    bytes.chunks(3).map(letters).collect()
}

fn signed(claims: &Value, says: &Says) -> String {
    let key_name = if says.wrong == Wrong::Foreign { "foreign" } else { says.key };
    let header = match says.wrong {
        Wrong::Unsigned => json!({ "alg": "none" }),
        _ => json!({ "alg": "RS256", "typ": "JWT", "kid": key_name }),
    };
    let message = format!("{}.{}", base64(header.to_string().as_bytes()), base64(claims.to_string().as_bytes()));
    if says.wrong == Wrong::Unsigned {
        return format!("{message}.");
    }
    let signature = key(key_name).sign(&CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256, message.as_bytes()).unwrap();
    format!("{message}.{}", base64(&signature))
}

fn id_token(shared: &Shared, says: &Says, nonce: &str) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let pick = |wrong: Wrong, bad: &str, good: &str| if says.wrong == wrong { bad.to_owned() } else { good.to_owned() };
    let mut claims = json!({
        "iss": pick(Wrong::Issuer, "http://127.0.0.1:1", &shared.issuer),
        "aud": pick(Wrong::Audience, "another-site", CLIENT),
        "nonce": pick(Wrong::Nonce, "another-nonce", nonce),
        "sub": "person-1",
        "iat": now - 700,
        "exp": if says.wrong == Wrong::Expired { now - 600 } else { now + 600 },
    });
    if says.email_in == EmailIn::IdToken {
        claims["email"] = json!(says.email);
        claims["email_verified"] = json!(says.verified);
    }
    let token = signed(&claims, says);
    if says.wrong != Wrong::Forged {
        return token;
    }
    claims["sub"] = json!("person-2");
    let parts: Vec<&str> = token.split('.').collect();
    format!("{}.{}.{}", parts[0], base64(claims.to_string().as_bytes()), parts[2])
}

/// A code can be exchanged once, only by the client with the secret and by the browser that started.
async fn token(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: String) -> Response {
    let sent = headers["authorization"].to_str().unwrap().strip_prefix("Basic ").unwrap().to_owned();
    let sent = sent.replace('+', "-").replace('/', "_").replace('=', "");
    let form = values(&body);
    let asked = shared.codes.lock().unwrap().remove(&form["code"]);
    let verifier = PkceCodeVerifier::new(form["code_verifier"].clone());
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
    let right = sent == base64(format!("{CLIENT}:{SECRET}").as_bytes()) && form["grant_type"] == "authorization_code";
    match asked.filter(|asked| right && asked.challenge == challenge.as_str()) {
        Some(asked) => {
            let says = shared.says.lock().unwrap().clone();
            let token = id_token(&shared, &says, &asked.nonce);
            answer_json(&json!({ "access_token": ACCESS, "token_type": "Bearer", "expires_in": 60, "id_token": token }))
        }
        None => (StatusCode::BAD_REQUEST, answer_json(&json!({ "error": "invalid_grant" }))).into_response(),
    }
}

async fn user_info(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    if headers["authorization"] != format!("Bearer {ACCESS}") {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let says = shared.says.lock().unwrap().clone();
    let mut claims = json!({ "sub": "person-1", "email": says.email, "email_verified": says.verified });
    if says.email_in == EmailIn::PlainInfo {
        return answer_json(&claims);
    }
    claims["iss"] = json!(shared.issuer);
    claims["aud"] = json!(if says.email_in == EmailIn::SignedInfo { CLIENT } else { "another-site" });
    ([(header::CONTENT_TYPE, "application/jwt")], signed(&claims, &says)).into_response()
}
