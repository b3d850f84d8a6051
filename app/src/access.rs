//! Who may call what. A server function that is not here makes a test fail; a staff route without its line does not
//! compile.

use std::fmt;

use domain::values::closed_list::ClosedList;

use crate::routes::{
    API, DATA, OPENSEARCH, PAGES, Page, REFUSALS, ROBOTS, SECURITY, SITEMAP, StaffRoute, WIDGET_SCRIPT,
};
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
const FILES: [&str; 11] = [
    "/catalogue/{version}",
    "/mots/{lang}/{version}",
    "/assets/{name}",
    "/sante",
    "/sante/pret",
    ROBOTS,
    SITEMAP,
    SECURITY,
    OPENSEARCH,
    WIDGET_SCRIPT,
    // Published data, for anyone.
    DATA,
];

/// The server functions, which the islands call.
pub const FUNCTIONS: &[(&str, &str, Access)] = &[
    // Nothing that is typed is kept.
    ("POST", "/fonctions/lieux", Access::Everyone),
    // Answered and forgotten, as the page of the list, where a browser does not hold the catalogue.
    ("POST", "/fonctions/liste", Access::Everyone),
    // Only the report is kept, with nothing about its sender.
    ("POST", "/fonctions/signaler", Access::Everyone),
    // An availability, chosen in its row of the working list.
    ("POST", "/fonctions/disponibilite", Access::Signed(Role::Publisher)),
    ("POST", "/fonctions/apercu-fiche", Access::Signed(Role::Editor)),
    ("POST", "/fonctions/garder-saisie", Access::Signed(Role::Editor)),
];

/// Who is admitted to an address of the back office: to open it, and to send something to it, where it takes anything.
pub fn of_staff(route: StaffRoute) -> (Access, Option<Access>) {
    use Role::{Admin, Editor, Publisher, Reader};
    let opens = |role| (Access::Signed(role), None);
    let takes = |reads, sends| (Access::Signed(reads), Some(Access::Signed(sends)));
    match route {
        // A link of one listing admits whoever bears it; without a provider of identities its pages say so.
        StaffRoute::SignIn
        | StaffRoute::Password
        | StaffRoute::OpenIdCode
        | StaffRoute::OwnListing
        | StaffRoute::Forgotten => (Access::Everyone, Some(Access::Everyone)),
        StaffRoute::OpenId | StaffRoute::OpenIdReturn => (Access::Everyone, None),
        StaffRoute::SignOut | StaffRoute::Account | StaffRoute::SecondFactor => takes(Reader, Reader),
        StaffRoute::Home | StaffRoute::Figures | StaffRoute::Shortages | StaffRoute::Journal => opens(Reader),
        StaffRoute::Exports => takes(Reader, Reader),
        StaffRoute::Listings | StaffRoute::ToSee | StaffRoute::History | StaffRoute::Import => takes(Reader, Publisher),
        StaffRoute::Listing => takes(Reader, Editor),
        StaffRoute::Edit | StaffRoute::Draft | StaffRoute::Merge | StaffRoute::Report => takes(Editor, Editor),
        StaffRoute::Drafts | StaffRoute::Template | StaffRoute::Reports => opens(Editor),
        StaffRoute::Imports | StaffRoute::Preview | StaffRoute::Campaigns | StaffRoute::Law => {
            takes(Publisher, Publisher)
        }
        StaffRoute::Accounts => takes(Admin, Admin),
        StaffRoute::Dossier | StaffRoute::Files | StaffRoute::Reminders => takes(Reader, Editor),
        StaffRoute::Evidence => opens(Reader),
        StaffRoute::PreviewRemarks => opens(Publisher),
        StaffRoute::Campaign => takes(Publisher, Publisher),
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
        table.push(("GET", Page::Widget(String::new()).href(lang), Access::Everyone));
        for path in [REPORT, SHEET_FILE] {
            let path = format!("{}{path}", lang.prefix());
            table.extend(["GET", "POST"].map(|method| (method, path.clone(), Access::Everyone)));
        }
    }
    table.push(("POST", REFUSALS.to_owned(), Access::Everyone));
    table.extend(FUNCTIONS.iter().map(|(method, path, access)| (*method, (*path).to_owned(), *access)));
    table.extend(API.iter().map(|(method, path, _)| (*method, (*path).to_owned(), Access::Everyone)));
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
