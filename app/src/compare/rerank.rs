//! The list in the browser: whatever changes in the form of the need, a weight, the situation or the page, the same
//! engine ranks again in the same turn, without asking the server. The situation stays in the memory of the page. What is
//! on the screen is written in that turn, what is below it once the browser has shown the first.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use domain::aids::{AidRules, Situation};
use domain::ranking::comparison::{Comparison, Part};
use domain::{Catalogue, Need, Parameters, Territory, compare};
use jiff::civil::Date;
use leptos::prelude::{request_animation_frame, set_timeout};
use leptos::task::spawn_local;
use web_sys::{Element, Event};

use super::answer::{answer, page_part, status_words};
use super::entry;
use super::fields::hidden_need;
use super::list::{
    ADDRESS_FIELDS, CatalogueFile, HIDDEN_NEED, LIST, NEED_BAR, SITUATION_FORM, STATUS, SUMMARY, WEEK_ERROR,
};
use super::places::places_like;
use super::results::{Shown, Turn};
use super::summary::{need_bar, need_summary};
use crate::aids::fields::show_in_browser;
use crate::aids::form::{AGE, NAMES, SituationForm, day_error};
use crate::error::FieldError;
use crate::need::form::{CHOICE_FORM, CHOSEN, NEED_FORM, NeedForm, PAGE_SIZE, PLACE, START};
use crate::routes::Page;
use crate::text::{Aids, Lang, NeedWords, Words};
use crate::ui::browser::{
    address_query, all, all_in, announce_change, append_html, around, by_id, element, fetch, focus, forget_on_leaving,
    form_by_id, height_of, keep_height, listen, open_around, query_of, replace_address, set_html, set_property,
    set_text, set_value, show_errors, target, value_of,
};

/// Services written in the turn of the change: more than a phone or a desk shows. The rest of the page follows its frame.
const AT_ONCE: usize = 4;

/// The list of this page.
struct List {
    t: Words,
    today: Date,
    territory: Territory,
    catalogue: Catalogue,
    parameters: Parameters,
    shown: RefCell<Asked>,
    /// The comparison behind the list, once the browser has made it: what opens is written from it.
    answered: RefCell<Option<Comparison>>,
    /// Only the first services are written yet.
    cut: Cell<bool>,
    /// How high the list was when it was whole, in pixels: a cut one keeps the place, so that nothing jumps.
    height: Cell<i32>,
    /// Services ticked to be put side by side, on any page of the list.
    chosen: RefCell<Vec<String>>,
}

/// What the list shown answers.
#[derive(Clone, PartialEq)]
struct Asked {
    form: NeedForm,
    page: usize,
    situation: Option<Situation>,
}

/// Fetches the catalogue, then follows the page. False without the catalogue: the forms still submit to the server.
pub async fn start(t: Words, catalogue: &str, today: Date, page: usize) -> bool {
    let file = fetch(catalogue).await.and_then(|bytes| postcard::from_bytes::<CatalogueFile>(&bytes).ok());
    let Some(file) = file else { return false };
    // The list answers the address, whatever was ticked since.
    let asked = Asked { form: NeedForm::from_query(&address_query()), page, situation: None };
    let list = Rc::new(List {
        t,
        today,
        territory: file.territory,
        catalogue: Catalogue::with_version(file.listings, file.version),
        parameters: Parameters::embedded().with(file.values),
        shown: RefCell::new(asked),
        answered: RefCell::default(),
        cut: Cell::new(false),
        height: Cell::new(height_of(LIST)),
        chosen: RefCell::default(),
    });
    list.keep_choice();
    list.catch_up();
    for (event, heard) in [
        ("input", List::input as fn(&Rc<List>, Event)),
        ("change", List::changed),
        ("click", List::clicked),
        ("submit", List::submitted),
        ("reset", List::reset),
    ] {
        let list = Rc::clone(&list);
        listen(event, move |event| heard(&list, event));
    }
    forget_on_leaving(SITUATION_FORM);
    show_in_browser(t.say(Aids::InBrowser));
    true
}

impl List {
    /// The form of the need as it stands. A row of the week that is still being filled says nothing yet.
    fn form(&self) -> NeedForm {
        let query = form_by_id(NEED_FORM).and_then(|form| query_of(&form)).unwrap_or_default();
        let mut form = NeedForm::from_query(&query);
        let unfinished = form.unfinished();
        form.slots.retain(|slot| !unfinished.contains(slot) || slot.is_told());
        // "75014 Paris, 12 rue Daguerre": the rest of an address goes no further.
        if let Some(zone) = self.territory.find_by_text(&form.zone) {
            form.zone = zone.short.clone();
        }
        form
    }

    /// What was changed before the script had started counts, where it says another need.
    fn catch_up(self: &Rc<Self>) {
        let need = |form: &NeedForm| form.parse(self.t, &self.territory, self.today).ok();
        let form = self.form();
        let before = self.shown.borrow().form.clone();
        if need(&form) == need(&before) && form.language == before.language {
            self.shown.borrow_mut().form = form;
        } else {
            // Its errors, if it has some, are beside their fields.
            let _ = self.show(|asked| asked.page = 1);
        }
    }

    fn input(self: &Rc<Self>, event: Event) {
        let Some(slider) = around(&event, "input[type=range]") else { return };
        if let (Some(value), Some(words)) = (value_of(&slider), slider.next_element_sibling()) {
            words.set_text_content(Some(&value));
        }
        // What is wrong with it stands in the status.
        let _ = self.show(|asked| asked.page = 1);
    }

    fn changed(self: &Rc<Self>, event: Event) {
        let Some(field) = target(&event) else { return };
        let slider = field.get_attribute("type").as_deref() == Some("range");
        let inside = |selector: &str| field.closest(selector).ok().flatten().is_some();
        if field.get_attribute("name").as_deref() == Some(CHOSEN) {
            self.keep_choice();
        } else if inside("#situation") {
            self.reckon_again();
        } else if inside("#besoin") && !slider {
            // What is wrong with it stands beside its field and in the status.
            let _ = self.show(|asked| asked.page = 1);
        }
    }

    fn clicked(self: &Rc<Self>, event: Event) {
        if let Some(link) = around(&event, "a[data-opens]") {
            let field = link.get_attribute("href").unwrap_or_default();
            if let Some(field) = all(&field).first() {
                open_around(field);
            }
        }
        if let Some(summary) = around(&event, "#resultats summary") {
            self.unfold(&summary);
        }
        let turned = around(&event, "[data-turns]").and_then(|way| way.get_attribute("data-turns")?.parse().ok());
        // The server's own links say it in their address.
        let link = around(&event, "#resultats .pagination a").and_then(|way| way.get_attribute("href"));
        let linked = link.and_then(|href| NeedForm::from_query(href.split_once('?')?.1).page_number());
        if linked.is_some() {
            event.prevent_default();
        }
        if let Some(page) = turned.or(linked)
            && self.show(|asked| asked.page = page).is_ok()
        {
            to_the_list();
        }
    }

    fn submitted(self: &Rc<Self>, event: Event) {
        let Some(form) = around(&event, "form") else { return };
        match form.id().as_str() {
            NEED_FORM => {
                event.prevent_default();
                match self.show(|_| ()) {
                    Ok(()) => to_the_list(),
                    Err(errors) if errors.iter().any(|error| error.field == PLACE) => {
                        spawn_local(Self::find_place(Rc::clone(self)));
                    }
                    Err(errors) => focus_first(&errors),
                }
            }
            SITUATION_FORM => {
                event.prevent_default();
                self.reckon();
            }
            _ => {}
        }
    }

    /// An address that was typed and not chosen: our server may know its arrondissement.
    async fn find_place(self: Rc<Self>) {
        let Some(field) = by_id(PLACE) else { return };
        let mut zones: Vec<String> = Vec::new();
        for (zone, _) in places_like(&value_of(&field).unwrap_or_default()).await {
            if !zones.contains(&zone) {
                zones.push(zone);
            }
        }
        match zones.as_slice() {
            [zone] => {
                set_value(&field, zone);
                announce_change(&field);
                to_the_list();
            }
            _ => focus(PLACE),
        }
    }

    fn reset(self: &Rc<Self>, event: Event) {
        if around(&event, "form").is_some_and(|form| form.id() == SITUATION_FORM) {
            show_errors(NAMES, &[]);
            // Whatever the need has become meanwhile, nothing of the situation stays on the screen.
            let mut asked = self.shown.borrow().clone();
            asked.situation = None;
            if self.render(&asked).is_ok() {
                self.shown.replace(asked);
            }
            focus(AGE);
        }
    }

    fn situation(&self) -> Option<Result<Situation, Vec<FieldError>>> {
        form_by_id(SITUATION_FORM).map(|form| SituationForm::from_element(&form).parse(self.t))
    }

    /// The situation counts from now on; or its wrong fields are named, and nothing of it counts.
    fn reckon(self: &Rc<Self>) {
        match self.situation() {
            None => {}
            Some(Ok(situation)) => {
                show_errors(NAMES, &[]);
                let shown = self.show(|asked| {
                    asked.page = 1;
                    asked.situation = Some(situation);
                });
                match shown {
                    Ok(()) => to_the_list(),
                    Err(errors) => focus_first(&errors),
                }
            }
            Some(Err(errors)) => {
                show_errors(NAMES, &errors);
                focus_first(&errors);
                // A need that is wrong too is named beside its fields.
                let _ = self.show(|asked| asked.situation = None);
            }
        }
    }

    /// While a situation counts, what is changed in it counts as soon as it is right.
    fn reckon_again(self: &Rc<Self>) {
        if self.shown.borrow().situation.is_none() {
            return;
        }
        if let Some(Ok(situation)) = self.situation() {
            show_errors(NAMES, &[]);
            // A need that is wrong is named beside its fields.
            let _ = self.show(|asked| asked.situation = Some(situation));
        }
    }

    /// Shows the answer to the page as it stands, changed by `change`.
    ///
    /// # Errors
    /// The wrong fields, named on the page. The list stays as it was.
    fn show(self: &Rc<Self>, change: impl FnOnce(&mut Asked)) -> Result<(), Vec<FieldError>> {
        let mut asked = self.shown.borrow().clone();
        asked.form = self.form();
        change(&mut asked);
        let outcome = self.render(&asked).map_err(|errors| errors.into_iter().map(|error| self.here(error)).collect());
        let errors: &[FieldError] = outcome.as_ref().err().map_or(&[], Vec::as_slice);
        show_errors(ADDRESS_FIELDS, errors);
        let week = errors.iter().find(|error| error.field.contains('-') && !error.field.starts_with("poids"));
        set_text(WEEK_ERROR, week.map_or("", |error| &error.message));
        if !errors.is_empty() {
            let words: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
            set_text(STATUS, &words.join(" "));
            return outcome;
        }
        self.shown.replace(asked);
        Ok(())
    }

    /// An unknown place may be an address, which only the server knows.
    fn here(&self, error: FieldError) -> FieldError {
        let typed = by_id(PLACE).and_then(|field| value_of(&field)).unwrap_or_default();
        if error.field == PLACE && !typed.trim().is_empty() {
            FieldError::new(PLACE, self.t.fill(NeedWords::PlaceHere, &[&typed]))
        } else {
            error
        }
    }

    /// The comparison, with the reasons of the first `count` services of its page.
    fn compared(&self, asked: &Asked, count: usize) -> Result<(Need, Comparison), Vec<FieldError>> {
        let Self { t, today, territory, catalogue, parameters, .. } = self;
        let need = asked.form.parse(*t, territory, *today)?;
        let rules = asked.situation.as_ref().map(|own| AidRules::on(parameters, need.terms().start, own)).transpose();
        let rules = rules.map_err(|error| vec![day_error(*t, START, error)])?;
        let part = Part { count, ..page_part(asked.page) };
        let comparison = compare(catalogue, territory, &need, rules.as_ref(), parameters, *today, part);
        Ok((need, comparison))
    }

    fn render(self: &Rc<Self>, asked: &Asked) -> Result<(), Vec<FieldError>> {
        let Self { t, territory, catalogue, .. } = &**self;
        let t = *t;
        let (need, comparison) = self.compared(asked, AT_ONCE)?;
        set_text(STATUS, &status_words(t, &comparison));
        if *asked == *self.shown.borrow() {
            return Ok(());
        }
        let form = asked.form.with_weights(&need.terms().weights).on_page(asked.page);
        let shown =
            Shown { t, comparison: &comparison, catalogue, language: &form.language, folded: true, beside: None };
        keep_height(LIST, Some(self.height.get()));
        set_html(LIST, &answer(&shown, territory, &form, &Turn::Follow, asked.page).into_string());
        self.show_choice();
        self.cut.set(true);
        let list = Rc::clone(self);
        // Without frames or timers the rest waits until something is opened.
        let _ = request_animation_frame(move || drop(set_timeout(move || list.complete(), std::time::Duration::ZERO)));
        if asked.form.without_weights() != self.shown.borrow().form.without_weights() {
            set_html(SUMMARY, &need_summary(t, need.terms(), territory, &form.language).into_string());
            set_html(NEED_BAR, &need_bar(t, need.terms(), territory, &form.language).into_string());
        }
        keep_in_step(t, form);
        for forget in all("button[data-forgets]") {
            // The name is one that attributes may have.
            let _ = match asked.situation {
                Some(_) => forget.remove_attribute("hidden"),
                None => forget.set_attribute("hidden", ""),
            };
        }
        Ok(())
    }

    /// Writes the services that follow the first ones, unless they are there.
    fn complete(&self) {
        if !self.cut.replace(false) {
            return;
        }
        let asked = self.shown.borrow();
        // What was right in the turn of the change is so still.
        let Ok((_, comparison)) = self.compared(&asked, PAGE_SIZE) else { return };
        let Self { t, catalogue, .. } = self;
        let language = &asked.form.language;
        let shown = Shown { t: *t, comparison: &comparison, catalogue, language, folded: true, beside: None };
        let mut written = AT_ONCE;
        for (list, group) in [
            ("#resultats .results.suitable", &comparison.suitable),
            ("#resultats .results.partly-suitable", &comparison.partly_suitable),
        ] {
            let rest = group.iter().skip(written).map(|entry| entry::ranked(&shown, entry).into_string());
            append_html(list, &rest.collect::<String>());
            written = written.saturating_sub(group.len());
        }
        let unsure = comparison.to_confirm.iter().skip(written);
        let unsure = unsure.map(|entry| entry::to_confirm(&shown, entry).into_string());
        append_html("#resultats ul.results", &unsure.collect::<String>());
        self.show_choice();
        keep_height(LIST, None);
        self.height.set(height_of(LIST));
        self.answered.replace(Some(comparison));
    }

    /// Writes what is under a summary of the list, which was left out while it was closed.
    fn unfold(&self, summary: &Element) {
        let Some(details) = summary.parent_element().filter(|details| details.child_element_count() == 1) else {
            return;
        };
        self.complete();
        let answered = self.answered.borrow();
        let (Some(comparison), Some(whole)) = (&*answered, element("div")) else { return };
        let language = self.shown.borrow().form.language.clone();
        let shown = Shown {
            t: self.t,
            comparison,
            catalogue: &self.catalogue,
            language: &language,
            folded: false,
            beside: None,
        };
        let own = details.closest("li.result").ok().flatten();
        let html = match &own {
            Some(own) => {
                let at = all("#resultats .result").iter().position(|other| other.is_same_node(Some(own)));
                let Some(at) = at else { return };
                let ranked = comparison.suitable.len() + comparison.partly_suitable.len();
                match (comparison.ranked().nth(at), comparison.to_confirm.get(at.wrapping_sub(ranked))) {
                    (Some(entry), _) => entry::ranked(&shown, entry),
                    (None, Some(entry)) => entry::to_confirm(&shown, entry),
                    (None, None) => return,
                }
            }
            None => shown.excluded(),
        };
        whole.set_inner_html(&html.into_string());
        let words = summary.text_content();
        for other in all_in(&whole, "details") {
            let same = other.first_element_child().is_some_and(|own| own.text_content() == words);
            while let (true, Some(part)) = (same, other.children().item(1)) {
                // Refused only for a node that holds its new parent.
                if details.append_child(&part).is_err() {
                    break;
                }
            }
        }
    }

    /// Remembers which services of this page are ticked, beside those of its other pages.
    fn keep_choice(&self) {
        let mut chosen = self.chosen.borrow_mut();
        for choice in all("#resultats input[type=checkbox][name=service]") {
            let value = value_of(&choice).unwrap_or_default();
            chosen.retain(|own| *own != value);
            if choice.matches(":checked").unwrap_or_default() {
                chosen.push(value);
            }
        }
    }

    /// Ticks them again; those of other pages go with the form, unseen.
    fn show_choice(&self) {
        let boxes = all("#resultats input[type=checkbox][name=service]");
        for hidden in all("#resultats input[type=hidden][name=service]") {
            hidden.remove();
        }
        let mut elsewhere = String::new();
        for value in self.chosen.borrow().iter() {
            match boxes.iter().find(|choice| value_of(choice).as_ref() == Some(value)) {
                Some(choice) => set_property(choice, "checked", &true.into()),
                None => {
                    let hidden = maud::html! { input type="hidden" name=(CHOSEN) value=(value); };
                    elsewhere.push_str(&hidden.into_string());
                }
            }
        }
        append_html(&format!("#{CHOICE_FORM}"), &elsewhere);
    }
}

thread_local! {
    /// The need whose address is to be written, if it is not yet.
    static LATER: RefCell<Option<NeedForm>> = const { RefCell::new(None) };
}

/// Writes the need into the address, the links and the form of the situation, after the list is on the screen: the
/// browser keeps the state of every field with an address, which takes longer than ranking.
fn keep_in_step(t: Words, form: NeedForm) {
    if LATER.replace(Some(form)).is_some() {
        return;
    }
    let write = move || {
        let Some(form) = LATER.take() else { return };
        set_html(HIDDEN_NEED, &hidden_need(&form.on_page(1)).into_string());
        let query = form.to_query();
        replace_address(&Page::Compare(query.clone()).href(t.lang));
        for (link, lang) in all("nav.languages a").iter().zip(Lang::ALL) {
            // The name is one that attributes may have.
            let _ = link.set_attribute("href", &Page::Compare(query.clone()).href(lang));
        }
    };
    // Without a timer the address stays behind, and the list is right.
    let _ = set_timeout(write, std::time::Duration::from_millis(60));
}

/// Puts the focus where the first mistake is.
fn focus_first(errors: &[FieldError]) {
    if let Some(error) = errors.first() {
        focus(&error.field);
    }
}

/// Another list is read from its start.
fn to_the_list() {
    if let Some(list) = by_id(LIST) {
        list.scroll_into_view();
    }
    focus(LIST);
}
