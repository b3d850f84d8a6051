//! The module that starts the islands of a page, and the addresses of what they read.

/// Id of the element of the script.
pub const ID: &str = "client";
/// Its attributes: addresses of the words and of the catalogue, or of what stands in its place where the server is asked,
/// values of the law that staff added, and the day.
pub const WORDS: &str = "data-words";
pub const CATALOGUE: &str = "data-catalogue";
pub const ASKS: &str = "data-demande";
pub const VALUES: &str = "data-values";
pub const TODAY: &str = "data-today";

#[cfg(feature = "ssr")]
pub use on_the_server::{ClientScript, Reads};

#[cfg(feature = "ssr")]
mod on_the_server {
    use leptos::prelude::*;

    use crate::aids::simulation::packed;
    use crate::ports::Ports;
    use crate::routes::{all_words_href, catalogue_href, territory_href, words_href};
    use crate::text::Words;

    /// What the islands of a page read in addition to the words of its language.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Reads {
        Words,
        /// The values of the law that staff added to those of the program.
        Law,
        /// The open listings, and the law with them; where they are too many, the territory and the law.
        Catalogue,
        /// The open listings with every word, by the client of social workers.
        Everything,
    }

    /// Used only on pages that have an island.
    #[component]
    pub fn ClientScript(reads: Reads) -> impl IntoView {
        let ports = Ports::from_context();
        let t = Words::from_context();
        let publication = ports.publications.current();
        let (src, words) = match reads {
            Reads::Everything => (&ports.assets.assist, all_words_href(t.lang, &ports.assets.words)),
            Reads::Words | Reads::Law | Reads::Catalogue => {
                (&ports.assets.start, words_href(t.lang, &ports.assets.words))
            }
        };
        let values = (reads == Reads::Law).then(|| packed(publication.parameters.added()));
        let lists = matches!(reads, Reads::Catalogue | Reads::Everything);
        let catalogue = (lists && publication.fits_browser).then(|| catalogue_href(publication.version()));
        let asks =
            (reads == Reads::Catalogue && !publication.fits_browser).then(|| territory_href(publication.version()));
        let today = ports.clock.today().to_string();
        src.clone().map(|src| {
            view! {
                <script type="module" id=super::ID src=src data-words=words data-values=values data-catalogue=catalogue
                    data-demande=asks data-today=today></script>
            }
        })
    }
}
