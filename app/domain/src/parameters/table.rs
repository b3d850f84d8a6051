//! The values shipped with the program: data, a line each, oldest first. Values of a coming year are added here or by
//! staff. A link leads to the article itself where its identifier is known, else to Légifrance's search of its number.

use std::borrow::Cow;

use jiff::civil::{Date, date};
use rust_decimal::{Decimal, dec};

use super::{Parameter, Published, State};

const READ: Date = date(2026, 11, 28);

/// An article in force on Légifrance.
macro_rules! article {
    ($id:literal) => {
        concat!("https://www.legifrance.gouv.fr/codes/article_lc/", $id)
    };
}

/// The search of an article by its number.
macro_rules! number {
    ($number:literal) => {
        concat!(
            "https://www.legifrance.gouv.fr/search/code?tab_selection=code&searchField=NUM_ARTICLE&query=",
            $number,
            "&searchType=EXACTE"
        )
    };
}

/// A text and where it is read.
type Source = (&'static str, &'static str);

pub(super) const PCH: &str = "CASF L314-2-1 et arrêté du 28 décembre 2005 (tarifs de la PCH)";
pub(super) const CASF: &str = number!("L314-2-1");

const FLOOR: Source = ("CASF L314-2-1 (tarif plancher national, montant de l’année)", CASF);
const FORMULA: Source = ("CASF L314-2-1 et décret 2024-2 du 2 janvier 2024 (0,01941 × MTP du 1er janvier)", CASF);
const MTP: Source = ("CASF L232-3-1 (majoration pour tierce personne)", number!("L232-3-1"));
const CEILING: Source = ("CASF R232-10", article!("LEGIARTI000048878530"));
const SMIC: Source = ("Code du travail L3231-2 et suivants", number!("L3231-2"));
const SMIC_2024: Source = ("Décret 2023-1216 (Code du travail L3231-2 et suivants)", number!("L3231-2"));
const SMIC_NOVEMBER_2024: Source = ("Décret 2024-951 (Code du travail L3231-2 et suivants)", number!("L3231-2"));
const PCH_TARIFFS: Source = (PCH, CASF);
/// Read in one secondary source.
const PCH_SECONDARY: Source =
    ("Arrêté du 28 décembre 2005 (tarifs de la PCH), d’après une seule source secondaire", CASF);
const RISE: Source = ("CASF L347-1 (arrêté annuel)", number!("L347-1"));
const ASPA: Source = ("CSS D815-2", number!("D815-2"));
const CREDIT: Source = ("CGI 199 sexdecies", number!("199%20sexdecies"));
const CNAV: Source = ("Circulaire Cnav (plan d’actions personnalisé)", "https://www.legislation.cnav.fr/");
const EMERGENCY: Source = ("CASF R232-29 (APA d’urgence)", number!("R232-29"));
const ARDH: Source =
    ("Circulaire Cnav (aide au retour à domicile après hospitalisation)", "https://www.legislation.cnav.fr/");
const RECOVERY: Source = ("CASF L132-8 et R132-12", number!("R132-12"));

/// The first floor price: what stands for any day before it.
pub(super) fn first_floor() -> Published {
    year(Parameter::FloorHour, 2022, dec!(22), FLOOR)
}

/// A value published for one year.
fn year(parameter: Parameter, year: i16, value: Decimal, source: Source) -> Published {
    Published { until: Some(date(year + 1, 1, 1)), ..since(parameter, date(year, 1, 1), value, source) }
}

/// Holds until another is published.
fn since(parameter: Parameter, from: Date, value: Decimal, (article, url): Source) -> Published {
    let (article, url) = (Cow::Borrowed(article), Cow::Borrowed(url));
    Published { parameter, value, state: State::Published, from, until: None, article, url, read: READ }
}

fn between(parameter: Parameter, from: Date, until: Date, value: Decimal, source: Source) -> Published {
    Published { until: Some(until), ..since(parameter, from, value, source) }
}

/// The ceilings of 2024 to 2026 were published as amounts; after them only the multiple is known.
fn ceiling(parameter: Parameter, multiple: Decimal) -> [Published; 2] {
    let (from, until) = (date(2024, 1, 1), date(2027, 1, 1));
    let computed = Published { state: State::Computed, ..since(parameter, until, multiple, CEILING) };
    [between(parameter, from, until, multiple, CEILING), computed]
}

pub(super) fn values() -> Vec<Published> {
    use Parameter::*;
    let (from_2024, from_2026, from_2027) = (date(2024, 1, 1), date(2026, 1, 1), date(2027, 1, 1));
    let (november_2024, june_2026) = (date(2024, 11, 1), date(2026, 6, 1));
    let (pch_from, pch_until) = (date(2024, 6, 1), date(2025, 4, 1));
    let credit = |parameter, value| between(parameter, from_2024, from_2027, value, CREDIT);
    let mut values = vec![
        first_floor(),
        year(FloorHour, 2023, dec!(23), FLOOR),
        year(FloorHour, 2024, dec!(23.50), FLOOR),
        year(FloorHour, 2025, dec!(24.58), FLOOR),
        year(FloorHour, 2026, dec!(25), FLOOR),
        since(FloorCoefficient, from_2024, dec!(0.01941), FORMULA),
        year(Mtp, 2024, dec!(1210.90), MTP),
        year(Mtp, 2025, dec!(1266.60), MTP),
        year(Mtp, 2026, dec!(1288.13), MTP),
        year(Mtp, 2027, dec!(1298.44), MTP),
        between(SmicHour, from_2024, november_2024, dec!(11.65), SMIC_2024),
        between(SmicHour, november_2024, from_2026, dec!(11.88), SMIC_NOVEMBER_2024),
        between(SmicHour, from_2026, june_2026, dec!(12.02), SMIC),
        between(SmicHour, june_2026, from_2027, dec!(12.31), SMIC),
        year(AspaSingle, 2026, dec!(1043.59), ASPA),
        year(AspaCouple, 2026, dec!(1620.18), ASPA),
        // Settled to the end of 2026: the finance bill for 2027 is in debate.
        credit(TaxCreditRate, dec!(50)),
        credit(TaxCreditBase, dec!(12000)),
        credit(TaxCreditMember, dec!(1500)),
        credit(TaxCreditMost, dec!(15000)),
        credit(TaxCreditInvalidity, dec!(20000)),
        year(PensionFundHour, 2025, dec!(26.80), CNAV),
        year(PchPrestataireHour, 2024, dec!(23.50), PCH_TARIFFS),
        year(PchPrestataireHour, 2025, dec!(24.58), PCH_TARIFFS),
        year(PchPrestataireHour, 2026, dec!(25), PCH_TARIFFS),
        between(PchMandataireHour, pch_from, pch_until, dec!(20.85), PCH_TARIFFS),
        between(PchMandataireHour, from_2026, june_2026, dec!(21.27), PCH_SECONDARY),
        between(PchDirectHour, pch_from, pch_until, dec!(18.96), PCH_TARIFFS),
        between(PchDirectHour, from_2026, june_2026, dec!(19.34), PCH_SECONDARY),
        year(YearlyRise, 2025, dec!(3.84), RISE),
        year(YearlyRise, 2026, dec!(2), RISE),
        since(EmergencyShare, from_2024, dec!(50), EMERGENCY),
        year(HospitalReturn, 2026, dec!(1800), ARDH),
        since(RecoveryThreshold, from_2024, dec!(46000), RECOVERY),
    ];
    let multiples = [
        (ApaCeilingGir1, dec!(1.615)),
        (ApaCeilingGir2, dec!(1.306)),
        (ApaCeilingGir3, dec!(0.944)),
        (ApaCeilingGir4, dec!(0.630)),
    ];
    values.extend(multiples.into_iter().flat_map(|(parameter, multiple)| ceiling(parameter, multiple)));
    values
}
