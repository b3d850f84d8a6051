//! Where supply is missing, as refusals tell it. It gives out only numbers that may be shown: none is exact, and few
//! refusals look like none.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use domain::feedback::refusal::{Counted, DaySlot, Refusal, RefusalReason};
use domain::values::closed_list::ClosedList;
use domain::{Act, Finess, Zone};

/// Numbers are rounded down to a multiple of this; what is under it is not shown.
pub const STEP: u32 = 5;

/// Days on which a service refused before it is doubted: many on one day may all be of one person.
pub const FEWEST_DAYS: u32 = 3;

/// A number of refusals that may be shown: a multiple of five, never the exact one. What one table hides is not had from
/// another by subtraction: what is left of a sum so rounded, once its parts so rounded are taken away, never excludes
/// a value from none to four of a part; it could only if all the twenty parts of a sum were at their most at once. There
/// is no number of all: the reasons are its seven parts, too few for that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shown(u32);

impl Shown {
    /// None under five, zero included.
    pub fn of(count: u32) -> Option<Self> {
        (count >= STEP).then_some(Self(count - count % STEP))
    }

    pub fn number(self) -> u32 {
        self.0
    }
}

/// Columns of a table: the parts of the week, then what was counted without one.
pub const COLUMNS: [Option<DaySlot>; 7] = [
    Some(DaySlot::Morning),
    Some(DaySlot::Midday),
    Some(DaySlot::Afternoon),
    Some(DaySlot::Evening),
    Some(DaySlot::Night),
    Some(DaySlot::Weekend),
    None,
];

/// One row of a table by part of the week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<T> {
    pub of: T,
    /// In the order of `COLUMNS`.
    pub counts: [Option<Shown>; 7],
}

/// Where, when and for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub zone: Zone,
    pub slot: Option<DaySlot>,
    pub act: Option<Act>,
    pub count: Shown,
}

/// What the refusals of some months show. A row without a number to show is absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortages {
    pub zones: Vec<Row<Zone>>,
    /// In the order of the list; last, what was counted without an act.
    pub acts: Vec<Row<Option<Act>>>,
    /// Most first.
    pub places: Vec<Place>,
    pub reasons: Vec<(RefusalReason, Option<Shown>)>,
    /// Services that refuse for want of places, most first.
    pub services: Vec<(Finess, Shown)>,
}

impl Shortages {
    /// Whether no number may be shown.
    pub fn is_empty(&self) -> bool {
        let reasons = self.reasons.iter().all(|(_, count)| count.is_none());
        self.zones.is_empty() && self.acts.is_empty() && reasons && self.services.is_empty()
    }

    /// `days`: on how many days each service was counted.
    pub fn of(counted: &[Counted], days: &[(Finess, u32)]) -> Self {
        let zones = sums(counted, |own| Some((own.zone, own.slot)));
        let acts = sums(counted, |own| Some(((own.act.is_none(), own.act), own.slot)));
        let places = sums(counted, |own| Some((own.zone, own.slot, own.act)));
        let reasons = sums(counted, |own| Some(own.reason));
        let services = sums(counted, |own| own.reason.denies_places().then_some(own.finess));
        let mut places: Vec<Place> = places
            .into_iter()
            .filter_map(|((zone, slot, act), count)| Some(Place { zone, slot, act, count: Shown::of(count)? }))
            .collect();
        // By the numbers shown: an order by the others would tell more. Stable: equal ones stay in order of zone.
        places.sort_by_key(|place| Reverse(place.count));
        let mut services: Vec<(Finess, Shown)> =
            services.into_iter().filter_map(|(finess, count)| Some((finess, Shown::of(count)?))).collect();
        let often = |finess| days.iter().any(|(counted, days)| *counted == finess && *days >= FEWEST_DAYS);
        services.retain(|(finess, _)| often(*finess));
        services.sort_by_key(|service| Reverse(service.1));
        Self {
            zones: rows(&zones),
            acts: rows(&acts).into_iter().map(|row| Row { of: row.of.1, counts: row.counts }).collect(),
            places,
            reasons: RefusalReason::ALL
                .iter()
                .map(|reason| (*reason, reasons.get(reason).copied().and_then(Shown::of)))
                .collect(),
            services,
        }
    }
}

/// Counts added up by a key.
fn sums<K: Ord>(counted: &[Counted], key: impl Fn(&Refusal) -> Option<K>) -> BTreeMap<K, u32> {
    let mut sums = BTreeMap::new();
    for own in counted {
        if let Some(key) = key(&own.refusal) {
            let sum: &mut u32 = sums.entry(key).or_default();
            *sum = sum.saturating_add(own.count);
        }
    }
    sums
}

fn rows<T: Copy + Ord>(sums: &BTreeMap<(T, Option<DaySlot>), u32>) -> Vec<Row<T>> {
    let mut of: Vec<T> = sums.keys().map(|(of, _)| *of).collect();
    of.dedup();
    of.into_iter()
        .map(|of| Row { of, counts: COLUMNS.map(|slot| sums.get(&(of, slot)).copied().and_then(Shown::of)) })
        .filter(|row| row.counts.iter().any(Option::is_some))
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Shortages, Shown};
    use domain::Act;
    use domain::feedback::refusal::{Counted, DaySlot, Month, Refusal, RefusalReason};

    fn counted(
        finess: &str,
        zone: &str,
        reason: RefusalReason,
        slot: Option<DaySlot>,
        act: Option<Act>,
        count: u32,
    ) -> Counted {
        let (finess, zone) = (finess.parse().expect("a number"), zone.parse().expect("a zone"));
        let month = Month::of(date(2026, 11, 1));
        Counted { refusal: Refusal { finess, zone, reason, slot, act }, month, count }
    }

    /// Both services were counted on enough days.
    fn often() -> [(domain::Finess, u32); 2] {
        [ONE, OTHER].map(|finess| (finess.parse().expect("a number"), 3))
    }

    const ONE: &str = "990000001";
    const OTHER: &str = "990000002";

    #[test]
    fn a_number_is_shown_by_fives_and_under_five_not_at_all() {
        let shown = |count: u32| Shown::of(count).map(|shown| shown.number().to_string());
        assert_eq!([0, 1, 4].map(shown), [None, None, None]);
        assert_eq!([5, 9, 10, 1004].map(shown), ["5", "5", "10", "1000"].map(|text| Some(text.to_owned())));
    }

    #[test]
    fn tables_add_up_over_services_months_and_what_they_do_not_name() {
        use RefusalReason::{Full, Hours};
        let morning = Some(DaySlot::Morning);
        let shortages = Shortages::of(
            &[
                counted(ONE, "75114", Full, morning, Some(Act::Washing), 3),
                counted(OTHER, "75114", Hours, morning, Some(Act::Washing), 4),
                counted(ONE, "75114", Full, morning, None, 3),
                counted(ONE, "75102", Full, None, Some(Act::Washing), 2),
            ],
            &often(),
        );
        let said = |count: Option<Shown>| count.map(|shown| shown.number().to_string()).unwrap_or_default();
        assert_eq!(shortages.zones.len(), 1, "the 2e has nothing to show");
        assert_eq!(shortages.zones[0].counts.map(said), ["10", "", "", "", "", "", ""]);
        assert_eq!(shortages.acts.len(), 1);
        assert_eq!((shortages.acts[0].of, said(shortages.acts[0].counts[0])), (Some(Act::Washing), "5".to_owned()));
        assert_eq!(shortages.places.len(), 1);
        assert_eq!((shortages.places[0].slot, shortages.places[0].act), (morning, Some(Act::Washing)));
        assert_eq!(shortages.reasons.len(), 7);
        assert_eq!((said(shortages.reasons[0].1), said(shortages.reasons[1].1)), ("5".to_owned(), String::new()));
        assert_eq!(shortages.services.iter().map(|own| own.0.to_string()).collect::<Vec<_>>(), [ONE]);
    }

    #[test]
    fn only_reasons_that_a_listing_can_contradict_count_against_a_service() {
        use RefusalReason::{Act as Task, Public, Zone};
        let zone = |reason| counted(ONE, "75114", reason, None, None, 9);
        assert_eq!(Shortages::of(&[zone(Zone), zone(Task), zone(Public)], &often()).services, []);
    }

    #[test]
    fn the_order_of_places_tells_no_more_than_their_numbers() {
        let at = |zone: &str, count| counted(ONE, zone, RefusalReason::Full, None, None, count);
        let places = |all: &[Counted]| {
            Shortages::of(all, &often()).places.iter().map(|place| place.zone.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(places(&[at("75114", 9), at("75101", 5), at("75120", 10)]), ["75120", "75101", "75114"]);
    }

    /// One refusal more of something hidden, and another less: the page stays the same, whatever else it shows.
    #[test]
    fn different_hidden_numbers_give_the_same_tables() {
        let table = |washing: u32, meals: u32| {
            let at = |act, count| counted(ONE, "75114", RefusalReason::Full, Some(DaySlot::Morning), Some(act), count);
            Shortages::of(&[at(Act::Cleaning, 10), at(Act::Washing, washing), at(Act::Meals, meals)], &often())
        };
        assert_eq!(table(1, 4), table(2, 3));
        assert_eq!(table(0, 0), table(4, 0));
        assert_eq!(table(0, 0), table(1, 3));
        assert_eq!(table(2, 3), table(4, 4));
    }
}
