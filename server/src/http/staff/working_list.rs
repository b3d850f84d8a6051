//! The working list: what it finds, and what is done to a selection, each time in one transaction.

use std::collections::BTreeSet;

use app::access::Staff;
use app::error::FieldError;
use app::office::actions::Answered;
use app::office::refusal::Refusal;
use app::office::working_list::SavedIntake;
use app::staff::french;
use app::staff::typed::Typed;
use app::staff::working_list::acts::{BulkAct, Effect, Rise, Unchanged, with_intake, with_part_verified, with_rise};
use app::staff::working_list::confirmation::{Confirmation, Planned};
use app::staff::working_list::field;
use app::staff::working_list::query::ListQuery;
use app::staff::working_list::screen::{Asked, ListScreen};
use app::staff::working_list::selection::find;
use app::text::staff::fill;
use app::text::working_list as say;
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect};
use domain::provider::listing::Intake;
use domain::readers::{amounts, dates};
use domain::values::closed_list::ClosedList;
use domain::values::search;
use domain::{Finess, Listing, Source};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use super::session::Signed;
use super::{Answer, Form, OfficeError, Shared, StaffState, too_large};
use crate::secrets::hexadecimal;
use crate::storage::{Save, StoreError, Versioned};

/// Listings that are looked up one by one; of more, all are read.
const FEW: usize = 60;

async fn listings_with_draft(desk: &StaffState) -> Result<BTreeSet<Finess>, OfficeError> {
    Ok(desk.office.store.list_drafts().await?.into_iter().map(|draft| draft.finess()).collect())
}

async fn list(desk: &StaffState, signed: &Signed, query: ListQuery, asked: Asked) -> Answer {
    let drafts = listings_with_draft(desk).await?;
    let publication = desk.site.published.catalogue();
    let screen = ListScreen { publication, query, drafts, asked, today: desk.today() };
    Ok(desk.show(screen.screen(&signed.staff)).await)
}

/// An address with a parameter that is empty or the default leads to the same without it.
pub(super) async fn show(State(desk): Shared, Extension(signed): Extension<Signed>, uri: Uri) -> Answer {
    let query = ListQuery::parse(uri.query().unwrap_or_default());
    if uri.query().unwrap_or_default() != query.encoded() {
        return Ok(Redirect::to(&query.href()).into_response());
    }
    list(&desk, &signed, query, Asked::default()).await
}

pub(super) async fn act(State(desk): Shared, Extension(signed): Extension<Signed>, request: Request) -> Answer {
    let Some((parts, form)) = Form::read(request).await else { return Ok(too_large()) };
    let query = ListQuery::parse(parts.uri.query().unwrap_or_default());
    let typed = form.typed();
    if typed.is_sent(field::SAVE) {
        return save_row(&desk, &signed, query, &typed).await;
    }
    let ticked: BTreeSet<Finess> = typed.all(field::SERVICE).filter_map(|number| number.parse().ok()).collect();
    let every = typed.ticked(field::EVERY);
    let act = BulkAct::from_code(typed.get(field::ACT));
    let chosen = if every { everything_found(&desk, &query).await? } else { ticked.clone() };
    let wrong = |sentence: &str| Asked { ticked: ticked.clone(), every, act, wrong: Some(sentence.to_owned()) };
    if chosen.is_empty() {
        return list(&desk, &signed, query, wrong(say::NONE_TICKED)).await;
    }
    let Some(act) = act else { return list(&desk, &signed, query, wrong(say::NO_ACT)).await };
    confirm(&desk, &signed, query, act, &chosen, typed).await
}

async fn everything_found(desk: &StaffState, query: &ListQuery) -> Result<BTreeSet<Finess>, OfficeError> {
    let drafts = listings_with_draft(desk).await?;
    let publication = desk.site.published.catalogue();
    Ok(find(&publication, query, &drafts, desk.today()).into_iter().map(|listing| listing.finess).collect())
}

/// As they are stored now, by name.
async fn load(desk: &StaffState, chosen: &BTreeSet<Finess>) -> Result<Vec<Versioned>, OfficeError> {
    let mut stored = Vec::new();
    if chosen.len() > FEW {
        let all = desk.office.store.load_all().await?;
        stored.extend(all.into_iter().filter(|stored| chosen.contains(&stored.listing.finess)));
    } else {
        for finess in chosen {
            stored.extend(desk.office.store.find(*finess).await?);
        }
    }
    stored.sort_by_cached_key(|stored| (search::fold(&stored.listing.name.value), stored.listing.finess));
    Ok(stored)
}

/// Shows what would be done, and does it once that is confirmed as it was read.
async fn confirm(
    desk: &StaffState,
    signed: &Signed,
    query: ListQuery,
    act: BulkAct,
    chosen: &BTreeSet<Finess>,
    mut typed: Typed,
) -> Answer {
    let today = desk.today();
    let stored = load(desk, chosen).await?;
    let mut errors = Vec::new();
    let mut rise = None;
    if act.effect() == Effect::Rise {
        if typed.is_sent(field::PERCENT) {
            rise = parse_rise(&typed, today, &mut errors);
        } else {
            typed.put(field::FROM, next_january(today));
        }
    }
    let planned: Vec<Planned> = stored
        .iter()
        .map(|stored| Planned { before: stored.listing.clone(), after: after(act, &stored.listing, rise, today) })
        .collect();
    let seen = seen(act, &stored, rise);
    let confirmed = typed.is_sent(field::SEEN);
    if confirmed && typed.get(field::SEEN) == seen && errors.is_empty() {
        let changed = stored.iter().zip(&planned).filter_map(|(stored, planned)| {
            let after = planned.after.as_ref().ok()?;
            Some(Save::new(Some(stored), after.clone()))
        });
        let saves: Vec<Save> = changed.collect();
        let count = saves.len() as u32;
        let source = rise.map_or(Source::City, |rise| rise.source);
        desk.save(saves, &desk.authorship(signed, source)).await?;
        let done = ListQuery { done: Some((act, count)), ..query };
        return Ok(Redirect::to(&done.href()).into_response());
    }
    let moved_on = confirmed && errors.is_empty();
    let publication = desk.site.published.catalogue();
    let confirmation = Confirmation { publication, act, query, planned, seen, typed, errors, rise, moved_on, today };
    Ok(desk.show(confirmation.screen(&signed.staff)).await)
}

/// What an act makes of a listing.
fn after(act: BulkAct, listing: &Listing, rise: Option<Rise>, today: Date) -> Result<Listing, Unchanged> {
    match act.effect() {
        Effect::Verify(part) => with_part_verified(listing, part, today),
        Effect::Set(intake) => with_intake(listing, intake, today),
        Effect::Rise => rise.map_or(Err(Unchanged::NoPrice), |rise| with_rise(listing, rise, today)),
        // They go elsewhere as they are.
        Effect::Campaign | Effect::Export => Ok(listing.clone()),
    }
}

/// Changes with every version of every listing and with what is asked of them.
fn seen(act: BulkAct, stored: &[Versioned], rise: Option<Rise>) -> String {
    let mut hash = Sha256::new();
    hash.update(act.code());
    if let Some(Rise { percent, from, source }) = rise {
        hash.update(format!(" {} {from} {}", percent.normalize(), source.code()));
    }
    for stored in stored {
        hash.update(format!(" {} {}", stored.listing.finess, stored.version));
    }
    hexadecimal(&hash.finalize())
}

fn next_january(today: Date) -> Date {
    date(today.year() + 1, 1, 1)
}

fn parse_rise(typed: &Typed, today: Date, errors: &mut Vec<FieldError>) -> Option<Rise> {
    let percent = amounts::number(typed.get(field::PERCENT).trim_end_matches('%').trim_end()).ok();
    let least = Decimal::new(1, 2);
    let percent =
        percent.filter(|percent| (least..=Decimal::from(30)).contains(percent) && percent.normalize().scale() <= 2);
    let from = dates::read(typed.get(field::FROM));
    let last = today.saturating_add(2.years());
    let from = from.filter(|from| *from > today && *from <= last);
    let source = Source::from_code(typed.get(field::SOURCE));
    let source = source.filter(|source| matches!(source, Source::Provider | Source::City));
    if percent.is_none() {
        errors.push(FieldError::new(field::PERCENT, say::PERCENT_WRONG));
    }
    if from.is_none() {
        errors.push(FieldError::new(field::FROM, say::FROM_WRONG));
    }
    if source.is_none() {
        errors.push(FieldError::new(field::SOURCE, say::WHO_MISSING));
    }
    Some(Rise { percent: percent?, from: from?, source: source? })
}

/// What became of an availability that was chosen in its row.
enum Outcome {
    Saved(Intake, String),
    /// Someone changed it since.
    Changed(Option<Intake>, String),
    Missing,
}

async fn save_intake(
    desk: &StaffState,
    staff: &Staff,
    finess: &str,
    before: &str,
    chosen: Intake,
) -> Result<Outcome, OfficeError> {
    let Ok(finess) = finess.parse::<Finess>() else { return Ok(Outcome::Missing) };
    let Some(stored) = desk.office.store.find(finess).await? else { return Ok(Outcome::Missing) };
    let name = search::readable(&stored.listing.name.value);
    let stated = stored.listing.availability.value().map(|value| value.intake);
    if stated.map(ClosedList::code).unwrap_or_default() != before {
        return Ok(Outcome::Changed(stated, name));
    }
    match with_intake(&stored.listing, chosen, desk.today()) {
        Ok(after) => {
            let authorship = desk.authorship_of(staff, Source::City);
            match desk.save(vec![Save::new(Some(&stored), after)], &authorship).await {
                Ok(()) => Ok(Outcome::Saved(chosen, name)),
                // In this very moment.
                Err(OfficeError::Store(StoreError::Conflict(..))) => {
                    let now = desk.office.store.find(finess).await?;
                    let now = now.and_then(|now| now.listing.availability.value().map(|value| value.intake));
                    Ok(Outcome::Changed(now, name))
                }
                Err(error) => Err(error),
            }
        }
        // It says so since today.
        Err(Unchanged::AlreadyToday) => Ok(Outcome::Saved(chosen, name)),
        Err(
            Unchanged::Closed
            | Unchanged::PartUnknown
            | Unchanged::NoPrice
            | Unchanged::TariffThatDay
            | Unchanged::PriceRefused,
        ) => Ok(Outcome::Missing),
    }
}

fn intake_words(intake: Option<Intake>) -> &'static str {
    intake.map_or(say::INTAKE_UNKNOWN, |intake| french().name(intake))
}

/// The button of a row, where no script runs.
async fn save_row(desk: &StaffState, signed: &Signed, query: ListQuery, typed: &Typed) -> Answer {
    let ticked: BTreeSet<Finess> = typed.all(field::SERVICE).filter_map(|number| number.parse().ok()).collect();
    let wrong = |sentence: String| Asked { ticked: ticked.clone(), wrong: Some(sentence), ..Asked::default() };
    let Ok(finess) = typed.get(field::SAVE).parse::<Finess>() else {
        return list(desk, signed, query, wrong(say::NO_SERVICE.to_owned())).await;
    };
    let Some(chosen) = Intake::from_code(typed.get(&field::intake(finess))) else {
        return list(desk, signed, query, wrong(say::INTAKE_MISSING.to_owned())).await;
    };
    let before = typed.get(&field::intake_before(finess));
    match save_intake(desk, &signed.staff, finess.as_str(), before, chosen).await? {
        Outcome::Saved(intake, _) => {
            let done = ListQuery { done: Some((BulkAct::of_intake(intake), 1)), ..query };
            Ok(Redirect::to(&done.href()).into_response())
        }
        Outcome::Changed(now, name) => {
            let sentence = fill(say::INTAKE_CONFLICT, &[&name, &intake_words(now)]);
            list(desk, signed, query, wrong(sentence)).await
        }
        Outcome::Missing => list(desk, signed, query, wrong(say::NO_SERVICE.to_owned())).await,
    }
}

/// The same, called by the island.
pub(super) fn set_intake<'a>(
    desk: &'a StaffState,
    staff: &'a Staff,
    finess: &'a str,
    before: &'a str,
    chosen: &'a str,
) -> Answered<'a, SavedIntake> {
    Box::pin(async move {
        let Some(intake) = Intake::from_code(chosen) else {
            let (message, now) = (say::INTAKE_MISSING.to_owned(), before.to_owned());
            return Ok(SavedIntake { message, now, seen: String::new() });
        };
        let outcome = save_intake(desk, staff, finess, before, intake).await.map_err(|error| {
            tracing::error!(?error, "an availability cannot be saved");
            Refusal::Failed
        })?;
        Ok(match outcome {
            Outcome::Saved(now, name) => SavedIntake {
                message: fill(say::INTAKE_SAVED, &[&name, &french().name(now)]),
                now: now.code().to_owned(),
                seen: fill(say::SEEN_ON, &[&french().date(desk.today())]),
            },
            Outcome::Changed(now, name) => SavedIntake {
                message: fill(say::INTAKE_CONFLICT, &[&name, &intake_words(now)]),
                now: now.map(ClosedList::code).unwrap_or_default().to_owned(),
                seen: String::new(),
            },
            Outcome::Missing => {
                SavedIntake { message: say::NO_SERVICE.to_owned(), now: before.to_owned(), seen: String::new() }
            }
        })
    })
}
