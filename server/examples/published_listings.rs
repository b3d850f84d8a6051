//! Makes a database whose services stand for real ones, with every kind of fact and a past of two months, for the checks of
//! the open data: `cargo run --example published_listings -- sqlite:published.sqlite 60`

use app::ports::Clock;
use domain::provider::listing::Source;
use domain::values::closed_list::ClosedList;
use domain::{Field, Listing, Territory};
use jiff::{Timestamp, ToSpan};
use server::clock::{SystemClock, start_of};
use server::storage::sqlite::SqliteStore;
use server::storage::{Authorship, ListingStore, Save, Store};

/// The demonstration is no data: these get numbers of a département, and facts of the City.
fn published(listing: Listing) -> Result<Listing, Box<dyn std::error::Error>> {
    let finess = format!("75{}", &listing.finess.as_str()[2..]).parse()?;
    let mut listing = Listing { finess, legal_entity: None, ..listing };
    for field in Field::ALL {
        if let Some(provenance) = listing.provenance_mut(*field) {
            provenance.source = Source::City;
        }
    }
    Ok(listing)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(url), Some(count)) = (arguments.next(), arguments.next()) else {
        return Err("say which database, and how many services".into());
    };
    let store = SqliteStore::open(&url).await?;
    let today = SystemClock.today();
    let by = |recorded_at: Timestamp| Authorship { author: "exemple".to_owned(), source: Source::City, recorded_at };
    let territory = Territory::paris()?;
    let listings: Result<Vec<_>, _> =
        domain::demo::fictitious(&territory, 75, count.parse()?, today).map(published).collect();
    let before = start_of(today.saturating_sub(2.months()));
    store.save(listings?.into_iter().map(|listing| Save::new(None, listing)).collect(), &by(before), None).await?;
    // One of them is no longer called what it was when the month began.
    if let Some(first) = store.load_all().await?.rows.first() {
        let mut renamed = first.listing.clone();
        renamed.name.value.push_str(" RENOMME");
        store.save(vec![Save::new(Some(first), renamed)], &by(SystemClock.now()), None).await?;
    }
    store.close().await;
    Ok(())
}
