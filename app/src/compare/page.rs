//! `/comparer`: reads the need from the address, ranks, and shows the list with what the law asks above it.

use domain::Need;
use domain::aids::AidRules;
use domain::need::Weights;
use domain::provider::listing::Standing;
use domain::ranking::compare::compare;
use domain::ranking::comparison::Comparison;
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use maud::{Markup, html};

use super::answer::{answer, page_part, status_words};
use super::fields::{Fields, hidden_need, weight_fields, weight_sliders};
use super::form::{NEED_FORM, NeedForm, START};
use super::list::{HIDDEN_NEED, LIST, NEED_BAR, SITUATION_FORM, STATUS, SUMMARY};
use super::place::settle_place;
use super::results::{Shown, Turn};
use super::summary::{need_bar, need_summary};
use crate::aids::fields::SituationFields;
use crate::aids::form::{SituationForm, day_error};
use crate::error::{FieldError, PageError};
use crate::live::{ForBrowser, Live};
use crate::ports::{Ports, Publication, Submitted};
use crate::provider::directory::completeness;
use crate::routes::{Page, catalogue_href, words_href};
use crate::text::{Aids, Common, NeedWords, Pages as P, Words};
use crate::ui::{ClientScript, NoSuchPage, PageTitle, error_summary, raw};

#[component]
pub fn ComparePage() -> impl IntoView {
    let t = Words::from_context();
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let today = ports.clock.today();
    let mut asked = match use_context::<Submitted>() {
        Some(Submitted(body)) => {
            Asked { form: NeedForm::from_query(&body), situation: Some(SituationForm::from_body(&body)) }
        }
        None => Asked { form: NeedForm::from_query(&use_location().search.get_untracked()), situation: None },
    };
    let page = NeedPage { t, ports: &ports, publication: &publication, today };
    if asked.form == NeedForm::default() && asked.situation.is_none() {
        return page.view(&asked, &[]).into_any();
    }
    let place = settle_place(t, &mut asked.form, &publication.territory, &*ports.addresses);
    if place == Ok(true) && asked.situation.is_none() {
        // The address stays out of the bar, of the history and of what is shared.
        ports.response.send_on(&Page::Compare(asked.form.to_query()).href(t.lang));
        return ().into_any();
    }
    match asked.parse(t, &publication, today, place.err()) {
        Ok((need, aids)) => {
            let first = || Page::Compare(asked.form.on_page(1).to_query());
            let Some(number) = asked.form.page_number() else {
                return view! { <NoSuchPage first=first()/> }.into_any();
            };
            let Publication { catalogue, territory, parameters, .. } = &*publication;
            let comparison = compare(catalogue, territory, &need, aids.as_ref(), parameters, today, page_part(number));
            let listed = (comparison.counts.ranked() + comparison.counts.to_confirm) as usize;
            if comparison.first as usize >= listed.max(1) {
                return view! { <NoSuchPage first=first()/> }.into_any();
            }
            let list =
                ListPage { t, ports: &ports, publication: &publication, asked: &asked, need: &need, page: number };
            list.view(&comparison).into_any()
        }
        Err(errors) => {
            ports.response.set_status(PageError::Invalid.status());
            page.view(&asked, &errors).into_any()
        }
    }
}

/// What was asked: the need in the address, or with a situation in the body of a POST.
#[derive(Clone)]
struct Asked {
    form: NeedForm,
    situation: Option<SituationForm>,
}

impl Asked {
    /// `doubt`: why the place is no zone, where more is known than that.
    fn parse(
        &self,
        t: Words,
        publication: &Publication,
        today: Date,
        doubt: Option<FieldError>,
    ) -> Result<(Need, Option<AidRules>), Vec<FieldError>> {
        let mut need = self.form.parse(t, &publication.territory, today);
        if let (Some(doubt), Err(wrong)) = (doubt, &mut need) {
            wrong.retain(|error| error.field != doubt.field);
            wrong.insert(0, doubt);
        }
        let situation = self.situation.as_ref().map(|situation| situation.parse(t)).transpose();
        let (need, situation) = match (need, situation) {
            (Ok(need), Ok(situation)) => (need, situation),
            (need, situation) => {
                let wrong = need.err().into_iter().chain(situation.err()).flatten();
                return Err(wrong.collect());
            }
        };
        let start = need.terms().start;
        let aids = situation.map(|situation| AidRules::on(&publication.parameters, start, &situation)).transpose();
        aids.map(|aids| (need, aids)).map_err(|error| vec![day_error(t, START, error)])
    }

    fn method(&self) -> &'static str {
        if self.situation.is_some() { "post" } else { "get" }
    }

    /// The situation as it was sent, to be changed or sent again.
    fn situation_fields(&self, t: Words, errors: &[FieldError]) -> Markup {
        html! {
            @if let Some(typed) = &self.situation {
                h2 { (t.say(Aids::Situation)) }
                (SituationFields { t, typed, errors }.markup(false))
            }
        }
    }
}

/// The form alone: the first visit, or a form to correct.
struct NeedPage<'a> {
    t: Words,
    ports: &'a Ports,
    publication: &'a Publication,
    today: Date,
}

impl NeedPage<'_> {
    fn view(&self, asked: &Asked, errors: &[FieldError]) -> impl IntoView + use<> {
        let t = self.t;
        let title = if errors.is_empty() {
            t.say(P::CompareTitle).to_owned()
        } else {
            t.fill(Common::ErrorTitle, &[&t.say(P::CompareTitle)])
        };
        let browser = ForBrowser {
            words: words_href(t.lang, &self.ports.assets.words),
            today: self.today.to_string(),
            ..ForBrowser::default()
        };
        let languages = &self.publication.languages;
        // A situation that was sent is read by no script.
        let live = asked.situation.is_none();
        let fields = Fields { t, form: &asked.form, errors, start: self.today, languages, fill: None, live };
        let page = html! {
            h1 { (t.say(P::CompareHeading)) }
            (error_summary(t, errors))
            @if live { (browser.markup()) }
            form.need method=(asked.method()) action=(Page::Compare(String::new()).href(t.lang)) id=(NEED_FORM) {
                (fields.need())
                (weight_fields(t, &asked.form, errors))
                (asked.situation_fields(t, errors))
                button type="submit" { (t.say(NeedWords::Compare)) }
            }
        };
        if live {
            view! { <PageTitle text=title/><Live>{raw(page)}</Live><ClientScript/> }.into_any()
        } else {
            view! { <PageTitle text=title/>{raw(page)} }.into_any()
        }
    }
}

/// The list.
struct ListPage<'a> {
    t: Words,
    ports: &'a Ports,
    publication: &'a Publication,
    asked: &'a Asked,
    need: &'a Need,
    page: usize,
}

impl ListPage<'_> {
    fn view(&self, comparison: &Comparison) -> impl IntoView + use<> {
        let Self { t, publication, asked, need, page, .. } = *self;
        let form = &asked.form;
        let sent = asked.situation.is_some();
        let turn = if sent { Turn::Submit } else { Turn::Link(form) };
        let shown = Shown {
            t,
            comparison,
            catalogue: &publication.catalogue,
            language: &form.language,
            folded: false,
            beside: None,
        };
        let body = html! {
            h1 { (t.say(P::ListHeading)) }
            section aria-labelledby="titre-besoin" {
                h2 id="titre-besoin" { (t.say(P::YourNeed)) }
                div id=(SUMMARY) { (need_summary(t, need.terms(), &publication.territory, &form.language)) }
                (self.form())
            }
            // Not inside the section: it stays on the screen for as long as what is around it.
            nav.need-bar id=(NEED_BAR) aria-label=(t.say(P::ChangeNeed)) {
                (need_bar(t, need.terms(), &publication.territory, &form.language))
            }
            (mention(t, publication, self.ports.clock.today()))
            @if sent {
                p.privacy {
                    (t.say(Aids::Sent)) " "
                    a href=(Page::Compare(form.on_page(1).to_query()).href(t.lang)) { (t.say(Aids::BackWithout)) }
                }
            }
            (weight_sliders(t, &need.terms().weights))
            @if !sent { (self.situation(&need.terms().weights)) }
            p.status role="status" id=(STATUS) { (status_words(t, comparison)) }
            div id=(LIST) tabindex="-1" { (answer(&shown, &publication.territory, form, &turn, page)) }
        };
        let title = t.say(P::ListTitle);
        if sent {
            return view! { <PageTitle text=title/>{raw(body)} }.into_any();
        }
        let browser = ForBrowser {
            words: words_href(t.lang, &self.ports.assets.words),
            catalogue: Some(catalogue_href(publication.version())),
            values: None,
            today: comparison.stamp.seed.to_string(),
            page,
        };
        view! { <PageTitle text=title/><Live>{raw(html! { (browser.markup()) (body) })}</Live><ClientScript/> }
            .into_any()
    }

    /// The need again, folded. The sliders belong to this form too: one demand, one address.
    fn form(&self) -> Markup {
        let Self { t, publication, asked, need, .. } = *self;
        let form = asked.form.without_weights();
        let label = if asked.situation.is_some() { P::ChangeNeedAndSituation } else { P::ChangeNeed };
        let languages = &publication.languages;
        let live = asked.situation.is_none();
        let fields = Fields { t, form: &form, errors: &[], start: need.terms().start, languages, fill: None, live };
        html! {
            details.edit {
                summary { (t.say(label)) }
                form.need method=(asked.method()) action=(Page::Compare(String::new()).href(t.lang)) id=(NEED_FORM) {
                    (fields.need())
                    (asked.situation_fields(t, &[]))
                    button type="submit" { (t.say(NeedWords::Compare)) }
                }
            }
        }
    }

    /// The situation, folded and empty.
    fn situation(&self, weights: &Weights) -> Markup {
        let t = self.t;
        let need = self.asked.form.with_weights(weights);
        let typed = SituationForm::default();
        html! {
            details.situation {
                summary { (t.say(Aids::SituationOpen)) }
                form.need method="post" action=(Page::Compare(String::new()).href(t.lang)) autocomplete="off" id=(SITUATION_FORM) {
                    div id=(HIDDEN_NEED) { (hidden_need(&need)) }
                    (SituationFields { t, typed: &typed, errors: &[] }.markup(false))
                    button type="submit" { (t.say(Aids::ComputeToPay)) }
                    button.secondary type="reset" data-forgets hidden { (t.say(Aids::Forget)) }
                }
            }
        }
    }
}

/// What the law asks above every list (Code de la consommation D111-11 and D111-12, read 2026-11-23).
pub fn mention(t: Words, publication: &Publication, today: Date) -> Markup {
    let listed = publication.catalogue.listings().iter().filter(|listing| listing.standing == Standing::Open).count();
    let complete = completeness(t, publication, today);
    html! {
        aside.mention aria-label=(t.say(P::HowListMade)) {
            p {
                (t.count(listed as u32, P::Compared, P::ComparedMany)) ". " (complete) " "
                (t.say(P::DefaultOrder)) (t.say(P::NobodyPays))
                a href=(Page::Method.href(t.lang)) { (t.say(P::HowWeRank)) }
            }
        }
    }
}
