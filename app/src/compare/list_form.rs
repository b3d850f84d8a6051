//! All that a list answers and that may stand in an address: the need, the filters and the order of the list, the services
//! that were ticked. Never the situation.

use domain::Finess;
use domain::ranking::selection::{Filter, Selection, Sort};
use domain::values::closed_list::{ClosedList, Set};
use jiff::civil::Date;

use crate::need::form::NeedForm;
use crate::query;

/// Name of the field of the order.
pub const SORT: &str = "tri";
/// Name of the fields of the filters.
pub const FILTER: &str = "filtre";
/// Name of the field by which those who take nobody are listed too, where a start that is near would leave them out.
pub const WITH_FULL: &str = "complets";
/// Name of the boxes that choose a service.
pub const CHOSEN: &str = "service";
/// Name of the buttons that switch a filter, or forget what was ticked.
pub const SWITCH: &str = "bascule";
/// What `SWITCH` sends to forget what was ticked.
pub const SWITCH_CHOSEN: &str = "choix";
/// Services that stand side by side at most.
pub const MOST_CHOSEN: usize = 4;
/// A start this many days away at most leaves out who takes nobody.
const SOON: i32 = 14;

/// What an address or the form of the list says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListForm {
    pub need: NeedForm,
    pub view: View,
    /// In the order in which they were ticked. More than `MOST_CHOSEN` where a page without a script sent more.
    pub chosen: Vec<Finess>,
}

/// Which part of the answer is listed, and in which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    pub sort: Sort,
    pub filters: Set<Filter>,
    /// Those who take nobody are listed even where the start is near.
    pub with_full: bool,
}

impl View {
    /// What is listed for a need that starts on a day.
    pub fn selection(&self, start: Date, today: Date) -> Selection {
        let filters =
            if self.leaves_out_full(start, today) { self.filters.with(Filter::FreePlaces) } else { self.filters };
        Selection { sort: self.sort, filters }
    }

    /// Whether a start that is near switches the filter of free places on by itself.
    pub fn leaves_out_full(&self, start: Date, today: Date) -> bool {
        !self.with_full && is_soon(start, today)
    }

    /// The same with a filter the other way.
    #[must_use]
    pub fn switched(mut self, filter: Filter, start: Date, today: Date) -> Self {
        let on = self.selection(start, today).filters.contains(filter);
        self.filters = if on { self.filters.minus(Set::EMPTY.with(filter)) } else { self.filters.with(filter) };
        if filter == Filter::FreePlaces {
            self.with_full = on && is_soon(start, today);
            if !on && is_soon(start, today) {
                self.filters = self.filters.minus(Set::EMPTY.with(filter));
            }
        }
        self
    }
}

fn is_soon(start: Date, today: Date) -> bool {
    use domain::time::calendar::day_number;
    day_number(start) - day_number(today) <= SOON
}

impl ListForm {
    /// Reads a query string or the body of a form. What is no code of a filter or an order counts as absent: a list in the
    /// usual order is a better answer than an error.
    pub fn from_query(query: &str) -> Self {
        let mut form = Self { need: NeedForm::from_query(query), ..Self::default() };
        for (name, value) in query::pairs(query) {
            let value = value.trim();
            match name.as_ref() {
                SORT => form.view.sort = Sort::from_code(value).unwrap_or_default(),
                FILTER => {
                    if let Some(filter) = Filter::from_code(value) {
                        form.view.filters = form.view.filters.with(filter);
                    }
                }
                WITH_FULL => form.view.with_full = value == "oui",
                CHOSEN => {
                    if let Ok(finess) = value.parse()
                        && !form.chosen.contains(&finess)
                    {
                        form.chosen.push(finess);
                    }
                }
                _ => {}
            }
        }
        form
    }

    /// The same after the button that was pressed without a script, if it switches something.
    #[must_use]
    pub fn after_switch(mut self, query: &str, start: Date, today: Date) -> Self {
        for (_, value) in query::pairs(query).filter(|(name, _)| name == SWITCH) {
            if value == SWITCH_CHOSEN {
                self.chosen.clear();
            } else if let Some(filter) = Filter::from_code(&value) {
                self.view = self.view.switched(filter, start, today);
            }
        }
        self
    }

    /// Names and values, of what is no default alone.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = self.need.pairs();
        pairs.extend(self.view_pairs());
        pairs.extend(self.chosen.iter().map(|finess| (CHOSEN.to_owned(), finess.to_string())));
        pairs
    }

    /// Those of the filters and the order.
    pub fn view_pairs(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        let mut add = |name: &str, value: &str| pairs.push((name.to_owned(), value.to_owned()));
        if self.view.sort != Sort::default() {
            add(SORT, self.view.sort.code());
        }
        self.view.filters.iter().for_each(|filter| add(FILTER, filter.code()));
        if self.view.with_full {
            add(WITH_FULL, "oui");
        }
        pairs
    }

    /// The query string that gives this form back.
    pub fn to_query(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(self.pairs()).finish()
    }

    #[must_use]
    pub fn on_page(&self, page: usize) -> Self {
        Self { need: self.need.on_page(page), ..self.clone() }
    }

    /// Whether an address says more than it must: an empty value, a default, a button that was pressed.
    pub fn is_wordy(&self, query: &str) -> bool {
        let short = self.pairs();
        query::pairs(query).any(|(name, value)| {
            let value = value.trim();
            value.is_empty() || name == SWITCH || (is_ours(&name) && !short.iter().any(|(own, _)| *own == *name))
        })
    }
}

/// Whether a name is one of the list's: those of campaigns stay where they are.
fn is_ours(name: &str) -> bool {
    matches!(name, SORT | FILTER | WITH_FULL | "page") || name.starts_with("poids-")
}

#[cfg(test)]
mod tests {
    use domain::ranking::selection::{Filter, Sort};
    use jiff::civil::date;

    use super::ListForm;

    const TODAY: jiff::civil::Date = date(2026, 11, 28);

    #[test]
    fn an_address_says_filters_order_and_ticks_and_nothing_that_goes_without_saying() {
        let form = ListForm::from_query("lieu=14e&tri=prix&filtre=horaires&filtre=emploie&service=750000018&page=2");
        assert_eq!(form.view.sort, Sort::Price);
        assert!(form.view.filters.contains(Filter::AllHours) && form.view.filters.contains(Filter::Employs));
        assert_eq!(form.chosen.len(), 1);
        assert_eq!(ListForm::from_query(&form.to_query()), form);
        let usual = ListForm::from_query("lieu=14e&tri=criteres&complets=&page=");
        assert_eq!(usual.to_query(), "lieu=14e");
        assert!(usual.is_wordy("lieu=14e&tri=criteres") && usual.is_wordy("lieu=14e&debut="));
        assert!(!usual.is_wordy("lieu=14e&utm_source=lettre"));
    }

    #[test]
    fn a_start_that_is_near_leaves_out_who_takes_nobody_until_that_is_taken_off() {
        let form = ListForm::from_query("lieu=14e");
        let near = date(2026, 12, 5);
        let far = date(2027, 2, 1);
        assert!(form.view.selection(near, TODAY).filters.contains(Filter::FreePlaces));
        assert!(!form.view.selection(far, TODAY).filters.contains(Filter::FreePlaces));
        let off = form.view.switched(Filter::FreePlaces, near, TODAY);
        assert!(off.with_full && off.selection(near, TODAY).filters.is_empty());
        let on = off.switched(Filter::FreePlaces, near, TODAY);
        assert_eq!(on, form.view);
        let far_on = form.view.switched(Filter::FreePlaces, far, TODAY);
        assert!(far_on.filters.contains(Filter::FreePlaces));
        assert_eq!(far_on.switched(Filter::FreePlaces, far, TODAY), form.view);
    }

    #[test]
    fn a_button_pressed_without_a_script_switches_and_forgets() {
        let query = "lieu=14e&service=750000018&bascule=horaires";
        let form = ListForm::from_query(query).after_switch(query, date(2027, 2, 1), TODAY);
        assert_eq!(form.to_query(), "lieu=14e&filtre=horaires&service=750000018");
        let query = "lieu=14e&filtre=horaires&service=750000018&bascule=choix";
        let form = ListForm::from_query(query).after_switch(query, date(2027, 2, 1), TODAY);
        assert_eq!(form.to_query(), "lieu=14e&filtre=horaires");
    }
}
