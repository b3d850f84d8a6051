//! What people write around an address and no street's name has: the floor, the building, the flat, CEDEX, the country, the
//! second number of a range.

/// Words that a number or a letter follows: "bat b", "appt 3".
const FOLLOWED: [&str; 16] = [
    "app",
    "appartement",
    "appt",
    "apt",
    "bat",
    "batiment",
    "bp",
    "code",
    "cs",
    "digicode",
    "esc",
    "escalier",
    "etage",
    "hall",
    "interphone",
    "tsa",
];

/// Words that a floor is written with after its number.
const FLOORS: [&str; 2] = ["etage", "etg"];

/// Takes it away from the folded words of an address, which keep their order.
pub(super) fn take_away(tokens: &mut Vec<&str>, city: &str) {
    let mut kept: Vec<&str> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at).copied() {
        let next = tokens.get(at + 1).copied();
        let is_floor = |token: Option<&str>| token.is_some_and(|token| FLOORS.contains(&token));
        at += match token {
            // "12 a 16 rue": the first number tells where it is.
            "a" | "au" | "et" if at == 1 && is_number(Some(tokens[0])) && is_number(next) && tokens.len() > 3 => 2,
            "cedex" if is_number(next) => 2,
            "cedex" => 1,
            "rdc" => 1,
            "france" if kept.last().is_some_and(|last| *last == city || is_code(last)) => 1,
            _ if is_ranked(token) && is_floor(next) => 2,
            // "4 e etage", as "4° étage" is folded.
            _ if is_number(Some(token))
                && matches!(next, Some("e" | "eme"))
                && is_floor(tokens.get(at + 2).copied()) =>
            {
                3
            }
            _ if FOLLOWED.contains(&token) && next.is_some_and(is_mark) => 2,
            token => {
                kept.push(token);
                1
            }
        };
    }
    if kept.iter().any(|token| token.bytes().any(|c| c.is_ascii_alphabetic())) {
        *tokens = kept;
    }
}

fn is_number(token: Option<&str>) -> bool {
    token.is_some_and(|token| !token.is_empty() && token.bytes().all(|c| c.is_ascii_digit()))
}

fn is_code(token: &str) -> bool {
    token.len() == 5 && is_number(Some(token))
}

/// "4e", "1er", "4", "dernier".
fn is_ranked(token: &str) -> bool {
    token == "dernier" || token.starts_with(|c: char| c.is_ascii_digit()) && token.len() < 6
}

/// What names a building or a flat: "b", "3", "a12"; never the number of a house after a street.
fn is_mark(token: &str) -> bool {
    token.len() == 1 || (token.len() < 6 && token.bytes().any(|c| c.is_ascii_digit()) && !is_code(token))
}

#[cfg(test)]
mod tests {
    use super::take_away;

    #[test]
    fn what_surrounds_an_address_is_taken_away_and_nothing_of_its_street() {
        for (typed, kept) in [
            ("12 rue daguerre 75014 paris france", "12 rue daguerre 75014 paris"),
            ("12 rue daguerre 75014 paris cedex 14", "12 rue daguerre 75014 paris"),
            ("12 rue daguerre 4e etage", "12 rue daguerre"),
            ("12 rue daguerre 4 eme etage", "12 rue daguerre"),
            ("12 rue daguerre etage 4", "12 rue daguerre"),
            ("12 rue daguerre rdc", "12 rue daguerre"),
            ("bat b 12 rue daguerre", "12 rue daguerre"),
            ("12 rue daguerre bat b appt 3", "12 rue daguerre"),
            ("12 rue daguerre batiment b2 escalier a code 12a4 75014", "12 rue daguerre 75014"),
            ("12 a 16 rue de vaugirard", "12 rue de vaugirard"),
            ("12 avenue de france", "12 avenue de france"),
            ("rue de la france", "rue de la france"),
            ("cedex", "cedex"),
            ("place etage", "place etage"),
            ("12 a rue x", "12 a rue x"),
        ] {
            let mut tokens: Vec<&str> = typed.split(' ').collect();
            take_away(&mut tokens, "paris");
            assert_eq!(tokens.join(" "), kept, "{typed}");
        }
    }
}
