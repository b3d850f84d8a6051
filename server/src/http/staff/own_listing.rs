//! The page that a provider's link leads to, which needs no account: what it answers is kept question by question, starts
//! from what it answered before, and waits for someone of the City.

use app::error::FieldError;
use app::staff::field;
use app::staff::listing::answer::Question;
use app::staff::listing::edit::ACTION;
use app::staff::listing::form::{names, parse_note};
use app::staff::own_listing::{LAST, OwnListing, QUESTION, Reply, gone, overview, own_href, thanks};
use app::staff::typed::Typed;
use app::text::office as say;
use axum::extract::{Request, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect};
use domain::Listing;
use domain::provider::listing::Source;
use domain::values::closed_list::ClosedList;

use super::{Answer, Form, OfficeError, Shared, StaffState, asked, too_large};
use crate::secrets::Hashed;
use crate::storage::Versioned;
use crate::storage::drafts::{DraftContent, DraftState, NewDraft};
use crate::storage::links::{LinkAnswer, PROVIDER_AUTHOR, ProviderLink};

/// A link that holds, its listing, and the answer that waits as the provider wrote it.
struct Borne {
    link: ProviderLink,
    current: Versioned,
    before: Option<DraftContent>,
    /// What is asked first.
    asked: Vec<Question>,
}

impl Borne {
    /// What the next answer starts from.
    fn answered(&self) -> &Listing {
        self.before.as_ref().map_or(&self.current.listing, |before| &before.listing)
    }

    /// The version that it is about.
    fn version(&self) -> u32 {
        self.before.as_ref().map_or(self.current.version, |before| before.based_on)
    }

    fn shown(&self, desk: &StaffState, token: &str) -> OwnListing {
        OwnListing {
            publication: desk.site.published.catalogue(),
            published: self.current.listing.clone(),
            answered: self.answered().clone(),
            asked: self.asked.clone(),
            token: token.to_owned(),
            today: desk.today(),
        }
    }

    /// Where the provider goes on after a question.
    fn after(&self, question: Question) -> &'static str {
        let at = self.asked.iter().position(|other| *other == question);
        at.and_then(|at| self.asked.get(at + 1)).map_or(LAST, |next| next.code())
    }
}

async fn borne(desk: &StaffState, token: &str) -> Result<Option<Borne>, OfficeError> {
    let store = &desk.office.store;
    let found = store.find_provider_link(&Hashed::of(token), desk.now().as_second()).await?;
    let Some(link) = found else { return Ok(None) };
    let Some(current) = store.find(link.link.finess).await? else { return Ok(None) };
    // One that staff have saved since is theirs.
    let drafts = store.list_drafts().await?.rows;
    let before = drafts.into_iter().find(|draft| {
        let written = &draft.draft;
        let is_theirs = written.source == Source::Provider && written.author == PROVIDER_AUTHOR;
        draft.finess() == link.link.finess && is_theirs && draft.edition == 1
    });
    let campaign = match link.campaign {
        Some(number) => store.find_campaign(number).await?,
        None => None,
    };
    let parts = campaign.map(|campaign| campaign.parts).unwrap_or_default();
    // Told from what is published: the questions stay the same while they are answered.
    let asked = Question::asked_of(&current.listing, &parts, desk.today());
    Ok(Some(Borne { link, current, before: before.map(|draft| draft.draft.content), asked }))
}

pub(super) async fn show(State(desk): Shared, uri: Uri) -> Answer {
    let (token, step) = (asked(&uri, field::LINK), asked(&uri, QUESTION));
    let Some(borne) = borne(&desk, &token).await? else { return Ok(desk.show(gone()).await) };
    let shown = borne.shown(&desk, &token);
    if step == LAST {
        let mut typed = Typed::default();
        typed.put(names::NOTE, borne.before.as_ref().map_or("", |before| before.note.as_str()));
        return Ok(desk.show(shown.last(typed, Vec::new())).await);
    }
    let Some(question) = Question::from_code(&step) else { return Ok(desk.show(overview(shown)).await) };
    let (base, typed) = question.filled(borne.answered(), desk.today());
    Ok(desk.show(shown.question(question, base, typed, Vec::new())).await)
}

/// What a provider answers is a draft that waits for someone of the City.
pub(super) async fn answer(State(desk): Shared, request: Request) -> Answer {
    let Some((_, form)) = Form::read(request).await else { return Ok(too_large()) };
    let typed = form.typed();
    let token = typed.get(field::LINK);
    let Some(borne) = borne(&desk, token).await? else { return Ok(desk.show(gone()).await) };
    let question = Question::from_code(typed.get(QUESTION));
    match (Reply::from_code(typed.get(ACTION)), question) {
        (Some(Reply::Same), _) => same(&desk, &borne).await,
        (Some(Reply::StillTrue), Some(question)) => {
            let mut listing = borne.answered().clone();
            question.confirm(&mut listing, desk.today());
            go_on(&desk, &borne, token, question, listing).await
        }
        (Some(Reply::Continue), Some(question)) => {
            let (publication, today) = (desk.site.published.catalogue(), desk.today());
            match question.answered(&typed, borne.answered(), &publication.territory, today) {
                Ok(listing) => go_on(&desk, &borne, token, question, listing).await,
                Err(errors) => {
                    let (base, _) = question.filled(borne.answered(), today);
                    let shown = borne.shown(&desk, token);
                    Ok(desk.show(shown.question(question, base, typed, errors)).await)
                }
            }
        }
        (Some(Reply::Skip), Some(question)) => {
            Ok(Redirect::to(&own_href(token, Some(borne.after(question)))).into_response())
        }
        (Some(Reply::Propose), _) => propose(&desk, &borne, token, typed.clone()).await,
        (Some(Reply::StillTrue | Reply::Continue | Reply::Skip), None) | (None, _) => {
            Ok(Redirect::to(&own_href(token, None)).into_response())
        }
    }
}

/// Keeps what was answered so far, and asks the next question. An answer that was sent before stays sent.
async fn go_on(desk: &StaffState, borne: &Borne, token: &str, question: Question, listing: Listing) -> Answer {
    if listing != *borne.answered() {
        let before = borne.before.as_ref();
        let content = DraftContent {
            based_on: borne.version(),
            state: before.map_or(DraftState::Writing, |before| before.state),
            listing,
            note: before.map(|before| before.note.clone()).unwrap_or_default(),
        };
        if !kept(desk, &borne.link, content, LinkAnswer::Begun).await? {
            return Ok(desk.show(gone()).await);
        }
    }
    Ok(Redirect::to(&own_href(token, Some(borne.after(question)))).into_response())
}

async fn same(desk: &StaffState, borne: &Borne) -> Answer {
    let listing = borne.answered().clone().confirmed_by_provider(app::access::PROVIDER, desk.today());
    let note = say::SAME_NOTE.to_owned();
    let content = DraftContent { based_on: borne.version(), state: DraftState::Submitted, listing, note };
    let kept = kept(desk, &borne.link, content, LinkAnswer::NothingChanged).await?;
    Ok(desk.show(if kept { thanks(true) } else { gone() }).await)
}

async fn propose(desk: &StaffState, borne: &Borne, token: &str, typed: Typed) -> Answer {
    let note = parse_note(&typed);
    let is_nothing = *borne.answered() == borne.current.listing && note.as_ref().is_ok_and(String::is_empty);
    let nothing = is_nothing.then(|| FieldError::new(names::NOTE, say::OWN_NOTHING));
    let errors: Vec<FieldError> = nothing.into_iter().chain(note.as_ref().err().cloned()).collect();
    let (Ok(note), true) = (note, errors.is_empty()) else {
        return Ok(desk.show(borne.shown(desk, token).last(typed, errors)).await);
    };
    let listing = borne.answered().clone();
    let content = DraftContent { based_on: borne.version(), state: DraftState::Submitted, listing, note };
    let kept = kept(desk, &borne.link, content, LinkAnswer::Proposed).await?;
    Ok(desk.show(if kept { thanks(false) } else { gone() }).await)
}

/// False where the link holds no longer: nothing is kept then.
async fn kept(
    desk: &StaffState,
    link: &ProviderLink,
    content: DraftContent,
    answer: LinkAnswer,
) -> Result<bool, OfficeError> {
    let draft =
        NewDraft { author: PROVIDER_AUTHOR.to_owned(), source: Source::Provider, saved_at: desk.now(), content };
    Ok(desk.office.store.answer_link(link.number, desk.now().as_second(), answer, draft).await?)
}
