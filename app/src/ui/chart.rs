//! Prices as columns, with a mark at one of them: small on a card, large on a page. The words beside it say the same.

use leptos::prelude::*;

use crate::text::{Results as W, Words};

/// Units from one column to the next.
const STEP: usize = 5;
/// Height of the highest column.
const HEIGHT: u32 = 20;
/// Room for the pointer under the columns.
const POINTER: u32 = 6;

/// The columns alone, for the eye: the price stands beside them. `mark` is the place of a column.
pub fn spark(bins: &[u32], mark: Option<usize>) -> AnyView {
    let frame = format!("0 0 {} {}", bins.len() * STEP, HEIGHT + POINTER);
    let marked = mark.filter(|at| *at < bins.len());
    let here = marked.map(|at| view! { <path class="here" d=pointed(at, height(bins, at))></path> });
    view! {
        <svg class="spark" viewBox=frame aria-hidden="true"><path d=columns(bins, marked)></path>{here}</svg>
    }
    .into_any()
}

/// What a large chart shows.
pub struct Chart<'a> {
    /// How many prices each column counts, from the lowest.
    pub bins: &'a [u32],
    /// The price at each end, in words.
    pub ends: [String; 2],
    /// The column of one price, and that price in words.
    pub mark: Option<(usize, String)>,
    /// What the columns count, in a sentence.
    pub words: String,
}

impl Chart<'_> {
    /// Columns with both ends and the marked price under them: words in a line of their own, which no column can cover
    /// and which wrap where letters are large.
    pub fn view(self, t: Words) -> AnyView {
        let Self { bins, ends: [low, high], mark, words } = self;
        let columns = spark(bins, mark.as_ref().map(|(at, _)| *at));
        let here = mark.map(|(_, price)| view! { <strong>{format!("▲ {}", t.fill(W::ChartHere, &[&price]))}</strong> });
        view! {
            <figure class="chart">
                {columns}
                <div class="ends"><span>{low}</span>{here}<span>{high}</span></div>
                <figcaption>{words}</figcaption>
            </figure>
        }
        .into_any()
    }
}

/// A column that counts something is seen, however few it counts.
fn height(bins: &[u32], at: usize) -> u32 {
    let highest = bins.iter().copied().max().unwrap_or_default().max(1);
    match bins.get(at).copied().unwrap_or_default() {
        0 => 0,
        count => (count * HEIGHT / highest).max(1),
    }
}

/// Every column but the marked one, as lines of one path.
fn columns(bins: &[u32], marked: Option<usize>) -> String {
    let drawn = (0..bins.len()).filter(|at| Some(*at) != marked && bins[*at] > 0);
    drawn.map(|at| format!("M{} {HEIGHT}v-{}", at * STEP + STEP / 2, height(bins, at))).collect()
}

/// The marked column, a little wider, and an arrow under it: filled.
fn pointed(at: usize, height: u32) -> String {
    let left = at * STEP;
    let column = if height == 0 { String::new() } else { format!("M{left} {HEIGHT}v-{height}h4v{height}z") };
    format!("{column}M{left} {}l2-5 2 5z", HEIGHT + POINTER)
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
        for words in ["24,60 €", "47,00 €", "▲ ce service\u{a0}: 25,56 €", "4 services"] {
            assert!(html.contains(words), "{words} in {html}");
        }
        assert!(!html.contains("style="), "{html}");
    }
}
