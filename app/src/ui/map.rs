//! The map of the zones as SVG that the page holds: real outlines where they were imported, else the schematic places of
//! the territory file. A list beside it says the same.

use domain::Zone;
use maud::{Markup, html};

use crate::ports::{Outlines, Publication};
use crate::text::{Pages as P, Words};

/// One zone on the map.
pub struct Area {
    pub zone: Zone,
    /// Where it leads, if it is a link.
    pub href: Option<String>,
    /// Shown in it, under its name.
    pub value: String,
    /// Says the same in the list, and to those who hear the map.
    pub words: String,
    /// Drawn in the colour of action; its value says the same, never the colour alone.
    pub marked: bool,
}

/// Side of a square of the schematic map.
const SIDE: i32 = 100;

struct Shape {
    /// A path, or a square by its corner.
    outline: Result<String, (i32, i32)>,
    label: (i32, i32),
}

/// The map and its list.
pub fn map(t: Words, publication: &Publication, label: &str, areas: &[Area]) -> Markup {
    let (left, width, height) = match &publication.outlines {
        Some(outlines) => (0, outlines.width as i32, outlines.height as i32),
        None => schematic_frame(publication),
    };
    let source = if publication.outlines.is_some() { P::MapSource } else { P::MapSchematic };
    html! {
        div.map {
            svg class=(if publication.outlines.is_some() { "zones outlined" } else { "zones" }) viewBox={ (left) " 0 " (width) " " (height) } role="group" aria-label=(label) {
                @for area in areas {
                    @if let Some(shape) = shape(publication, area.zone) {
                        @match &area.href {
                            Some(href) => a href=(href) aria-label=(area.words) { (drawn(publication, area, &shape)) },
                            None => g role="img" aria-label=(area.words) { (drawn(publication, area, &shape)) },
                        }
                    }
                }
            }
            details {
                summary { (t.say(P::MapList)) }
                ul.zone-list {
                    @for area in areas {
                        li { @match &area.href { Some(href) => a href=(href) { (area.words) }, None => (area.words) } }
                    }
                }
            }
            p.sources { (t.fill(source, &[&"Paris Data, ODbL"])) }
        }
    }
}

fn drawn(publication: &Publication, area: &Area, shape: &Shape) -> Markup {
    let short = publication.territory.find_zone(area.zone).map_or("", |zone| zone.short.as_str());
    let class = if area.marked { "zone marked" } else { "zone" };
    let (x, y) = shape.label;
    html! {
        @match &shape.outline {
            Ok(path) => path class=(class) d=(path) {},
            Err((x, y)) => rect class=(class) x=(x + 4) y=(y + 4) width=(SIDE - 8) height=(SIDE - 8) rx="12" {},
        }
        text.zone-name x=(x) y=(y - 4) { (short) }
        text.zone-value x=(x) y=(y + 26) { (area.value) }
    }
}

fn shape(publication: &Publication, zone: Zone) -> Option<Shape> {
    match &publication.outlines {
        Some(Outlines { zones, .. }) => {
            let outline = zones.iter().find(|outline| outline.zone == zone)?;
            Some(Shape { outline: Ok(outline.path.clone()), label: outline.label })
        }
        None => {
            let (column, row) = publication.territory.find_zone(zone)?.place;
            let corner = (i32::from(column) * SIDE, i32::from(row) * SIDE);
            Some(Shape { outline: Err(corner), label: (corner.0 + SIDE / 2, corner.1 + SIDE / 2) })
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
