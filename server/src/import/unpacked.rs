//! Unpacks a gzip file as a stream: its bytes are counted, and it is refused as soon as there are too many. Nothing is
//! kept.

use std::io::{self, BufRead, Read};

use flate2::bufread::MultiGzDecoder;
use thiserror::Error;

/// The first bytes of a gzip file.
pub(super) const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Limits for the unpacked size of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Most bytes once unpacked. The addresses of the whole country need a third of it.
    pub(super) bytes: u64,
    /// Most unpacked bytes for each packed one. A published file has ten.
    pub(super) ratio: u64,
    /// Below this number of bytes the ratio is not checked.
    pub(super) small: u64,
}

pub(super) const LIMITS: Limits = Limits { bytes: 4 << 30, ratio: 100, small: 16 << 20 };

/// Why a file is not unpacked completely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("it unpacks as no published file does ({0} bytes so far)")]
pub struct TooLarge(pub u64);

/// Unpacks a gzip file. Beyond its limits reading fails with `TooLarge`.
pub(super) struct Unpacked<R> {
    decoder: MultiGzDecoder<Packed<R>>,
    limits: Limits,
    unpacked: u64,
}

impl<R: BufRead> Unpacked<R> {
    pub(super) fn new(file: R, limits: Limits) -> Self {
        Self { decoder: MultiGzDecoder::new(Packed { file, bytes: 0 }), limits, unpacked: 0 }
    }
}

impl<R: BufRead> Read for Unpacked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.decoder.read(into)?;
        self.unpacked += length as u64;
        let packed = self.decoder.get_ref().bytes;
        let absurd = self.unpacked > self.limits.small && self.unpacked / self.limits.ratio > packed;
        if absurd || self.unpacked > self.limits.bytes {
            return Err(io::Error::other(TooLarge(self.unpacked)));
        }
        Ok(length)
    }
}

/// Counts the bytes of a file while they are read.
struct Packed<R> {
    file: R,
    bytes: u64,
}

impl<R: BufRead> Read for Packed<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.file.read(into)?;
        self.bytes += length as u64;
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Packed<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.file.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.bytes += amount as u64;
        self.file.consume(amount);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::{Read, Write};

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::{Limits, TooLarge, Unpacked};

    fn zipped(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn refused(file: &[u8], limits: Limits) -> Option<TooLarge> {
        let mut all = Vec::new();
        let error = Unpacked::new(file, limits).read_to_end(&mut all).err()?;
        assert!(all.len() < 2 * (limits.bytes + limits.small) as usize, "stopped in time");
        error.into_inner().unwrap().downcast::<TooLarge>().ok().map(|error| *error)
    }

    #[test]
    fn a_file_that_unpacks_without_end_is_stopped_at_its_limits() {
        let limits = Limits { bytes: 300_000, ratio: 100, small: 100_000 };
        let zeros = zipped(&vec![0; 200_000]);
        assert!(refused(&zeros, limits).is_some(), "a thousand times its size");
        assert!(refused(&zeros, Limits { ratio: 2_000, ..limits }).is_none());
        assert!(refused(&zipped(&vec![0; 90_000]), limits).is_none(), "too small to tell");
        // Several gzip members, one after the other, are one file.
        let many = zipped(&vec![0; 200_000]).repeat(2);
        assert!(refused(&many, Limits { ratio: 2_000, ..limits }).is_some());
    }
}
