//! The catalogue of the files for portals (DCAT-AP, as JSON-LD): three data sets, each with its distributions, their sizes
//! and checksums.

use std::io::Write;

use app::ports::SiteFacts;
use app::routes::{DataFile, Page};
use app::text::Lang;
use app::text::open_data::LICENCE_HREF;
use domain::readers::emails::link;
use serde_json::{Value, json};

use super::files::{Content, media_type};
use super::{DataError, DataState};

const AUTHORITY: &str = "http://publications.europa.eu/resource/authority";

/// A data set: its name in its address, its title and description in French and in English, and its files.
struct Set {
    name: &'static str,
    title: (&'static str, &'static str),
    description: (&'static str, &'static str),
    files: &'static [DataFile],
}

const SETS: [Set; 3] = [
    Set {
        name: "services",
        title: ("Services d’aide à domicile", "Home care services"),
        description: (
            "Services d’aide et de soins à domicile ouverts : identité, contact public, prestations, zones, horaires, prix en vigueur, évaluation, disponibilité, chaque information avec sa source et sa date.",
            "Open home care services: identity, public contact, tasks, zones, hours, prices in force, evaluation, availability, each fact with its source and its date.",
        ),
        files: &[
            DataFile::ServicesCsv,
            DataFile::ServicesXlsx,
            DataFile::ServicesJson,
            DataFile::ServicesGeojson,
            DataFile::ServicesParquet,
            DataFile::DataInclusion,
        ],
    },
    Set {
        name: "tarifs",
        title: ("Tarifs des services d’aide à domicile", "Tariffs of home care services"),
        description: (
            "Tarifs présents, passés et à venir des services ouverts, par mode et par date, avec majorations et frais.",
            "Present, past and coming tariffs of the open services, by mode and date, with surcharges and fees.",
        ),
        files: &[DataFile::TariffsCsv, DataFile::TariffsJson, DataFile::TariffsParquet],
    },
    Set {
        name: "zones",
        title: ("Zones desservies", "Zones served"),
        description: (
            "Zones du territoire : codes, noms, codes postaux, et contours simplifiés ou un point près du milieu de chacune.",
            "Zones of the territory: codes, names, postcodes, and simplified outlines or a point near the middle of each.",
        ),
        files: &[DataFile::Zones],
    },
];

/// `made`: the content of every file that the catalogue names.
pub fn write(
    mut out: impl Write,
    state: &DataState<'_>,
    facts: &SiteFacts,
    made: &[(DataFile, &Content)],
) -> Result<(), DataError> {
    let site = state.site;
    let day = state.day.to_string();
    let page = format!("{site}{}", Page::OpenData.href(Lang::French));
    let publisher = json!({
        "@id": format!("{site}/#editeur"),
        "@type": "foaf:Agent",
        "foaf:name": facts.publisher.as_deref().unwrap_or(site),
    });
    let contact = facts.email.as_ref().map(|email| json!({ "@type": "vcard:Organization", "vcard:fn": facts.publisher, "vcard:hasEmail": { "@id": link(email) } }));
    let (first, last) = state.listings.iter().filter_map(|listing| listing.point.value()).fold(
        ((i32::MAX, i32::MAX), (i32::MIN, i32::MIN)),
        |(first, last), point| {
            let (x, y) = (point.longitude, point.latitude);
            ((first.0.min(x), first.1.min(y)), (last.0.max(x), last.1.max(y)))
        },
    );
    let spatial = {
        let mut place = json!({
            "@id": format!("http://id.insee.fr/geo/departement/{}", state.territory.department),
            "@type": "dct:Location",
            "skos:prefLabel": state.territory.name,
        });
        if first.0 <= last.0 {
            let degrees = |millionths: i32| f64::from(millionths) / 1e6;
            let (west, south, east, north) = (degrees(first.0), degrees(first.1), degrees(last.0), degrees(last.1));
            place["dcat:bbox"] = json!({
                "@type": "geo:wktLiteral",
                "@value": format!("POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))"),
            });
        }
        place
    };
    let sets = SETS.map(|set| {
        let distributions: Vec<Value> = set
            .files
            .iter()
            .filter_map(|file| {
                let content = made.iter().find(|(name, _)| name == file)?.1;
                Some(distribution(state, &day, *file, content))
            })
            .collect();
        json!({
            "@id": format!("{page}#{}", set.name),
            "@type": "dcat:Dataset",
            "dct:identifier": format!("{page}#{}", set.name),
            "dct:title": both(set.title),
            "dct:description": both(set.description),
            "dct:publisher": { "@id": publisher["@id"] },
            "dcat:contactPoint": contact,
            "dcat:theme": [{ "@id": format!("{AUTHORITY}/data-theme/SOCI") }, { "@id": format!("{AUTHORITY}/data-theme/HEAL") }],
            "dcat:keyword": [
                { "@value": "aide à domicile", "@language": "fr" },
                { "@value": "services autonomie à domicile", "@language": "fr" },
                { "@value": "home care", "@language": "en" },
            ],
            "dct:language": { "@id": format!("{AUTHORITY}/language/FRA") },
            "dct:accrualPeriodicity": { "@id": format!("{AUTHORITY}/frequency/DAILY") },
            "dct:accessRights": { "@id": format!("{AUTHORITY}/access-right/PUBLIC") },
            "dct:spatial": spatial,
            "dct:temporal": { "@type": "dct:PeriodOfTime", "dcat:startDate": date(&day), "dcat:endDate": date(&day) },
            "dct:modified": date(&day),
            "dct:license": licence(state, set.files[0]),
            "dct:conformsTo": { "@id": format!("{site}{}", DataFile::TableSchema.href()) },
            "dcat:landingPage": { "@id": page },
            "foaf:page": { "@id": format!("{site}{}", DataFile::DictionaryCsv.href()) },
            "dcat:distribution": distributions,
        })
    });
    let catalogue = json!({
        "@context": {
            "adms": "http://www.w3.org/ns/adms#",
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "geo": "http://www.opengis.net/ont/geosparql#",
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "spdx": "http://spdx.org/rdf/terms#",
            "vcard": "http://www.w3.org/2006/vcard/ns#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": format!("{site}{}", DataFile::Catalogue.href()),
        "@type": "dcat:Catalog",
        "dct:title": both(("Données ouvertes du comparateur d’aide à domicile", "Open data of the comparator of home care")),
        "dct:description": both((
            "Ce que le comparateur publie, en fichiers : services, tarifs, zones.",
            "What the comparator publishes, as files: services, tariffs, zones.",
        )),
        "dct:publisher": publisher,
        "dct:language": { "@id": format!("{AUTHORITY}/language/FRA") },
        "dct:license": { "@id": LICENCE_HREF },
        "dct:modified": date(&day),
        "foaf:homepage": { "@id": page },
        "dcat:dataset": sets,
    });
    serde_json::to_writer_pretty(&mut out, &catalogue)?;
    Ok(())
}

fn both((french, english): (&str, &str)) -> Value {
    json!([{ "@value": french, "@language": "fr" }, { "@value": english, "@language": "en" }])
}

fn date(day: &str) -> Value {
    json!({ "@type": "xsd:date", "@value": day })
}

fn licence(state: &DataState<'_>, file: DataFile) -> Value {
    state.licence_of(file).map_or(Value::Null, |href| json!({ "@id": href }))
}

fn distribution(state: &DataState<'_>, day: &str, file: DataFile, content: &Content) -> Value {
    let href = format!("{}{}", state.site, file.href());
    let media = media_type(file).split(';').next().unwrap_or_default();
    json!({
        "@id": href,
        "@type": "dcat:Distribution",
        "dct:title": file_name(file),
        "dcat:accessURL": { "@id": href },
        "dcat:downloadURL": { "@id": href },
        "dct:license": licence(state, file),
        "dct:modified": date(day),
        "dcat:mediaType": { "@id": format!("https://www.iana.org/assignments/media-types/{media}") },
        "dcat:byteSize": { "@type": "xsd:nonNegativeInteger", "@value": content.bytes.len().to_string() },
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": { "@id": "spdx:checksumAlgorithm_sha256" },
            "spdx:checksumValue": { "@type": "xsd:hexBinary", "@value": content.sha256 },
        },
    })
}

fn file_name(file: DataFile) -> &'static str {
    domain::values::closed_list::ClosedList::code(file)
}
