//! A listing whole, as staff see it: every part with its source, what is missing, what the rules say, its drafts.

use domain::provider::completeness::{completeness, missing};
use domain::values::closed_list::ClosedList;
use domain::values::search;
use domain::{Field, Listing};
use jiff::civil::Date;
use leptos::prelude::*;
use maud::{Markup, html};

use super::preview::remarks;
use super::words::{label, words};
use crate::access::{Role, Staff};
use crate::ports::Publication;
use crate::routes::{Page, StaffPage};
use crate::staff::{Screen, french};
use crate::text::Lang;
use crate::text::editor as say;
use crate::text::staff::fill;

/// A draft in a list.
#[derive(Clone)]
pub struct DraftLine {
    pub number: u32,
    pub listing: domain::Finess,
    /// As published.
    pub service: String,
    pub submitted: bool,
    pub from_provider: bool,
    pub author: String,
    pub saved: Date,
    pub note: String,
}

impl DraftLine {
    pub fn who(&self) -> &str {
        if self.from_provider { say::BY_PROVIDER } else { &self.author }
    }

    /// Its link, with its state and its author.
    pub fn line(&self) -> AnyView {
        let state = if self.submitted { say::SUBMITTED } else { say::WRITING };
        let words = fill(say::DRAFT_LINE, &[&state, &self.who(), &french().date(self.saved)]);
        let href = StaffPage::Draft(self.number).href();
        view! { <a href=href>{fill(say::DRAFT, &[&self.number])}</a>{format!(" – {words}")} }.into_any()
    }

    fn link(&self) -> Markup {
        let state = if self.submitted { say::SUBMITTED } else { say::WRITING };
        let state_and_author = fill(say::DRAFT_LINE, &[&state, &self.who(), &french().date(self.saved)]);
        html! { a href=(StaffPage::Draft(self.number).href()) { (fill(say::DRAFT, &[&self.number])) } " – " (state_and_author) }
    }
}

pub struct Sheet<'a> {
    pub publication: &'a Publication,
    pub listing: &'a Listing,
    pub version: u32,
    pub drafts: &'a [DraftLine],
    /// What was just done.
    pub done: Option<&'a str>,
    /// A link for the provider that was just made, to copy; shown this once.
    pub link: Option<&'a str>,
    /// Where a link would be mailed; none: it is to be copied.
    pub mailed_to: Option<&'a str>,
    pub today: Date,
    /// What the register lets think of its habilitation; the public is never told.
    pub hint: Option<&'a str>,
}

impl Sheet<'_> {
    pub fn screen(&self, staff: &Staff) -> Screen {
        let (t, listing) = (french(), self.listing);
        let name = search::readable(&listing.name.value);
        let lacking: Vec<&str> = missing(listing, self.today).into_iter().map(label).collect();
        let full = completeness(listing, self.today).percent();
        let body = html! {
            h1 { (name) }
            @if let Some(done) = self.done { p.thanks role="status" { (done) } }
            @if let Some(link) = self.link { (super::super::links::shown(link)) }
            p.lead { (t.name(listing.kind)) ", FINESS " (listing.finess) ". " (say::COMPLETE) " " (fill(say::PERCENT, &[&full])) "." }
            p { @if lacking.is_empty() { (say::NOTHING_MISSING) } @else { (fill(say::MISSING, &[&lacking.join(", ")])) } }
            p.ways {
                @if staff.role.admits(Role::Editor) { a href=(StaffPage::Edit(listing.finess).href()) { (say::EDIT) } " " }
                a href=(StaffPage::History(listing.finess).href()) { (say::HISTORY) } " "
                a href=(Page::Service(listing.finess).href(Lang::French)) { (say::PUBLIC_PAGE) }
            }
            @if staff.role.admits(Role::Editor) { (super::super::links::make_one(listing.finess, self.mailed_to)) }
            @if !self.drafts.is_empty() {
                h2 { (say::DRAFTS_OF) }
                ul { @for draft in self.drafts { li { (draft.link()) } } }
            }
            h2 { (say::FINDINGS) }
            @if let (Some(hint), None) = (self.hint, listing.habilitation.known()) { p.warning { (hint) } }
            (maud::PreEscaped(leptos::prelude::RenderHtml::to_html(remarks(listing, self.publication, self.today))))
            table.sheet {
                caption { (fill(say::SHEET_CAPTION, &[&self.version])) }
                thead { tr { @for column in [say::PART, say::SAID, say::SOURCE] { th scope="col" { (column) } } } }
                tbody { @for field in Field::ALL { (self.row(*field)) } }
            }
        };
        Screen::new(Some(staff), &name, body)
    }

    fn row(&self, field: Field) -> Markup {
        let t = french();
        let words = words(t, &self.publication.territory, self.listing, field);
        html! {
            tr {
                th scope="row" { (label(field)) }
                @match words { Some(words) => td { (words) }, None => td.unknown { (say::UNKNOWN) } }
                td { @if let Some(provenance) = self.listing.provenance(field) { (t.provenance(provenance)) } }
            }
        }
    }
}

/// A number that no listing has.
pub fn missing_listing(staff: &Staff) -> Screen {
    let body = html! {
        h1 { (say::NO_LISTING) }
        p { a href=(StaffPage::Listings(String::new()).href()) { (say::ALL_LISTINGS) } }
    };
    Screen::new(Some(staff), say::NO_LISTING, body).with_status(404)
}
