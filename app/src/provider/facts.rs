//! The facts of a provider's page in blocks: each with its label and its value, or "unknown". Where all known facts of
//! a block have the same source and date, these stand once under it; else each fact has its source.

use domain::provider::listing::{Fact, Provenance};
use leptos::prelude::*;

use crate::text::{ProviderWords as W, Words};

/// Facts that stand together.
pub struct Block {
    t: Words,
    lines: Vec<Line>,
}

struct Line {
    label: String,
    value: Option<AnyView>,
    source: Option<String>,
}

impl Block {
    pub fn new(t: Words) -> Self {
        Self { t, lines: Vec::new() }
    }

    /// A fact whose value is a view. If `view` gives none, the fact is shown as unknown.
    pub fn add<T>(mut self, label: W, fact: &Fact<T>, view: impl FnOnce(&T) -> Option<AnyView>) -> Self {
        let t = self.t;
        self.lines.push(Line {
            label: t.say(label).to_owned(),
            value: fact.value().and_then(view),
            source: fact.provenance().map(|provenance| t.provenance(provenance)),
        });
        self
    }

    /// A fact whose value is a text.
    pub fn words<T>(self, label: W, fact: &Fact<T>, words: impl FnOnce(&T) -> String) -> Self {
        self.add(label, fact, |value| Some(words(value).into_any()))
    }

    /// A value without a source, which every listing has: its number.
    pub fn given(mut self, label: W, words: String) -> Self {
        let label = self.t.say(label).to_owned();
        self.lines.push(Line { label, value: Some(words.into_any()), source: None });
        self
    }

    pub fn view(self) -> AnyView {
        let t = self.t;
        let mut sources: Vec<String> = Vec::new();
        for source in self.lines.iter().filter_map(|line| line.source.as_ref()) {
            if !sources.contains(source) {
                sources.push(source.clone());
            }
        }
        let once = sources.len() < 2;
        let lines: Vec<AnyView> = self
            .lines
            .into_iter()
            .map(|line| {
                let source = line.source.filter(|_| !once);
                let source = source.map(|source| view! { <small class="source">{source}</small> });
                let value = line.value.unwrap_or_else(|| unknown(t));
                view! { <div><dt>{line.label}</dt><dd>{value} {source}</dd></div> }.into_any()
            })
            .collect();
        let under = sources.pop().filter(|_| once).map(|source| source_line(&source));
        view! { <dl class="listing">{lines}</dl> {under} }.into_any()
    }
}

/// The word "unknown".
pub fn unknown(t: Words) -> AnyView {
    view! { <span class="unknown">{t.say(W::NotKnownYet)}</span> }.into_any()
}

/// The source and the date of a whole block.
pub fn provenance(t: Words, provenance: &Provenance) -> AnyView {
    source_line(&t.provenance(provenance))
}

fn source_line(words: &str) -> AnyView {
    view! { <p class="sources">{words.to_owned()}</p> }.into_any()
}

#[cfg(test)]
mod tests {
    use domain::provider::listing::{Fact, Provenance, Source};
    use jiff::civil::date;
    use leptos::prelude::RenderHtml;

    use super::Block;
    use crate::text::{Lang, ProviderWords as W, Words};

    fn fact(source: Source) -> Fact<String> {
        Fact::new("a".to_owned(), Provenance { source, observed: date(2026, 11, 1), verified: None })
    }

    fn html(facts: &[Fact<String>]) -> String {
        let block = Block::new(Words::of(Lang::French));
        facts.iter().fold(block, |block, fact| block.words(W::Email, fact, Clone::clone)).view().to_html()
    }

    #[test]
    fn a_source_that_all_facts_share_stands_once() {
        let html = html(&[fact(Source::City), fact(Source::City), Fact::Unknown]);
        assert_eq!(html.matches("relevé par la Ville le 1er novembre 2026").count(), 1, "{html}");
        assert_eq!((html.matches("class=\"sources\"").count(), html.matches("class=\"source\"").count()), (1, 0));
        assert_eq!(html.matches("on ne sait pas encore").count(), 1, "{html}");
    }

    #[test]
    fn facts_of_two_sources_have_each_their_line() {
        let html = html(&[fact(Source::City), fact(Source::Provider), Fact::Unknown]);
        assert_eq!((html.matches("class=\"sources\"").count(), html.matches("class=\"source\"").count()), (0, 2));
    }

    #[test]
    fn a_block_of_nothing_known_names_no_source() {
        let html = html(&[Fact::Unknown]);
        assert!(!html.contains("class=\"source"), "{html}");
    }
}
