//! The price of a provider among the others, and how it changed: a drawing with its table, each figure dated.

use domain::provider::acts::{HourKind, Mode};
use domain::provider::listing::Listing;
use domain::provider::price_distribution::{Bin, Distribution, Price, price_history};
use domain::values::closed_list::ClosedList;
use domain::{Catalogue, Cents};
use jiff::civil::Date;
use maud::{Markup, html};

use crate::text::{Common, ProviderWords as W, Words};

/// Units of the drawing: a column and the whole height.
const COLUMN: u32 = 40;
const HEIGHT: u32 = 160;
/// Width that the words of a price may take on a phone.
const LABEL: i64 = 240;
/// Room under the columns for the scale and the arrow.
const SCALE: u32 = 64;

/// The price of an hour of care among those of the other services: a drawing, a sentence and a table.
pub fn distribution(t: Words, catalogue: &Catalogue, listing: &Listing, today: Date) -> Markup {
    // Of the first mode in which it has a price; else of the most common one.
    let price = |mode: Mode| listing.tariff_on(mode, today).and_then(|tariff| tariff.hour_price(HourKind::Care));
    let mode = Mode::ALL.iter().copied().find(|mode| price(*mode).is_some()).unwrap_or(Mode::Prestataire);
    let Some(all) = Distribution::of(catalogue, mode, HourKind::Care, today) else {
        return html! { p { (t.say(W::DistributionFew)) } };
    };
    let own = price(mode);
    let mode = t.name(mode);
    let services = |count: u32| t.count(count, Common::Service, Common::Services);
    let (known, day) = (services(all.count), t.date(all.on));
    let (lower, upper) = (t.euros(all.quartiles.lower), t.euros(all.quartiles.upper));
    let (words, label) = match own {
        Some(own) => {
            let place = all.place_of(own);
            let (dearer, cheaper) = (services(place.dearer), services(place.cheaper));
            let own = t.euros(own);
            let words = t.fill(W::DistributionWords, &[&own, &dearer, &cheaper, &known, &day, &lower, &upper, &mode]);
            (words, t.fill(W::DistributionLabel, &[&own]))
        }
        None => {
            let words = t.fill(W::DistributionOther, &[&known, &day, &lower, &upper, &mode]);
            (words, t.say(W::DistributionLabelOther).to_owned())
        }
    };
    html! {
        p { (words) }
        (columns(t, &all, own, &label))
        details {
            summary { (t.say(W::DistributionTable)) }
            table {
                caption { (label) }
                thead { tr { th scope="col" { (t.say(W::DistributionRange)) } th scope="col" { (t.say(W::DistributionCount)) } } }
                tbody {
                    @for bin in &all.bins {
                        tr {
                            th scope="row" {
                                (t.fill(W::FromTo, &[&t.whole_euros(bin.from), &t.whole_euros(bin.to)]))
                                @if own.is_some_and(|own| holds(bin, own)) { " (" (t.say(W::DistributionThis)) ")" }
                            }
                            td { (bin.count) }
                        }
                    }
                }
            }
        }
    }
}

/// A price on the border of two bins is in the second.
fn holds(bin: &Bin, price: Cents) -> bool {
    bin.from <= price && price < bin.to
}

fn columns(t: Words, all: &Distribution, own: Option<Cents>, label: &str) -> Markup {
    let width = all.bins.len() as u32 * COLUMN;
    let highest = all.bins.iter().map(|bin| bin.count).max().unwrap_or(1).max(1);
    let first = all.bins.first().map_or(Cents(0), |bin| bin.from);
    let last = all.bins.last().map_or(Cents(0), |bin| bin.to);
    let span = (last.0 - first.0).max(1);
    // Where a price stands on the scale.
    let across = |price: Cents| (price.0 - first.0) * i64::from(width) / span;
    html! {
        svg.columns viewBox={ "0 0 " (width) " " (HEIGHT + SCALE) } role="img" aria-label=(label) {
            @for (at, bin) in (0..).zip(&all.bins) {
                @let height = bin.count * HEIGHT / highest;
                @let class = if own.is_some_and(|own| holds(bin, own)) { "column own" } else { "column" };
                rect class=(class) x=(at * COLUMN + 3) y=(HEIGHT - height) width=(COLUMN - 6) height=(height) {}
            }
            line.scale x1="0" x2=(width) y1=(HEIGHT) y2=(HEIGHT) {}
            // An end of the scale gives way to the price where they would touch.
            @let clear = |end: i64| own.is_none_or(|own| (across(own) - end).abs() > LABEL);
            @if clear(0) { text.scale-words x="0" y=(HEIGHT + SCALE - 8) { (t.whole_euros(first)) } }
            @if clear(i64::from(width)) { text.scale-words.end x=(width) y=(HEIGHT + SCALE - 8) { (t.whole_euros(last)) } }
            @if let Some(own) = own {
                @let x = across(own);
                path.arrow d={ "M" (x) " " (HEIGHT + 4) "l10 18h-20z" } {}
                @let edge = if x < LABEL / 2 { "scale-words start" } else if x > i64::from(width) - LABEL / 2 { "scale-words end" } else { "scale-words middle" };
                text class=(edge) x=(x) y=(HEIGHT + SCALE - 8) { (t.euros(own)) }
            }
        }
    }
}

/// How the prices of each mode changed, oldest first.
pub fn history(t: Words, listing: &Listing, today: Date) -> Markup {
    let modes = Mode::ALL.iter().map(|mode| (*mode, price_history(listing, *mode)));
    let changed: Vec<_> = modes.filter(|(_, steps)| steps.len() > 1).collect();
    let price = |price: &Option<Price>| match price {
        Some(price) => t.euros(price.hour),
        None => t.say(Common::Unknown).to_owned(),
    };
    html! {
        @if changed.is_empty() && listing.tariffs.value().is_some_and(|tariffs| !tariffs.is_empty()) {
            p { (t.say(W::HistoryOne)) }
        }
        @for (mode, steps) in &changed {
            table.history {
                caption { (t.fill(W::HistoryCaption, &[&t.name(*mode)])) }
                thead {
                    tr { @for column in [W::Since, W::CareColumn, W::HouseholdColumn, W::ChangeColumn] { th scope="col" { (t.say(column)) } } }
                }
                tbody {
                    @for step in steps {
                        tr {
                            th scope="row" {
                                (t.date(step.from))
                                @if step.from > today { " " span.outdated { "(" (t.say(W::ToCome)) ")" } }
                            }
                            td { (price(&step.care)) }
                            td { (price(&step.household)) }
                            td { (change(t, &step.care)) }
                        }
                    }
                }
            }
        }
    }
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
