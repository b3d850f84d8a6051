//! The working list: every listing, searched, filtered and sorted, with what is done to many of them at once. Its state is
//! in its address.

pub mod acts;
pub mod confirmation;
mod filters;
pub mod query;
mod rows;
pub mod screen;
pub mod selection;

pub use filters::condition_words;
pub use rows::state_words;

/// Names of the fields of its forms.
pub mod field {
    /// A listing that is ticked; campaigns take the same.
    pub const SERVICE: &str = "service";
    /// Everything that was found is meant.
    pub const EVERY: &str = "tous";
    pub const ACT: &str = "acte";
    /// Of the button of a row: the listing whose availability is saved.
    pub const SAVE: &str = "enregistrer";
    /// What was read on the screen that confirms.
    pub const SEEN: &str = "lu";
    pub const PERCENT: &str = "hausse";
    pub const FROM: &str = "debut";
    pub const SOURCE: &str = "source";

    /// Of the select of a row.
    pub fn intake(finess: domain::Finess) -> String {
        format!("accueil-{finess}")
    }

    /// What the select held when the page was made.
    pub fn intake_before(finess: domain::Finess) -> String {
        format!("avant-{finess}")
    }
}
