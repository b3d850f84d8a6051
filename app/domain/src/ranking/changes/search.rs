//! The search: the services that can come into question are taken apart once, then the engine compares them for each
//! changed need. Its work is counted, and a kind of change that would be too much of it is not tried.

use jiff::civil::Date;

use crate::aids::AidRules;
use crate::law::parameters::Parameters;
use crate::need::{MOST_WEEKLY_TIMES, Need, weekly_times};
use crate::provider::territory::Territory;
use crate::ranking::catalogue::Catalogue;
use crate::ranking::changes::choice::{Figures, choose};
use crate::ranking::changes::possible::possible_changes;
use crate::ranking::changes::{Change, ChangeKind, Changes, NotTried, Untried};
use crate::ranking::columns::Columns;
use crate::ranking::pass::Pass;
use crate::ranking::price::ExactPrice;
use crate::ranking::reasons::Exclusion;
use crate::ranking::scan::scan;
use crate::ranking::selection::{Filter, Listed};
use crate::time::reference_year::ReferenceYear;
use crate::values::closed_list::{ClosedList, Set};

/// Most steps of one search: one service for one changed need, and one more for each of its visits.
pub const MOST_STEPS: usize = 250_000;

/// What does not change from one changed need to the next.
struct Search<'a> {
    /// The services that may be listed for one of them.
    columns: &'a Columns,
    aids: Option<&'a AidRules>,
    parameters: &'a Parameters,
    today: Date,
    filters: Set<Filter>,
}

/// The changes of a need that help most, with these filters of its list. `aids` and `today` as for `compare`.
pub fn find_changes(
    catalogue: &Catalogue,
    territory: &Territory,
    need: &Need,
    aids: Option<&AidRules>,
    parameters: &Parameters,
    today: Date,
    filters: Set<Filter>,
) -> Changes {
    let all = Search { columns: catalogue.columns(), aids, parameters, today, filters };
    let pass = all.scan(need, aids);
    let now = all.figures(&pass, need);
    let nobody = now.measured.counts.all() == 0;
    let columns = all.columns.only(&in_question(&pass, nobody));
    let search = Search { columns: &columns, ..all };
    let possible = possible_changes(need, territory, nobody);
    let mut untried = too_many_times(need);
    let (mut tried, mut steps) = (Vec::new(), 0_usize);
    for kind in ChangeKind::ALL.iter().copied() {
        let of_kind: Vec<&(Change, Need)> = possible.iter().filter(|(change, _)| change.kind() == kind).collect();
        let visits: usize = of_kind.iter().map(|(_, changed)| 1 + changed.terms().visits.len()).sum();
        let work = columns.len().saturating_mul(visits);
        if work > MOST_STEPS - steps {
            untried.push(Untried { kind, reason: NotTried::TooMuch });
            continue;
        }
        steps += work;
        tried.extend(of_kind.into_iter().filter_map(|(change, changed)| Some((*change, search.of(*change, changed)?))));
    }
    Changes { now: now.measured, found: choose(&now, &tried), untried }
}

/// The positions of the services that a change may bring into the list, and of those that are in it. Every other reason
/// to leave a service out holds for every changed need too.
fn in_question(pass: &Pass, nobody: bool) -> Vec<u32> {
    let mut curable = Set::EMPTY.with(Exclusion::Mode).with(Exclusion::NoCoverage);
    if nobody {
        let more = [Exclusion::Zone, Exclusion::Habilitation, Exclusion::Publics, Exclusion::NoWishedAct];
        curable = curable.union(more.into_iter().collect());
    }
    let ranked = pass.suitable.iter().chain(&pass.partly_suitable).map(|entry| entry.at);
    let listed = ranked.chain(pass.to_confirm.iter().map(|entry| entry.at));
    let excluded = pass.excluded.iter().filter(|(_, reasons)| reasons.minus(curable).is_empty()).map(|(at, _)| *at);
    let mut positions: Vec<u32> = listed.chain(excluded).collect();
    positions.sort_unstable();
    positions
}

/// A need in JSON may have more times than a form: no link could hold its week once it is changed.
fn too_many_times(need: &Need) -> Vec<Untried> {
    let is_too_many = weekly_times(&need.terms().visits).len() > MOST_WEEKLY_TIMES;
    let kinds = [ChangeKind::Time, ChangeKind::Day, ChangeKind::WithoutDay].into_iter().filter(|_| is_too_many);
    kinds.map(|kind| Untried { kind, reason: NotTried::TooManyTimes }).collect()
}

impl Search<'_> {
    fn scan(&self, need: &Need, aids: Option<&AidRules>) -> Pass {
        scan(self.columns, need, aids, self.parameters, self.today)
    }

    /// The figures of a changed need; none where the law has no values for its start.
    fn of(&self, change: Change, need: &Need) -> Option<Figures> {
        let later = match (change, self.aids) {
            (Change::Start { .. }, Some(aids)) => {
                Some(AidRules::on(self.parameters, need.terms().start, aids.situation()).ok()?)
            }
            _ => None,
        };
        Some(self.figures(&self.scan(need, later.as_ref().or(self.aids)), need))
    }

    fn figures(&self, pass: &Pass, need: &Need) -> Figures {
        let year = ReferenceYear::from(need.terms().start);
        let listed;
        let (suitable, counts) = if self.filters.is_empty() {
            (pass.suitable.as_slice(), pass.counts())
        } else {
            listed = Listed::of(pass, self.columns, need, &year, self.today, self.filters);
            (&*listed.suitable, listed.counts())
        };
        let covering = suitable.iter().filter(|entry| entry.minutes > 0 && entry.minutes == pass.needed_minutes);
        let cheapest = covering.map(|entry| entry.amount).min();
        Figures::of(counts, cheapest.map(|amount| ExactPrice { amount, minutes: pass.needed_minutes }))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use jiff::civil::date;

    use super::{Search, in_question};
    use crate::demo::fictitious;
    use crate::ranking::changes::possible::possible_changes;
    use crate::values::closed_list::{ClosedList, Set};
    use crate::{Catalogue, Need, Parameters, Territory};

    #[test]
    fn no_changed_need_lists_a_service_that_was_not_in_question() {
        let (paris, parameters, today) = (Territory::paris().unwrap(), Parameters::embedded(), date(2026, 11, 23));
        let need = r#"{"zone": "75114", "start": "2026-12-01", "wished": ["toilette", "repas", "menage", "conduite"],
            "required": ["repas"], "modes": ["prestataire"], "habilitation_required": true, "publics": ["fin-de-vie"],
            "visits": [
                {"weekday": "mardi", "time": [420, 480], "kind": "aide"},
                {"weekday": "dimanche", "time": [1140, 1200], "kind": "aide"}]}"#;
        let need: Need = serde_json::from_str(need).unwrap();
        for (seed, count) in [(1, 60), (2, 60), (3, 4), (4, 1)] {
            let catalogue = Catalogue::new(fictitious(&paris, seed, count, today).collect());
            for filters in [Set::EMPTY, Set::EMPTY.with(crate::ranking::selection::Filter::ALL[0])] {
                let all = Search { columns: catalogue.columns(), aids: None, parameters: &parameters, today, filters };
                let pass = all.scan(&need, None);
                for nobody in [false, true] {
                    let columns = all.columns.only(&in_question(&pass, nobody));
                    assert!(columns.len() < all.columns.len() || count < 5);
                    let some = Search { columns: &columns, ..all };
                    for (change, changed) in possible_changes(&need, &paris, nobody) {
                        let figures = |search: &Search<'_>| search.of(change, &changed).unwrap().measured;
                        assert_eq!(figures(&some), figures(&all), "{change:?}");
                    }
                }
            }
        }
    }
}
