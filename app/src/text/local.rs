//! Words of the territory inside sentences: "{the zone}" is "l’arrondissement" in Paris and "la commune" elsewhere. What
//! its file does not state is left out, with the sentence that needs it, unless the law says the same everywhere.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use domain::Territory;
use domain::provider::territory::ZoneKind;
use domain::provider::territory::words::LocalText;

use super::Lang;

/// The words of a territory in one language.
pub(super) struct Local {
    /// By the names that sentences give them.
    words: Vec<(&'static str, Option<String>)>,
    /// Sentences of no table that were asked for, as they are here.
    told: Mutex<BTreeMap<&'static str, &'static str>>,
}

/// Names of the forms of what a zone is called, and those forms: French arrondissements, French communes, English
/// arrondissements, English communes.
const FORMS: [(&str, [&str; 4]); 16] = [
    ("zone", ["arrondissement", "commune", "district", "municipality"]),
    ("zones", ["arrondissements", "communes", "districts", "municipalities"]),
    ("a zone", ["un arrondissement", "une commune", "a district", "a municipality"]),
    ("the zone", ["l’arrondissement", "la commune", "the district", "the municipality"]),
    ("of the zone", ["de l’arrondissement", "de la commune", "of the district", "of the municipality"]),
    (
        "of the asked zone",
        [
            "de l’arrondissement demandé",
            "de la commune demandée",
            "of the district asked for",
            "of the municipality asked for",
        ],
    ),
    ("this zone", ["cet arrondissement", "cette commune", "this district", "this municipality"]),
    ("every zone", ["tous les arrondissements", "toutes les communes", "every district", "every municipality"]),
    (
        "certain zones",
        ["certains arrondissements", "certaines communes", "certain districts", "certain municipalities"],
    ),
    ("zones served", ["arrondissements desservis", "communes desservies", "districts served", "municipalities served"]),
    ("zone or commune", ["arrondissement ou commune", "commune", "district or municipality", "municipality"]),
    ("only the zone", ["seul l’arrondissement", "seule la commune", "only the district", "only the municipality"]),
    ("another zone", ["un autre arrondissement", "une autre commune", "another district", "another municipality"]),
    ("which", ["lequel", "laquelle", "which one", "which one"]),
    ("write one", ["écrivez-en un seul", "écrivez-en une seule", "write one of them", "write one of them"]),
    ("none ticked", ["aucun coché", "aucune cochée", "none ticked", "none ticked"]),
];

/// What stands for a publisher that the file does not name: who grants the APA and authorises services everywhere (CASF
/// L232-12 and L313-3).
const DEPARTMENT: [&str; 2] = ["le Département", "the Département"];
/// CASF L232-12.
const APA: [&str; 3] = ["le conseil départemental.", "the council of the département.", "le conseil départemental."];
/// CASF L146-3.
const MDPH: [&str; 3] = [
    "la maison départementale des personnes handicapées (MDPH).",
    "the disability office (maison départementale des personnes handicapées, MDPH).",
    "la MDPH du département.",
];
/// CASF L131-1.
const SOCIAL_AID: [&str; 3] = [
    "le centre communal d’action sociale (CCAS), ou la mairie.",
    "the social-action centre of the municipality (CCAS), or the town hall.",
    "le CCAS, ou la mairie.",
];

/// A text of the file in a language.
pub fn local_text(text: &LocalText, lang: Lang) -> String {
    let written = match lang {
        Lang::French => &text.fr,
        Lang::English => &text.en,
        Lang::Plain => text.falc.as_ref().unwrap_or(&text.fr),
    };
    if lang == Lang::English { written.clone() } else { super::spaced(written) }
}

/// "à la Ville", "au Département".
fn to(noun: &str) -> String {
    contracted(noun, "à ", "au ", "aux ")
}

/// "de la Ville", "du Département".
fn of(noun: &str) -> String {
    contracted(noun, "de ", "du ", "des ")
}

fn contracted(noun: &str, plain: &str, with_le: &str, with_les: &str) -> String {
    match (noun.strip_prefix("le "), noun.strip_prefix("les ")) {
        (Some(rest), _) => format!("{with_le}{rest}"),
        (None, Some(rest)) => format!("{with_les}{rest}"),
        (None, None) => format!("{plain}{noun}"),
    }
}

impl Local {
    pub(super) fn of(territory: &Territory, lang: Lang) -> Self {
        let words = &territory.words;
        let english = lang == Lang::English;
        let text = |text: &Option<LocalText>| text.as_ref().map(|text| local_text(text, lang));
        let of_three = |texts: [&str; 3]| texts[lang as usize].to_owned();
        let of_two = |texts: [&str; 2]| texts[usize::from(english)].to_owned();
        let (before, between) = if english { ("of ", " or ") } else { ("de ", " ou ") };
        let publisher = text(&words.publisher).unwrap_or_else(|| of_two(DEPARTMENT));
        let short = text(&words.publisher_short).unwrap_or_else(|| publisher.clone());
        let guidance = text(&words.guidance);
        let line = words.help_line.as_ref();
        let examples = words.examples.as_ref();
        // Any zone is an example of itself.
        let zone =
            examples.map_or_else(|| territory.zones[territory.zones.len() / 2].short.clone(), |e| e.zone.clone());
        let postcode = examples.and_then(|examples| examples.postcode.clone());
        let address = examples.and_then(|examples| examples.address.clone());
        let listed =
            [Some(zone.clone()), postcode.clone(), address].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let or_postcode = [Some(zone.clone()), postcode].into_iter().flatten().collect::<Vec<_>>().join(between);
        let inside = text(&words.inside).unwrap_or_else(|| of_two(["dans ce département", "in this département"]));
        let of_territory = text(&words.of).unwrap_or_else(|| format!("{before}{}", territory.name));
        let column = usize::from(territory.zone_kind() == ZoneKind::Commune) + 2 * usize::from(english);
        let mut all: Vec<(&'static str, Option<String>)> = vec![
            ("in territory", Some(inside)),
            ("of territory", Some(of_territory)),
            ("to publisher", Some(to(&publisher))),
            ("of publisher", Some(of(&publisher))),
            ("publisher", Some(publisher)),
            ("to city", Some(to(&short))),
            ("of city", Some(of(&short))),
            ("city", Some(short)),
            ("outlines by", words.outlines.as_ref().map(|outlines| local_text(&outlines.by, lang))),
            ("outlines licence", words.outlines.as_ref().and_then(|outlines| outlines.licence.clone())),
            ("outlines url", words.outlines.as_ref().map(|outlines| outlines.url.clone())),
            ("help number", line.map(|line| line.number.clone())),
            ("help name", line.map(|line| local_text(&line.name, lang))),
            ("to guidance", guidance.as_deref().map(to)),
            ("guidance", guidance),
            ("apa", Some(text(&words.apa).unwrap_or_else(|| of_three(APA)))),
            ("mdph", Some(text(&words.mdph).unwrap_or_else(|| of_three(MDPH)))),
            ("social aid", Some(text(&words.social_aid).unwrap_or_else(|| of_three(SOCIAL_AID)))),
            ("example", Some(zone)),
            ("examples", Some(listed)),
            ("example or postcode", Some(or_postcode)),
        ];
        all.extend(FORMS.iter().map(|(name, forms)| (*name, Some(forms[column].to_owned()))));
        Self { words: all, told: Mutex::default() }
    }

    /// A sentence of the program in its words, made once.
    pub(super) fn tell(&self, sentence: &'static str) -> &'static str {
        if !sentence.contains('{') {
            return sentence;
        }
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.entry(sentence).or_insert_with(|| self.filled(sentence).leak())
    }

    /// The word of a name; with a capital where the name has one. None outside if no word has this name.
    fn find(&self, name: &str) -> Option<Option<String>> {
        let small = lower(name);
        let (_, word) = self.words.iter().find(|(known, _)| *known == small)?;
        Some(word.as_ref().map(|word| if small == name { word.clone() } else { capital(word) }))
    }

    /// A sentence with its words of the territory, and its numbered values as they were. Empty if one of the words is not
    /// known. What no word is called stays as it is: letters have places of their own in braces.
    pub(super) fn filled(&self, sentence: &str) -> String {
        let mut text = String::new();
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                text.push('{');
                rest = after;
                continue;
            };
            match self.find(name) {
                Some(Some(word)) => text.push_str(&word),
                Some(None) => return String::new(),
                None => {
                    text.push('{');
                    text.push_str(name);
                    text.push('}');
                }
            }
            rest = after;
        }
        text.push_str(rest);
        text
    }
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use domain::Territory;

    use super::{Local, of, to};
    use crate::text::Lang;

    #[test]
    fn a_preposition_joins_the_article_after_it() {
        assert_eq!((to("la Ville"), of("la Ville")), ("à la Ville".to_owned(), "de la Ville".to_owned()));
        assert_eq!((to("le Département"), of("les Landes")), ("au Département".to_owned(), "des Landes".to_owned()));
        assert_eq!(of("l’Ain"), "de l’Ain");
    }

    #[test]
    fn a_sentence_whose_word_is_not_known_is_left_out_and_other_braces_stay() {
        let mut territory = Territory::paris().expect("the embedded territory is valid");
        let local = |territory: &Territory| Local::of(territory, Lang::French);
        assert_eq!(
            local(&territory).filled("{A zone} {of territory}, {0} {lien}"),
            "Un arrondissement de Paris, {0} {lien}"
        );
        assert_eq!(local(&territory).filled("Appelez le {help number}."), "Appelez le 3975.");
        territory.words.help_line = None;
        assert_eq!(local(&territory).filled("Appelez le {help number}."), "");
    }
}
