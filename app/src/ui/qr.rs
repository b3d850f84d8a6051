//! A text as a QR code.

use std::fmt::Write;

use leptos::prelude::*;
use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// The squares of a larger code would be too small on paper for the camera of a telephone.
const LARGEST: u8 = 25;

/// The dark squares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Squares {
    /// Number of squares on a side.
    pub side: i32,
    /// Path data in units of one square: each run of dark squares in a row is one piece.
    pub path: String,
}

/// The code of a text. None if the text is too long for a code that can be read from paper.
pub fn squares(text: &str) -> Option<Squares> {
    let parts = QrSegment::make_segments(text);
    let (least, most) = (Version::MIN, Version::new(LARGEST));
    let code = QrCode::encode_segments_advanced(&parts, QrCodeEcc::Medium, least, most, None::<Mask>, false).ok()?;
    let side = code.size();
    let mut path = String::new();
    for y in 0..side {
        let mut x = 0;
        while x < side {
            let end = (x..side).find(|x| !code.get_module(*x, y)).unwrap_or(side);
            if end > x {
                // Writing to a string cannot fail.
                let _ = write!(path, "M{x} {y}H{end}v1H{x}z");
            }
            x = end + 1;
        }
    }
    Some(Squares { side, path })
}

/// The drawing, with a name for those who do not see it.
pub fn drawing(squares: Squares, label: String) -> AnyView {
    let Squares { side, path } = squares;
    // Four light squares around it, as cameras need.
    let frame = format!("-4 -4 {0} {0}", side + 8);
    view! { <svg class="qr" role="img" aria-label=label viewBox=frame><path d=path></path></svg> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::squares;

    #[test]
    fn a_text_is_drawn_unless_it_is_too_long_for_paper() {
        let drawn = squares("https://aide.paris.fr/accompagner#1.abc").expect("a drawing");
        assert_eq!((drawn.side - 21) % 4, 0);
        // A corner mark, by which a camera finds the code.
        assert!(drawn.path.starts_with("M0 0H7v1H0z"), "{}", drawn.path);
        assert!(squares(&"a".repeat(990)).is_some() && squares(&"a".repeat(1_000)).is_none());
    }
}
