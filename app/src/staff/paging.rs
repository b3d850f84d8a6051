//! Lists a page at a time.

use std::ops::Range;

use leptos::prelude::*;

use crate::text::staff as say;

/// One page of a list. A page that is not there is the nearest one.
#[derive(Clone)]
pub struct Paging {
    pub page: usize,
    pub pages: usize,
    size: usize,
    count: usize,
}

impl Paging {
    pub fn new(count: usize, size: usize, page: usize) -> Self {
        let pages = count.div_ceil(size).max(1);
        Self { page: page.clamp(1, pages), pages, size, count }
    }

    /// What the page shows of the list.
    pub fn range(&self) -> Range<usize> {
        (self.page - 1) * self.size..self.count.min(self.page * self.size)
    }
}

/// The ways to the pages before and after.
pub fn page_links(paging: &Paging, href: impl Fn(usize) -> String) -> AnyView {
    if paging.pages < 2 {
        return ().into_any();
    }
    let link = |page: usize, label: &'static str| view! { <li><a href=href(page)>{label}</a></li> }.into_any();
    let before = (paging.page > 1).then(|| link(paging.page - 1, say::PREVIOUS));
    let after = (paging.page < paging.pages).then(|| link(paging.page + 1, say::NEXT));
    view! { <nav class="pagination" aria-label=say::PAGES><ul>{before}{after}</ul></nav> }.into_any()
}
