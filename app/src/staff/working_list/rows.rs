//! The rows of the working list, and the availability that is changed in its row.

use domain::provider::completeness::completeness;
use domain::provider::listing::{Intake, Standing};
use domain::provider::parts::{ListingPart, PartState};
use domain::values::closed_list::ClosedList;
use domain::values::search;
use domain::{Listing, Territory};
use jiff::civil::Date;
use leptos::prelude::*;

use super::field;
use super::filters::column_words;
use super::query::Column;
use super::selection::care_hour;
use crate::format;
use crate::routes::StaffPage;
use crate::staff::french;
use crate::text::editor;
use crate::text::staff::{SERVICE, fill};
use crate::text::working_list as say;

/// What the rows are made with.
pub struct Rows<'a> {
    pub columns: &'a [Column],
    pub territory: &'a Territory,
    pub today: Date,
    /// Whether the person may change listings: then there are boxes, and selects of availability.
    pub changes: bool,
}

/// The date of a part in words.
pub fn state_words(state: PartState) -> String {
    match state {
        PartState::Missing => say::MISSING.to_owned(),
        PartState::NeverVerified => say::NEVER_VERIFIED.to_owned(),
        PartState::Fresh(day) => french().date(day),
        PartState::Stale(day) => fill(say::STALE_SINCE, &[&french().date(day)]),
    }
}

impl Rows<'_> {
    pub fn head(&self) -> AnyView {
        let tick = self.changes.then(|| view! { <th scope="col">{say::TICK}</th> });
        let columns: Vec<AnyView> = self
            .columns
            .iter()
            .map(|column| view! { <th scope="col">{column_words(*column)}</th> }.into_any())
            .collect();
        view! { <thead><tr>{tick}<th scope="col">{SERVICE}</th>{columns}</tr></thead> }.into_any()
    }

    pub fn row(&self, listing: &Listing, ticked: bool) -> AnyView {
        let name = search::readable(&listing.name.value);
        let tick = self.changes.then(|| {
            let label = fill(say::TICK_ONE, &[&name]);
            let value = listing.finess.to_string();
            view! { <td><input type="checkbox" name=field::SERVICE value=value checked=ticked aria-label=label/></td> }
        });
        let closed = match listing.standing {
            Standing::Open => None,
            Standing::ClosesOn(day) => Some(format!(" ({})", fill(editor::CLOSES_ON, &[&french().date(day)]))),
            Standing::ClosedSince(_) | Standing::ClosedByCity(_) => Some(format!(" ({})", editor::CLOSED)),
        };
        let cells: Vec<AnyView> = self.columns.iter().map(|column| self.cell(*column, listing, &name)).collect();
        view! {
            <tr>
                {tick}
                <th scope="row"><a href=StaffPage::Listing(listing.finess).href()>{name.clone()}</a>{closed}</th>
                {cells}
            </tr>
        }
        .into_any()
    }

    fn cell(&self, column: Column, listing: &Listing, name: &str) -> AnyView {
        let t = french();
        let address = listing.address.value();
        let text = match column {
            Column::Number => Some(listing.finess.to_string()),
            Column::Kind => Some(t.name(listing.kind).to_owned()),
            Column::Zone => {
                address.and_then(|address| self.territory.find_zone(address.zone)).map(|zone| zone.short.clone())
            }
            Column::Street => address.map(|address| address.street.clone()),
            Column::Phone => listing.phone.value().map(|phone| format::phone(phone.as_str())),
            Column::Entity => listing.legal_entity.map(|entity| entity.to_string()),
            Column::Complete => Some(fill(editor::PERCENT, &[&completeness(listing, self.today).percent()])),
            Column::Seen => Some(t.date(listing.last_seen())),
            Column::Price => care_hour(listing, self.today).map(|price| t.euros(price)),
            Column::Intake if self.changes && listing.standing.is_open() => {
                return self.intake_cell(listing, name);
            }
            Column::Intake => listing.availability_on(self.today).map(|known| t.name(known.value.intake).to_owned()),
            Column::ContactsState
            | Column::ActsState
            | Column::CoverageState
            | Column::PricesState
            | Column::QualityState
            | Column::AvailabilityState => column.part().map(|part| state_words(listing.part_state(part, self.today))),
        };
        view! { <td>{text}</td> }.into_any()
    }

    /// Saved at once where the browser can, else by the button beside it.
    fn intake_cell(&self, listing: &Listing, name: &str) -> AnyView {
        let t = french();
        let stated = listing.availability.value().map(|value| value.intake);
        let holds = listing.availability_on(self.today).map(|known| known.value.intake);
        let options: Vec<AnyView> = Intake::ALL
            .iter()
            .map(|intake| {
                let selected = holds == Some(*intake);
                view! { <option value=intake.code() selected=selected>{t.name(*intake)}</option> }.into_any()
            })
            .collect();
        let seen = match listing.part_state(ListingPart::Availability, self.today) {
            PartState::Fresh(day) => Some(fill(say::SEEN_ON, &[&t.date(day)])),
            PartState::Stale(day) => Some(fill(say::EXPIRED, &[&t.date(day)])),
            PartState::Missing | PartState::NeverVerified => None,
        };
        let finess = listing.finess;
        let before = stated.map(ClosedList::code).unwrap_or_default();
        view! {
            <td class="in-place">
                <select name=field::intake(finess) aria-label=fill(say::INTAKE_OF, &[&name]) data-service=finess.to_string()
                    data-before=before>
                    <option value="">{say::INTAKE_UNKNOWN}</option>
                    {options}
                </select>
                <input type="hidden" name=field::intake_before(finess) value=before/>
                <button class="secondary" type="submit" name=field::SAVE value=finess.to_string()
                    aria-label=fill(say::SAVE_ONE, &[&name])>
                    {say::SAVE}
                </button>
                <span class="hint" id=format!("vue-{finess}")>{seen}</span>
            </td>
        }
        .into_any()
    }
}
