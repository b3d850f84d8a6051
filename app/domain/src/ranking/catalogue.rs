//! The catalogue: listings in order of FINESS, and the same facts as columns, built once.

use crate::provider::listing::Listing;
use crate::ranking::columns::Columns;
use crate::values::fingerprint::fingerprint;
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
        let version = fingerprint(&listings);
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

    /// FNV-1a 64 of every listing, in hexadecimal: two catalogues with the same version hold the same facts.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// How many listings are open.
    pub fn open_count(&self) -> usize {
        self.open.len()
    }
}
