//! The document of the API (OpenAPI 3.1), made of its handlers and types: what it describes is what answers.

use axum::Router;
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::Timestamp;
use utoipa::openapi::{ContentBuilder, OpenApi, RefOr, ResponseBuilder, Schema, ServerBuilder};
use utoipa::{OpenApi as _, PartialSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answer::{JSON, dated};
use super::problem::{FieldProblem, Problem};
use super::provider::Provider;
use super::versions::API_VERSION;
use super::{Api, aids, changes, compare, law, providers, territory};

pub const PATH: &str = "/api/v1/openapi.json";

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Quelleaideadom",
        description = "Home-care services of a territory: what is known of each, compared for one person's need by a published method, with what the law pays.\n\nAmounts are strings in euros (\"25.56\"), rates strings in percent, times \"08:00\", days \"2026-11-29\"; a unit stands in the name of what is measured. What is not known says so: `status` is `unknown`, or the value is null, and never zero. Codes stay; labels are in French and may be put better. Fields and codes may be added: pass over those that you do not know. `versions` says what an answer was made with: the same versions and the same request give the same answer.\n\nAn answer to GET has an ETag and a Last-Modified, and may be asked for from pages of other sites.",
        license(name = "EUPL-1.2", url = "https://eupl.eu/1.2/en/")
    ),
    components(schemas(Problem, FieldProblem)),
    tags(
        (name = "services", description = "What is known of each service."),
        (name = "comparison", description = "The services that answer a need."),
        (name = "aids", description = "What the law pays."),
        (name = "law", description = "The values of the law."),
        (name = "territory", description = "The territory that is served."),
        (name = "changes", description = "What was published.")
    )
)]
struct Described;

/// The addresses that the document describes, those that answer from memory and those that ask the database, and the document
/// without what every answer shares.
pub fn documented() -> (Router<Api>, Router<Api>, OpenApi) {
    let (from_memory, mut document) = OpenApiRouter::with_openapi(Described::openapi())
        .routes(routes!(providers::list))
        .routes(routes!(providers::one))
        .routes(routes!(compare::by_address, compare::by_body))
        .routes(routes!(aids::estimate))
        .routes(routes!(law::list))
        .routes(routes!(territory::show))
        .split_for_parts();
    let from_database = OpenApiRouter::new().routes(routes!(changes::list)).routes(routes!(changes::feed));
    let (from_database, of_database) = from_database.split_for_parts();
    document.merge(of_database);
    (from_memory, from_database, document)
}

/// The document as it is given: with the problems of every address, and where the site is.
pub fn finished(mut document: OpenApi, site: &str, territory: &str) -> OpenApi {
    document.info.version = API_VERSION.to_owned();
    document.servers = Some(vec![ServerBuilder::new().url(site).description(Some(territory)).build()]);
    for item in document.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.post].into_iter().flatten();
        for operation in operations {
            let takes_body = operation.request_body.is_some();
            let problems = [
                ("400", "The address or the body cannot be read: `errors` names what is wrong.", true),
                ("404", "What the address names is not there.", true),
                ("403", "A page of another site sent it: such pages ask by GET.", takes_body),
                ("408", "The body came too slowly.", takes_body),
                ("413", "The body is larger than 256 kB.", takes_body),
                ("415", "The body is not JSON.", takes_body),
                ("422", "What is asked cannot be: `errors` names what is wrong.", true),
                ("429", "This address asks too often: Retry-After says when to come back.", true),
                (
                    "503",
                    "Too much is asked at once, or a database does not answer: Retry-After says when to come back.",
                    true,
                ),
            ];
            for (status, description, _) in problems.into_iter().filter(|(.., can_be)| *can_be) {
                let content =
                    ContentBuilder::new().schema(Some(utoipa::openapi::Ref::from_schema_name("Problem"))).build();
                let problem =
                    ResponseBuilder::new().description(description).content("application/problem+json", content);
                operation.responses.responses.entry(status.to_owned()).or_insert_with(|| RefOr::T(problem.build()));
            }
        }
    }
    if let Some(components) = &mut document.components
        && let Some(RefOr::T(Schema::Object(provider))) = components.schemas.get_mut("Provider")
    {
        // A list may be asked for some fields alone.
        provider.required = vec!["finess".to_owned()];
    }
    document
}

/// The names of what a service has, in the document and in `fields`.
pub fn provider_members() -> Vec<String> {
    match Provider::schema() {
        RefOr::T(Schema::Object(provider)) => provider.properties.into_keys().collect(),
        RefOr::T(_) | RefOr::Ref(_) => Vec::new(),
    }
}

/// The zone of the examples.
const EXAMPLE: &str = "75114";

/// The document as text, whose examples are of a zone of the territory.
pub fn written(document: &OpenApi, zone: &str) -> String {
    document.to_pretty_json().unwrap_or_default().replace(EXAMPLE, zone)
}

/// The document, which is the same as long as the program runs.
pub async fn give(body: String, headers: HeaderMap, started: Timestamp) -> Response {
    dated(body.into_bytes(), JSON, &headers, started)
}

#[cfg(test)]
mod tests;
