//! What the page of the list and the browser agree on: ids of its parts, and the file of the catalogue.

use domain::law::parameters::Published;
use serde::{Deserialize, Serialize};

use crate::need::form::{PLACE, START};

/// Id of the list: a page that is turned is focused here.
pub const LIST: &str = "resultats";
/// Id of the words that say what the list holds, the one status region of the page.
pub const STATUS: &str = "etat";
/// Id of the need in words.
pub const SUMMARY: &str = "resume";
/// Id of the same in one line, which stays on the screen.
pub const NEED_BAR: &str = "rappel";
/// Id of the form of the situation.
pub const SITUATION_FORM: &str = "situation";
/// Id of the part of it that repeats the need.
pub const HIDDEN_NEED: &str = "situation-besoin";
/// Id of the message of the week.
pub const WEEK_ERROR: &str = "semaine-erreur";
/// Fields of the need that have a message of their own.
pub const ADDRESS_FIELDS: [&str; 8] =
    [PLACE, START, "acte", "indispensable", "mode", "habilitation", "public", "langue"];

/// What `/catalogue/{version}.bin` holds, in postcard.
#[derive(Serialize, Deserialize)]
pub struct CatalogueFile {
    pub territory: domain::Territory,
    /// Version of the catalogue that the listings come from.
    pub version: String,
    pub listings: Vec<domain::Listing>,
    /// Values of the law that staff added to those of the program.
    pub values: Vec<Published>,
}
