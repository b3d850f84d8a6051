//! Two versions of a listing side by side: what both changed is chosen part by part.

use domain::values::closed_list::ClosedList;
use domain::{Field, Listing, Territory};
use maud::html;

use super::edit::{EDITION, VERSION};
use super::words::{label, sourced};
use crate::access::Staff;
use crate::error::FieldError;
use crate::markup::{error_summary, field_message};
use crate::routes::StaffPage;
use crate::staff::typed::Typed;
use crate::staff::{Screen, french};
use crate::text::editor as say;
use crate::text::staff::fill;

domain::closed_list! {
    /// Whose version of a part is taken.
    Side {
        Draft = "brouillon",
        Published = "publie",
    }
}

/// The field of a choice: "choix-tariffs".
pub fn choice(field: Field) -> String {
    format!("choix-{}", field.code())
}

/// Parts taken from the draft, or those of which nothing was chosen.
///
/// # Errors
/// A message for each part that nothing was chosen for.
pub fn parse(typed: &Typed, disputed: &[Field]) -> Result<Vec<Field>, Vec<FieldError>> {
    let (mut taken, mut errors) = (Vec::new(), Vec::new());
    for field in disputed.iter().copied() {
        match Side::from_code(typed.get(&choice(field))) {
            Some(Side::Draft) => taken.push(field),
            Some(Side::Published) => {}
            None => errors.push(FieldError::new(choice(field), say::MERGE_CHOOSE)),
        }
    }
    if errors.is_empty() { Ok(taken) } else { Err(errors) }
}

/// Where two versions meet.
pub struct Meeting<'a> {
    pub territory: &'a Territory,
    pub number: u32,
    pub edition: u32,
    /// The version that the draft was begun from, as it was.
    pub base: (&'a Listing, u32),
    pub draft: &'a Listing,
    pub published: (&'a Listing, u32),
    pub disputed: &'a [Field],
    pub typed: &'a Typed,
    pub errors: &'a [FieldError],
}

impl Meeting<'_> {
    pub fn screen(&self, staff: &Staff) -> Screen {
        let t = french();
        let sourced = |listing: &Listing, field: Field| sourced(t, self.territory, listing, field);
        let way = |field: Field, side: Side, whose: &str, words: &str| {
            let name = choice(field);
            html! {
                label.box {
                    input type="radio" id=[(side == Side::Draft).then_some(&name)] name=(name) value=(side.code()) required
                        checked[self.typed.has(&name, side.code())];
                    span { strong { (whose) } " : " (words) }
                }
            }
        };
        let body = html! {
            h1 { (say::MERGE) }
            (error_summary(t, self.errors))
            p { (fill(say::MERGE_WHY, &[&self.number, &self.base.1, &self.published.1])) }
            form.need method="post" action=(StaffPage::Merge(self.number).href()) {
                input type="hidden" name=(EDITION) value=(self.edition);
                input type="hidden" name=(VERSION) value=(self.published.1);
                @if self.disputed.is_empty() { p { (say::MERGE_NONE) } }
                @for field in self.disputed.iter().copied() {
                    fieldset.field {
                        legend { (label(field)) }
                        p.hint { (fill(say::MERGE_BASE, &[&sourced(self.base.0, field)])) }
                        (field_message(self.errors, &choice(field)))
                        div {
                            (way(field, Side::Draft, say::MERGE_MINE, &sourced(self.draft, field)))
                            (way(field, Side::Published, say::MERGE_THEIRS, &sourced(self.published.0, field)))
                        }
                    }
                }
                button type="submit" { (say::MERGE_BUTTON) }
            }
        };
        Screen::new(Some(staff), say::MERGE, body).with_status(if self.errors.is_empty() { 200 } else { 422 })
    }
}
