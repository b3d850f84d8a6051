//! What the islands of a page need in the browser, fetched once before any of them starts: the words of its language,
//! the day, the law, and on a page with a list the catalogue. On the server the same data come from the context.

use std::cell::Cell;

use domain::law::parameters::Published;
use domain::{Catalogue, Parameters, Territory};
use jiff::civil::Date;

use crate::aids::simulation::unpacked;
use crate::compare::page_contract::CatalogueFile;
use crate::text::{Words, words_of};
use crate::ui::browser::{by_id, fetch};
use crate::ui::client_script;

/// It exists as long as the page.
pub struct PageData {
    pub t: Words,
    /// Today, according to the server.
    pub today: Date,
    pub parameters: Parameters,
    /// Only on a page with a list.
    pub listings: Option<&'static Listings>,
}

/// The open services and their territory.
pub struct Listings {
    pub catalogue: Catalogue,
    pub territory: Territory,
    /// False where the services are too many to be here: the list asks the server.
    #[cfg_attr(not(feature = "islands"), allow(dead_code, reason = "only the lists of families go on without them"))]
    pub are_here: bool,
}

thread_local! {
    static DATA: Cell<Option<&'static PageData>> = const { Cell::new(None) };
}

/// The data that `prepare` has fetched.
pub fn page_data() -> Option<&'static PageData> {
    DATA.get()
}

/// The page goes on in another language: from now on `Words::from_context` gives these.
#[cfg(feature = "assist")]
pub fn speak(t: Words) {
    if let Some(PageData { today, parameters, listings, .. }) = page_data() {
        let data = PageData { t, today: *today, parameters: parameters.clone(), listings: *listings };
        DATA.set(Some(Box::leak(Box::new(data))));
    }
}

/// Fetches the data for the islands of this page. False if something could not be fetched: then no island starts, and
/// the forms are sent to the server.
pub async fn prepare() -> bool {
    match load().await {
        Some(data) => {
            DATA.set(Some(Box::leak(Box::new(data))));
            true
        }
        None => false,
    }
}

async fn load() -> Option<PageData> {
    let script = by_id(client_script::ID)?;
    let attribute = |name: &str| script.get_attribute(name);
    let t = words_of(fetch(&attribute(client_script::WORDS)?).await?)?;
    let today = domain::time::calendar::parse_date(&attribute(client_script::TODAY)?)?;
    let mut added: Vec<Published> =
        attribute(client_script::VALUES).map(|values| unpacked(&values)).unwrap_or_default();
    let (catalogue, asks) = (attribute(client_script::CATALOGUE), attribute(client_script::ASKS));
    let are_here = catalogue.is_some();
    let listings = match catalogue.or(asks) {
        Some(href) => {
            let file: CatalogueFile = postcard::from_bytes(&fetch(&href).await?).ok()?;
            added = file.values;
            let catalogue = Catalogue::with_version(file.listings, file.version);
            Some(&*Box::leak(Box::new(Listings { catalogue, territory: file.territory, are_here })))
        }
        None => None,
    };
    Some(PageData { t, today, parameters: Parameters::embedded().with(added), listings })
}
