//! How a finished page is packed: whole, once, and as a client takes it.

use std::io::{self, Write};

use axum::body::Bytes;
use axum::http::HeaderMap;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::http::representation::takes;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Packing {
    Zstd,
    Brotli,
    Gzip,
    Plain,
}

/// How hard, by the scale of each. A list of twenty services, 61 kB: zstd 9.9 kB in 0.1 ms, brotli 8.7 kB and gzip 9.5 kB in
/// 0.6 ms. Zstd at six is 9.1 kB, and takes a quarter of the time in which the page is made; brotli at nine takes twenty times as
/// long as at five for a hundredth of the bytes.
const ZSTD: i32 = 3;
const BROTLI: i32 = 5;
/// Bytes that brotli looks back over a page, as a power of two: its usual four megabytes are cleared for each, in a third of
/// its time.
const BROTLI_WINDOW: i32 = 18;
const GZIP: u32 = 6;

impl Packing {
    /// The one that costs least of those that a client takes.
    pub fn of(asked: &HeaderMap) -> Self {
        let packed = [Self::Zstd, Self::Brotli, Self::Gzip].into_iter();
        packed
            .filter_map(|packing| Some((packing, packing.code()?)))
            .find(|(_, code)| takes(asked, code))
            .map_or(Self::Plain, |(packing, _)| packing)
    }

    /// As `Content-Encoding` names it.
    pub fn code(self) -> Option<&'static str> {
        match self {
            Self::Zstd => Some("zstd"),
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Plain => None,
        }
    }

    /// In no more memory than the packed bytes need, for as long as they are kept.
    pub fn pack(self, page: Bytes) -> io::Result<Bytes> {
        let packed = match self {
            Self::Zstd => zstd::bulk::compress(&page, ZSTD)?,
            Self::Brotli => {
                let mut level = BrotliEncoderParams { quality: BROTLI, size_hint: page.len(), ..Default::default() };
                // The listings of a catalogue are longer than a page.
                if page.len() <= 1 << BROTLI_WINDOW {
                    level.lgwin = BROTLI_WINDOW;
                }
                let mut packed = Vec::with_capacity(page.len() / 4);
                brotli::BrotliCompress(&mut &page[..], &mut packed, &level)?;
                packed
            }
            Self::Gzip => {
                let mut packer = GzEncoder::new(Vec::with_capacity(page.len() / 4), Compression::new(GZIP));
                packer.write_all(&page)?;
                packer.finish()?
            }
            Self::Plain => return Ok(page),
        };
        Ok(packed.into_boxed_slice().into())
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::Packing;

    #[test]
    fn a_browser_is_sent_what_it_takes_and_never_what_it_refuses() {
        for (taken, packing) in [
            ("gzip, deflate, br, zstd", Packing::Zstd),
            ("gzip, deflate, br", Packing::Brotli),
            ("zstd;q=0, br;q=0, gzip", Packing::Gzip),
            ("identity", Packing::Plain),
            ("", Packing::Plain),
        ] {
            let asked = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(taken))]);
            assert_eq!(Packing::of(&asked), packing, "{taken}");
        }
        assert_eq!(Packing::of(&HeaderMap::new()), Packing::Plain);
    }
}
