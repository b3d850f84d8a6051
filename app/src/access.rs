//! Who may call what. A route or server function that is not here makes a test fail.

/// Who is admitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Everyone,
}

/// Every route of the site and of the server, with its method.
pub const TABLE: [(&str, &str, Access); 12] = [
    ("GET", "/", Access::Everyone),
    ("GET", "/comparer", Access::Everyone),
    ("GET", "/cote-a-cote", Access::Everyone),
    ("GET", "/services", Access::Everyone),
    ("GET", "/services/{finess}", Access::Everyone),
    ("GET", "/aides", Access::Everyone),
    ("GET", "/methode", Access::Everyone),
    // A situation is computed with and forgotten: it has no address.
    ("POST", "/comparer", Access::Everyone),
    ("POST", "/aides", Access::Everyone),
    ("GET", "/catalogue/{version}", Access::Everyone),
    ("GET", "/assets/{name}", Access::Everyone),
    ("GET", "/sante", Access::Everyone),
];
