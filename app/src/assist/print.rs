//! The sheet as a page: what is printed, and around it, on the screen alone, what can be done with it.

use domain::Finess;
use maud::{Markup, html};

use super::form::{ANNEX, AssistForm, LONGEST_NOTE, NOTE, SHARED_SITUATION};
use super::questions::hidden;
use super::screens::{SHEET_ANNEX, SHEET_END, Screens};
use super::sheet::{Annex, Block, Section, Sheet, SheetNote, SheetTable, SheetWeek};
use crate::assist::markup::pictograms::sprite;
use crate::assist::markup::{field_message, invalid};
use crate::assist::templates::answer::MOST_CHOSEN;
use crate::error::FieldError;
use crate::need::form::{CHOSEN, NEED_FORM};
use crate::routes::Page;
use crate::text::{AssistWords as W, Lang, Pages as P, Results, Words};
use crate::ui::qr::squares;

/// Ids of the buttons that need a script: what prints, what makes a link and copies it; and of the link.
pub const PRINT: &str = "imprimer";
pub const MAKE_LINK: &str = "faire-lien";
pub const COPY_LINK: &str = "copier-lien";
pub const LINK: &str = "lien";
pub const LINK_FIELD: &str = "lien-adresse";

/// The screen of the sheet.
pub(super) fn sheet_markup(screens: &Screens<'_>, form: &AssistForm, sheet: &Sheet, errors: &[FieldError]) -> Markup {
    let t = screens.t;
    let on_sheet: Vec<Finess> = screens.on_sheet(form);
    let gone = form.chosen.iter().any(|finess| screens.catalogue.find(*finess).is_none());
    let written = |name: &str| name == NOTE || on_sheet.iter().any(|finess| name == super::form::note_field(*finess));
    let asked = |name: &str, value: &str| name == CHOSEN && on_sheet.iter().any(|finess| value == finess.to_string());
    // What stands on the sheet as a field goes with it from there.
    let (others, carried): (Vec<_>, Vec<_>) = form
        .pairs(true)
        .into_iter()
        .filter(|(name, value)| {
            !(written(name) || asked(name, value) || [SHARED_SITUATION, ANNEX].contains(&name.as_str()))
        })
        .partition(|(name, _)| name == CHOSEN);
    let other = if t.lang == Lang::Plain { (Lang::French, W::UsualSheet) } else { (Lang::Plain, W::PlainSheet) };
    html! {
        form.sheet-form method="post" action=(Page::AssistSheet.href(t.lang)) autocomplete="off" id=(NEED_FORM) {
            (hidden(&carried))
            section.sheet-actions aria-label=(t.say(W::SheetActions)) {
                // The first button is the one that Enter presses.
                button.secondary type="submit" { (t.say(W::UpdateSheet)) } " "
                @if screens.live { button type="button" id=(PRINT) { (t.say(W::Print)) } " " }
                @if screens.pdf {
                    button type="submit" formaction=(Page::AssistPdf.href(t.lang)) data-file { (t.say(W::Pdf)) } " "
                }
                button.secondary type="submit" formaction=(Page::AssistSheet.href(other.0)) { (t.say(other.1)) } " "
                button.secondary type="submit" formaction=(Page::Assist.href(t.lang)) { (t.say(W::BackToList)) }
                p.hint { (t.say(W::PrintHint)) @if screens.pdf { " " (t.say(W::PdfPrivacy)) } }
                @if !sheet.plain {
                    label.box {
                        input type="checkbox" name=(ANNEX) value="oui" checked[form.has_annex];
                        span { (t.say(W::AnnexTick)) }
                    }
                } @else if form.has_annex {
                    input type="hidden" name=(ANNEX) value="oui";
                }
                @if screens.live { (share(t, form)) } @else { (share_situation(t, form)) }
                @if gone { p.warning { (t.say(P::SideGone)) } }
                @if form.chosen.len() > MOST_CHOSEN { p.warning { (t.fill(W::TooManyChosen, &[&MOST_CHOSEN])) } }
                @if sheet.link.is_none() { p.warning { (t.say(W::NoLink)) } }
            }
            (article(t, sheet, errors))
            // After those of the sheet: the order of the fields is that of the choice.
            (hidden(&others))
        }
    }
}

/// Whether a link may hold the situation, where there is one.
fn share_situation(t: Words, form: &AssistForm) -> Markup {
    html! {
        @if !form.situation.is_empty() {
            label.box {
                input type="checkbox" name=(SHARED_SITUATION) value="oui" form=(NEED_FORM) checked[form.shares_situation];
                span { (t.say(W::SharesSituation)) }
            }
        }
    }
}

/// How a link is made, for a page that the browser follows.
pub(super) fn share(t: Words, form: &AssistForm) -> Markup {
    html! {
        div.share {
            button.secondary type="button" id=(MAKE_LINK) { (t.say(W::Share)) }
            (share_situation(t, form))
            div id=(LINK) {}
        }
    }
}

/// A link that was made. `with`: it holds the situation.
pub fn link(t: Words, address: &str, with: bool) -> Markup {
    html! {
        label for=(LINK_FIELD) { (t.say(W::ShareLink)) } " "
        input type="text" id=(LINK_FIELD) value=(address) readonly autocomplete="off" aria-describedby="lien-aide"; " "
        button.secondary type="button" id=(COPY_LINK) { (t.say(W::ShareCopy)) }
        p.hint id="lien-aide" { (t.say(if with { W::ShareWith } else { W::ShareWithout })) " " (t.say(W::ShareHint)) }
    }
}

fn article(t: Words, sheet: &Sheet, errors: &[FieldError]) -> Markup {
    html! {
        article.sheet.plain[sheet.plain] lang=(sheet.lang) {
            @if sheet.plain { (sprite()) }
            h1 tabindex="-1" { (sheet.title) }
            @for words in &sheet.lead { p.lead { (words) } }
            @for part in &sheet.sections {
                section.sheet-part {
                    h2 { (part.title) }
                    @if let Some(finess) = part.service {
                        label.box.choose {
                            input type="checkbox" name=(CHOSEN) value=(finess) checked;
                            span { (t.say(W::KeepOnSheet)) span.visually-hidden { (t.fill(Results::BoxOf, &[&part.title])) } }
                        }
                    }
                    (blocks(t, part, errors))
                }
            }
            footer.sheet-end id=(SHEET_END) {
                @if let Some(link) = &sheet.link {
                    @if let Some(squares) = squares(&link.url) { (crate::assist::markup::drawing(&squares, &link.label)) }
                    p { a href=(link.url) { (link.label) } }
                }
                @for words in &sheet.stamp { p.stamp { (words) } }
            }
            div.sheet-annex id=(SHEET_ANNEX) { @if let Some(annex) = &sheet.annex { (annexed(t, annex, errors)) } }
        }
    }
}

fn annexed(t: Words, annex: &Annex, errors: &[FieldError]) -> Markup {
    html! {
        h2 { (annex.title) }
        @for part in &annex.sections { section.sheet-details { h3 { (part.title) } (blocks(t, part, errors)) } }
    }
}

fn week(week: &SheetWeek) -> Markup {
    html! {
        p.sheet-week {
            span.strip-days aria-hidden="true" { @for day in &week.days { span.strip-day data-cover=(day.cover) { (day.letter) } } }
            (week.words)
        }
    }
}

fn blocks(t: Words, part: &Section, errors: &[FieldError]) -> Markup {
    html! {
        @for block in &part.blocks {
            @match block {
                Block::Text { text } => p { (text) },
                Block::Strong { text } => p.sheet-strong { strong { (text) } },
                Block::Alert { text } => p.sheet-alert { strong { (text) } },
                Block::Week(days) => (week(days)),
                Block::Facts { facts } => {
                    dl.sheet-facts {
                        @for fact in facts {
                            div { dt { (fact.label) } dd { @for line in &fact.lines { span.line { (line) } } } }
                        }
                    }
                }
                Block::List { title, items } => {
                    @if !title.is_empty() { h3 { (title) } }
                    ul { @for item in items { li { (item) } } }
                }
                Block::Table(own) => (table(own)),
                Block::Acts { title, acts } => {
                    h3 { (title) }
                    ul.sheet-acts {
                        @for act in acts {
                            li {
                                svg.pictogram width="40" height="40" aria-hidden="true" focusable="false" { use href={ "#picto-" (act.code) } {} }
                                span { (act.name) }
                            }
                        }
                    }
                }
                Block::Note(own) => (note(t, own, errors)),
            }
        }
    }
}

fn table(own: &SheetTable) -> Markup {
    html! {
        table.sheet-table {
            caption { (own.caption) }
            thead { tr { @for column in &own.head { th scope="col" { (column) } } } }
            tbody { @for row in &own.rows { (cells(row)) } }
            @if !own.total.is_empty() { tfoot { (cells(&own.total)) } }
        }
    }
}

fn cells(row: &[String]) -> Markup {
    html! { tr { @for (at, cell) in row.iter().enumerate() { @if at == 0 { th scope="row" { (cell) } } @else { td { (cell) } } } } }
}

/// Lines that a note needs where it is written, and on paper.
pub fn rows_of(note: &str) -> usize {
    note.lines().map(|line| line.chars().count() / 70 + 1).sum::<usize>().max(2)
}

/// A note is written where it is read, and printed as it stands. An empty one is not printed.
fn note(t: Words, own: &SheetNote, errors: &[FieldError]) -> Markup {
    let longest = if own.field == NOTE { super::form::LONGEST_GENERAL_NOTE } else { LONGEST_NOTE };
    let rows = rows_of(&own.text);
    html! {
        div.note {
            label for=(own.field) { (own.title) }
            p.hint id={ (own.field) "-aide" } { (t.fill(W::NoteHint, &[&longest])) }
            (field_message(errors, &own.field))
            textarea id=(own.field) name=(own.field) rows=(rows) placeholder=" " aria-invalid=[invalid(errors, &own.field)]
                aria-describedby={ (own.field) "-aide " (own.field) "-erreur" } { (own.text) }
        }
    }
}
