//! Makes a database with many fictitious services, more than a browser is given, for the journeys:
//! `cargo run --example many_listings -- sqlite:many.sqlite 4000`

use app::ports::Clock;
use domain::Territory;
use domain::demo::fictitious;
use domain::provider::listing::Source;
use jiff::Timestamp;
use server::clock::SystemClock;
use server::storage::sqlite::SqliteStore;
use server::storage::{Authorship, ListingStore, Save, Store};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(url), Some(count)) = (arguments.next(), arguments.next()) else {
        return Err("say which database, and how many services".into());
    };
    let store = SqliteStore::open(&url).await?;
    let by =
        Authorship { author: "exemple".to_owned(), source: Source::Demonstration, recorded_at: Timestamp::UNIX_EPOCH };
    let territory = Territory::paris()?;
    let listings = fictitious(&territory, 75, count.parse()?, SystemClock.today());
    store.save(listings.map(|listing| Save::new(None, listing)).collect(), &by, None).await?;
    store.close().await;
    Ok(())
}
