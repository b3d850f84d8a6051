//! Every sentence of the site, in three languages. The pages contain no sentences: they ask `Words`, and a sentence
//! without one of the languages does not compile. Values of the domain get their names here too, and nowhere else.

mod aids;
#[cfg(feature = "ssr")]
pub mod api;
mod api_docs;
mod assist;
mod common;
#[cfg(feature = "ssr")]
pub mod dossier;
#[cfg(any(feature = "ssr", feature = "office"))]
pub mod editor;
#[cfg(feature = "ssr")]
pub mod figures;
mod legal;
mod list;
mod method;
mod need;
#[cfg(any(feature = "ssr", feature = "office"))]
pub mod office;
#[cfg(feature = "ssr")]
pub mod open_data;
mod pages;
mod provider;
mod refusal;
mod results;
#[cfg(feature = "ssr")]
pub mod shortages;
#[cfg(feature = "ssr")]
pub mod staff;
mod values;
mod widget;
#[cfg(feature = "ssr")]
pub mod working_list;

use std::fmt::{Display, Write};
#[cfg(not(feature = "hydrate"))]
use std::sync::LazyLock;

use leptos::prelude::{AnyView, IntoAny};
use serde::{Deserialize, Serialize};

pub use aids::{Aids, is_deducted};
pub use api_docs::ApiWords;
pub use assist::AssistWords;
pub use common::Common;
pub use legal::Legal;
pub use list::ListWords;
pub use method::MethodWords;
pub use need::NeedWords;
pub use pages::Pages;
pub use provider::ProviderWords;
pub use refusal::RefusalWords;
pub use results::Results;
pub use values::Named;
pub use widget::WidgetWords;

pub const SITE: &str = "Quelleaideadom";

/// A language of the interface. Plain is "facile à lire et à comprendre" (FALC), for the pages that families read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lang {
    #[default]
    French,
    English,
    Plain,
}

impl Lang {
    pub const ALL: [Self; 3] = [Self::French, Self::English, Self::Plain];

    /// The prefix of the path of a page; French has none.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::French => "",
            Self::English => "/en",
            Self::Plain => "/falc",
        }
    }

    /// The language of a path, and the path without it.
    pub fn split(path: &str) -> (Self, &str) {
        let of = |lang: Self| {
            let rest = path.strip_prefix(lang.prefix())?;
            (rest.is_empty() || rest.starts_with('/')).then_some((lang, if rest.is_empty() { "/" } else { rest }))
        };
        of(Self::English).or_else(|| of(Self::Plain)).unwrap_or((Self::French, path))
    }

    /// The value of the attribute `lang`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::French | Self::Plain => "fr",
            Self::English => "en",
        }
    }

    /// The name of the language, in that language.
    pub fn name(self) -> &'static str {
        match self {
            Self::French => "Français",
            Self::English => "English",
            Self::Plain => "Facile à lire",
        }
    }
}

/// One sentence of one table.
pub trait Sentence: Copy {
    /// The number of its table in `Words`.
    const TABLE: usize;
    fn number(self) -> usize;
}

/// Defines a table of sentences: a name, then French, English and plain French, or `=` if the French is plain already.
/// Values replace `{0}`, `{1}`…
macro_rules! sentences {
    ($(#[$doc:meta])* $table:ident at $at:literal { $($name:ident: $french:literal, $english:literal, $plain:tt;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $table { $($name),* }

        impl crate::text::Sentence for $table {
            const TABLE: usize = $at;
            fn number(self) -> usize { self as usize }
        }

        #[cfg(not(feature = "hydrate"))]
        impl $table {
            pub(crate) const FRENCH: &[&str] = &[$($french),*];
            pub(crate) const ENGLISH: &[&str] = &[$($english),*];
            pub(crate) const PLAIN: &[&str] = &[$(crate::text::plain!($french, $plain)),*];
        }
    };
}

#[cfg(not(feature = "hydrate"))]
macro_rules! plain {
    ($french:literal, =) => {
        $french
    };
    ($french:literal, $plain:literal) => {
        $plain
    };
}

#[cfg(not(feature = "hydrate"))]
use plain;
use sentences;

/// The words of one language. The server holds all three languages; the browser gets only those of its page
/// (`words_file`), so that its client contains none.
#[derive(Clone, Copy)]
pub struct Words {
    pub lang: Lang,
    tables: &'static [&'static [&'static str]],
}

/// The number of tables that the islands use; they come first.
#[cfg(not(feature = "hydrate"))]
const IN_BROWSER: usize = 5;

/// The tables of a language.
#[cfg(not(feature = "hydrate"))]
type Tables = &'static [&'static [&'static str]];

/// The words by language, built once with their no-break spaces.
#[cfg(not(feature = "hydrate"))]
static TABLES: LazyLock<[Tables; 3]> = LazyLock::new(|| {
    macro_rules! tables {
        ($language:ident) => {
            [
                Common::$language,
                NeedWords::$language,
                Results::$language,
                Aids::$language,
                ListWords::$language,
                Pages::$language,
                ProviderWords::$language,
                MethodWords::$language,
                AssistWords::$language,
                RefusalWords::$language,
                Legal::$language,
                ApiWords::$language,
                WidgetWords::$language,
            ]
        };
    }
    let kept = |tables: [&'static [&'static str]; 13]| -> Tables { Box::leak(Box::new(tables)) };
    [unbreakable(&tables!(FRENCH)), kept(tables!(ENGLISH)), unbreakable(&tables!(PLAIN))]
});

/// French with no-break spaces: narrow ones before « : ; ? ! % », and inside guillemets.
#[cfg(not(feature = "hydrate"))]
fn unbreakable(tables: &[&'static [&'static str]]) -> Tables {
    let sentence = |sentence: &&'static str| -> &'static str {
        let mut text = (*sentence).to_owned();
        for mark in [':', ';', '?', '!', '%', '»'] {
            text = text.replace(&format!(" {mark}"), &format!("\u{202f}{mark}"));
        }
        text.replace("« ", "«\u{202f}").leak()
    };
    let table = |table: &&'static [&'static str]| -> &'static [&'static str] {
        table.iter().map(sentence).collect::<Vec<_>>().leak()
    };
    tables.iter().map(table).collect::<Vec<_>>().leak()
}

impl Words {
    #[cfg(not(feature = "hydrate"))]
    pub fn of(lang: Lang) -> Self {
        Self { lang, tables: TABLES[lang as usize] }
    }

    /// The words of the page: on the server those of its language, in the browser those that were fetched.
    #[cfg(feature = "ssr")]
    pub fn from_context() -> Self {
        leptos::prelude::use_context().unwrap_or_else(|| Self::of(Lang::French))
    }

    /// The words of the page: on the server those of its language, in the browser those that were fetched.
    #[cfg(feature = "hydrate")]
    pub fn from_context() -> Self {
        // No island starts before they were fetched.
        crate::browser::page_data().map_or(Self { lang: Lang::French, tables: &[] }, |data| data.t)
    }

    /// The sentence.
    pub fn say(self, sentence: impl Sentence) -> &'static str {
        self.find(sentence_of(sentence))
    }

    fn find(self, (table, number): (usize, usize)) -> &'static str {
        self.tables.get(table).and_then(|table| table.get(number)).copied().unwrap_or_default()
    }

    /// The sentence with its values filled in.
    pub fn fill(self, sentence: impl Sentence, values: &[&dyn Display]) -> String {
        filled(self.find(sentence_of(sentence)), values)
    }

    /// The sentence with views as its values, each used once.
    pub fn view(self, sentence: impl Sentence, values: Vec<AnyView>) -> AnyView {
        let mut values: Vec<Option<AnyView>> = values.into_iter().map(Some).collect();
        let mut parts: Vec<AnyView> = Vec::new();
        pieces(self.find(sentence_of(sentence)), &mut |piece| match piece {
            Ok("") => {}
            Ok(words) => parts.push(words.to_owned().into_any()),
            Err(at) => parts.extend(values.get_mut(at).and_then(Option::take)),
        });
        parts.into_any()
    }

    /// A number in one of two sentences with `{0}`: the singular (in French also for zero), or the plural.
    pub fn count(self, number: u32, one: impl Sentence, many: impl Sentence) -> String {
        let written = self.points(number);
        filled(self.find(if self.is_one(number) { sentence_of(one) } else { sentence_of(many) }), &[&written])
    }

    /// Whether a number takes the singular: in French zero does too.
    pub fn is_one(self, number: u32) -> bool {
        match self.lang {
            Lang::French | Lang::Plain => number < 2,
            Lang::English => number == 1,
        }
    }
}

fn sentence_of<S: Sentence>(sentence: S) -> (usize, usize) {
    (S::TABLE, sentence.number())
}

/// Calls `text` with each piece of a sentence, and `value` with the number of each value.
fn pieces(sentence: &str, piece: &mut dyn FnMut(Result<&str, usize>)) {
    let mut rest = sentence;
    while let Some(open) = rest.find('{') {
        let number = rest.as_bytes().get(open + 1).map_or(0, |digit| digit.wrapping_sub(b'0'));
        piece(Ok(rest.get(..open).unwrap_or_default()));
        piece(Err(number.into()));
        rest = rest.get(open + 3..).unwrap_or_default();
    }
    piece(Ok(rest));
}

fn filled(sentence: &str, values: &[&dyn Display]) -> String {
    let mut text = String::new();
    pieces(sentence, &mut |piece| match piece {
        Ok(words) => text.push_str(words),
        Err(at) => {
            if let Some(value) = values.get(at) {
                // Writing to a string cannot fail.
                let _ = write!(text, "{value}");
            }
        }
    });
    text
}

/// The file that the islands of a page read: a language and the first tables, in postcard.
#[cfg(not(feature = "hydrate"))]
pub fn words_file(lang: Lang) -> Vec<u8> {
    file(lang, &TABLES[lang as usize][..IN_BROWSER])
}

/// The file with all tables, for the page of social workers: it shows sheets of services too.
#[cfg(not(feature = "hydrate"))]
pub fn all_words_file(lang: Lang) -> Vec<u8> {
    file(lang, TABLES[lang as usize])
}

#[cfg(not(feature = "hydrate"))]
fn file(lang: Lang, tables: &[&[&str]]) -> Vec<u8> {
    // postcard can write any text.
    postcard::to_stdvec(&(lang, tables)).unwrap_or_default()
}

/// The words of a fetched file. They are kept as long as the page exists.
#[cfg(feature = "hydrate")]
pub fn words_of(file: Vec<u8>) -> Option<Words> {
    let (lang, tables): (Lang, Vec<Vec<&'static str>>) = postcard::from_bytes(Vec::leak(file)).ok()?;
    let tables: Vec<&'static [&'static str]> = tables.into_iter().map(|table| &*table.leak()).collect();
    Some(Words { lang, tables: tables.leak() })
}

#[cfg(test)]
mod tests {
    use super::{Lang, TABLES, Words, pieces};

    fn values(sentence: &str) -> Vec<usize> {
        let mut numbers = Vec::new();
        pieces(sentence, &mut |piece| numbers.extend(piece.err()));
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    #[test]
    fn a_sentence_has_the_same_values_in_every_language() {
        let [french, english, plain] = *TABLES;
        for ((french, english), plain) in french.iter().zip(english).zip(plain) {
            for ((french, english), plain) in french.iter().zip(*english).zip(*plain) {
                assert_eq!(values(french), values(english), "{french} / {english}");
                assert_eq!(values(french), values(plain), "{french} / {plain}");
                assert!(values(french).iter().copied().eq(0..values(french).len()), "{french}");
            }
        }
    }

    #[test]
    fn no_sentence_is_empty_and_english_is_not_french() {
        for (french, english) in TABLES[0].iter().zip(TABLES[1]) {
            for (french, english) in french.iter().zip(*english) {
                assert!(!french.is_empty() && !english.is_empty(), "{french} / {english}");
                let long = french.split(' ').count() > 3;
                assert!(!long || french != english, "not translated: {french}");
                assert!(!english.contains(" : ") && !english.contains(" ;") && !english.contains('«'), "{english}");
            }
        }
    }

    #[test]
    fn no_sentence_has_a_straight_quote_nor_a_line_that_begins_with_a_sign() {
        let [french, english, plain] = *TABLES;
        for sentence in [french, english, plain].into_iter().flatten().flat_map(|table| table.iter()) {
            assert!(!sentence.contains(['\'', '"']), "{sentence}");
            for orphan in [" ,", " .", " )", "( ", "  "] {
                assert!(!sentence.contains(orphan), "{sentence}");
            }
        }
        for sentence in [french, plain].into_iter().flatten().flat_map(|table| table.iter()) {
            let signs = sentence.char_indices().filter(|(_, sign)| ":;?!%»".contains(*sign));
            for (at, sign) in signs {
                let before = sentence[..at].chars().next_back();
                // The colon of a time or of a web address takes no space.
                if sentence[at + sign.len_utf8()..].starts_with(|next: char| next.is_ascii_digit() || next == '/') {
                    continue;
                }
                // A sentence that continues after a name begins with its punctuation.
                let kept = before.is_none_or(|before| "\u{202f}\u{a0}".contains(before));
                assert!(kept, "before {sign}: {sentence}");
            }
            assert!(!sentence.contains("« "), "{sentence}");
        }
    }

    #[test]
    fn a_word_is_written_in_one_way() {
        for sentence in TABLES.iter().copied().flatten().flat_map(|table| table.iter()) {
            assert!(!sentence.contains("neuro-d"), "{sentence}");
        }
    }

    #[test]
    fn no_plain_sentence_is_empty() {
        assert!(TABLES[2].iter().flat_map(|table| table.iter()).all(|sentence| !sentence.is_empty()));
    }

    #[test]
    fn a_path_says_its_language() {
        assert_eq!(Lang::split("/comparer"), (Lang::French, "/comparer"));
        assert_eq!(Lang::split("/en/comparer"), (Lang::English, "/comparer"));
        assert_eq!(Lang::split("/falc"), (Lang::Plain, "/"));
        assert_eq!(Lang::split("/entree"), (Lang::French, "/entree"));
    }

    #[test]
    fn french_counts_zero_as_one() {
        use super::Common::{Service, Services};
        assert_eq!(Words::of(Lang::French).count(0, Service, Services), "0 service");
        assert_eq!(Words::of(Lang::English).count(0, Service, Services), "0 services");
    }
}
