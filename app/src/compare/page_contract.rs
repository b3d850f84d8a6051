//! What the page of the list and the browser agree on: ids of parts of the page, and the file of the catalogue.

use domain::law::parameters::Published;
use serde::{Deserialize, Serialize};

use crate::need::form::{PLACE, START};

/// Id of the list, which receives the focus when another page of it is shown.
pub const LIST: &str = "resultats";
/// Id of the sentence that says how many services the list has, the one status region of the page.
pub const STATUS: &str = "etat";
/// Id of the need in words.
pub const SUMMARY: &str = "resume";
/// Id of the need in one line, which stays visible while the page scrolls.
pub const NEED_BAR: &str = "rappel";
/// Id of the form of the situation.
pub const SITUATION_FORM: &str = "situation";
/// Id of the part of that form that repeats the need.
pub const HIDDEN_NEED: &str = "situation-besoin";
/// Id of the message about the week.
pub const WEEK_ERROR: &str = "semaine-erreur";
/// Fields of the need that each have a message beside them.
pub const ADDRESS_FIELDS: [&str; 8] =
    [PLACE, START, "acte", "indispensable", "mode", "habilitation", "public", "langue"];

/// Contents of `/catalogue/{version}.bin`, in postcard.
#[derive(Serialize, Deserialize)]
pub struct CatalogueFile {
    pub territory: domain::Territory,
    /// Version of the catalogue that the listings come from.
    pub version: String,
    pub listings: Vec<domain::Listing>,
    /// Values of the law that staff added to those of the program.
    pub values: Vec<Published>,
}

impl CatalogueFile {
    /// Number of the layout of the file, part of its name: browsers keep the file for a year, and an older client must
    /// not read a newer layout. Raise it with every change of the fields or of their order.
    pub const FORMAT: u16 = 2;

    /// What a browser computes with, of some listings of a publication.
    #[cfg(feature = "ssr")]
    pub fn of<'a>(
        publication: &crate::ports::Publication,
        listings: impl IntoIterator<Item = &'a domain::Listing>,
    ) -> Self {
        Self {
            territory: publication.territory.clone(),
            version: publication.catalogue.version().to_owned(),
            listings: listings.into_iter().cloned().collect(),
            values: publication.parameters.added().to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::law::parameters::Published;
    use domain::values::fingerprint::Fnv;
    use domain::{Listing, Territory};
    use serde::Deserialize;

    use super::CatalogueFile;

    /// The contents of a small file, in JSON: its postcard form must not change unless the layout number changes.
    #[derive(Deserialize)]
    struct Sample {
        territory: Territory,
        listings: Vec<Listing>,
        values: Vec<Published>,
    }

    #[test]
    fn a_change_of_the_layout_raises_the_number_of_the_format() {
        let sample = serde_json::from_str(include_str!("page_contract/sample.json")).expect("the sample is valid");
        let Sample { territory, listings, values } = sample;
        let file = CatalogueFile { territory, version: "sample".to_owned(), listings, values };
        let bytes = postcard::to_stdvec(&file).expect("a file is written");
        let hash = format!("{:016x}", Fnv::default().chain(&bytes).finish());
        // If the hash differs, raise `FORMAT` and update both numbers here.
        assert_eq!((CatalogueFile::FORMAT, hash.as_str()), (2, "40a5f05fcd56d408"));
    }
}
