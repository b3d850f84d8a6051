//! What a provider sees by its link, without an account: its listing, what it is asked, one question a screen, and its answer
//! as it goes to the City.

use crate::staff::local;
use std::sync::Arc;

use domain::values::closed_list::ClosedList;
use domain::values::search;
use domain::{Field, Listing};
use jiff::civil::Date;
use leptos::prelude::*;

use super::form_fields::FormFields;
use super::listing::answer::{Question, controls};
use super::listing::edit::{ACTION, Editing};
use super::listing::form::names;
use super::listing::words::{label, words};
use super::tables::table_head;
use super::typed::Typed;
use super::{Screen, field, french};
use crate::error::FieldError;
use crate::ports::Publication;
use crate::routes::StaffPage;
use crate::text::editor;
use crate::text::office as say;
use crate::text::staff::fill;
use crate::ui::forms::{error_summary, hidden_fields};

/// The question that is asked, in the address of a provider's page and in its form.
pub const QUESTION: &str = "etape";
/// In the place of a question: all is read again and sent.
pub const LAST: &str = "envoyer";

domain::closed_list! {
    /// What a provider does on its page.
    Reply {
        /// All of its listing is right.
        Same = "rien-n-a-change",
        /// What the question is about is right.
        StillTrue = "juste",
        Continue = "continuer",
        Skip = "passer",
        Propose = "proposer",
    }
}

/// The address of a question, or of the listing itself.
pub fn own_href(token: &str, question: Option<&str>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair(field::LINK, token);
    if let Some(question) = question {
        query.append_pair(QUESTION, question);
    }
    format!("{}?{}", StaffPage::OwnListing.href(), query.finish())
}

/// A provider's listing, as it is or as it has begun to answer.
#[derive(Clone)]
pub struct OwnListing {
    pub publication: Arc<Publication>,
    pub published: Listing,
    /// With what was answered so far.
    pub answered: Listing,
    /// What is missing or too old.
    pub asked: Vec<Question>,
    pub token: String,
    pub today: Date,
}

fn title(listing: &Listing) -> String {
    fill(say::OWN_LISTING, &[&search::readable(&listing.name.value)])
}

fn reply(reply: Reply, class: Option<&'static str>, words: &'static str) -> AnyView {
    view! { <button class=class type="submit" name=ACTION value=reply.code()>{words}</button> }.into_any()
}

/// The listing, what is asked first, and the two ways to answer.
pub fn overview(own: OwnListing) -> Screen {
    let title = title(&own.published);
    Screen::of(None, &title, move || own.view())
}

impl OwnListing {
    fn words(&self, field: Field) -> Option<String> {
        words(french(), &self.publication.territory, &self.answered, field)
    }

    fn links(&self, questions: &[Question]) -> AnyView {
        let link = |question: &Question| {
            let href = own_href(&self.token, Some(question.code()));
            view! { <li><a href=href>{question.title()}</a></li> }.into_any()
        };
        let links: Vec<AnyView> = questions.iter().map(link).collect();
        view! { <ul>{links}</ul> }.into_any()
    }

    fn view(&self) -> AnyView {
        let kept = (self.answered != self.published).then(|| {
            let href = own_href(&self.token, Some(LAST));
            view! { <p class="thanks" role="status">{say::OWN_KEPT}" "<a href=href>{say::OWN_LAST}</a></p> }
        });
        let asked = match self.asked.first() {
            Some(first) => view! {
                <h2>{say::OWN_ASKED}</h2>
                {self.links(&self.asked)}
                <form method="get" action=StaffPage::OwnListing.href()>
                    {hidden_fields([(field::LINK, self.token.as_str()), (QUESTION, first.code())])}
                    <button type="submit">{say::OWN_START}</button>
                </form>
            }
            .into_any(),
            None => view! { <p>{say::OWN_ALL_FRESH}</p> }.into_any(),
        };
        let others: Vec<Question> =
            Question::all_of(&self.published).into_iter().filter(|question| !self.asked.contains(question)).collect();
        let others = (!others.is_empty())
            .then(|| view! { <details><summary>{say::OWN_OTHERS}</summary>{self.links(&others)}</details> });
        view! {
            <h1>{title(&self.published)}</h1>
            <p>{local(say::OWN_WHY)}</p>
            {kept}
            {asked}
            {others}
            <form method="post" action=StaffPage::OwnListing.href()>
                {hidden_fields([(field::LINK, self.token.as_str())])}
                <p>{say::OWN_SAME_WHY}</p>
                {reply(Reply::Same, Some("secondary"), say::OWN_SAME)}
            </form>
            {self.table()}
        }
        .into_any()
    }

    fn table(&self) -> AnyView {
        let row = |field: &Field| {
            let cell = match self.words(*field) {
                Some(words) => view! { <td>{words}</td> }.into_any(),
                None => view! { <td class="unknown">{editor::UNKNOWN}</td> }.into_any(),
            };
            view! { <tr><th scope="row">{label(*field)}</th>{cell}</tr> }.into_any()
        };
        let rows: Vec<AnyView> = Field::ALL.iter().map(row).collect();
        view! {
            <table class="own-sheet">
                <caption>{say::OWN_CAPTION}</caption>
                {table_head(&[editor::PART, editor::SAID])}
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    }

    /// One question: what the listing says, whether it is still true, and the fields that correct it.
    pub fn question(self, question: Question, base: Listing, typed: Typed, errors: Vec<FieldError>) -> Screen {
        let status = if errors.is_empty() { 200 } else { 422 };
        let today = self.today;
        let body = move || {
            let untouched = Editing::untouched(&self.publication, &base, 1, typed.clone(), today);
            let editing = Editing { errors: errors.clone(), ..untouched };
            self.question_view(question, &editing)
        };
        Screen::of(None, question.title(), body).with_status(status)
    }

    fn question_view(&self, question: Question, editing: &Editing) -> AnyView {
        let at = self.asked.iter().position(|other| *other == question);
        let place = at.map(|at| view! { <p class="hint">{fill(say::OWN_STEP, &[&(at + 1), &self.asked.len()])}</p> });
        let known: Vec<AnyView> = question
            .fields()
            .iter()
            .filter_map(|field| Some((label(*field), self.words(*field)?)))
            .map(|(label, words)| view! { <dt>{label}</dt><dd>{words}</dd> }.into_any())
            .collect();
        let carried = || hidden_fields([(field::LINK, self.token.as_str()), (QUESTION, question.code())]);
        let still_true = (!known.is_empty()).then(|| {
            view! {
                <h2>{say::OWN_NOW}</h2>
                <dl class="own-now">{known}</dl>
                <form method="post" action=StaffPage::OwnListing.href()>
                    {carried()}
                    {reply(Reply::StillTrue, None, say::OWN_STILL_TRUE)}
                </form>
                <h2>{say::OWN_CHANGED_BELOW}</h2>
            }
        });
        let tariffs = (question == Question::Prices && self.answered.tariffs.value().is_some())
            .then(|| view! { <p>{say::OWN_TARIFFS_STAY}</p> });
        view! {
            <h1>{question.title()}</h1>
            {place}
            {error_summary(french(), &editing.errors)}
            {still_true}
            {tariffs}
            <form class="need own-question" method="post" action=StaffPage::OwnListing.href() autocomplete="off">
                {carried()}
                {controls(editing, question)}
                <div class="actions">
                    {reply(Reply::Continue, None, say::OWN_CONTINUE)}
                    {reply(Reply::Skip, Some("secondary"), say::OWN_SKIP)}
                </div>
            </form>
            <p><a href=own_href(&self.token, None)>{say::OWN_BACK}</a></p>
        }
        .into_any()
    }

    /// What is about to be sent, and a word with it.
    pub fn last(self, typed: Typed, errors: Vec<FieldError>) -> Screen {
        let status = if errors.is_empty() { 200 } else { 422 };
        let body = move || {
            let territory = &self.publication.territory;
            let both = |field: &Field| {
                let before = words(french(), territory, &self.published, *field);
                (before, words(french(), territory, &self.answered, *field))
            };
            let unknown = || editor::UNKNOWN.to_owned();
            let rows: Vec<AnyView> = Field::ALL
                .iter()
                .map(|field| (field, both(field)))
                .filter(|(field, (before, after))| {
                    before != after || self.published.provenance(**field) != self.answered.provenance(**field)
                })
                .map(|(field, (before, after))| {
                    let after =
                        if before == after { say::OWN_STILL_TRUE.to_owned() } else { after.unwrap_or_else(unknown) };
                    let before = before.unwrap_or_else(unknown);
                    view! { <tr><th scope="row">{label(*field)}</th><td>{before}</td><td>{after}</td></tr> }.into_any()
                })
                .collect();
            let table = (!rows.is_empty()).then(|| {
                view! {
                    <table class="changes">
                        <caption class="visually-hidden">{editor::PREVIEW_CHANGES}</caption>
                        {table_head(&[editor::PART, editor::BEFORE, editor::AFTER])}
                        <tbody>{rows}</tbody>
                    </table>
                }
            });
            let fields = FormFields { typed: &typed, errors: &errors };
            view! {
                <h1>{say::OWN_LAST}</h1>
                {error_summary(french(), &errors)}
                <p>{local(say::OWN_LAST_WHY)}</p>
                {table}
                <form class="need" method="post" action=StaffPage::OwnListing.href() autocomplete="off">
                    {hidden_fields([(field::LINK, self.token.as_str())])}
                    {fields.area(names::NOTE, local(say::OWN_NOTE), editor::NOTE_HINT, 1000)}
                    {reply(Reply::Propose, None, local(say::OWN_PROPOSE))}
                </form>
                <p><a href=own_href(&self.token, None)>{say::OWN_BACK}</a></p>
            }
            .into_any()
        };
        Screen::of(None, say::OWN_LAST, body).with_status(status)
    }
}

pub fn thanks(same: bool) -> Screen {
    let words = local(if same { say::OWN_THANKS_SAME } else { say::OWN_THANKS });
    Screen::of(None, say::THANKS, move || {
        view! { <h1>{say::THANKS}</h1><p class="thanks" role="status">{words}</p> }.into_any()
    })
}

pub fn gone() -> Screen {
    let body = || view! { <h1>{say::OWN_GONE}</h1><p>{local(say::OWN_GONE_WHY)}</p> }.into_any();
    Screen::of(None, say::OWN_GONE, body).with_status(404)
}
