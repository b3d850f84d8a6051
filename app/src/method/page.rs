//! The method page. What it says is what `domain` does: change both together, and the method's version.

use domain::Parameters;
use domain::closed_list::ClosedList;
use domain::parameters::{DEAREST_HOUR, Parameter, Used};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::format;
use crate::ports::Ports;
use crate::routes::Page;
use crate::text::aids as words;

#[component]
pub fn MethodPage() -> impl IntoView {
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let today = ports.clock.today();
    let floor = publication.parameters.floor_price(today);
    let year = floor.published.from.year();
    let register = publication
        .register_date
        .map(|date| format!("Le dernier fichier importé est daté du {}. ", format::date(date)));
    view! {
        <Title text="Comment nous classons"/>
        <h1>"Comment nous classons les services"</h1>
        <p class="lead">{format!("Méthode, version {}. Chaque résultat peut être recalculé à l’identique.", domain::METHOD_VERSION)}</p>
        <h2>"D’abord, ce qui écarte"</h2>
        <p>
            "Un service est écarté seulement si l’on sait qu’il ne convient pas : il n’intervient pas dans l’arrondissement, "
            "ne propose pas le mode d’intervention accepté, n’est pas habilité à l’aide sociale alors qu’il le faut, ne fait pas une prestation "
            "indispensable, n’accompagne pas ce public, ou ne couvre aucune des heures demandées. La page dit combien sont écartés, "
            "et pourquoi. Ce qu’on ne sait pas n’écarte jamais : le service est alors « à confirmer ». Parmi ceux-là, ceux dont on connaît "
            "le plus de critères sont les premiers, puis ceux qui ont le plus de points connus. "
            "Les services de soins infirmiers (SSIAD) sont listés à part : sur prescription et payés par l’assurance maladie, ils n’ont pas de prix à comparer."
        </p>
        <h2>"Ensuite, trois critères, notés de 0 à 1000"</h2>
        <ul>
            <li><strong>"Prix"</strong>{format!(
                " (poids 4) : le coût du besoin par heure couverte, sur les douze mois qui suivent son début, avec les majorations et les onze jours fériés. \
                 1000 au tarif plancher national, {} de l’heure en {year} ; 0 à {} ; en proportion entre les deux.",
                format::euros(floor.published.amount()), format::euros(DEAREST_HOUR))}</li>
            <li><strong>"Horaires couverts"</strong>" (poids 3) : les minutes couvertes sur les minutes demandées dans l’année."</li>
            <li><strong>"Prestations"</strong>" (poids 3) : les prestations faites sur les prestations souhaitées."</li>
        </ul>
        <p>
            "Chaque note est multipliée par son poids, que vous pouvez changer de 0 à 10, et les produits s’additionnent. "
            "Un critère sans objet (aucun horaire, aucune prestation) ne compte pas. "
            "L’évaluation de la Haute Autorité de santé (A 1000, B 700, C 400, D 0) et la disponibilité (ouvert 1000, liste d’attente 400, "
            "complet 0, valable 30 jours) ne comptent que si vous leur donnez un poids."
        </p>
        <p>
            "Les bornes sont fixes : l’arrivée d’un service ne change pas l’ordre des autres. À points égaux, le rang est le même et "
            "l’ordre est tiré au sort chaque jour à partir de la date et du numéro FINESS : ni l’alphabet ni l’ancienneté ne comptent."
        </p>
        <h2>"Le coût"</h2>
        <p>
            "Prix de l’heure TTC multiplié par la durée, avec la majoration du jour (1er mai, sinon jour férié, sinon dimanche, sinon samedi) "
            "et celle de l’heure (nuit, sinon soirée) : leur somme si le service les cumule, sinon la plus forte. Une majoration que le besoin "
            "rencontre et que le service n’indique pas rend le prix inconnu : nous écrivons « à partir de ». Un passage plus court que la "
            "durée minimale du service est compté à cette durée. Si les horaires du service sont inconnus, le coût suppose que tout est couvert. "
            "Des modes d’intervention acceptés dont le tarif est connu, le moins cher compte ; ses frais de gestion mensuels sont compris, "
            "ses frais de dossier sont donnés à part. Sans horaires, le prix est celui d’une heure en semaine, de ménage si vous ne souhaitez "
            "que des prestations ménagères, d’aide sinon. Le total de l’année est divisé par douze et arrondi une seule fois, au centime."
        </p>
        <h2 id="aides">"Les aides, et ce qui reste à payer"</h2>
        <p>
            "Si vous donnez votre situation, le prix compté est ce qui reste à payer chaque mois. Les deux bornes du critère sont alors ce qui "
            {format!("resterait à payer, avec la même situation, à un service au tarif plancher ({}) et à un service à {} : ", format::euros(floor.published.amount()), format::euros(DEAREST_HOUR))}
            "même formule, rapportée à l’heure couverte. Ces deux services-repères couvrent tout le besoin, sans majoration ni frais, et ne sont "
            "pas habilités. Quand le reste à payer n’est pas un seul montant (GIR inconnu, horaires non précisés), le critère compte le prix avant les aides."
        </p>
        <ul>
            <li><strong>"APA"</strong>" (60 ans ou plus, GIR 1 à 4). Le plan d’aide est celui qui est notifié, sinon les heures couvertes au tarif de "
                "référence, dans la limite du plafond du GIR. Le tarif de référence est le prix de l’heure du service s’il est habilité, sinon le tarif APA du "
                "département"{department(&publication.parameters, today)}". La participation suit le barème de l’article R232-11 du CASF : rien jusqu’à 0,725 fois la MTP de "
                "ressources, 90 % au-delà de 2,67 fois, et entre les deux une part qui croît avec les ressources et que trois tranches du plan réduisent. "
                "Elle s’applique à la part du plan utilisée : au plus les heures couvertes au tarif de référence, ou au prix du service s’il est plus bas. "
                "Un prix au-dessus du tarif de référence reste à payer. Une APA qui ne dépasse pas trois fois le SMIC horaire brut n’est pas versée."</li>
            <li><strong>"PCH"</strong>" : les heures accordées et couvertes, au tarif en vigueur du mode d’intervention, au plus le coût. Sans tarif en vigueur, "
                "aucun montant : le service est « à confirmer »."</li>
            <li><strong>"Aide-ménagère, caisse de retraite"</strong>" : nous disons si elles sont ouvertes, à vérifier ou non, et pourquoi ; sans montant."</li>
            <li><strong>"Crédit d’impôt"</strong>" : la moitié de ce qui reste payé sur douze mois, dans la limite du plafond. Toujours affiché à part, jamais déduit "
                "de ce qu’il faut payer chaque mois."</li>
            <li><strong>"GIR inconnu"</strong>" : nous donnons tous les montants possibles, du GIR 1 à l’absence d’APA."</li>
        </ul>
        <p>"Chaque montant est calculé exactement et arrondi une seule fois, au centime. Quand un service ne dit pas s’il est habilité et que cela change le "
            "montant, il est « à confirmer ». "<a href=Page::Aids.href()>"Simuler les aides"</a></p>
        <h2>"Si vos priorités changent"</h2>
        <p>
            "Pour chaque service affiché, nous essayons 231 répartitions des poids entre les trois critères, de 5 en 5 %, et nous disons "
            "dans combien il reste parmi les trois premiers, et son meilleur et son moins bon rang."
        </p>
        <h2>"D’où viennent les informations"</h2>
        <p>
            "L’existence, le nom, l’adresse, le téléphone et le type viennent du fichier national FINESS (Licence Ouverte), publié tous les deux mois. "
            {register}
            "Prix, horaires et prestations viennent des services et de la Ville ; chaque information porte sa source et sa date."
        </p>
        <h2>"Les liens de la Ville avec les services"</h2>
        <p>
            "La Ville autorise des services d’aide à domicile et fixe le tarif de ceux qui sont habilités à l’aide sociale. "
            "Aucun service ne paie pour figurer ici ni pour être mieux placé."
        </p>
        <h2>"Sources"</h2>
        {law(&publication.parameters, today)}
        <p>"Jours fériés : Code du travail, article L3133-1. Information sur le classement : Code de la consommation, articles D111-11 et D111-12."</p>
    }
}

/// What stands for the tariff of the département.
fn department(parameters: &Parameters, today: Date) -> String {
    match parameters.find(Parameter::DepartmentHour, today) {
        Some(found) => format!(", {}", words::value(&Used::from(&found))),
        None => {
            let floor = parameters.floor_price(today);
            format!(
                ", que la Ville n’a pas encore saisi ici : le tarif plancher national ({}) le remplace",
                format::euros(floor.published.amount())
            )
        }
    }
}

/// Every value of the law on a day, with its year, its article and its source; those that are not known are said so.
fn law(parameters: &Parameters, today: Date) -> impl IntoView + use<> {
    let rows = Parameter::ALL.iter().map(|parameter| {
        let row = match parameters.find(*parameter, today) {
            Some(found) => {
                let used = Used::from(&found);
                let outdated = used.outdated.then(|| view! { <strong class="outdated">{words::outdated(&used, today.year())}</strong> });
                view! {
                    <td>{format::law_value(*parameter, used.thousandths)}{format!(" ({}{}) ", if used.until.is_none() { "depuis " } else { "" }, used.from.year())}{outdated}</td>
                    <td><a href=used.url.to_string() rel="noreferrer">{used.article.to_string()}</a>{format!(", lu le {}", format::date(used.read))}</td>
                }
                .into_any()
            }
            None => view! { <td class="unknown">"non connue ici"</td><td></td> }.into_any(),
        };
        view! { <tr><th scope="row">{words::parameter(*parameter)}</th>{row}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <table class="law">
            <caption>{format!("Valeurs de la loi au {}", format::date(today))}</caption>
            <thead><tr><th scope="col">"Valeur"</th><th scope="col">"Montant et année"</th><th scope="col">"Texte"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
