//! The screens of `/accompagner`, one after the other: the questions, the list, the sheet. Without a port: the server and
//! the browser show the same.

use domain::aids::AidRules;
use domain::ranking::compare::compare;
use domain::ranking::comparison::{Comparison, Part};
use domain::ranking::selection::Selection;
use domain::{Catalogue, Finess, Listing, Need, Parameters, Territory};
use jiff::civil::Date;
use leptos::prelude::*;

use super::form::{AssistForm, Kept, need_mark};
use super::seen::Seen;
use super::service_list::ServiceList;
use super::share_link;
use super::sheet::build::Content;
use super::sheet::model::Sheet;
use crate::compare::list_form::MOST_CHOSEN;
use crate::compare::outcome::Published;
use crate::compare::page_contract::LIST;
use crate::error::FieldError;
use crate::text::{AssistWords as W, Words};
use crate::ui::forms::error_summary;

/// What the screens are made from.
#[derive(Clone, Copy)]
pub struct Screens<'a> {
    pub t: Words,
    pub published: Published<'a>,
    /// The page alone, as people reach it: where a link opens it again.
    pub address: &'a str,
    /// Whether the screens belong to a page that the browser follows.
    pub live: bool,
    /// Whether this site makes the sheet as a file.
    pub pdf: bool,
    /// The file of the drawings of the acts.
    pub pictograms: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    Questions,
    List,
    Sheet,
}

impl Screen {
    pub const ALL: [Self; 3] = [Self::Questions, Self::List, Self::Sheet];

    /// Its name in the page and in the history of the browser.
    pub fn code(self) -> &'static str {
        match self {
            Self::Questions => "questions",
            Self::List => "liste",
            Self::Sheet => "fiche",
        }
    }
}

/// A screen, with what is wrong on it: the one that was asked for, or the one before it on which something must be
/// corrected.
pub enum Shown {
    Questions(Vec<FieldError>),
    List(Box<ServiceList>, Vec<FieldError>),
    Sheet(Box<Sheet>, Vec<FieldError>),
}

impl Shown {
    pub fn screen(&self) -> Screen {
        match self {
            Self::Questions(_) => Screen::Questions,
            Self::List(..) => Screen::List,
            Self::Sheet(..) => Screen::Sheet,
        }
    }

    pub fn errors(&self) -> &[FieldError] {
        match self {
            Self::Questions(errors) | Self::List(_, errors) | Self::Sheet(_, errors) => errors,
        }
    }

    /// Its title, without what says that something is wrong.
    pub fn title(&self, t: Words) -> String {
        match self {
            Self::Questions(_) => t.say(W::Title).to_owned(),
            Self::List(..) => t.say(W::ListTitle).to_owned(),
            Self::Sheet(sheet, _) => sheet.title.clone(),
        }
    }
}

impl<'a> Screens<'a> {
    pub(super) fn catalogue(&self) -> &'a Catalogue {
        self.published.catalogue
    }

    pub(super) fn territory(&self) -> &'a Territory {
        self.published.territory
    }

    pub(super) fn parameters(&self) -> &'a Parameters {
        self.published.parameters
    }

    pub(super) fn today(&self) -> Date {
        self.published.today
    }

    /// The screen that is asked for, or the one before it on which something must be corrected.
    pub fn show(&self, form: &AssistForm, asked: Screen) -> Shown {
        if asked == Screen::Questions || form.fills_week {
            return Shown::Questions(Vec::new());
        }
        let (need, rules) = match self.parse(form) {
            Ok(parsed) => parsed,
            Err(errors) => return Shown::Questions(errors),
        };
        if asked == Screen::List {
            return Shown::List(self.list(form, need, rules), Vec::new());
        }
        if self.on_sheet(form).is_empty() {
            let nobody = FieldError::new(LIST, self.t.say(W::NobodyChosen));
            return Shown::List(self.list(form, need, rules), vec![nobody]);
        }
        let sheet = Content { screens: self, form, need: &need, rules: rules.as_ref() }.sheet();
        Shown::Sheet(Box::new(sheet), form.note_errors(self.t))
    }

    /// The sheet alone, or every field that is wrong.
    pub fn sheet(&self, form: &AssistForm) -> Result<Sheet, Vec<FieldError>> {
        match self.show(&AssistForm { fills_week: false, ..form.clone() }, Screen::Sheet) {
            Shown::Sheet(sheet, errors) if errors.is_empty() => Ok(*sheet),
            shown => Err(shown.errors().to_vec()),
        }
    }

    /// The form with what is known today of the services chosen: the text to keep or to share.
    pub fn kept(&self, form: &AssistForm) -> AssistForm {
        let Ok((need, rules)) = self.parse(form) else { return AssistForm { kept: None, ..form.clone() } };
        // The day is said: a need without one would be another tomorrow.
        let mut form = form.clone();
        form.need.start = need.terms().start.to_string();
        let form = &form;
        let chosen = self.on_sheet(form);
        let catalogue = self.catalogue_of(&chosen);
        let comparison = self.compare(&catalogue, &need, rules.as_ref(), Part::EVERYTHING);
        let seen = chosen.iter().filter_map(|finess| {
            let listing = catalogue.find(*finess)?;
            Some((*finess, Seen::of(answer_of(&comparison, *finess)?, listing, self.today())))
        });
        let weights = &need.terms().weights;
        let kept = Kept {
            day: self.today(),
            method: comparison.stamp.method,
            need: need_mark(&need),
            catalogue: comparison.stamp.catalogue.clone(),
            law: comparison.stamp.parameters.clone(),
            seen: seen.collect(),
        };
        AssistForm { kept: Some(kept), need: form.need.with_weights(weights), ..form.clone() }
    }

    pub(super) fn parse(&self, form: &AssistForm) -> Result<(Need, Option<AidRules>), Vec<FieldError>> {
        form.parse(self.t, self.territory(), self.parameters(), self.today())
    }

    fn list(&self, form: &AssistForm, need: Need, rules: Option<AidRules>) -> Box<ServiceList> {
        Box::new(ServiceList::of(self, form, need, rules))
    }

    /// The services that a sheet holds: the first four that are listed.
    pub(super) fn on_sheet(&self, form: &AssistForm) -> Vec<Finess> {
        let listed = form.chosen.iter().copied().filter(|finess| self.catalogue().find(*finess).is_some());
        listed.take(MOST_CHOSEN).collect()
    }

    /// The same in the order in which to call them. Nothing where the need is wrong.
    pub fn call_order(&self, form: &AssistForm) -> Vec<&'a Listing> {
        let Ok((need, rules)) = self.parse(form) else { return Vec::new() };
        let in_order = Content { screens: self, form, need: &need, rules: rules.as_ref() }.call_order();
        in_order.into_iter().filter_map(|finess| self.catalogue().find(finess)).collect()
    }

    /// The address that opens a comparison again, as it is known today.
    pub fn link(&self, kept: &AssistForm) -> String {
        let mut shared = kept.clone();
        shared.notes.retain(|(finess, _)| kept.chosen.contains(finess));
        format!("{}#{}", self.address, share_link::write(&shared.to_text(shared.shares_situation)))
    }

    pub(super) fn compare(
        &self,
        catalogue: &Catalogue,
        need: &Need,
        rules: Option<&AidRules>,
        part: Part,
    ) -> Comparison {
        compare(catalogue, self.territory(), need, rules, self.parameters(), self.today(), part)
    }

    /// The first services of a list in some order, with their reasons.
    pub(super) fn first_of(
        &self,
        need: &Need,
        rules: Option<&AidRules>,
        selection: Selection,
        count: usize,
    ) -> Comparison {
        let part = Part { selection, count, excluded: 0, ..Part::EVERYTHING };
        self.compare(self.catalogue(), need, rules, part)
    }

    /// A catalogue of some services alone, those that are listed.
    pub(super) fn catalogue_of(&self, services: &[Finess]) -> Catalogue {
        let listings = services.iter().filter_map(|finess| self.catalogue().find(*finess).cloned()).collect();
        Catalogue::with_version(listings, self.catalogue().version().to_owned())
    }
}

/// What a comparison says of a service that it does not leave out.
pub(super) fn answer_of(comparison: &Comparison, finess: Finess) -> Option<&domain::ranking::comparison::Answer> {
    comparison.answers().find(|answer| answer.finess == finess)
}

/// The title of the questions, and what is wrong with the answers.
pub fn questions_head(t: Words, errors: &[FieldError]) -> AnyView {
    view! {
        <h1 tabindex="-1">{t.say(W::Title)}</h1>
        {error_summary(t, errors)}
        <p class="lead">{t.say(W::Lead)}</p>
    }
    .into_any()
}
