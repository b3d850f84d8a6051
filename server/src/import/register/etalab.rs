//! The extracts of FINESS that data.gouv.fr published until May 2026: layouts etalab-cs1100507 and -cs1100502, `;`, two
//! sections. It reads, and writes nothing.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::BufRead;

use domain::provider::listing::{Address, Kind};
use domain::provider::register::RegisterKind;
use domain::provider::territory::Point;
use domain::values::closed_list::ClosedList;
use domain::values::ids::IdentityError;
use domain::values::names::read_line;
use domain::{Finess, Siret, Territory, Zone};
use jiff::civil::Date;
use proj4rs::adaptors::transform_xy;
use proj4rs::proj::Proj;

use super::super::lines::{Line, Lines, decode, excerpt, split};
use super::structures::read_phone;
use super::{DepartmentFilter, Establishment, FileError, Problem, Register, Remark, TextField, point_in_france};

/// Lambert 93 (EPSG 2154) and WGS 84.
const LAMBERT_93: &str = "+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +towgs84=0,0,0 +units=m +no_defs";
const WGS_84: &str = "+proj=longlat +datum=WGS84 +no_defs";

/// Fields of a `structureet` line: 32, or 33 if `numuai` is followed by a final separator.
const STRUCTURE_FIELDS: [usize; 2] = [32, 33];

/// Reads a whole extract.
pub(super) fn read(
    file: impl BufRead,
    filter: &DepartmentFilter,
    territory: &Territory,
) -> Result<Register, FileError> {
    let projections = Projections::new()?;
    let mut lines = Lines::new(file);
    let date = match lines.next()? {
        Some(Line::Read(line) | Line::TooLong(line) | Line::Cut(line)) => header_date(line)?,
        None => header_date(b"")?,
    };
    let mut reader = Reader {
        filter,
        territory,
        register: Register::new(RegisterKind::Etalab, date),
        places: HashMap::new(),
        last_structure: 0,
        located: 0,
        last_located: None,
        orders: HashMap::new(),
    };
    for number in 2_u64.. {
        match lines.next()? {
            Some(Line::Read(line)) => reader.line(number, line, &projections),
            Some(Line::TooLong(_)) => reader.reject(number, "", Problem::TooLong),
            Some(Line::Cut(_)) => return Err(FileError::CutLine),
            None => break,
        }
        reader.register.check_so_far(number)?;
    }
    reader.finish()
}

/// A field without white space of any kind at its ends.
fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
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
        point_in_france(latitude.to_degrees(), longitude.to_degrees())
    }
}

struct Reader<'a> {
    filter: &'a DepartmentFilter,
    territory: &'a Territory,
    register: Register,
    /// Index in `register.kept` by FINESS.
    places: HashMap<Finess, usize>,
    last_structure: u32,
    located: u32,
    last_located: Option<u32>,
    /// Order of the establishments in the file, to check whether its second section is complete.
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
        let text = |at: usize| trimmed(decode(fields[at].as_ref()));
        let Ok(finess) = published.trim().parse::<Finess>() else {
            return self.reject(number, &published, Problem::NotFiness(excerpt(&published)));
        };
        self.last_structure += 1;
        if self.orders.insert(*finess.as_bytes(), self.last_structure).is_some() {
            return self.reject(number, &published, Problem::Twice);
        }
        let Some(kind) = Kind::from_code(&text(18)) else { return };
        if let DepartmentFilter::Department(department) = self.filter
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
        let mut doubts = Vec::new();
        let phone = Some(text(16)).filter(|text| !text.is_empty()).and_then(|text| read_phone(&text, &mut doubts));
        doubts.into_iter().for_each(|reason| self.doubt(number, finess, reason));
        let siret: Option<Siret> = self.checked(number, finess, "SIRET", &text(22));
        let address = address(self.territory, &text).map_err(|reason| self.doubt(number, finess, reason)).ok();
        let legal_entity = text(2).parse().ok();
        let changed_on = text(30).parse().ok();
        self.places.insert(finess, self.register.kept.len());
        self.register.kept.push(Establishment {
            finess,
            legal_entity,
            kind,
            name,
            address,
            phone,
            siret,
            point: None,
            changed_on,
            hint: None,
        });
    }

    /// A number that is in the file but not valid becomes unknown, with a remark.
    fn checked<T: std::str::FromStr<Err = IdentityError>>(
        &mut self,
        line: u64,
        finess: Finess,
        what: &'static str,
        text: &str,
    ) -> Option<T> {
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
        let published = decode(fields.get(1).map_or(&[], |field| field.as_ref()));
        let Ok(finess) = published.trim().parse::<Finess>() else {
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
        let metres = |field: &Cow<'_, [u8]>| {
            decode(field).trim().replace(',', ".").parse::<f64>().ok().filter(|value| value.is_finite())
        };
        let point = metres(x).zip(metres(y)).and_then(|(x, y)| projections.point(x, y));
        let Some(point) = point else { return self.doubt(number, finess, Problem::Outside) };
        if !Register::is_near(self.territory, self.register.kept[place].address.as_ref(), point) {
            return self.doubt(number, finess, Problem::Far);
        }
        self.register.kept[place].point = Some(point);
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
        // Both sections list the establishments in the same order; a few have no coordinates.
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

fn address<'a>(territory: &Territory, text: &impl Fn(usize) -> Cow<'a, str>) -> Result<Address, Problem> {
    let routing = text(15);
    let (postcode, city) = routing.trim().split_once(' ').unwrap_or((routing.trim(), ""));
    let zone =
        zone(territory, &text(13), &text(12), postcode, city).ok_or_else(|| Problem::NoZone(excerpt(&routing)))?;
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
        street: domain::values::search::readable_street(&line(TextField::Street, &whole)?),
        postcode: line(TextField::Postcode, postcode)?,
        city: domain::values::search::readable(&line(TextField::City, city)?),
        zone,
    })
}

/// "B D'AVRON" at 127 is 127 bis rue d'Avron: the register writes the repetition index before the kind of street, or
/// separately.
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

/// Kinds of street, as the register abbreviates them.
pub(super) const WAYS: [(&str, &str); 22] = [
    ("R", "rue"),
    ("AV", "avenue"),
    ("BD", "boulevard"),
    ("PL", "place"),
    ("PASS", "passage"),
    ("SQ", "square"),
    ("IMP", "impasse"),
    ("ALL", "allée"),
    ("CRS", "cours"),
    ("QU", "quai"),
    ("QUAI", "quai"),
    ("RTE", "route"),
    ("CHE", "chemin"),
    ("FG", "faubourg"),
    ("VLA", "villa"),
    ("CITE", "cité"),
    ("RPT", "rond-point"),
    ("SEN", "sentier"),
    ("RES", "résidence"),
    ("ESP", "esplanade"),
    ("PROM", "promenade"),
    ("GAL", "galerie"),
];

pub(super) fn way_kind(abbreviation: &str) -> &str {
    WAYS.iter().find(|(short, _)| *short == abbreviation).map_or(abbreviation, |(_, way)| way)
}

/// INSEE code of a commune. Where the zones of the territory are the parts of that commune it is that of the part, which
/// its number, its postcode or "CEDEX 14" tells too.
fn zone(territory: &Territory, department: &str, commune: &str, postcode: &str, city: &str) -> Option<Zone> {
    let department = department.trim();
    let commune = commune.trim();
    let code = match department.strip_prefix('9').filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic())) {
        // Overseas départements are 9A to 9F, and their communes have three digits that continue from 97.
        Some(_) => format!("97{commune}"),
        None => format!("{department}{commune}"),
    };
    let code: Option<Zone> = code.parse().ok();
    let is_part = |code: &Zone| territory.find_zone(*code).is_some();
    let is_whole = |code: Zone| territory.parent == Some(code) || commune.is_empty();
    if territory.parent.is_none() || department != territory.department || code.is_some_and(|code| is_part(&code)) {
        return code;
    }
    // A commune of the département beside the one that has parts.
    if let Some(code) = code.filter(|code| !is_whole(*code)) {
        return Some(code);
    }
    let cedex = city.find("CEDEX").and_then(|at| territory.find_by_text(city.get(at..)?));
    cedex.or_else(|| territory.find_by_postcode(postcode)).map(|zone| zone.code)
}

#[cfg(test)]
mod tests {
    use domain::Territory;

    use super::{decode, split, split_suffix, zone};

    #[test]
    fn an_arrondissement_is_found_from_commune_postcode_or_cedex() {
        let paris = Territory::paris().expect("the embedded territory is valid");
        let zone = |department, commune, postcode, city| zone(&paris, department, commune, postcode, city);
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
