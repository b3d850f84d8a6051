//! `/accompagner` and its sheet on the server: the empty interview to whoever asks, and the screens of a form that was sent,
//! which is answered and forgotten.

use leptos::prelude::*;

use super::desk::{ABOVE, Desk, OUTCOME, SCREEN, SHARE, SHEET};
use super::form::AssistForm;
use super::interview::Interview;
use super::screens::{Screen, Screens, Shown, questions_head};
use super::service_list::ServiceList;
use super::sheet::model::Sheet;
use super::sheet::page::sheet_page;
use super::{calls, work_list};
use crate::compare::outcome::Published;
use crate::compare::results_section::{CHIPS, HEAD, LIST, SHARES, STATUS, TRAY, shares};
use crate::compare::weights::weight_sliders;
use crate::error::{FieldError, PageError};
use crate::need::form::NEED_FORM;
use crate::ports::{Ports, Publication, Submitted};
use crate::provider::directory::completeness;
use crate::routes::Page;
use crate::text::{Common, ListWords, Pages as P, Words};
use crate::ui::{ClientScript, PageTitle, Reads};

#[component]
pub fn AssistPage() -> impl IntoView {
    page(Screen::List)
}

#[component]
pub fn AssistSheetPage() -> impl IntoView {
    page(Screen::Sheet)
}

/// The sheet of a form that was sent, or every field that is wrong.
pub fn sheet(t: Words, ports: &Ports, form: &AssistForm) -> Result<Sheet, Vec<FieldError>> {
    let publication = ports.publications.current();
    let address = address(t, ports);
    screens(t, ports, &publication, &address, false).sheet(form)
}

/// The page as people reach it.
fn address(t: Words, ports: &Ports) -> String {
    format!("{}{}", ports.site, Page::Assist.href(t.lang))
}

/// The screens of a publication, with the address of the page.
fn screens<'a>(t: Words, ports: &'a Ports, publication: &'a Publication, address: &'a str, live: bool) -> Screens<'a> {
    let Publication { catalogue, territory, parameters, .. } = publication;
    let published = Published { catalogue, territory, parameters, today: ports.clock.today() };
    let pictograms = ports.assets.pictograms.as_deref().unwrap_or_default();
    Screens { t, published, address, live, pdf: ports.pdf, pictograms }
}

fn page(sent: Screen) -> impl IntoView {
    let t = Words::from_context();
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let submitted = use_context::<Submitted>();
    if submitted.is_none() && sent == Screen::Sheet {
        ports.response.send_on(&Page::Assist.href(t.lang));
        return ().into_any();
    }
    let address = address(t, &ports);
    let screens = screens(t, &ports, &publication, &address, submitted.is_none() && publication.fits_browser);
    let (form, shown) = match &submitted {
        None => (AssistForm::default(), Shown::Questions(Vec::new())),
        Some(Submitted(body)) => {
            let form = AssistForm::from_text(body).after_switch(body, screens.today());
            let shown = screens.show(&form, sent);
            (form, shown)
        }
    };
    let title = shown.title(t);
    let title = match shown.errors() {
        [] => title,
        _ => {
            ports.response.set_status(PageError::Invalid.status());
            t.fill(Common::ErrorTitle, &[&title])
        }
    };
    let room = Room { screens, publication: &publication, form: &form };
    let page = room.page(&shown);
    // What was sent is read by no script. Where the listings are too many for a browser, nor is anything else: the forms of
    // this page go to the server.
    if !screens.live {
        return view! { <PageTitle text=title/> {page} }.into_any();
    }
    view! {
        <PageTitle text=title/>
        <Desk>{work_list::panel::panel(t)}{calls::panel(t)}{page}</Desk>
        <ClientScript reads=Reads::Everything/>
    }
    .into_any()
}

/// One answer of the page.
struct Room<'a> {
    screens: Screens<'a>,
    publication: &'a Publication,
    form: &'a AssistForm,
}

impl Room<'_> {
    /// A screen. The page that a browser follows has the places of all three.
    fn page(&self, shown: &Shown) -> AnyView {
        let Self { screens, form, .. } = *self;
        let t = screens.t;
        let (head, rest) = match shown {
            Shown::Questions(errors) => {
                let list = screens.live.then(|| self.outcome(None));
                let sheet = screens.live.then(|| view! { <div id=SHEET hidden></div> });
                (questions_head(t, errors), (self.interview(Screen::Questions, errors), list, sheet).into_any())
            }
            Shown::List(list, errors) => {
                let answers = self.interview(Screen::List, &[]);
                (list.head(&screens, errors), (answers, self.outcome(Some(list))).into_any())
            }
            Shown::Sheet(sheet, errors) => {
                let sheet = sheet_page(&screens, form, sheet, errors);
                (().into_any(), view! { <div id=SHEET>{sheet}</div> }.into_any())
            }
        };
        view! {
            <div id=SCREEN data-screen=shown.screen().code() data-pdf=screens.pdf.then_some("")
                data-pictograms=screens.pictograms.to_owned()>
                <div id=HEAD>{head}</div>
                {rest}
            </div>
        }
        .into_any()
    }

    fn interview(&self, screen: Screen, errors: &[FieldError]) -> AnyView {
        let languages = &self.publication.languages;
        Interview { screens: self.screens, languages, form: self.form, errors, screen }.view()
    }

    /// The list and all that surrounds it; without one, the places that the browser fills.
    fn outcome(&self, list: Option<&ServiceList>) -> AnyView {
        let Self { screens, form, publication } = *self;
        let t = screens.t;
        let weights = form.need.given_weights();
        let listed = publication.catalogue.listings().iter().filter(|listing| listing.standing.is_open());
        let listed = t.count(listed.count() as u32, P::Compared, P::ComparedMany);
        let listed = format!("{listed}. {}", completeness(t, publication, screens.today()));
        let shares = list.map(|list| shares(t, list.need.terms()));
        let shares = view! { <span id=SHARES>{shares}</span> };
        view! {
            <div class="list-page" id=OUTCOME hidden=list.is_none()>
                <div id=ABOVE>{list.map(|list| list.above(&screens, form))}</div>
                <div id=CHIPS>{list.map(|list| list.chips(&screens))}</div>
                // Code de la consommation D111-11 and D111-12, read 2026-11-23.
                <aside class="law" aria-label=t.say(ListWords::LawLabel)>
                    <p>
                        {t.view(ListWords::Law, vec![shares.into_any(), listed.into_any()])}
                        <a href=Page::Method.href(t.lang)>{t.say(ListWords::LawHow)}</a>
                    </p>
                </aside>
                <p class="status" role="status" id=STATUS>{list.map(|list| list.status(&screens))}</p>
                <div id=LIST class="list" tabindex="-1">{list.map(|list| list.list(&screens, form))}</div>
                <details id="importance">
                    <summary>{t.say(ListWords::Importance)}</summary>
                    {weight_sliders(t, &weights, &[])}
                    <button class="secondary without-script" type="submit" form=NEED_FORM>{t.say(ListWords::Update)}</button>
                </details>
                <div id=TRAY>{list.map(|list| list.tray(&screens, form, false))}</div>
                {screens.live.then(|| view! { <div id=SHARE></div> })}
            </div>
        }
        .into_any()
    }
}
