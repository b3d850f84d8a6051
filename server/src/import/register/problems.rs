//! What is wrong with a register or with one line of it, for the command line; `super::super::words` has the sentences
//! for staff.

use std::io;

use domain::values::closed_list::ClosedList;
use domain::values::ids::IdentityError;
use domain::values::names::LineError;
use thiserror::Error;

use super::super::lines::LONGEST;
use super::super::unpacked::TooLarge;
use super::document::Broken;

domain::closed_list! {
    /// A text of the register that is shown on pages.
    TextField {
        Name = "name",
        Street = "street",
        Postcode = "postcode",
        City = "city",
    }
}

/// What is wrong with a line or a record.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Problem {
    #[error("{0}")]
    Unreadable(String),
    #[error("longer than {LONGEST} bytes: the line was skipped")]
    TooLong,
    #[error("longer than {0} bytes: the record was skipped")]
    RecordTooLong(usize),
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
    #[error("of the telephones `{0}` the first is kept")]
    MoreTelephones(String),
    /// A character that is not allowed in a name or a part of an address; the remark names it.
    #[error("{}: {error}", .what.code())]
    Text { what: TextField, error: LineError },
    #[error("no arrondissement or commune in `{0}`")]
    NoZone(String),
    #[error("no address of use 03, where it works: address left unknown")]
    NoAddress,
    #[error("not in Lambert 93: place left unknown")]
    Projection,
    #[error("coordinates outside metropolitan France: place left unknown")]
    Outside,
    #[error("the coordinates are over 15 km from its zone: place left unknown")]
    Far,
    #[error("zone of intervention `{0}` is no INSEE code: its zones are left unknown")]
    NotAZone(String),
}

/// Why a whole file is refused.
#[derive(Debug, Error)]
pub enum FileError {
    #[error("cannot read the file: {0}")]
    Read(#[from] io::Error),
    #[error("the gzip file is cut or damaged ({0}): download it again")]
    Damaged(io::Error),
    #[error("the gzip file is refused: {0}. Download it again")]
    TooLarge(TooLarge),
    #[error("this is not a FINESS file: its first line should be `finess;etalab;…;date`, it is `{0}`")]
    Foreign(String),
    #[error("this is not a document of FINESS+: {0}")]
    ForeignDocument(&'static str),
    #[error("the document is damaged at its byte {0}: download it again")]
    DamagedDocument(u64),
    #[error("the file has no establishment: download it again")]
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

impl From<Broken> for FileError {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::Read(cause) => Self::Read(cause),
            Broken::Cut => Self::Cut("its document ends before its brackets close"),
            Broken::Damaged(at) => Self::DamagedDocument(at),
        }
    }
}
