//! The back office: screens made of what the server hands over, for a person whose session it has checked. In French only.

pub mod account;
pub mod accounts;
pub mod attention;
pub mod campaigns;
pub mod confirm;
pub mod dossier;
pub mod entry;
pub mod exports;
pub mod figures;
mod findings;
pub mod follow_up;
mod form_fields;
pub mod imports;
pub mod law;
pub mod listing;
pub mod openid;
pub mod own_listing;
pub mod paging;
pub mod previews;
pub mod reminders;
pub mod reports;
pub mod shortages;
pub mod signed_again;
mod tables;
pub mod typed;
pub mod unreadable;
pub mod working_list;

use std::sync::Arc;

use leptos::nonce::use_nonce;
use leptos::prelude::*;

use self::unreadable::UnreadableRow;
use crate::access::{Role, Staff};
use crate::ports::Ports;
use crate::routes::StaffPage;
use crate::text::shortages as shortages_words;
use crate::text::staff as say;
use crate::text::{Lang, Words, dossier as dossier_words, editor, figures as figures_words, office};
use crate::ui::{NotFound, PageTitle};

/// Names of the fields of the forms.
pub mod field {
    pub const NAME: &str = "nom";
    pub const PASSWORD: &str = "mot-de-passe";
    pub const AGAIN: &str = "encore";
    pub const CODE: &str = "code";
    /// Where to go once signed in.
    pub const NEXT: &str = "suite";
    /// A form that waits while its sender signs in again, as it was sent.
    pub const CARRIED: &str = "formulaire";
    /// Token of the link by which a password is chosen.
    pub const LINK: &str = "lien";
    pub const SESSION: &str = "connexion";
    /// Name of the device of a session.
    pub const DEVICE: &str = "appareil";
    /// The password of today, of someone who chooses another.
    pub const CURRENT: &str = "actuel";
    /// What was done, in an address after a redirect.
    pub const STATE: &str = "etat";
}

/// One page of the back office, in context while it is rendered, with the person it is for.
#[derive(Clone)]
pub struct Screen {
    pub staff: Option<Staff>,
    pub title: String,
    pub status: u16,
    scripts: Scripts,
    unreadable: Vec<UnreadableRow>,
    body: Arc<dyn Fn() -> AnyView + Send + Sync>,
}

/// What a screen has of scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scripts {
    None,
    /// Its islands.
    Islands,
}

impl Screen {
    /// A screen whose body is a component, made once the page is rendered.
    pub fn of(staff: Option<&Staff>, title: &str, body: impl Fn() -> AnyView + Send + Sync + 'static) -> Self {
        Self {
            staff: staff.cloned(),
            title: title.to_owned(),
            status: 200,
            scripts: Scripts::None,
            unreadable: Vec::new(),
            body: Arc::new(body),
        }
    }

    /// The same answered otherwise than by 200.
    #[must_use]
    pub fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// The same with a notice that names the rows it leaves out.
    #[must_use]
    pub fn naming(self, unreadable: &[UnreadableRow]) -> Self {
        Self { unreadable: unreadable.to_vec(), ..self }
    }

    /// The same, whose islands are started in the browser.
    #[must_use]
    pub fn with_islands(self) -> Self {
        Self { scripts: Scripts::Islands, ..self }
    }
}

/// The words of the back office: those that are in context, over the territory of the site.
pub fn french() -> Words {
    Words::from_context()
}

/// A sentence of the back office with its words of the territory.
pub fn local(sentence: &'static str) -> &'static str {
    french().local(sentence)
}

/// Who publishes the site, as the public pages name whoever verified a fact. The journal has the account.
pub fn publisher() -> &'static str {
    local("{publisher}")
}

/// A page of the back office where the server hands one over; else the address leads nowhere.
#[component]
pub fn ScreenOrNotFound() -> impl IntoView {
    let Some(screen) = use_context::<Screen>() else { return view! { <NotFound/> }.into_any() };
    let assets = Ports::from_context().assets;
    let script = match screen.scripts {
        Scripts::None => None,
        Scripts::Islands => assets.office.clone(),
    };
    // A form that comes back says so before anything else.
    let title = match screen.status {
        409 | 422 | 429 | 503 => say::fill(say::ERROR_TITLE, &[&screen.title]),
        _ => screen.title.clone(),
    };
    view! {
        <PageTitle text=title/>
        {unreadable::notice(&screen.unreadable)}
        {(screen.body)()}
        {script.map(|src| view! { <script type="module" nonce=use_nonce() src=src></script> })}
    }
    .into_any()
}

/// The links of the header that someone may follow, and the way out: on a telephone they unfold, as those of the site.
pub fn menu(staff: Option<&Staff>) -> AnyView {
    let pages = [
        (StaffPage::Home, say::WHAT, Role::Reader),
        (StaffPage::Listings(String::new()), editor::SERVICES, Role::Reader),
        (StaffPage::Drafts, editor::QUEUE, Role::Editor),
        (StaffPage::Reports, say::REPORTS, Role::Editor),
        (StaffPage::Shortages, shortages_words::SHORTAGES, Role::Reader),
        (StaffPage::Figures, figures_words::FIGURES, Role::Reader),
        (StaffPage::Exports, figures_words::EXPORTS, Role::Reader),
        (StaffPage::Imports, office::IMPORTS, Role::Publisher),
        (StaffPage::Campaigns, office::CAMPAIGNS, Role::Publisher),
        (StaffPage::Law, say::LAW, Role::Publisher),
        (StaffPage::Reminders, dossier_words::REMINDERS, Role::Reader),
        (StaffPage::Accounts, say::ACCOUNTS, Role::Admin),
        (StaffPage::Account, say::ACCOUNT, Role::Reader),
    ];
    let link = |href: String, label: &'static str| view! { <li><a href=href>{label}</a></li> }.into_any();
    let mut items = Vec::new();
    if let Some(staff) = staff {
        let open = pages.into_iter().filter(|(_, _, needed)| staff.role.admits(*needed));
        items.extend(open.map(|(page, label, _)| link(page.href(), label)));
        items.push(
            view! {
                <li>
                    <form method="post" action=StaffPage::SignOut.href()>
                        <button class="secondary" type="submit">{say::SIGN_OUT}</button>
                    </form>
                </li>
            }
            .into_any(),
        );
    }
    items.push(link(crate::routes::Page::Home.href(Lang::French), say::PUBLIC_SITE));
    let nav = view! { <nav aria-label=say::MENU><ul>{items}</ul></nav> }.into_any();
    if staff.is_none() {
        return nav;
    }
    view! {
        <details class="menu">
            <summary>{say::UNFOLD}</summary>
            <div class="panel">{nav}</div>
        </details>
    }
    .into_any()
}

/// For a page whose row cannot be read: what it is of is named.
pub fn unreadable_page(staff: Option<&Staff>, row: UnreadableRow) -> Screen {
    let body = || view! { <h1>{say::UNREADABLE_ONE}</h1> }.into_any();
    Screen::of(staff, say::UNREADABLE_ONE, body).with_status(500).naming(&[row])
}

/// For someone whose role does not admit them.
pub fn refused(staff: &Staff) -> Screen {
    let body = || view! { <h1>{say::REFUSED}</h1><p>{say::REFUSED_WHY}</p> }.into_any();
    Screen::of(Some(staff), say::REFUSED, body).with_status(403)
}
