//! The list of a comparison: its groups, and the ways to its other pages. A template that gives HTML, the same bytes
//! from the server and from the browser after a change; nothing here reads a port.

use domain::ranking::comparison::{AidsApplied, Answer, Comparison, Counts};
use domain::{Catalogue, Finess, Listing};
use maud::{Markup, html};

use super::entry;
use crate::format;
use crate::need::form::{NEED_FORM, PAGE_SIZE};
use crate::routes::Page;
use crate::text::{Aids, Common, Results as W, Words};

/// What the templates of a list read.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    pub t: Words,
    pub comparison: &'a Comparison,
    pub catalogue: &'a Catalogue,
    /// A language asked for, or nothing.
    pub language: &'a str,
    /// Leaves out what is under a closed summary: the browser writes it when it is opened.
    pub folded: bool,
    /// What a page says and asks of each service instead of offering to put it side by side with others.
    pub beside: Option<Beside<'a>>,
}

pub type Beside<'a> = &'a dyn Fn(&Answer, &Listing) -> Markup;

impl Shown<'_> {
    /// Points that a perfect service has.
    pub fn total(&self) -> u32 {
        self.comparison.weight_sum * 1000
    }

    pub fn name(&self, finess: Finess) -> String {
        let listing = self.catalogue.find(finess);
        listing.map_or_else(|| finess.to_string(), |listing| domain::values::search::readable(&listing.name.value))
    }

    fn link(&self, finess: Finess) -> Markup {
        html! { a href=(Page::Service(finess).href(self.t.lang)) { (self.name(finess)) } }
    }

    /// A part that opens under its summary.
    pub fn details(&self, summary: &str, body: impl FnOnce() -> Markup) -> Markup {
        html! { details { summary { (summary) } @if !self.folded { (body()) } } }
    }

    fn services(&self, count: u32) -> String {
        self.t.count(count, Common::Service, Common::Services)
    }

    /// Whether the page of the list has services of a group that follows `before` others, even where those are not
    /// explained yet.
    fn reaches(&self, before: u32, group: u32) -> bool {
        let first = self.comparison.first;
        group > 0 && first < before + group && first + PAGE_SIZE as u32 > before
    }

    /// The groups, without the mention and the controls around them.
    pub fn results(&self) -> Markup {
        let Self { t, comparison, .. } = *self;
        let counts = comparison.counts;
        html! {
            @if let Some(aids) = &comparison.aids { (aids_note(t, aids, comparison.need.start.year())) }
            @if self.reaches(0, counts.suitable) {
                section aria-labelledby="titre-conviennent" {
                    h2 id="titre-conviennent" { (t.fill(W::Suitable, &[&self.services(counts.suitable)])) }
                    ol.results.suitable start=(comparison.first + 1) {
                        @for ranked in &comparison.suitable { (entry::ranked(self, ranked)) }
                    }
                }
            }
            @if self.reaches(counts.suitable, counts.partly_suitable) {
                section aria-labelledby="titre-en-partie" {
                    h2 id="titre-en-partie" { (t.fill(W::PartlySuitable, &[&self.services(counts.partly_suitable)])) }
                    p { (t.say(W::PartlySuitableWhy)) }
                    ol.results.partly-suitable start=(comparison.first.max(counts.suitable) + 1) {
                        @for ranked in &comparison.partly_suitable { (entry::ranked(self, ranked)) }
                    }
                }
            }
            @if self.reaches(counts.ranked(), counts.to_confirm) {
                section aria-labelledby="titre-a-confirmer" {
                    h2 id="titre-a-confirmer" { (t.fill(W::ToConfirm, &[&self.services(counts.to_confirm)])) }
                    p { (t.say(W::ToConfirmWhy)) }
                    ul.results { @for unsure in &comparison.to_confirm { (entry::to_confirm(self, unsure)) } }
                }
            }
            @if counts.nursing > 0 && comparison.first == 0 { (self.nursing()) }
            @if counts.excluded > 0 { (self.excluded()) }
        }
    }

    fn nursing(&self) -> Markup {
        let t = self.t;
        html! {
            section aria-labelledby="titre-soins" {
                h2 id="titre-soins" { (t.say(W::NursingTitle)) }
                p { (t.say(W::NursingWhat)) }
                ul {
                    @for service in &self.comparison.nursing {
                        li {
                            (self.link(service.finess))
                            @if let Some(phone) = self.catalogue.find(service.finess).and_then(|listing| listing.phone.value()) {
                                ", " (format::phone(phone.as_str()))
                            }
                            @if let Some(metres) = service.metres { (t.fill(W::NursingAway, &[&t.distance(metres)])) }
                            @if !service.zone_known { (t.say(W::NursingAskZone)) }
                        }
                    }
                }
            }
        }
    }

    /// The services left out, with their reasons.
    pub fn excluded(&self) -> Markup {
        let Self { t, comparison, .. } = *self;
        let named = comparison.excluded.len();
        let summary = if named as u32 == comparison.counts.excluded {
            t.say(W::SeeThem).to_owned()
        } else {
            t.fill(W::SeeNearest, &[&named])
        };
        html! {
            section aria-labelledby="titre-ecartes" {
                h2 id="titre-ecartes" { (t.fill(W::Excluded, &[&self.services(comparison.counts.excluded)])) }
                (self.reasons())
                (self.details(&summary, || html! {
                    ul.excluded {
                        @for entry in &comparison.excluded {
                            li {
                                @let reasons = t.list(entry.reasons.iter());
                                (t.mark(Common::Colon, &[self.link(entry.finess), html! { (reasons) }]))
                            }
                        }
                    }
                }))
            }
        }
    }

    /// How many are left out, by reason.
    pub fn reasons(&self) -> Markup {
        html! {
            ul {
                @for by in &self.comparison.excluded_by {
                    li { (self.t.fill(Common::Colon, &[&self.t.name(by.reason), &self.services(by.count)])) }
                }
            }
        }
    }
}

/// How the aids were counted, above the list.
fn aids_note(t: Words, aids: &AidsApplied, year: i16) -> Markup {
    html! {
        section.aids-note aria-labelledby="titre-aides" {
            h2 id="titre-aides" { (t.say(W::AidsCounted)) }
            p {
                @match aids.anchors {
                    Some((best, worst)) => (t.fill(W::AnchorsAids, &[&t.euros(best), &t.euros(worst)])),
                    None => (t.say(W::NoAnchors)),
                }
                (t.fill(W::PlanCountedWith, &[&t.reference(aids.reference), &t.value(&aids.reference_value)]))
            }
            @for used in &aids.outdated {
                p.warning { (t.fill(Aids::OutdatedOf, &[&t.parameter(used.parameter), &t.provisional(used, year)])) }
            }
        }
    }
}

/// Ways to the other pages of the list.
pub fn pagination(t: Words, counts: &Counts, page: usize) -> Markup {
    let pages = ((counts.ranked() + counts.to_confirm) as usize).div_ceil(PAGE_SIZE);
    // A situation has no address: the form that was sent goes on.
    let way = |to: usize, label: &str| {
        html! { li { button.secondary type="submit" form=(NEED_FORM) name="page" value=(to) { (label) } } }
    };
    html! {
        @if pages > 1 {
            nav.pagination aria-label=(t.say(W::Pages)) {
                ul {
                    @if page > 1 { (way(page - 1, t.say(W::Previous))) }
                    li aria-current="page" { (t.fill(W::PageOf, &[&page, &pages])) }
                    @if page < pages { (way(page + 1, t.say(W::Next))) }
                }
            }
        }
    }
}
