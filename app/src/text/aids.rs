//! Words of the aids: the situation, each step of a breakdown, each verdict with its reason, the values of the law.

use domain::aids::{Age, Aid, AidReason, Disability, Eligibility, Gir, Household, Lacking, Line, Reference, Step};
use domain::parameters::{Parameter, Used};

use crate::format;

pub const IN_BROWSER: &str = "Le calcul se fait dans votre navigateur : ce que vous écrivez ici n’est ni envoyé ni enregistré, \
                              et disparaît quand vous quittez la page.";
pub const BY_SERVER: &str = "En envoyant ces réponses, vous les confiez à notre serveur le temps d’un calcul : il répond aussitôt et \
                             n’en enregistre rien.";
pub const SENT: &str = "Notre serveur a calculé cette page avec la situation que vous avez envoyée, et ne la garde pas. Elle n’a \
                        pas d’adresse à partager : imprimez-la si vous voulez la conserver.";
pub const GIR_EXPLAINED: &str = "Le GIR dit combien une personne a besoin d’aide dans la journée : se lever, se laver, s’habiller, manger, \
     se déplacer, se repérer. GIR 1 : aide de tous les instants. GIR 4 : aide pour se lever ou se laver. GIR 5 et 6 : presque ou tout à \
     fait autonome. L’APA est ouverte du GIR 1 au GIR 4.";
pub const GIR_OBTAINED: &str = "Il est écrit sur le courrier de l’APA. Sinon, demandez l’APA à la Ville de Paris : une équipe médico-sociale \
     vient à domicile, gratuitement, et détermine le GIR. Le médecin traitant ou le service social de l’hôpital peut en donner une première idée.";
pub const RESOURCES_HINT: &str = "Pensions, salaires, revenus de placements, de la personne et de son conjoint : le revenu déclaré de \
     l’avis d’imposition, divisé par 12.";
pub const PLAN_HINT: &str =
    "Le montant mensuel du plan écrit sur le courrier. Vide si aucun plan n’est notifié : il est alors estimé.";
pub const HOURS_HINT: &str =
    "Facultatif. Sans plan ni heures, le calcul prend le plan le plus élevé que la loi permet.";
pub const MEMBERS_HINT: &str =
    "Vide : la personne, si elle a 65 ans ou plus. Elles relèvent le plafond du crédit d’impôt.";

pub fn age(age: Age) -> &'static str {
    match age {
        Age::From65 => "65 ans ou plus",
        Age::From60To64 => "de 60 à 64 ans",
        Age::Under60 => "moins de 60 ans",
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

pub fn household(household: Household) -> &'static str {
    match household {
        Household::Single => "seule",
        Household::Couple => "en couple",
    }
}

pub fn disability(disability: Disability) -> &'static str {
    match disability {
        Disability::None => "non, ou non reconnu",
        Disability::Recognised => "reconnu",
        Disability::Invalidity => "reconnu, avec carte mobilité inclusion « invalidité » ou pension de 3e catégorie",
    }
}

pub fn aid(aid: Aid) -> &'static str {
    match aid {
        Aid::Apa => "Allocation personnalisée d’autonomie (APA)",
        Aid::Pch => "Prestation de compensation du handicap (PCH)",
        Aid::Housekeeping => "Aide-ménagère au titre de l’aide sociale",
        Aid::PensionFund => "Aide de la caisse de retraite",
        Aid::TaxCredit => "Crédit d’impôt pour l’aide à domicile",
    }
}

pub fn eligibility(eligibility: Eligibility) -> &'static str {
    match eligibility {
        Eligibility::Eligible => "droit ouvert",
        Eligibility::ToCheck => "à vérifier",
        Eligibility::NotEligible => "pas de droit",
    }
}

/// The reason of a verdict, with the article behind it.
pub fn reason(reason: AidReason) -> &'static str {
    match reason {
        AidReason::Gir1To4 => {
            "à partir de 60 ans, du GIR 1 au GIR 4, quelles que soient les ressources (CASF L232-1 et L232-2)"
        }
        AidReason::Gir5Or6 => "elle va du GIR 1 au GIR 4 (CASF L232-2)",
        AidReason::Under60 => "elle commence à 60 ans (CASF L232-1)",
        AidReason::GirUnknown => "elle dépend du GIR, qu’une équipe détermine à domicile (CASF L232-6)",
        AidReason::HasPch => "elle ne se cumule pas avec la PCH (CASF L232-23)",
        AidReason::PchGranted => "des heures sont déjà accordées (CASF L245-1)",
        AidReason::NoDisability => "elle suppose un handicap reconnu (CASF L245-1)",
        AidReason::MdphDecides => "la maison départementale des personnes handicapées décide (CASF L245-2)",
        AidReason::DisabilityBefore60 => {
            "après 60 ans, seulement si le handicap ouvrait déjà ce droit avant (CASF L245-1 et D245-3)"
        }
        AidReason::HasApa => "elle ne se cumule pas avec l’APA (CASF L232-23)",
        AidReason::From65Only => "à partir de 65 ans, ou de 60 ans en cas d’inaptitude au travail (CASF L113-1)",
        AidReason::UnfitFrom60 => "avant 65 ans, seulement en cas d’inaptitude au travail (CASF L113-1)",
        AidReason::ResourcesAboveAspa => "les ressources dépassent le plafond de l’ASPA (CASF L231-2)",
        AidReason::AspaNotPublished => {
            "le plafond de ressources de cette année n’est pas encore publié ici (CASF L231-2)"
        }
        AidReason::ResourcesUnderAspa => {
            "ressources sous le plafond de l’ASPA ; au plus 30 heures par mois, avec un service habilité (CASF L231-1 et R231-2)"
        }
        AidReason::NotHabilitated => "ce service n’est pas habilité à l’aide sociale (CASF L231-1)",
        AidReason::HabilitationUnknown => "on ne sait pas si ce service est habilité à l’aide sociale (CASF L231-1)",
        AidReason::FundEvaluates => {
            "pour les retraités en GIR 5 ou 6, avec un service prestataire ; la caisse évalue le besoin et fixe sa part"
        }
        AidReason::FundWithPch => "demandez à la caisse si elle s’ajoute à la PCH",
        AidReason::FundIfRetired => {
            "en GIR 5 ou 6, si la personne est déjà retraitée ; la caisse évalue le besoin et fixe sa part"
        }
        AidReason::FundGir1To4 => "elle s’adresse aux GIR 5 et 6 ; du GIR 1 au GIR 4, c’est l’APA",
        AidReason::PrestataireOnly => "elle suppose un service prestataire",
        AidReason::CreditForAll => {
            "la moitié de ce qui reste payé dans l’année, rendue l’année suivante, même à ceux qui ne paient pas d’impôt (CGI 199 sexdecies)"
        }
    }
}

pub fn lacking(lacking: Lacking) -> &'static str {
    match lacking {
        Lacking::Gir => "selon le GIR, qui n’est pas connu",
        Lacking::Habilitation => {
            "selon que ce service est habilité à l’aide sociale ou non, ce qu’il faut lui demander"
        }
        Lacking::PchTariff => "le tarif de la PCH en vigueur pour ce mode d’intervention n’est pas connu ici",
    }
}

pub fn reference(reference: Reference) -> &'static str {
    match reference {
        Reference::OwnPrice => "le prix de ce service habilité",
        Reference::Department => "le tarif APA du département",
        Reference::Floor => "le tarif plancher national, faute du tarif APA du département",
    }
}

/// How a line of a breakdown is found.
pub fn step(line: &Line) -> String {
    let hours = line.minutes.map(format::hours_a_month).unwrap_or_default();
    let own = line.hour.map(|hour| format!(" à {}", format::euros(hour)));
    match line.step {
        Step::Cost => "Coût du besoin".to_owned(),
        Step::PlanNotified => "Plan d’aide notifié".to_owned(),
        Step::PlanEstimated => match own {
            Some(own) => format!("Plan d’aide estimé : {hours}{own}, prix de l’heure de ce service habilité, sans majoration ni frais"),
            None => format!("Plan d’aide estimé : {hours} au tarif de référence"),
        },
        Step::PlanLargest => "Plan d’aide : le plus élevé que la loi permet".to_owned(),
        Step::Ceiling => "Plafond du plan : MTP × coefficient du GIR".to_owned(),
        Step::PlanCounted => "Plan retenu : le plus petit des deux".to_owned(),
        Step::FirstBand => "Part du plan jusqu’à 0,317 MTP : taux de base".to_owned(),
        Step::SecondBand => "Part du plan de 0,317 à 0,498 MTP : taux de base × (0,6 × ressources + 0,343 MTP) ÷ 1,945 MTP".to_owned(),
        Step::ThirdBand => "Part du plan au-delà de 0,498 MTP : taux de base × (0,8 × ressources − 0,191 MTP) ÷ 1,945 MTP".to_owned(),
        Step::PartUsed => "Part du plan utilisée : au plus les heures couvertes au tarif de référence, ou au prix s’il est plus bas".to_owned(),
        Step::ParticipationNone => "Participation : aucune, les ressources ne dépassent pas 0,725 MTP (CASF R232-11)".to_owned(),
        Step::ParticipationScale => {
            "Participation : taux de base de 0,9 × (ressources − 0,725 MTP) ÷ 1,945 MTP, appliqué aux trois parts du plan et ramené à la part utilisée (CASF R232-11 ; \
             ressources d’un couple ÷ 1,7)"
                .to_owned()
        }
        Step::ParticipationFull => "Participation : 90 %, les ressources dépassent 2,67 MTP (CASF R232-11)".to_owned(),
        Step::Apa => "APA : part utilisée − participation".to_owned(),
        Step::ApaNotPaid => "APA non versée : elle ne dépasse pas trois heures de SMIC brut (CASF R232-31)".to_owned(),
        Step::Pch => format!("PCH : {hours} accordées et couvertes, au tarif du mode d’intervention, au plus le coût"),
        Step::ToPay => "À payer chaque mois : coût − aides".to_owned(),
        Step::CreditExpense => "Payé sur douze mois".to_owned(),
        Step::CreditCeiling => "Plafond des dépenses du crédit d’impôt, par an".to_owned(),
        Step::Credit => "Crédit d’impôt de l’année : le taux × ce qui est payé, dans la limite du plafond".to_owned(),
        Step::AfterCredit => "Par mois, une fois le crédit d’impôt de l’année réparti".to_owned(),
    }
}

/// A step that is taken off.
pub fn is_deducted(step: Step) -> bool {
    matches!(step, Step::Apa | Step::Pch | Step::Credit)
}

pub fn parameter(parameter: Parameter) -> &'static str {
    match parameter {
        Parameter::FloorHour => "Tarif plancher national de l’heure",
        Parameter::DepartmentHour => "Tarif APA du département",
        Parameter::Mtp => "Majoration pour tierce personne (MTP)",
        Parameter::ApaCeilingGir1 => "Coefficient du plafond, GIR 1",
        Parameter::ApaCeilingGir2 => "Coefficient du plafond, GIR 2",
        Parameter::ApaCeilingGir3 => "Coefficient du plafond, GIR 3",
        Parameter::ApaCeilingGir4 => "Coefficient du plafond, GIR 4",
        Parameter::SmicHour => "SMIC horaire brut",
        Parameter::AspaSingle => "Plafond de l’ASPA, personne seule",
        Parameter::AspaCouple => "Plafond de l’ASPA, couple",
        Parameter::TaxCreditRate => "Taux du crédit d’impôt",
        Parameter::TaxCreditBase => "Plafond de dépenses",
        Parameter::TaxCreditMember => "Par membre de plus de 65 ans",
        Parameter::TaxCreditMost => "Plafond majoré",
        Parameter::TaxCreditInvalidity => "Plafond en cas d’invalidité",
        Parameter::PensionFundHour => "Tarif horaire de la Cnav",
        Parameter::PchPrestataireHour => "PCH, service prestataire",
        Parameter::PchMandataireHour => "PCH, service mandataire",
        Parameter::PchDirectHour => "PCH, emploi direct",
        Parameter::YearlyRise => "Hausse annuelle la plus forte, contrats en cours d’un service non habilité",
    }
}

/// "Majoration pour tierce personne (MTP) 2026 : 1 288,13 € par mois"; "depuis 2024" where it holds until another.
pub fn value(used: &Used) -> String {
    let amount = format::law_value(used.parameter, used.thousandths);
    let since = if used.until.is_none() { "depuis " } else { "" };
    format!("{} {since}{} : {amount}", parameter(used.parameter), used.from.year())
}

/// "valeur 2027 non publiée : calcul sur 2026"
pub fn outdated(used: &Used, year: i16) -> String {
    format!("valeur {year} non publiée : calcul sur {}", used.from.year())
}

pub const SIMULATED: &str = "Estimation à partir de vos réponses et des textes cités : la décision appartient à chaque organisme. \
                             Ni cette page ni notre serveur ne gardent ce que vous avez écrit.";

/// What a family needs to know of an aid.
pub struct Explained {
    pub aid: Aid,
    pub what: &'static str,
    /// Whom to ask in Paris.
    pub ask: &'static str,
    /// What to bring.
    pub bring: &'static str,
}

pub const EXPLAINED: [Explained; 5] = [
    Explained {
        aid: Aid::Apa,
        what: "Elle paie une partie d’un plan d’aide à domicile, à partir de 60 ans, du GIR 1 au GIR 4. Toutes les ressources y ouvrent droit ; \
               plus elles sont élevées, plus la participation l’est. Elle n’est pas reprise sur la succession.",
        ask: "la Ville de Paris : en ligne sur paris.fr, ou avec l’aide de la Maison des aînés et des aidants ou de l’Espace parisien des \
              solidarités de l’arrondissement.",
        bring: "pièce d’identité, dernier avis d’imposition (des deux conjoints), relevé d’identité bancaire, attestation d’assurance maladie ; \
                taxe foncière si la personne possède des biens.",
    },
    Explained {
        aid: Aid::Pch,
        what: "Elle paie des heures d’aide humaine à une personne dont le handicap est reconnu. On choisit entre elle et l’APA.",
        ask: "la Maison départementale des personnes handicapées (MDPH) de Paris, 69 rue de la Victoire, Paris 9e, ou en ligne.",
        bring: "formulaire de demande à la MDPH, certificat médical récent, pièce d’identité, justificatif de domicile.",
    },
    Explained {
        aid: Aid::Housekeeping,
        what: "Au titre de l’aide sociale, elle paie des heures de ménage et de courses par un service habilité, au plus 30 par mois, à partir de \
               65 ans (60 en cas d’inaptitude au travail), quand les ressources ne dépassent pas le plafond de l’ASPA et que l’APA n’est pas ouverte.",
        ask: "l’Espace parisien des solidarités de l’arrondissement.",
        bring: "pièce d’identité, justificatif de domicile, dernier avis d’imposition, justificatifs de pensions et de toutes les ressources.",
    },
    Explained {
        aid: Aid::PensionFund,
        what: "Les caisses de retraite aident les retraités en GIR 5 ou 6 à payer quelques heures d’un service prestataire, après une évaluation \
               à domicile. Leur part dépend des ressources.",
        ask: "la caisse de retraite principale (Cnav, MSA, fonction publique…), et les caisses complémentaires.",
        bring: "numéro de sécurité sociale, dernier avis d’imposition, relevé d’identité bancaire.",
    },
    Explained {
        aid: Aid::TaxCredit,
        what: "L’État rend la moitié de ce qui est resté payé dans l’année à un service déclaré, aides déduites, jusqu’à un plafond de dépenses. \
               Il est rendu l’année suivante, même à ceux qui ne paient pas d’impôt. L’avance immédiate de ce crédit ne sera ouverte à ceux \
               qui reçoivent l’APA ou la PCH que le 1er juillet 2027.",
        ask: "le service des impôts, dans la déclaration de revenus.",
        bring: "l’attestation fiscale annuelle du service, et le montant des aides reçues.",
    },
];
