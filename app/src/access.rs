//! Who may call what. A route or server function without an entry here makes a test fail; a staff route without one is
//! refused.

use std::fmt;

use domain::values::closed_list::ClosedList;

use crate::routes::{PAGES, REFUSALS, ROBOTS, SECURITY, SITEMAP};
use crate::text::Lang;

domain::closed_list! {
    /// The role of a member of the staff. Each role may do everything that the roles before it may do.
    Role {
        Reader = "reader",
        Editor = "editor",
        Publisher = "publisher",
        Admin = "admin",
    }
}

impl Role {
    /// Whether someone with this role may do what requires another role.
    pub fn admits(self, needed: Self) -> bool {
        self >= needed
    }
}

/// The account name of a member of the staff, which also signs what they write: 2 to 40 lower-case letters, digits,
/// points and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AccountName(String);

impl AccountName {
    pub fn parse(text: &str) -> Option<Self> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
        ((2..=40).contains(&text.len()) && text.chars().all(fits)).then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AccountName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The name of whoever verified a fact on the public page. The journal has the account.
pub const CITY: &str = "la Ville de Paris";
/// A provider that confirms facts about itself that came from elsewhere.
pub const PROVIDER: &str = "le service";

/// The signed-in person. Only a valid session creates one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    pub name: AccountName,
    pub role: Role,
}

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Everyone,
    /// Someone who is signed in with at least this role.
    Signed(Role),
}

/// Where a report is sent; a GET leads to the page of the service.
const REPORT: &str = "/services/{finess}/signaler";

/// Where a sheet is made as a file, which is not kept after it was sent; a GET leads to the interview.
const SHEET_FILE: &str = "/accompagner/fiche.pdf";

/// Routes that are not pages.
const FILES: [&str; 8] = [
    "/catalogue/{version}",
    "/mots/{lang}/{version}",
    "/assets/{name}",
    "/sante",
    "/sante/pret",
    ROBOTS,
    SITEMAP,
    SECURITY,
];

/// The server functions, which the islands call.
pub const FUNCTIONS: &[(&str, &str, Access)] = &[
    // Nothing that is typed is kept.
    ("POST", "/fonctions/lieux", Access::Everyone),
    // Only the report is kept, with nothing about its sender.
    ("POST", "/fonctions/signaler", Access::Everyone),
];

/// The back office, in French only.
pub const STAFF: &[(&str, &str, Access)] = &[
    ("GET", "/gestion/connexion", Access::Everyone),
    ("POST", "/gestion/connexion", Access::Everyone),
    ("GET", "/gestion/mot-de-passe", Access::Everyone),
    ("POST", "/gestion/mot-de-passe", Access::Everyone),
    // If sign-in by an identity provider is not set up, they say so.
    ("GET", "/gestion/openid", Access::Everyone),
    ("GET", "/gestion/openid/retour", Access::Everyone),
    ("GET", "/gestion/openid/code", Access::Everyone),
    ("POST", "/gestion/openid/code", Access::Everyone),
    ("GET", "/gestion", Access::Signed(Role::Reader)),
    ("GET", "/gestion/a-voir", Access::Signed(Role::Reader)),
    ("POST", "/gestion/a-voir", Access::Signed(Role::Publisher)),
    ("GET", "/gestion/services", Access::Signed(Role::Reader)),
    ("GET", "/gestion/services/{finess}", Access::Signed(Role::Reader)),
    ("POST", "/gestion/services/{finess}", Access::Signed(Role::Editor)),
    ("GET", "/gestion/services/{finess}/modifier", Access::Signed(Role::Editor)),
    ("POST", "/gestion/services/{finess}/modifier", Access::Signed(Role::Editor)),
    ("GET", "/gestion/services/{finess}/historique", Access::Signed(Role::Reader)),
    ("POST", "/gestion/services/{finess}/historique", Access::Signed(Role::Publisher)),
    ("GET", "/gestion/brouillons", Access::Signed(Role::Editor)),
    ("GET", "/gestion/brouillons/{number}", Access::Signed(Role::Editor)),
    ("POST", "/gestion/brouillons/{number}", Access::Signed(Role::Editor)),
    ("GET", "/gestion/brouillons/{number}/reunir", Access::Signed(Role::Editor)),
    ("POST", "/gestion/brouillons/{number}/reunir", Access::Signed(Role::Editor)),
    ("GET", "/gestion/journal.csv", Access::Signed(Role::Reader)),
    ("GET", "/gestion/imports", Access::Signed(Role::Publisher)),
    ("POST", "/gestion/imports", Access::Signed(Role::Publisher)),
    ("GET", "/gestion/imports/lus/{number}", Access::Signed(Role::Publisher)),
    ("POST", "/gestion/imports/lus/{number}", Access::Signed(Role::Publisher)),
    ("GET", "/gestion/imports/{number}", Access::Signed(Role::Reader)),
    ("POST", "/gestion/imports/{number}", Access::Signed(Role::Publisher)),
    ("GET", "/gestion/tableurs/{name}", Access::Signed(Role::Editor)),
    ("GET", "/gestion/campagnes", Access::Signed(Role::Publisher)),
    ("POST", "/gestion/campagnes", Access::Signed(Role::Publisher)),
    ("GET", "/gestion/campagnes/{number}", Access::Signed(Role::Publisher)),
    // Anyone who has the secret link of one listing.
    ("GET", "/gestion/fiche", Access::Everyone),
    ("POST", "/gestion/fiche", Access::Everyone),
    ("GET", "/gestion/compte", Access::Signed(Role::Reader)),
    ("POST", "/gestion/compte", Access::Signed(Role::Reader)),
    ("GET", "/gestion/code", Access::Signed(Role::Reader)),
    ("POST", "/gestion/code", Access::Signed(Role::Reader)),
    ("GET", "/gestion/deconnexion", Access::Signed(Role::Reader)),
    ("POST", "/gestion/deconnexion", Access::Signed(Role::Reader)),
    ("GET", "/gestion/signalements", Access::Signed(Role::Editor)),
    ("GET", "/gestion/signalements/{number}", Access::Signed(Role::Editor)),
    ("POST", "/gestion/signalements/{number}", Access::Signed(Role::Editor)),
    ("GET", "/gestion/manques", Access::Signed(Role::Reader)),
    ("GET", "/gestion/parametres", Access::Signed(Role::Publisher)),
    ("POST", "/gestion/parametres", Access::Signed(Role::Publisher)),
];

/// Who may use a route of the back office, as the router writes it. None: nobody.
pub fn of_staff(method: &str, route: &str) -> Option<Access> {
    let method = if method == "HEAD" { "GET" } else { method };
    STAFF.iter().find(|line| line.0 == method && line.1 == route).map(|line| line.2)
}

/// Every route of the site and of the server: method, path as the router writes it, who may use it.
pub fn table() -> Vec<(&'static str, String, Access)> {
    let mut table = Vec::new();
    for lang in Lang::ALL {
        for page in PAGES {
            table.push(("GET", page.route(lang), Access::Everyone));
            if page.takes_form {
                table.push(("POST", page.route(lang), Access::Everyone));
            }
        }
        for path in [REPORT, SHEET_FILE] {
            let path = format!("{}{path}", lang.prefix());
            table.extend(["GET", "POST"].map(|method| (method, path.clone(), Access::Everyone)));
        }
    }
    table.push(("POST", REFUSALS.to_owned(), Access::Everyone));
    table.extend(FUNCTIONS.iter().map(|(method, path, access)| (*method, (*path).to_owned(), *access)));
    table.extend(FILES.map(|path| ("GET", path.to_owned(), Access::Everyone)));
    table.extend(STAFF.iter().map(|(method, path, access)| (*method, (*path).to_owned(), *access)));
    table
}

/// Every role by its code, for a message.
pub fn role_codes() -> String {
    Role::ALL.iter().map(|role| role.code()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{AccountName, Role};

    #[test]
    fn a_role_may_all_that_the_ones_before_it_may() {
        assert!(Role::Admin.admits(Role::Reader) && Role::Editor.admits(Role::Editor));
        assert!(!Role::Editor.admits(Role::Publisher) && !Role::Reader.admits(Role::Editor));
    }

    #[test]
    fn a_name_is_short_and_plain() {
        assert!(AccountName::parse("jeanne.martin-2").is_some());
        for wrong in ["", "j", "Jeanne", "jeanne martin", "jeanne\n", &"a".repeat(41)] {
            assert_eq!(AccountName::parse(wrong), None, "{wrong:?}");
        }
    }
}
