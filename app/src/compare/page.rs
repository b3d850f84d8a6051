//! `/comparer`: reads the need from the address, ranks, and shows the list with what the law asks above it.

use domain::aids::AidRules;
use domain::comparison::{Comparison, compare};
use domain::need::{Criterion, NeedTerms};
use domain::ranking::Exclusion;
use domain::{Need, Territory};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use maud::html;

use super::fields::{HiddenNeed, NeedFields, WeightFields, WeightSliders};
use super::form::{CHOICE_FORM, NEED_FORM, NeedForm, START};
use super::island::{Reranking, page_part, status_words};
use super::results::{Turn, pagination, results};
use super::side_by_side::MOST_CHOSEN;
use super::summary::NeedSummary;
use crate::aids::fields::{SituationFields, SituationState};
use crate::aids::form::{SituationForm, day_error};
use crate::error::{FieldError, PageError};
use crate::ports::{Ports, Publication, Submitted};
use crate::provider::directory::completeness;
use crate::routes::{Page, catalogue_href};
use crate::ui::{ClientScript, ErrorSummary, NoSuchPage};
use crate::{format, text};

#[component]
pub fn ComparePage() -> impl IntoView {
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let today = ports.clock.today();
    let asked = match use_context::<Submitted>() {
        Some(Submitted(body)) => {
            Asked { form: NeedForm::from_query(&body), situation: Some(SituationForm::from_body(&body)) }
        }
        None => Asked { form: NeedForm::from_query(&use_location().search.get_untracked()), situation: None },
    };
    if asked.form == NeedForm::default() && asked.situation.is_none() {
        return view! { <NeedPage asked errors=Vec::new() today/> }.into_any();
    }
    match asked.parse(&publication, today) {
        Ok((need, aids)) => {
            let first = || Page::Compare(asked.form.on_page(1).to_query());
            let Some(page) = asked.form.page_number() else {
                return view! { <NoSuchPage first=first()/> }.into_any();
            };
            let Publication { catalogue, territory, parameters, .. } = &*publication;
            let comparison = compare(catalogue, territory, &need, aids.as_ref(), parameters, today, page_part(page));
            let listed = (comparison.counts.ranked + comparison.counts.to_confirm) as usize;
            if comparison.first as usize >= listed.max(1) {
                return view! { <NoSuchPage first=first()/> }.into_any();
            }
            list(&publication, asked, &need, &comparison, page).into_any()
        }
        Err(errors) => {
            ports.response.set_status(PageError::Invalid.status());
            view! { <NeedPage asked errors today/> }.into_any()
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
    fn parse(&self, publication: &Publication, today: Date) -> Result<(Need, Option<AidRules>), Vec<FieldError>> {
        let need = self.form.parse(&publication.territory, today);
        let situation = self.situation.as_ref().map(SituationForm::parse).transpose();
        let (need, situation) = match (need, situation) {
            (Ok(need), Ok(situation)) => (need, situation),
            (need, situation) => {
                let wrong = need.err().into_iter().chain(situation.err()).flatten();
                return Err(wrong.collect());
            }
        };
        let start = need.terms().start;
        let aids = situation.map(|situation| AidRules::on(&publication.parameters, start, &situation)).transpose();
        aids.map(|aids| (need, aids)).map_err(|error| vec![day_error(START, error)])
    }

    fn method(&self) -> &'static str {
        if self.situation.is_some() { "post" } else { "get" }
    }
}

/// The form alone: the first visit, or a form to correct.
#[component]
fn NeedPage(asked: Asked, errors: Vec<FieldError>, today: Date) -> impl IntoView {
    let wrong = !errors.is_empty();
    let method = asked.method();
    let Asked { form, situation } = asked;
    let situation = situation.map(|typed| {
        let state = SituationState::new(errors.clone());
        view! { <h2>"Votre situation"</h2><SituationFields typed state simulator=false/> }
    });
    view! {
        <Title text=if wrong { "Erreur – Comparer les services" } else { "Comparer les services" }/>
        <h1>"Comparer les services d’aide à domicile"</h1>
        <ErrorSummary errors=errors.clone()/>
        <form method=method action=Page::Compare(String::new()).href() class="need">
            <NeedFields form=form.clone() errors=errors.clone() start=today.to_string()/>
            <WeightFields form errors/>
            {situation}
            <button type="submit">"Comparer"</button>
        </form>
    }
}

fn list(
    publication: &Publication,
    asked: Asked,
    need: &Need,
    comparison: &Comparison,
    page: usize,
) -> impl IntoView + use<> {
    let counts = comparison.counts;
    let nobody = counts.ranked + counts.to_confirm == 0;
    let weights = Criterion::ALL_WEIGHTED.map(|criterion| need.terms().weights.of(criterion));
    let today = comparison.stamp.seed;
    let method = asked.method();
    let Asked { form, situation } = asked;
    let edited = form.without_weights();
    let sent = situation.is_some();
    let turn = if sent { Turn::Submit } else { Turn::Link(&form) };
    let shown = html! { (results(comparison, &publication.catalogue)) (pagination(&counts, &turn, page)) };
    let shown = view! { <div inner_html=shown.into_string()></div> }.into_any();
    let without = Page::Compare(form.on_page(1).to_query()).href();
    let situation = situation.map(|typed| {
        let state = SituationState::new(Vec::new());
        view! { <h2>"Votre situation"</h2><SituationFields typed state simulator=false/> }
    });
    view! {
        <Title text="Services comparés"/>
        <h1>"Services comparés pour ce besoin"</h1>
        <section aria-labelledby="titre-besoin">
            <h2 id="titre-besoin">"Votre besoin"</h2>
            <NeedSummary need=need.terms() territory=&publication.territory/>
            <details class="edit">
                <summary>{if sent { "Changer la demande ou la situation" } else { "Changer la demande" }}</summary>
                // The sliders below belong to this form too: one demand, one address.
                <form method=method action=Page::Compare(String::new()).href() class="need" id=NEED_FORM>
                    <NeedFields form=edited.clone() errors=Vec::new() start=need.terms().start.to_string()/>
                    {situation}
                    <button type="submit">"Comparer"</button>
                </form>
            </details>
        </section>
        {mention(publication, comparison)}
        {if sent {
            view! {
                <p class="privacy">
                    {text::aids::SENT}" "<a href=without>"Revenir à la comparaison sans la situation"</a>
                </p>
                {if nobody {
                    relax(publication, &form, need.terms(), comparison).into_any()
                } else {
                    view! { <WeightSliders weights=RwSignal::new(weights)/><p class="status" role="status">{status_words(comparison)}</p> }.into_any()
                }}
                {shown}
            }
            .into_any()
        } else if nobody {
            view! { {relax(publication, &form, need.terms(), comparison)} {shown} }.into_any()
        } else {
            view! {
                <Reranking
                    query=edited.to_query()
                    weights
                    page=page as u32
                    catalogue_href=catalogue_href(&publication.version())
                    today=today.to_string()
                    status=status_words(comparison)
                >
                    {shown}
                </Reranking>
                <ClientScript/>
            }
            .into_any()
        }}
        {(!nobody).then(|| view! {
            // The boxes under the services belong to it, wherever the list is rendered.
            <form method="get" action=Page::SideBySide(String::new()).href() id=CHOICE_FORM class="choice">
                <HiddenNeed form=form.on_page(1)/>
                <p class="hint">{format!("Cochez « Comparer côte à côte » sous deux à {MOST_CHOSEN} services, puis :")}</p>
                <button type="submit" class="secondary">"Comparer les services cochés"</button>
            </form>
        })}
        {stamp(comparison)}
    }
}

/// What the law asks above every list (Code de la consommation D111-11 and D111-12, read 2026-11-23).
fn mention(publication: &Publication, comparison: &Comparison) -> impl IntoView + use<> {
    let complete = completeness(publication);
    view! {
        <aside class="mention" aria-label="Comment cette liste est faite">
            <p>
                {format!("{}. {complete} ", text::count(comparison.counts.listed, "service comparé", "services comparés"))}
                "Par défaut, ils sont classés par le total de leurs points de prix (poids 4), d’horaires couverts (3) et de prestations (3) ; "
                "vous pouvez changer ces poids. "
                "Aucun service ne paie pour figurer ici ni pour être mieux placé. "
                <a href=Page::Method.href()>"Comment nous classons"</a>
            </p>
            {comparison.floor.outdated.then(|| view! {
                <p class="warning">{format!(
                    "Tarif plancher {} non publié : calcul sur celui de {} ({}).",
                    comparison.need.start.year(),
                    comparison.floor.from.year(),
                    format::euros(comparison.floor.amount),
                )}</p>
            })}
        </aside>
    }
}

/// No service is left: which condition emptied the list, and a link to drop it.
fn relax(
    publication: &Publication,
    form: &NeedForm,
    need: &NeedTerms,
    comparison: &Comparison,
) -> impl IntoView + use<> {
    let links = comparison.excluded_by.iter().filter(|by| by.alone > 0).flat_map(|by| {
        let back = text::count(by.alone, "service", "services");
        relaxations(&publication.territory, form, need, by.reason).into_iter().map(move |(label, form)| {
            let href = Page::Compare(form.on_page(1).to_query()).href();
            let hint = if by.reason == Exclusion::Zone { String::new() } else { format!(" ({back} de plus)") };
            view! { <li><a href=href>{label}</a>{hint}</li> }
        })
    });
    let links: Vec<_> = links.collect();
    let several = links.is_empty();
    view! {
        <section class="empty" aria-labelledby="titre-vide">
            <h2 id="titre-vide">"Aucun service ne répond à toutes ces conditions"</h2>
            <ul>
                {comparison.excluded_by.iter().map(|by| view! {
                    <li>{format!("{} : {}", text::exclusion(by.reason), text::count(by.count, "service", "services"))}</li>
                }).collect_view()}
            </ul>
            {if several {
                view! { <p>"Chaque service échoue sur plusieurs conditions à la fois. Changez la demande ci-dessus, ou "<a href=Page::Compare(format!("lieu={}", need.zone)).href()>"gardez seulement le lieu"</a>"."</p> }.into_any()
            } else {
                view! { <p>"Vous pouvez :"</p><ul>{links}</ul> }.into_any()
            }}
        </section>
    }
}

fn relaxations(territory: &Territory, form: &NeedForm, need: &NeedTerms, reason: Exclusion) -> Vec<(String, NeedForm)> {
    let one = |label: &str, form: NeedForm| vec![(label.to_owned(), form)];
    match reason {
        Exclusion::Zone => {
            let neighbours = territory.find_zone(need.zone).map_or(&[][..], |zone| &zone.neighbours);
            let zones = neighbours.iter().filter_map(|code| territory.find_zone(*code));
            zones
                .map(|zone| (format!("voir le {}", zone.short), NeedForm { zone: zone.short.clone(), ..form.clone() }))
                .collect()
        }
        Exclusion::Mode => {
            one("accepter tous les modes d’intervention", NeedForm { modes: Vec::new(), ..form.clone() })
        }
        Exclusion::Habilitation => one(
            "voir aussi les services non habilités à l’aide sociale",
            NeedForm { habilitation: String::new(), ..form.clone() },
        ),
        Exclusion::RequiredActs => {
            let wished = form.wished.iter().chain(&form.required).cloned().collect();
            one("ne rien rendre indispensable", NeedForm { required: Vec::new(), wished, ..form.clone() })
        }
        Exclusion::Publics => {
            one("ne pas demander de public particulier", NeedForm { publics: Vec::new(), ..form.clone() })
        }
        Exclusion::NoCoverage => one("comparer sans horaires", NeedForm { slots: Vec::new(), ..form.clone() }),
        Exclusion::NursingOnly => {
            let wished = form.wished.iter().cloned().chain(["soins-infirmiers".to_owned()]).collect();
            one("voir les soins infirmiers", NeedForm { wished, ..form.clone() })
        }
    }
}

/// What it takes to get the same list again.
fn stamp(comparison: &Comparison) -> impl IntoView + use<> {
    let stamp = &comparison.stamp;
    view! {
        <p class="stamp">
            {format!(
                "Méthode {}, catalogue {}, paramètres {}, tirage du {} : ces quatre mêmes valeurs redonnent la même liste.",
                stamp.method,
                stamp.catalogue,
                stamp.parameters,
                format::date(stamp.seed)
            )}
        </p>
    }
}
