//! The words that a new territory begins with, and what is left to a person: nothing is invented.

use domain::provider::territory::words::{Examples, LocalText, TerritoryWords};
use domain::provider::territory::{Territory, TerritoryZone};

use super::Wanted;

/// What every département may say, and nothing else.
pub(super) fn neutral_words(zones: &[TerritoryZone], wanted: &Wanted<'_>) -> TerritoryWords {
    let text = |fr: String, en: String| Some(LocalText { fr, en, falc: None });
    let number = wanted.department;
    let (inside, of) = match wanted.name {
        None => (
            text(format!("dans le département {number}"), format!("in département {number}")),
            text(format!("du département {number}"), format!("of département {number}")),
        ),
        Some(name) => {
            let vowel = name.to_lowercase().starts_with(['a', 'e', 'é', 'i', 'î', 'o', 'u', 'y']);
            let before = if vowel { "d’" } else { "de " };
            (
                text(format!("dans le département {before}{name}"), format!("in {name}")),
                text(format!("{before}{name}"), format!("of {name}")),
            )
        }
    };
    // Near the middle of the list, with a postcode that means no other commune.
    let middle = zones.len() / 2;
    let alone = |code: &&String| zones.iter().filter(|zone| zone.postcodes.contains(code)).count() == 1;
    let unique = |zone: &TerritoryZone| zone.postcodes.iter().find(alone).cloned();
    let in_turn = || zones.iter().cycle().skip(middle).take(zones.len());
    let example = in_turn().find(|zone| unique(zone).is_some()).or_else(|| in_turn().next());
    let examples = example.map(|zone| Examples { zone: zone.short.clone(), postcode: unique(zone), address: None });
    TerritoryWords { inside, of, examples, ..TerritoryWords::default() }
}

pub(super) fn to_fill(territory: &Territory, wanted: &Wanted<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    if wanted.name.is_none() {
        lines.push(format!("`name`: {:?} stands for the name of the territory", territory.name));
    }
    let listed = |of: &dyn Fn(&TerritoryZone) -> bool| -> Vec<String> {
        territory.zones.iter().filter(|zone| of(zone)).map(|zone| format!("{} ({})", zone.name, zone.code)).collect()
    };
    let without = listed(&|zone| zone.postcodes.is_empty());
    if without.len() == territory.zones.len() {
        lines.push("`postcodes`: the file states none; those of geo.api.gouv.fr have them".to_owned());
    } else if !without.is_empty() {
        lines.push(format!("`postcodes` of {}", without.join(", ")));
    }
    let alone = listed(&|zone| zone.neighbours.is_empty());
    if !alone.is_empty() && territory.zones.len() > 1 {
        lines.push(format!("`neighbours` of {}: no outline runs along theirs", alone.join(", ")));
    }
    lines.push("`words.inside` and `words.of`: how one writes that something is in the territory, or of it".to_owned());
    for (field, what) in [
        ("publisher, publisher_short", "who publishes the site; without it, “le Département”"),
        ("help_line", "the telephone number for those who need help; without it, no page names one"),
        ("guidance", "who guides people near their home; without it, no page names anyone"),
        ("apa", "whom to ask for the APA; without it, the council of the département (CASF L232-12)"),
        ("mdph", "the address of the MDPH; without it, none is given"),
        ("social_aid", "whom to ask for social assistance; without it, the CCAS or the town hall (CASF L131-1)"),
        ("local_aids", "benefits that this territory alone pays; without them, none"),
        ("outlines", "the source of the outlines that `import zones` reads; without it, maps name none"),
    ] {
        lines.push(format!("`words.{field}`: {what}"));
    }
    lines.push(
        "`law`: the APA tariffs of the département by mode, dated, with their source; without them, the floor"
            .to_owned(),
    );
    lines
}
