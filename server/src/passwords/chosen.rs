//! Checks that a chosen password is not one that an attacker tries first. It uses only the password and the account
//! name, and writes neither anywhere.

use std::collections::HashSet;
use std::sync::LazyLock;

use app::access::AccountName;
use app::staff::entry::WrongPassword;

/// Shortest password, in characters.
pub const LEAST: usize = 12;
/// Fewest different characters.
const DIFFERENT: usize = 5;
/// Shortest name that is searched for in a password, in letters: a shorter one occurs in many phrases by chance.
const NAME_LEAST: usize = 4;

/// The 10 000 most common passwords, in lower case; README.md beside the file names the source. Nearly all are shorter
/// than the minimum length here. To reach twelve characters, people add digits or signs to a common password, or write
/// it twice; both are removed before the list is searched.
static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| include_str!("common.txt").lines().collect());

/// The first problem of a password for an account. Whether it was typed twice alike is checked elsewhere.
pub fn fault_of(password: &str, account: &AccountName) -> Option<WrongPassword> {
    let folded: Vec<char> = password.to_lowercase().chars().collect();
    if password.chars().count() < LEAST {
        Some(WrongPassword::Short)
    } else if folded.iter().collect::<HashSet<_>>().len() < DIFFERENT {
        Some(WrongPassword::FewCharacters)
    } else if has_name(&folded, account) {
        Some(WrongPassword::HasName)
    } else if is_common(&folded) {
        Some(WrongPassword::Common)
    } else if is_repeated(&folded) {
        Some(WrongPassword::Repeated)
    } else {
        None
    }
}

/// Whether it is one piece repeated; the last repetition may be cut.
fn is_repeated(text: &[char]) -> bool {
    (1..=text.len() / 2).any(|piece| text.iter().skip(piece).eq(text.iter().take(text.len() - piece)))
}

/// Whether it contains the name, however its parts are joined: "jeanne.martin" in "Jeanne Martin 75".
fn has_name(text: &[char], account: &AccountName) -> bool {
    let joined = |c: &char| c.is_alphanumeric();
    let text: String = text.iter().filter(|c| joined(c)).collect();
    let name: String = account.as_str().chars().filter(joined).collect();
    name.len() >= NAME_LEAST && text.contains(&name)
}

/// Whether it is common, also after digits and signs were removed from both ends; of digits and signs alone nothing
/// remains.
fn is_common(text: &[char]) -> bool {
    let bare = bare(text);
    let whole = |text: &[char]| COMMON.contains(text.iter().collect::<String>().as_str());
    // "motdepasse motdepasse" is one word, too.
    let half = bare.len() / 2;
    let (first, second) = (bare.get(..half).unwrap_or_default(), bare.get(half..).unwrap_or_default());
    let is_twice = self::bare(first) == self::bare(second);
    bare.is_empty() || whole(text) || whole(bare) || (is_twice && whole(self::bare(first)))
}

/// The text without the characters at both ends that are not letters.
fn bare(text: &[char]) -> &[char] {
    let start = text.iter().position(|c| c.is_alphabetic()).unwrap_or(text.len());
    let end = text.iter().rposition(|c| c.is_alphabetic()).map_or(start, |last| last + 1);
    text.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use app::access::AccountName;
    use app::staff::entry::WrongPassword;

    use super::{COMMON, fault_of};

    #[test]
    fn what_someone_tries_first_is_refused_with_its_reason_and_a_phrase_is_not() {
        assert_eq!(COMMON.len(), 10_000);
        let account = AccountName::parse("jeanne.martin").expect("a name");
        for (password, fault) in [
            ("une phrase assez longue", None),
            ("Tasse-Vélo-Nuage", None),
            ("quatre 1 mots 2 au 3 hasard", None),
            ("onze lettre", Some(WrongPassword::Short)),
            ("éééééééééééé", Some(WrongPassword::FewCharacters)),
            ("aabbccddaabbccdd", Some(WrongPassword::FewCharacters)),
            ("jeanne.martin75", Some(WrongPassword::HasName)),
            ("2026 Jeanne Martin!", Some(WrongPassword::HasName)),
            ("motherfucker", Some(WrongPassword::Common)),
            ("Q1w2e3r4t5y6", Some(WrongPassword::Common)),
            ("Password2026!", Some(WrongPassword::Common)),
            ("**2026sunshine2026**", Some(WrongPassword::Common)),
            ("footballfootball", Some(WrongPassword::Common)),
            ("Football-football1", Some(WrongPassword::Common)),
            ("14 07 1789 14 08", Some(WrongPassword::Common)),
            ("tasse1tasse1tasse", Some(WrongPassword::Repeated)),
            ("vélonuagevélonuage", Some(WrongPassword::Repeated)),
        ] {
            assert_eq!(fault_of(password, &account), fault, "{password}");
        }
        let short = AccountName::parse("al").expect("a name");
        assert_eq!(fault_of("une phrase si calme", &short), None, "two letters are in many words");
    }
}
