//! Which form of an answer a client takes, and whether it has it already.

use axum::http::{HeaderMap, header};

/// Whether a coding (`br`, say) is named among what may be sent, and not refused by a weight of zero.
pub(super) fn takes(asked: &HeaderMap, coding: &str) -> bool {
    let values = asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|named| {
        let mut parts = named.split(';').map(str::trim);
        let is_it = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(coding));
        let weight = parts.find_map(|part| part.strip_prefix("q=")).unwrap_or("1");
        is_it && weight.parse::<f32>().is_ok_and(|weight| weight > 0.0)
    })
}

/// Whether a client says that it has the answer of a mark (`ETag`). None: it names no mark.
pub(super) fn has(asked: &HeaderMap, mark: &str) -> Option<bool> {
    let marks = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok())?;
    let mut marks = marks.split(',').map(|mark| mark.trim().trim_start_matches("W/"));
    Some(marks.any(|known| known == mark || known == "*"))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

    use super::{has, takes};

    fn headers(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn what_is_refused_is_not_sent_packed() {
        for (value, is_taken) in
            [("gzip", true), ("br, gzip;q=0.5", true), ("gzip;q=0", false), ("br", false), ("identity, GZIP", true)]
        {
            assert_eq!(takes(&headers(header::ACCEPT_ENCODING, value), "gzip"), is_taken, "{value}");
        }
        assert!(!takes(&HeaderMap::new(), "gzip"));
    }

    #[test]
    fn a_client_has_what_one_of_its_marks_names() {
        for (value, is_known) in [("\"a\"", true), ("\"b\", W/\"a\"", true), ("*", true), ("\"b\"", false)] {
            assert_eq!(has(&headers(header::IF_NONE_MATCH, value), "\"a\""), Some(is_known), "{value}");
        }
        assert_eq!(has(&HeaderMap::new(), "\"a\""), None);
    }
}
