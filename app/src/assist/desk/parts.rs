//! The parts of the page that follow from what is said: built here, anew with each change.

use std::any::Any;
use std::cell::RefCell;

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyView;

use super::room::Room;
use super::{ABOVE, ANSWERS, OUTCOME, SCREEN, SHEET};
use crate::assist::calls::{CALL_LIST, CALLS, Call, call_view, calls};
use crate::assist::form::AssistForm;
use crate::assist::screens::{Screen, Shown, questions_head};
use crate::assist::sheet::page::{LINK, SHEET_LINK, link, link_of, sheet_page};
use crate::assist::work_list::panel::{PERSONS_LIST, persons};
use crate::compare::results_section::{CHIPS, HEAD, LIST, SHARES, STATUS, TRAY, shares};
use crate::text::{AssistWords as W, Common, SITE};
use crate::ui::browser::{build_anew, by_id, set_text};

thread_local! {
    /// What is built in the page; dropping it takes it away.
    static BUILT: RefCell<Vec<Box<dyn Any>>> = const { RefCell::new(Vec::new()) };
    /// The link of the sheet, which changes while its notes are written.
    static SHEET_END: RefCell<Option<Box<dyn Any>>> = const { RefCell::new(None) };
}

/// What a sheet is made anew for: all but what is written on it, which stands in its fields.
#[derive(Clone, PartialEq)]
struct SheetOf(AssistForm);

impl Room {
    /// Builds every part, in place of those that were built before.
    pub fn mount(self) {
        self.unmount();
        let room = self;
        let outcome = move || (room.answered.get(), room.t.get());
        let parts = [
            build_anew(
                HEAD,
                move || (room.screen.get(), room.errors.get(), outcome()),
                move |(screen, errors, (answered, t))| match (screen, answered) {
                    (Screen::Questions, _) => questions_head(t, &errors),
                    (Screen::List, Some(Ok(list))) => room.with_screens(t, |screens| list.head(screens, &errors)),
                    (Screen::List, _) => view! { <h1 tabindex="-1">{t.say(W::ListTitle)}</h1> }.into_any(),
                    (Screen::Sheet, _) => ().into_any(),
                },
            ),
            build_anew(ABOVE, outcome, move |(answered, t)| match answered {
                Some(Ok(list)) => {
                    let form = room.form.get_untracked();
                    room.with_screens(t, |screens| list.above(screens, &form))
                }
                Some(Err(_)) | None => ().into_any(),
            }),
            build_anew(CHIPS, outcome, move |(answered, t)| match answered {
                Some(Ok(list)) => room.with_screens(t, |screens| list.chips(screens)),
                Some(Err(_)) | None => ().into_any(),
            }),
            build_anew(LIST, outcome, move |(answered, t)| match answered {
                Some(Ok(list)) => {
                    let form = room.form.get_untracked();
                    room.with_screens(t, |screens| list.list(screens, &form))
                }
                Some(Err(_)) | None => ().into_any(),
            }),
            build_anew(TRAY, move || (outcome(), room.full.get()), move |((answered, t), full)| match answered {
                Some(Ok(list)) => {
                    let form = room.form.get_untracked();
                    room.with_screens(t, |screens| list.tray(screens, &form, full))
                }
                Some(Err(_)) | None => ().into_any(),
            }),
            self.sheet(),
            build_anew(PERSONS_LIST, move || (room.list.get(), room.person.get(), room.t.get()), |(list, open, t)| {
                persons(t, &list, open.as_deref())
            }),
            build_anew(LINK, move || (room.link.get(), room.t.get()), |(made, t)| match made {
                Some((address, with)) => link(t, address, with),
                None => ().into_any(),
            }),
            self.calls(),
        ];
        BUILT.with_borrow_mut(|built| built.extend(parts.into_iter().flatten()));
    }

    /// Takes every part away.
    pub fn unmount(self) {
        SHEET_END.take();
        BUILT.take();
    }

    fn sheet(self) -> Option<Box<dyn Any>> {
        let of = Memo::new(move |_| {
            let mut form = self.form.get();
            form.notes.clear();
            form.general_note.clear();
            form.shares_situation = false;
            SheetOf(form)
        });
        let source = move || {
            let is_here = self.screen.get() == Screen::Sheet;
            is_here.then(|| (of.get(), self.sheet_t.get(), self.errors.get()))
        };
        build_anew(SHEET, source, move |asked| {
            let Some((_, t, _)) = asked else { return ().into_any() };
            let form = self.form.get_untracked();
            self.with_screens(t, |screens| match screens.show(&form, Screen::Sheet) {
                Shown::Sheet(sheet, errors) => sheet_page(screens, &form, &sheet, &errors),
                Shown::Questions(_) | Shown::List(..) => ().into_any(),
            })
        })
    }

    /// One row for each service; a row is made anew when something of it changes, and the others stay as they are.
    fn calls(self) -> Option<Box<dyn Any>> {
        let place = by_id(CALL_LIST)?;
        place.replace_children_with_node_0();
        let each = move || {
            let (form, t, list) = (self.form.get(), self.t.get(), self.list.get());
            let person = self.person.get();
            let follow = person.as_deref().and_then(|id| list.find(id)).map(|person| person.follow().to_vec());
            let from = self.mail_from.get();
            self.with_screens(t, |screens| calls(screens, &form, follow.as_deref(), &from))
        };
        let rows = move || {
            let t = self.t.get();
            let key = move |call: &Call| format!("{}{call}", t.lang.prefix());
            let children = move |call: Call| view! { <li data-finess=call.finess.to_string()>{call_view(t, &call)}</li> };
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
            let title = if self.errors.with(Vec::is_empty) { title.to_owned() } else { t.fill(Common::ErrorTitle, &[&title]) };
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
            let form = self.form.get();
            if let Some(panel) = by_id(CALLS) {
                panel.set_hidden(form.chosen.is_empty());
            }
            if self.screen.get() == Screen::Sheet {
                self.show_sheet_end(&form);
            }
        });
    }

    /// The link of the sheet with what is written on it now.
    fn show_sheet_end(self, form: &AssistForm) {
        let t = self.sheet_t.get();
        let shown = self.with_screens(t, |screens| screens.show(form, Screen::Sheet));
        let (Shown::Sheet(sheet, _), Some(place)) = (shown, by_id(SHEET_LINK)) else { return };
        SHEET_END.take();
        place.replace_children_with_node_0();
        let end: AnyView = link_of(&sheet).into_any();
        SHEET_END.set(Some(Box::new(mount_to(place, move || end))));
    }
}
