//! What is said at `/accompagner`, as one text: the need, the situation, the services chosen and the notes. It is the
//! body of a POST without JavaScript; in the browser it travels in the fragment of a link and waits in the work list,
//! there without the situation.

use domain::aids::AidRules;
use domain::need::{NeedTerms, Weights};
use domain::time::calendar::parse_date;
use domain::values::fingerprint::Fnv;
use domain::{Finess, Need, Parameters, Territory};
use jiff::civil::Date;

use super::seen::Seen;
use crate::aids::form::{SituationForm, day_error};
use crate::error::FieldError;
use crate::need::form::{CHOSEN, NeedForm, START, USUAL_WEEK};
use crate::text::{AssistWords as W, Words};

/// Whether the person has, or asks for, social assistance.
pub const SOCIAL_AID: &str = "aide-sociale";
/// Whether one question is shown at a time.
pub const VIEW: &str = "vue";
pub const ONE_QUESTION: &str = "une";
/// Id of that choice.
pub const VIEW_ONE: &str = "vue-une";
/// Whether a link carries the situation too.
pub const SHARED_SITUATION: &str = "partager-situation";
/// Whether the sheet has its annex.
pub const ANNEX: &str = "annexe";
/// The note for the whole sheet; the one of a service is `note-` and its number.
pub const NOTE: &str = "note";
/// What a kept text remembers of the day it was kept on.
const DAY: &str = "jour";
const METHOD: &str = "methode";
const NEED: &str = "demande";
const CATALOGUE: &str = "donnees";
const LAW: &str = "loi";
const SEEN: &str = "vu";

/// Characters of the note of a service, and of the note for all.
pub const LONGEST_NOTE: usize = 600;
pub const LONGEST_GENERAL_NOTE: usize = 1_000;

/// Id and name of the note of a service.
pub fn note_field(finess: Finess) -> String {
    format!("{NOTE}-{finess}")
}

/// Everything that was said, as typed. It has no `Debug`: some of it is someone's situation.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct AssistForm {
    pub need: NeedForm,
    pub situation: SituationForm,
    pub social_aid: bool,
    pub one_question: bool,
    pub shares_situation: bool,
    pub has_annex: bool,
    /// Services of the sheet, each once, in the order of their fields.
    pub chosen: Vec<Finess>,
    pub notes: Vec<(Finess, String)>,
    pub general_note: String,
    /// Whether a usual week was pressed: the form is filled, not sent.
    pub fills_week: bool,
    /// What was known when the text was kept, if it was.
    pub kept: Option<Kept>,
}

/// The state of things on the day a text was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub day: Date,
    pub method: u16,
    /// A mark of the need: prices and hours are those of one need.
    pub need: String,
    /// Version of the listings.
    pub catalogue: String,
    /// Version of the values of the law.
    pub law: String,
    /// What the chosen services said.
    pub seen: Vec<(Finess, Seen)>,
}

/// A body of several forms at once, read name by name.
#[derive(Default)]
struct KeptParts {
    day: Option<Date>,
    method: Option<u16>,
    need: String,
    catalogue: String,
    law: String,
    seen: Vec<(Finess, Seen)>,
}

impl AssistForm {
    /// Reads a body or a kept text; names that are not its own are left out.
    pub fn from_text(text: &str) -> Self {
        let mut form =
            Self { need: NeedForm::from_query(text), situation: SituationForm::from_body(text), ..Self::default() };
        let mut kept = KeptParts::default();
        for (name, value) in form_urlencoded::parse(text.as_bytes()) {
            match name.as_ref() {
                SOCIAL_AID => form.social_aid = value == "oui",
                VIEW => form.one_question = value == ONE_QUESTION,
                SHARED_SITUATION => form.shares_situation = value == "oui",
                ANNEX => form.has_annex = value == "oui",
                USUAL_WEEK => form.fills_week = true,
                NOTE => form.general_note = tidy(&value),
                DAY => kept.day = parse_date(&value),
                METHOD => kept.method = value.parse().ok(),
                NEED => kept.need = value.into_owned(),
                CATALOGUE => kept.catalogue = value.into_owned(),
                LAW => kept.law = value.into_owned(),
                CHOSEN => {
                    if let Ok(finess) = value.parse()
                        && !form.chosen.contains(&finess)
                    {
                        form.chosen.push(finess);
                    }
                }
                name => {
                    let Some((part, Ok(finess))) = name.split_once('-').map(|(part, rest)| (part, rest.parse())) else {
                        continue;
                    };
                    match part {
                        NOTE => form.notes.push((finess, tidy(&value))),
                        SEEN => kept.seen.extend(Seen::parse(&value).map(|seen| (finess, seen))),
                        _ => {}
                    }
                }
            }
        }
        form.notes.retain(|(_, note)| !note.is_empty());
        if let (Some(day), Some(method)) = (kept.day, kept.method) {
            let KeptParts { need, catalogue, law, seen, .. } = kept;
            form.kept = Some(Kept { day, method, need, catalogue, law, seen });
        }
        form
    }

    /// Names and values that give this form back.
    pub fn pairs(&self, with_situation: bool) -> Vec<(String, String)> {
        let mut pairs = self.need.on_page(1).pairs();
        let mut add = |name: &str, value: &str| {
            if !value.is_empty() {
                pairs.push((name.to_owned(), value.to_owned()));
            }
        };
        let tick = |ticked: bool| if ticked { "oui" } else { "" };
        if with_situation {
            self.situation.pairs().into_iter().for_each(|(name, value)| add(name, value));
        }
        add(SOCIAL_AID, tick(self.social_aid));
        add(VIEW, if self.one_question { ONE_QUESTION } else { "" });
        add(SHARED_SITUATION, tick(self.shares_situation));
        add(ANNEX, tick(self.has_annex));
        pairs.extend(self.choice(|_| true));
        pairs.extend(self.remembered());
        pairs
    }

    /// What the questions do not ask, for a form that only carries it: of the services chosen, some; whether the situation
    /// is shared, unless the page asks that.
    pub fn carried(&self, services: impl Fn(Finess) -> bool, asks_sharing: bool) -> Vec<(String, String)> {
        let mut pairs = self.choice(services);
        if self.shares_situation && !asks_sharing {
            pairs.push((SHARED_SITUATION.to_owned(), "oui".to_owned()));
        }
        if self.has_annex {
            pairs.push((ANNEX.to_owned(), "oui".to_owned()));
        }
        pairs.extend(self.remembered());
        pairs
    }

    /// The services chosen that are asked for, and every note.
    fn choice(&self, services: impl Fn(Finess) -> bool) -> Vec<(String, String)> {
        let chosen = self.chosen.iter().filter(|finess| services(**finess));
        let chosen = chosen.map(|finess| (CHOSEN.to_owned(), finess.to_string()));
        let notes = self.notes.iter().map(|(finess, note)| (note_field(*finess), note.clone()));
        let general = [(NOTE.to_owned(), self.general_note.clone())].into_iter().filter(|(_, note)| !note.is_empty());
        chosen.chain(notes).chain(general).collect()
    }

    /// What was known on the day that the text was kept.
    pub fn remembered(&self) -> Vec<(String, String)> {
        let Some(Kept { day, method, need, catalogue, law, seen }) = &self.kept else { return Vec::new() };
        let fixed = [
            (DAY, day.to_string()),
            (METHOD, method.to_string()),
            (NEED, need.clone()),
            (CATALOGUE, catalogue.clone()),
            (LAW, law.clone()),
        ];
        let fixed = fixed.into_iter().map(|(name, value)| (name.to_owned(), value));
        fixed.chain(seen.iter().map(|(finess, seen)| (format!("{SEEN}-{finess}"), seen.to_string()))).collect()
    }

    /// The text that gives this form back.
    pub fn to_text(&self, with_situation: bool) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(self.pairs(with_situation)).finish()
    }

    /// Whether nothing was said yet.
    pub fn is_empty(&self) -> bool {
        // The day stands there at first; a weight alone says nothing of anyone.
        let need = NeedForm { start: String::new(), ..self.need.without_weights() };
        need == NeedForm::default()
            && self.situation.is_empty()
            && !self.social_aid
            && self.chosen.is_empty()
            && self.notes.is_empty()
            && self.general_note.is_empty()
    }

    /// The note of a service.
    pub fn note(&self, finess: Finess) -> &str {
        self.notes.iter().find(|(own, _)| *own == finess).map_or("", |(_, note)| note)
    }

    /// Whether anything was said of what the person lives on: without it no aid is computed, whatever the GIR.
    pub fn tells_means(&self) -> bool {
        let own = &self.situation;
        [&own.resources, &own.plan, &own.pch].iter().any(|field| !field.is_empty())
    }

    /// The need and the rules of its aids, or every field that is wrong.
    pub fn parse(
        &self,
        t: Words,
        territory: &Territory,
        parameters: &Parameters,
        today: Date,
    ) -> Result<(Need, Option<AidRules>), Vec<FieldError>> {
        let mut errors = Vec::new();
        let need = self.need.parse(t, territory, today).map_err(|wrong| errors.extend(wrong)).ok();
        let situation = self.tells_means().then(|| self.situation.parse(t)).transpose();
        let situation = situation.map_err(|wrong| errors.extend(wrong)).ok().flatten();
        let Some(need) = need.filter(|_| errors.is_empty()) else { return Err(errors) };
        let start = need.terms().start;
        let rules = situation.map(|own| AidRules::on(parameters, start, &own)).transpose();
        rules.map(|rules| (need, rules)).map_err(|error| vec![day_error(t, START, error)])
    }

    /// The notes that are too long.
    pub fn note_errors(&self, t: Words) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let mut check = |field: String, note: &str, longest: usize| {
            let length = note.chars().count();
            if length > longest {
                errors.push(FieldError::new(field, t.fill(W::NoteLong, &[&length, &longest])));
            }
        };
        check(NOTE.to_owned(), &self.general_note, LONGEST_GENERAL_NOTE);
        self.notes.iter().for_each(|(finess, note)| check(note_field(*finess), note, LONGEST_NOTE));
        errors
    }
}

/// A mark of what prices and hours depend on: everything of a need but its weights.
pub fn need_mark(need: &Need) -> String {
    let terms = NeedTerms { weights: Weights::default(), ..need.terms().clone() };
    // A need has no part that postcard cannot write.
    let bytes = postcard::to_stdvec(&terms).unwrap_or_default();
    format!("{:08x}", Fnv::default().chain(&bytes).finish() as u32)
}

/// A text as people meant it: their line ends made one kind, and no space around.
fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{AssistForm, Kept};
    use crate::assist::seen::Seen;

    const BODY: &str = "lieu=19e&debut=2026-11-25&quand=lun-mar.2100-0700&acte=garde-de-nuit\
                        &age=65-et-plus&gir=2&ressources=1200&aide-sociale=oui&vue=une&annexe=oui&service=990000001&service=990000002\
                        &service=990000001&note-990000001=appeler%0D%0Aavant+18+h&note-990000002=&note=sortie+demain";

    #[test]
    fn the_text_of_a_form_gives_it_back() {
        let form = AssistForm::from_text(BODY);
        assert_eq!(form.chosen.len(), 2, "each service once");
        assert_eq!(form.note(form.chosen[0]), "appeler\navant 18 h");
        let mut kept = form.clone();
        kept.kept = Some(Kept {
            day: jiff::civil::date(2026, 11, 24),
            method: 1,
            need: "0123abcd".to_owned(),
            catalogue: "abc".to_owned(),
            law: "2026".to_owned(),
            seen: vec![(form.chosen[0], Seen::parse("123450.5200.ouvert").expect("what was seen"))],
        });
        for own in [form, kept] {
            assert!(AssistForm::from_text(&own.to_text(true)) == own);
        }
    }

    #[test]
    fn a_text_without_the_situation_holds_nothing_of_it() {
        let form = AssistForm::from_text(BODY);
        let text = form.to_text(false);
        for name in crate::aids::form::NAMES {
            assert!(!text.contains(&format!("{name}=")), "{name}");
        }
        assert!(!text.contains("1200"));
        assert!(AssistForm::from_text(&text).need == form.need);
    }

    #[test]
    fn a_form_in_which_nothing_was_said_is_empty() {
        assert!(AssistForm::from_text("").is_empty());
        assert!(AssistForm::from_text("vue=une&debut=2026-11-24&poids-prix=4").is_empty());
        assert!(AssistForm::from_text("age=65-et-plus&gir=inconnu&foyer=seul&handicap=non&pour-1=aide").is_empty());
        assert!(!AssistForm::from_text("lieu=19e").is_empty());
        assert!(!AssistForm::from_text("gir=2").is_empty());
        assert!(!AssistForm::from_text("note=x").is_empty());
    }
}
