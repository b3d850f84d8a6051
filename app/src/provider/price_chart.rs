//! The price of a provider among the others, and how it changed. The words and tables beside each drawing say the same,
//! with the date of each figure.

use domain::provider::acts::{HourKind, Mode};
use domain::provider::listing::Listing;
use domain::provider::price_distribution::{Bin, Distribution, Price, Step, price_history};
use domain::time::calendar::day_number;
use domain::values::closed_list::ClosedList;
use domain::{Catalogue, Cents};
use jiff::civil::Date;
use leptos::prelude::*;

use super::facts::unknown;
use crate::text::{Common, ProviderWords as W, Words};
use crate::ui::chart::Chart;

/// The price of an hour of care among those of the other services: a drawing, a sentence and a table.
pub fn distribution(t: Words, catalogue: &Catalogue, listing: &Listing, today: Date) -> AnyView {
    // For the first mode in which it has a price; else for the most common mode.
    let price = |mode: Mode| listing.tariff_on(mode, today).and_then(|tariff| tariff.hour_price(HourKind::Care));
    let mode = Mode::ALL.iter().copied().find(|mode| price(*mode).is_some()).unwrap_or(Mode::Prestataire);
    let Some(all) = Distribution::of(catalogue, mode, HourKind::Care, today) else {
        return view! { <p>{t.say(W::DistributionFew)}</p> }.into_any();
    };
    let asked = price(mode);
    let mode = t.name(mode);
    let services = |count: u32| t.count(count, Common::Service, Common::Services);
    let (known, day) = (services(all.count), t.date(all.on));
    let (lower, upper) = (t.euros(all.quartiles.lower), t.euros(all.quartiles.upper));
    let words = match asked {
        Some(asked) => {
            let place = all.place_of(asked);
            let (dearer, cheaper) = (services(place.dearer), services(place.cheaper));
            let asked = t.euros(asked);
            t.fill(W::DistributionWords, &[&asked, &dearer, &cheaper, &known, &day, &lower, &upper, &mode])
        }
        None => t.fill(W::DistributionOther, &[&known, &day, &lower, &upper, &mode]),
    };
    let counts: Vec<u32> = all.bins.iter().map(|bin| bin.count).collect();
    let mark = asked.and_then(|asked| {
        let at = all.bins.iter().position(|bin| holds(bin, asked))?;
        Some((at, t.euros(asked)))
    });
    let ends = [t.euros(all.least), t.euros(all.most)];
    let chart = Chart { bins: &counts, ends, mark, words };
    view! { {chart.view(t)} {table(t, &all, asked)} }.into_any()
}

fn table(t: Words, all: &Distribution, asked: Option<Cents>) -> AnyView {
    let row = |bin: &Bin| {
        let range = t.fill(W::FromTo, &[&t.whole_euros(bin.from), &t.whole_euros(bin.to)]);
        let this = asked.is_some_and(|asked| holds(bin, asked)).then(|| format!(" ({})", t.say(W::DistributionThis)));
        view! { <tr><th scope="row">{range}{this}</th><td>{bin.count.to_string()}</td></tr> }.into_any()
    };
    let rows: Vec<AnyView> = all.bins.iter().map(row).collect();
    view! {
        <details>
            <summary>{t.say(W::DistributionTable)}</summary>
            <table>
                <caption>{t.say(W::DistributionCaption)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t.say(W::DistributionRange)}</th>
                        <th scope="col">{t.say(W::DistributionCount)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
    .into_any()
}

/// A price on the border between two columns counts in the second.
fn holds(bin: &Bin, price: Cents) -> bool {
    bin.from <= price && price < bin.to
}

/// How the price of each mode changed, folded under its line. Nothing if no change is known.
pub fn history(t: Words, listing: &Listing, today: Date) -> AnyView {
    let modes = Mode::ALL.iter().map(|mode| (*mode, price_history(listing, *mode)));
    let changed: Vec<AnyView> = modes
        .filter(|(_, steps)| steps.len() > 1)
        .map(|(mode, steps)| {
            let summary = t.fill(W::HistoryOf, &[&t.name(mode)]);
            view! {
                {step_line(&steps)}
                <details><summary>{summary}</summary>{history_table(t, mode, &steps, today)}</details>
            }
            .into_any()
        })
        .collect();
    if changed.is_empty() {
        return ().into_any();
    }
    view! { <h3>{t.say(W::History)}</h3>{changed} }.into_any()
}

/// Size of the drawing, in its units.
const WIDTH: i64 = 320;
const HEIGHT: i64 = 60;
/// Free space above and under the line.
const MARGIN: i64 = 6;

/// The price of an hour of care as steps over time: the table under it says the same. None with fewer than two prices.
fn step_line(steps: &[Step]) -> Option<AnyView> {
    let priced: Vec<(i64, i64)> =
        steps.iter().filter_map(|step| Some((i64::from(day_number(step.from)), step.care.as_ref()?.hour.0))).collect();
    let (first, last) = (priced.first()?.0, priced.last()?.0);
    let least = priced.iter().map(|(_, price)| *price).min()?;
    let most = priced.iter().map(|(_, price)| *price).max()?;
    if first == last {
        return None;
    }
    // The last sixth of the width shows the last price, which is still valid.
    let across = |day: i64| (day - first) * (WIDTH * 5 / 6) / (last - first);
    let down = |price: i64| MARGIN + (most - price) * (HEIGHT - 2 * MARGIN) / (most - least).max(1);
    let mut path = format!("M0 {}", down(priced.first()?.1));
    for (day, price) in &priced[1..] {
        path += &format!("H{}V{}", across(*day), down(*price));
    }
    path += &format!("H{WIDTH}");
    let frame = format!("0 0 {WIDTH} {HEIGHT}");
    Some(view! { <svg class="price-steps" viewBox=frame aria-hidden="true"><path d=path></path></svg> }.into_any())
}

fn history_table(t: Words, mode: Mode, steps: &[Step], today: Date) -> AnyView {
    let price = |price: &Option<Price>| match price {
        Some(price) => t.euros(price.hour).into_any(),
        None => unknown(t),
    };
    let row = |step: &Step| {
        let to_come =
            (step.from > today).then(|| view! { " " <span class="outdated">"(" {t.say(W::ToCome)} ")"</span> });
        view! {
            <tr>
                <th scope="row">{t.date(step.from)}{to_come}</th>
                <td>{price(&step.care)}</td>
                <td>{price(&step.household)}</td>
                <td>{change(t, &step.care)}</td>
            </tr>
        }
        .into_any()
    };
    let columns = [W::Since, W::CareColumn, W::HouseholdColumn, W::ChangeColumn];
    let columns = columns.map(|column| view! { <th scope="col">{t.say(column)}</th> }.into_any());
    let rows: Vec<AnyView> = steps.iter().map(row).collect();
    view! {
        <table class="history">
            <caption>{t.fill(W::HistoryCaption, &[&t.name(mode)])}</caption>
            <thead><tr>{columns}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// "+ 0,80 € (+ 3,12 %)"
fn change(t: Words, price: &Option<Price>) -> String {
    let Some(price) = price else { return String::new() };
    let Some(change) = price.change else { return t.say(W::FirstKnown).to_owned() };
    let sign = match change.cents.0 {
        0 => return t.say(W::Unchanged).to_owned(),
        1.. => "+",
        _ => "−",
    };
    let share = u16::try_from(change.basis_points.unsigned_abs()).unwrap_or(u16::MAX);
    format!("{sign} {} ({sign} {})", t.euros(Cents(change.cents.0.abs())), t.percent(share))
}

#[cfg(test)]
mod tests {
    use domain::Cents;
    use domain::provider::price_distribution::{Price, Step};
    use jiff::civil::{Date, date};
    use leptos::prelude::RenderHtml;

    use super::step_line;

    fn step(from: Date, cents: Option<i64>) -> Step {
        Step { from, care: cents.map(|cents| Price { hour: Cents(cents), change: None }), household: None }
    }

    #[test]
    fn a_price_that_rose_is_a_line_with_one_step() {
        let steps = [step(date(2025, 1, 1), Some(2500)), step(date(2026, 1, 1), Some(2600))];
        let html = step_line(&steps).expect("a line").to_html();
        assert!(html.contains("d=\"M0 54H266V6H320\""), "{html}");
    }

    #[test]
    fn one_price_is_no_line() {
        assert!(step_line(&[step(date(2025, 1, 1), Some(2500)), step(date(2026, 1, 1), None)]).is_none());
        assert!(step_line(&[step(date(2025, 1, 1), None)]).is_none());
    }
}
