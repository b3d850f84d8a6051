//! The prices of a provider: the tariffs in force as a table, those to come, and one tariff in one line.

use domain::provider::listing::{Kind, Known, Listing};
use domain::provider::tariff::{TariffTerms, TimeSurcharge};
use domain::values::closed_list::ClosedList;
use domain::values::money::round_half_up;
use domain::{BasisPoints, Cents, Mode, Tariff};
use jiff::civil::Date;
use leptos::prelude::*;

use super::facts::{provenance, unknown};
use crate::text::{Common, ProviderWords as W, Words};

/// The tariffs in force on a day and those announced after it.
pub fn tariffs(t: Words, listing: &Listing, today: Date) -> AnyView {
    if listing.kind == Kind::Nursing {
        return view! { <p>{t.say(W::NursingFree)}</p> }.into_any();
    }
    let Some(Known { value: tariffs, provenance: source }) = listing.tariffs.known() else {
        return view! { <p>{t.say(W::AskQuote)}</p> }.into_any();
    };
    let in_force = Mode::ALL.iter().filter_map(|mode| listing.tariff_on(*mode, today));
    let in_force: Vec<&TariffTerms> = in_force.map(Tariff::terms).collect();
    let mut to_come: Vec<&TariffTerms> = tariffs.iter().map(Tariff::terms).filter(|terms| terms.from > today).collect();
    to_come.sort_by_key(|terms| (terms.from, terms.mode));
    let to_come: Vec<AnyView> =
        to_come.into_iter().map(|terms| view! { <li>{tariff_words(t, terms)}</li> }.into_any()).collect();
    let to_come =
        (!to_come.is_empty()).then(|| view! { <h3>{t.say(W::PricesToCome)}</h3><ul class="to-come">{to_come}</ul> });
    let table = match in_force.as_slice() {
        [] => view! { <p>{t.say(W::AskQuote)}</p> }.into_any(),
        in_force => table(t, in_force),
    };
    view! { {table} {to_come} {provenance(t, source)} }.into_any()
}

/// One column for each mode, one row for each price.
fn table(t: Words, in_force: &[&TariffTerms]) -> AnyView {
    let modes: Vec<AnyView> = in_force
        .iter()
        .map(|terms| {
            let since = t.fill(W::InForceSince, &[&t.date(terms.from)]);
            view! { <th scope="col">{t.mode_explained(terms.mode)} " " <small>{since}</small></th> }.into_any()
        })
        .collect();
    let row = |label: String, cell: &dyn Fn(&TariffTerms) -> AnyView| {
        let cells: Vec<AnyView> = in_force.iter().map(|terms| view! { <td>{cell(terms)}</td> }.into_any()).collect();
        view! { <tr><th scope="row">{label}</th>{cells}</tr> }.into_any()
    };
    let label = |label: W| t.say(label).to_owned();
    let hour = |price: Option<Cents>| match price {
        Some(price) => view! { <strong>{t.euros(price)}</strong> }.into_any(),
        None => unknown(t),
    };
    let mut rows = vec![
        row(label(W::CareHour), &|terms| hour(terms.care_hour)),
        row(label(W::HouseholdHour), &|terms| hour(terms.household_hour)),
        row(label(W::Saturday), &|terms| surcharge(t, terms, terms.surcharges.saturday)),
        row(label(W::Sunday), &|terms| surcharge(t, terms, terms.surcharges.sunday)),
        row(label(W::Holiday), &|terms| surcharge(t, terms, terms.surcharges.holiday)),
        row(label(W::MayDay), &|terms| match (terms.surcharges.may_day, terms.surcharges.holiday) {
            (None, Some(_)) => t.say(W::LikeHolidays).into_any(),
            (stated, _) => surcharge(t, terms, stated),
        }),
        row(label(W::Evening), &|terms| time_surcharge(t, terms, terms.surcharges.evening)),
        row(label(W::Night), &|terms| time_surcharge(t, terms, terms.surcharges.night)),
        row(label(W::SeveralSurcharges), &|terms| {
            t.say(if terms.surcharges.cumulate { W::Cumulate } else { W::Largest }).into_any()
        }),
    ];
    let fees = |terms: &TariffTerms| {
        let fees = [(W::MonthFee, terms.monthly_fee), (W::OpeningFee, terms.opening_fee)];
        let due = fees.into_iter().filter(|(_, fee)| fee.0 > 0).map(|(what, fee)| t.fill(what, &[&t.euros(fee)]));
        let due = due.collect::<Vec<_>>().join(t.say(Common::Then));
        if due.is_empty() { t.say(W::NoFee).into_any() } else { due.into_any() }
    };
    rows.push(row(label(W::Fees), &fees));
    // Rare facts: no row if none of the modes states them.
    let mut where_stated = |title: W, words: &dyn Fn(&TariffTerms) -> Option<String>| {
        if in_force.iter().any(|terms| words(terms).is_some()) {
            rows.push(row(label(title), &|terms| words(terms).unwrap_or_else(|| "–".to_owned()).into_any()));
        }
    };
    where_stated(W::MinimumVisit, &|terms| {
        (terms.minimum_minutes > 0).then(|| t.duration(terms.minimum_minutes.into()))
    });
    where_stated(W::MealPrice, &|terms| Some(t.euros(terms.meal?)));
    where_stated(W::AlarmPrice, &|terms| Some(t.fill(Common::EurosAMonth, &[&t.euros(terms.remote_alarm_month?)])));
    view! {
        <table class="tariffs">
            <caption>{t.say(W::TariffCaption)}</caption>
            <thead><tr><th scope="col">{t.say(W::Tariff)}</th>{modes}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// "+ 25 %", and the price of an hour of care with it.
fn surcharge(t: Words, terms: &TariffTerms, stated: Option<BasisPoints>) -> AnyView {
    let Some(rate) = stated else { return unknown(t) };
    if rate.0 == 0 {
        return t.say(W::NoSurcharge).into_any();
    }
    let whole = terms.care_hour.map(|hour| {
        let price = round_half_up(hour.0.unsigned_abs() * (10_000 + u64::from(rate.0)), 10_000);
        let price = t.euros(Cents(i64::try_from(price).unwrap_or_default()));
        view! { " " <small>{t.fill(W::CareHourIs, &[&price])}</small> }
    });
    view! { {t.fill(W::PlusRate, &[&t.percent(rate.0)])} {whole} }.into_any()
}

fn time_surcharge(t: Words, terms: &TariffTerms, stated: Option<TimeSurcharge>) -> AnyView {
    let Some(stated) = stated else { return unknown(t) };
    let window = t.fill(Common::To, &[&t.time(stated.window.start), &t.time(stated.window.end)]);
    view! { <small>{window}</small> " " {surcharge(t, terms, Some(stated.rate))} }.into_any()
}

/// A tariff in one line: mode, first day, prices, surcharges and fees.
pub fn tariff_words(t: Words, terms: &TariffTerms) -> String {
    let price = |label: W, price: Option<Cents>| {
        let price = price.map_or_else(|| t.say(Common::Unknown).to_owned(), |price| t.euros(price));
        format!("{} {price}", t.say(label))
    };
    let since = t.fill(W::ModeFrom, &[&t.name(terms.mode), &t.date(terms.from)]);
    let prices = [price(W::CareColumn, terms.care_hour), price(W::HouseholdColumn, terms.household_hour)];
    t.fill(Common::Colon, &[&since, &format!("{}, {}", prices.join(", "), surcharges(t, terms))])
}

fn surcharges(t: Words, terms: &TariffTerms) -> String {
    let surcharges = &terms.surcharges;
    let rate = |rate: BasisPoints| match rate.0 {
        0 => t.say(W::NoSurcharge).to_owned(),
        points => t.fill(W::PlusRate, &[&t.percent(points)]),
    };
    let day = |label: W, stated: Option<BasisPoints>| {
        let words = stated.map_or_else(|| t.say(W::SurchargeUnknown).to_owned(), rate);
        t.fill(label, &[&words])
    };
    let time = |label: W, unknown: W, stated: Option<TimeSurcharge>| match stated {
        None => t.fill(unknown, &[&t.say(W::SurchargeUnknown)]),
        Some(time) => {
            let window = t.fill(Common::To, &[&t.time(time.window.start), &t.time(time.window.end)]);
            t.fill(label, &[&window, &rate(time.rate)])
        }
    };
    let mut parts = vec![
        day(W::SaturdayIs, surcharges.saturday),
        day(W::SundayIs, surcharges.sunday),
        day(W::HolidayIs, surcharges.holiday),
        time(W::EveningIs, W::EveningUnknown, surcharges.evening),
        time(W::NightIs, W::NightUnknown, surcharges.night),
    ];
    parts.push(match (surcharges.may_day, surcharges.holiday) {
        (None, Some(_)) => t.say(W::MayDayAsHoliday).to_owned(),
        (stated, _) => day(W::MayDayIs, stated),
    });
    parts.push(t.say(if surcharges.cumulate { W::Cumulate } else { W::Largest }).to_owned());
    let fees = [(W::MonthFee, terms.monthly_fee), (W::OpeningFee, terms.opening_fee)];
    parts.extend(fees.into_iter().filter(|(_, fee)| fee.0 > 0).map(|(what, fee)| t.fill(what, &[&t.euros(fee)])));
    let flat = [(W::Meal, terms.meal), (W::Alarm, terms.remote_alarm_month)];
    parts.extend(flat.into_iter().filter_map(|(what, price)| price.map(|price| t.fill(what, &[&t.euros(price)]))));
    if terms.minimum_minutes > 0 {
        parts.push(t.fill(W::Minimum, &[&t.duration(terms.minimum_minutes.into())]));
    }
    parts.join(t.say(Common::Then))
}
