//! What is wrong with a request, as RFC 9457 writes it: what, where, and what to do.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// What is wrong with a request (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// Always `about:blank`: the status says the kind.
    r#type: &'static str,
    title: &'static str,
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What happened, and what to do next.
    detail: String,
    /// Where it is wrong, if it is in one place or several.
    errors: Vec<FieldProblem>,
}

/// One place of a request that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldProblem {
    /// The parameter of the address; null where it is in the body.
    parameter: Option<String>,
    /// The place in the body (RFC 6901); null where it is in the address.
    pointer: Option<String>,
    detail: String,
}

impl FieldProblem {
    /// A place in the body.
    pub fn at(pointer: &str, detail: String) -> Self {
        Self { parameter: None, pointer: Some(pointer.to_owned()), detail }
    }

    /// A parameter of the address.
    pub fn of(parameter: &str, detail: String) -> Self {
        Self { parameter: Some(parameter.to_owned()), pointer: None, detail }
    }

    /// The same place, where what stands in a body is asked for in an address: `/visits/2` is `visit`.
    pub fn in_address(self) -> Self {
        let Some(pointer) = &self.pointer else { return self };
        let first = pointer.split('/').nth(1).unwrap_or_default();
        let parameter = match first {
            "visits" => "visit",
            "modes" => "mode",
            "weights" => "weight",
            other => other,
        };
        Self::of(parameter, self.detail)
    }

    /// Where, and what: for a terminal.
    pub fn line(&self) -> String {
        let place = self.pointer.as_deref().or(self.parameter.as_deref()).unwrap_or_default();
        format!("{place}: {}", self.detail)
    }
}

impl Problem {
    pub const MEDIA_TYPE: &str = "application/problem+json";

    fn new(status: StatusCode, detail: impl Into<String>, errors: Vec<FieldProblem>) -> Self {
        Self {
            r#type: "about:blank",
            title: status.canonical_reason().unwrap_or_default(),
            status: status.as_u16(),
            detail: detail.into(),
            errors,
        }
    }

    /// A problem of the whole request.
    pub fn of(status: StatusCode, detail: impl Into<String>) -> Self {
        Self::new(status, detail, Vec::new())
    }

    /// Parameters of the address that are unknown or cannot be read.
    pub fn parameters(errors: Vec<FieldProblem>) -> Self {
        let detail = "The address cannot be read as it is: correct the parameters that `errors` names.";
        Self::new(StatusCode::BAD_REQUEST, detail, errors)
    }

    /// A body that is not of the form that the document describes.
    pub fn body(errors: Vec<FieldProblem>) -> Self {
        let detail = "The body is not of the form that /api/v1/openapi.json describes: correct what `errors` names.";
        Self::new(StatusCode::BAD_REQUEST, detail, errors)
    }

    /// Everything can be read, and cannot be so.
    pub fn contradictory(errors: Vec<FieldProblem>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "What is asked cannot be: correct what `errors` names.", errors)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        // Texts and numbers can be written.
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(Self::MEDIA_TYPE));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}
