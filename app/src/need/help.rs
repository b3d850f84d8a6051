//! The kinds of help that people name first, each a group of acts: the large tiles of the form.

use domain::Act;
use domain::closed_list;
use domain::values::closed_list::ClosedList;

/// Name of the tiles with more than one act; a tile with one act is the box of that act.
pub const HELP: &str = "aide";
/// Name of the boxes of the acts.
pub const ACT: &str = "acte";

closed_list! {
    /// A tile.
    Help {
        Washing = "toilette",
        Meals = "repas",
        Household = "menage",
        Company = "compagnie",
        Nights = "nuit",
        /// Someone comes home from hospital: adds the usual acts, unless other acts are ticked.
        Hospital = "hopital",
    }
}

impl Help {
    pub fn acts(self) -> &'static [Act] {
        match self {
            Self::Washing => &[Act::Washing],
            Self::Meals => &[Act::Meals],
            Self::Household => &[Act::Cleaning, Act::Shopping],
            Self::Company => &[Act::Presence, Act::Outings],
            Self::Nights => &[Act::NightWatch],
            Self::Hospital => &[Act::Washing, Act::Meals, Act::Transfers],
        }
    }

    /// Name and value of its box.
    pub fn field(self) -> (&'static str, &'static str) {
        match self.acts() {
            [act] => (ACT, act.code()),
            _ => (HELP, self.code()),
        }
    }

    /// The tiles that mean no more than their acts.
    pub fn groups() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|help| *help != Self::Hospital)
    }

    /// Its drawing, which is that of an act.
    pub fn pictogram(self) -> Act {
        match self {
            Self::Washing => Act::Washing,
            Self::Meals => Act::Meals,
            Self::Household => Act::Cleaning,
            Self::Company => Act::Presence,
            Self::Nights => Act::NightWatch,
            Self::Hospital => Act::Nursing,
        }
    }
}
