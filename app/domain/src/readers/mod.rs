//! What people write, read in one place for each kind: forms, spreadsheets, the command line and addresses read alike. A
//! reader that is not sure says so, and whoever wrote is asked again; it never gives another value than the one written.

pub mod amounts;
pub mod dates;
pub mod durations;
pub mod emails;
pub mod office_hours;
pub mod rates;
pub mod telephones;
pub mod times;
