//! The values shipped with the program: data, one line each, oldest first. Values of a coming year are added here or by
//! staff. A link leads to the article itself if its identifier is known, else to the search of Légifrance for its
//! number.

use std::borrow::Cow;

use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use super::{Parameter, Published, State};

const READ: Date = date(2026, 11, 28);

/// An article in force on Légifrance.
macro_rules! article {
    ($id:literal) => {
        concat!("https://www.legifrance.gouv.fr/codes/article_lc/", $id)
    };
}

/// The search for an article by its number.
macro_rules! number {
    ($number:literal) => {
        concat!(
            "https://www.legifrance.gouv.fr/search/code?tab_selection=code&searchField=NUM_ARTICLE&query=",
            $number,
            "&searchType=EXACTE"
        )
    };
}

/// A legal text and where it can be read.
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
/// Found in one secondary source only.
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

/// Digits, and how many of them are decimals: 1 288.13 is `exact(128_813, 2)`.
fn exact(digits: i64, decimals: u32) -> Decimal {
    Decimal::new(digits, decimals)
}

/// The first floor price, which is used for every earlier day too.
pub(super) fn first_floor() -> Published {
    year(Parameter::FloorHour, 2022, exact(22, 0), FLOOR)
}

/// A value published for one year.
fn year(parameter: Parameter, year: i16, value: Decimal, source: Source) -> Published {
    Published { until: Some(date(year + 1, 1, 1)), ..since(parameter, date(year, 1, 1), value, source) }
}

/// Applies until another is published.
fn since(parameter: Parameter, from: Date, value: Decimal, (article, url): Source) -> Published {
    let (article, url) = (Cow::Borrowed(article), Cow::Borrowed(url));
    Published { parameter, value, state: State::Published, from, until: None, article, url, read: READ }
}

fn between(parameter: Parameter, from: Date, until: Date, value: Decimal, source: Source) -> Published {
    Published { until: Some(until), ..since(parameter, from, value, source) }
}

/// The ceilings of 2024 to 2026 were published as amounts; for later years only the multiple is known.
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
        year(FloorHour, 2023, exact(23, 0), FLOOR),
        year(FloorHour, 2024, exact(2350, 2), FLOOR),
        year(FloorHour, 2025, exact(2458, 2), FLOOR),
        year(FloorHour, 2026, exact(25, 0), FLOOR),
        since(FloorCoefficient, from_2024, exact(1941, 5), FORMULA),
        year(Mtp, 2024, exact(121_090, 2), MTP),
        year(Mtp, 2025, exact(126_660, 2), MTP),
        year(Mtp, 2026, exact(128_813, 2), MTP),
        year(Mtp, 2027, exact(129_844, 2), MTP),
        between(SmicHour, from_2024, november_2024, exact(1165, 2), SMIC_2024),
        between(SmicHour, november_2024, from_2026, exact(1188, 2), SMIC_NOVEMBER_2024),
        between(SmicHour, from_2026, june_2026, exact(1202, 2), SMIC),
        between(SmicHour, june_2026, from_2027, exact(1231, 2), SMIC),
        year(AspaSingle, 2026, exact(104_359, 2), ASPA),
        year(AspaCouple, 2026, exact(162_018, 2), ASPA),
        // Certain until the end of 2026: the finance bill for 2027 is in debate.
        credit(TaxCreditRate, exact(50, 0)),
        credit(TaxCreditBase, exact(12_000, 0)),
        credit(TaxCreditMember, exact(1500, 0)),
        credit(TaxCreditMost, exact(15_000, 0)),
        credit(TaxCreditInvalidity, exact(20_000, 0)),
        credit(TaxCreditFirstYear, exact(15_000, 0)),
        credit(TaxCreditFirstYearMost, exact(18_000, 0)),
        year(PensionFundHour, 2025, exact(2680, 2), CNAV),
        year(PchPrestataireHour, 2024, exact(2350, 2), PCH_TARIFFS),
        year(PchPrestataireHour, 2025, exact(2458, 2), PCH_TARIFFS),
        year(PchPrestataireHour, 2026, exact(25, 0), PCH_TARIFFS),
        between(PchMandataireHour, pch_from, pch_until, exact(2085, 2), PCH_TARIFFS),
        between(PchMandataireHour, from_2026, june_2026, exact(2127, 2), PCH_SECONDARY),
        between(PchDirectHour, pch_from, pch_until, exact(1896, 2), PCH_TARIFFS),
        between(PchDirectHour, from_2026, june_2026, exact(1934, 2), PCH_SECONDARY),
        year(YearlyRise, 2025, exact(384, 2), RISE),
        year(YearlyRise, 2026, exact(2, 0), RISE),
        since(EmergencyShare, from_2024, exact(50, 0), EMERGENCY),
        year(HospitalReturn, 2026, exact(1800, 0), ARDH),
        since(RecoveryThreshold, from_2024, exact(46_000, 0), RECOVERY),
    ];
    let multiples = [
        (ApaCeilingGir1, exact(1615, 3)),
        (ApaCeilingGir2, exact(1306, 3)),
        (ApaCeilingGir3, exact(944, 3)),
        (ApaCeilingGir4, exact(630, 3)),
    ];
    values.extend(multiples.into_iter().flat_map(|(parameter, multiple)| ceiling(parameter, multiple)));
    values
}
