//! `POST /accompagner/refus`: one refusal is counted, where someone chose to. Nothing of the request is kept beside the
//! codes that it names, and none of them reaches a log.

use app::ports::refusal_field;
use app::text::shortages as say;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::feedback::refusal::{Refusal, RefusalReason};
use domain::values::closed_list::ClosedList;
use domain::{Finess, Zone};

use super::state::{BODY_LIMIT, SiteState};
use super::visitor_intake::NotKept;

/// 204 when it was counted; else 422 for the first wrong field, 429 or 503, with a sentence.
pub(super) async fn count(State(state): State<SiteState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_LIMIT).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let mut answer = match parse(&body, &state) {
        Ok(refusal) => match state.intake.count(&parts, refusal).await {
            Ok(()) => StatusCode::NO_CONTENT.into_response(),
            Err(NotKept::TooMany(wait)) => wait.on((StatusCode::TOO_MANY_REQUESTS, say::TOO_MANY).into_response()),
            Err(NotKept::Unavailable(cause)) => {
                cause.of_answer((StatusCode::SERVICE_UNAVAILABLE, say::UNAVAILABLE).into_response())
            }
        },
        Err(wrong) => (StatusCode::UNPROCESSABLE_ENTITY, wrong).into_response(),
    };
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

/// A refusal of a service in the catalogue and a zone of the territory, or which field is wrong. Of a field sent twice the
/// first counts; any other is not read.
fn parse(body: &[u8], state: &SiteState) -> Result<Refusal, &'static str> {
    let field = |name: &str| {
        let found = form_urlencoded::parse(body).find(|(own, _)| own == name);
        found.map(|(_, value)| value).unwrap_or_default()
    };
    let published = state.published.catalogue();
    let finess = field(refusal_field::SERVICE).parse::<Finess>().ok();
    let zone = field(refusal_field::ZONE).parse::<Zone>().ok();
    Ok(Refusal {
        finess: finess.filter(|own| published.catalogue.find(*own).is_some()).ok_or(say::WRONG_SERVICE)?,
        zone: zone.filter(|own| published.territory.find_zone(*own).is_some()).ok_or(say::WRONG_ZONE)?,
        reason: RefusalReason::from_code(&field(refusal_field::REASON)).ok_or(say::WRONG_REASON)?,
        slot: optional(&field(refusal_field::SLOT)).ok_or(say::WRONG_SLOT)?,
        act: optional(&field(refusal_field::ACT)).ok_or(say::WRONG_ACT)?,
    })
}

/// What may be left empty; none where the code is not of the list.
fn optional<T: ClosedList>(code: &str) -> Option<Option<T>> {
    if code.is_empty() { Some(None) } else { T::from_code(code).map(Some) }
}
