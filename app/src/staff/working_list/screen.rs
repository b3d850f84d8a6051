//! The working list as a page.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::values::closed_list::ClosedList;
use domain::{Finess, Listing};
use jiff::civil::Date;
use leptos::prelude::*;

use super::acts::BulkAct;
use super::field;
use super::filters;
use super::query::ListQuery;
use super::rows::Rows;
use super::selection::find;
use crate::access::{Role, Staff};
use crate::office::working_list::{STATUS, WorkingList};
use crate::ports::Publication;
use crate::staff::paging::{Paging, page_links};
use crate::staff::tables::{alert, notice};
use crate::staff::{Screen, french};
use crate::text::editor;
use crate::text::staff::fill;
use crate::text::working_list as say;

const PAGE_SIZE: usize = 50;

/// What someone ticked and chose before something was wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    pub ticked: BTreeSet<Finess>,
    pub every: bool,
    pub act: Option<BulkAct>,
    /// Said at the top.
    pub wrong: Option<String>,
}

pub struct ListScreen {
    pub publication: Arc<Publication>,
    pub query: ListQuery,
    /// Listings that have a draft.
    pub drafts: BTreeSet<Finess>,
    pub asked: Asked,
    pub today: Date,
}

impl ListScreen {
    pub fn screen(self, staff: &Staff) -> Screen {
        let changes = staff.role.admits(Role::Publisher);
        let status = if self.asked.wrong.is_some() { 422 } else { 200 };
        let screen = Screen::of(Some(staff), editor::SERVICES, move || self.body(changes)).with_status(status);
        if changes { screen.with_islands() } else { screen }
    }

    fn body(&self, changes: bool) -> AnyView {
        let found = find(&self.publication, &self.query, &self.drafts, self.today);
        let paging = Paging::new(found.len(), PAGE_SIZE, self.query.page);
        let done = self.query.done.map(|(act, count)| fill(say::DONE, &[&act.label(), &count]));
        let list = if found.is_empty() {
            view! { <p>{say::NOBODY}</p> }.into_any()
        } else if changes {
            self.form(&found, &paging)
        } else {
            self.table(&found, &paging, changes)
        };
        view! {
            <h1>{editor::SERVICES}</h1>
            {notice(done)}
            {alert(self.asked.wrong.as_ref())}
            {filters::form(&self.query, &self.publication.territory)}
            {list}
            {page_links(&paging, |page| self.query.at(page).href())}
        }
        .into_any()
    }

    fn table(&self, found: &[&Listing], paging: &Paging, changes: bool) -> AnyView {
        let rows =
            Rows { columns: &self.query.columns, territory: &self.publication.territory, today: self.today, changes };
        let lines: Vec<AnyView> = found[paging.range()]
            .iter()
            .map(|listing| rows.row(listing, self.asked.ticked.contains(&listing.finess)))
            .collect();
        view! {
            <table class="lines">
                <caption>{fill(say::FOUND, &[&found.len(), &paging.page, &paging.pages])}</caption>
                {rows.head()}
                <tbody>{lines}</tbody>
            </table>
        }
        .into_any()
    }

    /// The table with its boxes and what may be done with them. What is done stands before the rows: a key that sends the
    /// form presses its first button.
    fn form(&self, found: &[&Listing], paging: &Paging) -> AnyView {
        let chosen = self.asked.act;
        let acts: Vec<AnyView> = BulkAct::ALL
            .iter()
            .map(|act| {
                let selected = chosen == Some(*act);
                view! { <option value=act.code() selected=selected>{act.label()}</option> }.into_any()
            })
            .collect();
        let table = self.table(found, paging, true);
        let every = fill(say::EVERY_FOUND, &[&french().points(found.len() as u32)]);
        view! {
            <form class="bulk" method="post" action=self.query.settled().href()>
                <fieldset class="field">
                    <legend>{say::SELECTION}</legend>
                    <label class="box">
                        <input type="checkbox" name=field::EVERY value="oui" checked=self.asked.every/>
                        <span>{every}</span>
                    </label>
                    <div class="field">
                        <label for=field::ACT>{say::ACT}</label>
                        <select id=field::ACT name=field::ACT>
                            <option value="">{say::CHOOSE}</option>
                            {acts}
                        </select>
                    </div>
                    <button type="submit">{say::CONTINUE}</button>
                </fieldset>
                <p id=STATUS role="status" data-failed=say::INTAKE_FAILED data-missing=say::INTAKE_MISSING></p>
                <WorkingList>{table}</WorkingList>
            </form>
        }
        .into_any()
    }
}
