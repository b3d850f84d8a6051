//! `GET /api/v1/changes` and its Atom feed: what was published, in the order in which it was: of which service, what, and who
//! stated it. Who wrote it down, and what stood there before, is the journal's and not for everyone.

use std::cmp::Reverse;
use std::fmt::Write;

use app::routes::Page;
use app::text::Lang;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use domain::provider::listing::Source;
use domain::values::closed_list::ClosedList;
use domain::values::search::readable;
use domain::{Field, Finess};
use jiff::{Timestamp, ToSpan};
use quick_xml::escape::escape;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::labels::{Labelled, naming};
use super::paging::{Count, CursorPage, Limit};
use super::problem::{FieldProblem, Problem};
use super::providers::{NoParameters, next_address};
use super::values::{Coded, Since, coded};
use super::versions::Versions;
use super::{Api, answer, reading};
use crate::clock::start_of;
use crate::http::RETRY_SECONDS;
use crate::storage::journal::Entry;
use crate::storage::{Change, EnteredValue, StoreError};

const USUAL: u32 = 100;
const MOST: u32 = 1_000;
/// Entries of the feed.
const IN_FEED: u32 = 100;
/// The feed goes back so far.
const FEED_DAYS: i64 = 31;

/// From when on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ChangesQuery {
    /// A day, "2026-11-01", or a time, "2026-11-01T08:00:00Z"; from the beginning where it is absent.
    #[serde(default)]
    #[param(inline)]
    since: Option<Since>,
    /// `next_cursor` of the page before.
    #[serde(default)]
    #[param(max_length = 50, pattern = "^[0-9]{1,18}-[0-9]{1,9}$")]
    cursor: Option<String>,
    /// How many at most: 100 where it is absent, and never more than 1000.
    #[serde(default)]
    #[param(inline)]
    limit: Option<Count>,
}

/// Changes in the order in which they were published.
#[derive(Serialize, ToSchema)]
pub struct Changes {
    versions: Versions,
    page: CursorPage,
    changes: Vec<PublishedChange>,
}

/// One change of one service, or one value of the law.
#[derive(Serialize, ToSchema)]
pub struct PublishedChange {
    /// Stays the same for ever.
    id: String,
    /// When it was published (RFC 3339).
    #[schema(format = "date-time")]
    published_at: String,
    #[serde(flatten)]
    what: ChangeSubject,
}

/// What changed.
#[derive(Serialize, ToSchema)]
#[serde(tag = "about", rename_all = "snake_case")]
enum ChangeSubject {
    Provider {
        finess: String,
        /// Path of the service in this API.
        path: String,
        /// Number of its version: the first is 1.
        version: u32,
        /// Null where this program cannot read it.
        source: Option<coded::Source>,
        /// What is stated anew.
        fields: Vec<coded::Field>,
        /// Whether a file was imported, rather than a form filled in.
        imported: bool,
    },
    Law {
        parameter: coded::Parameter,
        /// Whether what was entered for it before no longer counts, and nothing in its place.
        withdrawn: bool,
        path: String,
    },
}

/// Where one is in both lists of which the changes are made: the number of the last revision, and how many values of the law.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cursor {
    revision: u64,
    values: usize,
}

impl Cursor {
    fn read(text: &str) -> Option<Self> {
        let (revision, values) = text.split_once('-')?;
        // The number of a revision is a whole number of 63 bits.
        Some(Self {
            revision: revision.parse().ok().filter(|number| i64::try_from(*number).is_ok())?,
            values: values.parse().ok()?,
        })
    }

    fn written(self) -> String {
        format!("{}-{}", self.revision, self.values)
    }
}

/// The database does not answer, which pages do without.
fn away(error: StoreError) -> Response {
    tracing::error!(?error, "the changes cannot be read");
    let detail = "What was published cannot be read at the moment: come back in a moment.";
    let mut response = Problem::of(StatusCode::SERVICE_UNAVAILABLE, detail).into_response();
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_SECONDS));
    response
}

fn of_revision(entry: &Entry) -> PublishedChange {
    // A row that this program cannot read is said to exist.
    let changes: Vec<Change> = serde_json::from_str(&entry.changes).unwrap_or_default();
    let fields = changes.iter().filter_map(|change| Field::from_code(&change.field)).map(Coded);
    PublishedChange {
        id: format!("{}-{}", entry.finess, entry.version),
        published_at: entry.recorded_at.clone(),
        what: ChangeSubject::Provider {
            path: format!("/api/v1/providers/{}", entry.finess),
            finess: entry.finess.clone(),
            version: entry.version,
            source: Source::from_code(&entry.source).map(Coded),
            fields: fields.collect(),
            imported: entry.import_number.is_some(),
        },
    }
}

fn of_value(value: &EnteredValue) -> PublishedChange {
    PublishedChange {
        id: format!("{}-{}", value.published.parameter.code(), value.recorded_at),
        published_at: value.recorded_at.to_string(),
        what: ChangeSubject::Law {
            parameter: Coded(value.published.parameter),
            withdrawn: value.withdrawn,
            path: format!("/api/v1/law?parameter={}", value.published.parameter.code()),
        },
    }
}

impl Api {
    /// Changes after a cursor, at most so many, and whether there are more.
    async fn changes_after(
        &self,
        mut cursor: Cursor,
        most: u32,
    ) -> Result<(Vec<PublishedChange>, Cursor, bool), StoreError> {
        let revisions = self.store.list_entries(cursor.revision, most + 1).await?;
        let values: Vec<EnteredValue> = self.store.list_values().await?.into_iter().collect();
        let (mut revisions, mut values_after) =
            (revisions.iter().peekable(), values.iter().skip(cursor.values).peekable());
        let mut changes = Vec::new();
        while changes.len() < most as usize {
            let revision_is_next = match (revisions.peek(), values_after.peek()) {
                (None, None) => break,
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (Some(entry), Some(value)) => {
                    entry.recorded_at.parse::<Timestamp>().is_ok_and(|at| at <= value.recorded_at)
                }
            };
            if revision_is_next {
                let Some(entry) = revisions.next() else { break };
                cursor.revision = entry.number;
                changes.push(of_revision(entry));
            } else {
                let Some(value) = values_after.next() else { break };
                cursor.values += 1;
                changes.push(of_value(value));
            }
        }
        let more = revisions.peek().is_some() || values_after.peek().is_some();
        Ok((changes, cursor, more))
    }

    /// The newest changes since a time, at most so many, the newest first.
    async fn newest_changes(&self, since: Timestamp, most: u32) -> Result<Vec<PublishedChange>, StoreError> {
        let revisions = self.store.list_last_entries(most).await?;
        let revisions =
            revisions.iter().filter_map(|entry| Some((entry.recorded_at.parse().ok()?, of_revision(entry))));
        let values: Vec<EnteredValue> = self.store.list_values().await?.into_iter().collect();
        let mut all: Vec<(Timestamp, PublishedChange)> =
            revisions.chain(values.iter().map(|value| (value.recorded_at, of_value(value)))).collect();
        all.retain(|(recorded_at, _)| *recorded_at >= since);
        // Stable: of one moment, those written last come first already.
        all.sort_by_key(|(recorded_at, _)| Reverse(*recorded_at));
        Ok(all.into_iter().map(|(_, change)| change).take(most as usize).collect())
    }

    /// Where the changes since a time begin.
    async fn cursor_at(&self, since: Timestamp) -> Result<Cursor, StoreError> {
        let revision = self.store.last_entry_before(since).await?;
        let values = self.store.list_values().await?.into_iter().filter(|value| value.recorded_at < since).count();
        Ok(Cursor { revision, values })
    }
}

/// What changed
///
/// Every change of a service, and every value of the law that staff entered, in the order of publication.
#[utoipa::path(
    get,
    path = "/api/v1/changes",
    operation_id = "list_changes",
    tag = "changes",
    params(ChangesQuery),
    responses((status = 200, description = "Changes; none beyond the last.", body = Changes))
)]
pub async fn list(State(api): State<Api>, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let query: ChangesQuery = reading::parameters(&uri)?;
    let limit = Limit::of(query.limit, USUAL, MOST);
    let wrong = |name: &str, what: &str| Problem::parameters(vec![FieldProblem::of(name, what.to_owned())]);
    let cursor = match query.cursor.as_deref().map(|text| Cursor::read(text).ok_or(())) {
        None => None,
        Some(Ok(cursor)) => Some(cursor),
        Some(Err(())) => return Err(wrong("cursor", "it is the `next_cursor` of the page before")),
    };
    let found = async {
        let start = match (cursor, query.since) {
            (Some(cursor), _) => cursor,
            (None, Some(since)) => api.cursor_at(since.0).await?,
            (None, None) => Cursor::default(),
        };
        api.changes_after(start, limit.given).await
    };
    let (changes, end, more) = match found.await {
        Ok(found) => found,
        Err(error) => return Ok(away(error)),
    };
    let next_cursor = (more && !changes.is_empty()).then(|| end.written());
    let next = next_cursor.as_deref().map(|cursor| next_address(&uri, cursor));
    let publication = api.publication();
    let answer = Changes {
        versions: Versions::of(&publication, api.today()),
        page: CursorPage { limit: limit.given, limit_lowered_from: limit.lowered_from, next_cursor },
        changes,
    };
    let mut response = answer::json(&answer, &publication.territory, &headers, api.changed_today())?;
    if let Some(next) = next.and_then(|next| HeaderValue::from_str(&format!("<{next}>; rel=\"next\"")).ok()) {
        response.headers_mut().insert(header::LINK, next);
    }
    Ok(response)
}

/// What changed, as a feed
///
/// The changes of the last 31 days, the newest first, at most 100, in Atom (RFC 4287).
#[utoipa::path(
    get,
    path = "/api/v1/changes.atom",
    operation_id = "feed_of_changes",
    tag = "changes",
    responses((status = 200, description = "The feed.", body = String, content_type = "application/atom+xml"))
)]
pub async fn feed(State(api): State<Api>, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    reading::parameters::<NoParameters>(&uri)?;
    let since = start_of(api.today().saturating_sub(FEED_DAYS.days()));
    let found = api.newest_changes(since, IN_FEED);
    match found.await {
        Ok(changes) => {
            let text = naming(&api.publication().territory, || api.atom(&changes));
            Ok(answer::dated(text.into_bytes(), answer::ATOM, &headers, api.changed()))
        }
        Err(error) => Ok(away(error)),
    }
}

impl Api {
    fn atom(&self, changes: &[PublishedChange]) -> String {
        let site = escape(self.site.address());
        let publication = self.publication();
        let updated = changes.first().map_or_else(|| self.changed().to_string(), |change| change.published_at.clone());
        let mut text = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\">\n\
             <title>{}</title>\n<id>{site}/api/v1/changes.atom</id>\n<updated>{updated}</updated>\n\
             <author><name>{}</name></author>\n<link rel=\"self\" href=\"{site}/api/v1/changes.atom\"/>\n\
             <link rel=\"alternate\" href=\"{site}/services\"/>\n",
            app::text::SITE,
            app::text::SITE,
        );
        for change in changes {
            let (title, page, summary) = match &change.what {
                ChangeSubject::Provider { finess, fields, source, .. } => {
                    let number = finess.parse::<Finess>().ok();
                    let listing = number.and_then(|finess| publication.catalogue.find(finess));
                    let name = listing.map_or_else(|| finess.clone(), |listing| readable(&listing.name.value));
                    let fields: Vec<&str> = fields.iter().map(|field| Labelled::label(field.0)).collect();
                    let page = number
                        .map_or_else(|| "/services".to_owned(), |finess| Page::Service(finess).href(Lang::French));
                    let source = source.map(|source| format!(" ({})", Labelled::label(source.0))).unwrap_or_default();
                    (name, page, format!("{}{source}", fields.join(", ")))
                }
                ChangeSubject::Law { parameter, .. } => {
                    let name = Labelled::label(parameter.0).to_owned();
                    (name.clone(), Page::Method.href(Lang::French), name)
                }
            };
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "<entry><title>{}</title><id>{site}/api/v1/changes#{}</id><updated>{}</updated>\
                 <link href=\"{site}{}\"/><summary>{}</summary></entry>",
                escape(title.as_str()),
                escape(change.id.as_str()),
                escape(change.published_at.as_str()),
                escape(page.as_str()),
                escape(summary.as_str()),
            );
        }
        text.push_str("</feed>\n");
        text
    }
}

#[cfg(test)]
mod tests {
    use super::Cursor;

    #[test]
    fn a_cursor_is_read_as_it_was_written_and_nothing_else_is() {
        let cursor = Cursor { revision: 12, values: 3 };
        assert_eq!(Cursor::read(&cursor.written()), Some(cursor));
        for wrong in ["", "12", "-", "12-", "a-1", "99999999999999999999-1"] {
            assert_eq!(Cursor::read(wrong), None, "{wrong}");
        }
    }
}
