//! Pictograms of the acts: line drawings of our own, once in a page and used by name. They repeat a label, never replace it.

use domain::Act;
use domain::values::closed_list::ClosedList;
use maud::{Markup, PreEscaped, html};

/// Every drawing, hidden, for `act_pictogram` to use. Once in a page.
pub fn sprite() -> Markup {
    html! {
        svg.sprite width="0" height="0" aria-hidden="true" focusable="false" {
            @for act in Act::ALL {
                symbol id={ "picto-" (act.code()) } viewBox="0 0 24 24" { (PreEscaped(drawing(*act))) }
            }
        }
    }
}

/// The drawing of an act, beside its name.
pub fn act_pictogram(act: Act) -> Markup {
    html! { svg.pictogram width="24" height="24" aria-hidden="true" focusable="false" { use href={ "#picto-" (act.code()) } {} } }
}

/// Lines on a square of 24, drawn with the colour of the text.
pub fn drawing(act: Act) -> &'static str {
    match act {
        Act::RiseAndBed => {
            r#"<path d="M3 19V7m0 9h18v3m0-3v-3a3 3 0 0 0-3-3h-8v6"/><circle cx="6.5" cy="12" r="1.8"/>"#
        }
        Act::Washing => {
            r#"<path d="M3 12h18v2a5 5 0 0 1-5 5H8a5 5 0 0 1-5-5zm3 0V6a2 2 0 0 1 4 0M7 19l-1 2m11-2 1 2"/>"#
        }
        Act::Meals => r#"<path d="M6 3v7a2 2 0 0 0 4 0V3M8 12v9M17 3c-2 1-3 4-3 7h3v11"/>"#,
        Act::Changing => r#"<path d="M3 7h18l-1 4a6 6 0 0 0-5 6H9a6 6 0 0 0-5-6zM7 7v3m10-3v3"/>"#,
        Act::Transfers => r#"<path d="M6 3v9h7l3 7m-8-7a5 5 0 1 0 6 6M16 8h5m-2-2 2 2-2 2"/>"#,
        Act::Presence => {
            r#"<circle cx="8" cy="8" r="3"/><circle cx="17" cy="9" r="2.5"/><path d="M3 20a5 5 0 0 1 10 0m1-1a4 4 0 0 1 7 0"/>"#
        }
        Act::NightWatch => r#"<path d="M20 14A8 8 0 1 1 10 4a6.5 6.5 0 0 0 10 10zM16 4h4l-4 4h4"/>"#,
        Act::Outings => r#"<circle cx="9" cy="4" r="2"/><path d="M9 7v6l-3 8m3-8 4 8M9 8l4 3m4-2v12m-2-12h4"/>"#,
        Act::Driving => {
            r#"<path d="M4 16v-4l2-5h12l2 5v4zm0 0v3m16-3v3M4 12h16"/><circle cx="8" cy="14" r=".8"/><circle cx="16" cy="14" r=".8"/>"#
        }
        Act::Respite => r#"<path d="M12 20S4 15 4 9a4 4 0 0 1 8-1 4 4 0 0 1 8 1c0 6-8 11-8 11zM8 12h8m-2-2 2 2-2 2"/>"#,
        Act::Nursing => r#"<rect x="4" y="7" width="16" height="12" rx="2"/><path d="M9 7V4h6v3m-3 3v6m-3-3h6"/>"#,
        Act::Cleaning => r#"<path d="M14 3 9 13m-4 8c0-4 1-7 4-8l4 2c0 3-2 5-2 6zm9 0h4m-2-5v1m3 1v1"/>"#,
        Act::Laundry => {
            r#"<rect x="4" y="3" width="16" height="18" rx="2"/><circle cx="12" cy="13" r="4.5"/><path d="M7 6h2m4 0h4"/>"#
        }
        Act::Shopping => {
            r#"<path d="M3 4h3l2 11h10l2-8H7"/><circle cx="10" cy="19" r="1.5"/><circle cx="16" cy="19" r="1.5"/>"#
        }
        Act::Handiwork => r#"<path d="M14 6a4 4 0 0 1 5-3l-2 3 2 2 2-2a4 4 0 0 1-5 4L8 19a2 2 0 0 1-3-3l8-8z"/>"#,
        Act::Paperwork => r#"<path d="M6 3h8l4 4v14H6zm8 0v4h4M9 12h6m-6 4h6"/>"#,
        Act::Computing => r#"<rect x="4" y="5" width="16" height="10" rx="1"/><path d="M2 19h20M10 15v4m4-4v4"/>"#,
        Act::MealDelivery => r#"<path d="M4 16a8 8 0 0 1 16 0zm-2 0h20M12 8V6m-7 14h14"/>"#,
        Act::RemoteAlarm => {
            r#"<circle cx="12" cy="13" r="4"/><path d="M12 9V4M8 4h8M4 8a9 9 0 0 0 0 10M20 8a9 9 0 0 1 0 10"/>"#
        }
    }
}
