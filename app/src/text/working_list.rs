//! Sentences of the working list, in French only.

use domain::provider::parts::ListingPart;

use super::Words;

pub const SEARCH: &str = "Nom, numéro FINESS ou SIRET, téléphone, rue ou entité juridique";
pub const FILTERS: &str = "Filtres";
pub const ZONE: &str = "{Zone}";
pub const KIND: &str = "Catégorie";
pub const PART: &str = "Partie";
pub const CONDITION: &str = "État de cette partie";
pub const SOURCE: &str = "Une information vient";
pub const HAVING: &str = "Avec";
pub const STANDING: &str = "Services";
pub const SORT: &str = "Trier par";
pub const COLUMNS: &str = "Colonnes";
pub const ALL: &str = "Tous";
pub const ANY_PART: &str = "Toutes";
pub const ANYTHING: &str = "Sans condition";
pub const OPEN: &str = "Ouverts";
pub const CLOSING: &str = "Qui vont fermer";
pub const CLOSED: &str = "Fermés";
pub const RESET: &str = "Effacer les filtres";
pub const SHOW: &str = "Chercher";
pub const FOUND: &str = "Fiches trouvées : {0}. Page {1} sur {2}";
pub const NOBODY: &str = "Aucune fiche ne correspond. Enlevez un filtre, ou cherchez une partie du nom.";

pub const MISSING: &str = "inconnue";
pub const NEVER_VERIFIED: &str = "jamais vérifiée";
pub const STALE: &str = "périmée";
pub const DUE: &str = "à revoir (jamais vérifiée ou périmée)";
pub const FRESH: &str = "à jour";
pub const STALE_SINCE: &str = "périmée, vue le {0}";
pub const HAS_FINDINGS: &str = "un prix à vérifier";
pub const HAS_DRAFT: &str = "un brouillon";

pub const BY_NAME: &str = "Nom";
pub const OLDEST: &str = "Vue la moins récente d’abord";
pub const LEAST_COMPLETE: &str = "Moins complète d’abord";
pub const BY_ZONE: &str = "{Zone}";
pub const DEAREST: &str = "Prix le plus élevé d’abord";

pub const ENTITY: &str = "Entité juridique";
pub const STREET: &str = "Rue";
pub const PRICE: &str = "Heure d’aide";
pub const INTAKE: &str = "Disponibilité";
pub const INTAKE_OF: &str = "Disponibilité de {0}";
pub const INTAKE_UNKNOWN: &str = "non communiquée";
pub const SEEN_ON: &str = "vue le {0}";
pub const EXPIRED: &str = "périmée, vue le {0}";
pub const SAVE_ONE: &str = "Enregistrer la disponibilité de {0}";
pub const SAVE: &str = "Enregistrer";
pub const INTAKE_SAVED: &str = "{0} : « {1} » est enregistré à la date d’aujourd’hui. Les familles le voient.";
pub const INTAKE_CONFLICT: &str =
    "{0} : rien n’est enregistré. Quelqu’un a changé cette disponibilité entre-temps : « {1} ». Choisissez à nouveau.";
pub const INTAKE_MISSING: &str = "Choisissez une disponibilité avant d’enregistrer.";
pub const INTAKE_FAILED: &str =
    "Rien n’est enregistré : le site ne répond pas, ou votre connexion a expiré. Rechargez la page, puis recommencez.";
pub const NO_SERVICE: &str = "Cette fiche n’existe plus : rechargez la page.";

pub const SELECTION: &str = "Pour les fiches cochées";
pub const EVERY_FOUND: &str = "Toutes les fiches trouvées ({0}), pas seulement celles de cette page";
pub const ACT: &str = "Faire";
pub const CHOOSE: &str = "Choisissez";
pub const CONTINUE: &str = "Continuer";
pub const TICK: &str = "Cocher";
pub const TICK_ONE: &str = "Cocher {0}";
pub const NONE_TICKED: &str = "Aucune fiche n’est cochée.";
pub const NO_ACT: &str = "Choisissez ce qu’il faut faire des fiches cochées.";

pub const VERIFIED_TODAY: &str = "{0} : vérifié aujourd’hui, rien n’a changé";
pub const SET_INTAKE: &str = "Disponibilité : {0}";
pub const RISE: &str = "Nouveau tarif : + x % à partir d’un jour";
pub const CAMPAIGN: &str = "Préparer une campagne";
pub const EXPORT: &str = "Exporter";

pub const WILL_VERIFY: &str = "Ces fiches diront : vérifié par {publisher} le {1}. Seule cette partie est datée : {0}. Les familles le voient aussitôt.";
pub const WILL_SET: &str =
    "Ces fiches diront « {0} » à la date du {1}, d’après {city}. Les familles le voient aussitôt.";
pub const WILL_RISE: &str = "Chaque tarif en vigueur à ce jour est repris avec ses prix horaires augmentés, à partir de ce jour. Le tarif d’avant reste. Majorations, frais et prix au forfait sont repris tels quels.";
pub const WILL_ASK: &str = "Ces services seront les destinataires : la campagne se relit avant de partir.";
pub const WILL_EXPORT: &str = "Un fichier de ces fiches. L’export est noté au journal des actes.";
pub const STATES: &str = "Date de chaque partie";
pub const STATE: &str = "État";
pub const CONCERNED: &str = "Fiches concernées : {0}";
pub const UNCHANGED: &str = "Fiches qui ne changent pas : {0}";
pub const CONFIRM: &str = "Confirmer pour {0} fiches";
pub const CONFIRM_ONE: &str = "Confirmer pour 1 fiche";
pub const BACK: &str = "Revenir à la liste";
pub const NOTHING_CHANGES: &str = "Rien ne changerait.";
pub const MOVED_ON: &str =
    "Rien n’est écrit : des fiches, ou ce que vous demandez, ont changé depuis cet écran. Relisez, puis confirmez.";
pub const WHY: &str = "Pourquoi";
pub const PART_UNKNOWN: &str = "cette partie est inconnue : rien à vérifier";
pub const ALREADY_TODAY: &str = "déjà à la date d’aujourd’hui";
pub const NO_PRICE: &str = "aucun prix horaire connu à ce jour";
pub const TARIFF_THAT_DAY: &str = "un tarif commence déjà ce jour-là ou après";
pub const PRICE_REFUSED: &str = "le nouveau prix sortirait des limites de saisie";
pub const CLOSED_SERVICE: &str = "ce service est fermé";

pub const PERCENT: &str = "Hausse en %";
pub const PERCENT_HINT: &str = "2 ou 2,5. De 0,01 à 30.";
pub const PERCENT_WRONG: &str = "Écrivez une hausse de 0,01 à 30, avec deux décimales au plus : 2,5.";
pub const FROM: &str = "Premier jour du nouveau tarif";
pub const FROM_WRONG: &str = "Écrivez un jour, de demain à deux ans : 01/01/2027.";
pub const WHO_SAID: &str = "Qui l’a dit";
pub const WHO_MISSING: &str = "Dites qui a annoncé cette hausse.";
pub const THE_SERVICES: &str = "les services";
pub const THE_CITY: &str = "{city}";
pub const COMPUTE: &str = "Voir les nouveaux prix";
pub const CAP: &str = "Hausse permise aux contrats en cours au {0} : {1}.";
pub const FLOOR: &str = "Valeur que le département retient au {0} : {1}.";
pub const NOT_KNOWN: &str = "non connue, rien n’est comparé";
pub const OF_TARIFF: &str = "Tarif";
pub const BEFORE: &str = "Avant";
pub const AFTER: &str = "Après";
pub const REMARK: &str = "Règles de prix";
pub const NO_REMARK: &str = "rien à signaler";
pub const HABILITATION_UNKNOWN: &str = "habilitation inconnue : hausse non comparée au plafond";
pub const HOUSEHOLD_PRICE: &str = "ménage {0}";
pub const NEW_PRICES: &str = "Nouveaux prix";
pub const REMARKED_FIRST: &str = "Tarifs avec une remarque : {0}. Ils viennent d’abord.";

pub const DONE: &str = "{0}. Fiches écrites : {1}.";

/// The name of a part of a listing.
pub fn part(part: ListingPart) -> &'static str {
    Words::from_context().local(match part {
        ListingPart::Contacts => "Coordonnées",
        ListingPart::Acts => "Prestations et publics",
        ListingPart::Coverage => "{Zones} et horaires",
        ListingPart::Prices => "Prix",
        ListingPart::Quality => "Qualité",
        ListingPart::Availability => "Disponibilité",
    })
}

/// "Prix vérifiés aujourd’hui"
pub fn verified_today(part: ListingPart) -> &'static str {
    Words::from_context().local(match part {
        ListingPart::Contacts => "Coordonnées vérifiées aujourd’hui",
        ListingPart::Acts => "Prestations et publics vérifiés aujourd’hui",
        ListingPart::Coverage => "{Zones} et horaires vérifiés aujourd’hui",
        ListingPart::Prices => "Prix vérifiés aujourd’hui",
        ListingPart::Quality => "Qualité vérifiée aujourd’hui",
        ListingPart::Availability => "Disponibilité vérifiée aujourd’hui",
    })
}
