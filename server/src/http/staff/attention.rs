//! The first screen and its lists: figures of the publication and of the store; and listings that were verified today.

use app::routes::StaffPage;
use app::staff::attention::{ALL, Counts, Done, MOTIVE, Motive, PAGE, TICKED, ToSee, page};
use app::staff::working_list::acts::with_part_verified;
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect};
use domain::provider::completeness::Completeness;
use domain::values::closed_list::ClosedList;
use domain::{Finess, Source};

use super::session::Signed;
use super::{Answer, Form, Shared, StaffState, asked, too_large};
use crate::storage::Save;
use crate::storage::drafts::DraftState;

pub(super) async fn show(State(desk): Shared, Extension(signed): Extension<Signed>) -> Answer {
    let (store, mut unreadable) = (&desk.office.store, desk.site.published.unreadable());
    // Answers are of reports that exist, one each.
    let answers = store.list_answers().await?.naming(&mut unreadable).len();
    let open_reports = store.list_reports().await?.naming(&mut unreadable).len().saturating_sub(answers);
    let submitted = store.list_drafts().await?.naming(&mut unreadable);
    let submitted = submitted.iter().filter(|own| own.draft.content.state == DraftState::Submitted).count();
    let days = store.list_completeness().await?.naming(&mut unreadable);
    let days = days.iter().map(|own| (own.day, Completeness { known: own.known, of: own.possible })).collect();
    let counts = Counts { open_reports, submitted, days };
    let screen = page(&signed.staff, desk.site.published.catalogue(), counts, desk.today());
    Ok(desk.show(screen.naming(&unreadable)).await)
}

/// The list of an address; a motive that is not there leads back to the first screen.
async fn listed(desk: &StaffState, signed: &Signed, uri: &Uri, done: Done) -> Answer {
    let number = asked(uri, PAGE).parse().unwrap_or(1);
    let all = !asked(uri, ALL).is_empty();
    let Some(motive) = Motive::from_code(&asked(uri, MOTIVE)) else {
        return Ok(Redirect::to(&StaffPage::Home.href()).into_response());
    };
    let publication = desk.site.published.catalogue();
    let list = ToSee { publication, motive, page: number, all, done, today: desk.today() };
    Ok(desk.show(list.screen(&signed.staff)).await)
}

pub(super) async fn to_see(State(desk): Shared, Extension(signed): Extension<Signed>, uri: Uri) -> Answer {
    listed(&desk, &signed, &uri, Done::Nothing).await
}

/// The part that a list is about was verified today, in each listing that is ticked.
pub(super) async fn verify(State(desk): Shared, Extension(signed): Extension<Signed>, request: Request) -> Answer {
    let Some((parts, form)) = Form::read(request).await else { return Ok(too_large()) };
    let (typed, today) = (form.typed(), desk.today());
    let Some(motive) = Motive::from_code(&asked(&parts.uri, MOTIVE)) else {
        return Ok(Redirect::to(&StaffPage::Home.href()).into_response());
    };
    let mut ticked: Vec<Finess> = typed.all(TICKED).filter_map(|text| text.parse().ok()).collect();
    ticked.sort();
    ticked.dedup();
    let mut saves = Vec::new();
    for finess in ticked {
        let Some(stored) = desk.office.store.find(finess).await? else { continue };
        if let Ok(after) = with_part_verified(&stored.listing, motive.part(), today) {
            saves.push(Save::new(Some(&stored), after));
        }
    }
    if saves.is_empty() {
        return listed(&desk, &signed, &parts.uri, Done::NoneTicked).await;
    }
    let count = saves.len();
    desk.save(saves, &desk.authorship(&signed, Source::City)).await?;
    listed(&desk, &signed, &parts.uri, Done::Verified(count)).await
}
