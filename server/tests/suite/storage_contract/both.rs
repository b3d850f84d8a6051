//! Every behaviour on both databases, each on a store of its own.

use server::storage::Store;
use server::storage::postgres::PostgresStore;
use server::storage::sqlite::SqliteStore;

use crate::support::postgres::Server;

macro_rules! on_both {
    ($($behaviour:ident in $place:path;)*) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $behaviour() {
                use $place as place;
                super::on_sqlite(async |store| place::$behaviour(store).await).await;
            })*
        }

        mod postgres {
            $(#[tokio::test]
            async fn $behaviour() {
                use $place as place;
                super::on_postgres(async |store| place::$behaviour(store).await).await;
            })*
        }
    };
}

on_both! {
    a_file_that_cannot_be_written_completely_changes_nothing in super::super;
    drafts_files_links_and_imports_are_one_deed_each in super::super;
    each_file_of_places_replaces_the_one_before in super::super;
    listings_follow_their_versions_and_a_batch_is_all_or_nothing in super::super;
    more_listings_than_one_statement_can_write_are_written in super::super;
    refusals_are_counted_by_kind_and_month in super::super;
    reports_stay_when_listings_are_replaced_and_are_answered_once in super::super;
    rows_of_the_journal_are_found_by_their_time_and_from_the_newest in super::super;
    values_of_the_law_are_added_and_stay_when_listings_are_replaced in super::super;
    what_is_typed_set_aside_or_sent_back_is_kept_with_who_and_when in super::super;
    what_an_account_does_once_works_once in super::super::accounts;
    links_lead_to_their_service_until_they_are_answered in super::super::links;
    accounts_are_administered_and_every_act_is_recorded in super::super::staff;
    dossiers_keep_who_wrote_what_and_files_their_names in super::super::staff;
    reports_are_shared_and_their_texts_erased in super::super::staff;
}

/// The same store again, opened anew, has what was committed; the database is sound.
async fn end(store: &dyn Store, again: &dyn Store) {
    assert_eq!(store.integrity().await.unwrap(), Vec::<String>::new());
    assert_eq!(again.load_all().await.unwrap(), store.load_all().await.unwrap());
}

async fn on_sqlite(behaviour: impl AsyncFnOnce(&dyn Store)) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("listings.sqlite").display());
    let store = SqliteStore::open(&url).await.unwrap();
    behaviour(&store).await;
    end(&store, &SqliteStore::open(&url).await.unwrap()).await;
}

async fn on_postgres(behaviour: impl AsyncFnOnce(&dyn Store)) {
    let Some(server) = Server::start() else { return };
    let store = PostgresStore::open(&server.url()).await.unwrap();
    behaviour(&store).await;
    end(&store, &PostgresStore::open_read_only(&server.url()).await.unwrap()).await;
}
