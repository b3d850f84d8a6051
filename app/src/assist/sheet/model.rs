//! The sheet that a person leaves with, in words: titles, facts, lists and tables, without a form. The printed page and
//! the PDF are two forms of it. What one calls with is a page; the arithmetic is an annex that may be left out.

use domain::Finess;
use serde::Serialize;

/// A whole sheet. Every text is in the language of the sheet and final: whoever gives it a form adds no word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// For the attribute `lang`: "fr" or "en".
    pub lang: &'static str,
    /// Easy to read: larger letters, pictograms beside the tasks.
    pub plain: bool,
    pub title: String,
    /// What stands under the title, one paragraph each.
    pub lead: Vec<String>,
    /// The need, each service in the order in which to call it, what to do next.
    pub sections: Vec<Section>,
    /// On a page of its own. None where it is left out.
    pub annex: Option<Annex>,
    /// Where the comparison opens again, drawn as a QR code. None where it would be too long to be read.
    pub link: Option<SheetLink>,
    /// Date, method and versions, one line each.
    pub stamp: Vec<String>,
}

impl Sheet {
    /// The same for paper, on which nobody writes: without the notes that hold nothing.
    #[must_use]
    pub fn written(mut self) -> Self {
        for section in &mut self.sections {
            section.blocks.retain(|block| !matches!(block, Block::Note(note) if note.text.is_empty()));
        }
        self
    }
}

/// How the amounts are computed, and all else that is known of the services.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Annex {
    pub title: String,
    pub sections: Vec<Section>,
}

/// A part of the sheet: the need, or one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    pub title: String,
    /// The service that it is of, where the page lets it be taken off.
    #[serde(skip)]
    pub service: Option<Finess>,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Block {
    Text {
        text: String,
    },
    /// What must be seen first.
    Strong {
        text: String,
    },
    /// In red: why one need not call now.
    Alert {
        text: String,
    },
    /// Which days are covered, drawn, and the same in words.
    Week(SheetWeek),
    /// Names with what is said of each, one line each.
    Facts {
        facts: Vec<SheetFact>,
    },
    List {
        title: String,
        items: Vec<String>,
    },
    Table(SheetTable),
    /// Tasks, with their pictograms where the sheet is plain.
    Acts {
        title: String,
        acts: Vec<SheetAct>,
    },
    /// What someone wrote, as they wrote it: its lines are lines. Empty where nothing was written.
    Note(SheetNote),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetNote {
    pub title: String,
    pub text: String,
    /// Name of its field, where the page lets it be written.
    #[serde(skip)]
    pub field: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetWeek {
    /// From Monday to Sunday.
    pub days: Vec<SheetDay>,
    pub words: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetDay {
    pub letter: char,
    /// "full", "partly", "nothing", "unknown", or "free" where nobody is needed.
    pub cover: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetFact {
    pub label: String,
    pub lines: Vec<String>,
}

/// A table whose first column names its rows. `rows` and `total` have as many cells as `head`; `total` may be empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetTable {
    pub caption: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
    pub total: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetAct {
    /// A code of `domain::Act`: which pictogram.
    pub code: &'static str,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetLink {
    /// What it does, beside the drawing.
    pub label: String,
    pub url: String,
}
