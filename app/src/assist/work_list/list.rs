//! The people that a social worker is looking for help for, as the browser keeps them and as a file takes them elsewhere.
//! Never a situation. It has no `Debug`, and no error repeats what stands in it: nothing writes it but `WorkList::write`.

use domain::Finess;
use domain::feedback::refusal::RefusalReason;
use domain::time::calendar::{day_number, iso_date, parse_date};
use domain::values::closed_list::ClosedList;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::error::Category;

use crate::aids::form::NAMES;
use crate::assist::share_link::LONGEST_TEXT;

const FORMAT: &str = "quelleaideadom-liste";
/// Version 2 says when to call back, and which refusals were counted; what version 1 wrote reads the same.
const VERSION: u32 = 2;
const OLDEST: u32 = 1;
/// Bytes of a file. A list never grows beyond what it could be read back from.
pub const LONGEST_FILE: usize = 1_000_000;
pub const MOST_PERSONS: usize = 200;
/// Characters of a name.
pub const LONGEST_NAME: usize = 20;
/// Services that the file of one person follows.
pub const MOST_FOLLOWED: usize = 50;
/// Days that a person is kept after being saved.
pub const DAYS_KEPT: i32 = 30;

/// The list, in the order in which people were added.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct WorkList {
    persons: Vec<Person>,
}

/// Someone, by initials or a number.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    id: String,
    name: String,
    saved: Date,
    text: String,
    follow: Vec<Follow>,
}

/// What came of asking one service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Follow {
    pub service: Finess,
    pub step: Step,
    /// 16 hexadecimal digits by chance, written before a refusal is sent to be counted: where they stand, none is sent
    /// again, in this browser or in another that has the list. They are never sent.
    pub counted: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Kept only for what was counted.
    NotCalled,
    Called,
    /// At this time, where one was said.
    CallBack(Option<DateTime>),
    Refused(RefusalReason),
    Accepted,
}

/// Why a file is no list. Nothing of it is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkListError {
    /// More than `LONGEST_FILE`.
    TooLong,
    /// No JSON from this line on, counted from 1: another file, or one that was cut.
    NotJson { line: usize },
    /// JSON, without the mark of a list.
    Foreign,
    /// Written by a later version of the site.
    Newer(u32),
    /// Something else beside the persons, or in their place.
    Fields,
    /// More than `MOST_PERSONS`.
    TooMany(usize),
    /// What is wrong with the person of this number, counted from 1.
    Person { number: usize, error: PersonError },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonError {
    /// A field is missing or unknown, or no text.
    Fields,
    /// Not 16 hexadecimal digits in lower case.
    Id,
    /// Another person of the file has this id.
    IdTwice,
    /// Empty, longer than `LONGEST_NAME`, or with something that no letter is.
    Name,
    /// No day written like 2026-11-24.
    Saved,
    /// No body of a form, or longer than `LONGEST_TEXT`.
    Text,
    /// The text names something of a situation, which is never kept.
    Situation,
    /// More than `MOST_FOLLOWED` services.
    TooManyServices,
    /// No FINESS number, or one that stands there twice. Counted from 1, as below.
    Service { number: usize },
    /// No step, or a reason or a time where there is none to give, or none where there is one, or no mark of a count.
    Step { number: usize },
}

/// No room: `MOST_PERSONS` are there, or the file would be too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

/// What became of the persons of another list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    pub added: usize,
    /// There already, with the same content.
    pub known: usize,
    /// Added beside a person of the same id with another content, under an id of their own.
    pub doubled: usize,
    /// Not added for want of room.
    pub left_out: usize,
}

impl Person {
    /// `id` is 16 hexadecimal digits by chance; `text` the body of the form, without the situation.
    pub fn new(id: &str, name: &str, saved: Date, text: &str, follow: Vec<Follow>) -> Result<Self, PersonError> {
        let (id, name, text) = (id.to_owned(), name.trim().to_owned(), text.to_owned());
        let is_printed = !name.chars().any(char::is_control);
        let is_service_twice = |at: usize| follow.iter().take(at).any(|other| other.service == follow[at].service);
        if !is_id(&id) {
            Err(PersonError::Id)
        } else if !((1..=LONGEST_NAME).contains(&name.chars().count()) && is_printed) {
            Err(PersonError::Name)
        } else if text.len() > LONGEST_TEXT || !text.bytes().all(is_of_a_body) {
            Err(PersonError::Text)
        } else if form_urlencoded::parse(text.as_bytes()).any(|(name, _)| NAMES.contains(&name.trim())) {
            Err(PersonError::Situation)
        } else if follow.len() > MOST_FOLLOWED {
            Err(PersonError::TooManyServices)
        } else if let Some(at) = (0..follow.len()).find(|at| is_service_twice(*at)) {
            Err(PersonError::Service { number: at + 1 })
        } else if let Some(at) = follow.iter().position(|one| one.counted.as_deref().is_some_and(|mark| !is_id(mark))) {
            Err(PersonError::Step { number: at + 1 })
        } else {
            Ok(Self { id, name, saved, text, follow })
        }
    }

    /// The same with another step of one service. What was counted stays counted.
    pub fn with_step(mut self, service: Finess, step: Step) -> Result<Self, PersonError> {
        let known = self.follow.iter().position(|follow| follow.service == service);
        match known {
            Some(at) if step == Step::NotCalled && self.follow[at].counted.is_none() => drop(self.follow.remove(at)),
            Some(at) => self.follow[at].step = step,
            None if step == Step::NotCalled => {}
            None if self.follow.len() == MOST_FOLLOWED => return Err(PersonError::TooManyServices),
            None => self.follow.push(Follow { service, step, counted: None }),
        }
        Ok(self)
    }

    /// The same with the refusal of one service counted, or not counted after all.
    #[must_use]
    pub fn with_count(mut self, service: Finess, counted: Option<String>) -> Self {
        if let Some(follow) = self.follow.iter_mut().find(|follow| follow.service == service) {
            follow.counted = counted;
        }
        self
    }

    /// The next time at which a service is to be called back.
    pub fn calls_back(&self) -> Option<DateTime> {
        let times = self.follow.iter().filter_map(|follow| match follow.step {
            Step::CallBack(at) => at,
            Step::NotCalled | Step::Called | Step::Refused(_) | Step::Accepted => None,
        });
        times.min()
    }

    pub fn id(&self) -> &str {
        &self.id
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn saved(&self) -> Date {
        self.saved
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn follow(&self) -> &[Follow] {
        &self.follow
    }

    /// Whether the two say the same, under whatever id and since whatever day.
    fn says_the_same(&self, other: &Self) -> bool {
        self.name == other.name && self.text == other.text && self.follow == other.follow
    }

    /// More bytes than it takes in a file.
    fn weight(&self) -> usize {
        150 + 2 * self.name.len() + self.text.len() + 270 * self.follow.len()
    }
}

fn is_id(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// What a form-urlencoded body is made of; JSON writes each as it is.
fn is_of_a_body(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"*-._+%&=".contains(&byte)
}

impl WorkList {
    pub fn persons(&self) -> &[Person] {
        &self.persons
    }

    pub fn find(&self, id: &str) -> Option<&Person> {
        self.persons.iter().find(|person| person.id == id)
    }

    /// Adds a person, or puts the person in the place of the one of the same id.
    pub fn put(&mut self, person: Person) -> Result<(), Full> {
        let at = self.persons.iter().position(|kept| kept.id == person.id);
        if !self.has_room(&person, at) {
            return Err(Full);
        }
        match at {
            Some(at) => self.persons[at] = person,
            None => self.persons.push(person),
        }
        Ok(())
    }

    /// Whether someone was removed.
    pub fn remove(&mut self, id: &str) -> bool {
        let before = self.persons.len();
        self.persons.retain(|person| person.id != id);
        self.persons.len() < before
    }

    /// Removes whoever was saved more than `DAYS_KEPT` days ago, and counts them. A day to come counts as today, or it would
    /// be kept until then.
    pub fn expire(&mut self, today: Date) -> usize {
        let before = self.persons.len();
        self.persons.iter_mut().for_each(|person| person.saved = person.saved.min(today));
        self.persons.retain(|person| day_number(today) - day_number(person.saved) <= DAYS_KEPT);
        before - self.persons.len()
    }

    /// Adds the persons of another list, which has expired. Nobody that is there is lost or changed; merged a second time,
    /// a list adds nobody. `fresh_id` makes an id by chance.
    pub fn merge(&mut self, other: Self, mut fresh_id: impl FnMut() -> String) -> Merged {
        let mut merged = Merged::default();
        for person in other.persons {
            let is_taken = self.find(&person.id).is_some();
            if is_taken && self.persons.iter().any(|kept| kept.says_the_same(&person)) {
                merged.known += 1;
                continue;
            }
            let id = if is_taken {
                // One attempt is enough, unless what makes them is broken.
                (0..100).map(|_| fresh_id()).find(|id| is_id(id) && self.find(id).is_none())
            } else {
                Some(person.id.clone())
            };
            match id.filter(|_| self.has_room(&person, None)) {
                Some(id) => {
                    *(if is_taken { &mut merged.doubled } else { &mut merged.added }) += 1;
                    self.persons.push(Person { id, ..person });
                }
                None => merged.left_out += 1,
            }
        }
        merged
    }

    /// Whether a person fits in, in the place of the one at `replaced`.
    fn has_room(&self, person: &Person, replaced: Option<usize>) -> bool {
        let others = self.persons.iter().enumerate().filter(|(at, _)| Some(*at) != replaced);
        let (count, weight) = others.fold((0, 100), |(count, sum), (_, other)| (count + 1, sum + other.weight()));
        count < MOST_PERSONS && weight + person.weight() <= LONGEST_FILE
    }

    /// Reads a file, or what the browser kept.
    pub fn read(json: &str) -> Result<Self, WorkListError> {
        if json.len() > LONGEST_FILE {
            return Err(WorkListError::TooLong);
        }
        // Some editors put a mark before the first character.
        let json = json.strip_prefix('\u{feff}').unwrap_or(json);
        match serde_json::from_str::<Mark>(json) {
            Ok(mark) if mark.format != FORMAT => return Err(WorkListError::Foreign),
            Ok(mark) if mark.version > VERSION => return Err(WorkListError::Newer(mark.version)),
            Ok(mark) if mark.version < OLDEST => return Err(WorkListError::Foreign),
            Ok(_) => {}
            Err(error) => match error.classify() {
                Category::Syntax | Category::Eof | Category::Io => {
                    return Err(WorkListError::NotJson { line: error.line() });
                }
                Category::Data => return Err(WorkListError::Foreign),
            },
        }
        let file: FileRow<Value> = serde_json::from_str(json).map_err(|_| WorkListError::Fields)?;
        if file.persons.len() > MOST_PERSONS {
            return Err(WorkListError::TooMany(file.persons.len()));
        }
        let mut list = Self::default();
        for (at, row) in file.persons.into_iter().enumerate() {
            let wrong = |error| WorkListError::Person { number: at + 1, error };
            let row: PersonRow = serde_json::from_value(row).map_err(|_| wrong(PersonError::Fields))?;
            let person = person(&row).map_err(wrong)?;
            if list.find(&person.id).is_some() {
                return Err(wrong(PersonError::IdTwice));
            }
            list.persons.push(person);
        }
        Ok(list)
    }

    /// The file: the same bytes for the same list, one field a line.
    pub fn write(&self) -> String {
        let persons = self.persons.iter().map(|person| PersonRow {
            id: person.id.clone(),
            name: person.name.clone(),
            saved: iso_date(person.saved),
            text: person.text.clone(),
            follow: person.follow.iter().map(follow_row).collect(),
        });
        let file = FileRow { format: FORMAT.to_owned(), version: VERSION, persons: persons.collect() };
        // Texts have no form that JSON cannot write.
        serde_json::to_string_pretty(&file).unwrap_or_default()
    }
}

/// What every version begins with, whatever follows.
#[derive(Deserialize)]
struct Mark {
    format: String,
    version: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRow<P> {
    format: String,
    version: u32,
    persons: Vec<P>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonRow {
    id: String,
    name: String,
    saved: String,
    text: String,
    follow: Vec<FollowRow>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FollowRow {
    service: String,
    step: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    counted: Option<String>,
}

pub const NOT_CALLED: &str = "a-appeler";
pub const CALLED: &str = "appele";
pub const CALL_BACK: &str = "rappeler";
const REFUSED: &str = "refuse";
pub const ACCEPTED: &str = "accepte";

fn follow_row(follow: &Follow) -> FollowRow {
    let (step, reason, at) = match follow.step {
        Step::NotCalled => (NOT_CALLED, None, None),
        Step::Called => (CALLED, None, None),
        Step::CallBack(at) => (CALL_BACK, None, at.map(written_time)),
        Step::Refused(reason) => (REFUSED, Some(reason.code().to_owned()), None),
        Step::Accepted => (ACCEPTED, None, None),
    };
    let (service, step) = (follow.service.to_string(), step.to_owned());
    FollowRow { service, step, reason, at, counted: follow.counted.clone() }
}

/// "2026-12-01T14:30", as an input of day and time writes it.
pub fn written_time(at: DateTime) -> String {
    format!("{}T{:02}:{:02}", iso_date(at.date()), at.hour(), at.minute())
}

/// Reads what `written_time` writes.
pub fn read_time(text: &str) -> Option<DateTime> {
    let (day, time) = text.split_once('T')?;
    let minute = domain::time::hours::parse_time(time).ok().filter(|minute| *minute < domain::time::hours::DAY)?;
    Some(parse_date(day)?.at((minute / 60) as i8, (minute % 60) as i8, 0, 0))
}

fn person(row: &PersonRow) -> Result<Person, PersonError> {
    let saved = parse_date(&row.saved).ok_or(PersonError::Saved)?;
    let follow = row.follow.iter().zip(1..).map(|(row, number)| {
        let service = row.service.parse().map_err(|_| PersonError::Service { number })?;
        let step = match (row.step.as_str(), &row.reason, &row.at) {
            (NOT_CALLED, None, None) => Some(Step::NotCalled),
            (CALLED, None, None) => Some(Step::Called),
            (CALL_BACK, None, None) => Some(Step::CallBack(None)),
            (CALL_BACK, None, Some(at)) => read_time(at).map(|at| Step::CallBack(Some(at))),
            (REFUSED, Some(reason), None) => RefusalReason::from_code(reason).map(Step::Refused),
            (ACCEPTED, None, None) => Some(Step::Accepted),
            _ => None,
        };
        Ok(Follow { service, step: step.ok_or(PersonError::Step { number })?, counted: row.counted.clone() })
    });
    Person::new(&row.id, &row.name, saved, &row.text, follow.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests;
