//! Sentences of the figures and of the files that are made of what is kept, in French only.

pub const FIGURES: &str = "Chiffres";
pub const EXPORTS: &str = "Exports";

pub const EXPORTS_LEAD: &str =
    "Des fichiers pour un tableur, en français. Chaque export est noté au journal des actes, avec votre nom.";
pub const LISTINGS: &str = "Fiches";
pub const LISTINGS_WHAT: &str =
    "Toutes les fiches, ouvertes et fermées, une ligne chacune : ce qui est publié, et la date de chaque partie.";
pub const SHORTAGES: &str = "Manques";
pub const SHORTAGES_WHAT: &str = "Les refus comptés en douze mois, arrondis comme à l’écran.";
pub const JOURNAL: &str = "Journal";
pub const JOURNAL_WHAT: &str = "Chaque changement de chaque fiche : qui l’a écrit, qui l’a publié, pourquoi, avant et après : les 100 000 dernières lignes.";
pub const JOURNAL_SEALED: &str = "Le journal brut, avec ses sceaux (CSV)";
pub const FILE_OF: &str = "{0} en {1}";
pub const NO_FILE: &str = "Choisissez un fichier de la liste.";
pub const ACTS: &str = "Actes";
pub const ACTS_WHAT: &str = "Ce qui ne change aucune fiche : un brouillon supprimé ou renvoyé, une remarque écartée, un fichier refusé, un export.";
pub const DRAFT_THROWN_AWAY: &str = "Brouillon supprimé";
pub const DRAFT_SENT_BACK: &str = "Brouillon renvoyé à son auteur";
pub const FINDING_DISMISSED: &str = "Remarque écartée";
pub const NUMBER_OF_SERVICE: &str = "Numéro FINESS";
pub const REASON: &str = "Motif";
pub const FILE_REFUSED: &str = "Fichier refusé";
pub const EXPORTED: &str = "Export";
pub const STANDING: &str = "Service";
pub const OPEN: &str = "ouvert";
pub const CLOSES_ON: &str = "ferme le {0}";
pub const CLOSED_SINCE: &str = "fermé depuis le {0}";
pub const STATE: &str = "date";
pub const MOMENT: &str = "Date et heure";
pub const SERVICE: &str = "Nom du service";
pub const VERSION: &str = "Version";
pub const PUBLISHED_BY: &str = "Publié par";
pub const WRITTEN_BY: &str = "Rédigé par";
pub const NOTE: &str = "Mot à la personne qui publie";
pub const IMPORT: &str = "Import";
pub const PART: &str = "Partie";
pub const BEFORE: &str = "Avant";
pub const AFTER: &str = "Après";
pub const ACT: &str = "Acte";
pub const SUBJECT: &str = "Sur quoi";
pub const BY: &str = "Par";

pub const FIGURES_LEAD: &str = "Au {0}, sur {1} services ouverts : la part des fiches où chaque partie est à jour.";
pub const NO_SERVICE: &str = "Aucun service n’est ouvert : rien à mesurer.";
pub const BY_PART: &str = "Par partie";
pub const FRESH: &str = "À jour";
pub const FRESH_SHARE: &str = "{0} % ({1} sur {2})";
pub const BY_ZONE: &str = "Par {zone}";
pub const BY_ZONE_CAPTION: &str = "Part des fiches à jour, par {zone} du service";
pub const ZONE: &str = "{Zone}";
pub const NO_ADDRESS: &str = "sans adresse";
pub const OVER_TIME: &str = "Au fil du temps";
pub const OVER_TIME_CAPTION: &str = "Part des fiches à jour, au dernier jour noté de chaque mois";
pub const MONTH: &str = "Mois";
pub const NOTHING_YET: &str = "Rien n’est encore noté.";
pub const NONE: &str = "–";
pub const PERCENT: &str = "{0} %";
pub const SEARCHES: &str = "Ce que les familles cherchent";
pub const SEARCHES_LEAD: &str = "Recherches comptées en douze mois par {zone} et par prestation, sans rien de personnel. Chaque nombre est arrondi au multiple de 5 inférieur ; moins de 5 ne sont pas montrées.";
pub const SEARCHES_OFF: &str =
    "Aucune recherche à montrer : moins de 5 ont été comptées, ou ce site ne les compte pas.";
pub const SEARCHES_BY_ZONE: &str = "Recherches par {zone}";
pub const SEARCHES_BY_ACT: &str = "Recherches par prestation";
pub const SEARCH_ACT: &str = "Prestation";
pub const COUNT: &str = "Recherches";
pub const UNSAID: &str = "non précisé";
