//! What a tired person types on a phone finds their street, and never a zone that is not certain.

use std::io::Cursor;
use std::sync::Arc;

use app::ports::{Addresses, NoAddresses};
use domain::Parameters;
use server::addresses::{AddressBook, House, Index, Street};
use server::catalogue::{Current, PublishedCatalogue};
use server::http::{SiteState, router};
use server::import::addresses::read;
use server::storage::AddressStore;

use crate::support::{FixedClock, addresses, intake, office, origin, paris, post, real_data, store};

fn index() -> Index {
    Index::new(read(Cursor::new(addresses()), &paris()).unwrap().streets, &paris())
}

fn labels(index: &Index, typed: &str) -> Vec<String> {
    index.suggest(typed, 6).into_iter().map(|suggestion| suggestion.label).collect()
}

fn zone(index: &Index, typed: &str) -> Option<String> {
    index.zone_of(typed).map(|zone| zone.to_string())
}

#[test]
fn a_street_is_found_as_people_write_it() {
    let index = index();
    for (typed, first) in [
        ("bd st michel", "Boulevard Saint-Michel, 5e"),
        ("BOULEVARD SAINT MICHEL", "Boulevard Saint-Michel, 5e"),
        ("boul saint mi", "Boulevard Saint-Michel, 5e"),
        ("saint-michel", "Boulevard Saint-Michel, 5e"),
        ("michel boulevard", "Boulevard Saint-Michel, 5e"),
        ("12 av gal leclerc", "12 Avenue du Général Leclerc, 75014 Paris"),
        ("12, av. du Gal. Leclerc", "12 Avenue du Général Leclerc, 75014 Paris"),
        ("general leclerc", "Avenue du Général Leclerc, 14e"),
        ("r. de vaugirard 150", "150 Rue de Vaugirard, 75015 Paris"),
        ("150 bis rue vaugirard", "150 bis Rue de Vaugirard, 75015 Paris"),
        ("rue de vaugirard 150bis", "150 bis Rue de Vaugirard, 75015 Paris"),
        ("150 B rue de vaugirard", "150 bis Rue de Vaugirard, 75015 Paris"),
        ("150 ter rue de vaugirard", "150 Rue de Vaugirard, 75015 Paris"),
        ("2-4 rue de vaugirard", "2 Rue de Vaugirard, 75006 Paris"),
        ("1b quai d'orleans", "1 B Quai d'Orléans, 75004 Paris"),
        ("150 rue de vaugirard 75006 Paris", "150 Rue de Vaugirard, 75015 Paris"),
        ("place de la nation", "Place de la Nation, 12e"),
        ("nation", "Place de la Nation, 12e"),
        ("8 novembre 1942", "Place du Huit Novembre 1942, 10e"),
        ("8 pl du 8 nov", "8 Place du Huit Novembre 1942, 75010 Paris"),
        ("quai d’Orléans", "Quai d'Orléans, 4e"),
        ("14e", "14e arrondissement"),
        ("75014 Paris", "14e arrondissement"),
        ("14", "14e arrondissement"),
    ] {
        assert_eq!(labels(&index, typed).first().map(String::as_str), Some(first), "{typed}");
    }
}

/// Streets whose names have numbers, kings, and words that also occur around an address.
fn numbered() -> Index {
    let street = |name: &str, postcode: &str, zone: &str, last: u16| Street {
        name: name.to_owned(),
        zone: zone.parse().unwrap(),
        postcode: postcode.to_owned(),
        houses: (1..=last).map(|number| House { number, suffix: String::new() }).collect(),
    };
    let streets = vec![
        street("Rue des Quatre Vents", "75006", "75106", 20),
        street("Rue des Trois Frères", "75018", "75118", 20),
        street("Rue des Deux Ponts", "75004", "75104", 20),
        street("Place du 22 Novembre 1943", "75019", "75119", 20),
        street("Place des Quarante-Quatre Enfants d'Izieu", "75013", "75113", 20),
        street("Rue du Huit Mai 1945", "75010", "75110", 20),
        street("Allée de la Deuxième D.B.", "75015", "75115", 20),
        street("Pont Neuf", "75001", "75101", 0),
        street("Cours Albert Ier", "75008", "75108", 20),
        street("Rue François Ier", "75008", "75108", 20),
        street("Rue François Miron", "75004", "75104", 20),
        street("Avenue Pierre Ier de Serbie", "75016", "75116", 20),
        street("Avenue Hussein 1er de Jordanie", "75012", "75112", 20),
        street("Boulevard Henri IV", "75004", "75104", 20),
        street("Rue Daguerre", "75014", "75114", 90),
        street("Rue de Rivoli", "75001", "75101", 200),
        street("Rue de Rivoli", "75004", "75104", 90),
        street("Rue de Vaugirard", "75006", "75106", 120),
        street("Avenue de France", "75013", "75113", 20),
        street("Porte de Vanves", "75014", "75114", 20),
    ];
    Index::new(streets, &paris())
}

#[test]
fn a_number_may_be_part_of_a_name() {
    let index = numbered();
    for (typed, expected) in [
        ("rue des 4 vents", "75106"),
        ("4 rue des 4 vents", "75106"),
        ("rue des quatre vents", "75106"),
        ("rue des 3 frères", "75118"),
        ("12 rue des 2 ponts 75004", "75104"),
        ("place du 22 novembre 1943", "75119"),
        ("place du vingt-deux novembre 1943", "75119"),
        ("place des 44 enfants d'izieu", "75113"),
        ("rue du 8 mai 1945", "75110"),
        ("3 rue du 8 mai 1945", "75110"),
        ("allée de la 2e DB", "75115"),
        ("12 cours albert 1er", "75108"),
        ("12 cours albert Ier", "75108"),
        ("12 cours albert premier", "75108"),
        ("12 cours albert 1er 75008 Paris", "75108"),
        ("12 cours albert 1er, Paris 8e", "75108"),
        ("rue François 1er", "75108"),
        ("rue françois 1er 8e", "75108"),
        ("avenue pierre 1er de serbie", "75116"),
        ("5 av hussein 1er de jordanie", "75112"),
        ("bd henri 4", "75104"),
        ("bd henri IV", "75104"),
        ("12 bd henri 4", "75104"),
        // "1er" may also be a zone.
        ("rue de rivoli 1er", "75101"),
        ("rue de rivoli, 1er", "75101"),
    ] {
        assert_eq!(zone(&index, typed).as_deref(), Some(expected), "{typed}");
    }
    for typed in ["rue de rivoli", "rue de rivoli 75001 75004", "rue des 5 vents", "pont 9 rue"] {
        assert_eq!(zone(&index, typed), None, "{typed}");
    }
    assert_eq!(labels(&index, "rue françois 1er").first().map(String::as_str), Some("Rue François Ier, 8e"));
}

#[test]
fn a_town_is_not_the_street_that_bears_its_name() {
    let street = |name: &str, postcode: &str, zone: &str| Street {
        name: name.to_owned(),
        zone: zone.parse().unwrap(),
        postcode: postcode.to_owned(),
        houses: (1..=90).map(|number| House { number, suffix: String::new() }).collect(),
    };
    let streets = vec![
        street("Rue de Lyon", "75012", "75112"),
        street("Rue de Montreuil", "75011", "75111"),
        street("Rue de Marseille", "75010", "75110"),
        street("Avenue de Versailles", "75016", "75116"),
        street("Rue Daguerre", "75014", "75114"),
    ];
    let index = Index::new(streets, &paris());
    for town in [
        "10 rue de Paris, Montreuil",
        "8 avenue de Paris, Versailles",
        "Marseille 14",
        "14e Marseille",
        "Lyon 7",
        "Lyon 5ème",
        "75011 Montreuil",
    ] {
        assert_eq!(zone(&index, town), None, "{town}");
    }
    for (typed, expected) in
        [("7 rue de Lyon", "75112"), ("rue de montreuil, Paris", "75111"), ("12 daguerre", "75114")]
    {
        assert_eq!(zone(&index, typed).as_deref(), Some(expected), "{typed}");
    }
}

#[test]
fn what_surrounds_an_address_does_not_hide_it() {
    let index = numbered();
    for typed in [
        "12 rue daguerre, 75014 Paris, France",
        "12 rue daguerre 75014 paris france",
        "12 rue daguerre 75014 PARIS CEDEX 14",
        "12 rue daguerre 75680 PARIS CEDEX 14",
        "12 rue daguerre, Paris cedex",
        "12 rue daguerre, 4e étage",
        "12 rue daguerre 4e étage",
        "12 rue daguerre, 4 ème étage droite",
        "12 rue daguerre, étage 4",
        "12 rue daguerre quatrième étage",
        "12 rue daguerre, rez-de-chaussée",
        "12 rue daguerre RDC",
        "12 rue daguerre bât B",
        "bât B2, 12 rue daguerre",
        "12 rue daguerre appt A12",
        "bât. B, 12 rue daguerre",
        "12 rue daguerre, bâtiment 2, escalier C, 3e étage, appt 31",
        "12 rue daguerre appt 3 75014 Paris",
        "12 rue daguerre, porte 8, code 1234",
        "n° 12 rue daguerre",
        "chez Mme Durand, 12 rue daguerre",
        "chez Mme Durand 12 rue daguerre",
        "Mme Durand, 12 rue daguerre, 75014",
        "12 à 16 rue daguerre",
        "12 bis à 16 rue daguerre",
        "12 et 14 rue daguerre",
        "12-14, rue daguerre",
        "rue daguerre 12 à 16",
        "Paris 14e, 12 rue daguerre",
        "Paris 14e 12 rue daguerre",
        "75014 Paris 12 rue daguerre",
        "75014 Paris, 12 rue daguerre",
        "12 rue daguerre Paris (75014)",
        "12 rue daguerre, Paris 75014",
        "12 rue daguerre paris 14 ème",
        "12 rue daguerre paris 14 eme arrondissement",
        "12 rue daguerre 14°",
        "12 rue daguerre, XIVe",
        "12 rue daguerre Paris XIV",
        "12 rue daguerre Paris-14e",
    ] {
        assert_eq!(zone(&index, typed).as_deref(), Some("75114"), "{typed}");
    }
    // Words that surround an address are also names of streets, and another town is not part of the surroundings.
    assert_eq!(zone(&index, "12 avenue de france").as_deref(), Some("75113"));
    assert_eq!(zone(&index, "12 avenue de france, Paris, France").as_deref(), Some("75113"));
    assert_eq!(zone(&index, "3 porte de vanves").as_deref(), Some("75114"));
    for typed in
        ["12 rue daguerre, Lyon", "12 rue daguerre 69003", "12 rue daguerre, 92120 Montrouge", "bât B", "4e étage"]
    {
        assert_eq!(zone(&index, typed), None, "{typed}");
    }
}

#[test]
fn a_house_number_decides_where_a_street_crosses_zones_and_without_one_each_zone_is_offered() {
    let index = index();
    assert_eq!(labels(&index, "rue de vaugirard"), ["Rue de Vaugirard, 6e", "Rue de Vaugirard, 15e"]);
    assert_eq!(labels(&index, "12 rue de vaugirard"), ["12 Rue de Vaugirard, 75006 Paris"]);
    assert_eq!(labels(&index, "rue de vaugirard 75015"), ["Rue de Vaugirard, 15e"]);
    // An unknown house number is not suggested.
    assert_eq!(labels(&index, "99 rue de vaugirard"), ["Rue de Vaugirard, 6e", "Rue de Vaugirard, 15e"]);
}

#[test]
fn the_whole_name_stands_before_its_beginnings_and_a_slip_is_forgiven_only_where_nothing_matches() {
    let index = index();
    assert_eq!(labels(&index, "nation"), ["Place de la Nation, 12e", "Rue Nationale, 13e"]);
    assert_eq!(labels(&index, "rue nation"), ["Rue Nationale, 13e"]);
    for slip in ["vaugirrard", "vugirard", "vaugirxrd", "vaugriard"] {
        assert_eq!(labels(&index, &format!("150 rue de {slip}")), ["150 Rue de Vaugirard, 75015 Paris"], "{slip}");
    }
    assert_eq!(labels(&index, "rue de vuagriard"), Vec::<String>::new(), "two slips are another street");
    assert_eq!(labels(&index, "nat"), ["Place de la Nation, 12e", "Rue Nationale, 13e"]);
    assert_eq!(index.suggest("r", 1).len(), 1);
    assert_eq!(index.suggest("14e", 0).len(), 0);
}

#[test]
fn a_zone_is_given_only_where_there_is_no_doubt() {
    let index = index();
    for (typed, expected) in [
        ("14e", Some("75114")),
        ("15", Some("75115")),
        ("75116", Some("75116")),
        ("Paris 14ème arr.", Some("75114")),
        ("12 av gal leclerc", Some("75114")),
        ("150 rue de vaugirard", Some("75115")),
        ("rue de vaugirard, Paris 6e", Some("75106")),
        ("rue de vaugirard 75015 Paris", Some("75115")),
        ("place de la nation", Some("75112")),
        ("pl nation", Some("75112")),
        ("quai d'or", Some("75104")),
        // Two zones, an unknown number, two streets, another zone, a typing mistake, nothing.
        ("rue de vaugirard", None),
        ("99 rue de vaugirard", None),
        ("vaugirard 2", None),
        ("nat", None),
        // A name alone may be that of a town.
        ("nation", None),
        ("general leclerc", None),
        ("place de la nation 75001", None),
        ("150 rue de vaugirard 75006", None),
        ("quai d'orleens", None),
        ("", None),
        ("   ", None),
        ("!!", None),
        ("rue", None),
    ] {
        assert_eq!(zone(&index, typed).as_deref(), expected, "{typed}");
    }
}

#[test]
fn what_is_offered_and_typed_again_gives_its_zone() {
    let index = index();
    for typed in ["r", "1 b", "12", "bd", "vaugirard", "quai", "place", "3 bis boulevard", "1b quai"] {
        for suggestion in index.suggest(typed, 100) {
            assert_eq!(index.zone_of(&suggestion.label), Some(suggestion.zone), "{}", suggestion.label);
        }
    }
}

#[test]
fn rubbish_is_answered_with_nothing_and_the_same_twice() {
    let index = index();
    let long = "rue ".repeat(5_000) + &"é".repeat(10_000);
    for typed in [long.as_str(), "'", "\0\u{202e}", "99999999999999999999 rue de vaugirard x", "- / - 5", "1-", "œ"] {
        assert_eq!(labels(&index, typed), Vec::<String>::new(), "{typed:.20}");
    }
    assert_eq!(labels(&index, "a b c d e f g h"), labels(&index, "a b c d e f g h"));
    assert!(Index::new(Vec::new(), &paris()).suggest("rue", 6).is_empty());
}

#[tokio::test]
async fn the_site_answers_json_that_nobody_stores_and_reads_no_more_than_an_address() {
    let published =
        || Arc::new(PublishedCatalogue::new(Current::of(Vec::new(), paris(), Parameters::embedded(), None)));
    let book: Arc<dyn Addresses> = Arc::new(AddressBook::new(index()));
    let site =
        router(SiteState::new(published(), Arc::new(FixedClock), intake().await).with_addresses(book), office().await);
    let answer = post(&site, "/fonctions/lieux", "typed=150+r.+de+vaugirard").await;
    assert_eq!(answer.body, r#"[{"label":"150 Rue de Vaugirard, 75015 Paris","short":"15e"}]"#);
    assert_eq!(answer.headers["cache-control"], "no-store");
    assert_eq!(answer.headers["content-type"], "application/json");
    let offered = |body: &str| serde_json::from_str::<Vec<serde_json::Value>>(body).unwrap().len();
    assert_eq!(
        offered(&post(&site, "/fonctions/lieux", "typed=r").await.body),
        3,
        "streets, one for each of their zones"
    );
    assert_eq!(offered(&post(&site, "/fonctions/lieux", "typed=1+b").await.body), 2);
    for body in ["", "typed=", "autre=1"] {
        let answer = post(&site, "/fonctions/lieux", body).await;
        assert_eq!((answer.status.as_u16(), answer.body.as_str()), (200, "[]"), "{body}");
    }
    let long = format!("typed={}", "nation".to_owned() + &"+".repeat(95) + "rue");
    let answer = post(&site, "/fonctions/lieux", &long).await;
    assert_eq!(offered(&answer.body), 2, "the hundredth character is the last one read");
    let without = router(SiteState::new(published(), Arc::new(FixedClock), intake().await), office().await);
    assert_eq!(post(&without, "/fonctions/lieux", "typed=nation").await.body, "[]");
    assert_eq!((NoAddresses.zone_of("14e"), NoAddresses.suggest("14e", 6)), (None, Vec::new()));
}

#[tokio::test]
async fn a_running_site_offers_the_addresses_that_were_imported_since() {
    let store = store().await;
    let book = AddressBook::load(&store, &paris()).await.unwrap();
    let seen = store.address_generation().await.unwrap();
    assert!(book.suggest("nation", 6).is_empty());
    let file = read(Cursor::new(addresses()), &paris()).unwrap();
    store.replace_streets(&file.streets, &file.counts, &origin("addresses.csv")).await.unwrap();
    let now = book.refresh(&store, &paris(), seen).await.unwrap();
    assert!(now > seen);
    assert_eq!(book.suggest("place de la nation", 6).len(), 1);
    assert_eq!(book.refresh(&store, &paris(), now).await.unwrap(), now);
}

#[test]
fn in_the_real_addresses_of_paris_people_find_their_street() {
    let Some(path) = real_data("ban-paris-2024.csv.gz") else { return };
    let index = Index::new(read(Cursor::new(std::fs::read(path).unwrap()), &paris()).unwrap().streets, &paris());
    for (typed, first) in [
        ("bd st michel", "Boulevard Saint-Michel, 5e"),
        ("12 av gal leclerc", "12 Avenue du Général Leclerc, 75014 Paris"),
        ("r. de vaugirard 150", "150 Rue de Vaugirard, 75015 Paris"),
        ("12 rue de vaugirard", "12 Rue de Vaugirard, 75006 Paris"),
        ("place de la nation", "Place de la Nation, 11e"),
        ("boul saint mi", "Boulevard Saint-Michel, 5e"),
        ("rue de vauigrard", "Rue de Vaugirard, 6e"),
        ("champs elysees", "Avenue des Champs Elysées, 8e"),
        ("rue du 8 mai 1945", "Rue du Huit Mai 1945, 10e"),
        ("pl du 18 juin", "Place du Dix-Huit Juin 1940, 6e"),
        ("74 bis rue de la chapelle", "74 bis Rue de la Chapelle, 75018 Paris"),
        ("rue des 4 vents", "Rue des Quatre Vents, 6e"),
        ("rue des 3 frères", "Rue des Trois Frères, 18e"),
        ("rue des 2 ponts", "Rue des Deux Ponts, 4e"),
        ("12 cours albert 1er", "12 Cours Albert Ier, 75008 Paris"),
        ("rue François 1er", "Rue François Ier, 8e"),
        ("avenue pierre 1er de serbie", "Avenue Pierre Ier de Serbie, 8e"),
        ("12 rue daguerre, 4e étage, 75014 Paris, France", "12 Rue Daguerre, 75014 Paris"),
        ("12 à 16 rue de vaugirard", "12 Rue de Vaugirard, 75006 Paris"),
    ] {
        assert_eq!(labels(&index, typed).first().map(String::as_str), Some(first), "{typed}");
    }
    let (mut offered, mut doubtful) = (0, Vec::new());
    for typed in ('a'..='z').flat_map(|first| ["", "12 ", "rue "].map(|before| format!("{before}{first}"))) {
        for suggestion in index.suggest(&typed, 6) {
            offered += 1;
            if index.zone_of(&suggestion.label) != Some(suggestion.zone) {
                doubtful.push(suggestion.label);
            }
        }
    }
    assert!(offered > 300 && doubtful.is_empty(), "{offered}: {doubtful:?}");
}
