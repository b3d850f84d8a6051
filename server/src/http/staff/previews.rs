//! Files that were read: what each would change, accepted whole or in part, and what of it is left out, as a file.

use std::collections::{BTreeMap, BTreeSet};

use app::routes::StaffPage;
use app::staff::confirm::{CONFIRMED, Confirmation};
use app::staff::field::STATE;
use app::staff::french;
use app::staff::imports::{PAGE, PAGE_SIZE};
use app::staff::listing::edit::ACTION;
use app::staff::listing::words::{label, words};
use app::staff::paging::Paging;
use app::staff::previews::{
    ChangeGroup, ChangedLine, DATES, Decision, DifferenceLine, PreviewScreen, RENAMED, TAKEN, preview_gone,
};
use app::staff::typed::Typed;
use app::text::editor::UNKNOWN;
use app::text::office as say;
use app::text::staff::fill;
use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect};
use domain::provider::register::{EXTRACTS_FROZEN_ON, Freshness, RegisterSeen};
use domain::values::closed_list::ClosedList;
use domain::values::search;
use domain::{Field, Finess, Listing, Territory};
use jiff::civil::Date;

use super::imports::{THROWN, import_screen, listed};
use super::session::Signed;
use super::{Answer, Form, Shared, StaffState, asked, csv_file, too_large};
use crate::storage::figures::ActKind;
use crate::storage::journal::ImportKind;
use crate::storage::previews::{Choice, Preview, PreviewLine, Taken, TakenParts, Turn};

/// What is said of a new listing.
const OF_A_NEW_ONE: [Field; 3] = [Field::Kind, Field::Address, Field::Phone];

fn part(territory: &Territory, listing: &Listing, field: Field) -> String {
    words(french(), territory, listing, field).unwrap_or_else(|| UNKNOWN.to_owned())
}

/// What a line changes, told from its gravest change; none where only dates are newer.
fn group_of(line: &PreviewLine) -> Option<ChangeGroup> {
    if line.before.is_none() {
        return Some(ChangeGroup::New);
    }
    match line.turn() {
        Some(Turn::Closes) => return Some(ChangeGroup::Closed),
        Some(Turn::Reopens) => return Some(ChangeGroup::Reopened),
        None => {}
    }
    let changed: Vec<Field> = line.changes().iter().filter_map(|change| Field::from_code(&change.field)).collect();
    if changed.contains(&Field::Address) {
        Some(ChangeGroup::Moved)
    } else if changed.contains(&Field::Name) {
        Some(ChangeGroup::Renamed)
    } else {
        (!changed.is_empty()).then_some(ChangeGroup::Other)
    }
}

/// A listing as a file would have it, in words.
fn changed_line(territory: &Territory, line: &PreviewLine, group: ChangeGroup) -> ChangedLine {
    let (finess, file_name) = (line.after.finess, &line.after.name.value);
    let changes = match &line.before {
        None => OF_A_NEW_ONE
            .into_iter()
            .filter_map(|field| Some((field, String::new(), words(french(), territory, &line.after, field)?)))
            .collect(),
        Some(before) => line
            .changes()
            .iter()
            .filter_map(|change| Field::from_code(&change.field))
            .map(|field| (field, part(territory, before, field), part(territory, &line.after, field)))
            .collect(),
    };
    let is_named = line.before.as_ref().is_none_or(|before| before.name.value != *file_name);
    ChangedLine {
        finess,
        service: search::readable(line.before.as_ref().map_or(file_name, |before| &before.name.value)),
        group,
        changes,
        offered_name: is_named.then(|| search::accented(file_name)).flatten(),
    }
}

/// What is to be said of the age of a register.
fn warnings(found: &Preview, today: Date) -> Vec<String> {
    let Some(kind) = found.preview.kind.register() else { return Vec::new() };
    let (seen, t) = (RegisterSeen { kind, on: found.preview.file_date, left_out: 0 }, french());
    let frozen = seen.is_frozen().then(|| fill(say::REGISTER_FROZEN, &[&t.date(EXTRACTS_FROZEN_ON)]));
    let age = match seen.freshness(today) {
        Freshness::Fresh => None,
        Freshness::Old => Some(fill(say::REGISTER_OLD, &[&t.date(seen.on)])),
        Freshness::Stale => Some(fill(say::REGISTER_STALE, &[&t.date(seen.on)])),
    };
    frozen.into_iter().chain(age).collect()
}

async fn preview_screen(
    desk: &StaffState,
    signed: &Signed,
    found: &Preview,
    page: usize,
    wrong: Option<&str>,
) -> Answer {
    let content = &found.preview.content;
    let publication = desk.site.published.catalogue();
    let territory = &publication.territory;
    let (mut grouped, mut renewed) = (Vec::new(), Vec::new());
    for line in &content.lines {
        match group_of(line) {
            Some(group) => grouped.push((group, line)),
            None => renewed.push(search::readable(&line.after.name.value)),
        }
    }
    // The lines of a group stay in order of FINESS.
    grouped.sort_by_key(|(group, _)| *group);
    let paging = Paging::new(grouped.len(), PAGE_SIZE, page);
    let count = |group: ChangeGroup| (group, grouped.iter().filter(|(other, _)| *other == group).count());
    let differences = content.differences.iter().map(|difference| DifferenceLine {
        finess: difference.stays.finess,
        service: search::readable(&difference.stays.name.value),
        part: label(difference.field),
        stays: part(territory, &difference.stays, difference.field),
        file_says: part(territory, &difference.file_says, difference.field),
    });
    let counts = &content.counts;
    let screen = PreviewScreen {
        number: found.number,
        file_name: found.preview.file_name.clone(),
        counts: [
            counts.read,
            counts.added,
            counts.changed,
            counts.confirmed + content.seen_again,
            counts.closed,
            content.remarks.len() as u32,
        ],
        replaces_demonstration: content.replaces_demonstration,
        total: grouped.len(),
        groups: ChangeGroup::ALL.iter().copied().map(count).collect(),
        lines: grouped[paging.range()].iter().map(|(group, line)| changed_line(territory, line, *group)).collect(),
        paging,
        renewed,
        remarks: content.remarks.iter().map(|remark| (remark.place.clone(), remark.reason.clone())).collect(),
        warnings: warnings(found, desk.today()),
        is_dated: found.preview.kind != ImportKind::Sheet,
        differences: differences.collect(),
        wrong: wrong.map(str::to_owned),
    };
    Ok(desk.show(screen.screen(&signed.staff)).await)
}

pub(super) async fn show(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(number): Path<String>,
    uri: Uri,
) -> Answer {
    match desk.office.store.find_preview(number.parse().unwrap_or_default()).await? {
        Some(found) => preview_screen(&desk, &signed, &found, asked(&uri, PAGE).parse().unwrap_or(1), None).await,
        None => Ok(desk.show(preview_gone(&signed.staff)).await),
    }
}

/// What is left out of a file, for whoever made it.
pub(super) async fn remarks(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(number): Path<String>,
) -> Answer {
    let Some(found) = desk.office.store.find_preview(number.parse().unwrap_or_default()).await? else {
        return Ok(desk.show(preview_gone(&signed.staff)).await);
    };
    let head = [say::PLACE.to_owned(), say::WHY.to_owned()];
    let remarks = found.preview.content.remarks.into_iter().map(|remark| [remark.place, remark.reason]);
    Ok(csv_file(&format!("remarques-{}.csv", found.number), [head].into_iter().chain(remarks)))
}

/// What a form ticks: listings, parts of listings, and those of which only dates are newer.
fn ticked(typed: &Typed, found: &Preview) -> Taken {
    let mut taken: BTreeMap<Finess, TakenParts> = BTreeMap::new();
    if typed.ticked(DATES) {
        let renewed = found.preview.content.lines.iter().filter(|line| group_of(line).is_none());
        taken.extend(renewed.map(|line| (line.after.finess, TakenParts::Whole)));
    }
    for value in typed.all(TAKEN) {
        let (finess, field) = value.split_once(':').map_or((value, None), |(finess, field)| (finess, Some(field)));
        let Ok(finess) = finess.parse() else { continue };
        match field {
            None => {
                taken.insert(finess, TakenParts::Whole);
            }
            Some(code) => {
                let Some(field) = Field::from_code(code) else { continue };
                match taken.entry(finess).or_insert_with(|| TakenParts::Some(BTreeSet::new())) {
                    TakenParts::Some(parts) => {
                        parts.insert(field);
                    }
                    TakenParts::Whole => {}
                }
            }
        }
    }
    Taken::Ticked(taken)
}

/// How many services an act closes or reopens, in words, and which.
pub(super) fn turned(turns: &[(Turn, &Listing)]) -> Vec<(String, Vec<String>)> {
    let of = |turn: Turn, one: &str, many: &str| {
        let concerned = turns.iter().filter(|(other, _)| *other == turn);
        let names: Vec<String> = concerned.map(|(_, listing)| search::readable(&listing.name.value)).collect();
        match names.len() {
            0 => None,
            1 => Some((one.to_owned(), names)),
            count => Some((fill(many, &[&count]), names)),
        }
    };
    let closes = of(Turn::Closes, say::CLOSES_ONE, say::CLOSES);
    closes.into_iter().chain(of(Turn::Reopens, say::REOPENS_ONE, say::REOPENS)).collect()
}

pub(super) async fn decide(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(number): Path<String>,
    request: Request,
) -> Answer {
    let Some((parts, form)) = Form::read(request).await else { return Ok(too_large()) };
    let (typed, store) = (form.typed(), &desk.office.store);
    let number: u32 = number.parse().unwrap_or_default();
    let decision = Decision::from_code(typed.get(ACTION));
    if decision == Some(Decision::Nothing) {
        let waiting = store.list_previews().await?.rows;
        let file = waiting.into_iter().find(|waiting| waiting.number == number).map(|waiting| waiting.file_name);
        let act = desk.act(&signed.staff, ActKind::FileRefused, file.unwrap_or_else(|| number.to_string()));
        store.remove_preview(number, &act).await?;
        let there = format!("{}?{STATE}={THROWN}", StaffPage::Imports.href());
        return Ok(Redirect::to(&there).into_response());
    }
    let Some(found) = store.find_preview(number).await? else {
        return Ok(desk.show(preview_gone(&signed.staff)).await);
    };
    let taken = match decision {
        Some(Decision::All) => Taken::All,
        Some(Decision::Ticked | Decision::Nothing) | None => ticked(&typed, &found),
    };
    let page = asked(&parts.uri, PAGE).parse().unwrap_or(1);
    let is_dated = taken == Taken::All && found.preview.kind != ImportKind::Sheet;
    let takes_some = found.preview.content.lines.iter().any(|line| found.preview.taken_of(&taken, line).is_some());
    if !is_dated && !takes_some {
        return preview_screen(&desk, &signed, &found, page, Some(say::NOTHING_TICKED)).await;
    }
    let effects = turned(&found.preview.turns(&taken));
    if !effects.is_empty() && !typed.ticked(CONFIRMED) {
        let here = StaffPage::Preview(number, page).href();
        let asked = Confirmation {
            title: say::CONFIRM_ACCEPT.to_owned(),
            effects,
            action: here.clone(),
            fields: typed.pairs().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            confirm: say::CONFIRM_ACCEPT_BUTTON.to_owned(),
            back: here,
        };
        return Ok(desk.show(asked.screen(&signed.staff)).await);
    }
    let renamed = typed.all(RENAMED).filter_map(|text| text.parse().ok()).collect();
    let choice = Choice { taken, renamed };
    let author = signed.staff.name.as_str();
    let Some(accepted) = store.accept_preview(number, &choice, author, desk.now()).await? else {
        return Ok(desk.show(preview_gone(&signed.staff)).await);
    };
    if let Some(later) = accepted.later {
        let wrong = fill(say::LATER_ACCEPTED, &[&french().date(later)]);
        return preview_screen(&desk, &signed, &found, 1, Some(&wrong)).await;
    }
    desk.publish().await;
    let stale: Vec<String> = accepted.stale.iter().map(|listing| search::readable(&listing.name.value)).collect();
    let mut done = Vec::new();
    if !stale.is_empty() {
        done.push(fill(say::STALE, &[&stale.join(", ")]));
    }
    match accepted.import {
        Some((number, written)) => {
            done.insert(0, fill(say::ACCEPTED_NOW, &[&number, &written]));
            import_screen(&desk, &signed, number, 1, done, None).await
        }
        None => listed(&desk, &signed, Vec::new(), done.first().cloned()).await,
    }
}
