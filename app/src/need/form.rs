//! The need as strings: the contents of a query string or a form, before they are checked. Parsing reports wrong fields.

use std::num::IntErrorKind;

use domain::need::{ByCriterion, Criterion, MOST_VISITS, MOST_WEEKLY_TIMES, NeedTerms, Visit, Weights};
use domain::provider::acts::{ActSet, HourKind};
use domain::provider::territory::WrittenPlace;
use domain::readers::dates;
use domain::time::calendar::iso_date;
use domain::values::closed_list::{ClosedList, Set};
use domain::{Act, Mode, Need, NeedError, Public, Territory, Zone};
use jiff::civil::Date;

use super::help::{ACT, HELP, Help};
use super::week::{Cell, SlotError, meet, slots_of_cells};
pub use super::week::{NO_WEEK, SlotForm, USUAL_WEEK, UsualWeek, weekday_code};
use crate::error::FieldError;
use crate::query;
use crate::text::{NeedWords as W, Words};

/// Id of the form that holds the need; the sliders belong to it too.
pub const NEED_FORM: &str = "besoin";
/// Most rows of visits that a query may hold.
pub const MOST_SLOTS: usize = MOST_WEEKLY_TIMES;
/// Entries shown on one page of results.
pub const PAGE_SIZE: usize = 20;

/// The values of all fields, as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NeedForm {
    pub zone: String,
    pub start: String,
    /// Slots that are not cells of the grid come first, in the order of the rows on the page.
    pub slots: Vec<SlotForm>,
    /// Includes the acts of the ticked tiles.
    pub wished: Vec<String>,
    /// The need is for someone who comes home from hospital.
    pub hospital: bool,
    pub required: Vec<String>,
    pub modes: Vec<String>,
    pub habilitation: String,
    pub publics: Vec<String>,
    /// A language that someone should speak: shown for each service, but it neither excludes nor ranks.
    pub language: String,
    pub weights: ByCriterion<String>,
    pub page: String,
    /// There was a row of visits beyond the last one that the form allows.
    pub too_many_slots: bool,
}

/// Name of the boxes that choose a service, and id of the form that they belong to.
pub const CHOSEN: &str = "service";
pub const CHOICE_FORM: &str = "ensemble";

/// Id of the field of the start date.
pub const START: &str = "debut";
/// Name of the choice between "as soon as possible" and a day.
pub const START_CHOICE: &str = "depart";
pub const SOONEST: &str = "tot";
/// Id of the field of the place.
pub const PLACE: &str = "lieu";
/// Name of the tiles of the map; a text in the field takes precedence over them.
pub const ZONE: &str = "zone";
/// Name of the cells of the week, and of the choice of the kind for cells that have none.
pub const CELL: &str = "case";
pub const CELL_KIND: &str = "pour";
/// Name of a slot in a short address.
pub const SLOT: &str = "quand";
/// Longest name of a language, in characters.
const LONGEST_LANGUAGE: usize = 40;

/// Name of the field of a weight.
pub fn weight_field(criterion: Criterion) -> String {
    format!("poids-{}", criterion.code())
}

/// The weight nearest to a number, which may be too long for its type; none where it is no number.
fn nearest_weight(typed: &str) -> Option<u8> {
    match typed.parse::<u8>() {
        Ok(number) => Some(number.min(Weights::HIGHEST)),
        Err(error) if *error.kind() == IntErrorKind::PosOverflow => Some(Weights::HIGHEST),
        Err(_) => typed.starts_with('-').then_some(0),
    }
}

impl NeedForm {
    /// Reads a query string, in its short form or as a form without a script sends it. Unknown names are ignored (the
    /// parameters of a campaign are no mistake); empty values count as absent.
    pub fn from_query(query: &str) -> Self {
        let mut form = Self::default();
        let mut rows = vec![SlotForm::default(); MOST_SLOTS];
        let mut short = Vec::new();
        let (mut cells, mut kind) = (Vec::new(), HourKind::Care);
        let (mut usual, mut empties, mut zone, mut soonest) = (None, false, String::new(), false);
        for (name, value) in query::pairs(query) {
            let value = value.trim().to_owned();
            if value.is_empty() {
                continue;
            }
            match name.as_ref() {
                PLACE => form.zone = value,
                ZONE => zone = value,
                START_CHOICE => soonest = value == SOONEST,
                // A date field accepts only a full date, and shows nothing for anything else.
                START => form.start = dates::read(&value).map_or(value, iso_date),
                HELP => form.add_help(value),
                ACT => form.add_act(value),
                "indispensable" => form.required.push(value),
                "mode" => form.modes.push(value),
                "habilitation" => form.habilitation = value,
                "public" => form.publics.push(value),
                "langue" => form.language = value,
                "page" => form.page = value,
                SLOT => short.push(SlotForm::from_compact(&value)),
                CELL => cells.push(value),
                CELL_KIND => kind = HourKind::from_code(&value).unwrap_or(kind),
                USUAL_WEEK => {
                    empties = value == NO_WEEK;
                    usual = UsualWeek::from_code(&value);
                }
                name => {
                    if let Some(criterion) = Criterion::ALL.iter().find(|criterion| weight_field(**criterion) == name) {
                        form.weights[*criterion] = value;
                    } else {
                        form.too_many_slots |= !read_row(&mut rows, name, value);
                    }
                }
            }
        }
        if form.zone.is_empty() {
            form.zone = zone;
        }
        if soonest {
            form.start = String::new();
        }
        if form.hospital && form.wished.is_empty() {
            Help::Hospital.acts().iter().for_each(|act| form.add_act(act.code().to_owned()));
        }
        let exact = short.into_iter().chain(rows.into_iter().filter(|slot| !slot.is_empty())).collect();
        form.slots = match usual {
            Some(week) => week.slots(),
            None if empties => Vec::new(),
            None => with_cells(exact, cells.iter().filter_map(|cell| Cell::read(cell, kind))),
        };
        form.too_many_slots |= form.rows().count() > MOST_SLOTS;
        form
    }

    fn add_act(&mut self, act: String) {
        if !self.wished.contains(&act) {
            self.wished.push(act);
        }
    }

    fn add_help(&mut self, code: String) {
        match Help::from_code(&code) {
            Some(Help::Hospital) => self.hospital = true,
            Some(help) => help.acts().iter().for_each(|act| self.add_act(act.code().to_owned())),
            // Kept as it is: parsing reports it as wrong.
            None => self.add_act(code),
        }
    }

    /// The wished acts, without wrong codes.
    pub fn acts(&self) -> ActSet {
        codes(&self.wished, &mut |_| {})
    }

    /// The tiles that are ticked.
    pub fn tiles(&self) -> Vec<Help> {
        let acts = self.acts();
        let all = |help: &Help| help.acts().iter().all(|act| acts.contains(*act));
        let hospital = self.hospital.then_some(Help::Hospital);
        Help::groups().filter(all).chain(hospital).collect()
    }

    /// The slots that match cells of the grid, as cells.
    pub fn cells(&self) -> Vec<Cell> {
        self.slots.iter().filter_map(SlotForm::cells).flatten().collect()
    }

    /// The other slots, in the order of the rows of the page.
    pub fn rows(&self) -> impl Iterator<Item = &SlotForm> {
        self.slots.iter().filter(|slot| slot.cells().is_none())
    }

    /// The query string from which this form can be read again.
    pub fn to_query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in self.pairs() {
            query.append_pair(&name, &value);
        }
        query.finish()
    }

    /// Names and values, for a query string or hidden fields; empty values and defaults are omitted.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        let mut add = |name: &str, value: &str| {
            if !value.is_empty() {
                pairs.push((name.to_owned(), value.to_owned()));
            }
        };
        add(PLACE, &self.zone);
        add(START, &self.start);
        let (short, wrong): (Vec<_>, Vec<_>) = self.slots.iter().partition(|slot| slot.compact().is_some());
        short.iter().filter_map(|slot| slot.compact()).for_each(|slot| add(SLOT, &slot));
        // Slots that are wrong are written as they were typed.
        for (at, slot) in wrong.into_iter().enumerate() {
            let number = at + 1;
            slot.days.iter().for_each(|day| add(&format!("jour-{number}"), day));
            add(&format!("de-{number}"), &slot.from);
            add(&format!("a-{number}"), &slot.to);
            add(&format!("pour-{number}"), &slot.kind);
        }
        let mut acts: Vec<&str> = self.wished.iter().map(String::as_str).collect();
        let usual_of_hospital = self.acts() == Help::Hospital.acts().iter().copied().collect();
        for help in self.tiles().into_iter().filter(|help| help.field().0 == HELP) {
            add(HELP, help.code());
            if help != Help::Hospital || usual_of_hospital {
                acts.retain(|act| help.acts().iter().all(|held| held.code() != *act));
            }
        }
        acts.iter().for_each(|act| add(ACT, act));
        self.required.iter().for_each(|act| add("indispensable", act));
        let every_mode = codes::<Mode>(&self.modes, &mut |_| {}) == Set::all();
        self.modes.iter().filter(|_| !every_mode).for_each(|mode| add("mode", mode));
        add("habilitation", &self.habilitation);
        self.publics.iter().for_each(|public| add("public", public));
        add("langue", &self.language);
        for (criterion, weight) in &self.weights {
            let usual = *weight == Weights::default().of(criterion).to_string();
            add(&weight_field(criterion), if usual { "" } else { weight });
        }
        add("page", if self.page == "1" { "" } else { &self.page });
        pairs
    }

    /// Names and values of the weights that are given.
    pub fn weight_pairs(&self) -> Vec<(String, String)> {
        let weights = Self { weights: self.weights.clone(), ..Self::default() };
        weights.pairs()
    }

    /// The same form without the weights, and on the first page.
    #[must_use]
    pub fn without_weights(&self) -> Self {
        Self { weights: ByCriterion::default(), page: String::new(), ..self.clone() }
    }

    #[must_use]
    pub fn on_page(&self, page: usize) -> Self {
        Self { page: if page > 1 { page.to_string() } else { String::new() }, ..self.clone() }
    }

    #[must_use]
    pub fn with_weights(&self, weights: &Weights) -> Self {
        let default = Weights::default();
        let text = |criterion: Criterion| {
            let weight = weights.of(criterion);
            if weight == default.of(criterion) { String::new() } else { weight.to_string() }
        };
        Self { weights: ByCriterion::from_fn(text), page: String::new(), ..self.clone() }
    }

    /// The weights that are given, a number beyond a limit as that limit; the default where it is no number.
    pub fn given_weights(&self) -> Weights {
        self.weights.iter().fold(Weights::default(), |weights, (criterion, typed)| match nearest_weight(typed) {
            Some(weight) => weights.with(criterion, weight),
            None => weights,
        })
    }

    /// The need, or every field that is wrong. Without a start date it starts today.
    pub fn parse(&self, t: Words, territory: &Territory, today: Date) -> Result<Need, Vec<FieldError>> {
        let mut errors = Vec::new();
        let zone = self.place(t, territory).map_err(|error| errors.push(error)).ok();
        let start = match self.start.as_str() {
            "" => today,
            text => dates::read(text).unwrap_or_else(|| {
                errors.push(FieldError::new(START, t.fill(W::DateWrong, &[&text, &iso_date(today)])));
                today
            }),
        };
        let visits = self.visits(t, &mut errors);
        let mut unknown = |field: &str, sentence: W, text: &str| {
            errors.push(FieldError::new(field, t.fill(sentence, &[&text])));
        };
        let wished = codes::<Act>(&self.wished, &mut |text| unknown("acte", W::TaskWrong, text));
        let required = codes::<Act>(&self.required, &mut |text| unknown("indispensable", W::TaskWrong, text));
        let modes = codes::<Mode>(&self.modes, &mut |text| unknown("mode", W::ModeWrong, text));
        let publics = codes::<Public>(&self.publics, &mut |text| unknown("public", W::PublicWrong, text));
        if !matches!(self.habilitation.as_str(), "" | "oui") {
            errors.push(FieldError::new("habilitation", t.say(W::YesOnly)));
        }
        if self.language.chars().count() > LONGEST_LANGUAGE {
            errors.push(FieldError::new("langue", t.say(W::LanguageLong)));
        }
        let mut weights = Weights::default();
        for (criterion, text) in &self.weights {
            match text.parse::<u8>() {
                _ if text.is_empty() => {}
                Ok(weight) if weight <= Weights::HIGHEST => weights = weights.with(criterion, weight),
                Ok(_) | Err(_) => {
                    let set_to = self.given_weights().of(criterion);
                    let message = t.fill(W::WeightWrong, &[text, &set_to]);
                    errors.push(FieldError::new(weight_field(criterion), message));
                }
            }
        }
        let terms = zone.map(|zone| NeedTerms {
            zone,
            start,
            visits,
            wished,
            required,
            modes: if modes.is_empty() { Set::all() } else { modes },
            habilitation_required: self.habilitation == "oui",
            publics,
            weights,
        });
        match terms.map(Need::try_from) {
            Some(Ok(need)) if errors.is_empty() => Ok(need),
            Some(Err(error)) => {
                errors.push(need_error(t, error));
                Err(errors)
            }
            Some(Ok(_)) | None => Err(errors),
        }
    }

    /// The zone of the place, or why it cannot be found.
    fn place(&self, t: Words, territory: &Territory) -> Result<Zone, FieldError> {
        let place = &self.zone;
        let message = match territory.read_place(place) {
            WrittenPlace::Zone(zone) => return Ok(zone.code),
            WrittenPlace::Several(zones) => {
                let names: Vec<&str> = zones.iter().map(|zone| zone.short.as_str()).collect();
                t.fill(W::PlacesTwo, &[place, &names.join(", ")])
            }
            WrittenPlace::Elsewhere => t.fill(W::PlaceElsewhere, &[place]),
            WrittenPlace::Other if !place.is_empty() => t.fill(W::PlaceUnknown, &[place]),
            WrittenPlace::Whole | WrittenPlace::Other => t.say(W::PlaceMissing).to_owned(),
        };
        Err(FieldError::new(PLACE, message))
    }

    /// The page number of the results, from 1; `None` if it is not a valid number.
    pub fn page_number(&self) -> Option<usize> {
        match self.page.as_str() {
            "" => Some(1),
            text => text.parse().ok().filter(|page| (1..=100_000).contains(page)),
        }
    }

    /// The rows that are not complete: the time or the days are missing, or wrong.
    pub fn unfinished(&self) -> Vec<SlotForm> {
        self.slots.iter().filter(|slot| slot.visits().is_err()).cloned().collect()
    }

    /// The visits of the slots; wrong slots are reported by their row, and omitted.
    pub fn visits(&self, t: Words, errors: &mut Vec<FieldError>) -> Vec<Visit> {
        let mut visits = Vec::new();
        if self.too_many_slots {
            errors.push(FieldError::new("jour-1", t.fill(W::SlotsTooMany, &[&MOST_SLOTS])));
        }
        for (at, slot) in self.slots.iter().enumerate() {
            let number = at + 1;
            match slot.visits() {
                Ok(more) => visits.extend(more),
                Err(SlotError { part, sentence, text }) => {
                    errors.push(FieldError::new(format!("{part}-{number}"), t.fill(sentence, &[&number, &text])));
                }
            }
        }
        visits
    }

    /// A warning for a valid start that is probably a mistake: a day that has passed, or one that is years away.
    pub fn start_notice(&self, t: Words, today: Date) -> Option<String> {
        let start = dates::read(&self.start)?;
        if start < today {
            return Some(t.fill(W::StartPast, &[&t.date(start), &t.date(today)]));
        }
        (start.year() > today.year() + 1).then(|| t.fill(W::StartFar, &[&t.date(start)]))
    }
}

/// Writes a value of a row of visits. False if the row is beyond the last one that the form allows.
fn read_row(rows: &mut [SlotForm], name: &str, value: String) -> bool {
    let Some((part, number)) = name.split_once('-') else { return true };
    let (true, Ok(number)) = (matches!(part, "jour" | "de" | "a" | "pour"), number.parse::<usize>()) else {
        return true;
    };
    let Some(row) = rows.get_mut(number.wrapping_sub(1)) else { return false };
    match part {
        "jour" => row.days.push(value),
        "de" => row.from = value,
        "a" => row.to = value,
        _ => row.kind = value,
    }
    true
}

/// The slots together with the ticked cells. A cell is dropped if it overlaps a slot of exact times, because the exact
/// times were typed to replace it. Slots that are not cells come first.
fn with_cells(exact: Vec<SlotForm>, cells: impl Iterator<Item = Cell>) -> Vec<SlotForm> {
    let taken: Vec<Visit> = exact.iter().filter_map(|slot| slot.visits().ok()).flatten().collect();
    let free = |cell: &Cell| {
        let visits = slots_of_cells([*cell]).first().and_then(|slot| slot.visits().ok());
        visits.is_some_and(|visits| !meet(&visits, &taken))
    };
    let ticked = slots_of_cells(cells.filter(free));
    let (usual, rows): (Vec<_>, Vec<_>) = exact.into_iter().chain(ticked).partition(|slot| slot.cells().is_some());
    rows.into_iter().chain(usual).collect()
}

/// The values of these codes; `unknown` is called with each wrong code.
fn codes<T: ClosedList>(texts: &[String], unknown: &mut dyn FnMut(&str)) -> Set<T> {
    let mut set = Set::EMPTY;
    for text in texts {
        match T::from_code(text) {
            Some(value) => set = set.with(value),
            None => unknown(text),
        }
    }
    set
}

fn need_error(t: Words, error: NeedError) -> FieldError {
    match error {
        NeedError::Start => FieldError::new(START, t.say(W::StartOutside)),
        NeedError::TooManyVisits => FieldError::new("jour-1", t.fill(W::VisitsTooMany, &[&MOST_VISITS])),
        NeedError::VisitsOverlap => FieldError::new("jour-1", t.say(W::VisitsOverlap)),
        NeedError::NoMode => FieldError::new("mode", t.say(W::ModeNone)),
        NeedError::Weight => FieldError::new("poids-prix", t.say(W::WeightWrong)),
        NeedError::NoWeight => FieldError::new("poids-prix", t.say(W::WeightNone)),
    }
}

#[cfg(test)]
mod tests;
