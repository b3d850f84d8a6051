//! The tariffs of a listing as fields of its form: each known one, and a new one taken from the one in force.

use domain::provider::listing::Kind;
use domain::provider::tariff::{Surcharges, TariffError, TimeSurcharge, Vat};
use domain::readers::amounts::{Per, euros_per};
use domain::readers::durations;
use domain::readers::rates::{RateError, percent, percent_text};
use domain::time::hours::Window;
use domain::values::closed_list::ClosedList;
use domain::{BasisPoints, Cents, Listing, Mode, Tariff, TariffTerms};
use jiff::civil::Date;
use maud::{Markup, html};

use super::form::Reader;
use crate::format::clock;
use crate::staff::controls::{Controls, choices};
use crate::staff::french;
use crate::staff::typed::Typed;
use crate::text::editor as say;
use crate::text::staff::fill as with;

/// Tariffs that a form may hold.
const MOST: usize = 60;

/// The field of a tariff: "tarif-0-aide".
pub fn name(at: usize, what: &str) -> String {
    format!("tarif-{at}-{what}")
}

/// Marks the new tariff of a form.
const NEW: &str = "nouveau";

const VATS: [(Vat, &str, &str); 4] = [
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
fn sorted(listing: &Listing) -> Vec<&TariffTerms> {
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
        typed.put(name(at, "debut"), terms.from);
        fill_terms(typed, at, terms);
    }
    let at = known.len();
    typed.put(name(at, NEW), "oui");
    typed.put(name(at, "debut"), "");
    let in_force = Mode::ALL.iter().find_map(|mode| listing.tariff_on(*mode, today));
    match in_force.map(Tariff::terms).or(known.first().copied()) {
        Some(terms) => fill_terms(typed, at, terms),
        None => typed.put(name(at, "mode"), Mode::Prestataire.code()),
    }
}

fn fill_terms(typed: &mut Typed, at: usize, terms: &TariffTerms) {
    let mut put = |what: &str, value: Option<String>| typed.put(name(at, what), value.unwrap_or_default());
    put("mode", Some(terms.mode.code().to_owned()));
    put("aide", terms.care_hour.map(euros));
    put("menage", terms.household_hour.map(euros));
    let vat =
        |vat: Option<Vat>| vat.and_then(|own| VATS.iter().find(|line| line.0 == own).map(|line| line.1.to_owned()));
    put("tva-aide", vat(terms.care_vat));
    put("tva-menage", vat(terms.household_vat));
    let said = &terms.surcharges;
    put("samedi", said.saturday.map(percent_text));
    put("dimanche", said.sunday.map(percent_text));
    put("ferie", said.holiday.map(percent_text));
    put("mai", said.may_day.map(percent_text));
    for (what, time) in [("soir", said.evening), ("nuit", said.night)] {
        put(what, time.map(|time| percent_text(time.rate)));
        put(&format!("{what}-de"), time.map(|time| clock(time.window.start % 1440)));
        put(&format!("{what}-a"), time.map(|time| clock(time.window.end % 1440)));
    }
    put("cumul", said.cumulate.then(|| "oui".to_owned()));
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
    let base = sorted(reader.base);
    for at in 0..MOST {
        if !reader.typed.is_sent(&name(at, "mode")) {
            break;
        }
        if reader.typed.ticked(&name(at, "retirer")) {
            continue;
        }
        let untouched = reader.typed.ticked(&name(at, NEW))
            && reader.typed.get(&name(at, "debut")).is_empty()
            && is_as_offered(reader, at);
        if untouched {
            continue;
        }
        let before = base.get(at).copied();
        match read_one(reader, at, before) {
            Some(tariff) => {
                let (mode, from) = (tariff.terms().mode, tariff.terms().from);
                if tariffs.iter().any(|own| own.terms().mode == mode && own.terms().from == from) {
                    reader.wrong(name(at, "debut"), say::TARIFF_TWICE);
                    right = false;
                }
                tariffs.push(tariff);
            }
            None => right = false,
        }
    }
    right.then_some(tariffs)
}

/// Whether nothing was typed into the new tariff: it is as it was offered.
fn is_as_offered(reader: &Reader<'_>, at: usize) -> bool {
    let mut offered = Typed::default();
    fill(&mut offered, reader.base, reader.today());
    let own = name(at, "");
    offered.pairs().filter(|(field, _)| field.starts_with(&own)).all(|(field, value)| reader.typed.get(field) == value)
}

fn read_one(reader: &mut Reader<'_>, at: usize, before: Option<&TariffTerms>) -> Option<Tariff> {
    let own = |what: &str| name(at, what);
    let mode = reader.choice::<Mode>(&own("mode"));
    if mode.is_none() {
        reader.wrong(own("mode"), say::CHOICE_WRONG);
    }
    let from = reader.date(&own("debut"));
    if from.is_none() {
        reader.wrong(own("debut"), say::DATE_WRONG);
    }
    let mut right = true;
    let mut amount = |what: &str, per: Per| {
        let field = own(what);
        let text = reader.typed.get(&field);
        if text.is_empty() {
            return None;
        }
        let amount = euros_per(text, per).ok().filter(|amount| amount.0 >= 0);
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
        let field = own(what);
        let text = reader.typed.get(&field);
        if text.is_empty() {
            return None;
        }
        let wrong = match percent(text) {
            Ok(rate) if rate.0 <= 30_000 => return Some(rate),
            Ok(_) | Err(RateError::Unreadable) => say::PERCENT_WRONG,
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
        let text = reader.typed.get(&own(what));
        VATS.iter().find(|line| line.1 == text).map(|line| line.0)
    };
    let (care_vat, household_vat) = (vat(reader, "tva-aide"), vat(reader, "tva-menage"));
    let minimum = match reader.typed.get(&own("minimum")) {
        "" => Some(0),
        text => durations::minutes(text).ok().filter(|minutes| *minutes <= 480),
    };
    if minimum.is_none() {
        reader.wrong(own("minimum"), say::MINIMUM_WRONG);
    }
    let (Ok(evening), Ok(night)) = (evening, night) else { return None };
    let [saturday, sunday, holiday, may_day] = days;
    let cumulate = reader.typed.ticked(&own("cumul"));
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
            let (what, message) = match error {
                TariffError::FeeInPrestataire if monthly_fee.is_some_and(|fee| fee.0 > 0) => {
                    ("mensuel", say::FEE_WRONG)
                }
                TariffError::FeeInPrestataire => ("ouverture", say::FEE_WRONG),
                TariffError::HourPrice => ("aide", say::HOUR_PRICE_WRONG),
                TariffError::FlatPrice => ("repas", say::FLAT_PRICE_WRONG),
                TariffError::Surcharge => ("samedi", say::SURCHARGE_WRONG),
                TariffError::Window => ("soir", say::WINDOW_WRONG),
                TariffError::Minimum => ("minimum", say::MINIMUM_WRONG),
            };
            reader.wrong(own(what), message);
            None
        }
    }
}

/// Whether two terms are written alike in a form.
fn alike(one: &TariffTerms, other: &TariffTerms) -> bool {
    let written = |terms: &TariffTerms| {
        let mut typed = Typed::default();
        typed.put("debut", terms.from);
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

/// The tariffs of the form: those to come and in force, the past ones folded, the new one last.
pub fn section(controls: &Controls<'_>, listing: &Listing, today: Date) -> Markup {
    let known = sorted(listing);
    let past = |terms: &&TariffTerms| {
        terms.from <= today && listing.tariff_on(terms.mode, today).is_none_or(|own| own.terms().from != terms.from)
    };
    let count = known.iter().filter(|terms| past(terms)).count();
    html! {
        @for (at, terms) in known.iter().enumerate() {
            @if !past(terms) { (one(controls, at, &title(terms))) }
        }
        @if count > 0 {
            details open[known.iter().enumerate().any(|(at, terms)| past(terms) && controls.errors.iter().any(|error| error.field.starts_with(&name(at, ""))))] {
                summary { (with(say::PAST_TARIFFS, &[&count])) }
                @for (at, terms) in known.iter().enumerate() {
                    @if past(terms) { (one(controls, at, &title(terms))) }
                }
            }
        }
        (one(controls, known.len(), say::NEW_TARIFF))
    }
}

fn title(terms: &TariffTerms) -> String {
    with(say::TARIFF, &[&french().name(terms.mode), &french().date(terms.from)])
}

fn one(controls: &Controls<'_>, at: usize, title: &str) -> Markup {
    let t = french();
    let new = controls.typed.ticked(&name(at, NEW));
    let own = |what: &str| name(at, what);
    let vats: Vec<(String, String)> = VATS.iter().map(|line| (line.1.to_owned(), line.2.to_owned())).collect();
    let rate = |what: &str, label: &str| controls.text(&own(what), label);
    let window = |what: &str, label: &str| {
        html! {
            (rate(what, label))
            (controls.input(&own(&format!("{what}-de")), &with(say::WINDOW_FROM, &[&label]), "", "time"))
            (controls.input(&own(&format!("{what}-a")), &with(say::WINDOW_TO, &[&label]), "", "time"))
        }
    };
    html! {
        fieldset.tariff {
            legend { (title) }
            @if new {
                p.hint { (say::NEW_TARIFF_HINT) }
                input type="hidden" name=(own(NEW)) value="oui";
            }
            div.field-columns {
                (controls.select(&own("mode"), say::MODE, say::CHOOSE, &choices::<Mode>(|mode| t.name(mode))))
                (controls.input(&own("debut"), say::FROM, "", "date"))
                (controls.text(&own("aide"), say::CARE_HOUR))
                (controls.select(&own("tva-aide"), say::CARE_VAT, say::VAT_UNKNOWN, &vats))
                (controls.text(&own("menage"), say::HOUSEHOLD_HOUR))
                (controls.select(&own("tva-menage"), say::HOUSEHOLD_VAT, say::VAT_UNKNOWN, &vats))
            }
            p.hint { (say::SURCHARGES) }
            div.field-columns {
                (rate("samedi", say::SATURDAY))
                (rate("dimanche", say::SUNDAY))
                (rate("ferie", say::HOLIDAY))
                (rate("mai", say::MAY_DAY))
            }
            div.field-columns { (window("soir", say::EVENING)) }
            div.field-columns { (window("nuit", say::NIGHT)) }
            (controls.tick(&own("cumul"), say::CUMULATE))
            div.field-columns {
                (controls.text(&own("minimum"), say::MINIMUM))
                (controls.text(&own("mensuel"), say::MONTHLY_FEE))
                (controls.text(&own("ouverture"), say::OPENING_FEE))
                (controls.text(&own("repas"), say::MEAL))
                (controls.text(&own("alarme"), say::ALARM))
            }
            @if !new { (controls.tick(&own("retirer"), say::REMOVE_TARIFF)) }
        }
    }
}
