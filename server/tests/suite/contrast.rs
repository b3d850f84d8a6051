//! The colours of the style sheets, read from their one file: people with poor sight can read every word, by day and by
//! night.

use std::collections::BTreeMap;

/// Colours of words, and the surfaces behind them.
const WORDS: [(&str, &[&str]); 11] = [
    ("text", &["page", "raised", "quiet", "action-quiet", "accent-quiet", "good-quiet", "notice-quiet", "error-quiet"]),
    ("muted", &["page", "raised", "quiet"]),
    ("link", &["page", "raised", "quiet", "action-quiet"]),
    ("action", &["page", "raised", "quiet", "action-quiet"]),
    ("on-action", &["action"]),
    ("on-brand", &["brand"]),
    ("accent", &["page", "raised", "quiet", "accent-quiet"]),
    ("good", &["page", "raised", "quiet", "good-quiet"]),
    ("notice", &["page", "raised", "quiet", "notice-quiet"]),
    ("error", &["page", "raised", "quiet", "error-quiet"]),
    ("scan-dark", &["scan-light"]),
];

/// Lines that mark a field or the focus (WCAG 1.4.11).
const LINES: [(&str, &[&str]); 4] = [
    ("field-line", &["page", "raised"]),
    ("focus", &["page", "raised", "quiet"]),
    ("on-brand", &["brand"]),
    ("brand-line", &["brand"]),
];

/// The tokens of a theme: those of the day, with those that the night replaces.
fn themes() -> [(&'static str, BTreeMap<String, [u8; 3]>); 2] {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../style/tokens.css");
    let text = std::fs::read_to_string(path).unwrap();
    let (day, night) = text.split_once("prefers-color-scheme: dark").unwrap();
    let colours = |text: &str| -> BTreeMap<String, [u8; 3]> {
        let lines = text.lines().filter_map(|line| line.trim().strip_prefix("--colour-")?.split_once(": #"));
        let colour = |hex: &str| {
            let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
            [part(0), part(2), part(4)]
        };
        lines.map(|(name, hex)| (name.to_owned(), colour(hex))).collect()
    };
    let light = colours(day);
    let mut dark = light.clone();
    dark.extend(colours(night));
    [("light", light), ("dark", dark)]
}

/// WCAG 2.2, relative luminance.
fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// WCAG 2.2, contrast ratio.
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn assert_contrasts(pairs: &[(&str, &[&str])], least: f64) {
    for (theme, colours) in themes() {
        for (front, grounds) in pairs {
            for ground in *grounds {
                let ratio = contrast(colours[*front], colours[*ground]);
                assert!(ratio >= least, "{front} on {ground}, {theme}: {ratio:.2}");
            }
        }
    }
}

#[test]
fn black_on_white_has_the_highest_contrast() {
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
}

#[test]
fn words_are_read_on_every_surface_that_they_stand_on() {
    assert_contrasts(&WORDS, 4.5);
}

#[test]
fn fields_and_what_has_the_focus_are_seen() {
    assert_contrasts(&LINES, 3.0);
}
