//! The store in memory, for tests: the same contract as the databases.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::Finess;

use super::{
    Authorship, EnteredValue, ImportRecord, ListingStore, NewReport, ParameterStore, Report, ReportStore, Revision,
    Save, Snapshot, StoreError, Versioned,
};

#[derive(Default)]
pub struct MemoryStore {
    state: Mutex<State>,
}

#[derive(Clone, Default)]
struct State {
    listings: BTreeMap<Finess, Versioned>,
    revisions: Vec<Revision>,
    imports: Vec<ImportRecord>,
    values: Vec<EnteredValue>,
    reports: Vec<Report>,
    generation: u64,
}

impl MemoryStore {
    fn lock(&self) -> MutexGuard<'_, State> {
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
}
