//! The activities of FINESS+: what an establishment does, and where its legal entity is authorised to do it. A fact
//! that is missing there is unknown; it never means "nowhere" or "nobody".

use std::collections::BTreeSet;

use domain::{Finess, Public, PublicSet, Territory, Zone};
use memchr::memmem;
use serde::Deserialize;

use super::super::lines::excerpt;
use super::plus::{Wrong, leaf};
use super::{Activities, Activity, Problem};

/// Help at home, nursing at home, and care of people with a neurodegenerative disease.
const HELP: &str = "469";
const NURSING: &str = "358";
const DEMENTIA: &str = "357";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Establishment {
    num_finess_ege: Option<String>,
    activites_exercees: Option<Vec<Record>>,
}

/// An activity that is carried out, or authorised.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Record {
    caracteristiques_generiques: Option<Generic>,
    nature: Option<Nature>,
    zone_intervention: Option<Intervention>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Generic {
    activite_ae_id: Option<String>,
    etat_objet: Option<String>,
    identifiant_autorisation: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Nature {
    code_nature: Option<String>,
    caracteristiques_specifiques: Option<Specific>,
}

#[derive(Deserialize)]
struct Specific {
    /// Both spellings of this key were published.
    #[serde(rename = "typeActiviteAMSR", alias = "typeActiviteASMR")]
    kind: Option<ActivityKind>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ActivityKind {
    activite_sociale_regulee: Option<String>,
    public: Option<String>,
}

#[derive(Deserialize)]
struct Intervention {
    #[serde(rename = "communeZI")]
    communes: Option<Vec<Commune>>,
}

#[derive(Deserialize)]
struct Commune {
    commune: Option<String>,
}

/// Where a legal entity is authorised to carry out one activity for one public.
pub(super) struct Authorisation {
    id: String,
    activity: &'static str,
    is_active: bool,
    zones: Option<Vec<Zone>>,
}

/// The activities of an establishment, before its authorisations are known.
pub(super) struct Exercise {
    pub(super) finess: Finess,
    parts: Vec<Part>,
}

struct Part {
    activity: &'static str,
    public: Option<Public>,
    is_active: bool,
    authorisation: String,
}

/// Whether a record may be about home care: most are not, and are not read further.
pub(super) fn may_concern(record: &[u8]) -> bool {
    [HELP, NURSING, DEMENTIA].iter().any(|code| memmem::find(record, code.as_bytes()).is_some())
}

impl Record {
    fn activity(&self) -> Option<(&'static str, Option<Public>)> {
        let nature = self.nature.as_ref()?;
        // ASMR until August 2026, AMSR since then.
        if !matches!(leaf(&nature.code_nature), "ASMR" | "AMSR") {
            return None;
        }
        let kind = nature.caracteristiques_specifiques.as_ref()?.kind.as_ref()?;
        let code = leaf(&kind.activite_sociale_regulee);
        let activity = [HELP, NURSING, DEMENTIA].into_iter().find(|known| *known == code)?;
        // 010 means any disability at any age. It is used only for adults: for children, families have a separate
        // question.
        let public = match leaf(&kind.public) {
            "700" => Some(Public::Older),
            "010" => Some(Public::DisabledAdults),
            "436" => Some(Public::Neurodegenerative),
            _ => None,
        };
        Some((activity, public))
    }

    fn is_active(&self) -> bool {
        self.caracteristiques_generiques.as_ref().is_some_and(|generic| leaf(&generic.etat_objet) == "A")
    }
}

/// Reads an authorisation; none if it is not for home care.
pub(super) fn authorisation(record: &[u8]) -> Result<Option<Authorisation>, Wrong> {
    let read: Record = serde_json::from_slice(record).map_err(|cause| Wrong::unreadable(record, &[], &cause))?;
    let (Some((activity, _)), Some(generic)) = (read.activity(), &read.caracteristiques_generiques) else {
        return Ok(None);
    };
    let communes: Vec<&str> = read
        .zone_intervention
        .iter()
        .flat_map(|zone| zone.communes.iter().flatten())
        .map(|address| leaf(&address.commune))
        .filter(|code| !code.is_empty())
        .collect();
    let mut zones = Vec::with_capacity(communes.len());
    for code in &communes {
        let reason = || Problem::NotAZone(excerpt(code));
        zones.push(code.parse().map_err(|_| Wrong { finess: String::new(), reason: reason() })?);
    }
    Ok(Some(Authorisation {
        id: leaf(&generic.activite_ae_id).to_owned(),
        activity,
        is_active: read.is_active(),
        zones: (!zones.is_empty()).then_some(zones),
    }))
}

/// The activities of an establishment; none if none of them is home care.
pub(super) fn exercise(record: &[u8]) -> Result<Option<Exercise>, Wrong> {
    let read: Establishment =
        serde_json::from_slice(record).map_err(|cause| Wrong::unreadable(record, &["/numFinessEge"], &cause))?;
    let part = |record: &Record| {
        let (activity, public) = record.activity()?;
        let generic = record.caracteristiques_generiques.as_ref();
        let authorisation =
            generic.map(|generic| leaf(&generic.identifiant_autorisation)).unwrap_or_default().to_owned();
        Some(Part { activity, public, is_active: record.is_active(), authorisation })
    };
    let parts: Vec<Part> = read.activites_exercees.iter().flatten().filter_map(part).collect();
    if parts.is_empty() {
        return Ok(None);
    }
    let published = leaf(&read.num_finess_ege);
    match published.parse() {
        Ok(finess) => Ok(Some(Exercise { finess, parts })),
        Err(_) => Err(Wrong { finess: published.to_owned(), reason: Problem::NotFiness(excerpt(published)) }),
    }
}

impl Exercise {
    /// Adds the authorisations of its legal entity, which name the zones.
    pub(super) fn settle(&self, authorisations: &[Authorisation], territory: &Territory) -> Activities {
        let of = |code: &str| {
            let parts: Vec<&Part> = self.parts.iter().filter(|part| part.activity == code).collect();
            (!parts.is_empty()).then(|| settled(&parts, authorisations, territory))
        };
        Activities { finess: self.finess, help: of(HELP), nursing: of(NURSING), dementia: of(DEMENTIA) }
    }
}

fn settled(parts: &[&Part], authorisations: &[Authorisation], territory: &Territory) -> Activity {
    let authorised = |part: &Part| {
        let named = |authorisation: &&Authorisation| {
            authorisation.id == part.authorisation && authorisation.activity == part.activity
        };
        authorisations.iter().find(named).filter(|_| !part.authorisation.is_empty())
    };
    let in_operation =
        |part: &&&Part| part.is_active && authorised(part).is_none_or(|authorisation| authorisation.is_active);
    let active: Vec<&&Part> = parts.iter().filter(in_operation).collect();
    let publics: PublicSet = active.iter().filter_map(|part| part.public).collect();
    // If one of them names no zone, the zones as a whole are unknown.
    let zones: Option<Vec<&Vec<Zone>>> = active.iter().map(|part| authorised(part)?.zones.as_ref()).collect();
    let zones = zones.map(|zones| {
        let codes = zones.into_iter().flatten().flat_map(|code| territory.zones_of(*code));
        codes.collect::<BTreeSet<Zone>>().into_iter().collect::<Vec<Zone>>()
    });
    Activity { is_active: !active.is_empty(), zones: zones.filter(|zones| !zones.is_empty()), publics }
}
