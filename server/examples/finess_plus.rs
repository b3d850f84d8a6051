//! Writes a document of the shape and size of the structures of FINESS+, of invented services, to stdout: by it the speed
//! and the memory of the import are measured. `cargo run --example finess_plus -- 750 | gzip > structures.json.gz`

use std::io::{self, BufWriter, Write};

/// Establishments of one legal entity.
const OF_ONE: u32 = 12;

/// About so many megabytes. One establishment in nine is home care, one in thirty is in Paris; a third is closed.
pub fn write(out: &mut impl Write, megabytes: u64) -> io::Result<()> {
    let mut written = 0;
    let mut number = 0;
    out.write_all(b"{\"schemaVersion\":\"v1.0.0\",\"generatedAt\":\"2026-11-20T02:07:30.574916747Z\",\"gco\":[],\"gcc\":[],\"pmej\":[")?;
    while written < megabytes * 1_000_000 {
        let entity = entity(number);
        if number > 0 {
            out.write_all(b",")?;
        }
        out.write_all(entity.as_bytes())?;
        written += entity.len() as u64;
        number += 1;
    }
    out.write_all(b"]}")?;
    out.flush()
}

/// A number that looks like chance, the same each time.
fn mixed(seed: u32) -> u32 {
    let mixed = seed.wrapping_mul(2_654_435_761) ^ (seed >> 7);
    mixed ^ (mixed >> 15)
}

fn entity(number: u32) -> String {
    let services: Vec<String> = (0..OF_ONE).map(|at| establishment(number * OF_ONE + at)).collect();
    format!(
        r#"{{"informationsGeneralesPMEJ":{{"pmSmsseId":"{number}","codeApe":"88.10A","complementAdressePmSmsse":null,"dateCreation":"2001-01-01","dateFermeture":null,"denominationLonguePmSmsse":"ASSOCIATION FICTIVE NUMERO {number}","denominationPm":"ASSOCIATION FICTIVE {number}","numFinessPm":"{:09}","fonctionPublique":null,"siren":"{:09}","statutJuridique":"60"}},"adresse":[{}],"contact":[],"engagement":[],"evenement":[],"ege":[{}],"etatObjet":"A","dateDerniereMaj":"2026-05-26 00:00:00"}}"#,
        750_000_000 + number,
        mixed(number) % 1_000_000_000,
        address(number, "02"),
        services.join(",")
    )
}

fn address(number: u32, usage: &str) -> String {
    let chance = mixed(number);
    let department = if number.is_multiple_of(30) { 75 } else { 1 + chance % 95 };
    let commune = if department == 75 { 101 + chance % 20 } else { 1 + chance % 600 };
    let coordinates = if chance.is_multiple_of(5) {
        "null".to_owned()
    } else {
        format!(
            r#"{{"coordonneeX":"2.{:06}","coordonneeY":"48.{:06}","directionLatitude":"{}.06","directionLongitude":"{}.6","cleInInteropBAN":"{department:02}{commune:03}_{:04}_{:05}","scoreBAN":"0.{chance}"}}"#,
            300_000 + chance % 100_000,
            820_000 + chance % 70_000,
            6_000_000 + chance % 900_000,
            600_000 + chance % 90_000,
            chance % 9_000,
            chance % 300
        )
    };
    format!(
        r#"{{"usageAdresse":"{usage}","numeroVoie":"{0}","typeVoie":"R","libelleVoie":"DE LA REPUBLIQUE {1}","complementVoie":null,"complementPointGeographique":null,"lieuDit":null,"cogCommune":"{department:02}{commune:03}","ligneAcheminement":"COMMUNE FICTIVE {1}","ligneUne":null,"ligneDeux":null,"ligneTrois":null,"ligneQuatre":"{0} RUE DE LA REPUBLIQUE {1}","ligneCinq":null,"ligneSix":null,"codePostal":"{department:02}{commune:03}","coordonneesGeographique":{coordinates}}}"#,
        1 + chance % 200,
        chance % 700
    )
}

fn establishment(number: u32) -> String {
    let chance = mixed(number);
    let category = match number % 9 {
        0 => ["460", "354", "209"][(chance % 3) as usize],
        _ => ["365", "182", "461", "620", "500", "611"][(chance % 6) as usize],
    };
    let closed = if number % 3 == 1 { "\"2012-12-31\"" } else { "null" };
    let events: Vec<String> = (0..3 + chance % 5)
        .map(|at| {
            format!(
                r#"{{"evenementId":"{}","dateEnregistrement":"2026-07-16 10:{:02}:{:02}","dateEvenement":"{}-01-01","etatObjet1":"003","identifiantObjet1":"{number}","identifiantObjet2":null,"systemeMaitre":"01","typeObjet1":"EG","typeObjet2":null,"codeEvenement":"{:03}"}}"#,
                mixed(chance ^ at),
                chance % 60,
                at,
                1950 + chance % 75,
                at
            )
        })
        .collect();
    let addresses = [address(number, "03"), address(number + 7, "04")].join(",");
    format!(
        r#"{{"informationsGeneralesEGE":{{"egeId":"{number}","complementDenominationEg":null,"dateFermeture":{closed},"dateOuverture":"1995-01-01","datePremiereAutorisation":"1995-01-01","nomEgeCourt":"SERVICE FICTIF {number}","nomEgeLong":"SERVICE FICTIF DE LA COMMUNE NUMERO {number}","numeroEducationNationale":null,"numeroReferenceExterne":null,"numFinessEge":"{:09}","espic":null,"siret":null}},"categorieentiteGeographiqueExercice":"{category}","modefixationtarifaire":"{:02}","typeBudget":["01"],"adresse":[{addresses}],"contact":[{{"typeContact":{{"roleContact":"01"}},"telecom":{{"telephone":"01{:08}","telecopie":null,"courriel":null}}}}],"engagement":[],"evenement":[{}],"roleEge":[],"etatObjet":"A","dateDerniereMaj":"2022-03-10 00:00:00"}}"#,
        100_000_000 + number,
        1 + chance % 9,
        chance % 100_000_000,
        events.join(",")
    )
}

fn main() -> io::Result<()> {
    let megabytes = std::env::args().nth(1).and_then(|size| size.parse().ok()).unwrap_or(750);
    write(&mut BufWriter::new(io::stdout().lock()), megabytes)
}
