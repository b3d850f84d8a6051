//! Which register the listings come from, its date, and how old it is today.

use jiff::civil::{Date, date};

use crate::closed_list;
use crate::time::calendar::day_number;

closed_list! {
    /// The published files of the register.
    RegisterKind {
        /// FINESS+, structures: which establishments exist, and where.
        Structures = "structures",
        /// FINESS+, activités: what is authorised, for whom, and where.
        Activities = "activites",
        /// The extracts etalab-cs1100502 and -cs1100507, which FINESS+ replaced.
        Etalab = "etalab",
    }
}

/// Last day of the extracts that FINESS+ replaced: they can still be downloaded, but are not renewed.
pub const EXTRACTS_FROZEN_ON: Date = date(2026, 5, 4);

/// Age in days from which staff are warned that a register is old: FINESS+ is published every day.
const OLD: i32 = 10;
/// Age in days from which the public is warned.
const STALE: i32 = 60;

/// A register that was imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegisterSeen {
    pub kind: RegisterKind,
    /// The date of its file.
    pub on: Date,
    /// Services of its file that nobody accepted: they are not listed.
    pub left_out: u32,
}

/// Whether a register is too old on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Freshness {
    Fresh,
    /// Staff are warned.
    Old,
    /// The public is warned too.
    Stale,
}

impl RegisterSeen {
    pub fn freshness(&self, today: Date) -> Freshness {
        match day_number(today) - day_number(self.on) {
            days if days > STALE => Freshness::Stale,
            days if days > OLD => Freshness::Old,
            _ => Freshness::Fresh,
        }
    }

    /// Whether files of this kind are no longer renewed, however recent this one is.
    pub fn is_frozen(&self) -> bool {
        self.kind == RegisterKind::Etalab
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Freshness, RegisterKind, RegisterSeen};

    #[test]
    fn a_register_is_old_after_ten_days_and_stale_after_sixty() {
        let seen = RegisterSeen { kind: RegisterKind::Structures, on: date(2026, 9, 1), left_out: 0 };
        for (today, freshness) in [
            (date(2026, 8, 31), Freshness::Fresh),
            (date(2026, 9, 11), Freshness::Fresh),
            (date(2026, 9, 12), Freshness::Old),
            (date(2026, 10, 31), Freshness::Old),
            (date(2026, 11, 1), Freshness::Stale),
        ] {
            assert_eq!(seen.freshness(today), freshness, "{today}");
        }
    }
}
