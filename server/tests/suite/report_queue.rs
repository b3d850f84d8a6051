//! The queue of reports as colleagues share it: who looks into one, what is erased, what is opened again.

use app::access::Role;
use axum::http::StatusCode;
use domain::feedback::report::{ReportAbout, ReportMessage};
use jiff::Timestamp;
use server::storage::{NewReport, REDACTED_TEXT, ReportMark, ReportStore};

use crate::staff::{Bureau, bureau};
use crate::support::{demonstration, texts};

const LIST: &str = "/gestion/signalements";

async fn report(bureau: &Bureau, text: &str) -> u32 {
    let message = ReportMessage::parse(text).unwrap();
    let finess = demonstration()[0].finess;
    let report = NewReport { finess, about: ReportAbout::Price, message, recorded_at: Timestamp::UNIX_EPOCH };
    bureau.store.add_report(report).await.unwrap()
}

#[tokio::test]
async fn open_reports_are_listed_with_their_text_the_oldest_first_and_lead_to_the_editor() {
    let bureau = bureau().await;
    for text in ["le premier message", "le deuxième message", "le troisième message"] {
        report(&bureau, text).await;
    }
    let jeanne = bureau.signed("jeanne", Role::Editor).await;
    bureau.post("/gestion/signalements/2", &jeanne, "suite-donnee=corrige&motif=appel+au+service").await;
    let page = bureau.get(LIST, &jeanne).await.body;
    let typed = texts(&page, "tbody .typed");
    assert_eq!(typed, ["le premier message", "le troisième message", "le deuxième message"], "the closed one last");
    let edit = format!("/gestion/services/{}/modifier", demonstration()[0].finess);
    assert_eq!(texts(&page, &format!("a[href='{edit}']")).len(), 2, "of those that wait");
}

#[tokio::test]
async fn a_report_is_taken_by_one_colleague_who_gives_it_back_or_from_whom_another_takes_it() {
    let bureau = bureau().await;
    report(&bureau, "le prix a changé").await;
    let here = "/gestion/signalements/1";
    let (jeanne, paul) = (bureau.signed("jeanne", Role::Editor).await, bureau.signed("paul", Role::Editor).await);
    assert_eq!(bureau.post(here, &jeanne, "action=prendre").await.headers["location"], LIST);
    assert!(bureau.get(LIST, &paul).await.body.contains("en cours, par jeanne"));
    assert_eq!(bureau.post(here, &paul, "action=rendre").await.status, StatusCode::CONFLICT, "hers to give back");
    assert_eq!(bureau.post(here, &paul, "action=prendre").await.status, StatusCode::SEE_OTHER);
    assert!(bureau.get(LIST, &jeanne).await.body.contains("en cours, par paul"));
    assert_eq!(bureau.post(here, &paul, "action=rendre").await.status, StatusCode::SEE_OTHER);
    assert!(bureau.get(LIST, &jeanne).await.body.contains("à prendre"));
    let events = texts(&bureau.get(here, &jeanne).await.body, "main li p");
    assert!(events[0].starts_with("Pris par jeanne") && events[2].starts_with("Rendu par paul"), "{events:?}");
}

#[tokio::test]
async fn a_text_is_erased_for_ever_and_the_fact_its_answer_and_who_erased_it_remain() {
    let bureau = bureau().await;
    let secret = "Madame Wqvxname habite au 12, son numéro est le 06 99 99 99 99";
    report(&bureau, secret).await;
    let here = "/gestion/signalements/1";
    let jeanne = bureau.signed("jeanne", Role::Editor).await;
    bureau.post(here, &jeanne, "suite-donnee=corrige&motif=appel+au+service").await;
    let unsure = bureau.post(here, &jeanne, "action=effacer").await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY, "one click is not enough");
    assert!(unsure.body.contains("Wqvxname"));
    assert_eq!(bureau.post(here, &jeanne, "action=effacer&effacer=oui").await.headers["location"], here);
    let page = bureau.get(here, &jeanne).await.body;
    assert!(!page.contains("Wqvxname") && page.contains("Texte effacé par jeanne"), "{page}");
    assert!(page.contains("appel au service"), "the answer remains");
    assert_eq!(bureau.store.list_reports().await.unwrap().rows[0].report.message.as_str(), REDACTED_TEXT);
    for file in std::fs::read_dir(bureau.folder.path()).unwrap() {
        let file = file.unwrap().path();
        let bytes = std::fs::read(&file).unwrap();
        assert!(!bytes.windows(8).any(|window| window == b"Wqvxname"), "it stands in {}", file.display());
    }
    let again = bureau.post(here, &jeanne, "action=effacer&effacer=oui").await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_report_that_is_opened_again_keeps_its_first_answer_and_takes_another() {
    let bureau = bureau().await;
    report(&bureau, "le prix a changé").await;
    let here = "/gestion/signalements/1";
    let (jeanne, paul) = (bureau.signed("jeanne", Role::Editor).await, bureau.signed("paul", Role::Editor).await);
    assert_eq!(bureau.post(here, &paul, "action=rouvrir").await.status, StatusCode::CONFLICT, "it is open");
    bureau.post(here, &jeanne, "suite-donnee=sans-suite&motif=rien+de+tel+sur+la+fiche").await;
    assert_eq!(bureau.post(here, &paul, "action=prendre").await.status, StatusCode::CONFLICT, "it is closed");
    assert_eq!(bureau.post(here, &paul, "action=rouvrir").await.headers["location"], here);
    assert!(bureau.store.list_answers().await.unwrap().rows.is_empty());
    let page = bureau.get(here, &paul).await.body;
    assert!(page.contains("Fermé par jeanne") && page.contains("rien de tel sur la fiche"), "{page}");
    assert!(page.contains("Rouvert par paul"));
    bureau.post(here, &paul, "suite-donnee=corrige&motif=la+fiche+est+corrig%C3%A9e").await;
    assert_eq!(bureau.store.list_answers().await.unwrap().rows[0].author, "paul");
}

#[tokio::test]
async fn nothing_is_done_to_a_report_that_is_not_there() {
    let bureau = bureau().await;
    let jeanne = bureau.signed("jeanne", Role::Editor).await;
    for (mark, action) in [
        (ReportMark::Take, "prendre"),
        (ReportMark::Release, "rendre"),
        (ReportMark::Redact, "effacer&effacer=oui"),
        (ReportMark::Reopen, "rouvrir"),
    ] {
        assert!(!bureau.store.mark_report(9, mark, "jeanne", Timestamp::UNIX_EPOCH).await.unwrap(), "{mark:?}");
        let answer = bureau.post("/gestion/signalements/9", &jeanne, &format!("action={action}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{action}");
    }
    assert!(bureau.store.list_report_events().await.unwrap().rows.is_empty());
}
