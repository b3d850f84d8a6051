//! Listings as earlier releases stored them: each document can be read, and the facts that it lacks are unknown.
#![allow(clippy::unwrap_used)]

use domain::values::closed_list::ClosedList;
use domain::{Field, Listing};
use serde_json::{Map, Value};

/// One document of each stored form. A new fact needs no new document: these lack it.
const RELEASES: [(&str, &str); 2] =
    [("2026-01", include_str!("documents/2026-01.json")), ("2026-11", include_str!("documents/2026-11.json"))];

fn read(document: &Map<String, Value>) -> Result<Listing, serde_json::Error> {
    serde_json::from_value(Value::Object(document.clone()))
}

#[test]
fn a_document_of_each_release_is_read_and_what_it_lacks_is_unknown() {
    for (release, text) in RELEASES {
        let document: Map<String, Value> = serde_json::from_str(text).unwrap();
        let listing = read(&document).unwrap_or_else(|error| panic!("{release}: {error}"));
        let again = serde_json::to_value(&listing).unwrap();
        assert_eq!(again["finess"], document["finess"], "{release}");
        for field in Field::ALL.iter().copied() {
            match document.get(field.code()) {
                Some(written) => assert_eq!(&again[field.code()], written, "{release}: {field:?}"),
                None => assert_eq!(listing.provenance(field), None, "{release}: {field:?}"),
            }
        }
        assert_eq!(listing.check(), Ok(()), "{release}");
    }
}

#[test]
fn only_what_tells_who_a_listing_is_may_not_be_absent() {
    let whole: Map<String, Value> = serde_json::from_str(RELEASES[1].1).unwrap();
    for absent in whole.keys() {
        let mut document = whole.clone();
        document.remove(absent);
        let identity = ["finess", "kind", "name", "standing"].contains(&absent.as_str());
        assert_eq!(read(&document).is_err(), identity, "{absent}");
    }
}

#[test]
fn a_part_has_the_name_of_its_field_in_documents_and_in_serde() {
    let names = serde_json::to_value(Field::ALL).unwrap();
    let codes: Vec<&str> = Field::ALL.iter().map(|field| field.code()).collect();
    assert_eq!(names, serde_json::to_value(&codes).unwrap());
    let document = serde_json::to_value(read(&serde_json::from_str(RELEASES[0].1).unwrap()).unwrap()).unwrap();
    let mut keys: Vec<&str> = document.as_object().unwrap().keys().map(String::as_str).collect();
    let mut expected = [codes, vec!["finess"]].concat();
    keys.sort_unstable();
    expected.sort_unstable();
    assert_eq!(keys, expected);
}
