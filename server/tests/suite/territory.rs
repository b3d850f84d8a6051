//! Another département, from the outlines of its communes to every page: invented, on an invented map.

use std::path::Path;
use std::process::{Command, Output};

use app::access::{Role, table};
use axum::http::StatusCode;
use domain::demo::shipped;
use domain::law::parameters::{Parameter, Published};
use domain::provider::territory::words::{HelpLine, LocalText};
use domain::{Listing, Parameters, Source, Territory};
use serde_json::{Value, json};
use server::addresses::Index;
use server::import::communes::{CommunesError, Wanted, read};
use server::import::register::DepartmentFilter;
use server::storage::{Authorship, ListingStore, Save};

use crate::staff::{Bureau, bureau_over};
use crate::support::{TODAY, paris, post, texts};

/// Names of nowhere, from north to south and from west to east, four in a row.
const NAMES: [&str; 12] = [
    "Valdorce",
    "Saint-Ouzil",
    "Le Mesnil-Brun",
    "Pontalier-sur-Nivère",
    "Ormoie",
    "La Trévaude",
    "Saint-Ouzil-le-Haut",
    "Fontcombe",
    "Brissonnel",
    "L’Étrange-Combe",
    "Vaulx-Merlin",
    "Sainte-Aubrie",
];

/// A corner of the invented map, in degrees. Each commune writes its corners a little otherwise, as outlines do that were
/// simplified apart.
fn corner(column: usize, row: usize, commune: usize) -> [f64; 2] {
    let bend = [0.0, 0.006, -0.004, 0.003, -0.005][(column * 2 + row) % 5];
    let own = commune as f64 * 1e-6;
    [3.0 + 0.05 * column as f64 + bend + own, 44.9 - 0.04 * row as f64 - bend / 2.0 + own]
}

fn code(commune: usize) -> String {
    format!("489{:02}", commune + 1)
}

/// The communes as geo.api.gouv.fr gives them, and one of another département.
fn communes() -> Value {
    let feature = |(at, name): (usize, &&str)| {
        let (column, row) = (at % 4, at / 4);
        let corners = [(0, 0), (0, 1), (1, 1), (1, 0), (0, 0)];
        let ring = corners.map(|(x, y)| corner(column + x, row + y, at));
        // Two communes share a postcode.
        let postcode = if at == 6 { "48902".to_owned() } else { code(at) };
        json!({
            "type": "Feature",
            "properties": {"nom": name, "code": code(at), "codeDepartement": "48", "codesPostaux": [postcode]},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        })
    };
    let mut features: Vec<Value> = NAMES.iter().enumerate().map(feature).collect();
    features.push(json!({"type": "Feature", "properties": {"nom": "Ailleurs", "code": "07900"}, "geometry": null}));
    json!({"type": "FeatureCollection", "features": features})
}

const WANTED: Wanted<'static> = Wanted { department: "48", name: Some("Lozance"), parent: None };

fn lozance() -> Territory {
    read(communes().to_string().as_bytes(), &WANTED).unwrap().territory
}

#[test]
fn the_communes_of_a_file_become_zones_with_their_neighbours_and_places() {
    let made = read(communes().to_string().as_bytes(), &WANTED).unwrap();
    let territory = made.territory;
    assert_eq!(territory.zones.len(), 12);
    let (north, east) = territory.metres_per_degree;
    assert!((111_000..111_200).contains(&north) && (78_500..79_500).contains(&east), "{north} {east}");
    for (at, zone) in territory.zones.iter().enumerate() {
        assert_eq!((zone.name.as_str(), zone.code.to_string()), (NAMES[at], code(at)));
        assert_eq!(zone.place, ((at % 4) as u8, (at / 4) as u8), "{}", zone.name);
        let (column, row) = (at % 4, at / 4);
        let beside = |other: usize| (other % 4).abs_diff(column) + (other / 4).abs_diff(row) == 1;
        let expected: Vec<String> = (0..12).filter(|other| beside(*other)).map(code).collect();
        let found: Vec<String> = zone.neighbours.iter().map(ToString::to_string).collect();
        assert_eq!(found, expected, "neighbours of {}", zone.name);
        let (longitude, latitude) = (f64::from(zone.centre.longitude) / 1e6, f64::from(zone.centre.latitude) / 1e6);
        let [west, north] = corner(column, row, at);
        let [east, south] = corner(column + 1, row + 1, at);
        assert!((west - 0.01..east + 0.01).contains(&longitude), "{longitude}");
        assert!((south - 0.01..north + 0.01).contains(&latitude), "{latitude}");
    }
    let said = made.to_fill.join("\n");
    assert!(said.contains("`words.help_line`") && said.contains("`law`") && !said.contains("`name`"), "{said}");
    let again = read(communes().to_string().as_bytes(), &WANTED).unwrap().territory;
    assert_eq!(again, territory, "the same file gives the same territory");
}

#[test]
fn the_layout_of_the_ign_is_read_and_the_postcodes_that_it_lacks_are_named() {
    let mut file = communes();
    for feature in file["features"].as_array_mut().unwrap() {
        let (name, code) = (feature["properties"]["nom"].clone(), feature["properties"]["code"].clone());
        let department = &code.as_str().unwrap()[..2];
        feature["properties"] = json!({"NOM": name, "INSEE_COM": code, "INSEE_DEP": department, "POPULATION": 12});
    }
    let made = read(file.to_string().as_bytes(), &Wanted { name: None, ..WANTED }).unwrap();
    assert_eq!((made.territory.zones.len(), made.territory.name.as_str()), (12, "Département 48"));
    assert!(
        made.to_fill.iter().any(|line| line.starts_with("`postcodes`: the file states none")),
        "{:?}",
        made.to_fill
    );
}

#[test]
fn arrondissements_are_the_parts_of_their_commune() {
    let mut file = communes();
    for (at, feature) in file["features"].as_array_mut().unwrap().iter_mut().enumerate().take(12) {
        let ordinal = if at == 0 { "1er".to_owned() } else { format!("{}e", at + 1) };
        feature["properties"] =
            json!({"nom": format!("Paris {ordinal} Arrondissement"), "code": format!("751{:02}", at + 1)});
    }
    let parent = "75056".parse().ok();
    let made = read(file.to_string().as_bytes(), &Wanted { department: "75", name: Some("Paris"), parent }).unwrap();
    let zone = &made.territory.zones[0];
    assert_eq!((zone.name.as_str(), zone.short.as_str()), ("1er arrondissement", "1er"));
    assert_eq!(made.territory.zones_of("75056".parse().unwrap()).len(), 12);
    assert_eq!(
        made.territory.find_by_text("Paris 4e").map(|zone| zone.code),
        paris().find_by_text("4e").map(|zone| zone.code)
    );
}

#[test]
fn a_file_that_is_wrong_is_refused_with_what_to_do() {
    let with = |change: &dyn Fn(&mut Value)| {
        let mut file = communes();
        change(&mut file);
        read(file.to_string().as_bytes(), &WANTED).expect_err("refused")
    };
    for text in ["", "{}", "[1]", "nom;code", "{\"features\": 3}", "{\"features\": [{\"properties\": 3}]}"] {
        let error = read(text.as_bytes(), &WANTED).expect_err(text).to_string();
        assert!(error.contains("export the communes as GeoJSON"), "{text}: {error}");
    }
    let cut = communes().to_string();
    assert!(matches!(read(&cut.as_bytes()[..cut.len() - 20], &WANTED), Err(CommunesError::Foreign(_))));
    let other = read(communes().to_string().as_bytes(), &Wanted { department: "2B", ..WANTED }).expect_err("none");
    assert!(other.to_string().contains("none of its 13 features is a commune of département 2B"), "{other}");
    let ring = |file: &mut Value, ring: Value| file["features"][1]["geometry"]["coordinates"] = json!([ring]);
    for (change, expected) in [
        (
            &(|file: &mut Value| file["features"][1]["properties"]["code"] = "48901".into()) as &dyn Fn(&mut Value),
            "commune 48901 stands twice, as features 1 and 2",
        ),
        (
            &|file: &mut Value| ring(file, json!([[3.0, 44.0], [3.0, 44.0], [3.0, 44.0], [3.0, 44.0]])),
            "a ring has no area",
        ),
        (
            &|file: &mut Value| ring(file, json!([[3.0, 44.0], [3.1, 44.0], [3.0, 44.1]])),
            "a ring of 3 points is not closed",
        ),
        (
            &|file: &mut Value| ring(file, json!([[700_000.0, 6.4e6], [1.0, 1.0], [2.0, 2.0], [700_000.0, 6.4e6]])),
            "WGS 84",
        ),
        (
            &|file: &mut Value| file["features"][1]["geometry"] = json!({"type": "Point", "coordinates": [3, 44]}),
            "geometry=contour",
        ),
        (&|file: &mut Value| file["features"][1]["properties"]["nom"] = "<b>".into(), "its name is refused"),
        (
            &|file: &mut Value| drop(file["features"][1]["properties"].as_object_mut().unwrap().remove("nom")),
            "it has no name",
        ),
        (
            &|file: &mut Value| ring(file, json!([[-60.0, 4.0], [-60.1, 4.0], [-60.0, 4.1], [-60.0, 4.0]])),
            "do not fit on one map",
        ),
    ] {
        let error = with(change).to_string();
        assert!(error.contains(expected), "{expected}: {error}");
    }
}

#[test]
fn the_register_names_overseas_departements_by_other_codes() {
    for (code, expected) in [("48", "48"), ("2A", "2A"), ("971", "9A"), ("976", "9F")] {
        let territory = Territory { department: code.to_owned(), ..paris() };
        let filter = DepartmentFilter::of(&territory);
        assert_eq!(filter, DepartmentFilter::Department(expected.to_owned()));
        assert_eq!(filter.insee_prefix().as_deref(), Some(code));
    }
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quelleaideadom"));
    command.args(arguments).current_dir(folder).env("QUELLEAIDEADOM_DATABASE_URL", "sqlite:listings.sqlite");
    command.output().unwrap()
}

#[test]
fn the_file_of_a_territory_is_made_read_and_refused_on_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    std::fs::write(folder.join("communes.geojson"), communes().to_string()).unwrap();
    let new = ["territory", "new", "--department", "48", "--communes", "communes.geojson", "--out", "48.json"];
    let made = run(folder, &new);
    let said = String::from_utf8_lossy(&made.stderr).into_owned();
    assert!(made.status.success(), "{said}");
    assert!(said.contains("to fill in: `name`") && said.contains("to fill in: `words.mdph`"), "{said}");
    let again = run(folder, &new);
    assert!(!again.status.success(), "what a person filled in is not written over");
    std::fs::write(folder.join("need.json"), r#"{"zone": "48902", "start": "2026-12-01", "wished": ["toilette"]}"#)
        .unwrap();
    let listed = run(folder, &["parameter", "list", "--territory", "48.json"]);
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    let text = std::fs::read_to_string(folder.join("48.json")).unwrap();
    let refused = |text: String, expected: &str| {
        std::fs::write(folder.join("wrong.json"), text).unwrap();
        let outcome = run(folder, &["import", "finess", "absent.csv", "--territory", "wrong.json"]);
        let error = String::from_utf8_lossy(&outcome.stderr).into_owned();
        assert!(!outcome.status.success() && error.contains("wrong.json") && error.contains(expected), "{error}");
        assert!(!folder.join("listings.sqlite").exists(), "nothing was touched");
    };
    refused(text.replace("\"law\"", "\"laws\""), "unknown field `laws`");
    refused(text.replace("\"short\": \"Valdorce\"", "\"short\": \"\""), "zone 48901: `short`");
    refused("{".to_owned(), "line 1");
    let absent = run(folder, &["check", "--territory", "absent.json"]);
    let error = String::from_utf8_lossy(&absent.stderr).into_owned();
    assert!(!absent.status.success() && error.contains("cannot open the territory absent.json"), "{error}");
}

#[test]
fn an_address_is_found_with_the_name_of_its_commune_and_a_street_may_bear_one() {
    let street = |name: &str, at: usize| server::addresses::Street {
        name: name.to_owned(),
        zone: code(at).parse().unwrap(),
        postcode: code(at),
        houses: vec!["12".parse().unwrap()],
    };
    let streets = vec![street("Rue Haute", 0), street("Rue Haute", 4), street("Rue de Valdorce", 4)];
    let index = Index::new(streets, &lozance());
    let found = |text: &str| index.zone_of(text).map(|zone| zone.to_string());
    for text in ["12 rue Haute, 48901 Valdorce", "12 rue Haute Valdorce", "Valdorce 12 rue Haute", "Valdorce", "48901"]
    {
        assert_eq!(found(text).as_deref(), Some("48901"), "{text}");
    }
    assert_eq!(found("12 rue de Valdorce").as_deref(), Some("48905"), "the street, not the commune");
    assert_eq!(found("12 rue Haute"), None, "it exists in two communes");
    let labels: Vec<String> = index.suggest("12 rue haute", 5).into_iter().map(|place| place.label).collect();
    assert_eq!(labels, ["12 Rue Haute, 48901 Valdorce", "12 Rue Haute, 48905 Ormoie"]);
}

#[test]
fn the_tariffs_of_the_departement_come_between_those_of_the_program_and_those_of_staff() {
    let file = lozance().to_json().unwrap().replace(
        "\"law\": []",
        r#""law": [{"parameter": "tarif-apa-departement-heure", "value": "25.40", "state": "publie", "from": "2026-01-01",
            "article": "Arrêté fictif du 2 janvier 2026", "url": "https://example.org/", "read": "2026-11-01"}]"#,
    );
    let territory = Territory::from_json(&file).unwrap();
    let law = Parameters::of(&territory);
    let found =
        |law: &Parameters| law.find(Parameter::DepartmentHour, TODAY).map(|found| found.published.value.to_string());
    assert_eq!(found(&law).as_deref(), Some("25.40"));
    assert_eq!(found(&Parameters::embedded()), None);
    let entered = Published { value: "26.10".parse().unwrap(), ..law.added()[0].clone() };
    assert_eq!(found(&law.with([entered])).as_deref(), Some("26.10"));
}

async fn bureau(territory: &Territory) -> Bureau {
    let listings: Vec<Listing> = shipped(territory, TODAY).collect();
    let fill = async move |store: &server::storage::sqlite::SqliteStore, now| {
        let saves = listings.into_iter().map(|listing| Save::new(None, listing)).collect();
        let by = Authorship { author: "demonstration".to_owned(), source: Source::Demonstration, recorded_at: now };
        store.save(saves, &by, None).await.unwrap();
    };
    bureau_over(territory, tempfile::tempdir().unwrap(), fill, |office| office.at("https://aide.example")).await
}

/// What may name Paris on a page of any territory: the postal address of the Défenseur des droits, the code of a step in
/// the address of a page, which links that were sent hold, and what was typed.
const ALLOWED: [&str; 3] = ["75342 Paris CEDEX 07", "etape=arrondissements", "75014"];

/// Words of the page that belong to Paris.
fn of_paris(page: &str) -> Vec<String> {
    let document = scraper::Html::parse_document(page);
    let mut said: Vec<String> = document.root_element().text().map(str::to_owned).collect();
    let attributes = ["placeholder", "title", "aria-label", "alt", "content", "href", "value"];
    let elements = document.tree.nodes().filter_map(|node| node.value().as_element().cloned());
    for element in elements {
        said.extend(attributes.iter().filter_map(|name| element.attr(name)).map(str::to_owned));
    }
    let mut found = Vec::new();
    for text in said {
        let text = ALLOWED.iter().fold(text, |text, allowed| text.replace(allowed, ""));
        let small = text.to_lowercase().replace("comparison", "");
        let foreign =
            ["paris", "arrondissement", "district", "maison des aînés", "3975", "la ville", "the city", "victoire"];
        let postcode = small
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word.len() == 5 && word.starts_with("75") && word.bytes().all(|c| c.is_ascii_digit()));
        // A word of the territory that nobody filled in.
        let names =
            ["zone", "the ", "of ", "to ", "city", "publisher", "every ", "a zone", "another ", "none ", "only "];
        let unfilled = names.iter().any(|name| small.contains(&format!("{{{name}")));
        if unfilled || postcode || foreign.iter().any(|word| small.contains(word)) {
            found.push(text.trim().chars().take(160).collect());
        }
    }
    found
}

#[tokio::test]
async fn every_page_of_another_departement_speaks_of_it_and_not_of_paris() {
    let territory = lozance();
    let bureau = bureau(&territory).await;
    let signed = bureau.signed("ada", Role::Admin).await;
    let listings: Vec<Listing> = shipped(&territory, TODAY).collect();
    let (first, second) = (listings[0].finess, listings[1].finess);
    let mut pages: Vec<String> = Vec::new();
    for (method, path, _) in table() {
        let skipped = method != "GET" || path.contains("{version}") || path.contains("deconnexion");
        if skipped || path.contains("{name}") {
            continue;
        }
        let path = path.replace("{finess}", first.as_str()).replace("{number}", "1");
        let query = match path.rsplit('/').next().unwrap_or_default() {
            "comparer" => "?lieu=Valdorce&acte=toilette".to_owned(),
            "cote-a-cote" => format!("?lieu=Valdorce&service={first}&service={second}"),
            "a-voir" => "?motif=prix&page=1".to_owned(),
            _ => String::new(),
        };
        pages.push(format!("{path}{query}"));
    }
    // Mistakes are said in words of the territory too.
    for prefix in ["", "/en", "/falc"] {
        for wrong in ["14e", "75014", "Valdorce+ou+Ormoie", "48902", ""] {
            pages.push(format!("{prefix}/comparer?lieu={wrong}"));
        }
        pages.push(format!("{prefix}/services?zone=nulle+part"));
        pages.push(format!("{prefix}/nulle-part"));
    }
    let mut shown = 0;
    let mut wrong: Vec<String> = Vec::new();
    let mut check = |address: &str, body: &str| {
        shown += 1;
        wrong.extend(of_paris(body).into_iter().map(|text| format!("{address}: {text}")));
    };
    for address in &pages {
        let answer = bureau.get(address, &signed).await;
        assert!(answer.status.as_u16() < 500, "{address}: {}", answer.status);
        let is_page =
            answer.headers.get("content-type").is_some_and(|kind| kind.to_str().unwrap().starts_with("text/html"));
        if is_page && !answer.status.is_redirection() {
            check(address, &answer.body);
        }
    }
    let body = format!("lieu=Valdorce&acte=toilette&service={first}&note=a&age=65&gir=2");
    for prefix in ["", "/en", "/falc"] {
        for path in ["/accompagner", "/accompagner/fiche", "/comparer", "/cote-a-cote", "/aides"] {
            let answer = bureau.post(&format!("{prefix}{path}"), "", &body).await;
            check(&format!("POST {prefix}{path}"), &answer.body);
        }
    }
    // What handlers of the back office write: letters, links, forms that come back.
    let chosen = bureau.post("/gestion/campagnes", &signed, &format!("action=choisir&service={first}")).await;
    check("the letter of a campaign", &chosen.body);
    let made = bureau.post(&format!("/gestion/services/{first}"), &signed, "").await;
    check("the link of a listing", &made.body);
    if let Some(link) = texts(&made.body, "code.link").first() {
        let link = &link[link.find("/gestion").unwrap()..];
        for step in ["", "&etape=zones", "&etape=adresse", "&etape=prix", "&etape=envoyer"] {
            check("the page of a provider", &bureau.get(&format!("{link}{step}"), "").await.body);
        }
    }
    let form = bureau.get(&format!("/gestion/services/{first}/modifier"), &signed).await;
    check("the editor", &form.body);
    assert!(shown > 90, "{shown}");
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn programs_are_told_of_another_departement_in_its_words() {
    let territory = lozance();
    let bureau = bureau(&territory).await;
    let zone = territory.zones[0].code;
    let compared =
        format!("/api/v1/compare?zone={zone}&visit=lundi,08:00,09:00&wished=toilette&excluded_limit=1000&limit=100");
    for address in [
        "/api/v1/providers?standing=all&limit=200",
        &compared,
        "/api/v1/law",
        "/api/v1/territory",
        "/api/v1/changes",
        "/api/v1/changes.atom",
        app::routes::OPENAPI,
    ] {
        let answer = bureau.get(address, "").await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        assert_eq!(of_paris(&answer.body), Vec::<String>::new(), "{address}");
    }
    let excluded = bureau.get(&compared, "").await.body;
    assert!(excluded.contains("n’intervient pas dans cette commune"), "a zone is called as it is here");
}

#[tokio::test]
async fn a_place_of_another_departement_is_found_by_name_and_never_guessed() {
    let bureau = bureau(&lozance()).await;
    let found = bureau.get("/comparer?lieu=Valdorce&acte=toilette", "").await;
    assert_eq!(found.status, StatusCode::OK, "{}", found.body);
    assert!(found.body.contains("Valdorce"));
    // 48902 is the postcode of two communes.
    let shared = bureau.get("/comparer?lieu=48902&acte=toilette", "").await;
    assert_eq!(shared.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(shared.body.contains("nomme plusieurs communes : Saint-Ouzil, Saint-Ouzil-le-Haut. Écrivez-en une seule."));
    let named = bureau.get("/comparer?lieu=48902+St+Ouzil+le+Haut&acte=toilette", "").await;
    assert_ne!(named.status, StatusCode::UNPROCESSABLE_ENTITY, "the name tells which");
}

#[tokio::test]
async fn what_the_file_states_is_shown_and_what_it_does_not_is_left_out() {
    let text = |fr: &str, en: &str| Some(LocalText { fr: fr.to_owned(), en: en.to_owned(), falc: None });
    let mut territory = lozance();
    let plain = bureau(&territory).await;
    let home = plain.get("/", "").await;
    assert_eq!(texts(&home.body, "footer a[href^='tel:']"), Vec::<String>::new(), "no number is invented");
    assert!(texts(&home.body, "h1")[0].contains("dans le département de Lozance"), "{:?}", texts(&home.body, "h1"));
    assert!(plain.get("/aides", "").await.body.contains("le conseil départemental."));
    let name = text("Département de Lozance", "Lozance council").unwrap();
    territory.words.help_line = Some(HelpLine { number: "0400000000".to_owned(), name });
    territory.words.inside = text("en Lozance", "in Lozance");
    territory.words.publisher = text("le Département de Lozance", "Lozance council");
    territory.words.publisher_short = text("le Département", "the council");
    let told = bureau(&territory).await;
    let home = told.get("/", "").await;
    assert_eq!(texts(&home.body, "footer a[href^='tel:']"), ["0400000000"]);
    assert!(texts(&home.body, "h1")[0].ends_with("en Lozance"), "{:?}", texts(&home.body, "h1"));
    let english = told.get("/en/aides", "").await.body;
    assert!(english.contains("apply to Lozance council for the APA"), "{english}");
    let report = post(
        &told.site,
        &format!("/services/{}/signaler", shipped(&territory, TODAY).next().unwrap().finess),
        "sujet=prix",
    )
    .await;
    assert!(report.body.contains("Envoyer au Département"), "{}", report.body);
}
