//! The need as strings: what a query string or a form holds, before it is certain. Parsing names the wrong field.

use domain::need::{ByCriterion, Criterion, MOST_VISITS, NeedTerms, Visit, Weights};
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

/// Id of the form that holds the need; the sliders belong to it.
pub const NEED_FORM: &str = "besoin";
/// Rows of visits that a query may hold.
pub const MOST_SLOTS: usize = 12;
/// Entries shown on one page of results.
pub const PAGE_SIZE: usize = 20;

/// Everything the form holds, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NeedForm {
    pub zone: String,
    pub start: String,
    /// Those that are no cells of the grid first, as the rows of the page are numbered.
    pub slots: Vec<SlotForm>,
    /// Those of the tiles among them.
    pub wished: Vec<String>,
    /// Someone comes home from hospital.
    pub hospital: bool,
    pub required: Vec<String>,
    pub modes: Vec<String>,
    pub habilitation: String,
    pub publics: Vec<String>,
    /// A language that someone should speak: shown at each service, it neither excludes nor ranks.
    pub language: String,
    pub weights: ByCriterion<String>,
    pub page: String,
    /// A row of visits beyond the last one that the form has.
    pub too_many_slots: bool,
}

/// Name of the boxes that choose a service, and id of the form they belong to.
pub const CHOSEN: &str = "service";
pub const CHOICE_FORM: &str = "ensemble";

/// Id of the field of the start date.
pub const START: &str = "debut";
/// Name of the choice between "as soon as possible" and a day.
pub const START_CHOICE: &str = "depart";
pub const SOONEST: &str = "tot";
/// Id of the field of the place.
pub const PLACE: &str = "lieu";
/// Name of the tiles of the map: what is written in the field goes before them.
pub const ZONE: &str = "zone";
/// Name of the cells of the week, and of the kind of those that say none.
pub const CELL: &str = "case";
pub const CELL_KIND: &str = "pour";
/// Name of a slot in a short address.
pub const SLOT: &str = "quand";
/// Characters of a language's name.
const LONGEST_LANGUAGE: usize = 40;

/// Name of a weight's field.
pub fn weight_field(criterion: Criterion) -> String {
    format!("poids-{}", criterion.code())
}

impl NeedForm {
    /// Reads a query string, short or as a form without a script sends it. Unknown names are ignored (a campaign tag is no
    /// mistake); empty values count as absent.
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
                // A field of dates shows no other form, and would be empty.
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
            // Named as what it is not when the form is parsed.
            None => self.add_act(code),
        }
    }

    /// The acts that are wished, as far as they are right.
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

    /// The slots that are cells of the grid, as cells.
    pub fn cells(&self) -> Vec<Cell> {
        self.slots.iter().filter_map(SlotForm::cells).flatten().collect()
    }

    /// The others, in the order of the rows of the page.
    pub fn rows(&self) -> impl Iterator<Item = &SlotForm> {
        self.slots.iter().filter(|slot| slot.cells().is_none())
    }

    /// The query string that gives this form back.
    pub fn to_query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in self.pairs() {
            query.append_pair(&name, &value);
        }
        query.finish()
    }

    /// Names and values, for a query string or hidden fields: what is empty or usual is left out.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        let mut add = |name: &str, value: &str| {
            if !value.is_empty() {
                pairs.push((name.to_owned(), value.to_owned()));
            }
        };
        add(PLACE, &self.zone);
        add(START, &self.start);
        let (short, typed): (Vec<_>, Vec<_>) = self.slots.iter().partition(|slot| slot.compact().is_some());
        short.iter().filter_map(|slot| slot.compact()).for_each(|slot| add(SLOT, &slot));
        // What is wrong comes back as it was typed.
        for (at, slot) in typed.into_iter().enumerate() {
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
                acts.retain(|act| help.acts().iter().all(|own| own.code() != *act));
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

    /// The same without the weights, and on the first page.
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

    /// The weights, as far as they are right.
    pub fn given_weights(&self) -> Weights {
        self.weights.iter().fold(Weights::default(), |weights, (criterion, typed)| match typed.parse() {
            Ok(weight) if weight <= Weights::HIGHEST => weights.with(criterion, weight),
            Ok(_) | Err(_) => weights,
        })
    }

    /// The need, or every field that is wrong. An absent start date is today.
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
                Ok(_) | Err(_) => errors.push(FieldError::new(weight_field(criterion), t.say(W::WeightWrong))),
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

    /// The zone of the place, or why it is none.
    fn place(&self, t: Words, territory: &Territory) -> Result<Zone, FieldError> {
        let (typed, city) = (&self.zone, &territory.name);
        let message = match territory.read_place(typed) {
            WrittenPlace::Zone(zone) => return Ok(zone.code),
            WrittenPlace::Several(zones) => {
                let names: Vec<&str> = zones.iter().map(|zone| zone.short.as_str()).collect();
                t.fill(W::PlacesTwo, &[typed, &names.join(", ")])
            }
            WrittenPlace::Elsewhere => t.fill(W::PlaceElsewhere, &[typed, city]),
            WrittenPlace::Other if !typed.is_empty() => t.fill(W::PlaceUnknown, &[typed, city]),
            WrittenPlace::Whole | WrittenPlace::Other => t.fill(W::PlaceMissing, &[city]),
        };
        Err(FieldError::new(PLACE, message))
    }

    /// Page number of the results, from 1; none if it is no number of a page.
    pub fn page_number(&self) -> Option<usize> {
        match self.page.as_str() {
            "" => Some(1),
            text => text.parse().ok().filter(|page| (1..=100_000).contains(page)),
        }
    }

    /// The rows that say no visit yet: a time or the days are missing, or wrong.
    pub fn unfinished(&self) -> Vec<SlotForm> {
        self.slots.iter().filter(|slot| slot.visits().is_err()).cloned().collect()
    }

    /// The visits of the slots; wrong ones are named by their row, and left out.
    pub fn visits(&self, t: Words, errors: &mut Vec<FieldError>) -> Vec<Visit> {
        let mut visits = Vec::new();
        if self.too_many_slots {
            errors.push(FieldError::new("jour-1", t.fill(W::SlotsTooMany, &[&MOST_SLOTS])));
        }
        for (at, slot) in self.slots.iter().enumerate() {
            let number = at + 1;
            match slot.visits() {
                Ok(more) => visits.extend(more),
                Err(SlotError { part, sentence, typed }) => {
                    errors.push(FieldError::new(format!("{part}-{number}"), t.fill(sentence, &[&number, &typed])));
                }
            }
        }
        visits
    }

    /// What to say of a start that is possible and yet hardly meant: a day that has passed, or one that is years away.
    pub fn start_notice(&self, t: Words, today: Date) -> Option<String> {
        let start = dates::read(&self.start)?;
        if start < today {
            return Some(t.fill(W::StartPast, &[&t.date(start), &t.date(today)]));
        }
        (start.year() > today.year() + 1).then(|| t.fill(W::StartFar, &[&t.date(start)]))
    }
}

/// Writes a value of a row of visits. False if its row is beyond the last one that the form has.
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

/// The slots with the cells that are ticked. A cell gives way to a slot of exact times that it meets: whoever types the
/// minutes of a cell says that cell more exactly. Slots that are no cells stand first.
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

/// The values of some codes; each that is none is handed to `unknown`.
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
mod tests {
    use domain::need::Criterion;
    use domain::{Need, Territory};
    use jiff::civil::{Date, date};

    use super::NeedForm;
    use crate::text::{Lang, Words};

    const TODAY: Date = date(2026, 11, 23);

    fn french() -> Words {
        Words::of(Lang::French)
    }

    fn errors(query: &str) -> Vec<String> {
        let paris = Territory::paris().expect("the embedded territory is valid");
        let parsed = NeedForm::from_query(query).parse(french(), &paris, TODAY);
        parsed.err().into_iter().flatten().map(|error| error.field).collect()
    }

    fn parsed(query: &str) -> Option<Need> {
        let paris = Territory::paris().expect("the embedded territory is valid");
        NeedForm::from_query(query).parse(french(), &paris, TODAY).ok()
    }

    #[test]
    fn a_query_comes_back_as_it_was() {
        let query = "lieu=14e&debut=2026-12-01&quand=lun_dim.0800-0930&quand=lun-ven.1200-1300.menage&aide=compagnie\
                     &acte=toilette&indispensable=toilette&mode=prestataire&habilitation=oui&public=fin-de-vie&langue=arabe\
                     &poids-prix=7&page=2";
        assert_eq!(NeedForm::from_query(query).to_query(), query);
    }

    #[test]
    fn an_address_of_before_is_the_same_need_and_a_shorter_address() {
        for (before, now) in [
            (
                "lieu=14e&debut=2026-12-01&jour-1=lun&jour-1=dim&de-1=08%3A00&a-1=09%3A30&pour-1=aide&acte=toilette",
                "lieu=14e&debut=2026-12-01&quand=lun_dim.0800-0930&acte=toilette",
            ),
            (
                "lieu=14e&debut=&jour-1=mar&de-1=14:00&a-1=16:00&pour-1=menage&de-2=&a-2=&pour-2=aide&acte=menage&acte=courses",
                "lieu=14e&quand=mar.1400-1600.menage&aide=menage",
            ),
            (
                "lieu=19e&acte=garde-de-nuit&jour-3=ven&de-3=21:00&a-3=07:00&poids-prix=4&poids-horaires=3&page=1&mode=prestataire\
              &mode=mandataire&mode=mise-a-disposition",
                "lieu=19e&quand=ven.2100-0700&acte=garde-de-nuit",
            ),
            ("lieu=75014&semaine=menage&langue=", "lieu=75014&quand=mar_ven.1400-1600.menage"),
            (
                "lieu=14e&jour-1=lun&de-1=8h&a-1=09:00&pour-1=aide",
                "lieu=14e&jour-1=lun&de-1=8h&a-1=09%3A00&pour-1=aide",
            ),
        ] {
            assert_eq!(NeedForm::from_query(before).to_query(), now);
            assert_eq!(parsed(now), parsed(before), "{before}");
        }
    }

    #[test]
    fn what_a_form_without_a_script_sends_is_the_same_need() {
        for (sent, now) in [
            (
                "lieu=&zone=14e&depart=tot&debut=2026-12-01&pour=aide&case=lun-matin&case=mar-matin&jour-1=&de-1=&a-1=",
                "lieu=14e&quand=lun_mar.0800-0900",
            ),
            ("lieu=75014&zone=15e&depart=date&debut=2026-12-01", "lieu=75014&debut=2026-12-01"),
            (
                "lieu=14e&pour=menage&case=lun-soir&case=mar-soir.aide",
                "lieu=14e&quand=lun.1900-2000.menage&quand=mar.1900-2000",
            ),
            ("lieu=14e&case=ven-nuit&case=sam-nuit", "lieu=14e&quand=ven_sam.2100-0700"),
            (
                "lieu=14e&case=lun-matin&case=mar-matin&jour-1=lun&de-1=07:30&a-1=08:15",
                "lieu=14e&quand=lun.0730-0815&quand=mar.0800-0900",
            ),
            ("lieu=14e&case=ven-nuit&jour-1=sam&de-1=06:00&a-1=08:00", "lieu=14e&quand=sam.0600-0800"),
            ("lieu=14e&case=lun-minuit&semaine=aucune", "lieu=14e"),
            ("lieu=14e&case=lun-matin&semaine=aucune", "lieu=14e"),
        ] {
            assert_eq!(NeedForm::from_query(sent).to_query(), now, "{sent}");
        }
    }

    #[test]
    fn a_tile_is_its_acts_and_hospital_is_what_is_usual_then() {
        let codes = |query: &str| NeedForm::from_query(query).wished.join(" ");
        assert_eq!(codes("aide=menage&acte=toilette"), "menage courses toilette");
        assert_eq!(codes("aide=hopital"), "toilette repas transferts");
        assert_eq!(codes("aide=hopital&acte=toilette"), "toilette", "what is ticked beside it is what is meant");
        assert_eq!(codes("acte=menage&aide=menage"), "menage courses");
        for query in [
            "aide=hopital",
            "aide=hopital&acte=toilette",
            "aide=menage&aide=hopital",
            "aide=menage&aide=compagnie&acte=repas",
        ] {
            let form = NeedForm::from_query(&format!("lieu=14e&{query}"));
            assert_eq!(form.to_query(), format!("lieu=14e&{query}"));
            assert_eq!(NeedForm::from_query(&form.to_query()), form);
        }
        assert_eq!(errors("lieu=14e&aide=danse"), ["acte"]);
    }

    #[test]
    fn a_start_that_is_hardly_meant_gets_a_word_and_still_opens() {
        let notice = |start: &str| {
            let form = NeedForm::from_query(&format!("lieu=14e&debut={start}"));
            assert!(form.parse(french(), &Territory::paris().expect("the embedded territory is valid"), TODAY).is_ok());
            form.start_notice(french(), TODAY)
        };
        assert!(notice("2022-01-01").is_some_and(|words| words.contains("déjà passé")));
        assert!(notice("2026-11-22").is_some_and(|words| words.contains("23 novembre 2026")));
        assert!(notice("2099-12-31").is_some_and(|words| words.contains("est loin")));
        for usual in ["", "2026-11-23", "2027-12-31"] {
            assert_eq!(notice(usual), None, "{usual}");
        }
    }

    #[test]
    fn rows_are_numbered_as_the_page_writes_them() {
        assert_eq!(errors("lieu=14e&case=lun-matin&jour-2=mar&de-2=8h&a-2=09:00"), ["de-1"]);
        assert_eq!(errors("lieu=14e&quand=lun.0800-0900&quand=mar.8h-9h"), ["de-1"]);
        let many: String = (10..24).map(|hour| format!("&quand=lun.{hour}00-{hour}30")).collect();
        assert_eq!(errors(&format!("lieu=14e{many}")), ["jour-1"]);
    }

    #[test]
    fn a_day_written_as_the_french_do_is_kept_as_a_field_of_dates_has_it() {
        assert_eq!(NeedForm::from_query("lieu=14e&debut=01/03/2027").to_query(), "lieu=14e&debut=2027-03-01");
    }

    #[test]
    fn a_usual_week_replaces_the_slots_and_keeps_the_rest() {
        let paris = Territory::paris().expect("the embedded territory is valid");
        for (week, visits) in [("matins", 7), ("midi-et-soir", 14), ("menage", 2), ("nuits", 14)] {
            let query =
                format!("lieu=14e&jour-1=lun&de-1=10%3A00&a-1=11%3A00&acte=toilette&poids-prix=7&semaine={week}");
            let form = NeedForm::from_query(&query);
            let need = form.parse(french(), &paris, TODAY).expect("a need");
            assert_eq!(need.terms().visits.len(), visits, "{week}");
            assert_eq!(
                (form.zone.as_str(), form.wished.len(), form.weights[Criterion::Price].as_str()),
                ("14e", 1, "7")
            );
            assert!(!form.to_query().contains("semaine"), "the address has the slots themselves");
        }
        assert_eq!(NeedForm::from_query("lieu=14e&semaine=x").slots.len(), 0);
    }

    #[test]
    fn each_wrong_field_is_named_and_nothing_else() {
        assert!(errors("lieu=75014").is_empty());
        assert!(errors("lieu=75014&utm_source=x&debut=").is_empty());
        assert!(errors("lieu=75014&amp;debut=1er+mars+2027").is_empty());
        assert_eq!(errors("lieu=75014&amp;acte=danse"), ["acte"], "not another need");
        assert_eq!(errors("lieu=75014-75015"), ["lieu"]);
        assert_eq!(errors("lieu=75014+Lyon"), ["lieu"]);
        assert_eq!(errors("lieu=14e&debut=01/03/27"), ["debut"]);
        assert_eq!(errors(""), ["lieu"]);
        assert_eq!(errors("lieu=33000"), ["lieu"]);
        assert_eq!(errors("lieu=14&debut=demain"), ["debut"]);
        assert_eq!(errors("lieu=14&debut=1999-01-01"), ["debut"]);
        assert_eq!(errors("lieu=14&jour-1=lun&de-1=8h&a-1=09:00"), ["de-1"]);
        assert_eq!(errors("lieu=14&jour-1=lun&de-1=08:00"), ["a-1"]);
        assert_eq!(errors("lieu=14&de-2=08:00&a-2=09:00"), ["jour-1"]);
        assert_eq!(errors("lieu=14&jour-1=lun&de-1=09:00&a-1=09:00"), ["a-1"]);
        assert_eq!(errors("lieu=14&jour-1=lun&de-1=08:00&a-1=10:00&jour-2=lun&de-2=09:00&a-2=11:00"), ["jour-1"]);
        assert_eq!(errors("lieu=14&acte=danse&mode=autre&public=x"), ["acte", "mode", "public"]);
        assert_eq!(errors("lieu=14&poids-prix=11&poids-horaires=-1"), ["poids-prix", "poids-horaires"]);
        assert_eq!(errors("lieu=14&poids-prix=0&poids-horaires=0&poids-prestations=0"), ["poids-prix"]);
        assert_eq!(errors("lieu=14&poids-prix=0&acte=menage&poids-prestations=0"), ["poids-prix"]);
        assert_eq!(errors("lieu=14&jour-13=lun&de-13=08:00&a-13=09:00"), ["jour-1"]);
        assert_eq!(errors("lieu=x&acte=y&debut=z"), ["lieu", "debut", "acte"]);
    }

    #[test]
    fn a_place_that_is_not_certain_is_asked_again_and_says_why() {
        let paris = Territory::paris().expect("the embedded territory is valid");
        let said = |place: &str| {
            let form = NeedForm { zone: place.to_owned(), ..NeedForm::default() };
            form.parse(french(), &paris, TODAY).err().map(|errors| errors[0].message.clone()).unwrap_or_default()
        };
        for (place, message) in [
            ("75014-75015", "nomme plusieurs arrondissements : 14e, 15e"),
            ("75014 Lyon", "n’est pas à Paris, et ce site compare les services de Paris seulement"),
            ("92200", "n’est pas à Paris"),
            ("Neuilly", "services de Paris seulement"),
            ("Paris", "Indiquez un arrondissement de Paris"),
            ("", "Indiquez un arrondissement de Paris"),
        ] {
            let said = said(place).replace(['\u{a0}', '\u{202f}'], " ");
            assert!(said.contains(message), "{place}: {said}");
        }
        for place in ["75014", "Paris (75014)", "14 ème", "XIVe", "14°", "Paris-14e"] {
            assert_eq!(said(place), "", "{place}");
        }
    }

    #[test]
    fn a_visit_past_midnight_is_two_visits() {
        let paris = Territory::paris().expect("the embedded territory is valid");
        let form = NeedForm::from_query("lieu=14&jour-1=dim&de-1=22:00&a-1=06:00");
        let need = form.parse(french(), &paris, TODAY).expect("a need");
        let visits: Vec<_> = need
            .terms()
            .visits
            .iter()
            .map(|visit| (visit.weekday.position(), visit.time.start(), visit.time.end()))
            .collect();
        assert_eq!(visits, [(0, 0, 360), (6, 1320, 1440)]);
        let whole_day = NeedForm::from_query("lieu=14&jour-1=dim&de-1=00:00&a-1=00:00")
            .parse(french(), &paris, TODAY)
            .expect("a need");
        assert_eq!(whole_day.terms().visits[0].time.minutes(), 1440);
    }

    #[cfg(not(target_arch = "wasm32"))]
    mod round_trip {
        use proptest::prelude::*;

        use super::{NeedForm, parsed};

        /// A name and a value that a form may send, right or wrong.
        fn pair() -> impl Strategy<Value = String> {
            prop_oneof![
                "case=(lun|mar|ven|dim)-(matin|midi|soir|nuit)(\\.(aide|menage))?",
                "quand=(lun-ven|sam_dim|mer)\\.(0800-0900|2100-0700|0715-0800)(\\.menage)?",
                "jour-[123]=(lun|mar|dim|x)",
                "(de|a)-[123]=(07:30|09:00|22:00|24:00|8h)?",
                "pour(-[12])?=(aide|menage)",
                "acte=(toilette|repas|menage|courses|danse)",
                "aide=(hopital|menage|compagnie)",
                "(lieu|zone)=(14e|15e)?",
                "(depart=(tot|date)|debut=(2026-12-01|1er mars 2027)?)",
                "(mode=(prestataire|mandataire|mise-a-disposition)|poids-prix=(4|7)|page=[12]|semaine=(nuits|aucune))",
            ]
        }

        proptest! {
            #[test]
            fn an_address_made_short_is_the_same_form(pairs in proptest::collection::vec(pair(), 0..12)) {
                let sent = pairs.join("&");
                let short = NeedForm::from_query(&sent).to_query();
                prop_assert_eq!(NeedForm::from_query(&short).to_query(), short.clone(), "{}", sent);
                prop_assert_eq!(parsed(&short), parsed(&sent), "{} {}", sent, short);
                prop_assert!(!short.contains("=&") && !short.ends_with('='));
            }
        }
    }
}
