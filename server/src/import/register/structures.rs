//! One establishment in the structures of FINESS+: whether it is open, where it is, and how to reach it.

use domain::provider::listing::{Address, Kind};
use domain::provider::territory::Point;
use domain::readers::telephones;
use domain::values::closed_list::ClosedList;
use domain::values::names::read_line;
use domain::values::search;
use domain::{Finess, Phone, Siret, Territory, Zone};
use serde::Deserialize;

use super::super::lines::excerpt;
use super::plus::{Wrong, day_of, leaf};
use super::{DepartmentFilter, Establishment, HabilitationHint, Problem, Register, TextField, point_in_france};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Record {
    #[serde(rename = "informationsGeneralesEGE")]
    information: Option<Information>,
    #[serde(rename = "categorieentiteGeographiqueExercice")]
    category: Option<String>,
    #[serde(rename = "modefixationtarifaire")]
    price_mode: Option<String>,
    adresse: Option<Vec<PublishedAddress>>,
    contact: Option<Vec<Contact>>,
    engagement: Option<Vec<Engagement>>,
    etat_objet: Option<String>,
    date_derniere_maj: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Information {
    num_finess_ege: Option<String>,
    nom_ege_court: Option<String>,
    nom_ege_long: Option<String>,
    siret: Option<String>,
    date_fermeture: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PublishedAddress {
    usage_adresse: Option<String>,
    numero_voie: Option<String>,
    complement_voie: Option<String>,
    type_voie: Option<String>,
    libelle_voie: Option<String>,
    lieu_dit: Option<String>,
    ligne_quatre: Option<String>,
    code_postal: Option<String>,
    ligne_acheminement: Option<String>,
    cog_commune: Option<String>,
    coordonnees_geographique: Option<Coordinates>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Coordinates {
    coordonnee_x: Option<String>,
    coordonnee_y: Option<String>,
    direction_latitude: Option<String>,
    direction_longitude: Option<String>,
    #[serde(rename = "cleInInteropBAN")]
    address_key: Option<String>,
}

#[derive(Deserialize)]
struct Contact {
    telecom: Option<Telecom>,
}

#[derive(Deserialize)]
struct Telecom {
    telephone: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Engagement {
    type_engagement: Option<String>,
    sous_type_engagement: Option<String>,
    date_fin_engagement: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct EntityInformation {
    num_finess_pm: Option<String>,
}

/// The number of a legal entity, from its data.
pub(super) fn entity_number(record: &[u8]) -> Option<Finess> {
    let information: Option<EntityInformation> = serde_json::from_slice(record).ok()?;
    leaf(&information?.num_finess_pm).parse().ok()
}

/// An establishment, and which of its facts became unknown, with the reason.
pub(super) struct Structure {
    pub(super) establishment: Establishment,
    pub(super) doubts: Vec<Problem>,
}

/// Reads one record; none if it is closed, of another kind, or elsewhere.
pub(super) fn read(
    record: &[u8],
    filter: &DepartmentFilter,
    territory: &Territory,
) -> Result<Option<Structure>, Wrong> {
    let read: Record = serde_json::from_slice(record)
        .map_err(|cause| Wrong::unreadable(record, &["/informationsGeneralesEGE/numFinessEge"], &cause))?;
    let Some(kind) = Kind::from_code(leaf(&read.category)) else { return Ok(None) };
    let wrong = |reason, finess: &str| Wrong { finess: finess.to_owned(), reason };
    let information = read.information.as_ref().ok_or_else(|| wrong(Problem::NotFiness(String::new()), ""))?;
    // Some have no closing date, and are closed all the same.
    if leaf(&read.etat_objet) != "A" || !leaf(&information.date_fermeture).is_empty() {
        return Ok(None);
    }
    let published = leaf(&information.num_finess_ege);
    let finess: Finess = published.parse().map_err(|_| wrong(Problem::NotFiness(excerpt(published)), published))?;
    let mut doubts = Vec::new();
    // An establishment has other addresses too: for letters, or of an annex.
    let place = read.adresse.iter().flatten().find(|address| leaf(&address.usage_adresse) == "03");
    if !is_wanted(filter, finess, place) {
        return Ok(None);
    }
    let names = [leaf(&information.nom_ege_long), leaf(&information.nom_ege_court)].map(read_line);
    let name = match names.into_iter().find(|name| *name != Ok("")) {
        Some(Ok(name)) => name.to_owned(),
        Some(Err(error)) => return Err(wrong(Problem::Text { what: TextField::Name, error }, published)),
        None => return Err(wrong(Problem::NoName, published)),
    };
    let address = match place.map(|place| address(place, territory)) {
        Some(Ok(address)) => Some(address),
        Some(Err(problem)) => {
            doubts.push(problem);
            None
        }
        None => {
            doubts.push(Problem::NoAddress);
            None
        }
    };
    let coordinates = place.and_then(|place| place.coordonnees_geographique.as_ref());
    let point = coordinates.and_then(|coordinates| point(coordinates, &mut doubts)).filter(|point| {
        let near = Register::is_near(territory, address.as_ref(), *point);
        if !near {
            doubts.push(Problem::Far);
        }
        near
    });
    let siret = siret(leaf(&information.siret), &mut doubts);
    let phone = phone(&read, &mut doubts);
    let establishment = Establishment {
        finess,
        legal_entity: None,
        kind,
        name,
        address,
        phone,
        siret,
        point,
        changed_on: day_of(read.date_derniere_maj.as_deref()),
        hint: hint(&read),
    };
    Ok(Some(Structure { establishment, doubts }))
}

/// The département of the commune where it works; if there is none, that of its number.
fn is_wanted(filter: &DepartmentFilter, finess: Finess, place: Option<&PublishedAddress>) -> bool {
    let (DepartmentFilter::Department(department), Some(prefix)) = (filter, filter.insee_prefix()) else { return true };
    match place.map(|place| leaf(&place.cog_commune)).filter(|commune| !commune.is_empty()) {
        Some(commune) => commune.starts_with(&prefix),
        None => finess.as_str().starts_with(department.as_str()),
    }
}

fn address(place: &PublishedAddress, territory: &Territory) -> Result<Address, Problem> {
    let (postcode, commune) = (leaf(&place.code_postal), leaf(&place.cog_commune));
    let zone = commune.parse::<Zone>().ok().filter(|zone| territory.parent != Some(*zone));
    let zone = zone.or_else(|| territory.find_by_postcode(postcode).map(|zone| zone.code));
    let zone = zone.ok_or_else(|| Problem::NoZone(excerpt(&format!("{postcode} {commune}"))))?;
    let line = |what, text: &str| match read_line(text) {
        Ok(line) => Ok(line.to_owned()),
        Err(error) => Err(Problem::Text { what, error }),
    };
    Ok(Address {
        street: street(&line(TextField::Street, &written_street(place))?),
        postcode: line(TextField::Postcode, postcode)?,
        city: search::readable(&line(TextField::City, leaf(&place.ligne_acheminement))?),
        zone,
    })
}

/// The fourth line of the envelope, else the parts of the address.
fn written_street(place: &PublishedAddress) -> String {
    let whole = leaf(&place.ligne_quatre);
    if !whole.is_empty() {
        return whole.to_owned();
    }
    let parts = [&place.numero_voie, &place.complement_voie, &place.type_voie, &place.libelle_voie].map(leaf);
    let parts: Vec<&str> = parts
        .into_iter()
        .enumerate()
        .map(|(at, part)| if at == 2 { super::etalab::way_kind(part) } else { part })
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() { leaf(&place.lieu_dit).to_owned() } else { parts.join(" ") }
}

/// "10 RUE ALIBERT" as people write it, "10 rue Alibert".
fn street(published: &str) -> String {
    let words = published.split_whitespace().enumerate().map(|(at, word)| {
        let lower = word.to_lowercase();
        let is_way = at < 3 && super::etalab::WAYS.iter().any(|(_, way)| *way == lower);
        if is_way { lower } else { word.to_owned() }
    });
    search::readable_street(&words.collect::<Vec<_>>().join(" "))
}

/// Which pair of numbers is in degrees differs from record to record: the other is in metres.
fn point(coordinates: &Coordinates, doubts: &mut Vec<Problem>) -> Option<Point> {
    let key = leaf(&coordinates.address_key);
    if !key.is_empty() && !key.contains('_') {
        // The key of a commune: its point is only the centre of the commune.
        return None;
    }
    let pairs = [
        (&coordinates.coordonnee_y, &coordinates.coordonnee_x),
        (&coordinates.direction_latitude, &coordinates.direction_longitude),
    ];
    let number = |text: &Option<String>| leaf(text).replace(',', ".").parse::<f64>().ok();
    let pairs: Vec<(f64, f64)> = pairs.into_iter().filter_map(|(y, x)| number(y).zip(number(x))).collect();
    let found = pairs.iter().find_map(|(latitude, longitude)| point_in_france(*latitude, *longitude));
    if found.is_none() && !pairs.is_empty() {
        doubts.push(Problem::Outside);
    }
    found
}

fn siret(text: &str, doubts: &mut Vec<Problem>) -> Option<Siret> {
    if text.is_empty() {
        return None;
    }
    text.parse().map_err(|error| doubts.push(Problem::Number { what: "SIRET", text: excerpt(text), error })).ok()
}

/// The first number of the first contact that has a number.
fn phone(record: &Record, doubts: &mut Vec<Problem>) -> Option<Phone> {
    let texts = record.contact.iter().flatten().filter_map(|contact| contact.telecom.as_ref());
    let text = texts.map(|telecom| leaf(&telecom.telephone)).find(|text| !text.is_empty())?;
    read_phone(text, doubts)
}

/// The first number of a text, with a remark about anything that is ignored.
pub(super) fn read_phone(text: &str, doubts: &mut Vec<Problem>) -> Option<Phone> {
    match telephones::read(text) {
        Ok(read) => {
            if read.has_more {
                doubts.push(Problem::MoreTelephones(excerpt(text)));
            }
            Some(read.first)
        }
        Err(error) => {
            doubts.push(Problem::Number { what: "telephone", text: excerpt(text), error });
            None
        }
    }
}

fn hint(record: &Record) -> Option<HabilitationHint> {
    if matches!(leaf(&record.price_mode), "08" | "09") {
        return Some(HabilitationHint::DepartmentSetsPrices);
    }
    let conventions =
        record.engagement.iter().flatten().filter(|convention| leaf(&convention.date_fin_engagement).is_empty());
    let has = conventions.into_iter().any(|convention| {
        leaf(&convention.type_engagement) == "CONV" && leaf(&convention.sous_type_engagement) == "ASD"
    });
    has.then_some(HabilitationHint::Convention)
}
