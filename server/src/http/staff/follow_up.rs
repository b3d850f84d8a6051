//! What comes of a campaign: who answered, links given again, who has not answered reminded, and what did not arrive.

use std::collections::{BTreeMap, BTreeSet};

use app::error::FieldError;
use app::staff::campaigns::{LETTER, SUBJECT, part_name};
use app::staff::field::STATE;
use app::staff::follow_up::{CampaignScreen, Follow, LinkLine, RETURNED, ReminderScreen, SHOW_LINK, no_campaign};
use app::staff::listing::edit::ACTION;
use app::staff::typed::Typed;
use app::staff::unreadable::UnreadableRow;
use app::staff::{french, local};
use app::text::office as say;
use app::text::staff::{SERVICE, fill};
use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::http::Uri;
use domain::values::closed_list::ClosedList;
use domain::values::search;
use domain::{Finess, Listing};

use super::campaigns::{MADE, phone};
use super::letters::{Letter, day, last_day, mailed_to, make_token, tell};
use super::session::Signed;
use super::{Answer, Form, OfficeError, Shared, StaffState, asked, csv_file, too_large};
use crate::storage::links::{LinkAnswer, MailFailure, NewCampaign, ProviderLink};

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
        desk.office.store.letter_returned(link, signed.staff.name.as_str(), desk.now().as_second()).await?;
        let Some(campaign) = followed(&desk, &number).await? else {
            return Ok(desk.show(no_campaign(&signed.staff)).await);
        };
        return campaign_screen(&desk, &signed, campaign, Some(say::RETURNED_NOTED.to_owned()), None).await;
    }
    match Follow::from_code(typed.get(ACTION)) {
        Some(Follow::File) => file(&desk, &signed, &campaign).await,
        Some(Follow::Remind) => {
            let mut letter = Typed::default();
            letter.put(SUBJECT, local(say::REMINDER_SUBJECT));
            letter.put(LETTER, local(say::REMINDER_TEXT));
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
    open.filter(|(_, listing)| listing.standing.is_open()).collect()
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
