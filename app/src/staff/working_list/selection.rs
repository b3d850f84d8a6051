//! Which listings a query finds, in its order.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use domain::provider::acts::Mode;
use domain::provider::completeness::completeness;
use domain::provider::price_rules::findings;
use domain::values::closed_list::ClosedList;
use domain::values::search::{fold, matches};
use domain::{Cents, Field, Finess, Listing, Tariff};
use jiff::civil::Date;

use super::query::{Having, ListQuery, Sort};
use crate::ports::Publication;

/// What a search is compared with: words, and the digits of a number.
struct Search {
    folded: String,
    /// None where it is no number.
    digits: Option<String>,
}

impl Search {
    fn of(text: &str) -> Self {
        let kept = |c: &char| !matches!(c, ' ' | '.' | '-' | '\u{a0}' | '\u{202f}');
        let digits: String = text.chars().filter(kept).collect();
        let is_number =
            digits.len() > 2 && digits.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_alphabetic());
        let is_number = is_number && digits.bytes().filter(u8::is_ascii_digit).count() > 2;
        Self { folded: fold(text), digits: is_number.then(|| digits.to_ascii_uppercase()) }
    }

    fn finds(&self, name: &str, listing: &Listing) -> bool {
        if self.folded.is_empty() || matches(name, &self.folded) {
            return true;
        }
        self.digits.as_ref().is_some_and(|digits| has_number(listing, digits)) || self.finds_street(name, listing)
    }

    /// Words of the name and of the street together: "canal oberkampf".
    fn finds_street(&self, name: &str, listing: &Listing) -> bool {
        let Some(address) = listing.address.value() else { return false };
        let street = fold(&address.street);
        self.folded.split(' ').all(|word| street.contains(word) || name.contains(word))
    }
}

fn has_number(listing: &Listing, digits: &str) -> bool {
    listing.finess.as_str().starts_with(digits)
        || listing.legal_entity.is_some_and(|entity| entity.as_str().starts_with(digits))
        || listing.siret.value().is_some_and(|siret| siret.as_str().starts_with(digits))
        || listing.phone.value().is_some_and(|phone| phone.as_str().contains(digits))
}

/// The price of an hour of help on a day, in the mode that most families compare.
pub fn care_hour(listing: &Listing, today: Date) -> Option<Cents> {
    listing.tariff_on(Mode::Prestataire, today).map(Tariff::terms).and_then(|terms| terms.care_hour)
}

/// The listings that a query finds, in its order, then by name and number. `drafts`: those that have one.
pub fn find<'a>(
    publication: &'a Publication,
    query: &ListQuery,
    drafts: &BTreeSet<Finess>,
    today: Date,
) -> Vec<&'a Listing> {
    let search = Search::of(&query.text);
    let has = |listing: &Listing| match query.having {
        None => true,
        Some(Having::Draft) => drafts.contains(&listing.finess),
        Some(Having::Findings) => !findings(listing, &publication.parameters, today).is_empty(),
    };
    let named = publication.folded_names.iter().zip(publication.catalogue.listings());
    let wanted = named.filter(|(name, listing)| {
        query.standing.holds(listing.standing)
            && query.kind.is_none_or(|kind| kind == listing.kind)
            && query.zone.is_none_or(|zone| listing.address.value().is_some_and(|address| address.zone == zone))
            && query.source.is_none_or(|source| {
                Field::ALL.iter().any(|field| listing.provenance(*field).is_some_and(|known| known.source == source))
            })
            && search.finds(name, listing)
            && query.holds_condition(listing, today)
            && has(listing)
    });
    let mut found: Vec<(&String, &Listing)> = wanted.collect();
    let by_name = |(name, listing): &(&'a String, &'a Listing)| (*name, listing.finess);
    found.sort_by_key(by_name);
    // Stable: those that are equal stay by name.
    match query.sort {
        Sort::Name => {}
        Sort::Oldest => found.sort_by_cached_key(|(_, listing)| listing.last_seen()),
        Sort::LeastComplete => found.sort_by_cached_key(|(_, listing)| completeness(listing, today).percent()),
        Sort::Zone => found.sort_by_cached_key(|(_, listing)| listing.address.value().map(|address| address.zone)),
        Sort::Dearest => found.sort_by_cached_key(|(_, listing)| Reverse(care_hour(listing, today))),
    }
    found.into_iter().map(|(_, listing)| listing).collect()
}
