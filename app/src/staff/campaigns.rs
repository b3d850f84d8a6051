//! Campaigns: services are chosen and seen, the letter is written, and only then is anything sent.

use crate::staff::local;
use std::sync::Arc;

use domain::provider::parts::ListingPart;
use domain::values::closed_list::ClosedList;
use domain::{Finess, Territory};
use jiff::civil::Date;
use leptos::prelude::*;

use super::form_fields::FormFields;
use super::listing::edit::ACTION;
use super::tables::table_head;
use super::typed::Typed;
use super::{Screen, french};
use crate::access::Staff;
use crate::error::FieldError;
use crate::routes::StaffPage;
use crate::text::office as say;
use crate::text::staff::{SERVICE, fill};
use crate::ui::forms::{checkbox, error_summary, hidden_fields};

/// Names of the fields. A service that is written to is repeated; a list that is chosen elsewhere is sent the same way.
pub const PART: &str = "partie";
pub const AREA: &str = "arrondissement";
pub const TO: &str = "service";
/// The services that the form shows, ticked or not.
pub const SHOWN: &str = "montre";
pub const SUBJECT: &str = "objet";
pub const LETTER: &str = "lettre";
pub const DEADLINE: &str = "limite";
/// Characters of a letter at most.
pub const LETTER_MOST: usize = 4000;

domain::closed_list! {
    /// What to do with a campaign that is being made ready.
    Making {
        Choose = "choisir",
        Preview = "apercu",
        Send = "envoyer",
    }
}

/// What a part is called where services are asked about it.
pub fn part_name(part: ListingPart) -> &'static str {
    match part {
        ListingPart::Contacts => say::PART_CONTACTS,
        ListingPart::Acts => say::PART_ACTS,
        ListingPart::Coverage => local(say::PART_COVERAGE),
        ListingPart::Prices => say::PART_PRICES,
        ListingPart::Quality => say::PART_QUALITY,
        ListingPart::Availability => say::PART_AVAILABILITY,
    }
}

/// A campaign in the list.
#[derive(Clone)]
pub struct CampaignLine {
    pub number: u32,
    pub started: Date,
    pub author: String,
    pub links: usize,
    pub answered: usize,
}

pub fn list(
    staff: &Staff,
    lines: Vec<CampaignLine>,
    territory: &Territory,
    typed: Typed,
    errors: Vec<FieldError>,
) -> Screen {
    let status = if errors.is_empty() { 200 } else { 422 };
    let areas: Vec<(String, String)> =
        territory.zones.iter().map(|zone| (zone.code.to_string(), zone.name.clone())).collect();
    let shown = Arc::new((lines, areas, typed, errors));
    let body = move || {
        let (lines, areas, typed, errors) = &*shown;
        view! {
            <h1>{say::CAMPAIGNS}</h1>
            {error_summary(french(), errors)}
            <p>{say::CAMPAIGNS_LEAD}</p>
            {choice_form(areas, &FormFields { typed, errors })}
            {(!lines.is_empty()).then(|| campaigns_table(lines))}
        }
        .into_any()
    };
    Screen::of(Some(staff), say::CAMPAIGNS, body).with_status(status)
}

fn choice_form(areas: &[(String, String)], fields: &FormFields<'_>) -> AnyView {
    let parts: Vec<(String, String)> =
        ListingPart::ALL.iter().map(|part| (part.code().to_owned(), part_name(*part).to_owned())).collect();
    view! {
        <form class="need" method="post" action=StaffPage::Campaigns.href()>
            {fields.select(PART, say::ASK_WHICH, say::ANY_PART, &parts)}
            {fields.select(AREA, say::ASK_WHERE, local(say::EVERYWHERE), areas)}
            <button type="submit" name=ACTION value=Making::Choose.code()>{say::SEE_RECIPIENTS}</button>
        </form>
    }
    .into_any()
}

fn campaigns_table(lines: &[CampaignLine]) -> AnyView {
    let row = |line: &CampaignLine| {
        let href = StaffPage::Campaign(line.number).href();
        view! {
            <tr>
                <th scope="row"><a href=href>{fill(say::CAMPAIGN, &[&line.number])}</a></th>
                <td>{fill(say::BY_ON, &[&line.author, &french().date(line.started)])}</td>
                <td>{line.links}</td>
                <td>{line.answered}</td>
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = lines.iter().map(row).collect();
    view! {
        <table>
            <caption>{say::ALL_CAMPAIGNS}</caption>
            {table_head(&[say::CAMPAIGNS, say::STARTED, say::LINKS, say::ANSWERED])}
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// A service that may be written to.
#[derive(Clone)]
pub struct Recipient {
    pub finess: Finess,
    pub service: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// What is missing or too old, in words.
    pub asked: Vec<&'static str>,
    pub is_ticked: bool,
}

/// A letter as its first recipient would read it.
#[derive(Clone)]
pub struct Sample {
    pub to: String,
    pub subject: String,
    pub text: String,
}

/// A campaign that is being made ready: nothing is sent yet.
#[derive(Clone)]
pub struct MakingScreen {
    pub recipients: Vec<Recipient>,
    /// What is asked, carried along.
    pub parts: Vec<ListingPart>,
    pub typed: Typed,
    pub errors: Vec<FieldError>,
    pub sample: Option<Sample>,
    /// Whether letters are mailed.
    pub mails: bool,
}

impl MakingScreen {
    pub fn screen(self, staff: &Staff) -> Screen {
        let status = if self.errors.is_empty() { 200 } else { 422 };
        let shown = Arc::new(self);
        Screen::of(Some(staff), say::MAKING, move || shown.view()).with_status(status)
    }

    fn view(&self) -> AnyView {
        let fields = FormFields { typed: &self.typed, errors: &self.errors };
        let ticked = self.recipients.iter().filter(|recipient| recipient.is_ticked);
        let (count, mailed) = ticked
            .fold((0, 0), |(count, mailed), recipient| (count + 1, mailed + usize::from(recipient.email.is_some())));
        let mailed = if self.mails { mailed } else { 0 };
        let send = if self.mails { fill(say::SEND_CAMPAIGN, &[&count]) } else { fill(say::MAKE_LINKS, &[&count]) };
        let parts = self.parts.iter().map(|part| (PART, part.code().to_owned()));
        let seen = self.recipients.iter().map(|recipient| (SHOWN, recipient.finess.to_string()));
        let deadline = fields.input(DEADLINE, say::DEADLINE, say::DEADLINE_HINT, "date");
        let sample = self.sample.clone().map(sample_view);
        view! {
            <h1>{say::MAKING}</h1>
            {error_summary(french(), &self.errors)}
            <p>{fill(say::MAKING_COUNTS, &[&count, &mailed, &(count - mailed)])}" "{say::NOTHING_SENT}</p>
            <form class="need" method="post" action=StaffPage::Campaigns.href()>
                {hidden_fields(parts.chain(seen))}
                {self.recipients_table()}
                {letter_fields(&fields)}
                {deadline}
                {sample}
                <div class="actions">
                    <button class="secondary" type="submit" name=ACTION value=Making::Preview.code()>
                        {say::PREVIEW_LETTER}
                    </button>
                    <button type="submit" name=ACTION value=Making::Send.code()>{send}</button>
                    <a href=StaffPage::Campaigns.href()>{say::BACK_UNCHANGED}</a>
                </div>
            </form>
        }
        .into_any()
    }

    fn recipients_table(&self) -> AnyView {
        let row = |recipient: &Recipient| {
            let tick =
                checkbox(TO, recipient.finess.as_str(), recipient.is_ticked, recipient.service.clone().into_any());
            view! {
                <tr>
                    <th scope="row">{tick}</th>
                    <td>{reach(recipient.email.as_deref(), recipient.phone.as_deref())}</td>
                    <td>{recipient.asked.join(", ")}</td>
                </tr>
            }
            .into_any()
        };
        let rows: Vec<AnyView> = self.recipients.iter().map(row).collect();
        view! {
            <div class="recipients" tabindex="0" role="region" aria-label=say::RECIPIENTS id=TO>
                <table class="differences">
                    <caption class="visually-hidden">{say::RECIPIENTS}</caption>
                    {table_head(&[SERVICE, say::REACHED_BY, say::TO_ASK])}
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    }
}

/// The address, else the telephone of a service.
pub(super) fn reach(email: Option<&str>, phone: Option<&str>) -> String {
    match (email, phone) {
        (Some(email), _) => email.to_owned(),
        (None, Some(phone)) => fill(say::BY_PHONE, &[&phone]),
        (None, None) => say::UNREACHABLE.to_owned(),
    }
}

pub(super) fn letter_fields(fields: &FormFields<'_>) -> AnyView {
    view! {
        {fields.input(SUBJECT, say::SUBJECT, "", "text")}
        {fields.area(LETTER, say::LETTER, say::LETTER_HINT, LETTER_MOST)}
    }
    .into_any()
}

fn sample_view(sample: Sample) -> AnyView {
    view! {
        <section class="sample" aria-labelledby="apercu-lettre">
            <h2 id="apercu-lettre">{fill(say::LETTER_AS_READ, &[&sample.to])}</h2>
            <p><strong>{sample.subject}</strong></p>
            <p class="letter">{sample.text}</p>
        </section>
    }
    .into_any()
}
