//! The figures of the listings and of the searches.

use app::staff::figures::{Figures, PartFigures, StateCounts};
use axum::Extension;
use axum::extract::State;

use super::session::Signed;
use super::{Answer, Shared};
use crate::catalogue::parts_of;
use crate::storage::figures::PartDay;

fn figures(part: &PartDay) -> PartFigures {
    let PartDay { day, zone, part, fresh, stale, never_verified, missing } = *part;
    PartFigures { day, zone, part, counts: StateCounts { fresh, stale, never_verified, missing } }
}

pub(super) async fn show(State(desk): Shared, Extension(signed): Extension<Signed>) -> Answer {
    let (publication, today) = (desk.site.published.catalogue(), desk.today());
    let mut unreadable = Vec::new();
    let days = desk.office.store.list_parts().await?.naming(&mut unreadable);
    let searches = desk.office.store.list_searches().await?.naming(&mut unreadable);
    let figures = Figures {
        now: parts_of(&publication, today).iter().map(figures).collect(),
        days: days.iter().map(figures).collect(),
        searches: searches.into_iter().map(|counted| (counted.zone, counted.act, counted.count)).collect(),
        publication,
        today,
    };
    Ok(desk.show(figures.screen(&signed.staff).naming(&unreadable)).await)
}
