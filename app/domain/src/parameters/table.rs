//! The values shipped with the program: data, a line each, oldest first. Values of a coming year are added here or by staff.

use std::borrow::Cow;

use jiff::civil::{Date, date};

use super::{Parameter, Published};

const READ: Date = date(2026, 11, 23);
/// Code de l'action sociale et des familles.
const CASF: &str = "https://www.legifrance.gouv.fr/codes/id/LEGITEXT000006074069/";
/// Code de la sécurité sociale.
const CSS: &str = "https://www.legifrance.gouv.fr/codes/id/LEGITEXT000006073189/";
/// Code général des impôts.
const CGI: &str = "https://www.legifrance.gouv.fr/codes/id/LEGITEXT000006069577/";
/// Code du travail.
const TRAVAIL: &str = "https://www.legifrance.gouv.fr/codes/id/LEGITEXT000006072050/";
const CNAV: &str = "https://www.legislation.cnav.fr/";

const FLOOR: &str = "CASF L314-2-1 (tarif plancher national, arrêté annuel)";
const MTP: &str = "CSS R355-1 (majoration pour tierce personne)";
const CEILING: &str = "CASF R232-10";
const SMIC: &str = "Code du travail L3231-2 et suivants";
const SMIC_2024: &str = "Décret 2023-1216 (Code du travail L3231-2 et suivants)";
const SMIC_NOVEMBER_2024: &str = "Décret 2024-951 (Code du travail L3231-2 et suivants)";
const PCH: &str = "CASF L245-3 (tarifs de la PCH)";
const RISE: &str = "CASF L347-1 (arrêté annuel)";
const ASPA: &str = "CSS D815-2";
const CREDIT: &str = "CGI 199 sexdecies";

/// The first floor price: what stands for any day before it.
pub(super) fn first_floor() -> Published {
    year(Parameter::FloorHour, 2022, 22_000, FLOOR, CASF)
}

fn year(parameter: Parameter, year: i16, thousandths: u64, article: &'static str, url: &'static str) -> Published {
    let (from, until) = (date(year, 1, 1), Some(date(year + 1, 1, 1)));
    let (article, url) = (Cow::Borrowed(article), Cow::Borrowed(url));
    Published { parameter, thousandths, from, until, article, url, read: READ }
}

/// Holds until another is published.
fn since(parameter: Parameter, from: Date, thousandths: u64, article: &'static str, url: &'static str) -> Published {
    let (article, url) = (Cow::Borrowed(article), Cow::Borrowed(url));
    Published { parameter, thousandths, from, until: None, article, url, read: READ }
}

pub(super) fn values() -> Vec<Published> {
    use Parameter::*;
    let (from_2024, from_2026) = (date(2024, 1, 1), date(2026, 1, 1));
    let (november_2024, june_2026) = (date(2024, 11, 1), date(2026, 6, 1));
    let pch_2024 = |parameter, thousandths| Published {
        until: Some(from_2026),
        ..since(parameter, date(2024, 6, 1), thousandths, PCH, CASF)
    };
    vec![
        first_floor(),
        year(FloorHour, 2023, 23_000, FLOOR, CASF),
        year(FloorHour, 2024, 23_500, FLOOR, CASF),
        year(FloorHour, 2025, 24_580, FLOOR, CASF),
        year(FloorHour, 2026, 25_000, FLOOR, CASF),
        year(Mtp, 2024, 1_210_900, MTP, CSS),
        year(Mtp, 2025, 1_266_600, MTP, CSS),
        year(Mtp, 2026, 1_288_130, MTP, CSS),
        since(ApaCeilingGir1, from_2024, 1_615, CEILING, CASF),
        since(ApaCeilingGir2, from_2024, 1_306, CEILING, CASF),
        since(ApaCeilingGir3, from_2024, 944, CEILING, CASF),
        since(ApaCeilingGir4, from_2024, 630, CEILING, CASF),
        Published { until: Some(november_2024), ..since(SmicHour, from_2024, 11_650, SMIC_2024, TRAVAIL) },
        Published { until: Some(from_2026), ..since(SmicHour, november_2024, 11_880, SMIC_NOVEMBER_2024, TRAVAIL) },
        Published { until: Some(june_2026), ..since(SmicHour, from_2026, 12_020, SMIC, TRAVAIL) },
        Published { until: Some(date(2027, 1, 1)), ..since(SmicHour, june_2026, 12_310, SMIC, TRAVAIL) },
        year(AspaSingle, 2026, 1_043_590, ASPA, CSS),
        year(AspaCouple, 2026, 1_620_180, ASPA, CSS),
        since(TaxCreditRate, from_2024, 50_000, CREDIT, CGI),
        since(TaxCreditBase, from_2024, 12_000_000, CREDIT, CGI),
        since(TaxCreditMember, from_2024, 1_500_000, CREDIT, CGI),
        since(TaxCreditMost, from_2024, 15_000_000, CREDIT, CGI),
        since(TaxCreditInvalidity, from_2024, 20_000_000, CREDIT, CGI),
        year(PensionFundHour, 2025, 26_800, "Circulaire Cnav (plan d'actions personnalisé)", CNAV),
        pch_2024(PchPrestataireHour, 23_500),
        year(PchPrestataireHour, 2026, 25_000, PCH, CASF),
        pch_2024(PchMandataireHour, 20_850),
        pch_2024(PchDirectHour, 18_960),
        year(YearlyRise, 2025, 3_840, RISE, CASF),
        year(YearlyRise, 2026, 2_000, RISE, CASF),
    ]
}
