//! Writes the seeds that no editor makes: a packed fragment, the file of a small catalogue, filled workbooks. `cargo run -p
//! fuzz --example seeds`, after a change of their forms.

use std::error::Error;
use std::path::Path;

use app::assist::share_link;
use app::compare::page_contract::CatalogueFile;
use domain::demo::fictitious;
use domain::{Catalogue, Listing, Territory};
use jiff::civil::date;
use server::spreadsheet::{Sheet, template_csv, template_xlsx};

fn main() -> Result<(), Box<dyn Error>> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let territory = Territory::paris()?;
    let listings: Vec<Listing> = fictitious(&territory, 75, 3, date(2026, 11, 23)).collect();
    let need = "lieu=14e&acte=toilette&jour-1=lun&de-1=08%3A00&a-1=09%3A00&service=990000003&note=elle+dort";
    std::fs::write(corpus.join("fragment/link"), share_link::write(need))?;
    std::fs::write(corpus.join("csv/tariffs"), template_csv(Sheet::Tariffs, &listings, &territory)?)?;
    std::fs::write(corpus.join("csv/coverage"), template_csv(Sheet::Coverage, &listings[..1], &territory)?)?;
    std::fs::write(corpus.join("xlsx/whole.xlsx"), template_xlsx(&listings[..1], &territory)?)?;
    let catalogue = Catalogue::new(listings);
    let (version, listings) = (catalogue.version().to_owned(), catalogue.listings().to_vec());
    let file = CatalogueFile { territory, version, listings, values: Vec::new() };
    std::fs::create_dir_all(corpus.join("catalogue"))?;
    std::fs::write(corpus.join("catalogue/three"), postcard::to_stdvec(&file)?)?;
    Ok(())
}
