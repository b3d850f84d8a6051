//! Reads a case file: a need, a few listings in short form, and the expected result of the method.

use domain::aids::{Age, AidRules, Disability, Gir, Household, Reckoning, Situation, SituationTerms};
use domain::law::parameters::{Parameter, Published, State};
use domain::need::NeedTerms;
use domain::provider::listing::{
    Availability, Fact, Habilitation, HasGrade, Intake, Kind, Known, Listing, Provenance, Quality, Source, Standing,
};
use domain::provider::tariff::{Surcharges, TariffTerms, TimeSurcharge};
use domain::ranking::changes::{Measured, find_changes};
use domain::ranking::comparison::{Comparison, Part, Ranked};
use domain::ranking::pairs::{Pair, Pairs};
use domain::ranking::selection::GroupCounts;
use domain::time::hours::{Interval, OpenHours, Window, parse_time};
use domain::values::closed_list::{ClosedList, Set};
use domain::values::fingerprint::Fnv;
use domain::{
    ActSet, BasisPoints, Catalogue, Cents, Mode, Need, Parameters, PublicSet, Territory, Visit, Zone, compare,
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub title: String,
    /// The source of the rule: an article of law or a section of the method, with the date on which it was read.
    pub source: String,
    today: Date,
    need: NeedTerms,
    situation: Option<ShortSituation>,
    /// Values that staff added.
    #[serde(default)]
    parameter: Vec<ShortParameter>,
    listing: Vec<ShortListing>,
    /// Whether pairs of services are asked for.
    #[serde(default)]
    pairs: bool,
    pub expected: Expected,
    /// Where the case is about the changes of the need that help.
    pub changes: Option<ExpectedChanges>,
}

/// What the changes of the need bring, in the form of `figures`: the JSON of each change, what it gains, and its list.
#[derive(Deserialize, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ExpectedChanges {
    pub now: String,
    pub found: Vec<String>,
}

#[derive(Deserialize, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// "rank finess points/of monthly", without the cost if there is none; with a situation also what remains to pay.
    #[serde(default)]
    pub suitable: Vec<String>,
    /// In the same form.
    #[serde(default)]
    pub partly_suitable: Vec<String>,
    /// "finess lowest-highest missing,facts monthly".
    #[serde(default)]
    pub to_confirm: Vec<String>,
    /// "finess reason,reason".
    #[serde(default)]
    pub excluded: Vec<String>,
    #[serde(default)]
    pub nursing: Vec<String>,
    /// "points/of monthly: finess visits, finess visits", each visit as the first letters of its day and its first hour; why
    /// there is none.
    #[serde(default)]
    pub pairs: Vec<String>,
    /// FNV-1a 64 of the whole result as JSON: native and wasm32 must give the same bytes.
    pub digest: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShortSituation {
    age: Option<Age>,
    gir: Option<Gir>,
    #[serde(default)]
    couple: bool,
    /// Cents each month.
    resources: i64,
    #[serde(default)]
    members_over_65: u8,
    disability: Option<Disability>,
    plan: Option<i64>,
    pch_hours: Option<u32>,
    #[serde(default)]
    draws_mtp: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShortParameter {
    parameter: Parameter,
    value: Decimal,
    from: Date,
}

impl ShortSituation {
    fn situation(&self) -> Situation {
        let terms = SituationTerms {
            age: self.age.unwrap_or(Age::From65),
            gir: self.gir,
            household: if self.couple { Household::Couple } else { Household::Single },
            resources: Cents(self.resources),
            members_over_65: self.members_over_65,
            disability: self.disability.unwrap_or(Disability::None),
            plan: self.plan.map(Cents),
            pch_minutes: self.pch_hours.map(|hours| 60 * hours),
            draws_mtp: self.draws_mtp,
            unfit_for_work: false,
            works: false,
        };
        Situation::try_from(terms).expect("a possible situation")
    }
}

impl ShortParameter {
    fn published(&self) -> Published {
        let (article, url) = ("a case of the method".into(), "https://example.org/case".into());
        let Self { parameter, value, from } = *self;
        Published { parameter, value, state: State::Entered, from, until: None, article, url, read: from }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShortListing {
    finess: String,
    kind: Option<Kind>,
    closes: Option<Date>,
    zones: Option<Vec<Zone>>,
    acts: Option<ActSet>,
    publics: Option<PublicSet>,
    habilitation: Option<Habilitation>,
    hours: Option<ShortHours>,
    #[serde(default)]
    tariff: Vec<ShortTariff>,
    grade: Option<HasGrade>,
    intake: Option<Intake>,
    intake_observed: Option<Date>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShortHours {
    /// "08:00-12:00 14:00-20:00", from Monday to Friday.
    week: String,
    #[serde(default)]
    saturday: String,
    #[serde(default)]
    sunday: String,
    #[serde(default)]
    holidays: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShortTariff {
    from: Option<Date>,
    mode: Option<Mode>,
    care: Option<i64>,
    household: Option<i64>,
    saturday: Option<u16>,
    sunday: Option<u16>,
    holiday: Option<u16>,
    may_day: Option<u16>,
    /// ["20:00-22:00", 2500]
    evening: Option<(String, u16)>,
    night: Option<(String, u16)>,
    #[serde(default)]
    cumulate: bool,
    #[serde(default)]
    minimum: u16,
    #[serde(default)]
    monthly_fee: i64,
    meal: Option<i64>,
    remote_alarm: Option<i64>,
}

const OBSERVED: Date = jiff::civil::date(2026, 11, 1);

fn known<T>(value: Option<T>, observed: Date) -> Fact<T> {
    let provenance = Provenance { source: Source::City, observed, verified: None };
    value.map_or(Fact::Unknown, |value| Fact::new(value, provenance))
}

fn intervals(text: &str) -> Vec<Interval> {
    text.split_whitespace()
        .map(|interval| {
            let (start, end) = window(interval);
            Interval::new(start, end).expect("an interval of the case file")
        })
        .collect()
}

fn window(text: &str) -> (u16, u16) {
    let (start, end) = text.split_once('-').expect("start-end");
    (parse_time(start).expect("a time"), parse_time(end).expect("a time"))
}

impl ShortHours {
    fn open(&self) -> OpenHours {
        let mut week: [Vec<Interval>; 7] = std::array::from_fn(|_| intervals(&self.week));
        week[5] = intervals(&self.saturday);
        week[6] = intervals(&self.sunday);
        OpenHours::new(week, self.holidays)
    }
}

impl ShortTariff {
    fn terms(&self) -> TariffTerms {
        let time = |stated: &Option<(String, u16)>| {
            stated.as_ref().map(|(text, rate)| {
                let (start, end) = window(text);
                TimeSurcharge { window: Window { start, end }, rate: BasisPoints(*rate) }
            })
        };
        TariffTerms {
            from: self.from.unwrap_or(jiff::civil::date(2024, 1, 1)),
            mode: self.mode.unwrap_or(Mode::Prestataire),
            care_hour: self.care.map(Cents),
            household_hour: self.household.map(Cents),
            care_vat: None,
            household_vat: None,
            surcharges: Surcharges {
                saturday: self.saturday.map(BasisPoints),
                sunday: self.sunday.map(BasisPoints),
                holiday: self.holiday.map(BasisPoints),
                may_day: self.may_day.map(BasisPoints),
                evening: time(&self.evening),
                night: time(&self.night),
                cumulate: self.cumulate,
            },
            minimum_minutes: self.minimum,
            monthly_fee: Cents(self.monthly_fee),
            opening_fee: Cents(0),
            meal: self.meal.map(Cents),
            remote_alarm_month: self.remote_alarm.map(Cents),
        }
    }
}

impl ShortListing {
    fn listing(&self) -> Listing {
        let finess = self.finess.parse().expect("a FINESS number");
        let provenance = Provenance { source: Source::City, observed: OBSERVED, verified: None };
        let name = Known { value: self.finess.clone(), provenance };
        let mut listing = Listing::bare(finess, self.kind.unwrap_or(Kind::HomeHelp), name);
        let tariffs: Vec<_> =
            self.tariff.iter().map(|tariff| tariff.terms().try_into().expect("a lawful tariff")).collect();
        listing.standing = self.closes.map_or(Standing::Open, Standing::ClosesOn);
        listing.zones = known(self.zones.clone(), OBSERVED);
        listing.acts = known(self.acts, OBSERVED);
        listing.publics = known(self.publics, OBSERVED);
        listing.habilitation = known(self.habilitation, OBSERVED);
        listing.hours = known(self.hours.as_ref().map(ShortHours::open), OBSERVED);
        listing.tariffs = known((!tariffs.is_empty()).then_some(tariffs), OBSERVED);
        let quality = self.grade.map(|grade| Quality { grade, graded_on: None, certifications: Vec::new() });
        listing.quality = known(quality, OBSERVED);
        let availability = self.intake.map(|intake| Availability { intake, days_to_start: None });
        listing.availability = known(availability, self.intake_observed.unwrap_or(OBSERVED));
        listing.check().expect("a possible listing");
        listing
    }
}

impl Case {
    pub fn parse(text: &str) -> Self {
        toml::from_str(text).expect("a readable case file")
    }

    pub fn answer(&self) -> Comparison {
        let Given { territory, need, catalogue, parameters, aids } = self.given();
        let part = Part { pairs: self.pairs, ..Part::EVERYTHING };
        compare(&catalogue, &territory, &need, aids.as_ref(), &parameters, self.today, part)
    }

    /// The changes of its need that help, without a filter.
    pub fn changes(&self) -> ExpectedChanges {
        let Given { territory, need, catalogue, parameters, aids } = self.given();
        let filters = Set::EMPTY;
        let changes = find_changes(&catalogue, &territory, &need, aids.as_ref(), &parameters, self.today, filters);
        let found = changes.found.iter().map(|found| {
            let change = serde_json::to_string(&found.change).expect("a change in JSON");
            let less = found.less.map_or(String::new(), |less| format!(" -{}", euros(less)));
            format!("{change} +{}{less}: {}", found.more, figures(&found.then))
        });
        ExpectedChanges { now: figures(&changes.now), found: found.collect() }
    }

    fn given(&self) -> Given {
        let territory = Territory::paris().expect("the embedded territory is valid");
        let need = Need::try_from(self.need.clone()).expect("a need that can be compared");
        let catalogue = Catalogue::new(self.listing.iter().map(ShortListing::listing).collect());
        let parameters = Parameters::embedded().with(self.parameter.iter().map(ShortParameter::published));
        let aids = self.situation.as_ref().map(|situation| {
            AidRules::on(&parameters, need.terms().start, &situation.situation())
                .expect("a date with values of the law")
        });
        Given { territory, need, catalogue, parameters, aids }
    }
}

/// What a case compares.
struct Given {
    territory: Territory,
    need: Need,
    catalogue: Catalogue,
    parameters: Parameters,
    aids: Option<AidRules>,
}

/// "suitable/partly/to confirm cheapest"
fn figures(measured: &Measured) -> String {
    let GroupCounts { suitable, partly_suitable, to_confirm } = measured.counts;
    let cheapest = measured.cheapest.map_or(String::new(), |cheapest| format!(" {}", euros(cheapest)));
    format!("{suitable}/{partly_suitable}/{to_confirm}{cheapest}")
}

fn euros(amount: Cents) -> String {
    format!("{}.{:02}", amount.0 / 100, amount.0 % 100)
}

/// " - apa - pch = monthly (after tax credit)", or the range with the reason for it.
fn to_pay(reckoning: &Reckoning) -> String {
    let lacking = reckoning.lacking.map_or("", ClosedList::code);
    match (reckoning.exact(), reckoning.range()) {
        (Some(case), _) => {
            format!(
                " - {} - {} = {} ({})",
                euros(case.apa),
                euros(case.pch),
                euros(case.monthly),
                euros(case.after_credit)
            )
        }
        (None, Some((least, most))) => format!(" = {}..{} {lacking}", euros(least), euros(most)),
        (None, None) => format!(" = ? {lacking}"),
    }
}

/// "lu08 ma08"
fn visits(visits: &[Visit]) -> String {
    let short = |visit: &Visit| format!("{}{:02}", &visit.weekday.code()[..2], visit.time.start() / 60);
    visits.iter().map(short).collect::<Vec<_>>().join(" ")
}

fn pairs(found: &Pairs, of: u32) -> Vec<String> {
    let pair = |pair: &Pair| {
        let shares = pair.shares.each_ref().map(|share| format!("{} {}", share.finess, visits(&share.visits)));
        let to_pay = pair.reckoning.as_ref().map(to_pay).unwrap_or_default();
        let nobody = if pair.nobody.is_empty() { String::new() } else { format!(", - {}", visits(&pair.nobody)) };
        format!("{}/{of} {}{to_pay}: {}{nobody}", pair.points, euros(pair.cost), shares.join(", "))
    };
    found.best.iter().map(pair).chain(found.none.map(|reason| reason.code().to_owned())).collect()
}

/// The result in the short form of the case files.
pub fn short(comparison: &Comparison) -> Expected {
    // A new value of the law changes the stamp of every result, but no result of another year.
    let mut stable = comparison.clone();
    stable.stamp.parameters.clear();
    let codes = |codes: Vec<&str>| codes.join(",");
    let monthly = |answer: &domain::ranking::comparison::Answer| {
        let cost = answer.offers.first().and_then(|offer| offer.cost.as_ref()?.as_ref().ok());
        cost.map_or(String::new(), |cost| {
            let at_least = if cost.at_least { "≥ " } else { "" };
            let to_pay = answer.offers[0].reckoning.as_ref().map(to_pay).unwrap_or_default();
            format!(" {at_least}{}{to_pay}", euros(cost.monthly))
        })
    };
    let of = comparison.weight_sum * 1000;
    let ranked = |entry: &Ranked| {
        format!("{} {} {}/{of}{}", entry.rank, entry.answer.finess, entry.points, monthly(&entry.answer))
    };
    Expected {
        suitable: comparison.suitable.iter().map(ranked).collect(),
        partly_suitable: comparison.partly_suitable.iter().map(ranked).collect(),
        to_confirm: comparison
            .to_confirm
            .iter()
            .map(|entry| {
                let missing = codes(entry.answer.missing.iter().map(|fact| fact.code()).collect());
                format!(
                    "{} {}-{} {missing}{}",
                    entry.answer.finess,
                    entry.at_least,
                    entry.at_most,
                    monthly(&entry.answer)
                )
            })
            .collect(),
        excluded: comparison
            .excluded
            .iter()
            .map(|entry| format!("{} {}", entry.finess, codes(entry.reasons.iter().map(ClosedList::code).collect())))
            .collect(),
        nursing: comparison.nursing.iter().map(|service| service.finess.to_string()).collect(),
        pairs: comparison.pairs.as_ref().map_or(Vec::new(), |found| pairs(found, of)),
        digest: format!(
            "{:016x}",
            Fnv::default().chain(&serde_json::to_vec(&stable).expect("an answer in JSON")).finish()
        ),
    }
}
