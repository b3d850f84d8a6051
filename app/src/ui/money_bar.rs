//! How much of a cost the aids pay and how much the person pays, as one bar. The amounts stand beside it in words.

use domain::Cents;
use leptos::prelude::*;

/// The share of the aids in whole percents, kept away from 0 and 100 where both parts exist, so that both are visible.
fn share(aids: Cents, total: Cents) -> i64 {
    match (aids.0, total.0) {
        (..=0, _) | (_, ..=0) => 0,
        (aids, total) if aids >= total => 100,
        (aids, total) => (aids * 100 / total).clamp(2, 98),
    }
}

/// The part of the aids comes first and is striped, what remains to pay is plain: they differ without colour too.
pub fn money_bar(aids: Cents, to_pay: Cents) -> AnyView {
    let share = share(aids, Cents(aids.0 + to_pay.0));
    view! {
        <svg class="money" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <path class="aids" d=format!("M0 4h{share}")></path>
            <path d=format!("M{share} 4h{}", 100 - share)></path>
        </svg>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use domain::Cents;
    use leptos::prelude::RenderHtml;

    use super::{money_bar, share};

    #[test]
    fn the_two_parts_of_a_cost_fill_the_bar() {
        let html = money_bar(Cents(64_200), Cents(13_500)).to_html();
        assert!(html.contains("M0 4h82") && html.contains("M82 4h18"), "{html}");
        assert!(!html.contains("style="), "{html}");
    }

    #[test]
    fn a_small_part_is_still_seen() {
        assert_eq!(share(Cents(1), Cents(100_000)), 2);
        assert_eq!(share(Cents(99_999), Cents(100_000)), 98);
        assert_eq!(share(Cents(0), Cents(100_000)), 0);
        assert_eq!(share(Cents(100_000), Cents(100_000)), 100);
        assert_eq!(share(Cents(0), Cents(0)), 0);
    }
}
