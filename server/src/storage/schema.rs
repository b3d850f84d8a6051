//! How the tables of a database stand to this program, by the migrations that it bears.

use sqlx::migrate::Migrator;

/// What is found in a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Schema {
    Nothing,
    /// Tables of another program.
    Foreign,
    Older,
    Same,
    Newer,
}

impl Schema {
    /// `applied`: the versions of the migrations that it bears; none where it has no place for them.
    pub(super) fn of(tables: i64, applied: Option<&[i64]>, known: &Migrator) -> Self {
        let known: Vec<i64> = known.iter().map(|migration| migration.version).collect();
        match applied {
            None if tables == 0 => Self::Nothing,
            None => Self::Foreign,
            Some(applied) if applied.iter().any(|version| !known.contains(version)) => Self::Newer,
            Some(applied) if known.iter().all(|version| applied.contains(version)) => Self::Same,
            Some(_) => Self::Older,
        }
    }
}
