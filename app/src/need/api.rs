//! What a browser asks the server about the need: places that match what is being typed.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Places offered at a time.
#[cfg(feature = "ssr")]
const MOST_OFFERED: usize = 6;
/// Longest text that is searched, in characters.
#[cfg(feature = "ssr")]
const LONGEST_TYPED: usize = 100;

/// One place offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// "12 Boulevard Saint-Michel, 75005 Paris"
    pub label: String,
    /// The value of the field once this place is chosen: "5e". The address itself goes no further.
    pub short: String,
}

/// Places that match what is being typed, best first. What is typed is personal: it is not kept, logged or stored.
#[server(prefix = "/fonctions", endpoint = "lieux")]
pub async fn suggest_places(#[server(default)] typed: String) -> Result<Vec<Place>, ServerFnError> {
    let ports = crate::ports::Ports::from_context();
    let typed: String = typed.chars().take(LONGEST_TYPED).collect();
    let territory = &ports.publications.current().territory;
    let places = ports.addresses.suggest(&typed, MOST_OFFERED).into_iter().filter_map(|place| {
        let zone = territory.find_zone(place.zone)?;
        Some(Place { label: place.label, short: zone.short.clone() })
    });
    Ok(places.collect())
}
