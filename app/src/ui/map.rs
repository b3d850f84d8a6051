//! The map of the zones as SVG inside the page: real outlines where they were imported, else the schematic places of
//! the territory file. A list beside it says the same.

use domain::Zone;
use leptos::prelude::*;

use crate::ports::{Outlines, Publication};
use crate::text::{Pages as P, Words};

/// One zone on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    pub zone: Zone,
    /// The page that it links to, if it is a link.
    pub href: Option<String>,
    /// Shown in it, under its name.
    pub value: String,
    /// The same in words, for the list and for screen readers.
    pub words: String,
    /// Drawn in the colour of action; its value says the same, so that the colour is never needed.
    pub marked: bool,
    /// An office is in this zone: drawn as a house.
    pub office: bool,
}

/// Side of a square of the schematic map.
const SIDE: i32 = 100;

struct Shape {
    outline: Outlined,
    label: (i32, i32),
}

enum Outlined {
    Path(String),
    /// The corner of a square.
    Square(i32, i32),
}

/// The map and its list, folded. `label` is its name for screen readers.
pub fn map(t: Words, publication: &Publication, label: &str, areas: &[Area]) -> AnyView {
    let drawing = drawing(publication, areas, Some(label));
    let list = list(areas);
    view! {
        <div class="map">
            {drawing}
            <details>
                <summary>{t.say(P::MapList)}</summary>
                {list}
            </details>
            {source(t, publication)}
        </div>
    }
    .into_any()
}

/// A small map without links, hidden from screen readers: the page says the same in words beside it.
pub fn map_beside_words(t: Words, publication: &Publication, areas: &[Area]) -> AnyView {
    let areas: Vec<Area> = areas.iter().map(|area| Area { href: None, ..area.clone() }).collect();
    view! { <div class="map small">{drawing(publication, &areas, None)} {source(t, publication)}</div> }.into_any()
}

fn source(t: Words, publication: &Publication) -> AnyView {
    let words = match (&publication.outlines, &publication.territory.words.outlines) {
        (Some(_), Some(source)) => t.fill(P::MapSource, &[&source.credit]),
        // Nobody said whom these outlines are from.
        (Some(_), None) => return ().into_any(),
        (None, _) => t.say(P::MapSchematic).to_owned(),
    };
    view! { <p class="sources">{words}</p> }.into_any()
}

fn list(areas: &[Area]) -> AnyView {
    let line = |area: &Area| {
        let words = area.words.clone();
        match area.href.clone() {
            Some(href) => view! { <li><a href=href>{words}</a></li> }.into_any(),
            None => view! { <li>{words}</li> }.into_any(),
        }
    };
    let lines: Vec<AnyView> = areas.iter().map(line).collect();
    view! { <ul class="zone-list">{lines}</ul> }.into_any()
}

/// Without a label it is hidden from screen readers.
fn drawing(publication: &Publication, areas: &[Area], label: Option<&str>) -> AnyView {
    let (left, width, height) = match &publication.outlines {
        Some(outlines) => (0, outlines.width as i32, outlines.height as i32),
        None => schematic_frame(publication),
    };
    let class = if publication.outlines.is_some() { "zones outlined" } else { "zones" };
    let drawn = |area: &Area| {
        let drawn = drawn(publication, area, shape(publication, area.zone)?);
        let words = label.map(|_| area.words.clone());
        Some(match area.href.clone() {
            Some(href) => view! { <a href=href aria-label=words>{drawn}</a> }.into_any(),
            None => {
                let role = words.as_ref().map(|_| "img");
                view! { <g role=role aria-label=words>{drawn}</g> }.into_any()
            }
        })
    };
    let areas: Vec<AnyView> = areas.iter().filter_map(drawn).collect();
    let (role, hidden) = (label.map(|_| "group"), label.is_none().then_some("true"));
    let label = label.map(str::to_owned);
    view! {
        <svg class=class viewBox=format!("{left} 0 {width} {height}") role=role aria-label=label aria-hidden=hidden>{areas}</svg>
    }
    .into_any()
}

fn drawn(publication: &Publication, area: &Area, shape: Shape) -> AnyView {
    let short = publication.territory.find_zone(area.zone).map(|zone| zone.short.clone()).unwrap_or_default();
    let class = if area.marked { "zone marked" } else { "zone" };
    let (x, y) = shape.label;
    let outline = match shape.outline {
        Outlined::Path(path) => view! { <path class=class d=path></path> }.into_any(),
        Outlined::Square(x, y) => {
            let side = (SIDE - 8).to_string();
            view! {
                <rect class=class x=(x + 4).to_string() y=(y + 4).to_string() width=side.clone() height=side rx="12"></rect>
            }
            .into_any()
        }
    };
    let value = (!area.value.is_empty()).then(|| {
        let (x, y, value) = (x.to_string(), (y + 26).to_string(), area.value.clone());
        view! { <text class="zone-value" x=x y=y>{value}</text> }
    });
    let office = area.office.then(|| {
        // A house in place of the value, 24 units wide.
        let house = format!("M{} {}l14-12 14 12h-4v12h-20v-12z", x - 14, y + 16);
        view! { <path class="office" d=house></path> }
    });
    view! {
        {outline}
        <text class="zone-name" x=x.to_string() y=(y - 4).to_string()>{short}</text>
        {value}
        {office}
    }
    .into_any()
}

fn shape(publication: &Publication, zone: Zone) -> Option<Shape> {
    match &publication.outlines {
        Some(Outlines { zones, .. }) => {
            let outline = zones.iter().find(|outline| outline.zone == zone)?;
            Some(Shape { outline: Outlined::Path(outline.path.clone()), label: outline.label })
        }
        None => {
            let (column, row) = publication.territory.find_zone(zone)?.place;
            let (x, y) = (i32::from(column) * SIDE, i32::from(row) * SIDE);
            Some(Shape { outline: Outlined::Square(x, y), label: (x + SIDE / 2, y + SIDE / 2) })
        }
    }
}

/// Left edge, width and height of the schematic map.
fn schematic_frame(publication: &Publication) -> (i32, i32, i32) {
    let places = || publication.territory.zones.iter().map(|zone| zone.place);
    let column = |column: Option<u8>| i32::from(column.unwrap_or_default());
    let (left, right) = (column(places().map(|place| place.0).min()), column(places().map(|place| place.0).max()));
    let rows = column(places().map(|place| place.1).max());
    (left * SIDE, (right - left + 1) * SIDE, (rows + 1) * SIDE)
}
