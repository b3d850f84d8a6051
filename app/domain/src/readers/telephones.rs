//! French telephone numbers as people write them.

use crate::identity::{IdentityError, Phone};

/// What a text says: its first number, and whether other numbers follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Telephones {
    pub first: Phone,
    pub has_more: bool,
}

/// Reads the first number of a text.
///
/// # Errors
/// The text does not begin with a French number.
pub fn read(text: &str) -> Result<Telephones, IdentityError> {
    Ok(Telephones { first: text.trim().parse()?, has_more: false })
}
