//! `POST /api/v1/aids`: what the law gives for a situation. It is about someone's health and income: nothing of it is in an
//! address, kept, logged or repeated in an error, and the settings may leave it out.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use domain::aids::AidRules;

use super::Api;
use super::answer::{self, JSON};
use super::estimate::{Estimate, SituationRequest};
use super::labels::naming;
use super::problem::Problem;
use super::providers::NoParameters;
use super::reading::{self, Repeat};

/// Aids
///
/// An estimate of what the law gives for a situation, with every line of the calculation: each body decides. Nothing that is
/// sent is kept. A site may be set up without it; it answers 404 then.
#[utoipa::path(
    post,
    path = "/api/v1/aids",
    operation_id = "estimate_aids",
    tag = "aids",
    request_body = SituationRequest,
    responses((status = 200, description = "The estimate.", body = Estimate))
)]
pub async fn estimate(State(api): State<Api>, uri: Uri, headers: HeaderMap, body: Bytes) -> Result<Response, Problem> {
    if !api.settings.aids {
        let detail = "This site computes no aids for other programs: its page /aides does.";
        return Err(Problem::of(StatusCode::NOT_FOUND, detail));
    }
    reading::parameters::<NoParameters>(&uri)?;
    let request: SituationRequest = reading::body(&headers, &body, Repeat::Names(SituationRequest::members()))?;
    let wrong = |problem| Problem::contradictory(vec![problem]);
    let situation = request.checked().map_err(wrong)?;
    let minutes = request.minutes().map_err(wrong)?;
    let (publication, day) = (api.publication(), request.day(api.today()));
    let rules = AidRules::on(&publication.parameters, day, &situation).map_err(|_| {
        let what = "values of the law that it takes are not known for that day or before".to_owned();
        wrong(super::problem::FieldProblem::at("/day", what))
    })?;
    let territory = &publication.territory;
    let estimate = naming(territory, || Estimate::of(&rules.simulate(minutes), &publication, day));
    let body = answer::written(&estimate, territory)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(JSON)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, body).into_response())
}
