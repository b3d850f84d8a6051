//! The services to call back: those whose day has come, then those to come.

use domain::Finess;
use domain::values::closed_list::ClosedList;
use jiff::civil::Date;
use leptos::prelude::*;

use super::dossier::{ACTION, DossierAction, NUMBER, ReminderLine};
use super::tables::{notice, table_head};
use super::{Screen, french};
use crate::access::{Role, Staff};
use crate::routes::StaffPage;
use crate::text::dossier as say;
use crate::text::staff::fill;

/// A reminder, and the service that it is about.
#[derive(Clone)]
pub struct DueLine {
    pub finess: Finess,
    pub service: String,
    pub reminder: ReminderLine,
}

/// `lines` in the order of their days.
pub fn reminders(staff: &Staff, lines: Vec<DueLine>, today: Date, ended: bool) -> Screen {
    let writes = staff.role.admits(Role::Editor);
    let body = move || {
        let (due, later): (Vec<&DueLine>, Vec<&DueLine>) = lines.iter().partition(|line| line.reminder.due <= today);
        let due = match due.is_empty() {
            true => view! { <p>{say::REMINDERS_NONE}</p> }.into_any(),
            false => table(say::DUE, &due, writes),
        };
        let later = (!later.is_empty()).then(|| table(say::REMINDERS_LATER, &later, writes));
        view! {
            <h1>{say::REMINDERS}</h1>
            {notice(ended.then_some(say::REMIND_ENDED))}
            <p>{fill(say::REMINDERS_LEAD, &[&french().date(today)])}</p>
            {due}
            {later}
        }
        .into_any()
    };
    Screen::of(Some(staff), say::REMINDERS, body)
}

fn table(caption: &'static str, lines: &[&DueLine], writes: bool) -> AnyView {
    let head = table_head(&[say::DAY, say::SERVICE, say::REMIND_WHY, say::ACTION]);
    let rows = lines.iter().map(|line| {
        let day = french().date(line.reminder.due);
        let named = fill(say::REMIND_END_OF, &[&line.service, &day]);
        let end = writes.then(|| {
            view! {
                <form method="post" action=StaffPage::Reminders.href()>
                    <input type="hidden" name=NUMBER value=line.reminder.number/>
                    <button class="secondary" type="submit" name=ACTION value=DossierAction::EndReminder.code()
                        aria-label=named>{say::REMIND_END}</button>
                </form>
            }
            .into_any()
        });
        let by = fill(say::REMIND_BY, &[&line.reminder.written.author]);
        view! {
            <tr>
                <th scope="row">{day}</th>
                <td><a href=StaffPage::Dossier(line.finess).href()>{line.service.clone()}</a></td>
                <td><p class="typed">{line.reminder.why.clone()}</p><p class="hint">{by}</p></td>
                <td>{end}</td>
            </tr>
        }
        .into_any()
    });
    view! {
        <table class="lines">
            <caption>{caption}</caption>
            {head}
            <tbody>{rows.collect::<Vec<_>>()}</tbody>
        </table>
    }
    .into_any()
}
