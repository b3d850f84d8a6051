//! The need in words: one line for the head of a list, its parts, and its hours a week.

use domain::need::{NeedTerms, Visit, WeeklyTime, weekly_times};
use domain::provider::acts::{ActSet, PriceKind};
use domain::provider::territory::ZoneKind;
use domain::time::hours::{DAY, Weekday};
use domain::values::closed_list::ClosedList;
use domain::{Act, Mode, Territory};

use super::form::{PLACE, START};
use crate::text::{Common, NeedWords as W, Words};

/// Most acts that a line names; beyond that it says how many there are.
const MOST_NAMED: usize = 3;

/// "tous les jours", "du lundi au vendredi", "tous les jours sauf mardi", "mardi, vendredi"
pub fn days_words(t: Words, days: &[Weekday]) -> String {
    let run = days.windows(2).all(|pair| pair[0].position() + 1 == pair[1].position());
    match days {
        days if days.len() == 7 => t.say(Common::EveryDay).to_owned(),
        [first, _, .., last] if run => t.fill(W::DaysRange, &[&t.name(*first), &t.name(*last)]),
        days if days.len() == 6 => {
            let other = Weekday::ALL.into_iter().find(|day| !days.contains(day));
            t.fill(W::DaysBut, &[&other.map(|day| t.name(day)).unwrap_or_default()])
        }
        days => t.list(days.iter().copied()),
    }
}

/// "tous les jours 8 h–9 h"
pub fn time_words(t: Words, time: &WeeklyTime) -> String {
    let to = t.time(if time.to == DAY { 0 } else { time.to });
    t.fill(W::LineTimes, &[&days_words(t, &time.days), &t.time(time.from), &to])
}

/// "toilette, tous les jours 8 h–9 h": nothing if neither acts nor visits are given.
pub fn need_line(t: Words, wished: ActSet, visits: &[Visit]) -> String {
    let mut words: Vec<String> = Vec::new();
    let names: Vec<&str> = wished.iter().map(|act| t.name(act)).collect();
    match names.as_slice() {
        [] => {}
        [first, second, .., _] if names.len() > MOST_NAMED => {
            let rest = names.len() - 2;
            words.push(t.fill(W::LineMoreActs, &[&format!("{first}, {second}"), &rest]));
        }
        few => words.push(few.join(", ")),
    }
    words.extend(weekly_times(visits).iter().map(|time| time_words(t, time)));
    words.join(", ")
}

/// "7 h par semaine"; nothing without visits.
pub fn hours_a_week(t: Words, visits: &[Visit]) -> Option<String> {
    let minutes: u32 = visits.iter().map(|visit| u32::from(visit.time.minutes())).sum();
    (minutes > 0).then(|| t.fill(W::HoursAWeek, &[&t.duration(minutes)]))
}

/// A note where the acts limit the comparison: only acts with a flat price, or only nursing.
pub fn act_notice(t: Words, wished: ActSet) -> Option<&'static str> {
    if wished.is_empty() {
        return None;
    }
    let only = |acts: ActSet| wished.minus(acts).is_empty();
    let flat: ActSet = Act::ALL.iter().copied().filter(|act| act.price_kind() == PriceKind::Flat).collect();
    if only(flat) {
        return Some(t.say(W::OnlyFlat));
    }
    only(ActSet::EMPTY.with(Act::Nursing)).then(|| t.say(W::OnlyNursing))
}

/// One part of the need.
pub struct NeedPart {
    pub label: W,
    /// Id of the fields of this part.
    pub field: &'static str,
    /// The part in words, one line each.
    pub words: Vec<String>,
}

/// The parts of a need, with the full name of its zone. `language`: the one asked for, or empty.
pub fn need_parts(t: Words, need: &NeedTerms, territory: &Territory, language: &str) -> Vec<NeedPart> {
    let part = |label: W, field: &'static str, words: Vec<String>| NeedPart { label, field, words };
    let zone = territory.find_zone(need.zone).map_or_else(|| need.zone.to_string(), |zone| zone.name.clone());
    let place = match territory.zone_kind() {
        ZoneKind::Arrondissement => format!("{}, {zone}", territory.name),
        ZoneKind::Commune => zone,
    };
    let wished = if need.wished.is_empty() { t.say(W::TasksNotSaid).to_owned() } else { t.acts(need.wished) };
    let mut parts = vec![part(W::SummaryWhere, PLACE, vec![place]), part(W::SummaryWhat, "acte", vec![wished])];
    if !need.required.is_empty() {
        parts.push(part(W::SummaryRequired, "indispensable", vec![t.acts(need.required)]));
    }
    let mut when: Vec<String> = weekly_times(&need.visits)
        .iter()
        .map(|time| t.fill(Common::Colon, &[&time_words(t, time), &t.name(time.kind)]))
        .collect();
    if when.is_empty() {
        when.push(t.say(W::HoursNotSaid).to_owned());
    }
    when.extend(hours_a_week(t, &need.visits));
    parts.push(part(W::SummaryWhen, "quand", when));
    parts.push(part(W::SummaryStart, START, vec![t.date(need.start)]));
    let mut conditions: Vec<String> = Vec::new();
    if need.modes.len() < Mode::ALL.len() as u32 {
        let modes = need.modes.iter().map(|mode| t.name(mode)).collect::<Vec<_>>().join(t.say(Common::Or));
        conditions.push(t.fill(W::SummaryModes, &[&modes]));
    }
    if need.habilitation_required {
        conditions.push(t.say(Common::Habilitated).to_owned());
    }
    conditions.extend(need.publics.iter().map(|public| t.name(public).to_owned()));
    if !language.is_empty() {
        conditions.push(language.to_owned());
    }
    if !conditions.is_empty() {
        parts.push(part(W::SummaryConditions, "conditions", vec![conditions.join(", ")]));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{act_notice, hours_a_week, need_line};
    use crate::need::form::NeedForm;
    use crate::text::{Lang, Words};

    fn line(query: &str) -> String {
        let (t, form) = (Words::of(Lang::French), NeedForm::from_query(query));
        let visits = form.visits(t, &mut Vec::new());
        let hours = hours_a_week(t, &visits).unwrap_or_default();
        format!("{} ({hours})", need_line(t, form.acts(), &visits)).replace('\u{a0}', " ")
    }

    #[test]
    fn a_need_is_one_line() {
        let mornings = "toilette et habillage, tous les jours 8 h–9 h (7 h par semaine)";
        assert_eq!(line("acte=toilette&quand=lun-dim.0800-0900"), mornings);
        let cleaning = "ménage, courses, mardi, vendredi 14 h–16 h (4 h par semaine)";
        assert_eq!(line("aide=menage&quand=mar_ven.1400-1600.menage"), cleaning);
        assert_eq!(line("quand=lun-ven.0830-0900"), "du lundi au vendredi 8 h 30–9 h (2 h 30 par semaine)");
        assert_eq!(line("quand=lun_mer-dim.0800-0900"), "tous les jours sauf mardi 8 h–9 h (6 h par semaine)");
        assert_eq!(line(""), " ()");
    }

    #[test]
    fn a_night_is_told_under_its_evening() {
        assert_eq!(line("quand=ven.2100-0700"), "vendredi 21 h–7 h (10 h par semaine)");
        assert_eq!(line("quand=lun-dim.2100-0700"), "tous les jours 21 h–7 h (70 h par semaine)");
        assert_eq!(line("quand=dim.0000-0000"), "dimanche 0 h–0 h (24 h par semaine)");
    }

    #[test]
    fn acts_without_an_hourly_price_are_explained() {
        let t = Words::of(Lang::French);
        let notice = |query: &str| act_notice(t, NeedForm::from_query(query).acts());
        assert!(notice("acte=portage-repas&acte=teleassistance").is_some_and(|words| words.contains("par repas")));
        assert!(notice("acte=soins-infirmiers").is_some_and(|words| words.contains("ordonnance")));
        for usual in ["", "acte=toilette&acte=portage-repas", "acte=toilette&acte=soins-infirmiers"] {
            assert_eq!(notice(usual), None, "{usual}");
        }
    }
}
