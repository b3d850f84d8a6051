//! The drawing of a code that a telephone reads.

use maud::{Markup, html};

use crate::ui::qr::Squares;

/// The drawing, named for those who do not see it.
pub fn drawing(squares: &Squares, label: &str) -> Markup {
    let Squares { side, path } = squares;
    html! {
        // Four light squares around, as cameras need.
        svg.qr role="img" aria-label=(label) viewBox={ "-4 -4 " (side + 8) " " (side + 8) } { path d=(path) {} }
    }
}
