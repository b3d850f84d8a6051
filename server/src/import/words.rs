//! The sentences for staff about a register or the evaluations of the HAS: what is wrong, in French, and what to do.

use app::staff::french;
use domain::values::names::LineError;

use super::has;
use super::merge::PlanError;
use super::register::{FileError, HabilitationHint, Problem, TextField};

/// What is wrong with a line.
pub fn problem(problem: &Problem) -> String {
    match problem {
        Problem::Unreadable(_) => "la ligne est illisible".to_owned(),
        Problem::TooLong => "la ligne est trop longue : elle a été passée".to_owned(),
        Problem::Text { what, error } => {
            let what = match what {
                TextField::Name => "le nom",
                TextField::Street => "la rue, laissée inconnue avec son adresse,",
                TextField::Postcode => "le code postal, laissé inconnu avec son adresse,",
                TextField::City => "la ville, laissée inconnue avec son adresse,",
            };
            let why = match error {
                LineError::Markup => "contient < ou >",
                LineError::Control => "contient un caractère de contrôle",
                LineError::Invisible => "contient un caractère invisible ou qui change le sens de lecture",
            };
            format!("{what} {why}")
        }
        Problem::Section => "la ligne n’est ni un établissement ni un lieu".to_owned(),
        Problem::Fields(found, _) => format!("la ligne a {found} champs, ce n’est pas le format attendu"),
        Problem::NotFiness(text) => format!("« {text} » n’est pas un numéro FINESS"),
        Problem::Twice => "ce numéro FINESS est deux fois dans le fichier".to_owned(),
        Problem::NoName => "le nom manque".to_owned(),
        Problem::Number { what, text, .. } => {
            let what = if *what == "telephone" { "téléphone" } else { what };
            format!("{what} « {text} » impossible : laissé inconnu")
        }
        Problem::NoZone(text) => format!("ni arrondissement ni commune dans « {text} »"),
        Problem::RecordTooLong(_) => "l’enregistrement est trop long : il a été passé".to_owned(),
        Problem::MoreTelephones(text) => format!("plusieurs téléphones dans « {text} » : le premier est gardé"),
        Problem::NoAddress => "aucune adresse du lieu d’exercice (usage 03) : adresse laissée inconnue".to_owned(),
        Problem::Far => {
            "le lieu est à plus de 15 km de son arrondissement ou de sa commune : laissé inconnu".to_owned()
        }
        Problem::NotAZone(text) => {
            format!("la zone d’intervention « {text} » n’est pas un code INSEE : zones laissées inconnues")
        }
        Problem::Projection => "le lieu n’est pas en Lambert 93 : laissé inconnu".to_owned(),
        Problem::Outside => "le lieu est hors de la métropole : laissé inconnu".to_owned(),
    }
}

/// Why a whole file is refused.
pub fn refused(error: &FileError) -> String {
    match error {
        FileError::Read(_) | FileError::Projection(_) => "Le fichier ne peut pas être lu : réessayez.".to_owned(),
        FileError::Foreign(_) | FileError::ForeignDocument(_) => "Ce n’est pas un fichier FINESS.".to_owned(),
        FileError::Damaged(_) | FileError::DamagedDocument(_) => {
            "Le fichier est coupé ou abîmé : téléchargez-le de nouveau.".to_owned()
        }
        FileError::TooLarge(_) => "Le fichier se décompresse sans fin : téléchargez-le de nouveau.".to_owned(),
        FileError::NoEstablishment => "Le fichier n’a aucun établissement : téléchargez-le de nouveau.".to_owned(),
        FileError::CutLine | FileError::Cut(_) => "Le fichier est coupé : téléchargez-le de nouveau.".to_owned(),
        FileError::MostlyUnreadable(wrong, of) => {
            format!("{wrong} lignes sur {of} sont illisibles : ce n’est pas le format d’un fichier FINESS.")
        }
    }
}

/// Why a register is not applied.
pub fn not_applied(error: &PlanError) -> String {
    match error {
        PlanError::Older { file, last } => {
            let [file, last] = [file, last].map(|day| french().date(*day));
            format!("Le fichier est du {file}, plus ancien que le dernier importé, du {last} : importez le plus récent.")
        }
        PlanError::ToCome(file) => {
            let file = french().date(*file);
            format!("Le fichier se dit du {file}, un jour à venir : il ferait refuser tous les suivants. Téléchargez-le de nouveau.")
        }
        PlanError::Mixed => {
            "La base mêle des fiches réelles et des fiches de démonstration : prévenez la personne qui administre le site."
                .to_owned()
        }
        PlanError::NothingKept(_) => "Le fichier n’a aucun service d’aide à domicile de ce département.".to_owned(),
        PlanError::NothingMet => {
            "Le fichier ne parle d’aucune des fiches : importez d’abord les structures de FINESS+.".to_owned()
        }
        PlanError::ClosesMany { closed, open } => format!(
            "Le fichier fermerait {closed} services sur {open} : il semble incomplet. S’il est juste, cochez la case et \
             envoyez-le de nouveau."
        ),
    }
}

/// The remark about a service whose activity has ended.
pub const OUT_OF_OPERATION: &str =
    "son activité d’aide ou de soins à domicile n’est plus en fonctionnement d’après FINESS : demandez-lui";

/// What the register suggests about the habilitation of a service.
pub fn hint(hint: HabilitationHint) -> &'static str {
    match hint {
        HabilitationHint::DepartmentSetsPrices => {
            "FINESS dit que le département fixe ses tarifs : il est peut-être habilité à l’aide sociale, demandez-lui"
        }
        HabilitationHint::Convention => {
            "FINESS dit qu’il a une convention d’aide sociale : il est peut-être habilité à l’aide sociale, demandez-lui"
        }
    }
}

/// Why all the evaluations are refused.
pub fn evaluations_refused(error: &has::FileError) -> String {
    match error {
        has::FileError::Parquet => "Le format parquet n’est pas lu : prenez le XLSX, qui dit la même chose.".to_owned(),
        has::FileError::Workbook(error) => error.to_string(),
        has::FileError::Foreign => "Ce n’est pas le fichier des évaluations de la HAS.".to_owned(),
        has::FileError::Empty => "Le fichier n’a aucune évaluation lisible : téléchargez-le de nouveau.".to_owned(),
        has::FileError::MostlyUnreadable(wrong, of) => {
            format!("{wrong} lignes sur {of} sont illisibles : ce n’est pas le fichier des évaluations de la HAS.")
        }
    }
}

/// What is wrong with an evaluation.
pub fn evaluation_problem(problem: &has::Problem) -> String {
    match problem {
        has::Problem::NotFiness(text) => format!("« {text} » n’est pas un numéro FINESS"),
        has::Problem::NotADate(text) => format!("« {text} » n’est pas une date"),
        has::Problem::NotAGrade(text) => format!("« {text} » n’est pas une note de A à D"),
    }
}
