//! Sentences of the back office, in French only: its readers are the staff of the City.

/// Fills the values of a sentence in place of `{0}`, `{1}`…
pub fn fill(sentence: &str, values: &[&dyn std::fmt::Display]) -> String {
    super::filled(sentence, values)
}

pub const UNREADABLE: &str = "Des lignes de la base sont illisibles, et ne figurent pas ici";
pub const UNREADABLE_MORE: &str = "… et {} autres.";
pub const UNREADABLE_WHAT: &str = "Rien n’en est effacé, et tout le reste fonctionne. Prévenez la personne qui exploite le site : « quelleaideadom check » dit ce qui ne va pas.";
/// A page that could not be read, by its name.
pub const UNREADABLE_ONE: &str = "Cette page est illisible";

/// The page for a conflict: someone else saved the same listing in the meantime.
pub const CONFLICT: &str = "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>À recommencer – Quelleaideadom</title></head><body><main><h1>Quelqu’un a changé cette fiche à l’instant</h1><p>Rien n’a été écrit. Revenez à <a href=\"/gestion\">ce qui demande attention</a>, relisez la fiche, puis recommencez.</p></main></body></html>";

pub const DATABASE_AWAY: &str = "La base de données ne répond pas";
pub const DATABASE_AWAY_WHAT: &str = "Le site public continue. Attendez un instant, puis rechargez cette page, ou revenez en arrière et envoyez de nouveau : ce que vous avez tapé est encore dans le formulaire. Si vous veniez d’envoyer quelque chose, regardez d’abord si c’est enregistré.";

pub const MENU: &str = "Gestion";
pub const UNFOLD: &str = "Menu";
pub const HOME: &str = "Ce qui demande attention";
pub const REPORTS: &str = "Signalements";
pub const LAW: &str = "Valeurs de la loi";
pub const ACCOUNT: &str = "Mon compte";
pub const SIGN_OUT: &str = "Se déconnecter";
pub const PUBLIC_SITE: &str = "Site public";

pub const SIGN_IN: &str = "Connexion à la gestion";
pub const SIGN_IN_WHO: &str =
    "Réservée aux agents {of city}. Un compte se demande à la personne qui administre le site.";
pub const NAME: &str = "Nom de compte";
pub const PASSWORD: &str = "Mot de passe";
pub const CODE: &str = "Code";
pub const CODE_IN: &str =
    "Les 6 chiffres de votre application, ou un code de secours. Laissez vide si vous n’en avez pas.";
pub const SIGN_IN_BUTTON: &str = "Se connecter";
pub const SIGN_IN_WRONG: &str = "Identifiants incorrects. Vérifiez le nom de compte, le mot de passe et le code. Après dix essais, il faut attendre avant de recommencer.";
pub const SIGN_IN_TOO_MANY: &str = "Trop d’essais : réessayez dans quelques minutes, une heure au plus. Un appareil d’où vous vous êtes déjà connecté n’attend pas à cause des essais des autres.";
pub const SIGN_IN_BUSY: &str = "Trop de personnes se connectent à la fois : réessayez dans quelques secondes.";
pub const PASSWORD_CHOSEN: &str = "Votre mot de passe est enregistré : connectez-vous.";
pub const SIGNED_OUT: &str = "Vous êtes déconnecté.";

pub const OPENID: &str = "Se connecter avec l’identité {of city}";
pub const OPENID_OFF: &str = "L’identité {of city} n’est pas utilisée ici";
pub const OPENID_OFF_WHY: &str = "Connectez-vous avec votre nom de compte et votre mot de passe.";
pub const OPENID_DOWN: &str = "Le service d’identité ne répond pas";
pub const OPENID_DOWN_WHY: &str =
    "Réessayez dans quelques minutes, ou connectez-vous avec votre nom de compte et votre mot de passe.";
pub const OPENID_REFUSED: &str = "Cette identité n’ouvre pas la gestion";
pub const OPENID_REFUSED_WHY: &str = "Elle n’est celle d’aucun compte, ou elle n’a pas pu être vérifiée. Demandez à la personne qui administre le site de la lier à votre compte.";
pub const OPENID_LATE: &str = "Cette connexion est à recommencer";
pub const OPENID_LATE_WHY: &str =
    "Elle a été commencée il y a plus de 10 minutes ou sur un autre appareil, ou elle a déjà servi.";
pub const OPENID_AGAIN: &str = "Revenir à la connexion";
pub const OPENID_CODE: &str = "Encore un code";
pub const OPENID_CODE_WHY: &str = "L’identité {of city} vous a reconnu. Votre compte demande aussi un code.";
pub const OPENID_CODE_IN: &str = "Les 6 chiffres de votre application, ou un code de secours.";
pub const OPENID_CODE_WRONG: &str =
    "Ce code est faux ou a déjà servi. Après dix essais, il faut attendre avant de recommencer.";
pub const OPENID_DONE: &str = "Vous êtes connecté";
pub const OPENID_GO: &str = "Continuer vers la gestion";

pub const CHOOSE: &str = "Choisir un mot de passe";
pub const CHOOSE_FOR: &str = "Pour le compte {0}.";
pub const PASSWORD_RULE: &str =
    "Au moins 12 caractères, sans le nom du compte : quelques mots sans rapport entre eux conviennent très bien.";
pub const PASSWORD_AGAIN: &str = "Le même, une seconde fois";
pub const PASSWORD_SHORT: &str = "Ce mot de passe a moins de 12 caractères.";
pub const PASSWORD_FEW: &str = "Ce mot de passe a moins de 5 caractères différents : il se devine vite.";
pub const PASSWORD_NAME: &str = "Ce mot de passe contient le nom du compte : choisissez-en un sans lui.";
pub const PASSWORD_COMMON: &str = "Ce mot de passe est l’un des plus courants, ou un mot courant avec des chiffres ou des signes autour, ou des chiffres seuls : choisissez quelques mots sans rapport entre eux.";
pub const PASSWORD_REPEATED: &str =
    "Ce mot de passe répète le même morceau : choisissez quelques mots sans rapport entre eux.";
pub const PASSWORD_DIFFERS: &str = "Les deux mots de passe ne sont pas les mêmes.";
pub const SAVE: &str = "Enregistrer";
pub const LINK_GONE: &str = "Ce lien ne sert plus";
pub const LINK_GONE_WHY: &str =
    "Un lien sert une fois, et pas au-delà de son délai. Demandez-en un nouveau à la personne qui administre le site.";

pub const REFUSED: &str = "Cette page n’est pas ouverte à votre compte";
pub const REFUSED_WHY: &str = "Si vous en avez besoin, demandez-le à la personne qui administre le site.";

pub const SECOND: &str = "Double authentification";
pub const SECOND_MUST: &str =
    "Pour ce que votre compte peut faire, un mot de passe ne suffit pas. Activez d’abord la double authentification.";
pub const SECOND_MAY: &str = "Un code de votre téléphone, demandé en plus du mot de passe.";
pub const SECOND_ON: &str = "La double authentification est activée. Pour changer d’application, demandez à la personne qui administre le site de la remettre à zéro.";
pub const SECOND_SCAN: &str =
    "Ouvrez votre application de codes et lisez ce dessin avec la caméra, ou saisissez cette clé :";
pub const SECOND_DRAWING: &str = "Dessin que lit l’application de codes ; la clé ci-dessous dit la même chose";
pub const SECOND_CODE: &str = "Les 6 chiffres affichés par l’application";
pub const SECOND_WRONG: &str = "Ce code n’est pas le bon. Attendez le suivant, et vérifiez l’heure du téléphone.";
pub const SECOND_BUTTON: &str = "Activer";
pub const SECOND_DONE: &str = "Notez vos codes de secours";
pub const SECOND_DONE_WHY: &str = "La double authentification est activée. Si vous perdez votre téléphone, chacun de ces codes permet de se connecter une fois. Ils ne seront plus jamais montrés.";
pub const CONTINUE: &str = "C’est noté, continuer";

pub const SIGNED_AS: &str = "Compte {0}, qui peut {1}.";
pub const ROLE_READER: &str = "lire";
pub const ROLE_EDITOR: &str = "lire et rédiger";
pub const ROLE_PUBLISHER: &str = "lire, rédiger et publier";
pub const ROLE_ADMIN: &str = "administrer";
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

pub const HOME_LEAD: &str = "Au {0}, sur {1} services ouverts.";
pub const WHAT: &str = "À voir";
pub const HOW_MANY: &str = "Nombre";
pub const PARTS: &str = "Parties des fiches ouvertes";
pub const NEVER_VERIFIED: &str = "Jamais vérifiées";
pub const STALE: &str = "Périmées";
pub const MISSING: &str = "Inconnues";
pub const AVAILABILITY: &str = "Disponibilités périmées, ou dans 7 jours";
pub const CERTIFICATIONS: &str = "Certifications échues, ou qui le seront dans 60 jours";
pub const FINDINGS: &str = "Prix à vérifier selon les règles de la loi";
pub const OPEN_REPORTS: &str = "Signalements sans réponse";
pub const MISSING_LAW: &str = "Valeurs de la loi à actualiser au 1er janvier {0}";
pub const SERVICE: &str = "Service";
pub const DETAIL: &str = "Détail";
pub const NONE_LEFT: &str = "Rien à voir ici.";
pub const BACK: &str = "Revenir à ce qui demande attention";
pub const OBSERVED: &str = "observée le {0}";
pub const EXPIRES: &str = "{0}, échéance le {1}";
pub const BELOW_FLOOR: &str = "{0} l’heure, sous la valeur que le département retient : {1}";
pub const FEE: &str = "frais en mode prestataire, interdits sauf demande écrite particulière";
pub const RISE: &str = "{0} l’heure, hausse de l’année au-dessus de ce qu’un contrat en cours permet ({1})";
pub const PRICE_UNLIKELY: &str = "{0} l’heure : est-ce bien ce prix ?";
pub const DATE_UNLIKELY: &str = "est-ce bien le premier jour ?";
pub const SURCHARGE: &str = "majoration non indiquée";
pub const OF_TARIFF: &str = "{0}, tarif du {1} : {2}";
pub const PREVIOUS: &str = "Page précédente";
pub const NEXT: &str = "Page suivante";
pub const PAGE_OF: &str = "Page {0} sur {1}";
pub const PAGES: &str = "Pages de la liste";

pub const REPORTS_OPEN: &str = "Sans réponse";
pub const REPORTS_CLOSED: &str = "Fermés";
pub const REPORT: &str = "Signalement {0}";
pub const RECEIVED: &str = "Reçu le";
pub const ABOUT: &str = "Sujet";
pub const MESSAGE: &str = "Ce qui est signalé";
pub const ANSWERED: &str = "{0}, par {1} le {2}";
pub const ANSWER: &str = "Fermer ce signalement";
pub const OUTCOME: &str = "Ce qui a été fait";
pub const CHOOSE_ONE: &str = "Choisissez";
pub const CORRECTED: &str = "La fiche est corrigée";
pub const CONFIRMED: &str = "Vérifié auprès du service : la fiche est juste";
pub const NO_ACTION: &str = "Sans suite";
pub const REASON: &str = "Pourquoi";
pub const REASON_HINT: &str = "De 10 à 1000 caractères, pour vos collègues.";
pub const OUTCOME_MISSING: &str = "Dites ce qui a été fait.";
pub const REASON_WRONG: &str = "Écrivez de 10 à 1000 caractères.";
pub const ALREADY: &str =
    "Quelqu’un a fermé ce signalement avant vous : sa réponse est ci-dessous, la vôtre n’est pas enregistrée.";
pub const ALL_REPORTS: &str = "Tous les signalements";
pub const NO_REPORT: &str = "Ce signalement n’existe pas";

pub const LAW_LEAD: &str = "Ce que le calcul utilise aujourd’hui, et au 1er janvier {0}. Une valeur ajoutée compte dès son premier jour ; aucune n’est jamais effacée.";
pub const LAW_CAPTION: &str = "Valeurs au {0}";
pub const VALUE: &str = "Valeur";
pub const NOW: &str = "Aujourd’hui";
pub const NEXT_YEAR: &str = "Au 1er janvier {0}";
pub const NOT_KNOWN: &str = "non connue";
pub const LAST_KNOWN: &str = "{0}, non actualisée";
pub const ADD_VALUE: &str = "Ajouter une valeur";
pub const AMOUNT: &str = "Montant, taux ou coefficient";
pub const AMOUNT_HINT: &str = "Dans l’unité du tableau : 26,10 ou 0,01941";
pub const FROM: &str = "Premier jour";
pub const UNTIL: &str = "Premier jour où elle ne vaut plus";
pub const UNTIL_HINT: &str = "Laissez vide si elle vaut jusqu’à la prochaine.";
pub const ARTICLE: &str = "Article ou arrêté";
pub const URL: &str = "Adresse du texte";
pub const URL_HINT: &str = "https://…";
pub const READ: &str = "Lu le";
pub const PARAMETER_WRONG: &str = "Choisissez une valeur de la liste.";
pub const AMOUNT_WRONG: &str =
    "Ce nombre est illisible, nul, trop grand pour cette valeur, ou plus fin que le centime.";
pub const FROM_WRONG: &str = "Cette date est illisible.";
pub const UNTIL_WRONG: &str = "Cette date est illisible, ou n’est pas après le premier jour.";
pub const ARTICLE_WRONG: &str = "Nommez l’article ou l’arrêté qui fixe cette valeur.";
pub const URL_WRONG: &str = "L’adresse commence par https:// et n’a pas d’espace.";
pub const READ_WRONG: &str = "Cette date est illisible, ou à venir.";
pub const LEAP: &str =
    "Cette valeur s’écarte de plus d’un quart de celle qui la précède : {0}. Si elle est juste, cochez la case.";
pub const VALUE_IS_TRUE: &str = "La valeur est juste : je l’ai relue dans le texte.";
pub const VALUE_REPLACED: &str =
    "La valeur remplace celle qui était saisie pour le même jour. Les deux restent au journal.";
pub const VALUE_WITHDRAWN: &str = "La valeur est retirée : elle ne compte plus. Elle reste au journal.";
pub const VALUE_NOT_THERE: &str = "Cette valeur était déjà retirée ou remplacée.";
pub const WITHDRAW: &str = "Retirer cette valeur";
pub const WITHDRAWS: &str = "{0}, retirée";
pub const REPLACES: &str = " (remplace {0})";
pub const NO_LONGER_COUNTS: &str = "ne compte plus";
pub const VALUE_ADDED: &str = "La valeur est ajoutée. Elle compte dès son premier jour.";
pub const ADDED_CAPTION: &str = "Valeurs ajoutées par {city}, la dernière d’abord";
pub const ADDED_BY: &str = "Par";
pub const DATES: &str = "Dates";
pub const SINCE: &str = "à partir du {0}";
pub const BETWEEN: &str = "du {0} jusqu’au {1} non compris";

pub const LEAP_FROM_FLOOR: &str = "Cette valeur est plus de trois fois, ou moins du tiers, du tarif plancher : {0}. Si elle est juste, cochez la case.";
pub const FROM_MISSING: &str = "Indiquez le premier jour de cette valeur.";
pub const CORRECT: &str = "Corriger le montant";
pub const RIGHT_AMOUNT: &str = "Montant juste";
pub const VALUE_CORRECTED: &str = "La valeur est corrigée. Les deux restent au journal.";
pub const VALUE_NOT_CORRECTED: &str = "Cette valeur n’est pas corrigée : seule la personne qui l’a saisie peut le faire, le jour même. Ajoutez plutôt une valeur.";

/// Title of a page that shows a form again.
pub const ERROR_TITLE: &str = "Erreur : {0}";
pub const SIGN_IN_REFUSED: &str = "Connexion refusée";
pub const PASSWORD_REFUSED: &str = "Le mot de passe n’est pas enregistré";
pub const CODE_REFUSED: &str = "Le code est refusé";

pub const FORGOTTEN: &str = "Mot de passe oublié";
pub const FORGOTTEN_TITLE: &str = "Mot de passe oublié";
pub const FORGOTTEN_WHAT: &str = "Écrivez votre nom de compte : un lien pour choisir un nouveau mot de passe part à l’adresse de votre compte. Il vaut une heure.";
pub const FORGOTTEN_BUTTON: &str = "Recevoir un lien";
pub const FORGOTTEN_SENT: &str = "Si ce compte existe et a une adresse de courriel, un lien lui est envoyé. Il vaut une heure. Sans courriel dans quelques minutes, demandez un lien à la personne qui administre le site.";
pub const FORGOTTEN_NO_NAME: &str = "Écrivez votre nom de compte.";
pub const FORGOTTEN_TOO_MANY: &str =
    "Trop de demandes : réessayez dans une heure, ou demandez un lien à la personne qui administre le site.";
pub const FORGOTTEN_REFUSED: &str = "Le lien n’est pas envoyé";
pub const FORGOTTEN_NO_MAIL: &str =
    "Ce site n’envoie pas de courriel. Demandez un lien à la personne qui administre le site.";
pub const LINK_MAIL_SUBJECT: &str = "Choisir un mot de passe pour la gestion de Quelleaideadom";
pub const LINK_MAIL_TEXT: &str = "Bonjour,\n\nVoici le lien pour choisir le mot de passe du compte {0}. Il sert une fois, jusqu’au {1} :\n{2}\n\nSi vous n’attendiez pas ce message, ne faites rien : votre mot de passe ne change pas.\n\n{Publisher}\n";

pub const NAMELESS: &str = "appareil sans nom";
pub const RENAME: &str = "Nommer";
pub const DEVICE_NAME: &str = "Nom de l’appareil";
pub const DEVICE_RENAMED: &str = "L’appareil est nommé.";
pub const DEVICE_IS: &str = "{0} sur {1}";
pub const CHANGE_PASSWORD: &str = "Changer de mot de passe";
pub const CHANGE_PASSWORD_WHY: &str = "Vos autres appareils seront déconnectés.";
pub const CURRENT: &str = "Mot de passe d’aujourd’hui";
pub const NEW_PASSWORD: &str = "Nouveau mot de passe";
pub const CURRENT_WRONG: &str = "Ce n’est pas votre mot de passe d’aujourd’hui.";
pub const PASSWORD_CHANGED: &str = "Votre mot de passe est changé. Vos autres appareils sont déconnectés.";

pub const ACCOUNTS: &str = "Comptes";
pub const ACCOUNTS_LEAD: &str = "Qui peut entrer dans la gestion, et ce que chacun peut y faire.";
pub const NEW_ACCOUNT: &str = "Nouveau compte";
pub const NEW_NAME_HINT: &str = "De 2 à 40 lettres minuscules, chiffres, points ou tirets : jeanne.martin";
pub const ROLE: &str = "Rôle";
pub const EMAIL: &str = "Adresse de courriel";
pub const EMAIL_HINT: &str = "Facultative. Les liens y sont envoyés, et le service d’identité y reconnaît la personne.";
pub const CREATE: &str = "Créer le compte";
pub const ACCOUNTS_CAPTION: &str = "Comptes, par nom";
pub const ACCOUNT_STATE: &str = "État";
pub const NO_PASSWORD: &str = "mot de passe à choisir";
pub const HAS_PASSWORD: &str = "mot de passe choisi";
pub const HAS_SECOND: &str = "double authentification";
pub const NO_SECOND: &str = "sans double authentification";
pub const MANAGE: &str = "Gérer {0}";
pub const CHANGE_ROLE: &str = "Changer le rôle";
pub const SET_EMAIL: &str = "Changer l’adresse";
pub const RESET_PASSWORD: &str = "Nouveau lien de mot de passe";
pub const RESET_PASSWORD_WHY: &str =
    "Le mot de passe d’aujourd’hui ne vaut plus, et les appareils de ce compte sont déconnectés.";
pub const RESET_SECOND: &str = "Remettre à zéro la double authentification";
pub const RESET_SECOND_WHY: &str =
    "Pour qui a perdu son téléphone et ses codes de secours. Les appareils de ce compte sont déconnectés.";
pub const REVOKE: &str = "Supprimer le compte";
pub const REVOKE_WHY: &str = "La personne ne peut plus entrer. Ce qu’elle a écrit garde son nom.";
pub const REVOKE_SURE: &str = "Oui, supprimer le compte {0}";
pub const OF_ACCOUNT: &str = "{0} ({1})";
pub const ACCOUNT_CREATED: &str = "Le compte {0} est créé.";
pub const ROLE_CHANGED: &str = "Le rôle de {0} est changé.";
pub const EMAIL_CHANGED: &str = "L’adresse de {0} est changée.";
pub const PASSWORD_RESET: &str = "Le mot de passe de {0} est remis à zéro.";
pub const SECOND_RESET: &str = "La double authentification de {0} est remise à zéro.";
pub const ACCOUNT_REVOKED: &str = "Le compte {0} est supprimé.";
pub const ACCOUNT_LINK: &str = "Voici le lien pour choisir un mot de passe : il sert une fois, pendant 7 jours, et n’est montré qu’ici. Copiez-le.";
pub const ACCOUNT_LINK_SENT: &str = "Il part aussi par courriel à {0}.";
pub const NAME_WRONG: &str = "Écrivez de 2 à 40 lettres minuscules, chiffres, points ou tirets, sans accent ni espace.";
pub const NAME_TAKEN: &str = "Ce nom est déjà celui d’un compte : choisissez-en un autre.";
pub const EMAIL_WRONG: &str = "Cette adresse de courriel est illisible : vérifiez-la, ou laissez vide.";
pub const EMAIL_TAKEN: &str = "Cette adresse est celle d’un autre compte.";
pub const ROLE_WRONG: &str = "Choisissez un rôle de la liste.";
pub const REVOKE_UNSURE: &str = "Cochez la case pour supprimer ce compte.";
pub const NOT_YOURSELF: &str = "Vous ne pouvez pas changer vous-même votre rôle ni supprimer votre compte : demandez-le à une autre personne qui administre.";
pub const LAST_ADMIN: &str = "C’est le seul compte qui administre : donnez d’abord ce rôle à une autre personne.";
pub const NO_ACCOUNT: &str = "Ce compte n’existe plus.";
pub const ACCOUNTS_JOURNAL: &str = "Journal des comptes, le plus récent d’abord";
pub const WHEN: &str = "Quand";
pub const WHO: &str = "Par";
pub const AT_A_TERMINAL: &str = "ligne de commande";
pub const WHAT_WAS_DONE: &str = "Ce qui a été fait";
pub const OF_WHICH: &str = "Compte";
pub const ACT_CREATED: &str = "compte créé";
pub const ACT_ROLE: &str = "rôle changé";
pub const ACT_EMAIL: &str = "adresse changée";
pub const ACT_RESET_PASSWORD: &str = "mot de passe remis à zéro";
pub const ACT_RESET_SECOND: &str = "double authentification remise à zéro";
pub const ACT_REVOKED: &str = "compte supprimé";
pub const ACT_PASSWORD_CHOSEN: &str = "mot de passe choisi par un lien";
pub const ACT_PASSWORD_CHANGED: &str = "mot de passe changé";

pub const REPORT_STATE: &str = "État";
pub const TAKEN_BY: &str = "en cours, par {0}";
pub const TO_TAKE: &str = "à prendre";
pub const TAKE: &str = "Je m’en occupe";
pub const RELEASE: &str = "Ne plus m’en occuper";
pub const OF_REPORT: &str = "{0} (signalement {1})";
pub const EDIT_LISTING: &str = "Modifier la fiche de {0}";
pub const REOPEN: &str = "Rouvrir ce signalement";
pub const REPORT_HISTORY: &str = "Ce qui s’est passé";
pub const EVENT_TAKEN: &str = "Pris par {0} le {1}";
pub const EVENT_RELEASED: &str = "Rendu par {0} le {1}";
pub const EVENT_REDACTED: &str = "Texte effacé par {0} le {1}";
pub const EVENT_CLOSED: &str = "Fermé par {0} le {1}";
pub const EVENT_REOPENED: &str = "Rouvert par {0} le {1}";
pub const REDACTED: &str = "Texte effacé";
pub const REDACT: &str = "Effacer le texte";
pub const REDACT_WHY: &str = "Si le texte nomme quelqu’un ou donne un numéro. Il est effacé pour toujours de la base ; les sauvegardes déjà faites le gardent jusqu’à ce qu’elles soient supprimées. Le signalement et sa réponse restent.";
pub const REDACT_SURE: &str = "Oui, effacer ce texte pour toujours";
pub const REDACT_UNSURE: &str = "Cochez la case pour effacer le texte.";
pub const REDACT_BUTTON: &str = "Effacer";
pub const ERROR_TITLE_ACCOUNTS: &str = "Rien n’est changé";
pub const OPENID_LEFT: &str = "Vous êtes déconnecté de la gestion";
pub const OPENID_LEAVE: &str = "Se déconnecter aussi de l’identité {of city}";
pub const SESSION_ENDED: &str = "Votre connexion a pris fin";
pub const SESSION_ENDED_WHY: &str =
    "Rien n’est perdu : ce que vous avez saisi attend dans cette page. Reconnectez-vous, puis continuez.";
pub const SIGNED_AGAIN: &str = "Vous êtes de nouveau connecté";
pub const SIGNED_AGAIN_WHY: &str = "Votre saisie est toujours là. Continuez : elle part où vous l’envoyiez.";
pub const GO_ON: &str = "Continuer";
