//! Writes changes into their listing. A value that is stated again unchanged does not change the fact or its
//! verification.

use std::fmt;

use domain::provider::listing::{Fact, ListingError, Provenance, Source};
use domain::{Listing, Tariff, Zone};

use super::columns::Part;
use super::values::date_text;
use super::{ApplyError, RowChange, Sheet};

/// A row that cannot be applied to its listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub sheet: Sheet,
    pub line: u32,
    pub reason: ApplyError,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Feuille « {} », ligne {} : {}", self.sheet.title(), self.line, self.reason)
    }
}

/// The listing with its rows applied in their order; or every row that cannot be applied, and then no row is applied.
pub fn apply<'a>(
    listing: &Listing,
    rows: impl IntoIterator<Item = &'a RowChange, IntoIter: Clone>,
) -> Result<Listing, Vec<Refusal>> {
    let rows = rows.into_iter();
    let mut changed = listing.clone();
    let refused = |row: &RowChange, reason| Refusal { sheet: row.sheet, line: row.line, reason };
    let mut refusals: Vec<Refusal> =
        rows.clone().filter_map(|row| Some(refused(row, set_part(&mut changed, listing, row).err()?))).collect();
    if let Err(error) = changed.check() {
        let (reason, part) = match error {
            ListingError::NursingAct => (ApplyError::NursingAct, Part::Acts),
            ListingError::NursingTariff => (ApplyError::NursingTariff, Part::Tariff),
            ListingError::TariffTwice => (ApplyError::TariffTwice, Part::Tariff),
            ListingError::NoZone => (ApplyError::NoZone, Part::Zones),
        };
        let concerned = |row: &&RowChange| row.what.part() == part;
        // A listing that was invalid before these rows is refused with the first of them.
        let mut at_fault: Vec<&RowChange> = rows.clone().filter(concerned).collect();
        if at_fault.is_empty() {
            at_fault.extend(rows.take(1));
        }
        refusals.extend(at_fault.into_iter().map(|row| refused(row, reason.clone())));
    }
    if refusals.is_empty() { Ok(changed) } else { Err(refusals) }
}

fn set_part(listing: &mut Listing, before: &Listing, row: &RowChange) -> Result<(), ApplyError> {
    if row.finess != listing.finess {
        return Err(ApplyError::OtherListing(row.finess));
    }
    row.what.set(listing, before, row)
}

/// Replaces the current value by that of a row.
pub(super) fn replace<T: Clone + PartialEq>(
    fact: &mut Fact<T>,
    _before: &Fact<T>,
    value: &T,
    row: &RowChange,
) -> Result<(), ApplyError> {
    set(fact, value.clone(), row)
}

/// The same zones in another order are equal.
pub(super) fn replace_zones(
    fact: &mut Fact<Vec<Zone>>,
    _before: &Fact<Vec<Zone>>,
    zones: &Vec<Zone>,
    row: &RowChange,
) -> Result<(), ApplyError> {
    let current = fact.value().cloned();
    let sorted = current.clone().map(|mut zones| {
        zones.sort_unstable();
        zones.dedup();
        zones
    });
    let zones = current.filter(|_| sorted.as_ref() == Some(zones)).unwrap_or_else(|| zones.clone());
    set(fact, zones, row)
}

fn set<T: PartialEq>(fact: &mut Fact<T>, value: T, row: &RowChange) -> Result<(), ApplyError> {
    let provenance = match fact.known() {
        Some(known) if known.value == value => match refreshed(&known.provenance, row)? {
            Some(provenance) => provenance,
            None => return Ok(()),
        },
        Some(known) if row.observed < known.provenance.observed => {
            return Err(ApplyError::Older(date_text(known.provenance.observed)));
        }
        Some(_) | None => stated(row)?,
    };
    *fact = Fact::new(value, provenance);
    Ok(())
}

/// The provenance of a value that is stated again: a newer date keeps the verification; an older one changes nothing.
fn refreshed(current: &Provenance, row: &RowChange) -> Result<Option<Provenance>, ApplyError> {
    if row.observed <= current.observed {
        return Ok(None);
    }
    let source = if row.source == current.source { row.source } else { stated(row)?.source };
    Ok(Some(Provenance { source, observed: row.observed, verified: current.verified.clone() }))
}

/// The provenance of a new value: only a service or the City can have stated it.
fn stated(row: &RowChange) -> Result<Provenance, ApplyError> {
    match row.source {
        Source::Provider | Source::City => {
            Ok(Provenance { source: row.source, observed: row.observed, verified: None })
        }
        Source::Finess | Source::Has | Source::Demonstration => Err(ApplyError::Source(row.source)),
    }
}

/// Adds a tariff, or replaces the one with the same mode and first day; the others do not change. `before` is the fact
/// as it was before the file, whose rows may have different dates. An old tariff that was found late does not make the
/// others look older.
pub(super) fn replace_tariff(
    fact: &mut Fact<Vec<Tariff>>,
    before: &Fact<Vec<Tariff>>,
    tariff: &Tariff,
    row: &RowChange,
) -> Result<(), ApplyError> {
    let Some(known) = fact.known() else {
        *fact = Fact::new(vec![tariff.clone()], stated(row)?);
        return Ok(());
    };
    let start = |tariff: &Tariff| (tariff.terms().mode, tariff.terms().from);
    let mut tariffs = known.value.clone();
    match tariffs.iter_mut().find(|known| start(known) == start(tariff)) {
        Some(same) if same == tariff => {
            if let Some(provenance) = refreshed(&known.provenance, row)? {
                *fact = Fact::new(tariffs, provenance);
            }
            return Ok(());
        }
        Some(changed) => {
            if let Some(newer) = before.provenance().filter(|before| row.observed < before.observed) {
                return Err(ApplyError::Older(date_text(newer.observed)));
            }
            *changed = tariff.clone();
        }
        None => tariffs.push(tariff.clone()),
    }
    let stated = stated(row)?;
    let older = row.observed < known.provenance.observed;
    let kept = Provenance { verified: None, ..known.provenance.clone() };
    *fact = Fact::new(tariffs, if older { kept } else { stated });
    Ok(())
}
