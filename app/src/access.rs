//! Who may call what. A server function that is not here makes a test fail; a staff route without its line does not
//! compile.

use std::fmt;

use domain::values::closed_list::ClosedList;

use crate::routes::{PAGES, REFUSALS, ROBOTS, SECURITY, SITEMAP, StaffRoute};
use crate::text::Lang;

domain::closed_list! {
    /// What a member of the staff may do. Each role may all that the ones before it may.
    Role {
        Reader = "reader",
        Editor = "editor",
        Publisher = "publisher",
        Admin = "admin",
    }
}

impl Role {
    /// Whether someone of this role may do what another is asked for.
    pub fn admits(self, needed: Self) -> bool {
        self >= needed
    }
}

/// The name by which a member of the staff signs in and signs what they write: 2 to 40 lower-case letters, digits, points
/// and hyphens.
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

/// Who verified a fact, as the public page names it. The journal has the account.
pub const CITY: &str = "la Ville de Paris";
/// A provider that confirms what others said of it.
pub const PROVIDER: &str = "le service";

/// The signed-in person. Only a checked session makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    pub name: AccountName,
    pub role: Role,
}

/// Who is admitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Everyone,
    /// Someone signed in with this role at least.
    Signed(Role),
}

/// Where a report is sent; asked for, it leads to the page of the service.
const REPORT: &str = "/services/{finess}/signaler";

/// Where a sheet is made as a file, forgotten as it is sent; asked for, it leads to the interview.
const SHEET_FILE: &str = "/accompagner/fiche.pdf";

/// What is not a page.
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

/// The server functions: what an island asks.
pub const FUNCTIONS: &[(&str, &str, Access)] = &[
    // Nothing of what is typed is kept.
    ("POST", "/fonctions/lieux", Access::Everyone),
    // The report alone is kept, with nothing of who sent it.
    ("POST", "/fonctions/signaler", Access::Everyone),
    ("POST", "/fonctions/apercu-fiche", Access::Signed(Role::Editor)),
    ("POST", "/fonctions/garder-saisie", Access::Signed(Role::Editor)),
];

/// Who is admitted to an address of the back office: to open it, and to send something to it, where it takes anything.
pub fn of_staff(route: StaffRoute) -> (Access, Option<Access>) {
    use Role::{Editor, Publisher, Reader};
    let opens = |role| (Access::Signed(role), None);
    let takes = |reads, sends| (Access::Signed(reads), Some(Access::Signed(sends)));
    match route {
        // A link of one listing admits whoever bears it; without a provider of identities its pages say so.
        StaffRoute::SignIn | StaffRoute::Password | StaffRoute::OpenIdCode | StaffRoute::OwnListing => {
            (Access::Everyone, Some(Access::Everyone))
        }
        StaffRoute::OpenId | StaffRoute::OpenIdReturn => (Access::Everyone, None),
        StaffRoute::SignOut | StaffRoute::Account | StaffRoute::SecondFactor => takes(Reader, Reader),
        StaffRoute::Home | StaffRoute::Listings | StaffRoute::Shortages | StaffRoute::Journal => opens(Reader),
        StaffRoute::ToSee | StaffRoute::History | StaffRoute::Import => takes(Reader, Publisher),
        StaffRoute::Listing => takes(Reader, Editor),
        StaffRoute::Edit | StaffRoute::Draft | StaffRoute::Merge | StaffRoute::Report => takes(Editor, Editor),
        StaffRoute::Drafts | StaffRoute::Template | StaffRoute::Reports => opens(Editor),
        StaffRoute::Imports | StaffRoute::Preview | StaffRoute::Campaigns | StaffRoute::Law => {
            takes(Publisher, Publisher)
        }
        StaffRoute::Campaign => opens(Publisher),
    }
}

/// The server functions of the back office, and the role that each asks for.
pub fn staff_functions() -> impl Iterator<Item = (&'static str, Role)> {
    FUNCTIONS.iter().filter_map(|(_, path, access)| match access {
        Access::Signed(role) => Some((*path, *role)),
        Access::Everyone => None,
    })
}

/// The routes of the back office: method, path as the router writes it, who is admitted.
pub fn staff_table() -> impl Iterator<Item = (&'static str, &'static str, Access)> {
    StaffRoute::ALL.iter().flat_map(|route| {
        let (opens, takes) = of_staff(*route);
        let takes = takes.map(|access| ("POST", route.code(), access));
        [("GET", route.code(), opens)].into_iter().chain(takes)
    })
}

/// Every route of the site and of the server: method, path as the router writes it, who is admitted.
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
    table.extend(staff_table().map(|(method, path, access)| (method, path.to_owned(), access)));
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
