//! `GET /api/v1/law`: every value of the law that the site uses, with its validity and its text.

use std::collections::BTreeSet;

use axum::extract;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use domain::law::parameters::{Parameter, Published, State};
use domain::values::closed_list::ClosedList;
use jiff::civil::date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::law_values::LawValue;
use super::problem::Problem;
use super::values::{Day, code};
use super::versions::Versions;
use super::{Api, answer, reading};

/// Which values.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LawQuery {
    #[serde(default)]
    #[param(inline)]
    parameter: Vec<code::Parameter>,
    /// Only what is valid on this day.
    #[serde(default)]
    #[param(inline)]
    on: Option<Day>,
}

/// Values of the law, the oldest of each parameter first. Of those that are valid on a day, the one that began last counts; of
/// two that began together, the last of this list.
#[derive(Serialize, ToSchema)]
pub struct Law {
    versions: Versions,
    values: Vec<LawValue>,
}

/// The law
///
/// Every value that the comparison and the aids use, with its validity, its article and the day on which that was read.
#[utoipa::path(
    get,
    path = "/api/v1/law",
    operation_id = "list_law_values",
    tag = "law",
    params(LawQuery),
    responses((status = 200, description = "The values.", body = Law))
)]
pub async fn list(extract::State(api): extract::State<Api>, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let query: LawQuery = reading::parameters(&uri)?;
    let publication = api.publication();
    let parameters = &publication.parameters;
    let is_named =
        |parameter: Parameter| query.parameter.is_empty() || query.parameter.iter().any(|code| code.0 == parameter);
    let is_valid = |value: &Published| {
        query.on.is_none_or(|day| value.from <= day.0 && value.until.is_none_or(|until| day.0 < until))
    };
    // What a formula of the law gives for a year whose amount no text states yet.
    let years: BTreeSet<i16> = parameters.values().iter().map(|value| value.from.year()).collect();
    let computed = years.into_iter().flat_map(|year| {
        let january = date(year, 1, 1);
        Parameter::ALL.iter().filter_map(move |parameter| parameters.find(*parameter, january))
    });
    let computed: Vec<Published> =
        computed.map(|found| found.published).filter(|value| value.state == State::Computed).collect();
    let all = parameters.values().iter().chain(&computed);
    let mut found: Vec<&Published> = all.filter(|value| is_named(value.parameter) && is_valid(value)).collect();
    found.sort_by_key(|value| (value.parameter, value.from));
    let law = Law {
        versions: Versions::of(&publication, api.today()),
        values: found.into_iter().map(LawValue::from).collect(),
    };
    answer::json(&law, &publication.territory, &headers, api.changed_today())
}
