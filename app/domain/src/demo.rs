//! Fictitious listings, drawn from a fixed seed: the program shows them before there are real data, and benchmarks rank
//! them. No real provider is among them; every fact has the source `Demonstration`.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::provider::acts::{Act, ActSet, Mode, Public, PublicSet};
use crate::provider::listing::{
    Address, Availability, Certification, CertificationName, Fact, Habilitation, HasGrade, Intake, Kind, Known,
    LegalForm, Listing, Provenance, Quality, Source, Standing,
};
use crate::provider::tariff::{Surcharges, Tariff, TariffTerms, TimeSurcharge, Vat};
use crate::provider::territory::{Point, Territory};
use crate::time::hours::{DAY, Interval, OpenHours, Window};
use crate::values::closed_list::ClosedList;
use crate::values::ids::{Finess, Zone};
use crate::values::money::{BasisPoints, Cents};

const SEED: u64 = 75;
/// Open services in the catalogue that the program ships.
const COUNT: u32 = 200;

/// SplitMix64: the seed decides every draw.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }
}

/// Quartiles and range of hourly prices in Paris that the fictitious prices follow, in cents by per mille.
const PRICE_QUANTILES: [(u64, u64); 6] = [(0, 2460), (250, 2600), (500, 2800), (750, 3100), (960, 3800), (1000, 4700)];

fn hour_price(draw: &mut Draw) -> Cents {
    let at = draw.below(1001);
    let pair = PRICE_QUANTILES.windows(2).find(|pair| at <= pair[1].0);
    let [(from, low), (to, high)] = pair.map_or([(0, 2800), (1, 2800)], |pair| [pair[0], pair[1]]);
    let exact = low + (high - low) * (at - from) / (to - from);
    Cents((exact / 10 * 10) as i64)
}

const FIRST_WORDS: [&str; 12] = [
    "Aide",
    "Présence",
    "Maison",
    "Relais",
    "Entraide",
    "Domicile",
    "Services",
    "Compagnie",
    "Soutien",
    "Accueil",
    "Solidarité",
    "Atelier",
];
const SECOND_WORDS: [&str; 24] = [
    "des Glycines",
    "des Tilleuls",
    "du Canal",
    "des Lilas",
    "du Belvédère",
    "des Mésanges",
    "de l’Aurore",
    "des Marronniers",
    "du Passage",
    "de la Verrière",
    "des Hirondelles",
    "du Vieux Puits",
    "des Capucines",
    "de la Source",
    "des Amandiers",
    "du Grand Cèdre",
    "de l’Ormeau",
    "des Cerisiers",
    "du Pont Bleu",
    "de la Fontaine",
    "des Acacias",
    "du Clos Fleuri",
    "des Pervenches",
    "de l’Horizon",
];

/// The catalogue that the program ships: its open services, and one that has closed.
pub fn shipped(territory: &Territory, on: Date) -> impl Iterator<Item = Listing> {
    let closed = Listing {
        standing: Standing::ClosedSince(on.saturating_sub(20.days())),
        ..listing(territory, SEED, COUNT, on.saturating_sub(1.year()))
    };
    fictitious(territory, SEED, COUNT, on).chain([closed])
}

/// Listings number 0 to `count`, all different, always the same for the same arguments. `on` is the day on which the
/// fiction is set: facts are a little older than it.
pub fn fictitious(territory: &Territory, seed: u64, count: u32, on: Date) -> impl Iterator<Item = Listing> {
    (0..count).map(move |number| listing(territory, seed, number, on))
}

fn listing(territory: &Territory, seed: u64, number: u32, on: Date) -> Listing {
    let mut draw = Draw(seed.wrapping_mul(0x0001_0000_0001).wrapping_add(u64::from(number) << 20));
    let draw = &mut draw;
    let age = draw.below(200) as i32;
    let observed = on.saturating_sub((age + 3).days());
    let provenance = Provenance { source: Source::Demonstration, observed, verified: None };
    let kind = match draw.below(100) {
        0..80 => Kind::HomeHelp,
        80..89 => Kind::HelpAndNursing,
        _ => Kind::Nursing,
    };
    let name = format!("{} {} (fictif)", draw.pick(&FIRST_WORDS), draw.pick(&SECOND_WORDS));
    // 99 is not the number of a département: no real provider can have such a number.
    let finess = format!("99{number:07}").parse::<Finess>();
    let Ok(finess) = finess else { unreachable!("a number below ten million makes nine digits") };
    let mut listing = Listing::bare(finess, kind, Known { value: name, provenance: provenance.clone() });
    let home = draw.below(territory.zones.len() as u64) as usize;
    contacts(&mut listing, territory, home, number, draw);
    if !draw.chance(10) {
        let held = if draw.chance(45) { Habilitation::Held } else { Habilitation::NotHeld };
        listing.habilitation = Fact::new(held, provenance.clone());
    }
    if !draw.chance(7) {
        listing.zones = Fact::new(zones(territory, home, draw), provenance.clone());
    }
    if !draw.chance(8) {
        listing.acts = Fact::new(acts(kind, draw), provenance.clone());
    }
    if !draw.chance(15) {
        listing.publics = Fact::new(publics(draw), provenance.clone());
    }
    if !draw.chance(10) {
        listing.hours = Fact::new(hours(draw), provenance.clone());
    }
    if kind != Kind::Nursing && !draw.chance(14) {
        let tariffs = tariffs(on, draw).into_iter();
        let acts = listing.acts.value().copied();
        let tariffs = tariffs.filter_map(|tariff| with_flat_prices(tariff, acts, number)).collect();
        listing.tariffs = Fact::new(tariffs, provenance.clone());
    }
    if !draw.chance(20) {
        listing.quality = Fact::new(quality(on, draw), provenance.clone());
    }
    if !draw.chance(35) {
        let intake = draw.pick(&[Intake::Open, Intake::Open, Intake::WaitingList, Intake::Closed]);
        let days = (intake != Intake::Closed && draw.chance(70)).then(|| draw.below(30) as u16 + 1);
        let seen = on.saturating_sub((draw.below(45) as i32).days());
        listing.availability =
            Fact::new(Availability { intake, days_to_start: days }, Provenance { observed: seen, ..provenance });
    }
    listing
}

fn contacts(listing: &mut Listing, territory: &Territory, home: usize, number: u32, draw: &mut Draw) {
    let provenance = listing.name.provenance.clone();
    let zone = &territory.zones[home];
    let shift = |draw: &mut Draw| draw.below(12_000) as i32 - 6_000;
    let point = Point { latitude: zone.centre.latitude + shift(draw), longitude: zone.centre.longitude + shift(draw) };
    let address = Address {
        street: format!("{} rue de l’Exemple", draw.below(120) + 1),
        postcode: zone.postcodes.first().cloned().unwrap_or_default(),
        city: territory.town_of(zone).to_owned(),
        zone: zone.code,
    };
    listing.address = Fact::new(address, provenance.clone());
    listing.point = Fact::new(point, provenance.clone());
    // Arcep reserves 01 99 00 xx xx for works of fiction.
    if let Ok(phone) = format!("019900{:04}", number % 10_000).parse() {
        listing.phone = Fact::new(phone, provenance.clone());
    }
    if !draw.chance(25) {
        listing.email = Fact::new(format!("contact@service-{number}.example"), provenance.clone());
    }
    if !draw.chance(40) {
        listing.website = Fact::new(format!("https://service-{number}.example/"), provenance.clone());
    }
    if !draw.chance(30) {
        listing.office_hours = Fact::new("du lundi au vendredi, 9 h – 17 h 30".to_owned(), provenance.clone());
    }
    if !draw.chance(60) {
        let spoken = draw.pick(&["arabe", "portugais", "espagnol", "mandarin", "polonais", "tamoul"]);
        listing.languages = Fact::new(vec!["français".to_owned(), spoken.to_owned()], provenance.clone());
    }
    let form = draw.pick(&[LegalForm::Association, LegalForm::Company, LegalForm::Company, LegalForm::PublicBody]);
    listing.legal_form = Fact::new(form, provenance);
}

/// The zone of its office, the neighbouring zones, and for some services all zones.
fn zones(territory: &Territory, home: usize, draw: &mut Draw) -> Vec<Zone> {
    if draw.chance(30) {
        return territory.zones.iter().map(|zone| zone.code).collect();
    }
    let zone = &territory.zones[home];
    let mut served = vec![zone.code];
    served.extend(zone.neighbours.iter().copied().filter(|_| draw.chance(75)));
    for other in &territory.zones {
        if draw.chance(15) {
            served.push(other.code);
        }
    }
    served.sort_unstable();
    served.dedup();
    served
}

/// How many of a hundred services do an act; acts without a line have one in four.
const FREQUENCIES: [(&[Act], u64); 5] = [
    (&[Act::RiseAndBed, Act::Washing, Act::Meals, Act::Cleaning, Act::Shopping], 92),
    (&[Act::Presence, Act::Outings, Act::Laundry, Act::Transfers, Act::Changing], 75),
    (&[Act::Paperwork, Act::Respite], 50),
    (&[Act::NightWatch], 18),
    (&[Act::Nursing], 0),
];
const USUAL_FREQUENCY: u64 = 25;

fn acts(kind: Kind, draw: &mut Draw) -> ActSet {
    let mut acts = ActSet::EMPTY;
    if kind != Kind::HomeHelp {
        acts = acts.with(Act::Nursing);
    }
    if kind == Kind::Nursing {
        return acts.with(Act::Washing);
    }
    for act in Act::ALL.iter().copied() {
        let frequent = FREQUENCIES.iter().find(|(alike, _)| alike.contains(&act));
        if draw.chance(frequent.map_or(USUAL_FREQUENCY, |(_, percent)| *percent)) {
            acts = acts.with(act);
        }
    }
    acts
}

fn publics(draw: &mut Draw) -> PublicSet {
    let others = Public::ALL.iter().copied().filter(|public| *public != Public::Older && draw.chance(45));
    others.collect::<PublicSet>().with(Public::Older)
}

fn hours(draw: &mut Draw) -> OpenHours {
    let day = |start, end| Interval::new(start, end).into_iter().collect::<Vec<_>>();
    if draw.chance(15) {
        return OpenHours::new(std::array::from_fn(|_| day(0, DAY)), draw.chance(95));
    }
    let weekday =
        (draw.pick(&[390, 420, 450, 480, 480, 510, 540]), draw.pick(&[1140, 1170, 1200, 1200, 1230, 1260, 1320]));
    let weekend = (weekday.0 + draw.pick(&[0, 0, 30, 60]), weekday.1 - draw.pick(&[0, 0, 60, 120]));
    // Together with those open at all hours, about 60 % work on Sundays.
    let (saturday, sunday) = (draw.chance(75), draw.chance(53));
    let noon = draw.chance(10);
    let span = |(start, end): (u16, u16)| {
        if noon { [day(start, 720), day(840, end)].concat() } else { day(start, end) }
    };
    let mut week: [Vec<Interval>; 7] = std::array::from_fn(|_| span(weekday));
    week[5] = if saturday { span(weekend) } else { Vec::new() };
    week[6] = if sunday { span(weekend) } else { Vec::new() };
    OpenHours::new(week, sunday && draw.chance(85))
}

fn tariffs(on: Date, draw: &mut Draw) -> Vec<Tariff> {
    let mut terms = vec![prestataire(on, draw)];
    if draw.chance(30) {
        terms.push(mandataire(&terms[0], draw));
    }
    let mut all = terms.clone();
    for current in &terms {
        if draw.chance(40) {
            let mut before = current.clone();
            before.from = current.from.saturating_sub(1.year());
            before.care_hour = before.care_hour.map(|price| Cents(price.0 * 100 / 103 / 10 * 10));
            before.household_hour = before.household_hour.map(|price| Cents(price.0 * 100 / 103 / 10 * 10));
            all.push(before);
        }
    }
    all.into_iter().filter_map(|terms| Tariff::try_from(terms).ok()).collect()
}

/// A service that is known to deliver meals or to lend an alarm states its price four times out of five; one that is
/// known not to do so states none.
fn with_flat_prices(tariff: Tariff, acts: Option<ActSet>, number: u32) -> Option<Tariff> {
    let Some(acts) = acts else { return Some(tariff) };
    let mut terms = tariff.terms().clone();
    let stated = |act: Act, drawn: Option<Cents>, usual: u32| match acts.contains(act) && !number.is_multiple_of(5) {
        true => drawn.or(Some(Cents(i64::from(usual)))),
        false => None,
    };
    terms.meal = stated(Act::MealDelivery, terms.meal, 950 + 10 * (number % 60));
    terms.remote_alarm_month = stated(Act::RemoteAlarm, terms.remote_alarm_month, 1990 + 100 * (number % 15));
    Tariff::try_from(terms).ok()
}

fn prestataire(on: Date, draw: &mut Draw) -> TariffTerms {
    let care = hour_price(draw);
    let stated =
        |draw: &mut Draw, percent: u64, rates: &[u16]| draw.chance(percent).then(|| BasisPoints(draw.pick(rates)));
    let time = |draw: &mut Draw, percent: u64, windows: &[(u16, u16)], rates: &[u16]| {
        draw.chance(percent).then(|| {
            let (start, end) = draw.pick(windows);
            TimeSurcharge { window: Window { start, end }, rate: BasisPoints(draw.pick(rates)) }
        })
    };
    TariffTerms {
        from: Date::new(on.year(), 1, 1).unwrap_or(on),
        mode: Mode::Prestataire,
        care_hour: (!draw.chance(3)).then_some(care),
        household_hour: (!draw.chance(10)).then(|| Cents(care.0 - draw.pick(&[0, 0, 50, 100]))),
        care_vat: Some(Vat::DependentCare),
        household_vat: Some(Vat::Household),
        surcharges: Surcharges {
            saturday: stated(draw, 92, &[0, 0, 0, 1000]),
            sunday: stated(draw, 85, &[0, 1500, 2500, 2500, 5000]),
            holiday: stated(draw, 85, &[2500, 2500, 5000, 10_000]),
            may_day: stated(draw, 40, &[10_000]),
            evening: time(draw, 80, &[(1200, 1320), (1140, 1260), (1200, 1260)], &[0, 0, 1000, 2500]),
            night: time(draw, 70, &[(1320, 360), (1260, 360), (1320, 420)], &[2500, 5000, 10_000]),
            cumulate: draw.chance(30),
        },
        minimum_minutes: draw.pick(&[0, 30, 60, 60, 120]),
        monthly_fee: Cents(0),
        opening_fee: Cents(0),
        meal: draw.chance(20).then(|| Cents(950 + 10 * draw.below(60) as i64)),
        remote_alarm_month: draw.chance(15).then(|| Cents(1990 + 100 * draw.below(15) as i64)),
    }
}

/// The tariff of the same service as agent (mandataire): cheaper by the hour, with fees.
fn mandataire(prestataire: &TariffTerms, draw: &mut Draw) -> TariffTerms {
    let cheaper = |price: Cents| Cents((price.0 * 78 / 100 / 10 * 10).max(1500));
    TariffTerms {
        mode: Mode::Mandataire,
        care_hour: prestataire.care_hour.map(cheaper),
        household_hour: prestataire.household_hour.map(cheaper),
        care_vat: Some(Vat::Exempt),
        household_vat: Some(Vat::Exempt),
        monthly_fee: Cents(draw.pick(&[0, 2500, 4000, 6000])),
        opening_fee: Cents(draw.pick(&[0, 5000, 9000])),
        ..prestataire.clone()
    }
}

fn quality(on: Date, draw: &mut Draw) -> Quality {
    let grade = draw.pick(&[
        HasGrade::A,
        HasGrade::B,
        HasGrade::B,
        HasGrade::C,
        HasGrade::D,
        HasGrade::NotYet,
        HasGrade::NotYet,
    ]);
    let graded_on = (grade != HasGrade::NotYet).then(|| on.saturating_sub((draw.below(900) as i32 + 30).days()));
    let certifications = if draw.chance(35) {
        vec![Certification {
            name: draw.pick(CertificationName::ALL),
            number: format!("FICTIF-{:05}", draw.below(100_000)),
            expires: on.saturating_add((draw.below(900) as i32).days()),
        }]
    } else {
        Vec::new()
    };
    Quality { grade, graded_on, certifications }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{SEED, fictitious};
    use crate::provider::acts::{HourKind, Mode};
    use crate::provider::listing::{Kind, Listing};
    use crate::provider::territory::Territory;
    use crate::time::hours::Weekday;

    fn shipped() -> Vec<Listing> {
        let paris = Territory::paris().expect("the embedded territory is valid");
        super::shipped(&paris, date(2026, 11, 23)).collect()
    }

    #[test]
    fn every_fictitious_listing_is_valid_and_different() {
        let listings = shipped();
        assert!(listings.iter().all(|listing| listing.check().is_ok()));
        assert!(listings.windows(2).all(|pair| pair[0].finess < pair[1].finess));
        assert!(listings.iter().all(|listing| listing.name.value.ends_with("(fictif)")));
    }

    #[test]
    fn every_kind_of_unknown_fact_is_present() {
        let listings = shipped();
        let some = |unknown: fn(&Listing) -> bool| listings.iter().any(unknown);
        assert!(some(|l| l.acts.known().is_none()));
        assert!(some(|l| l.publics.known().is_none()));
        assert!(some(|l| l.zones.known().is_none()));
        assert!(some(|l| l.hours.known().is_none()));
        assert!(some(|l| l.kind != Kind::Nursing && l.tariffs.known().is_none()));
        assert!(some(|l| l.habilitation.known().is_none()));
        assert!(some(|l| l.quality.known().is_none()));
        assert!(some(|l| l.availability.known().is_none()));
        assert!(some(|l| l.email.known().is_none() && l.website.known().is_none()));
        let unstated = |l: &Listing| {
            let tariff = l.tariff_on(Mode::Prestataire, date(2026, 11, 23));
            tariff.is_some_and(|t| t.terms().surcharges.sunday.is_none() || t.hour_price(HourKind::Care).is_none())
        };
        assert!(some(unstated));
        assert!(some(|l| !l.standing.is_open()));
    }

    #[test]
    fn prices_and_hours_follow_the_published_calibration() {
        let paris = Territory::paris().expect("the embedded territory is valid");
        let listings: Vec<Listing> = fictitious(&paris, SEED, 4_000, date(2026, 11, 23)).collect();
        let price = |l: &Listing| l.tariff_on(Mode::Prestataire, date(2026, 11, 23))?.hour_price(HourKind::Care);
        let mut prices: Vec<i64> = listings.iter().filter_map(price).map(|price| price.0).collect();
        prices.sort_unstable();
        let at = |share: usize| prices[(prices.len() - 1) * share / 100];
        assert!((2460..=2480).contains(&at(0)) && (4600..=4700).contains(&at(100)));
        assert!((2580..=2620).contains(&at(25)), "{}", at(25));
        assert!((2770..=2830).contains(&at(50)), "{}", at(50));
        assert!((3060..=3140).contains(&at(75)), "{}", at(75));
        let known = listings.iter().filter_map(|l| l.hours.value()).count();
        let share = |day: fn(&crate::time::hours::OpenHours) -> bool| {
            listings.iter().filter_map(|l| l.hours.value()).filter(|h| day(h)).count() * 100 / known
        };
        assert!((57..=63).contains(&share(|h| !h.on(Weekday::Sunday).is_empty())));
        assert!((13..=17).contains(&share(|h| h.on(Weekday::Monday).iter().any(|open| open.start() < 180))));
    }
}
