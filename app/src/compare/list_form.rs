//! Everything a list depends on that may stand in an address: the need, the filters and the order of the list, and the
//! ticked services. Never the situation.

use domain::Finess;
use domain::ranking::selection::{Filter, Selection, Sort};
use domain::values::closed_list::{ClosedList, Set};
use jiff::civil::Date;

use crate::need::form::NeedForm;
use crate::query;

/// Name of the field that chooses the order.
pub const SORT: &str = "tri";
/// Name of the filter fields.
pub const FILTER: &str = "filtre";
/// Name of the field that also lists services known to take nobody, when a near start would leave them out.
pub const WITH_FULL: &str = "complets";
/// Name of the boxes that choose a service.
pub const CHOSEN: &str = "service";
/// Name of the buttons that switch a filter, or untick every service.
pub const SWITCH: &str = "bascule";
/// Value of `SWITCH` that unticks every service.
pub const SWITCH_CHOSEN: &str = "choix";
/// Most services that can be compared side by side.
pub const MOST_CHOSEN: usize = 4;
/// If the need starts within this many days, services known to take nobody are left out at first.
const SOON: i32 = 14;

/// The contents of an address or of the form of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListForm {
    pub need: NeedForm,
    pub view: View,
    /// In the order in which they were ticked. A page without a script may send more than `MOST_CHOSEN`.
    pub chosen: Vec<Finess>,
}

/// Which services are listed, and in which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    pub sort: Sort,
    pub filters: Set<Filter>,
    /// Services known to take nobody are listed even when the start is near.
    pub with_full: bool,
}

impl View {
    /// The filters that apply to a need that starts on a given day.
    pub fn selection(&self, start: Date, today: Date) -> Selection {
        let filters =
            if self.leaves_out_full(start, today) { self.filters.with(Filter::NotFull) } else { self.filters };
        Selection { sort: self.sort, filters }
    }

    /// Whether the filter "not full" is on because the need starts soon.
    pub fn leaves_out_full(&self, start: Date, today: Date) -> bool {
        !self.with_full && is_soon(start, today)
    }

    /// The same, so that a list of another start has these filters too: one that is far off leaves nobody out by itself.
    #[must_use]
    pub fn keeping(mut self, filters: Set<Filter>, start: Date, today: Date) -> Self {
        self.filters = self.filters.union(filters.minus(self.selection(start, today).filters));
        self
    }

    /// The same filters with one of them switched.
    #[must_use]
    pub fn switched(mut self, filter: Filter, start: Date, today: Date) -> Self {
        let on = self.selection(start, today).filters.contains(filter);
        self.filters = if on { self.filters.minus(Set::EMPTY.with(filter)) } else { self.filters.with(filter) };
        if filter == Filter::NotFull {
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
    /// Reads a query string or the body of a form. An unknown code of a filter or an order counts as absent: a list in
    /// the usual order is more useful than an error.
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

    /// The form after a button of a page without a script: applies the filter that it switches.
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

    /// Names and values of everything that is not a default.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = self.need.pairs();
        pairs.extend(self.view_pairs());
        pairs.extend(self.chosen.iter().map(|finess| (CHOSEN.to_owned(), finess.to_string())));
        pairs
    }

    /// Names and values of the filters and the order.
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

    /// The query string from which this form can be read again.
    pub fn to_query(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(self.pairs()).finish()
    }

    #[must_use]
    pub fn on_page(&self, page: usize) -> Self {
        Self { need: self.need.on_page(page), ..self.clone() }
    }

    /// Whether an address is longer than needed: an empty value, a default, or the name of a pressed button.
    pub fn is_wordy(&self, query: &str) -> bool {
        let short = self.pairs();
        query::pairs(query).any(|(name, value)| {
            let value = value.trim();
            value.is_empty() || name == SWITCH || (is_ours(&name) && !short.iter().any(|(kept, _)| *kept == *name))
        })
    }
}

/// Whether a name belongs to the list: parameters of campaigns stay in the address.
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
    fn a_start_that_is_near_leaves_out_who_is_known_to_take_nobody_until_that_is_taken_off() {
        let form = ListForm::from_query("lieu=14e");
        let near = date(2026, 12, 5);
        let far = date(2027, 2, 1);
        assert!(form.view.selection(near, TODAY).filters.contains(Filter::NotFull));
        assert!(!form.view.selection(far, TODAY).filters.contains(Filter::NotFull));
        let off = form.view.switched(Filter::NotFull, near, TODAY);
        assert!(off.with_full && off.selection(near, TODAY).filters.is_empty());
        let on = off.switched(Filter::NotFull, near, TODAY);
        assert_eq!(on, form.view);
        let far_on = form.view.switched(Filter::NotFull, far, TODAY);
        assert!(far_on.filters.contains(Filter::NotFull));
        assert_eq!(far_on.switched(Filter::NotFull, far, TODAY), form.view);
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
