//! The PDF of a sheet: the same bytes each time, tags for a screen reader, and words that can be copied.

use std::sync::Arc;

use app::assist::sheet::model::{Sheet, SheetLink};
use lopdf::{Dictionary, Document, Object, decode_text_string};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use server::pdf::{PdfError, make, sheet_pdf};

mod sample;

const HOSTILE: &str = r##"#read("/etc/passwd") *x* $ _y_ `z` @label <b> \ #import "@preview/x:1.0.0": * // fin "]}"##;

fn pdf(sheet: &Sheet) -> Document {
    Document::load_mem(&sheet_pdf(sheet).unwrap()).unwrap()
}

/// Its words in reading order, separated by one space.
fn words(document: &Document) -> String {
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A sheet with one note.
fn with_note(text: &str) -> Sheet {
    let mut sheet = sample::four_services();
    sheet.sections.truncate(1);
    sheet.sections[0].blocks = vec![sample::note("Notes", text)];
    sheet
}

/// The dictionaries with this name at this key, anywhere in the file.
fn named<'a>(document: &'a Document, key: &str, name: &str) -> Vec<&'a Dictionary> {
    let dictionaries = document.objects.values().filter_map(|object| object.as_dict().ok());
    let is_named = |object: &Object| object.as_name().is_ok_and(|found| found == name.as_bytes());
    dictionaries.filter(|dictionary| dictionary.get(key.as_bytes()).is_ok_and(is_named)).collect()
}

/// The structure elements with a role.
fn elements<'a>(document: &'a Document, role: &str) -> Vec<&'a Dictionary> {
    named(document, "S", role)
}

fn of<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &str) -> &'a Object {
    document.dereference(dictionary.get(key.as_bytes()).unwrap()).unwrap().1
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    for sheet in [sample::with_annex(), sample::plain()] {
        assert_eq!(sheet_pdf(&sheet).unwrap(), sheet_pdf(&sheet).unwrap());
    }
}

#[test]
fn a_sheet_says_its_language_its_title_and_that_it_is_tagged() {
    for sheet in [sample::four_services(), sample::plain()] {
        let document = pdf(&sheet);
        let catalog = document.catalog().unwrap();
        assert_eq!(decode_text_string(of(&document, catalog, "Lang")).unwrap(), "fr");
        let marks = of(&document, catalog, "MarkInfo").as_dict().unwrap();
        assert_eq!(of(&document, marks, "Marked"), &Object::Boolean(true));
        assert!(of(&document, catalog, "StructTreeRoot").as_dict().is_ok());
        let viewer = of(&document, catalog, "ViewerPreferences").as_dict().unwrap();
        assert_eq!(of(&document, viewer, "DisplayDocTitle"), &Object::Boolean(true));
        let metadata = of(&document, catalog, "Metadata").as_stream().unwrap();
        let metadata = String::from_utf8(metadata.get_plain_content().unwrap()).unwrap();
        assert!(metadata.contains("<pdfuaid:part>1</pdfuaid:part>"), "{metadata}");
        assert!(metadata.contains(&sheet.title), "{metadata}");
        assert!(!metadata.contains("Date"), "the day is in the stamp, not in the bytes: {metadata}");
    }
}

#[test]
fn a_sheet_keeps_the_rules_of_pdf_ua_that_a_machine_can_check() {
    let profile = ValidationOptions::default().profile(ValidationProfile::PdfUa1);
    for sheet in [sample::four_services(), sample::plain(), with_note(HOSTILE)] {
        let report = validate_pdf_bytes(&sheet_pdf(&sheet).unwrap(), &profile).unwrap();
        assert!(report.is_compliant && report.rules.total > 100, "{:?}", report.failures);
    }
    let mut nameless = pdf(&sample::plain());
    nameless.catalog_mut().unwrap().remove(b"Lang");
    let mut bytes = Vec::new();
    nameless.save_to(&mut bytes).unwrap();
    assert!(!validate_pdf_bytes(&bytes, &profile).unwrap().is_compliant, "the check sees what is missing");
}

#[test]
fn headings_lists_and_tables_are_tagged_as_such() {
    let document = pdf(&sample::with_annex());
    assert_eq!(elements(&document, "H1").len(), 1);
    assert_eq!(elements(&document, "H2").len(), 6, "the need, four services, the annex");
    assert_eq!(elements(&document, "Caption").len(), 4, "one for each table of costs");
    for caption in elements(&document, "Caption") {
        let parent = of(&document, caption, "P").as_dict().unwrap();
        assert_eq!(of(&document, parent, "S").as_name().unwrap(), b"Table", "a caption is read with its table");
    }
    let mut scopes: Vec<String> = Vec::new();
    for cell in elements(&document, "TH") {
        let attributes = of(&document, cell, "A").as_array().unwrap();
        let scope = attributes.iter().find_map(|part| part.as_dict().ok()?.get(b"Scope").ok()?.as_name().ok());
        scopes.push(String::from_utf8_lossy(scope.unwrap()).into_owned());
    }
    assert_eq!(scopes.iter().filter(|scope| *scope == "Column").count(), 4 * 4);
    assert_eq!(
        scopes.iter().filter(|scope| *scope == "Row").count(),
        2 + 4 * 3 + 4 * 2 + 4 * 5,
        "facts and rows of costs"
    );
}

#[test]
fn drawings_are_silent_beside_a_task_and_described_where_they_stand_for_a_link() {
    let document = pdf(&sample::plain());
    let figures = elements(&document, "Figure");
    let [code] = figures.as_slice() else { panic!("{} figures", figures.len()) };
    let label = sample::plain().link.unwrap().label;
    assert_eq!(decode_text_string(of(&document, code, "Alt")).unwrap(), format!("QR code – {label}"));
    let link = named(&document, "Subtype", "Link")[0];
    assert_eq!(decode_text_string(of(&document, link, "Contents")).unwrap(), label, "and not the address");
}

#[test]
fn the_text_is_read_in_the_order_of_the_sheet() {
    let read = words(&pdf(&sample::with_annex()));
    let expected = [
        "Services d’aide à domicile pour votre besoin",
        "Le choix vous appartient.",
        "Le besoin",
        "Où Paris 14ᵉ",
        "Aide à la toilette · Préparation des repas · Courses · Ménage",
        "Rouvrir cette comparaison",
        "1. Les Bruyères à domicile",
        "Il resterait à payer environ 214,60 € par mois",
        "en partie le samedi, pas le dimanche",
        "Téléphone 01 99 00 12 34",
        "À demander Inconnu pour cette demande : les majorations. Qui remplace l’aide pendant ses congés ?",
        "rappeler jeudi après 14 h. Préfère une aide qui parle portugais.",
        "2. Association Entraide",
        "3. Maison Aubépine",
        "4. Présence et Soins du Sud",
        "Ne prend personne en ce moment",
        "Fiche établie le 2 novembre 2026.",
        "Annexe : calculs et détails",
        "Ce que coûterait ce besoin, par mois",
        "Ligne Quantité Prix Montant",
        "Heures de semaine 19,5 h 24,58 € 479,31 €",
        "Reste à payer par mois 214,60 €",
        "Adresse 12 rue des Plantes-Fictives, 75014 Paris",
    ];
    let mut rest = read.as_str();
    for part in expected {
        let found = rest.find(part).unwrap_or_else(|| panic!("`{part}` is not in: {rest}"));
        rest = &rest[found + part.len()..];
    }
}

#[test]
fn three_services_take_a_page_four_take_two_at_most_and_the_annex_begins_another() {
    let pages = |sheet: &Sheet| pdf(sheet).get_pages().len();
    let mut three = sample::four_services();
    three.sections.truncate(4);
    assert_eq!(pages(&three), 1);
    let four = pages(&sample::four_services());
    assert!(four <= 2, "{four}");
    assert!(pages(&sample::with_annex()) > four);
}

#[test]
fn what_is_typed_is_never_markup() {
    assert!(words(&pdf(&with_note(HOSTILE))).contains(HOSTILE));
    let mut sheet = sample::four_services();
    HOSTILE.clone_into(&mut sheet.title);
    HOSTILE.clone_into(&mut sheet.sections[0].title);
    if let Some(link) = &mut sheet.link {
        HOSTILE.clone_into(&mut link.label);
    }
    // A line may end after any of its signs.
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    assert_eq!(squeezed(&words(&pdf(&sheet))).matches(&squeezed(HOSTILE)).count(), 3);
}

#[test]
fn what_is_typed_stays_on_the_page() {
    let read = words(&pdf(&with_note("Bravo 👩\u{200D}🦽 — ça va\u{202E}\u{0}\r\n\nmerci")));
    assert!(read.contains("Bravo □ — ça va merci"), "{read}");
    let endless = "w".repeat(2_000);
    let read = words(&pdf(&with_note(&endless)));
    assert_eq!(read.matches('w').count(), 2_000, "nothing is lost");
    let long = "Une phrase que quelqu’un a écrite. ".repeat(60);
    assert!(words(&pdf(&with_note(&long))).contains(long.trim()));
}

#[test]
fn a_sheet_too_long_is_refused_without_a_word_of_it() {
    let error = sheet_pdf(&with_note(&"secret ".repeat(9_000))).unwrap_err();
    assert_eq!(error, PdfError::TooLong);
    let mut sheet = sample::four_services();
    sheet.link = Some(SheetLink { label: "secret".to_owned(), url: String::new() });
    let error = sheet_pdf(&sheet).unwrap_err();
    assert_eq!(error, PdfError::Unwritable);
    assert!(!format!("{error} {error:?}").contains("secret"));
}

#[test]
fn an_address_too_long_for_a_code_is_only_a_link() {
    let mut sheet = sample::four_services();
    let url = format!("https://quelleaideadom.example/comparer?{}", "a".repeat(1_000));
    sheet.link = Some(SheetLink { label: "Rouvrir".to_owned(), url });
    let document = pdf(&sheet);
    assert!(elements(&document, "Figure").is_empty());
    assert_eq!(elements(&document, "Link").len(), 1);
    sheet.link = None;
    let document = pdf(&sheet);
    assert!(elements(&document, "Link").is_empty());
    assert!(words(&document).contains("Fiche établie le 2 novembre 2026."));
}

#[test]
fn sheets_made_at_the_same_time_have_the_bytes_that_each_has_alone() {
    let sheets = [sample::with_annex(), sample::plain(), with_note("seule")];
    let alone = sheets.clone().map(|sheet| sheet_pdf(&sheet).unwrap());
    // Each ends at another moment than the others, and empties what they share while they are being made.
    std::thread::scope(|scope| {
        for first in 0..sheets.len() {
            let (sheets, alone) = (&sheets, &alone);
            scope.spawn(move || {
                for at in (0..sheets.len()).cycle().skip(first).take(2 * sheets.len()) {
                    assert_eq!(sheet_pdf(&sheets[at]).unwrap(), alone[at]);
                }
            });
        }
    });
}

#[tokio::test]
async fn the_threads_that_make_sheets_give_the_same_bytes_and_let_go_of_what_they_were_handed() {
    let sheets = [sample::with_annex(), sample::plain()];
    let alone = sheets.clone().map(|sheet| sheet_pdf(&sheet).unwrap());
    let held = Arc::new(());
    let [first, second] = sheets.map(|sheet| make(sheet, Arc::clone(&held)));
    let (first, second) = tokio::join!(first, second);
    assert_eq!([first.unwrap(), second.unwrap()], alone);
    assert_eq!(Arc::strong_count(&held), 1);
}

#[test]
fn an_empty_sheet_is_a_page() {
    let mut sheet = sample::plain();
    sheet.lead.clear();
    sheet.sections.clear();
    sheet.stamp.clear();
    sheet.link = None;
    assert_eq!(pdf(&sheet).get_pages().len(), 1);
}
