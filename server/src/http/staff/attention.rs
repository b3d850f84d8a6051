//! The first screen and its lists: figures of the publication and of the store.

use app::staff::attention::{MOTIVE, Motive, PAGE, list, page};
use axum::Extension;
use axum::extract::State;
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect};
use domain::closed_list::ClosedList;

use super::session::Signed;
use super::{Answer, OfficeStore, Shared, asked};
use app::routes::StaffPage;

pub(super) async fn show<S: OfficeStore>(State(desk): Shared<S>, Extension(signed): Extension<Signed>) -> Answer {
    let store = &desk.office.store;
    // Answers are of reports that exist, one each.
    let open = store.list_reports().await?.len().saturating_sub(store.list_answers().await?.len());
    Ok(desk.show(page(&signed.staff, &desk.site.shelf.catalogue(), open, desk.today())).await)
}

/// A motive or a page that is not there leads back to the first screen.
pub(super) async fn to_see<S: OfficeStore>(
    State(desk): Shared<S>,
    Extension(signed): Extension<Signed>,
    uri: Uri,
) -> Answer {
    let motive = Motive::from_code(&asked(&uri, MOTIVE));
    let number = asked(&uri, PAGE).parse().unwrap_or(1);
    let publication = desk.site.shelf.catalogue();
    let screen = motive.and_then(|motive| list(&signed.staff, &publication, motive, number, desk.today()));
    match screen {
        Some(screen) => Ok(desk.show(screen).await),
        None => Ok(Redirect::to(&StaffPage::Home.href()).into_response()),
    }
}
