//! The addresses of the State are imported by street: a bad line is reported, a truncated file or one of another kind
//! changes nothing.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use server::import::addresses::{AddressCounts, AddressFile, FileError, read};
use server::storage::AddressStore;
use server::storage::sqlite::SqliteStore;

use crate::support::{addresses, origin, paris, real_data};

fn read_text(text: &str) -> Result<AddressFile, FileError> {
    read(Cursor::new(text), &paris())
}

fn zipped(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn lines_are_gathered_by_street_and_zone_in_order() {
    let file = read_text(&addresses()).unwrap();
    let found: Vec<String> = file
        .streets
        .iter()
        .map(|street| format!("{} {} {}: {}", street.name, street.zone, street.postcode, street.houses_text()))
        .collect();
    assert_eq!(
        found,
        [
            "Avenue du Général Leclerc 75114 75014: 12",
            "Boulevard Saint-Michel 75105 75005: 1 3 3b 11",
            "Boulevard Saint-Michel 75106 75006: 2 12",
            "Boulevard de Vaugirard 75115 75015: 2",
            "Place de la Nation 75112 75012: 3",
            "Place du Huit Novembre 1942 75110 75010: 8",
            "Quai d'Orléans 75104 75004: 1 1a 1b",
            "Rue Nationale 75113 75013: 7",
            "Rue de Vaugirard 75106 75006: 2 12",
            "Rue de Vaugirard 75115 75015: 150 150b",
        ]
    );
    assert_eq!(file.counts, AddressCounts { read: 21, kept: 19, elsewhere: 2, rejected: 0, streets: 10 });
}

#[test]
fn columns_are_found_by_their_name_whatever_the_order_and_the_encoding() {
    let text = "\u{feff}code_insee;NOM_VOIE;code_postal;numero\r\n75104;\"Quai d'Orléans\";75004;1\r\n";
    let file = read_text(text).unwrap();
    assert_eq!((file.streets[0].name.as_str(), file.streets[0].houses_text().as_str()), ("Quai d'Orléans", "1"));
    let latin: Vec<u8> =
        text.trim_start_matches('\u{feff}').chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert_eq!(read(Cursor::new(latin), &paris()).unwrap().streets[0].name, "Quai d'Orléans");
    let without = read_text("code_insee;nom_voie;code_postal;numero\n75116;Rue X;;1\n75116;Rue Y;75116;1\n").unwrap();
    assert_eq!(without.streets[0].postcode, paris().find_by_text("16e").unwrap().postcodes[0]);
    assert_eq!(without.streets[1].postcode, "75116");
}

#[test]
fn a_number_repeated_before_the_street_is_no_part_of_its_name() {
    let header = "numero;rep;nom_voie;code_postal;code_insee\n";
    let file =
        read_text(&format!("{header}7;s1;7S1 Place du Carrousel;75001;75101\n0;;Place du Carrousel;75001;75101\n"));
    let file = file.unwrap();
    assert_eq!((file.streets.len(), file.streets[0].name.as_str()), (1, "Place du Carrousel"));
    assert_eq!(file.streets[0].houses_text(), "7s1", "0 says that there is no number");
}

#[test]
fn one_bad_line_is_reported_with_its_number_and_stops_nothing() {
    let text = addresses().replacen(
        ";12;;Avenue du Général Leclerc;75014;75114;",
        ";douze;;Avenue du Général Leclerc;75014;75114;",
        1,
    ) + "x;y\nid;;7;;;75001;75101;Paris;2.3;48.8\nid;;7;;Rue \"X;75001;7510;Paris;2.3;48.8\n";
    let file = read_text(&text).unwrap();
    let reasons: Vec<(u64, &str)> = file.remarks.iter().map(|remark| (remark.line, remark.reason.as_str())).collect();
    assert_eq!(reasons.len(), 4);
    assert!(reasons.contains(&(23, "2 fields instead of 10")), "{reasons:?}");
    assert!(reasons.contains(&(24, "no street name")), "{reasons:?}");
    assert!(reasons[0].1.contains("`douze` `` is not a house number"), "{reasons:?}");
    assert!(reasons.contains(&(25, "`7510` is not an INSEE code")), "{reasons:?}");
    assert_eq!((file.counts.read, file.counts.kept, file.counts.rejected), (24, 18, 4));
}

#[test]
fn a_foreign_or_cut_file_is_refused_whole() {
    let foreign = read_text("finess;etalab;94;2026-01-08\n").unwrap_err();
    assert!(foreign.to_string().contains("its header lacks `numero`"), "{foreign}");
    assert!(matches!(read_text(""), Err(FileError::Foreign { .. })));
    let text = addresses();
    assert!(matches!(read_text(&text[..text.len() - 3]), Err(FileError::CutLine)));
    let zip = zipped(&text);
    assert_eq!(read(Cursor::new(&zip), &paris()).unwrap().counts.kept, 19);
    for cut in [zip.len() - 1, zip.len() / 2, 12] {
        assert!(matches!(read(Cursor::new(&zip[..cut]), &paris()), Err(FileError::Damaged(_))), "{cut}");
    }
    let mut wrong = zip.clone();
    let last = wrong.len() - 6;
    wrong[last] ^= 0x55;
    assert!(matches!(read(Cursor::new(&wrong), &paris()), Err(FileError::Damaged(_))), "its sum is checked");
    let elsewhere = text.replace(";751", ";931");
    assert!(matches!(read_text(&elsewhere), Err(FileError::NothingKept { read: 21, .. })));
    let header = text.lines().next().unwrap();
    let rubbish = format!("{header}\n{}", "a;b;c\n".repeat(30));
    assert!(matches!(read_text(&rubbish), Err(FileError::MostlyUnreadable(30, 30))));
}

#[tokio::test]
async fn a_later_file_replaces_every_street() {
    let folder = tempfile::tempdir().unwrap();
    let store =
        SqliteStore::open(&format!("sqlite:{}", folder.path().join("listings.sqlite").display())).await.unwrap();
    let first = read_text(&addresses()).unwrap();
    store.replace_streets(&first.streets, &first.counts, &origin("first.csv")).await.unwrap();
    assert_eq!(store.list_streets().await.unwrap().rows, first.streets);
    let later = read_text(&addresses().replace("Leclerc", "Foch")).unwrap();
    store.replace_streets(&later.streets, &later.counts, &origin("later.csv")).await.unwrap();
    assert_eq!(store.list_streets().await.unwrap().rows, later.streets);
    assert_eq!(store.last_address_import().await.unwrap(), Some((later.counts, origin("later.csv"))));
    assert!(store.list_streets().await.unwrap().unreadable.is_empty());
}

#[test]
fn the_real_addresses_of_paris_are_all_kept() {
    let Some(path) = real_data("ban-paris-2024.csv.gz") else { return };
    let file = read(Cursor::new(std::fs::read(path).unwrap()), &paris()).unwrap();
    let counts = AddressCounts { read: 158_048, kept: 158_048, elsewhere: 0, rejected: 0, streets: 6_396 };
    assert_eq!(file.counts, counts);
    assert_eq!(file.streets.iter().map(|street| street.houses.len()).sum::<usize>(), 158_028, "20 have no number");
    assert!(file.streets.iter().all(|street| !street.name.starts_with(|c: char| c.is_ascii_digit())));
}

#[test]
fn a_street_that_could_become_markup_and_a_line_too_long_are_rejected_with_their_line() {
    let text = addresses().replacen("Place de la Nation", "Place <b>de la Nation", 1) + &"x".repeat(70_000) + "\n";
    let file = read_text(&text).unwrap();
    let reasons: Vec<(u64, &str)> = file.remarks.iter().map(|remark| (remark.line, remark.reason.as_str())).collect();
    assert_eq!(
        reasons,
        [
            (15, "street name: it holds `<` or `>`"),
            (text.lines().count() as u64, "longer than 65536 bytes: the line was skipped"),
        ]
    );
    assert_eq!((file.counts.kept, file.counts.rejected), (18, 2));
}

#[test]
fn a_gzip_file_that_unpacks_without_measure_is_refused_while_it_unpacks() {
    // A megabyte of repeated letters is packed to a thousandth.
    let bomb = zipped(&"x".repeat(1 << 20)).repeat(4_000);
    let refused = read(Cursor::new(&bomb), &paris()).unwrap_err();
    assert!(matches!(refused, FileError::TooLarge(_)), "{refused}");
    assert!(refused.to_string().contains("unpacks as no published file does"), "{refused}");
    let long = zipped(&(addresses() + &"x".repeat(1 << 20) + "\n"));
    assert_eq!(read(Cursor::new(long), &paris()).unwrap().counts.kept, 19);
}
