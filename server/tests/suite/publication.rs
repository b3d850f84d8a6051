//! The catalogue in memory is always complete, either the old or the new one.

use std::sync::Arc;

use app::ports::Publications;
use app::staff::listing::history::PROGRAM_AUTHOR;
use domain::Listing;
use domain::provider::listing::{Fact, Provenance, Source, Standing};
use jiff::Timestamp;
use server::catalogue::{Current, PublishedCatalogue, close_as_planned};
use server::storage::sqlite::SqliteStore;
use server::storage::{Authorship, ListingStore, Save};

use crate::support::{TODAY, demonstration, paris, store};

#[tokio::test]
async fn a_page_being_served_keeps_its_catalogue_while_the_next_one_sees_the_new() {
    let store = store().await;
    let published = PublishedCatalogue::new(Current::load(&store, &paris()).await.unwrap());
    let served = published.current();
    let unchanged = published.refresh(&store, store.generation().await.unwrap()).await.unwrap();
    assert!(Arc::ptr_eq(&served, &published.current()), "nothing was written, nothing is published again");

    let authorship = Authorship { author: "test".to_owned(), source: Source::City, recorded_at: Timestamp::UNIX_EPOCH };
    let saves = demonstration().into_iter().map(|listing| Save::new(None, listing));
    store.save(saves.collect(), &authorship, None).await.unwrap();
    published.refresh(&store, unchanged).await.unwrap();
    assert_eq!(served.catalogue.open_count(), 0);
    assert_eq!(published.current().catalogue.open_count(), 200);
    assert!(published.current().demonstration);
    let version = published.current().version().to_owned();
    assert!(published.file(&version).is_some());
    assert!(published.file(served.version()).is_some(), "a page that was served a moment ago still fetches it");
    change(&store, "https://ici.fr").await;
    published.renew(&store).await.unwrap();
    assert!(published.file(&version).is_some() && published.file(served.version()).is_none());
}

fn by() -> Authorship {
    Authorship { author: "test".to_owned(), source: Source::City, recorded_at: Timestamp::UNIX_EPOCH }
}

fn all_new(listings: impl IntoIterator<Item = Listing>) -> Vec<Save> {
    listings.into_iter().map(|listing| Save::new(None, listing)).collect()
}

/// The first listing gets another website.
async fn change(store: &SqliteStore, website: &str) {
    let versioned = store.load_all().await.unwrap().rows.remove(0);
    let provenance = Provenance { source: Source::City, observed: TODAY, verified: None };
    let listing = Listing { website: Fact::new(website.to_owned(), provenance), ..versioned.listing.clone() };
    store.save(vec![Save::new(Some(&versioned), listing)], &by(), None).await.unwrap();
}

async fn is_as_if_read_whole(published: &PublishedCatalogue, store: &SqliteStore) {
    let whole = PublishedCatalogue::new(Current::load(store, &paris()).await.unwrap());
    let (by_parts, at_once) = (published.current(), whole.current());
    assert_eq!(by_parts.catalogue.listings(), at_once.catalogue.listings());
    assert_eq!(by_parts.folded_names, at_once.folded_names);
    assert_eq!(by_parts.version(), at_once.version());
    assert_eq!(published.file(by_parts.version()), whole.file(by_parts.version()));
}

#[tokio::test]
async fn a_publication_made_from_the_one_before_is_the_one_that_the_whole_store_gives() {
    let store = store().await;
    let mut listings = demonstration();
    let (last, first) = (listings.pop().unwrap(), listings.remove(0));
    store.save(all_new(listings), &by(), None).await.unwrap();
    let published = PublishedCatalogue::new(Current::load(&store, &paris()).await.unwrap());
    change(&store, "https://exemple.fr").await;
    published.renew(&store).await.unwrap();
    is_as_if_read_whole(&published, &store).await;
    store.save(all_new([last, first.clone()]), &by(), None).await.unwrap();
    published.renew(&store).await.unwrap();
    is_as_if_read_whole(&published, &store).await;
    // Everything is replaced: nothing of the old catalogue stays.
    store.replace_all(all_new([first]), &by(), None).await.unwrap();
    published.renew(&store).await.unwrap();
    is_as_if_read_whole(&published, &store).await;
    assert_eq!(published.current().catalogue.listings().len(), 1);
}

#[tokio::test]
async fn of_two_publications_the_one_that_was_read_first_never_stays() {
    let store = store().await;
    store.save(all_new(demonstration()), &by(), None).await.unwrap();
    let published = PublishedCatalogue::new(Current::load(&store, &paris()).await.unwrap());
    change(&store, "https://avant.fr").await;
    let slow = Current::load(&store, &paris()).await.unwrap();
    change(&store, "https://apres.fr").await;
    published.renew(&store).await.unwrap();
    let before = published.current();
    published.publish(slow);
    assert!(Arc::ptr_eq(&before, &published.current()));
    is_as_if_read_whole(&published, &store).await;
}

#[tokio::test]
async fn what_its_writer_published_is_not_published_again_by_who_watches_the_store() {
    let store = store().await;
    store.save(all_new(demonstration()), &by(), None).await.unwrap();
    let seen = store.generation().await.unwrap();
    let published = PublishedCatalogue::new(Current::load(&store, &paris()).await.unwrap());
    change(&store, "https://ici.fr").await;
    published.renew(&store).await.unwrap();
    let before = published.current();
    let seen = published.refresh(&store, seen).await.unwrap();
    assert!(Arc::ptr_eq(&before, &published.current()));
    // Another process writes.
    change(&store, "https://ailleurs.fr").await;
    published.refresh(&store, seen).await.unwrap();
    is_as_if_read_whole(&published, &store).await;
}

#[test]
fn the_file_of_the_catalogue_has_another_name_for_another_territory_or_format() {
    let of = |territory| Current::of(demonstration(), territory, domain::Parameters::embedded(), None);
    let (whole, mut smaller) = (paris(), paris());
    smaller.zones.truncate(19);
    let [published, other] = [whole, smaller].map(|territory| PublishedCatalogue::new(of(territory)));
    let (name, other_name) = (published.current().version().to_owned(), other.current().version().to_owned());
    assert_ne!(name, other_name);
    assert!(published.file(&name).is_some() && published.file(&other_name).is_none());
    let format = name.split('-').next().unwrap();
    assert_eq!(format, app::compare::page_contract::CatalogueFile::FORMAT.to_string());
}

#[tokio::test]
async fn a_planned_closing_comes_to_pass_on_its_day_as_a_version_of_its_own() {
    let store = store().await;
    let planned = |listing: Listing, day| Listing { standing: Standing::ClosesOn(day), ..listing };
    let [today, later] = [TODAY, TODAY.tomorrow().unwrap()];
    let mut open = demonstration().into_iter().filter(|listing| listing.standing.is_open());
    let (due, not_yet) = (planned(open.next().unwrap(), today), planned(open.next().unwrap(), later));
    store.save(all_new([due.clone(), not_yet.clone()]), &by(), None).await.unwrap();
    let published = PublishedCatalogue::new(Current::load(&store, &paris()).await.unwrap());
    assert_eq!(published.current().catalogue.open_count(), 2, "both are open until their day");
    let close = async |day| {
        let closed = close_as_planned(&store, &published.catalogue(), day, Timestamp::UNIX_EPOCH).await.unwrap();
        published.renew(&store).await.unwrap();
        closed
    };
    assert_eq!(close(today).await, 1);
    let after = store.find(due.finess).await.unwrap().unwrap();
    assert_eq!((after.version, after.listing.standing), (2, Standing::ClosedByCity(today)));
    assert_eq!(store.find(not_yet.finess).await.unwrap().unwrap().listing, not_yet);
    assert_eq!(published.current().catalogue.open_count(), 1);
    let written = store.list_revisions(due.finess).await.unwrap().rows.pop().unwrap();
    assert_eq!(written.author, PROGRAM_AUTHOR);
    assert_eq!(close(today).await, 0, "once");
    // A day on which no program ran is made up for.
    assert_eq!(close(later.tomorrow().unwrap()).await, 1);
    let after = store.find(not_yet.finess).await.unwrap().unwrap();
    assert_eq!(after.listing.standing, Standing::ClosedByCity(later));
}
