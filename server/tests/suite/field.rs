//! Inputs as people and their programs write them: each is read with its true meaning, or refused with a question.

use domain::{BasisPoints, Cents, Finess, TariffTerms};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use server::addresses::{House, Index, Street};
use server::spreadsheet::{CellError, PartChange, Read, ReadError, Sheet, read};

use crate::sheets::{TODAY, paris, read_text, server_headers, workbook};
use crate::sheets_refused::{ODS, archive};

const FINESS: &str = "750000011";

/// The cells of a valid tariff, with those given by their header replaced.
fn row(cells: &[(&str, &str)]) -> Vec<String> {
    let usual = [
        ("FINESS", FINESS),
        ("Source", "ville"),
        ("Observé le", "20/11/2026"),
        ("Mode", "mandataire"),
        ("À partir du", "01/12/2026"),
    ];
    let value = |header: &String| {
        let given = cells.iter().chain(&usual).find(|(name, _)| name == header);
        given.map_or(String::new(), |(_, value)| (*value).to_owned())
    };
    server_headers(Sheet::Tariffs).iter().map(value).collect()
}

fn csv(cells: &[(&str, &str)]) -> Read {
    read_text(&format!("{}\n{}\n", server_headers(Sheet::Tariffs).join(";"), row(cells).join(";")))
}

fn terms(read: &Read) -> TariffTerms {
    assert_eq!(read.remarks, []);
    let [change] = read.rows.as_slice() else { panic!("{:?}", read.rows) };
    let PartChange::Tariff(tariff) = &change.what else { panic!("{change:?}") };
    tariff.terms().clone()
}

fn reasons(read: &Read) -> Vec<&CellError> {
    read.remarks.iter().map(|remark| &remark.reason).collect()
}

fn column(header: &str) -> u16 {
    server_headers(Sheet::Tariffs).iter().position(|name| name == header).unwrap() as u16
}

fn write_tariff(sheet: &mut Worksheet, cells: &[(&str, &str)]) {
    for (at, header) in (0..).zip(server_headers(Sheet::Tariffs)) {
        sheet.write_string(0, at, header).unwrap();
    }
    for (at, value) in (0..).zip(row(cells)) {
        sheet.write_string(1, at, value).unwrap();
    }
}

#[test]
fn an_amount_keeps_its_cents_where_the_euro_sign_stands_for_the_comma() {
    let read = terms(&csv(&[("Heure d'aide", "24 € 90"), ("Repas", "9€50"), ("Heure de ménage", "28,50 €/h")]));
    assert_eq!(
        (read.care_hour, read.meal, read.household_hour),
        (Some(Cents(2490)), Some(Cents(950)), Some(Cents(2850)))
    );
    for wrong in ["4 90", "12%5", "28 €/mois"] {
        let read = csv(&[("Heure d'aide", wrong)]);
        assert_eq!((reasons(&read), read.rows.len()), (vec![&CellError::Amount(wrong.to_owned())], 0));
    }
}

#[test]
fn a_number_with_another_unit_is_converted_or_asked_again() {
    let read = csv(&[("Heure d'aide", "28"), ("Minimum (minutes)", "2 heures")]);
    assert_eq!(terms(&read).minimum_minutes, 120);
    let days = |text: &str| {
        read_text(&format!(
            "FINESS;Service;Source;Observé le;Accueil;Délai (jours)\n{FINESS};;ville;20/11/2026;ouvert;{text}\n"
        ))
    };
    for (text, expected) in [("2 semaines", 14), ("48 h", 2), ("immédiat", 0)] {
        let read = days(text);
        let PartChange::Availability(availability) = &read.rows[0].what else { panic!("{read:?}") };
        assert_eq!(availability.days_to_start, Some(expected), "{text}");
    }
    assert_eq!(reasons(&days("1 mois")), [&CellError::Days("1 mois".to_owned())]);
    assert_eq!(reasons(&days("400")), [&CellError::LongDelay("400".to_owned())]);
}

#[test]
fn a_range_of_zones_is_asked_again_and_never_its_first_one() {
    let headers = server_headers(Sheet::Coverage);
    let text = |zones: &str| format!("{}\n{FINESS};;ville;20/11/2026;{zones}{}\n", headers.join(";"), ";".repeat(8));
    for zones in ["75101-75105", "75013-75014", "75101.75102", "75014 Lyon", "00000"] {
        let read = read_text(&text(zones));
        assert!(matches!(reasons(&read)[..], [CellError::Zone { .. }]), "{zones}: {read:?}");
        assert_eq!(read.rows, []);
    }
    let all: Vec<&str> = headers.iter().map(String::as_str).collect();
    let number = workbook(&all, |sheet| {
        for (at, value) in [(0, FINESS), (2, "ville"), (3, "20/11/2026")] {
            sheet.write_string(1, at, value).unwrap();
        }
        sheet.write_number(1, 4, 75101.75102).unwrap();
    });
    assert!(matches!(reasons(&read(&number, &paris(), TODAY).unwrap())[..], [CellError::Zone { .. }]));
}

#[test]
fn a_percent_that_a_format_only_writes_is_no_hundredth() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    write_tariff(sheet, &[("Heure d'aide", "28")]);
    for (header, number, format) in [
        ("Samedi %", 2.5, "0.0\" %\""),
        ("Dimanche %", 3.0, "0\\%"),
        ("Férié %", 1.0, "General\" %\""),
        ("1er mai %", 0.5, "0%"),
        ("Minimum (minutes)", 1.0, "0\" h\""),
    ] {
        let format = Format::new().set_num_format(format);
        sheet.write_number_with_format(1, column(header), number, &format).unwrap();
    }
    let read = terms(&read(&book.save_to_buffer().unwrap(), &paris(), TODAY).unwrap());
    let rates = read.surcharges;
    let days = [rates.saturday, rates.sunday, rates.holiday, rates.may_day];
    assert_eq!(days, [250, 300, 100, 5000].map(|rate| Some(BasisPoints(rate))));
    assert_eq!(read.minimum_minutes, 60);
}

#[test]
fn a_coefficient_is_asked_again() {
    for text in ["1,25", "1,5", "0,25", "2"] {
        let read = csv(&[("Heure d'aide", "28"), ("Samedi %", text)]);
        assert_eq!((reasons(&read), read.rows.len()), (vec![&CellError::SmallPercent(text.to_owned())], 0));
    }
}

#[test]
fn a_formula_that_was_never_computed_is_reported_and_is_not_an_empty_cell() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    write_tariff(sheet, &[("Heure d'aide", "28")]);
    let formula = Formula::new("1+1").set_result("");
    sheet.write_formula(1, column("Repas"), formula).unwrap();
    let computed = book.save_to_buffer().unwrap();
    // A program that computes nothing writes only the formula.
    let bytes = rewritten(&computed, "xl/worksheets/sheet1.xml", |xml| {
        let start = xml.find("<f>1+1</f>").unwrap() + "<f>1+1</f>".len();
        let cell = xml[..start].rfind("<c ").unwrap();
        let head = xml[cell..start].replace(" t=\"str\"", "");
        let end = start + xml[start..].find("</c>").unwrap();
        format!("{}{head}{}", &xml[..cell], &xml[end..])
    });
    let read_back = read(&bytes, &paris(), TODAY).unwrap();
    assert_eq!((reasons(&read_back), read_back.rows.len()), (vec![&CellError::NoStoredValue], 0));
    assert_eq!(read_back.remarks[0].line, Some(2));
}

/// An archive with one file changed.
fn rewritten(bytes: &[u8], name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut archive_read = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut files = Vec::new();
    for at in 0..archive_read.len() {
        let mut file = archive_read.by_index(at).unwrap();
        let entry = file.name().unwrap().to_string();
        let mut content = Vec::new();
        std::io::copy(&mut file, &mut content).unwrap();
        if entry == name {
            content = change(std::str::from_utf8(&content).unwrap()).into_bytes();
        }
        files.push((entry, content));
    }
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    archive(&files)
}

#[test]
fn two_sheets_with_the_same_part_are_refused_and_a_hidden_one_is_ignored_with_a_remark() {
    let made = |hidden: bool, finess: &str| {
        let mut book = Workbook::new();
        write_tariff(book.add_worksheet().set_name("Tarifs").unwrap(), &[("Heure d'aide", "28")]);
        let copy = book.add_worksheet().set_name("Tarifs (2)").unwrap().set_hidden(hidden);
        write_tariff(copy, &[("Heure d'aide", "31"), ("FINESS", finess)]);
        book.save_to_buffer().unwrap()
    };
    let (first, second) = ("Tarifs".to_owned(), "Tarifs (2)".to_owned());
    let finess: Finess = FINESS.parse().unwrap();
    let refused = read(&made(false, FINESS), &paris(), TODAY);
    assert_eq!(refused, Err(ReadError::SheetsTwice { first, second, finess }));
    let hidden = read(&made(true, FINESS), &paris(), TODAY).unwrap();
    assert_eq!((reasons(&hidden), hidden.rows.len()), (vec![&CellError::HiddenSheet], 1));
    assert_eq!(hidden.remarks[0].sheet, "Tarifs (2)");
    let others = read(&made(false, "750000029"), &paris(), TODAY).unwrap();
    assert_eq!((others.remarks.as_slice(), others.rows.len()), (&[][..], 2));
}

/// A LibreOffice workbook with a tariff at this price, after a cell with stored sheets of other files.
fn ods(price: &str, others: &str) -> Vec<u8> {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let header: String = server_headers(Sheet::Tariffs).iter().map(|header| cell(header)).collect();
    let cells = row(&[("Heure d'aide", "@")]);
    let cells: String = cells.iter().map(|text| if text == "@" { price.to_owned() } else { cell(text) }).collect();
    let content = format!(
        "<office:document-content><office:automatic-styles><style:style style:name=\"ta2\" style:family=\"table\">\
         <style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:spreadsheet>\
         <table:table table:name=\"Tarifs\"><table:table-row>{header}</table:table-row><table:table-row>{cells}\
         </table:table-row></table:table>{}</office:spreadsheet></office:document-content>",
        others.replace(
            "ROWS",
            &format!("<table:table-row>{header}</table:table-row><table:table-row>{cells}</table:table-row>")
        )
    );
    archive(&[ODS, ("content.xml", content.as_bytes())])
}

#[test]
fn of_a_libreoffice_workbook_what_is_hidden_stored_of_another_file_or_not_computed_is_no_value() {
    let price = "<table:table-cell office:value-type=\"float\" office:value=\"28.5\"><text:p>28,50 €</text:p></table:table-cell>";
    let read = |bytes: &[u8]| read(bytes, &paris(), TODAY).unwrap();
    let stored = "<table:table table:name=\"'file:///tmp/anciens.ods'#$Tarifs\" table:style-name=\"ta2\">\
                  <table:table-source xlink:href=\"../anciens.ods\"/>ROWS</table:table>";
    assert_eq!(terms(&read(&ods(price, stored))).care_hour, Some(Cents(2850)));
    let linked = "<table:dde-links><table:dde-link><table:table>ROWS</table:table></table:dde-link></table:dde-links>";
    assert_eq!(terms(&read(&ods(price, linked))).care_hour, Some(Cents(2850)));
    let hidden = "<table:table table:name=\"Anciens\" table:style-name=\"ta2\">ROWS</table:table>";
    let hidden = read(&ods(price, hidden));
    assert_eq!((reasons(&hidden), hidden.rows.len()), (vec![&CellError::HiddenSheet], 1));
    for formula in [
        "<table:table-cell table:formula=\"of:=[.A1]*2\"/>",
        "<table:table-cell table:formula=\"of:=[.A1]*2\" office:value-type=\"float\"/>",
        "<table:table-cell table:formula=\"of:=[.A1]*2\" office:value-type=\"percentage\"/>",
        "<table:table-cell table:formula=\"of:=[.A1]*2\" office:value-type=\"string\"/>",
        "<table:table-cell table:formula=\"of:=[.A1]&gt;2\" office:value-type=\"boolean\"/>",
    ] {
        let read = read(&ods(formula, ""));
        assert_eq!((reasons(&read), read.rows.len()), (vec![&CellError::NoStoredValue], 0), "{formula}");
    }
    let months = "<table:table-cell office:value-type=\"float\" office:value=\"28\"><text:p>28 €/mois</text:p></table:table-cell>";
    assert!(matches!(reasons(&read(&ods(months, "")))[..], [CellError::Amount(_)]));
}

fn streets() -> Index {
    let street = |name: &str, zone: u32, houses: &str| Street {
        name: name.to_owned(),
        zone: zone.to_string().parse().unwrap(),
        postcode: format!("750{:02}", zone % 100),
        houses: houses.split(' ').map(|house| house.parse::<House>().unwrap()).collect(),
    };
    let streets = vec![
        street("Rue des Quatre Vents", 75106, "2 4"),
        street("Rue des Trois Frères", 75118, "1 3"),
        street("Rue des Deux Ponts", 75104, "5"),
        street("Cours Albert Ier", 75108, "12"),
        street("Rue François Ier", 75108, "7"),
        street("Avenue Pierre Ier de Serbie", 75108, "50"),
        street("Avenue Pierre Ier de Serbie", 75116, "10"),
        street("Rue Daguerre", 75114, "12"),
        street("Rue de Vaugirard", 75106, "12 14 16"),
        street("Avenue de France", 75113, "12"),
        street("Boulevard Henri IV", 75104, "3"),
        street("Rue de Lyon", 75112, "20"),
    ];
    Index::new(streets, &paris())
}

#[test]
fn an_address_is_found_with_numbers_in_its_name_and_with_what_surrounds_it() {
    let index = streets();
    let zone = |typed: &str| index.zone_of(typed).map(|zone| zone.to_string());
    for (typed, code) in [
        ("rue des 4 vents", "75106"),
        ("2 rue des 4 vents", "75106"),
        ("rue des 3 freres", "75118"),
        ("5 rue des 2 ponts", "75104"),
        ("12 cours albert 1er", "75108"),
        ("rue François 1er", "75108"),
        ("7 rue françois premier", "75108"),
        ("rue François 1er 8e", "75108"),
        ("10 avenue pierre 1er de serbie", "75116"),
        ("12 rue daguerre, 75014 Paris, France", "75114"),
        ("12 rue daguerre 75014 PARIS CEDEX 14", "75114"),
        ("12 rue daguerre, 4e étage, 75014 Paris", "75114"),
        ("12 rue daguerre 4° étage", "75114"),
        ("bât B, 12 rue daguerre", "75114"),
        ("appt 3, 12 rue daguerre, paris", "75114"),
        ("12 à 16 rue de vaugirard", "75106"),
        ("12 rue daguerre paris 14 ème", "75114"),
        ("12 rue daguerre XIVe", "75114"),
        ("12 rue daguerre, Paris-14e", "75114"),
        ("rue daguerre 14e paris", "75114"),
        ("rue daguerre 12 paris", "75114"),
        ("12 avenue de france", "75113"),
        ("3 boulevard henri iv", "75104"),
    ] {
        assert_eq!(zone(typed).as_deref(), Some(code), "{typed}");
    }
    for typed in ["75014 Lyon", "20 rue de Lyon 75014", "69003 Lyon", "75014-75015", "Neuilly", "12 rue daguerre 15e"] {
        assert_eq!(zone(typed), None, "{typed}");
    }
}
