//! What a form of the editor is about, and the listing that it says.

use std::sync::Arc;

use app::error::FieldError;
use app::ports::Publication;
use app::staff::listing::edit::{DRAFT, EDITION, Editing, FINESS, VERSION};
use app::staff::listing::form::{Teller, parse};
use app::staff::listing::preview::{Remark, remarks_of};
use app::staff::typed::Typed;
use domain::Listing;
use jiff::civil::Date;

use super::super::listings::stored;
use super::super::{OfficeError, StaffState};
use crate::history::{at_version, put_back};
use crate::storage::Versioned;
use crate::storage::drafts::Draft;

/// What a draft was begun from. Where the journal does not say it, what is published now.
pub(in crate::http::staff) async fn begun_from(
    desk: &StaffState,
    current: &Versioned,
    version: u32,
) -> Result<Option<Listing>, OfficeError> {
    if current.version == version {
        return Ok(Some(current.listing.clone()));
    }
    let revisions = desk.office.store.list_revisions(current.listing.finess).await?;
    // A journal with a row that cannot be read does not say it.
    Ok(revisions.whole().and_then(|revisions| at_version(&revisions, version).ok()))
}

/// The version that a form was filled from; one that is not there yet is the present one.
fn version_of(typed: &Typed, current: u32) -> u32 {
    typed.get(VERSION).parse().ok().filter(|version| (1..=current).contains(version)).unwrap_or(current)
}

/// What a form is about: the listing as it is, the draft that the form was filled from, what that was begun from.
pub(super) struct Work {
    pub(super) publication: Arc<Publication>,
    pub(super) today: Date,
    pub(super) current: Versioned,
    pub(super) read: Option<Draft>,
    pub(super) version: u32,
    pub(super) published: Listing,
}

impl Work {
    pub(super) async fn of(
        desk: &StaffState,
        current: Versioned,
        read: Option<Draft>,
        typed: &Typed,
    ) -> Result<Self, OfficeError> {
        let version =
            read.as_ref().map_or_else(|| version_of(typed, current.version), |draft| draft.draft.content.based_on);
        let published = begun_from(desk, &current, version).await?.unwrap_or_else(|| current.listing.clone());
        Ok(Self {
            publication: desk.site.published.catalogue(),
            today: desk.today(),
            current,
            read,
            version,
            published,
        })
    }

    /// What a form that names its listing and its draft is about; none where the listing is not there.
    pub(super) async fn named(desk: &StaffState, typed: &Typed) -> Result<Option<Self>, OfficeError> {
        let Some(current) = stored(desk, typed.get(FINESS)).await? else { return Ok(None) };
        let number = typed.get(DRAFT).parse().unwrap_or_default();
        let edition = typed.get(EDITION).parse().unwrap_or_default();
        let read = desk.office.store.find_edition(number, edition).await?;
        let read = read.filter(|draft| draft.finess() == current.listing.finess);
        Ok(Some(Self::of(desk, current, read, typed).await?))
    }

    fn base(&self) -> &Listing {
        self.read.as_ref().map_or(&self.published, |draft| &draft.draft.content.listing)
    }

    pub(super) fn is_behind(&self) -> bool {
        self.version != self.current.version
    }

    /// Number of the draft; 0 where there is none.
    pub(super) fn draft(&self) -> u32 {
        self.read.as_ref().map_or(0, |draft| draft.number)
    }

    /// The listing that a form says.
    pub(super) fn parse(&self, typed: &Typed) -> Result<Listing, Vec<FieldError>> {
        let parsed = parse(typed, self.base(), &self.publication.territory, Teller::City, self.today)?;
        Ok(put_back(&parsed, self.base(), &self.published))
    }

    /// What is most likely a slip and does not stand in the published listing already.
    pub(super) fn to_confirm(&self, listing: &Listing, dismissed: &[(String, String)]) -> Vec<Remark> {
        let known = remarks_of(&self.published, &self.publication, self.today);
        let mut asked = remarks_of(listing, &self.publication, self.today);
        asked.retain(|remark| {
            remark.asks && !known.contains(remark) && dismissed.iter().all(|(key, _)| *key != remark.key)
        });
        asked
    }

    pub(super) fn editing(&self, typed: Typed) -> Editing {
        Editing {
            publication: Arc::clone(&self.publication),
            base: self.base().clone(),
            published: self.published.clone(),
            version: self.version,
            draft: self.read.as_ref().map(|draft| (draft.number, draft.edition)),
            behind: self.is_behind(),
            typed,
            errors: Vec::new(),
            parsed: None,
            done: None,
            resumed: None,
            to_confirm: Vec::new(),
            dismissed: Vec::new(),
            returned: None,
            submitted: false,
            drafts: Vec::new(),
            today: self.today,
        }
    }
}
