//! The parts of the page that follow from what is said: built here, anew with each change.

use std::any::Any;
use std::cell::RefCell;

use leptos::mount::mount_to;
use leptos::prelude::*;

use super::room::Room;
use super::{ABOVE, ANSWERS, OUTCOME, SCREEN, SHARE, SHEET};
use crate::assist::calls::{CALL_LIST, CALLS, Call, call_view, calls, talk};
use crate::assist::form::AssistForm;
use crate::assist::screens::{Screen, Screens, Shown, questions_head};
use crate::assist::service_list::ServiceList;
use crate::assist::sheet::page::{SHEET_FORM, SHEET_LINK, SHEET_SHARE, link_of, share, sheet_page};
use crate::assist::work_list::panel::{PERSONS_LIST, persons};
use crate::compare::results_section::{CHIPS, HEAD, LIST, SHARES, STATUS, TRAY, shares};
use crate::need::form::NEED_FORM;
use crate::text::{AssistWords as W, Common, SITE};
use crate::ui::browser::{build_anew, build_anew_with, by_id, set_text};

thread_local! {
    /// What is built in the page; dropping it takes it away.
    static BUILT: RefCell<Vec<Box<dyn Any>>> = const { RefCell::new(Vec::new()) };
}

/// Makes a part of the list, with whether more services were ticked than a sheet holds.
type OfList = fn(&ServiceList, &Screens<'_>, &AssistForm, bool) -> AnyView;

/// What a sheet is made anew for: all but what is written on it, which stands in its fields.
#[derive(Clone, PartialEq)]
struct SheetOf(AssistForm);

impl Room {
    /// Builds every part, in place of those that were built before.
    pub fn mount(self) {
        self.unmount();
        let of_list = |id: &str, make: OfList| build_anew(id, move || self.of_list(make));
        let parts = [
            build_anew(HEAD, move || {
                let (answered, t) = (self.answered.get(), self.t.get());
                match (self.screen.get(), answered) {
                    (Screen::Questions, _) => questions_head(t, &self.errors.get()),
                    (Screen::List, Some(Ok(list))) => {
                        self.with_screens(t, |screens| list.head(screens, &self.errors.get()))
                    }
                    (Screen::List, _) => view! { <h1 tabindex="-1">{t.say(W::ListTitle)}</h1> }.into_any(),
                    (Screen::Sheet, _) => ().into_any(),
                }
            }),
            of_list(ABOVE, |list, screens, form, _| list.above(screens, form)),
            of_list(CHIPS, |list, screens, _, _| list.chips(screens)),
            of_list(LIST, |list, screens, form, _| list.list(screens, form)),
            build_anew(TRAY, move || {
                self.full.track();
                self.form.track();
                self.of_list(|list, screens, form, full| list.tray(screens, form, full))
            }),
            self.sheet(),
            build_anew(PERSONS_LIST, move || persons(self.t.get(), &self.list.get(), self.person.get().as_deref())),
            build_anew(SHARE, move || match self.screen.get() {
                Screen::List => self.form.with(|form| share(self.t.get(), form, NEED_FORM, self.link.get())),
                Screen::Questions | Screen::Sheet => ().into_any(),
            }),
            self.calls(),
        ];
        BUILT.with_borrow_mut(|built| built.extend(parts.into_iter().flatten()));
    }

    /// Takes every part away.
    pub fn unmount(self) {
        BUILT.take();
    }

    /// A part of the list; nothing where there is none.
    fn of_list(self, make: OfList) -> AnyView {
        let (answered, t) = (self.answered.get(), self.t.get());
        let Some(Ok(list)) = answered else { return ().into_any() };
        let (form, full) = (self.form.get_untracked(), self.full.get_untracked());
        self.with_screens(t, |screens| make(&list, screens, &form, full))
    }

    fn sheet(self) -> Option<Box<dyn Any>> {
        let of = Memo::new(move |_| {
            let mut form = self.form.get();
            form.notes.clear();
            form.general_note.clear();
            form.shares_situation = false;
            SheetOf(form)
        });
        let make = move || {
            if self.screen.get() != Screen::Sheet {
                return ().into_any();
            }
            of.with(|_| ());
            self.errors.track();
            let (t, form) = (self.sheet_t.get(), self.form.get_untracked());
            self.with_screens(t, |screens| match screens.show(&form, Screen::Sheet) {
                Shown::Sheet(sheet, errors) => sheet_page(screens, &form, &sheet, &errors),
                Shown::Questions(_) | Shown::List(..) => ().into_any(),
            })
        };
        let inside = move || {
            let share = move || self.form.with(|form| share(self.sheet_t.get(), form, SHEET_FORM, self.link.get()));
            let link = move || self.sheet_link();
            [build_anew(SHEET_SHARE, share), build_anew(SHEET_LINK, link)].into_iter().flatten().collect()
        };
        build_anew_with(SHEET, make, inside)
    }

    /// One row for each service, which stays while what it says changes.
    fn calls(self) -> Option<Box<dyn Any>> {
        let place = by_id(CALL_LIST)?;
        place.replace_children_with_node_0();
        let talk = Memo::new(move |_| {
            let (form, t, from) = (self.form.get(), self.t.get(), self.mail_from.get());
            self.with_screens(t, |screens| talk(screens, &form, &from))
        });
        let each = move || {
            let is_kept = self.person.get().is_some();
            self.form.with(|form| self.with_screens(self.t.get(), |screens| calls(screens, form, is_kept)))
        };
        let rows = move || {
            let t = self.t.get();
            let key = move |Call { finess, order, is_kept, .. }: &Call| (t.lang.prefix(), *finess, *order, *is_kept);
            let children = move |call: Call| {
                let finess = call.finess;
                let follow = Memo::new(move |_| self.follow_of(finess));
                view! { <li data-finess=finess.to_string()>{call_view(t, &call, talk, follow)}</li> }
            };
            view! { <ol class="call-list"><For each=each key=key children=children/></ol> }
        };
        Some(Box::new(mount_to(place, rows)))
    }

    /// Keeps the rest of the page in step: what is shown, the title, the sentences that are read aloud.
    pub fn follow(self) {
        Effect::new(move |_| {
            let screen = self.screen.get();
            let show = |id: &str, is_visible: bool| {
                if let Some(part) = by_id(id) {
                    part.set_hidden(!is_visible);
                }
            };
            show(OUTCOME, screen == Screen::List);
            show(ANSWERS, screen != Screen::Sheet);
            show(SHEET, screen == Screen::Sheet);
            // The names are such as attributes may have.
            if let Some(frame) = by_id(SCREEN) {
                let _ = frame.set_attribute("data-screen", screen.code());
            }
            if let Some(answers) = by_id(ANSWERS) {
                let _ = match screen {
                    Screen::Questions => answers.set_attribute("open", ""),
                    Screen::List | Screen::Sheet => answers.remove_attribute("open"),
                };
            }
            // After a change of language the page is another one.
            let t = self.t.get();
            let title = match screen {
                Screen::Questions => t.say(W::Title),
                Screen::List => t.say(W::ListTitle),
                Screen::Sheet => self.sheet_t.get().say(W::SheetTitle),
            };
            let title =
                if self.errors.with(Vec::is_empty) { title.to_owned() } else { t.fill(Common::ErrorTitle, &[&title]) };
            document().set_title(&format!("{title} – {SITE}"));
        });
        Effect::new(move |_| {
            let t = self.t.get();
            match self.answered.get() {
                Some(Ok(list)) => {
                    set_text(STATUS, &self.with_screens(t, |screens| list.status(screens)));
                    set_text(SHARES, &shares(t, list.need.terms()));
                }
                Some(Err(errors)) => {
                    let words: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
                    set_text(STATUS, &words.join(" "));
                }
                None => {}
            }
        });
        Effect::new(move |_| {
            self.t.track();
            if let Some(panel) = by_id(CALLS) {
                panel.set_hidden(self.form.with(|form| form.chosen.is_empty()));
            }
        });
    }

    /// The link of the sheet with what is written on it now.
    fn sheet_link(self) -> AnyView {
        let t = self.sheet_t.get();
        let shown = self.form.with(|form| self.with_screens(t, |screens| screens.show(form, Screen::Sheet)));
        match shown {
            Shown::Sheet(sheet, _) => link_of(&sheet).into_any(),
            Shown::Questions(_) | Shown::List(..) => ().into_any(),
        }
    }
}
