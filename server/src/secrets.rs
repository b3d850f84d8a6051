//! Tokens and codes of the staff: how they are made, hashed and compared. None of these types shows what it holds.

use std::fmt;

use app::ui::qr::{Squares, squares};
use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret, Totp};

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

/// Random bytes of the system.
pub fn random<const N: usize>() -> Result<[u8; N], SecretError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| SecretError)?;
    Ok(bytes)
}

pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
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
    use super::{Hashed, drawing, new_secret, recovery_codes, recovery_hash, step_of};

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
