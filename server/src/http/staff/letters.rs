//! Links of providers and the letters that take them: made for one listing or for a campaign, filled for each service.

use app::error::FieldError;
use app::routes::StaffPage;
use app::staff::campaigns::{LETTER, LETTER_MOST, SUBJECT};
use app::staff::field;
use app::staff::typed::Typed;
use app::staff::{french, local};
use app::text::office as say;
use domain::Listing;
use domain::values::search;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::session::Signed;
use super::{OfficeError, StaffState};
use crate::clock::paris_day;
use crate::mail::EmailAddress;
use crate::secrets::{Hashed, Token};
use crate::storage::accounts::Seconds;
use crate::storage::links::{NewLink, NewToken};
use crate::storage::outbox::NewLetter;

/// Days that a link holds.
pub(super) const LINK_DAYS: i32 = 30;
const LINK_SECONDS: Seconds = LINK_DAYS as Seconds * 24 * 3600;

/// Characters of a subject at most.
const SUBJECT_MOST: usize = 120;

/// The fields of a letter.
const OF_SERVICE: &str = "{service}";
const OF_LINK: &str = "{lien}";
const OF_DEADLINE: &str = "{date limite}";

/// A link, with the one who is to have it.
#[derive(Clone)]
pub(super) struct Made {
    pub service: String,
    pub href: String,
    pub new: NewLink,
}

pub(super) fn make(desk: &StaffState, signed: &Signed, listing: &Listing) -> Result<Made, OfficeError> {
    let token = Token::random()?;
    let now = desk.now().as_second();
    let new = NewLink {
        finess: listing.finess,
        token: token.hashed(),
        author: signed.staff.name.to_string(),
        made_at: now,
        expires_at: now + LINK_SECONDS,
    };
    let href = href(desk, &token);
    Ok(Made { service: search::readable(&listing.name.value), href, new })
}

/// One more token of a link, and the address that it makes.
pub(super) fn make_token(desk: &StaffState, signed: &Signed, link: u32) -> Result<(NewToken, String), OfficeError> {
    let token = Token::random()?;
    let now = desk.now().as_second();
    let new = NewToken {
        link,
        token: token.hashed(),
        author: signed.staff.name.to_string(),
        made_at: now,
        expires_at: now + LINK_SECONDS,
    };
    Ok((new, href(desk, &token)))
}

fn href(desk: &StaffState, token: &Token) -> String {
    format!("{}{}?{}={}", desk.site.address(), StaffPage::OwnListing.href(), field::LINK, token.as_str())
}

/// Where a link may be mailed: mail is set up, and the listing has an address.
pub(super) fn mailed_to(desk: &StaffState, listing: &Listing) -> Option<EmailAddress> {
    desk.office.mail.as_ref()?;
    listing.email.value().and_then(|text| EmailAddress::parse(text).ok())
}

/// Tells whoever mails that there are letters.
pub(super) fn tell(desk: &StaffState) {
    if let Some(told) = &desk.office.mail {
        told.notify_one();
    }
}

/// A subject and a letter whose fields are known, to be filled for each service.
#[derive(Clone)]
pub(super) struct Letter {
    pub subject: String,
    pub text: String,
}

impl Letter {
    /// What someone wrote.
    ///
    /// # Errors
    /// What is wrong with the subject and the letter.
    pub fn read(typed: &Typed) -> Result<Self, Vec<FieldError>> {
        let (subject, mut text) = (typed.get(SUBJECT).to_owned(), typed.get(LETTER).replace("\r\n", "\n"));
        // Nobody types them, and PostgreSQL takes no zero.
        text.retain(|c| c == '\n' || !c.is_control());
        let subject_fits = !subject.is_empty() && subject.chars().count() <= SUBJECT_MOST;
        let wrong_subject = (!subject_fits || subject.chars().any(char::is_control))
            .then(|| FieldError::new(SUBJECT, say::SUBJECT_WRONG));
        let unknown =
            [OF_SERVICE, OF_LINK, OF_DEADLINE].iter().fold(text.clone(), |text, field| text.replace(field, ""));
        let wrong_text = if !text.contains(OF_LINK) {
            Some(say::LETTER_WITHOUT_LINK)
        } else if unknown.contains(['{', '}']) {
            Some(say::LETTER_FIELD_WRONG)
        } else {
            (text.chars().count() > LETTER_MOST).then_some(say::LETTER_LONG)
        };
        let errors: Vec<FieldError> =
            wrong_subject.into_iter().chain(wrong_text.map(|message| FieldError::new(LETTER, message))).collect();
        if errors.is_empty() { Ok(Self { subject, text }) } else { Err(errors) }
    }

    /// What one service reads.
    pub fn filled(&self, service: &str, link: &str, deadline: Date) -> String {
        // The name of a service is filled last: what it holds is no field.
        let text = self.text.replace(OF_LINK, link).replace(OF_DEADLINE, &french().date(deadline));
        text.replace(OF_SERVICE, service)
    }

    /// The letter that takes a token to an address.
    pub fn to(&self, token: &Hashed, queued_at: Seconds, address: &EmailAddress, text: String) -> NewLetter {
        NewLetter {
            token: token.clone(),
            recipient: address.as_str().to_owned(),
            subject: self.subject.clone(),
            text,
            queued_at,
        }
    }
}

/// The letter of one link that is made from a sheet.
pub(super) fn usual_letter() -> Letter {
    Letter { subject: local(say::MAIL_SUBJECT).to_owned(), text: local(say::MAIL_TEXT).to_owned() }
}

pub(super) fn last_day(desk: &StaffState) -> Date {
    desk.today().saturating_add(LINK_DAYS.days())
}

pub(super) fn day(seconds: Seconds) -> Date {
    paris_day(Timestamp::from_second(seconds).unwrap_or_default())
}
