//! The register of establishments, in each layout in which it was published. The layout is recognised by the content;
//! the file is read as a stream, packed or not. It reads, and writes nothing.

mod activities;
mod ahead;
mod document;
mod etalab;
mod plus;
mod problems;
mod structures;

use std::io::{self, BufRead};

use domain::provider::listing::{Address, Kind};
use domain::provider::register::{RegisterKind, RegisterSeen};
use domain::provider::territory::Point;
use domain::{Finess, Phone, PublicSet, Siret, Territory, Zone};
use jiff::civil::Date;

pub use self::problems::{FileError, Problem, TextField};
use super::unpacked::{GZIP, Limits, TooLarge};

/// Limits for unpacking a register. It is read as a stream, so only its length matters: the largest has 1.5 GB.
const LIMITS: Limits = Limits { bytes: 16 << 30, ratio: 2_000, small: 16 << 20 };

/// A published point farther than this from the centre of its zone, in metres, is wrong.
const FAR: u32 = 15_000;

/// From this number of remarks, a file is refused at once if they are more than half of its lines or records.
const MANY: u64 = 50_000;

/// Which establishments are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DepartmentFilter {
    /// As the register writes it: "75", "2A", "9B".
    Department(String),
    All,
}

/// Overseas départements in the register, in the order of their INSEE codes, 971 to 976.
const OVERSEAS: [&str; 6] = ["9A", "9B", "9C", "9D", "9E", "9F"];

impl DepartmentFilter {
    /// The département of a territory.
    pub fn of(territory: &Territory) -> Self {
        let code = territory.department.as_str();
        let overseas = code.strip_prefix("97").and_then(|rest| rest.parse::<usize>().ok()?.checked_sub(1));
        Self::Department(overseas.and_then(|at| OVERSEAS.get(at)).copied().unwrap_or(code).to_owned())
    }

    /// The prefix of the INSEE codes of the communes of a département.
    pub fn insee_prefix(&self) -> Option<String> {
        let Self::Department(department) = self else { return None };
        let overseas = OVERSEAS.iter().position(|code| code == department);
        Some(overseas.map_or_else(|| department.clone(), |at| format!("97{}", at + 1)))
    }
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
    /// The day of the last change of its record.
    pub changed_on: Option<Date>,
    pub hint: Option<HabilitationHint>,
}

domain::closed_list! {
    /// A sign in the register that a service is approved for social assistance. It proves nothing: only staff see it,
    /// and ask.
    HabilitationHint {
        /// Its prices are set by the president of the département.
        DepartmentSetsPrices = "tarif-departement",
        /// It has a departmental convention of social assistance.
        Convention = "convention-aide-sociale",
    }
}

/// What an establishment is authorised to do, by activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activities {
    pub finess: Finess,
    /// Help at home (469).
    pub help: Option<Activity>,
    /// Nursing at home (358).
    pub nursing: Option<Activity>,
    /// Care of people with a neurodegenerative disease (357).
    pub dementia: Option<Activity>,
}

/// One activity of an establishment, with all its authorisations taken together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Activity {
    /// Whether one of its authorisations is in operation; the others are ignored.
    pub is_active: bool,
    /// Where it may work; none if an authorisation does not name a zone.
    pub zones: Option<Vec<Zone>>,
    pub publics: PublicSet,
}

/// A problem in the file. A rejected line is ignored; a doubtful one is kept without the doubtful fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Number of the line, or of the record in a document.
    pub line: u64,
    pub finess: String,
    pub rejected: bool,
    pub reason: Problem,
}

/// A file that was read to its end.
#[derive(Debug)]
pub struct Register {
    pub kind: RegisterKind,
    /// Day of the extraction.
    pub date: Date,
    /// Establishments in the file, of any kind.
    pub read: u32,
    /// In order of FINESS; empty for a file of activities.
    pub kept: Vec<Establishment>,
    /// In order of FINESS; only for a file of activities, for the whole country, because it has no addresses.
    pub activities: Vec<Activities>,
    pub remarks: Vec<Remark>,
}

impl Register {
    fn new(kind: RegisterKind, date: Date) -> Self {
        Self { kind, date, read: 0, kept: Vec::new(), activities: Vec::new(), remarks: Vec::new() }
    }

    pub fn seen(&self) -> RegisterSeen {
        RegisterSeen { kind: self.kind, on: self.date, left_out: 0 }
    }

    /// Whether a point can be trusted for an address: it must be near the centre of the zone of the address. Zones
    /// outside the territory have no centre here.
    fn is_near(territory: &Territory, address: Option<&Address>, point: Point) -> bool {
        let zone = address.and_then(|address| territory.find_zone(address.zone));
        zone.is_none_or(|zone| territory.metres_between(point, zone.centre) <= FAR)
    }

    /// Refuses a file that is mostly wrong before its remarks fill the memory. `read`: its lines or records so far.
    fn check_so_far(&self, read: u64) -> Result<(), FileError> {
        let remarks = self.remarks.len() as u64;
        if remarks > MANY && remarks > read / 2 {
            let of = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
            return Err(FileError::MostlyUnreadable(of(remarks), of(read)));
        }
        Ok(())
    }
}

/// Reads a whole register, keeping the home-care services of one département, or of the whole country. The territory
/// has the places of the zones, and the zones of its parent commune.
pub fn read(
    mut file: impl BufRead + Send,
    filter: &DepartmentFilter,
    territory: &Territory,
) -> Result<Register, FileError> {
    if !file.fill_buf()?.starts_with(&GZIP) {
        return read_plain(file, filter, territory);
    }
    ahead::unpacking(file, LIMITS, |plain| read_plain(plain, filter, territory)).map_err(|error| match error {
        FileError::Read(cause) => {
            let too_large = cause.get_ref().and_then(|inner| inner.downcast_ref::<TooLarge>()).copied();
            too_large.map_or(FileError::Damaged(cause), FileError::TooLarge)
        }
        other => other,
    })
}

/// Whether a file begins like a register, packed or not. Every packed file is assumed to be one.
pub fn is_register(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(BOM).unwrap_or(bytes).trim_ascii_start();
    bytes.starts_with(&GZIP) || start.starts_with(b"finess;") || start.starts_with(b"{")
}

const BOM: &[u8] = b"\xef\xbb\xbf";

fn read_plain(mut file: impl BufRead, filter: &DepartmentFilter, territory: &Territory) -> Result<Register, FileError> {
    let start = file.fill_buf()?;
    let mark = if start.starts_with(BOM) { BOM.len() } else { 0 };
    if start[mark..].trim_ascii_start().starts_with(b"{") {
        file.consume(mark);
        return plus::read(file, filter, territory);
    }
    etalab::read(file, filter, territory)
}

/// A point in metropolitan France from degrees, to the millionth; none elsewhere, or if the numbers are not degrees.
fn point_in_france(latitude: f64, longitude: f64) -> Option<Point> {
    let millionths = |degrees: f64| (degrees * 1e6).round() as i32;
    let inside = (41.0..52.0).contains(&latitude) && (-6.0..10.5).contains(&longitude);
    inside.then(|| Point { latitude: millionths(latitude), longitude: millionths(longitude) })
}

/// The error that the separate reader thread had with the file.
pub(super) fn interrupted() -> io::Error {
    io::Error::other("the reading of the file was interrupted")
}
