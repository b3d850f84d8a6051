//! The FINESS register as data.gouv.fr publishes it: layouts etalab-cs1100507 and -cs1100502, `;`, two sections.
//! Reads; writes nothing.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, BufRead};

use domain::closed_list::ClosedList;
use domain::identity::IdentityError;
use domain::listing::{Address, Kind};
use domain::names::{LineError, read_line};
use domain::territory::Point;
use domain::{Finess, Phone, Siret, Zone};
use jiff::civil::Date;
use proj4rs::adaptors::transform_xy;
use proj4rs::proj::Proj;
use thiserror::Error;

use super::lines::{LONGEST, Line, Lines, decode, excerpt, split};

/// Lambert 93 (EPSG 2154) and WGS 84.
const LAMBERT_93: &str = "+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +towgs84=0,0,0 +units=m +no_defs";
const WGS_84: &str = "+proj=longlat +datum=WGS84 +no_defs";

/// Fields of a `structureet` line: 32, and 33 where `numuai` is followed by a last separator.
const STRUCTURE_FIELDS: [usize; 2] = [32, 33];

/// Remarks from which a file is refused at once where they are more than half of its lines.
const MANY: u64 = 50_000;

/// Which establishments are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Territory {
    Department(String),
    All,
}

/// One establishment of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Establishment {
    pub finess: Finess,
    pub legal_entity: Option<Finess>,
    pub kind: Kind,
    pub name: String,
    pub address: Option<Address>,
    pub phone: Option<Phone>,
    pub siret: Option<Siret>,
    pub point: Option<Point>,
}

/// Something to look at in the file. A rejected line is left out; a doubtful one is kept without the doubtful fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub line: u64,
    pub finess: String,
    pub rejected: bool,
    pub reason: Problem,
}

domain::closed_list! {
    /// A text of the register that pages show.
    TextField {
        Name = "name",
        Street = "street",
        Postcode = "postcode",
        City = "city",
    }
}

/// What is wrong with a line, for the command line; `super::words` says it to the staff.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Problem {
    #[error("{0}")]
    Unreadable(String),
    #[error("longer than {LONGEST} bytes: the line was skipped")]
    TooLong,
    #[error("neither structureet nor geolocalisation")]
    Section,
    #[error("{0} fields instead of {1}")]
    Fields(usize, &'static str),
    #[error("`{0}` is not a FINESS number")]
    NotFiness(String),
    #[error("this FINESS number stands twice in the file")]
    Twice,
    #[error("no name")]
    NoName,
    #[error("{what} `{text}` left unknown: {error}")]
    Number { what: &'static str, text: String, error: IdentityError },
    /// What may not stand in a name or a part of an address, which the remark names.
    #[error("{}: {error}", .what.code())]
    Text { what: TextField, error: LineError },
    #[error("no arrondissement or commune in `{0}`")]
    NoZone(String),
    #[error("not in Lambert 93: place left unknown")]
    Projection,
    #[error("coordinates outside metropolitan France: place left unknown")]
    Outside,
}

/// A file that was read to its end.
#[derive(Debug, Default)]
pub struct Register {
    /// Day of the extraction, from the first line.
    pub date: Date,
    /// Lines of establishments.
    pub read: u32,
    /// In order of FINESS.
    pub kept: Vec<Establishment>,
    pub remarks: Vec<Remark>,
}

/// Why a file is refused whole.
#[derive(Debug, Error)]
pub enum FileError {
    #[error("cannot read the file: {0}")]
    Read(#[from] io::Error),
    #[error("this is not a FINESS file: its first line should be `finess;etalab;…;date`, it is `{0}`")]
    Foreign(String),
    #[error("the file has no establishment (no `structureet` line): download it again")]
    NoEstablishment,
    #[error("the file is cut: its last line has no end. Download it again")]
    CutLine,
    #[error("the file is cut: {0}. Download it again")]
    Cut(&'static str),
    #[error("{0} of {1} lines are unreadable: this is not the layout of a FINESS file")]
    MostlyUnreadable(u32, u32),
    #[error("the projection Lambert 93 cannot be set up: {0}")]
    Projection(proj4rs::errors::Error),
}

/// Reads a whole register, keeping home-care services of the territory. `progress` is told the bytes read so far.
pub fn read(file: impl BufRead, territory: &Territory, mut progress: impl FnMut(u64)) -> Result<Register, FileError> {
    let projections = Projections::new()?;
    let mut lines = Lines::new(file);
    let date = match lines.next()? {
        Some(Line::Read(line) | Line::TooLong(line) | Line::Cut(line)) => header_date(line)?,
        None => header_date(b"")?,
    };
    let mut reader = Reader {
        territory,
        register: Register { date, ..Register::default() },
        places: HashMap::new(),
        last_structure: 0,
        located: 0,
        last_located: None,
        orders: HashMap::new(),
    };
    for number in 2_u64.. {
        if number.is_multiple_of(1024) {
            progress(lines.bytes);
        }
        match lines.next()? {
            Some(Line::Read(line)) => reader.line(number, line, &projections),
            Some(Line::TooLong(_)) => reader.reject(number, "", Problem::TooLong),
            Some(Line::Cut(_)) => return Err(FileError::CutLine),
            None => break,
        }
        reader.check_so_far(number)?;
    }
    progress(lines.bytes);
    reader.finish()
}

fn header_date(line: &[u8]) -> Result<Date, FileError> {
    let text = String::from_utf8_lossy(line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line));
    let text = text.trim_end();
    let foreign = || FileError::Foreign(excerpt(text));
    let fields: Vec<&str> = text.split(';').collect();
    match fields[..] {
        ["finess", "etalab", _, date] => date.parse().map_err(|_| foreign()),
        _ => Err(foreign()),
    }
}

struct Projections {
    lambert: Proj,
    wgs: Proj,
}

impl Projections {
    fn new() -> Result<Self, FileError> {
        let lambert = Proj::from_proj_string(LAMBERT_93).map_err(FileError::Projection)?;
        let wgs = Proj::from_proj_string(WGS_84).map_err(FileError::Projection)?;
        Ok(Self { lambert, wgs })
    }

    /// To millionths of a degree.
    fn point(&self, x: f64, y: f64) -> Option<Point> {
        let (longitude, latitude) = transform_xy(&self.lambert, &self.wgs, x, y).ok()?;
        let millionths = |radians: f64| (radians.to_degrees() * 1e6).round() as i32;
        let in_france = (41.0..52.0).contains(&latitude.to_degrees()) && (-6.0..10.5).contains(&longitude.to_degrees());
        in_france.then(|| Point { latitude: millionths(latitude), longitude: millionths(longitude) })
    }
}

struct Reader<'a> {
    territory: &'a Territory,
    register: Register,
    /// Place in `register.kept` by FINESS.
    places: HashMap<Finess, usize>,
    last_structure: u32,
    located: u32,
    last_located: Option<u32>,
    /// Order of each establishment in the file, to tell whether its second section is complete.
    orders: HashMap<[u8; 9], u32>,
}

impl Reader<'_> {
    fn line(&mut self, number: u64, line: &[u8], projections: &Projections) {
        let fields = match split(line) {
            Ok(fields) => fields,
            Err(reason) => return self.reject(number, "", Problem::Unreadable(reason)),
        };
        match fields[0].as_ref() {
            b"structureet" => {
                self.register.read += 1;
                self.structure(number, &fields);
            }
            b"geolocalisation" => self.geolocation(number, &fields, projections),
            _ if line.is_empty() => {}
            _ => self.reject(number, "", Problem::Section),
        }
    }

    /// Refuses a file of which most lines are wrong before its remarks fill the memory.
    fn check_so_far(&self, number: u64) -> Result<(), FileError> {
        let remarks = self.register.remarks.len() as u64;
        if remarks > MANY && remarks > number / 2 {
            let of = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
            return Err(FileError::MostlyUnreadable(of(remarks), of(number)));
        }
        Ok(())
    }

    fn reject(&mut self, line: u64, finess: &str, reason: Problem) {
        self.register.remarks.push(Remark { line, finess: excerpt(finess), rejected: true, reason });
    }

    fn doubt(&mut self, line: u64, finess: Finess, reason: Problem) {
        self.register.remarks.push(Remark { line, finess: finess.to_string(), rejected: false, reason });
    }

    fn structure(&mut self, number: u64, fields: &[Cow<'_, [u8]>]) {
        let published = decode(fields.get(1).map_or(&[], |field| field.as_ref())).into_owned();
        if !STRUCTURE_FIELDS.contains(&fields.len()) {
            return self.reject(number, &published, Problem::Fields(fields.len(), "32 or 33"));
        }
        let text = |at: usize| decode(fields[at].as_ref());
        let Ok(finess) = published.parse::<Finess>() else {
            return self.reject(number, &published, Problem::NotFiness(excerpt(&published)));
        };
        self.last_structure += 1;
        if self.orders.insert(*finess.as_bytes(), self.last_structure).is_some() {
            return self.reject(number, &published, Problem::Twice);
        }
        let Some(kind) = Kind::from_code(text(18).trim()) else { return };
        if let Territory::Department(department) = self.territory
            && text(13) != department.as_str()
        {
            return;
        }
        let names = [text(4), text(3)];
        let name = names.iter().map(|name| read_line(name)).find(|name| *name != Ok(""));
        let name = match name {
            Some(Ok(name)) => name.to_owned(),
            Some(Err(error)) => {
                return self.reject(number, &published, Problem::Text { what: TextField::Name, error });
            }
            None => return self.reject(number, &published, Problem::NoName),
        };
        let phone = self.checked(number, finess, "telephone", &text(16));
        let siret = self.checked(number, finess, "SIRET", &text(22));
        let address = address(&text).map_err(|reason| self.doubt(number, finess, reason)).ok();
        let legal_entity = text(2).trim().parse().ok();
        self.places.insert(finess, self.register.kept.len());
        self.register.kept.push(Establishment { finess, legal_entity, kind, name, address, phone, siret, point: None });
    }

    /// A number that the file states but that is not possible is left unknown, and said.
    fn checked<T: std::str::FromStr<Err = IdentityError>>(
        &mut self,
        line: u64,
        finess: Finess,
        what: &'static str,
        text: &str,
    ) -> Option<T> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.doubt(line, finess, Problem::Number { what, text: excerpt(text), error });
                None
            }
        }
    }

    fn geolocation(&mut self, number: u64, fields: &[Cow<'_, [u8]>], projections: &Projections) {
        self.located += 1;
        let published = decode(fields.get(1).map_or(&[], |field| field.as_ref())).into_owned();
        let Ok(finess) = published.parse::<Finess>() else {
            return self.reject(number, &published, Problem::NotFiness(excerpt(&published)));
        };
        self.last_located = self.orders.get(finess.as_bytes()).copied().or(self.last_located);
        let Some(place) = self.places.get(&finess).copied() else { return };
        let [_, _, x, y, origin, ..] = fields else {
            return self.reject(number, &published, Problem::Fields(fields.len(), "6"));
        };
        if !decode(origin).contains("LAMBERT_93") {
            return self.doubt(number, finess, Problem::Projection);
        }
        let metres = |field: &Cow<'_, [u8]>| decode(field).trim().parse::<f64>().ok().filter(|value| value.is_finite());
        let point = metres(x).zip(metres(y)).and_then(|(x, y)| projections.point(x, y));
        if point.is_none() {
            self.doubt(number, finess, Problem::Outside);
        }
        self.register.kept[place].point = point;
    }

    fn finish(mut self) -> Result<Register, FileError> {
        let read = self.register.read;
        if read == 0 {
            return Err(FileError::NoEstablishment);
        }
        let rejected = self.register.remarks.iter().filter(|remark| remark.rejected).count() as u32;
        if rejected > 20 && rejected > read / 2 {
            return Err(FileError::MostlyUnreadable(rejected, read + self.located));
        }
        // Both sections list the establishments in the same order, a few of which have no place.
        let Some(last_located) = self.last_located else {
            return Err(FileError::Cut("it has no section of places (geolocalisation)"));
        };
        let missing = self.last_structure - last_located;
        if missing > 5.max(self.last_structure / 1000) {
            return Err(FileError::Cut("its section of places (geolocalisation) ends before its establishments do"));
        }
        self.register.kept.sort_unstable_by_key(|establishment| establishment.finess);
        Ok(self.register)
    }
}

fn address<'a>(text: &impl Fn(usize) -> Cow<'a, str>) -> Result<Address, Problem> {
    let routing = text(15);
    let (postcode, city) = routing.trim().split_once(' ').unwrap_or((routing.trim(), ""));
    let zone = zone(&text(13), &text(12), postcode, city).ok_or_else(|| Problem::NoZone(excerpt(&routing)))?;
    let line = |what, text: &str| match read_line(text) {
        Ok(line) => Ok(line.to_owned()),
        Err(error) => Err(Problem::Text { what, error }),
    };
    let [number, kind, way, suffix, place] = [7, 8, 9, 10, 11].map(|at| text(at).trim().to_owned());
    let (way, suffix) = split_suffix(&way, &suffix);
    let number = [number.as_str(), suffix.as_str()].join(" ");
    let street = [number.trim(), way_kind(&kind), way.as_str()].into_iter().filter(|part| !part.is_empty());
    let street = street.collect::<Vec<_>>().join(" ");
    let whole = [street, place].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    Ok(Address {
        street: domain::search::readable_street(&line(TextField::Street, &whole)?),
        postcode: line(TextField::Postcode, postcode)?,
        city: domain::search::readable(&line(TextField::City, city)?),
        zone,
    })
}

/// "B D'AVRON" at 127 is 127 bis rue d'Avron: the register writes the repetition index before the way, or apart.
fn split_suffix(way: &str, suffix: &str) -> (String, String) {
    let index = |letter: &str| match letter {
        "B" => Some("bis"),
        "T" => Some("ter"),
        "Q" => Some("quater"),
        _ => None,
    };
    if let Some((first, rest)) = way.split_once(' ')
        && let Some(index) = index(first)
    {
        return (rest.to_owned(), index.to_owned());
    }
    (way.to_owned(), index(suffix).map_or_else(|| suffix.to_lowercase(), str::to_owned))
}

/// Kinds of way that the register abbreviates.
fn way_kind(abbreviation: &str) -> &str {
    match abbreviation {
        "R" => "rue",
        "AV" => "avenue",
        "BD" => "boulevard",
        "PL" => "place",
        "PASS" => "passage",
        "SQ" => "square",
        "IMP" => "impasse",
        "ALL" => "allée",
        "CRS" => "cours",
        "QU" | "QUAI" => "quai",
        "RTE" => "route",
        "CHE" => "chemin",
        "FG" => "faubourg",
        "VLA" => "villa",
        "CITE" => "cité",
        other => other,
    }
}

/// INSEE code of a commune; for Paris that of the arrondissement, also from 75116 and from "CEDEX 14".
fn zone(department: &str, commune: &str, postcode: &str, city: &str) -> Option<Zone> {
    let department = department.trim();
    let commune = commune.trim();
    let code = match department.strip_prefix('9').filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic())) {
        // Overseas departments are 9A to 9F, their communes three digits that go on from 97.
        Some(_) => format!("97{commune}"),
        None => format!("{department}{commune}"),
    };
    if department != "75" {
        return code.parse().ok();
    }
    let arrondissement =
        |number: Option<u32>| number.filter(|number| (1..=20).contains(number)).map(|number| format!("751{number:02}"));
    let from_commune = arrondissement(commune.strip_prefix('1').and_then(|rest| rest.parse().ok()));
    let from_cedex = || arrondissement(city.split_once("CEDEX").and_then(|(_, rest)| rest.trim().parse().ok()));
    let from_postcode = || match postcode {
        "75116" => Some("75116".to_owned()),
        other => arrondissement(other.strip_prefix("750").and_then(|rest| rest.parse().ok())),
    };
    from_commune.or_else(from_cedex).or_else(from_postcode)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{decode, split, split_suffix, zone};

    #[test]
    fn an_arrondissement_is_found_from_commune_postcode_or_cedex() {
        let found = |commune, postcode, city| zone("75", commune, postcode, city).map(|zone| zone.to_string());
        assert_eq!(found("114", "75014", "PARIS").as_deref(), Some("75114"));
        assert_eq!(found("", "75116", "PARIS").as_deref(), Some("75116"));
        assert_eq!(found("056", "75680", "PARIS CEDEX 14").as_deref(), Some("75114"));
        assert_eq!(found("", "75003", "PARIS").as_deref(), Some("75103"));
        assert_eq!(found("", "75999", "PARIS"), None);
        assert_eq!(zone("9C", "302", "97306", "CAYENNE CEDEX").map(|z| z.to_string()).as_deref(), Some("97302"));
        assert_eq!(zone("2A", "004", "20000", "AJACCIO").map(|z| z.to_string()).as_deref(), Some("2A004"));
    }

    #[test]
    fn quoted_fields_and_both_encodings_are_read() {
        let fields = split(br#"a;"LIEU DE VIE ""MAVOUNA""";c"#).expect("a readable line");
        assert_eq!(fields[1].as_ref(), br#"LIEU DE VIE "MAVOUNA""#);
        assert_eq!(decode(b"Ch\xe2teau"), "Château");
        assert_eq!(decode("Château".as_bytes()), "Château");
    }

    #[test]
    fn a_repetition_index_is_told_from_the_way() {
        assert_eq!(split_suffix("B D'AVRON", ""), ("D'AVRON".to_owned(), "bis".to_owned()));
        assert_eq!(split_suffix("PELLEPORT", "T"), ("PELLEPORT".to_owned(), "ter".to_owned()));
    }
}
