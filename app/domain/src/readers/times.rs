//! Times of a day as people write them: "20:00", "20h", "20 h 30".

use crate::time::hours::parse_time;

/// Minutes since midnight; 24:00 is the end of the day. None for what is no time.
pub fn read(text: &str) -> Option<u16> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let colon = compact.replacen(['h', 'H'], ":", 1);
    let full = match colon.split_once(':') {
        None => format!("{colon}:00"),
        Some((_, "")) => format!("{colon}00"),
        Some((_, minutes)) if !is_two_digits(minutes.split(':').next().unwrap_or_default()) => return None,
        // Some browsers send seconds.
        Some((hours, minutes)) => match minutes.split_once(':') {
            None => colon,
            Some((minutes, "00")) => format!("{hours}:{minutes}"),
            Some(_) => return None,
        },
    };
    parse_time(&full).ok()
}

fn is_two_digits(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, minutes) in [
            ("20:00", 1200),
            ("20h", 1200),
            ("20 H 30", 1230),
            ("6 h 30", 390),
            ("8", 480),
            ("08:30:00", 510),
            ("0h", 0),
            ("24:00", 1440),
        ] {
            assert_eq!(read(text), Some(minutes), "{text}");
        }
        for text in
            ["", "h", "25:00", "24:01", "8:5", "8h5", "8:75", "8:30:30", "matin", "8h30 environ", "8,5", "20h00h"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
