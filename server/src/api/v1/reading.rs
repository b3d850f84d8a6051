//! Reads the address and the body of a request strictly: what is unknown or cannot be read is named, and never passed over.

use axum::http::{HeaderMap, StatusCode, Uri, header};
use serde::de::DeserializeOwned;
use utoipa::IntoParams;

use super::problem::{FieldProblem, Problem};

/// The parameters of an address, in the type whose documentation names them.
///
/// # Errors
/// Each unknown name; or the first parameter that cannot be read.
pub fn parameters<T: DeserializeOwned + IntoParams>(uri: &Uri) -> Result<T, Problem> {
    let query = uri.query().unwrap_or_default();
    refuse_others(query, &names::<T>())?;
    read(query)
}

/// The parameters of an address that are those of two types.
///
/// # Errors
/// As those of one.
pub fn both<A, B>(uri: &Uri) -> Result<(A, B), Problem>
where
    A: DeserializeOwned + IntoParams,
    B: DeserializeOwned + IntoParams,
{
    let query = uri.query().unwrap_or_default();
    refuse_others(query, &[names::<A>(), names::<B>()].concat())?;
    Ok((read(query)?, read(query)?))
}

fn names<T: IntoParams>() -> Vec<String> {
    T::into_params(|| None).into_iter().map(|parameter| parameter.name).collect()
}

fn refuse_others(query: &str, known: &[String]) -> Result<(), Problem> {
    let mut unknown: Vec<String> = form_urlencoded::parse(query.as_bytes())
        .map(|(name, _)| name.into_owned())
        .filter(|name| !known.contains(name))
        .collect();
    unknown.sort_unstable();
    unknown.dedup();
    if unknown.is_empty() {
        return Ok(());
    }
    let what = match known.is_empty() {
        true => "there is no such parameter: this address takes none".to_owned(),
        false => format!("there is no such parameter: this address takes {}", known.join(", ")),
    };
    Err(Problem::parameters(unknown.iter().map(|name| FieldProblem::of(name, what.clone())).collect()))
}

fn read<T: DeserializeOwned>(query: &str) -> Result<T, Problem> {
    let form = serde_html_form::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
    serde_path_to_error::deserialize(form).map_err(|error| {
        let path = error.path().to_string();
        let what = error.into_inner().to_string();
        // One that is missing stands nowhere: its name is in the words of serde.
        let missing = what.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
        let name = missing.unwrap_or_else(|| path.split(['[', '.']).next().unwrap_or_default());
        Problem::parameters(vec![FieldProblem::of(name, what.clone())])
    })
}

/// What of a wrong body may be repeated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repeat {
    What,
    /// It is about a person: these names of fields, and nothing else.
    Names(Vec<String>),
}

/// A body in JSON.
///
/// # Errors
/// It is of another type, or not of the form.
pub fn body<T: DeserializeOwned>(headers: &HeaderMap, bytes: &[u8], repeat: Repeat) -> Result<T, Problem> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        let detail = "Send the body as JSON, with the header `Content-Type: application/json`.";
        return Err(Problem::of(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail));
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let read = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let pointer = pointer(&error.path().to_string());
        let (pointer, what) = match &repeat {
            Repeat::What => (pointer, error.into_inner().to_string()),
            Repeat::Names(names) if names.iter().any(|name| pointer.strip_prefix('/') == Some(name)) => {
                (pointer, "it is missing, or not of the form that the document describes".to_owned())
            }
            Repeat::Names(names) => (String::new(), format!("it is no object of {}", names.join(", "))),
        };
        Problem::body(vec![FieldProblem::at(&pointer, what)])
    })?;
    reader.end().map_err(|_| Problem::body(vec![FieldProblem::at("", "something follows the value".to_owned())]))?;
    Ok(read)
}

/// `visits[2].start` as `/visits/2/start`; the whole body is the empty text.
fn pointer(path: &str) -> String {
    if path == "." {
        return String::new();
    }
    let path = path.replace('[', ".").replace(']', "");
    format!("/{}", path.replace('.', "/"))
}

#[cfg(test)]
mod tests {
    use super::pointer;

    #[test]
    fn a_place_in_a_body_is_named_as_json_pointers_name_it() {
        assert_eq!(pointer("visits[2].start"), "/visits/2/start");
        assert_eq!(pointer("."), "");
    }
}
