//! The form of a listing: its sections, the preview of what families would see, and what can be done with it.

use domain::provider::price_rules::findings;
use domain::values::closed_list::ClosedList;
use domain::{Field, Listing, Territory};
use jiff::civil::Date;
use leptos::prelude::RenderHtml;
use maud::{Markup, PreEscaped, html};

use super::Section;
use super::form::{Teller, names as n, reviewed_name, seen_name, source_name};
use super::parts::part;
use super::words::{label, sourced};
use crate::access::{Role, Staff};
use crate::error::FieldError;
use crate::markup::error_summary;
use crate::ports::Publication;
use crate::provider::page::preview as public_page;
use crate::routes::StaffPage;
use crate::staff::controls::Controls;
use crate::staff::findings::finding_words;
use crate::staff::typed::Typed;
use crate::staff::{Screen, french};
use crate::text::editor as say;
use crate::text::staff::fill;

/// Names of what goes with the form.
pub const ACTION: &str = "action";
/// The published version that it was filled from.
pub const VERSION: &str = "version";
/// The listing that it is about, in case its draft is gone.
pub const FINESS: &str = "finess";
/// The edition of the draft that it was filled from; 0 without a draft.
pub const EDITION: &str = "edition";

domain::closed_list! {
    /// What to do with the form.
    Action {
        Preview = "apercu",
        Save = "enregistrer",
        Submit = "soumettre",
        Publish = "publier",
        ThrowAway = "jeter",
    }
}

/// Id of the preview, which the browser replaces.
pub const PREVIEW: &str = "apercu";

/// A form being filled, and what it is about.
pub struct Editing<'a> {
    pub publication: &'a Publication,
    /// What the form was filled from: the draft, or the published listing.
    pub base: &'a Listing,
    /// What is published, or was when the draft was begun.
    pub published: &'a Listing,
    pub version: u32,
    /// Number and edition of the draft, once there is one.
    pub draft: Option<(u32, u32)>,
    /// The published listing has moved on since.
    pub behind: bool,
    pub typed: &'a Typed,
    pub errors: &'a [FieldError],
    /// The listing that the form says, where it is right.
    pub parsed: Option<&'a Listing>,
    /// What was just done.
    pub done: Option<&'a str>,
    pub today: Date,
}

impl<'a> Editing<'a> {
    /// The form of a published listing before anyone touched it. `typed` was filled from it.
    pub fn untouched(
        publication: &'a Publication,
        listing: &'a Listing,
        version: u32,
        typed: &'a Typed,
        today: Date,
    ) -> Self {
        Self {
            publication,
            base: listing,
            published: listing,
            version,
            draft: None,
            behind: false,
            typed,
            errors: &[],
            parsed: Some(listing),
            done: None,
            today,
        }
    }

    fn action(&self) -> String {
        match self.draft {
            Some((number, _)) => StaffPage::Draft(number).href(),
            None => StaffPage::Edit(self.base.finess).href(),
        }
    }

    pub fn screen(&self, staff: &Staff) -> Screen {
        let name = domain::values::search::readable(&self.base.name.value);
        let title = fill(say::EDITING, &[&name]);
        let body = html! {
            h1 { (title) }
            @if let Some(done) = self.done { p.thanks role="status" { (done) } }
            (error_summary(french(), self.errors))
            @if let (true, Some((number, _))) = (self.behind, self.draft) {
                div.warning role="note" { p { (say::BEHIND) } p { a href=(StaffPage::Merge(number).href()) { (say::BEHIND_LINK) } } }
            }
            p.ways {
                a href=(StaffPage::Listing(self.base.finess).href()) { (say::SHEET_LINK) } " "
                a href=(StaffPage::History(self.base.finess).href()) { (say::HISTORY) }
            }
            p.hint { (say::SECTION_HELP) }
            div.editor {
                form.need method="post" action=(self.action()) autocomplete="off" data-preview=(PREVIEW) {
                    button.first-button type="submit" name=(ACTION) value=(Action::Preview.code()) tabindex="-1" aria-hidden="true" { (say::PREVIEW_BUTTON) }
                    input type="hidden" name=(VERSION) value=(self.version);
                    input type="hidden" name=(FINESS) value=(self.base.finess);
                    input type="hidden" name=(EDITION) value=(self.draft.map_or(0, |(_, edition)| edition));
                    (self.sections(Teller::City))
                    (self.controls().area(n::NOTE, say::NOTE, say::NOTE_HINT, 1000))
                    div.actions {
                        button.secondary type="submit" name=(ACTION) value=(Action::Preview.code()) { (say::PREVIEW_BUTTON) }
                        button.secondary type="submit" name=(ACTION) value=(Action::Save.code()) { (say::SAVE_DRAFT) }
                        button type="submit" name=(ACTION) value=(Action::Submit.code()) { (say::SUBMIT) }
                        @if staff.role.admits(Role::Publisher) && !self.behind {
                            button type="submit" name=(ACTION) value=(Action::Publish.code()) { (say::PUBLISH) }
                        }
                        @if self.draft.is_some() {
                            button.secondary type="submit" name=(ACTION) value=(Action::ThrowAway.code()) formnovalidate { (say::THROW_AWAY) }
                        }
                    }
                }
                (self.preview())
            }
        };
        Screen::new(Some(staff), &title, body).with_status(if self.errors.is_empty() { 200 } else { 422 }).with_script()
    }

    pub(super) fn controls(&self) -> Controls<'_> {
        Controls { typed: self.typed, errors: self.errors }
    }

    /// What families would see, what the price rules say of it, and what changes.
    pub fn preview(&self) -> Markup {
        html! {
            section.preview id=(PREVIEW) aria-labelledby="apercu-titre" tabindex="-1" {
                h2 id="apercu-titre" { (say::PREVIEW) }
                @match self.parsed {
                    Some(listing) => {
                        h3 { (say::PREVIEW_CHANGES) }
                        (changes(&self.publication.territory, self.published, listing))
                        h3 { (say::FINDINGS) }
                        (remarks(listing, self.publication, self.today))
                        // A view writes its texts escaped.
                        div.public-page { (PreEscaped(public_page(french(), self.publication, listing, self.today).to_html())) }
                    }
                    None => p.warning {
                        @if self.errors.len() == 1 { (say::PREVIEW_WRONG_ONE) } @else { (fill(say::PREVIEW_WRONG, &[&self.errors.len()])) }
                    },
                }
            }
        }
    }

    pub fn sections(&self, teller: Teller) -> Markup {
        let asked = || Section::ALL.iter().copied().filter(|section| section.is_asked(self.base, teller));
        html! {
            nav.parts aria-label=(say::SECTIONS) {
                ul { @for section in asked() { li { a href={ "#partie-" (section.code()) } { (section.title()) } } } }
            }
            @for section in asked() {
                section.block aria-labelledby={ "partie-" (section.code()) } {
                    h2 id={ "partie-" (section.code()) } { (section.title()) }
                    (self.fields(section, teller))
                    @if teller == Teller::City { (self.provenance(section)) }
                }
            }
        }
    }

    /// The parts of a section: those that are not wide stand side by side.
    fn fields(&self, section: Section, teller: Teller) -> Markup {
        let forms: Vec<_> = section.fields().map(|field| part(field).form).collect();
        html! {
            @for alike in forms.chunk_by(|one, next| one.is_wide() == next.is_wide()) {
                @if alike[0].is_wide() {
                    @for form in alike { (form.controls(self, teller)) }
                } @else {
                    div.field-columns { @for form in alike { (form.controls(self, teller)) } }
                }
            }
        }
    }

    /// Who stated it, when, and whether the rest was checked.
    fn provenance(&self, section: Section) -> Markup {
        let controls = self.controls();
        let sources = [("service", say::SAID_BY_PROVIDER), ("ville", say::SAID_BY_CITY)]
            .map(|(code, words)| (code.to_owned(), words.to_owned()));
        html! {
            div.provenance {
                div.field-columns {
                    (controls.select(&source_name(section), say::WHO_SAID, say::CHOOSE, &sources))
                    (controls.input(&seen_name(section), say::SEEN_ON, "", "date"))
                }
                (controls.tick(&reviewed_name(section), say::REVIEWED))
            }
        }
    }
}

/// What differs between two states of a listing, part by part.
pub fn changes(territory: &Territory, before: &Listing, after: &Listing) -> Markup {
    let t = french();
    let both = |field: &Field| (sourced(t, territory, before, *field), sourced(t, territory, after, *field));
    let changed: Vec<(Field, String, String)> = Field::ALL
        .iter()
        .map(|field| (*field, both(field)))
        .filter(|(_, (before, after))| before != after)
        .map(|(field, (before, after))| (field, before, after))
        .collect();
    html! {
        @if changed.is_empty() { p { (say::NO_CHANGE) } } @else { (changes_table(&changed)) }
    }
}

/// Parts with what they were and what they are.
pub fn changes_table(changed: &[(Field, String, String)]) -> Markup {
    html! {
        table.changes {
            caption.visually-hidden { (say::PREVIEW_CHANGES) }
            thead { tr { @for column in [say::PART, say::BEFORE, say::AFTER] { th scope="col" { (column) } } } }
            tbody {
                @for (field, before, after) in changed {
                    tr { th scope="row" { (label(*field)) } td { (before) } td { (after) } }
                }
            }
        }
    }
}

/// What the price rules say of a listing.
pub fn remarks(listing: &Listing, publication: &Publication, today: Date) -> Markup {
    let found = findings(listing, &publication.parameters, today);
    html! {
        @if found.is_empty() { p { (say::NO_FINDING) } } @else {
            ul {
                @for finding in &found {
                    li {
                        (finding_words(french(), finding))
                        @if !finding.article.is_empty() { " (" (finding.article) ")" }
                    }
                }
            }
        }
    }
}
