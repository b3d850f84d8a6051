//! `check`: reads everything that is stored and says what is wrong, a line each.

use std::process::ExitCode;

use app::ports::{Clock, Sources};
use app::staff::unreadable::{RowKind, UnreadableRow};
use clap::Args;
use domain::feedback::refusal::Month;
use domain::law::parameters::State;
use domain::provider::price_rules::{Finding, Rule, findings};
use domain::provider::register::{RegisterKind, RegisterSeen};
use domain::values::closed_list::ClosedList;
use domain::{Cents, Listing, Parameters, Territory};
use jiff::civil::{Date, date};

use super::files::FilesOption;
use super::import::{kind_words, warnings};
use super::settings::SiteOptions;
use crate::clock::SystemClock;
use crate::history::Replay;
use crate::storage::inspection::{StoredRow, keys};
use crate::storage::{Change, Store, StoreError, standing};

#[derive(Args)]
pub(super) struct Check {
    #[command(flatten)]
    facts: SiteOptions,
    #[command(flatten)]
    files: FilesOption,
}

impl Check {
    pub(super) async fn run(&self, store: &dyn Store, territory: &Territory) -> anyhow::Result<ExitCode> {
        let outcome = check(store, territory, self.files.problems(store).await?).await?;
        // Known to those who publish the site alone, and no problem of the database.
        for name in self.facts.missing() {
            println!("{name} is not set: a page of the law says so in its place");
        }
        Ok(outcome)
    }
}

/// `beside`: what is wrong between the database and what is kept beside it.
async fn check(store: &dyn Store, territory: &Territory, beside: Vec<String>) -> anyhow::Result<ExitCode> {
    let today = SystemClock.today();
    let mut unreadable = Vec::new();
    let entered = store.list_values().await?.naming(&mut unreadable);
    let parameters = Parameters::of(territory).with(standing(&entered));
    let mut remarks: Vec<String> = Vec::new();
    let mut wrong = store.integrity().await?;
    wrong.extend(beside);
    read_every_list(store, &mut unreadable).await?;
    let journal = read_journal(store, &mut wrong).await?;
    let rows = store.rows().await?;
    // The listings are named below, with what is wrong with each.
    wrong.extend(unreadable.iter().filter(|row| row.kind != RowKind::Listing).map(|row| format!("{row}: unreadable")));
    let (mut real, mut fictitious) = (0, 0);
    for StoredRow { finess, keys: stored, document } in &rows {
        match serde_json::from_str::<Listing>(document) {
            Err(error) => wrong.push(format!("{finess}: unreadable: {error}")),
            Ok(listing) => {
                if listing.finess.as_str() != finess {
                    wrong.push(format!("{finess}: its document is that of {}", listing.finess));
                }
                if let Some(field) = journal.replay.differs(&listing) {
                    wrong.push(format!(
                        "{finess}: `{}` is not what the journal says: it was changed outside",
                        field.code()
                    ));
                }
                if *stored != keys(&listing) {
                    wrong.push(format!("{finess}: its key columns are not those of its document"));
                }
                if let Err(error) = listing.check() {
                    wrong.push(format!("{finess}: {error}"));
                }
                let open = listing.standing.is_open();
                remarks.extend(
                    findings(&listing, &parameters, today).iter().filter(|_| open).map(|found| remark(&listing, found)),
                );
                *if listing.is_demonstration() { &mut fictitious } else { &mut real } += 1;
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
    // Whoever keeps this line elsewhere can tell a journal that was written anew from its start.
    println!("journal of {} entries, last seal {}", journal.entries, journal.seal);
    for line in register_lines(&store.last_imports().await?.sources(), today) {
        println!("{line}");
    }
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

/// Which register the listings come from, of which day, and what is to be said of it.
fn register_lines(sources: &Sources, today: Date) -> Vec<String> {
    let mut lines = Vec::new();
    match &sources.register {
        Some(seen) => {
            lines.push(format!("register of {} ({})", seen.on, kind_words(seen.kind)));
            lines.extend(warnings(seen, today).iter().map(|warning| format!("warning: {warning}")));
        }
        None => lines.push("no register was imported".to_owned()),
    }
    if let Some(on) = sources.activities {
        let seen = RegisterSeen { kind: RegisterKind::Activities, on, left_out: 0 };
        lines.push(format!("activities of {on} ({})", kind_words(seen.kind)));
        lines.extend(warnings(&seen, today).iter().map(|warning| format!("warning: {warning}")));
    }
    lines.extend(sources.evaluations.map(|on| format!("evaluations of the HAS until {on}")));
    lines
}

/// Reads every row of every table that a screen or a command lists, and names those that this program cannot read. The
/// journal and the listings are read apart, in more detail.
async fn read_every_list(store: &dyn Store, unreadable: &mut Vec<UnreadableRow>) -> Result<(), StoreError> {
    store.list_accounts().await?.naming(unreadable);
    store.list_sessions(None).await?.naming(unreadable);
    store.list_reports().await?.naming(unreadable);
    store.list_answers().await?.naming(unreadable);
    let drafts = store.list_drafts().await?.naming(unreadable);
    for draft in drafts {
        name_unreadable(store.find_return(draft.number).await, unreadable)?;
    }
    store.list_dismissals(None).await?.naming(unreadable);
    store.list_typed().await?.naming(unreadable);
    store.list_origins(None).await?.naming(unreadable);
    store.list_acts(None, u32::MAX).await?.naming(unreadable);
    store.list_account_events(u32::MAX).await?.naming(unreadable);
    store.list_report_events().await?.naming(unreadable);
    store.list_parts().await?.naming(unreadable);
    store.list_searches().await?.naming(unreadable);
    for finess in store.list_dossiers().await?.naming(unreadable) {
        let dossier = store.load_dossier(finess).await?;
        for rows in [
            dossier.assigned.unreadable,
            dossier.reminders.unreadable,
            dossier.contacts.unreadable,
            dossier.notes.unreadable,
            dossier.files.unreadable,
        ] {
            unreadable.extend(rows);
        }
    }
    store.list_links().await?.naming(unreadable);
    store.list_campaigns().await?.naming(unreadable);
    store.list_letters().await?.naming(unreadable);
    store.refusal_days_since(Month::of(date(1970, 1, 1))).await?.naming(unreadable);
    store.list_imports().await?.naming(unreadable);
    store.list_completeness().await?.naming(unreadable);
    store.refusals_since(Month::of(date(1970, 1, 1))).await?.naming(unreadable);
    store.list_streets().await?.naming(unreadable);
    unreadable.extend(store.load_outlines().await?.unreadable);
    for waiting in store.list_previews().await?.naming(unreadable) {
        // The list is without what the file says.
        name_unreadable(store.find_preview(waiting.number).await, unreadable)?;
    }
    if store.last_address_import().await.is_err() {
        unreadable.push(UnreadableRow::new(RowKind::Import, "of addresses"));
    }
    Ok(())
}

/// Names the row that was looked for and cannot be read.
fn name_unreadable<T>(found: Result<T, StoreError>, unreadable: &mut Vec<UnreadableRow>) -> Result<(), StoreError> {
    match found {
        Err(StoreError::Unreadable { row, .. }) => unreadable.push(row),
        Err(error) => return Err(error),
        Ok(_) => {}
    }
    Ok(())
}

/// The journal, read to its end.
#[derive(Default)]
struct Journal {
    entries: u64,
    seal: String,
    replay: Replay,
}

/// Rows read at a time.
const ROWS: u32 = 5_000;

/// Follows the chain of seals. After a row whose seal is wrong it goes on from that row, to name each that was touched.
async fn read_journal(store: &dyn Store, wrong: &mut Vec<String>) -> anyhow::Result<Journal> {
    let mut journal = Journal::default();
    let mut last = 0;
    loop {
        let entries = store.list_entries(last, ROWS).await?;
        let Some(end) = entries.last() else { return Ok(journal) };
        last = end.number;
        for entry in entries {
            let (number, finess) = (entry.number, &entry.finess);
            if entry.seal != entry.seal_after(&journal.seal) {
                wrong.push(format!("entry {number} of the journal ({finess}): its seal is broken: it, or the entry before it, was changed or taken out"));
            }
            match serde_json::from_str::<Vec<Change>>(&entry.changes) {
                Ok(changes) if journal.replay.follow(finess, entry.version, &changes) => {}
                Ok(_) => wrong.push(format!(
                    "entry {number} of the journal ({finess}): version {} does not follow",
                    entry.version
                )),
                Err(error) => wrong.push(format!("entry {number} of the journal ({finess}): unreadable: {error}")),
            }
            journal.entries += 1;
            journal.seal = entry.seal;
        }
    }
}

/// "990000012: care hour of the prestataire tariff from 2026-01-01, 24.20, is under the national floor, 25.00 (CASF …)"
fn remark(listing: &Listing, found: &Finding) -> String {
    let euros = |amount: Option<Cents>| amount.map(super::euros).unwrap_or_default();
    let kind = found.kind.map(|kind| format!("{} hour of the ", kind.code())).unwrap_or_default();
    let (stated, bound) = (euros(found.stated), euros(found.bound));
    let said = match found.rule {
        Rule::BelowFloor => format!(", {stated}, is under what the département pays, {bound}: ask whether it is right"),
        Rule::FeeInPrestataire => {
            format!(" has a fee of {stated}: it is not lawful in this mode without a written special request")
        }
        Rule::PriceUnlikely => format!(", {stated}, is far from {bound}: ask whether it is right"),
        Rule::DateUnlikely => " starts years ahead: ask whether it is right".to_owned(),
        Rule::RiseAboveCap => format!(", {stated}, rose in the year above what running contracts may, {bound}"),
        Rule::SurchargeMissing => {
            " states no surcharge, though it works on Sundays or public holidays: ask for it".to_owned()
        }
    };
    let tariff = format!("{kind}{} tariff from {}", found.mode.code(), found.tariff_from);
    let computed = found.used.iter().any(|used| used.state == State::Computed);
    let article = match (found.article.as_str(), computed) {
        ("", _) => String::new(),
        (article, true) => format!(" ({article}; computed, not yet published)"),
        (article, false) => format!(" ({article})"),
    };
    format!("{}: {}: {tariff}{said}{article}", listing.finess, found.rule.code())
}
