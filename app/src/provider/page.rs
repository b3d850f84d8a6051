//! `/services/{finess}`: everything published about one provider, each fact with its source and date.

use domain::Finess;
use domain::provider::listing::{Fact, Kind, Known, Listing, Quality, Standing};
use domain::provider::questions::questions;
use domain::readers::emails;
use domain::time::hours::{DAY, OpenHours, Weekday};
use domain::values::search;
use domain::values::website::is_website;
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map};
use maud::{Markup, html};

use super::prices::{distribution, history};
use super::report::{ReportState, report_section};
use super::tariffs::tariffs;
use crate::format;
use crate::markup::{error_summary, raw};
use crate::ports::{Ports, Publication};
use crate::query;
use crate::routes::Page;
use crate::text::{Common, NeedWords, Pages as P, ProviderWords as W, Results, Words};
use crate::ui::map::{Area, map};
use crate::ui::{ClientScript, NotFound, PageTitle, Reads};

#[component]
pub fn ServicePage() -> impl IntoView {
    let t = Words::from_context();
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let finess = use_params_map().get_untracked().get("finess");
    let finess = finess.and_then(|text| text.parse::<Finess>().ok());
    let Some(listing) = finess.and_then(|finess| publication.catalogue.find(finess)) else {
        return view! { <NotFound/> }.into_any();
    };
    let name = search::readable(&listing.name.value);
    let query = use_location().search.get_untracked();
    let kept = query::pairs(&query).any(|(name, value)| name == "signale" && value == "oui");
    let report = ReportState { rejection: use_context(), typed: use_context(), kept };
    let errors = report.errors(t);
    let title = if errors.is_empty() { name } else { t.fill(Common::ErrorTitle, &[&name]) };
    let page = ProviderPage { t, publication: &publication, listing, today: ports.clock.today() };
    let section = report_section(t, listing.finess, &report);
    let page = page.markup(&error_summary(t, &errors));
    view! { <PageTitle text=title/>{raw(page)}{section}<ClientScript reads=Reads::Words/> }.into_any()
}

/// The page of a listing that is not published yet, without its title.
pub fn preview(t: Words, publication: &Publication, listing: &Listing, today: Date) -> Markup {
    ProviderPage { t, publication, listing, today }.parts()
}

struct ProviderPage<'a> {
    t: Words,
    publication: &'a Publication,
    listing: &'a Listing,
    today: Date,
}

impl ProviderPage<'_> {
    /// `errors`: the summary of what is wrong in a report, under the title.
    fn markup(&self, errors: &Markup) -> Markup {
        let name = search::readable(&self.listing.name.value);
        html! {
            h1 { (name) }
            (errors)
            (self.parts())
        }
    }

    /// All that follows the title.
    fn parts(&self) -> Markup {
        let Self { t, listing, .. } = *self;
        let name = search::readable(&listing.name.value);
        html! {
            p.lead {
                (t.name(listing.kind))
                @if name != listing.name.value { (t.fill(W::Published, &[&listing.name.value])) }
            }
            @match listing.standing {
                Standing::Open => {}
                Standing::ClosedSince(date) => p.warning { (t.fill(W::ClosedSince, &[&t.date(date)])) },
                Standing::ClosedByCity(date) => p.warning { (t.fill(W::ClosedByCity, &[&t.date(date)])) },
            }
            h2 { (t.say(W::Reach)) }
            (self.reach())
            h2 { (t.say(W::WhatItDoes)) }
            (self.does())
            h2 { (t.say(W::Hours)) }
            (hours(t, &listing.hours))
            h2 { (t.say(W::Zones)) }
            (self.zones())
            h2 { (t.say(W::Tariffs)) }
            (tariffs(t, listing, self.today))
            @if listing.kind != Kind::Nursing {
                h3 { (t.say(W::Distribution)) }
                (distribution(t, &self.publication.catalogue, listing, self.today))
                @if listing.tariffs.known().is_some() { h3 { (t.say(W::History)) } (history(t, listing, self.today)) }
            }
            h2 { (t.say(W::Quality)) }
            (self.quality())
            (self.questions())
            p { a href=(Page::Compare(String::new()).href(t.lang)) { (t.say(W::CompareForNeed)) } }
        }
    }

    /// One line: the value, then its source and date; or that it is not stated.
    fn fact<T>(&self, label: &str, value: Option<Markup>, fact: &Fact<T>) -> Markup {
        let t = self.t;
        html! {
            div {
                dt { (label) }
                dd {
                    @match value { Some(value) => (value), None => span.unknown { (t.say(Common::Unknown)) } }
                    @if let Some(provenance) = fact.provenance() { small.source { (t.provenance(provenance)) } }
                }
            }
        }
    }

    fn words<T>(&self, label: &str, fact: &Fact<T>, words: impl Fn(&T) -> String) -> Markup {
        self.fact(label, fact.value().map(|value| html! { (words(value)) }), fact)
    }

    fn reach(&self) -> Markup {
        let Self { t, listing, .. } = *self;
        let link = |href: String, words: String| html! { a href=(href) rel="external" { (words) } };
        let phone = listing.phone.value().map(|phone| link(format!("tel:{phone}"), format::phone(phone.as_str())));
        let email = listing.email.value().map(|email| link(emails::link(email), email.clone()));
        let website =
            listing.website.value().filter(|site| is_website(site)).map(|site| link(site.clone(), site.clone()));
        html! {
            dl.listing {
                (self.words(t.say(W::Address), &listing.address, |own| format!("{}, {} {}", own.street, own.postcode, own.city)))
                (self.fact(t.say(Results::Phone), phone, &listing.phone))
                (self.fact(t.say(W::Email), email, &listing.email))
                (self.fact(t.say(W::Website), website, &listing.website))
                (self.words(t.say(W::OfficeHours), &listing.office_hours, Clone::clone))
                (self.words(t.say(NeedWords::Languages), &listing.languages, |own| own.join(", ")))
            }
        }
    }

    fn does(&self) -> Markup {
        let Self { t, listing, .. } = *self;
        html! {
            dl.listing {
                (self.words(t.say(Results::Tasks), &listing.acts, |acts| t.acts(*acts)))
                (self.words(t.say(W::Publics), &listing.publics, |publics| t.list(publics.iter())))
                (self.fact(t.say(W::Availability), self.availability().map(|words| html! { (words) }), &listing.availability))
            }
        }
    }

    fn availability(&self) -> Option<String> {
        let t = self.t;
        let known = self.listing.availability.known()?;
        let words = t.name(known.value.intake).to_owned();
        let words = match known.value.days_to_start {
            Some(1) => t.fill(W::StartsTomorrow, &[&words]),
            Some(days) => t.fill(W::StartsWithin, &[&words, &days]),
            None => words,
        };
        let expired = self.listing.availability_on(self.today).is_none();
        Some(if expired { t.fill(W::AvailabilityExpired, &[&t.say(Common::Unknown), &words]) } else { words })
    }

    fn zones(&self) -> Markup {
        let Self { t, publication, listing, .. } = *self;
        let Some(Known { value: served, provenance }) = listing.zones.known() else {
            return html! { p.unknown { (t.say(Common::Unknown)) } };
        };
        let areas = publication.territory.zones.iter().map(|zone| {
            let marked = served.contains(&zone.code);
            let words = t.say(if marked { P::MapServed } else { P::MapNotServed });
            Area {
                zone: zone.code,
                href: None,
                value: if marked { "✓".to_owned() } else { String::new() },
                words: t.fill(P::MapZone, &[&zone.short, &words]),
                marked,
            }
        });
        let areas: Vec<Area> = areas.collect();
        let names = publication.territory.zones.iter().filter(|zone| served.contains(&zone.code));
        let names: Vec<&str> = names.map(|zone| zone.short.as_str()).collect();
        html! {
            p { (names.join(", ")) }
            (map(t, publication, &t.fill(P::MapLabelOf, &[&publication.territory.name]), &areas))
            p.sources { (t.provenance(provenance)) }
        }
    }

    fn quality(&self) -> Markup {
        let Self { t, listing, .. } = *self;
        let grade = |quality: &Quality| match quality.graded_on {
            Some(date) => t.fill(W::GradeOn, &[&t.name(quality.grade), &t.date(date)]),
            None => t.name(quality.grade).to_owned(),
        };
        html! {
            dl.listing {
                (self.words(t.say(W::LegalForm), &listing.legal_form, |form| t.name(*form).to_owned()))
                (self.words(t.say(W::Habilitation), &listing.habilitation, |held| t.name(*held).to_owned()))
                // The grade that the HAS publishes stands alone: what is stated beside it is not the public's.
                @if listing.evaluation.known().is_some() {
                    (self.words(t.say(W::Grade), &listing.evaluation, |own| t.evaluation(own)))
                } @else {
                    (self.words(t.say(W::Grade), &listing.quality, grade))
                }
                (self.words(t.say(W::Certifications), &listing.quality, |quality| self.certifications(quality)))
                (self.words(t.say(W::Siret), &listing.siret, ToString::to_string))
                div { dt { (t.say(W::Finess)) } dd { (listing.finess) } }
            }
        }
    }

    /// What to ask: all that is unknown here, then what no page can say.
    fn questions(&self) -> Markup {
        let questions = questions(self.listing, self.today);
        html! {
            @if !questions.is_empty() {
                h2 id="questions" { (self.t.say(W::Questions)) }
                p.hint { (self.t.say(W::QuestionsWhy)) }
                ul.questions { @for question in questions { li { (self.t.question(question)) } } }
            }
        }
    }

    fn certifications(&self, quality: &Quality) -> String {
        let t = self.t;
        let words = quality.certifications.iter().map(|own| {
            let sentence = if own.expires < self.today { W::CertificationExpired } else { W::Certified };
            t.fill(sentence, &[&t.name(own.name), &own.number, &t.date(own.expires)])
        });
        let words = words.collect::<Vec<_>>().join(t.say(Common::Then));
        if words.is_empty() { t.say(W::NoCertification).to_owned() } else { words }
    }
}

/// The week, each day as words and as a bar from 0 to 24 h.
fn hours(t: Words, fact: &Fact<OpenHours>) -> Markup {
    let Some(Known { value: hours, provenance }) = fact.known() else {
        return html! { p.unknown { (t.say(Common::Unknown)) } };
    };
    let holidays = if hours.works_on_holidays() { t.say(W::SameHours) } else { t.say(Common::NoHours) };
    html! {
        table.week-hours {
            caption { (t.say(W::HoursCaption)) }
            thead { tr { th scope="col" { (t.say(W::Day)) } th scope="col" { (t.say(Results::ColumnHours)) } th.bar scope="col" { (t.say(W::DayGrid)) } } }
            tbody {
                @for day in Weekday::ALL {
                    tr {
                        th scope="row" { (t.name(day)) }
                        td { (t.opening(hours, day).unwrap_or_else(|| t.say(Common::NoHours).to_owned())) }
                        td.bar { (bar(hours, day)) }
                    }
                }
                tr { th scope="row" { (t.say(W::Holidays)) } td { (holidays) } td.bar {} }
            }
        }
        p.sources { (t.provenance(provenance)) }
    }
}

/// A day as a bar, six hours between two marks. The words beside it say the same.
fn bar(hours: &OpenHours, day: Weekday) -> Markup {
    html! {
        svg.day-bar viewBox={ "0 0 " (DAY) " 120" } preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect.closed x="0" y="0" width=(DAY) height="120" {}
            @for open in hours.on(day) { rect.open x=(open.start()) y="0" width=(open.end() - open.start()) height="120" {} }
            @for mark in [360, 720, 1080] { rect.mark x=(mark - 3) y="0" width="6" height="120" {} }
        }
    }
}
