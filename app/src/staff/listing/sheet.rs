//! A listing whole, as staff see it: every part with its source, what is missing, what the rules say, its drafts.

use std::sync::Arc;

use domain::provider::completeness::{completeness, missing};
use domain::provider::parts::{ListingPart, PartState};
use domain::values::closed_list::ClosedList;
use domain::values::search;
use domain::{Field, Finess, Listing};
use jiff::civil::Date;
use leptos::prelude::*;

use super::words::{label, words};
use crate::access::{Role, Staff};
use crate::ports::Publication;
use crate::routes::{Page, StaffPage};
use crate::staff::findings::remarks_list;
use crate::staff::tables::{notice, table_head};
use crate::staff::working_list::acts::BulkAct;
use crate::staff::working_list::query::ListQuery;
use crate::staff::working_list::{field, state_words};
use crate::staff::{Screen, french};
use crate::text::Lang;
use crate::text::editor as say;
use crate::text::office;
use crate::text::staff::fill;
use crate::text::working_list;
use crate::ui::forms::hidden_fields;

/// A draft in a list.
#[derive(Clone)]
pub struct DraftLine {
    pub number: u32,
    pub listing: Finess,
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
}

pub struct Sheet {
    pub publication: Arc<Publication>,
    pub listing: Listing,
    pub version: u32,
    pub drafts: Vec<DraftLine>,
    /// What was just done.
    pub done: Option<String>,
    /// A link for the provider that was just made, to copy; shown this once.
    pub link: Option<String>,
    /// Where a link would be mailed; none: it is to be copied.
    pub mailed_to: Option<String>,
    pub today: Date,
    /// What the register lets think of its habilitation; the public is never told.
    pub hint: Option<String>,
}

impl Sheet {
    pub fn screen(self, staff: &Staff) -> Screen {
        let (name, role) = (search::readable(&self.listing.name.value), staff.role);
        Screen::of(Some(staff), &name, move || self.body(role))
    }

    fn body(&self, role: Role) -> AnyView {
        let (t, listing) = (french(), &self.listing);
        let lacking: Vec<&str> = missing(listing, self.today).into_iter().map(label).collect();
        let full = completeness(listing, self.today).percent();
        let percent = fill(say::PERCENT, &[&full]);
        let lead = format!("{}, FINESS {}. {} {percent}.", t.name(listing.kind), listing.finess, say::COMPLETE);
        let lacking = match lacking.is_empty() {
            true => say::NOTHING_MISSING.to_owned(),
            false => fill(say::MISSING, &[&lacking.join(", ")]),
        };
        let edits = role.admits(Role::Editor);
        let edit = edits.then(|| view! { <a href=StaffPage::Edit(listing.finess).href()>{say::EDIT}</a>" " });
        let hint = self.hint.clone().filter(|_| listing.habilitation.known().is_none());
        let rows: Vec<AnyView> = Field::ALL.iter().map(|field| self.row(*field)).collect();
        view! {
            <h1>{search::readable(&listing.name.value)}</h1>
            {notice(self.done.as_ref())}
            {self.link.clone().map(new_link)}
            <p class="lead">{lead}</p>
            <p>{lacking}</p>
            <p class="ways">
                {edit}
                <a href=StaffPage::History(listing.finess).href()>{say::HISTORY}</a>" "
                <a href=StaffPage::Dossier(listing.finess).href()>{crate::text::dossier::DOSSIER}</a>" "
                <a href=Page::Service(listing.finess).href(Lang::French)>{say::PUBLIC_PAGE}</a>
            </p>
            {edits.then(|| link_form(listing.finess, self.mailed_to.as_deref()))}
            {self.drafts()}
            {self.parts(role)}
            <h2>{say::FINDINGS}</h2>
            {hint.map(|hint| view! { <p class="warning">{hint}</p> })}
            {remarks_list(listing, &self.publication.parameters, self.today)}
            <table class="sheet">
                <caption>{fill(say::SHEET_CAPTION, &[&self.version])}</caption>
                {table_head(&[say::PART, say::SAID, say::SOURCE])}
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    }

    fn drafts(&self) -> Option<AnyView> {
        let links: Vec<AnyView> =
            self.drafts.iter().map(|draft| view! { <li>{draft.line()}</li> }.into_any()).collect();
        (!links.is_empty()).then(|| view! { <h2>{say::DRAFTS_OF}</h2><ul>{links}</ul> }.into_any())
    }

    /// How each part stands, and the way to verify one of them: the screen that confirms it comes first.
    fn parts(&self, role: Role) -> AnyView {
        let listing = &self.listing;
        let verifies = role.admits(Role::Publisher);
        let asked = ListingPart::ALL.iter().copied().filter(|part| part.is_asked_of(listing.kind));
        let rows: Vec<AnyView> = asked
            .map(|part| {
                let state = listing.part_state(part, self.today);
                let button = (verifies && state != PartState::Missing).then(|| {
                    let act = BulkAct::of_verification(part);
                    view! {
                        <button class="secondary" type="submit" name=field::ACT value=act.code()>{act.label()}</button>
                    }
                });
                view! {
                    <tr><th scope="row">{working_list::part(part)}</th><td>{state_words(state)}</td><td>{button}</td></tr>
                }
                .into_any()
            })
            .collect();
        let query = ListQuery { text: listing.finess.to_string(), ..ListQuery::default() };
        view! {
            <form method="post" action=query.href()>
                {hidden_fields([(field::SERVICE, listing.finess.to_string())])}
                <table class="lines">
                    <caption>{working_list::STATES}</caption>
                    {table_head(&[say::PART, working_list::STATE, working_list::ACT])}
                    <tbody>{rows}</tbody>
                </table>
            </form>
        }
        .into_any()
    }

    fn row(&self, field: Field) -> AnyView {
        let t = french();
        let value = match words(t, &self.publication.territory, &self.listing, field) {
            Some(words) => view! { <td>{words}</td> }.into_any(),
            None => view! { <td class="unknown">{say::UNKNOWN}</td> }.into_any(),
        };
        let source = self.listing.provenance(field).map(|provenance| t.provenance(provenance));
        view! { <tr><th scope="row">{label(field)}</th>{value}<td>{source}</td></tr> }.into_any()
    }
}

/// The button that makes a link for the provider, and mails it where there is an address to mail it to.
fn link_form(finess: Finess, mailed_to: Option<&str>) -> AnyView {
    let label = match mailed_to {
        Some(address) => fill(office::MAIL_BUTTON, &[&address]),
        None => office::LINK_BUTTON.to_owned(),
    };
    view! {
        <form method="post" action=StaffPage::Listing(finess).href()>
            <button class="secondary" type="submit">{label}</button>
        </form>
    }
    .into_any()
}

/// A link that was just made.
fn new_link(link: String) -> AnyView {
    view! {
        <div class="thanks" role="status"><p>{office::LINK_SHOWN}</p><p><code class="link">{link}</code></p></div>
    }
    .into_any()
}

/// A number that no listing has.
pub fn missing_listing(staff: &Staff) -> Screen {
    let body = || {
        view! {
            <h1>{say::NO_LISTING}</h1>
            <p><a href=StaffPage::Listings(String::new()).href()>{say::ALL_LISTINGS}</a></p>
        }
        .into_any()
    };
    Screen::of(Some(staff), say::NO_LISTING, body).with_status(404)
}
