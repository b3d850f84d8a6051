//! `/cote-a-cote`: up to four services chosen in the list, as a table. A GET holds the need and the choice, so that it
//! can be shared; a POST also holds the situation, which is used for the computation and kept nowhere. `imprimer=oui`
//! gives a page to print.

use domain::aids::AidRules;
use domain::provider::listing::Listing;
use domain::provider::questions::Question;
use domain::ranking::comparison::{Comparison, Part};
use domain::{Catalogue, Finess, Need, compare};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::list_form::{ListForm, MOST_CHOSEN};
use super::print_now::PrintNow;
use super::side_table::SideTable;
use super::to_pay::{KeptToPay, kept_note};
use crate::aids::form::{SituationForm, day_error};
use crate::error::{FieldError, PageError};
use crate::need::form::START;
use crate::need::place_resolution::settle_place;
use crate::need::summary::need_line;
use crate::ports::{Ports, Publication, Submitted};
use crate::provider::print_button::{PRINT, PrintButton};
use crate::query;
use crate::routes::Page;
use crate::text::{Aids, Common, ListWords, Pages as P, SITE, Words};
use crate::ui::forms::{error_summary, hidden_fields};
use crate::ui::{ClientScript, PageTitle, Reads};

/// In the query: asks for the page to print. The button of the list sends it.
const TO_PRINT: &str = "imprimer";
/// Name of the buttons that remove a service, where the situation was sent.
pub const REMOVE: &str = "retirer";
/// Id of the form that those buttons belong to, and that leads back to the list with the situation.
pub const WITH_SITUATION: &str = "suite";

/// Questions for every service, whatever its listing says.
const ALWAYS_ASKED: [Question; 4] =
    [Question::Replacement, Question::SameHelper, Question::WrittenEstimate, Question::Termination];

#[component]
pub fn SideBySidePage() -> impl IntoView {
    let t = Words::from_context();
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let submitted = use_context::<Submitted>();
    let query = match &submitted {
        Some(Submitted(body)) => body.to_string(),
        None => use_location().search.get_untracked(),
    };
    let mut form = ListForm::from_query(&query);
    let situation = submitted.map(|Submitted(body)| SituationForm::from_body(&body));
    let situation = situation.filter(|situation| !situation.is_empty());
    let doubt = settle_place(t, &mut form.need, &publication.territory, &*ports.addresses);
    let named =
        |wanted: &str| query::pairs(&query).find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned());
    let to_print = named(TO_PRINT).is_some_and(|value| value == "oui");
    if let Some(removed) = named(REMOVE).and_then(|finess| finess.parse::<Finess>().ok()) {
        form.chosen.retain(|finess| *finess != removed);
    }
    let page = Asked { t, ports: &ports, publication: &publication, form, situation, to_print };
    // A postal address must not stay in the address bar, in the history or in what is shared, and a short link is one
    // that people copy.
    if use_context::<Submitted>().is_none() && (doubt == Ok(true) || page.form.is_wordy(&query)) {
        ports.response.send_on(&page.href(&page.form));
        return ().into_any();
    }
    match page.need(doubt.err()) {
        Ok((need, aids)) => page.view(&need, aids.as_ref()),
        Err(errors) => page.wrong(&errors),
    }
}

/// The request, and the data it is answered from.
struct Asked<'a> {
    t: Words,
    ports: &'a Ports,
    publication: &'a Publication,
    form: ListForm,
    /// The situation as it was sent.
    situation: Option<SituationForm>,
    to_print: bool,
}

impl Asked<'_> {
    /// `doubt`: why the place could not be resolved to a zone, where the reason is known.
    fn need(&self, doubt: Option<FieldError>) -> Result<(Need, Option<AidRules>), Vec<FieldError>> {
        let Self { t, publication, .. } = *self;
        let need = self.form.need.parse(t, &publication.territory, self.ports.clock.today()).map_err(|mut wrong| {
            if let Some(doubt) = doubt {
                wrong.retain(|error| error.field != doubt.field);
                wrong.insert(0, doubt);
            }
            wrong
        })?;
        let situation = self.situation.as_ref().map(|situation| situation.parse(t)).transpose()?;
        let aids = situation
            .map(|situation| AidRules::on(&publication.parameters, need.terms().start, &situation))
            .transpose()
            .map_err(|error| vec![day_error(t, START, error)])?;
        Ok((need, aids))
    }

    /// The address of this page for another form.
    fn href(&self, form: &ListForm) -> String {
        let print = if self.to_print { format!("&{TO_PRINT}=oui") } else { String::new() };
        Page::SideBySide(format!("{}{print}", form.to_query())).href(self.t.lang)
    }

    fn without(&self, removed: Finess) -> ListForm {
        let mut form = self.form.clone();
        form.chosen.retain(|finess| *finess != removed);
        form
    }

    fn wrong(&self, errors: &[FieldError]) -> AnyView {
        let t = self.t;
        self.ports.response.set_status(PageError::Invalid.status());
        let title = t.say(P::SideTitle);
        view! {
            <PageTitle text=t.fill(Common::ErrorTitle, &[&title])/>
            <h1>{title}</h1>
            {error_summary(t, errors)}
            <p><a href=Page::Compare(self.form.to_query()).href(t.lang)>{t.say(P::SideCorrect)}</a></p>
        }
        .into_any()
    }

    fn view(&self, need: &Need, aids: Option<&AidRules>) -> AnyView {
        let Self { t, publication, .. } = *self;
        let today = self.ports.clock.today();
        let listings: Vec<Listing> = self
            .form
            .chosen
            .iter()
            .take(MOST_CHOSEN)
            .filter_map(|finess| publication.catalogue.find(*finess).cloned())
            .collect();
        let order: Vec<Finess> = listings.iter().map(|listing| listing.finess).collect();
        let catalogue = Catalogue::with_version(listings, publication.catalogue.version().to_owned());
        let comparison =
            compare(&catalogue, &publication.territory, need, aids, &publication.parameters, today, Part::EVERYTHING);
        let title = t.say(P::SideTitle);
        let too_many = (self.form.chosen.len() > MOST_CHOSEN)
            .then(|| view! { <p class="warning">{t.fill(P::SideTooMany, &[&MOST_CHOSEN])}</p> });
        let gone = (order.len() < self.form.chosen.len().min(MOST_CHOSEN))
            .then(|| view! { <p class="warning">{t.say(P::SideGone)}</p> });
        let sent = self.situation.as_ref().map(|_| view! { <p class="privacy">{t.say(Aids::Sent)}</p> });
        let body = match order.as_slice() {
            [] => view! { <p>{t.say(P::SideNone)}</p> }.into_any(),
            _ => self.services(&order, &catalogue, &comparison),
        };
        view! {
            <PageTitle text=title/>
            {self.back()}
            <h1>{title}</h1>
            <p class="need-line">{self.need_words(&comparison)}</p>
            {sent}
            {too_many}
            {gone}
            {body}
        }
        .into_any()
    }

    /// "14e, toilette, tous les jours 8 h–9 h"
    fn need_words(&self, comparison: &Comparison) -> String {
        let terms = &comparison.need;
        let zone = self.publication.territory.find_zone(terms.zone).map_or("", |zone| zone.short.as_str());
        match need_line(self.t, terms.wished, &terms.visits) {
            words if words.is_empty() => zone.to_owned(),
            words => format!("{zone}, {words}"),
        }
    }

    /// Back to the list with the ticked services, and with the situation where it was sent.
    fn back(&self) -> AnyView {
        let t = self.t;
        let words = t.say(ListWords::Results);
        let arrow = view! { <span aria-hidden="true">"← "</span> };
        match &self.situation {
            None => {
                let href = Page::Compare(self.form.to_query()).href(t.lang);
                view! { <p class="back"><a href=href>{arrow}{words}</a></p> }.into_any()
            }
            Some(situation) => view! {
                <form class="back" method="post" action=Page::Compare(String::new()).href(t.lang) id=WITH_SITUATION>
                    {hidden_fields(self.form.pairs())}
                    {hidden_fields(situation.pairs())}
                    <button class="secondary" type="submit">{arrow}{words}</button>
                </form>
            }
            .into_any(),
        }
    }

    fn services(&self, order: &[Finess], catalogue: &Catalogue, comparison: &Comparison) -> AnyView {
        let t = self.t;
        let is_sent = self.situation.is_some();
        let need_query = self.form.need.on_page(1).to_query();
        let remove = |finess: Finess, name: &str| {
            let hidden = view! { <span class="visually-hidden">{format!(" {name}")}</span> };
            if is_sent {
                let here = Page::SideBySide(String::new()).href(t.lang);
                view! {
                    <button class="secondary drop" type="submit" form=WITH_SITUATION formaction=here name=REMOVE
                        value=finess.to_string()>{t.say(P::SideDrop)}{hidden}</button>
                }
                .into_any()
            } else {
                let href = self.href(&self.without(finess));
                view! { <a class="drop" href=href>{t.say(P::SideDrop)}{hidden}</a> }.into_any()
            }
        };
        let table = SideTable { t, catalogue, comparison, need_query: &need_query, to_print: self.to_print };
        let table = table.view(order, &remove);
        let print = (!is_sent).then(|| {
            view! {
                <PrintButton>
                    <button class="secondary with-script awaits-script" type="button" id=PRINT>{t.say(ListWords::TrayPrint)}</button>
                </PrintButton>
            }
        });
        let questions = self.to_print.then(|| self.questions());
        let note = if is_sent { P::SideNoteAids } else { P::SideNote };
        let content = view! {
            {print}
            {kept_note(t)}
            {table}
            {questions}
            <p class="sources">{t.fill(note, &[&comparison.stamp.catalogue])}</p>
        };
        if is_sent {
            // A situation that was sent by POST is not read by any script.
            return content.into_any();
        }
        let now = self.to_print.then(|| view! { <PrintNow/> });
        view! {
            <KeptToPay>{content}</KeptToPay>
            {now}
            <ClientScript reads=Reads::Catalogue/>
        }
        .into_any()
    }

    /// Parts of the printed sheet alone: questions, the day and the address of the site.
    fn questions(&self) -> AnyView {
        let t = self.t;
        let lines: Vec<AnyView> =
            ALWAYS_ASKED.into_iter().map(|question| view! { <li>{t.question(question)}</li> }.into_any()).collect();
        let made = t.fill(P::SideMade, &[&t.date(self.ports.clock.today()), &SITE, &self.ports.site]);
        view! {
            <section class="to-ask" aria-labelledby="a-demander">
                <h2 id="a-demander">{t.say(P::SideQuestions)}</h2>
                <ul>{lines}</ul>
                <p class="made">{made}</p>
            </section>
        }
        .into_any()
    }
}
