//! Spreadsheets go out filled and come back: unchanged cells change nothing, corrected cells are applied.

use domain::demo::fictitious;
use domain::provider::listing::{Availability, Fact, Intake, Known, Provenance, Source, Standing, Verification};
use domain::time::hours::Weekday;
use domain::values::closed_list::ClosedList;
use domain::{Act, ActSet, BasisPoints, Cents, Finess, Listing, Mode, Public, Tariff, Territory, Zone};
use jiff::civil::{Date, date};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use server::spreadsheet::{ApplyError, PartChange, Read, RowChange, Sheet, apply, read, template_csv, template_xlsx};

use crate::sheets_refused::{ODS, archive};

pub const TODAY: Date = date(2026, 11, 23);

pub fn paris() -> Territory {
    Territory::paris().unwrap()
}

pub fn read_text(text: &str) -> Read {
    read(text.as_bytes(), &paris(), TODAY).unwrap()
}

/// A workbook with one sheet, whose cells the caller writes.
pub fn workbook(headers: &[&str], write: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (at, header) in (0..).zip(headers) {
        sheet.write_string(0, at, *header).unwrap();
    }
    write(sheet);
    workbook.save_to_buffer().unwrap()
}

fn listings() -> Vec<Listing> {
    fictitious(&paris(), 75, 160, TODAY).collect()
}

fn rows_of<'a>(read: &'a Read, listing: &Listing) -> Vec<&'a RowChange> {
    read.rows.iter().filter(|row| row.finess == listing.finess).collect()
}

fn assert_unchanged(listings: &[Listing], read: &Read) {
    assert_eq!(read.remarks, []);
    for listing in listings {
        assert_eq!(apply(listing, rows_of(read, listing)).as_ref(), Ok(listing));
    }
}

#[test]
fn a_workbook_sent_back_as_it_came_changes_no_listing() {
    let listings = listings();
    let bytes = template_xlsx(&listings, &paris()).unwrap();
    let read = read(&bytes, &paris(), TODAY).unwrap();
    assert!(read.rows.len() > listings.len() * 5);
    assert_unchanged(&listings, &read);
}

#[test]
fn each_csv_sent_back_as_it_came_changes_no_listing() {
    let listings = listings();
    for sheet in Sheet::ALL {
        let bytes = template_csv(*sheet, &listings, &paris()).unwrap();
        assert!(bytes.starts_with("\u{feff}FINESS;Service;Source;Observé le;".as_bytes()));
        let read = read(&bytes, &paris(), TODAY).unwrap();
        assert!(read.rows.len() > listings.len() / 2 && read.rows.iter().all(|row| row.sheet == *sheet));
        assert_unchanged(&listings, &read);
    }
}

#[test]
fn a_round_trip_says_all_that_a_listing_says_in_the_four_sheets() {
    let listings = listings();
    let read = read(&template_xlsx(&listings, &paris()).unwrap(), &paris(), TODAY).unwrap();
    for listing in &listings {
        let mut rows: Vec<RowChange> = rows_of(&read, listing).into_iter().cloned().collect();
        rows.iter_mut().for_each(|row| row.source = Source::City);
        let bare = Listing::bare(listing.finess, listing.kind, listing.name.clone());
        let filled = apply(&bare, &rows).unwrap();
        assert_eq!(filled.acts.value(), listing.acts.value());
        assert_eq!(filled.publics.value(), listing.publics.value());
        assert_eq!(filled.zones.value(), listing.zones.value());
        assert_eq!(filled.hours.value(), listing.hours.value());
        assert_eq!(filled.tariffs.value(), listing.tariffs.value());
        assert_eq!(filled.availability.value(), listing.availability.value());
    }
}

#[test]
fn a_closed_service_is_in_no_template() {
    let mut listings = listings();
    listings.truncate(2);
    listings[0].standing = Standing::ClosedSince(date(2026, 1, 1));
    let text = String::from_utf8(template_csv(Sheet::Services, &listings, &paris()).unwrap()).unwrap();
    assert!(!text.contains(listings[0].finess.as_str()) && text.contains(listings[1].finess.as_str()));
}

#[test]
fn a_name_that_a_spreadsheet_would_compute_goes_out_as_text() {
    let mut listing = listings().remove(0);
    listing.name.value = "=cmd|' /C calc'!A0".to_owned();
    let text = String::from_utf8(template_csv(Sheet::Availability, [&listing], &paris()).unwrap()).unwrap();
    assert!(text.contains(";'=cmd|"), "{text}");
    assert_unchanged(&[listing.clone()], &read_text(&text));
    let bytes = template_xlsx([&listing], &paris()).unwrap();
    assert_unchanged(&[listing], &read(&bytes, &paris(), TODAY).unwrap());
}

pub const AVAILABILITY: &str = "FINESS;Service;Source;Observé le;Accueil;Délai (jours)\n";

fn finess(number: &str) -> Finess {
    number.parse().unwrap()
}

#[test]
fn any_encoding_and_separator_of_a_spreadsheet_is_read() {
    let text = format!("{AVAILABILITY}750000011;Entraide d’été;ville;20/11/2026;liste d’attente;15\n");
    let expected = read_text(&text);
    let whole = Availability { intake: Intake::WaitingList, days_to_start: Some(15) };
    assert_eq!(
        expected.rows,
        [RowChange {
            finess: finess("750000011"),
            sheet: Sheet::Availability,
            line: 2,
            what: PartChange::Availability(whole),
            source: Source::City,
            observed: date(2026, 11, 20),
        }]
    );
    let marked = format!("\u{feff}{text}").into_bytes();
    let windows = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
    let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16_big: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect();
    let [commas, tabs] = [",", "\t"].map(|separator| text.replace(';', separator).into_bytes());
    let returns = text.replace('\n', "\r").into_bytes();
    let windows_lines = text.replace('\n', "\r\n").into_bytes();
    for bytes in [marked, windows, utf16, utf16_big, commas, tabs, returns, windows_lines] {
        assert_eq!(read(&bytes, &paris(), TODAY).as_ref(), Ok(&expected), "{bytes:?}");
    }
}

#[test]
fn columns_are_found_in_any_order_and_whatever_their_accents() {
    let text = "Tableau du 20 novembre\n\nACCUEIL,delai  (Jours),observe le,source,Finess\ncomplet,,2026-11-20,Service,750000011\n";
    let read = read_text(text);
    assert_eq!((read.remarks.len(), read.rows[0].line), (0, 4));
    let closed = Availability { intake: Intake::Closed, days_to_start: None };
    assert_eq!(read.rows[0].what, PartChange::Availability(closed));
    assert_eq!(read.rows[0].source, Source::Provider);
}

#[test]
fn numbers_dates_times_percentages_and_formulas_of_a_workbook_are_read_as_they_show() {
    let headers = server_headers(Sheet::Tariffs);
    let bytes = workbook(&headers.iter().map(String::as_str).collect::<Vec<_>>(), |sheet| {
        let at = |header: &str| headers.iter().position(|name| name == header).unwrap() as u16;
        let dated = Format::new().set_num_format("dd/mm/yyyy");
        let percent = Format::new().set_num_format("0%");
        let clock = Format::new().set_num_format("hh:mm");
        sheet.write_number(3, at("FINESS"), 750_000_011.0).unwrap();
        sheet.write_string(3, at("Source"), "ville").unwrap();
        sheet.write_with_format(3, at("Observé le"), ExcelDateTime::from_ymd(2026, 11, 20).unwrap(), &dated).unwrap();
        sheet.write_string(3, at("Mode"), "Mise à disposition").unwrap();
        sheet.write_with_format(3, at("À partir du"), ExcelDateTime::from_ymd(2027, 1, 1).unwrap(), &dated).unwrap();
        sheet.write_formula(3, at("Heure d'aide"), Formula::new("=28+0.5").set_result("28.5")).unwrap();
        sheet.write_number(3, at("Heure de ménage"), 27.1 + 0.2).unwrap();
        sheet.write_number(3, at("TVA aide"), 5.5).unwrap();
        sheet.write_number(3, at("Samedi %"), 12.5).unwrap();
        sheet.write_number_with_format(3, at("Dimanche %"), 0.25, &percent).unwrap();
        sheet.write_number(3, at("Soir %"), 0.0).unwrap();
        sheet.write_number_with_format(3, at("Soir de"), 0.8125, &clock).unwrap();
        sheet.write_string(3, at("Soir à"), "22h").unwrap();
        sheet.write_string(3, at("Frais d'ouverture"), "1 200,00 €").unwrap();
        sheet.write_boolean(3, at("Cumul"), true).unwrap();
    });
    let read = read(&bytes, &paris(), TODAY).unwrap();
    assert_eq!((read.remarks.as_slice(), read.rows.len(), read.rows[0].line), (&[][..], 1, 4));
    let PartChange::Tariff(tariff) = &read.rows[0].what else { panic!("{:?}", read.rows[0]) };
    let (terms, surcharges) = (tariff.terms(), &tariff.terms().surcharges);
    assert_eq!((read.rows[0].finess, read.rows[0].observed), (finess("750000011"), date(2026, 11, 20)));
    assert_eq!((terms.mode, terms.from), (Mode::Placement, date(2027, 1, 1)));
    assert_eq!((terms.care_hour, terms.household_hour), (Some(Cents(2850)), Some(Cents(2730))));
    assert_eq!((surcharges.saturday, surcharges.sunday), (Some(BasisPoints(1250)), Some(BasisPoints(2500))));
    assert_eq!((surcharges.holiday, surcharges.cumulate, terms.opening_fee), (None, true, Cents(120_000)));
    let evening = surcharges.evening.unwrap();
    assert_eq!((evening.rate, evening.window.start, evening.window.end), (BasisPoints(0), 1170, 1320));
}

#[test]
fn a_workbook_of_libreoffice_is_read_and_what_it_repeats_is_not_laid_out() {
    let text = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let float = |value: &str| format!("<table:table-cell office:value-type=\"float\" office:value=\"{value}\"/>");
    let dated = "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-11-20T00:00:00\"><office:annotation><text:p>vu</text:p></office:annotation><text:p>20/11/26</text:p></table:table-cell>";
    let percent = "<table:table-cell office:value-type=\"percentage\" office:value=\"0.25\" table:number-columns-repeated=\"2\"><text:p>25%</text:p></table:table-cell>";
    let clock = "<table:table-cell office:value-type=\"time\" office:time-value=\"PT19H30M00S\"/>";
    let empty = |count: u32| format!("<table:table-cell table:number-columns-repeated=\"{count}\"/>");
    let header: String =
        server_headers(Sheet::Tariffs).iter().map(|header| text(&header.replace('\'', "&apos;"))).collect();
    let cells =
        [float("750000011"), empty(1), text("ville"), dated.to_owned(), text("manda<text:span>taire</text:span>")];
    let prices =
        [dated.to_owned(), float("28.5"), float("5.5"), empty(2), percent.to_owned(), empty(2), text("10&#32;%")];
    let row = [cells.concat(), prices.concat(), clock.to_owned(), text("22h"), empty(16_000)].concat();
    let blank = "<table:table-row table:number-rows-repeated=\"4000000000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let content = format!(
        "<?xml version=\"1.0\"?><office:spreadsheet><table:table table:name=\"Tarifs &amp; co\"><table:table-row>{header}</table:table-row><table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row><table:table-row table:number-rows-repeated=\"1000000\">{row}</table:table-row>{blank}{blank}</table:table></office:spreadsheet>"
    );
    let bytes = archive(&[ODS, ("content.xml", content.as_bytes())]);
    let read = read(&bytes, &paris(), TODAY).unwrap();
    assert_eq!((read.remarks.as_slice(), read.rows.len(), read.rows[0].line), (&[][..], 1, 4));
    let PartChange::Tariff(tariff) = &read.rows[0].what else { panic!("{:?}", read.rows[0]) };
    let (terms, surcharges) = (tariff.terms(), &tariff.terms().surcharges);
    assert_eq!((terms.mode, terms.from, terms.care_hour), (Mode::Mandataire, date(2026, 11, 20), Some(Cents(2850))));
    assert_eq!(
        (surcharges.saturday, surcharges.sunday, surcharges.holiday),
        (Some(BasisPoints(2500)), Some(BasisPoints(2500)), None)
    );
    let evening = surcharges.evening.unwrap();
    assert_eq!((evening.rate, evening.window.start, evening.window.end), (BasisPoints(1000), 1170, 1320));
}

/// The headers of a template.
pub fn server_headers(sheet: Sheet) -> Vec<String> {
    let text = String::from_utf8(template_csv(sheet, [], &paris()).unwrap()).unwrap();
    text.trim_start_matches('\u{feff}').trim().split(';').map(|header| header.trim_matches('"').to_owned()).collect()
}

fn change(listing: &Listing, what: PartChange, source: Source, observed: Date) -> RowChange {
    RowChange { finess: listing.finess, sheet: Sheet::Services, line: 2, what, source, observed }
}

/// A listing whose acts, only washing, were stated by the service on 1 October and verified since.
fn verified() -> Listing {
    let name = Known { value: "Exemple".to_owned(), provenance: provenance(None) };
    let mut listing = Listing::bare(finess("750000011"), domain::provider::listing::Kind::HomeHelp, name);
    let verified = Verification { by: "camille".to_owned(), on: date(2026, 10, 2) };
    listing.acts = Fact::new(ActSet::EMPTY.with(Act::Washing), provenance(Some(verified)));
    listing
}

fn provenance(verified: Option<Verification>) -> Provenance {
    Provenance { source: Source::Provider, observed: date(2026, 10, 1), verified }
}

#[test]
fn a_fact_stated_again_keeps_its_verification_and_a_new_one_has_none() {
    let listing = verified();
    let same = *listing.acts.value().unwrap();
    let older = change(&listing, PartChange::Acts(same), Source::City, date(2026, 9, 1));
    assert_eq!(apply(&listing, [&older]).as_ref(), Ok(&listing));
    let newer = change(&listing, PartChange::Acts(same), Source::City, date(2026, 11, 20));
    let seen = apply(&listing, [&newer]).unwrap();
    let seen = seen.acts.provenance().unwrap();
    assert_eq!((seen.source, seen.observed), (Source::City, date(2026, 11, 20)));
    assert_eq!(seen.verified, listing.acts.provenance().unwrap().verified);
    let other = change(&listing, PartChange::Acts(same.with(Act::Meals)), Source::City, date(2026, 11, 20));
    let applied = apply(&listing, [&other]).unwrap();
    assert!(
        applied.acts.value().unwrap().contains(Act::Meals) && applied.acts.provenance().unwrap().verified.is_none()
    );
}

#[test]
fn two_parts_of_one_row_seen_on_different_days_stay_as_they_were() {
    let mut listing = verified();
    let newer = Provenance { source: Source::City, observed: date(2026, 11, 2), verified: None };
    listing.publics = Fact::new([Public::Older].into_iter().collect(), newer);
    for bytes in [template_xlsx([&listing], &paris()), template_csv(Sheet::Services, [&listing], &paris())] {
        let read = read(&bytes.unwrap(), &paris(), TODAY).unwrap();
        assert_eq!((read.rows.len(), read.rows[0].observed), (2, date(2026, 10, 1)));
        assert_unchanged(&[listing.clone()], &read);
    }
}

#[test]
fn a_value_changes_only_from_a_real_source_and_never_for_an_older_one() {
    let listing = verified();
    let acts = PartChange::Acts(ActSet::EMPTY.with(Act::Meals));
    let old = change(&listing, acts.clone(), Source::City, date(2026, 9, 30));
    assert_eq!(apply(&listing, [&old]).unwrap_err()[0].reason, ApplyError::Older("01/10/2026".to_owned()));
    for source in [Source::Demonstration, Source::Finess] {
        let row = change(&listing, acts.clone(), source, TODAY);
        let refusals = apply(&listing, [&row]).unwrap_err();
        assert_eq!((refusals[0].line, &refusals[0].reason), (2, &ApplyError::Source(source)));
    }
    let nursing = change(&listing, PartChange::Acts(ActSet::EMPTY.with(Act::Nursing)), Source::City, TODAY);
    let refusals = apply(&listing, [&nursing]).unwrap_err();
    assert_eq!(
        refusals[0].to_string(),
        "Feuille « Prestations », ligne 2 : les soins infirmiers sont réservés aux services de catégorie 209 et 354."
    );
}

fn tariff_of(price: &str, from: &str, observed: &str) -> String {
    let mut cells = vec![""; 26];
    (cells[0], cells[2], cells[3], cells[4], cells[5]) = ("750000011", "service", observed, "prestataire", from);
    cells[6] = price;
    cells.join(";")
}

#[test]
fn a_tariff_is_added_or_replaced_and_the_old_ones_stay() {
    let read_rows = |rows: &[String]| {
        let read = read_text(&format!("{}\n{}\n", server_headers(Sheet::Tariffs).join(";"), rows.join("\n")));
        assert_eq!(read.remarks, []);
        read.rows
    };
    let first = [tariff_of("26", "01/01/2025", "01/10/2026"), tariff_of("27,50", "01/01/2026", "01/10/2026")];
    let listing = apply(&verified(), &read_rows(&first)).unwrap();
    // Rows of another day, with the older ones unchanged: 2026 corrected, 2027 added.
    let second = [
        tariff_of("29,00", "01/01/2027", "20/11/2026"),
        tariff_of("26", "01/01/2025", "01/10/2026"),
        tariff_of("27,80", "01/01/2026", "19/11/2026"),
    ];
    let listing = apply(&listing, &read_rows(&second)).unwrap();
    let mut prices: Vec<_> =
        listing.tariffs.value().unwrap().iter().map(|tariff: &Tariff| tariff.terms().care_hour).collect();
    prices.sort_unstable();
    assert_eq!(prices, [2600, 2780, 2900].map(|cents| Some(Cents(cents))));
    assert_eq!(listing.tariffs.provenance().unwrap().observed, date(2026, 11, 20));
    let late = [tariff_of("25", "01/01/2024", "01/09/2026")];
    let listing = apply(&listing, &read_rows(&late)).unwrap();
    assert_eq!(listing.tariffs.value().unwrap().len(), 4);
    assert_eq!(listing.tariffs.provenance().unwrap().observed, date(2026, 11, 20));
}

#[test]
fn coverage_has_two_parts_and_an_empty_one_does_not_change() {
    let headers = server_headers(Sheet::Coverage).join(";");
    let text = format!(
        "{headers}\n750000011;;ville;20/11/2026;1 2 14;;;;;;;;\n750000029;;ville;20/11/2026;;8h-12h, 14h-20h;fermé;8h-12h;8h-12h;8h-12h;fermé;fermé;non\n"
    );
    let read = read_text(&text);
    let zone = |code: &str| code.parse::<Zone>().unwrap();
    assert_eq!(read.remarks, []);
    assert_eq!(read.rows[0].what, PartChange::Zones(["75101", "75102", "75114"].map(zone).to_vec()));
    let PartChange::Hours(hours) = &read.rows[1].what else { panic!("{:?}", read.rows[1]) };
    assert_eq!((read.rows.len(), hours.on(Weekday::Monday).len(), hours.works_on_holidays()), (2, 2, false));
    assert!(hours.on(Weekday::Tuesday).is_empty());
}

#[test]
fn publics_are_ticked_beside_acts() {
    let headers = server_headers(Sheet::Services);
    let cells = headers.iter().map(|header| match header.as_str() {
        "FINESS" => "750000011",
        "Source" => "ville",
        "Observé le" => "20/11/2026",
        "Toilette et habillage" => "non",
        "Personnes âgées" => "X",
        _ => "",
    });
    let cells: Vec<&str> = cells.collect();
    let read = read_text(&format!("{}\n{}", headers.join(";"), cells.join(";")));
    assert_eq!(read.rows.len(), 1);
    assert_eq!(read.rows[0].what, PartChange::Publics([Public::Older].into_iter().collect()));
}
