//! Two versions of a listing side by side: what both changed is chosen part by part.

use std::sync::Arc;

use domain::values::closed_list::ClosedList;
use domain::{Field, Listing};
use leptos::prelude::*;

use super::edit::{EDITION, VERSION};
use super::words::{label, sourced};
use crate::access::Staff;
use crate::error::FieldError;
use crate::ports::Publication;
use crate::routes::StaffPage;
use crate::staff::typed::Typed;
use crate::staff::{Screen, french};
use crate::text::editor as say;
use crate::text::staff::fill;
use crate::ui::forms::{error_summary, field_message, hidden_fields};

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
pub struct Meeting {
    pub publication: Arc<Publication>,
    pub number: u32,
    pub edition: u32,
    /// The version that the draft was begun from, as it was.
    pub base: (Listing, u32),
    pub draft: Listing,
    pub published: (Listing, u32),
    pub disputed: Vec<Field>,
    pub typed: Typed,
    pub errors: Vec<FieldError>,
}

impl Meeting {
    pub fn screen(self, staff: &Staff) -> Screen {
        let status = if self.errors.is_empty() { 200 } else { 422 };
        Screen::of(Some(staff), say::MERGE, move || self.body()).with_status(status)
    }

    fn body(&self) -> AnyView {
        let hidden = [(EDITION, self.edition.to_string()), (VERSION, self.published.1.to_string())];
        let none = self.disputed.is_empty().then(|| view! { <p>{say::MERGE_NONE}</p> });
        let choices: Vec<AnyView> = self.disputed.iter().map(|field| self.choice(*field)).collect();
        view! {
            <h1>{say::MERGE}</h1>
            {error_summary(french(), &self.errors)}
            <p>{fill(say::MERGE_WHY, &[&self.number, &self.base.1, &self.published.1])}</p>
            <form class="need" method="post" action=StaffPage::Merge(self.number).href()>
                {hidden_fields(hidden)}
                {none}
                {choices}
                <button type="submit">{say::MERGE_BUTTON}</button>
            </form>
        }
        .into_any()
    }

    /// The two versions of a part, to choose between.
    fn choice(&self, field: Field) -> AnyView {
        let sourced = |listing: &Listing| sourced(french(), &self.publication.territory, listing, field);
        let way = |side: Side, whose: &'static str, listing: &Listing| {
            let name = choice(field);
            let id = (side == Side::Draft).then(|| name.clone());
            let chosen = self.typed.has(&name, side.code());
            let words = format!(" : {}", sourced(listing));
            view! {
                <label class="box">
                    <input type="radio" id=id name=name value=side.code() required=true checked=chosen/>
                    <span><strong>{whose}</strong>{words}</span>
                </label>
            }
            .into_any()
        };
        view! {
            <fieldset class="field">
                <legend>{label(field)}</legend>
                <p class="hint">{fill(say::MERGE_BASE, &[&sourced(&self.base.0)])}</p>
                {field_message(&self.errors, &choice(field))}
                <div>
                    {way(Side::Draft, say::MERGE_MINE, &self.draft)}
                    {way(Side::Published, say::MERGE_THEIRS, &self.published.0)}
                </div>
            </fieldset>
        }
        .into_any()
    }
}
