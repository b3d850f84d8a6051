//! Errors in a spreadsheet are reported by sheet, row, column and reason; any other file is refused, without a panic.

use std::io::{Cursor, Write};

use domain::demo::fictitious;
use domain::provider::listing::{Intake, Source};
use rust_xlsxwriter::{Formula, Workbook};
use server::spreadsheet::{
    CellError, CellRemark, PartChange, REMARKS, ReadError, Sheet, read, template_csv, template_xlsx,
};

use crate::sheets::{AVAILABILITY, TODAY, paris, read_text, server_headers, workbook};

fn sentences(remarks: &[CellRemark]) -> Vec<String> {
    remarks.iter().map(ToString::to_string).collect()
}

/// A file of tariffs with one row, in which some cells are given by their header.
fn tariff(cells: &[(&str, &str)]) -> String {
    let headers = server_headers(Sheet::Tariffs);
    let usual = [("FINESS", "750000011"), ("Source", "ville"), ("Observé le", "20/11/2026")];
    let value = |header: &String| {
        let given = cells.iter().chain(&usual).find(|(name, _)| name == header);
        given.map_or("", |(_, value)| *value)
    };
    format!("{}\n{}\n", headers.join(";"), headers.iter().map(value).collect::<Vec<_>>().join(";"))
}

#[test]
fn a_wrong_cell_is_named_by_sheet_row_column_and_reason() {
    let read =
        read_text(&tariff(&[("Mode", "prestataire"), ("À partir du", "01/01/2027"), ("Heure d'aide", "28 ou 29")]));
    assert_eq!(read.rows, []);
    assert_eq!(
        sentences(&read.remarks),
        [
            "Feuille « Tarifs », ligne 2, colonne G « Heure d'aide » : « 28 ou 29 » n’est pas un montant : écrivez-le comme 28,50."
        ]
    );
}

#[test]
fn a_fee_in_prestataire_mode_is_refused_with_its_reason() {
    let cells = [("Mode", "prestataire"), ("À partir du", "01/01/2027"), ("Frais d'ouverture", "50")];
    let read = read_text(&tariff(&cells));
    assert_eq!(read.rows, []);
    assert_eq!(
        sentences(&read.remarks),
        [
            "Feuille « Tarifs », ligne 2, colonne X « Frais d'ouverture » : en mode prestataire, les frais mensuels et les frais d’ouverture sont interdits, sauf demande écrite particulière (CASF D311-0-4-1)."
        ]
    );
}

#[test]
fn every_wrong_cell_of_a_tariff_is_named_at_once() {
    let cells = [("Samedi %", "0,25"), ("Soir de", "20:00"), ("Nuit %", "25"), ("Nuit de", "22h"), ("TVA aide", "7")];
    let read = read_text(&tariff(&cells));
    let mut reasons: Vec<&CellError> = read.remarks.iter().map(|remark| &remark.reason).collect();
    reasons.sort_by_key(|reason| reason.to_string());
    assert_eq!(read.rows, []);
    for expected in [
        CellError::NoMode,
        CellError::NoFrom,
        CellError::SmallPercent("0,25".to_owned()),
        CellError::WindowAlone,
        CellError::HalfWindow,
        CellError::Vat("7".to_owned()),
    ] {
        assert!(reasons.contains(&&expected), "{expected} in {reasons:?}");
    }
    let high = [("Mode", "mandataire"), ("À partir du", "01/01/2027"), ("Férié %", "301"), ("Heure d'aide", "28")];
    assert!(
        sentences(&read_text(&tariff(&high)).remarks)[0]
            .replace(['\u{a0}', '\u{202f}'], " ")
            .contains("colonne M « Férié % » : une majoration est de 300 %")
    );
}

#[test]
fn a_wrong_cell_costs_its_part_of_its_row_and_nothing_else() {
    let headers = server_headers(Sheet::Coverage).join(";");
    let text = format!(
        "{headers}\n750000011;;ville;20/11/2026;1 99;8-12;8-12;8-12;8-12;8-12;fermé;fermé;oui\n750000029;;ville;20/11/2026;tous;8-12;;;;;;;\n"
    );
    let read = read_text(&text);
    assert!(matches!(read.rows[0].what, PartChange::Hours(_)) && read.rows[0].line == 2);
    assert!(matches!(read.rows[1].what, PartChange::Zones(_)) && read.rows[1].line == 3);
    let letters: Vec<&str> =
        read.remarks.iter().map(|remark| remark.column.as_ref().unwrap().letter.as_str()).collect();
    assert_eq!((read.rows.len(), letters), (2, vec!["E", "G", "H", "I", "J", "K", "L", "M"]));
    assert_eq!(read.remarks[1].reason, CellError::DayEmpty);
}

#[test]
fn a_row_that_changes_something_says_who_saw_it_and_when() {
    let rows = "\n\n750000011;;;;ouvert;\n750000029;;ville;24/11/2026;ouvert;\n750000037;;voisin;;complet;\n;;;;ouvert;\n\n;note;;;;\n750000045;;;;;\n75000;;ville;20/11/2026;ouvert;\n";
    let read = read_text(&format!("{AVAILABILITY}{rows}"));
    assert_eq!(read.rows, []);
    let reasons: Vec<(u32, &CellError)> =
        read.remarks.iter().map(|remark| (remark.line.unwrap(), &remark.reason)).collect();
    assert_eq!(
        reasons,
        [
            (4, &CellError::NoSource),
            (4, &CellError::NoObserved),
            (5, &CellError::Future("24/11/2026".to_owned())),
            (6, &CellError::Source("voisin".to_owned())),
            (6, &CellError::NoObserved),
            (7, &CellError::NoFiness),
            (11, &CellError::Finess("75000".to_owned())),
        ]
    );
}

#[test]
fn the_second_row_with_the_same_part_is_not_used() {
    let row = "750000011;;ville;20/11/2026;ouvert;\n";
    let read = read_text(&format!("{AVAILABILITY}{row}{row}"));
    assert_eq!((read.rows.len(), &read.remarks[0].reason), (1, &CellError::Twice(2)));
}

#[test]
fn an_error_of_a_formula_is_a_remark() {
    let headers = ["FINESS", "Source", "Observé le", "Accueil", "Délai (jours)", "Avis"];
    let bytes = workbook(&headers, |sheet| {
        for (at, text) in (0..).zip(["750000011", "ville", "20/11/2026", "ouvert"]) {
            sheet.write_string(1, at, text).unwrap();
        }
        sheet.write_formula(1, 4, Formula::new("=#REF!+1").set_result("#REF!")).unwrap();
    });
    let read = read(&bytes, &paris(), TODAY).unwrap();
    assert_eq!(read.rows, []);
    let [column, cell] = read.remarks.as_slice() else { panic!("{:?}", read.remarks) };
    assert_eq!(
        column.to_string(),
        "Feuille « Sheet1 », ligne 1, colonne F « Avis » : cette colonne n’est pas connue : elle n’a pas été lue."
    );
    assert_eq!(
        cell.to_string(),
        "Feuille « Sheet1 », ligne 2, colonne E « Délai (jours) » : la cellule contient l’erreur #REF!. Écrivez la valeur."
    );
}

#[test]
fn an_unclosed_quote_is_reported_where_it_opens() {
    for next in [";", ";\"Autre\""] {
        let open = "750000011;\"Nom;ville;20/11/2026;ouvert;";
        let text = format!("{AVAILABILITY}{open}\n750000029{next};ville;20/11/2026;ouvert;\n");
        let read = read_text(&text);
        assert_eq!((read.rows.len(), read.remarks[0].line), (0, Some(2)));
        assert_eq!(read.remarks[0].reason, CellError::LineBreak);
    }
}

#[test]
fn a_line_break_inside_a_name_moves_no_line_number() {
    let text =
        format!("{AVAILABILITY}750000011;\"Nom\n\";ville;20/11/2026;ouvert;\n750000029;;ville;20/11/2026;peut-être;\n");
    let read = read_text(&text);
    assert_eq!((read.rows.len(), read.rows[0].line, read.remarks[0].line), (1, 2, Some(3)));
}

#[test]
fn a_column_that_is_missing_or_stands_twice_refuses_the_file() {
    let refusal = |text: &str| read(text.as_bytes(), &paris(), TODAY).unwrap_err();
    let error = refusal("FINESS;Accueil\n750000011;ouvert\n");
    assert_eq!(
        error.to_string(),
        "Feuille « Disponibilité » : il manque des colonnes : Source, Observé le, Délai (jours). Remettez-les, avec les titres du modèle."
    );
    let headers = server_headers(Sheet::Services).join(";").replace(";Linge", "");
    assert!(refusal(&headers).to_string().contains("il manque des colonnes : Linge."));
    let twice = refusal("FINESS;Source;Observé le;Zones;ZONES\n");
    assert_eq!(twice, ReadError::ColumnTwice { sheet: Sheet::Coverage, header: "Zones".to_owned() });
}

#[test]
fn an_unknown_sheet_is_named_and_the_others_are_read() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Lisez-moi").unwrap().write_string(0, 0, "Bonjour").unwrap();
    workbook.add_worksheet().set_name("Brouillon").unwrap().write_string(0, 0, "FINESS").unwrap();
    workbook.add_worksheet().set_name("Vide").unwrap();
    let sheet = workbook.add_worksheet().set_name("Accueil de novembre").unwrap();
    for (at, header) in (0..).zip(["FINESS", "Source", "Observé le", "Accueil", "Délai (jours)"]) {
        sheet.write_string(4, at, header).unwrap();
    }
    for (at, text) in (0..).zip(["750000011", "ville", "20/11/2026", "ouvert"]) {
        sheet.write_string(6, at, text).unwrap();
    }
    let read = read(&workbook.save_to_buffer().unwrap(), &paris(), TODAY).unwrap();
    assert_eq!(
        sentences(&read.remarks),
        ["Feuille « Brouillon » : cette feuille n’est pas connue : elle n’a pas été lue."]
    );
    assert_eq!((read.rows.len(), read.rows[0].line, read.rows[0].source), (1, 7, Source::City));
    let PartChange::Availability(availability) = read.rows[0].what else { panic!("{:?}", read.rows) };
    assert_eq!(availability.intake, Intake::Open);
}

#[test]
fn what_is_no_spreadsheet_is_refused_with_what_to_do() {
    let refusal = |bytes: &[u8]| read(bytes, &paris(), TODAY).unwrap_err();
    assert_eq!(refusal(b""), ReadError::Empty);
    assert_eq!(refusal("\u{feff}\r\n".as_bytes()), ReadError::Empty);
    assert_eq!(refusal(b"Bonjour,\nvoici le fichier."), ReadError::NothingRecognised);
    assert_eq!(refusal(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), ReadError::NotASpreadsheet);
    assert_eq!(refusal(&Workbook::new().save_to_buffer().unwrap()), ReadError::Empty);
    let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    assert_eq!(refusal(&ole), ReadError::OtherFormat);
    let encrypted = [ole, "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    assert_eq!(refusal(&encrypted), ReadError::Encrypted);
    assert_eq!(refusal(&archive(&[("word/document.xml", b"<a/>")])), ReadError::NotASpreadsheet);
    assert_eq!(refusal(&archive(&[("xl/workbook.bin", b"")])), ReadError::OtherFormat);
    assert_eq!(refusal(&archive(&[("xl/workbook.xml", b"<workbook")])), ReadError::Damaged);
    assert_eq!(refusal(&archive(&[("content.xml", b"<a/>")])), ReadError::NotASpreadsheet);
    let letter = b"application/vnd.oasis.opendocument.text";
    assert_eq!(refusal(&archive(&[("mimetype", letter), ("content.xml", b"<a/>")])), ReadError::NotASpreadsheet);
    let locked: (&str, &[u8]) = ("META-INF/manifest.xml", b"<manifest:encryption-data/>");
    assert_eq!(refusal(&archive(&[ODS, locked, ("content.xml", b"\x8f\x02")])), ReadError::Encrypted);
    assert_eq!(refusal(&archive(&[ODS, ("content.xml", b"<office:body><")])), ReadError::Damaged);
}

/// The entry by which an archive is recognised as a LibreOffice workbook.
pub const ODS: (&str, &[u8]) = ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet");

pub fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_cut_or_altered_anywhere_gives_an_answer_and_no_panic() {
    let listings: Vec<_> = fictitious(&paris(), 75, 3, TODAY).collect();
    let bytes = template_xlsx(&listings, &paris()).unwrap();
    for length in (0..bytes.len()).step_by(201) {
        assert!(read(&bytes[..length], &paris(), TODAY).is_err(), "{length} bytes");
    }
    for at in (0..bytes.len()).step_by(97) {
        let mut altered = bytes.clone();
        altered[at] ^= 0x5a;
        let _ = read(&altered, &paris(), TODAY);
    }
    let text = template_csv(Sheet::Tariffs, &listings, &paris()).unwrap();
    for length in 0..text.len() {
        let _ = read(&text[..length], &paris(), TODAY);
    }
}

#[test]
fn a_workbook_that_swells_once_open_is_refused() {
    // Styles grow most in memory: five megabytes of them are packed into a few thousand bytes.
    let piece = vec![b' '; 1 << 20];
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
    writer.start_file("xl/styles.xml", zip::write::SimpleFileOptions::default()).unwrap();
    (0..5).for_each(|_| writer.write_all(&piece).unwrap());
    let bytes = writer.finish().unwrap().into_inner();
    assert!(bytes.len() < 10_000);
    assert_eq!(read(&bytes, &paris(), TODAY), Err(ReadError::TooLarge));
}

#[test]
fn too_many_rows_are_refused_and_too_many_remarks_are_counted() {
    let lines = |count: usize| format!("{AVAILABILITY}{}", "750000011;;ville;20/11/2026;ouvert;\n".repeat(count));
    let error = read(lines(100_001).as_bytes(), &paris(), TODAY).unwrap_err();
    assert_eq!(error, ReadError::TooManyRows(100_000));
    let read = read_text(&lines(3_000));
    assert_eq!((read.rows.len(), read.remarks.len(), read.more_remarks as usize), (1, REMARKS, 2_999 - REMARKS));
}
