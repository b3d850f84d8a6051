//! The list in the browser: whatever changes in the form of the need, a weight, the situation or the page, the same
//! engine ranks again in the same turn, without asking the server. The situation stays in the memory of the page.

use std::cell::RefCell;
use std::rc::Rc;

use domain::aids::{AidRules, Situation};
use domain::{Catalogue, Parameters, Territory, compare};
use jiff::civil::Date;
use web_sys::Event;

use super::answer::{answer, page_part, status_words};
use super::fields::hidden_need;
use super::form::{NEED_FORM, NeedForm, START};
use super::list::{ADDRESS_FIELDS, CatalogueFile, HIDDEN_NEED, LIST, SITUATION_FORM, STATUS, SUMMARY, WEEK_ERROR};
use super::results::{Shown, Turn};
use super::summary::need_summary;
use crate::aids::fields::show_in_browser;
use crate::aids::form::{NAMES, SituationForm, day_error};
use crate::error::FieldError;
use crate::routes::Page;
use crate::text::{Lang, Words};
use crate::ui::browser::{
    all, around, fetch, focus, forget_on_leaving, form_by_id, listen, open_around, query_of, replace_address, set_html,
    set_text, show_errors, target,
};

/// The list of this page.
struct List {
    t: Words,
    today: Date,
    territory: Territory,
    catalogue: Catalogue,
    parameters: Parameters,
    shown: RefCell<Asked>,
}

/// What the list shown answers.
#[derive(Clone, PartialEq)]
struct Asked {
    query: String,
    page: usize,
    situation: Option<Situation>,
}

/// Fetches the catalogue, then follows the page. Without the catalogue the forms still submit to the server.
pub async fn start(t: Words, catalogue: &str, today: Date, page: usize) {
    let file = fetch(catalogue).await.and_then(|bytes| postcard::from_bytes::<CatalogueFile>(&bytes).ok());
    let Some(file) = file else { return };
    let list = List {
        t,
        today,
        territory: file.territory,
        catalogue: Catalogue::with_version(file.listings, file.version),
        parameters: Parameters::embedded().with(file.values),
        shown: RefCell::new(Asked { query: query(), page, situation: None }),
    };
    let list = Rc::new(list);
    for (event, heard) in [
        ("input", List::input as fn(&List, Event)),
        ("change", List::changed),
        ("click", List::clicked),
        ("submit", List::submitted),
        ("reset", List::reset),
    ] {
        let list = Rc::clone(&list);
        listen(event, move |event| heard(&list, event));
    }
    forget_on_leaving(SITUATION_FORM);
    show_in_browser(t);
}

/// The form of the need as it stands.
fn query() -> String {
    form_by_id(NEED_FORM).and_then(|form| query_of(&form)).unwrap_or_default()
}

impl List {
    fn input(&self, event: Event) {
        let Some(slider) = around(&event, "input[type=range]") else { return };
        if let (Some(value), Some(output)) = (value_of(&slider), slider.next_element_sibling()) {
            output.set_text_content(Some(&value));
        }
        self.show(|asked| asked.page = 1);
    }

    fn changed(&self, event: Event) {
        let ours = target(&event).is_some_and(|field| {
            field.closest("#besoin").ok().flatten().is_some()
                || field.get_attribute("form").as_deref() == Some(NEED_FORM)
        });
        if ours {
            self.show(|asked| asked.page = 1);
        }
    }

    fn clicked(&self, event: Event) {
        if let Some(link) = around(&event, "a[data-opens]") {
            let field = link.get_attribute("href").unwrap_or_default();
            if let Some(field) = all(&field).first() {
                open_around(field);
            }
        }
        let turned = around(&event, "[data-turns]").and_then(|way| way.get_attribute("data-turns")?.parse().ok());
        if let Some(page) = turned
            && self.show(|asked| asked.page = page)
        {
            to_the_list();
        }
    }

    fn submitted(&self, event: Event) {
        let Some(form) = around(&event, "form") else { return };
        match form.id().as_str() {
            // What the browser cannot read, an address say, the server may.
            NEED_FORM => {
                if self.show(|_| ()) {
                    event.prevent_default();
                    to_the_list();
                }
            }
            SITUATION_FORM => {
                event.prevent_default();
                self.reckon();
            }
            _ => {}
        }
    }

    fn reset(&self, event: Event) {
        if around(&event, "form").is_some_and(|form| form.id() == SITUATION_FORM) {
            show_errors(NAMES, &[]);
            self.show(|asked| asked.situation = None);
        }
    }

    /// The situation counts from now on; or its wrong fields are named, and nothing of it counts.
    fn reckon(&self) {
        let Some(form) = form_by_id(SITUATION_FORM) else { return };
        let situation = match SituationForm::from_element(&form).parse(self.t) {
            Ok(situation) => situation,
            Err(errors) => {
                show_errors(NAMES, &errors);
                if let Some(error) = errors.first() {
                    focus(&error.field);
                }
                self.show(|asked| asked.situation = None);
                return;
            }
        };
        show_errors(NAMES, &[]);
        let shown = self.show(|asked| {
            asked.page = 1;
            asked.situation = Some(situation);
        });
        if shown {
            to_the_list();
        } else {
            // The day of the need is wrong for it: its field says why.
            focus(START);
        }
    }

    /// Shows the answer to the page as it stands, changed by `change`. False if a field is wrong: then the list stays,
    /// and the messages say what to do.
    fn show(&self, change: impl FnOnce(&mut Asked)) -> bool {
        let mut asked = self.shown.borrow().clone();
        asked.query = query();
        change(&mut asked);
        if asked == *self.shown.borrow() {
            show_errors(ADDRESS_FIELDS, &[]);
            return true;
        }
        let Err(errors) = self.render(&asked) else {
            show_errors(ADDRESS_FIELDS, &[]);
            set_text(WEEK_ERROR, "");
            self.shown.replace(asked);
            return true;
        };
        show_errors(ADDRESS_FIELDS, &errors);
        let words: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
        set_text(STATUS, &words.join(" "));
        let week = errors.iter().find(|error| error.field.contains('-') && !error.field.starts_with("poids"));
        set_text(WEEK_ERROR, week.map_or("", |error| &error.message));
        false
    }

    fn render(&self, asked: &Asked) -> Result<(), Vec<FieldError>> {
        let Self { t, today, territory, catalogue, parameters, .. } = self;
        let (t, today) = (*t, *today);
        let form = NeedForm::from_query(&asked.query);
        let need = form.parse(t, territory, today)?;
        let rules = asked.situation.as_ref().map(|own| AidRules::on(parameters, need.terms().start, own)).transpose();
        let rules = rules.map_err(|error| vec![day_error(t, START, error)])?;
        let form = form.with_weights(&need.terms().weights).on_page(asked.page);
        let comparison = compare(catalogue, territory, &need, rules.as_ref(), parameters, today, page_part(asked.page));
        let shown = Shown { t, comparison: &comparison, catalogue, language: &form.language };
        set_html(LIST, &answer(&shown, territory, &form, &Turn::Follow, asked.page).into_string());
        set_html(SUMMARY, &need_summary(t, need.terms(), territory, &form.language, true).into_string());
        set_html(HIDDEN_NEED, &hidden_need(&form.on_page(1)).into_string());
        set_text(STATUS, &status_words(t, &comparison));
        let query = form.to_query();
        replace_address(&Page::Compare(query.clone()).href(t.lang));
        for (link, lang) in all("nav.languages a").iter().zip(Lang::ALL) {
            // The name is one that attributes may have.
            let _ = link.set_attribute("href", &Page::Compare(query.clone()).href(lang));
        }
        if let Some(forget) = all("button[data-forgets]").first() {
            let _ = match asked.situation {
                Some(_) => forget.remove_attribute("hidden"),
                None => forget.set_attribute("hidden", ""),
            };
        }
        Ok(())
    }
}

/// What an input holds.
fn value_of(input: &web_sys::HtmlElement) -> Option<String> {
    js_sys::Reflect::get(input, &"value".into()).ok()?.as_string()
}

/// Another list is read from its start.
fn to_the_list() {
    if let Some(list) = crate::ui::browser::by_id(LIST) {
        list.scroll_into_view();
    }
    focus(LIST);
}
