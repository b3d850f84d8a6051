//! Who may call what. A route or server function that is not here makes a test fail.

use crate::routes::PAGES;
use crate::text::Lang;

/// Who is admitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Everyone,
}

/// Pages that a form is sent to: a situation is computed with and forgotten.
const SENT: [&str; 2] = ["/comparer", "/aides"];

/// Where a report is sent; asked for, it leads to the page of the service.
const REPORT: &str = "/services/{finess}/signaler";

/// What is not a page.
const FILES: [&str; 5] = ["/catalogue/{version}", "/mots/{lang}/{version}", "/adresses", "/assets/{name}", "/sante"];

/// Every route of the site and of the server: method, path as the router writes it, who is admitted.
pub fn table() -> Vec<(&'static str, String, Access)> {
    let mut table = Vec::new();
    for lang in Lang::ALL {
        let in_language = |path: &str| match (lang, path) {
            (Lang::French, path) => path.to_owned(),
            (lang, "/") => lang.prefix().to_owned(),
            (lang, path) => format!("{}{path}", lang.prefix()),
        };
        table.extend(PAGES.map(|path| ("GET", in_language(path), Access::Everyone)));
        table.extend(SENT.map(|path| ("POST", in_language(path), Access::Everyone)));
        table.extend(["GET", "POST"].map(|method| (method, in_language(REPORT), Access::Everyone)));
    }
    table.extend(FILES.map(|path| ("GET", path.to_owned(), Access::Everyone)));
    table
}
