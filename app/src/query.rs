//! The names and values of a query, as a browser sends them, or as a mail program may have altered them on the way.

use std::borrow::Cow;

/// Pairs of a query, with or without its `?`. A link in which `&` was written as `&amp;` is read in the same way.
pub fn pairs(query: &str) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    form_urlencoded::parse(query.trim_start_matches('?').as_bytes()).map(|(name, value)| (plain(name), value))
}

fn plain(name: Cow<'_, str>) -> Cow<'_, str> {
    if name.starts_with("amp;") { name.trim_start_matches("amp;").to_owned().into() } else { name }
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn a_link_whose_ampersands_were_written_for_a_page_says_the_same() {
        let read = |query: &str| pairs(query).map(|(name, value)| format!("{name}={value};")).collect::<String>();
        let usual = read("?lieu=14e&debut=2026-12-01&acte=toilette");
        assert_eq!(usual, "lieu=14e;debut=2026-12-01;acte=toilette;");
        assert_eq!(read("?lieu=14e&amp;debut=2026-12-01&amp;acte=toilette"), usual);
        assert_eq!(read("lieu=14e&amp;amp;debut=2026-12-01&amp;amp;acte=toilette"), usual);
        assert_eq!(read("nom=Aide+%26amp%3B+Cie"), "nom=Aide &amp; Cie;", "a value stays as it is");
    }
}
