//! `/api/v1/compare`: the services that answer a need, asked in a body or, for other sites, in an address.

use std::str::FromStr;

use app::ports::Publication;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;
use domain::need::Criterion;
use domain::provider::acts::HourKind;
use domain::ranking::changes::find_changes;
use domain::ranking::comparison::Part;
use domain::ranking::selection::Selection;
use domain::values::closed_list::ClosedList;
use domain::{Mode, Weekday};
use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{Deserializer, Error};
use utoipa::__dev::ComposeSchema;
use utoipa::openapi::{RefOr, Schema};
use utoipa::{IntoParams, ToSchema};

use super::comparison::Comparison;
use super::need::{Need, Visit, Weights};
use super::need_changes::NeedChanges;
use super::paging::{Count, Limit, ListPage};
use super::problem::{FieldProblem, Problem};
use super::reading::{self, Repeat};
use super::values::{Code, Day, Time, code};
use super::{Api, answer, values};

const USUAL: u32 = 20;
const MOST: u32 = 100;
const MOST_EXCLUDED: u32 = 1_000;

/// Which part of the list, in which order.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// The place of the first entry.
    #[serde(default)]
    #[param(inline)]
    offset: Option<Count>,
    /// How many entries at most: 20 where it is absent, and never more than 100.
    #[serde(default)]
    #[param(inline)]
    limit: Option<Count>,
    /// How many of those that are left out are named: 20 where it is absent, and never more than 1000.
    #[serde(default)]
    #[param(inline)]
    excluded_limit: Option<Count>,
    /// The order inside each group; that of the method where it is absent. It changes no rank.
    #[serde(default)]
    #[param(inline)]
    sort: Option<code::Sort>,
    /// Leaves out whoever is not known to meet it; `non-complets` only whoever is known to take nobody. It changes no rank.
    #[serde(default)]
    #[param(inline)]
    filter: Vec<code::Filter>,
    /// `true`: also which small changes of the need help most.
    #[serde(default)]
    #[param(inline)]
    changes: bool,
    /// Whether the best pairs of two services that share the visits are given as well.
    #[serde(default)]
    pairs: bool,
    /// The day of the comparison, which orders ties and dates availabilities; today where it is absent.
    #[serde(default)]
    #[param(inline)]
    day: Option<Day>,
}

/// A need in an address.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct NeedQuery {
    /// INSEE code of the zone.
    #[param(pattern = "^([0-9]{2}|2[AB])[0-9]{3}$", example = "75114")]
    zone: String,
    /// The day from which twelve months are counted; today where it is absent.
    #[serde(default)]
    #[param(inline)]
    start: Option<Day>,
    /// A visit of each week, at most 42: weekday, start, end and, unless it is of care, kind.
    #[serde(default)]
    #[param(inline)]
    visit: Vec<WrittenVisit>,
    #[serde(default)]
    #[param(inline)]
    wished: Vec<code::Act>,
    /// An act that one cannot do without.
    #[serde(default)]
    #[param(inline)]
    required: Vec<code::Act>,
    /// A mode that is accepted; every one where it is absent.
    #[serde(default)]
    #[param(inline)]
    mode: Vec<code::Mode>,
    #[serde(default)]
    habilitation_required: bool,
    #[serde(default)]
    #[param(inline)]
    public: Vec<code::Public>,
    /// How much a criterion matters, from 0 to 10: its code, a colon, the weight.
    #[serde(default)]
    #[param(inline)]
    weight: Vec<WrittenWeight>,
}

/// `lundi,08:00,09:30,aide`
struct WrittenVisit(Visit);

impl FromStr for WrittenVisit {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts: Vec<&str> = text.split(',').collect();
        let ([weekday, start, end], kind) = match parts[..] {
            [weekday, start, end] => ([weekday, start, end], Some(HourKind::Care)),
            [weekday, start, end, kind] => ([weekday, start, end], HourKind::from_code(kind)),
            _ => return Err("a visit is written lundi,08:00,09:30 or lundi,08:00,09:30,menage"),
        };
        let weekday = Weekday::from_code(weekday).ok_or("the weekday is lundi, mardi… dimanche")?;
        let times = Time::read(start).zip(Time::read(end));
        let (start, end) = times.ok_or("a time is written HH:MM, from 00:00 to 24:00")?;
        let kind = kind.ok_or("the kind is aide or menage")?;
        Ok(Self(Visit { weekday: Code(weekday), start, end, kind: Code(kind) }))
    }
}

/// `prix:6`
struct WrittenWeight(Criterion, u8);

impl FromStr for WrittenWeight {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong =
            "a weight is written prix:6, of prix, horaires, prestations, qualite or disponibilite, from 0 to 10";
        let (criterion, weight) = text.split_once(':').ok_or(wrong)?;
        let criterion = Criterion::from_code(criterion).ok_or(wrong)?;
        let is_short = weight == "10" || weight.len() == 1;
        let weight = weight.parse().ok().filter(|_| is_short).ok_or(wrong)?;
        Ok(Self(criterion, weight))
    }
}

macro_rules! written {
    ($($type:ident: $pattern:literal, $example:literal);*) => {
        $(impl ComposeSchema for $type {
            fn compose(_: Vec<RefOr<Schema>>) -> RefOr<Schema> {
                values::text("As one text.", $pattern, $example)
            }
        }
        impl ToSchema for $type {}
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        })*
    };
}

written!(
    WrittenVisit: "^(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(,(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)){2}(,(aide|menage))?$",
        "lundi,08:00,09:30";
    WrittenWeight: "^(prix|horaires|prestations|qualite|disponibilite):(10|[0-9])$", "prix:6"
);

impl NeedQuery {
    fn need(self) -> Need {
        let mut weights = Weights::default();
        for WrittenWeight(criterion, weight) in &self.weight {
            let place = match criterion {
                Criterion::Price => &mut weights.price,
                Criterion::Coverage => &mut weights.coverage,
                Criterion::Services => &mut weights.services,
                Criterion::Quality => &mut weights.quality,
                Criterion::Availability => &mut weights.availability,
            };
            *place = *weight;
        }
        let every = || Mode::ALL.iter().copied().map(Code).collect();
        Need {
            zone: self.zone,
            start: self.start,
            visits: self.visit.into_iter().map(|visit| visit.0).collect(),
            wished: self.wished,
            required: self.required,
            modes: if self.mode.is_empty() { every() } else { self.mode },
            habilitation_required: self.habilitation_required,
            publics: self.public,
            weights,
        }
    }
}

impl ListQuery {
    /// The part of the list of a checked need.
    fn answer(&self, need: &domain::Need, publication: &Publication, today: Date) -> Comparison {
        let day = self.day.map_or(today, |day| day.0);
        let offset = self.offset.map_or(0, |count| count.0);
        let limit = Limit::of(self.limit, USUAL, MOST);
        let excluded = Limit::of(self.excluded_limit, USUAL, MOST_EXCLUDED);
        let selection = Selection {
            sort: self.sort.map(|sort| sort.0).unwrap_or_default(),
            filters: self.filter.iter().map(|filter| filter.0).collect(),
        };
        let part = Part {
            selection,
            first: offset as usize,
            count: limit.given as usize,
            excluded: excluded.given as usize,
            only: None,
            pairs: self.pairs,
        };
        let (catalogue, territory) = (&publication.catalogue, &publication.territory);
        let found = domain::compare(catalogue, territory, need, None, &publication.parameters, day, part);
        let page = ListPage::of(offset, limit, excluded, found.filtered.all());
        let changes = self.changes.then(|| {
            let filters = selection.filters;
            let changes = find_changes(catalogue, territory, need, None, &publication.parameters, day, filters);
            NeedChanges::of(&changes, need)
        });
        Comparison::of(&found, publication, page).with_changes(changes)
    }
}

/// Compare by address
///
/// For pages of other sites. The acts and the groups of people that are asked for stand in the address, and may say something of
/// someone's health: ask by POST where they are a person's. No name and no income can stand in either.
#[utoipa::path(
    get,
    path = "/api/v1/compare",
    operation_id = "compare_by_address",
    tag = "comparison",
    params(NeedQuery, ListQuery),
    responses((status = 200, description = "Part of the list; empty beyond its end.", body = Comparison))
)]
pub async fn by_address(State(api): State<Api>, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let (need, list) = reading::both::<NeedQuery, ListQuery>(&uri)?;
    let need = need.need();
    let publication = api.publication();
    let checked = need
        .checked(&publication.territory, api.today())
        .map_err(|wrong| Problem::contradictory(wrong.into_iter().map(FieldProblem::in_address).collect()))?;
    let found = list.answer(&checked, &publication, api.today());
    let mut response = answer::json(&found, &publication.territory, &headers, api.changed_today())?;
    // A need is one person's: no shared cache keeps it.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=60"));
    Ok(response)
}

/// Compare
///
/// The services that answer a need, in the groups and the order of the published method, with every reason.
#[utoipa::path(
    post,
    path = "/api/v1/compare",
    operation_id = "compare",
    tag = "comparison",
    params(ListQuery),
    request_body = Need,
    responses((status = 200, description = "Part of the list; empty beyond its end.", body = Comparison))
)]
pub async fn by_body(State(api): State<Api>, uri: Uri, headers: HeaderMap, body: Bytes) -> Result<Response, Problem> {
    let list: ListQuery = reading::parameters(&uri)?;
    let need: Need = reading::body(&headers, &body, Repeat::What)?;
    let publication = api.publication();
    let checked = need.checked(&publication.territory, api.today()).map_err(Problem::contradictory)?;
    let found = list.answer(&checked, &publication, api.today());
    let mut response = answer::json(&found, &publication.territory, &HeaderMap::new(), api.changed_today())?;
    // What is asked in a body is asked again.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
