//! The content of a LibreOffice workbook, read element by element: repeated cells and rows are never copied.

use std::collections::HashSet;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion, escape};

use super::grid::{Allowance, COLUMNS, Cell, Row, Table, decimal};
use super::{CellError, ReadError};

/// A position in the tables of a document.
#[derive(Default)]
struct Reading {
    tables: Vec<Table>,
    /// Rows before this one in its table.
    line: u32,
    row: Vec<Cell>,
    row_repeats: u32,
    /// Columns before this cell in its row.
    column: usize,
    cell: Option<Value>,
    /// Inside a comment on a cell.
    in_comment: bool,
    /// The current style, and the styles of hidden sheets.
    style: String,
    hidden: HashSet<String>,
    /// Number of open links to other files around this position: the values stored for them do not belong to this file.
    links: u32,
    /// Whether the current sheet holds stored cells of another file.
    is_of_another_file: bool,
}

/// A cell that is being read.
struct Value {
    repeats: usize,
    is_formula: bool,
    kind: String,
    value: String,
    text: String,
}

/// The sheets of `content.xml`.
pub(super) fn tables(content: &str, allowance: &mut Allowance) -> Result<Vec<Table>, ReadError> {
    let mut reader = Reader::from_str(content);
    let mut reading = Reading::default();
    loop {
        match reader.read_event().map_err(|_| ReadError::Damaged)? {
            Event::Start(element) => reading.start(&element),
            Event::Empty(element) => {
                reading.start(&element);
                reading.end(element.name().as_ref(), allowance)?;
            }
            Event::End(element) => reading.end(element.name().as_ref(), allowance)?,
            Event::Text(text) => reading.text(&text.xml10_content()),
            Event::CData(text) => reading.text(&text.xml10_content()),
            Event::GeneralRef(entity) => match entity.resolve_char_ref() {
                Ok(Some(c)) => reading.text(c.encode_utf8(&mut [0; 4])),
                Ok(None) => reading.text(escape::resolve_xml_entity(&entity).unwrap_or_default()),
                Err(_) => return Err(ReadError::Damaged),
            },
            Event::Eof => return Ok(reading.tables),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok().flatten()?;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

fn repeats(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).and_then(|repeats| repeats.parse().ok()).unwrap_or(1)
}

impl Reading {
    fn start(&mut self, element: &BytesStart<'_>) {
        match element.name().as_ref() {
            "style:style" => self.style = attribute(element, "style:name").unwrap_or_default(),
            "style:table-properties" if attribute(element, "table:display").as_deref() == Some("false") => {
                self.hidden.insert(self.style.clone());
            }
            "table:dde-links" => self.links += 1,
            "table:table-source" => self.is_of_another_file = true,
            "table:table" => {
                let title = attribute(element, "table:name").unwrap_or_default();
                let style = attribute(element, "table:style-name").unwrap_or_default();
                // "'file:///home/…/tarifs.ods'#$Tarifs"
                self.is_of_another_file = self.links > 0 || title.trim_start_matches('\'').starts_with("file:");
                let is_hidden =
                    self.hidden.contains(&style) || attribute(element, "table:display").as_deref() == Some("false");
                self.tables.push(Table { title, is_hidden, rows: Vec::new() });
                self.line = 0;
            }
            "table:table-row" => {
                (self.row, self.column) = (Vec::new(), 0);
                self.row_repeats = repeats(element, "table:number-rows-repeated");
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let stated = |name| attribute(element, name);
                let error = stated("calcext:value-type").filter(|kind| kind == "error");
                let value = ["office:value", "office:date-value", "office:time-value", "office:boolean-value"];
                self.cell = Some(Value {
                    repeats: repeats(element, "table:number-columns-repeated") as usize,
                    is_formula: stated("table:formula").is_some(),
                    kind: error.or_else(|| stated("office:value-type")).unwrap_or_default(),
                    value: value.into_iter().find_map(stated).unwrap_or_default(),
                    text: String::new(),
                });
            }
            "office:annotation" => self.in_comment = true,
            "text:p" | "text:s" | "text:tab" | "text:line-break" => self.text(" "),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|_| !self.in_comment) {
            cell.text.push_str(text);
        }
    }

    fn end(&mut self, name: &str, allowance: &mut Allowance) -> Result<(), ReadError> {
        match name {
            "office:annotation" => self.in_comment = false,
            "table:dde-links" => self.links = self.links.saturating_sub(1),
            "table:table" => {
                if std::mem::take(&mut self.is_of_another_file) {
                    self.tables.pop();
                } else if let Some(table) = self.tables.last_mut().filter(|table| table.is_hidden) {
                    table.rows.clear();
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let Some(value) = self.cell.take() else { return Ok(()) };
                let (first, next) = (self.column, self.column.saturating_add(value.repeats));
                self.column = next;
                let cell = value.read();
                if cell == Cell::Empty || first >= COLUMNS {
                    return Ok(());
                }
                allowance.take(&cell)?;
                self.row.resize(first, Cell::Empty);
                self.row.resize(next.min(COLUMNS), cell);
            }
            "table:table-row" => {
                let cells = std::mem::take(&mut self.row);
                let line = self.line.saturating_add(1);
                self.line = self.line.saturating_add(self.row_repeats);
                // Repeated rows have the same contents: the first is enough.
                if let Some(table) = self.tables.last_mut().filter(|_| !cells.is_empty()) {
                    allowance.take_row()?;
                    table.rows.push(Row { line, cells });
                }
            }
            _ => {}
        }
        Ok(())
    }
}

impl Value {
    /// The text that the sheet shows after a number: " %" of a format without a percentage, " h".
    fn unit(&self) -> String {
        let number = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',' | '-' | '+');
        let unit = self.text.trim().trim_start_matches(number);
        let is_exponent = unit.starts_with('E') && unit.ends_with(|c: char| c.is_ascii_digit());
        if unit.is_empty() || is_exponent { String::new() } else { format!(" {unit}") }
    }

    fn read(&self) -> Cell {
        let number = || self.value.parse::<f64>().ok();
        match self.kind.as_str() {
            "error" => Cell::Wrong(CellError::Formula(self.text.trim().to_owned())),
            _ if self.is_formula && self.value.is_empty() && self.text.trim().is_empty() => {
                Cell::Wrong(CellError::NoStoredValue)
            }
            "float" | "currency" if self.is_formula && self.value.is_empty() => Cell::Wrong(CellError::NoStoredValue),
            "float" => number().map_or(Cell::Empty, |number| Cell::Text(format!("{}{}", decimal(number), self.unit()))),
            "currency" => number().map_or(Cell::Empty, |number| Cell::Text(decimal(number))),
            "percentage" => number().map_or(Cell::Empty, |number| Cell::Text(format!("{} %", decimal(number * 100.0)))),
            "date" => Cell::text(self.value.get(..10).unwrap_or(&self.value)),
            // "PT20H30M00S"
            "time" => {
                let clock = self.value.strip_prefix("PT").unwrap_or(&self.value).split('M').next().unwrap_or_default();
                Cell::text(&clock.replace('H', ":"))
            }
            "boolean" => Cell::text(if self.value == "true" { "oui" } else { "non" }),
            _ => Cell::text(&self.text),
        }
    }
}
