//! What is said at `/accompagner`, as one text: the need, the situation, the services chosen and the notes, and how the list
//! is looked at. It is the
//! body of a POST without JavaScript; in the browser it travels in the fragment of a link and waits in the work list,
//! there without the situation.

use domain::aids::AidRules;
use domain::need::{NeedTerms, Weights};
use domain::ranking::selection::{Filter, Sort};
use domain::readers::dates;
use domain::time::calendar::parse_date;
use domain::time::hours::{self, parse_time};
use domain::values::closed_list::{ClosedList, Set};
use domain::values::fingerprint::Fnv;
use domain::{Finess, Need, Parameters, Territory};
use jiff::civil::Date;

use super::seen::Seen;
use crate::aids::form::{SituationForm, day_error};
use crate::compare::list_form::{FILTER, ListForm, SORT, View, WITH_FULL};
use crate::error::FieldError;
use crate::need::form::{CHOSEN, NeedForm, START, USUAL_WEEK};
use crate::need::help::{ACT, HELP, Help};
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
/// Hour at which the person leaves hospital.
pub const LEAVING: &str = "sortie-heure";
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
#[derive(Clone, PartialEq, Eq)]
pub struct AssistForm {
    pub need: NeedForm,
    /// Which services are listed, and in which order.
    pub view: View,
    pub situation: SituationForm,
    /// When the person leaves hospital on the day on which help begins, as it was typed.
    pub leaving: String,
    pub social_aid: bool,
    pub one_question: bool,
    pub shares_situation: bool,
    pub has_annex: bool,
    /// Services of the sheet, each once, in the order in which they were ticked.
    pub chosen: Vec<Finess>,
    pub notes: Vec<(Finess, String)>,
    pub general_note: String,
    /// Whether a usual week was pressed: the form is filled, not sent.
    pub fills_week: bool,
    /// What was known when the text was kept, if it was.
    pub kept: Option<Kept>,
}

impl Default for AssistForm {
    fn default() -> Self {
        Self {
            need: NeedForm::default(),
            view: usual_view(),
            situation: SituationForm::default(),
            leaving: String::new(),
            social_aid: false,
            one_question: false,
            shares_situation: false,
            has_annex: false,
            chosen: Vec::new(),
            notes: Vec::new(),
            general_note: String::new(),
            fills_week: false,
            kept: None,
        }
    }
}

/// Who can begin soonest first, without who is known to take nobody.
fn usual_view() -> View {
    View { sort: Sort::Start, filters: Set::EMPTY.with(Filter::NotFull), with_full: false }
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
        let ListForm { need, view, chosen } = ListForm::from_query(text);
        let mut form = Self { need, chosen, situation: SituationForm::from_body(text), ..Self::default() };
        let mut kept = KeptParts::default();
        for (name, value) in form_urlencoded::parse(text.as_bytes()) {
            match name.as_ref() {
                SORT | FILTER | WITH_FULL => form.view = view,
                LEAVING => form.leaving = value.trim().to_owned(),
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
        add(LEAVING, &self.leaving);
        add(SOCIAL_AID, tick(self.social_aid));
        add(VIEW, if self.one_question { ONE_QUESTION } else { "" });
        add(SHARED_SITUATION, tick(self.shares_situation));
        add(ANNEX, tick(self.has_annex));
        pairs.extend(self.view_pairs());
        pairs.extend(self.choice(|_| true));
        pairs.extend(self.remembered());
        pairs
    }

    /// Names and values of the order and the filters, the order among them, unless all are the usual ones.
    pub fn view_pairs(&self) -> Vec<(String, String)> {
        if self.view == usual_view() { Vec::new() } else { self.every_view_pair() }
    }

    /// The same where something else may be asked for beside them, which would hide that they are the usual ones.
    pub fn every_view_pair(&self) -> Vec<(String, String)> {
        let form = ListForm { view: self.view, ..ListForm::default() };
        let rest = form.view_pairs().into_iter().filter(|(name, _)| name != SORT);
        [(SORT.to_owned(), self.view.sort.code().to_owned())].into_iter().chain(rest).collect()
    }

    /// What the questions do not ask, for a form that only carries it: of the services chosen, some.
    pub fn carried(&self, services: impl Fn(Finess) -> bool) -> Vec<(String, String)> {
        let mut pairs = self.choice(services);
        if self.shares_situation {
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

    /// What the controls of the interview hold: names and values of those that are not empty, without the visits.
    pub fn controls(&self) -> Vec<(String, String)> {
        let need = NeedForm {
            slots: Vec::new(),
            wished: Vec::new(),
            hospital: false,
            page: String::new(),
            ..self.need.clone()
        };
        let mut pairs = need.pairs();
        let mut add = |name: &str, value: &str| {
            if !value.is_empty() {
                pairs.push((name.to_owned(), value.to_owned()));
            }
        };
        self.need.wished.iter().for_each(|act| add(ACT, act));
        add(HELP, if self.need.hospital { Help::Hospital.code() } else { "" });
        self.situation.pairs().into_iter().for_each(|(name, value)| add(name, value));
        add(LEAVING, &self.leaving);
        add(SOCIAL_AID, if self.social_aid { "oui" } else { "" });
        add(VIEW, if self.one_question { ONE_QUESTION } else { "" });
        pairs
    }

    /// Takes over what the interview asks from a form that was read from its controls. The rest stays.
    pub fn take_answers(&mut self, asked: Self) {
        let Self { need, situation, leaving, social_aid, one_question, .. } = asked;
        let changed = need.without_weights() != self.need.without_weights();
        let page = if changed { String::new() } else { std::mem::take(&mut self.need.page) };
        self.need = NeedForm { page, ..need };
        (self.situation, self.leaving) = (situation, leaving);
        (self.social_aid, self.one_question) = (social_aid, one_question);
    }

    /// The form after a button that switches a filter, or that unticks every service.
    #[must_use]
    pub fn after_switch(mut self, body: &str, today: Date) -> Self {
        let start = dates::read(&self.need.start).unwrap_or(today);
        let list = ListForm { view: self.view, chosen: self.chosen, ..ListForm::default() };
        let list = list.after_switch(body, start, today);
        (self.view, self.chosen) = (list.view, list.chosen);
        self
    }

    /// Minutes from midnight to leaving hospital; none where it was not said.
    pub fn leaves_at(&self) -> Option<u16> {
        parse_time(&self.leaving).ok().map(|minute| minute % hours::DAY)
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
            && self.leaving.is_empty()
            && self.chosen.is_empty()
            && self.notes.is_empty()
            && self.general_note.is_empty()
    }

    /// The note of a service.
    pub fn note(&self, finess: Finess) -> &str {
        self.notes.iter().find(|(of, _)| *of == finess).map_or("", |(_, note)| note)
    }

    /// Whether anything was said of what the person lives on: without it no aid is computed, whatever the GIR.
    pub fn tells_means(&self) -> bool {
        let SituationForm { resources, plan, pch, .. } = &self.situation;
        [resources, plan, pch].iter().any(|field| !field.is_empty())
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
        if !self.leaving.is_empty() && self.leaves_at().is_none() {
            errors.push(FieldError::new(LEAVING, t.say(W::LeavingWrong)));
        }
        let situation = self.tells_means().then(|| self.situation.parse(t)).transpose();
        let situation = situation.map_err(|wrong| errors.extend(wrong)).ok().flatten();
        let Some(need) = need.filter(|_| errors.is_empty()) else { return Err(errors) };
        let start = need.terms().start;
        let rules = situation.map(|situation| AidRules::on(parameters, start, &situation)).transpose();
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
    use domain::ranking::selection::{Filter, Sort};

    use super::{AssistForm, Kept};
    use crate::assist::seen::Seen;

    const BODY: &str = "lieu=19e&debut=2026-11-25&quand=lun-mar.2100-0700&acte=garde-de-nuit&tri=prix&filtre=horaires\
                        &sortie-heure=14%3A00\
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
    fn a_list_begins_with_who_can_start_and_without_who_takes_nobody_until_another_is_asked_for() {
        let usual = AssistForm::from_text("lieu=19e");
        assert_eq!((usual.view.sort, usual.view.filters.contains(Filter::NotFull)), (Sort::Start, true));
        assert!(!usual.to_text(true).contains("tri="));
        for text in ["lieu=19e&tri=criteres", "lieu=19e&tri=debut&complets=oui", "lieu=19e&tri=prix&filtre=horaires"] {
            let form = AssistForm::from_text(text);
            assert!(form.view != usual.view && AssistForm::from_text(&form.to_text(true)).view == form.view, "{text}");
        }
        let day = jiff::civil::date(2026, 11, 24);
        let off = usual.after_switch("bascule=non-complets", day);
        assert!(off.view.with_full && AssistForm::from_text(&off.to_text(true)).view == off.view);
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
