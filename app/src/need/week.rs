//! The week of the need in a form: slots of exact times, cells for the usual moments of a day, usual weeks, and the
//! short form of a slot in an address.

use domain::closed_list;
use domain::need::Visit;
use domain::provider::acts::HourKind;
use domain::time::hours::{DAY, Interval, Weekday, parse_time};
use domain::values::closed_list::ClosedList;

use crate::format::clock;
use crate::text::NeedWords as W;

closed_list! {
    /// A usual moment of a day: a column of the grid.
    Moment {
        Morning = "matin",
        Midday = "midi",
        Afternoon = "apres-midi",
        Evening = "soir",
        Night = "nuit",
    }
}

impl Moment {
    /// Its start and end in minutes; a night ends on the next morning.
    pub fn times(self) -> (u16, u16) {
        match self {
            Self::Morning => (8 * 60, 9 * 60),
            Self::Midday => (12 * 60, 13 * 60),
            Self::Afternoon => (14 * 60, 16 * 60),
            Self::Evening => (19 * 60, 20 * 60),
            Self::Night => (21 * 60, 7 * 60),
        }
    }
}

closed_list! {
    /// Usual weeks, offered as a start: pressing one fills the slots, and changes nothing else in the form.
    UsualWeek {
        Mornings = "matins",
        MiddayAndEvening = "midi-et-soir",
        Cleaning = "menage",
        Nights = "nuits",
    }
}

/// Name of the buttons of the usual weeks, and the value of the button that empties the week.
pub const USUAL_WEEK: &str = "semaine";
pub const NO_WEEK: &str = "aucune";

impl UsualWeek {
    fn cells(self) -> Vec<Cell> {
        let (days, moments, kind): (&[Weekday], &[Moment], _) = match self {
            Self::Mornings => (&Weekday::ALL, &[Moment::Morning], HourKind::Care),
            Self::MiddayAndEvening => (&Weekday::ALL, &[Moment::Midday, Moment::Evening], HourKind::Care),
            Self::Cleaning => (&[Weekday::Tuesday, Weekday::Friday], &[Moment::Afternoon], HourKind::Household),
            Self::Nights => (&Weekday::ALL, &[Moment::Night], HourKind::Care),
        };
        let of = |moment: &Moment| days.iter().map(|day| Cell { day: *day, moment: *moment, kind }).collect::<Vec<_>>();
        moments.iter().flat_map(of).collect()
    }

    /// The slots of this week.
    pub fn slots(self) -> Vec<SlotForm> {
        slots_of_cells(self.cells())
    }
}

/// A ticked cell of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    pub day: Weekday,
    pub moment: Moment,
    pub kind: HourKind,
}

impl Cell {
    /// Its value in the form: "lun-matin" has the kind that is chosen beside the grid, "lun-matin.menage" has its kind
    /// in it.
    pub fn value(day: Weekday, moment: Moment, kind: Option<HourKind>) -> String {
        let place = format!("{}-{}", weekday_code(day), moment.code());
        kind.map_or(place.clone(), |kind| format!("{place}.{}", kind.code()))
    }

    /// `chosen`: the kind of a cell without one.
    pub fn read(value: &str, chosen: HourKind) -> Option<Self> {
        let (place, kind) = match value.split_once('.') {
            Some((place, kind)) => (place, HourKind::from_code(kind)?),
            None => (value, chosen),
        };
        let (day, moment) = place.split_once('-')?;
        Some(Self { day: weekday(day)?, moment: Moment::from_code(moment)?, kind })
    }
}

/// The slots for these cells, one for each moment and kind.
pub fn slots_of_cells(cells: impl IntoIterator<Item = Cell>) -> Vec<SlotForm> {
    let mut slots: Vec<SlotForm> = Vec::new();
    for cell in cells {
        let (from, to) = cell.moment.times();
        let (from, to, kind, day) = (clock(from), clock(to), cell.kind.code(), weekday_code(cell.day).to_owned());
        match slots.iter_mut().find(|slot| slot.from == from && slot.kind == kind) {
            Some(slot) if slot.days.contains(&day) => {}
            Some(slot) => slot.days.push(day),
            None => slots.push(SlotForm { days: vec![day], from, to, kind: kind.to_owned() }),
        }
    }
    slots
}

/// Visits at the same time on several weekdays, as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SlotForm {
    pub days: Vec<String>,
    pub from: String,
    pub to: String,
    pub kind: String,
}

/// What is wrong in a slot: the field of the slot, the sentence, and the wrong text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotError {
    pub part: &'static str,
    pub sentence: W,
    pub text: String,
}

impl SlotForm {
    /// Whether its times and days are all given, right or wrong.
    #[cfg(feature = "hydrate")]
    pub fn is_told(&self) -> bool {
        !(self.days.is_empty() || self.from.is_empty() || self.to.is_empty())
    }

    pub fn is_empty(&self) -> bool {
        self.days.is_empty() && self.from.is_empty() && self.to.is_empty()
    }

    /// Its times in minutes and its kind; midnight as an end is the end of the same day.
    fn times(&self) -> Result<(u16, u16, HourKind), SlotError> {
        let time = |part: &'static str, text: &str| {
            let sentence = if text.is_empty() { W::SlotTimeMissing } else { W::SlotTimeWrong };
            parse_time(text).map_err(|_| SlotError { part, sentence, text: text.to_owned() })
        };
        let (from, to) = (time("de", &self.from)?, time("a", &self.to)?);
        let wrong_kind = || SlotError { part: "pour", sentence: W::SlotKindWrong, text: String::new() };
        let kind = match self.kind.as_str() {
            "" => HourKind::Care,
            text => HourKind::from_code(text).ok_or_else(wrong_kind)?,
        };
        Ok((from, if to == 0 { DAY } else { to }, kind))
    }

    /// Its visits; one that passes midnight becomes two, the second on the next weekday.
    pub fn visits(&self) -> Result<Vec<Visit>, SlotError> {
        let wrong = |part, sentence, text: &str| SlotError { part, sentence, text: text.to_owned() };
        let (from, to, kind) = self.times()?;
        if self.days.is_empty() {
            return Err(wrong("jour", W::SlotNoDay, ""));
        }
        let mut visits = Vec::new();
        for day in &self.days {
            let day = weekday(day).ok_or_else(|| wrong("jour", W::SlotDayWrong, day))?;
            let mut add = |weekday: Weekday, start: u16, end: u16| -> Result<(), SlotError> {
                let time = Interval::new(start, end).map_err(|_| wrong("a", W::SlotEmpty, ""))?;
                visits.push(Visit { weekday, time, kind });
                Ok(())
            };
            if to < from {
                add(day, from, DAY)?;
                add(Weekday::ALL[(day.position() + 1) % 7], 0, to)?;
            } else {
                add(day, from, to)?;
            }
        }
        Ok(visits)
    }

    /// The cells for this slot, if its times are those of a usual moment.
    pub fn cells(&self) -> Option<Vec<Cell>> {
        let (from, to, kind) = self.times().ok()?;
        let moment = Moment::ALL.iter().copied().find(|moment| moment.times() == (from, to))?;
        let days: Option<Vec<Weekday>> = self.days.iter().map(|day| weekday(day)).collect();
        let days = days.filter(|days| !days.is_empty())?;
        Some(days.into_iter().map(|day| Cell { day, moment, kind }).collect())
    }

    /// The form in an address: `lun-ven_dim.0800-0930`, followed by `.menage` for hours of household help. Days are
    /// codes or ranges of at least three days, times are hours and minutes. `None` for a slot that is wrong: it is
    /// written as it was typed.
    pub fn compact(&self) -> Option<String> {
        let (from, to, kind) = self.times().ok()?;
        self.visits().ok()?;
        let mut days: Vec<usize> =
            self.days.iter().map(|day| weekday(day).map(Weekday::position)).collect::<Option<_>>()?;
        days.sort_unstable();
        if days.windows(2).any(|pair| pair[0] == pair[1]) {
            return None;
        }
        let code = |at: usize| weekday_code(Weekday::ALL[at]);
        let runs = days.chunk_by(|day, next| day + 1 == *next).map(|run| match run {
            [first, _, .., last] => format!("{}-{}", code(*first), code(*last)),
            few => few.iter().map(|day| code(*day)).collect::<Vec<_>>().join("_"),
        });
        let digits = |minute: u16| clock(minute % DAY).replace(':', "");
        let text = format!("{}.{}-{}", runs.collect::<Vec<_>>().join("_"), digits(from), digits(to));
        Some(if kind == HourKind::Care { text } else { format!("{text}.{}", kind.code()) })
    }

    /// Reads the result of `compact`; any other text becomes a slot whose time is wrong.
    pub fn from_compact(text: &str) -> Self {
        Self::read_compact(text).unwrap_or_else(|| Self { from: text.to_owned(), ..Self::default() })
    }

    fn read_compact(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        let (days, times, kind) = (parts.next()?, parts.next()?, parts.next().unwrap_or(HourKind::Care.code()));
        let mut codes = Vec::new();
        for range in days.split('_') {
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            let (first, last) = (weekday(first)?, weekday(last)?);
            let run = Weekday::ALL.get(first.position()..=last.position())?;
            codes.extend(run.iter().map(|day| weekday_code(*day).to_owned()));
        }
        let (from, to) = times.split_once('-')?;
        let time = |digits: &str| Some(format!("{}:{}", digits.get(..2)?, digits.get(2..)?));
        Some(Self { days: codes, from: time(from)?, to: time(to)?, kind: kind.to_owned() })
    }
}

/// Whether a visit of one list overlaps a visit of the other.
pub fn meet(visits: &[Visit], others: &[Visit]) -> bool {
    let meets = |a: &Visit, b: &Visit| a.weekday == b.weekday && a.time.intersection(b.time).is_some();
    visits.iter().any(|visit| others.iter().any(|other| meets(visit, other)))
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

fn weekday(code: &str) -> Option<Weekday> {
    Weekday::ALL.into_iter().find(|day| weekday_code(*day) == code)
}

#[cfg(test)]
mod tests {
    use domain::provider::acts::HourKind;
    use domain::time::hours::Weekday;
    use domain::values::closed_list::ClosedList;

    use super::{Cell, Moment, SlotForm, UsualWeek, meet, slots_of_cells};

    fn slot(days: &[&str], from: &str, to: &str, kind: &str) -> SlotForm {
        let days = days.iter().map(|day| (*day).to_owned()).collect();
        SlotForm { days, from: from.to_owned(), to: to.to_owned(), kind: kind.to_owned() }
    }

    /// Weekday, start and end of the visits of a cell, in minutes.
    fn visits(cell: Cell) -> Vec<(Weekday, u16, u16)> {
        let slots = slots_of_cells([cell]);
        let visits = slots[0].visits().expect("a cell is right");
        visits.iter().map(|visit| (visit.weekday, visit.time.start(), visit.time.end())).collect()
    }

    #[test]
    fn a_night_is_one_evening_and_the_next_morning() {
        let night = |day| Cell { day, moment: Moment::Night, kind: HourKind::Care };
        let friday = [(Weekday::Friday, 1260, 1440), (Weekday::Saturday, 0, 420)];
        assert_eq!(visits(night(Weekday::Friday)), friday);
        let sunday = [(Weekday::Sunday, 1260, 1440), (Weekday::Monday, 0, 420)];
        assert_eq!(visits(night(Weekday::Sunday)), sunday);
    }

    #[test]
    fn each_cell_is_its_slot_and_comes_back() {
        for day in Weekday::ALL {
            for moment in Moment::ALL.iter().copied() {
                for kind in HourKind::ALL.iter().copied() {
                    let cell = Cell { day, moment, kind };
                    assert_eq!(slots_of_cells([cell])[0].cells(), Some(vec![cell]));
                    assert_eq!(Cell::read(&Cell::value(day, moment, Some(kind)), HourKind::Care), Some(cell));
                    assert_eq!(Cell::read(&Cell::value(day, moment, None), kind), Some(cell));
                }
            }
        }
        assert_eq!(Cell::read("lun-minuit", HourKind::Care), None);
        assert_eq!(slot(&["lun"], "08:00", "09:30", "").cells(), None);
    }

    #[test]
    fn the_moments_of_a_day_never_meet() {
        let cells =
            Moment::ALL.iter().map(|moment| Cell { day: Weekday::Friday, moment: *moment, kind: HourKind::Care });
        let visits: Vec<_> = cells.map(|cell| slots_of_cells([cell])[0].visits().expect("visits")).collect();
        for (at, one) in visits.iter().enumerate() {
            assert!(visits[at + 1..].iter().all(|other| !meet(one, other)));
        }
    }

    #[test]
    fn a_slot_is_short_in_an_address_and_comes_back() {
        for (slot, text) in [
            (slot(&["lun", "mar", "mer", "jeu", "ven", "sam", "dim"], "08:00", "09:00", "aide"), "lun-dim.0800-0900"),
            (slot(&["mar", "ven"], "14:00", "16:00", "menage"), "mar_ven.1400-1600.menage"),
            (slot(&["lun", "mar", "mer", "sam", "dim"], "22:00", "06:15", "aide"), "lun-mer_sam_dim.2200-0615"),
            (slot(&["dim"], "00:00", "00:00", "aide"), "dim.0000-0000"),
        ] {
            assert_eq!(slot.compact().as_deref(), Some(text));
            assert_eq!(SlotForm::from_compact(text), slot);
        }
        assert_eq!(slot(&["lun"], "8h", "09:00", "").compact(), None, "what is wrong stays as typed");
        assert_eq!(slot(&["lun", "lun"], "08:00", "09:00", "").compact(), None);
        for wrong in ["", "lun", "lun.8-9", "ven-lun.0800-0900", "x.0800-0900", "lun.0800-0900.danse", "lun.éà00-0900"]
        {
            assert!(SlotForm::from_compact(wrong).visits().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_usual_week_is_made_of_cells() {
        for week in UsualWeek::ALL {
            assert!(week.slots().iter().all(|slot| slot.cells().is_some()), "{week:?}");
        }
    }
}
