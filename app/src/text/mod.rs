//! Every sentence of the site, in three languages. The pages contain no sentences: they ask `Words`, and a sentence
//! without one of the languages does not compile. Values of the domain get their names here too, and nowhere else. What
//! depends on the territory has a name in braces, `{the zone}`, which `local` fills: no sentence names a place by itself.

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
#[cfg(not(feature = "hydrate"))]
mod local;
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
use std::sync::{LazyLock, Mutex, PoisonError};

#[cfg(not(feature = "hydrate"))]
use domain::Territory;
#[cfg(not(feature = "hydrate"))]
use domain::provider::territory::words::TerritoryWords;
use leptos::prelude::{AnyView, IntoAny};
use serde::{Deserialize, Serialize};

pub use aids::{Aids, is_deducted};
pub use api_docs::ApiWords;
pub use assist::AssistWords;
pub use common::Common;
pub use legal::Legal;
pub use list::ListWords;
#[cfg(not(feature = "hydrate"))]
use local::Local;
#[cfg(not(feature = "hydrate"))]
pub use local::local_text;
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
/// Values replace `{0}`, `{1}`…, and words of the territory `{the zone}` (`local.rs`).
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
    #[cfg(not(feature = "hydrate"))]
    local: &'static Local,
}

/// The number of tables that the islands use; they come first.
#[cfg(not(feature = "hydrate"))]
const IN_BROWSER: usize = 5;

/// The tables of a language.
#[cfg(not(feature = "hydrate"))]
type Tables = &'static [&'static [&'static str]];

/// What sentences are made of for a territory: two territories with the same have the same sentences.
#[cfg(not(feature = "hydrate"))]
#[derive(Clone, PartialEq, Eq)]
struct Made {
    name: String,
    words: TerritoryWords,
    is_parts: bool,
    /// Of the zone that stands for an example.
    example: String,
}

/// The tables made so far, by what they were made of: a program has one territory, whose tables are made once.
#[cfg(not(feature = "hydrate"))]
static MADE: Mutex<Vec<(Made, [Words; 3])>> = Mutex::new(Vec::new());

/// The territory that the program has with it.
#[cfg(not(feature = "hydrate"))]
static EMBEDDED: LazyLock<Option<[Words; 3]>> = LazyLock::new(|| Territory::paris().ok().map(|paris| made(&paris)));

#[cfg(not(feature = "hydrate"))]
fn made(territory: &Territory) -> [Words; 3] {
    let key = Made {
        name: territory.name.clone(),
        words: territory.words.clone(),
        is_parts: territory.parent.is_some(),
        example: territory.zones.get(territory.zones.len() / 2).map_or_else(String::new, |zone| zone.short.clone()),
    };
    let mut all = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, words)) = all.iter().find(|(known, _)| *known == key) {
        return *words;
    }
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
    let words = [(Lang::French, tables!(FRENCH)), (Lang::English, tables!(ENGLISH)), (Lang::Plain, tables!(PLAIN))];
    let words = words.map(|(lang, tables)| {
        let local: &'static Local = Box::leak(Box::new(Local::of(territory, lang)));
        Words { lang, tables: told(&tables, lang, local), local }
    });
    all.push((key, words));
    words
}

/// The tables with the words of a territory, French with its no-break spaces. Kept as long as the program runs.
#[cfg(not(feature = "hydrate"))]
fn told(tables: &[&'static [&'static str]], lang: Lang, local: &Local) -> Tables {
    let sentence = |sentence: &&'static str| -> &'static str {
        let text = local.filled(sentence);
        let text = if lang == Lang::English { text } else { spaced(&text) };
        if text == **sentence { sentence } else { text.leak() }
    };
    let table = |table: &&'static [&'static str]| -> &'static [&'static str] {
        table.iter().map(sentence).collect::<Vec<_>>().leak()
    };
    tables.iter().map(table).collect::<Vec<_>>().leak()
}

/// French with no-break spaces: narrow ones before « : ; ? ! % », and inside guillemets.
#[cfg(not(feature = "hydrate"))]
fn spaced(sentence: &str) -> String {
    let mut text = sentence.to_owned();
    for mark in [':', ';', '?', '!', '%', '»'] {
        text = text.replace(&format!(" {mark}"), &format!("\u{202f}{mark}"));
    }
    text.replace("« ", "«\u{202f}")
}

impl Words {
    /// The words of a language over a territory.
    #[cfg(not(feature = "hydrate"))]
    pub fn over(lang: Lang, territory: &Territory) -> Self {
        made(territory)[lang as usize]
    }

    /// Those over the territory that the program has with it: for tests, and where no request is answered.
    #[cfg(not(feature = "hydrate"))]
    pub fn of(lang: Lang) -> Self {
        match *EMBEDDED {
            Some(words) => words[lang as usize],
            // The embedded file is tested.
            None => unreachable!("the embedded territory is valid"),
        }
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

    /// A sentence that stands in no table, with its words of the territory: those of the back office.
    #[cfg(not(feature = "hydrate"))]
    pub fn local(self, sentence: &'static str) -> &'static str {
        self.local.tell(sentence)
    }

    /// The telephone number for those who need help, if the territory has one.
    #[cfg(not(feature = "hydrate"))]
    pub fn help_line(self) -> Option<&'static str> {
        Some(self.local.tell("{help number}")).filter(|number| !number.is_empty())
    }

    /// The sentence, if all is known that it says of the territory.
    pub fn known(self, sentence: impl Sentence) -> Option<&'static str> {
        Some(self.say(sentence)).filter(|text| !text.is_empty())
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

#[cfg(not(feature = "hydrate"))]
impl Words {
    /// The file that the islands of a page read: the language and the first tables, in postcard.
    pub fn file(self) -> Vec<u8> {
        file(self.lang, self.tables.get(..IN_BROWSER).unwrap_or_default())
    }

    /// The file with all tables, for the page of social workers: it shows sheets of services too.
    pub fn whole_file(self) -> Vec<u8> {
        file(self.lang, self.tables)
    }
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
    use super::{Lang, Tables, Words, pieces};

    fn tables() -> [Tables; 3] {
        Lang::ALL.map(|lang| Words::of(lang).tables)
    }

    fn values(sentence: &str) -> Vec<usize> {
        let mut numbers = Vec::new();
        pieces(sentence, &mut |piece| numbers.extend(piece.err()));
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    #[test]
    fn a_sentence_has_the_same_values_in_every_language() {
        let [french, english, plain] = tables();
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
        for (french, english) in tables()[0].iter().zip(tables()[1]) {
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
        let [french, english, plain] = tables();
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
    fn every_word_of_the_territory_that_a_sentence_asks_for_has_a_name() {
        for sentence in tables().into_iter().flatten().flat_map(|table| table.iter()) {
            let mut named = sentence.split('{').skip(1);
            assert!(named.all(|rest| rest.starts_with(|c: char| c.is_ascii_digit())), "{sentence}");
        }
    }

    #[test]
    fn a_word_is_written_in_one_way() {
        for sentence in tables().into_iter().flatten().flat_map(|table| table.iter()) {
            assert!(!sentence.contains("neuro-d"), "{sentence}");
        }
    }

    #[test]
    fn no_plain_sentence_is_empty() {
        assert!(tables()[2].iter().flat_map(|table| table.iter()).all(|sentence| !sentence.is_empty()));
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
