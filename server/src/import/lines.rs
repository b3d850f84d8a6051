//! Lines of a delimited file, one at a time: a stray quote affects its line and no other.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use memchr::{memchr, memchr_iter};

/// Longest line that is read, in bytes, its end included. The longest in the published files is a hundredth of it.
pub(super) const LONGEST: usize = 64 << 10;

/// Fields of most lines.
const USUAL_FIELDS: usize = 34;

/// Most characters of the file that a remark quotes.
const EXCERPT: usize = 80;

/// A line of a file, without its line end.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    Read(&'a [u8]),
    /// Longer than `LONGEST`: holds its beginning. The rest was skipped.
    TooLong(&'a [u8]),
    /// The last line, without a line end.
    Cut(&'a [u8]),
}

/// The lines of a file. One line at a time is held, and at most `LONGEST` bytes of it.
pub(super) struct Lines<R> {
    file: R,
    line: Vec<u8>,
    /// Bytes read so far.
    pub(super) bytes: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(file: R) -> Self {
        Self { file, line: Vec::new(), bytes: 0 }
    }

    /// The next line, or none at the end of the file.
    ///
    /// # Errors
    /// Errors in reading the file.
    pub(super) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.line.clear();
        let length = part(&mut self.file, &mut self.line)?;
        self.bytes += length;
        if length == 0 {
            return Ok(None);
        }
        if let Some(line) = self.line.strip_suffix(b"\n") {
            return Ok(Some(Line::Read(line.strip_suffix(b"\r").unwrap_or(line))));
        }
        if self.line.len() < LONGEST {
            return Ok(Some(Line::Cut(&self.line)));
        }
        let mut rest = Vec::new();
        while !rest.ends_with(b"\n") {
            rest.clear();
            let length = part(&mut self.file, &mut rest)?;
            self.bytes += length;
            if length == 0 {
                return Ok(Some(Line::Cut(&self.line)));
            }
        }
        Ok(Some(Line::TooLong(&self.line)))
    }
}

/// Reads to the end of the line, but at most `LONGEST` bytes.
fn part(file: &mut impl BufRead, into: &mut Vec<u8>) -> io::Result<u64> {
    Ok(file.take(LONGEST as u64).read_until(b'\n', into)? as u64)
}

/// The beginning of a text of the file for a remark, without characters that control a terminal or a page.
pub(super) fn excerpt(text: &str) -> String {
    domain::values::names::visible(&text.chars().take(EXCERPT).collect::<String>())
}

/// The fields of one line; quotes count only at the start of a field.
pub(super) fn split(line: &[u8]) -> Result<Vec<Cow<'_, [u8]>>, String> {
    if memchr(b'"', line).is_none() {
        let mut fields = Vec::with_capacity(USUAL_FIELDS);
        let mut start = 0;
        for end in memchr_iter(b';', line) {
            fields.push(Cow::Borrowed(&line[start..end]));
            start = end + 1;
        }
        fields.push(Cow::Borrowed(&line[start..]));
        return Ok(fields);
    }
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).flexible(true).from_reader(line);
    let mut record = csv::ByteRecord::new();
    match reader.read_byte_record(&mut record) {
        Ok(true) => Ok(record.iter().map(|field| Cow::Owned(field.to_vec())).collect()),
        Ok(false) => Err("an empty line".to_owned()),
        Err(error) => Err(format!("unreadable: {error}")),
    }
}

/// Decodes UTF-8, or else windows-1252: the two encodings of the files that the State publishes.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::{BufReader, Read, repeat};

    use super::{LONGEST, Line, Lines, excerpt};

    #[test]
    fn lines_are_read_one_by_one_and_the_last_must_end() {
        let mut lines = Lines::new(&b"a;b\r\n\nc"[..]);
        assert_eq!(lines.next().unwrap(), Some(Line::Read(b"a;b")));
        assert_eq!(lines.next().unwrap(), Some(Line::Read(b"")));
        assert_eq!(lines.next().unwrap(), Some(Line::Cut(b"c")));
        assert_eq!(lines.next().unwrap(), None);
        assert_eq!(lines.bytes, 7);
    }

    #[test]
    fn a_line_longer_than_the_limit_is_skipped_and_the_next_one_read() {
        let at_most = [vec![b'x'; LONGEST - 1], b"\n".to_vec()].concat();
        let over = [vec![b'x'; LONGEST], b"\n".to_vec()].concat();
        let file = [at_most, over, b"next\n".to_vec()].concat();
        let mut lines = Lines::new(file.as_slice());
        assert!(matches!(lines.next().unwrap(), Some(Line::Read(line)) if line.len() == LONGEST - 1));
        assert!(matches!(lines.next().unwrap(), Some(Line::TooLong(_))));
        assert_eq!(lines.next().unwrap(), Some(Line::Read(b"next")));
        assert_eq!(lines.bytes, file.len() as u64);
    }

    #[test]
    fn a_line_of_a_gigabyte_takes_no_more_memory_than_the_limit() {
        let file = repeat(b'x').take(1 << 30).chain(&b"\nnext\n"[..]);
        let mut lines = Lines::new(BufReader::with_capacity(1 << 18, file));
        assert!(matches!(lines.next().unwrap(), Some(Line::TooLong(_))));
        assert_eq!(lines.next().unwrap(), Some(Line::Read(b"next")));
        assert!(lines.line.capacity() <= 2 * LONGEST, "{}", lines.line.capacity());
    }

    #[test]
    fn what_a_remark_repeats_is_short_and_has_nothing_that_a_terminal_obeys() {
        assert_eq!(excerpt(&format!("\u{1b}[2Jabc{}", "x".repeat(500))).len(), 79);
    }
}
