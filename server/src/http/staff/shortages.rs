//! Where supply is missing: what was counted in the last twelve months, beside what listings say.

use app::staff::shortages::shown::Shortages;
use app::staff::shortages::{MONTHS, page};
use axum::Extension;
use axum::extract::State;
use domain::feedback::refusal::Month;

use super::session::Signed;
use super::{Answer, Desk, OfficeStore, Shared};

pub(super) async fn show<S: OfficeStore>(State(desk): Shared<S>, Extension(signed): Extension<Signed>) -> Answer {
    let desk: &Desk<S> = &desk;
    let (today, publication) = (desk.today(), desk.site.shelf.catalogue());
    let first = Month::of(today).back(MONTHS - 1);
    let counted = desk.office.store.refusals_since(first).await?;
    let screen = page(&signed.staff, &publication, &Shortages::of(&counted.rows), today);
    Ok(desk.show(screen.naming(&counted.unreadable)).await)
}
