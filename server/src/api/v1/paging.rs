//! Which part of a list is asked for. A number beyond the most is lowered, and the answer says so.

use serde::Serialize;
use serde::de::{Deserialize, Deserializer, Error};
use utoipa::__dev::ComposeSchema;
use utoipa::ToSchema;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};

/// A whole number in an address: one too large to count is the largest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Count(pub u32);

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number {
            return Err(D::Error::custom("a whole number, 0 or more"));
        }
        Ok(Self(text.parse().unwrap_or(u32::MAX)))
    }
}

impl ComposeSchema for Count {
    fn compose(_: Vec<RefOr<Schema>>) -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0)).into()
    }
}

impl ToSchema for Count {}

/// How many are given, of how many that were asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    pub given: u32,
    /// What was asked for, where that was more than is given at once.
    pub lowered_from: Option<u32>,
}

impl Limit {
    pub fn of(asked: Option<Count>, usual: u32, most: u32) -> Self {
        let asked = asked.map_or(usual, |count| count.0);
        Self { given: asked.min(most), lowered_from: (asked > most).then_some(asked) }
    }
}

/// Part of a ranked list.
#[derive(Serialize, ToSchema)]
pub struct ListPage {
    /// The place of its first entry.
    pub offset: u32,
    pub limit: u32,
    /// The `limit` that was asked for, where it was lowered; else null.
    pub limit_lowered_from: Option<u32>,
    /// How many are listed in all, after the filters.
    pub total: u32,
    /// The `offset` of the next part; null at the end.
    pub next_offset: Option<u32>,
    pub excluded_limit: u32,
    /// The `excluded_limit` that was asked for, where it was lowered; else null.
    pub excluded_limit_lowered_from: Option<u32>,
}

impl ListPage {
    pub fn of(offset: u32, limit: Limit, excluded: Limit, total: u32) -> Self {
        let end = offset.saturating_add(limit.given);
        Self {
            offset,
            limit: limit.given,
            limit_lowered_from: limit.lowered_from,
            total,
            next_offset: (end < total && limit.given > 0).then_some(end),
            excluded_limit: excluded.given,
            excluded_limit_lowered_from: excluded.lowered_from,
        }
    }
}

/// Part of a list that is read on from a cursor.
#[derive(Serialize, ToSchema)]
pub struct CursorPage {
    pub limit: u32,
    /// The `limit` that was asked for, where it was lowered; else null.
    pub limit_lowered_from: Option<u32>,
    /// The `cursor` of the next part; null at the end.
    pub next_cursor: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::{Count, Limit, ListPage};

    #[test]
    fn a_limit_beyond_the_most_is_lowered_and_says_so() {
        assert_eq!(Limit::of(None, 20, 100), Limit { given: 20, lowered_from: None });
        assert_eq!(Limit::of(Some(Count(100)), 20, 100), Limit { given: 100, lowered_from: None });
        assert_eq!(Limit::of(Some(Count(101)), 20, 100), Limit { given: 100, lowered_from: Some(101) });
    }

    #[test]
    fn the_last_page_has_no_next_one() {
        let limit = Limit { given: 20, lowered_from: None };
        let next = |offset, total| ListPage::of(offset, limit, limit, total).next_offset;
        assert_eq!((next(0, 21), next(0, 20), next(20, 21), next(u32::MAX, 5)), (Some(20), None, None, None));
    }
}
