//! Words for the values of the domain, in French. Sentences that say a reason or a fact are built here, nowhere else.

pub mod aids;

use domain::acts::{Act, HourKind, Mode, Public};
use domain::cost::{DayPart, TimePart};
use domain::hours::Weekday;
use domain::listing::{CertificationName, Habilitation, HasGrade, Intake, Kind, LegalForm, Provenance, Source};
use domain::need::Criterion;
use domain::ranking::{Exclusion, Missing};

use crate::compare::form::UsualWeek;
use crate::format;

pub const SITE: &str = "Quelleaideadom";
pub const UNKNOWN: &str = "non communiqué";
pub const DEMONSTRATION: &str =
    "Démonstration : les services affichés sont fictifs. Aucun prix ni aucune information ne concerne un service réel.";

pub fn act(act: Act) -> &'static str {
    match act {
        Act::RiseAndBed => "lever et coucher",
        Act::Washing => "toilette et habillage",
        Act::Meals => "repas (préparer, aider à manger)",
        Act::Changing => "change",
        Act::Transfers => "transferts (lit, fauteuil)",
        Act::Presence => "présence et stimulation",
        Act::NightWatch => "garde de nuit",
        Act::Outings => "accompagnement dehors",
        Act::Driving => "conduite du véhicule",
        Act::Respite => "relais de l’aidant",
        Act::Nursing => "soins infirmiers",
        Act::Cleaning => "ménage",
        Act::Laundry => "linge",
        Act::Shopping => "courses",
        Act::Handiwork => "petit bricolage",
        Act::Paperwork => "aide administrative",
        Act::Computing => "aide informatique",
        Act::MealDelivery => "portage de repas",
        Act::RemoteAlarm => "téléassistance",
    }
}

pub fn acts(acts: domain::ActSet) -> String {
    acts.iter().map(act).collect::<Vec<_>>().join(", ")
}

pub fn public(public: Public) -> &'static str {
    match public {
        Public::Older => "personnes âgées",
        Public::DisabledAdults => "adultes handicapés",
        Public::DisabledChildren => "enfants handicapés",
        Public::Neurodegenerative => "maladies neuro-dégénératives",
        Public::EndOfLife => "fin de vie",
    }
}

pub fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Prestataire => "prestataire",
        Mode::Mandataire => "mandataire",
        Mode::Placement => "mise à disposition",
    }
}

pub fn mode_explained(mode: Mode) -> &'static str {
    match mode {
        Mode::Prestataire => "prestataire : le service emploie l’intervenant",
        Mode::Mandataire => "mandataire : vous êtes l’employeur, le service s’occupe des démarches",
        Mode::Placement => "mise à disposition : une association prête son salarié",
    }
}

pub fn hour_kind(kind: HourKind) -> &'static str {
    match kind {
        HourKind::Care => "aide à la personne",
        HourKind::Household => "ménage et courses",
    }
}

pub fn criterion(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Price => "Prix",
        Criterion::Coverage => "Horaires couverts",
        Criterion::Services => "Prestations",
        Criterion::Quality => "Qualité (évaluation HAS)",
        Criterion::Availability => "Disponibilité",
    }
}

pub fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "lundi",
        Weekday::Tuesday => "mardi",
        Weekday::Wednesday => "mercredi",
        Weekday::Thursday => "jeudi",
        Weekday::Friday => "vendredi",
        Weekday::Saturday => "samedi",
        Weekday::Sunday => "dimanche",
    }
}

pub fn day_part(day: DayPart) -> &'static str {
    match day {
        DayPart::Weekday => "en semaine",
        DayPart::Saturday => "le samedi",
        DayPart::Sunday => "le dimanche",
        DayPart::Holiday => "les jours fériés",
        DayPart::MayDay => "le 1er mai",
    }
}

pub fn time_part(time: TimePart) -> Option<&'static str> {
    match time {
        TimePart::Day => None,
        TimePart::Evening => Some("soirée"),
        TimePart::Night => Some("nuit"),
    }
}

pub fn exclusion(reason: Exclusion) -> &'static str {
    match reason {
        Exclusion::Zone => "n’intervient pas dans cet arrondissement",
        Exclusion::Mode => "ne propose pas le mode d’intervention demandé",
        Exclusion::Habilitation => "n’est pas habilité à l’aide sociale",
        Exclusion::RequiredActs => "ne fait pas une prestation indispensable",
        Exclusion::Publics => "n’accompagne pas ce public",
        Exclusion::NoCoverage => "ne couvre aucune des heures demandées",
        Exclusion::NursingOnly => "fait seulement des soins infirmiers, sur prescription",
    }
}

pub fn missing(fact: Missing) -> &'static str {
    match fact {
        Missing::Zone => "s’il intervient dans cet arrondissement",
        Missing::Mode => "le mode d’intervention qu’il propose",
        Missing::Tariff => "son tarif",
        Missing::Surcharge => "une majoration que ce besoin rencontre (dimanche, jour férié, soir ou nuit)",
        Missing::Hours => "ses horaires d’intervention",
        Missing::Acts => "les prestations qu’il fait",
        Missing::Publics => "les publics qu’il accompagne",
        Missing::Habilitation => "s’il est habilité à l’aide sociale",
        Missing::Grade => "son évaluation de qualité",
        Missing::Availability => "s’il a de la place",
        Missing::AidTariff => "ce que la PCH paierait pour ce mode d’intervention (son tarif n’est pas publié ici)",
    }
}

pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::HomeHelp => "service d’aide à domicile",
        Kind::HelpAndNursing => "service d’aide et de soins à domicile",
        Kind::Nursing => "service de soins infirmiers à domicile",
    }
}

pub fn legal_form(form: LegalForm) -> &'static str {
    match form {
        LegalForm::Association => "association",
        LegalForm::Company => "entreprise",
        LegalForm::PublicBody => "service public",
    }
}

pub fn habilitation(habilitation: Habilitation) -> &'static str {
    match habilitation {
        Habilitation::Held => "habilité à l’aide sociale",
        Habilitation::NotHeld => "non habilité à l’aide sociale",
    }
}

pub fn grade(grade: HasGrade) -> &'static str {
    match grade {
        HasGrade::A => "A",
        HasGrade::B => "B",
        HasGrade::C => "C",
        HasGrade::D => "D",
        HasGrade::NotYet => "non encore évalué (ce n’est pas un mauvais signe)",
    }
}

pub fn certification(name: CertificationName) -> &'static str {
    match name {
        CertificationName::NfService => "NF Service",
        CertificationName::Qualicert => "Qualicert",
        CertificationName::Qualisap => "Qualisap",
        CertificationName::CapHandeo => "Cap’Handéo",
    }
}

pub fn intake(intake: Intake) -> &'static str {
    match intake {
        Intake::Open => "prend de nouvelles personnes",
        Intake::WaitingList => "liste d’attente",
        Intake::Closed => "complet",
    }
}

/// "déclaré par le service le 3 mars 2026, vérifié par la Ville le 5 mars 2026"
pub fn provenance(provenance: &Provenance) -> String {
    let said = match provenance.source {
        Source::Finess => "fichier FINESS du",
        Source::Provider => "déclaré par le service le",
        Source::City => "relevé par la Ville le",
        Source::Demonstration => "information fictive, datée du",
    };
    let verified = provenance.verified.as_ref();
    let verified = verified.map(|verified| format!(", vérifié par {} le {}", verified.by, format::date(verified.on)));
    format!("{said} {}{}", format::date(provenance.observed), verified.unwrap_or_default())
}

pub fn usual_week(week: UsualWeek) -> &'static str {
    match week {
        UsualWeek::Mornings => "Tous les matins",
        UsualWeek::MiddayAndEvening => "Midi et soir",
        UsualWeek::Cleaning => "Quelques heures de ménage",
        UsualWeek::Nights => "Les nuits",
    }
}

/// "1 service", "3 services"
pub fn count(number: u32, one: &str, many: &str) -> String {
    format!("{} {}", format::points(number), if number < 2 { one } else { many })
}
