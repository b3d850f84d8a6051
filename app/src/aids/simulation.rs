//! The aids of a situation without a provider: computed and shown in the same way by the server and in the browser.

use domain::Parameters;
use domain::aids::{AidRules, Reckoning, Reference};
use domain::law::parameters::{Published, Used};
use jiff::civil::Date;

use super::form::{START, SituationForm, day_error};
use crate::error::FieldError;
use crate::text::Words;

/// Id of the result, which receives the focus when it is new.
pub const RESULT: &str = "resultat";

/// The aids of a situation on one day.
#[derive(Clone, PartialEq)]
pub struct Simulation {
    pub on: Date,
    pub reckoning: Reckoning,
    /// The tariff by which an estimated plan is computed.
    pub reference: (Reference, Used),
    /// Values of an earlier year, used where this year has none yet.
    pub outdated: Vec<Used>,
}

/// Computes the aids of a form, or returns its wrong fields.
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
    // postcard can write every value of this type.
    postcard::to_stdvec(values).unwrap_or_default().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads the values from such an attribute.
pub fn unpacked(values: &str) -> Vec<Published> {
    let bytes: Option<Vec<u8>> =
        values.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect();
    bytes.and_then(|bytes| postcard::from_bytes(&bytes).ok()).unwrap_or_default()
}
