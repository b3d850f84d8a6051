//! Campaigns: services are chosen and seen, the letter is written, and only then is anything sent; afterwards who answered,
//! who is to be reminded, and what did not arrive.

use std::sync::Arc;

use domain::provider::parts::ListingPart;
use domain::values::closed_list::ClosedList;
use domain::{Finess, Territory};
use jiff::civil::Date;
use leptos::prelude::*;

use super::form_fields::FormFields;
use super::imports::heads;
use super::listing::edit::ACTION;
use super::typed::Typed;
use super::{Screen, french};
use crate::access::Staff;
use crate::error::FieldError;
use crate::office::copy_link::{BUTTON, COPIED, CopyLink, LINK as LINK_ID};
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
/// Of a campaign: the link that a button is about.
pub const SHOW_LINK: &str = "montrer";
pub const RETURNED: &str = "revenu";

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

domain::closed_list! {
    /// What to do with a campaign.
    Follow {
        File = "fichier",
        Remind = "relancer",
        SendReminder = "envoyer-relance",
    }
}

/// What a part is called where services are asked about it.
pub fn part_name(part: ListingPart) -> &'static str {
    match part {
        ListingPart::Contacts => say::PART_CONTACTS,
        ListingPart::Acts => say::PART_ACTS,
        ListingPart::Coverage => say::PART_COVERAGE,
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
            {fields.select(AREA, say::ASK_WHERE, say::EVERYWHERE, areas)}
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
            {heads(&[say::CAMPAIGNS, say::STARTED, say::LINKS, say::ANSWERED])}
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
                    {heads(&[SERVICE, say::REACHED_BY, say::TO_ASK])}
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    }
}

/// The address, else the telephone of a service.
fn reach(email: Option<&str>, phone: Option<&str>) -> String {
    match (email, phone) {
        (Some(email), _) => email.to_owned(),
        (None, Some(phone)) => fill(say::BY_PHONE, &[&phone]),
        (None, None) => say::UNREACHABLE.to_owned(),
    }
}

fn letter_fields(fields: &FormFields<'_>) -> AnyView {
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

/// One link of a campaign.
#[derive(Clone)]
pub struct LinkLine {
    pub number: u32,
    pub finess: Finess,
    pub service: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// What became of its letter.
    pub sent: String,
    pub is_mailed: bool,
    pub answer: String,
    /// Whether it can be given again: no later one replaced it.
    pub holds: bool,
}

/// A campaign, and what came of it.
#[derive(Clone)]
pub struct CampaignScreen {
    pub number: u32,
    /// Who asked what, and until when; none for a campaign of before letters were kept.
    pub summary: Option<String>,
    /// Links, mailed, waiting, not arrived, answered.
    pub counts: [usize; 5],
    pub lines: Vec<LinkLine>,
    pub done: Option<String>,
    /// A link that was asked for: its service, and itself.
    pub link: Option<(String, String)>,
}

impl CampaignScreen {
    pub fn screen(self, staff: &Staff) -> Screen {
        let title = fill(say::CAMPAIGN, &[&self.number]);
        let shows_link = self.link.is_some();
        let shown = Arc::new(self);
        let screen = Screen::of(Some(staff), &title, move || shown.view());
        if shows_link { screen.with_islands() } else { screen }
    }

    fn view(&self) -> AnyView {
        let [links, mailed, waiting, failed, answered] = self.counts;
        let done = self.done.clone().map(|done| view! { <p class="thanks" role="status">{done}</p> });
        let link = self.link.clone().map(|(service, link)| {
            view! {
                <div class="thanks">
                    <p>{fill(say::LINK_OF, &[&service])}</p>
                    <CopyLink>
                        <p><code class="link" id=LINK_ID>{link}</code></p>
                        <button class="secondary" type="button" id=BUTTON hidden=true>{say::COPY}</button>
                        <p id=COPIED role="status"></p>
                    </CopyLink>
                </div>
            }
        });
        let summary = self.summary.clone().map(|summary| view! { <p>{summary}</p> });
        let rows: Vec<AnyView> = self.lines.iter().map(link_row).collect();
        let button = |follow: Follow, class: Option<&'static str>, words: &'static str| {
            view! { <button class=class type="submit" name=ACTION value=follow.code()>{words}</button> }.into_any()
        };
        view! {
            <h1>{fill(say::CAMPAIGN, &[&self.number])}</h1>
            {done}
            {link}
            {summary}
            <p>{fill(say::CAMPAIGN_COUNTS, &[&links, &mailed, &waiting, &failed, &answered])}</p>
            <form method="post" action=StaffPage::Campaign(self.number).href()>
                <div class="actions">
                    {button(Follow::File, None, say::LINKS_FILE)}
                    {(answered < links).then(|| button(Follow::Remind, Some("secondary"), say::REMIND))}
                </div>
                <p class="hint">{say::LINKS_FILE_WHY}</p>
                <table class="differences">
                    <caption class="visually-hidden">{say::LINKS}</caption>
                    {heads(&[SERVICE, say::REACHED_BY, say::SENDING, say::ANSWER, say::LINK])}
                    <tbody>{rows}</tbody>
                </table>
            </form>
            <p><a href=StaffPage::Campaigns.href()>{say::ALL_CAMPAIGNS}</a></p>
        }
        .into_any()
    }
}

fn link_row(line: &LinkLine) -> AnyView {
    let show = line.holds.then(|| {
        let label = fill(say::SHOW_LINK_OF, &[&line.service]);
        view! {
            <button class="secondary" type="submit" name=SHOW_LINK value=line.number aria-label=label>{say::SHOW_LINK}</button>
        }
    });
    let returned = line.is_mailed.then(|| {
        let label = fill(say::MAIL_RETURNED_OF, &[&line.service]);
        view! {
            <button class="secondary" type="submit" name=RETURNED value=line.number aria-label=label>{say::MAIL_RETURNED}</button>
        }
    });
    view! {
        <tr>
            <th scope="row"><a href=StaffPage::Listing(line.finess).href()>{line.service.clone()}</a></th>
            <td>{reach(line.email.as_deref(), line.phone.as_deref())}</td>
            <td>{line.sent.clone()}" "{returned}</td>
            <td>{line.answer.clone()}</td>
            <td>{show}</td>
        </tr>
    }
    .into_any()
}

/// A reminder that is being made ready: nothing is sent yet.
#[derive(Clone)]
pub struct ReminderScreen {
    pub number: u32,
    /// Who is mailed.
    pub mailed: Vec<String>,
    /// Who is to be called, with the number.
    pub called: Vec<(String, Option<String>)>,
    pub typed: Typed,
    pub errors: Vec<FieldError>,
}

impl ReminderScreen {
    pub fn screen(self, staff: &Staff) -> Screen {
        let title = fill(say::REMINDER_OF, &[&self.number]);
        let status = if self.errors.is_empty() { 200 } else { 422 };
        let shown = Arc::new(self);
        Screen::of(Some(staff), &title, move || shown.view()).with_status(status)
    }

    fn view(&self) -> AnyView {
        let back = StaffPage::Campaign(self.number).href();
        let names = |names: &[String]| -> Vec<AnyView> {
            names.iter().map(|name| view! { <li>{name.clone()}</li> }.into_any()).collect()
        };
        let called: Vec<String> = self
            .called
            .iter()
            .map(|(service, phone)| format!("{service} : {}", phone.as_deref().unwrap_or(say::UNREACHABLE)))
            .collect();
        let to_call = (!called.is_empty()).then(|| {
            view! { <h2>{say::TO_CALL}</h2><ul>{names(&called)}</ul> }
        });
        let fields = FormFields { typed: &self.typed, errors: &self.errors };
        let mail = (!self.mailed.is_empty()).then(|| {
            view! {
                <details><summary>{fill(say::TO_MAIL, &[&self.mailed.len()])}</summary><ul>{names(&self.mailed)}</ul></details>
                <form class="need" method="post" action=back.clone()>
                    {letter_fields(&fields)}
                    <div class="actions">
                        <button type="submit" name=ACTION value=Follow::SendReminder.code()>
                            {fill(say::SEND_REMINDERS, &[&self.mailed.len()])}
                        </button>
                    </div>
                </form>
            }
        });
        let nobody = self.mailed.is_empty().then(|| view! { <p>{say::NOBODY_TO_MAIL}</p> });
        view! {
            <h1>{fill(say::REMINDER_OF, &[&self.number])}</h1>
            {error_summary(french(), &self.errors)}
            {nobody}
            {mail}
            {to_call}
            <p><a href=back>{say::BACK_UNCHANGED}</a></p>
        }
        .into_any()
    }
}

pub fn no_campaign(staff: &Staff) -> Screen {
    let body = || {
        view! { <h1>{say::NO_CAMPAIGN}</h1><p><a href=StaffPage::Campaigns.href()>{say::ALL_CAMPAIGNS}</a></p> }
            .into_any()
    };
    Screen::of(Some(staff), say::NO_CAMPAIGN, body).with_status(404)
}
