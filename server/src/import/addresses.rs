//! The Base Adresse Nationale as adresse.data.gouv.fr publishes it (`;`, a header line, gzip or not), grouped by
//! street. It reads, and writes nothing.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead, BufReader};

use domain::values::names::read_line;
use domain::{Territory, Zone};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::lines::{LONGEST, Line, Lines, decode, excerpt, split};
use super::unpacked::{GZIP, LIMITS, TooLarge, Unpacked};
use crate::addresses::{House, Street};

/// From this number of rejected lines, a file is refused at once if they are more than half of the lines read.
const MANY: u32 = 50_000;

/// How many lines a file has, and what happened to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressCounts {
    pub read: u32,
    pub kept: u32,
    /// Outside the territory.
    pub elsewhere: u32,
    pub rejected: u32,
    /// Pairs of a street and a zone.
    pub streets: u32,
}

/// A line that was rejected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub line: u64,
    pub street: String,
    pub reason: String,
}

/// A file that was read to its end.
#[derive(Debug, Default)]
pub struct AddressFile {
    /// In order of name, then of zone.
    pub streets: Vec<Street>,
    pub counts: AddressCounts,
    pub remarks: Vec<Remark>,
}

/// Why a whole file is refused.
#[derive(Debug, Error)]
pub enum FileError {
    #[error("cannot read the file: {0}")]
    Read(#[from] io::Error),
    #[error("the gzip file is cut or damaged ({0}): download it again")]
    Damaged(io::Error),
    #[error("the gzip file is refused: {0}. Download it again from adresse.data.gouv.fr")]
    TooLarge(TooLarge),
    #[error("this is not a file of the Base Adresse Nationale: its header lacks `{missing}`, it is `{header}`")]
    Foreign { missing: &'static str, header: String },
    #[error("the file is cut: its last line has no end. Download it again")]
    CutLine,
    #[error("{0} of {1} lines are unreadable: this is not the layout of the Base Adresse Nationale")]
    MostlyUnreadable(u32, u32),
    #[error("none of its {read} addresses is in {territory}: take the file of this département")]
    NothingKept { read: u32, territory: String },
}

/// Reads a whole file, keeping the addresses in the territory.
pub fn read(mut file: impl BufRead, territory: &Territory) -> Result<AddressFile, FileError> {
    if file.fill_buf()?.starts_with(&GZIP) {
        let plain = BufReader::with_capacity(1 << 16, Unpacked::new(file, LIMITS));
        return gather(plain, territory).map_err(|error| match error {
            FileError::Read(cause) => {
                let too_large = cause.get_ref().and_then(|inner| inner.downcast_ref::<TooLarge>()).copied();
                too_large.map_or(FileError::Damaged(cause), FileError::TooLarge)
            }
            other => other,
        });
    }
    gather(file, territory)
}

fn gather(file: impl BufRead, territory: &Territory) -> Result<AddressFile, FileError> {
    let mut lines = Lines::new(file);
    let columns = match lines.next()? {
        Some(Line::Read(line) | Line::TooLong(line) | Line::Cut(line)) => Columns::find(line)?,
        None => Columns::find(b"")?,
    };
    let mut reader = Reader { territory, columns, drafts: HashMap::new(), file: AddressFile::default() };
    for number in 2.. {
        match lines.next()? {
            Some(Line::Read(line)) => reader.line(number, line),
            Some(Line::TooLong(_)) => {
                reader.file.counts.read += 1;
                reader.reject(number, "", format!("longer than {LONGEST} bytes: the line was skipped"));
            }
            Some(Line::Cut(_)) => return Err(FileError::CutLine),
            None => break,
        }
        let AddressCounts { read, rejected, .. } = reader.file.counts;
        if rejected > MANY && rejected > read / 2 {
            return Err(FileError::MostlyUnreadable(rejected, read));
        }
    }
    reader.finish()
}

/// Positions of the columns in a line.
struct Columns {
    count: usize,
    number: usize,
    suffix: Option<usize>,
    street: usize,
    postcode: usize,
    zone: usize,
}

impl Columns {
    fn find(header: &[u8]) -> Result<Self, FileError> {
        let text = decode(header.strip_prefix(b"\xef\xbb\xbf").unwrap_or(header));
        let text = text.trim_end();
        let names: Vec<String> = text.split(';').map(|name| name.trim().trim_matches('"').to_lowercase()).collect();
        let place = |wanted: &str| names.iter().position(|name| name == wanted);
        let required =
            |missing: &'static str| place(missing).ok_or_else(|| FileError::Foreign { missing, header: excerpt(text) });
        Ok(Self {
            count: names.len(),
            number: required("numero")?,
            suffix: place("rep"),
            street: required("nom_voie")?,
            postcode: required("code_postal")?,
            zone: required("code_insee")?,
        })
    }
}

/// A street of one zone while its lines are read.
#[derive(Default)]
struct Draft {
    houses: Vec<House>,
    /// How often each postcode occurs.
    postcodes: BTreeMap<String, u32>,
}

struct Reader<'a> {
    territory: &'a Territory,
    columns: Columns,
    drafts: HashMap<Zone, HashMap<String, Draft>>,
    file: AddressFile,
}

impl Reader<'_> {
    fn line(&mut self, number: u64, line: &[u8]) {
        if line.is_empty() {
            return;
        }
        self.file.counts.read += 1;
        let fields = match split(line) {
            Ok(fields) => fields,
            Err(reason) => return self.reject(number, "", reason),
        };
        if fields.len() != self.columns.count {
            let reason = format!("{} fields instead of {}", fields.len(), self.columns.count);
            return self.reject(number, "", reason);
        }
        let text = |at: usize| decode(&fields[at]);
        let (street, code) = (text(self.columns.street), text(self.columns.zone));
        let Ok(zone) = code.trim().parse::<Zone>() else {
            return self.reject(number, &street, format!("`{}` is not an INSEE code", excerpt(&code)));
        };
        if self.territory.find_zone(zone).is_none() {
            self.file.counts.elsewhere += 1;
            return;
        }
        let published = text(self.columns.number);
        let suffix = self.columns.suffix.map_or(Cow::Borrowed(""), text).trim().to_lowercase();
        let Ok(house) = format!("{}{suffix}", published.trim()).parse::<House>() else {
            let reason = format!("`{}` `{}` is not a house number", excerpt(&published), excerpt(&suffix));
            return self.reject(number, &street, reason);
        };
        let name = match read_line(&street) {
            Ok(name) => without_number(name, &house),
            Err(error) => return self.reject(number, &street, format!("street name: {error}")),
        };
        if name.is_empty() {
            return self.reject(number, &street, "no street name".to_owned());
        }
        let drafts = self.drafts.entry(zone).or_default();
        let draft = match drafts.get_mut(name) {
            Some(draft) => draft,
            None => drafts.entry(name.to_owned()).or_default(),
        };
        let postcode = text(self.columns.postcode);
        match draft.postcodes.get_mut(postcode.trim()) {
            Some(count) => *count += 1,
            None => drop(draft.postcodes.insert(postcode.trim().to_owned(), 1)),
        }
        // The register uses the number 0 for places without a number.
        if house.number > 0 {
            draft.houses.push(house);
        }
        self.file.counts.kept += 1;
    }

    fn reject(&mut self, line: u64, street: &str, reason: String) {
        self.file.counts.rejected += 1;
        self.file.remarks.push(Remark { line, street: excerpt(street), reason });
    }

    fn finish(mut self) -> Result<AddressFile, FileError> {
        let AddressCounts { read, kept, rejected, .. } = self.file.counts;
        if rejected > 20 && rejected > read / 2 {
            return Err(FileError::MostlyUnreadable(rejected, read));
        }
        if kept == 0 {
            return Err(FileError::NothingKept { read, territory: self.territory.name.clone() });
        }
        for (zone, drafts) in self.drafts {
            self.file.streets.extend(drafts.into_iter().map(|(name, draft)| draft.street(name, zone, self.territory)));
        }
        self.file.streets.sort_unstable_by(|a, b| (&a.name, a.zone).cmp(&(&b.name, b.zone)));
        self.file.counts.streets = self.file.streets.len() as u32;
        Ok(self.file)
    }
}

impl Draft {
    /// The most frequent postcode of the street; if the file has none, the first postcode of the zone.
    fn street(mut self, name: String, zone: Zone, territory: &Territory) -> Street {
        self.houses.sort_unstable();
        self.houses.dedup();
        let stated = self.postcodes.into_iter().filter(|(postcode, _)| postcode.len() == 5);
        // If several are equally frequent, the smallest.
        let stated = stated.rev().max_by_key(|(_, count)| *count).map(|(postcode, _)| postcode);
        let usual = || territory.find_zone(zone).and_then(|zone| zone.postcodes.first().cloned()).unwrap_or_default();
        Street { postcode: stated.unwrap_or_else(usual), name, zone, houses: self.houses }
    }
}

/// "7S1 Place du Carrousel" at 7 s1 is Place du Carrousel: some lines repeat the number before the name.
fn without_number<'a>(street: &'a str, house: &House) -> &'a str {
    if !street.starts_with(|c: char| c.is_ascii_digit()) {
        return street;
    }
    match street.split_once(' ') {
        Some((number, name)) if number.to_lowercase() == house.to_string() => name.trim_start(),
        Some(_) | None => street,
    }
}
