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

/// A listing from fields: a fact that nothing was ever stated of is unknown.
///
/// # Errors
/// A field is missing that every listing has, or one holds what this program cannot read.
pub fn listing_of(fields: Map<String, Value>) -> Result<Listing, serde_json::Error> {
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
/// does not tell it, whatever differs is to be chosen.
pub fn merge(base: Option<&Listing>, draft: &Listing, published: &Listing) -> Merge {
    let mut listing = published.clone();
    let mut disputed = Vec::new();
    for field in Field::ALL.iter().copied() {
        let is_untouched = |side: &Listing| base.is_some_and(|base| side.agrees_with(field, base));
        if is_untouched(draft) || draft.agrees_with(field, published) {
            continue;
        }
        if is_untouched(published) {
            listing.take(field, draft);
        } else if !draft.has_value_of(field, published) {
            disputed.push(field);
        }
        // Stated again by both, from two sources: what is published stays.
    }
    Merge { listing, disputed }
}

/// A listing whose parts that were put back to the published value have the published source again. `base`: what the form
/// was filled from.
pub fn put_back(listing: &Listing, base: &Listing, published: &Listing) -> Listing {
    let mut settled = listing.clone();
    for field in Field::ALL.iter().copied() {
        if listing.has_value_of(field, published) && !listing.has_value_of(field, base) {
            settled.take(field, published);
        }
    }
    settled
}

/// Who stated what a revision changed: the one source of all its parts, else the City.
pub fn source_of<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Source {
    let stated_by = |change: &Change| {
        let source = change.after.get("known")?.get("provenance")?.get("source")?.as_str()?;
        Source::from_code(source)
    };
    let mut sources = changes.into_iter().map(|change| stated_by(change).unwrap_or(Source::City));
    let first = sources.next().unwrap_or(Source::City);
    if sources.all(|source| source == first) { first } else { Source::City }
}

/// A listing with some fields of another.
pub fn with_fields(listing: &Listing, from: &Listing, taken: &[Field]) -> Listing {
    let mut combined = listing.clone();
    for field in taken {
        combined.take(*field, from);
    }
    combined
}

/// A listing without what one revision changed, where that still stands; the fields that someone changed since are named
/// and stay.
///
/// # Errors
/// None but those of a listing that this program cannot read.
pub fn without(listing: &Listing, changes: &[Change]) -> Result<(Listing, Vec<Field>), serde_json::Error> {
    let mut kept = fields(listing);
    let mut later = Vec::new();
    for change in changes {
        if kept.get(&change.field) != Some(&change.after) {
            later.extend(Field::from_code(&change.field));
        } else if change.before.is_null() {
            kept.remove(&change.field);
        } else {
            kept.insert(change.field.clone(), change.before.clone());
        }
    }
    Ok((listing_of(kept)?, later))
}

/// A listing of which one field alone is real, to put that field into words. None where it cannot be read.
pub fn alone(finess: Finess, field: Field, value: &Value) -> Option<Listing> {
    // A day that can be read back.
    let provenance = Provenance { source: Source::City, observed: date(2000, 1, 1), verified: None };
    let name = Known { value: String::new(), provenance };
    let mut kept = fields(&Listing::bare(finess, Kind::HomeHelp, name));
    if !value.is_null() {
        kept.insert(field.code().to_owned(), value.clone());
    }
    listing_of(kept).ok()
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

    /// The listings as they stand after what was followed, in order of FINESS; without those that cannot be read.
    pub fn listings(self) -> Vec<Listing> {
        let named = |(finess, (_, mut fields)): (String, (u32, Map<String, Value>))| {
            fields.insert("finess".to_owned(), Value::from(finess));
            listing_of(fields).ok()
        };
        self.0.into_iter().filter_map(named).collect()
    }

    /// The first field in which a document differs from what was written of it.
    pub fn differs(&self, listing: &Listing) -> Option<Field> {
        let nothing = Map::new();
        let written = self.0.get(listing.finess.as_str()).map_or(&nothing, |(_, fields)| fields);
        let stored = fields(listing);
        let known = |fields: &Map<String, Value>, field: Field| {
            fields.get(field.code()).filter(|value| !value.is_null() && *value != "unknown").cloned()
        };
        Field::ALL.iter().copied().find(|field| known(written, *field) != known(&stored, *field))
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

    use super::{Merge, Replay, alone, at_version, merge, put_back, with_fields, without};
    use crate::storage::{Revision, changes_between};

    fn listing() -> Listing {
        fictitious(&Territory::paris().unwrap(), 75, 1, date(2026, 11, 23)).next().unwrap()
    }

    #[test]
    fn each_field_of_a_listing_is_read_back_alone() {
        let whole = listing();
        for change in changes_between(None, &whole) {
            if change.field == "finess" {
                continue;
            }
            let field = Field::from_code(&change.field).unwrap();
            let alone = alone(whole.finess, field, &change.after).unwrap();
            assert_eq!(alone.provenance(field), whole.provenance(field), "{}", change.field);
        }
    }

    fn stated() -> Provenance {
        Provenance { source: Source::City, observed: date(2026, 11, 20), verified: None }
    }

    fn with_form(listing: &Listing, form: LegalForm) -> Listing {
        Listing { legal_form: Fact::new(form, stated()), ..listing.clone() }
    }

    fn with_website(listing: &Listing, site: &str) -> Listing {
        Listing { website: Fact::new(site.to_owned(), stated()), ..listing.clone() }
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
        assert!(revisions.iter().all(|revision| replay.follow(
            revision.finess.as_str(),
            revision.version,
            &revision.changes
        )));
        assert_eq!(replay.differs(&third), None);
        assert_eq!(replay.differs(&with_form(&third, LegalForm::Company)), Some(Field::LegalForm));
        assert!(!replay.follow(first.finess.as_str(), 5, &[]), "version 4 is missing");
    }

    #[test]
    fn what_one_side_changed_is_kept_and_what_both_changed_is_disputed() {
        let base = listing();
        let mine = with_website(&with_form(&base, LegalForm::PublicBody), "https://a.fr");
        let theirs = Listing { phone: Fact::Unknown, ..with_form(&base, LegalForm::Association) };
        let merged = merge(Some(&base), &mine, &theirs);
        assert_eq!(merged.disputed, [Field::LegalForm]);
        assert_eq!(merged.listing, with_website(&theirs, "https://a.fr"));
        let chosen = with_fields(&merged.listing, &mine, &merged.disputed);
        assert_eq!(chosen.legal_form, mine.legal_form);
        assert_eq!(merge(Some(&base), &theirs, &theirs).disputed, []);
    }

    #[test]
    fn what_both_stated_from_two_sources_stays_as_published() {
        let base = listing();
        let mine = with_website(&base, "https://a.fr");
        let by_provider = Provenance { source: Source::Provider, ..stated() };
        let theirs = Listing { website: Fact::new("https://a.fr".to_owned(), by_provider), ..base.clone() };
        assert_eq!(merge(Some(&base), &mine, &theirs), Merge { listing: theirs, disputed: Vec::new() });
    }

    #[test]
    fn a_part_put_back_to_its_published_value_has_its_published_source_again() {
        let published = with_website(&listing(), "https://a.fr");
        let draft = with_website(&published, "https://b.fr");
        let by_provider = Provenance { source: Source::Provider, ..stated() };
        let typed = Listing { website: Fact::new("https://a.fr".to_owned(), by_provider), ..draft.clone() };
        assert_eq!(put_back(&typed, &draft, &published), published);
        assert_eq!(put_back(&draft, &draft, &published), draft);
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
