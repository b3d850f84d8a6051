//! The address of a web site as it is typed: the only reader of such addresses. It does not check on the network that
//! the site exists.

/// Longest address, in characters.
const LONGEST: usize = 500;

/// Whether a text is the address of a web site that a page may link to: `http` or `https`, a host name with a dot in
/// it, perhaps a port and a path. No user name (`https://bank.example@evil/` leads to `evil`), no space, no control
/// character.
pub fn is_website(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return false };
    if text.len() > LONGEST || text.chars().any(|c| c.is_whitespace() || c.is_control() || "\\<>\"`{}|^".contains(c)) {
        return false;
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
    is_host(host) && port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0))
}

/// A host name of at least two labels, with letters, digits and inner hyphens.
fn is_host(host: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|c| c == '-' || c.is_alphanumeric())
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.len() <= 253 && host.contains('.') && host.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_web_site_has_a_host_with_a_dot_and_neither_user_nor_space() {
        let right = [
            "https://exemple.fr",
            "http://exemple.fr/",
            "https://www.aide-à-domicile.fr/paris?x=1#haut",
            "https://exemple.fr:8443/a@b",
            "https://192.0.2.7/",
        ];
        for text in right {
            assert!(is_website(text), "{text}");
        }
        let wrong = [
            "",
            "exemple.fr",
            "https://",
            "https://.",
            "https://..",
            "https://.fr",
            "https://exemple.",
            "https://exemple",
            "https://a.b@evil/",
            "https://a.b@evil.fr/",
            "https://a.b:x@evil.fr/",
            "https://a.b\\@evil.fr/",
            "https:///exemple.fr",
            "https://?exemple.fr",
            "https://exemple.fr:port/",
            "https://exemple.fr:0/",
            "https://-a.fr/",
            "https://a..fr/",
            "https://exem ple.fr/",
            "https://exemple.fr/a b",
            "https://exemple.fr/\n",
            "https://exemple.fr/\u{0}",
            "javascript://exemple.fr/",
            "HTTPS//exemple.fr",
        ];
        for text in wrong {
            assert!(!is_website(text), "{text:?}");
        }
    }
}
