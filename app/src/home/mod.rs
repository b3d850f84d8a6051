//! `/`: the need in three short steps.

#[cfg(feature = "islands")]
pub mod live_summary;
#[cfg(feature = "ssr")]
pub mod page;

use crate::need::form::NeedForm;
use crate::need::summary::{hours_a_week, need_line};
use crate::text::{Common, NeedWords as W, Words};

/// What was chosen so far. `count`: how many services come to the zone, if that is known.
pub fn so_far(t: Words, form: &NeedForm, count: Option<u32>) -> String {
    let visits = form.visits(t, &mut Vec::new());
    let zone = match count {
        Some(count) => t.fill(W::ZoneServices, &[&form.zone, &t.count(count, Common::Service, Common::Services)]),
        None => form.zone.clone(),
    };
    let need = need_line(t, form.acts(), &visits);
    let parts = [Some(zone), Some(need), hours_a_week(t, &visits)];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { t.say(W::SoFarNothing).to_owned() } else { parts.join(" · ") }
}
