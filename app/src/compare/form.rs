//! The need as strings: what a query string or a form holds, before it is certain. Parsing names the wrong field.

use domain::closed_list;
use domain::need::{ByCriterion, Criterion, MOST_VISITS, NeedTerms, Visit, Weights};
use domain::provider::acts::HourKind;
use domain::provider::territory::WrittenPlace;
use domain::readers::dates;
use domain::time::calendar::iso_date;
use domain::time::hours::{DAY, Interval, Weekday, parse_time};
use domain::values::closed_list::{ClosedList, Set};
use domain::{Act, Mode, Need, NeedError, Public, Territory, Zone};
use jiff::civil::Date;

use crate::error::FieldError;
use crate::query;
use crate::text::{NeedWords as W, Words};

/// Id of the form that holds the need; the sliders belong to it.
pub const NEED_FORM: &str = "besoin";
/// Rows of visits that a query may hold.
pub const MOST_SLOTS: usize = 12;
/// Entries shown on one page of results.
pub const PAGE_SIZE: usize = 20;

closed_list! {
    /// Usual weeks, offered as a start: a press fills the slots, and nothing else of the form changes.
    UsualWeek {
        Mornings = "matins",
        MiddayAndEvening = "midi-et-soir",
        Cleaning = "menage",
        Nights = "nuits",
    }
}

/// Name of the buttons of the usual weeks.
pub const USUAL_WEEK: &str = "semaine";

impl UsualWeek {
    /// The slots that it fills.
    pub fn slots(self) -> Vec<SlotForm> {
        let slot = |days: &[Weekday], from: &str, to: &str, kind: HourKind| SlotForm {
            days: days.iter().map(|day| weekday_code(*day).to_owned()).collect(),
            from: from.to_owned(),
            to: to.to_owned(),
            kind: kind.code().to_owned(),
        };
        let every = &Weekday::ALL[..];
        match self {
            Self::Mornings => vec![slot(every, "08:00", "09:00", HourKind::Care)],
            Self::MiddayAndEvening => {
                vec![slot(every, "12:00", "13:00", HourKind::Care), slot(every, "19:00", "20:00", HourKind::Care)]
            }
            Self::Cleaning => {
                vec![slot(&[Weekday::Tuesday, Weekday::Friday], "14:00", "16:00", HourKind::Household)]
            }
            Self::Nights => vec![slot(every, "21:00", "07:00", HourKind::Care)],
        }
    }
}

/// Visits of one time on several weekdays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SlotForm {
    pub days: Vec<String>,
    pub from: String,
    pub to: String,
    pub kind: String,
}

impl SlotForm {
    /// Whether its times and its days are all given, right or wrong.
    #[cfg(feature = "hydrate")]
    pub fn is_told(&self) -> bool {
        !(self.days.is_empty() || self.from.is_empty() || self.to.is_empty())
    }

    fn is_empty(&self) -> bool {
        self.days.is_empty() && self.from.is_empty() && self.to.is_empty()
    }
}

/// Everything the form holds, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NeedForm {
    pub zone: String,
    pub start: String,
    pub slots: Vec<SlotForm>,
    pub wished: Vec<String>,
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
/// Id of the field of the place.
pub const PLACE: &str = "lieu";
/// Characters of a language's name.
const LONGEST_LANGUAGE: usize = 40;

/// Name of a weight's field.
pub fn weight_field(criterion: Criterion) -> String {
    format!("poids-{}", criterion.code())
}

pub fn weekday_code(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "lun",
        Weekday::Tuesday => "mar",
        Weekday::Wednesday => "mer",
        Weekday::Thursday => "jeu",
        Weekday::Friday => "ven",
        Weekday::Saturday => "sam",
        Weekday::Sunday => "dim",
    }
}

impl NeedForm {
    /// Reads a query string. Unknown names are ignored (a campaign tag is no mistake); empty values count as absent.
    pub fn from_query(query: &str) -> Self {
        let mut form = Self::default();
        let mut slots = vec![SlotForm::default(); MOST_SLOTS];
        let mut usual = None;
        for (name, value) in query::pairs(query) {
            let value = value.trim().to_owned();
            if value.is_empty() {
                continue;
            }
            match name.as_ref() {
                PLACE => form.zone = value,
                // A field of dates shows no other form, and would be empty.
                START => form.start = dates::read(&value).map_or(value, iso_date),
                "acte" => form.wished.push(value),
                "indispensable" => form.required.push(value),
                "mode" => form.modes.push(value),
                "habilitation" => form.habilitation = value,
                "public" => form.publics.push(value),
                "langue" => form.language = value,
                "page" => form.page = value,
                USUAL_WEEK => usual = UsualWeek::from_code(&value),
                name => {
                    if let Some(criterion) = Criterion::ALL.iter().find(|criterion| weight_field(**criterion) == name) {
                        form.weights[*criterion] = value;
                    } else if let Some((part, number)) = name.split_once('-')
                        && matches!(part, "jour" | "de" | "a" | "pour")
                        && let Ok(number) = number.parse::<usize>()
                    {
                        let Some(slot) = slots.get_mut(number.wrapping_sub(1)) else {
                            form.too_many_slots = true;
                            continue;
                        };
                        match part {
                            "jour" => slot.days.push(value),
                            "de" => slot.from = value,
                            "a" => slot.to = value,
                            "pour" => slot.kind = value,
                            _ => {}
                        }
                    }
                }
            }
        }
        form.slots = match usual {
            Some(week) => week.slots(),
            None => slots.into_iter().filter(|slot| !slot.is_empty()).collect(),
        };
        form
    }

    /// The query string that gives this form back.
    pub fn to_query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in self.pairs() {
            query.append_pair(&name, &value);
        }
        query.finish()
    }

    /// Names and values, for a query string or hidden fields.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        let mut add = |name: &str, value: &str| {
            if !value.is_empty() {
                pairs.push((name.to_owned(), value.to_owned()));
            }
        };
        add(PLACE, &self.zone);
        add(START, &self.start);
        for (at, slot) in self.slots.iter().enumerate() {
            let number = at + 1;
            slot.days.iter().for_each(|day| add(&format!("jour-{number}"), day));
            add(&format!("de-{number}"), &slot.from);
            add(&format!("a-{number}"), &slot.to);
            add(&format!("pour-{number}"), &slot.kind);
        }
        self.wished.iter().for_each(|act| add("acte", act));
        self.required.iter().for_each(|act| add("indispensable", act));
        self.modes.iter().for_each(|mode| add("mode", mode));
        add("habilitation", &self.habilitation);
        self.publics.iter().for_each(|public| add("public", public));
        add("langue", &self.language);
        for (criterion, weight) in &self.weights {
            add(&weight_field(criterion), weight);
        }
        add("page", &self.page);
        pairs
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
    pub fn unfinished(&self, t: Words) -> Vec<SlotForm> {
        let rows = self.slots.iter().filter(|slot| slot_visits(t, slot, 1).is_err());
        rows.cloned().collect()
    }

    /// The visits of the rows; wrong rows are named and left out.
    pub fn visits(&self, t: Words, errors: &mut Vec<FieldError>) -> Vec<Visit> {
        let mut visits = Vec::new();
        if self.too_many_slots {
            errors.push(FieldError::new("jour-1", t.fill(W::SlotsTooMany, &[&MOST_SLOTS])));
        }
        for (at, slot) in self.slots.iter().enumerate() {
            match slot_visits(t, slot, at + 1) {
                Ok(more) => visits.extend(more),
                Err(error) => errors.push(error),
            }
        }
        visits
    }
}

/// Visits of one row; one that passes midnight is two visits, the second on the next weekday.
fn slot_visits(t: Words, slot: &SlotForm, number: usize) -> Result<Vec<Visit>, FieldError> {
    let wrong = |part: &str, sentence: W, text: &str| {
        FieldError::new(format!("{part}-{number}"), t.fill(sentence, &[&number, &text]))
    };
    let time = |text: &str, part: &str| {
        let sentence = if text.is_empty() { W::SlotTimeMissing } else { W::SlotTimeWrong };
        parse_time(text).map_err(|_| wrong(part, sentence, text))
    };
    let (from, to) = (time(&slot.from, "de")?, time(&slot.to, "a")?);
    if slot.days.is_empty() {
        return Err(wrong("jour", W::SlotNoDay, ""));
    }
    let kind = match slot.kind.as_str() {
        "" => HourKind::Care,
        text => HourKind::from_code(text).ok_or_else(|| wrong("pour", W::SlotKindWrong, ""))?,
    };
    let mut visits = Vec::new();
    for day in &slot.days {
        let at = Weekday::ALL.iter().position(|weekday| weekday_code(*weekday) == day);
        let at = at.ok_or_else(|| wrong("jour", W::SlotDayWrong, day))?;
        let mut add = |at: usize, start: u16, end: u16| -> Result<(), FieldError> {
            let time = Interval::new(start, end).map_err(|_| wrong("a", W::SlotEmpty, ""))?;
            visits.push(Visit { weekday: Weekday::ALL[at % 7], time, kind });
            Ok(())
        };
        // Midnight as an end is that of the same day.
        let end = if to == 0 { DAY } else { to };
        if end < from {
            add(at, from, DAY)?;
            add(at + 1, 0, end)?;
        } else {
            add(at, from, end)?;
        }
    }
    Ok(visits)
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
    use domain::Territory;
    use domain::need::Criterion;
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

    #[test]
    fn a_query_comes_back_as_it_was() {
        let query = "lieu=14e&debut=2026-12-01&jour-1=lun&jour-1=dim&de-1=08%3A00&a-1=09%3A30&pour-1=aide&acte=toilette\
                     &indispensable=toilette&mode=prestataire&habilitation=oui&public=fin-de-vie&langue=arabe&poids-prix=7&page=2";
        assert_eq!(NeedForm::from_query(query).to_query(), query);
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
}
