//! Links by which providers answer: made one by one or for a campaign, mailed or copied; and the page that they lead to,
//! which needs no account.

use std::collections::BTreeMap;

use app::error::FieldError;
use app::routes::StaffPage;
use app::staff::field;
use app::staff::links::{
    self, CHANGE, CampaignLine, LinkLine, MONTHS, Reply, campaigns, no_campaign, own_form, own_gone, own_listing,
    own_thanks,
};
use app::staff::listing::edit::{ACTION, Editing};
use app::staff::listing::form::{Teller, filled, names, parse, parse_note};
use app::staff::listing::sheet::missing_listing;
use app::staff::typed::Typed;
use app::text::office as say;
use app::text::staff::fill;
use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::http::Uri;
use domain::provider::listing::{Source, Standing};
use domain::values::closed_list::ClosedList;
use domain::values::search;
use domain::{Finess, Listing};
use jiff::{Timestamp, ToSpan};

use super::editor::{begun_from, version_of};
use super::listings::{sheet, stored};
use super::session::Signed;
use super::{Answer, Form, OfficeError, Shared, StaffState, asked, too_large};
use crate::clock::paris_day;
use crate::mail::EmailAddress;
use crate::secrets::{Hashed, Token};
use crate::storage::Versioned;
use crate::storage::accounts::Seconds;
use crate::storage::drafts::{DraftContent, DraftState, NewDraft};
use crate::storage::links::{LinkAnswer, NewLink, ProviderLink};
use crate::storage::outbox::NewLetter;

/// Seconds that a link holds: thirty days.
const LINK_SECONDS: Seconds = 30 * 24 * 3600;
/// Longest age asked for, in months.
const MONTHS_MOST: i32 = 60;
/// Author of what a provider sends.
const AUTHOR: &str = "service";

/// A link, with the one who is to have it.
#[derive(Clone)]
struct Made {
    finess: Finess,
    service: String,
    href: String,
    new: NewLink,
}

fn make(desk: &StaffState, signed: &Signed, site: &str, listing: &Listing) -> Result<Made, OfficeError> {
    let token = Token::random()?;
    let now = desk.now().as_second();
    let new = NewLink {
        finess: listing.finess,
        token: token.hashed(),
        author: signed.staff.name.to_string(),
        made_at: now,
        expires_at: now + LINK_SECONDS,
    };
    let href = format!("{site}{}?{}={}", StaffPage::OwnListing.href(), field::LINK, token.as_str());
    Ok(Made { finess: listing.finess, service: search::readable(&listing.name.value), href, new })
}

/// Where a link may be mailed: mail is set up, and the listing has an address.
pub(super) fn mailed_to(desk: &StaffState, listing: &Listing) -> Option<EmailAddress> {
    desk.office.mail.as_ref()?;
    listing.email.value().and_then(|text| EmailAddress::parse(text).ok())
}

/// The letter that takes a link to an address.
fn letter(made: &Made, address: &EmailAddress) -> NewLetter {
    NewLetter {
        token: made.new.token.clone(),
        recipient: address.as_str().to_owned(),
        subject: say::MAIL_SUBJECT.to_owned(),
        text: fill(say::MAIL_TEXT, &[&made.service, &made.href]),
        queued_at: made.new.made_at,
    }
}

/// Tells whoever mails that there are letters.
fn tell(desk: &StaffState) {
    if let Some(told) = &desk.office.mail {
        told.notify_one();
    }
}

/// One link, for the provider of a listing.
pub(super) async fn make_one(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(finess): Path<String>,
) -> Answer {
    let Some(own) = stored(&desk, &finess).await? else {
        return Ok(desk.show(missing_listing(&signed.staff)).await);
    };
    let made = make(&desk, &signed, desk.site.address(), &own.listing)?;
    let address = mailed_to(&desk, &own.listing);
    let letter = address.as_ref().map(|address| letter(&made, address));
    desk.office.store.add_link(&made.new, letter.as_ref()).await?;
    tell(&desk);
    let sending = address.as_ref().map(|address| fill(say::LINK_SENDING, &[&address.as_str()]));
    sheet(&desk, &signed, &own, sending.as_deref(), Some(&made.href)).await
}

fn day(seconds: Seconds) -> jiff::civil::Date {
    paris_day(Timestamp::from_second(seconds).unwrap_or_default())
}

async fn campaign_list(desk: &StaffState, signed: &Signed, typed: &Typed, errors: &[FieldError]) -> Answer {
    let (mut lines, mut unreadable): (Vec<CampaignLine>, _) = (Vec::new(), Vec::new());
    for own in desk.office.store.list_links().await?.naming(&mut unreadable) {
        let Some(number) = own.campaign else { continue };
        let at = lines.iter().position(|line| line.number == number).unwrap_or_else(|| {
            let (started, author) = (day(own.link.made_at), own.link.author.clone());
            lines.push(CampaignLine { number, started, author, links: 0, answered: 0 });
            lines.len() - 1
        });
        lines[at].links += 1;
        lines[at].answered += usize::from(own.answered.is_some());
    }
    Ok(desk.show(campaigns(&signed.staff, &lines, typed, errors).naming(&unreadable)).await)
}

pub(super) async fn list(State(desk): Shared, Extension(signed): Extension<Signed>) -> Answer {
    let mut typed = Typed::default();
    typed.put(MONTHS, 6);
    campaign_list(&desk, &signed, &typed, &[]).await
}

pub(super) async fn start(State(desk): Shared, Extension(signed): Extension<Signed>, request: Request) -> Answer {
    let Some((_, form)) = Form::read(request).await else { return Ok(too_large()) };
    let typed = form.typed();
    let months = typed.get(MONTHS).parse::<i32>().ok().filter(|months| (0..=MONTHS_MOST).contains(months));
    let Some(months) = months else {
        return campaign_list(&desk, &signed, &typed, &[FieldError::new(MONTHS, say::MONTHS_WRONG)]).await;
    };
    let limit = desk.today().saturating_sub(months.months());
    let publication = desk.site.published.catalogue();
    let old = |own: &&Listing| own.standing == Standing::Open && own.last_seen() <= limit;
    let concerned: Vec<&Listing> = publication.catalogue.listings().iter().filter(old).collect();
    if concerned.is_empty() {
        return campaign_list(&desk, &signed, &typed, &[FieldError::new(MONTHS, say::NOBODY_OLD)]).await;
    }
    let (store, site) = (&desk.office.store, desk.site.address());
    let made = concerned.iter().map(|listing| make(&desk, &signed, site, listing)).collect::<Result<Vec<_>, _>>()?;
    let addresses: BTreeMap<Finess, EmailAddress> =
        concerned.iter().filter_map(|listing| Some((listing.finess, mailed_to(&desk, listing)?))).collect();
    let links: Vec<NewLink> = made.iter().map(|made| made.new.clone()).collect();
    let letters = made.iter().filter_map(|made| Some(letter(made, addresses.get(&made.finess)?)));
    let number = store.add_campaign(&links, &letters.collect::<Vec<_>>()).await?;
    tell(&desk);
    let lines = made.into_iter().map(|made| LinkLine {
        finess: made.finess,
        service: made.service,
        link: Some(made.href),
        sent_to: addresses.get(&made.finess).map(|address| address.as_str().to_owned()),
        answered: None,
    });
    Ok(desk.show(links::campaign(&signed.staff, number, &lines.collect::<Vec<_>>(), true)).await)
}

pub(super) async fn show(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(number): Path<String>,
) -> Answer {
    let number = number.parse::<u32>().unwrap_or_default();
    let publication = desk.site.published.catalogue();
    let mut unreadable = Vec::new();
    let links = desk.office.store.list_links().await?.naming(&mut unreadable);
    let links = links.into_iter().filter(|own| own.campaign == Some(number));
    let line = |own: ProviderLink| LinkLine {
        finess: own.link.finess,
        service: publication
            .catalogue
            .find(own.link.finess)
            .map_or_else(|| own.link.finess.to_string(), |listing| search::readable(&listing.name.value)),
        link: None,
        sent_to: own.sent_to,
        answered: own.answered.map(|(at, answer)| (day(at), answer == LinkAnswer::NothingChanged)),
    };
    let mut lines: Vec<LinkLine> = links.map(line).collect();
    lines.reverse();
    if lines.is_empty() {
        return Ok(desk.show(no_campaign(&signed.staff)).await);
    }
    Ok(desk.show(links::campaign(&signed.staff, number, &lines, false).naming(&unreadable)).await)
}

/// The link of a token while it holds, and its listing.
async fn borne(desk: &StaffState, token: &str) -> Result<Option<(ProviderLink, Versioned)>, OfficeError> {
    let store = &desk.office.store;
    let found = store.find_provider_link(&Hashed::of(token), desk.now().as_second()).await?;
    let Some(link) = found else { return Ok(None) };
    Ok(store.find(link.link.finess).await?.map(|own| (link, own)))
}

pub(super) async fn own(State(desk): Shared, uri: Uri) -> Answer {
    let token = asked(&uri, field::LINK);
    let Some((_, own)) = borne(&desk, &token).await? else { return Ok(desk.show(own_gone()).await) };
    let publication = desk.site.published.catalogue();
    if asked(&uri, CHANGE).is_empty() {
        return Ok(desk.show(own_listing(&publication, &own.listing, &token)).await);
    }
    let typed = filled(&own.listing, desk.today());
    let editing = Editing::untouched(&publication, &own.listing, own.version, typed, desk.today());
    Ok(desk.show(own_form(&editing, &token)).await)
}

/// What a provider answers is a draft that waits for someone of the City.
pub(super) async fn answer(State(desk): Shared, request: Request) -> Answer {
    let Some((_, form)) = Form::read(request).await else { return Ok(too_large()) };
    let typed = form.typed();
    let token = typed.get(field::LINK);
    let Some((link, own)) = borne(&desk, token).await? else { return Ok(desk.show(own_gone()).await) };
    let (publication, today) = (desk.site.published.catalogue(), desk.today());
    if Reply::from_code(typed.get(ACTION)) == Some(Reply::Same) {
        let listing = own.listing.clone().confirmed_by_provider(app::access::PROVIDER, today);
        let note = say::SAME_NOTE.to_owned();
        let content = DraftContent { based_on: own.version, state: DraftState::Submitted, listing, note };
        return take(&desk, &link, content, LinkAnswer::NothingChanged).await;
    }
    let version = version_of(&typed, own.version);
    let base = begun_from(&desk, &own, version).await?.unwrap_or_else(|| own.listing.clone());
    let parsed = parse(&typed, &base, &publication.territory, Teller::Provider, today);
    let note = parse_note(&typed);
    let errors: Vec<FieldError> = match (&parsed, &note) {
        (Ok(listing), Ok(note)) if *listing == base && note.is_empty() => {
            vec![FieldError::new(names::NOTE, say::OWN_NOTHING)]
        }
        _ => parsed.as_ref().err().into_iter().flatten().chain(note.as_ref().err()).cloned().collect(),
    };
    let (Ok(listing), Ok(note), true) = (parsed, note, errors.is_empty()) else {
        let untouched = Editing::untouched(&publication, &base, version, typed.clone(), today);
        let editing = Editing { errors, parsed: None, ..untouched };
        return Ok(desk.show(own_form(&editing, token)).await);
    };
    let content = DraftContent { based_on: version, state: DraftState::Submitted, listing, note };
    take(&desk, &link, content, LinkAnswer::Proposed).await
}

async fn take(desk: &StaffState, link: &ProviderLink, content: DraftContent, answer: LinkAnswer) -> Answer {
    let draft = NewDraft { author: AUTHOR.to_owned(), source: Source::Provider, saved_at: desk.now(), content };
    let kept = desk.office.store.answer_link(link.number, desk.now().as_second(), answer, draft).await?;
    if !kept {
        return Ok(desk.show(own_gone()).await);
    }
    Ok(desk.show(own_thanks(answer == LinkAnswer::NothingChanged)).await)
}
