//! Sentences of what colleagues keep about a service beside its listing, in French only.

pub const DOSSIER: &str = "Dossier";
pub const DOSSIER_OF: &str = "Dossier de {0}";
pub const LEAD: &str = "Ce que les collègues gardent sur ce service. Rien d’ici n’est publié.";
pub const BACK: &str = "Revenir à la fiche";
pub const FORM_REFUSED: &str = "Rien n’est enregistré";

pub const ASSIGNED: &str = "Qui suit ce service";
pub const ASSIGNED_TO: &str = "Suivi par {0}, depuis le {1}.";
pub const ASSIGNED_NOBODY: &str = "Personne ne suit ce service.";
pub const ASSIGNEE: &str = "Collègue";
pub const NOBODY: &str = "personne";
pub const ASSIGN: &str = "Enregistrer le suivi";
pub const ASSIGNEE_WRONG: &str = "Choisissez un compte de la liste.";
pub const ASSIGN_DONE: &str = "Le suivi est enregistré.";

pub const REMINDERS: &str = "Rappels";
pub const REMINDERS_LEAD: &str = "Services à rappeler au {0}, le plus ancien d’abord.";
pub const REMINDERS_NONE: &str = "Aucun rappel n’est à faire.";
pub const REMINDERS_LATER: &str = "À venir";
pub const REMIND_ON: &str = "Rappeler le";
pub const REMIND_WHY: &str = "Pourquoi";
pub const REMIND: &str = "Ajouter le rappel";
pub const REMIND_DONE: &str = "Le rappel est ajouté.";
pub const REMIND_ENDED: &str = "Le rappel est fait.";
pub const REMIND_END: &str = "C’est fait";
pub const REMIND_END_OF: &str = "C’est fait : {0}, {1}";
pub const REMIND_DAY_WRONG: &str = "Écrivez un jour à partir d’aujourd’hui, au plus dans deux ans.";
pub const REMIND_BY: &str = "noté par {0}";
pub const DUE: &str = "Rappels à faire";
pub const SERVICE: &str = "Service";
pub const DAY: &str = "Jour";
pub const ACTION: &str = "Action";

pub const CONTACTS: &str = "Contacts";
pub const CONTACT_DAY: &str = "Jour du contact";
pub const CONTACT_WITH: &str = "Avec qui";
pub const CONTACT_WITH_HINT: &str = "La fonction suffit : responsable de secteur, accueil…";
pub const CONTACT_BY: &str = "Comment";
pub const CONTACT_WHAT: &str = "Ce qui a été dit";
pub const CONTACT_ADD: &str = "Ajouter le contact";
pub const CONTACT_DONE: &str = "Le contact est ajouté.";
pub const CONTACT_DAY_WRONG: &str = "Écrivez le jour du contact, aujourd’hui au plus tard.";
pub const CONTACT_WITH_WRONG: &str = "Dites avec qui, en 100 caractères au plus.";
pub const CONTACT_BY_WRONG: &str = "Choisissez dans la liste.";
pub const CONTACT_LINE: &str = "{0}, {1}, avec {2}";
pub const BY_PHONE: &str = "par téléphone";
pub const BY_MAIL: &str = "par courriel";
pub const BY_VISIT: &str = "sur place";
pub const BY_LETTER: &str = "par courrier";
pub const WRITTEN_BY: &str = "Noté par {0} le {1}";

pub const NOTES: &str = "Notes";
pub const NOTE: &str = "Note";
pub const NOTE_HINT: &str = "Pour vos collègues. Ne nommez pas les personnes aidées.";
pub const NOTE_ADD: &str = "Ajouter la note";
pub const NOTE_DONE: &str = "La note est ajoutée.";
pub const TEXT_WRONG: &str = "Écrivez de 1 à 2000 caractères.";

pub const FILES: &str = "Pièces";
pub const FILE: &str = "Fichier";
pub const FILE_HINT: &str = "Une lettre de prix, une photo d’affiche… PDF, JPEG ou PNG, de 10 Mo au plus.";
pub const FILE_PART: &str = "Ce qu’il justifie";
pub const FILE_PART_WRONG: &str = "Choisissez ce que ce fichier justifie.";
pub const FILE_ADD: &str = "Joindre le fichier";
pub const FILE_DONE: &str = "Le fichier est joint.";
pub const FILE_MISSING: &str = "Choisissez un fichier.";
pub const FILE_TOO_LARGE: &str = "Ce fichier dépasse 10 Mo : envoyez-en une version plus légère.";
pub const FILE_KIND_WRONG: &str = "Ce fichier n’est ni un PDF, ni une image JPEG ou PNG.";
pub const FILE_CROWDED: &str = "D’autres fichiers arrivent en ce moment : réessayez dans une minute.";
pub const FILE_ALL: &str = "Ce service a déjà 100 pièces : retirez-en avant d’en joindre d’autres.";
pub const FILE_REMOVE: &str = "Retirer {0}";
pub const FILE_REMOVED: &str = "Le fichier est retiré : son contenu est effacé, son nom reste au dossier.";
pub const FILE_GONE: &str = "Ce fichier n’est plus là";
pub const FILE_GONE_LINE: &str = "{0}, retiré par {1} le {2}";
pub const FILE_LINE: &str = "joint par {0} le {1}, {2} ko";
pub const FILES_NONE: &str = "Aucune pièce.";
pub const FILE_SURE: &str = "Oui, retirer ce fichier";
pub const FILE_UNSURE: &str = "Cochez la case pour retirer ce fichier.";
pub const REMOVE: &str = "Retirer";

pub const PART_CONTACTS: &str = "coordonnées";
pub const PART_ACTS: &str = "prestations et publics";
pub const PART_HOURS: &str = "{zones} et horaires";
pub const PART_PRICES: &str = "prix";
pub const PART_QUALITY: &str = "qualité et habilitation";
pub const PART_AVAILABILITY: &str = "disponibilité";
