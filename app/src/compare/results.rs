//! The list of a comparison: the three groups, every figure with its reasons. A template that gives HTML, the same bytes
//! from the server and from the island after a change; nothing here reads a port.

use domain::comparison::{AidsApplied, Answer, Comparison, Contribution, Counts, OfferCost, Ranked, ToConfirm};
use domain::cost::NoCost;
use domain::listing::{Listing, Provenance};
use domain::robustness::Robustness;
use domain::{Catalogue, Finess};
use maud::{Markup, html};

use super::form::{CHOICE_FORM, CHOSEN, NEED_FORM, NeedForm, PAGE_SIZE};
use crate::aids::breakdown::{bill, breakdown, breakdowns, verdicts};
use crate::routes::Page;
use crate::text::aids as words;
use crate::{format, text};

/// The results, without the mention and the controls around them.
pub fn results(comparison: &Comparison, catalogue: &Catalogue) -> Markup {
    let total = comparison.weight_sum * 1000;
    let shown = Shown { comparison, catalogue, total };
    let counts = comparison.counts;
    html! {
        @if let Some(aids) = &comparison.aids { (aids_note(aids, comparison.need.start.year())) }
        @if !comparison.ranked.is_empty() {
            section aria-labelledby="titre-classes" {
                h2 id="titre-classes" { "Classés : " (text::count(counts.ranked, "service", "services")) }
                ol.results start=(comparison.first + 1) { @for entry in &comparison.ranked { (shown.ranked(entry)) } }
            }
        }
        @if !comparison.to_confirm.is_empty() {
            section aria-labelledby="titre-a-confirmer" {
                h2 id="titre-a-confirmer" { "À confirmer : " (text::count(counts.to_confirm, "service", "services")) }
                p {
                    "Il manque une information à ces services : rien ne dit qu’ils ne conviennent pas. "
                    "Ceux dont on sait le plus sont les premiers ; à égalité, l’ordre est tiré au sort chaque jour."
                }
                ul.results { @for entry in &comparison.to_confirm { (shown.to_confirm(entry)) } }
            }
        }
        @if counts.nursing > 0 && comparison.first == 0 { (shown.nursing()) }
        @if counts.excluded > 0 { (shown.excluded()) }
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

    fn ranked(&self, entry: &Ranked) -> Markup {
        let points = format!("{} points sur {}", format::points(entry.points), format::points(self.total));
        let beaten: Vec<String> = entry.dominates.iter().take(3).map(|finess| self.name(*finess)).collect();
        let head = html! {
            p.rank {
                strong {
                    @if entry.rank == 1 { "1er" } @else { (entry.rank) "e" }
                    @if entry.tied { " ex æquo" }
                    " sur " (self.comparison.counts.ranked)
                }
                " · " (points)
            }
        };
        let why = html! {
            (contributions(&entry.answer.contributions, self.total, &format!("Total : {points}.")))
            @if !beaten.is_empty() {
                p {
                    "Au moins aussi bon sur chaque critère, et meilleur sur au moins un, que " (beaten.join(", "))
                    @match entry.dominates.len() - beaten.len() {
                        0 => {}
                        1 => " et un autre de cette page",
                        more => { " et " (more) " autres de cette page" }
                    }
                    "."
                }
            }
            @if let Some(robustness) = entry.robustness { p { (robust(robustness, entry.answer.contributions.len())) } }
        };
        self.entry(&entry.answer, &head, &why)
    }

    fn to_confirm(&self, entry: &ToConfirm) -> Markup {
        let head = html! {
            p.rank { "À demander au service :" }
            ul.missing { @for fact in &entry.answer.missing { li { (text::missing(*fact)) } } }
        };
        let interval = format!(
            "Entre {} et {} points sur {}, selon ce qui manque.",
            format::points(entry.at_least),
            format::points(entry.at_most),
            format::points(self.total)
        );
        self.entry(&entry.answer, &head, &contributions(&entry.answer.contributions, self.total, &interval))
    }

    fn entry(&self, answer: &Answer, head: &Markup, why: &Markup) -> Markup {
        let Some(listing) = self.catalogue.find(answer.finess) else { return html! {} };
        html! {
            li.result {
                article {
                    h3 { a href=(Page::Service(answer.finess).href()) { (domain::search::readable(&listing.name.value)) } }
                    (head)
                    (self.price(answer))
                    dl.facts {
                        (self.coverage(answer))
                        (acts(answer))
                        (place(listing, answer.metres))
                        (contact(listing))
                    }
                    @for (at, offer) in answer.offers.iter().enumerate() { (cost_table(offer)) (self.reckoned(offer, at == 0)) }
                    details { summary { "Pourquoi ce classement" } (why) }
                    (sources(listing))
                    label.box.choose {
                        input type="checkbox" name=(CHOSEN) value=(answer.finess) form=(CHOICE_FORM);
                        span {
                            "Comparer côte à côte"
                            span.visually-hidden { " : " (domain::search::readable(&listing.name.value)) }
                        }
                    }
                }
            }
        }
    }

    fn price(&self, answer: &Answer) -> Markup {
        let Some(best) = answer.offers.first() else {
            return html! { p.price.unknown { "Prix non communiqué" } };
        };
        match (&best.cost, best.headline_hour) {
            (Some(Ok(cost)), _) => {
                let (from, average) = if cost.at_least { ("à partir de ", "au moins ") } else { ("", "") };
                let needed = self.comparison.needed_minutes;
                let what = match answer.covered_minutes.filter(|covered| *covered < needed) {
                    Some(covered) => format!(
                        "pour les heures couvertes ({} sur {} dans l’année)",
                        format::duration(covered),
                        format::duration(needed)
                    ),
                    None => "pour ce besoin".to_owned(),
                };
                let hour = format::euros(cost.average_hour);
                html! {
                    @if let Some(reckoning) = &best.reckoning {
                        (bill(reckoning, cost.monthly, &what, cost.at_least, self.comparison.need.start.year()))
                        p.price-hour { (average) (hour) " l’heure en moyenne avant les aides, " (text::mode(best.mode)) }
                    } @else {
                        p.price {
                            (from) strong { (format::euros(cost.monthly)) } " par mois " (what) ", avant les aides"
                            span.price-hour { (average) (hour) " l’heure en moyenne, " (text::mode(best.mode)) }
                        }
                    }
                }
            }
            (None, Some(hour)) => html! {
                p.price {
                    strong { (format::euros(hour)) } " l’heure en semaine, avant les aides"
                    span.price-hour { (text::mode(best.mode)) (fees(best)) }
                }
            },
            (Some(Err(NoCost::HourPriceNotStated)), _) | (None, None) => {
                html! { p.price.unknown { "Prix de ces heures non communiqué" } }
            }
            (Some(Err(NoCost::NothingCovered)), _) => html! {},
        }
    }

    fn reckoned(&self, offer: &OfferCost, counts: bool) -> Markup {
        let year = self.comparison.need.start.year();
        let Some(reckoning) = &offer.reckoning else { return html! {} };
        html! {
            details {
                summary {
                    @match reckoning.exact() {
                        Some(case) => { "D’où vient ce reste à payer (" (text::mode(offer.mode)) " : " (format::euros(case.monthly)) " par mois)" }
                        None => { "Les aides avec ce service (" (text::mode(offer.mode)) ")" }
                    }
                }
                @match reckoning.exact() {
                    Some(case) => (breakdown(case, year)),
                    // Of the offer that counts; the others have their price.
                    None if counts => (breakdowns(reckoning, year)),
                    None => {}
                }
                (verdicts(&reckoning.verdicts, year))
            }
        }
    }

    fn coverage(&self, answer: &Answer) -> Markup {
        let needed = self.comparison.needed_minutes;
        if needed == 0 {
            return html! {};
        }
        html! {
            div {
                dt { "Horaires" }
                dd {
                    @match answer.covered_minutes {
                        None if answer.offers.is_empty() => "non communiqués",
                        None => "non communiqués ; le prix suppose que tout est couvert",
                        Some(covered) if covered == needed => "toutes les heures demandées",
                        Some(covered) => { (format::duration(covered)) " sur " (format::duration(needed)) " dans l’année" }
                    }
                }
            }
        }
    }

    fn nursing(&self) -> Markup {
        html! {
            section aria-labelledby="titre-soins" {
                h2 id="titre-soins" { "Soins infirmiers à domicile" }
                p {
                    "Ces services (SSIAD) interviennent sur prescription médicale et sont payés par l’assurance maladie : "
                    "ils ne sont pas classés sur le prix. Demandez au médecin traitant."
                }
                ul {
                    @for service in &self.comparison.nursing {
                        li {
                            a href=(Page::Service(service.finess).href()) { (self.name(service.finess)) }
                            @if let Some(phone) = self.catalogue.find(service.finess).and_then(|listing| listing.phone.value()) {
                                ", " (format::phone(phone.as_str()))
                            }
                            @if let Some(metres) = service.metres {
                                ", à " (format::distance(metres)) " du centre de l’arrondissement demandé"
                            }
                            @if !service.zone_known { " ; demandez-lui s’il intervient dans cet arrondissement" }
                        }
                    }
                }
            }
        }
    }

    fn excluded(&self) -> Markup {
        let comparison = self.comparison;
        let all = comparison.excluded.len() as u32 == comparison.counts.excluded;
        html! {
            section aria-labelledby="titre-ecartes" {
                h2 id="titre-ecartes" { "Écartés : " (text::count(comparison.counts.excluded, "service", "services")) }
                ul {
                    @for by in &comparison.excluded_by {
                        li { (text::exclusion(by.reason)) " : " (text::count(by.count, "service", "services")) }
                    }
                }
                details {
                    summary {
                        @if all { "Voir lesquels" } @else { "Voir les " (comparison.excluded.len()) " plus proches du besoin" }
                    }
                    ul.excluded {
                        @for entry in &comparison.excluded {
                            li {
                                a href=(Page::Service(entry.finess).href()) { (self.name(entry.finess)) }
                                " : " (entry.reasons.iter().map(text::exclusion).collect::<Vec<_>>().join(" ; "))
                            }
                        }
                    }
                }
            }
        }
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

fn contributions(contributions: &[Contribution], total: u32, conclusion: &str) -> Markup {
    html! {
        table {
            caption { "Points par critère, sur " (format::points(total)) }
            thead { tr { th scope="col" { "Critère" } th scope="col" { "Note sur 1000" } th scope="col" { "Poids" } th scope="col" { "Points" } } }
            tbody {
                @for line in contributions {
                    tr {
                        th scope="row" { (text::criterion(line.criterion)) }
                        td { @match line.score { Some(score) => (format::points(score.into())), None => "inconnu" } }
                        td { "× " (line.weight) }
                        td { @match line.points { Some(points) => (format::points(points)), None => "?" } }
                    }
                }
            }
        }
        p { (conclusion) }
    }
}

/// How the aids were counted, above the list.
fn aids_note(aids: &AidsApplied, year: i16) -> Markup {
    html! {
        section.aids-note aria-labelledby="titre-aides" {
            h2 id="titre-aides" { "Aides comptées" }
            p {
                @match aids.anchors {
                    Some((best, worst)) => {
                        "Le critère du prix compte ce qui reste à payer : 1000 points à " (format::euros(best))
                        " ou moins par heure couverte, 0 à " (format::euros(worst)) " ou plus. "
                    }
                    None => {
                        "Ce qui reste à payer n’est pas un seul montant (GIR inconnu, tarif inconnu ou horaires non précisés) : "
                        "le critère du prix compte le prix avant les aides. "
                    }
                }
                "Pour un service non habilité, le plan d’aide est compté avec " (words::reference(aids.reference))
                " (" (words::value(&aids.reference_value)) ")."
            }
            @for used in &aids.outdated {
                p.warning { (words::parameter(used.parameter)) " : " (words::outdated(used, year)) "." }
            }
        }
    }
}

fn cost_table(offer: &OfferCost) -> Markup {
    let Some(Ok(cost)) = &offer.cost else { return html! {} };
    let extra = cost.billed_minutes - cost.covered_minutes;
    html! {
        details {
            summary {
                "D’où vient ce prix (" (text::mode(offer.mode)) " : " @if cost.at_least { "au moins " }
                (format::euros(cost.monthly)) " par mois)"
            }
            table {
                caption { "Sur les douze mois à venir, tarif en vigueur depuis le " (format::date(offer.tariff_from)) }
                thead { tr { th scope="col" { "Heures" } th scope="col" { "Par an" } th scope="col" { "Prix de l’heure TTC" } th scope="col" { "Par mois" } } }
                tbody {
                    @for line in &cost.lines {
                        tr {
                            th scope="row" {
                                (text::hour_kind(line.kind)) " " (text::day_part(line.day))
                                @if let Some(time) = text::time_part(line.time) { ", " (time) }
                            }
                            td { (format::duration(line.minutes)) }
                            td {
                                (format::euros(line.hour_price)) ", "
                                @match (line.stated, line.surcharge.0) {
                                    (false, _) => "majoration non communiquée",
                                    (true, 0) => "sans majoration",
                                    (true, surcharge) => { "+ " (format::percent(surcharge)) }
                                }
                            }
                            td { (format::euros(line.monthly)) }
                        }
                    }
                    @if cost.monthly_fee.0 > 0 {
                        tr { th scope="row" { "frais de gestion" } td {} td {} td { (format::euros(cost.monthly_fee)) } }
                    }
                }
                tfoot { tr { th scope="row" { "Total" } td { (format::duration(cost.billed_minutes)) } td {} td { (format::euros(cost.monthly)) } } }
            }
            @if extra > 0 {
                p { "Dont " (format::duration(extra)) " facturées sans être faites : le service facture une durée minimale par passage." }
            }
            @if cost.opening_fee.0 > 0 { p { "En plus, une seule fois : " (format::euros(cost.opening_fee)) " de frais de dossier." } }
        }
    }
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

fn acts(answer: &Answer) -> Markup {
    let not_offered =
        (!answer.not_offered.is_empty()).then(|| format!("ne fait pas : {}", text::acts(answer.not_offered)));
    let words = match answer.offered {
        None => "non communiquées".to_owned(),
        Some(offered) if offered.is_empty() && not_offered.is_none() => return html! {},
        Some(offered) if offered.is_empty() => not_offered.unwrap_or_default(),
        Some(offered) => {
            let rest = not_offered.map(|rest| format!(" ; {rest}")).unwrap_or_default();
            format!("{}{rest}", text::acts(offered))
        }
    };
    html! { div { dt { "Prestations" } dd { (words) } } }
}

fn place(listing: &Listing, metres: Option<u32>) -> Markup {
    html! {
        div { dt { "Type" } dd { (text::kind(listing.kind)) } }
        div {
            dt { "Bureau" }
            dd {
                @match listing.address.value() {
                    Some(address) => { (address.street) ", " (address.postcode) " " (address.city) }
                    None => (text::UNKNOWN),
                }
                @if let Some(metres) = metres { " (à " (format::distance(metres)) " du centre de l’arrondissement demandé)" }
            }
        }
    }
}

fn contact(listing: &Listing) -> Markup {
    html! {
        div {
            dt { "Téléphone" }
            dd {
                @match listing.phone.value() {
                    Some(phone) => a href=(format!("tel:{phone}")) { (format::phone(phone.as_str())) },
                    None => (text::UNKNOWN),
                }
            }
        }
    }
}

/// Where the shown facts come from, each with its date.
fn sources(listing: &Listing) -> Markup {
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
    html! { p.sources { "Sources – " (words.join(" ; ")) } }
}

/// How one goes to another page of the list.
pub enum Turn<'a> {
    /// A link with the need in its address.
    Link(&'a NeedForm),
    /// A button of the form that was sent: a situation has no address.
    Submit,
    /// A button that the island follows, by its `data-page`.
    Follow,
}

/// Ways to the other pages of the list.
pub fn pagination(counts: &Counts, turn: &Turn<'_>, page: usize) -> Markup {
    let pages = ((counts.ranked + counts.to_confirm) as usize).div_ceil(PAGE_SIZE);
    let way = |to: usize, label: &'static str, rel: &'static str| {
        html! {
            li {
                @match turn {
                    Turn::Link(form) => a href=(Page::Compare(form.on_page(to).to_query()).href()) rel=(rel) { (label) },
                    Turn::Submit => button.secondary type="submit" form=(NEED_FORM) name="page" value=(to) { (label) },
                    Turn::Follow => button.secondary type="button" data-page=(to) { (label) },
                }
            }
        }
    };
    html! {
        @if pages > 1 {
            nav.pagination aria-label="Pages de résultats" {
                ul {
                    @if page > 1 { (way(page - 1, "Page précédente", "prev")) }
                    li aria-current="page" { "Page " (page) " sur " (pages) }
                    @if page < pages { (way(page + 1, "Page suivante", "next")) }
                }
            }
        }
    }
}
