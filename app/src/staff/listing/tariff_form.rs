//! The tariffs of a listing as fields of its form: each known one, an empty one for each mode that has none, and those in
//! force taken up again from a day. A tariff that is in force is corrected or followed: the form says which.

use std::ops::RangeInclusive;

use domain::provider::listing::Kind;
use domain::provider::tariff::{
    FLAT_PRICES, HIGHEST_SURCHARGE, HOUR_PRICES, LONGEST_MINIMUM, Surcharges, TariffError, Term, TimeSurcharge, Vat,
};
use domain::readers::amounts::{Per, euros_per, number};
use domain::readers::durations;
use domain::readers::rates::{RateError, percent, percent_text};
use domain::time::hours::Window;
use domain::values::closed_list::ClosedList;
use domain::{BasisPoints, Cents, Listing, Mode, Tariff, TariffTerms};
use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use super::form::Reader;
use crate::format::clock;
use crate::staff::french;
use crate::staff::typed::Typed;
use crate::staff::typed::day_text;
use crate::text::editor as say;
use crate::text::staff::fill as with;

/// Tariffs that a form may hold.
const MOST: usize = 60;

/// The field of a tariff: "tarif-0-aide".
pub fn name(at: usize, what: &str) -> String {
    format!("tarif-{at}-{what}")
}

/// Marks a new tariff of a form.
pub(super) const NEW: &str = "nouveau";
/// What becomes of a tariff in force whose fields were changed, and the first day of the one that follows it.
pub(super) const BECOMES: &str = "quoi";
pub(super) const FOLLOWING: &str = "suite";
/// Every tariff in force is taken up again: whether, from when, by how much dearer.
pub const RENEW: &str = "reprise";
pub const RENEW_FROM: &str = "reprise-debut";
pub const RENEW_RISE: &str = "reprise-hausse";
/// The largest rise that is taken, in percent.
const HIGHEST_RISE: i64 = 50;

domain::closed_list! {
    /// What a change of a tariff in force is.
    Change {
        /// It was wrong all along.
        Correction = "corriger",
        /// It holds from another day; the one in force stays.
        Following = "suivre",
    }
}

pub(super) const VATS: [(Vat, &str, &str); 4] = [
    (Vat::DependentCare, "5.5", "5,5 %"),
    (Vat::Household, "10", "10 %"),
    (Vat::Standard, "20", "20 %"),
    (Vat::Exempt, "0", "exonéré"),
];

/// "28,50"
fn euros(amount: Cents) -> String {
    format!("{},{:02}", amount.0 / 100, amount.0 % 100)
}

/// In the order of the form: by mode, the newest first.
pub(super) fn sorted(listing: &Listing) -> Vec<&TariffTerms> {
    let mut all: Vec<&TariffTerms> = listing.tariffs.value().into_iter().flatten().map(Tariff::terms).collect();
    all.sort_by_key(|terms| (terms.mode, std::cmp::Reverse(terms.from)));
    all
}

pub fn fill(typed: &mut Typed, listing: &Listing, today: Date) {
    if listing.kind == Kind::Nursing {
        return;
    }
    let known = sorted(listing);
    for (at, terms) in known.iter().enumerate() {
        typed.put(name(at, "debut"), day_text(terms.from));
        fill_terms(typed, at, terms);
    }
    for (at, mode) in (known.len()..).zip(unknown_modes(listing)) {
        typed.put(name(at, NEW), "oui");
        typed.put(name(at, "mode"), mode.code());
    }
    let year = first_of_next_year(today);
    for (at, _) in known.iter().enumerate().filter(|(_, terms)| terms.from <= today) {
        typed.put(name(at, FOLLOWING), day_text(year));
    }
    typed.put(RENEW_FROM, day_text(year));
}

/// Modes of which the listing has no tariff.
pub(super) fn unknown_modes(listing: &Listing) -> impl Iterator<Item = Mode> {
    let known = sorted(listing);
    Mode::ALL.iter().copied().filter(move |mode| known.iter().all(|terms| terms.mode != *mode))
}

fn first_of_next_year(today: Date) -> Date {
    Date::new(today.year().saturating_add(1), 1, 1).unwrap_or(today)
}

fn fill_terms(typed: &mut Typed, at: usize, terms: &TariffTerms) {
    let mut put = |what: &str, value: Option<String>| typed.put(name(at, what), value.unwrap_or_default());
    put("mode", Some(terms.mode.code().to_owned()));
    put("aide", terms.care_hour.map(euros));
    put("menage", terms.household_hour.map(euros));
    let vat =
        |vat: Option<Vat>| vat.and_then(|vat| VATS.iter().find(|line| line.0 == vat).map(|line| line.1.to_owned()));
    put("tva-aide", vat(terms.care_vat));
    put("tva-menage", vat(terms.household_vat));
    let stated = &terms.surcharges;
    put("samedi", stated.saturday.map(percent_text));
    put("dimanche", stated.sunday.map(percent_text));
    put("ferie", stated.holiday.map(percent_text));
    put("mai", stated.may_day.map(percent_text));
    for (what, time) in [("soir", stated.evening), ("nuit", stated.night)] {
        put(what, time.map(|time| percent_text(time.rate)));
        put(&format!("{what}-de"), time.map(|time| clock(time.window.start % 1440)));
        put(&format!("{what}-a"), time.map(|time| clock(time.window.end % 1440)));
    }
    put("cumul", stated.cumulate.then(|| "oui".to_owned()));
    put("minimum", Some(terms.minimum_minutes.to_string()));
    put("mensuel", (terms.monthly_fee.0 != 0).then(|| euros(terms.monthly_fee)));
    put("ouverture", (terms.opening_fee.0 != 0).then(|| euros(terms.opening_fee)));
    put("repas", terms.meal.map(euros));
    put("alarme", terms.remote_alarm_month.map(euros));
}

/// Every tariff of the form, or none where one of them is wrong.
pub fn read(reader: &mut Reader<'_>) -> Option<Vec<Tariff>> {
    let mut tariffs: Vec<Tariff> = Vec::new();
    let mut right = true;
    let base: Vec<TariffTerms> = sorted(reader.base).into_iter().cloned().collect();
    for at in 0..MOST {
        if !reader.typed.is_sent(&name(at, "mode")) {
            break;
        }
        if reader.typed.ticked(&name(at, "retirer")) {
            continue;
        }
        let read = match base.get(at) {
            Some(before) if before.from <= reader.today => in_force(reader, at, before),
            Some(before) => read_one(reader, at, "debut", Some(before)).map(|tariff| vec![tariff]),
            None if is_as_offered(reader, at) => Some(Vec::new()),
            None => read_one(reader, at, "debut", None).map(|tariff| vec![tariff]),
        };
        right &= read.is_some();
        for tariff in read.into_iter().flatten() {
            if is_there(&tariffs, &tariff) {
                reader.wrong(name(at, "debut"), say::TARIFF_TWICE);
                right = false;
            }
            tariffs.push(tariff);
        }
    }
    if right && reader.typed.ticked(RENEW) {
        right = renewed(reader, &mut tariffs).is_some();
    }
    right.then_some(tariffs)
}

/// Whether a tariff of the same mode begins on the same day.
fn is_there(tariffs: &[Tariff], tariff: &Tariff) -> bool {
    let same = |other: &Tariff| other.terms().mode == tariff.terms().mode && other.terms().from == tariff.terms().from;
    tariffs.iter().any(same)
}

/// A tariff in force as the form has it: as it was, corrected, or as it was with the one that follows it.
fn in_force(reader: &mut Reader<'_>, at: usize, before: &TariffTerms) -> Option<Vec<Tariff>> {
    let kept = Tariff::try_from(before.clone()).ok()?;
    match reader.choice::<Change>(&name(at, BECOMES)) {
        None if is_as_offered(reader, at) => Some(vec![kept]),
        None => {
            reader.wrong(name(at, BECOMES), say::CORRECT_OR_FOLLOW);
            None
        }
        Some(Change::Correction) => read_one(reader, at, "debut", Some(before)).map(|tariff| vec![tariff]),
        Some(Change::Following) => {
            let following = read_one(reader, at, FOLLOWING, None)?;
            if following.terms().from <= before.from {
                reader.wrong(name(at, FOLLOWING), with(say::FOLLOWS_LATER, &[&french().date(before.from)]));
                return None;
            }
            Some(vec![kept, following])
        }
    }
}

/// Takes the tariffs in force up again from a day, the price of an hour dearer where the form says so. A mode that has a
/// tariff of that day keeps it. None, and a message, where the day or the rise is wrong.
fn renewed(reader: &mut Reader<'_>, tariffs: &mut Vec<Tariff>) -> Option<()> {
    let Some(from) = reader.date(RENEW_FROM) else {
        reader.wrong(RENEW_FROM, say::FIRST_DAY_MISSING);
        return None;
    };
    let text = reader.typed.get(RENEW_RISE).trim_end_matches('%').trim();
    let rise = if text.is_empty() { Some(Decimal::ZERO) } else { number(text).ok() };
    let rise = rise.filter(|rise| (Decimal::ZERO..=Decimal::from(HIGHEST_RISE)).contains(rise));
    let Some(rise) = rise else {
        reader.wrong(RENEW_RISE, with(say::RISE_WRONG, &[&HIGHEST_RISE]));
        return None;
    };
    let mut added = Vec::new();
    for mode in Mode::ALL.iter().copied() {
        let earlier = tariffs.iter().map(Tariff::terms).filter(|terms| terms.mode == mode && terms.from < from);
        let Some(before) = earlier.max_by_key(|terms| terms.from) else { continue };
        let raised = |price: Option<Cents>| price.and_then(|price| dearer(price, rise));
        let terms = TariffTerms {
            from,
            care_hour: raised(before.care_hour),
            household_hour: raised(before.household_hour),
            ..before.clone()
        };
        match Tariff::try_from(terms) {
            Ok(tariff) if is_there(tariffs, &tariff) => {}
            Ok(tariff) => added.push(tariff),
            Err(error) => {
                reader.wrong(RENEW_RISE, refusal(error));
                return None;
            }
        }
    }
    if added.is_empty() {
        reader.wrong(RENEW, say::NOTHING_TO_RENEW);
        return None;
    }
    tariffs.extend(added);
    Some(())
}

/// A price and so many percent more, to the nearest cent.
fn dearer(price: Cents, rise: Decimal) -> Option<Cents> {
    let raised = price.euros() * (Decimal::ONE_HUNDRED + rise) / Decimal::ONE_HUNDRED;
    Cents::from_euros(raised.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
}

/// Whether nothing was typed into a tariff: it is as it was offered.
fn is_as_offered(reader: &Reader<'_>, at: usize) -> bool {
    let mut offered = Typed::default();
    fill(&mut offered, reader.base, reader.today);
    let (prefix, following) = (name(at, ""), name(at, FOLLOWING));
    let is_same = |field: &str| reader.typed.get(field) == offered.get(field);
    let names = offered.pairs().chain(reader.typed.pairs()).map(|(field, _)| field);
    names.filter(|field| field.starts_with(&prefix) && **field != *following).all(is_same)
}

/// One tariff of the form, whose first day is in the field `starts`.
fn read_one(reader: &mut Reader<'_>, at: usize, starts: &str, before: Option<&TariffTerms>) -> Option<Tariff> {
    let field = |what: &str| name(at, what);
    let mode = reader.choice::<Mode>(&field("mode"));
    if mode.is_none() {
        reader.wrong(field("mode"), say::CHOICE_WRONG);
    }
    let from = reader.date(&field(starts));
    if from.is_none() {
        reader.wrong(field(starts), say::FIRST_DAY_MISSING);
    }
    let mut right = true;
    let mut amount = |what: &str, per: Per| {
        let field = field(what);
        let text = reader.typed.get(&field);
        if text.is_empty() {
            return None;
        }
        let amount = euros_per(text, per).ok();
        if amount.is_none() {
            reader.wrong(field, say::AMOUNT_WRONG);
            right = false;
        }
        amount
    };
    let (care_hour, household_hour) = (amount("aide", Per::Hour), amount("menage", Per::Hour));
    let (monthly_fee, opening_fee) = (amount("mensuel", Per::Month), amount("ouverture", Per::Once));
    let (meal, remote_alarm_month) = (amount("repas", Per::Once), amount("alarme", Per::Month));
    let mut rate = |what: &str| {
        let field = field(what);
        let text = reader.typed.get(&field);
        if text.is_empty() {
            return None;
        }
        let wrong = match percent(text) {
            Ok(rate) => return Some(rate),
            Err(RateError::Unreadable) => say::PERCENT_WRONG,
            Err(RateError::Coefficient) => say::PERCENT_SMALL,
        };
        reader.wrong(field, wrong);
        right = false;
        None
    };
    let days = [rate("samedi"), rate("dimanche"), rate("ferie"), rate("mai")];
    let (evening, night) = (rate("soir"), rate("nuit"));
    let (evening, night) = (time(reader, at, "soir", evening), time(reader, at, "nuit", night));
    let vat = |reader: &Reader<'_>, what: &str| {
        let text = reader.typed.get(&field(what));
        VATS.iter().find(|line| line.1 == text).map(|line| line.0)
    };
    let (care_vat, household_vat) = (vat(reader, "tva-aide"), vat(reader, "tva-menage"));
    let minimum = match reader.typed.get(&field("minimum")) {
        "" => Some(0),
        text => durations::minutes(text).ok(),
    };
    if minimum.is_none() {
        reader.wrong(field("minimum"), refusal(TariffError::Minimum));
    }
    let (Ok(evening), Ok(night)) = (evening, night) else { return None };
    let [saturday, sunday, holiday, may_day] = days;
    let cumulate = reader.typed.ticked(&field("cumul"));
    let terms = TariffTerms {
        from: from?,
        mode: mode?,
        care_hour,
        household_hour,
        care_vat,
        household_vat,
        surcharges: Surcharges { saturday, sunday, holiday, may_day, evening, night, cumulate },
        minimum_minutes: minimum?,
        monthly_fee: monthly_fee.unwrap_or_default(),
        opening_fee: opening_fee.unwrap_or_default(),
        meal,
        remote_alarm_month,
    };
    if !right {
        return None;
    }
    // What a form of times cannot write, a window to 24:00, stays where nothing else changed.
    if let Some(before) = before.filter(|before| alike(before, &terms)) {
        return Tariff::try_from(before.clone()).ok();
    }
    match Tariff::try_from(terms) {
        Ok(tariff) => Some(tariff),
        Err(error) => {
            reader.wrong(field(what(error.term())), refusal(error));
            None
        }
    }
}

/// The field of a term.
fn what(term: Term) -> &'static str {
    match term {
        Term::CareHour => "aide",
        Term::HouseholdHour => "menage",
        Term::MonthlyFee => "mensuel",
        Term::OpeningFee => "ouverture",
        Term::Meal => "repas",
        Term::RemoteAlarm => "alarme",
        Term::Saturday => "samedi",
        Term::Sunday => "dimanche",
        Term::Holiday => "ferie",
        Term::MayDay => "mai",
        Term::Evening => "soir",
        Term::Night => "nuit",
        Term::Minimum => "minimum",
    }
}

/// Why a tariff is refused, with the limit that it passes.
fn refusal(error: TariffError) -> String {
    let t = french();
    let between = |sentence: &str, prices: RangeInclusive<Cents>| {
        with(sentence, &[&t.whole_euros(*prices.start()), &t.whole_euros(*prices.end())])
    };
    match error {
        TariffError::FeeInPrestataire(_) => say::FEE_WRONG.to_owned(),
        TariffError::HourPrice(_) => between(say::HOUR_PRICE_WRONG, HOUR_PRICES),
        TariffError::FlatPrice(_) => between(say::FLAT_PRICE_WRONG, FLAT_PRICES),
        TariffError::Surcharge(_) => with(say::SURCHARGE_WRONG, &[&t.percent(HIGHEST_SURCHARGE.0)]),
        TariffError::Window(_) => say::WINDOW_WRONG.to_owned(),
        TariffError::Minimum => with(say::MINIMUM_WRONG, &[&LONGEST_MINIMUM]),
    }
}

/// Whether two terms are written alike in a form.
fn alike(one: &TariffTerms, other: &TariffTerms) -> bool {
    let written = |terms: &TariffTerms| {
        let mut typed = Typed::default();
        typed.put("debut", day_text(terms.from));
        fill_terms(&mut typed, 0, terms);
        typed
    };
    written(one) == written(other)
}

/// The surcharge of a time of day: its rate with its window. A window alone, or a rate without one, is wrong.
fn time(
    reader: &mut Reader<'_>,
    at: usize,
    what: &str,
    rate: Option<BasisPoints>,
) -> Result<Option<TimeSurcharge>, ()> {
    let start = reader.time(&name(at, &format!("{what}-de")), say::WINDOW_WRONG);
    let end = reader.time(&name(at, &format!("{what}-a")), say::WINDOW_WRONG);
    match (rate, start, end) {
        (None, None, None) => Ok(None),
        (Some(rate), Some(start), Some(end)) => Ok(Some(TimeSurcharge { window: Window { start, end }, rate })),
        _ => {
            reader.wrong(name(at, what), say::WINDOW_WRONG);
            Err(())
        }
    }
}
