//! The drafts: those that wait to be published first, then those that someone is at.

use leptos::prelude::*;

use super::sheet::DraftLine;
use crate::access::Staff;
use crate::routes::StaffPage;
use crate::staff::tables::{notice, table_head};
use crate::staff::{Screen, french};
use crate::text::editor as say;
use crate::text::staff as common;
use crate::text::staff::fill;

pub fn screen(staff: &Staff, drafts: Vec<DraftLine>, done: Option<&'static str>) -> Screen {
    let body = move || {
        view! {
            <h1>{say::QUEUE}</h1>
            {notice(done)}
            {table(say::QUEUE_SUBMITTED, drafts.iter().filter(|draft| draft.submitted))}
            {table(say::QUEUE_WRITING, drafts.iter().filter(|draft| !draft.submitted))}
        }
        .into_any()
    };
    Screen::of(Some(staff), say::QUEUE, body)
}

fn table<'a>(title: &'static str, drafts: impl Iterator<Item = &'a DraftLine>) -> AnyView {
    let lines: Vec<AnyView> = drafts.map(line).collect();
    let listed = if lines.is_empty() {
        view! { <p>{common::NONE_LEFT}</p> }.into_any()
    } else {
        view! {
            <table class="lines">
                <caption class="visually-hidden">{title}</caption>
                {table_head(&[say::QUEUE, common::SERVICE, say::BY, say::SAVED_ON, say::NOTE])}
                <tbody>{lines}</tbody>
            </table>
        }
        .into_any()
    };
    view! { <h2>{title}</h2>{listed} }.into_any()
}

fn line(draft: &DraftLine) -> AnyView {
    view! {
        <tr>
            <th scope="row"><a href=StaffPage::Draft(draft.number).href()>{fill(say::DRAFT, &[&draft.number])}</a></th>
            <td><a href=StaffPage::Listing(draft.listing).href()>{draft.service.clone()}</a></td>
            <td>{draft.who().to_owned()}</td>
            <td>{french().date(draft.saved)}</td>
            <td class="typed">{draft.note.clone()}</td>
        </tr>
    }
    .into_any()
}

/// A number that no draft has any more.
pub fn missing(staff: &Staff) -> Screen {
    let body = || {
        view! {
            <h1>{say::NO_DRAFT}</h1>
            <p>{say::NO_DRAFT_WHY}</p>
            <p><a href=StaffPage::Drafts.href()>{say::QUEUE}</a></p>
        }
        .into_any()
    };
    Screen::of(Some(staff), say::NO_DRAFT, body).with_status(404)
}
