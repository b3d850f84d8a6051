//! The result for a list form: the need, and the comparison for it. Computed in the same way by the server and in the
//! browser.

use domain::aids::{AidRules, Situation};
use domain::ranking::changes::{Changes, find_changes};
use domain::ranking::comparison::{Comparison, Part};
use domain::ranking::selection::{Filter, Selection};
use domain::{Catalogue, Need, Parameters, Territory, compare};
use jiff::civil::Date;

use super::list_form::ListForm;
use crate::aids::form::day_error;
use crate::error::FieldError;
use crate::need::form::{PAGE_SIZE, START};
use crate::text::Words;

/// The excluded services are counted by reason, not named: the page of a service says why it does not suit.
const EXCLUDED_NAMED: usize = 0;

/// The data behind a list: one publication, and the day.
#[derive(Clone, Copy)]
pub struct Published<'a> {
    pub catalogue: &'a Catalogue,
    pub territory: &'a Territory,
    pub parameters: &'a Parameters,
    pub today: Date,
}

/// A list form with its result.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    pub form: ListForm,
    pub comparison: Comparison,
    pub selection: Selection,
    /// Page number, from 1.
    pub page: usize,
    /// What is left to pay is that of the services of the page, and had no part in their ranking (`super::asked`).
    pub to_pay_apart: bool,
    /// The changes of the need that help, where they were looked for.
    pub changes: Option<Changes>,
}

impl Answered {
    /// How many services the list has, on all its pages.
    pub fn listed(&self) -> u32 {
        self.comparison.filtered.all()
    }

    /// How many services it would have without filters.
    pub fn possible(&self) -> u32 {
        self.comparison.counts.ranked() + self.comparison.counts.to_confirm
    }

    /// Looks for the changes of the need that help, for the first page of a list. None for another page, or where the law
    /// has no values for the situation on the start of the need.
    pub fn find_changes(&self, situation: Option<&Situation>, published: Published<'_>) -> Option<Changes> {
        let Published { catalogue, territory, parameters, today } = published;
        let need = Need::try_from(self.comparison.need.clone()).ok().filter(|_| self.page == 1)?;
        let start = need.terms().start;
        let aids = situation.map(|situation| AidRules::on(parameters, start, situation)).transpose().ok()?;
        let filters = self.selection.filters;
        Some(find_changes(catalogue, territory, &need, aids.as_ref(), parameters, today, filters))
    }

    pub fn pages(&self) -> usize {
        (self.listed() as usize).div_ceil(PAGE_SIZE).max(1)
    }

    /// "14e"
    pub fn place<'a>(&self, territory: &'a Territory) -> &'a str {
        territory.find_zone(self.comparison.need.zone).map_or("", |zone| zone.short.as_str())
    }

    /// Whether the near start of the need leaves out services known to take nobody.
    pub fn leaves_out_full(&self, today: Date) -> bool {
        self.selection.filters.contains(Filter::NotFull)
            && self.form.view.leaves_out_full(self.comparison.need.start, today)
    }
}

/// Computes the result of a form, with the reasons of the first `count` services of its page, and on the first page the best
/// pairs of services, if they are wanted.
///
/// # Errors
/// Every field that is wrong.
pub fn answer(
    t: Words,
    form: &ListForm,
    situation: Option<&Situation>,
    published: Published<'_>,
    count: usize,
    pairs: bool,
) -> Result<Answered, Vec<FieldError>> {
    let need = form.need.parse(t, published.territory, published.today)?;
    let start = need.terms().start;
    let aids = situation.map(|situation| AidRules::on(published.parameters, start, situation)).transpose();
    let aids = aids.map_err(|error| vec![day_error(t, START, error)])?;
    Ok(answer_need(form, &need, aids.as_ref(), published, count, pairs))
}

/// The same for the need and the aids that were read from the form.
pub fn answer_need(
    form: &ListForm,
    need: &Need,
    aids: Option<&AidRules>,
    published: Published<'_>,
    count: usize,
    pairs: bool,
) -> Answered {
    let Published { catalogue, territory, parameters, today } = published;
    // A page number that cannot be read counts as past the end of the list.
    let page = form.need.page_number().unwrap_or(usize::MAX / PAGE_SIZE);
    let selection = form.view.selection(need.terms().start, today);
    let part = Part {
        selection,
        first: (page - 1) * PAGE_SIZE,
        count: count.min(PAGE_SIZE),
        excluded: EXCLUDED_NAMED,
        pairs: pairs && page == 1,
        ..Part::EVERYTHING
    };
    let comparison = compare(catalogue, territory, need, aids, parameters, today, part);
    let form = ListForm { need: form.need.with_weights(&need.terms().weights).on_page(page), ..form.clone() };
    Answered { form, comparison, selection, page, to_pay_apart: false, changes: None }
}
