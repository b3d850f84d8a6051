//! The catalogue in memory: whole, old or new.

use std::sync::Arc;

use app::ports::Publications;
use domain::listing::Source;
use jiff::Timestamp;
use server::catalogue::{Current, Shelf};
use server::storage::{Authorship, ListingStore, Save};

use crate::support::{demonstration, paris, store};

#[tokio::test]
async fn a_page_being_served_keeps_its_catalogue_while_the_next_one_sees_the_new() {
    let store = store().await;
    let shelf = Shelf::new(Current::load(&store, &paris()).await.unwrap());
    let served = shelf.current();
    let unchanged = shelf.refresh(&store, &paris(), store.generation().await.unwrap()).await.unwrap();
    assert!(Arc::ptr_eq(&served, &shelf.current()), "nothing was written, nothing is published again");

    let authorship = Authorship { author: "test".to_owned(), source: Source::City, recorded_at: Timestamp::UNIX_EPOCH };
    let saves = demonstration().into_iter().map(|listing| Save::new(None, listing));
    store.save(saves.collect(), &authorship, None).await.unwrap();
    shelf.refresh(&store, &paris(), unchanged).await.unwrap();
    assert_eq!(served.catalogue.open_count(), 0);
    assert_eq!(shelf.current().catalogue.open_count(), 200);
    assert!(shelf.current().demonstration);
    let version = shelf.current().version();
    assert!(shelf.file(&version).is_some() && shelf.file(&served.version()).is_none());
}
