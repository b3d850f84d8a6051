//! FNV-1a, 64 bits: the order inside ties and the fingerprint of a catalogue. Public, simple, the same everywhere.

use std::io;

use serde::Serialize;

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// A running FNV-1a 64 hash. Also a writer, so that a serialiser can feed it.
#[derive(Clone, Copy)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(OFFSET)
    }
}

impl Fnv {
    #[must_use]
    pub fn chain(mut self, bytes: &[u8]) -> Self {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(PRIME);
        }
        self
    }

    pub fn finish(self) -> u64 {
        self.0
    }
}

/// The hash of the JSON of a value, in hexadecimal: two values with the same fingerprint hold the same facts.
pub fn fingerprint(value: &impl Serialize) -> String {
    let mut hash = Fnv::default();
    // Writing to a hash cannot fail, nor can the serialisation of our values (no map with keys that are not texts).
    let written = serde_json::to_writer(&mut hash, value);
    debug_assert!(written.is_ok());
    format!("{:016x}", hash.finish())
}

impl io::Write for Fnv {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        *self = self.chain(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Fnv;

    #[test]
    fn known_values_of_the_reference_are_found() {
        assert_eq!(Fnv::default().finish(), 0xcbf2_9ce4_8422_2325);
        assert_eq!(Fnv::default().chain(b"a").finish(), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(Fnv::default().chain(b"foobar").finish(), 0x8594_4171_f739_67e8);
    }
}
