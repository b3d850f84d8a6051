//! The catalogue: listings in order of FINESS, and the same facts as columns, built once.

use crate::provider::listing::Listing;
use crate::ranking::columns::Columns;
use crate::values::fingerprint::Fnv;
use crate::values::ids::Finess;

/// Listings and their columns, immutable: a new publication makes a new catalogue.
#[derive(Clone, Debug)]
pub struct Catalogue {
    listings: Vec<Listing>,
    /// Positions in `listings` of the providers in `columns`.
    open: Vec<u32>,
    columns: Columns,
    version: String,
}

impl Catalogue {
    /// The order of the given listings does not matter. Closed listings are kept, but are not in the columns.
    pub fn new(mut listings: Vec<Listing>) -> Self {
        listings.sort_by_key(|listing| listing.finess);
        let version = version_of(&listings);
        Self::with_version(listings, version)
    }

    /// A catalogue whose version is known: the listings of a publication in their order, or a few of them in any order.
    pub fn with_version(mut listings: Vec<Listing>, version: String) -> Self {
        listings.sort_by_key(|listing| listing.finess);
        let open: Vec<u32> =
            (0..listings.len()).filter(|at| listings[*at].standing.is_open()).map(|at| at as u32).collect();
        let columns = Columns::build(open.iter().map(|at| &listings[*at as usize]));
        Self { listings, open, columns, version }
    }

    /// Every listing in order of FINESS, closed ones included.
    pub fn listings(&self) -> &[Listing] {
        &self.listings
    }

    pub fn find(&self, finess: Finess) -> Option<&Listing> {
        self.listings.binary_search_by_key(&finess, |listing| listing.finess).ok().map(|at| &self.listings[at])
    }

    /// The listing for a position in the columns.
    pub fn listing_at(&self, position: usize) -> &Listing {
        &self.listings[self.open[position] as usize]
    }

    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// FNV-1a 64 of every listing as postcard writes it, in hexadecimal: two catalogues with the same version hold the same
    /// facts.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// How many listings are open.
    pub fn open_count(&self) -> usize {
        self.open.len()
    }
}

/// Of listings in order of FINESS. Postcard takes a third of the time of JSON, and is the same everywhere.
fn version_of(listings: &[Listing]) -> String {
    // Writing to a hash cannot fail, nor do listings have a form that postcard cannot write.
    let hash = postcard::to_io(listings, Fnv::default());
    debug_assert!(hash.is_ok());
    format!("{:016x}", hash.unwrap_or_default().finish())
}
