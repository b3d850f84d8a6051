//! What the columns are, for people (the dictionary) and for programs: JSON Schema (2020-12) of the JSON files, and Table
//! Schema of the CSV files.

use std::io::Write;

use app::routes::{DataFile, Page};
use app::text::Lang;
use app::text::open_data::{CONVENTIONS, Column, ColumnKind, LICENCE, LICENCE_HREF};
use domain::values::closed_list::ClosedList;
use serde_json::{Map, Value, json};

use super::csv::writer;
use super::table::TableName;
use super::{DataError, DataState};

const HEADER: [&str; 14] = [
    "table",
    "colonne",
    "titre",
    "description",
    "type",
    "codes",
    "unite",
    "peut_etre_inconnu",
    "affirme_par",
    "exemple",
    "meme_champ_ailleurs",
    "title_en",
    "description_en",
    "unit_en",
];

fn line(table: TableName, column: &Column) -> [String; 14] {
    let text = str::to_owned;
    [
        text(table.code()),
        column.name.to_string(),
        text(column.title(Lang::French)),
        text(column.description(Lang::French)),
        text(column.kind.words(Lang::French)),
        column.kind.codes().join("|"),
        text(column.unit(Lang::French)),
        column.may_be_unknown.to_string(),
        text(column.stated_by(Lang::French)),
        text(column.example),
        text(column.elsewhere),
        text(column.title(Lang::English)),
        text(column.description(Lang::English)),
        text(column.unit(Lang::English)),
    ]
}

/// The dictionary with its header: a line for each column of each table.
pub fn dictionary() -> impl Iterator<Item = [String; 14]> {
    let lines =
        TableName::ALL.into_iter().flat_map(|table| table.columns().into_iter().map(move |column| line(table, column)));
    [HEADER.map(str::to_owned)].into_iter().chain(lines)
}

pub fn write_dictionary_csv(out: impl Write) -> Result<(), DataError> {
    let mut writer = writer(out);
    for line in dictionary() {
        writer.write_record(line)?;
    }
    writer.flush()?;
    Ok(())
}

pub fn write_dictionary_json(mut out: impl Write) -> Result<(), DataError> {
    let columns = TableName::ALL.into_iter().flat_map(|table| {
        table.columns().into_iter().map(move |column| {
            let values = line(table, column).map(Value::from);
            let mut named: Map<String, Value> = HEADER.map(str::to_owned).into_iter().zip(values).collect();
            named.insert("codes".to_owned(), json!(column.kind.codes()));
            named.insert("peut_etre_inconnu".to_owned(), json!(column.may_be_unknown));
            Value::Object(named)
        })
    });
    let conventions = CONVENTIONS.map(|(french, english)| json!({ "fr": french, "en": english }));
    let dictionary = json!({
        "licence": { "nom": LICENCE, "adresse": LICENCE_HREF },
        "conventions": conventions,
        "colonnes": columns.collect::<Vec<_>>(),
    });
    serde_json::to_writer_pretty(&mut out, &dictionary)?;
    Ok(())
}

/// JSON Schema of `services.json` and of `tarifs.json`.
pub fn write_json_schema(mut out: impl Write, state: &DataState<'_>) -> Result<(), DataError> {
    let lines: Map<String, Value> =
        TableName::ALL.map(|table| (table.code().to_owned(), object(table))).into_iter().collect();
    let mut properties = Map::new();
    for (name, schema) in [
        ("jour", json!({ "type": "string", "format": "date" })),
        ("licence", json!({ "type": "string" })),
        ("page", json!({ "type": "string", "format": "uri" })),
    ] {
        properties.insert(name.to_owned(), schema);
    }
    for table in TableName::ALL {
        let items = json!({ "$ref": format!("#/$defs/{}", table.code()) });
        properties.insert(table.code().to_owned(), json!({ "type": "array", "items": items }));
    }
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("{}{}", state.site, DataFile::Schema.href()),
        "title": "Services d’aide à domicile et leurs tarifs",
        "type": "object",
        "required": ["jour", "licence", "page"],
        "oneOf": TableName::ALL.map(|table| json!({ "required": [table.code()] })),
        "properties": properties,
        "additionalProperties": false,
        "$defs": lines,
    });
    serde_json::to_writer_pretty(&mut out, &schema)?;
    Ok(())
}

fn object(table: TableName) -> Value {
    let columns = table.columns();
    let names: Vec<&str> = columns.iter().map(|column| &*column.name).collect();
    let properties: Map<String, Value> =
        columns.iter().map(|column| (column.name.to_string(), property(column))).collect();
    json!({ "type": "object", "required": names, "additionalProperties": false, "properties": properties })
}

fn property(column: &Column) -> Value {
    let codes = || column.kind.codes().into_iter().map(Value::from).collect::<Vec<_>>();
    let (kind, more) = match column.kind {
        ColumnKind::Text => ("string", json!({})),
        ColumnKind::Digits => ("string", json!({ "pattern": "^[0-9A-Z]+$" })),
        ColumnKind::Link => ("string", json!({ "format": "uri" })),
        ColumnKind::Date => ("string", json!({ "format": "date" })),
        ColumnKind::Integer => ("integer", json!({})),
        ColumnKind::Boolean => ("boolean", json!({})),
        ColumnKind::Decimal => ("string", json!({ "pattern": "^-?[0-9]+\\.[0-9]{2}$" })),
        ColumnKind::Degrees => ("number", json!({ "minimum": -180, "maximum": 180 })),
        ColumnKind::Code(_) => {
            let unknown = column.may_be_unknown.then_some(Value::Null);
            ("string", json!({ "enum": codes().into_iter().chain(unknown).collect::<Vec<_>>() }))
        }
        ColumnKind::Codes(_) => ("array", json!({ "items": { "enum": codes() }, "uniqueItems": true })),
        ColumnKind::Texts => ("array", json!({ "items": { "type": "string" } })),
    };
    let mut property = match more {
        Value::Object(more) => more,
        // Each of them is written as an object.
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => Map::new(),
    };
    let kinds = if column.may_be_unknown { json!([kind, "null"]) } else { json!(kind) };
    property.insert("type".to_owned(), kinds);
    property.insert("title".to_owned(), column.title(Lang::French).into());
    property.insert("description".to_owned(), column.description(Lang::French).into());
    Value::Object(property)
}

/// A data package (Frictionless) whose resources are the CSV files, each with its Table Schema.
pub fn write_table_schema(mut out: impl Write, state: &DataState<'_>) -> Result<(), DataError> {
    let resources = [(TableName::Services, DataFile::ServicesCsv), (TableName::Tariffs, DataFile::TariffsCsv)];
    let resources = resources.map(|(table, file)| {
        let fields: Vec<Value> = table.columns().into_iter().map(field).collect();
        let keys = match table {
            TableName::Services => json!(["finess"]),
            TableName::Tariffs => json!(["finess", "mode", "date_debut"]),
        };
        json!({
            "name": table.code(),
            "path": format!("{}{}", state.site, file.href()),
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true },
            "schema": { "fields": fields, "primaryKey": keys, "missingValues": [""] },
        })
    });
    let package = json!({
        "name": "aide-a-domicile",
        "title": "Services d’aide à domicile et leurs tarifs",
        "homepage": format!("{}{}", state.site, Page::OpenData.href(Lang::French)),
        "licenses": [{ "name": "etalab-2.0", "path": LICENCE_HREF, "title": LICENCE }],
        "resources": resources,
    });
    serde_json::to_writer_pretty(&mut out, &package)?;
    Ok(())
}

fn field(column: &Column) -> Value {
    let (kind, format) = match column.kind {
        ColumnKind::Text | ColumnKind::Digits | ColumnKind::Code(_) | ColumnKind::Codes(_) | ColumnKind::Texts => {
            ("string", "default")
        }
        ColumnKind::Link => ("string", "uri"),
        ColumnKind::Date => ("date", "default"),
        ColumnKind::Integer => ("integer", "default"),
        ColumnKind::Boolean => ("boolean", "default"),
        ColumnKind::Decimal | ColumnKind::Degrees => ("number", "default"),
    };
    let mut constraints = Map::new();
    if !column.may_be_unknown {
        constraints.insert("required".to_owned(), true.into());
    }
    if let ColumnKind::Code(codes) = column.kind {
        constraints.insert("enum".to_owned(), json!(codes()));
    }
    json!({
        "name": column.name,
        "title": column.title(Lang::French),
        "description": column.description(Lang::French),
        "type": kind,
        "format": format,
        "example": column.example,
        "constraints": constraints,
    })
}

/// Whether a file is itself about the others.
pub fn describes_others(file: DataFile) -> bool {
    matches!(file, DataFile::Catalogue | DataFile::Checksums)
}

/// The files that are made from the data alone.
pub fn plain_files() -> impl Iterator<Item = DataFile> {
    DataFile::ALL.iter().copied().filter(|file| !describes_others(*file))
}
