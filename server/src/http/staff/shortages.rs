//! Where supply is missing: what was counted in the last twelve months, beside what listings say.

use app::staff::shortages::shown::Shortages;
use app::staff::shortages::{MONTHS, page};
use axum::Extension;
use axum::extract::State;
use domain::feedback::refusal::Month;

use super::session::Signed;
use super::{Answer, Shared, StaffState};

pub(super) async fn show(State(desk): Shared, Extension(signed): Extension<Signed>) -> Answer {
    let desk: &StaffState = &desk;
    let (today, publication) = (desk.today(), desk.site.published.catalogue());
    let first = Month::of(today).back(MONTHS - 1);
    let mut unreadable = Vec::new();
    let counted = desk.office.store.refusals_since(first).await?.naming(&mut unreadable);
    let days = desk.office.store.refusal_days_since(first).await?.naming(&mut unreadable);
    let screen = page(&signed.staff, publication, Shortages::of(&counted, &days), today);
    Ok(desk.show(screen.naming(&unreadable)).await)
}
