//! The style sheets as a few bundles: files that only import others, checked, minified, written for the oldest browsers that
//! we serve.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use lightningcss::printer::PrinterOptions;
use lightningcss::rules::{CssRule, CssRuleList};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, StyleSheet};
use lightningcss::targets::{Browsers, Targets};

/// The first browsers that read `@layer`, in which every rule of ours stands: those of Android 6 and of an iPhone of 2015.
/// Older ones show the pages without style.
const OLDEST: Browsers = Browsers {
    android: Some(99 << 16),
    chrome: Some(99 << 16),
    edge: Some(99 << 16),
    firefox: Some(97 << 16),
    ie: None,
    ios_saf: Some(15 << 16 | 4 << 8),
    opera: Some(85 << 16),
    safari: Some(15 << 16 | 4 << 8),
    samsung: Some(18 << 16),
};

/// The bundles: what pages know each by, and the file that imports its style sheets. The order of the layers is that of the first.
pub const BUNDLES: [(&str, &str); 6] = [
    ("style", "main.css"),
    ("need", "need.css"),
    ("services", "services.css"),
    ("details", "details.css"),
    ("office", "office.css"),
    ("widget", "widget.css"),
];

/// Every style sheet of a folder is in some bundle.
pub fn check(folder: &Path) -> Result<()> {
    let mut imported = Vec::new();
    for (_, bundle) in BUNDLES {
        imported.push(bundle.to_owned());
        imported.extend(imports(bundle, &read(&folder.join(bundle))?)?);
    }
    for file in style_sheets(folder)? {
        let is_used = imported.iter().any(|name| file == folder.join(name));
        ensure!(is_used, "{} is not imported by a bundle", file.display());
    }
    Ok(())
}

/// The bundle of a folder of style sheets that a file imports.
pub fn bundle(folder: &Path, name: &str) -> Result<String> {
    let imported = imports(name, &read(&folder.join(name))?)?;
    let texts: Vec<String> = imported.iter().map(|name| read(&folder.join(name))).collect::<Result<_>>()?;
    let mut rules = Vec::new();
    for (name, text) in imported.iter().zip(&texts) {
        rules.extend(parse(name, text)?.rules.0);
    }
    let mut sheet = StyleSheet::new(vec![name.to_owned()], CssRuleList(rules), ParserOptions::default());
    let targets = Targets::from(OLDEST);
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .context("the style sheets cannot be minified")?;
    let options = PrinterOptions { minify: true, targets, ..PrinterOptions::default() };
    Ok(sheet.to_css(options).context("the style sheets cannot be written")?.code)
}

/// Names of the files that a bundle imports, in its order. It holds nothing else.
fn imports(name: &str, bundle: &str) -> Result<Vec<String>> {
    let named = parse(name, bundle)?.rules.0.into_iter().map(|rule| match rule {
        CssRule::Import(import) => Ok(import.url.to_string()),
        _ => bail!("{name} only imports: a rule belongs in a file of its layer"),
    });
    named.collect()
}

fn parse<'a>(name: &str, text: &'a str) -> Result<StyleSheet<'a>> {
    let options = ParserOptions { filename: name.to_owned(), ..ParserOptions::default() };
    StyleSheet::parse(text, options).map_err(|error| {
        // It counts lines from 0.
        let line = error.loc.as_ref().map_or(0, |place| place.line + 1);
        anyhow::anyhow!("{name}:{line}: {}", error.kind)
    })
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))
}

/// Every style sheet of the folder and of the folders in it.
fn style_sheets(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(style_sheets(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "css") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::path::Path;

    use super::{bundle, check};

    /// A folder of style sheets for one test.
    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("components")).unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    #[test]
    fn the_style_sheets_follow_each_other_in_the_order_of_the_imports() {
        let folder = folder(&[
            ("main.css", "@import \"tokens.css\";\n@import \"components/b.css\";\n@import \"components/a.css\";"),
            ("tokens.css", "@layer base, components; /* why */ :root { --colour: #aabbcc }"),
            ("components/a.css", "@layer components { .a { color: red; } }"),
            ("components/b.css", "@layer components { .b { color: red; & > p { margin: 0px 0px } } }"),
        ]);
        let css = bundle(folder.path(), "main.css").unwrap();
        assert_eq!(css, "@layer base;@layer components{.b{color:red}.b>p{margin:0}.a{color:red}}:root{--colour:#abc}");
    }

    #[test]
    fn a_style_sheet_that_is_not_imported_stops_the_packing() {
        let folder = folder(&[
            ("main.css", "@import \"tokens.css\";"),
            ("tokens.css", ":root { --space: 1rem }"),
            ("components/new.css", ".new { color: red }"),
            ("need.css", ""),
            ("services.css", ""),
            ("details.css", ""),
            ("office.css", ""),
            ("widget.css", ""),
        ]);
        let error = check(folder.path()).unwrap_err().to_string();
        assert!(error.ends_with("components/new.css is not imported by a bundle"), "{error}");
    }

    #[test]
    fn an_error_names_its_file_and_line() {
        let folder =
            folder(&[("main.css", "@import \"base.css\";"), ("base.css", ".a { color: red; }\n.b { color: red; } }")]);
        let error = bundle(folder.path(), "main.css").unwrap_err().to_string();
        assert!(error.contains("base.css:2"), "{error}");
    }

    #[test]
    fn the_layers_of_the_site_are_in_the_order_of_its_tokens() {
        let css = bundle(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../style"), "main.css").unwrap();
        let layers = ["tokens", "base", "layout", "components", "utilities", "print"];
        let places: Vec<usize> = layers.map(|layer| css.find(&format!("@layer {layer}{{")).unwrap()).into();
        assert!(places.is_sorted(), "{places:?}");
    }
}
