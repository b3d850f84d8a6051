//! What is wrong with a FINESS file, as the staff read it: in French, with what to do.

use domain::names::LineError;

use super::finess::{FileError, Problem, TextField};
use super::merge::PlanError;

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
        Problem::Projection => "le lieu n’est pas en Lambert 93 : laissé inconnu".to_owned(),
        Problem::Outside => "le lieu est hors de la métropole : laissé inconnu".to_owned(),
    }
}

/// Why a file is refused whole.
pub fn refused(error: &FileError) -> String {
    match error {
        FileError::Read(_) | FileError::Projection(_) => "Le fichier ne peut pas être lu : réessayez.".to_owned(),
        FileError::Foreign(_) => "Ce n’est pas un fichier FINESS.".to_owned(),
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
            format!("Le fichier est du {file}, plus ancien que le dernier importé, du {last} : importez le plus récent.")
        }
        PlanError::Mixed => {
            "La base mêle des fiches réelles et des fiches de démonstration : prévenez la personne qui administre le site."
                .to_owned()
        }
        PlanError::NothingKept(_) => "Le fichier n’a aucun service d’aide à domicile de ce département.".to_owned(),
        PlanError::ClosesMany { closed, open } => format!(
            "Le fichier fermerait {closed} services sur {open} : il semble incomplet. S’il est juste, cochez la case et \
             envoyez-le de nouveau."
        ),
    }
}
