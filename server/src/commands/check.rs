//! `check`: reads everything that is stored and says what is wrong, a line each.

use std::process::ExitCode;

use domain::Listing;

use crate::import::merge::is_demonstration;
use crate::storage::sqlite::{SqliteStore, StoredRow, keys};

pub(super) async fn run(store: &SqliteStore) -> anyhow::Result<ExitCode> {
    let mut wrong = store.integrity().await?;
    let rows = store.rows().await?;
    let (mut real, mut fictitious) = (0, 0);
    for StoredRow { finess, keys: stored, document } in &rows {
        match serde_json::from_str::<Listing>(document) {
            Err(error) => wrong.push(format!("{finess}: unreadable: {error}")),
            Ok(listing) => {
                if listing.finess.as_str() != finess {
                    wrong.push(format!("{finess}: its document is that of {}", listing.finess));
                }
                if *stored != keys(&listing) {
                    wrong.push(format!("{finess}: its key columns are not those of its document"));
                }
                if let Err(error) = listing.check() {
                    wrong.push(format!("{finess}: {error}"));
                }
                *if is_demonstration(&listing) { &mut fictitious } else { &mut real } += 1;
            }
        }
    }
    if real > 0 && fictitious > 0 {
        wrong.push(format!("{fictitious} fictitious listings stand among {real} real ones"));
    }
    println!("{} listings ({fictitious} fictitious), {} problems", rows.len(), wrong.len());
    for line in &wrong {
        println!("{line}");
    }
    Ok(if wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
