//! Sentences of the back office, in French only: its readers are the staff of the City.

/// A sentence with its values where `{0}`, `{1}`… stand.
pub fn fill(sentence: &str, values: &[&dyn std::fmt::Display]) -> String {
    super::filled(sentence, values)
}

pub const MENU: &str = "Gestion";
pub const HOME: &str = "Ce qui demande attention";
pub const REPORTS: &str = "Signalements";
pub const LAW: &str = "Valeurs de la loi";
pub const ACCOUNT: &str = "Mon compte";
pub const SIGN_OUT: &str = "Se déconnecter";
pub const PUBLIC_SITE: &str = "Site public";

pub const SIGN_IN: &str = "Connexion à la gestion";
pub const SIGN_IN_WHO: &str =
    "Réservée aux agents de la Ville. Un compte se demande à la personne qui administre le site.";
pub const NAME: &str = "Nom de compte";
pub const PASSWORD: &str = "Mot de passe";
pub const CODE: &str = "Code";
pub const CODE_IN: &str =
    "Les 6 chiffres de votre application, ou un code de secours. Laissez vide si vous n’en avez pas.";
pub const SIGN_IN_BUTTON: &str = "Se connecter";
pub const SIGN_IN_WRONG: &str =
    "Le nom, le mot de passe ou le code est faux. Après dix essais, attendez une heure ou demandez un nouveau lien.";
pub const SIGN_IN_TOO_MANY: &str = "Trop d’essais depuis cette adresse : réessayez dans une heure.";
pub const PASSWORD_CHOSEN: &str = "Votre mot de passe est enregistré : connectez-vous.";
pub const SIGNED_OUT: &str = "Vous êtes déconnecté.";

pub const CHOOSE: &str = "Choisir un mot de passe";
pub const CHOOSE_FOR: &str = "Pour le compte {0}.";
pub const PASSWORD_RULE: &str = "Au moins 12 caractères : une phrase convient très bien.";
pub const PASSWORD_AGAIN: &str = "Le même, une seconde fois";
pub const PASSWORD_SHORT: &str = "Ce mot de passe a moins de 12 caractères.";
pub const PASSWORD_DIFFERS: &str = "Les deux mots de passe ne sont pas les mêmes.";
pub const SAVE: &str = "Enregistrer";
pub const LINK_GONE: &str = "Ce lien ne sert plus";
pub const LINK_GONE_WHY: &str =
    "Un lien sert une fois, pendant 7 jours. Demandez-en un nouveau à la personne qui administre le site.";

pub const REFUSED: &str = "Cette page n’est pas ouverte à votre compte";
pub const REFUSED_WHY: &str = "Si vous en avez besoin, demandez-le à la personne qui administre le site.";

pub const SECOND: &str = "Seconde vérification";
pub const SECOND_MUST: &str =
    "Votre compte peut publier : un mot de passe ne suffit pas. Activez d’abord la seconde vérification.";
pub const SECOND_MAY: &str = "Un code de votre téléphone, demandé en plus du mot de passe.";
pub const SECOND_ON: &str = "La seconde vérification est activée. Pour changer d’application, demandez un nouveau lien à la personne qui administre le site.";
pub const SECOND_SCAN: &str =
    "Ouvrez votre application de codes et lisez ce dessin avec la caméra, ou saisissez cette clé :";
pub const SECOND_DRAWING: &str = "Dessin que lit l’application de codes ; la clé ci-dessous dit la même chose";
pub const SECOND_CODE: &str = "Les 6 chiffres affichés par l’application";
pub const SECOND_WRONG: &str = "Ce code n’est pas le bon. Attendez le suivant, et vérifiez l’heure du téléphone.";
pub const SECOND_BUTTON: &str = "Activer";
pub const SECOND_DONE: &str = "Notez vos codes de secours";
pub const SECOND_DONE_WHY: &str = "La seconde vérification est activée. Si vous perdez votre téléphone, chacun de ces codes permet de se connecter une fois. Ils ne seront plus jamais montrés.";
pub const CONTINUE: &str = "C’est noté, continuer";

pub const SIGNED_AS: &str = "Compte {0}, rôle : {1}.";
pub const SESSIONS: &str = "Appareils connectés à votre compte";
pub const SESSION: &str = "Connexion";
pub const STARTED: &str = "Ouverte le";
pub const USED: &str = "Utilisée le";
pub const ACTION: &str = "Action";
pub const THIS_ONE: &str = "celle-ci";
pub const CLOSE: &str = "Fermer";
pub const CLOSE_ONE: &str = "Fermer la connexion {0}";
pub const AT: &str = "{0} à {1}";
pub const SESSION_CLOSED: &str = "La connexion est fermée.";
