//! stub
use crate::text::Words;
use domain::need::NeedTerms;

pub fn line(t: Words, need: &NeedTerms) -> String {
    t.acts(need.wished)
}
