//! Links by which providers answer: one made from a listing, a campaign for many, and the page that a provider sees.

use domain::values::closed_list::ClosedList;
use domain::values::search;
use domain::{Field, Finess, Listing};
use jiff::civil::Date;
use maud::{Markup, html};

use super::listing::edit::{ACTION, Editing, VERSION};
use super::listing::form::{Teller, names};
use super::listing::words::{label, words};
use super::typed::Typed;
use super::{Screen, french};
use crate::access::Staff;
use crate::error::FieldError;
use crate::markup::error_summary;
use crate::ports::Publication;
use crate::routes::StaffPage;
use crate::staff::controls::Controls;
use crate::staff::field;
use crate::text::editor;
use crate::text::office as say;
use crate::text::staff::{SERVICE, fill};

/// Names of the fields.
pub const MONTHS: &str = "mois";
/// Whether a link is mailed.
pub const MAIL: &str = "courriel";
/// Asks for the form, in the address of a provider's page.
pub const CHANGE: &str = "modifier";

domain::closed_list! {
    /// What a provider does on its page.
    Reply {
        Same = "rien-n-a-change",
        Propose = "proposer",
    }
}

/// The button that makes a link for the provider of a listing, and mails it where there is an address to mail it to.
pub fn make_one(finess: Finess, mailed_to: Option<&str>) -> Markup {
    let label = mailed_to.map_or_else(|| say::LINK_BUTTON.to_owned(), |address| fill(say::MAIL_BUTTON, &[&address]));
    html! { form method="post" action=(StaffPage::Listing(finess).href()) { button.secondary type="submit" { (label) } } }
}

/// A link that was just made.
pub fn shown(link: &str) -> Markup {
    html! { div.thanks role="status" { p { (say::LINK_SHOWN) } p { code.link { (link) } } } }
}

/// A campaign in the list.
pub struct CampaignLine {
    pub number: u32,
    pub started: Date,
    pub author: String,
    pub links: usize,
    pub answered: usize,
}

pub fn campaigns(staff: &Staff, lines: &[CampaignLine], typed: &Typed, errors: &[FieldError]) -> Screen {
    let t = french();
    let controls = Controls { typed, errors };
    let body = html! {
        h1 { (say::CAMPAIGNS) }
        (error_summary(t, errors))
        p { (say::CAMPAIGNS_LEAD) }
        form.need method="post" action=(StaffPage::Campaigns.href()) {
            (controls.input(MONTHS, say::MONTHS, "", "number"))
            button type="submit" { (say::START) }
        }
        @if !lines.is_empty() {
            table {
                caption { (say::ALL_CAMPAIGNS) }
                thead { tr { @for column in [say::CAMPAIGNS, say::STARTED, say::LINKS, say::ANSWERED] { th scope="col" { (column) } } } }
                tbody {
                    @for line in lines {
                        tr {
                            th scope="row" { a href=(StaffPage::Campaign(line.number).href()) { (fill(say::CAMPAIGN, &[&line.number])) } }
                            td { (fill(say::BY_ON, &[&line.author, &t.date(line.started)])) }
                            td { (line.links) }
                            td { (line.answered) }
                        }
                    }
                }
            }
        }
    };
    Screen::new(Some(staff), say::CAMPAIGNS, body).with_status(if errors.is_empty() { 200 } else { 422 })
}

/// One link of a campaign.
pub struct LinkLine {
    pub finess: Finess,
    pub service: String,
    pub sent_to: Option<String>,
    /// Only while it is shown for the first time.
    pub link: Option<String>,
    pub answered: Option<(Date, bool)>,
}

/// `made`: the campaign was just made, and its links are shown.
pub fn campaign(staff: &Staff, number: u32, lines: &[LinkLine], made: bool) -> Screen {
    let t = french();
    let title = fill(say::CAMPAIGN, &[&number]);
    let body = html! {
        h1 { (title) }
        @if made { p.thanks role="status" { (fill(say::MAKE_CAMPAIGN, &[&number, &lines.len()])) } }
        table {
            caption.visually-hidden { (say::LINKS) }
            thead { tr {
                @for column in [SERVICE, say::SENT, if made { say::LINK } else { say::ANSWER }] { th scope="col" { (column) } }
            } }
            tbody {
                @for line in lines {
                    tr {
                        th scope="row" { a href=(StaffPage::Listing(line.finess).href()) { (line.service) } }
                        td { @match &line.sent_to { Some(address) => (address), None => (say::COPIED) } }
                        td {
                            @match (&line.link, line.answered) {
                                (Some(link), _) => code.link { (link) },
                                (None, None) => (say::NO_ANSWER),
                                (None, Some((on, true))) => (fill(say::NOTHING_CHANGED, &[&t.date(on)])),
                                (None, Some((on, false))) => (fill(say::PROPOSED, &[&t.date(on)])),
                            }
                        }
                    }
                }
            }
        }
        p { a href=(StaffPage::Campaigns.href()) { (say::ALL_CAMPAIGNS) } }
    };
    Screen::new(Some(staff), &title, body)
}

pub fn no_campaign(staff: &Staff) -> Screen {
    let body = html! { h1 { (say::NO_CAMPAIGN) } p { a href=(StaffPage::Campaigns.href()) { (say::ALL_CAMPAIGNS) } } };
    Screen::new(Some(staff), say::NO_CAMPAIGN, body).with_status(404)
}

/// What a provider sees of its own listing, and its two ways to answer.
pub fn own_listing(publication: &Publication, listing: &Listing, token: &str) -> Screen {
    let t = french();
    let title = fill(say::OWN_LISTING, &[&search::readable(&listing.name.value)]);
    let body = html! {
        h1 { (title) }
        p { (say::OWN_WHY) }
        table.own-sheet {
            caption { (say::OWN_CAPTION) }
            thead { tr { th scope="col" { (editor::PART) } th scope="col" { (editor::SAID) } } }
            tbody {
                @for field in Field::ALL {
                    tr {
                        th scope="row" { (label(*field)) }
                        @match words(t, &publication.territory, listing, *field) {
                            Some(words) => td { (words) },
                            None => td.unknown { (editor::UNKNOWN) },
                        }
                    }
                }
            }
        }
        div.actions {
            form method="post" action=(StaffPage::OwnListing.href()) {
                input type="hidden" name=(field::LINK) value=(token);
                button type="submit" name=(ACTION) value=(Reply::Same.code()) { (say::OWN_SAME) }
            }
            form method="get" action=(StaffPage::OwnListing.href()) {
                input type="hidden" name=(field::LINK) value=(token);
                input type="hidden" name=(CHANGE) value="oui";
                button.secondary type="submit" { (say::OWN_CHANGE) }
            }
        }
    };
    Screen::new(None, &title, body)
}

/// The form by which a provider proposes changes.
pub fn own_form(editing: &Editing, token: &str) -> Screen {
    let title = fill(say::OWN_LISTING, &[&search::readable(&editing.base.name.value)]);
    let controls = Controls { typed: &editing.typed, errors: &editing.errors };
    let back = form_urlencoded::Serializer::new(String::new()).append_pair(field::LINK, token).finish();
    let body = html! {
        h1 { (title) }
        (error_summary(french(), &editing.errors))
        form.need method="post" action=(StaffPage::OwnListing.href()) autocomplete="off" {
            button.first-button type="submit" name=(ACTION) value=(Reply::Propose.code()) tabindex="-1" aria-hidden="true" { (say::OWN_PROPOSE) }
            input type="hidden" name=(field::LINK) value=(token);
            input type="hidden" name=(VERSION) value=(editing.version);
            (maud::PreEscaped(leptos::prelude::RenderHtml::to_html(editing.sections(Teller::Provider))))
            (controls.area(names::NOTE, say::OWN_NOTE, editor::NOTE_HINT, 1000))
            button type="submit" name=(ACTION) value=(Reply::Propose.code()) { (say::OWN_PROPOSE) }
        }
        p { a href={ (StaffPage::OwnListing.href()) "?" (back) } { (say::OWN_BACK) } }
    };
    Screen::new(None, &title, body).with_status(if editing.errors.is_empty() { 200 } else { 422 })
}

pub fn own_thanks(same: bool) -> Screen {
    let said = if same { say::OWN_THANKS_SAME } else { say::OWN_THANKS };
    Screen::new(None, say::THANKS, html! { h1 { (say::THANKS) } p.thanks role="status" { (said) } })
}

pub fn own_gone() -> Screen {
    Screen::new(None, say::OWN_GONE, html! { h1 { (say::OWN_GONE) } p { (say::OWN_GONE_WHY) } }).with_status(404)
}
