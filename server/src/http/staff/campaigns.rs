//! Campaigns: who is written to is chosen and seen, the letter is written, and only then links are made and letters queued.

use std::collections::{BTreeMap, BTreeSet};

use app::error::FieldError;
use app::routes::StaffPage;
use app::staff::campaigns::{
    self, AREA, CampaignLine, DEADLINE, LETTER, Making, MakingScreen, PART, Recipient, SHOWN, SUBJECT, Sample, TO,
    part_name,
};
use app::staff::field::STATE;
use app::staff::listing::edit::ACTION;
use app::staff::listing::words::words;
use app::staff::typed::Typed;
use app::staff::{french, local};
use app::text::office as say;
use axum::Extension;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect};
use domain::provider::parts::{ListingPart, PartState};
use domain::readers::dates;
use domain::values::closed_list::ClosedList;
use domain::values::search;
use domain::{Field, Finess, Listing, Zone};
use jiff::ToSpan;
use jiff::civil::Date;

use super::letters::{Letter, day, last_day, mailed_to, make, tell};
use super::session::Signed;
use super::{Answer, Form, Shared, StaffState, too_large};
use crate::storage::links::{NewCampaign, NewLink};

/// What was done, in the address after a redirect.
pub(super) const MADE: &str = "prete";

/// Days after which an answer is hoped for, where nothing else is written.
const HOPED_DAYS: i32 = 21;

async fn campaign_list(desk: &StaffState, signed: &Signed, typed: Typed, errors: Vec<FieldError>) -> Answer {
    let (mut lines, mut unreadable): (Vec<CampaignLine>, _) = (Vec::new(), Vec::new());
    for link in desk.office.store.list_links().await?.naming(&mut unreadable) {
        let Some(number) = link.campaign else { continue };
        let at = lines.iter().position(|line| line.number == number).unwrap_or_else(|| {
            let (started, author) = (day(link.link.made_at), link.link.author.clone());
            lines.push(CampaignLine { number, started, author, links: 0, answered: 0 });
            lines.len() - 1
        });
        lines[at].links += 1;
        lines[at].answered += usize::from(link.has_answered());
    }
    let publication = desk.site.published.catalogue();
    let screen = campaigns::list(&signed.staff, lines, &publication.territory, typed, errors);
    Ok(desk.show(screen.naming(&unreadable)).await)
}

pub(super) async fn list(State(desk): Shared, Extension(signed): Extension<Signed>) -> Answer {
    campaign_list(&desk, &signed, Typed::default(), Vec::new()).await
}

/// The parts that a form names.
fn parts_of(typed: &Typed) -> Vec<ListingPart> {
    typed.all(PART).filter_map(ListingPart::from_code).collect()
}

/// What of a listing is to be asked: missing, never verified, or too old. All parts where none is named.
fn asked_of(listing: &Listing, parts: &[ListingPart], today: Date) -> Vec<ListingPart> {
    let named = |part: &ListingPart| parts.is_empty() || parts.contains(part);
    let is_to_be_asked = |part: &ListingPart| match listing.part_state(*part, today) {
        PartState::Missing | PartState::NeverVerified | PartState::Stale(_) => true,
        PartState::Fresh(_) => false,
    };
    ListingPart::ALL.iter().copied().filter(|part| named(part) && is_to_be_asked(part)).collect()
}

/// Whether a service works in a zone; where that is not known, whether it has its office there.
fn works_in(listing: &Listing, zone: &Zone) -> bool {
    match listing.zones.value() {
        Some(zones) => zones.iter().any(|other| other == zone),
        None => listing.address.value().is_some_and(|address| address.zone == *zone),
    }
}

pub(super) fn phone(desk: &StaffState, listing: &Listing) -> Option<String> {
    words(french(), &desk.site.published.catalogue().territory, listing, Field::Phone)
}

fn recipient(desk: &StaffState, listing: &Listing, parts: &[ListingPart], is_ticked: bool) -> Recipient {
    Recipient {
        finess: listing.finess,
        service: search::readable(&listing.name.value),
        email: listing.email.value().cloned(),
        phone: phone(desk, listing),
        asked: asked_of(listing, parts, desk.today()).into_iter().map(part_name).collect(),
        is_ticked,
    }
}

/// The open listings that a field of a form names.
fn named(desk: &StaffState, typed: &Typed, field: &str) -> Vec<Listing> {
    let names: BTreeSet<&str> = typed.all(field).collect();
    let publication = desk.site.published.catalogue();
    let listings = publication.catalogue.listings().iter().filter(|listing| listing.standing.is_open());
    listings.filter(|listing| names.contains(listing.finess.as_str())).cloned().collect()
}

/// The open listings of a place that would be asked something.
fn concerned(desk: &StaffState, typed: &Typed) -> Vec<Listing> {
    let (parts, today) = (parts_of(typed), desk.today());
    let zone = typed.get(AREA).parse::<Zone>().ok();
    let publication = desk.site.published.catalogue();
    let open = publication.catalogue.listings().iter().filter(|listing| listing.standing.is_open());
    open.filter(|listing| zone.as_ref().is_none_or(|zone| works_in(listing, zone)))
        .filter(|listing| !asked_of(listing, &parts, today).is_empty())
        .cloned()
        .collect()
}

/// The day until which an answer is hoped for.
fn deadline(desk: &StaffState, typed: &Typed) -> Result<Date, FieldError> {
    let day = dates::read(typed.get(DEADLINE)).filter(|day| *day > desk.today() && *day <= last_day(desk));
    day.ok_or_else(|| FieldError::new(DEADLINE, say::DEADLINE_WRONG))
}

/// A campaign is made ready in this one place: chosen, then written, then sent.
pub(super) async fn start(State(desk): Shared, Extension(signed): Extension<Signed>, request: Request) -> Answer {
    let Some((_, form)) = Form::read(request).await else { return Ok(too_large()) };
    let mut typed = form.typed();
    let making = Making::from_code(typed.get(ACTION)).unwrap_or(Making::Choose);
    let parts = parts_of(&typed);
    // A list that was chosen elsewhere names its services; otherwise they are those that would be asked something.
    let listings = match making {
        Making::Choose if !typed.is_sent(TO) => concerned(&desk, &typed),
        Making::Choose | Making::Preview | Making::Send => named(&desk, &typed, TO),
    };
    if listings.is_empty() && making == Making::Choose {
        let errors = vec![FieldError::new(PART, local(say::NOBODY_OLD))];
        return campaign_list(&desk, &signed, typed, errors).await;
    }
    if making == Making::Choose {
        typed.put(SUBJECT, local(say::MAIL_SUBJECT));
        typed.put(LETTER, local(say::MAIL_TEXT));
        typed.put(DEADLINE, desk.today().saturating_add(HOPED_DAYS.days()));
    }
    let (letter, until) = (Letter::read(&typed), deadline(&desk, &typed));
    let nobody = listings.is_empty().then(|| FieldError::new(TO, say::NOBODY_TICKED));
    let wrong_letter = letter.as_ref().err().into_iter().flatten().cloned();
    let errors: Vec<FieldError> = nobody.into_iter().chain(wrong_letter).chain(until.as_ref().err().cloned()).collect();
    if let (Making::Send, Ok(letter), Ok(until), true) = (making, &letter, &until, errors.is_empty()) {
        return send(&desk, &signed, &listings, parts, letter, *until).await;
    }
    let sample = match (making, &letter, &until, listings.first()) {
        (Making::Preview, Ok(letter), Ok(until), Some(first)) => {
            let service = search::readable(&first.name.value);
            let text = letter.filled(&service, say::SAMPLE_LINK, *until);
            Some(Sample { to: service, subject: letter.subject.clone(), text })
        }
        (Making::Choose | Making::Preview | Making::Send, ..) => None,
    };
    let screen = MakingScreen {
        recipients: shown_recipients(&desk, &typed, &listings, &parts),
        parts,
        typed,
        errors,
        sample,
        mails: desk.office.mail.is_some(),
    };
    Ok(desk.show(screen.screen(&signed.staff)).await)
}

/// Those that are ticked; once some are unticked, these stay in sight.
fn shown_recipients(desk: &StaffState, typed: &Typed, ticked: &[Listing], parts: &[ListingPart]) -> Vec<Recipient> {
    let unticked = named(desk, typed, SHOWN);
    let mut shown: BTreeMap<Finess, Recipient> =
        unticked.iter().map(|listing| (listing.finess, recipient(desk, listing, parts, false))).collect();
    shown.extend(ticked.iter().map(|listing| (listing.finess, recipient(desk, listing, parts, true))));
    shown.into_values().collect()
}

/// Makes the links and queues the letters, in one transaction.
async fn send(
    desk: &StaffState,
    signed: &Signed,
    listings: &[Listing],
    parts: Vec<ListingPart>,
    letter: &Letter,
    until: Date,
) -> Answer {
    let (mut links, mut letters): (Vec<NewLink>, Vec<_>) = (Vec::new(), Vec::new());
    for listing in listings {
        let made = make(desk, signed, listing)?;
        if let Some(address) = mailed_to(desk, listing) {
            letters.push(letter.to(
                &made.new.token,
                made.new.made_at,
                &address,
                letter.filled(&made.service, &made.href, until),
            ));
        }
        links.push(made.new);
    }
    let campaign = NewCampaign {
        author: signed.staff.name.to_string(),
        started_at: desk.now().as_second(),
        parts,
        subject: letter.subject.clone(),
        letter: letter.text.clone(),
        deadline: until,
    };
    let number = desk.office.store.add_campaign(&campaign, &links, &letters).await?;
    tell(desk);
    let there = format!("{}?{STATE}={MADE}", StaffPage::Campaign(number).href());
    Ok(Redirect::to(&there).into_response())
}
