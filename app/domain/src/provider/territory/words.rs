//! What a territory is called and whom its people turn to. Data for sentences, which stand elsewhere: what is absent here
//! is not known, and no sentence says it.

use serde::{Deserialize, Serialize};

/// A text in the languages of the site; the French one is also the plain one where that is absent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalText {
    pub fr: String,
    pub en: String,
    #[serde(default)]
    pub falc: Option<String>,
}

/// The telephone number for those who need help.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpLine {
    /// As one dials it: "3975".
    pub number: String,
    /// Who answers: "Ville de Paris".
    pub name: LocalText,
}

/// A benefit that this territory alone pays.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalAid {
    pub name: LocalText,
    pub what: LocalText,
}

/// What a person might type for a place, as a hint.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examples {
    /// The short name of a zone: "14e".
    pub zone: String,
    #[serde(default)]
    pub postcode: Option<String>,
    /// "12 rue Daguerre".
    #[serde(default)]
    pub address: Option<String>,
}

/// Where the imported outlines of the zones come from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutlineSource {
    pub by: LocalText,
    /// The address where they are published.
    pub url: String,
    /// What stands under a map: "Paris Data, ODbL".
    pub credit: String,
    /// "ODbL"
    #[serde(default)]
    pub licence: Option<String>,
    /// Where it stands.
    #[serde(default)]
    pub licence_url: Option<String>,
}

/// The words of a territory.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TerritoryWords {
    /// "à Paris".
    pub inside: Option<LocalText>,
    /// "de Paris".
    pub of: Option<LocalText>,
    /// Who publishes the site, with an article: "la Ville de Paris".
    pub publisher: Option<LocalText>,
    /// The same where it was named already: "la Ville".
    pub publisher_short: Option<LocalText>,
    pub help_line: Option<HelpLine>,
    /// Who guides people near their home: "la Maison des aînés et des aidants de votre arrondissement".
    pub guidance: Option<LocalText>,
    /// Whom to ask for the APA.
    pub apa: Option<LocalText>,
    /// The disability office, with its address.
    pub mdph: Option<LocalText>,
    /// Whom to ask for social assistance.
    pub social_aid: Option<LocalText>,
    pub local_aids: Vec<LocalAid>,
    pub examples: Option<Examples>,
    pub outlines: Option<OutlineSource>,
}

impl TerritoryWords {
    /// Every text that is there, with the name of its field in the file.
    pub(super) fn texts(&self) -> Vec<(&'static str, &str)> {
        let named = [
            ("inside", &self.inside),
            ("of", &self.of),
            ("publisher", &self.publisher),
            ("publisher_short", &self.publisher_short),
            ("guidance", &self.guidance),
            ("apa", &self.apa),
            ("mdph", &self.mdph),
            ("social_aid", &self.social_aid),
        ];
        let mut all: Vec<(&'static str, &LocalText)> =
            named.into_iter().filter_map(|(field, text)| Some((field, text.as_ref()?))).collect();
        let mut plain: Vec<(&'static str, &str)> = Vec::new();
        if let Some(line) = &self.help_line {
            all.push(("help_line", &line.name));
            plain.push(("help_line", &line.number));
        }
        for aid in &self.local_aids {
            all.extend([("local_aids", &aid.name), ("local_aids", &aid.what)]);
        }
        if let Some(examples) = &self.examples {
            plain.push(("examples", &examples.zone));
            plain.extend(examples.postcode.iter().chain(&examples.address).map(|text| ("examples", text.as_str())));
        }
        if let Some(outlines) = &self.outlines {
            all.push(("outlines", &outlines.by));
            plain.extend([("outlines", outlines.url.as_str()), ("outlines", outlines.credit.as_str())]);
            let licence = outlines.licence.iter().chain(&outlines.licence_url);
            plain.extend(licence.map(|text| ("outlines", text.as_str())));
        }
        for (field, text) in all {
            let falc = text.falc.as_deref();
            plain.extend(
                [Some(text.fr.as_str()), Some(text.en.as_str()), falc].into_iter().flatten().map(|text| (field, text)),
            );
        }
        plain
    }
}
