//! Passwords, tokens and codes of the staff: how they are made, hashed and compared. None of these types shows what it
//! holds.

use std::fmt;

use app::ui::qr::{Squares, squares};
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret, Totp};

/// Characters of the shortest password. There is no other rule.
pub const PASSWORD_LEAST: usize = 12;
/// Recovery codes given with a second factor.
pub const RECOVERY_CODES: usize = 10;

/// A random token of 256 bits, in hexadecimal: only its bearer knows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// SHA-256 of a token or of a code, in hexadecimal. What is hashed is random and long: no salt, no slowness is needed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hashed(String);

impl fmt::Debug for Hashed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hashed(…)")
    }
}

impl Hashed {
    pub fn of(text: &str) -> Self {
        Self(hexadecimal(&Sha256::digest(text.as_bytes())))
    }

    pub fn stored(text: String) -> Self {
        Self(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The system gives no random bytes, or a stored secret cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("a secret cannot be made or read")]
pub struct SecretError;

impl Token {
    pub fn random() -> Result<Self, SecretError> {
        Ok(Self(hexadecimal(&random::<32>()?)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn hashed(&self) -> Hashed {
        Hashed::of(&self.0)
    }
}

fn random<const N: usize>() -> Result<[u8; N], SecretError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| SecretError)?;
    Ok(bytes)
}

pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Argon2id with a new salt (19 MiB, two passes: OWASP, read 2026-11-24), off the asynchronous threads.
pub async fn hash_password(password: String) -> Result<String, SecretError> {
    let hash = move || Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string());
    tokio::task::spawn_blocking(hash).await.map_err(|_| SecretError)?.map_err(|_| SecretError)
}

/// What an unknown name is compared with, so that it costs what a known one does: the hash of a password nobody has.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ib2R5$mP3gyVgcnKsh3iY2ztpr3xQ6mR4NqWc0gk0Qe8WcU6I";

/// Whether a password is that of a hash; without a hash, never, after the same work.
pub async fn is_password(password: String, hash: Option<String>) -> bool {
    let check = move || {
        let Ok(stored) = PasswordHash::new(hash.as_deref().unwrap_or(NOBODY)) else { return false };
        Argon2::default().verify_password(password.as_bytes(), &stored).is_ok() && hash.is_some()
    };
    tokio::task::spawn_blocking(check).await.unwrap_or(false)
}

/// A new secret of a second factor, in base 32.
pub fn new_secret() -> Result<String, SecretError> {
    Ok(Secret::from(random::<20>()?).to_base32())
}

fn totp(secret: &str, account: &str) -> Result<Totp, SecretError> {
    let secret = Secret::try_from_base32(secret).map_err(|_| SecretError)?;
    let built = Builder::new().with_secret(secret).with_account_name(account).with_issuer(Some(app::text::SITE));
    built.build().map_err(|_| SecretError)
}

/// The step of a right code, one step early or late. Whether it was taken before is for the store to say.
pub fn step_of(secret: &str, code: &str, now: i64) -> Option<u64> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    totp(secret, "").ok()?.check(&code, u64::try_from(now).ok()?)
}

/// The address that an application of codes reads (otpauth://…), as a code that a camera reads.
pub fn drawing(secret: &str, account: &str) -> Result<Squares, SecretError> {
    let url = totp(secret, account)?.to_url().map_err(|_| SecretError)?;
    squares(&url).ok_or(SecretError)
}

/// Ten codes of 80 bits: "abcd-efgh-ijkl-mnop".
pub fn recovery_codes() -> Result<Vec<String>, SecretError> {
    let code = || {
        let letters = Secret::from(random::<10>()?.to_vec()).to_base32().to_lowercase();
        Ok(letters.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four)).collect::<Vec<_>>().join("-"))
    };
    (0..RECOVERY_CODES).map(|_| code()).collect()
}

/// A recovery code as it was typed, hashed.
pub fn recovery_hash(typed: &str) -> Hashed {
    let letters = typed.chars().filter(char::is_ascii_alphanumeric);
    Hashed::of(&letters.map(|c| c.to_ascii_lowercase()).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::{Hashed, NOBODY, drawing, is_password, new_secret, recovery_codes, recovery_hash, step_of};

    #[tokio::test]
    async fn a_password_is_its_own_and_nobody_has_that_of_nobody() {
        let hash = super::hash_password("une phrase assez longue".to_owned()).await.expect("a hash");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "the work of a known name");
        assert!(NOBODY.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "is that of an unknown one");
        assert!(argon2::password_hash::phc::PasswordHash::new(NOBODY).is_ok());
        assert!(is_password("une phrase assez longue".to_owned(), Some(hash.clone())).await);
        assert!(!is_password("une phrase assez long".to_owned(), Some(hash)).await);
        assert!(!is_password("une phrase assez longue".to_owned(), None).await);
    }

    #[test]
    fn a_code_is_that_of_rfc_6238_a_step_early_or_late() {
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        assert_eq!(step_of(secret, "287 082", 59), Some(1));
        assert_eq!(step_of(secret, "287082", 89), Some(1));
        assert_eq!(step_of(secret, "287082", 120), None);
        assert_eq!(step_of(secret, "28708", 59), None);
    }

    #[test]
    fn recovery_codes_differ_and_are_read_as_people_type_them() {
        let codes = recovery_codes().expect("codes");
        assert_eq!(codes.len(), 10);
        assert!(codes.iter().all(|code| code.len() == 19));
        assert_eq!(recovery_hash("ABCD efgh ijkl mnop"), recovery_hash("abcd-efgh-ijkl-mnop"));
        assert_ne!(recovery_hash(&codes[0]), recovery_hash(&codes[1]));
        assert_eq!(format!("{:?}", Hashed::of("x")), "Hashed(…)");
        let drawn = drawing(&new_secret().expect("a secret"), "jeanne").expect("a drawing");
        assert!(drawn.side >= 21 && drawn.path.starts_with("M0 0"));
    }
}
