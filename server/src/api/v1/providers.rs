//! `GET /api/v1/providers` and `/api/v1/providers/{finess}`: the services, filtered, a page after another; and all of one.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::Response;
use domain::values::search;
use domain::values::website::is_website;
use domain::{Field, Finess, Listing, Territory, Zone};
use jiff::civil::Date;
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::__dev::ComposeSchema;
use utoipa::openapi::{RefOr, Schema};
use utoipa::{IntoParams, ToSchema};

use super::labels::naming;
use super::openapi::provider_members;
use super::paging::{Count, CursorPage, Limit};
use super::problem::{FieldProblem, Problem};
use super::provider::Provider;
use super::values::code;
use super::versions::Versions;
use super::{Api, answer, reading, values};

const USUAL: u32 = 50;
const MOST: u32 = 200;

/// Which services, and what of them. Several conditions hold together; of one that is given several times, all hold, but for
/// `kind`, of which one does.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ProvidersQuery {
    /// Part of the name, or a FINESS number.
    #[serde(default)]
    #[param(max_length = 100)]
    q: Option<String>,
    /// INSEE code of a zone that it is known to serve.
    #[serde(default)]
    #[param(pattern = "^([0-9]{2}|2[AB])[0-9]{3}$", example = "75114")]
    serves: Option<String>,
    /// INSEE code of the zone of its office.
    #[serde(default)]
    #[param(pattern = "^([0-9]{2}|2[AB])[0-9]{3}$")]
    located_in: Option<String>,
    /// FINESS category.
    #[serde(default)]
    #[param(inline)]
    kind: Vec<code::Kind>,
    #[serde(default)]
    #[param(inline)]
    legal_form: Option<code::LegalForm>,
    #[serde(default)]
    #[param(inline)]
    habilitation: Option<code::Habilitation>,
    /// An act that it is known to do.
    #[serde(default)]
    #[param(inline)]
    act: Vec<code::Act>,
    /// People whom it is known to accompany.
    #[serde(default)]
    #[param(inline)]
    public: Vec<code::Public>,
    /// A mode of which it has a tariff in force today.
    #[serde(default)]
    #[param(inline)]
    mode: Vec<code::Mode>,
    /// Facts that are not known of it.
    #[serde(default)]
    #[param(inline)]
    unknown: Vec<code::Field>,
    /// `open` where it is absent.
    #[serde(default)]
    #[param(inline)]
    standing: Option<StandingFilter>,
    /// `next_cursor` of the page before.
    #[serde(default)]
    #[param(pattern = "^([0-9]{2}|2[AB])[0-9]{7}$")]
    cursor: Option<String>,
    /// How many at most: 50 where it is absent, and never more than 200.
    #[serde(default)]
    #[param(inline)]
    limit: Option<Count>,
    /// Names of what is wanted of each, with commas between them; `finess` always is.
    #[serde(default)]
    #[param(inline)]
    fields: Option<Fields>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StandingFilter {
    Open,
    /// Open, with a day on which it closes.
    Closing,
    Closed,
    All,
}

/// Services in order of their FINESS number.
#[derive(Serialize, ToSchema)]
pub struct Providers {
    versions: Versions,
    /// How many meet the conditions in all.
    total: u32,
    page: CursorPage,
    #[schema(value_type = Vec<Provider>)]
    providers: Vec<Value>,
}

/// One service.
#[derive(Serialize, ToSchema)]
pub struct OneProvider {
    versions: Versions,
    provider: Provider,
}

fn zone(name: &str, text: Option<&String>, territory: &Territory) -> Result<Option<Zone>, Problem> {
    let Some(text) = text else { return Ok(None) };
    let found = text.parse().ok().filter(|zone| territory.find_zone(*zone).is_some());
    let what = || format!("it is no zone of {}: /api/v1/territory lists them", territory.name);
    found.map(Some).ok_or_else(|| Problem::contradictory(vec![FieldProblem::of(name, what())]))
}

/// Conditions that were read.
struct Wanted {
    query: ProvidersQuery,
    folded: Option<String>,
    serves: Option<Zone>,
    located_in: Option<Zone>,
    today: Date,
}

impl Wanted {
    fn of(query: ProvidersQuery, territory: &Territory, today: Date) -> Result<Self, Problem> {
        if query.q.as_ref().is_some_and(|text| text.chars().count() > 100) {
            return Err(Problem::parameters(vec![FieldProblem::of("q", "at most 100 characters".to_owned())]));
        }
        Ok(Self {
            folded: query.q.as_deref().map(search::fold).filter(|text| !text.is_empty()),
            serves: zone("serves", query.serves.as_ref(), territory)?,
            located_in: zone("located_in", query.located_in.as_ref(), territory)?,
            query,
            today,
        })
    }

    fn holds(&self, name: &str, listing: &Listing) -> bool {
        let query = &self.query;
        let standing = match query.standing.unwrap_or(StandingFilter::Open) {
            StandingFilter::Open => listing.standing.is_open(),
            StandingFilter::Closing => listing.standing.closes_on().is_some(),
            StandingFilter::Closed => !listing.standing.is_open(),
            StandingFilter::All => true,
        };
        let has_name =
            |text: &String| search::matches(name, text) || listing.finess.as_str().eq_ignore_ascii_case(text);
        let serves = |zone: Zone| listing.zones.value().is_some_and(|zones| zones.contains(&zone));
        let is_in = |zone: Zone| listing.address.value().is_some_and(|address| address.zone == zone);
        let does = |act: &code::Act| listing.acts.value().is_some_and(|acts| acts.contains(act.0));
        let accompanies = |public: &code::Public| listing.publics.value().is_some_and(|set| set.contains(public.0));
        let has_kind = query.kind.is_empty() || query.kind.iter().any(|kind| kind.0 == listing.kind);
        standing
            && has_kind
            && self.folded.as_ref().is_none_or(has_name)
            && self.serves.is_none_or(serves)
            && self.located_in.is_none_or(is_in)
            && query.legal_form.is_none_or(|form| listing.legal_form.value() == Some(&form.0))
            && query.habilitation.is_none_or(|held| listing.habilitation.value() == Some(&held.0))
            && query.act.iter().all(does)
            && query.public.iter().all(accompanies)
            && query.mode.iter().all(|mode| listing.tariff_on(mode.0, self.today).is_some())
            && query.unknown.iter().all(|field| is_unknown(listing, field.0, self.today))
    }
}

/// Whether a fact is unknown. What every service has is never so.
fn is_unknown(listing: &Listing, field: Field, today: Date) -> bool {
    match field {
        Field::Availability => listing.availability_on(today).is_none(),
        Field::Website => listing.website.value().is_none_or(|website| !is_website(website)),
        Field::Name | Field::Kind | Field::Standing => false,
        Field::LegalEntity => listing.legal_entity.is_none(),
        field => listing.provenance(field).is_none(),
    }
}

/// Names of members of a service, with commas between them.
pub struct Fields(Vec<String>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let known = provider_members();
        let wanted: Vec<String> = String::deserialize(deserializer)?.split(',').map(str::to_owned).collect();
        match wanted.iter().all(|name| known.contains(name)) {
            true => Ok(Self(wanted)),
            false => Err(D::Error::custom(format!("a field that there is not: a service has {}", known.join(", ")))),
        }
    }
}

impl ComposeSchema for Fields {
    fn compose(_: Vec<RefOr<Schema>>) -> RefOr<Schema> {
        let name = format!("({})", provider_members().join("|"));
        values::text("Names of fields.", &format!("^{name}(,{name})*$"), "name,address")
    }
}

impl ToSchema for Fields {}

/// The members of a service that are wanted.
struct Members(Option<Vec<String>>);

impl Members {
    fn keep(&self, provider: &Provider) -> Value {
        let Ok(Value::Object(members)) = serde_json::to_value(provider) else { return Value::Object(Map::new()) };
        let Some(wanted) = &self.0 else { return Value::Object(members) };
        let kept = members.into_iter().filter(|(name, _)| name == "finess" || wanted.contains(name));
        Value::Object(kept.collect())
    }
}

/// The services
///
/// In order of their FINESS number, the open ones unless another standing is asked for.
#[utoipa::path(
    get,
    path = "/api/v1/providers",
    operation_id = "list_providers",
    tag = "services",
    params(ProvidersQuery),
    responses((status = 200, description = "A page of services; empty beyond the last.", body = Providers))
)]
pub async fn list(State(api): State<Api>, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let mut query: ProvidersQuery = reading::parameters(&uri)?;
    let members = Members(query.fields.take().map(|Fields(names)| names));
    let limit = Limit::of(query.limit, USUAL, MOST);
    let cursor = query.cursor.clone().unwrap_or_default();
    // Any number of that shape has a place in the order.
    if !cursor.is_empty() && Finess::try_from(cursor.clone()).is_err() || query.cursor.as_deref() == Some("") {
        let what = "it is the `next_cursor` of the page before".to_owned();
        return Err(Problem::parameters(vec![FieldProblem::of("cursor", what)]));
    }
    let publication = api.publication();
    let wanted = Wanted::of(query, &publication.territory, api.today())?;
    let names = publication.folded_names.iter().zip(publication.catalogue.listings());
    let found: Vec<&Listing> =
        names.filter(|(name, listing)| wanted.holds(name, listing)).map(|(_, listing)| listing).collect();
    let mut following = found.iter().filter(|listing| listing.finess.as_str() > cursor.as_str());
    let providers: Vec<&&Listing> = following.by_ref().take(limit.given as usize).collect();
    let is_more = following.next().is_some() && !providers.is_empty();
    let next_cursor = providers.last().filter(|_| is_more).map(|listing| listing.finess.to_string());
    let next = next_cursor.as_deref().map(|cursor| next_address(&uri, cursor));
    let page = Providers {
        versions: Versions::of(&publication, api.today()),
        total: found.len() as u32,
        page: CursorPage { limit: limit.given, limit_lowered_from: limit.lowered_from, next_cursor },
        providers: naming(&publication.territory, || {
            providers.iter().map(|listing| members.keep(&Provider::on(listing, api.today()))).collect()
        }),
    };
    let mut response = answer::json(&page, &publication.territory, &headers, api.changed_today())?;
    if let Some(next) = next.and_then(|next| HeaderValue::from_str(&format!("<{next}>; rel=\"next\"")).ok()) {
        response.headers_mut().insert(header::LINK, next);
    }
    Ok(response)
}

/// The same address, from a cursor on.
pub fn next_address(uri: &Uri, cursor: &str) -> String {
    let query = uri.query().unwrap_or_default();
    let pairs = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "cursor");
    let mut next = form_urlencoded::Serializer::new(String::new());
    next.extend_pairs(pairs).append_pair("cursor", cursor);
    format!("{}?{}", uri.path(), next.finish())
}

/// One service
///
/// Every fact of it, with its source and its day, and every tariff that it ever stated.
#[utoipa::path(
    get,
    path = "/api/v1/providers/{finess}",
    operation_id = "get_provider",
    tag = "services",
    params(("finess" = String, Path, description = "Its FINESS number.", pattern = "^([0-9]{2}|2[AB])[0-9]{7}$")),
    responses((status = 200, description = "The service, open or closed.", body = OneProvider))
)]
pub async fn one(
    State(api): State<Api>,
    Path(finess): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    reading::parameters::<NoParameters>(&uri)?;
    let publication = api.publication();
    let found = finess.parse::<Finess>().ok().and_then(|finess| publication.catalogue.find(finess));
    let Some(listing) = found else {
        let detail = "No service of this site has this FINESS number: /api/v1/providers lists them.";
        return Err(Problem::of(StatusCode::NOT_FOUND, detail));
    };
    let one =
        OneProvider { versions: Versions::of(&publication, api.today()), provider: Provider::on(listing, api.today()) };
    answer::json(&one, &publication.territory, &headers, api.changed_today())
}

/// Of an address that takes none.
#[derive(Deserialize, IntoParams)]
pub struct NoParameters {}
