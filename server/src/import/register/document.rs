//! Reads a JSON document as a stream: it is walked member by member, and a value is held only if it is asked for, up to
//! a limit. An unreadable value affects only itself, as long as its quotes and brackets are closed.

use std::io::{self, BufRead};

use memchr::memchr2;

/// Why a document is not read to its end.
#[derive(Debug)]
pub(super) enum Broken {
    Read(io::Error),
    /// It ends too early.
    Cut,
    /// A character that JSON does not allow here, with its position in bytes.
    Damaged(u64),
}

impl From<io::Error> for Broken {
    fn from(cause: io::Error) -> Self {
        // A truncated gzip file gives this error.
        if cause.kind() == io::ErrorKind::UnexpectedEof { Self::Cut } else { Self::Read(cause) }
    }
}

/// Longest name of a member that is compared, in bytes.
const LONGEST_NAME: usize = 128;

pub(super) struct Document<R> {
    file: R,
    /// Bytes read so far.
    bytes: u64,
}

/// The result of holding a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    Whole,
    /// Longer than the limit: it was skipped.
    TooLong,
}

impl<R: BufRead> Document<R> {
    pub(super) fn new(file: R) -> Self {
        Self { file, bytes: 0 }
    }

    fn consume(&mut self, amount: usize) {
        self.file.consume(amount);
        self.bytes += amount as u64;
    }

    /// The next byte that is not white space, without consuming it.
    pub(super) fn peek(&mut self) -> Result<u8, Broken> {
        self.peek_or_end()?.ok_or(Broken::Cut)
    }

    fn peek_or_end(&mut self) -> Result<Option<u8>, Broken> {
        loop {
            let piece = self.file.fill_buf()?;
            if piece.is_empty() {
                return Ok(None);
            }
            let length = piece.len();
            match piece.iter().position(|byte| !byte.is_ascii_whitespace()) {
                Some(at) => {
                    let byte = piece[at];
                    self.consume(at);
                    return Ok(Some(byte));
                }
                None => self.consume(length),
            }
        }
    }

    fn take(&mut self, wanted: u8) -> Result<(), Broken> {
        if self.peek()? != wanted {
            return Err(Broken::Damaged(self.bytes));
        }
        self.consume(1);
        Ok(())
    }

    /// After a value: true if another value follows.
    fn goes_on(&mut self, end: u8) -> Result<bool, Broken> {
        let byte = self.peek()?;
        if byte != b',' && byte != end {
            return Err(Broken::Damaged(self.bytes));
        }
        self.consume(1);
        Ok(byte == b',')
    }

    /// Calls `with` for each member of an object, with its name; `with` reads the value. Anything but an object is
    /// skipped, and the result is false.
    pub(super) fn members<E: From<Broken>>(
        &mut self,
        mut with: impl FnMut(&mut Self, &str) -> Result<(), E>,
    ) -> Result<bool, E> {
        if self.peek()? != b'{' {
            self.skip()?;
            return Ok(false);
        }
        self.take(b'{')?;
        if self.peek()? == b'}' {
            self.take(b'}')?;
            return Ok(true);
        }
        let mut name = Vec::new();
        loop {
            if self.peek()? != b'"' {
                return Err(Broken::Damaged(self.bytes).into());
            }
            name.clear();
            let held = self.hold(&mut name, LONGEST_NAME)?;
            self.take(b':')?;
            // A name that cannot be read is not one of the wanted names.
            let read =
                if held == Held::Whole { serde_json::from_slice(&name).unwrap_or_default() } else { String::new() };
            with(self, &read)?;
            if !self.goes_on(b'}')? {
                return Ok(true);
            }
        }
    }

    /// Calls `with` for each element of an array. Anything but an array is skipped, and the result is false.
    pub(super) fn elements<E: From<Broken>>(
        &mut self,
        mut with: impl FnMut(&mut Self) -> Result<(), E>,
    ) -> Result<bool, E> {
        if self.peek()? != b'[' {
            self.skip()?;
            return Ok(false);
        }
        self.take(b'[')?;
        if self.peek()? == b']' {
            self.take(b']')?;
            return Ok(true);
        }
        loop {
            with(self)?;
            if !self.goes_on(b']')? {
                return Ok(true);
            }
        }
    }

    /// Checks that nothing follows the document.
    pub(super) fn end(&mut self) -> Result<(), Broken> {
        match self.peek_or_end()? {
            None => Ok(()),
            Some(_) => Err(Broken::Damaged(self.bytes)),
        }
    }

    pub(super) fn skip(&mut self) -> Result<(), Broken> {
        self.value(|_| {})
    }

    /// The bytes of a value, if there are at most `most`.
    pub(super) fn hold(&mut self, into: &mut Vec<u8>, most: usize) -> Result<Held, Broken> {
        let mut held = Held::Whole;
        self.value(|part| {
            if into.len() + part.len() > most {
                held = Held::TooLong;
            } else if held == Held::Whole {
                into.extend_from_slice(part);
            }
        })?;
        Ok(held)
    }

    /// Skips a value, and passes its bytes to `part`.
    fn value(&mut self, mut part: impl FnMut(&[u8])) -> Result<(), Broken> {
        match self.peek()? {
            b'{' | b'[' | b'"' => {
                let mut ends = Ends::default();
                loop {
                    let piece = self.file.fill_buf()?;
                    if piece.is_empty() {
                        return Err(Broken::Cut);
                    }
                    let (length, over) = match ends.find(piece) {
                        Some(end) => (end, true),
                        None => (piece.len(), false),
                    };
                    part(&piece[..length]);
                    self.consume(length);
                    if over {
                        return Ok(());
                    }
                }
            }
            b'-' | b'0'..=b'9' | b't' | b'f' | b'n' => loop {
                let piece = self.file.fill_buf()?;
                if piece.is_empty() {
                    return Err(Broken::Cut);
                }
                let delimiter = |byte: &u8| matches!(byte, b',' | b'}' | b']' | b':') || byte.is_ascii_whitespace();
                let (length, over) = match piece.iter().position(delimiter) {
                    Some(end) => (end, true),
                    None => (piece.len(), false),
                };
                part(&piece[..length]);
                self.consume(length);
                if over {
                    return Ok(());
                }
            },
            _ => Err(Broken::Damaged(self.bytes)),
        }
    }
}

/// Finds the end of a value that begins with a bracket or a quote, piece by piece.
#[derive(Default)]
struct Ends {
    depth: u64,
    in_text: bool,
    escaped: bool,
}

impl Ends {
    /// The number of bytes of the piece up to the end of the value, if the value ends in it.
    fn find(&mut self, piece: &[u8]) -> Option<usize> {
        let mut at = 0;
        while at < piece.len() {
            if self.escaped {
                self.escaped = false;
                at += 1;
            } else if self.in_text {
                let found = memchr2(b'"', b'\\', &piece[at..])?;
                at += found + 1;
                match piece[at - 1] {
                    b'"' => self.in_text = false,
                    _ => self.escaped = true,
                }
            } else {
                let is_mark = |byte: &u8| matches!(byte, b'"' | b'{' | b'[' | b'}' | b']');
                let found = piece[at..].iter().position(is_mark)?;
                at += found + 1;
                match piece[at - 1] {
                    b'"' => self.in_text = true,
                    b'{' | b'[' => self.depth += 1,
                    _ => self.depth = self.depth.saturating_sub(1),
                }
            }
            if self.depth == 0 && !self.in_text && !self.escaped {
                return Some(at);
            }
        }
        None
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::{BufReader, Read, repeat};

    use super::{Broken, Document, Held};

    /// Values of the members of an object, read three bytes at a time.
    fn members(text: &str) -> Result<Vec<(String, String)>, Broken> {
        let mut document = Document::new(BufReader::with_capacity(3, text.as_bytes()));
        let mut found = Vec::new();
        document.members(|document, name| {
            let mut value = Vec::new();
            let held = document.hold(&mut value, 20)?;
            let value = if held == Held::Whole { String::from_utf8(value).unwrap() } else { "too long".to_owned() };
            found.push((name.to_owned(), value));
            Ok::<_, Broken>(())
        })?;
        document.end()?;
        Ok(found)
    }

    #[test]
    fn members_are_read_wherever_the_pieces_of_the_file_end() {
        let text =
            r#" { "a" : "x\"}\\" , "b\u0041": [1, {"c": "]"}], "d":null,"e":-1.5e3 ,"f":"0123456789012345678901"} "#;
        let found = members(text).unwrap();
        let found: Vec<(&str, &str)> = found.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let expected =
            [("a", r#""x\"}\\""#), ("bA", r#"[1, {"c": "]"}]"#), ("d", "null"), ("e", "-1.5e3"), ("f", "too long")];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_document_that_is_cut_or_damaged_says_so() {
        for text in ["", "{", r#"{"a"#, r#"{"a":"#, r#"{"a":"b"#, r#"{"a":[1"#, r#"{"a":1"#] {
            assert!(matches!(members(text), Err(Broken::Cut)), "{text}");
        }
        for text in [r#"{"a" 1}"#, r#"{"a":1 2}"#, r#"{"a":}"#, r#"{a:1}"#, r#"{"a":1} x"#, r#"{"a":1,}"#] {
            assert!(matches!(members(text), Err(Broken::Damaged(_))), "{text}");
        }
    }

    #[test]
    fn a_value_of_a_gigabyte_is_skipped_without_being_held() {
        let text = (&b"{\"a\":\""[..]).chain(repeat(b'x').take(1 << 30)).chain(&b"\"}"[..]);
        let mut document = Document::new(BufReader::with_capacity(1 << 18, text));
        let mut value = Vec::new();
        document
            .members(|document, _| {
                assert_eq!(document.hold(&mut value, 1 << 20)?, Held::TooLong);
                Ok::<_, Broken>(())
            })
            .unwrap();
        assert!(value.capacity() <= 2 << 20, "{}", value.capacity());
    }
}
