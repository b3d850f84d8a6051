//! Prices as columns, with one of them marked: small on a card, large on a page. The words beside it say the same.

use leptos::prelude::*;

use crate::text::{Results as W, Words};

/// Units from one column to the next.
const STEP: usize = 5;

/// In units: the highest column, the space under the columns, and the arrow in it.
struct Size {
    height: u32,
    under: u32,
    half_arrow: u32,
    arrow: u32,
}

const SMALL: Size = Size { height: 20, under: 6, half_arrow: 2, arrow: 5 };
const LARGE: Size = Size { height: 16, under: 3, half_arrow: 1, arrow: 2 };

/// The columns alone, hidden from screen readers: the price stands beside them. `mark` is the index of a column.
pub fn spark(bins: &[u32], mark: Option<usize>) -> AnyView {
    drawing("spark", &SMALL, bins, mark)
}

/// Contents of a large chart.
pub struct Chart<'a> {
    /// How many prices are in each column, from the lowest.
    pub bins: &'a [u32],
    /// The price at each end, in words.
    pub ends: [String; 2],
    /// The column of one price, and that price in words.
    pub mark: Option<(usize, String)>,
    /// What the columns count, in a sentence.
    pub words: String,
}

impl Chart<'_> {
    /// The columns, the lowest and the highest price under them, then the marked price on a separate line, which no
    /// column covers and which wraps where letters are large.
    pub fn view(self, t: Words) -> AnyView {
        let Self { bins, ends: [low, high], mark, words } = self;
        let columns = drawing("spark", &LARGE, bins, mark.as_ref().map(|(at, _)| *at));
        let here = mark.map(|(_, price)| {
            view! { <strong>{format!("▲ {}", t.fill(W::ChartHere, &[&price]))}</strong> }
        });
        view! {
            <figure class="chart">
                {columns}
                <div class="ends"><span>{low}</span><span>{high}</span></div>
                <figcaption>{here} {words}</figcaption>
            </figure>
        }
        .into_any()
    }
}

fn drawing(class: &'static str, size: &Size, bins: &[u32], mark: Option<usize>) -> AnyView {
    let frame = format!("0 0 {} {}", bins.len() * STEP, size.height + size.under);
    let marked = mark.filter(|at| *at < bins.len());
    let here = marked.map(|at| view! { <path class="here" d=pointed(size, bins, at)></path> });
    view! { <svg class=class viewBox=frame aria-hidden="true"><path d=columns(size, bins, marked)></path>{here}</svg> }
        .into_any()
}

/// A column that is not empty is always visible, however few it counts.
fn height(size: &Size, bins: &[u32], at: usize) -> u32 {
    let highest = bins.iter().copied().max().unwrap_or_default().max(1);
    match bins.get(at).copied().unwrap_or_default() {
        0 => 0,
        count => (count * size.height / highest).max(1),
    }
}

/// Every column except the marked one, as lines of one path.
fn columns(size: &Size, bins: &[u32], marked: Option<usize>) -> String {
    let drawn = (0..bins.len()).filter(|at| Some(*at) != marked && bins[*at] > 0);
    drawn.map(|at| format!("M{} {}v-{}", at * STEP + STEP / 2, size.height, height(size, bins, at))).collect()
}

/// The marked column, a little wider, with an arrow under it: filled.
fn pointed(size: &Size, bins: &[u32], at: usize) -> String {
    let Size { height: bottom, under, half_arrow: half, arrow } = *size;
    let left = at * STEP;
    let column = match height(size, bins, at) {
        0 => String::new(),
        height => format!("M{left} {bottom}v-{height}h4v{height}z"),
    };
    format!("{column}M{} {}l{half}-{arrow} {half} {arrow}z", left + 2 - half as usize, bottom + under)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use leptos::prelude::RenderHtml;

    use super::{Chart, spark};
    use crate::text::{Lang, Words};

    #[test]
    fn a_column_is_as_high_as_it_counts_and_the_marked_one_has_an_arrow() {
        let html = spark(&[1, 4, 0, 2], Some(1)).to_html();
        assert!(html.contains(r#"viewBox="0 0 20 26""#), "{html}");
        assert!(html.contains(r#"d="M2 20v-5M17 20v-10""#), "{html}");
        assert!(html.contains(r#"d="M5 20v-20h4v20zM5 26l2-5 2 5z" class="here""#), "{html}");
        assert!(!spark(&[1, 2], None).to_html().contains("here"));
        assert!(!spark(&[1, 2], Some(2)).to_html().contains("here"), "a price outside the scale has no mark");
    }

    #[test]
    fn a_large_chart_says_both_ends_and_the_price_in_words() {
        let chart = Chart {
            bins: &[3, 1],
            ends: ["24,60 €".to_owned(), "47,00 €".to_owned()],
            mark: Some((0, "25,56 €".to_owned())),
            words: "4 services".to_owned(),
        };
        let html = chart.view(Words::of(Lang::French)).to_html();
        for words in ["24,60 €", "47,00 €", "▲ ce service\u{202f}: 25,56 €", "4 services"] {
            assert!(html.contains(words), "{words} in {html}");
        }
        assert!(!html.contains("style="), "{html}");
    }
}
