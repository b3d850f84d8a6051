//! The changes to the listings from a register or the evaluations of the HAS. The later observation wins, but what the
//! City stated or verified is never replaced: such a difference is reported, for a person to look at. A newer date
//! alone is no change.

use std::collections::{BTreeMap, BTreeSet};

use domain::provider::listing::{Fact, Kind, Known, Listing, Provenance, Source, Standing};
use domain::provider::register::RegisterKind;
use domain::values::search::fold;
use domain::{Act, ActSet, Field, Finess, PublicSet};
use jiff::civil::Date;
use thiserror::Error;

use super::has::Evaluations;
use super::register::{Activities, Activity, DepartmentFilter, Establishment, HabilitationHint, Register};
use crate::storage::{ImportCounts, Save, Versioned};

/// The changes that an import would write, and the differences that it would not.
#[derive(Debug, Default)]
pub struct Plan {
    pub saves: Vec<Save>,
    pub counts: ImportCounts,
    /// The store holds the demonstration, which the import replaces completely.
    pub replaces_demonstration: bool,
    /// Where the file contradicts what the City, or a provider at a later date, stated: the listing does not change.
    pub differences: Vec<Difference>,
    /// Services that the file shows as probably approved for social assistance. None if the file has no such data.
    pub hints: Option<Vec<(Finess, HabilitationHint)>>,
    /// Services whose activity is authorised but no longer in operation.
    pub out_of_operation: Vec<Finess>,
}

/// A fact in the file that differs from the listing, and does not replace it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub field: Field,
    /// The listing as it stays.
    pub stays: Box<Listing>,
    /// The listing with the fact of the file.
    pub file_says: Box<Listing>,
}

/// Why a file is not applied.
#[derive(Debug, Error)]
pub enum PlanError {
    #[error("the file is of {file}, older than the last one imported, of {last}: import the most recent one")]
    Older { file: Date, last: Date },
    #[error("the file says that it is of {0}, a day to come: every later file would be refused. Download it again")]
    ToCome(Date),
    #[error("the database mixes fictitious and real listings: run `check`, and start from a backup or a new database")]
    Mixed,
    #[error("the file has no home-care service of {0}: check --department")]
    NothingKept(String),
    #[error("the file speaks of none of the listings: import the structures of FINESS+ first")]
    NothingMet,
    #[error(
        "the file would close {closed} of {open} services: it looks incomplete. If it is right, add --allow-closing"
    )]
    ClosesMany { closed: u32, open: u32 },
}

/// Plans the import of a register into the stored listings. `last_file`: the date of the last file of this kind.
pub fn plan(
    register: &Register,
    stored: Vec<Versioned>,
    last_file: Option<Date>,
    filter: &DepartmentFilter,
    allow_closing: bool,
) -> Result<Plan, PlanError> {
    if let Some(last) = last_file.filter(|last| *last > register.date) {
        return Err(PlanError::Older { file: register.date, last });
    }
    let (mut plan, stored) = Plan::over(stored)?;
    plan.counts.read = register.read;
    plan.counts.rejected = register.remarks.iter().filter(|remark| remark.rejected).count() as u32;
    match register.kind {
        RegisterKind::Structures | RegisterKind::Etalab => {
            plan.structures(register, stored, filter, allow_closing)?;
        }
        RegisterKind::Activities => plan.activities(register, &stored)?,
    }
    Ok(plan)
}

/// Refuses a file with a date in the future; tomorrow is accepted, because of time zones farther east.
///
/// # Errors
/// `ToCome`
pub fn check_day(file: Date, today: Date) -> Result<(), PlanError> {
    let tomorrow = today.tomorrow().unwrap_or(today);
    if file > tomorrow { Err(PlanError::ToCome(file)) } else { Ok(()) }
}

/// Plans the import of the evaluations of the HAS. A service that is not in the file keeps its grade, because its
/// absence states nothing.
pub fn plan_evaluations(read: &Evaluations, stored: Vec<Versioned>) -> Result<Plan, PlanError> {
    let (mut plan, stored) = Plan::over(stored)?;
    if plan.replaces_demonstration {
        return Err(PlanError::NothingMet);
    }
    plan.counts.read = read.read;
    plan.counts.rejected = read.remarks.len() as u32;
    for versioned in stored.values() {
        let Some(evaluation) = read.latest.get(&versioned.listing.finess) else { continue };
        plan.counts.kept += 1;
        let provenance = Provenance { source: Source::Has, observed: read.date, verified: None };
        let before = versioned.listing.evaluation.value();
        // The latest evaluation is used, whatever the date of the file.
        let is_new = before.is_none_or(|before| before != evaluation && before.on <= evaluation.on);
        let mut listing = versioned.listing.clone();
        if is_new {
            listing.evaluation = Fact::new(evaluation.clone(), provenance);
        }
        plan.save(versioned, listing);
    }
    if plan.counts.kept == 0 {
        return Err(PlanError::NothingMet);
    }
    Ok(plan)
}

/// Whether a listing belongs to a register of this département.
fn concerns(filter: &DepartmentFilter, listing: &Listing) -> bool {
    let (DepartmentFilter::Department(department), Some(prefix)) = (filter, filter.insee_prefix()) else { return true };
    // The address may come from the City and differ from the register, so the number decides too.
    let numbered = listing.finess.as_str().starts_with(department.as_str());
    numbered || listing.address.value().is_some_and(|address| address.zone.as_str().starts_with(&prefix))
}

impl Plan {
    /// An empty plan, and the real listings by number; no listing if the demonstration is stored.
    fn over(stored: Vec<Versioned>) -> Result<(Self, BTreeMap<Finess, Versioned>), PlanError> {
        let (fictitious, real): (Vec<_>, Vec<_>) =
            stored.into_iter().partition(|versioned| versioned.listing.is_demonstration());
        if !fictitious.is_empty() && !real.is_empty() {
            return Err(PlanError::Mixed);
        }
        let plan = Self { replaces_demonstration: !fictitious.is_empty(), ..Self::default() };
        Ok((plan, real.into_iter().map(|versioned| (versioned.listing.finess, versioned)).collect()))
    }

    /// A stored listing that is in the file: a change if it differs, else only seen again.
    fn save(&mut self, versioned: &Versioned, listing: Listing) {
        if listing == versioned.listing {
            self.counts.confirmed += 1;
        } else {
            self.counts.changed += 1;
            self.saves.push(Save::new(Some(versioned), listing));
        }
    }

    fn met(&mut self, versioned: &Versioned, Meeting { listing, differences, .. }: Meeting<'_>) {
        let stays = &listing;
        self.differences.extend(differences.into_iter().map(|(field, file_says)| Difference {
            field,
            stays: Box::new(stays.clone()),
            file_says: Box::new(file_says),
        }));
        self.save(versioned, listing);
    }

    fn structures(
        &mut self,
        register: &Register,
        mut stored: BTreeMap<Finess, Versioned>,
        filter: &DepartmentFilter,
        allow_closing: bool,
    ) -> Result<(), PlanError> {
        if register.kept.is_empty() {
            let department = match filter {
                DepartmentFilter::Department(department) => format!("department {department}"),
                DepartmentFilter::All => "France".to_owned(),
            };
            return Err(PlanError::NothingKept(department));
        }
        self.counts.kept = register.kept.len() as u32;
        if register.kind == RegisterKind::Structures {
            let hints =
                register.kept.iter().filter_map(|establishment| Some((establishment.finess, establishment.hint?)));
            self.hints = Some(hints.collect());
        }
        for establishment in &register.kept {
            let provenance = Provenance { source: Source::Finess, observed: register.date, verified: None };
            let seen = Seen { provenance, changed_on: establishment.changed_on };
            match stored.remove(&establishment.finess) {
                Some(versioned) => {
                    let mut meeting = Meeting::new(&versioned.listing, &seen);
                    meeting.establishment(establishment);
                    self.met(&versioned, meeting);
                }
                None => {
                    let name = Known { value: establishment.name.clone(), provenance: seen.provenance.clone() };
                    let bare = Listing::bare(establishment.finess, establishment.kind, name);
                    let mut meeting = Meeting::new(&bare, &seen);
                    meeting.establishment(establishment);
                    self.counts.added += 1;
                    self.saves.push(Save::new(None, meeting.listing));
                }
            }
        }
        // The remaining listings are not in the file. Only listings of the imported département can be missing, and a
        // record that cannot be read does not count as missing: one without a number may be any of them.
        let rejected = || register.remarks.iter().filter(|remark| remark.rejected);
        let unread: BTreeSet<&str> = rejected().map(|remark| remark.finess.as_str()).collect();
        let nameless = rejected().any(|remark| remark.finess.parse::<Finess>().is_err());
        let gone = |versioned: &Versioned| {
            let missed = !unread.contains(versioned.listing.finess.as_str()) && (allow_closing || !nameless);
            versioned.listing.standing.is_open() && concerns(filter, &versioned.listing) && missed
        };
        let gone: Vec<Versioned> = stored.into_values().filter(gone).collect();
        let (closed, open) = (gone.len() as u32, gone.len() as u32 + self.counts.kept);
        if !allow_closing && closed > 5 && closed > open / 4 {
            return Err(PlanError::ClosesMany { closed, open });
        }
        for versioned in gone {
            let listing = Listing { standing: Standing::ClosedSince(register.date), ..versioned.listing.clone() };
            self.counts.closed += 1;
            self.saves.push(Save::new(Some(&versioned), listing));
        }
        Ok(())
    }

    fn activities(&mut self, register: &Register, stored: &BTreeMap<Finess, Versioned>) -> Result<(), PlanError> {
        for activities in &register.activities {
            let Some(versioned) = stored.get(&activities.finess) else { continue };
            self.counts.kept += 1;
            let provenance = Provenance { source: Source::Finess, observed: register.date, verified: None };
            let seen = Seen { provenance, changed_on: None };
            let mut meeting = Meeting::new(&versioned.listing, &seen);
            if !meeting.activities(activities) {
                self.out_of_operation.push(activities.finess);
            }
            self.met(versioned, meeting);
        }
        if self.counts.kept == 0 {
            return Err(PlanError::NothingMet);
        }
        Ok(())
    }
}

/// The provenance of the facts of a file.
struct Seen {
    provenance: Provenance,
    /// The day on which the register last changed the record, which is the age of its facts.
    changed_on: Option<Date>,
}

/// A stored listing that is compared with the facts of a file.
struct Meeting<'a> {
    listing: Listing,
    seen: &'a Seen,
    /// Parts that do not change, with the listing as it would be with the file.
    differences: Vec<(Field, Listing)>,
}

impl<'a> Meeting<'a> {
    fn new(listing: &Listing, seen: &'a Seen) -> Self {
        Self { listing: listing.clone(), seen, differences: Vec::new() }
    }

    fn establishment(&mut self, new: &Establishment) {
        self.listing.legal_entity = new.legal_entity;
        if self.listing.kind != new.kind {
            self.becomes(new.kind);
        }
        match self.listing.standing {
            Standing::Open | Standing::ClosedSince(_) => self.listing.standing = Standing::Open,
            // Still there: it closes on its day.
            Standing::ClosesOn(_) => {}
            // The City may know about a closing before the register does.
            Standing::ClosedByCity(_) => {
                let file_says = Listing { standing: Standing::Open, ..self.listing.clone() };
                self.differences.push((Field::Standing, file_says));
            }
        }
        let name = |listing: &mut Listing, fact| {
            if let Fact::Known(known) = fact {
                listing.name = known;
            }
        };
        let own = Fact::Known(self.listing.name.clone());
        // The accents that the City gave to a name are no difference with the register, which has none.
        let is_spelt_out =
            self.listing.name.provenance.source == Source::City && fold(&self.listing.name.value) == fold(&new.name);
        if !is_spelt_out && let Some(fact) = self.fact(Field::Name, &own, Some(&new.name), name) {
            name(&mut self.listing, fact);
        }
        self.meet(Field::Siret, |listing| &mut listing.siret, new.siret.as_ref());
        let before = self.listing.address.value().cloned();
        self.meet(Field::Address, |listing| &mut listing.address, new.address.as_ref());
        self.meet(Field::Phone, |listing| &mut listing.phone, new.phone.as_ref());
        let after = self.listing.address.value();
        let (moved, is_its_own) = (after != before.as_ref(), after == new.address.as_ref());
        // A missing point in a file states nothing, because half of the records have none. But when the address
        // changes, the point of the old address must go.
        if is_its_own && (new.point.is_some() || moved) {
            self.meet(Field::Point, |listing| &mut listing.point, new.point.as_ref());
        }
    }

    /// The facts of a service of another kind do not apply: a 354 has no prices, a 460 does no nursing, and the zones
    /// for nursing are not the zones for help at home.
    fn becomes(&mut self, kind: Kind) {
        self.listing.kind = kind;
        match kind {
            Kind::Nursing => self.listing.tariffs = Fact::Unknown,
            Kind::HomeHelp => {
                if let Fact::Known(acts) = &mut self.listing.acts {
                    acts.value = acts.value.minus(ActSet::EMPTY.with(Act::Nursing));
                    if acts.value.is_empty() {
                        self.listing.acts = Fact::Unknown;
                    }
                }
            }
            Kind::HelpAndNursing => {}
        }
        let of_register = |fact: Option<&Provenance>| {
            fact.is_some_and(|provenance| provenance.source == Source::Finess && provenance.verified.is_none())
        };
        if of_register(self.listing.zones.provenance()) {
            self.listing.zones = Fact::Unknown;
        }
        if of_register(self.listing.publics.provenance()) {
            self.listing.publics = Fact::Unknown;
        }
    }

    /// Zones and publics. For a service that does both, those of a nursing activity do not apply to its help at home.
    /// False if the activity is no longer in operation.
    fn activities(&mut self, new: &Activities) -> bool {
        let main = match self.listing.kind {
            Kind::HomeHelp | Kind::HelpAndNursing => new.help.as_ref(),
            Kind::Nursing => new.nursing.as_ref(),
        };
        let Some(main) = main else {
            // Facts of its activity in an earlier file no longer apply.
            self.meet(Field::Zones, |listing| &mut listing.zones, None);
            self.meet(Field::Publics, |listing| &mut listing.publics, None);
            return true;
        };
        let others = [(self.listing.kind == Kind::Nursing).then_some(new.dementia.as_ref()).flatten()];
        let publics = [Some(main)].into_iter().chain(others).flatten().map(|activity: &Activity| activity.publics);
        let publics = publics.fold(PublicSet::EMPTY, PublicSet::union);
        let publics = Some(publics).filter(|publics| !publics.is_empty());
        self.meet(Field::Zones, |listing| &mut listing.zones, main.zones.as_ref());
        self.meet(Field::Publics, |listing| &mut listing.publics, publics.as_ref());
        main.is_active
    }

    /// Merges one part of the listing with that of the file.
    fn meet<T: Clone + PartialEq>(
        &mut self,
        field: Field,
        part: impl Fn(&mut Listing) -> &mut Fact<T>,
        new: Option<&T>,
    ) {
        let current = part(&mut self.listing).clone();
        if let Some(fact) = self.fact(field, &current, new, |listing, fact| *part(listing) = fact) {
            *part(&mut self.listing) = fact;
        }
    }

    /// The new value of a fact; none if it does not change.
    fn fact<T: Clone + PartialEq>(
        &mut self,
        field: Field,
        current: &Fact<T>,
        new: Option<&T>,
        put: impl Fn(&mut Listing, Fact<T>),
    ) -> Option<Fact<T>> {
        let stated = new.map(|value| Fact::new(value.clone(), self.seen.provenance.clone()));
        let Fact::Known(known) = current else { return stated };
        if new == Some(&known.value) {
            return None;
        }
        if self.replaces(&known.provenance, new.is_some()) {
            return Some(stated.unwrap_or_default());
        }
        if let Some(stated) = stated {
            let mut file_says = self.listing.clone();
            put(&mut file_says, stated);
            self.differences.push((field, file_says));
        }
        None
    }

    /// Whether the file may replace a fact by another value, or by none.
    fn replaces(&self, provenance: &Provenance, by_a_value: bool) -> bool {
        match provenance.source {
            // Only a person may change what a person verified.
            _ if provenance.verified.is_some() => false,
            Source::Finess => provenance.observed <= self.seen.provenance.observed,
            // A provider knows its facts best, until the register records a later change.
            Source::Provider => by_a_value && self.seen.changed_on.is_some_and(|changed| changed > provenance.observed),
            Source::City | Source::Has | Source::Demonstration => false,
        }
    }
}
