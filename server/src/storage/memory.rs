//! The store in memory, for tests: the same contract as the databases.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use app::ports::Outlines;
use domain::Finess;

use super::accounts::memory::Accounts;
use super::{
    AddressStore, Authorship, EnteredValue, ImportRecord, ListingStore, NewReport, Origin, OutlineStore,
    ParameterStore, Report, ReportAnswer, ReportStore, Revision, Save, Snapshot, StoreError, Versioned,
};
use crate::addresses::Street;
use crate::import::addresses::AddressCounts;

#[derive(Default)]
pub struct MemoryStore {
    state: Mutex<State>,
}

#[derive(Clone, Default)]
pub(super) struct State {
    listings: BTreeMap<Finess, Versioned>,
    revisions: Vec<Revision>,
    imports: Vec<ImportRecord>,
    values: Vec<EnteredValue>,
    outlines: Option<(Outlines, Origin)>,
    streets: Vec<Street>,
    address_imports: Vec<(AddressCounts, Origin)>,
    reports: Vec<Report>,
    answers: BTreeMap<u32, ReportAnswer>,
    pub(super) accounts: Accounts,
    generation: u64,
}

impl MemoryStore {
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn write(
        &mut self,
        saves: Vec<Save>,
        authorship: &Authorship,
        import: Option<&ImportRecord>,
    ) -> Result<Option<u32>, StoreError> {
        self.imports.extend(import.cloned());
        let import_number = import.map(|_| self.imports.len() as u32);
        for save in saves {
            let finess = save.listing.finess;
            let current = self.listings.get(&finess).map(|stored| stored.version);
            if current != save.based_on {
                return Err(StoreError::Conflict(finess, save.based_on.unwrap_or(0)));
            }
            let version = current.unwrap_or(0) + 1;
            self.listings.insert(finess, Versioned { version, listing: save.listing });
            self.revisions.push(Revision {
                finess,
                version,
                author: authorship.author.clone(),
                source: authorship.source,
                recorded_at: authorship.recorded_at,
                import_number,
                changes: save.changes,
            });
            self.generation += 1;
        }
        Ok(import_number)
    }
}

impl ListingStore for MemoryStore {
    async fn load_all(&self) -> Result<Vec<Versioned>, StoreError> {
        Ok(self.lock().listings.values().cloned().collect())
    }

    async fn snapshot(&self) -> Result<Snapshot, StoreError> {
        let state = self.lock();
        Ok(Snapshot {
            listings: state.listings.values().cloned().collect(),
            last_import: state.imports.last().cloned(),
            values: state.values.clone(),
            outlines: state.outlines.as_ref().map(|(outlines, _)| outlines.clone()),
        })
    }

    async fn find(&self, finess: Finess) -> Result<Option<Versioned>, StoreError> {
        Ok(self.lock().listings.get(&finess).cloned())
    }

    async fn save(
        &self,
        saves: Vec<Save>,
        authorship: &Authorship,
        import: Option<&ImportRecord>,
    ) -> Result<Option<u32>, StoreError> {
        let mut state = self.lock();
        let mut next = state.clone();
        let number = next.write(saves, authorship, import)?;
        *state = next;
        Ok(number)
    }

    async fn replace_all(
        &self,
        saves: Vec<Save>,
        authorship: &Authorship,
        import: Option<&ImportRecord>,
    ) -> Result<Option<u32>, StoreError> {
        let mut state = self.lock();
        let mut next = State {
            listings: BTreeMap::new(),
            revisions: Vec::new(),
            generation: state.generation + 1,
            ..state.clone()
        };
        let number = next.write(saves, authorship, import)?;
        *state = next;
        Ok(number)
    }

    async fn list_revisions(&self, finess: Finess) -> Result<Vec<Revision>, StoreError> {
        Ok(self.lock().revisions.iter().filter(|revision| revision.finess == finess).cloned().collect())
    }

    async fn last_import(&self) -> Result<Option<ImportRecord>, StoreError> {
        Ok(self.lock().imports.last().cloned())
    }

    async fn generation(&self) -> Result<u64, StoreError> {
        Ok(self.lock().generation)
    }
}

impl ParameterStore for MemoryStore {
    async fn list_values(&self) -> Result<Vec<EnteredValue>, StoreError> {
        Ok(self.lock().values.clone())
    }

    async fn add_value(&self, value: EnteredValue) -> Result<(), StoreError> {
        let mut state = self.lock();
        state.values.push(value);
        state.generation += 1;
        Ok(())
    }
}

impl OutlineStore for MemoryStore {
    async fn load_outlines(&self) -> Result<Option<(Outlines, Origin)>, StoreError> {
        Ok(self.lock().outlines.clone())
    }

    async fn replace_outlines(&self, outlines: &Outlines, origin: &Origin) -> Result<(), StoreError> {
        let mut state = self.lock();
        state.outlines = Some((outlines.clone(), origin.clone()));
        state.generation += 1;
        Ok(())
    }
}

impl AddressStore for MemoryStore {
    async fn list_streets(&self) -> Result<Vec<Street>, StoreError> {
        Ok(self.lock().streets.clone())
    }

    async fn replace_streets(
        &self,
        streets: &[Street],
        counts: &AddressCounts,
        origin: &Origin,
    ) -> Result<(), StoreError> {
        let mut state = self.lock();
        state.streets = streets.to_vec();
        state.streets.sort_by(|a, b| (&a.name, a.zone).cmp(&(&b.name, b.zone)));
        state.address_imports.push((*counts, origin.clone()));
        Ok(())
    }

    async fn address_generation(&self) -> Result<u64, StoreError> {
        Ok(self.lock().address_imports.len() as u64)
    }

    async fn last_address_import(&self) -> Result<Option<(AddressCounts, Origin)>, StoreError> {
        Ok(self.lock().address_imports.last().cloned())
    }
}

impl ReportStore for MemoryStore {
    async fn add_report(&self, report: NewReport) -> Result<u32, StoreError> {
        let mut state = self.lock();
        let number = state.reports.len() as u32 + 1;
        state.reports.push(Report { number, report });
        Ok(number)
    }

    async fn list_reports(&self) -> Result<Vec<Report>, StoreError> {
        Ok(self.lock().reports.iter().rev().cloned().collect())
    }

    async fn answer_report(&self, answer: ReportAnswer) -> Result<bool, StoreError> {
        let mut state = self.lock();
        let open = state.reports.iter().any(|report| report.number == answer.report)
            && !state.answers.contains_key(&answer.report);
        if open {
            state.answers.insert(answer.report, answer);
        }
        Ok(open)
    }

    async fn list_answers(&self) -> Result<Vec<ReportAnswer>, StoreError> {
        Ok(self.lock().answers.values().cloned().collect())
    }
}
