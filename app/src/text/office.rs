//! Sentences of imports, of the links of providers and of campaigns, in French only.

pub const IMPORTS: &str = "Imports";
pub const IMPORTS_LEAD: &str = "Le registre FINESS+ (structures ou activités), les évaluations de la HAS, ou un tableur des fiches. Rien n’est écrit avant que vous ayez vu ce qui changerait.";
pub const FILE: &str = "Fichier";
pub const FILE_HINT: &str = "Le fichier FINESS+ ou de la HAS tel que téléchargé (JSON.GZ, XLSX), ou un tableur rempli (XLSX, ODS ou CSV), de 64 Mo au plus.";
pub const ALLOW_CLOSING: &str = "Accepter un répertoire qui fermerait plus d’un quart des services";
pub const READ_FILE: &str = "Lire le fichier";
pub const FILE_MISSING: &str = "Choisissez un fichier.";
pub const FILE_CROWDED: &str = "Un autre fichier est en cours de lecture : réessayez dans une minute.";
pub const FILE_TOO_LARGE: &str = "Ce fichier dépasse 64 Mo : envoyez-le en plusieurs fois.";
pub const TEMPLATES: &str = "Tableurs à remplir, avec les fiches d’aujourd’hui";
pub const TEMPLATE_XLSX: &str = "Classeur avec toutes les feuilles (XLSX)";
pub const TEMPLATE_CSV: &str = "{0} (CSV)";
pub const WAITING: &str = "Fichiers lus, en attente";
pub const WAITING_LINE: &str = "{0}, le {1} à {2}";
pub const READ_BY: &str = "Lu par";
pub const NEW_LISTINGS: &str = "Nouvelles fiches";
pub const CHANGED_LISTINGS: &str = "Changées";
pub const CLOSED_LISTINGS: &str = "Fermées";
pub const LEFT_OUT: &str = "Laissé de côté";
pub const DONE_IMPORTS: &str = "Imports acceptés";
pub const NUMBER: &str = "Numéro";
pub const ACCEPTED: &str = "Accepté";
pub const CHANGED: &str = "Fiches";
pub const BY_ON: &str = "par {0} le {1}";
pub const UNDONE: &str = "annulé par {0} le {1}";
pub const NOT_UNDONE: &str = "en place";
pub const STATE: &str = "État";
pub const STATE_IS: &str = "État : {0}.";

pub const PREVIEW_OF: &str = "Ce que changerait {0}";
pub const PREVIEW_COUNTS: &str = "Lu : {0}. Nouvelles fiches : {1}. Changées : {2}. Revues sans changement : {3}. Fermées : {4}. Laissé de côté : {5}.";
pub const REPLACES: &str = "Ce fichier remplace toute la démonstration : il s’accepte en entier.";
pub const REMARKS: &str = "Laissé de côté, et pourquoi";
pub const REMARKS_MORE: &str = "Non montrés : {0}.";
pub const PLACE: &str = "Endroit";
pub const WHY: &str = "Pourquoi";
pub const LINES: &str = "Fiches {0} à {1} sur {2}";
pub const NEW_LISTING: &str = "nouvelle fiche";
pub const SOURCE_RENEWED: &str = "mêmes valeurs, vues plus récemment";
pub const ACCEPT_ALL: &str = "Accepter tout le fichier";
pub const ACCEPT_TICKED: &str = "Accepter ce qui est coché sur cette page";
pub const REFUSE: &str = "Ne rien accepter";
pub const NOTHING_TO_DO: &str = "Ce fichier ne change rien : il n’y a rien à accepter.";
pub const NO_LISTING_CHANGES: &str = "Ce fichier ne change aucune fiche.";
pub const ACCEPT_DATE: &str = "Noter que les fiches ont été comparées à ce fichier";
pub const SEEN_AGAIN: &str = "Revues sans changement : {0}";
pub const SEEN_AGAIN_WHY: &str =
    "Ces fiches disent déjà ce que dit le fichier. Rien n’en est réécrit : ce qui est à revoir reste à revoir.";
pub const DIFFERENCES: &str = "Ce que le fichier dit autrement, et qui ne change pas";
pub const DIFFERENCES_WHY: &str =
    "La Ville l’a dit ou vérifié, ou le service l’a dit plus récemment. Si le fichier a raison, corrigez la fiche.";
pub const SERVICE: &str = "Service";
pub const PART: &str = "Information";
pub const STAYS: &str = "Ce qui reste";
pub const FILE_SAYS: &str = "Ce que dit le fichier";
pub const REGISTER_FROZEN: &str =
    "Ces extraits ne sont plus mis à jour depuis le {0} : téléchargez plutôt FINESS+ (finess-structures).";
pub const REGISTER_OLD: &str = "Ce registre est du {0}, il a plus de dix jours : téléchargez le fichier du jour.";
pub const REGISTER_STALE: &str =
    "Ce registre est du {0}, il a plus de deux mois : les pages publiques le diront. Téléchargez le fichier du jour.";
pub const HINT_PRICES: &str = "FINESS du {0} dit que le département fixe ses tarifs : ce service est peut-être habilité à l’aide sociale. Ce n’est pas une preuve : demandez-lui.";
pub const HINT_CONVENTION: &str = "FINESS du {0} dit qu’il a une convention d’aide sociale : ce service est peut-être habilité à l’aide sociale. Ce n’est pas une preuve : demandez-lui.";
pub const NOTHING_TICKED: &str = "Rien n’est coché.";
pub const REAL_CHANGES: &str = "Ce que ce fichier change";
pub const TODAY_SAYS: &str = "Aujourd’hui";
pub const GROUP_CLOSED: &str = "Services fermés";
pub const GROUP_REOPENED: &str = "Services rouverts";
pub const GROUP_NEW: &str = "Nouvelles fiches";
pub const GROUP_MOVED: &str = "Adresses changées";
pub const GROUP_RENAMED: &str = "Noms changés";
pub const GROUP_OTHER: &str = "Autres changements";
pub const OFFERED_NAME: &str = "Publier sous le nom « {0} »";
pub const RENEWED: &str = "Mêmes valeurs, vues plus récemment : {0}";
pub const RENEWED_TICK: &str = "Noter ces dates plus récentes";
pub const REMARKS_FILE: &str = "Télécharger les remarques, à renvoyer à qui a fait le fichier (CSV)";
pub const CLOSES: &str = "Cela ferme {0} services : les familles ne les voient plus.";
pub const CLOSES_ONE: &str = "Cela ferme un service : les familles ne le voient plus.";
pub const REOPENS: &str = "Cela rouvre {0} services : les familles les voient à nouveau.";
pub const REOPENS_ONE: &str = "Cela rouvre un service : les familles le voient à nouveau.";
pub const RESTORES: &str = "Cela remet {0} fiches comme elles étaient.";
pub const RESTORES_ONE: &str = "Cela remet une fiche comme elle était.";
pub const CONFIRM_ACCEPT: &str = "Accepter ce fichier ?";
pub const CONFIRM_ACCEPT_BUTTON: &str = "Oui, accepter";
pub const CONFIRM_UNDO: &str = "Annuler l’import {0} ?";
pub const CONFIRM_UNDO_BUTTON: &str = "Oui, annuler l’import";
pub const BACK_UNCHANGED: &str = "Revenir sans rien changer";
pub const AND_OTHERS: &str = "et {0} autres";
pub const IMPORT_LEFT_OUT: &str = "Services du fichier qui n’ont pas été acceptés : {0}. Les pages publiques disent que la liste n’est pas complète.";
pub const ACCEPTED_NOW: &str = "L’import {0} est accepté. Fiches écrites : {1}. Les familles le voient dès maintenant.";
pub const LATER_ACCEPTED: &str = "Un fichier plus récent, du {0}, a été accepté depuis que celui-ci a été lu : ne rien accepter de celui-ci, et l’enlever.";
pub const STALE: &str = "Fiches changées par quelqu’un depuis la lecture du fichier, laissées telles quelles : {0}. Envoyez le fichier à nouveau pour elles.";
pub const PREVIEW_GONE: &str = "Ce fichier a déjà été traité";
pub const PREVIEW_GONE_WHY: &str = "Il a été accepté, ou laissé de côté.";
pub const THROWN: &str = "Le fichier est laissé de côté : rien n’a été écrit.";

pub const IMPORT: &str = "Import {0}";
pub const IMPORT_WORDS: &str = "{0}, accepté par {1} le {2} à {3}. Fichier du {4}.";
pub const NO_IMPORT: &str = "Cet import n’existe pas";
pub const UNDO: &str = "Annuler cet import";
pub const UNDO_WHY: &str = "Chaque fiche retrouve ce qu’elle était, par une nouvelle version. Ce que quelqu’un a changé depuis reste. Les fiches que cet import a apportées, et que personne n’a changées depuis, sont fermées.";
pub const UNDONE_NOW: &str = "L’import est annulé. Fiches qui retrouvent ce qu’elles étaient : {0}. Fiches apportées par l’import et fermées : {1}.";
pub const UNDONE_LATER: &str = "Changé depuis par quelqu’un, laissé tel quel : {0}.";
pub const UNDO_LATE: &str = "Cet import est déjà annulé.";
pub const ALL_IMPORTS: &str = "Tous les imports";

pub const LINK_BUTTON: &str = "Préparer un lien pour le service";
pub const LINK_SHOWN: &str =
    "Voici le lien du service : il vaut 30 jours, et n’est montré qu’ici. Copiez-le dans un message.";
pub const LINK_SENDING: &str = "Le lien part aussi par courriel à {0}.";
pub const MAIL_BUTTON: &str = "Envoyer un lien au service, à {0}";

pub const CAMPAIGNS: &str = "Campagnes";
pub const CAMPAIGNS_LEAD: &str = "Demandez à plusieurs services à la fois si leur fiche est encore juste. Chacun reçoit un lien vers la sienne, pendant 30 jours.";
pub const MONTHS: &str = "Services dont rien n’a été vu depuis (mois)";
pub const MONTHS_WRONG: &str = "Écrivez un nombre de mois, de 0 à 60.";
pub const NOBODY_OLD: &str = "Aucun service n’est dans ce cas.";
pub const START: &str = "Préparer la campagne";
pub const CAMPAIGN: &str = "Campagne {0}";
pub const STARTED: &str = "Commencée";
pub const LINKS: &str = "Liens";
pub const ANSWERED: &str = "Réponses";
pub const ANSWER: &str = "Réponse";
pub const NO_ANSWER: &str = "pas encore";
pub const NOTHING_CHANGED: &str = "rien n’a changé, le {0}";
pub const PROPOSED: &str = "changements proposés le {0}";
pub const SENT: &str = "Envoyé à";
pub const COPIED: &str = "à copier";
pub const MAKE_CAMPAIGN: &str = "La campagne {0} est prête. Liens : {1}. Ils ne sont montrés qu’ici ; ceux qui ont une adresse partent aussi par courriel.";
pub const LINK: &str = "Lien";
pub const NO_CAMPAIGN: &str = "Cette campagne n’existe pas";
pub const ALL_CAMPAIGNS: &str = "Toutes les campagnes";

pub const OWN_LISTING: &str = "Votre fiche : {0}";
pub const OWN_WHY: &str = "La Ville de Paris publie cette fiche pour les familles. Dites-nous si elle est encore juste : aucun compte n’est nécessaire, et une personne de la Ville relit chaque réponse avant de la publier.";
pub const OWN_CAPTION: &str = "Ce que voient les familles aujourd’hui";
pub const OWN_SAME: &str = "Rien n’a changé";
pub const OWN_CHANGE: &str = "Proposer des changements";
pub const OWN_PROPOSE: &str = "Envoyer à la Ville";
pub const THANKS: &str = "Merci";
pub const OWN_THANKS_SAME: &str = "Merci : votre réponse est enregistrée. La fiche portera la date d’aujourd’hui dès qu’une personne de la Ville l’aura relue.";
pub const OWN_THANKS: &str =
    "Merci : vos changements sont enregistrés. Ils paraîtront dès qu’une personne de la Ville les aura relus.";
pub const OWN_GONE: &str = "Ce lien ne vaut plus";
pub const OWN_GONE_WHY: &str =
    "Un lien vaut 30 jours. Demandez-en un nouveau à la personne de la Ville qui vous a écrit.";
pub const OWN_NOTHING: &str = "Vous n’avez rien changé : si tout est juste, dites « Rien n’a changé ».";
pub const OWN_NOTE: &str = "Un mot pour la Ville";
pub const OWN_BACK: &str = "Revenir à la fiche";
pub const SAME_NOTE: &str = "Le service dit que rien n’a changé.";

pub const MAIL_SUBJECT: &str = "Votre fiche sur le comparateur d’aide à domicile de la Ville de Paris";
pub const MAIL_TEXT: &str = "Bonjour,\n\nLa Ville de Paris publie une fiche de votre service, {0}, pour les familles qui cherchent une aide à domicile.\n\nEst-elle encore juste ? Vous pouvez le dire, ou la corriger, sans compte, pendant 30 jours :\n{1}\n\nUne personne de la Ville relit chaque réponse avant de la publier.\n\nLa Ville de Paris\n";

pub const COMPLETENESS: &str = "Ce que les fiches disent";
pub const COMPLETENESS_NOW: &str =
    "Les fiches ouvertes disent {0} % de ce que les familles cherchent ({1} informations sur {2}).";
pub const COMPLETENESS_CHART: &str = "Part de ce qui est connu, jour après jour, de {0} % à {1} %";
pub const COMPLETENESS_TABLE: &str = "Les mêmes chiffres en tableau";
pub const DAY: &str = "Jour";
pub const KNOWN: &str = "Connu";
pub const DRAFTS_WAITING: &str = "Brouillons à lire et à publier";
pub const VERIFY: &str = "Vérifié aujourd’hui, rien n’a changé";
pub const VERIFY_ONE: &str = "Cocher {0}";
pub const VERIFIED: &str = "Fiches vérifiées aujourd’hui : {0}.";
pub const TICK_ALL: &str = "Tout cocher";
pub const TICK: &str = "Cocher";
pub const NONE_TICKED: &str = "Aucune fiche n’est cochée.";
