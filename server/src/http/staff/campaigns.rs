//! Campaigns: who is written to is chosen and seen, the letter is written, and only then links are made and letters queued;
//! afterwards links are given again, who has not answered is reminded, and what did not arrive is shown.

use std::collections::{BTreeMap, BTreeSet};

use app::error::FieldError;
use app::routes::StaffPage;
use app::staff::campaigns::{
    self, AREA, CampaignLine, CampaignScreen, DEADLINE, Follow, LETTER, LinkLine, Making, MakingScreen, PART, RETURNED,
    Recipient, ReminderScreen, SHOW_LINK, SHOWN, SUBJECT, Sample, TO, no_campaign, part_name,
};
use app::staff::field::STATE;
use app::staff::french;
use app::staff::listing::edit::ACTION;
use app::staff::listing::words::words;
use app::staff::typed::Typed;
use app::staff::unreadable::UnreadableRow;
use app::text::office as say;
use app::text::staff::{SERVICE, fill};
use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect};
use domain::provider::listing::Standing;
use domain::provider::parts::{ListingPart, PartState};
use domain::readers::dates;
use domain::values::closed_list::ClosedList;
use domain::values::search;
use domain::{Field, Finess, Listing, Zone};
use jiff::ToSpan;
use jiff::civil::Date;

use super::letters::{Letter, day, last_day, mailed_to, make, make_token, tell};
use super::session::Signed;
use super::{Answer, Form, OfficeError, Shared, StaffState, asked, csv_file, too_large};
use crate::storage::links::{LinkAnswer, MailFailure, NewCampaign, NewLink, ProviderLink};

/// What was done, in the address after a redirect.
const MADE: &str = "prete";

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
    let is_open = |part: &ListingPart| match listing.part_state(*part, today) {
        PartState::Missing | PartState::NeverVerified | PartState::Stale(_) => true,
        PartState::Fresh(_) => false,
    };
    ListingPart::ALL.iter().copied().filter(|part| named(part) && is_open(part)).collect()
}

/// Whether a service works in a zone; where that is not known, whether it has its office there.
fn works_in(listing: &Listing, zone: &Zone) -> bool {
    match listing.zones.value() {
        Some(zones) => zones.iter().any(|other| other == zone),
        None => listing.address.value().is_some_and(|address| address.zone == *zone),
    }
}

fn phone(desk: &StaffState, listing: &Listing) -> Option<String> {
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
    let listings = publication.catalogue.listings().iter().filter(|listing| listing.standing == Standing::Open);
    listings.filter(|listing| names.contains(listing.finess.as_str())).cloned().collect()
}

/// The open listings of a place that would be asked something.
fn concerned(desk: &StaffState, typed: &Typed) -> Vec<Listing> {
    let (parts, today) = (parts_of(typed), desk.today());
    let zone = typed.get(AREA).parse::<Zone>().ok();
    let publication = desk.site.published.catalogue();
    let open = publication.catalogue.listings().iter().filter(|listing| listing.standing == Standing::Open);
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
        let errors = vec![FieldError::new(PART, say::NOBODY_OLD)];
        return campaign_list(&desk, &signed, typed, errors).await;
    }
    if making == Making::Choose {
        typed.put(SUBJECT, say::MAIL_SUBJECT);
        typed.put(LETTER, say::MAIL_TEXT);
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

/// A campaign with its links, in the order they were made.
struct Followed {
    number: u32,
    campaign: Option<NewCampaign>,
    links: Vec<ProviderLink>,
    /// Links that a later one of the same listing replaced.
    replaced: BTreeSet<u32>,
    unreadable: Vec<UnreadableRow>,
}

impl Followed {
    /// The links that may still be given, and to whom nobody has answered.
    fn open(&self) -> impl Iterator<Item = &ProviderLink> {
        self.links.iter().filter(|link| !link.has_answered() && !self.replaced.contains(&link.number))
    }
}

/// None where there is no such campaign.
async fn followed(desk: &StaffState, number: &str) -> Result<Option<Followed>, OfficeError> {
    let number = number.parse().unwrap_or_default();
    let (store, mut unreadable) = (&desk.office.store, Vec::new());
    let all = store.list_links().await?.naming(&mut unreadable);
    // The newest come first.
    let mut latest: BTreeMap<Finess, u32> = BTreeMap::new();
    for link in &all {
        latest.entry(link.link.finess).or_insert(link.number);
    }
    let mut links: Vec<ProviderLink> = all.into_iter().filter(|link| link.campaign == Some(number)).collect();
    links.reverse();
    if links.is_empty() {
        return Ok(None);
    }
    let is_replaced = |link: &&ProviderLink| latest.get(&link.link.finess) != Some(&link.number);
    let replaced = links.iter().filter(is_replaced).map(|link| link.number).collect();
    let campaign = store.find_campaign(number).await?;
    Ok(Some(Followed { number, campaign, links, replaced, unreadable }))
}

fn service_of(desk: &StaffState, finess: Finess) -> String {
    let publication = desk.site.published.catalogue();
    let listing = publication.catalogue.find(finess);
    listing.map_or_else(|| finess.to_string(), |listing| search::readable(&listing.name.value))
}

fn answer_words(link: &ProviderLink) -> String {
    let words = match link.answered {
        None => say::NO_ANSWER.to_owned(),
        Some((at, LinkAnswer::NothingChanged)) => fill(say::NOTHING_CHANGED, &[&french().date(day(at))]),
        Some((at, LinkAnswer::Proposed)) => fill(say::PROPOSED, &[&french().date(day(at))]),
        Some((at, LinkAnswer::Begun)) => fill(say::BEGUN, &[&french().date(day(at))]),
    };
    match link.reminded.filter(|_| !link.has_answered()) {
        Some(at) => fill(say::REMINDED, &[&words, &french().date(day(at))]),
        None => words,
    }
}

/// What became of the letter of a link. `tries`: how often one that waits was tried in vain.
fn sent_words(link: &ProviderLink, tries: Option<u32>) -> String {
    match (tries, link.failure, &link.sent_to) {
        (Some(0), ..) => say::TO_BE_SENT.to_owned(),
        (Some(tries), ..) => fill(say::TRIED, &[&tries]),
        (None, Some(MailFailure::Refused), _) => say::MAIL_REFUSED.to_owned(),
        (None, Some(MailFailure::GivenUp), _) => say::MAIL_GIVEN_UP.to_owned(),
        (None, Some(MailFailure::Returned), _) => say::MAIL_CAME_BACK.to_owned(),
        (None, None, Some(_)) => say::SENT.to_owned(),
        (None, None, None) => say::COPIED.to_owned(),
    }
}

async fn campaign_screen(
    desk: &StaffState,
    signed: &Signed,
    followed: Followed,
    done: Option<String>,
    link: Option<(String, String)>,
) -> Answer {
    let waiting = desk.office.store.list_waiting().await?;
    let publication = desk.site.published.catalogue();
    let line = |link: &ProviderLink| {
        let listing = publication.catalogue.find(link.link.finess);
        LinkLine {
            number: link.number,
            finess: link.link.finess,
            service: service_of(desk, link.link.finess),
            email: link.sent_to.clone().or_else(|| listing.and_then(|listing| listing.email.value().cloned())),
            phone: listing.and_then(|listing| phone(desk, listing)),
            sent: sent_words(link, waiting.get(&link.number).copied()),
            is_mailed: link.sent_to.is_some() && link.failure.is_none(),
            answer: answer_words(link),
            holds: !followed.replaced.contains(&link.number),
        }
    };
    let links = &followed.links;
    let count = |is: &dyn Fn(&ProviderLink) -> bool| links.iter().filter(|link| is(link)).count();
    let is_waiting = |link: &ProviderLink| waiting.contains_key(&link.number);
    let counts = [
        links.len(),
        count(&|link| link.sent_to.is_some() && link.failure.is_none() && !is_waiting(link)),
        count(&is_waiting),
        count(&|link| link.failure.is_some() && !is_waiting(link)),
        count(&ProviderLink::has_answered),
    ];
    let summary = followed.campaign.as_ref().map(|campaign| {
        let parts: Vec<&str> = campaign.parts.iter().copied().map(part_name).collect();
        let asked = if parts.is_empty() { say::WHOLE_LISTING.to_owned() } else { parts.join(", ") };
        let (started, until) = (french().date(day(campaign.started_at)), french().date(campaign.deadline));
        fill(say::CAMPAIGN_SUMMARY, &[&campaign.author, &started, &asked, &until])
    });
    let lines = links.iter().map(line).collect();
    let screen = CampaignScreen { number: followed.number, summary, counts, lines, done, link };
    Ok(desk.show(screen.screen(&signed.staff).naming(&followed.unreadable)).await)
}

pub(super) async fn show(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(number): Path<String>,
    uri: Uri,
) -> Answer {
    let Some(followed) = followed(&desk, &number).await? else {
        return Ok(desk.show(no_campaign(&signed.staff)).await);
    };
    let done = (asked(&uri, STATE) == MADE).then(|| say::MAKE_CAMPAIGN.to_owned());
    campaign_screen(&desk, &signed, followed, done, None).await
}

pub(super) async fn follow(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(number): Path<String>,
    request: Request,
) -> Answer {
    let Some((_, form)) = Form::read(request).await else { return Ok(too_large()) };
    let typed = form.typed();
    let Some(campaign) = followed(&desk, &number).await? else {
        return Ok(desk.show(no_campaign(&signed.staff)).await);
    };
    let named = |field: &str| typed.get(field).parse::<u32>().ok();
    if let Some(link) = named(SHOW_LINK) {
        return show_link(&desk, &signed, campaign, link).await;
    }
    if let Some(link) = named(RETURNED).filter(|link| campaign.links.iter().any(|other| other.number == *link)) {
        desk.office.store.letter_returned(link).await?;
        let Some(campaign) = followed(&desk, &number).await? else {
            return Ok(desk.show(no_campaign(&signed.staff)).await);
        };
        return campaign_screen(&desk, &signed, campaign, Some(say::RETURNED_NOTED.to_owned()), None).await;
    }
    match Follow::from_code(typed.get(ACTION)) {
        Some(Follow::File) => file(&desk, &signed, &campaign).await,
        Some(Follow::Remind) => {
            let mut letter = Typed::default();
            letter.put(SUBJECT, say::REMINDER_SUBJECT);
            letter.put(LETTER, say::REMINDER_TEXT);
            reminder_screen(&desk, &signed, &campaign, letter, Vec::new()).await
        }
        Some(Follow::SendReminder) => remind(&desk, &signed, campaign, typed).await,
        None => campaign_screen(&desk, &signed, campaign, None, None).await,
    }
}

/// One link, given again.
async fn show_link(desk: &StaffState, signed: &Signed, campaign: Followed, link: u32) -> Answer {
    let Some(found) = campaign.links.iter().find(|other| other.number == link) else {
        return campaign_screen(desk, signed, campaign, None, None).await;
    };
    let service = service_of(desk, found.link.finess);
    let (token, href) = make_token(desk, signed, link)?;
    let given = desk.office.store.give_again(&[token], &[]).await?;
    if given.is_empty() {
        return campaign_screen(desk, signed, campaign, Some(say::LINK_REPLACED.to_owned()), None).await;
    }
    campaign_screen(desk, signed, campaign, None, Some((service, href))).await
}

/// Every link that may still be given, for a mail merge: one more token of each, the ones before go on holding.
async fn file(desk: &StaffState, signed: &Signed, campaign: &Followed) -> Answer {
    let mut hrefs: BTreeMap<u32, String> = BTreeMap::new();
    let mut tokens = Vec::new();
    for link in campaign.links.iter().filter(|link| !campaign.replaced.contains(&link.number)) {
        let (token, href) = make_token(desk, signed, link.number)?;
        tokens.push(token);
        hrefs.insert(link.number, href);
    }
    let given = desk.office.store.give_again(&tokens, &[]).await?;
    let publication = desk.site.published.catalogue();
    let until = campaign.campaign.as_ref().map(|campaign| french().date(campaign.deadline)).unwrap_or_default();
    let head = [SERVICE, "FINESS", say::EMAIL, say::PHONE, say::LINK, say::DEADLINE, say::FILE_ANSWER];
    let line = |link: &ProviderLink| {
        let listing = publication.catalogue.find(link.link.finess);
        let answered = if link.has_answered() { "oui" } else { "non" };
        [
            service_of(desk, link.link.finess),
            link.link.finess.to_string(),
            listing.and_then(|listing| listing.email.value().cloned()).unwrap_or_default(),
            listing.and_then(|listing| phone(desk, listing)).unwrap_or_default(),
            hrefs.get(&link.number).cloned().unwrap_or_default(),
            until.clone(),
            answered.to_owned(),
        ]
    };
    let lines = campaign.links.iter().filter(|link| given.contains(&link.number)).map(line);
    Ok(csv_file(&format!("campagne-{}.csv", campaign.number), [head.map(str::to_owned)].into_iter().chain(lines)))
}

/// The links of a reminder, with the listing of each.
fn reminded(desk: &StaffState, campaign: &Followed) -> Vec<(u32, Listing)> {
    let publication = desk.site.published.catalogue();
    let with_listing = |link: &ProviderLink| Some((link.number, publication.catalogue.find(link.link.finess)?.clone()));
    let open = campaign.open().filter_map(with_listing);
    open.filter(|(_, listing)| listing.standing == Standing::Open).collect()
}

async fn reminder_screen(
    desk: &StaffState,
    signed: &Signed,
    campaign: &Followed,
    typed: Typed,
    errors: Vec<FieldError>,
) -> Answer {
    let (mut mailed, mut called) = (Vec::new(), Vec::new());
    for (_, listing) in reminded(desk, campaign) {
        let service = search::readable(&listing.name.value);
        match mailed_to(desk, &listing) {
            Some(address) => mailed.push(format!("{service} ({})", address.as_str())),
            None => called.push((service, phone(desk, &listing))),
        }
    }
    let screen = ReminderScreen { number: campaign.number, mailed, called, typed, errors };
    Ok(desk.show(screen.screen(&signed.staff)).await)
}

/// Mails a letter again to who has not answered: one more token each, which holds thirty days from now.
async fn remind(desk: &StaffState, signed: &Signed, campaign: Followed, typed: Typed) -> Answer {
    let letter = match Letter::read(&typed) {
        Ok(letter) => letter,
        Err(errors) => return reminder_screen(desk, signed, &campaign, typed, errors).await,
    };
    let hoped = campaign.campaign.as_ref().map(|campaign| campaign.deadline);
    let until = hoped.filter(|day| *day > desk.today()).unwrap_or_else(|| last_day(desk));
    let (mut tokens, mut letters) = (Vec::new(), Vec::new());
    for (link, listing) in reminded(desk, &campaign) {
        let Some(address) = mailed_to(desk, &listing) else { continue };
        let (token, href) = make_token(desk, signed, link)?;
        let text = letter.filled(&search::readable(&listing.name.value), &href, until);
        letters.push(letter.to(&token.token, token.made_at, &address, text));
        tokens.push(token);
    }
    let sent = desk.office.store.give_again(&tokens, &letters).await?.len();
    tell(desk);
    let number = campaign.number.to_string();
    let Some(campaign) = followed(desk, &number).await? else {
        return Ok(desk.show(no_campaign(&signed.staff)).await);
    };
    let done = fill(say::REMINDERS_SENT, &[&sent]);
    campaign_screen(desk, signed, campaign, Some(done), None).await
}
