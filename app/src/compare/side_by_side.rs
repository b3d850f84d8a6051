//! `/cote-a-cote`: up to four services chosen in the list, as a table whose differing lines are marked. The address holds
//! the need and the choice: it survives a reload, can be shared, and prints on one sheet.

use domain::comparison::{Answer, Comparison, Part, compare};
use domain::cost::NoCost;
use domain::listing::Listing;
use domain::{Catalogue, Finess};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use maud::{Markup, html};

use super::form::{CHOSEN, NeedForm};
use super::summary::NeedSummary;
use crate::error::PageError;
use crate::ports::{Ports, Publication};
use crate::routes::Page;
use crate::ui::ErrorSummary;
use crate::{format, text};

/// How many services stand side by side.
pub const MOST_CHOSEN: usize = 4;

#[component]
pub fn SideBySidePage() -> impl IntoView {
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let today = ports.clock.today();
    let query = use_location().search.get_untracked();
    let form = NeedForm::from_query(&query);
    let back = Page::Compare(form.to_query()).href();
    let need = match form.parse(&publication.territory, today) {
        Ok(need) => need,
        Err(errors) => {
            ports.response.set_status(PageError::Invalid.status());
            return view! {
                <Title text="Erreur – Services côte à côte"/>
                <h1>"Services côte à côte"</h1>
                <ErrorSummary errors/>
                <p><a href=back>"Corriger la demande"</a></p>
            }
            .into_any();
        }
    };
    let chosen = chosen(&query);
    let listings: Vec<Listing> =
        chosen.iter().take(MOST_CHOSEN).filter_map(|finess| publication.catalogue.find(*finess).cloned()).collect();
    let found = listings.len();
    let parameters = &publication.parameters;
    let catalogue = Catalogue::with_version(listings, publication.catalogue.version().to_owned());
    let comparison = compare(&catalogue, &publication.territory, &need, None, parameters, today, Part::EVERYTHING);
    let order: Vec<Finess> = chosen.iter().copied().filter(|finess| catalogue.find(*finess).is_some()).collect();
    let without = |finess: Finess| {
        let others = order.iter().filter(|other| **other != finess);
        Page::SideBySide(with_chosen(&form, others.copied())).href()
    };
    let table = table(&publication, &catalogue, &comparison, &order, without).into_string();
    view! {
        <Title text="Services côte à côte"/>
        <h1>"Services côte à côte"</h1>
        <section aria-labelledby="titre-besoin">
            <h2 id="titre-besoin">"Votre besoin"</h2>
            <NeedSummary need=need.terms() territory=&publication.territory/>
        </section>
        <p class="back"><a href=back>"Revenir à la liste"</a></p>
        {(chosen.len() > MOST_CHOSEN).then(|| view! {
            <p class="warning">{format!("Au plus {MOST_CHOSEN} services côte à côte : les {MOST_CHOSEN} premiers choisis sont affichés.")}</p>
        })}
        {(found < chosen.len().min(MOST_CHOSEN)).then(|| view! {
            <p class="warning">"Un service choisi n’est plus dans la liste publiée."</p>
        })}
        {if found == 0 {
            view! { <p>"Aucun service n’est choisi. Dans la liste, cochez « Comparer côte à côte » sous deux à quatre services."</p> }.into_any()
        } else {
            view! { <div inner_html=table></div> }.into_any()
        }}
    }
    .into_any()
}

/// The FINESS numbers of a query, each once, in their order.
fn chosen(query: &str) -> Vec<Finess> {
    let mut chosen = Vec::new();
    for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
        if name == CHOSEN
            && let Ok(finess) = value.parse::<Finess>()
            && !chosen.contains(&finess)
        {
            chosen.push(finess);
        }
    }
    chosen
}

fn with_chosen(form: &NeedForm, chosen: impl Iterator<Item = Finess>) -> String {
    let mut query = form_urlencoded::Serializer::new(form.to_query());
    for finess in chosen {
        query.append_pair(CHOSEN, &finess.to_string());
    }
    query.finish()
}

fn table(
    publication: &Publication,
    catalogue: &Catalogue,
    comparison: &Comparison,
    order: &[Finess],
    without: impl Fn(Finess) -> String,
) -> Markup {
    let listings: Vec<&Listing> = order.iter().filter_map(|finess| catalogue.find(*finess)).collect();
    let answers: Vec<Option<&Answer>> = order.iter().map(|finess| answer(comparison, *finess)).collect();
    let rows = rows(comparison, &listings, &answers);
    html! {
        // Wider than a phone: it scrolls by itself, by keyboard too.
        div.side-by-side role="region" aria-labelledby="titre-tableau" tabindex="0" {
            table {
                caption id="titre-tableau" { "Une ligne marquée ≠ diffère d’un service à l’autre" }
                thead {
                    tr {
                        td {}
                        @for listing in &listings {
                            th scope="col" {
                                a href=(Page::Service(listing.finess).href()) { (domain::search::readable(&listing.name.value)) }
                                @if listings.len() > 1 {
                                    " " a.drop href=(without(listing.finess)) {
                                        "retirer" span.visually-hidden { " " (domain::search::readable(&listing.name.value)) }
                                    }
                                }
                            }
                        }
                    }
                }
                tbody {
                    @for (label, cells) in &rows {
                        @let differs = cells.iter().any(|cell| *cell != cells[0]);
                        tr.differs[differs] {
                            th scope="row" {
                                (label)
                                @if differs { span.mark { " ≠" span.visually-hidden { " (diffère)" } } }
                            }
                            @for cell in cells { td { (cell) } }
                        }
                    }
                }
            }
        }
        p.sources {
            "Prix avant les aides. Chaque information est datée et sourcée sur la page du service. Catalogue "
            (publication.catalogue.version()) "."
        }
    }
}

fn answer(comparison: &Comparison, finess: Finess) -> Option<&Answer> {
    let ranked = comparison.ranked.iter().map(|entry| &entry.answer);
    let to_confirm = comparison.to_confirm.iter().map(|entry| &entry.answer);
    ranked.chain(to_confirm).find(|answer| answer.finess == finess)
}

type Row = (&'static str, Vec<String>);

fn rows(comparison: &Comparison, listings: &[&Listing], answers: &[Option<&Answer>]) -> Vec<Row> {
    let of_answer = |words: &dyn Fn(&Answer) -> String| -> Vec<String> {
        answers.iter().map(|answer| answer.map_or_else(|| "–".to_owned(), words)).collect()
    };
    let of_listing =
        |words: &dyn Fn(&Listing) -> String| -> Vec<String> { listings.iter().map(|listing| words(listing)).collect() };
    let known = |words: Option<String>| words.unwrap_or_else(|| text::UNKNOWN.to_owned());
    let excluded = |finess: Finess| {
        let entry = comparison.excluded.iter().find(|entry| entry.finess == finess)?;
        Some(entry.reasons.iter().map(text::exclusion).collect::<Vec<_>>().join(" ; "))
    };
    let needed = comparison.needed_minutes;
    let mut rows: Vec<Row> = Vec::new();
    if !comparison.excluded.is_empty() {
        rows.push((
            "Écarté pour ce besoin",
            of_listing(&|listing| excluded(listing.finess).unwrap_or_else(|| "non".to_owned())),
        ));
    }
    rows.push(("Prix pour ce besoin", of_answer(&price)));
    rows.push((
        "Prix de l’heure en moyenne",
        of_answer(&|answer| match answer.offers.first().map(|offer| &offer.cost) {
            Some(Some(Ok(cost))) => format::euros(cost.average_hour),
            Some(None) => known(answer.offers[0].headline_hour.map(format::euros)),
            Some(Some(Err(_))) | None => text::UNKNOWN.to_owned(),
        }),
    ));
    rows.push((
        "Mode d’intervention",
        of_answer(&|answer| known(answer.offers.first().map(|offer| text::mode(offer.mode).to_owned()))),
    ));
    rows.push((
        "Frais de dossier, une fois",
        of_answer(&|answer| {
            known(answer.offers.first().map(|offer| match offer.opening_fee.0 {
                0 => "aucuns".to_owned(),
                _ => format::euros(offer.opening_fee),
            }))
        }),
    ));
    if needed > 0 {
        rows.push((
            "Horaires couverts",
            of_answer(&|answer| match answer.covered_minutes {
                None => text::UNKNOWN.to_owned(),
                Some(covered) if covered == needed => "tous".to_owned(),
                Some(covered) => format!("{} sur {} dans l’année", format::duration(covered), format::duration(needed)),
            }),
        ));
    }
    if !comparison.need.wished.is_empty() {
        rows.push((
            "Ne fait pas",
            of_answer(&|answer| match answer.offered {
                None => text::UNKNOWN.to_owned(),
                Some(_) if answer.not_offered.is_empty() => "fait tout ce qui est souhaité".to_owned(),
                Some(_) => text::acts(answer.not_offered),
            }),
        ));
    }
    rows.push((
        "À demander au service",
        of_answer(&|answer| {
            let asked: Vec<_> = answer.missing.iter().map(|fact| text::missing(*fact)).collect();
            if asked.is_empty() { "rien de plus".to_owned() } else { asked.join(" ; ") }
        }),
    ));
    rows.push((
        "Habilitation",
        of_listing(&|listing| known(listing.habilitation.value().map(|held| text::habilitation(*held).to_owned()))),
    ));
    rows.push((
        "Évaluation (HAS)",
        of_listing(&|listing| known(listing.quality.value().map(|quality| text::grade(quality.grade).to_owned()))),
    ));
    rows.push(("Disponibilité", of_listing(&|listing| availability(listing, comparison.stamp.seed))));
    rows.push(("Langues parlées", of_listing(&|listing| known(listing.languages.value().map(|own| own.join(", "))))));
    rows.push(("Type", of_listing(&|listing| text::kind(listing.kind).to_owned())));
    rows.push((
        "Bureau",
        of_listing(&|listing| {
            let address = listing.address.value();
            known(address.map(|address| format!("{}, {} {}", address.street, address.postcode, address.city)))
        }),
    ));
    rows.push((
        "Téléphone",
        of_listing(&|listing| known(listing.phone.value().map(|phone| format::phone(phone.as_str())))),
    ));
    rows
}

fn price(answer: &Answer) -> String {
    match answer.offers.first().map(|offer| (&offer.cost, offer.headline_hour)) {
        Some((Some(Ok(cost)), _)) => {
            let from = if cost.at_least { "à partir de " } else { "" };
            format!("{from}{} par mois", format::euros(cost.monthly))
        }
        Some((None, Some(hour))) => format!("{} l’heure en semaine", format::euros(hour)),
        Some((Some(Err(NoCost::NothingCovered)), _)) => "aucune heure couverte".to_owned(),
        Some((Some(Err(NoCost::HourPriceNotStated)) | None, _)) | None => text::UNKNOWN.to_owned(),
    }
}

/// Availability, while it holds.
fn availability(listing: &Listing, today: jiff::civil::Date) -> String {
    let days = |observed| domain::calendar::day_number(today) - domain::calendar::day_number(observed);
    let holds = listing
        .availability
        .known()
        .filter(|known| days(known.provenance.observed) < domain::listing::AVAILABILITY_DAYS);
    holds.map_or_else(|| text::UNKNOWN.to_owned(), |known| text::intake(known.value.intake).to_owned())
}
