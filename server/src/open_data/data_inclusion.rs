//! The services in the schema of data·inclusion, version 1: each is a structure with one service. What the schema has no
//! word for is left out; what is unknown is null. Never the name of a person.

use std::io::Write;

use app::text::{Lang, Words};
use domain::provider::acts::{Act, Mode, Public};
use domain::provider::listing::{Kind, Listing};
use domain::values::closed_list::ClosedList;
use domain::values::search::readable;
use serde::Serialize;

use super::json::degrees;
use super::table::decimal;
use super::{DataError, DataState};

/// Who the data come from, in the identifiers of that schema.
const SOURCE: &str = "quelleaideadom";

/// Characters of a name in that schema.
const LONGEST_NAME: usize = 150;

#[derive(Serialize)]
struct Document<'a> {
    structures: Vec<Structure<'a>>,
    services: Vec<Service<'a>>,
}

/// What a structure and its service share.
#[derive(Serialize)]
struct Shared<'a> {
    source: &'static str,
    nom: String,
    date_maj: String,
    lien_source: String,
    adresse: Option<&'a str>,
    commune: Option<&'a str>,
    code_postal: Option<&'a str>,
    code_insee: Option<String>,
    longitude: Option<f64>,
    latitude: Option<f64>,
    telephone: Option<String>,
    courriel: Option<&'a str>,
}

#[derive(Serialize)]
struct Structure<'a> {
    id: String,
    #[serde(flatten)]
    shared: Shared<'a>,
    siret: Option<String>,
    site_web: Option<&'a str>,
}

#[derive(Serialize)]
struct Service<'a> {
    id: String,
    structure_id: String,
    #[serde(flatten)]
    shared: Shared<'a>,
    description: String,
    thematiques: Vec<&'static str>,
    frais: Option<&'static str>,
    frais_precisions: Option<String>,
    publics: Option<Vec<&'static str>>,
    publics_precisions: Option<String>,
    zone_eligibilite: Option<Vec<String>>,
    modes_mobilisation: Option<Vec<&'static str>>,
    mobilisable_par: [&'static str; 2],
}

pub fn write(mut out: impl Write, state: &DataState<'_>) -> Result<(), DataError> {
    let t = Words::over(Lang::French, state.territory);
    let document = Document {
        structures: state.listings.iter().map(|listing| structure(listing, state)).collect(),
        services: state.listings.iter().map(|listing| service(t, listing, state)).collect(),
    };
    serde_json::to_writer(&mut out, &document)?;
    Ok(())
}

fn id(listing: &Listing) -> String {
    format!("{SOURCE}--{}", listing.finess)
}

/// As the schema wants a name: 3 to 150 characters, without a point at its end.
fn name(listing: &Listing) -> String {
    let read = readable(&listing.name.value);
    let name: String = read.trim_end_matches('.').chars().take(LONGEST_NAME).collect();
    if name.chars().count() < 3 { format!("Service {}", listing.finess) } else { name }
}

fn shared<'a>(listing: &'a Listing, state: &DataState<'_>) -> Shared<'a> {
    let address = listing.address.value();
    let point = listing.point.value();
    let stated = listing.provenances().map(|provenance| {
        let verified = provenance.verified.as_ref().map(|verified| verified.on);
        verified.map_or(provenance.observed, |on| on.max(provenance.observed))
    });
    let last = stated.max().unwrap_or(state.day).min(state.day);
    Shared {
        source: SOURCE,
        nom: name(listing),
        date_maj: last.to_string(),
        lien_source: state.page_of(listing.finess),
        adresse: address.map(|address| address.street.as_str()),
        commune: address.map(|address| address.city.as_str()),
        code_postal: address
            .map(|address| address.postcode.as_str())
            .filter(|code| code.len() == 5 && code.bytes().all(|digit| digit.is_ascii_digit())),
        code_insee: address.map(|address| address.zone.to_string()),
        longitude: point.map(|point| degrees(point.longitude.into())),
        latitude: point.map(|point| degrees(point.latitude.into())),
        // Ten digits, of which the first is a zero: E.164 has the country in its place.
        telephone: listing.phone.value().map(|phone| format!("+33{}", &phone.as_str()[1..])),
        courriel: listing.email.value().map(String::as_str),
    }
}

fn structure<'a>(listing: &'a Listing, state: &DataState<'_>) -> Structure<'a> {
    Structure {
        id: id(listing),
        shared: shared(listing, state),
        siret: listing.siret.value().map(ToString::to_string),
        site_web: listing.website.value().map(String::as_str).filter(|site| site.starts_with("http")),
    }
}

fn service<'a>(t: Words, listing: &'a Listing, state: &DataState<'_>) -> Service<'a> {
    let (publics, publics_precisions) = publics(t, listing);
    let (frais, frais_precisions) = fees(listing, state);
    let phone = listing.phone.value().map(|_| "telephoner");
    let email = listing.email.value().map(|_| "envoyer-un-courriel");
    let ways: Vec<&str> = phone.into_iter().chain(email).collect();
    let zones = listing.zones.value().filter(|zones| !zones.is_empty());
    Service {
        id: id(listing),
        structure_id: id(listing),
        shared: shared(listing, state),
        description: description(t, listing),
        thematiques: themes(listing),
        frais,
        frais_precisions,
        publics,
        publics_precisions,
        zone_eligibilite: zones.map(|zones| zones.iter().map(ToString::to_string).collect()),
        modes_mobilisation: (!ways.is_empty()).then_some(ways),
        mobilisable_par: ["usagers", "professionnels"],
    }
}

fn description(t: Words, listing: &Listing) -> String {
    let kind = match listing.kind {
        Kind::HomeHelp => "Service d’aide et d’accompagnement à domicile.",
        Kind::HelpAndNursing => "Service d’aide et de soins à domicile.",
        Kind::Nursing => "Service de soins infirmiers à domicile, sur prescription médicale.",
    };
    match listing.acts.value().filter(|acts| !acts.is_empty()) {
        Some(acts) => {
            let names: Vec<&str> = acts.iter().map(|act| t.name(act)).collect();
            format!("{kind} Prestations : {}.", names.join(", "))
        }
        None => format!("{kind} Ses prestations ne sont pas encore connues."),
    }
}

/// What the service is about, in the words of the schema: none of them is home care as a whole.
fn themes(listing: &Listing) -> Vec<&'static str> {
    let does = |act: Act| listing.acts.value().is_some_and(|acts| acts.contains(act));
    let nurses = does(Act::Nursing) || listing.kind == Kind::Nursing;
    [
        (true, "famille--prise-en-charge-personne-dependante"),
        (does(Act::Respite), "famille--soutien-aidants"),
        (does(Act::Cleaning), "equipement-et-alimentation--aide-menagere"),
        (
            does(Act::Paperwork),
            "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives",
        ),
        (nurses, "sante--acces-aux-soins"),
    ]
    .into_iter()
    .filter_map(|(is, theme)| is.then_some(theme))
    .collect()
}

fn fees(listing: &Listing, state: &DataState<'_>) -> (Option<&'static str>, Option<String>) {
    if listing.kind == Kind::Nursing {
        return (None, Some("Soins sur prescription, payés par l’assurance maladie.".to_owned()));
    }
    let stated = Mode::ALL.iter().filter_map(|mode| {
        let terms = listing.tariff_on(*mode, state.day)?.terms();
        let price = terms.care_hour.or(terms.household_hour)?;
        Some(format!("{} € TTC l’heure, mode {}", decimal(price.0, 2).replace('.', ","), mode.code()))
    });
    let stated: Vec<String> = stated.collect();
    (Some("payant"), (!stated.is_empty()).then(|| stated.join(" ; ")))
}

/// The groups that the schema has a word for, and the others in words. None where they are unknown.
fn publics(t: Words, listing: &Listing) -> (Option<Vec<&'static str>>, Option<String>) {
    let Some(stated) = listing.publics.value().filter(|publics| !publics.is_empty()) else { return (None, None) };
    let (mut named, mut others) = (Vec::new(), Vec::new());
    for public in stated.iter() {
        match public {
            Public::Older => named.push("seniors"),
            Public::DisabledAdults | Public::DisabledChildren => named.push("personnes-en-situation-de-handicap"),
            Public::Neurodegenerative | Public::EndOfLife => others.push(t.name(public)),
        }
    }
    named.dedup();
    ((!named.is_empty()).then_some(named), (!others.is_empty()).then(|| others.join(", ")))
}
