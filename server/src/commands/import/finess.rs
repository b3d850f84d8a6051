//! `import finess`: one file of the register or two, each an import of its own, the establishments before what they do.

use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use app::ports::Clock;
use clap::Args;
use domain::Territory;
use domain::provider::listing::Source;
use domain::provider::register::{EXTRACTS_FROZEN_ON, Freshness, RegisterKind, RegisterSeen};
use domain::values::closed_list::ClosedList;
use jiff::civil::Date;

use super::{name_of, open, print_counts, write_report};
use crate::clock::SystemClock;
use crate::import::merge::{self, Plan};
use crate::import::register::{self, DepartmentFilter, HabilitationHint, Register};
use crate::storage::Store;
use crate::storage::journal::ImportKind;
use crate::storage::{Authorship, ImportRecord, RegisterSave, Versioned};

#[derive(Args)]
pub(in crate::commands) struct Finess {
    /// The file, as downloaded: finess-structures-….json.gz, say; finess-activites-….json.gz beside it or later.
    #[arg(required = true, num_args = 1..=2)]
    files: Vec<PathBuf>,
    /// Department to keep, as the register writes it; `all` for the whole country. That of the territory by default.
    #[arg(long)]
    department: Option<String>,
    /// Say what would change in an existing database, and write nothing to it.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Accept a file that would close more than a quarter of the services.
    #[arg(long)]
    allow_closing: bool,
    /// Where rejected and doubtful lines are written, if there are any.
    #[arg(long, default_value = "import-finess-report.csv")]
    report: PathBuf,
}

/// A file that was read, and what it would change.
struct Planned<'a> {
    path: &'a Path,
    register: Register,
    plan: Plan,
    /// Whether its day counts even where it changes nothing.
    is_later: bool,
}

impl Finess {
    pub(super) async fn run(&self, store: &dyn Store, territory: &Territory) -> anyhow::Result<ExitCode> {
        let filter = match self.department.as_deref() {
            None => DepartmentFilter::of(territory),
            Some("all") => DepartmentFilter::All,
            Some(department) => DepartmentFilter::Department(department.to_owned()),
        };
        let today = SystemClock.today();
        let mut read = Vec::new();
        for path in &self.files {
            let register = read_file(path, &filter, territory);
            let register = register.with_context(|| format!("{} was refused", path.display()))?;
            merge::check_day(register.date, today).with_context(|| format!("{} was refused", path.display()))?;
            read.push((path, register));
        }
        let is_activities = |register: &Register| register.kind == RegisterKind::Activities;
        if read.len() == 2 && is_activities(&read[0].1) == is_activities(&read[1].1) {
            bail!("both files are of the same part of the register: give one of structures and one of activities");
        }
        read.sort_by_key(|(_, register)| is_activities(register));
        let planned = self.plan(store, read, &filter).await?;
        let mut lines = Vec::new();
        for file in planned {
            lines.extend(report_lines(&file));
            let (seen, counts, differences) = (file.register.seen(), file.plan.counts, file.plan.differences.len());
            if !self.dry_run {
                write(store, file).await?;
            }
            println!("file of {} ({})", seen.on, kind_words(seen.kind));
            print_counts(counts);
            if differences > 0 {
                println!("different {differences}: they stay as the City or the provider said, see the report");
            }
            warnings(&seen, today).iter().for_each(|warning| eprintln!("warning: {warning}"));
        }
        if self.dry_run {
            println!("nothing was written (--dry-run)");
        }
        write_report(&self.report, ["line", "finess", "rejected", "reason"], lines)?;
        Ok(ExitCode::SUCCESS)
    }

    /// Plans each file over what the one before it would leave.
    async fn plan<'a>(
        &self,
        store: &dyn Store,
        read: Vec<(&'a PathBuf, Register)>,
        filter: &DepartmentFilter,
    ) -> anyhow::Result<Vec<Planned<'a>>> {
        let last = store.last_imports().await?;
        let listed = store.load_all().await?;
        let unreadable = listed.unreadable.clone();
        let mut stored = super::super::readable(listed);
        let mut planned = Vec::new();
        for (path, register) in read {
            let kind = ImportKind::of_register(register.kind);
            let before = last.of(kind).map(|import| import.file_date);
            let mut plan = merge::plan(&register, stored.clone(), before, filter, self.allow_closing)
                .with_context(|| format!("{} was refused", path.display()))?;
            // What cannot be read is not new: it stays as it is until someone has mended it.
            plan.saves.retain(|save| !unreadable.iter().any(|row| row.key == save.listing.finess.as_str()));
            follow(&mut stored, &plan);
            let is_later = last.is_followed_by(kind, register.date);
            planned.push(Planned { path, register, plan, is_later });
        }
        Ok(planned)
    }
}

/// The stored listings as they would be after a plan.
fn follow(stored: &mut Vec<Versioned>, plan: &Plan) {
    if plan.replaces_demonstration {
        stored.clear();
    }
    for save in &plan.saves {
        let after = Versioned { version: save.based_on.unwrap_or(0) + 1, listing: save.listing.clone() };
        match stored.iter_mut().find(|own| own.listing.finess == save.listing.finess) {
            Some(own) => *own = after,
            None => stored.push(after),
        }
    }
}

async fn write(store: &dyn Store, file: Planned<'_>) -> anyhow::Result<()> {
    let Planned { path, register, plan, is_later } = file;
    if plan.replaces_demonstration {
        eprintln!("the fictitious catalogue is replaced");
    }
    let record = ImportRecord {
        kind: ImportKind::of_register(register.kind),
        file_name: name_of(path),
        file_date: register.date,
        counts: plan.counts,
    };
    let is_recorded = is_later || !plan.saves.is_empty();
    let register = RegisterSave {
        authorship: Authorship {
            author: "import finess".to_owned(),
            source: Source::Finess,
            recorded_at: SystemClock.now(),
        },
        record: is_recorded.then_some(record),
        replaces_demonstration: plan.replaces_demonstration,
        hints: plan.hints,
        date: register.date,
        saves: plan.saves,
    };
    Ok(store.save_register(register).await?)
}

/// Reads a register from disk.
fn read_file(path: &Path, filter: &DepartmentFilter, territory: &Territory) -> anyhow::Result<Register> {
    let (file, bar) = open(path)?;
    let register = register::read(BufReader::with_capacity(1 << 18, bar.wrap_read(file)), filter, territory);
    bar.finish_and_clear();
    Ok(register?)
}

/// What a kind of register is called.
pub(in crate::commands) fn kind_words(kind: RegisterKind) -> &'static str {
    match kind {
        RegisterKind::Structures => "FINESS+, structures",
        RegisterKind::Activities => "FINESS+, activités",
        RegisterKind::Etalab => "FINESS, extract of before FINESS+",
    }
}

/// What is to be said of the age of a register.
pub(in crate::commands) fn warnings(seen: &RegisterSeen, today: Date) -> Vec<String> {
    let mut warnings = Vec::new();
    if seen.is_frozen() {
        warnings.push(format!(
            "these extracts have been frozen on {EXTRACTS_FROZEN_ON}: download FINESS+ (finess-structures) instead"
        ));
    }
    match seen.freshness(today) {
        Freshness::Fresh => {}
        Freshness::Old => warnings.push(format!("the register of {} is more than 10 days old", seen.on)),
        Freshness::Stale => {
            warnings.push(format!("the register of {} is more than 60 days old: the public pages say so", seen.on))
        }
    }
    warnings
}

fn report_lines(file: &Planned<'_>) -> Vec<[String; 4]> {
    let remarks = file.register.remarks.iter().map(|remark| {
        let rejected = if remark.rejected { "yes" } else { "no, kept without this fact" };
        [remark.line.to_string(), remark.finess.clone(), rejected.to_owned(), remark.reason.to_string()]
    });
    let about = |finess: domain::Finess, reason: String| [String::new(), finess.to_string(), "no".to_owned(), reason];
    let differences = file.plan.differences.iter().map(|own| {
        let reason = format!("{}: not what the City or the provider said, which stays", own.field.code());
        about(own.stays.finess, reason)
    });
    let ended = file.plan.out_of_operation.iter();
    let ended = ended.map(|finess| about(*finess, "its activity is no longer in operation".to_owned()));
    let hints = file.plan.hints.iter().flatten().map(|(finess, hint)| {
        let why = match hint {
            HabilitationHint::DepartmentSetsPrices => "the département sets its prices",
            HabilitationHint::Convention => "it has a convention of social assistance",
        };
        about(*finess, format!("{why}: ask whether it is approved for social assistance"))
    });
    remarks.chain(differences).chain(ended).chain(hints).collect()
}
