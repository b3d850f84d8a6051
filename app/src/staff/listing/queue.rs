//! The drafts: those that wait to be published first, then those that someone is at.

use maud::html;

use super::sheet::DraftLine;
use crate::access::Staff;
use crate::routes::StaffPage;
use crate::staff::{Screen, french};
use crate::text::editor as say;
use crate::text::staff as common;
use crate::text::staff::fill;

pub fn screen(staff: &Staff, drafts: &[DraftLine], done: Option<&str>) -> Screen {
    let table = |title: &str, submitted: bool| {
        let lines: Vec<&DraftLine> = drafts.iter().filter(|draft| draft.submitted == submitted).collect();
        html! {
            h2 { (title) }
            @if lines.is_empty() { p { (common::NONE_LEFT) } } @else {
                table.lines {
                    caption.visually-hidden { (title) }
                    thead { tr { @for column in [say::QUEUE, common::SERVICE, say::BY, say::SAVED_ON, say::NOTE] { th scope="col" { (column) } } } }
                    tbody {
                        @for draft in lines {
                            tr {
                                th scope="row" { a href=(StaffPage::Draft(draft.number).href()) { (fill(say::DRAFT, &[&draft.number])) } }
                                td { a href=(StaffPage::Listing(draft.listing).href()) { (draft.service) } }
                                td { (draft.who()) }
                                td { (french().date(draft.saved)) }
                                td.typed { (draft.note) }
                            }
                        }
                    }
                }
            }
        }
    };
    let body = html! {
        h1 { (say::QUEUE) }
        @if let Some(done) = done { p.thanks role="status" { (done) } }
        (table(say::QUEUE_SUBMITTED, true))
        (table(say::QUEUE_WRITING, false))
    };
    Screen::new(Some(staff), say::QUEUE, body)
}

/// A number that no draft has any more.
pub fn missing(staff: &Staff) -> Screen {
    let body = html! {
        h1 { (say::NO_DRAFT) }
        p { (say::NO_DRAFT_WHY) }
        p { a href=(StaffPage::Drafts.href()) { (say::QUEUE) } }
    };
    Screen::new(Some(staff), say::NO_DRAFT, body).with_status(404)
}
