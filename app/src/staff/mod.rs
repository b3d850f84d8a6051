//! The back office: screens made of what the server hands over, for a person whose session it has checked. In French only.

pub mod attention;
mod controls;
pub mod entry;
mod findings;
pub mod imports;
pub mod law;
pub mod links;
pub mod listing;
pub mod openid;
pub mod paging;
pub mod reports;
pub mod shortages;
pub mod typed;
pub mod unreadable;

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use maud::{Markup, html};

use crate::access::{Role, Staff};
use crate::markup::raw;
use crate::ports::Ports;
use crate::routes::StaffPage;
use crate::text::shortages as shortages_words;
use crate::text::staff as say;
use crate::text::{Lang, Words, editor, office};
use crate::ui::{NotFound, PageTitle};

/// Names of the fields of the forms.
pub mod field {
    pub const NAME: &str = "nom";
    pub const PASSWORD: &str = "mot-de-passe";
    pub const AGAIN: &str = "encore";
    pub const CODE: &str = "code";
    /// Where to go once signed in.
    pub const NEXT: &str = "suite";
    /// Token of the link by which a password is chosen.
    pub const LINK: &str = "lien";
    pub const SESSION: &str = "connexion";
    /// What was done, in an address after a redirect.
    pub const STATE: &str = "etat";
}

/// One page of the back office, in context while it is rendered, with the person it is for.
#[derive(Clone)]
pub struct Screen {
    pub staff: Option<Staff>,
    pub title: String,
    pub status: u16,
    /// Whether the browser follows the form of the page with a script, to show a preview as it is filled.
    pub script: bool,
    body: String,
}

impl Screen {
    pub fn new(staff: Option<&Staff>, title: &str, body: Markup) -> Self {
        Self { staff: staff.cloned(), title: title.to_owned(), status: 200, script: false, body: body.into_string() }
    }

    /// The same answered otherwise than by 200.
    #[must_use]
    pub fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// The same with a notice that names the rows it leaves out.
    #[must_use]
    pub fn naming(self, unreadable: &[unreadable::UnreadableRow]) -> Self {
        let body = unreadable::notice(unreadable).into_string() + &self.body;
        Self { body, ..self }
    }

    /// The same with the script of the back office.
    #[must_use]
    pub fn with_script(self) -> Self {
        Self { script: true, ..self }
    }
}

pub fn french() -> Words {
    Words::of(Lang::French)
}

/// A page of the back office where the server hands one over; else the address leads nowhere.
#[component]
pub fn ScreenOrNotFound() -> impl IntoView {
    match use_context::<Screen>() {
        Some(screen) => {
            let title = screen.title;
            let script = Ports::from_context().assets.staff.clone().filter(|_| screen.script);
            let body = raw(maud::PreEscaped(screen.body));
            // An absent part would leave a mark of Leptos, which is not valid HTML.
            match script {
                Some(src) => view! {
                    <PageTitle text=title/>
                    {body}
                    <script type="module" nonce=use_nonce() src=src></script>
                }
                .into_any(),
                None => view! {
                    <PageTitle text=title/>
                    {body}
                }
                .into_any(),
            }
        }
        None => view! { <NotFound/> }.into_any(),
    }
}

/// The links of the header that someone may follow, and the way out.
pub fn menu(staff: Option<&Staff>) -> Markup {
    let pages = [
        (StaffPage::Home, say::WHAT, Role::Reader),
        (StaffPage::Listings(String::new()), editor::SERVICES, Role::Reader),
        (StaffPage::Drafts, editor::QUEUE, Role::Editor),
        (StaffPage::Reports, say::REPORTS, Role::Editor),
        (StaffPage::Shortages, shortages_words::SHORTAGES, Role::Reader),
        (StaffPage::Imports, office::IMPORTS, Role::Publisher),
        (StaffPage::Campaigns, office::CAMPAIGNS, Role::Publisher),
        (StaffPage::Law, say::LAW, Role::Publisher),
        (StaffPage::Account, say::ACCOUNT, Role::Reader),
    ];
    html! {
        nav aria-label=(say::MENU) {
            ul {
                @if let Some(staff) = staff {
                    @for (page, label, needed) in pages {
                        @if staff.role.admits(needed) { li { a href=(page.href()) { (label) } } }
                    }
                    li {
                        form method="post" action=(StaffPage::SignOut.href()) {
                            button.secondary type="submit" { (say::SIGN_OUT) }
                        }
                    }
                }
                li { a href=(crate::routes::Page::Home.href(Lang::French)) { (say::PUBLIC_SITE) } }
            }
        }
    }
}

/// For a page whose row cannot be read: what it is of is named.
pub fn unreadable_page(staff: Option<&Staff>, row: unreadable::UnreadableRow) -> Screen {
    let body = html! { h1 { (say::UNREADABLE_ONE) } };
    Screen::new(staff, say::UNREADABLE_ONE, body).with_status(500).naming(&[row])
}

/// For someone whose role does not admit them.
pub fn refused(staff: &Staff) -> Screen {
    let body = html! { h1 { (say::REFUSED) } p { (say::REFUSED_WHY) } };
    Screen::new(Some(staff), say::REFUSED, body).with_status(403)
}
