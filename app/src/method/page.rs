//! The method page. What it says is what `domain` does: change both together, and the method's version.

use domain::Parameters;
use domain::parameters::DEAREST_HOUR;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::format;
use crate::ports::Ports;

#[component]
pub fn MethodPage() -> impl IntoView {
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let floor = Parameters::embedded().floor_price(ports.clock.today());
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
        <p>{format!("Tarif plancher {year} : {}, lu le {}.", floor.published.article, format::date(floor.published.read))}</p>
        <p>"Jours fériés : Code du travail, article L3133-1. Information sur le classement : Code de la consommation, articles D111-11 et D111-12."</p>
    }
}
