//! Opening hours of an office as people write them: "du lundi au vendredi, 9 h – 12 h et 14 h – 17 h 30 ; samedi 9h-12h".
//! Read only where every word is understood: "sauf pendant les vacances" makes the whole unreadable.

use crate::readers::times;
use crate::time::hours::{Interval, OpenHours, Weekday};
use crate::values::search::fold;

/// The hours of a usual week. They do not apply to public holidays. None for a text that cannot be read with certainty.
pub fn read(text: &str) -> Option<OpenHours> {
    let tokens = tokens(text)?;
    let mut rest = &tokens[..];
    let mut week: [Vec<Interval>; 7] = Default::default();
    while !rest.is_empty() {
        let days = days(&mut rest)?;
        skip(&mut rest, &[Token::Comma, Token::Colon]);
        let times = spans(&mut rest)?;
        for day in days {
            week[day.position()].extend(&times);
        }
        skip(&mut rest, &[Token::Comma, Token::Stop, Token::And]);
    }
    week.iter().any(|day| !day.is_empty()).then(|| OpenHours::new(week, false))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Day(Weekday),
    EveryDay,
    /// Minutes since midnight.
    Time(u16),
    /// "–", "à", "au"
    Until,
    And,
    Comma,
    Colon,
    /// The end of a line or of a clause.
    Stop,
}

/// The words of a text; none if one of them is unknown.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let length = |is: fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
        let taken = if first.is_ascii_digit() {
            let end = time_length(rest);
            tokens.push(Token::Time(times::read(&rest[..end]).filter(|_| rest[..end].contains(['h', 'H', ':']))?));
            end
        } else if first.is_alphabetic() {
            let end = length(char::is_alphabetic);
            tokens.extend(word(&fold(&rest[..end]))?);
            end
        } else {
            tokens.extend(match first {
                '–' | '—' | '-' | '‑' => Some(Token::Until),
                ',' | '/' => Some(Token::Comma),
                ':' => Some(Token::Colon),
                ';' | '.' | '\n' => Some(Token::Stop),
                c if c.is_whitespace() => None,
                _ => return None,
            });
            first.len_utf8()
        };
        rest = &rest[taken..];
    }
    Some(tokens)
}

/// Length in bytes of the time at the start of a text: "9 h", "17 h 30", "9:00".
fn time_length(text: &str) -> usize {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let spaces = |from: usize| {
        text[from..].chars().take_while(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}')).map(char::len_utf8).sum::<usize>()
    };
    let hours = digits(0);
    let mark = hours + spaces(hours);
    match text[mark..].chars().next() {
        Some('h' | 'H') => {
            let minutes = mark + 1 + spaces(mark + 1);
            match digits(minutes) {
                2 => minutes + 2,
                _ => mark + 1,
            }
        }
        Some(':') if mark == hours => hours + 1 + digits(hours + 1),
        Some(_) | None => hours,
    }
}

/// The meaning of a word: empty for a word that adds nothing, none for an unknown word.
fn word(folded: &str) -> Option<Option<Token>> {
    Some(match folded {
        "lundi" | "lundis" => Some(Token::Day(Weekday::Monday)),
        "mardi" | "mardis" => Some(Token::Day(Weekday::Tuesday)),
        "mercredi" | "mercredis" => Some(Token::Day(Weekday::Wednesday)),
        "jeudi" | "jeudis" => Some(Token::Day(Weekday::Thursday)),
        "vendredi" | "vendredis" => Some(Token::Day(Weekday::Friday)),
        "samedi" | "samedis" => Some(Token::Day(Weekday::Saturday)),
        "dimanche" | "dimanches" => Some(Token::Day(Weekday::Sunday)),
        "tous" => Some(Token::EveryDay),
        "a" | "au" => Some(Token::Until),
        "et" | "puis" => Some(Token::And),
        "de" | "du" | "le" | "les" | "jours" => None,
        _ => return None,
    })
}

fn skip(rest: &mut &[Token], marks: &[Token]) {
    while let [first, after @ ..] = *rest
        && marks.contains(first)
    {
        *rest = after;
    }
}

/// "lundi – vendredi", "lundi, mardi et jeudi", "tous les jours"
fn days(rest: &mut &[Token]) -> Option<Vec<Weekday>> {
    let mut days = Vec::new();
    loop {
        match *rest {
            [Token::EveryDay, after @ ..] if days.is_empty() => {
                *rest = after;
                return Some(Weekday::ALL.to_vec());
            }
            [Token::Day(first), Token::Until, Token::Day(last), after @ ..] if first < last => {
                days.extend(&Weekday::ALL[first.position()..=last.position()]);
                *rest = after;
            }
            [Token::Day(_), Token::Until, Token::Day(_), ..] => return None,
            [Token::Day(day), after @ ..] => {
                days.push(*day);
                *rest = after;
            }
            _ => return None,
        }
        match *rest {
            [Token::Comma | Token::And, Token::Day(_), ..] => skip(rest, &[Token::Comma, Token::And]),
            _ => return Some(days),
        }
    }
}

/// "9 h – 12 h et 14 h – 17 h 30"
fn spans(rest: &mut &[Token]) -> Option<Vec<Interval>> {
    let mut spans = Vec::new();
    loop {
        let [Token::Time(from), Token::Until, Token::Time(to), after @ ..] = *rest else { return None };
        spans.push(Interval::new(*from, *to).ok()?);
        *rest = after;
        match *rest {
            [Token::Comma | Token::And, Token::Time(_), ..] => skip(rest, &[Token::Comma, Token::And]),
            [Token::Time(_), ..] => return None,
            _ => return Some(spans),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::time::hours::Weekday;

    /// "1: 540-1050" for each weekday that is open.
    fn week(text: &str) -> Option<String> {
        let hours = read(text)?;
        let days = Weekday::ALL.into_iter().filter(|day| !hours.on(*day).is_empty()).map(|day| {
            let spans = hours.on(day).iter().map(|span| format!(" {}-{}", span.start(), span.end()));
            format!("{}:{}", day.position() + 1, spans.collect::<String>())
        });
        Some(days.collect::<Vec<_>>().join(", "))
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        let weekdays = "1: 540-1050, 2: 540-1050, 3: 540-1050, 4: 540-1050, 5: 540-1050";
        for text in [
            "du lundi au vendredi, 9 h – 17 h 30",
            "Lundi au vendredi : 9h-17h30",
            "lundi – vendredi de 9:00 à 17:30",
            "Du lundi au vendredi\u{a0}: de 9\u{202f}h à 17\u{a0}h\u{a0}30.",
            "lundi, mardi, mercredi, jeudi et vendredi 09h00-17h30",
        ] {
            assert_eq!(week(text).as_deref(), Some(weekdays), "{text}");
        }
        assert_eq!(week("lundi 9h-12h et 14h-17h").as_deref(), Some("1: 540-720 840-1020"));
        assert_eq!(
            week("mardi 9h-12h, 14h-17h ; samedi 10 h – 12 h").as_deref(),
            Some("2: 540-720 840-1020, 6: 600-720")
        );
        assert_eq!(week("le samedi de 9 h à 12 h").as_deref(), Some("6: 540-720"));
        assert_eq!(week("tous les jours 0h-24h").map(|week| week.len()), Some(7 * 9 + 6 * 2));
    }

    #[test]
    fn what_is_not_understood_to_the_last_word_is_not_read() {
        for text in [
            "",
            "9 h – 17 h",
            "du lundi au vendredi",
            "du lundi au vendredi, 9 h – 17 h, sauf pendant les vacances",
            "lundi au vendredi, 9 – 17",
            "lundi matin 9h-12h",
            "du vendredi au lundi 9h-12h",
            "lundi 17h-9h",
            "lundi 9h-12h 14h-17h",
            "sur rendez-vous",
            "lundi 9h12h",
            "lundi 25h-26h",
            "lundi ?",
            "=1+1</title><script>",
        ] {
            assert_eq!(week(text), None, "{text}");
        }
    }
}
