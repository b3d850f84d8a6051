//! Every value of the law on a day, with its year, its article and its source; those that are not known are named too.

use domain::aids::{ApaRules, Gir};
use domain::law::parameters::{Parameter, Used};
use domain::values::closed_list::ClosedList;
use domain::{Cents, Parameters};
use jiff::civil::Date;
use leptos::prelude::*;

use crate::text::{Aids, MethodWords as W, Words};

pub fn law_table(t: Words, parameters: &Parameters, today: Date) -> AnyView {
    let columns = [W::Value, W::AmountYear, W::Text].map(|column| view! { <th scope="col">{t.say(column)}</th> });
    let rows = Parameter::ALL.iter().map(|parameter| {
        let cells = match find(*parameter, parameters, today) {
            Some(used) => known(t, *parameter, &used, parameters, today),
            None => view! {
                <td class="unknown">{t.say(W::NotKnown)}</td>
                <td></td>
            }
            .into_any(),
        };
        view! { <tr><th scope="row">{t.parameter(*parameter)}</th>{cells}</tr> }.into_any()
    });
    view! {
        <table class="law lines">
            <caption>{t.fill(W::LawCaption, &[&t.date(today)])}</caption>
            <thead><tr>{columns}</tr></thead>
            <tbody>{rows.collect::<Vec<_>>()}</tbody>
        </table>
    }
    .into_any()
}

/// A tariff of the past is not used for today: nothing is computed with it.
fn find(parameter: Parameter, parameters: &Parameters, today: Date) -> Option<Used> {
    let used = parameters.find(parameter, today).map(|found| Used::from(&found))?;
    (!used.outdated || !is_counted_in_force_only(parameter)).then_some(used)
}

fn known(t: Words, parameter: Parameter, used: &Used, parameters: &Parameters, today: Date) -> AnyView {
    let year = if used.until.is_none() { W::Since } else { W::Year };
    let mut amount = t.fill(year, &[&t.law_value(parameter, used.value), &used.from.year()]);
    if let Some(ceiling) = ceiling(parameter, parameters, today) {
        amount.push_str(&t.fill(W::CeilingIs, &[&t.euros(ceiling)]));
    }
    amount.push_str(&t.state(used.state));
    let amount = match used.outdated {
        true => view! { {amount}<strong class="outdated">{t.provisional(used, today.year())}</strong> }.into_any(),
        false => amount.into_any(),
    };
    view! {
        <td>{amount}</td>
        <td><a href=used.url.to_string() rel="noreferrer">{used.article.to_string()}</a>{t.fill(Aids::ReadOn, &[&t.date(used.read)])}</td>
    }
    .into_any()
}

/// The amount of a ceiling that is a multiple of the MTP.
fn ceiling(parameter: Parameter, parameters: &Parameters, today: Date) -> Option<Cents> {
    let gir = Gir::ALL.iter().find(|gir| gir.ceiling() == Some(parameter))?;
    ApaRules::on(parameters, today).ok()?.ceiling(*gir)
}

/// Whether a value is used only on the days of its validity, and no other value replaces it afterwards.
fn is_counted_in_force_only(parameter: Parameter) -> bool {
    use Parameter::{PchDirectHour, PchMandataireHour, PchPrestataireHour, PensionFundHour};
    matches!(parameter, PchDirectHour | PchMandataireHour | PchPrestataireHour | PensionFundHour)
}
