//! What an answer was made with: the same of all give the same answer.

use app::ports::Publication;
use domain::METHOD_VERSION;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::values::Day;

/// What an answer was made with.
#[derive(Serialize, ToSchema)]
pub struct Versions {
    /// Of this API.
    api: &'static str,
    /// Of the method of comparison.
    method: u16,
    /// Changes whenever a listing changes.
    catalogue: String,
    /// Changes whenever a value of the law changes.
    law: String,
    /// The day of the answer, which orders ties and dates availabilities.
    day: Day,
    /// True while the services are the fictitious ones of the demonstration: nothing of it is data.
    demonstration: bool,
}

/// Of this API: the first number changes when something that programs rely on is taken back, and then stands in the address too.
pub const API_VERSION: &str = "1.0.0";

impl Versions {
    pub fn of(publication: &Publication, day: Date) -> Self {
        Self {
            api: API_VERSION,
            method: METHOD_VERSION,
            catalogue: publication.catalogue.version().to_string(),
            law: publication.parameters.version(),
            day: Day(day),
            demonstration: publication.demonstration,
        }
    }
}
