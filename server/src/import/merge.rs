//! What a FINESS register changes in the listings: FINESS-sourced facts only, never what staff or a provider said.

use std::collections::BTreeMap;

use domain::Finess;
use domain::listing::{Fact, Known, Listing, Provenance, Source, Standing};
use jiff::civil::Date;
use thiserror::Error;

use super::finess::{Establishment, Register, Territory};
use crate::storage::{ImportCounts, Save, Versioned};

/// What an import would write, and its counts.
#[derive(Debug, Default)]
pub struct Plan {
    pub saves: Vec<Save>,
    pub counts: ImportCounts,
    /// The store holds a demonstration, which the import replaces whole.
    pub replaces_demonstration: bool,
}

/// Why a register is not applied.
#[derive(Debug, Error)]
pub enum PlanError {
    #[error("the file is of {file}, older than the last one imported, of {last}: import the most recent one")]
    Older { file: Date, last: Date },
    #[error("the database mixes fictitious and real listings: run `check`, and start from a backup or a new database")]
    Mixed,
    #[error("the file has no home-care service of {0}: check --department")]
    NothingKept(String),
    #[error(
        "the file would close {closed} of {open} services: it looks incomplete. If it is right, add --allow-closing"
    )]
    ClosesMany { closed: u32, open: u32 },
}

/// Plans the import of a register over the stored listings.
pub fn plan(
    register: &Register,
    stored: Vec<Versioned>,
    last_file: Option<Date>,
    territory: &Territory,
    allow_closing: bool,
) -> Result<Plan, PlanError> {
    if let Some(last) = last_file.filter(|last| *last > register.date) {
        return Err(PlanError::Older { file: register.date, last });
    }
    if register.kept.is_empty() {
        let department = match territory {
            Territory::Department(department) => format!("department {department}"),
            Territory::All => "France".to_owned(),
        };
        return Err(PlanError::NothingKept(department));
    }
    let (fictitious, real): (Vec<_>, Vec<_>) = stored.into_iter().partition(|own| own.listing.is_demonstration());
    if !fictitious.is_empty() && !real.is_empty() {
        return Err(PlanError::Mixed);
    }
    let mut plan = Plan { replaces_demonstration: !fictitious.is_empty(), ..Plan::default() };
    let mut stored: BTreeMap<Finess, Versioned> = real.into_iter().map(|own| (own.listing.finess, own)).collect();
    plan.counts.read = register.read;
    plan.counts.kept = register.kept.len() as u32;
    plan.counts.rejected = register.remarks.iter().filter(|remark| remark.rejected).count() as u32;
    for establishment in &register.kept {
        let own = stored.remove(&establishment.finess);
        plan.meet(establishment, own, register.date);
    }
    // What remains is not in the file. Only listings of the imported department can be missed there.
    let gone = |own: &Versioned| own.listing.standing == Standing::Open && concerns(territory, &own.listing);
    let gone: Vec<Versioned> = stored.into_values().filter(gone).collect();
    let (closed, open) = (gone.len() as u32, gone.len() as u32 + plan.counts.kept);
    if !allow_closing && closed > 5 && closed > open / 4 {
        return Err(PlanError::ClosesMany { closed, open });
    }
    for own in gone {
        let mut listing = own.listing.clone();
        listing.standing = Standing::ClosedSince(register.date);
        plan.counts.closed += 1;
        plan.save(Some(own), listing);
    }
    Ok(plan)
}

fn concerns(territory: &Territory, listing: &Listing) -> bool {
    match territory {
        Territory::All => true,
        Territory::Department(department) => {
            // Overseas departments are 9A to 9F in the register, 971 to 976 in INSEE codes.
            let overseas = ["9A", "9B", "9C", "9D", "9E", "9F"].iter().position(|code| code == department);
            let insee = overseas.map_or_else(|| department.clone(), |at| format!("97{}", at + 1));
            let address = listing.address.value();
            let elsewhere = || listing.finess.as_str().starts_with(department.as_str());
            address.map_or_else(elsewhere, |address| address.zone.as_str().starts_with(&insee))
        }
    }
}

impl Plan {
    fn save(&mut self, own: Option<Versioned>, listing: Listing) {
        self.saves.push(Save::new(own.as_ref(), listing));
    }

    fn meet(&mut self, establishment: &Establishment, own: Option<Versioned>, date: Date) {
        let provenance = Provenance { source: Source::Finess, observed: date, verified: None };
        let Some(own) = own else {
            let name = Known { value: establishment.name.clone(), provenance: provenance.clone() };
            let mut listing = Listing::bare(establishment.finess, establishment.kind, name);
            update(&mut listing, establishment, &provenance);
            self.counts.added += 1;
            return self.save(None, listing);
        };
        let mut listing = own.listing.clone();
        let changed = update(&mut listing, establishment, &provenance);
        if changed {
            self.counts.changed += 1;
        } else if listing != own.listing {
            self.counts.confirmed += 1;
        } else {
            return;
        }
        self.save(Some(own), listing);
    }
}

/// Puts the register's facts into a listing; true when a value changed, not only the date it was seen.
fn update(listing: &mut Listing, new: &Establishment, provenance: &Provenance) -> bool {
    let mut changed = false;
    if listing.name.provenance.source == Source::Finess {
        listing.name.provenance.observed = provenance.observed;
        changed |= replace(&mut listing.name.value, new.name.clone());
    }
    changed |= replace(&mut listing.legal_entity, new.legal_entity);
    changed |= replace(&mut listing.kind, new.kind);
    // What a service of another kind did or asked is not said of this one: a 354 has no price, a 460 does no nursing.
    if listing.check().is_err() {
        (listing.tariffs, listing.acts) = (Fact::Unknown, Fact::Unknown);
    }
    changed |= replace(&mut listing.standing, Standing::Open);
    changed |= update_fact(&mut listing.siret, new.siret.as_ref(), provenance);
    changed |= update_fact(&mut listing.address, new.address.as_ref(), provenance);
    // A place is in the file's second section: its absence there is no statement.
    if let Some(point) = &new.point {
        changed |= update_fact(&mut listing.point, Some(point), provenance);
    }
    changed | update_fact(&mut listing.phone, new.phone.as_ref(), provenance)
}

fn replace<T: PartialEq>(own: &mut T, new: T) -> bool {
    let changed = *own != new;
    *own = new;
    changed
}

fn update_fact<T: Clone + PartialEq>(own: &mut Fact<T>, new: Option<&T>, provenance: &Provenance) -> bool {
    if own.provenance().is_some_and(|said| said.source != Source::Finess) {
        return false;
    }
    if let Fact::Known(known) = own
        && Some(&known.value) == new
    {
        // Seen again: who verified it stays true.
        known.provenance.observed = provenance.observed;
        return false;
    }
    let changed = own.value() != new;
    *own = new.map_or(Fact::Unknown, |value| Fact::new(value.clone(), provenance.clone()));
    changed
}
