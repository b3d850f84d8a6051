//! `check`: reads everything that is stored and says what is wrong, a line each.

use std::process::ExitCode;

use app::ports::Clock;
use domain::closed_list::ClosedList;
use domain::findings::{Finding, Rule, findings};
use domain::listing::Standing;
use domain::{Cents, Listing, Parameters};

use crate::clock::SystemClock;
use crate::import::merge::is_demonstration;
use crate::storage::ParameterStore;
use crate::storage::sqlite::{SqliteStore, StoredRow, keys};

pub(super) async fn run(store: &SqliteStore) -> anyhow::Result<ExitCode> {
    let today = SystemClock.today();
    let entered = store.list_values().await?;
    let parameters = Parameters::embedded().with(entered.iter().map(|value| value.published.clone()));
    let mut remarks: Vec<String> = Vec::new();
    let mut wrong = store.integrity().await?;
    wrong.extend(store.unreadable_places().await?);
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
                let open = listing.standing == Standing::Open;
                remarks.extend(
                    findings(&listing, &parameters, today).iter().filter(|_| open).map(|found| remark(&listing, found)),
                );
                *if is_demonstration(&listing) { &mut fictitious } else { &mut real } += 1;
            }
        }
    }
    if real > 0 && fictitious > 0 {
        wrong.push(format!("{fictitious} fictitious listings stand among {real} real ones"));
    }
    for value in &entered {
        if let Err(error) = value.published.check() {
            wrong.push(format!("value of {} from {}: {error}", value.published.parameter.code(), value.published.from));
        }
    }
    println!("{} listings ({fictitious} fictitious), {} problems", rows.len(), wrong.len());
    for line in &wrong {
        println!("{line}");
    }
    // What the price rules say is for staff to look at: a truthful value is no problem of the database.
    println!("{} remarks of the price rules on {today}", remarks.len());
    for line in &remarks {
        println!("{line}");
    }
    Ok(if wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// "990000012: care hour of the prestataire tariff from 2026-01-01, 24.20, is under the national floor, 25.00 (CASF …)"
fn remark(listing: &Listing, found: &Finding) -> String {
    let euros = |amount: Option<Cents>| amount.map(super::euros).unwrap_or_default();
    let kind = found.kind.map(|kind| format!("{} hour of the ", kind.code())).unwrap_or_default();
    let (stated, bound) = (euros(found.stated), euros(found.bound));
    let said = match found.rule {
        Rule::BelowFloor => format!(", {stated}, is under the national floor, {bound}: ask whether it is right"),
        Rule::FeeInPrestataire => format!(" has a fee of {stated}: it is not lawful in this mode"),
        Rule::RiseAboveCap => format!(", {stated}, rose in the year above what running contracts may, {bound}"),
        Rule::SurchargeMissing => {
            " states no surcharge, though it works on Sundays or public holidays: ask for it".to_owned()
        }
    };
    let tariff = format!("{kind}{} tariff from {}", found.mode.code(), found.tariff_from);
    format!("{}: {}: {tariff}{said} ({})", listing.finess, found.rule.code(), found.article)
}
