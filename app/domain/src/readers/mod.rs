//! Reads what people write. There is one reader for each kind of value, for forms, spreadsheets, the command line and
//! addresses. A reader that is not sure returns an error, so that the person is asked again; it never guesses a value.

pub mod amounts;
pub mod dates;
pub mod durations;
pub mod emails;
pub mod office_hours;
pub mod rates;
pub mod telephones;
pub mod times;
