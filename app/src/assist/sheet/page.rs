//! The sheet as a page: what is printed, and around it, on the screen alone, what can be done with it.

use leptos::prelude::*;

use super::model::{Annex, Block, Section, Sheet, SheetNote, SheetTable, SheetWeek};
use crate::assist::form::{ANNEX, AssistForm, LONGEST_GENERAL_NOTE, LONGEST_NOTE, NOTE, SHARED_SITUATION, note_field};
use crate::assist::screens::Screens;
use crate::compare::list_form::{CHOSEN, MOST_CHOSEN};
use crate::error::FieldError;
use crate::routes::Page;
use crate::text::{AssistWords as W, Lang, Pages as P, Results, Words};
use crate::ui::forms::{error_summary, field_message, hidden_fields, hint_id, invalid, message_id};
use crate::ui::qr::{drawing, squares};

/// Id of the form of the sheet.
pub const SHEET_FORM: &str = "fiche";
/// Ids of the parts that follow from what is written on the sheet: its link, the way to share it, the annex.
pub const SHEET_SHARE: &str = "partage-fiche";
pub const SHEET_LINK: &str = "fin-de-fiche";
pub const SHEET_ANNEX: &str = "annexe-de-fiche";
/// Ids of the buttons that need a script: what prints, what makes a link and copies it; and of the field of the link.
pub const PRINT: &str = "imprimer";
pub const MAKE_LINK: &str = "faire-lien";
pub const COPY_LINK: &str = "copier-lien";
pub const LINK_FIELD: &str = "lien-adresse";

/// The screen of the sheet.
pub fn sheet_page(screens: &Screens<'_>, form: &AssistForm, sheet: &Sheet, errors: &[FieldError]) -> AnyView {
    let t = screens.t;
    let on_sheet = screens.on_sheet(form);
    let written = |name: &str| name == NOTE || on_sheet.iter().any(|finess| name == note_field(*finess));
    let asked = |name: &str, value: &str| name == CHOSEN && on_sheet.iter().any(|finess| value == finess.to_string());
    // What stands on the sheet as a field goes with it from there.
    let carried = form.pairs(true).into_iter().filter(|(name, value)| {
        !(written(name) || asked(name, value) || [SHARED_SITUATION, ANNEX].contains(&name.as_str()))
    });
    let (others, carried): (Vec<_>, Vec<_>) = carried.partition(|(name, _)| name == CHOSEN);
    // The browser has all of it already.
    let fields = (!screens.live).then(|| hidden_fields(carried));
    let others = (!screens.live).then(|| hidden_fields(others));
    view! {
        {error_summary(t, errors)}
        <form class="sheet-form" method="post" action=Page::AssistSheet.href(t.lang) autocomplete="off" id=SHEET_FORM>
            {fields}
            {actions(screens, form, sheet)}
            {article(screens, sheet, errors)}
            // After those of the sheet: the order of the fields is that of the choice.
            {others}
        </form>
    }
    .into_any()
}

fn actions(screens: &Screens<'_>, form: &AssistForm, sheet: &Sheet) -> AnyView {
    let t = screens.t;
    let (other, other_words) =
        if t.lang == Lang::Plain { (Lang::French, W::UsualSheet) } else { (Lang::Plain, W::PlainSheet) };
    let print = screens.live.then(|| view! { <button type="button" id=PRINT>{t.say(W::Print)}</button> " " });
    let pdf = screens.pdf.then(|| {
        view! { <button type="submit" formaction=Page::AssistPdf.href(t.lang)>{t.say(W::Pdf)}</button> " " }
    });
    let pdf_hint = screens.pdf.then(|| format!(" {}", t.say(W::PdfPrivacy)));
    let annex = match sheet.plain {
        true => form.has_annex.then(|| view! { <input type="hidden" name=ANNEX value="oui"/> }.into_any()),
        false => Some(
            view! {
                <label class="box">
                    <input type="checkbox" id=ANNEX name=ANNEX value="oui" checked=form.has_annex/>
                    <span>{t.say(W::AnnexTick)}</span>
                </label>
            }
            .into_any(),
        ),
    };
    let share = match screens.live {
        true => Some(view! { <div id=SHEET_SHARE></div> }.into_any()),
        false => share_situation(t, form, SHEET_FORM),
    };
    let gone = form.chosen.iter().any(|finess| screens.catalogue().find(*finess).is_none());
    let too_many = (form.chosen.len() > MOST_CHOSEN).then(|| t.fill(W::TooManyChosen, &[&MOST_CHOSEN]));
    let warnings = [
        gone.then(|| t.say(P::SideGone).to_owned()),
        too_many,
        sheet.link.is_none().then(|| t.say(W::NoLink).to_owned()),
    ];
    let warnings: Vec<AnyView> =
        warnings.into_iter().flatten().map(|words| view! { <p class="warning">{words}</p> }.into_any()).collect();
    view! {
        <section class="sheet-actions" aria-label=t.say(W::SheetActions)>
            // The first button is the one that Enter presses.
            <button class="secondary" type="submit">{t.say(W::UpdateSheet)}</button>
            " "
            {print}
            {pdf}
            <button class="secondary" type="submit" formaction=Page::AssistSheet.href(other)>{t.say(other_words)}</button>
            " "
            <button class="secondary" type="submit" formaction=Page::Assist.href(t.lang)>{t.say(W::BackToList)}</button>
            <p class="hint">{t.say(W::PrintHint)}{pdf_hint}</p>
            {annex}
            {share}
            {warnings}
        </section>
    }
    .into_any()
}

/// Whether a link may hold the situation, where there is one.
fn share_situation(t: Words, form: &AssistForm, of: &'static str) -> Option<AnyView> {
    let id = format!("{SHARED_SITUATION}-{of}");
    (!form.situation.is_empty()).then(|| {
        view! {
            <label class="box">
                <input type="checkbox" id=id name=SHARED_SITUATION value="oui" form=of checked=form.shares_situation/>
                <span>{t.say(W::SharesSituation)}</span>
            </label>
        }
        .into_any()
    })
}

/// How a link is made, for a page that the browser follows, and the one that was made, with whether it holds the situation.
/// `of`: the form that it stands beside.
pub fn share(t: Words, form: &AssistForm, of: &'static str, made: Option<(String, bool)>) -> AnyView {
    let made = made.map(|(address, with)| link(t, address, with));
    view! {
        <div class="share">
            <button class="secondary" type="button" id=MAKE_LINK>{t.say(W::Share)}</button>
            {share_situation(t, form, of)}
            {made}
        </div>
    }
    .into_any()
}

/// A link that was made. `with`: it holds the situation.
fn link(t: Words, address: String, with: bool) -> AnyView {
    let hint = format!("{} {}", t.say(if with { W::ShareWith } else { W::ShareWithout }), t.say(W::ShareHint));
    view! {
        <label for=LINK_FIELD>{t.say(W::ShareLink)}</label>
        " "
        <input type="text" id=LINK_FIELD value=address readonly autocomplete="off" aria-describedby=hint_id(LINK_FIELD)/>
        " "
        <button class="secondary" type="button" id=COPY_LINK>{t.say(W::ShareCopy)}</button>
        <p class="hint" id=hint_id(LINK_FIELD)>{hint}</p>
    }
    .into_any()
}

fn article(screens: &Screens<'_>, sheet: &Sheet, errors: &[FieldError]) -> AnyView {
    let class = if sheet.plain { "sheet plain" } else { "sheet" };
    let lead: Vec<AnyView> =
        sheet.lead.iter().map(|words| view! { <p class="lead">{words.clone()}</p> }.into_any()).collect();
    let parts: Vec<AnyView> = sheet.sections.iter().map(|part| section(screens, part, errors)).collect();
    let stamp: Vec<AnyView> =
        sheet.stamp.iter().map(|words| view! { <p class="stamp">{words.clone()}</p> }.into_any()).collect();
    view! {
        <article class=class lang=sheet.lang>
            <h1 tabindex="-1">{sheet.title.clone()}</h1>
            {lead}
            {parts}
            <footer class="sheet-end">
                <div id=SHEET_LINK>{link_of(sheet)}</div>
                {stamp}
            </footer>
            <div class="sheet-annex" id=SHEET_ANNEX>{sheet.annex.as_ref().map(|annex| annexed(screens, annex))}</div>
        </article>
    }
    .into_any()
}

/// Where the comparison opens again, drawn and as a link.
pub fn link_of(sheet: &Sheet) -> Option<AnyView> {
    let link = sheet.link.as_ref()?;
    let code = squares(&link.url).map(|squares| drawing(squares, link.label.clone()));
    Some(view! { {code} <p><a href=link.url.clone()>{link.label.clone()}</a></p> }.into_any())
}

pub fn annexed(screens: &Screens<'_>, annex: &Annex) -> AnyView {
    let parts: Vec<AnyView> = annex
        .sections
        .iter()
        .map(|part| {
            let blocks = blocks(screens, part, &[]);
            view! { <section class="sheet-details"><h3>{part.title.clone()}</h3>{blocks}</section> }.into_any()
        })
        .collect();
    view! { <h2>{annex.title.clone()}</h2> {parts} }.into_any()
}

fn section(screens: &Screens<'_>, part: &Section, errors: &[FieldError]) -> AnyView {
    let t = screens.t;
    let keep = part.service.map(|finess| {
        view! {
            <label class="box choose">
                <input type="checkbox" name=CHOSEN value=finess.to_string() checked=true/>
                <span>
                    {t.say(W::KeepOnSheet)}
                    <span class="visually-hidden">{t.fill(Results::BoxOf, &[&part.title])}</span>
                </span>
            </label>
        }
    });
    view! {
        <section class="sheet-part">
            <h2>{part.title.clone()}</h2>
            {keep}
            {blocks(screens, part, errors)}
        </section>
    }
    .into_any()
}

fn blocks(screens: &Screens<'_>, part: &Section, errors: &[FieldError]) -> Vec<AnyView> {
    part.blocks.iter().map(|block| one_block(screens, block, errors)).collect()
}

fn one_block(screens: &Screens<'_>, block: &Block, errors: &[FieldError]) -> AnyView {
    match block {
        Block::Text { text } => view! { <p>{text.clone()}</p> }.into_any(),
        Block::Strong { text } => view! { <p class="sheet-strong"><strong>{text.clone()}</strong></p> }.into_any(),
        Block::Alert { text } => view! { <p class="sheet-alert"><strong>{text.clone()}</strong></p> }.into_any(),
        Block::Week(cover) => week(cover),
        Block::Facts { facts } => {
            let facts: Vec<AnyView> = facts
                .iter()
                .map(|fact| {
                    let lines = lines(&fact.lines);
                    view! { <div><dt>{fact.label.clone()}</dt><dd>{lines}</dd></div> }.into_any()
                })
                .collect();
            view! { <dl class="sheet-facts">{facts}</dl> }.into_any()
        }
        Block::List { title, items } => {
            let title = (!title.is_empty()).then(|| view! { <h3>{title.clone()}</h3> });
            let items: Vec<AnyView> = items.iter().map(|item| view! { <li>{item.clone()}</li> }.into_any()).collect();
            view! { {title} <ul>{items}</ul> }.into_any()
        }
        Block::Table(numbers) => table(numbers),
        Block::Acts { title, acts } => {
            let acts: Vec<AnyView> = acts
                .iter()
                .map(|act| {
                    let href = format!("{}#{}", screens.pictograms, act.code);
                    view! {
                        <li>
                            <svg class="pictogram" width="40" height="40" aria-hidden="true"><use href=href></use></svg>
                            <span>{act.name.clone()}</span>
                        </li>
                    }
                    .into_any()
                })
                .collect();
            view! { <h3>{title.clone()}</h3> <ul class="sheet-acts">{acts}</ul> }.into_any()
        }
        Block::Note(written) => note(screens.t, written, errors),
    }
}

fn lines(lines: &[String]) -> Vec<AnyView> {
    lines.iter().map(|line| view! { <span class="line">{line.clone()}</span> }.into_any()).collect()
}

fn week(week: &SheetWeek) -> AnyView {
    let days: Vec<AnyView> = week
        .days
        .iter()
        .map(|day| view! { <span class="strip-day" data-cover=day.cover>{day.letter.to_string()}</span> }.into_any())
        .collect();
    view! {
        <p class="sheet-week"><span class="strip-days" aria-hidden="true">{days}</span>{week.words.clone()}</p>
    }
    .into_any()
}

fn table(table: &SheetTable) -> AnyView {
    let head: Vec<AnyView> =
        table.head.iter().map(|column| view! { <th scope="col">{column.clone()}</th> }.into_any()).collect();
    let rows: Vec<AnyView> = table.rows.iter().map(|row| cells(row)).collect();
    let total = (!table.total.is_empty()).then(|| view! { <tfoot>{cells(&table.total)}</tfoot> });
    view! {
        <table class="sheet-table">
            <caption>{table.caption.clone()}</caption>
            <thead><tr>{head}</tr></thead>
            <tbody>{rows}</tbody>
            {total}
        </table>
    }
    .into_any()
}

fn cells(row: &[String]) -> AnyView {
    let cells = row.iter().enumerate().map(|(at, cell)| match at {
        0 => view! { <th scope="row">{cell.clone()}</th> }.into_any(),
        _ => view! { <td>{cell.clone()}</td> }.into_any(),
    });
    view! { <tr>{cells.collect::<Vec<_>>()}</tr> }.into_any()
}

/// Lines that a note needs where it is written, and on paper.
pub fn rows_of(note: &str) -> usize {
    note.lines().map(|line| line.chars().count() / 70 + 1).sum::<usize>().max(2)
}

/// A note is written where it is read, and printed as it stands. An empty one is not printed.
fn note(t: Words, note: &SheetNote, errors: &[FieldError]) -> AnyView {
    let field = &note.field;
    let longest = if field == NOTE { LONGEST_GENERAL_NOTE } else { LONGEST_NOTE };
    let described = format!("{} {}", hint_id(field), message_id(field));
    view! {
        <div class="note">
            <label for=field.clone()>{note.title.clone()}</label>
            <p class="hint" id=hint_id(field)>{t.fill(W::NoteHint, &[&longest])}</p>
            {field_message(errors, field)}
            <textarea id=field.clone() name=field.clone() rows=rows_of(&note.text).to_string() placeholder=" "
                aria-invalid=invalid(errors, field) aria-describedby=described>{note.text.clone()}</textarea>
        </div>
    }
    .into_any()
}
