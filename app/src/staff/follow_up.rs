//! What came of a campaign: who answered, who is to be reminded, what did not arrive, and the links given again.

use std::sync::Arc;

use domain::Finess;
use domain::values::closed_list::ClosedList;
use leptos::prelude::*;

use super::campaigns::{letter_fields, reach};
use super::form_fields::FormFields;
use super::listing::edit::ACTION;
use super::tables::table_head;
use super::typed::Typed;
use super::{Screen, french};
use crate::access::Staff;
use crate::error::FieldError;
use crate::office::copy_link::{BUTTON, COPIED, CopyLink, LINK as LINK_ID};
use crate::routes::StaffPage;
use crate::text::office as say;
use crate::text::staff::{SERVICE, fill};
use crate::ui::forms::error_summary;

/// Names of the buttons: the link that a button is about.
pub const SHOW_LINK: &str = "montrer";
pub const RETURNED: &str = "revenu";

domain::closed_list! {
    /// What to do with a campaign.
    Follow {
        File = "fichier",
        Remind = "relancer",
        SendReminder = "envoyer-relance",
    }
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
                    {table_head(&[SERVICE, say::REACHED_BY, say::SENDING, say::ANSWER, say::LINK])}
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
