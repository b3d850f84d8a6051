//! What a release promised, no later one takes back: the document of today is compared with that of the last release. After a
//! release, `released.json` is what its `/api/v1/openapi.json` answers.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{documented, finished};

const RELEASED: &str = include_str!("released.json");

fn today() -> Value {
    serde_json::to_value(finished(documented().2, "https://example.org", "Paris")).unwrap()
}

/// Whether a value is what others send, or what they are given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Sent,
    Given,
}

/// Compares two documents, and says what of the first no longer holds.
struct Comparison<'a> {
    before: &'a Value,
    now: &'a Value,
    broken: Vec<String>,
    compared: BTreeSet<(String, String)>,
}

fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str() {
        Some(name) => document.pointer(&name[1..]).unwrap_or(&Value::Null),
        None => schema,
    }
}

fn texts(value: &Value) -> BTreeSet<String> {
    match value {
        Value::Array(values) => values.iter().map(ToString::to_string).collect(),
        Value::Null => BTreeSet::new(),
        one => BTreeSet::from([one.to_string()]),
    }
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

impl Comparison<'_> {
    fn breaks(&mut self, place: &str, what: &str) {
        self.broken.push(format!("{place}: {what}"));
    }

    fn documents(&mut self) {
        let (before, now) = (self.before, self.now);
        for (path, item) in members(&before["paths"]) {
            for (method, operation) in members(item) {
                let place = format!("{method} {path}");
                match now["paths"][path].get(method) {
                    Some(later) => self.operation(&place, operation, later),
                    None => self.breaks(&place, "it is gone"),
                }
            }
        }
    }

    fn operation(&mut self, place: &str, before: &Value, now: &Value) {
        let none = Vec::new();
        let parameters = |operation: &Value| operation["parameters"].as_array().unwrap_or(&none).clone();
        let is_same = |one: &Value, other: &Value| one["name"] == other["name"] && one["in"] == other["in"];
        let (earlier, later) = (parameters(before), parameters(now));
        for parameter in &earlier {
            let place = format!("{place} {}", parameter["name"]);
            match later.iter().find(|other| is_same(parameter, other)) {
                None => self.breaks(&place, "it is gone"),
                Some(other) => {
                    if other["required"] == json!(true) && parameter["required"] != json!(true) {
                        self.breaks(&place, "it has become required");
                    }
                    self.schema(&place, &parameter["schema"], &other["schema"], Direction::Sent);
                }
            }
        }
        for parameter in later.iter().filter(|other| !earlier.iter().any(|parameter| is_same(parameter, other))) {
            if parameter["required"] == json!(true) {
                self.breaks(&format!("{place} {}", parameter["name"]), "it is new and required");
            }
        }
        for (kind, body) in members(&before["requestBody"]["content"]) {
            let later = &now["requestBody"]["content"][kind]["schema"];
            self.schema(&format!("{place} body"), &body["schema"], later, Direction::Sent);
        }
        for (status, response) in members(&before["responses"]) {
            for (kind, content) in members(&response["content"]) {
                let later = &now["responses"][status]["content"][kind]["schema"];
                self.schema(&format!("{place} {status}"), &content["schema"], later, Direction::Given);
            }
        }
    }

    fn schema(&mut self, place: &str, before: &Value, now: &Value, direction: Direction) {
        let pair = (before["$ref"].as_str(), now["$ref"].as_str());
        if let (Some(before), Some(now)) = pair
            && !self.compared.insert((format!("{before} {}", direction as u8), now.to_owned()))
        {
            return;
        }
        let (before, now) = (resolved(self.before, before), resolved(self.now, now));
        if before.is_null() {
            return;
        }
        if now.is_null() {
            return self.breaks(place, "it is gone");
        }
        self.types(place, before, now, direction);
        self.properties(place, before, now, direction);
        if before.get("items").is_some() {
            self.schema(&format!("{place}[]"), &before["items"], &now["items"], direction);
        }
        if before["additionalProperties"].is_object() {
            let [before, now] = [before, now].map(|schema| &schema["additionalProperties"]);
            self.schema(&format!("{place}{{}}"), before, now, direction);
        }
        for kind in ["oneOf", "allOf"] {
            let parts = |schema: &Value| schema[kind].as_array().cloned().unwrap_or_default();
            let (earlier, later) = (parts(before), parts(now));
            if earlier.len() > later.len() || (direction == Direction::Given && earlier.len() < later.len()) {
                self.breaks(place, "its alternatives have changed");
            }
            for (earlier, later) in earlier.iter().zip(&later) {
                self.schema(place, earlier, later, direction);
            }
        }
    }

    fn types(&mut self, place: &str, before: &Value, now: &Value, direction: Direction) {
        let (earlier, later) = (texts(&before["type"]), texts(&now["type"]));
        let holds = match direction {
            Direction::Sent => earlier.is_subset(&later),
            Direction::Given => later.is_subset(&earlier) && later.is_empty() == earlier.is_empty(),
        };
        if !holds {
            self.breaks(place, "its type has changed");
        }
        // A list of codes may grow: the document says so.
        if !texts(&before["enum"]).is_subset(&texts(&now["enum"])) && !now["enum"].is_null() {
            self.breaks(place, "a code is gone");
        }
        if direction == Direction::Sent {
            let lower = |name: &str| {
                now[name].as_f64().unwrap_or(f64::INFINITY) < before[name].as_f64().unwrap_or(f64::INFINITY)
            };
            if lower("maximum") || lower("maxItems") || lower("maxLength") {
                self.breaks(place, "less is taken than before");
            }
        }
    }

    fn properties(&mut self, place: &str, before: &Value, now: &Value, direction: Direction) {
        for (name, property) in members(&before["properties"]) {
            let place = format!("{place}.{name}");
            match now["properties"].get(name) {
                Some(later) => self.schema(&place, property, later, direction),
                None => self.breaks(&place, "it is gone"),
            }
        }
        let (earlier, later) = (texts(&before["required"]), texts(&now["required"]));
        let changed: Vec<&String> = match direction {
            Direction::Sent => later.difference(&earlier).collect(),
            Direction::Given => earlier.difference(&later).collect(),
        };
        let what = if direction == Direction::Sent { "has become required" } else { "is not always there any more" };
        for name in changed {
            self.breaks(place, &format!("{name} {what}"));
        }
    }
}

fn broken(before: &Value, now: &Value) -> Vec<String> {
    let mut comparison = Comparison { before, now, broken: Vec::new(), compared: BTreeSet::new() };
    comparison.documents();
    comparison.broken
}

#[test]
fn nothing_that_the_last_release_promised_is_taken_back() {
    let released: Value = serde_json::from_str(RELEASED).unwrap();
    assert_eq!(broken(&released, &today()), Vec::<String>::new());
}

#[test]
fn what_takes_a_promise_back_is_found() {
    let before = today();
    let provider = "/components/schemas/Provider";
    type Change<'a> = &'a dyn Fn(&mut Value);
    let changes: [(&str, Change<'_>); 9] = [
        ("it is gone", &|now| drop(now["paths"].as_object_mut().unwrap().remove("/api/v1/law"))),
        ("it is gone", &|now| {
            drop(now.pointer_mut(provider).unwrap()["properties"].as_object_mut().unwrap().remove("siret"));
        }),
        ("type has changed", &|now| now["components"]["schemas"]["Euros"]["type"] = json!("number")),
        ("has become required", &|now| now["components"]["schemas"]["Need"]["required"] = json!(["zone", "visits"])),
        ("not always there", &|now| now["components"]["schemas"]["LawValue"]["required"] = json!(["id"])),
        ("a code is gone", &|now| now["components"]["schemas"]["ActCode"]["enum"] = json!(["toilette"])),
        ("less is taken", &|now| now["components"]["schemas"]["Need"]["properties"]["visits"]["maxItems"] = json!(7)),
        ("it is new and required", &|now| {
            let parameters = now["paths"]["/api/v1/law"]["get"]["parameters"].as_array_mut().unwrap();
            parameters.push(json!({ "name": "new", "in": "query", "required": true, "schema": { "type": "string" } }));
        }),
        ("alternatives", &|now| now["components"]["schemas"]["Fact_String"]["oneOf"] = json!([{ "type": "object" }])),
    ];
    for (what, change) in changes {
        let mut now = before.clone();
        change(&mut now);
        let found = broken(&before, &now);
        assert!(found.iter().any(|line| line.contains(what)), "{what}: {found:?}");
    }
}

#[test]
fn what_is_added_takes_nothing_back() {
    let (before, mut now) = (today(), today());
    now["components"]["schemas"]["Provider"]["properties"]["new"] = json!({ "type": "string" });
    now["components"]["schemas"]["ActCode"]["enum"].as_array_mut().unwrap().push(json!("nouvelle"));
    now["paths"]["/api/v1/new"] = json!({ "get": { "responses": {} } });
    assert_eq!(broken(&before, &now), Vec::<String>::new());
}

#[test]
fn every_address_of_the_document_has_its_line_among_the_routes_with_its_parameters() {
    let document = today();
    let mut described = Vec::new();
    for (path, item) in members(&document["paths"]) {
        for (method, operation) in members(item) {
            let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
            let names: Vec<String> =
                parameters.iter().map(|parameter| parameter["name"].as_str().unwrap().to_owned()).collect();
            described.push((method.to_uppercase(), path.clone(), names));
        }
    }
    let itself = ["/api/v1", app::routes::OPENAPI];
    let listed = app::routes::API.iter().filter(|(_, path, _)| !itself.contains(path));
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let mut listed: Vec<(String, String, Vec<String>)> =
        listed.map(|(method, path, names)| ((*method).to_owned(), (*path).to_owned(), owned(names))).collect();
    described.sort();
    listed.sort();
    assert_eq!(described, listed);
}

#[test]
fn every_schema_that_is_named_is_described() {
    let document = today();
    let text = document.to_string();
    for name in text.split("#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(document["components"]["schemas"].get(name).is_some(), "{name}");
    }
    assert_eq!(document["openapi"], "3.1.0");
}
