//! What became of a listing, field by field: a state it once had, two changes brought together, one taken back. Pure.

use std::collections::BTreeMap;

use domain::provider::listing::{Kind, Known, Listing, Provenance, Source};
use domain::values::closed_list::ClosedList;
use domain::{Field, Finess};
use jiff::civil::date;
use serde_json::{Map, Value};

use crate::storage::{Change, Revision};

/// The fields of a listing as its document has them.
pub fn fields(listing: &Listing) -> Map<String, Value> {
    match serde_json::to_value(listing) {
        Ok(Value::Object(fields)) => fields,
        // A listing is always an object.
        Ok(_) | Err(_) => Map::new(),
    }
}

/// A listing from fields, those that nothing was ever said of being unknown.
///
/// # Errors
/// A field is missing that every listing has, or one holds what this program cannot read.
pub fn listing_of(mut fields: Map<String, Value>) -> Result<Listing, serde_json::Error> {
    for field in Field::ALL {
        let unknown = match field {
            Field::LegalEntity => Value::Null,
            Field::Name | Field::Kind | Field::Standing => continue,
            _ => Value::from("unknown"),
        };
        fields.entry(field.code()).or_insert(unknown);
    }
    serde_json::from_value(Value::Object(fields))
}

/// The listing as it stood after one of its revisions, which are all given, oldest first.
///
/// # Errors
/// As `listing_of`: the journal does not say all of it.
pub fn at_version(revisions: &[Revision], version: u32) -> Result<Listing, serde_json::Error> {
    let mut now = Map::new();
    if let Some(first) = revisions.first() {
        now.insert("finess".to_owned(), Value::from(first.finess.to_string()));
    }
    for revision in revisions.iter().filter(|revision| revision.version <= version) {
        for change in &revision.changes {
            now.insert(change.field.clone(), change.after.clone());
        }
    }
    listing_of(now)
}

/// Two changes of one listing brought together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Each field as whoever changed it has it; as published where both did.
    pub listing: Listing,
    /// Changed on both sides, to different values: someone has to choose.
    pub disputed: Vec<Field>,
}

/// Brings a draft together with what was published since it was begun. `base` is what it was begun from; where the journal
/// does not say it, whatever differs is to be chosen.
///
/// # Errors
/// None but those of a listing that this program cannot read.
pub fn merge(base: Option<&Listing>, draft: &Listing, published: &Listing) -> Result<Merge, serde_json::Error> {
    let (base, draft, mut merged) = (base.map(fields), fields(draft), fields(published));
    let mut disputed = Vec::new();
    for field in Field::ALL.iter().copied() {
        let of = |fields: &Map<String, Value>| fields.get(field.code()).cloned().unwrap_or_default();
        let (was, mine, theirs) = (base.as_ref().map(of), of(&draft), of(&merged));
        if was.as_ref() == Some(&mine) || mine == theirs {
            continue;
        }
        // Said again by both, from two sources: what is published stays.
        let value = |fact: &Value| fact.get("known").and_then(|known| known.get("value")).cloned();
        if value(&mine).is_some() && value(&mine) == value(&theirs) && was.as_ref() != Some(&theirs) {
            continue;
        }
        if was == Some(theirs) {
            merged.insert(field.code().to_owned(), mine);
        } else {
            disputed.push(field);
        }
    }
    Ok(Merge { listing: listing_of(merged)?, disputed })
}

/// A listing whose parts that were put back to the published value have the published source again. `base`: what the form
/// was filled from.
///
/// # Errors
/// None but those of a listing that this program cannot read.
pub fn put_back(listing: &Listing, base: &Listing, published: &Listing) -> Result<Listing, serde_json::Error> {
    let (own, base, published) = (fields(listing), fields(base), fields(published));
    let mut settled = own.clone();
    let value = |fields: &Map<String, Value>, field: Field| {
        let fact = fields.get(field.code()).cloned().unwrap_or_default();
        fact.get("known").and_then(|known| known.get("value")).cloned().unwrap_or(fact)
    };
    for field in Field::ALL.iter().copied() {
        let now = value(&own, field);
        if now == value(&published, field) && now != value(&base, field) {
            settled.insert(field.code().to_owned(), published.get(field.code()).cloned().unwrap_or_default());
        }
    }
    listing_of(settled)
}

/// Who said what a revision changed: the one source of all its parts, else the City.
pub fn source_of<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Source {
    let said = |change: &Change| {
        let source = change.after.get("known")?.get("provenance")?.get("source")?.as_str()?;
        Source::from_code(source)
    };
    let mut sources = changes.into_iter().map(|change| said(change).unwrap_or(Source::City));
    let first = sources.next().unwrap_or(Source::City);
    if sources.all(|source| source == first) { first } else { Source::City }
}

/// A listing with some fields of another.
///
/// # Errors
/// None but those of a listing that this program cannot read.
pub fn with_fields(listing: &Listing, from: &Listing, taken: &[Field]) -> Result<Listing, serde_json::Error> {
    let (mut own, from) = (fields(listing), fields(from));
    for field in taken {
        own.insert(field.code().to_owned(), from.get(field.code()).cloned().unwrap_or_default());
    }
    listing_of(own)
}

/// A listing without what one revision changed, where that still stands; the fields that someone changed since are named
/// and stay.
///
/// # Errors
/// None but those of a listing that this program cannot read.
pub fn without(listing: &Listing, changes: &[Change]) -> Result<(Listing, Vec<Field>), serde_json::Error> {
    let mut own = fields(listing);
    let mut later = Vec::new();
    for change in changes {
        if own.get(&change.field) != Some(&change.after) {
            later.extend(Field::from_code(&change.field));
        } else if change.before.is_null() {
            own.remove(&change.field);
        } else {
            own.insert(change.field.clone(), change.before.clone());
        }
    }
    Ok((listing_of(own)?, later))
}

/// A listing of which one field alone is real, to put that field into words. None where it cannot be read.
pub fn alone(finess: Finess, field: Field, value: &Value) -> Option<Listing> {
    // A day that can be read back.
    let provenance = Provenance { source: Source::City, observed: date(2000, 1, 1), verified: None };
    let name = Known { value: String::new(), provenance };
    let mut own = fields(&Listing::bare(finess, Kind::HomeHelp, name));
    if !value.is_null() {
        own.insert(field.code().to_owned(), value.clone());
    }
    listing_of(own).ok()
}

/// What the journal says each listing is: its document must say the same. Fed row by row.
#[derive(Default)]
pub struct Replay(BTreeMap<String, (u32, Map<String, Value>)>);

impl Replay {
    /// False when the row does not follow the one before it of its listing.
    pub fn follow(&mut self, finess: &str, version: u32, changes: &[Change]) -> bool {
        let (last, fields) = self.0.entry(finess.to_owned()).or_default();
        let follows = version == *last + 1;
        *last = version;
        for change in changes {
            fields.insert(change.field.clone(), change.after.clone());
        }
        follows
    }

    /// The first field in which a document differs from what was written of it.
    pub fn differs(&self, listing: &Listing) -> Option<Field> {
        let nothing = Map::new();
        let said = self.0.get(listing.finess.as_str()).map_or(&nothing, |(_, fields)| fields);
        let own = fields(listing);
        let known = |fields: &Map<String, Value>, field: Field| {
            fields.get(field.code()).filter(|value| !value.is_null() && *value != "unknown").cloned()
        };
        Field::ALL.iter().copied().find(|field| known(said, *field) != known(&own, *field))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use domain::demo::fictitious;
    use domain::provider::listing::{Fact, LegalForm, Provenance, Source};
    use domain::values::closed_list::ClosedList;
    use domain::{Field, Listing, Territory};
    use jiff::Timestamp;
    use jiff::civil::date;

    use super::{Replay, alone, at_version, merge, with_fields, without};
    use crate::storage::{Revision, changes_between};

    fn listing() -> Listing {
        fictitious(&Territory::paris().unwrap(), 75, 1, date(2026, 11, 23)).next().unwrap()
    }

    #[test]
    fn each_field_of_a_listing_is_read_back_alone() {
        let own = listing();
        for change in changes_between(None, &own) {
            if change.field == "finess" {
                continue;
            }
            let field = Field::from_code(&change.field).unwrap();
            let alone = alone(own.finess, field, &change.after).unwrap();
            assert_eq!(alone.provenance(field), own.provenance(field), "{}", change.field);
        }
    }

    fn said() -> Provenance {
        Provenance { source: Source::City, observed: date(2026, 11, 20), verified: None }
    }

    fn with_form(listing: &Listing, form: LegalForm) -> Listing {
        Listing { legal_form: Fact::new(form, said()), ..listing.clone() }
    }

    fn with_website(listing: &Listing, site: &str) -> Listing {
        Listing { website: Fact::new(site.to_owned(), said()), ..listing.clone() }
    }

    fn revision(version: u32, before: Option<&Listing>, after: &Listing) -> Revision {
        Revision {
            finess: after.finess,
            version,
            author: "jeanne".to_owned(),
            source: Source::City,
            recorded_at: Timestamp::UNIX_EPOCH,
            import_number: None,
            changes: changes_between(before, after),
        }
    }

    #[test]
    fn any_version_is_found_again_from_the_journal() {
        let first = listing();
        let second = with_form(&first, LegalForm::PublicBody);
        let third = Listing { email: Fact::Unknown, ..with_website(&second, "https://exemple.fr") };
        let revisions =
            [revision(1, None, &first), revision(2, Some(&first), &second), revision(3, Some(&second), &third)];
        for (version, state) in [(1, &first), (2, &second), (3, &third)] {
            assert_eq!(&at_version(&revisions, version).unwrap(), state);
        }
        let mut replay = Replay::default();
        assert!(revisions.iter().all(|own| replay.follow(own.finess.as_str(), own.version, &own.changes)));
        assert_eq!(replay.differs(&third), None);
        assert_eq!(replay.differs(&with_form(&third, LegalForm::Company)), Some(Field::LegalForm));
        assert!(!replay.follow(first.finess.as_str(), 5, &[]), "version 4 is missing");
    }

    #[test]
    fn what_one_side_changed_is_kept_and_what_both_changed_is_disputed() {
        let base = listing();
        let mine = with_website(&with_form(&base, LegalForm::PublicBody), "https://a.fr");
        let theirs = Listing { phone: Fact::Unknown, ..with_form(&base, LegalForm::Association) };
        let merged = merge(Some(&base), &mine, &theirs).unwrap();
        assert_eq!(merged.disputed, [Field::LegalForm]);
        assert_eq!(merged.listing, with_website(&theirs, "https://a.fr"));
        let chosen = with_fields(&merged.listing, &mine, &merged.disputed).unwrap();
        assert_eq!(chosen.legal_form, mine.legal_form);
        assert_eq!(merge(Some(&base), &theirs, &theirs).unwrap().disputed, []);
    }

    #[test]
    fn what_an_import_changed_is_taken_back_unless_someone_changed_it_since() {
        let before = listing();
        let after = with_website(&with_form(&before, LegalForm::PublicBody), "https://a.fr");
        let changes = changes_between(Some(&before), &after);
        assert_eq!(without(&after, &changes).unwrap(), (before.clone(), vec![]));
        let since = with_form(&after, LegalForm::Company);
        let (undone, later) = without(&since, &changes).unwrap();
        assert_eq!(later, [Field::LegalForm]);
        assert_eq!(undone, with_form(&before, LegalForm::Company));
    }
}
