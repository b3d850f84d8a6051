//! What `rank` prints: types of the command line, made from the comparison. Amounts are euros with two decimals, as strings;
//! codes are those of addresses and of imported files. Nothing here is read back.

use std::collections::BTreeMap;

use domain::cost::{self, NoCost};
use domain::need::{Criterion, NeedTerms};
use domain::ranking::robustness::Robustness;
use domain::ranking::spread::{BINS, PriceSpread};
use domain::ranking::week::WeekCover;
use domain::ranking::{comparison, selection};
use domain::values::closed_list::{ClosedList, Set};
use domain::{Comparison, Finess, Weekday};
use serde::Serialize;

use crate::commands::euros;

type Code = &'static str;

#[derive(Serialize)]
pub struct Ranking {
    stamp: Stamp,
    need: Need,
    floor: Floor,
    needed_minutes: u32,
    weight_sum: u32,
    counts: Counts,
    excluded_by: Vec<ExclusionCount>,
    filter_counts: Vec<FilterCount>,
    taking_nobody: u32,
    prices: Option<Prices>,
    suitable: Vec<Ranked>,
    partly_suitable: Vec<Ranked>,
    to_confirm: Vec<ToConfirm>,
    excluded: Vec<Excluded>,
    nursing: Vec<Nursing>,
}

#[derive(Serialize)]
struct Stamp {
    method: u16,
    catalogue: String,
    parameters: String,
    seed: String,
}

/// The need, in the form in which `rank` reads it.
#[derive(Serialize)]
struct Need {
    zone: String,
    start: String,
    visits: Vec<Visit>,
    wished: Vec<Code>,
    required: Vec<Code>,
    modes: Vec<Code>,
    habilitation_required: bool,
    publics: Vec<Code>,
    weights: BTreeMap<Code, u8>,
}

#[derive(Serialize)]
struct Visit {
    weekday: Code,
    time: [u16; 2],
    kind: Code,
}

#[derive(Serialize)]
struct Floor {
    amount: String,
    from: String,
    state: Code,
    outdated: bool,
}

#[derive(Serialize)]
struct Counts {
    listed: u32,
    suitable: u32,
    partly_suitable: u32,
    to_confirm: u32,
    excluded: u32,
    nursing: u32,
}

#[derive(Serialize)]
struct ExclusionCount {
    reason: Code,
    count: u32,
    alone: u32,
}

#[derive(Serialize)]
struct FilterCount {
    filter: Code,
    count: u32,
}

#[derive(Serialize)]
struct Prices {
    count: u32,
    lowest: String,
    highest: String,
    scale_end: String,
    bins: [u32; BINS],
}

#[derive(Serialize)]
struct Ranked {
    rank: u32,
    tied: bool,
    points: u32,
    #[serde(flatten)]
    answer: Answer,
    dominates: Vec<String>,
    robustness: Option<Held>,
}

#[derive(Serialize)]
struct ToConfirm {
    at_least: u32,
    at_most: u32,
    #[serde(flatten)]
    answer: Answer,
}

#[derive(Serialize)]
struct Answer {
    finess: String,
    contributions: Vec<Contribution>,
    covered_minutes: Option<u32>,
    week: Option<Week>,
    offered: Option<Vec<Code>>,
    not_offered: Vec<Code>,
    offers: Vec<Offer>,
    missing: Vec<Code>,
    metres: Option<u32>,
}

#[derive(Serialize)]
struct Contribution {
    criterion: Code,
    weight: u8,
    score: Option<u16>,
    points: Option<u32>,
}

#[derive(Serialize)]
struct Week {
    days: [Code; 7],
    holidays: Code,
}

/// Its cost, or why there is none; neither where the need has no visit.
#[derive(Serialize)]
struct Offer {
    mode: Code,
    tariff_from: String,
    headline: Option<String>,
    monthly_fee: String,
    opening_fee: String,
    cost: Option<Cost>,
    no_cost: Option<Code>,
    unstated: Vec<Code>,
}

#[derive(Serialize)]
struct Cost {
    monthly: String,
    average_hour: String,
    covered_minutes: u32,
    billed_minutes: u32,
    lines: Vec<CostLine>,
    monthly_fee: String,
    opening_fee: String,
    at_least: bool,
}

#[derive(Serialize)]
struct CostLine {
    kind: Code,
    day: Code,
    time: Code,
    minutes: u32,
    hour_price: String,
    /// In percent: "25.00".
    surcharge: String,
    stated: bool,
    monthly: String,
}

#[derive(Serialize)]
struct Held {
    weightings: u16,
    in_first_three: u16,
    best_rank: u32,
    worst_rank: u32,
}

#[derive(Serialize)]
struct Excluded {
    finess: String,
    reasons: Vec<Code>,
}

#[derive(Serialize)]
struct Nursing {
    finess: String,
    zone_known: bool,
    metres: Option<u32>,
}

fn codes<T: ClosedList>(set: Set<T>) -> Vec<Code> {
    set.iter().map(ClosedList::code).collect()
}

/// Each value in the type of the command line.
fn list<'a, T, U: From<&'a T>>(values: &'a [T]) -> Vec<U> {
    values.iter().map(U::from).collect()
}

fn weight_name(criterion: Criterion) -> Code {
    match criterion {
        Criterion::Price => "price",
        Criterion::Coverage => "coverage",
        Criterion::Services => "services",
        Criterion::Quality => "quality",
        Criterion::Availability => "availability",
    }
}

fn weekday(weekday: Weekday) -> Code {
    match weekday {
        Weekday::Monday => "lundi",
        Weekday::Tuesday => "mardi",
        Weekday::Wednesday => "mercredi",
        Weekday::Thursday => "jeudi",
        Weekday::Friday => "vendredi",
        Weekday::Saturday => "samedi",
        Weekday::Sunday => "dimanche",
    }
}

impl From<&Comparison> for Ranking {
    fn from(comparison: &Comparison) -> Self {
        let comparison::Stamp { method, catalogue, parameters, seed } = &comparison.stamp;
        let floor = &comparison.floor;
        let counts = comparison.counts;
        Self {
            stamp: Stamp {
                method: *method,
                catalogue: catalogue.clone(),
                parameters: parameters.clone(),
                seed: seed.to_string(),
            },
            need: Need::from(&comparison.need),
            floor: Floor {
                amount: euros(floor.amount),
                from: floor.from.to_string(),
                state: floor.state.code(),
                outdated: floor.outdated,
            },
            needed_minutes: comparison.needed_minutes,
            weight_sum: comparison.weight_sum,
            counts: Counts {
                listed: counts.listed,
                suitable: counts.suitable,
                partly_suitable: counts.partly_suitable,
                to_confirm: counts.to_confirm,
                excluded: counts.excluded,
                nursing: counts.nursing,
            },
            excluded_by: list(&comparison.excluded_by),
            filter_counts: list(&comparison.filter_counts),
            taking_nobody: comparison.taking_nobody,
            prices: comparison.prices.as_ref().map(Prices::from),
            suitable: list(&comparison.suitable),
            partly_suitable: list(&comparison.partly_suitable),
            to_confirm: list(&comparison.to_confirm),
            excluded: list(&comparison.excluded),
            nursing: list(&comparison.nursing),
        }
    }
}

impl From<&NeedTerms> for Need {
    fn from(terms: &NeedTerms) -> Self {
        let visits = terms.visits.iter().map(|visit| Visit {
            weekday: weekday(visit.weekday),
            time: [visit.time.start(), visit.time.end()],
            kind: visit.kind.code(),
        });
        let weights = Criterion::ALL.iter().map(|criterion| (weight_name(*criterion), terms.weights.of(*criterion)));
        Self {
            zone: terms.zone.to_string(),
            start: terms.start.to_string(),
            visits: visits.collect(),
            wished: codes(terms.wished),
            required: codes(terms.required),
            modes: codes(terms.modes),
            habilitation_required: terms.habilitation_required,
            publics: codes(terms.publics),
            weights: weights.collect(),
        }
    }
}

impl From<&comparison::ExclusionCount> for ExclusionCount {
    fn from(count: &comparison::ExclusionCount) -> Self {
        Self { reason: count.reason.code(), count: count.count, alone: count.alone }
    }
}

impl From<&selection::FilterCount> for FilterCount {
    fn from(count: &selection::FilterCount) -> Self {
        Self { filter: count.filter.code(), count: count.count }
    }
}

impl From<&PriceSpread> for Prices {
    fn from(spread: &PriceSpread) -> Self {
        let PriceSpread { count, lowest, highest, scale_end, bins } = *spread;
        Self { count, lowest: euros(lowest), highest: euros(highest), scale_end: euros(scale_end), bins }
    }
}

impl From<&comparison::Ranked> for Ranked {
    fn from(entry: &comparison::Ranked) -> Self {
        Self {
            rank: entry.rank,
            tied: entry.tied,
            points: entry.points,
            answer: Answer::from(&entry.answer),
            dominates: entry.dominates.iter().map(Finess::to_string).collect(),
            robustness: entry.robustness.map(Held::from),
        }
    }
}

impl From<Robustness> for Held {
    fn from(robustness: Robustness) -> Self {
        let Robustness { weightings, in_first_three, best_rank, worst_rank } = robustness;
        Self { weightings, in_first_three, best_rank, worst_rank }
    }
}

impl From<&comparison::ToConfirm> for ToConfirm {
    fn from(entry: &comparison::ToConfirm) -> Self {
        Self { at_least: entry.at_least, at_most: entry.at_most, answer: Answer::from(&entry.answer) }
    }
}

impl From<&comparison::Answer> for Answer {
    fn from(answer: &comparison::Answer) -> Self {
        Self {
            finess: answer.finess.to_string(),
            contributions: list(&answer.contributions),
            covered_minutes: answer.covered_minutes,
            week: answer.week.as_ref().map(Week::from),
            offered: answer.offered.map(codes),
            not_offered: codes(answer.not_offered),
            offers: list(&answer.offers),
            missing: answer.missing.iter().copied().map(ClosedList::code).collect(),
            metres: answer.metres,
        }
    }
}

impl From<&comparison::Contribution> for Contribution {
    fn from(line: &comparison::Contribution) -> Self {
        Self { criterion: line.criterion.code(), weight: line.weight, score: line.score, points: line.points }
    }
}

impl From<&WeekCover> for Week {
    fn from(week: &WeekCover) -> Self {
        Self { days: week.days.map(ClosedList::code), holidays: week.holidays.code() }
    }
}

impl From<&comparison::OfferCost> for Offer {
    fn from(offer: &comparison::OfferCost) -> Self {
        let (cost, no_cost) = match &offer.cost {
            Some(Ok(cost)) => (Some(Cost::from(cost)), None),
            Some(Err(NoCost::HourPriceNotStated)) => (None, Some("prix-horaire-non-communique")),
            Some(Err(NoCost::NothingCovered)) => (None, Some("aucune-heure-couverte")),
            None => (None, None),
        };
        Self {
            mode: offer.mode.code(),
            tariff_from: offer.tariff_from.to_string(),
            headline: offer.headline.map(euros),
            monthly_fee: euros(offer.monthly_fee),
            opening_fee: euros(offer.opening_fee),
            cost,
            no_cost,
            unstated: codes(offer.unstated),
        }
    }
}

impl From<&cost::Cost> for Cost {
    fn from(cost: &cost::Cost) -> Self {
        Self {
            monthly: euros(cost.monthly),
            average_hour: euros(cost.average_hour),
            covered_minutes: cost.covered_minutes,
            billed_minutes: cost.billed_minutes,
            lines: list(&cost.lines),
            monthly_fee: euros(cost.monthly_fee),
            opening_fee: euros(cost.opening_fee),
            at_least: cost.at_least,
        }
    }
}

impl From<&cost::CostLine> for CostLine {
    fn from(line: &cost::CostLine) -> Self {
        Self {
            kind: line.kind.code(),
            day: line.day.code(),
            time: line.time.code(),
            minutes: line.minutes,
            hour_price: euros(line.hour_price),
            surcharge: format!("{}.{:02}", line.surcharge.0 / 100, line.surcharge.0 % 100),
            stated: line.stated,
            monthly: euros(line.monthly),
        }
    }
}

impl From<&comparison::Excluded> for Excluded {
    fn from(entry: &comparison::Excluded) -> Self {
        Self { finess: entry.finess.to_string(), reasons: codes(entry.reasons) }
    }
}

impl From<&comparison::NursingService> for Nursing {
    fn from(service: &comparison::NursingService) -> Self {
        Self { finess: service.finess.to_string(), zone_known: service.zone_known, metres: service.metres }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use domain::cost::{Cost, CostLine, DayPart, TimePart};
    use domain::need::Criterion;
    use domain::provider::acts::HourKind;
    use domain::ranking::comparison::{Answer, Contribution, OfferCost, Part, Ranked};
    use domain::ranking::reasons::Missing;
    use domain::ranking::robustness::Robustness;
    use domain::values::closed_list::Set;
    use domain::{Act, BasisPoints, Catalogue, Cents, Mode, Need, Parameters, Territory, compare};
    use jiff::civil::date;
    use serde_json::json;

    fn entry() -> Ranked {
        let line = CostLine {
            kind: HourKind::Care,
            day: DayPart::Sunday,
            time: TimePart::Day,
            minutes: 3_120,
            hour_price: Cents(2_556),
            surcharge: BasisPoints(2_500),
            stated: true,
            monthly: Cents(13_845),
        };
        let cost = Cost {
            monthly: Cents(14_045),
            average_hour: Cents(3_241),
            covered_minutes: 3_120,
            billed_minutes: 3_120,
            lines: vec![line],
            monthly_fee: Cents(200),
            opening_fee: Cents(0),
            at_least: false,
        };
        let offer = OfferCost {
            mode: Mode::Prestataire,
            tariff_from: date(2026, 1, 1),
            headline: Some(Cents(2_556)),
            monthly_fee: Cents(200),
            opening_fee: Cents(0),
            cost: Some(Ok(cost)),
            unstated: Set::EMPTY,
            reckoning: None,
        };
        let answer = Answer {
            finess: "990000001".parse().unwrap(),
            contributions: vec![Contribution {
                criterion: Criterion::Price,
                weight: 4,
                score: Some(987),
                points: Some(3_948),
            }],
            covered_minutes: Some(3_120),
            week: None,
            offered: Some(Set::EMPTY.with(Act::Washing)),
            not_offered: Set::EMPTY,
            offers: vec![offer],
            missing: vec![Missing::Grade],
            metres: None,
        };
        let robustness = Some(Robustness { weightings: 21, in_first_three: 20, best_rank: 1, worst_rank: 4 });
        Ranked { rank: 1, tied: false, points: 3_948, answer, dominates: Vec::new(), robustness }
    }

    #[test]
    fn what_programs_read_of_a_ranked_service_stays_as_it_is() {
        assert_eq!(
            serde_json::to_value(super::Ranked::from(&entry())).unwrap(),
            json!({
                "rank": 1,
                "tied": false,
                "points": 3_948,
                "finess": "990000001",
                "contributions": [{ "criterion": "prix", "weight": 4, "score": 987, "points": 3_948 }],
                "covered_minutes": 3_120,
                "week": null,
                "offered": ["toilette"],
                "not_offered": [],
                "offers": [{
                    "mode": "prestataire",
                    "tariff_from": "2026-01-01",
                    "headline": "25.56",
                    "monthly_fee": "2.00",
                    "opening_fee": "0.00",
                    "cost": {
                        "monthly": "140.45",
                        "average_hour": "32.41",
                        "covered_minutes": 3_120,
                        "billed_minutes": 3_120,
                        "lines": [{
                            "kind": "aide", "day": "dimanche", "time": "journee", "minutes": 3_120, "hour_price": "25.56",
                            "surcharge": "25.00", "stated": true, "monthly": "138.45"
                        }],
                        "monthly_fee": "2.00",
                        "opening_fee": "0.00",
                        "at_least": false
                    },
                    "no_cost": null,
                    "unstated": []
                }],
                "missing": ["evaluation"],
                "metres": null,
                "dominates": [],
                "robustness": { "weightings": 21, "in_first_three": 20, "best_rank": 1, "worst_rank": 4 }
            })
        );
    }

    #[test]
    fn what_programs_read_of_a_whole_answer_stays_as_it_is() {
        let need = json!({
            "zone": "75114",
            "start": "2026-12-01",
            "visits": [{ "weekday": "lundi", "time": [480, 570], "kind": "aide" }],
            "wished": ["toilette"],
            "required": [],
            "modes": ["prestataire"],
            "habilitation_required": false,
            "publics": [],
            "weights": { "price": 4, "coverage": 3, "services": 3, "quality": 0, "availability": 0 }
        });
        let asked: Need = serde_json::from_value(need.clone()).unwrap();
        let (territory, day) = (Territory::paris().unwrap(), date(2026, 11, 23));
        let catalogue = Catalogue::new(Vec::new());
        let answer = compare(&catalogue, &territory, &asked, None, &Parameters::embedded(), day, Part::EVERYTHING);
        let answer = serde_json::to_value(super::Ranking::from(&answer)).unwrap();
        let names: Vec<&String> = answer.as_object().unwrap().keys().collect();
        assert_eq!(
            names,
            [
                "counts",
                "excluded",
                "excluded_by",
                "filter_counts",
                "floor",
                "need",
                "needed_minutes",
                "nursing",
                "partly_suitable",
                "prices",
                "stamp",
                "suitable",
                "taking_nobody",
                "to_confirm",
                "weight_sum",
            ]
        );
        assert_eq!(answer["need"], need, "in the form in which it was read");
        assert_eq!((&answer["prices"], &answer["weight_sum"]), (&json!(null), &json!(10)));
        assert_eq!(answer["floor"]["amount"], "25.00");
    }
}
