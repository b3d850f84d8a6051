//! The form of a listing: its sections, the preview of what families would see, and what can be done with it.

use std::sync::Arc;

use domain::Listing;
use domain::values::closed_list::ClosedList;
use jiff::civil::Date;
use leptos::prelude::*;

use super::Section;
use super::form::{Teller, names as n};
use super::parts::part;
use super::preview::{Remark, changes};
use super::sheet::DraftLine;
use crate::access::{Role, Staff};
use crate::error::FieldError;
use crate::office::editor::{FOLLOWED, FORM, KEPT, PUBLIC_PAGE, Preview, SIGN_IN_AGAIN};
use crate::ports::Publication;
use crate::provider::page::preview as public_page;
use crate::routes::StaffPage;
use crate::staff::form_fields::FormFields;
use crate::staff::typed::Typed;
use crate::staff::{Screen, french};
use crate::text::editor as say;
use crate::text::staff::fill;
use crate::ui::forms::hidden_fields;

/// Names of what goes with the form.
pub const ACTION: &str = "action";
/// The published version that it was filled from.
pub const VERSION: &str = "version";
/// The listing that it is about, in case its draft is gone.
pub const FINESS: &str = "finess";
/// The draft that it is of; 0 without one.
pub const DRAFT: &str = "brouillon";
/// The edition of the draft that it was filled from; 0 without a draft.
pub const EDITION: &str = "edition";

/// The remark that a button sets aside; the reason is in the field of `reason_name`.
pub const DISMISS: &str = "ecarter";
/// The part that a button says was verified today.
pub const VERIFY: &str = "verifier";
/// Remarks that were confirmed.
pub const CONFIRMED: &str = "confirme";
/// Why a draft is sent back.
pub const RETURN_REASON: &str = "motif-renvoi";

/// The field of the reason for which a remark is set aside.
pub fn reason_name(key: &str) -> String {
    format!("motif-{key}")
}

domain::closed_list! {
    /// What to do with the form.
    Action {
        Preview = "apercu",
        Save = "enregistrer",
        Submit = "soumettre",
        Publish = "publier",
        ThrowAway = "jeter",
        /// What was typed and not saved is given up.
        StartAgain = "repartir",
        /// A submitted draft goes back to its author, with a reason.
        SendBack = "renvoyer",
    }
}

/// Id of the preview.
pub const PREVIEW: &str = "apercu";

/// A form being filled, and what it is about.
#[derive(Clone)]
pub struct Editing {
    pub publication: Arc<Publication>,
    /// What the form was filled from: the draft, or the published listing.
    pub base: Listing,
    /// What is published, or was when the draft was begun.
    pub published: Listing,
    pub version: u32,
    /// Number and edition of the draft, once there is one.
    pub draft: Option<(u32, u32)>,
    /// The published listing has moved on since.
    pub behind: bool,
    pub typed: Typed,
    pub errors: Vec<FieldError>,
    /// The listing that the form says, where it is right.
    pub parsed: Option<Listing>,
    /// What was just done.
    pub done: Option<&'static str>,
    /// When what was typed and not saved was kept, where the form is filled from that.
    pub resumed: Option<String>,
    /// What asks for a confirmation before it goes on.
    pub to_confirm: Vec<Remark>,
    /// Remarks that were set aside: what each is of, and in words with who and why.
    pub dismissed: Vec<(String, String)>,
    /// Why the draft was sent back last.
    pub returned: Option<String>,
    /// The draft waits for someone who may publish.
    pub submitted: bool,
    /// Drafts of the listing, where the form is of what is published.
    pub drafts: Vec<DraftLine>,
    pub today: Date,
}

impl Editing {
    /// The form of a published listing before anyone touched it. `typed` was filled from it.
    pub fn untouched(
        publication: &Arc<Publication>,
        listing: &Listing,
        version: u32,
        typed: Typed,
        today: Date,
    ) -> Self {
        Self {
            publication: Arc::clone(publication),
            base: listing.clone(),
            published: listing.clone(),
            version,
            draft: None,
            behind: false,
            typed,
            errors: Vec::new(),
            parsed: Some(listing.clone()),
            done: None,
            resumed: None,
            to_confirm: Vec::new(),
            dismissed: Vec::new(),
            returned: None,
            submitted: false,
            drafts: Vec::new(),
            today,
        }
    }

    fn action(&self) -> String {
        match self.draft {
            Some((number, _)) => StaffPage::Draft(number).href(),
            None => StaffPage::Edit(self.base.finess).href(),
        }
    }

    pub fn screen(self, staff: &Staff) -> Screen {
        let name = domain::values::search::readable(&self.base.name.value);
        let title = fill(say::EDITING, &[&name]);
        let status = if self.errors.is_empty() { 200 } else { 422 };
        let (heading, role) = (title.clone(), staff.role);
        let title = if self.errors.is_empty() { title } else { fill(say::WRONG_TITLE, &[&title]) };
        Screen::of(Some(staff), &title, move || self.body(&heading, role)).with_status(status).with_islands()
    }

    fn body(&self, title: &str, role: Role) -> AnyView {
        let done = self.done.map(|done| view! { <p class="thanks" role="status">{done}</p> });
        let behind = self.draft.filter(|_| self.behind).map(|(number, _)| {
            view! {
                <div class="warning" role="note">
                    <p>{say::BEHIND}</p>
                    <p><a href=StaffPage::Merge(number).href()>{say::BEHIND_LINK}</a></p>
                </div>
            }
        });
        let finess = self.base.finess;
        let hidden = [
            (VERSION, self.version.to_string()),
            (FINESS, finess.to_string()),
            (DRAFT, self.draft.map_or(0, |(number, _)| number).to_string()),
            (EDITION, self.draft.map_or(0, |(_, edition)| edition).to_string()),
        ];
        // What an island holds is made before it.
        let form = view! {
            <form class="need" id=FORM method="post" action=self.action() autocomplete="off">
                    <button class="first-button" type="submit" name=ACTION value=Action::Preview.code() tabindex="-1" aria-hidden="true">
                        {say::PREVIEW_BUTTON}
                    </button>
                    {hidden_fields(hidden)}
                    {self.whole_form()}
                    {self.sections(Teller::City)}
                    {self.confirmations()}
                    {self.form_fields().area(n::NOTE, say::NOTE, say::NOTE_HINT, 1000)}
                    {self.way_back(role)}
                    {self.actions(role)}
                </form>
        }
        .into_any();
        let preview = self.preview();
        view! {
            <h1>{title.to_owned()}</h1>
            {done}
            {self.error_summary()}
            {behind}
            {self.started()}
            <p class="ways">
                <a href=StaffPage::Listing(finess).href()>{say::SHEET_LINK}</a>
                " "
                <a href=StaffPage::History(finess).href()>{say::HISTORY}</a>
            </p>
            <p class="hint">{say::SECTION_HELP}</p>
            <Preview>{form} {preview}</Preview>
        }
        .into_any()
    }

    fn actions(&self, role: Role) -> AnyView {
        let button = |action: Action, words: &'static str, class: Option<&'static str>| {
            view! { <button class=class type="submit" name=ACTION value=action.code()>{words}</button> }.into_any()
        };
        let publish =
            (role.admits(Role::Publisher) && !self.behind).then(|| button(Action::Publish, say::PUBLISH, None));
        let throw_away = self.draft.map(|_| {
            view! {
                <button class="secondary" type="submit" name=ACTION value=Action::ThrowAway.code() formnovalidate=true>
                    {say::THROW_AWAY}
                </button>
            }
        });
        view! {
            <div class="actions">
                {button(Action::Preview, say::PREVIEW_BUTTON, Some("secondary"))}
                {button(Action::Save, say::SAVE_DRAFT, Some("secondary"))}
                {button(Action::Submit, say::SUBMIT, None)}
                {publish}
                {throw_away}
                <p class="kept" id=KEPT role="status"></p>
                <a id=SIGN_IN_AGAIN href=StaffPage::SignIn.href() target="_blank" hidden=true>{say::SIGN_IN_AGAIN}</a>
            </div>
        }
        .into_any()
    }

    pub(super) fn form_fields(&self) -> FormFields<'_> {
        FormFields { typed: &self.typed, errors: &self.errors }
    }

    /// What families would see, what the price rules say of it, and what changes.
    fn preview(&self) -> AnyView {
        let content = match &self.parsed {
            Some(listing) => view! {
                <div id=FOLLOWED>
                    <h3>{say::PREVIEW_CHANGES}</h3>
                    {changes(&self.publication.territory, &self.published, listing)}
                    <h3>{say::FINDINGS}</h3>
                    {self.remarks(listing)}
                </div>
                <div class="public-page" id=PUBLIC_PAGE>{public_page(french(), &self.publication, listing, self.today)}</div>
            }
            .into_any(),
            None => {
                let words = match self.errors.len() {
                    1 => say::PREVIEW_WRONG_ONE.to_owned(),
                    count => fill(say::PREVIEW_WRONG, &[&count]),
                };
                view! { <div id=FOLLOWED><p class="warning">{words}</p></div> }.into_any()
            }
        };
        view! {
            <section class="preview" id=PREVIEW aria-labelledby="apercu-titre" tabindex="-1">
                <h2 id="apercu-titre">{say::PREVIEW}</h2>
                {content}
            </section>
        }
        .into_any()
    }

    /// The parts of the form, with the links that lead to each.
    pub fn sections(&self, teller: Teller) -> AnyView {
        let asked: Vec<Section> =
            Section::ALL.iter().copied().filter(|section| section.is_asked(&self.base, teller)).collect();
        let id = |section: Section| format!("partie-{}", section.code());
        let links: Vec<AnyView> = asked
            .iter()
            .map(|section| view! { <li><a href=format!("#{}", id(*section))>{section.title()}</a></li> }.into_any())
            .collect();
        let sections: Vec<AnyView> = asked
            .iter()
            .map(|section| {
                let provenance = (teller == Teller::City).then(|| self.provenance(*section));
                view! {
                    <section class="block" aria-labelledby=id(*section)>
                        <h2 id=id(*section)>{section.title()}</h2>
                        {self.fields(*section, teller)}
                        {provenance}
                    </section>
                }
                .into_any()
            })
            .collect();
        view! {
            <nav class="parts" aria-label=say::SECTIONS><ul>{links}</ul></nav>
            {sections}
        }
        .into_any()
    }

    /// The parts of a section: those that are not wide stand side by side.
    fn fields(&self, section: Section, teller: Teller) -> AnyView {
        let forms: Vec<_> = section.fields().map(|field| part(field).form).collect();
        let group = |alike: &[&'static dyn super::parts::PartForm]| {
            let fields: Vec<AnyView> = alike.iter().map(|form| form.controls(self, teller)).collect();
            if alike[0].is_wide() {
                fields.into_any()
            } else {
                view! { <div class="field-columns">{fields}</div> }.into_any()
            }
        };
        forms.chunk_by(|one, next| one.is_wide() == next.is_wide()).map(group).collect::<Vec<_>>().into_any()
    }
}
