//! The back office: its routes, who is admitted to each (the table of `app::access`), and how its screens are rendered.

mod account;
mod accounts;
mod attention;
mod campaigns;
mod devices;
mod dossiers;
mod editor;
mod entry;
mod evidence;
mod exports;
mod figures;
mod follow_up;
mod functions;
mod history;
mod imports;
mod law;
mod letters;
mod links;
mod listings;
mod openid;
mod own_listing;
mod previews;
mod reports;
mod session;
mod shortages;
mod signed_again;
mod waiting;
mod working_list;

use std::sync::Arc;

use app::access::{Access, Role, Staff, of_staff, staff_functions};
use app::office::refusal::Refusal;
use app::routes::{StaffPage, StaffRoute};
use app::staff::typed::Typed;
use app::staff::unreadable::UnreadableRow;
use app::staff::{Screen, refused, unreadable_page};
use app::text::{Lang, Words, staff as say};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get, post};
use domain::Source;
use domain::values::closed_list::ClosedList;
use jiff::Timestamp;
use leptos::prelude::{Owner, ScopedFuture, provide_context};
use tokio::sync::Notify;

use self::session::Signed;
use super::client::ClientAddress;
use super::errors::{RETRY_SECONDS, broken, short_page};
use super::limits::SignInGate;
use super::load::{Queue, in_turn};
use super::pages::page_with;
use super::request_log::Cause;
use super::state::{BODY_LIMIT, SiteState};
use crate::catalogue::record_completeness;
use crate::export::{BOM, write_csv};
use crate::office_tables::TableError;
use crate::openid::IdentityProvider;
use crate::passwords::Passwords;
use crate::secrets::SecretError;
use crate::storage::dossiers::FilePlace;
use crate::storage::figures::{ActKind, StaffAct};
use crate::storage::{Authorship, Save, Store, StoreError};

/// What the back office works with.
pub struct StaffServices {
    store: Arc<dyn Store>,
    gate: Box<dyn SignInGate>,
    passwords: Passwords,
    devices: devices::Devices,
    /// The role from which a password alone is not enough.
    second_factor_from: Role,
    now: Box<dyn Fn() -> Timestamp + Send + Sync>,
    client: ClientAddress,
    /// None: a password is the only way in.
    identities: Option<openid::Identities>,
    /// Told when a letter was added; none: no mail is set up, and links are copied.
    mail: Option<Arc<Notify>>,
    /// Public address of the site.
    pub(super) site: Option<String>,
    /// Where the files of dossiers are kept.
    files: FilePlace,
}

impl StaffServices {
    pub fn new(
        store: Arc<dyn Store>,
        gate: impl SignInGate + 'static,
        now: impl Fn() -> Timestamp + Send + Sync + 'static,
        client: ClientAddress,
    ) -> Self {
        Self {
            store,
            gate: Box::new(gate),
            passwords: Passwords::default(),
            devices: devices::Devices::default(),
            second_factor_from: Role::Publisher,
            now: Box::new(now),
            client,
            identities: None,
            mail: None,
            site: None,
            files: FilePlace::default(),
        }
    }

    /// The same, where everyone of this role or above needs a second factor.
    #[must_use]
    pub fn with_second_factor_from(self, role: Role) -> Self {
        Self { second_factor_from: role, ..self }
    }

    pub(super) fn store(&self) -> &Arc<dyn Store> {
        &self.store
    }

    /// How the address of whoever asks is known.
    pub(super) fn client(&self) -> &ClientAddress {
        &self.client
    }

    /// The same, whose letters are mailed by whoever is told of them.
    #[must_use]
    pub fn with_mail(self, told: Arc<Notify>) -> Self {
        Self { mail: Some(told), ..self }
    }

    /// The same, which keeps the files of dossiers elsewhere.
    #[must_use]
    pub fn with_files(self, files: FilePlace) -> Self {
        Self { files, ..self }
    }

    /// The same, at a public address, `https://…`: links that leave the site begin with it.
    #[must_use]
    pub fn at(self, site: &str) -> Self {
        Self { site: Some(site.trim_end_matches('/').to_owned()), ..self }
    }

    /// The same, with a provider of identities by which one may sign in.
    #[must_use]
    pub fn with_openid(self, provider: Arc<dyn IdentityProvider>) -> Self {
        Self { identities: Some(openid::Identities::new(provider)), ..self }
    }
}

/// What its routes share.
struct StaffState {
    site: SiteState,
    office: StaffServices,
}

type Shared = State<Arc<StaffState>>;

/// The store or the system failed. Logged once, with the request; nothing that was typed is in it.
#[derive(Debug, thiserror::Error)]
enum OfficeError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Secret(#[from] SecretError),
    #[error(transparent)]
    Table(#[from] TableError),
}

impl IntoResponse for OfficeError {
    fn into_response(self) -> Response {
        match &self {
            Self::Store(StoreError::Conflict(..)) => {
                return (StatusCode::CONFLICT, Html(app::text::staff::CONFLICT)).into_response();
            }
            // The guard makes a screen of it, which names the row.
            Self::Store(StoreError::Unreadable { row, cause }) => {
                let mut response = broken(Lang::French);
                response.extensions_mut().insert(row.clone());
                return Cause::of(cause).of_answer(response);
            }
            // The site goes on from memory; whoever writes comes back, and the browser still has what was typed.
            Self::Store(StoreError::Away(_)) => {
                let page = short_page(Words::of(Lang::French), say::DATABASE_AWAY, say::DATABASE_AWAY_WHAT);
                let retry = [(header::RETRY_AFTER, RETRY_SECONDS)];
                let answer = (StatusCode::SERVICE_UNAVAILABLE, retry, page).into_response();
                return Cause::of(&self).of_answer(answer);
            }
            Self::Store(StoreError::Unavailable(_)) | Self::Secret(_) | Self::Table(_) => {}
        }
        let mut response = broken(Lang::French);
        *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
        Cause::of(&self).of_answer(response)
    }
}

type Answer = Result<Response, OfficeError>;

impl StaffState {
    fn needs_second_factor(&self, role: Role) -> bool {
        role.admits(self.office.second_factor_from)
    }

    fn now(&self) -> Timestamp {
        (self.office.now)()
    }

    fn today(&self) -> jiff::civil::Date {
        self.site.clock.today()
    }

    /// Who writes, now.
    fn authorship(&self, signed: &Signed, source: Source) -> Authorship {
        self.authorship_of(&signed.staff, source)
    }

    fn authorship_of(&self, staff: &Staff, source: Source) -> Authorship {
        Authorship { author: staff.name.to_string(), source, recorded_at: self.now() }
    }

    /// A screen in the frame of the site.
    async fn show(&self, screen: Screen) -> Response {
        let status = StatusCode::from_u16(screen.status).unwrap_or(StatusCode::OK);
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = Uri::from_static("/gestion");
        let mut response = page_with(self.site.context(), screen, request).await;
        if response.status() == StatusCode::OK {
            *response.status_mut() = status;
        }
        response
    }
}

impl StaffState {
    /// What someone does now, for the journal of acts.
    fn act(&self, staff: &Staff, kind: ActKind, subject: String) -> StaffAct {
        let author = staff.name.to_string();
        StaffAct { author, recorded_at: self.now(), kind, subject, finess: None, reason: String::new() }
    }

    /// Writes listings, and shows them to the public at once.
    async fn save(&self, saves: Vec<Save>, authorship: &Authorship) -> Result<(), OfficeError> {
        self.office.store.save(saves, authorship, None).await?;
        self.publish().await;
        Ok(())
    }

    /// Shows the public what the store holds now. What was written is written: where it cannot be read again at once, the
    /// catalogue that follows the store shows it as soon as it can.
    async fn publish(&self) {
        let shown = self.site.published.renew(&*self.office.store).await;
        let recorded = record_completeness(&*self.office.store, &self.site.published.catalogue(), self.today()).await;
        for error in shown.err().into_iter().chain(recorded.err()) {
            tracing::error!(?error, "what was written is shown later");
        }
    }
}

pub(super) fn routes(site: SiteState, office: StaffServices) -> Router {
    let desk = Arc::new(StaffState { site, office });
    // A file is larger than any form; whoever may send one is known before it is read.
    let (uploads, screens): (Vec<StaffRoute>, Vec<StaffRoute>) =
        StaffRoute::ALL.iter().partition(|route| matches!(route, StaffRoute::Imports | StaffRoute::Files));
    let add = |router: Router<Arc<StaffState>>, route: StaffRoute| router.route(route.code(), answers(route));
    let router = screens.into_iter().fold(Router::new(), add).layer(from_fn_with_state(Queue::of_office(), in_turn));
    let functions = staff_functions();
    let router = functions.fold(router, |router, (path, _)| router.route(path, post(functions::call)));
    uploads
        .into_iter()
        .fold(router, add)
        .layer(DefaultBodyLimit::disable())
        .route_layer(from_fn_with_state(Arc::clone(&desk), guard))
        .route_layer(from_fn_with_state(Arc::clone(&desk), with_words))
        .with_state(desk)
}

/// What answers at an address.
fn answers(route: StaffRoute) -> MethodRouter<Arc<StaffState>> {
    match route {
        StaffRoute::SignIn => get(entry::show).post(entry::sign_in),
        StaffRoute::Password => get(entry::link).post(entry::choose),
        StaffRoute::SignOut => get(entry::leave).post(entry::sign_out),
        StaffRoute::Account => get(account::show).post(account::act),
        StaffRoute::SecondFactor => get(account::second_factor).post(account::enrol),
        StaffRoute::OpenId => get(openid::begin),
        StaffRoute::OpenIdReturn => get(openid::finish),
        StaffRoute::OpenIdCode => get(openid::show_code).post(openid::give_code),
        StaffRoute::Home => get(attention::show),
        StaffRoute::ToSee => get(attention::to_see).post(attention::verify),
        StaffRoute::Listings => get(working_list::show).post(working_list::act),
        StaffRoute::Listing => get(listings::show).post(links::make_one),
        StaffRoute::Edit => get(editor::edit).post(editor::act_on_listing),
        StaffRoute::History => get(history::show).post(history::restore),
        StaffRoute::Drafts => get(listings::queue),
        StaffRoute::Draft => get(editor::draft).post(editor::act_on_draft),
        StaffRoute::Merge => get(history::meet).post(history::bring_together),
        StaffRoute::Campaigns => get(campaigns::list).post(campaigns::start),
        StaffRoute::Campaign => get(follow_up::show).post(follow_up::follow),
        StaffRoute::OwnListing => get(own_listing::show).post(own_listing::answer),
        StaffRoute::Journal => get(history::journal),
        StaffRoute::Imports => get(imports::list).post(imports::receive),
        StaffRoute::Preview => get(previews::show).post(previews::decide),
        StaffRoute::PreviewRemarks => get(previews::remarks),
        StaffRoute::Import => get(imports::show).post(imports::undo),
        StaffRoute::Template => get(imports::template),
        StaffRoute::Reports => get(reports::show),
        StaffRoute::Report => get(reports::read).post(reports::act),
        StaffRoute::Shortages => get(shortages::show),
        StaffRoute::Law => get(law::show).post(law::add),
        StaffRoute::Accounts => get(accounts::show).post(accounts::act),
        StaffRoute::Forgotten => get(entry::show_forgotten).post(entry::forgotten),
        StaffRoute::Dossier => get(dossiers::show).post(dossiers::act),
        StaffRoute::Files => get(evidence::to_dossier).post(evidence::receive),
        StaffRoute::Evidence => get(evidence::file),
        StaffRoute::Reminders => get(dossiers::reminders).post(dossiers::end_reminder),
        StaffRoute::Exports => get(exports::show).post(exports::make),
        StaffRoute::Figures => get(figures::show),
    }
}

/// Whether what is sent there is carried through a sign-in where the session has ended: what people type at length. Nothing
/// secret, and no file.
fn keeps_form(route: StaffRoute) -> bool {
    matches!(route, StaffRoute::Edit | StaffRoute::Draft | StaffRoute::Merge | StaffRoute::Report | StaffRoute::Law)
}

/// Gives what answers the words of the site, as a page has them: a handler makes sentences before its screen is rendered.
async fn with_words(State(desk): Shared, request: Request, next: Next) -> Response {
    let owner = Owner::new();
    let answer = owner.with(|| {
        provide_context(desk.site.words(Lang::French));
        ScopedFuture::new(next.run(request))
    });
    answer.await
}

/// Lets through who the table admits, and hands the person to the route.
async fn guard(State(desk): Shared, route: MatchedPath, mut request: Request, next: Next) -> Answer {
    let known = StaffRoute::from_code(route.as_str());
    let (opens, takes) = match known {
        Some(route) => (Some(of_staff(route).0), of_staff(route).1),
        None => {
            (None, staff_functions().find(|(path, _)| *path == route.as_str()).map(|(_, role)| Access::Signed(role)))
        }
    };
    let access = match *request.method() {
        Method::GET | Method::HEAD => opens,
        Method::POST => takes,
        _ => None,
    };
    let needed = match access {
        Some(Access::Everyone) => return Ok(with_named_row(&desk, None, next.run(request).await).await),
        Some(Access::Signed(role)) => role,
        None => return Ok(StatusCode::METHOD_NOT_ALLOWED.into_response()),
    };
    let Some(signed) = session::signed(&desk, request.headers()).await? else {
        return Ok(match known {
            Some(route) if *request.method() == Method::POST && keeps_form(route) => {
                return signed_again::ask(&desk, request).await;
            }
            Some(_) => entry::ask(request.uri()).into_response(),
            // An island says so where it stands, and nothing typed is lost.
            None => (StatusCode::UNAUTHORIZED, Refusal::SIGNED_OUT).into_response(),
        });
    };
    let on_the_way = matches!(known, Some(StaffRoute::SecondFactor | StaffRoute::SignOut));
    if desk.needs_second_factor(signed.staff.role) && !signed.enrolled && !on_the_way {
        return Ok(Redirect::to(&StaffPage::SecondFactor.href()).into_response());
    }
    if !signed.staff.role.admits(needed) {
        return Ok(desk.show(refused(&signed.staff)).await);
    }
    let staff = signed.staff.clone();
    request.extensions_mut().insert(signed);
    Ok(with_named_row(&desk, Some(&staff), next.run(request).await).await)
}

/// An answer; where it failed for one row that cannot be read, the screen that names the row.
async fn with_named_row(desk: &StaffState, staff: Option<&Staff>, response: Response) -> Response {
    match response.extensions().get::<UnreadableRow>() {
        Some(row) => {
            let page = desk.show(unreadable_page(staff, row.clone())).await;
            Cause::of(row).of_answer(page)
        }
        None => response,
    }
}

/// A form as it was sent. It has no `Debug`.
struct Form(Bytes);

impl Form {
    async fn read(request: Request) -> Option<(Parts, Self)> {
        let (parts, body) = request.into_parts();
        Some((parts, Self(to_bytes(body, BODY_LIMIT).await.ok()?)))
    }

    /// All of it.
    fn typed(&self) -> Typed {
        Typed::of_pairs(&self.0)
    }

    /// Of a field sent twice the first counts.
    fn get(&self, name: &str) -> String {
        value_of(&self.0, name)
    }
}

fn value_of(pairs: &[u8], name: &str) -> String {
    let found = form_urlencoded::parse(pairs).find(|(own, _)| own == name);
    found.map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// A value of the query string.
fn asked(uri: &Uri, name: &str) -> String {
    value_of(uri.query().unwrap_or_default().as_bytes(), name)
}

fn too_large() -> Response {
    StatusCode::PAYLOAD_TOO_LARGE.into_response()
}

/// Lines as a file for a spreadsheet: none of its cells is a formula.
fn csv_file<L, C>(name: &str, lines: impl IntoIterator<Item = L>) -> Response
where
    L: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    let mut bytes = BOM.as_bytes().to_vec();
    if let Err(error) = write_csv(&mut bytes, lines) {
        return Cause::of(&error).of_answer(broken(Lang::French));
    }
    let attached = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let attached = attached.unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, attached)], bytes).into_response()
}
