//! Lines of a delimited file, one at a time: a stray quote spoils its own line and no other.

use std::borrow::Cow;

/// Fields of one line; quotes only where a field starts with one.
pub(super) fn split(line: &[u8]) -> Result<Vec<Cow<'_, [u8]>>, String> {
    if !line.contains(&b'"') {
        return Ok(line.split(|byte| *byte == b';').map(Cow::Borrowed).collect());
    }
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).flexible(true).from_reader(line);
    let mut record = csv::ByteRecord::new();
    match reader.read_byte_record(&mut record) {
        Ok(true) => Ok(record.iter().map(|field| Cow::Owned(field.to_vec())).collect()),
        Ok(false) => Err("an empty line".to_owned()),
        Err(error) => Err(format!("unreadable: {error}")),
    }
}

/// UTF-8, or else windows-1252, the two encodings in which the files of the State are published.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0,
    }
}
