//! Identifiers: FINESS, SIRET, zones, telephone. Each is checked once, when it is read.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum IdentityError {
    #[error("a FINESS number has 9 characters: digits, or 2A / 2B at the start")]
    Finess,
    #[error("a SIRET has 14 digits whose Luhn sum is a multiple of 10")]
    Siret,
    #[error("a zone is a 5-character INSEE code such as 75114 or 2A004")]
    Zone,
    #[error("a French telephone number has 10 digits and starts with 0")]
    Phone,
}

fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    text.as_bytes().try_into().ok()
}

/// Whether all digits of a number are the same, or count up from 1: no real number looks like that.
fn is_filler(digits: &[u8]) -> bool {
    digits.windows(2).all(|two| two[0] == two[1])
        || digits.iter().zip((b'1'..=b'9').chain(b'0'..=b'9')).all(|(a, b)| *a == b)
}

macro_rules! text_form {
    ($name:ident) => {
        impl $name {
            pub fn as_str(&self) -> &str {
                // The constructor admits only ASCII.
                std::str::from_utf8(&self.0).unwrap_or_default()
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl TryFrom<String> for $name {
            type Error = IdentityError;
            /// A stored number of the right shape, even a placeholder, which the constructor refuses.
            fn try_from(text: String) -> Result<Self, IdentityError> {
                Self::of_shape(&text)
            }
        }
        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.as_str().to_owned()
            }
        }
    };
}

/// The FINESS number of an establishment or a legal entity: the identity of a provider.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Finess([u8; 9]);
text_form!(Finess);

impl Finess {
    pub fn as_bytes(&self) -> &[u8; 9] {
        &self.0
    }
}

impl FromStr for Finess {
    type Err = IdentityError;

    /// Also refuses placeholders: zeros, nines, 1234…
    fn from_str(text: &str) -> Result<Self, IdentityError> {
        Self::of_shape(text).ok().filter(|number| !number.is_filler()).ok_or(IdentityError::Finess)
    }
}

impl Finess {
    fn is_filler(&self) -> bool {
        is_filler(&self.0)
    }

    fn of_shape(text: &str) -> Result<Self, IdentityError> {
        let number = bytes::<9>(text).ok_or(IdentityError::Finess)?;
        let corsica = number[0] == b'2' && matches!(number[1], b'A' | b'B');
        let digits = |at: usize| number[at..].iter().all(u8::is_ascii_digit);
        if digits(0) || (corsica && digits(2)) { Ok(Self(number)) } else { Err(IdentityError::Finess) }
    }
}

/// The SIRET of an establishment: 14 digits, Luhn-checked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Siret([u8; 14]);
text_form!(Siret);

impl FromStr for Siret {
    type Err = IdentityError;

    /// Also refuses placeholders: zeros, nines, 1234…
    fn from_str(text: &str) -> Result<Self, IdentityError> {
        Self::of_shape(text).ok().filter(|number| !number.is_filler()).ok_or(IdentityError::Siret)
    }
}

impl Siret {
    fn is_filler(&self) -> bool {
        // The first nine digits are those of the legal entity.
        is_filler(&self.0) || is_filler(&self.0[..9])
    }

    fn of_shape(text: &str) -> Result<Self, IdentityError> {
        let number = bytes::<14>(text).ok_or(IdentityError::Siret)?;
        if !number.iter().all(u8::is_ascii_digit) {
            return Err(IdentityError::Siret);
        }
        let luhn: u32 = number
            .iter()
            .rev()
            .enumerate()
            .map(|(at, digit)| {
                let value = u32::from(digit - b'0') * if at % 2 == 1 { 2 } else { 1 };
                if value > 9 { value - 9 } else { value }
            })
            .sum();
        // The establishments of La Poste share one SIREN and follow a sum of digits instead (INSEE).
        let plain: u32 = number.iter().map(|digit| u32::from(digit - b'0')).sum();
        let postal = number.starts_with(b"356000000") && plain.is_multiple_of(5);
        if luhn.is_multiple_of(10) || postal { Ok(Self(number)) } else { Err(IdentityError::Siret) }
    }
}

/// The INSEE code of a commune or of an arrondissement of Paris (75101 … 75120).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone([u8; 5]);
text_form!(Zone);

impl FromStr for Zone {
    type Err = IdentityError;

    /// Also refuses placeholders: zeros, nines, 1234…
    fn from_str(text: &str) -> Result<Self, IdentityError> {
        Self::of_shape(text).ok().filter(|number| !number.is_filler()).ok_or(IdentityError::Zone)
    }
}

impl Zone {
    fn is_filler(&self) -> bool {
        matches!(&self.0, b"00000" | b"99999" | b"12345")
    }

    fn of_shape(text: &str) -> Result<Self, IdentityError> {
        let code = bytes::<5>(text).ok_or(IdentityError::Zone)?;
        let corsica = code[0] == b'2' && matches!(code[1], b'A' | b'B');
        let digits = |at: usize| code[at..].iter().all(u8::is_ascii_digit);
        if digits(0) || (corsica && digits(2)) { Ok(Self(code)) } else { Err(IdentityError::Zone) }
    }
}

/// A French telephone number, ten digits. `readers::telephones` reads it from a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone([u8; 10]);
text_form!(Phone);

impl Phone {
    /// Ten digits and nothing else.
    pub(crate) fn of_digits(digits: &str) -> Option<Self> {
        let number = bytes::<10>(digits)?;
        let valid = number.iter().all(u8::is_ascii_digit) && number[0] == b'0' && number[1] != b'0';
        valid.then_some(Self(number))
    }

    fn of_shape(text: &str) -> Result<Self, IdentityError> {
        Self::of_digits(text).ok_or(IdentityError::Phone)
    }
}

#[cfg(test)]
mod tests {
    use super::{Finess, Phone, Siret, Zone};

    #[test]
    fn what_fills_the_place_of_a_number_is_refused_when_read_and_kept_when_stored() {
        for text in ["000000000", "999999999", "111111111", "123456789"] {
            assert!(text.parse::<Finess>().is_err(), "{text}");
        }
        assert!("990000011".parse::<Finess>().is_ok(), "a number of the demonstration");
        // Their checksums are right: only their digits show that they are placeholders.
        for text in ["00000000000000", "00000000000018", "12345678901237", "44444444444444"] {
            assert!(text.parse::<Siret>().is_err(), "{text}");
        }
        for text in ["00000", "99999", "12345"] {
            assert!(text.parse::<Zone>().is_err(), "{text}");
        }
        assert!("11111".parse::<Zone>().is_ok(), "a commune of the Aude");
        assert!(Siret::try_from("00000000000000".to_owned()).is_ok(), "stored by an earlier release");
    }

    #[test]
    fn numbers_are_checked_when_read() {
        assert!("750038630".parse::<Finess>().is_ok());
        assert!("2A0000012".parse::<Finess>().is_ok());
        assert!("75003863".parse::<Finess>().is_err());
        assert!("7500E8630".parse::<Finess>().is_err());
        assert!("43281446500014".parse::<Siret>().is_ok());
        assert!("43281446500015".parse::<Siret>().is_err());
        assert!("35600000000048".parse::<Siret>().is_ok());
        assert!("75114".parse::<Zone>().is_ok());
        assert!("Paris".parse::<Zone>().is_err());
        assert_eq!("01 43 36.99-77".parse::<Phone>().map(|p| p.to_string()), Ok("0143369977".into()));
        assert!("0043369977".parse::<Phone>().is_err());
    }
}
