//! Listings: found and read whole, with the drafts that wait.

use app::routes::StaffPage;
use app::staff::field::STATE;
use app::staff::french;
use app::staff::listing::queue;
use app::staff::listing::sheet::{DraftLine, Sheet, missing_listing};
use app::text::staff::fill;
use app::text::{editor as say, office};
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::Redirect;
use domain::Finess;
use domain::provider::listing::Source;
use domain::values::search;

use super::letters::mailed_to;
use super::session::Signed;
use super::{Answer, OfficeError, Shared, StaffState, asked};
use crate::clock::paris_day;
use crate::import::register::HabilitationHint;
use crate::storage::drafts::{Draft, DraftState};
use crate::storage::{Listed, Versioned};

/// What was done, in the address after a redirect.
pub(super) mod done {
    pub const SAVED: &str = "enregistre";
    pub const SUBMITTED: &str = "soumis";
    pub const PUBLISHED: &str = "publie";
    pub const THROWN_AWAY: &str = "jete";
    pub const KEPT_APART: &str = "a-part";
    pub const PART_VERIFIED: &str = "partie-verifiee";
    pub const SENT_BACK: &str = "renvoye";
    pub const RESTORED: &str = "retablie";
    /// Someone saved it in between.
    pub const MOVED_ON: &str = "depasse";
}

pub(super) fn said(state: &str) -> Option<&'static str> {
    match state {
        done::SAVED => Some(say::SAVED),
        done::SUBMITTED => Some(say::WAS_SUBMITTED),
        done::PUBLISHED => Some(say::PUBLISHED),
        done::THROWN_AWAY => Some(say::THROWN_AWAY),
        done::KEPT_APART => Some(say::KEPT_APART),
        done::PART_VERIFIED => Some(say::PART_VERIFIED),
        done::SENT_BACK => Some(say::SENT_BACK),
        done::RESTORED => Some(say::RESTORED),
        done::MOVED_ON => Some(say::MOVED_ON),
        _ => None,
    }
}

pub(super) fn with_state(page: &StaffPage, state: &str) -> Redirect {
    Redirect::to(&format!("{}?{STATE}={state}", page.href()))
}

/// The drafts as lines of a list, newest first.
pub(super) async fn draft_lines(desk: &StaffState, of: Option<Finess>) -> Result<Listed<DraftLine>, OfficeError> {
    let Listed { rows: drafts, unreadable } = desk.office.store.list_drafts().await?;
    let line = |own: Draft| DraftLine {
        number: own.number,
        listing: own.finess(),
        service: search::readable(&own.draft.content.listing.name.value),
        submitted: own.draft.content.state == DraftState::Submitted,
        from_provider: own.draft.source == Source::Provider,
        author: own.draft.author,
        saved: paris_day(own.draft.saved_at),
        note: own.draft.content.note,
    };
    let drafts = drafts.into_iter().filter(|own| of.is_none_or(|finess| own.finess() == finess));
    Ok(Listed { rows: drafts.map(line).collect(), unreadable })
}

pub(super) async fn queue(State(desk): Shared, Extension(signed): Extension<Signed>, uri: Uri) -> Answer {
    let lines = draft_lines(&desk, None).await?;
    let screen = queue::screen(&signed.staff, lines.rows, said(&asked(&uri, STATE)));
    Ok(desk.show(screen.naming(&lines.unreadable)).await)
}

/// A listing by the number in an address.
pub(super) async fn stored(desk: &StaffState, finess: &str) -> Result<Option<Versioned>, OfficeError> {
    let Ok(finess) = finess.parse() else { return Ok(None) };
    Ok(desk.office.store.find(finess).await?)
}

/// The sheet of a listing. `link`: one that was just made for its provider.
pub(super) async fn sheet(
    desk: &StaffState,
    signed: &Signed,
    own: &Versioned,
    done: Option<&str>,
    link: Option<&str>,
) -> Answer {
    let publication = desk.site.published.catalogue();
    let drafts = draft_lines(desk, Some(own.listing.finess)).await?;
    let address = mailed_to(desk, &own.listing);
    let hint = desk.office.store.find_hint(own.listing.finess).await?.map(|(hint, register)| {
        let sentence = match hint {
            HabilitationHint::DepartmentSetsPrices => office::HINT_PRICES,
            HabilitationHint::Convention => office::HINT_CONVENTION,
        };
        fill(sentence, &[&french().date(register)])
    });
    let sheet = Sheet {
        publication,
        listing: own.listing.clone(),
        version: own.version,
        drafts: drafts.rows,
        done: done.map(str::to_owned),
        link: link.map(str::to_owned),
        mailed_to: address.as_ref().map(|address| address.as_str().to_owned()),
        today: desk.today(),
        hint,
    };
    Ok(desk.show(sheet.screen(&signed.staff).naming(&drafts.unreadable)).await)
}

pub(super) async fn show(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(finess): Path<String>,
    uri: Uri,
) -> Answer {
    match stored(&desk, &finess).await? {
        Some(own) => sheet(&desk, &signed, &own, said(&asked(&uri, STATE)), None).await,
        None => Ok(desk.show(missing_listing(&signed.staff)).await),
    }
}
