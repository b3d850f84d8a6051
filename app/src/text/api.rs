//! Names in French of values that no page names by themselves, for the open API.

use domain::Field;
use domain::aids::Gir;
use domain::law::parameters::State;
use domain::provider::listing::Source;
use domain::ranking::changes::{ChangeKind, NotTried};
use domain::ranking::pairs::{NoPairs, PairGoal};
use domain::ranking::selection::Filter;
use domain::ranking::unstated::PriceFact;
use domain::ranking::week::DayCover;

pub fn source(source: Source) -> &'static str {
    match source {
        Source::Finess => "fichier FINESS",
        Source::Has => "Haute Autorité de santé",
        Source::Provider => "déclaré par le service",
        Source::City => "relevé par la collectivité",
        Source::Demonstration => "information fictive",
    }
}

pub fn state(state: State) -> &'static str {
    match state {
        State::Published => "publié",
        State::Computed => "calculé, pas encore publié",
        State::Entered => "saisi par la collectivité",
    }
}

pub fn filter(filter: Filter) -> &'static str {
    match filter {
        Filter::FreePlaces => "prend de nouvelles personnes",
        Filter::NotFull => "n’est pas connu pour ne prendre personne",
        Filter::AllHours => "couvre toutes les heures demandées",
        Filter::Employs => "emploie l’intervenant (prestataire)",
        Filter::Approved => "habilité à l’aide sociale",
        Filter::AllActs => "fait toutes les prestations demandées",
    }
}

pub fn change_kind(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Time => "à une autre heure",
        ChangeKind::Day => "un autre jour",
        ChangeKind::Start => "en commençant plus tard",
        ChangeKind::Mode => "en acceptant un mode d’intervention de plus",
        ChangeKind::WithoutAct => "sans une des prestations",
        ChangeKind::WithoutDay => "sans un des jours",
        ChangeKind::WithoutPublic => "sans un des publics",
        ChangeKind::WithoutHabilitation => "avec aussi les services non habilités",
        ChangeKind::WithoutActs => "sans prestation demandée",
        ChangeKind::WithoutHours => "sans horaires",
        ChangeKind::Zone => "à côté",
    }
}

pub fn not_tried(reason: NotTried) -> &'static str {
    match reason {
        NotTried::TooMuch => "trop de services pour ce calcul",
        NotTried::TooManyTimes => "trop d’horaires différents pour un formulaire",
    }
}

pub fn price_fact(fact: PriceFact) -> &'static str {
    match fact {
        PriceFact::CareHour => "heure d’aide à la personne",
        PriceFact::HouseholdHour => "heure de ménage et de courses",
        PriceFact::Saturday => "majoration du samedi",
        PriceFact::Sunday => "majoration du dimanche",
        PriceFact::Holiday => "majoration des jours fériés",
        PriceFact::Evening => "majoration du soir",
        PriceFact::Night => "majoration de la nuit",
        PriceFact::Meal => "repas",
        PriceFact::RemoteAlarm => "téléassistance",
    }
}

pub fn pair_goal(goal: PairGoal) -> &'static str {
    match goal {
        PairGoal::Completes => "aucun service ne convient seul : faire mieux que le premier",
        PairGoal::Cheaper => "convenir aussi, pour moins cher que tout service seul",
    }
}

pub fn no_pairs(reason: NoPairs) -> &'static str {
    match reason {
        NoPairs::OneVisit => "moins de deux visites : rien à partager",
        NoPairs::NothingBetter => "deux services ensemble ne font pas mieux qu’un seul",
        NoPairs::TooMany => "trop de possibilités pour les comparer toutes",
    }
}

pub fn day_cover(cover: DayCover) -> &'static str {
    match cover {
        DayCover::NotNeeded => "pas de visite demandée",
        DayCover::Full => "toutes les heures",
        DayCover::Partly => "une partie des heures",
        DayCover::Nothing => "aucune heure",
        DayCover::Unknown => "non communiqué",
    }
}

pub fn gir(gir: Gir) -> &'static str {
    match gir {
        Gir::One => "GIR 1",
        Gir::Two => "GIR 2",
        Gir::Three => "GIR 3",
        Gir::Four => "GIR 4",
        Gir::Five => "GIR 5",
        Gir::Six => "GIR 6",
    }
}

pub fn field(field: Field) -> &'static str {
    match field {
        Field::Name => "nom",
        Field::Kind => "type de service",
        Field::Standing => "ouvert ou fermé",
        Field::LegalEntity => "entité juridique",
        Field::Siret => "SIRET",
        Field::LegalForm => "statut",
        Field::Habilitation => "habilitation à l’aide sociale",
        Field::Address => "adresse",
        Field::Point => "position",
        Field::Phone => "téléphone",
        Field::Email => "adresse électronique",
        Field::Website => "site internet",
        Field::OfficeHours => "horaires d’accueil",
        Field::Languages => "langues",
        Field::Acts => "prestations",
        Field::Publics => "publics",
        Field::Zones => "zones desservies",
        Field::Hours => "horaires d’intervention",
        Field::Tariffs => "tarifs",
        Field::Evaluation => "évaluation de la HAS",
        Field::Quality => "labels de qualité",
        Field::Availability => "disponibilité",
    }
}

pub const OPEN: &str = "ouvert";
pub const CLOSES: &str = "fermera";
pub const CLOSED: &str = "fermé, selon le registre";
pub const CLOSED_BY_CITY: &str = "fermé, selon la collectivité";
pub const HOUR_PRICE_NOT_STATED: &str = "prix de l’heure non communiqué";
pub const NOTHING_COVERED: &str = "aucune heure demandée n’est couverte";
