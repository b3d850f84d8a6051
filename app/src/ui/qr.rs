//! A text as the drawing that a telephone reads.

use maud::{Markup, html};
use qrcodegen::{QrCode, QrCodeEcc};

/// The drawing, named for those who do not see it. None for a text that is too long for one.
pub fn drawing(text: &str, label: &str) -> Option<Markup> {
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let side = code.size();
    let squares = (0..side).flat_map(|y| (0..side).map(move |x| (x, y))).filter(|(x, y)| code.get_module(*x, *y));
    let path: String = squares.map(|(x, y)| format!("M{x} {y}h1v1h-1z")).collect();
    Some(html! {
        // Four light squares around, as cameras need.
        svg.qr role="img" aria-label=(label) viewBox={ "-4 -4 " (side + 8) " " (side + 8) } {
            path d=(path) {}
        }
    })
}
