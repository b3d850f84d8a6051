//! The aids of a situation without a provider: computed and shown alike by the server and in the browser.

use domain::Parameters;
use domain::aids::{AidRules, Lacking, Reckoning, Reference};
use domain::law::parameters::{Published, Used};
use jiff::civil::Date;
use maud::{Markup, html};

use super::breakdown::{breakdown, exact, verdicts};
use super::form::{START, SituationForm, day_error};
use crate::error::FieldError;
use crate::text::{Aids as W, Words};

/// Id of the result: it is focused when it is new.
pub const RESULT: &str = "resultat";

/// The aids of a situation on a day.
#[derive(Clone, PartialEq)]
pub struct Simulation {
    pub on: Date,
    pub reckoning: Reckoning,
    /// The tariff that an estimated plan counts with.
    pub reference: (Reference, Used),
    /// Values that stand in for a year without its own.
    pub outdated: Vec<Used>,
}

/// Computes the aids of a form, or names its wrong fields.
pub fn simulate(
    t: Words,
    form: &SituationForm,
    parameters: &Parameters,
    today: Date,
) -> Result<Simulation, Vec<FieldError>> {
    let (situation, minutes, on) = match (form.parse(t), form.minutes(t), form.start(t, today)) {
        (Ok(situation), Ok(minutes), Ok(on)) => (situation, minutes, on),
        (situation, minutes, on) => {
            let wrong = situation.err().into_iter().chain(minutes.err()).chain(on.err()).flatten();
            return Err(wrong.collect());
        }
    };
    let rules = AidRules::on(parameters, on, &situation).map_err(|error| vec![day_error(t, START, error)])?;
    Ok(Simulation { on, reckoning: rules.simulate(minutes), reference: rules.reference(), outdated: rules.outdated() })
}

/// Values of the law that staff added, as an attribute of the page: postcard in hexadecimal.
pub fn packed(values: &[Published]) -> String {
    // The type has no form that postcard cannot write.
    postcard::to_stdvec(values).unwrap_or_default().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The values of such an attribute.
pub fn unpacked(values: &str) -> Vec<Published> {
    let bytes: Option<Vec<u8>> =
        values.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect();
    bytes.and_then(|bytes| postcard::from_bytes(&bytes).ok()).unwrap_or_default()
}

/// What the law gives, each aid with its reason, and how it was computed.
pub fn simulated(t: Words, simulation: &Simulation) -> Markup {
    let Simulation { on, reckoning, reference, outdated } = simulation;
    let year = on.year();
    let several = reckoning.cases.len() > 1;
    html! {
        section.simulation aria-labelledby="titre-resultat" {
            h2 id="titre-resultat" { (t.fill(W::YourAids, &[&t.date(*on)])) }
            p { (t.fill(W::ReferenceNote, &[&t.reference(reference.0), &t.value(&reference.1)])) }
            @for used in outdated {
                p.warning { (t.fill(W::OutdatedOf, &[&t.parameter(used.parameter), &t.provisional(used, year)])) }
            }
            @if let Some(lacking) = reckoning.lacking {
                @let sentence = if reckoning.cases.is_empty() { W::NoAmount } else { W::SeveralAmounts };
                p.warning { (t.fill(sentence, &[&t.lacking(lacking)])) }
            }
            @if reckoning.cases.is_empty() && reckoning.lacking.is_none() { p { (t.say(W::GiveHours)) } }
            @for case in &reckoning.cases {
                section.simulated {
                    h3 {
                        @match case.gir {
                            Some(gir) if several => (t.fill(W::IfGir, &[&t.gir(gir)])),
                            None if several && reckoning.lacking == Some(Lacking::Mtp) => (t.say(W::KeepingMtpTitle)),
                            None if several => (t.say(W::WithoutApaTitle)),
                            Some(_) | None => (t.say(W::MonthByMonth)),
                        }
                    }
                    dl.bill { div { dt { (t.say(W::HelpCost)) } dd { (t.fill(W::MonthFor, &[&"", &t.euros(case.cost), &""])) } } }
                    (exact(t, case, "", W::AidsDeducted, year))
                    details open[!several] { summary { (t.say(W::Detail)) } (breakdown(t, case, year)) }
                }
            }
            h3 { (t.say(W::EachAid)) }
            (verdicts(t, &reckoning.verdicts, year))
            p.stamp { (t.say(W::Estimated)) }
        }
    }
}
