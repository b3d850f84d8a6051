//! What colleagues keep about a service: for the staff alone, and never a page of the site.

use std::convert::Infallible;

use app::access::Role;
use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode};
use domain::Finess;
use futures_util::stream;
use jiff::civil::date;
use server::storage::dossiers::{DossierStore, FileContent, FilePlace};

use crate::staff::{Bureau, bureau, bureau_with};
use crate::support::{Answer, demonstration, send, texts};

const PDF: &[u8] = b"%PDF-1.7\nun courrier de prix";

fn finess() -> Finess {
    demonstration()[0].finess
}

fn here() -> String {
    format!("/gestion/services/{}/dossier", finess())
}

fn upload(cookie: &str, body: Body) -> Request<Body> {
    let request = Request::post(format!("/gestion/services/{}/pieces", finess()));
    let request = request.header("sec-fetch-site", "same-origin").header("cookie", cookie);
    request.header("content-type", "multipart/form-data; boundary=limit").body(body).unwrap()
}

/// A form with a file, as a browser sends it.
async fn attach(bureau: &Bureau, cookie: &str, part: &str, name: &str, bytes: &[u8]) -> Answer {
    let mut body = format!(
        "--limit\r\ncontent-disposition: form-data; name=\"partie\"\r\n\r\n{part}\r\n--limit\r\n\
         content-disposition: form-data; name=\"fichier\"; filename=\"{name}\"\r\ncontent-type: application/pdf\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--limit--\r\n");
    send(&bureau.site, upload(cookie, Body::from(body))).await
}

#[tokio::test]
async fn colleagues_keep_who_follows_a_service_contacts_notes_and_reminders() {
    let bureau = bureau().await;
    let (jeanne, paul) = (bureau.signed("jeanne", Role::Editor).await, bureau.signed("paul", Role::Reader).await);
    let sheet = bureau.get(&format!("/gestion/services/{}", finess()), &paul).await.body;
    assert_eq!(texts(&sheet, &format!("a[href='{}']", here())), ["Dossier"]);
    for (form, state) in [
        ("action=suivre&collegue=paul", "suivre"),
        ("action=rappeler&rappel=2026-11-23&raison=prix+de+2027", "rappeler"),
        ("action=rappeler&rappel=2026-12-01&raison=disponibilit%C3%A9", "rappeler"),
        ("action=contact&jour=2026-11-20&moyen=telephone&avec=accueil&dit=rien+ne+change", "contact"),
        ("action=note&note=une+%3Cb%3Enote%3C%2Fb%3E", "note"),
    ] {
        let done = bureau.post(&here(), &jeanne, form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{form}: {}", done.body);
        assert_eq!(done.headers["location"], format!("{}?etat={state}", here()).as_str());
    }
    let page = bureau.get(&here(), &paul).await.body;
    for kept in ["Suivi par paul", "prix de 2027", "par téléphone, avec accueil", "rien ne change", "&lt;b&gt;note"] {
        assert!(page.contains(kept), "{kept} in {page}");
    }
    assert!(texts(&page, "main form").is_empty(), "a reader reads");
    assert_eq!(bureau.post(&here(), &paul, "action=note&note=non").await.status, StatusCode::FORBIDDEN);
    // Those that are due come first, and are counted for the first screen.
    let list = bureau.get("/gestion/rappels", &jeanne).await.body;
    assert_eq!(texts(&list, "caption"), ["Rappels à faire", "À venir"]);
    assert_eq!(bureau.store.count_due_reminders(date(2026, 11, 23)).await.unwrap(), 1);
    let ended = bureau.post("/gestion/rappels", &jeanne, "numero=1").await;
    assert_eq!(ended.headers["location"], "/gestion/rappels?etat=fait");
    assert_eq!(bureau.store.count_due_reminders(date(2026, 11, 23)).await.unwrap(), 0);
    assert_eq!(bureau.post("/gestion/rappels", &jeanne, "numero=1").await.headers["location"], "/gestion/rappels");
    assert!(!bureau.get(&format!("/services/{}", finess()), "").await.body.contains("rien ne change"), "never public");
}

#[tokio::test]
async fn what_is_wrong_in_a_form_of_the_dossier_is_said_at_its_field_and_nothing_typed_is_lost() {
    let bureau = bureau().await;
    let jeanne = bureau.signed("jeanne", Role::Editor).await;
    for (form, fields) in [
        ("action=suivre&collegue=nobody", vec!["collegue"]),
        ("action=rappeler&rappel=2026-11-22&raison=", vec!["rappel", "raison"]),
        ("action=rappeler&rappel=2062-01-01&raison=oui", vec!["rappel"]),
        ("action=contact&jour=2026-11-24&moyen=pigeon&avec=&dit=gard%C3%A9", vec!["jour", "moyen", "avec"]),
        ("action=note&note=+", vec!["note"]),
    ] {
        let answer = bureau.post(&here(), &jeanne, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        let links = texts(&answer.body, ".error-summary a");
        assert_eq!(links.len(), fields.len(), "{form}: {links:?}");
        for field in fields {
            let invalid = format!("#{field}[aria-invalid=true]");
            assert_eq!(texts(&answer.body, &invalid).len(), 1, "{form}: {field}");
        }
    }
    let kept = bureau.post(&here(), &jeanne, "action=contact&jour=&moyen=&avec=&dit=gard%C3%A9").await;
    assert_eq!(texts(&kept.body, "#dit"), ["gardé"]);
    assert_eq!(bureau.store.load_dossier(finess()).await.unwrap().contacts.rows, []);
    assert_eq!(bureau.get("/gestion/services/750000099/dossier", &jeanne).await.status, StatusCode::NOT_FOUND);
}

/// A file that is attached, read back and removed, wherever it is kept.
async fn goes_through(bureau: &Bureau) {
    let jeanne = bureau.signed("jeanne", Role::Editor).await;
    let kept = attach(bureau, &jeanne, "prix", "C:\\prix d’été.pdf", PDF).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let page = bureau.get(&here(), &jeanne).await.body;
    assert_eq!(texts(&page, "a[href='/gestion/pieces/1']"), ["prix d’été.pdf"]);
    let file = bureau.get("/gestion/pieces/1", &jeanne).await;
    assert_eq!((file.status, file.body.as_bytes()), (StatusCode::OK, PDF));
    for (header, value) in [
        ("content-type", "application/pdf"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(file.headers[header], value, "{header}");
    }
    assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment; "));
    assert_eq!(bureau.get("/gestion/pieces/1", "").await.status, StatusCode::SEE_OTHER, "not without a session");
    let unsure = bureau.post(&here(), &jeanne, "action=retirer&numero=1").await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    bureau.post(&here(), &jeanne, "action=retirer&numero=1&sur=oui").await;
    assert_eq!(bureau.get("/gestion/pieces/1", &jeanne).await.status, StatusCode::NOT_FOUND);
    let page = bureau.get(&here(), &jeanne).await.body;
    assert!(page.contains("prix d’été.pdf, retiré par jeanne"), "the fact remains");
}

#[tokio::test]
async fn a_file_is_attached_to_a_part_read_back_and_removed() {
    goes_through(&bureau().await).await;
}

#[tokio::test]
async fn files_are_kept_in_a_folder_where_the_settings_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let files = FilePlace::Folder(folder.path().to_owned());
    let bureau = bureau_with(|office| office.with_files(files)).await;
    goes_through(&bureau).await;
    let names = || std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(names(), 0, "erased");
    let jeanne = bureau.signed("jeanne", Role::Editor).await;
    attach(&bureau, &jeanne, "prix", "autre.pdf", PDF).await;
    assert_eq!(names(), 1);
    let (_, content) = bureau.store.find_file(2).await.unwrap().unwrap();
    assert!(matches!(content, FileContent::KeptAs(_)), "the database has none of it");
}

#[tokio::test]
async fn a_file_of_another_kind_or_without_a_part_is_refused_whatever_it_is_called() {
    let bureau = bureau().await;
    let jeanne = bureau.signed("jeanne", Role::Editor).await;
    for (part, bytes, field) in [
        ("prix", &b"<html><script>alert(1)</script>"[..], "fichier"),
        ("prix", b"<?xml version=\"1.0\"?><svg/>", "fichier"),
        ("prix", b"", "fichier"),
        ("autre", PDF, "partie"),
    ] {
        let answer = attach(&bureau, &jeanne, part, "lettre.pdf", bytes).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(texts(&answer.body, &format!("#{field}[aria-invalid=true]")).len(), 1, "{part}");
    }
    let reader = bureau.signed("paul", Role::Reader).await;
    assert_eq!(attach(&bureau, &reader, "prix", "lettre.pdf", PDF).await.status, StatusCode::FORBIDDEN);
    assert!(bureau.store.load_dossier(finess()).await.unwrap().files.rows.is_empty());
}

#[tokio::test]
async fn a_file_over_ten_megabytes_is_refused_while_it_arrives() {
    let bureau = bureau().await;
    let jeanne = bureau.signed("jeanne", Role::Editor).await;
    let most = vec![b'a'; 10 * 1024 * 1024 - PDF.len()];
    let largest = [PDF, &most].concat();
    assert_eq!(attach(&bureau, &jeanne, "prix", "a.pdf", &largest).await.status, StatusCode::SEE_OTHER);
    let start = Bytes::from_static(
        b"--limit\r\ncontent-disposition: form-data; name=\"fichier\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7",
    );
    let piece = Bytes::from(vec![b'a'; 1 << 20]);
    let pieces = std::iter::once(start).chain(std::iter::repeat_n(piece, 11)).map(Ok::<_, Infallible>);
    let answer = send(&bureau.site, upload(&jeanne, Body::from_stream(stream::iter(pieces)))).await;
    assert!(answer.body.contains("Ce fichier dépasse 10 Mo"), "{}", answer.status);
}
