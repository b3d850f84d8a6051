//! Whatever text was stored, and however it came in, no page, mail, spreadsheet or PDF treats it as markup.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::access::{Access, Role, staff_table, table};
use app::ports::{Outline, Outlines};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::feedback::report::{ReportAbout, ReportMessage};
use domain::law::parameters::{Parameter, Published, State};
use domain::provider::listing::{Certification, CertificationName, HasGrade, Quality, Source, Verification};
use domain::readers::amounts::number;
use domain::{Fact, Listing, Provenance};
use jiff::Timestamp;
use jiff::civil::date;
use server::import::addresses::AddressCounts;
use server::storage::drafts::{DraftContent, DraftState, DraftStore, NewDraft};
use server::storage::journal::ImportKind;
use server::storage::previews::{NewPreview, PreviewContent, PreviewLine, PreviewRemark, PreviewStore};
use server::storage::{
    AddressStore, Authorship, EnteredValue, ImportCounts, ImportRecord, ListingStore, NewReport, OutlineStore,
    ParameterStore, ReportStore, Save,
};

use tokio::sync::Notify;

use crate::links::{Outbox, deliver_all};
use crate::staff::{Bureau, bureau_with};
use crate::support::{demonstration, filled, form, origin, paris, post, send, texts};

/// A text that an older release, or someone with access to the database, may have stored.
const HOSTILE: &str = "=1+1</title></textarea></script><script>alert(1)</script><meta http-equiv=refresh content=0>\
                       <img src=x onerror=alert(2)>\"'><svg onload=alert(3)>&lt;b&amp;\0\n\r\u{202e}]]>--><iframe>{{7*7}}";
/// A harmless text in the same places.
const PLAIN: &str = "Entraide du canal";

fn provenance() -> Provenance {
    Provenance { source: Source::City, observed: date(2026, 11, 1), verified: None }
}

/// A listing in which every text is this text.
fn spoilt(listing: &Listing, text: &str) -> Listing {
    let mut listing = listing.clone();
    let fact = || Fact::new(text.to_owned(), provenance());
    listing.name.value = text.to_owned();
    listing.name.provenance.verified = Some(Verification { by: text.to_owned(), on: date(2026, 11, 2) });
    (listing.email, listing.website, listing.office_hours) = (fact(), fact(), fact());
    listing.languages = Fact::new(vec![text.to_owned()], provenance());
    if let Fact::Known(address) = &mut listing.address {
        for part in [&mut address.value.street, &mut address.value.postcode, &mut address.value.city] {
            *part = text.to_owned();
        }
    }
    let certification =
        Certification { name: CertificationName::NfService, number: text.to_owned(), expires: date(2027, 1, 1) };
    let quality = Quality { grade: HasGrade::NotYet, graded_on: None, certifications: vec![certification] };
    listing.quality = Fact::new(quality, provenance());
    listing
}

/// A back office in which every stored text is this text: names, notes, authors, files, reports, outlines, streets.
async fn bureau_of(text: &str) -> Bureau {
    let notify = Arc::new(Notify::new());
    let bureau = bureau_with(|office| office.with_mail(notify).at("https://aide.paris.fr")).await;
    let store = &bureau.store;
    let all = store.load_all().await.unwrap().rows;
    let by = Authorship { author: text.to_owned(), source: Source::City, recorded_at: Timestamp::UNIX_EPOCH };
    let record = ImportRecord {
        kind: ImportKind::Sheet,
        file_name: text.to_owned(),
        file_date: date(2026, 11, 1),
        counts: ImportCounts { changed: 3, ..ImportCounts::default() },
    };
    let mut saves: Vec<Save> =
        all[..3].iter().map(|versioned| Save::new(Some(versioned), spoilt(&versioned.listing, text))).collect();
    // One has an e-mail address that receives letters.
    saves[1].listing.email = Fact::new("contact@service.fr".to_owned(), provenance());
    let after = saves[0].listing.clone();
    store.save(saves, &by, Some(&record)).await.unwrap();
    let current = store.find(after.finess).await.unwrap().unwrap();
    let changed = Listing { office_hours: Fact::new(format!("{text}."), provenance()), ..after.clone() };
    let content = DraftContent {
        based_on: current.version,
        state: DraftState::Submitted,
        listing: changed.clone(),
        note: text.to_owned(),
    };
    let draft = NewDraft { author: text.to_owned(), source: Source::City, saved_at: Timestamp::UNIX_EPOCH, content };
    store.add_draft(draft.clone()).await.unwrap();
    // A draft, and a newer publication of the same listing.
    let behind = DraftContent { based_on: current.version - 1, ..draft.content.clone() };
    store.add_draft(NewDraft { content: behind, ..draft }).await.unwrap();
    let line = PreviewLine { based_on: Some(current.version), before: Some(after.clone()), after: changed };
    let remark = PreviewRemark { place: text.to_owned(), reason: text.to_owned() };
    let content = PreviewContent { lines: vec![line], remarks: vec![remark], ..PreviewContent::default() };
    let preview = NewPreview {
        kind: ImportKind::Sheet,
        file_name: text.to_owned(),
        file_date: date(2026, 11, 1),
        author: text.to_owned(),
        read_at: Timestamp::UNIX_EPOCH,
        content,
    };
    store.add_preview(preview).await.unwrap();
    // A message has no control character, and that is tested with its type.
    let message = ReportMessage::parse(&text.replace(['\0', '\r'], "")).unwrap();
    let report =
        NewReport { finess: after.finess, about: ReportAbout::Price, message, recorded_at: Timestamp::UNIX_EPOCH };
    store.add_report(report).await.unwrap();
    let published = Published {
        parameter: Parameter::DepartmentHour,
        value: number("25").unwrap(),
        state: State::Entered,
        from: date(2026, 1, 1),
        until: None,
        article: text.to_owned().into(),
        url: text.to_owned().into(),
        read: date(2026, 11, 1),
    };
    let value =
        EnteredValue { published, withdrawn: false, author: text.to_owned(), recorded_at: Timestamp::UNIX_EPOCH };
    store.add_value(value).await.unwrap();
    let zones =
        paris().zones.into_iter().map(|zone| Outline { zone: zone.code, path: format!("M{text}z"), label: (5, 5) });
    let outlines = Outlines { width: 1000, height: 500, zones: zones.collect(), place: None };
    store.replace_outlines(&outlines, &origin(text)).await.unwrap();
    let street = server::addresses::Street {
        name: text.to_owned(),
        zone: paris().zones[0].code,
        postcode: text.to_owned(),
        houses: Vec::new(),
    };
    store.replace_streets(&[street], &AddressCounts::default(), &origin(text)).await.unwrap();
    bureau.published.renew(store).await.unwrap();
    bureau
}

/// The parts of a page that a browser acts on, with their counts: elements and attributes that run, load, link or end
/// something.
fn obeyed(page: &str) -> BTreeMap<String, usize> {
    const ELEMENTS: [&str; 16] = [
        "script", "meta", "img", "iframe", "object", "embed", "base", "link", "style", "svg", "form", "title",
        "textarea", "template", "noscript", "b",
    ];
    let mut found = BTreeMap::new();
    for element in scraper::Html::parse_document(page).tree.nodes().filter_map(|node| node.value().as_element()) {
        if ELEMENTS.contains(&element.name()) {
            *found.entry(format!("<{}>", element.name())).or_default() += 1;
        }
        for (name, value) in element.attrs() {
            let value = value.trim_start().to_lowercase();
            let runs = name.starts_with("on") || value.starts_with("javascript:") || name == "http-equiv";
            if runs || matches!(name, "srcdoc" | "style" | "formaction") {
                *found.entry(format!("{name} of <{}>", element.name())).or_default() += 1;
            }
        }
    }
    found
}

/// Every page of the site and of the back office, by its address.
async fn pages(bureau: &Bureau) -> Vec<(String, String)> {
    let signed = bureau.signed("ada", Role::Admin).await;
    let finess = demonstration()[0].finess;
    let campaign = "action=envoyer&objet=Votre+fiche&lettre=Voici+%7Blien%7D&limite=2026-12-10";
    let named: String = demonstration().iter().take(3).map(|own| format!("&service={}", own.finess)).collect();
    bureau.post("/gestion/campagnes", &signed, &format!("{campaign}{named}")).await;
    let made = bureau.post(&format!("/gestion/services/{finess}"), &signed, "").await;
    let link = texts(&made.body, "code.link")[0].clone();
    let link = link[link.find("/gestion").unwrap()..].to_owned();
    let mut addresses = vec![link.clone(), format!("{link}&etape=prix"), format!("{link}&etape=envoyer")];
    for (method, path, access) in table() {
        let asked = method == "GET" && !path.contains("deconnexion") && !path.ends_with(".pdf");
        let staff = path.starts_with("/gestion");
        assert_eq!(staff, staff_table().any(|line| line.1 == path));
        if !asked || (staff && access == Access::Everyone) || path.contains("{version}") || path.contains("{name}") {
            continue;
        }
        let path = path.replace("{finess}", finess.as_str()).replace("{number}", "1");
        let query = match path.rsplit('/').next().unwrap_or_default() {
            "comparer" => "?lieu=14e&acte=toilette",
            "widget" => "?lieu=14e",
            "cote-a-cote" => "?lieu=14e&service=990000001&service=990000002",
            "adresses" => "?q=title",
            "a-voir" => "?motif=prix&page=1",
            _ => "",
        };
        addresses.push(format!("{path}{query}"));
    }
    addresses.push("/gestion/brouillons/2/reunir".to_owned());
    let mut pages = Vec::new();
    for address in addresses {
        let answer = bureau.get(&address, &signed).await;
        let kind = answer.headers.get("content-type").map(|kind| kind.to_str().unwrap().to_owned());
        assert!(answer.status.as_u16() < 500, "{address}: {}", answer.status);
        let address = address.split("lien=").next().unwrap().to_owned();
        match kind.as_deref() {
            _ if answer.status.is_redirection() => {}
            Some(kind) if kind.starts_with("text/html") => pages.push((address, answer.body)),
            // An answer that is not a page is recognised by its type, which browsers are told to trust.
            Some(_) => assert_eq!(answer.headers["x-content-type-options"], "nosniff", "{address}"),
            None => panic!("{address} has no type"),
        }
    }
    // Typed values are shown again.
    let body = format!("lieu=14e&acte=toilette&service={finess}&note={0}&note-{finess}={0}", "%3Cscript%3E");
    for path in ["/accompagner", "/accompagner/fiche", "/comparer", "/cote-a-cote", "/aides"] {
        pages.push((format!("POST {path}"), bureau.post(path, "", &body).await.body));
    }
    pages
}

#[tokio::test]
async fn no_stored_text_becomes_markup_on_any_page() {
    let hostile = bureau_of(HOSTILE).await;
    let plain = bureau_of(PLAIN).await;
    let (hostile, plain) = (pages(&hostile).await, pages(&plain).await);
    assert!(hostile.len() > 40, "{}", hostile.len());
    let mut showing = 0;
    for ((address, page), (same, other)) in hostile.iter().zip(&plain) {
        assert_eq!(address, same);
        assert_eq!(obeyed(page), obeyed(other), "{address}");
        assert!(!page.contains("<script>alert") && !page.contains("<img src=x"), "{address}");
        showing += usize::from(page.contains("&lt;script&gt;alert(1)"));
        // `leptos_meta` writes only the title.
        assert_eq!(texts(page, "head title").len(), 1, "{address}");
    }
    assert!(showing > 20, "the text is there, as a text: on {showing} pages");
    let of_service = hostile.iter().find(|(address, _)| address.starts_with("/services/")).unwrap();
    let title = texts(&of_service.1, "title")[0].clone();
    assert!(title.contains("</title>") && title.contains("<script>alert(1)</script>"), "{title}");
    assert!(!title.contains('\u{202e}') && !title.contains('\0'), "invisible characters are removed: {title:?}");
}

#[tokio::test]
async fn no_stored_text_becomes_a_header_or_a_link_of_a_mail() {
    let (bureau, outbox) = (bureau_of(HOSTILE).await, Outbox::default());
    let signed = bureau.signed("ada", Role::Admin).await;
    let made = bureau.post(&format!("/gestion/services/{}", demonstration()[1].finess), &signed, "").await;
    assert_eq!(made.status, StatusCode::OK);
    deliver_all(&bureau, &outbox).await;
    let sent = outbox.0.lock().unwrap().clone();
    let (to, text) = &sent[0];
    assert_eq!(to, "contact@service.fr");
    assert!(text.contains("<script>alert(1)</script>"), "a text, as it is: {text}");
    assert!(!text.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{text:?}");
}

#[tokio::test]
async fn no_stored_text_becomes_a_formula_of_a_spreadsheet() {
    let bureau = bureau_of(HOSTILE).await;
    let signed = bureau.signed("ada", Role::Admin).await;
    for name in ["prestations", "couverture", "tarifs", "disponibilite"] {
        let answer = bureau.get(&format!("/gestion/tableurs/{name}.csv"), &signed).await;
        assert_no_formula(&answer.body, ';');
    }
    assert_no_formula(&bureau.get("/gestion/journal.csv", &signed).await.body, ';');
}

fn assert_no_formula(text: &str, delimiter: char) {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter as u8).flexible(true).from_reader(text.as_bytes());
    let mut hostile = 0;
    for record in reader.records() {
        for cell in record.unwrap().iter() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
            hostile += usize::from(cell.starts_with("'=1+1"));
        }
    }
    assert!(hostile > 0, "the text is there");
}

#[cfg(feature = "pdf")]
#[tokio::test]
async fn no_stored_text_becomes_an_action_of_a_pdf() {
    let bureau = bureau_of(HOSTILE).await;
    let finess = demonstration()[0].finess;
    let body = format!("lieu=14e&acte=toilette&service={finess}&note=%3Cscript%3E");
    let request = Request::post("/accompagner/fiche.pdf").header("sec-fetch-site", "same-origin");
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    let response = tower::ServiceExt::oneshot(
        bureau.site.clone(),
        request.header("host", "127.0.0.1:3000").body(Body::from(body)).unwrap(),
    )
    .await;
    let response = response.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let bytes = axum::body::to_bytes(response.into_body(), 10_000_000).await.unwrap();
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    // Long words may be broken after each character, by a space without width.
    let text: String = document.extract_text(&pages).unwrap().replace('\u{200b}', "").split_whitespace().collect();
    assert!(text.contains("<script>alert(1)</script>"), "a text, as it is: {text}");
    for dictionary in document.objects.values().filter_map(|object| object.as_dict().ok()) {
        for key in [b"JS".as_slice(), b"JavaScript", b"Launch", b"OpenAction", b"AA"] {
            assert!(!dictionary.has(key), "{}", String::from_utf8_lossy(key));
        }
        if let Ok(address) = dictionary.get(b"URI").and_then(|address| address.as_str()) {
            let address = String::from_utf8_lossy(address);
            assert!(["http", "tel:", "mailto:"].iter().any(|scheme| address.starts_with(scheme)), "{address}");
        }
    }
}

#[tokio::test]
async fn a_text_that_hides_or_is_markup_is_refused_at_its_field_by_the_editor_and_by_the_provider() {
    let bureau = bureau_with(|office| office).await;
    let editor = bureau.signed("jeanne", Role::Editor).await;
    let finess = demonstration()[0].finess;
    let edit = format!("/gestion/services/{finess}/modifier");
    let fields = form(&bureau.get(&edit, &editor).await.body, "form.need");
    let made = bureau.post(&format!("/gestion/services/{finess}"), &editor, "").await;
    let link = texts(&made.body, "code.link")[0].clone();
    let link = link[link.find("/gestion").unwrap()..].to_owned();
    let mut questions = Vec::new();
    for question in ["joindre", "adresse", "qualite"] {
        questions.push(form(&bureau.get(&format!("{link}&etape={question}"), "").await.body, "form.need"));
    }
    for (field, label) in [
        ("nom", "Nom du service"),
        ("rue", "Numéro et rue"),
        ("ville", "Ville"),
        ("bureau", "Horaires du bureau"),
        ("langues", "Langues parlées"),
        ("site", "Site internet"),
        ("certification-1-numero", "Numéro"),
    ] {
        for wrong in ["</title><script>", "a\0b", "a\u{202e}b", "a\tb", "a\u{200b}b"] {
            let wrong = format!("https://x.fr/{wrong}");
            let body = filled(&fields, &[("action", "enregistrer"), (field, &wrong)]);
            let answer = bureau.post(&edit, &editor, &body).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {wrong:?}");
            let message = texts(&answer.body, &format!(".error-summary a[href='#{field}']")).concat();
            assert!(message.contains(&format!(" : {label} : ")), "{field} {wrong:?}: {message}");
            if field != "nom" {
                let own = questions.iter().find(|fields| fields.iter().any(|(name, _)| name == field)).unwrap();
                let body = filled(own, &[("action", "continuer"), (field, &wrong)]);
                let answer = post(&bureau.site, "/gestion/fiche", &body).await;
                assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {wrong:?}");
                assert_eq!(texts(&answer.body, &format!(".error-summary a[href='#{field}']")).len(), 1);
            }
        }
    }
    assert_eq!(bureau.store.find(finess).await.unwrap().unwrap().version, 1);
}

#[tokio::test]
async fn the_name_of_a_file_that_is_sent_keeps_nothing_that_hides() {
    let bureau = bureau_with(|office| office).await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let sheet = bureau.get("/gestion/tableurs/tarifs.csv", &publisher).await.body;
    let body = format!(
        "--limit\r\ncontent-disposition: form-data; name=\"fichier\"; filename=\"<b>\u{202e}vsc.exe\"\r\n\
         content-type: text/csv\r\n\r\n{sheet}\r\n--limit--\r\n"
    );
    let request = Request::post("/gestion/imports").header("sec-fetch-site", "same-origin");
    let request = request.header("cookie", &publisher).header("content-type", "multipart/form-data; boundary=limit");
    let answer = send(&bureau.site, request.body(Body::from(body)).unwrap()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(bureau.store.list_previews().await.unwrap().rows[0].file_name, "<b>vsc.exe");
}
