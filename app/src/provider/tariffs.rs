//! The prices of a provider: every dated tariff, with its surcharges and fees.

use domain::provider::listing::{Kind, Known, Listing};
use domain::provider::tariff::{TariffTerms, TimeSurcharge};
use domain::{BasisPoints, Cents, Tariff};
use jiff::civil::Date;
use maud::{Markup, html};

use crate::text::{Common, ProviderWords as W, Words};

/// All that is known of the prices, the newest first.
pub fn tariffs(t: Words, listing: &Listing, today: Date) -> Markup {
    if listing.kind == Kind::Nursing {
        return html! { p { (t.say(W::NursingFree)) } };
    }
    let Some(Known { value: tariffs, provenance }) = listing.tariffs.known() else {
        return html! { p { (t.say(W::AskQuote)) } };
    };
    let mut sorted: Vec<&TariffTerms> = tariffs.iter().map(Tariff::terms).collect();
    sorted.sort_by_key(|terms| (terms.mode, std::cmp::Reverse(terms.from)));
    let price = |price: Option<Cents>| price.map_or_else(|| t.say(Common::Unknown).to_owned(), |price| t.euros(price));
    html! {
        table.tariffs {
            caption { (t.say(W::TariffCaption)) }
            thead {
                tr {
                    @for column in [W::Tariff, W::CareColumn, W::HouseholdColumn] { th scope="col" { (t.say(column)) } }
                }
            }
            tbody {
                @for terms in sorted {
                    @let since = if terms.from > today { W::ModeFrom } else { W::ModeSince };
                    tr {
                        th scope="row" { (t.fill(since, &[&t.name(terms.mode), &t.date(terms.from)])) }
                        td { (price(terms.care_hour)) }
                        td { (price(terms.household_hour)) }
                    }
                    tr.surcharges { td colspan="3" { strong { (t.say(W::Surcharges)) } " – " (surcharges(t, terms)) } }
                }
            }
        }
        p.sources { (t.provenance(provenance)) }
    }
}

/// A tariff in one line: mode, first day, prices, surcharges and fees.
pub fn tariff_words(t: Words, terms: &TariffTerms) -> String {
    let price = |label: W, price: Option<Cents>| {
        let price = price.map_or_else(|| t.say(Common::Unknown).to_owned(), |price| t.euros(price));
        format!("{} {price}", t.say(label))
    };
    let since = t.fill(W::ModeFrom, &[&t.name(terms.mode), &t.date(terms.from)]);
    let prices = [price(W::CareColumn, terms.care_hour), price(W::HouseholdColumn, terms.household_hour)];
    format!("{since} : {}, {}", prices.join(", "), surcharges(t, terms))
}

fn surcharges(t: Words, terms: &TariffTerms) -> String {
    let said = &terms.surcharges;
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
        day(W::SaturdayIs, said.saturday),
        day(W::SundayIs, said.sunday),
        day(W::HolidayIs, said.holiday),
        time(W::EveningIs, W::EveningUnknown, said.evening),
        time(W::NightIs, W::NightUnknown, said.night),
    ];
    parts.push(match (said.may_day, said.holiday) {
        (None, Some(_)) => t.say(W::MayDayAsHoliday).to_owned(),
        (stated, _) => day(W::MayDayIs, stated),
    });
    parts.push(t.say(if said.cumulate { W::Cumulate } else { W::Largest }).to_owned());
    let fees = [(W::MonthFee, terms.monthly_fee), (W::OpeningFee, terms.opening_fee)];
    parts.extend(fees.into_iter().filter(|(_, fee)| fee.0 > 0).map(|(what, fee)| t.fill(what, &[&t.euros(fee)])));
    let flat = [(W::Meal, terms.meal), (W::Alarm, terms.remote_alarm_month)];
    parts.extend(flat.into_iter().filter_map(|(what, price)| price.map(|price| t.fill(what, &[&t.euros(price)]))));
    if terms.minimum_minutes > 0 {
        parts.push(t.fill(W::Minimum, &[&t.duration(terms.minimum_minutes.into())]));
    }
    parts.join(t.say(Common::Then))
}
