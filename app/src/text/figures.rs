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
pub const JOURNAL_WHAT: &str = "Chaque changement de chaque fiche : qui l’a écrit, qui l’a publié, pourquoi, avant et après. En XLSX, les 100 000 dernières lignes.";
pub const JOURNAL_SEALED: &str = "Le journal brut, avec ses sceaux (CSV)";
pub const FILE_OF: &str = "{0} en {1}";
pub const NO_FILE: &str = "Choisissez un fichier de la liste.";
pub const ACTS_TITLE: &str = "Derniers actes";
pub const ACT_LINE: &str = "{0}, par {1}, le {2}";
pub const NO_ACTS: &str = "Aucun acte noté.";
