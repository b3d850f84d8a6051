//! The list of a comparison: the three groups, every figure with its reasons. Rendered by the server, and by the island
//! after a change; nothing here reads a port.

use domain::comparison::{AidsApplied, Answer, Comparison, Contribution, Counts, OfferCost, Ranked, ToConfirm};
use domain::cost::{Cost, NoCost};
use domain::listing::{Listing, Provenance};
use domain::robustness::Robustness;
use domain::{Catalogue, Finess};
use leptos::prelude::*;

use super::form::{NEED_FORM, NeedForm, PAGE_SIZE};
use crate::aids::breakdown::{Bill, Breakdown, Verdicts};
use crate::routes::Page;
use crate::text::aids as words;
use crate::{format, text};

/// The results, without the mention and the controls around them.
#[component]
pub fn Results<'a>(comparison: &'a Comparison, catalogue: &'a Catalogue) -> impl IntoView + use<> {
    let total = comparison.weight_sum * 1000;
    let known = Shown { comparison, catalogue, total };
    let ranked = comparison.ranked.iter().map(|entry| known.ranked(entry)).collect_view();
    let to_confirm = comparison.to_confirm.iter().map(|entry| known.to_confirm(entry)).collect_view();
    let counts = comparison.counts;
    view! {
        {comparison.aids.as_ref().map(|aids| aids_note(aids, comparison.need.start.year()))}
        {(!comparison.ranked.is_empty()).then(|| view! {
            <section aria-labelledby="titre-classes">
                <h2 id="titre-classes">{format!("Classés : {}", text::count(counts.ranked, "service", "services"))}</h2>
                <ol class="results" start=comparison.first + 1>{ranked}</ol>
            </section>
        })}
        {(!comparison.to_confirm.is_empty()).then(|| view! {
            <section aria-labelledby="titre-a-confirmer">
                <h2 id="titre-a-confirmer">{format!("À confirmer : {}", text::count(counts.to_confirm, "service", "services"))}</h2>
                <p>
                    "Il manque une information à ces services : rien ne dit qu’ils ne conviennent pas. "
                    "Ceux dont on sait le plus sont les premiers ; à égalité, l’ordre est tiré au sort chaque jour."
                </p>
                <ul class="results">{to_confirm}</ul>
            </section>
        })}
        {(counts.nursing > 0 && comparison.first == 0).then(|| known.nursing())}
        {(counts.excluded > 0).then(|| known.excluded())}
    }
}

struct Shown<'a> {
    comparison: &'a Comparison,
    catalogue: &'a Catalogue,
    total: u32,
}

impl Shown<'_> {
    fn name(&self, finess: Finess) -> String {
        self.catalogue
            .find(finess)
            .map_or_else(|| finess.to_string(), |listing| domain::search::readable(&listing.name.value))
    }

    fn ranked(&self, entry: &Ranked) -> AnyView {
        let rank = if entry.rank == 1 { "1er".to_owned() } else { format!("{}e", entry.rank) };
        let place = format!("{rank}{} sur {}", if entry.tied { " ex æquo" } else { "" }, self.comparison.counts.ranked);
        let points = format!("{} points sur {}", format::points(entry.points), format::points(self.total));
        let beaten: Vec<String> = entry.dominates.iter().take(3).map(|finess| self.name(*finess)).collect();
        let more = entry.dominates.len() - beaten.len();
        let why = view! {
            {contributions(&entry.answer.contributions, self.total, format!("Total : {points}."))}
            {(!beaten.is_empty()).then(|| view! {
                <p>{format!(
                    "Au moins aussi bon sur chaque critère, et meilleur sur au moins un, que {}{}.",
                    beaten.join(", "),
                    match more {
                        0 => String::new(),
                        1 => " et un autre de cette page".to_owned(),
                        more => format!(" et {more} autres de cette page"),
                    },
                )}</p>
            })}
            {entry.robustness.map(|robustness| view! { <p>{robust(robustness, entry.answer.contributions.len())}</p> })}
        };
        let head = view! { <p class="rank"><strong>{place}</strong>" · "{points.clone()}</p> };
        self.entry(&entry.answer, head.into_any(), why.into_any())
    }

    fn to_confirm(&self, entry: &ToConfirm) -> AnyView {
        let asked: Vec<_> = entry.answer.missing.iter().map(|fact| view! { <li>{text::missing(*fact)}</li> }).collect();
        let head = view! {
            <p class="rank">"À demander au service :"</p>
            <ul class="missing">{asked}</ul>
        };
        let interval = format!(
            "Entre {} et {} points sur {}, selon ce qui manque.",
            format::points(entry.at_least),
            format::points(entry.at_most),
            format::points(self.total)
        );
        let why = contributions(&entry.answer.contributions, self.total, interval);
        self.entry(&entry.answer, head.into_any(), why)
    }

    fn entry(&self, answer: &Answer, head: AnyView, why: AnyView) -> AnyView {
        let Some(listing) = self.catalogue.find(answer.finess) else { return ().into_any() };
        let best = answer.offers.first();
        view! {
            <li class="result">
                <article>
                    <h3><a href=Page::Service(answer.finess).href()>{domain::search::readable(&listing.name.value)}</a></h3>
                    {head}
                    {self.price(best, answer)}
                    <dl class="facts">
                        {self.coverage(answer)}
                        {acts(answer)}
                        {place(listing, answer.metres)}
                        {contact(listing)}
                    </dl>
                    {answer.offers.iter().map(|offer| self.cost_details(offer)).collect_view()}
                    <details>
                        <summary>"Pourquoi ce classement"</summary>
                        {why}
                    </details>
                    {sources(listing)}
                </article>
            </li>
        }
        .into_any()
    }

    fn price(&self, best: Option<&OfferCost>, answer: &Answer) -> AnyView {
        let Some(best) = best else {
            return view! { <p class="price unknown">"Prix non communiqué"</p> }.into_any();
        };
        match (&best.cost, best.headline_hour) {
            (Some(Ok(cost)), _) => {
                let (from, average) = if cost.at_least { ("à partir de ", "au moins ") } else { ("", "") };
                let needed = self.comparison.needed_minutes;
                let part = answer.covered_minutes.filter(|covered| *covered < needed).map(|covered| {
                    format!(
                        "pour les heures couvertes ({} sur {} dans l’année)",
                        format::duration(covered),
                        format::duration(needed)
                    )
                });
                let what = part.unwrap_or_else(|| "pour ce besoin".to_owned());
                if let Some(reckoning) = &best.reckoning {
                    return view! {
                        <Bill reckoning cost=cost.monthly what at_least=cost.at_least/>
                        <p class="price-hour">
                            {format!("{average}{} l’heure en moyenne avant les aides, {}", format::euros(cost.average_hour), text::mode(best.mode))}
                        </p>
                    }
                    .into_any();
                }
                view! {
                    <p class="price">
                        {from}<strong>{format::euros(cost.monthly)}</strong>{format!(" par mois {what}, avant les aides")}
                        <span class="price-hour">
                            {format!("{average}{} l’heure en moyenne, {}", format::euros(cost.average_hour), text::mode(best.mode))}
                        </span>
                    </p>
                }
                .into_any()
            }
            (None, Some(hour)) => view! {
                <p class="price">
                    <strong>{format::euros(hour)}</strong>" l’heure en semaine, avant les aides"
                    <span class="price-hour">{text::mode(best.mode)}{fees(best)}</span>
                </p>
            }
            .into_any(),
            (Some(Err(NoCost::HourPriceNotStated)), _) | (None, None) => {
                view! { <p class="price unknown">"Prix de ces heures non communiqué"</p> }.into_any()
            }
            (Some(Err(NoCost::NothingCovered)), _) => ().into_any(),
        }
    }

    fn cost_details(&self, offer: &OfferCost) -> AnyView {
        let year = self.comparison.need.start.year();
        let reckoned = offer.reckoning.as_ref().map(|reckoning| {
            let left = reckoning.exact();
            view! {
                <details>
                    <summary>{match left {
                        Some(case) => format!("D’où vient ce reste à payer ({} : {} par mois)", text::mode(offer.mode), format::euros(case.monthly)),
                        None => format!("Les aides avec ce service ({})", text::mode(offer.mode)),
                    }}</summary>
                    {left.map(|case| view! { <Breakdown case year/> })}
                    <Verdicts verdicts=&reckoning.verdicts year/>
                </details>
            }
        });
        view! { {cost_table(offer)} {reckoned} }.into_any()
    }

    fn coverage(&self, answer: &Answer) -> AnyView {
        let needed = self.comparison.needed_minutes;
        if needed == 0 {
            return ().into_any();
        }
        let words = match answer.covered_minutes {
            None if answer.offers.is_empty() => "non communiqués".to_owned(),
            None => "non communiqués ; le prix suppose que tout est couvert".to_owned(),
            Some(covered) if covered == needed => "toutes les heures demandées".to_owned(),
            Some(covered) => {
                format!("{} sur {} dans l’année", format::duration(covered), format::duration(needed))
            }
        };
        view! { <div><dt>"Horaires"</dt><dd>{words}</dd></div> }.into_any()
    }

    fn nursing(&self) -> AnyView {
        let services = self.comparison.nursing.iter().filter_map(|service| {
            let listing = self.catalogue.find(service.finess)?;
            let zone =
                if service.zone_known { "" } else { " ; demandez-lui s’il intervient dans cet arrondissement" };
            let distance = service
                .metres
                .map(|metres| format!(", à {} du centre de l’arrondissement demandé", format::distance(metres)));
            let phone = listing.phone.value().map(|phone| format!(", {}", format::phone(phone.as_str())));
            Some(view! {
                <li>
                    <a href=Page::Service(service.finess).href()>{self.name(service.finess)}</a>
                    {format!("{}{}{zone}", phone.unwrap_or_default(), distance.unwrap_or_default())}
                </li>
            })
        });
        let services = services.collect_view();
        view! {
            <section aria-labelledby="titre-soins">
                <h2 id="titre-soins">"Soins infirmiers à domicile"</h2>
                <p>
                    "Ces services (SSIAD) interviennent sur prescription médicale et sont payés par l’assurance maladie : "
                    "ils ne sont pas classés sur le prix. Demandez au médecin traitant."
                </p>
                <ul>{services}</ul>
            </section>
        }
        .into_any()
    }

    fn excluded(&self) -> AnyView {
        let comparison = self.comparison;
        let by_reason = comparison.excluded_by.iter().map(|by| {
            view! { <li>{format!("{} : {}", text::exclusion(by.reason), text::count(by.count, "service", "services"))}</li> }
        });
        let by_reason = by_reason.collect_view();
        let named = comparison.excluded.iter().map(|entry| {
            let reasons = entry.reasons.iter().map(text::exclusion).collect::<Vec<_>>().join(" ; ");
            view! { <li><a href=Page::Service(entry.finess).href()>{self.name(entry.finess)}</a>{format!(" : {reasons}")}</li> }
        });
        let named = named.collect_view();
        let all = comparison.excluded.len() as u32 == comparison.counts.excluded;
        view! {
            <section aria-labelledby="titre-ecartes">
                <h2 id="titre-ecartes">{format!("Écartés : {}", text::count(comparison.counts.excluded, "service", "services"))}</h2>
                <ul>{by_reason}</ul>
                <details>
                    <summary>{if all { "Voir lesquels".to_owned() } else { format!("Voir les {} plus proches du besoin", comparison.excluded.len()) }}</summary>
                    <ul class="excluded">{named}</ul>
                </details>
            </section>
        }
        .into_any()
    }
}

fn robust(robustness: Robustness, criteria: usize) -> String {
    let Robustness { weightings, in_first_three, best_rank, worst_rank } = robustness;
    if weightings == 1 && criteria == 1 {
        return "Un seul critère est pesé : un autre poids ne changerait rien.".to_owned();
    }
    if weightings == 1 {
        return "L’effet d’autres poids n’est calculé que pour le prix, les horaires et les prestations.".to_owned();
    }
    let ranks = if best_rank == worst_rank {
        format!("son rang reste {best_rank}")
    } else {
        format!("son rang va de {best_rank} à {worst_rank}")
    };
    format!(
        "Si l’on change l’importance des critères ({weightings} réglages essayés) : parmi les 3 premiers dans {in_first_three} cas, {ranks}."
    )
}

fn contributions(contributions: &[Contribution], total: u32, conclusion: String) -> AnyView {
    let rows = contributions.iter().map(|line| {
        let score = line.score.map_or_else(|| "inconnu".to_owned(), |score| format::points(score.into()));
        let points = line.points.map_or_else(|| "?".to_owned(), format::points);
        view! {
            <tr>
                <th scope="row">{text::criterion(line.criterion)}</th>
                <td>{score}</td>
                <td>{format!("× {}", line.weight)}</td>
                <td>{points}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <table>
            <caption>{format!("Points par critère, sur {}", format::points(total))}</caption>
            <thead><tr><th scope="col">"Critère"</th><th scope="col">"Note sur 1000"</th><th scope="col">"Poids"</th><th scope="col">"Points"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
        <p>{conclusion}</p>
    }
    .into_any()
}

/// How the aids were counted, above the list.
fn aids_note(aids: &AidsApplied, year: i16) -> impl IntoView + use<> {
    let anchors = match aids.anchors {
        Some((best, worst)) => format!(
            "Le critère du prix compte ce qui reste à payer : 1000 points à {} ou moins par heure couverte, 0 à {} ou plus.",
            format::euros(best),
            format::euros(worst)
        ),
        None => {
            "Ce qui reste à payer n’est pas un seul montant (GIR inconnu, tarif inconnu ou horaires non précisés) : \
                 le critère du prix compte le prix avant les aides."
                .to_owned()
        }
    };
    let reference = format!(
        "Pour un service non habilité, le plan d’aide est compté avec {} ({}).",
        words::reference(aids.reference),
        words::value(&aids.reference_value)
    );
    let outdated = aids.outdated.iter().map(|used| {
        view! { <p class="warning">{format!("{} : {}.", words::parameter(used.parameter), words::outdated(used, year))}</p> }
    });
    let outdated = outdated.collect_view();
    view! {
        <section class="aids-note" aria-labelledby="titre-aides">
            <h2 id="titre-aides">"Aides comptées"</h2>
            <p>{anchors}" "{reference}</p>
            {outdated}
        </section>
    }
}

fn cost_table(offer: &OfferCost) -> AnyView {
    let Some(Ok(cost)) = &offer.cost else { return ().into_any() };
    let Cost { monthly, covered_minutes, billed_minutes, lines, monthly_fee, opening_fee, at_least, .. } = cost;
    let rows = lines.iter().map(|line| {
        let when = match text::time_part(line.time) {
            None => text::day_part(line.day).to_owned(),
            Some(time) => format!("{}, {time}", text::day_part(line.day)),
        };
        let rate = match (line.stated, line.surcharge.0) {
            (false, _) => "majoration non communiquée".to_owned(),
            (true, 0) => "sans majoration".to_owned(),
            (true, surcharge) => format!("+ {}", format::percent(surcharge)),
        };
        view! {
            <tr>
                <th scope="row">{format!("{} {when}", text::hour_kind(line.kind))}</th>
                <td>{format::duration(line.minutes)}</td>
                <td>{format::euros(line.hour_price)}", "{rate}</td>
                <td>{format::euros(line.monthly)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let extra = billed_minutes - covered_minutes;
    view! {
        <details>
            <summary>{format!("D’où vient ce prix ({} : {}{} par mois)", text::mode(offer.mode), if *at_least { "au moins " } else { "" }, format::euros(*monthly))}</summary>
            <table>
                <caption>{format!("Sur les douze mois à venir, tarif en vigueur depuis le {}", format::date(offer.tariff_from))}</caption>
                <thead><tr><th scope="col">"Heures"</th><th scope="col">"Par an"</th><th scope="col">"Prix de l’heure TTC"</th><th scope="col">"Par mois"</th></tr></thead>
                <tbody>
                    {rows}
                    {(monthly_fee.0 > 0).then(|| view! {
                        <tr><th scope="row">"frais de gestion"</th><td></td><td></td><td>{format::euros(*monthly_fee)}</td></tr>
                    })}
                </tbody>
                <tfoot><tr><th scope="row">"Total"</th><td>{format::duration(*billed_minutes)}</td><td></td><td>{format::euros(*monthly)}</td></tr></tfoot>
            </table>
            {(extra > 0).then(|| view! {
                <p>{format!("Dont {} facturées sans être faites : le service facture une durée minimale par passage.", format::duration(extra))}</p>
            })}
            {(opening_fee.0 > 0).then(|| view! { <p>{format!("En plus, une seule fois : {} de frais de dossier.", format::euros(*opening_fee))}</p> })}
        </details>
    }
    .into_any()
}

/// ", plus 25 € par mois de frais de gestion"
fn fees(offer: &OfferCost) -> String {
    let fees =
        [(offer.monthly_fee, "par mois de frais de gestion"), (offer.opening_fee, "une fois, de frais de dossier")];
    fees.into_iter()
        .filter(|(fee, _)| fee.0 > 0)
        .map(|(fee, what)| format!(", plus {} {what}", format::euros(fee)))
        .collect()
}

fn acts(answer: &Answer) -> AnyView {
    let not_offered =
        (!answer.not_offered.is_empty()).then(|| format!("ne fait pas : {}", text::acts(answer.not_offered)));
    let words = match answer.offered {
        None => "non communiquées".to_owned(),
        Some(offered) if offered.is_empty() && not_offered.is_none() => return ().into_any(),
        Some(offered) if offered.is_empty() => not_offered.unwrap_or_default(),
        Some(offered) => {
            let rest = not_offered.map(|rest| format!(" ; {rest}")).unwrap_or_default();
            format!("{}{rest}", text::acts(offered))
        }
    };
    view! { <div><dt>"Prestations"</dt><dd>{words}</dd></div> }.into_any()
}

fn place(listing: &Listing, metres: Option<u32>) -> AnyView {
    let address =
        listing.address.value().map(|address| format!("{}, {} {}", address.street, address.postcode, address.city));
    let distance =
        metres.map(|metres| format!(" (à {} du centre de l’arrondissement demandé)", format::distance(metres)));
    view! {
        <div><dt>"Type"</dt><dd>{text::kind(listing.kind)}</dd></div>
        <div><dt>"Bureau"</dt><dd>{address.unwrap_or_else(|| text::UNKNOWN.to_owned())}{distance}</dd></div>
    }
    .into_any()
}

fn contact(listing: &Listing) -> AnyView {
    let phone = listing.phone.value().map(|phone| {
        view! { <a href=format!("tel:{phone}")>{format::phone(phone.as_str())}</a> }
    });
    match phone {
        Some(phone) => view! { <div><dt>"Téléphone"</dt><dd>{phone}</dd></div> }.into_any(),
        None => view! { <div><dt>"Téléphone"</dt><dd>{text::UNKNOWN}</dd></div> }.into_any(),
    }
}

/// Where the shown facts come from, each with its date.
fn sources(listing: &Listing) -> AnyView {
    let said = |what: &'static str, provenance: Option<&Provenance>| {
        provenance.map(|provenance| (what, text::provenance(provenance)))
    };
    let facts = [
        said("nom", Some(&listing.name.provenance)),
        said("tarif", listing.tariffs.provenance()),
        said("horaires", listing.hours.provenance()),
        said("prestations", listing.acts.provenance()),
        said("zones", listing.zones.provenance()),
        said("adresse", listing.address.provenance()),
        said("téléphone", listing.phone.provenance()),
    ];
    let mut by_source: Vec<(String, Vec<&str>)> = Vec::new();
    for (what, source) in facts.into_iter().flatten() {
        match by_source.iter_mut().find(|(other, _)| *other == source) {
            Some((_, facts)) => facts.push(what),
            None => by_source.push((source, vec![what])),
        }
    }
    let words: Vec<String> =
        by_source.into_iter().map(|(source, facts)| format!("{} : {source}", facts.join(", "))).collect();
    view! { <p class="sources">"Sources – "{words.join(" ; ")}</p> }.into_any()
}

/// How one goes to another page of the list.
#[derive(Clone)]
pub enum Turn {
    /// A link with the need in its address.
    Link(Box<NeedForm>),
    /// A button of the form that was sent: a situation has no address.
    Submit,
    /// In the browser.
    Call(Callback<usize>),
}

/// Ways to the other pages of the list.
#[component]
pub fn Pagination(counts: Counts, turn: Turn, page: usize) -> impl IntoView {
    let pages = ((counts.ranked + counts.to_confirm) as usize).div_ceil(PAGE_SIZE);
    let way = |to: usize, label: &'static str, rel: &'static str| match &turn {
        Turn::Link(form) => {
            let href = Page::Compare(form.on_page(to).to_query()).href();
            view! { <li><a href=href rel=rel>{label}</a></li> }.into_any()
        }
        Turn::Submit => view! {
            <li><button type="submit" class="secondary" form=NEED_FORM name="page" value=to>{label}</button></li>
        }
        .into_any(),
        Turn::Call(call) => {
            let call = *call;
            view! { <li><button type="button" class="secondary" on:click=move |_| call.run(to)>{label}</button></li> }
                .into_any()
        }
    };
    (pages > 1).then(|| {
        view! {
            <nav class="pagination" aria-label="Pages de résultats">
                <ul>
                    {(page > 1).then(|| way(page - 1, "Page précédente", "prev"))}
                    <li aria-current="page">{format!("Page {page} sur {pages}")}</li>
                    {(page < pages).then(|| way(page + 1, "Page suivante", "next"))}
                </ul>
            </nav>
        }
    })
}
