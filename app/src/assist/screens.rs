//! The screens of `/accompagner`, one after the other: the questions, the list, the sheet. Templates without a port: the
//! server and the browser show the same.

use domain::aids::AidRules;
use domain::ranking::compare::compare;
use domain::ranking::comparison::{Comparison, Part};
use domain::{Catalogue, Finess, Listing, Need, Parameters, Territory};
use jiff::civil::Date;
use maud::{Markup, html};

use super::content::Content;
use super::form::{AssistForm, Kept, need_mark};
use super::fragment;
use super::list::ServiceList;
use super::print::sheet_markup;
use super::questions::Questions;
use super::seen::Seen;
use super::sheet::Sheet;
use crate::assist::markup::error_summary;
use crate::assist::templates::answer::MOST_CHOSEN;
use crate::compare::page_contract::LIST;
use crate::error::FieldError;
use crate::need::form::PAGE_SIZE;
use crate::text::{AssistWords as W, Common, Words};

/// Id of the screen.
pub const SCREEN: &str = "bureau";
/// Id of what the law asks above a list, kept for the browser.
pub const MENTION: &str = "mention";
/// Ids of what the browser writes again when an answer changes: the services chosen that the list does not show, the
/// request in words, the end of a sheet.
pub const ELSEWHERE: &str = "ailleurs";
pub const REQUEST: &str = "demande";
/// Id of how many services are ticked.
pub const CHOSEN_COUNT: &str = "choisis";
pub const SHEET_END: &str = "fin-de-fiche";
pub const SHEET_ANNEX: &str = "annexe-de-fiche";

/// What the screens are made from.
#[derive(Clone, Copy)]
pub struct Screens<'a> {
    pub t: Words,
    pub catalogue: &'a Catalogue,
    pub territory: &'a Territory,
    pub parameters: &'a Parameters,
    /// Languages that some open service speaks.
    pub languages: &'a [String],
    pub today: Date,
    /// The page alone, as people reach it: where a link opens it again.
    pub address: &'a str,
    /// Whether the screens belong to a page that the browser follows.
    pub live: bool,
    /// Whether this site makes the sheet as a file.
    pub pdf: bool,
    /// What the law asks above every list, as HTML.
    pub mention: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    Questions,
    List,
    Sheet,
}

/// A screen with its title. `wrong`: something must be corrected on it.
pub struct Shown {
    pub screen: Screen,
    pub title: String,
    pub body: Markup,
    pub wrong: bool,
}

impl Screens<'_> {
    /// The screen that is asked for, or the one before it on which something must be corrected.
    pub fn show(&self, form: &AssistForm, asked: Screen) -> Shown {
        if asked == Screen::Questions || form.fills_week {
            return self.questions(form, &[]);
        }
        let (need, rules) = match self.parse(form) {
            Ok(parsed) => parsed,
            Err(errors) => return self.questions(form, &errors),
        };
        if asked == Screen::List {
            return self.list(form, &need, rules.as_ref(), &[]);
        }
        if self.on_sheet(form).is_empty() {
            let nobody = FieldError::new(LIST, self.t.say(W::NobodyChosen));
            return self.list(form, &need, rules.as_ref(), &[nobody]);
        }
        let errors = form.note_errors(self.t);
        let sheet = self.content(form, &need, rules.as_ref()).sheet();
        let body = html! { (error_summary(self.t, &errors)) (sheet_markup(self, form, &sheet, &errors)) };
        let title = self.title(&sheet.title, &errors);
        Shown { screen: Screen::Sheet, title, body, wrong: !errors.is_empty() }
    }

    /// The sheet alone, or every field that is wrong.
    pub fn sheet(&self, form: &AssistForm) -> Result<Sheet, Vec<FieldError>> {
        let (need, rules) = self.parse(form)?;
        let errors = form.note_errors(self.t);
        if !errors.is_empty() {
            return Err(errors);
        }
        if self.on_sheet(form).is_empty() {
            return Err(vec![FieldError::new(LIST, self.t.say(W::NobodyChosen))]);
        }
        Ok(self.content(form, &need, rules.as_ref()).sheet())
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
            Some((*finess, Seen::of(answer_of(&comparison, *finess)?, listing, self.today)))
        });
        let weights = &need.terms().weights;
        let kept = Kept {
            day: self.today,
            method: comparison.stamp.method,
            need: need_mark(&need),
            catalogue: comparison.stamp.catalogue.clone(),
            law: comparison.stamp.parameters.clone(),
            seen: seen.collect(),
        };
        AssistForm { kept: Some(kept), need: form.need.with_weights(weights), ..form.clone() }
    }

    fn parse(&self, form: &AssistForm) -> Result<(Need, Option<AidRules>), Vec<FieldError>> {
        form.parse(self.t, self.territory, self.parameters, self.today)
    }

    /// The services that a sheet holds: the first four that are listed.
    pub(super) fn on_sheet(&self, form: &AssistForm) -> Vec<Finess> {
        let listed = form.chosen.iter().copied().filter(|finess| self.catalogue.find(*finess).is_some());
        listed.take(MOST_CHOSEN).collect()
    }

    /// The address that opens a comparison again, as it is known today.
    pub fn link(&self, kept: &AssistForm) -> String {
        let mut shared = kept.clone();
        shared.notes.retain(|(finess, _)| kept.chosen.contains(finess));
        format!("{}#{}", self.address, fragment::write(&shared.to_text(shared.shares_situation)))
    }

    pub(super) fn compare(
        &self,
        catalogue: &Catalogue,
        need: &Need,
        rules: Option<&AidRules>,
        part: Part,
    ) -> Comparison {
        compare(catalogue, self.territory, need, rules, self.parameters, self.today, part)
    }

    /// The listings of some services, those that are listed.
    pub(super) fn known(&self, services: &[Finess]) -> Vec<Listing> {
        services.iter().filter_map(|finess| self.catalogue.find(*finess).cloned()).collect()
    }

    /// A catalogue of some services alone.
    pub(super) fn catalogue_of(&self, services: &[Finess]) -> Catalogue {
        Catalogue::with_version(self.known(services), self.catalogue.version().to_owned())
    }

    fn questions(&self, form: &AssistForm, errors: &[FieldError]) -> Shown {
        let t = self.t;
        let title = t.say(W::Title);
        let questions = Questions { screens: self, form, errors };
        let body = html! {
            h1 tabindex="-1" { (title) }
            (error_summary(t, errors))
            p.lead { (t.say(W::Lead)) }
            (questions.interview())
        };
        Shown { screen: Screen::Questions, title: self.title(title, errors), body, wrong: !errors.is_empty() }
    }

    fn list(&self, form: &AssistForm, need: &Need, rules: Option<&AidRules>, errors: &[FieldError]) -> Shown {
        let t = self.t;
        let page = form.need.page_number().unwrap_or(1).clamp(1, self.catalogue.listings().len() / PAGE_SIZE + 1);
        let list = ServiceList { screens: self, form, need, rules, page };
        let title = self.title(t.say(W::ListTitle), errors);
        let body = html! {
            h1 tabindex="-1" { (t.say(W::ListTitle)) }
            (error_summary(t, errors))
            (list.markup())
        };
        Shown { screen: Screen::List, title, body, wrong: !errors.is_empty() }
    }

    fn content<'a>(&'a self, form: &'a AssistForm, need: &'a Need, rules: Option<&'a AidRules>) -> Content<'a> {
        Content { screens: self, form, need, rules }
    }

    fn title(&self, title: &str, errors: &[FieldError]) -> String {
        if errors.is_empty() { title.to_owned() } else { self.t.fill(Common::ErrorTitle, &[&title]) }
    }
}

/// What a comparison says of a service that it does not leave out.
pub(super) fn answer_of(comparison: &Comparison, finess: Finess) -> Option<&domain::ranking::comparison::Answer> {
    comparison.answers().find(|answer| answer.finess == finess)
}
