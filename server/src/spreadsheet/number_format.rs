//! The number formats of a workbook, as far as they change the meaning of a number: a percent sign, and words after it.

use super::grid::decimal;

/// The format of a cell; only its first section is used.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct NumberFormat {
    /// Whether the number is shown multiplied by a hundred, with a percent sign.
    is_percent: bool,
    /// Text after the number, which does not change it: " %" in quotes, " h".
    after: String,
}

impl NumberFormat {
    pub(super) fn of(code: &str) -> Self {
        let mut format = Self::default();
        let mut code = code.chars();
        while let Some(c) = code.next() {
            match c {
                ';' => break,
                '"' => format.after.extend(code.by_ref().take_while(|c| *c != '"')),
                '\\' => format.after.extend(code.next()),
                // The width of the next character, or that character repeated.
                '_' | '*' => {
                    code.next();
                }
                // A colour, a condition, a currency.
                '[' => code.by_ref().take_while(|c| *c != ']').for_each(drop),
                '%' => format.is_percent = true,
                // Text before the number is not a unit.
                '0' | '#' | '?' | '@' | 'G' => format.after.clear(),
                _ => {}
            }
        }
        format.after = format.after.trim().to_owned();
        format
    }

    /// The number as a person would write it.
    pub(super) fn written(&self, number: f64) -> String {
        let number = if self.is_percent { decimal(number * 100.0) } else { decimal(number) };
        let sign = if self.is_percent { " %" } else { "" };
        let space = if self.after.is_empty() { "" } else { " " };
        format!("{number}{sign}{space}{}", self.after)
    }
}

#[cfg(test)]
mod tests {
    use super::NumberFormat;

    #[test]
    fn a_quoted_or_escaped_percent_is_text_and_a_bare_one_a_hundredth() {
        for (code, number, written) in [
            ("0%", 0.25, "25 %"),
            ("0.0 %", 0.025, "2.5 %"),
            ("0.0\" %\"", 2.5, "2.5 %"),
            ("0\\%", 3.0, "3 %"),
            ("0\\ \\%", 3.0, "3 %"),
            ("General\" %\"", 1.0, "1 %"),
            ("[Red]0%;-0%", 0.5, "50 %"),
            ("0;0%", 25.0, "25"),
            ("#,##0.00 [$€-40C]", 28.5, "28.5"),
            ("#,##0.00\\ \"€\"", 28.5, "28.5 €"),
            ("_-* #,##0.00_-", 28.5, "28.5"),
            ("0\" h\"", 1.0, "1 h"),
            ("\"n° \"0", 75.0, "75"),
            ("00\" \"00", 1234.0, "1234"),
            ("General", 14.0, "14"),
            ("", 14.0, "14"),
        ] {
            assert_eq!(NumberFormat::of(code).written(number), written, "{code}");
        }
    }
}
