//! The form of a need after one change, so that a link gives exactly the need that was counted.

use domain::need::{NeedTerms, WeeklyTime, weekly_times};
use domain::ranking::changes::Change;
use domain::time::calendar::iso_date;
use domain::time::hours::DAY;
use domain::values::closed_list::ClosedList;
use domain::{Need, Territory};

use super::form::{NeedForm, SlotForm, weekday_code};
use crate::format::clock;

/// The form of `changed`, which is the need of `form` after `change`. Fields that the change leaves alone stay as they
/// were typed.
pub fn changed_form(form: &NeedForm, change: Change, changed: &Need, territory: &Territory) -> NeedForm {
    let NeedTerms { zone, start, visits, .. } = changed.terms();
    let mut form = form.on_page(1);
    match change {
        Change::Time { .. } | Change::Day { .. } | Change::WithoutDay(_) => {
            form.slots = weekly_times(visits).iter().map(slot).collect();
        }
        Change::WithoutHours => form.slots.clear(),
        Change::Start { .. } => form.start = iso_date(*start),
        Change::Mode(mode) => form.modes.push(mode.code().to_owned()),
        Change::WithoutAct(act) => form.wished.retain(|code| code != act.code()),
        Change::WithoutActs => {
            form.wished.clear();
            // Who comes home from hospital wishes some acts, unless others are named.
            form.hospital = false;
        }
        Change::WithoutPublic(public) => form.publics.retain(|code| code != public.code()),
        Change::WithoutHabilitation => form.habilitation.clear(),
        Change::Zone(_) => form.zone = territory.find_zone(*zone).map_or_else(String::new, |zone| zone.short.clone()),
    }
    form
}

fn slot(time: &WeeklyTime) -> SlotForm {
    SlotForm {
        days: time.days.iter().map(|day| weekday_code(*day).to_owned()).collect(),
        from: clock(time.from),
        to: clock(time.to % DAY),
        kind: time.kind.code().to_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use domain::ranking::changes::Change;
    use domain::time::hours::Weekday;
    use domain::{Act, Mode, Public, Territory};
    use jiff::civil::date;

    use super::changed_form;
    use crate::need::form::NeedForm;
    use crate::text::{Lang, Words};

    const TODAY: jiff::civil::Date = date(2026, 11, 28);

    /// The query of a need after a change, once it was seen to give exactly the changed need.
    fn after(query: &str, change: Change) -> Option<String> {
        let (t, paris) = (Words::of(Lang::French), Territory::paris().unwrap());
        let form = NeedForm::from_query(query);
        let changed = change.applied(&form.parse(t, &paris, TODAY).unwrap())?;
        let query = changed_form(&form, change, &changed, &paris).to_query();
        assert_eq!(NeedForm::from_query(&query).parse(t, &paris, TODAY), Ok(changed), "{query}");
        Some(query)
    }

    const NEED: &str = "lieu=14e&debut=2026-12-10&quand=lun-dim.0800-0900&quand=mar_ven.1400-1600.menage&quand=dim.2100-0700\
                        &acte=toilette&acte=menage&aide=hopital&mode=prestataire&habilitation=oui&public=fin-de-vie&langue=arabe";

    #[test]
    fn the_link_of_a_change_gives_exactly_the_need_that_was_counted() {
        let care = domain::provider::acts::HourKind::Care;
        let time = |from, to, later| Change::Time { from, to, kind: care, later };
        for (change, part) in [
            (time(480, 540, 60), "quand=lun-dim.0900-1000"),
            (time(480, 540, -30), "quand=lun-dim.0730-0830"),
            (time(1260, 420, 60), "quand=dim.2200-0800"),
            (Change::Day { from: Weekday::Tuesday, to: Weekday::Wednesday }, "x"),
            (Change::WithoutDay(Weekday::Sunday), "quand=lun-sam.0800-0900"),
            (Change::Start { days: 14 }, "debut=2026-12-24"),
            (Change::Mode(Mode::Mandataire), "mode=mandataire"),
            (Change::WithoutAct(Act::Cleaning), "acte=toilette"),
            (Change::WithoutActs, "langue=arabe"),
            (Change::WithoutHours, "acte=menage"),
            (Change::WithoutPublic(Public::EndOfLife), "habilitation=oui"),
            (Change::WithoutHabilitation, "public=fin-de-vie"),
            (Change::Zone(Territory::paris().unwrap().zones[12].code), "lieu=13e"),
        ] {
            match after(NEED, change) {
                Some(query) => assert!(query.contains(part), "{change:?}: {query}"),
                // The morning of Wednesday is taken.
                None => assert_eq!(part, "x", "{change:?}"),
            }
        }
    }

    #[test]
    fn a_day_is_exchanged_for_one_that_is_free_then() {
        let query = "lieu=14e&quand=mar_ven.1400-1600.menage&quand=mer.0800-0900";
        let exchanged = after(query, Change::Day { from: Weekday::Tuesday, to: Weekday::Wednesday });
        assert!(exchanged.is_some_and(|query| query.contains("quand=mer_ven.1400-1600.menage")));
    }
}
