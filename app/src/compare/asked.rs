//! One page of a list as the server ranked it, for a browser that is not given the whole catalogue: the server function that
//! answers it, and what the browser makes of it. A situation is no part of either: what is left to pay is computed in the
//! browser, for the services of the page, and moves none of them.

use domain::aids::{AidRules, Situation};
use domain::ranking::changes::Changes;
use domain::ranking::comparison::{Comparison, Counts, ExclusionCount, Ranked};
use domain::ranking::pairs::Pairs;
use domain::ranking::robustness::Robustness;
use domain::ranking::selection::{FilterCount, GroupCounts};
use domain::ranking::spread::PriceSpread;
use domain::time::calendar::parse_date;
use domain::{Catalogue, METHOD_VERSION, Parameters, Territory};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos::server_fn::codec::{JsonEncoding, Post};
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use leptos::server_fn::{Bytes, ContentType, Decodes, Encodes, Format, FormatType};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::list_form::ListForm;
use super::outcome::{Answered, Published, answer_need};
use super::page_contract::CatalogueFile;
use crate::aids::form::day_error;
use crate::error::FieldError;
use crate::need::form::{PAGE_SIZE, START};
use crate::text::Words;

/// What this program writes and reads: a page that stayed open while the site was renewed must not misread an answer, nor
/// go on by other rules.
const RELEASE: [u16; 3] = [2, CatalogueFile::FORMAT, METHOD_VERSION];

/// A page of a list, in postcard. This outer form never changes.
#[derive(Serialize, Deserialize)]
pub struct PackedPage {
    release: [u16; 3],
    page: Vec<u8>,
}

/// What cannot be computed from the listings of one page.
#[derive(Serialize, Deserialize)]
struct PageOfList {
    /// As text: reading a date by itself would add the messages of its parser to the client, 30 kB.
    today: String,
    /// The listings of the page, and on the first one those of the nursing services.
    file: CatalogueFile,
    /// Of the services that have a rank, in the order of the page.
    ranks: Vec<PageRank>,
    counts: Counts,
    excluded_by: Vec<ExclusionCount>,
    filtered: GroupCounts,
    filter_counts: Vec<FilterCount>,
    taking_nobody: u32,
    prices: Option<PriceSpread>,
    changes: Option<Changes>,
    /// Of the whole list, on its first page, by cost.
    pairs: Option<Pairs>,
}

#[derive(Serialize, Deserialize)]
struct PageRank {
    rank: u32,
    tied: bool,
    robustness: Option<Robustness>,
}

/// Why there is no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoPage {
    /// The site did not answer, or has too much to do.
    NotReached,
    /// The page of the same address says what is wrong.
    SeeAddress,
}

impl FromServerFnError for NoPage {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(_: ServerFnErrorErr) -> Self {
        Self::NotReached
    }
}

/// Answers in postcard, which the browser reads the catalogue from too.
pub struct InPostcard;

impl ContentType for InPostcard {
    const CONTENT_TYPE: &'static str = "application/octet-stream";
}

impl FormatType for InPostcard {
    const FORMAT_TYPE: Format = Format::Binary;
}

impl<T: Serialize> Encodes<T> for InPostcard {
    type Error = postcard::Error;

    fn encode(value: &T) -> Result<Bytes, Self::Error> {
        postcard::to_stdvec(value).map(Bytes::from)
    }
}

impl<T: DeserializeOwned> Decodes<T> for InPostcard {
    type Error = postcard::Error;

    fn decode(bytes: Bytes) -> Result<T, Self::Error> {
        postcard::from_bytes(&bytes)
    }
}

/// The page of a list: `query` is what `/comparer` has in its address. Nothing of it is kept, logged or counted.
#[server(prefix = "/fonctions", endpoint = "liste", output = Post<InPostcard>)]
pub async fn list_page(#[server(default)] query: String) -> Result<PackedPage, NoPage> {
    use crate::error::PageError;
    use crate::ports::Ports;

    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let refuse = |error: PageError| {
        ports.response.set_status(error.status());
        NoPage::SeeAddress
    };
    let t = Words::over(crate::text::Lang::French, &publication.territory);
    let form = ListForm::from_query(&query);
    let crate::ports::Publication { catalogue, territory, parameters, .. } = &*publication;
    let published = Published { catalogue, territory, parameters, today: ports.clock.today() };
    let answered = super::outcome::answer(t, &form, None, published, PAGE_SIZE, true);
    let mut answered = answered.map_err(|_| refuse(PageError::Invalid))?;
    if answered.page > answered.pages() {
        return Err(refuse(PageError::NotFound));
    }
    answered.changes = answered.find_changes(None, published);
    let page = PageOfList::of(answered, &publication, published.today);
    // The types have no form that postcard cannot write.
    let page = postcard::to_stdvec(&page).map_err(|_| NoPage::NotReached)?;
    Ok(PackedPage { release: RELEASE, page })
}

#[cfg(feature = "ssr")]
impl PageOfList {
    fn of(answered: Answered, publication: &crate::ports::Publication, today: Date) -> Self {
        use domain::time::calendar::iso_date;

        let Answered { comparison, page, changes, .. } = answered;
        let nursing = comparison.nursing.iter().filter(|_| page == 1).map(|service| service.finess);
        let named = comparison.answers().map(|answer| answer.finess).chain(nursing);
        let file = CatalogueFile::of(publication, named.filter_map(|finess| publication.catalogue.find(finess)));
        let ranks = comparison.ranked().map(|entry| PageRank {
            rank: entry.rank,
            tied: entry.tied,
            robustness: entry.robustness,
        });
        Self {
            today: iso_date(today),
            file,
            ranks: ranks.collect(),
            counts: comparison.counts,
            excluded_by: comparison.excluded_by,
            filtered: comparison.filtered,
            filter_counts: comparison.filter_counts,
            taking_nobody: comparison.taking_nobody,
            prices: comparison.prices,
            changes,
            pairs: comparison.pairs,
        }
    }
}

impl PackedPage {
    /// The page that was asked for by `query`; none if another release of the program wrote it.
    pub fn open(self, query: String) -> Option<AskedPage> {
        if self.release != RELEASE {
            return None;
        }
        let mut page: PageOfList = postcard::from_bytes(&self.page).ok()?;
        let listings = std::mem::take(&mut page.file.listings);
        let values = std::mem::take(&mut page.file.values);
        Some(AskedPage {
            today: parse_date(&page.today)?,
            catalogue: Catalogue::with_version(listings, page.file.version.clone()),
            parameters: Parameters::embedded().with(values),
            page,
            query,
        })
    }
}

/// A page in the browser.
pub struct AskedPage {
    /// What was asked.
    pub query: String,
    today: Date,
    page: PageOfList,
    catalogue: Catalogue,
    parameters: Parameters,
}

impl AskedPage {
    pub fn published(&self) -> Published<'_> {
        let Self { catalogue, parameters, today, .. } = self;
        Published { catalogue, territory: self.territory(), parameters, today: *today }
    }

    fn territory(&self) -> &Territory {
        &self.page.file.territory
    }

    /// What the server answered; with a situation also what is left to pay at the services of the page.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub fn answer(&self, t: Words, situation: Option<&Situation>) -> Result<Answered, Vec<FieldError>> {
        let form = ListForm::from_query(&self.query);
        let need = form.need.parse(t, self.territory(), self.today)?;
        let start = need.terms().start;
        let aids = situation.map(|situation| AidRules::on(&self.parameters, start, situation)).transpose();
        let aids = aids.map_err(|error| vec![day_error(t, START, error)])?;
        let page = form.need.page_number().unwrap_or(1);
        let compared =
            |aids: Option<&AidRules>| answer_need(&form.on_page(1), &need, aids, self.published(), PAGE_SIZE, false);
        let mut answered = compared(None);
        answered.form = answered.form.on_page(page);
        answered.page = page;
        answered.changes.clone_from(&self.page.changes);
        self.rank(&mut answered.comparison, page);
        if let Some(aids) = &aids {
            answered.to_pay_apart = true;
            add_to_pay(&mut answered.comparison, compared(Some(aids)).comparison);
        }
        Ok(answered)
    }

    /// Puts in what the server knows of the whole list.
    fn rank(&self, comparison: &mut Comparison, page: usize) {
        let whole = &self.page;
        comparison.first = ((page - 1) * PAGE_SIZE) as u32;
        comparison.counts = whole.counts;
        comparison.excluded_by.clone_from(&whole.excluded_by);
        comparison.filtered = whole.filtered;
        comparison.filter_counts.clone_from(&whole.filter_counts);
        comparison.taking_nobody = whole.taking_nobody;
        comparison.prices = whole.prices;
        comparison.pairs.clone_from(&whole.pairs);
        // The same rules put the services of the page in the same order.
        for (entry, place) in ranked_mut(comparison).zip(&whole.ranks) {
            (entry.rank, entry.tied, entry.robustness) = (place.rank, place.tied, place.robustness);
        }
    }
}

fn ranked_mut(comparison: &mut Comparison) -> impl Iterator<Item = &mut Ranked> {
    comparison.suitable.iter_mut().chain(&mut comparison.partly_suitable)
}

/// Gives each service what is left to pay there, and nothing else of a ranking by it.
fn add_to_pay(comparison: &mut Comparison, counted: Comparison) {
    let Comparison { suitable, partly_suitable, to_confirm, .. } = comparison;
    let ranked = suitable.iter_mut().chain(partly_suitable).map(|entry| &mut entry.answer);
    for answer in ranked.chain(to_confirm.iter_mut().map(|entry| &mut entry.answer)) {
        let Some(with_aids) = counted.answers().find(|other| other.finess == answer.finess) else { continue };
        for offer in &mut answer.offers {
            let same = with_aids.offers.iter().find(|other| other.mode == offer.mode);
            offer.reckoning = same.and_then(|other| other.reckoning.clone());
        }
    }
    comparison.by_gir = counted.by_gir;
    comparison.aids = counted.aids.map(|aids| domain::ranking::comparison::AidsApplied { anchors: None, ..aids });
}
