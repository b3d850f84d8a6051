//! How much of the needed hours a service covers: seven cells and a few words; and its week hour by hour, with the
//! hours of the need outlined.

use domain::need::Visit;
use domain::ranking::week::{DayCover, WeekCover};
use domain::time::hours::{DAY, Interval, OpenHours, Weekday};
use leptos::prelude::*;

use crate::text::{Common, Results as W, Words};

/// Units from one day to the next; the style draws a line across the days into cells of 14.
const STEP: usize = 18;

/// Seven cells under the letters of their days: full, striped, empty, or a question mark. The words of `cover_words`
/// stand beside it.
pub fn week_strip(t: Words, week: &WeekCover) -> AnyView {
    let letters: String = Weekday::ALL.iter().filter_map(|day| t.name(*day).chars().next()).collect();
    let letters = letters.to_uppercase();
    let middles =
        |days: Vec<usize>| days.iter().map(|day| (day * STEP + STEP / 2).to_string()).collect::<Vec<_>>().join(" ");
    let is = |cover: DayCover| -> Vec<usize> { (0..7).filter(|day| week.days[*day] == cover).collect() };
    let mut drawn: Vec<AnyView> = Vec::new();
    let mut draw = |class: &'static str, path: String| {
        if !path.is_empty() {
            drawn.push(view! { <path class=class d=path></path> }.into_any());
        }
    };
    draw("full", lines(&is(DayCover::Full), &[23]));
    // Stripes differ from a full cell without colour too.
    draw("partly", lines(&is(DayCover::Partly), &[18, 23, 28]));
    let outlined = [DayCover::Partly, DayCover::Nothing, DayCover::Unknown].map(is).concat();
    draw("cell", outlined.iter().map(|day| format!("M{} 16.5h13v13h-13z", day * STEP + 2)).collect());
    let unknown = is(DayCover::Unknown);
    if !unknown.is_empty() {
        let asked = "?".repeat(unknown.len());
        drawn.push(view! { <text x=middles(unknown) y="28">{asked}</text> }.into_any());
    }
    view! {
        <svg class="strip" viewBox="0 0 126 32" aria-hidden="true">
            <text x=middles((0..7).collect()) y="11">{letters}</text>
            {drawn}
        </svg>
    }
    .into_any()
}

/// Horizontal lines at these heights across runs of days.
fn lines(days: &[usize], heights: &[usize]) -> String {
    let runs = days.chunk_by(|day, next| day + 1 == *next);
    let line = |run: &[usize]| -> String {
        let from = run.first().map_or(0, |day| day * STEP + 2);
        let length = run.len() * STEP - 4;
        heights.iter().map(|height| format!("M{from} {height}h{length}")).collect()
    };
    runs.map(line).collect()
}

/// The same in words: "toutes vos heures", "pas le samedi ni le dimanche", "pas les jours fériés".
pub fn cover_words(t: Words, week: &WeekCover) -> String {
    let is = |cover: DayCover| -> Vec<Weekday> {
        Weekday::ALL.into_iter().filter(|day| week.days[day.position()] == cover).collect()
    };
    let [full, partly, none] = [DayCover::Full, DayCover::Partly, DayCover::Nothing].map(is);
    if week.days.contains(&DayCover::Unknown) {
        return t.say(W::HoursNotYet).to_owned();
    }
    if week.is_full() {
        return t.say(W::AllYourHours).to_owned();
    }
    let and = t.say(Common::And);
    let mut words = Vec::new();
    let mut missing = days(t, &none);
    if none.len() > full.len() + partly.len() {
        // Most days are missing: it is shorter to name the days on which it comes.
        if !full.is_empty() {
            words.push(t.fill(W::OnlyOn, &[&joined(&days(t, &full), and)]));
        }
        missing.clear();
    }
    if !(full.is_empty() && partly.is_empty()) && week.holidays == DayCover::Nothing {
        missing.push(t.say(Common::OnHolidays).to_owned());
    }
    if !missing.is_empty() {
        words.push(t.fill(W::NotOn, &[&joined(&missing, t.say(W::Nor))]));
    }
    if !partly.is_empty() {
        let every_day = full.is_empty() && none.is_empty();
        words.push(match every_day {
            true => t.say(W::PartOfHours).to_owned(),
            false => t.fill(W::PartlyOn, &[&joined(&days(t, &partly), and)]),
        });
    }
    words.join(", ")
}

/// "en semaine", or each day: "le samedi".
fn days(t: Words, days: &[Weekday]) -> Vec<String> {
    let weekdays = &Weekday::ALL[..5];
    let whole = weekdays.iter().all(|day| days.contains(day));
    let mut words = if whole { vec![t.say(Common::OnWeekdays).to_owned()] } else { Vec::new() };
    let rest = days.iter().filter(|day| !whole || !weekdays.contains(day));
    words.extend(rest.map(|day| t.fill(W::TheDay, &[&t.name(*day)])));
    words
}

/// "a, b et c"
fn joined(words: &[String], last: &str) -> String {
    match words {
        [before @ .., end] if !before.is_empty() => format!("{}{last}{end}", before.join(", ")),
        words => words.concat(),
    }
}

/// The week of a service hour by hour, in words and as bars from 0 to 24 h, with the hours of `visits` outlined.
pub fn week_grid(t: Words, hours: &OpenHours, visits: &[Visit]) -> AnyView {
    let rows: Vec<AnyView> = Weekday::ALL
        .into_iter()
        .map(|day| {
            let mut words = t.opening(hours, day).unwrap_or_else(|| t.say(Common::NoHours).to_owned());
            let needed: Vec<Interval> =
                visits.iter().filter(|visit| visit.weekday == day).map(|visit| visit.time).collect();
            let yours = needed.iter().map(|time| t.fill(Common::To, &[&t.time(time.start()), &t.time(time.end())]));
            let yours = yours.collect::<Vec<_>>().join(t.say(Common::And));
            if !yours.is_empty() {
                words = format!("{words} · {}", t.fill(W::GridYours, &[&yours]));
            }
            view! { <tr><th scope="row">{t.name(day)}</th><td>{words}{day_bar(hours.on(day), &needed)}</td></tr> }
                .into_any()
        })
        .collect();
    let caption = if visits.is_empty() { W::GridCaption } else { W::GridCaptionNeed };
    let holidays = if hours.works_on_holidays() { t.say(W::GridSame) } else { t.say(Common::NoHours) };
    let scale = [0, 12, 24].map(|hour| view! { <span>{t.time(hour * 60)}</span> }.into_any());
    view! {
        <table class="grid">
            <caption>{t.say(caption)}</caption>
            <thead>
                <tr>
                    <th scope="col">{t.say(W::GridDay)}</th>
                    <th scope="col">{t.say(W::ColumnHours)}<span class="ends" aria-hidden="true">{scale}</span></th>
                </tr>
            </thead>
            <tbody>
                {rows}
                <tr><th scope="row">{t.say(W::GridHolidays)}</th><td>{holidays}</td></tr>
            </tbody>
        </table>
    }
    .into_any()
}

/// One day, one unit a minute: open hours filled, needed hours outlined, a mark every six hours.
fn day_bar(open: &[Interval], needed: &[Interval]) -> AnyView {
    let block = |time: &Interval| format!("M{} 80h{}", time.start(), time.minutes());
    let outline = |time: &Interval| format!("M{} 14h{}v132h-{}z", time.start(), time.minutes(), time.minutes());
    let (open, needed): (String, String) = (open.iter().map(block).collect(), needed.iter().map(outline).collect());
    // A little wider than the day, because outlines have a thickness.
    let frame = format!("-12 0 {} 160", DAY + 24);
    view! {
        <svg class="hours" viewBox=frame preserveAspectRatio="none" aria-hidden="true">
            <path class="closed" d=format!("M0 80h{DAY}")></path>
            {(!open.is_empty()).then(|| view! { <path class="open" d=open></path> })}
            <path class="hour" d="M360 30v100M720 30v100M1080 30v100"></path>
            {(!needed.is_empty()).then(|| view! { <path class="needed" d=needed></path> })}
        </svg>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use domain::Visit;
    use domain::provider::acts::HourKind;
    use domain::ranking::week::DayCover::{Full, NotNeeded, Nothing, Partly, Unknown};
    use domain::ranking::week::{DayCover, WeekCover};
    use domain::time::hours::{Interval, OpenHours, Weekday};
    use leptos::prelude::RenderHtml;

    use super::{cover_words, week_grid, week_strip};
    use crate::text::{Lang, Words};

    fn week(days: [DayCover; 7], holidays: DayCover) -> WeekCover {
        WeekCover { days, holidays }
    }

    fn french(days: [DayCover; 7], holidays: DayCover) -> String {
        cover_words(Words::of(Lang::French), &week(days, holidays))
    }

    #[test]
    fn the_words_of_a_week_name_what_is_missing() {
        let weekend = |cover| [Full, Full, Full, Full, Full, cover, cover];
        assert_eq!(french([Full; 7], Full), "toutes vos heures");
        assert_eq!(french([Full; 7], Nothing), "pas les jours fériés");
        assert_eq!(french(weekend(Nothing), Full), "pas le samedi ni le dimanche");
        assert_eq!(french(weekend(Nothing), Nothing), "pas le samedi, le dimanche ni les jours fériés");
        assert_eq!(french(weekend(Partly), Partly), "en partie le samedi et le dimanche");
        assert_eq!(french([Partly; 7], Partly), "une partie de vos heures");
        assert_eq!(french([Partly; 7], Nothing), "pas les jours fériés, une partie de vos heures");
        assert_eq!(french([Unknown; 7], Unknown), "horaires\u{202f}: on ne sait pas encore");
        let sunday = [Full, NotNeeded, Full, NotNeeded, NotNeeded, Partly, Nothing];
        assert_eq!(french(sunday, Full), "pas le dimanche, en partie le samedi");
    }

    #[test]
    fn a_service_that_comes_on_few_days_is_said_to_come_only_then() {
        let only = [Nothing, Full, Nothing, Full, Nothing, Nothing, Nothing];
        assert_eq!(french(only, Full), "seulement le mardi et le jeudi");
        let weekend = [Nothing, Nothing, Nothing, Nothing, Nothing, Full, Full];
        assert_eq!(french(weekend, Nothing), "seulement le samedi et le dimanche, pas les jours fériés");
        let weekdays = [Full, Full, Full, Full, Full, NotNeeded, NotNeeded];
        assert_eq!(french(weekdays, Full), "toutes vos heures");
        let saturday = [Nothing, Nothing, Nothing, Nothing, Nothing, NotNeeded, Partly];
        assert_eq!(french(saturday, Nothing), "pas les jours fériés, en partie le dimanche");
    }

    #[test]
    fn the_words_of_a_week_are_said_in_each_language() {
        let missing = week([Full, Full, Full, Full, Full, Nothing, Nothing], Full);
        assert_eq!(cover_words(Words::of(Lang::English), &missing), "not on Saturday or on Sunday");
        assert_eq!(cover_words(Words::of(Lang::Plain), &missing), "il ne vient pas le samedi et le dimanche");
    }

    #[test]
    fn each_kind_of_day_has_a_drawing_of_its_own() {
        let days = [Full, Full, Partly, Nothing, Unknown, NotNeeded, Full];
        let html = week_strip(Words::of(Lang::French), &week(days, Full)).to_html();
        assert!(html.contains("LMMJVSD") && html.contains(r#"x="9 27 45 63 81 99 117""#), "{html}");
        assert!(html.contains(r#"d="M2 23h32M110 23h14" class="full""#), "{html}");
        assert!(html.contains(r#"d="M38 18h14M38 23h14M38 28h14" class="partly""#), "{html}");
        assert!(html.contains(r#"x="81" y="28">?<"#), "{html}");
        assert_eq!(html.matches("h13v13h-13z").count(), 3, "{html}");
        assert!(!html.contains("style="), "{html}");
        let english = week_strip(Words::of(Lang::English), &week([Full; 7], Full)).to_html();
        assert!(english.contains("MTWTFSS") && !english.contains("partly") && !english.contains('?'), "{english}");
    }

    #[test]
    fn the_grid_outlines_the_needed_hours_and_says_them() {
        let interval = |start, end| Interval::new(start, end).expect("a valid interval");
        let mut open: [Vec<Interval>; 7] = Default::default();
        open[0] = vec![interval(480, 1200)];
        let visit = Visit { weekday: Weekday::Monday, time: interval(420, 540), kind: HourKind::Care };
        let html = week_grid(Words::of(Lang::French), &OpenHours::new(open, false), &[visit]).to_html();
        assert!(html.contains(r#"d="M480 80h720" class="open""#), "{html}");
        assert!(html.contains(r#"d="M420 14h120v132h-120z" class="needed""#), "{html}");
        assert!(html.contains("vous\u{202f}: 7\u{a0}h – 9\u{a0}h"), "{html}");
        assert!(html.contains("aucune intervention") && !html.contains("style="), "{html}");
    }
}
