//! The back office as its staff use it, and as people without access see it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use app::access::{Access, AccountName, Role, staff_table};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::Territory;
use domain::feedback::report::{ReportAbout, ReportMessage};
use domain::readers::amounts::number;
use governor::clock::FakeRelativeClock;
use jiff::Timestamp;
use server::catalogue::{Current, PublishedCatalogue};
use server::http::actions::Actions;
use server::http::client::ClientAddress;
use server::http::limits::{Limits, SignInLimits};
use server::http::staff::StaffServices;
use server::http::visitor_intake::VisitorIntake;
use server::http::{SiteState, router};
use server::secrets::{Token, step_of};
use server::storage::account_changes::Administered;
use server::storage::accounts::Link;
use server::storage::sqlite::SqliteStore;
use server::storage::{Authorship, ListingStore, NewReport, ParameterStore, ReportStore, Save};
use totp_rs::{Builder, Secret};

use crate::deeds::session_of;
use crate::privacy;
use crate::support::{Answer, FixedClock, administer, created, demonstration, paris, send, texts};

pub(crate) const PASSWORD: &str = "une+phrase+assez+longue";

pub(crate) struct Bureau {
    pub(crate) site: Router,
    pub(crate) store: SqliteStore,
    pub(crate) published: Arc<PublishedCatalogue>,
    pub(crate) actions: Actions,
    now: Arc<AtomicI64>,
    pub(crate) limits: FakeRelativeClock,
    pub(crate) folder: tempfile::TempDir,
}

pub(crate) async fn bureau() -> Bureau {
    bureau_with(|office| office).await
}

/// The same, with changes to the office first.
pub(crate) async fn bureau_with(change: impl FnOnce(StaffServices) -> StaffServices) -> Bureau {
    bureau_of(
        async |store, now| {
            let saves = demonstration().into_iter().map(|listing| Save::new(None, listing)).collect();
            let by = Authorship {
                author: "demonstration".to_owned(),
                source: domain::Source::Demonstration,
                recorded_at: now,
            };
            store.save(saves, &by, None).await.unwrap();
        },
        change,
    )
    .await
}

/// A back office with a store that is filled as needed.
pub(crate) async fn bureau_of(
    fill: impl AsyncFnOnce(&SqliteStore, Timestamp),
    change: impl FnOnce(StaffServices) -> StaffServices,
) -> Bureau {
    bureau_in(tempfile::tempdir().unwrap(), fill, change).await
}

/// The same with its files in a folder.
pub(crate) async fn bureau_in(
    folder: tempfile::TempDir,
    fill: impl AsyncFnOnce(&SqliteStore, Timestamp),
    change: impl FnOnce(StaffServices) -> StaffServices,
) -> Bureau {
    bureau_over(&paris(), folder, fill, change).await
}

/// The same over a territory.
pub(crate) async fn bureau_over(
    territory: &Territory,
    folder: tempfile::TempDir,
    fill: impl AsyncFnOnce(&SqliteStore, Timestamp),
    change: impl FnOnce(StaffServices) -> StaffServices,
) -> Bureau {
    let url = format!("sqlite:{}", folder.path().join("listings.sqlite").display());
    let store = SqliteStore::open(&url).await.unwrap();
    let start: Timestamp = "2026-11-23T11:00:00Z".parse().unwrap();
    fill(&store, start).await;
    let now = Arc::new(AtomicI64::new(start.as_second()));
    let limits = FakeRelativeClock::default();
    let clock = Arc::clone(&now);
    let instant = move || Timestamp::from_second(clock.load(Ordering::Relaxed)).unwrap();
    let office = StaffServices::new(
        Arc::new(store.clone()),
        SignInLimits::new(limits.clone()),
        instant,
        ClientAddress::default(),
    );
    let published = Arc::new(PublishedCatalogue::new(Current::load(&store, territory).await.unwrap()));
    let now_of_intake = || Timestamp::from_second(1_795_431_600).unwrap();
    let intake = VisitorIntake::new(Arc::new(store.clone()), Limits::new(limits.clone()), now_of_intake, None);
    let state = SiteState::new(Arc::clone(&published), Arc::new(FixedClock), Arc::new(intake));
    let actions = state.actions.clone();
    let site = router(state, change(office));
    Bureau { site, store, published, actions, now, limits, folder }
}

pub(crate) fn name(text: &str) -> AccountName {
    AccountName::parse(text).unwrap()
}

impl Bureau {
    pub(crate) async fn get(&self, address: &str, cookie: &str) -> Answer {
        send(&self.site, Request::get(address).header("cookie", cookie).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, address: &str, cookie: &str, body: &str) -> Answer {
        let request = Request::post(address).header("sec-fetch-site", "same-origin").header("cookie", cookie);
        send(&self.site, request.body(Body::from(body.to_owned())).unwrap()).await
    }

    pub(crate) fn later(&self, seconds: i64) {
        self.now.fetch_add(seconds, Ordering::Relaxed);
    }

    pub(crate) fn seconds(&self) -> i64 {
        self.now.load(Ordering::Relaxed)
    }

    /// An account with a password that was chosen through its link.
    pub(crate) async fn account(&self, who: &str, role: Role) {
        let token = Token::random().unwrap();
        let link = Link { token: token.hashed(), expires_at: self.seconds() + 60 };
        assert_eq!(administer(&self.store, &name(who), created(role, None, &link)).await, Administered::Done);
        let body = format!("lien={}&mot-de-passe={PASSWORD}&encore={PASSWORD}", token.as_str());
        let answer = self.post("/gestion/mot-de-passe", "", &body).await;
        assert_eq!(answer.headers["location"], "/gestion/connexion?etat=mot-de-passe");
        assert_eq!(self.post("/gestion/mot-de-passe", "", &body).await.status, StatusCode::NOT_FOUND, "used once");
    }

    pub(crate) async fn sign_in(&self, who: &str, code: &str) -> Answer {
        let body = format!("nom={who}&mot-de-passe={PASSWORD}&code={code}&suite=/gestion/compte");
        self.post("/gestion/connexion", "", &body).await
    }

    /// A session of a new account, with its second factor, without the work of a password.
    pub(crate) async fn signed(&self, who: &str, role: Role) -> String {
        session_of(&self.store, who, role, self.seconds()).await
    }
}

pub(crate) fn cookie(answer: &Answer) -> String {
    let set = answer.headers["set-cookie"].to_str().unwrap();
    assert!(
        set.starts_with("__Host-session=") && set.ends_with("; Path=/; Secure; HttpOnly; SameSite=Strict"),
        "{set}"
    );
    set.split(';').next().unwrap().to_owned()
}

pub(crate) fn code(secret: &str, seconds: i64) -> String {
    let totp = Builder::new().with_secret(Secret::try_from_base32(secret).unwrap()).build().unwrap();
    let code = totp.generate(seconds as u64).to_string();
    assert!(step_of(secret, &code, seconds).is_some());
    code
}

#[tokio::test]
async fn each_route_admits_its_role_and_sends_nobody_to_the_sign_in() {
    let bureau = bureau().await;
    let first = &demonstration()[0];
    let message = ReportMessage::parse("le prix a changé").unwrap();
    let report =
        NewReport { finess: first.finess, about: ReportAbout::Price, message, recorded_at: Timestamp::UNIX_EPOCH };
    bureau.store.add_report(report).await.unwrap();
    let roles =
        [("reader", Role::Reader), ("editor", Role::Editor), ("publisher", Role::Publisher), ("admin", Role::Admin)];
    for (method, route, access) in staff_table() {
        let address =
            route.replace("{number}", "1").replace("{finess}", first.finess.as_str()).replace("{name}", "fiches.xlsx");
        let call = |cookie: String| {
            let request = Request::builder().method(method).uri(&address).header("sec-fetch-site", "same-origin");
            send(&bureau.site, request.header("cookie", cookie).body(Body::empty()).unwrap())
        };
        let foreign = Request::post(&address).header("sec-fetch-site", "cross-site").body(Body::empty()).unwrap();
        assert_eq!(send(&bureau.site, foreign).await.status, StatusCode::FORBIDDEN, "{route}");
        let nobody = call(String::new()).await;
        assert_eq!(nobody.headers["cache-control"], "no-store", "{route}");
        let Access::Signed(needed) = access else { continue };
        assert_eq!(nobody.status, StatusCode::SEE_OTHER, "{method} {route}");
        let there = format!("/gestion/connexion?suite={}", address.replace('/', "%2F"));
        assert_eq!(nobody.headers["location"], there.as_str());
        assert_eq!(call("__Host-session=0000".to_owned()).await.headers["location"], there.as_str());
        for (who, role) in roles {
            let signed = call(bureau.signed(who, role).await).await;
            let refused = signed.status == StatusCode::FORBIDDEN;
            assert_eq!(refused, !role.admits(needed), "{method} {route} as {who}: {}", signed.status);
            assert_eq!(signed.headers["cache-control"], "no-store", "{route}");
            assert!(signed.status.as_u16() < 500, "{method} {route} as {who}");
            if refused {
                assert_eq!(texts(&signed.body, "h1"), ["Cette page n’est pas ouverte à votre compte"]);
            }
        }
    }
    assert_eq!(bureau.get("/gestion/rien", "").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn someone_chooses_a_password_signs_in_and_out() {
    let bureau = bureau().await;
    bureau.account("jeanne", Role::Reader).await;
    assert_eq!(bureau.get("/gestion/mot-de-passe?lien=x", "").await.status, StatusCode::NOT_FOUND);
    let entered = bureau.sign_in("jeanne", "").await;
    assert_eq!(
        (entered.status, &entered.headers["location"]),
        (StatusCode::SEE_OTHER, &"/gestion/compte".parse().unwrap())
    );
    let session = cookie(&entered);
    let page = bureau.get("/gestion/compte", &session).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(texts(&page.body, "tbody tr").len(), 1);
    // The session of another device is ended from this one.
    let other = cookie(&bureau.sign_in("jeanne", "").await);
    assert_eq!(bureau.get("/gestion", &other).await.status, StatusCode::OK);
    bureau.post("/gestion/compte", &session, "connexion=2").await;
    assert_eq!(bureau.get("/gestion", &other).await.status, StatusCode::SEE_OTHER);
    let signed_out = bureau.post("/gestion/deconnexion", &session, "").await;
    assert_eq!(signed_out.headers["location"], "/gestion/connexion?etat=deconnexion");
    assert_eq!(bureau.get("/gestion", &session).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_link_by_which_a_password_is_chosen_holds_until_its_time() {
    let bureau = bureau().await;
    let token = Token::random().unwrap();
    let link = Link { token: token.hashed(), expires_at: bureau.seconds() + 60 };
    administer(&bureau.store, &name("jeanne"), created(Role::Reader, None, &link)).await;
    let address = format!("/gestion/mot-de-passe?lien={}", token.as_str());
    assert_eq!(bureau.get(&address, "").await.status, StatusCode::OK);
    bureau.later(60);
    assert_eq!(bureau.get(&address, "").await.status, StatusCode::NOT_FOUND, "seven days have passed");
}

#[tokio::test]
async fn a_session_ends_when_idle_and_at_last_whatever_is_done() {
    let bureau = bureau().await;
    let idle = bureau.signed("jeanne", Role::Editor).await;
    bureau.later(30 * 60 - 1);
    assert_eq!(bureau.get("/gestion", &idle).await.status, StatusCode::OK);
    bureau.later(30 * 60);
    assert_eq!(bureau.get("/gestion", &idle).await.status, StatusCode::SEE_OTHER);
    let busy = bureau.signed("paul", Role::Editor).await;
    for _ in 0..35 {
        bureau.later(20 * 60);
        assert_eq!(bureau.get("/gestion", &busy).await.status, StatusCode::OK);
    }
    bureau.later(20 * 60);
    assert_eq!(bureau.get("/gestion", &busy).await.status, StatusCode::SEE_OTHER, "twelve hours");
}

#[tokio::test]
async fn a_publisher_enrols_a_second_factor_before_anything_and_no_code_serves_twice() {
    let bureau = bureau().await;
    bureau.account("jeanne", Role::Publisher).await;
    let session = cookie(&bureau.sign_in("jeanne", "").await);
    assert_eq!(bureau.get("/gestion/parametres", &session).await.headers["location"], "/gestion/code");
    let offer = bureau.get("/gestion/code", &session).await;
    let secret = texts(&offer.body, "code.secret").remove(0);
    assert_eq!(texts(&offer.body, "svg.qr[viewBox] path").len(), 1);
    assert_eq!(bureau.post("/gestion/code", &session, "code=000000x").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let first = code(&secret, bureau.seconds());
    let done = bureau.post("/gestion/code", &session, &format!("code={first}")).await;
    let recovery = texts(&done.body, "ol.codes code");
    assert_eq!((done.status, recovery.len()), (StatusCode::OK, 10));
    assert_eq!(bureau.get("/gestion/parametres", &session).await.status, StatusCode::OK);
    assert!(texts(&bureau.get("/gestion/code", &session).await.body, "code.secret").is_empty(), "never shown again");
    // The code of the confirmation, no code, then the next code, and that one again.
    assert_eq!(bureau.sign_in("jeanne", &first).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(bureau.sign_in("jeanne", "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    bureau.later(30);
    let next = code(&secret, bureau.seconds());
    assert_eq!(bureau.sign_in("jeanne", &next).await.status, StatusCode::SEE_OTHER);
    assert_eq!(bureau.sign_in("jeanne", &next).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(bureau.sign_in("jeanne", &recovery[3]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(bureau.sign_in("jeanne", &recovery[3]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn every_figure_of_the_first_screen_leads_to_its_list() {
    let bureau = bureau().await;
    let session = bureau.signed("jeanne", Role::Reader).await;
    let page = bureau.get("/gestion", &session).await;
    let figures = |table: &str| -> Vec<usize> {
        texts(&page.body, &format!("{table} tbody td")).iter().map(|text| text.parse().unwrap()).collect()
    };
    let parts = ["coordonnees", "taches", "horaires", "prix", "qualite", "disponibilite"];
    let counted = figures("table.parts-to-see");
    assert_eq!(counted.len(), 3 * parts.len());
    for (part, counts) in parts.iter().zip(counted.chunks(3)) {
        for (condition, count) in ["jamais-verifiee", "perimee", "inconnue"].iter().zip(counts) {
            let list = bureau.get(&format!("/gestion/services?partie={part}&etat={condition}"), &session).await;
            let found = texts(&list.body, "table.lines caption").concat();
            let found = found.strip_prefix("Fiches trouvées : ").and_then(|rest| rest.split('.').next()).unwrap_or("0");
            assert_eq!(found.parse(), Ok(*count), "{part} {condition}");
        }
    }
    let figures = figures("table:not(.parts-to-see)");
    assert_eq!(figures.len(), 7);
    assert_eq!(figures[3..6], [0, 0, 0], "no closing, no draft, no report");
    assert!(figures[6] > 0, "values of 2027 are to come");
    for (motive, count) in ["disponibilite", "certifications", "prix"].into_iter().zip(figures) {
        let pages = count.div_ceil(25).max(1);
        let mut listed = 0;
        for number in 1..=pages {
            let list = bureau.get(&format!("/gestion/a-voir?motif={motive}&page={number}"), &session).await;
            assert_eq!(list.status, StatusCode::OK);
            listed += texts(&list.body, "tbody tr a[href^='/gestion/services/']").len();
        }
        assert_eq!(listed, count, "{motive}");
        let last = bureau.get(&format!("/gestion/a-voir?motif={motive}&page={pages}"), &session).await;
        let beyond = bureau.get(&format!("/gestion/a-voir?motif={motive}&page={}", pages + 1), &session).await;
        assert_eq!(beyond.body, last.body, "the nearest page");
    }
    assert_eq!(bureau.get("/gestion/a-voir?motif=autre", &session).await.headers["location"], "/gestion");
    assert!(!texts(&page.body, "header a").iter().any(|link| link.contains("loi")), "not a reader's");
}

#[tokio::test]
async fn a_report_is_closed_once_with_who_and_why() {
    let bureau = bureau().await;
    let message = ReportMessage::parse("le prix <b>a changé</b>").unwrap();
    let finess = demonstration()[0].finess;
    let report = NewReport { finess, about: ReportAbout::Price, message, recorded_at: Timestamp::UNIX_EPOCH };
    bureau.store.add_report(report).await.unwrap();
    let session = bureau.signed("jeanne", Role::Editor).await;
    let here = "/gestion/signalements/1";
    let page = bureau.get(here, &session).await;
    assert!(page.body.contains("le prix &lt;b&gt;a changé"), "shown as typed");
    let wrong = bureau.post(here, &session, "suite-donnee=corrige&motif=court").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(texts(&wrong.body, "textarea"), ["court"], "kept");
    assert_eq!(
        bureau.post(here, &session, "suite-donnee=corrige&motif=appel+au+service").await.status,
        StatusCode::SEE_OTHER
    );
    let late = bureau.post(here, &session, "suite-donnee=sans-suite&motif=trop+tard+pour+cela").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let answers = bureau.store.list_answers().await.unwrap().rows;
    assert_eq!(
        (answers.len(), answers[0].author.as_str(), answers[0].reason.as_str()),
        (1, "jeanne", "appel au service")
    );
    assert_eq!(texts(&bureau.get("/gestion/signalements", &session).await.body, "main h2 ~ p"), ["Rien à voir ici."]);
    assert_eq!(bureau.get("/gestion/signalements/9", &session).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        bureau.post("/gestion/signalements/9", &session, "suite-donnee=corrige&motif=appel+au+service").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_value_of_the_law_is_checked_signed_and_used_at_once() {
    let bureau = bureau().await;
    let session = bureau.signed("jeanne", Role::Publisher).await;
    let here = "/gestion/parametres";
    let right = "valeur=tarif-apa-departement-heure&montant=26,10&debut=2026-01-01&fin=&article=Arr%C3%AAt%C3%A9+du+12+janvier\
                 &adresse=https://www.paris.fr/a&lu=2026-11-20";
    for (field, from, to) in [
        ("valeur", "tarif-apa-departement-heure", "autre"),
        ("montant", "26,10", "9999999"),
        ("debut", "2026-01-01", "hier"),
        ("fin", "fin=", "fin=2025-01-01"),
        ("article", "Arr%C3%AAt%C3%A9+du+12+janvier", ""),
        ("adresse", "https://", ""),
        ("lu", "2026-11-20", "2026-12-20"),
    ] {
        let answer = bureau.post(here, &session, &right.replace(from, to)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert_eq!(texts(&answer.body, &format!("#{field}[aria-invalid=true]")).len(), 1, "{field}");
    }
    assert!(bureau.store.list_values().await.unwrap().rows.is_empty());
    assert_eq!(bureau.post(here, &session, right).await.headers["location"], "/gestion/parametres?etat=ajoutee");
    let values = bureau.store.list_values().await.unwrap().rows;
    assert_eq!(
        (values.len(), values[0].author.as_str(), values[0].published.value),
        (1, "jeanne", number("26.10").unwrap())
    );
    assert!(bureau.get("/methode", "").await.body.contains("26,10"), "the public page has it");
}

#[tokio::test]
async fn a_value_of_the_law_far_from_the_one_before_it_is_asked_about() {
    let bureau = bureau().await;
    let session = bureau.signed("jeanne", Role::Publisher).await;
    let here = "/gestion/parametres";
    let slip = "valeur=tarif-plancher-heure&montant=252,00&debut=2027-01-01&fin=&article=Arr%C3%AAt%C3%A9+du+12+janvier\
                &adresse=https://www.paris.fr/a&lu=2026-11-20";
    let asked = bureau.post(here, &session, slip).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(texts(&asked.body, "input[type=checkbox][name=confirmee]").len(), 1);
    assert!(asked.body.contains("25,00"), "the value before it is named");
    assert!(bureau.store.list_values().await.unwrap().rows.is_empty());
    let confirmed = bureau.post(here, &session, &format!("{slip}&confirmee=oui")).await;
    assert_eq!(confirmed.headers["location"], "/gestion/parametres?etat=ajoutee");
}

#[tokio::test]
async fn a_value_of_the_law_is_corrected_then_withdrawn_and_stays_in_the_journal() {
    let bureau = bureau().await;
    let session = bureau.signed("jeanne", Role::Publisher).await;
    let here = "/gestion/parametres";
    let value = "valeur=tarif-apa-departement-heure&montant=26,10&debut=2026-01-01&fin=&article=Arr%C3%AAt%C3%A9+du+12+janvier\
                 &adresse=https://www.paris.fr/a&lu=2026-11-20";
    bureau.post(here, &session, value).await;
    let corrected = bureau.post(here, &session, &value.replace("26,10", "26,40")).await;
    assert_eq!(corrected.headers["location"], "/gestion/parametres?etat=remplacee");
    let screen = bureau.get(here, &session).await.body;
    assert!(screen.contains("(remplace 26,10"), "{screen}");
    assert_eq!(texts(&screen, "button[name=retirer]").len(), 1, "only what counts can be withdrawn");
    let withdraw = "retirer=tarif-apa-departement-heure+2026-01-01";
    assert_eq!(bureau.post(here, &session, withdraw).await.headers["location"], "/gestion/parametres?etat=retiree");
    assert!(!bureau.get("/methode", "").await.body.contains("26,40"), "unknown again at once");
    let again = bureau.post(here, &session, withdraw).await;
    assert_eq!(again.headers["location"], "/gestion/parametres?etat=deja-retiree");
    let values = bureau.store.list_values().await.unwrap().rows;
    assert_eq!(values.iter().map(|value| value.withdrawn).collect::<Vec<_>>(), [false, false, true]);
}

#[test]
fn no_password_token_or_code_is_logged_with_every_log_on() {
    use std::io::Read;
    let folder = tempfile::tempdir().unwrap();
    let made = std::process::Command::new(env!("CARGO_BIN_EXE_quelleaideadom"))
        .args(["user", "add", "jeanne", "--role", "publisher"])
        .current_dir(folder.path())
        .env("DATABASE_URL", "sqlite:listings.sqlite")
        .output()
        .unwrap();
    let link = String::from_utf8(made.stdout).unwrap().trim_end().split_once("lien=").unwrap().1.to_owned();
    let (mut server, mut log) = privacy::serve(folder.path());
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        log.read_to_string(&mut text).unwrap();
        text
    });
    let chosen = format!("lien={link}&mot-de-passe=Xylander+et+Zephyrine&encore=Xylander+et+Zephyrine");
    let chosen = privacy::post(&server, "/gestion/mot-de-passe", &chosen);
    assert!(chosen.starts_with("HTTP/1.1 303"), "{chosen}");
    let wrong = privacy::post(&server, "/gestion/connexion", "nom=wqvxname&mot-de-passe=Xylander&code=gzkq-8731");
    assert!(wrong.starts_with("HTTP/1.1 422"), "{}", &wrong[..100]);
    let right = privacy::post(&server, "/gestion/connexion", "nom=jeanne&mot-de-passe=Xylander+et+Zephyrine");
    let token = right.split("__Host-session=").nth(1).unwrap()[..64].to_owned();
    server.child.kill().unwrap();
    server.child.wait().unwrap();
    let log = reader.join().unwrap();
    assert!(log.contains("route=\"/gestion/connexion\""), "the log is on, and has the route");
    for secret in ["Xylander", "Zephyrine", "gzkq", "wqvxname", &link, &token] {
        assert!(!log.contains(secret), "`{secret}` stands in the log");
    }
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for secret in ["Xylander", &link, &token] {
            assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "`{secret}` is kept");
        }
    }
}
