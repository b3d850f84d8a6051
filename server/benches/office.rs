//! Speed of the back office with 12 000 fictitious listings of 20 revisions each, through the router with a signed-in
//! account: every screen, and writing, until the public sees the change. Prints a table; asserts no time.

use std::sync::Arc;
use std::time::{Duration, Instant};

use app::access::{AccountName, Role};
use app::ports::Clock;
use app::staff::listing::Section;
use app::staff::listing::form::{filled, names, source_name};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, StatusCode};
use domain::demo::fictitious;
use domain::feedback::report::{ReportAbout, ReportMessage};
use domain::provider::listing::{Fact, Provenance, Source};
use domain::values::closed_list::ClosedList;
use domain::{Finess, Listing, Territory};
use futures_util::StreamExt;
use governor::clock::MonotonicClock;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, date};
use server::catalogue::{Current, PublishedCatalogue};
use server::http::client::ClientAddress;
use server::http::limits::{Limits, SignInLimits};
use server::http::staff::StaffServices;
use server::http::visitor_intake::VisitorIntake;
use server::http::{SiteState, router};
use server::secrets::{Hashed, Token};
use server::storage::Store;
use server::storage::account_changes::{AccountChange, AccountChangeStore, Administration};
use server::storage::accounts::{AccountStore, Link, NewSession, SignIn};
use server::storage::drafts::{DraftContent, DraftState, DraftStore, NewDraft};
use server::storage::journal::ImportKind;
use server::storage::links::{LinkStore, NewCampaign, NewLink};
use server::storage::previews::{NewPreview, PreviewContent, PreviewLine, PreviewStore};
use server::storage::sqlite::SqliteStore;
use server::storage::{Authorship, ImportCounts, ImportRecord, ListingStore, NewReport, ReportStore, Save, Versioned};
use tower::ServiceExt;

const LISTINGS: u32 = 12_000;
const REVISIONS: u32 = 20;
const DRAFTS: usize = 300;
const REPORTS: usize = 2_000;
const TODAY: Date = date(2026, 11, 23);
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

struct FixedClock;

impl Clock for FixedClock {
    fn paris_time(&self) -> DateTime {
        TODAY.at(10, 0, 0, 0)
    }
}

fn now() -> Timestamp {
    Timestamp::from_second(1_795_431_600).unwrap_or_default()
}

/// The next revision of the listing: a website, stated by the City.
fn changed(listing: &Listing, turn: u32) -> Listing {
    let provenance = Provenance { source: Source::City, observed: TODAY, verified: None };
    Listing { website: Fact::new(format!("https://exemple.fr/{turn}"), provenance), ..listing.clone() }
}

async fn fill(store: &SqliteStore, territory: &Territory) -> Outcome<()> {
    let mut listings: Vec<Listing> = fictitious(territory, 75, LISTINGS, TODAY).collect();
    let by = Authorship { author: "banc".to_owned(), source: Source::City, recorded_at: now() };
    let saves = listings.iter().map(|listing| Save::new(None, listing.clone())).collect();
    store.save(saves, &by, None).await?;
    for version in 1..REVISIONS {
        let mut saves = Vec::with_capacity(listings.len());
        for listing in &mut listings {
            let before = Versioned { version, listing: listing.clone() };
            *listing = changed(listing, version);
            saves.push(Save::new(Some(&before), listing.clone()));
        }
        let import = ImportRecord {
            kind: ImportKind::Sheet,
            file_name: "toutes.xlsx".to_owned(),
            file_date: TODAY,
            counts: ImportCounts { changed: LISTINGS, ..ImportCounts::default() },
        };
        // One revision by an import of all, the others by hand.
        store.save(saves, &by, (version == REVISIONS / 2).then_some(&import)).await?;
    }
    for (at, listing) in listings.iter().take(DRAFTS).enumerate() {
        // The second draft is older than the publication.
        let content = DraftContent {
            based_on: if at == 1 { REVISIONS - 1 } else { REVISIONS },
            state: DraftState::Submitted,
            listing: changed(listing, 99),
            note: String::new(),
        };
        let draft = NewDraft { author: "service".to_owned(), source: Source::Provider, saved_at: now(), content };
        store.add_draft(draft).await?;
    }
    for listing in listings.iter().take(REPORTS) {
        let message = ReportMessage::parse("Le prix affiché n’est plus le bon.").map_err(|_| "a message")?;
        let report = NewReport { finess: listing.finess, about: ReportAbout::Price, message, recorded_at: now() };
        store.add_report(report).await?;
    }
    let links: Vec<NewLink> = listings.iter().map(|listing| link(listing.finess)).collect();
    let campaign = NewCampaign {
        author: "banc".to_owned(),
        started_at: now().as_second(),
        parts: Vec::new(),
        subject: "Votre fiche".to_owned(),
        letter: "{lien}".to_owned(),
        deadline: jiff::civil::date(2026, 12, 1),
    };
    store.add_campaign(&campaign, &links, &[]).await?;
    Ok(())
}

fn link(finess: Finess) -> NewLink {
    let (made_at, token) = (now().as_second(), Hashed::of(finess.as_str()));
    let author = "banc".to_owned();
    NewLink { finess, token, author, made_at, expires_at: made_at + 86_400 }
}

async fn sign_in(store: &SqliteStore) -> Outcome<String> {
    let name = AccountName::parse("banc").ok_or("a name")?;
    let token = Token::random()?;
    let link = Link { token: Hashed::of("banc"), expires_at: 0 };
    let change = AccountChange::Create { role: Role::Admin, email: None, link, letter: None };
    store.administer(&Administration { actor: None, account: name.clone(), change, at: 0 }).await?;
    store.enrol(&name, SECRET, 0, &[]).await?;
    let started_at = now().as_second();
    let session =
        NewSession { token: token.hashed(), account: name.clone(), offered_secret: SECRET.to_owned(), started_at };
    let account = store.find_account(&name).await?.ok_or("an account")?;
    store.sign_in(&SignIn::new(session, account)).await?;
    Ok(format!("__Host-session={}", token.as_str()))
}

/// An answer, with the time to its start and to its end.
struct Timed {
    status: StatusCode,
    body: Vec<u8>,
    first: Duration,
    whole: Duration,
}

struct Bench {
    site: Router,
    cookie: String,
}

impl Bench {
    async fn send(&self, mut request: Request<Body>) -> Outcome<Timed> {
        request.headers_mut().insert("host", HeaderValue::from_static("127.0.0.1:3000"));
        let start = Instant::now();
        let response = self.site.clone().oneshot(request).await?;
        let status = response.status();
        let (mut body, mut first) = (Vec::new(), None);
        let mut parts = response.into_body().into_data_stream();
        while let Some(part) = parts.next().await {
            first.get_or_insert(start.elapsed());
            body.extend_from_slice(&part?);
        }
        let whole = start.elapsed();
        Ok(Timed { status, body, first: first.unwrap_or(whole), whole })
    }

    async fn get(&self, address: &str) -> Outcome<Timed> {
        self.send(Request::get(address).header("cookie", &self.cookie).body(Body::empty())?).await
    }

    async fn post(&self, address: &str, kind: &str, body: impl Into<Body>) -> Outcome<Timed> {
        let request = Request::post(address).header("sec-fetch-site", "same-origin").header("cookie", &self.cookie);
        self.send(request.header("content-type", kind).body(body.into())?).await
    }

    /// A line of the table for one address, asked several times.
    async fn screen(&self, address: &str, times: usize) -> Outcome<()> {
        let mut took = Vec::new();
        let mut last = None;
        for _ in 0..times {
            let answer = self.get(address).await?;
            took.push(answer.whole);
            last = Some(answer);
        }
        took.sort();
        let Some(last) = last else { return Ok(()) };
        let request = format!("GET {address}");
        line(&request, last.status, took[took.len() / 2], took[took.len() - 1], last.body.len());
        if last.whole > last.first + Duration::from_millis(20) {
            line("  its first byte", last.status, last.first, last.first, 0);
        }
        Ok(())
    }
}

fn line(what: &str, status: StatusCode, median: Duration, worst: Duration, bytes: usize) {
    let thousandths = |duration: Duration| duration.as_secs_f64() * 1000.0;
    println!("{what:<58} {:>3} {:>9.1} {:>9.1} {bytes:>10}", status.as_u16(), thousandths(median), thousandths(worst));
}

fn once(what: &str, answer: &Timed) {
    line(what, answer.status, answer.whole, answer.whole, answer.body.len());
}

const FORM: &str = "application/x-www-form-urlencoded";

async fn measure() -> Outcome<()> {
    let territory = Territory::paris().map_err(|_| "the territory")?;
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite:{}", folder.path().join("office.sqlite").display());
    let store = SqliteStore::open(&url).await?;
    let start = Instant::now();
    fill(&store, &territory).await?;
    println!("{LISTINGS} listings of {REVISIONS} revisions written in {:.0} s", start.elapsed().as_secs_f64());
    let cookie = sign_in(&store).await?;
    let start = Instant::now();
    let published = Arc::new(PublishedCatalogue::new(Current::load(&store, &territory).await?));
    println!("the catalogue of a start in {} ms\n", start.elapsed().as_millis());
    let intake = Arc::new(VisitorIntake::new(Arc::new(store.clone()), Limits::new(MonotonicClock), now, None));
    let office =
        StaffServices::new(Arc::new(store.clone()), SignInLimits::new(MonotonicClock), now, ClientAddress::default());
    let state = SiteState::new(Arc::clone(&published), Arc::new(FixedClock), intake);
    let bench = Bench { site: router(state, office), cookie };

    println!("{:<58} {:>3} {:>9} {:>9} {:>10}", "screen", "", "median ms", "worst ms", "bytes");
    let finess = fictitious(&territory, 75, 400, TODAY).last().ok_or("a listing")?.finess;
    let preview = store.add_preview(preview(&store, 1_000).await?).await?;
    for address in [
        "/gestion".to_owned(),
        "/gestion/services?partie=prix&etat=a-revoir".to_owned(),
        "/gestion/services?partie=prix&etat=a-revoir&tri=ancien&page=200".to_owned(),
        "/gestion/services?tri=complet".to_owned(),
        "/gestion/services?avec=prix-a-verifier".to_owned(),
        "/gestion/services?q=rue+canal".to_owned(),
        "/gestion/a-voir?motif=disponibilite".to_owned(),
        "/gestion/a-voir?motif=certifications".to_owned(),
        "/gestion/a-voir?motif=prix".to_owned(),
        "/gestion/services".to_owned(),
        "/gestion/services?page=200".to_owned(),
        "/gestion/services?q=aide".to_owned(),
        format!("/gestion/services/{finess}"),
        format!("/gestion/services/{finess}/modifier"),
        format!("/gestion/services/{finess}/historique"),
        "/gestion/brouillons".to_owned(),
        "/gestion/brouillons/1".to_owned(),
        "/gestion/brouillons/2/reunir".to_owned(),
        "/gestion/signalements".to_owned(),
        "/gestion/signalements/1".to_owned(),
        "/gestion/imports".to_owned(),
        "/gestion/imports/1".to_owned(),
        "/gestion/imports/1?page=60".to_owned(),
        format!("/gestion/imports/lus/{preview}"),
        "/gestion/campagnes".to_owned(),
        "/gestion/campagnes/1".to_owned(),
        format!("/gestion/fiche?lien={finess}"),
        format!("/gestion/fiche?lien={finess}&modifier=oui"),
        "/gestion/parametres".to_owned(),
        "/gestion/compte".to_owned(),
        "/gestion/code".to_owned(),
    ] {
        bench.screen(&address, 9).await?;
    }
    for file in ["journal.csv", "tableurs/tarifs.csv", "tableurs/couverture.csv", "tableurs/fiches.xlsx"] {
        bench.screen(&format!("/gestion/{file}"), 2).await?;
    }

    println!("\n{:<58} {:>3} {:>9} {:>9} {:>10}", "written", "", "median ms", "worst ms", "bytes");
    publish(&bench, &store, finess).await?;
    verify(&bench).await?;
    let start = Instant::now();
    let seen = store.generation().await?;
    let versioned = store.find(finess).await?.ok_or("a listing")?;
    let by = Authorship { author: "banc".to_owned(), source: Source::City, recorded_at: now() };
    store.save(vec![Save::new(Some(&versioned), changed(&versioned.listing, 700))], &by, None).await?;
    published.refresh(&store, seen).await?;
    line(
        "a write of another process, until shown (after its second)",
        StatusCode::OK,
        start.elapsed(),
        start.elapsed(),
        0,
    );

    let accepted = bench.post(&format!("/gestion/imports/lus/{preview}"), FORM, "action=tout").await?;
    once("POST accept an import of 1 000 lines", &accepted);
    once("POST undo it", &bench.post("/gestion/imports/2", FORM, "").await?);
    let workbook = bench.get("/gestion/tableurs/fiches.xlsx").await?.body;
    let mut body =
        b"--limite\r\ncontent-disposition: form-data; name=\"fichier\"; filename=\"fiches.xlsx\"\r\n\r\n".to_vec();
    body.extend_from_slice(&workbook);
    body.extend_from_slice(b"\r\n--limite--\r\n");
    once(
        "POST read a workbook of 12 000",
        &bench.post("/gestion/imports", "multipart/form-data; boundary=limite", body).await?,
    );
    store.close().await;
    Ok(())
}

/// A waiting file with the last listings.
async fn preview(store: &SqliteStore, count: usize) -> Outcome<NewPreview> {
    let all = store.load_all().await?.rows;
    let lines = all.into_iter().rev().take(count).map(|versioned| PreviewLine {
        based_on: Some(versioned.version),
        after: changed(&versioned.listing, 500),
        before: Some(versioned.listing),
    });
    let mut content = PreviewContent { lines: lines.collect(), ..PreviewContent::default() };
    content.lines.reverse();
    Ok(NewPreview {
        kind: ImportKind::Sheet,
        file_name: "mille.xlsx".to_owned(),
        file_date: TODAY,
        author: "banc".to_owned(),
        read_at: now(),
        content,
    })
}

/// Publishes a listing through its form, several times; after each, looks for it on the public pages.
async fn publish(bench: &Bench, store: &SqliteStore, finess: Finess) -> Outcome<()> {
    let (mut answered, mut visible, mut ranked) = (Vec::new(), Vec::new(), Vec::new());
    let mut status = StatusCode::OK;
    for turn in 0..5 {
        let versioned = store.find(finess).await?.ok_or("a listing")?;
        let fields = filled(&versioned.listing, TODAY);
        let site = format!("https://exemple.fr/publie-{turn}");
        let mut form = form_urlencoded::Serializer::new(String::new());
        for (name, value) in fields.pairs() {
            form.append_pair(name, if name == names::WEBSITE { &site } else { value });
        }
        for section in Section::ALL {
            form.append_pair(&source_name(*section), Source::City.code());
        }
        form.append_pair("version", &versioned.version.to_string()).append_pair("action", "publier");
        let start = Instant::now();
        let answer = bench.post(&format!("/gestion/services/{finess}/modifier"), FORM, form.finish()).await?;
        answered.push(answer.whole);
        status = answer.status;
        let page = bench.get(&format!("/services/{finess}")).await?;
        visible.push(start.elapsed());
        if !String::from_utf8_lossy(&page.body).contains(&site) {
            println!("NOT SHOWN after its publication: {finess}");
        }
        bench.get("/comparer?lieu=14e&jour-1=lun&de-1=08:00&a-1=09:00&acte=toilette").await?;
        ranked.push(start.elapsed());
    }
    for (what, mut took) in [
        ("POST publish one listing", answered),
        ("  until /services/{finess} shows it", visible),
        ("  until /comparer answers with it", ranked),
    ] {
        took.sort();
        line(what, status, took[took.len() / 2], took[took.len() - 1], 0);
    }
    Ok(())
}

async fn verify(bench: &Bench) -> Outcome<()> {
    let list = bench.get("/gestion/a-voir?motif=prix").await?.body;
    let page = String::from_utf8_lossy(&list).into_owned();
    let boxes = page.split("name=\"fiche\" value=\"").skip(1).filter_map(|rest| rest.get(..9));
    let body: Vec<String> = boxes.map(|finess| format!("fiche={finess}")).collect();
    let answer = bench.post("/gestion/a-voir?motif=prix", FORM, body.join("&")).await?;
    once(&format!("POST verify {} listings", body.len()), &answer);
    Ok(())
}

fn main() -> Outcome<()> {
    tokio::runtime::Runtime::new()?.block_on(measure())
}
