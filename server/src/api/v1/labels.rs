//! The French name of each value of a closed list, as the pages say it.

use std::cell::Cell;

use app::text::{Lang, Named, Words};
use domain::aids::{Aid, AidReason, Eligibility, Gir, Lacking, Reference};
use domain::cost::{DayPart, TimePart};
use domain::law::parameters::{Parameter, State};
use domain::need::Criterion;
use domain::provider::acts::{Act, HourKind, Mode, Public};
use domain::provider::listing::{CertificationName, Habilitation, HasGrade, Intake, Kind, LegalForm, Source};
use domain::ranking::changes::{ChangeKind, NotTried};
use domain::ranking::pairs::{NoPairs, PairGoal};
use domain::ranking::reasons::{Exclusion, Missing};
use domain::ranking::selection::Filter;
use domain::ranking::unstated::PriceFact;
use domain::ranking::week::DayCover;
use domain::time::hours::Weekday;
use domain::values::closed_list::ClosedList;
use domain::{Field, Territory};

use app::text::api as words;

/// A closed list whose values have a name.
pub trait Labelled: ClosedList {
    fn label(self) -> &'static str;
}

thread_local! {
    /// The words of the territory that an answer is about, while it is written.
    static WORDS: Cell<Option<Words>> = const { Cell::new(None) };
}

/// Writes something whose names are those of a territory.
pub fn naming<T>(territory: &Territory, write: impl FnOnce() -> T) -> T {
    let before = WORDS.replace(Some(Words::over(Lang::French, territory)));
    let written = write();
    WORDS.set(before);
    written
}

/// The words that are written now.
pub fn french() -> Words {
    WORDS.get().unwrap_or_else(|| Words::of(Lang::French))
}

/// Lists that the pages name value by value.
macro_rules! named {
    ($($type:ident),* $(,)?) => {
        $(impl Labelled for $type {
            fn label(self) -> &'static str {
                named_as(self)
            }
        })*
    };
}

fn named_as(value: impl Named) -> &'static str {
    french().name(value)
}

named!(
    Act,
    Public,
    Mode,
    HourKind,
    Criterion,
    Weekday,
    DayPart,
    TimePart,
    Exclusion,
    Missing,
    Kind,
    LegalForm,
    Habilitation,
    HasGrade,
    CertificationName,
    Intake,
);

macro_rules! labelled {
    ($($type:ident: $name:expr),* $(,)?) => {
        $(impl Labelled for $type {
            fn label(self) -> &'static str {
                $name(self)
            }
        })*
    };
}

labelled!(
    Aid: |value| french().aid(value),
    Eligibility: |value| french().eligibility(value),
    AidReason: |value| french().reason(value),
    Lacking: |value| french().lacking(value),
    Reference: |value| french().reference(value),
    Parameter: |value| french().parameter(value),
    Source: words::source,
    State: words::state,
    Filter: words::filter,
    ChangeKind: words::change_kind,
    NotTried: words::not_tried,
    PriceFact: words::price_fact,
    PairGoal: words::pair_goal,
    NoPairs: words::no_pairs,
    DayCover: words::day_cover,
    Gir: words::gir,
    Field: words::field,
);
