//! `report`: what visitors reported, for staff to look at.

use std::process::ExitCode;

use clap::Subcommand;
use domain::values::closed_list::ClosedList;

use crate::clock::paris_day;
use crate::storage::Report;
use crate::storage::Store;

#[derive(Subcommand)]
pub(super) enum Reports {
    /// Print every report, newest first: number, date, FINESS, what it is about, message.
    List,
}

impl Reports {
    pub(super) async fn run(&self, store: &dyn Store) -> anyhow::Result<ExitCode> {
        match self {
            Self::List => {
                for report in super::readable(store.list_reports().await?) {
                    println!("{}", line(&report));
                }
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

/// "12 2026-11-23 750000011 tarif: le prix a changé\nen janvier", on one line
fn line(Report { number, report }: &Report) -> String {
    let message = printable(report.message.as_str());
    format!("{number} {} {} {}: {message}", paris_day(report.recorded_at), report.finess, report.about.code())
}

/// A visitor's text as one line that a terminal shows and does not obey: control characters, and those that turn the
/// direction of the text or do not show, are written as escapes.
fn printable(text: &str) -> String {
    let mut line = String::new();
    for c in text.chars() {
        let hidden = matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
        if c.is_control() || hidden || c == '\\' {
            line.extend(c.escape_default());
        } else {
            line.push(c);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn a_message_cannot_move_the_cursor_nor_turn_the_text() {
        assert_eq!(printable("prix\u{1b}[2J\u{202e}faux\u{9b}"), "prix\\u{1b}[2J\\u{202e}faux\\u{9b}");
        assert_eq!(printable("à la\nligne « ici » 🏠 \\n"), "à la\\nligne « ici » 🏠 \\\\n");
    }
}
