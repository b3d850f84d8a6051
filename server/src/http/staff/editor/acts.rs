//! What the buttons of the editor do beside saving and publishing: a part is verified, a remark set aside, a draft sent back
//! or thrown away.

use app::access::Role;
use app::error::FieldError;
use app::routes::StaffPage;
use app::staff::listing::Section;
use app::staff::listing::edit::{DISMISS, RETURN_REASON, reason_name};
use app::staff::listing::form::{reviewed_name, seen_name};
use app::staff::listing::preview::remarks_of;
use app::staff::typed::{Typed, day_text};
use app::text::editor as say;
use axum::response::IntoResponse;
use domain::provider::listing::Source;
use domain::values::names::read_line;
use domain::values::search;

use super::super::listings::{done, with_state};
use super::super::session::Signed;
use super::super::{Answer, StaffState};
use super::work::Work;
use super::{again, here};
use crate::storage::Save;
use crate::storage::drafts::DraftState;
use crate::storage::editing::{Dismissal, Return};
use crate::storage::figures::{ActKind, StaffAct};

/// Says that a part was verified today and did not change. Where nothing else was typed it is published at once; else it goes
/// with the rest.
pub(super) async fn verify(
    desk: &StaffState,
    signed: &Signed,
    work: Work,
    mut typed: Typed,
    section: Section,
) -> Answer {
    let is_untouched = work.parse(&typed).as_ref() == Ok(&work.current.listing);
    typed.set(reviewed_name(section), "oui");
    typed.set(seen_name(section), day_text(work.today));
    let may = signed.staff.role.admits(Role::Publisher) && work.read.is_none() && !work.is_behind();
    if let (true, true, Ok(listing)) = (may, is_untouched, work.parse(&typed)) {
        let save = Save::new(Some(&work.current), listing);
        if !save.changes.is_empty() {
            desk.save(vec![save], &desk.authorship(signed, Source::City)).await?;
        }
        return Ok(with_state(&here(&work), done::PART_VERIFIED).into_response());
    }
    again(desk, signed, &work, typed, Vec::new(), Some(say::PART_TICKED)).await
}

/// Characters of a reason.
const REASON_MOST: usize = 200;

/// A reason of one line; none where it is empty or cannot be kept.
fn reason(typed: &Typed, field: &str) -> Option<String> {
    let text = read_line(typed.get(field)).ok()?;
    Some(text.to_owned()).filter(|text| !text.is_empty() && text.chars().count() <= REASON_MOST)
}

/// Sets a remark of the price rules aside, with a reason. What was typed stays as it is.
pub(super) async fn dismiss(desk: &StaffState, signed: &Signed, work: &Work, typed: Typed) -> Answer {
    let key = typed.get(DISMISS).to_owned();
    let remarks = work.parse(&typed).map(|listing| remarks_of(&listing, &work.publication, work.today));
    let remark = remarks.unwrap_or_default().into_iter().find(|remark| remark.key == key);
    let Some(remark) = remark else { return again(desk, signed, work, typed, Vec::new(), None).await };
    let field = reason_name(&key);
    let Some(reason) = reason(&typed, &field) else {
        let missing = FieldError::new(field, say::DISMISS_MISSING);
        return again(desk, signed, work, typed, vec![missing], None).await;
    };
    let dismissal = Dismissal {
        finess: work.current.listing.finess,
        finding: key,
        words: remark.words,
        reason,
        author: signed.staff.name.to_string(),
        at: desk.now(),
    };
    desk.office.store.dismiss_finding(&dismissal).await?;
    again(desk, signed, work, typed, Vec::new(), Some(say::DISMISSED)).await
}

/// Sends a submitted draft back to its author, with a reason.
pub(super) async fn send_back(desk: &StaffState, signed: &Signed, work: &Work, typed: Typed) -> Answer {
    let submitted = work.read.as_ref().filter(|draft| draft.draft.content.state == DraftState::Submitted);
    let Some(read) = submitted.filter(|_| signed.staff.role.admits(Role::Publisher)) else {
        return again(desk, signed, work, typed, Vec::new(), None).await;
    };
    let Some(reason) = reason(&typed, RETURN_REASON) else {
        let missing = FieldError::new(RETURN_REASON, say::SEND_BACK_MISSING);
        return again(desk, signed, work, typed, vec![missing], None).await;
    };
    let returned = Return { author: signed.staff.name.to_string(), reason, at: desk.now() };
    let sent = desk.office.store.send_back(read, &returned).await?;
    let state = if sent { done::SENT_BACK } else { done::MOVED_ON };
    Ok(with_state(&StaffPage::Draft(read.number), state).into_response())
}

pub(super) async fn throw_away(desk: &StaffState, signed: &Signed, work: &Work) -> Answer {
    let Some(read) = &work.read else { return Ok(with_state(&StaffPage::Drafts, "").into_response()) };
    let subject = format!("{} {}", read.number, search::readable(&read.draft.content.listing.name.value));
    let act = StaffAct { finess: Some(read.finess()), ..desk.act(&signed.staff, ActKind::DraftThrownAway, subject) };
    let thrown = desk.office.store.remove_draft(read.number, read.edition, &act).await?;
    if !thrown {
        return Ok(with_state(&StaffPage::Draft(read.number), done::MOVED_ON).into_response());
    }
    Ok(with_state(&StaffPage::Drafts, done::THROWN_AWAY).into_response())
}
