//! Sentences of the counter of refusals and of the screen that shows it, in French only.

pub const WRONG_SERVICE: &str = "Le champ « service » n’est pas le numéro FINESS d’un service de ce site.";
pub const WRONG_ZONE: &str = "Le champ « zone » n’est pas le code INSEE d’une zone de ce territoire.";
pub const WRONG_REASON: &str = "Le champ « motif » n’est pas un motif de la liste.";
pub const WRONG_SLOT: &str = "Le champ « creneau » n’est ni vide ni un créneau de la liste.";
pub const WRONG_ACT: &str = "Le champ « acte » n’est ni vide ni une prestation de la liste.";
pub const TOO_MANY: &str = "Trop de refus comptés depuis cette adresse : réessayez dans quelques minutes.";
pub const UNAVAILABLE: &str = "Le refus n’a pas pu être compté : réessayez.";

pub const SHORTAGES: &str = "Manques";
pub const TITLE: &str = "Où, quand et pour quoi il manque quelqu’un";
pub const LEAD: &str = "Refus comptés de {0} à {1}, sur douze mois.";
pub const ORIGIN: &str = "Ces nombres viennent des travailleurs sociaux qui, lorsqu’un service refuse une personne, ont choisi de le compter ; personne n’est identifié, ni la personne aidée ni qui compte.";
pub const RULE: &str = "Chaque nombre est arrondi au multiple de 5 inférieur, moins de 5 refus (ou aucun) ne sont pas montrés, et il n’y a aucun total : rien de caché ne se retrouve par soustraction.";
pub const EMPTY: &str = "Moins de 5 refus ont été comptés : rien n’est montré. Ici apparaîtront les secteurs, les moments de la semaine et les prestations où les services refusent, les motifs, et les services qui se disent disponibles mais refusent.";

pub const BY_ZONE: &str = "Où et quand";
pub const BY_ZONE_CAPTION: &str = "Refus par secteur et par moment, toutes prestations ensemble";
pub const BY_ACT: &str = "Pour quoi et quand";
pub const BY_ACT_CAPTION: &str = "Refus par prestation et par moment, tous secteurs ensemble";
pub const BY_PLACE: &str = "Où, quand et pour quoi";
pub const BY_PLACE_CAPTION: &str = "Du plus au moins fréquent";
pub const MORE_PLACES: &str = "Les lignes suivantes ({0})";
pub const BY_REASON: &str = "Pourquoi";
pub const BY_REASON_CAPTION: &str = "Refus par motif, partout et à tout moment";
pub const TO_CHECK: &str = "À vérifier";
pub const TO_CHECK_WHY: &str = "Services dont la fiche dit qu’ils prennent de nouvelles personnes, et qui ont refusé au moins 5 fois, au moins 3 jours différents, faute de place, d’horaire ou de délai. D’un service, 10 refus comptent par jour au plus.";
pub const NOTHING_TO_CHECK: &str = "Aucun.";
pub const NOTHING_SHOWN: &str = "Aucune ligne n’atteint 5 refus.";
pub const LEGEND: &str = "« – » : moins de 5 refus, ou aucun.";
pub const FEW: &str = "moins de 5";
pub const FEW_MARK: &str = "–";
pub const SLOT_HOURS: &str = "Les moments de la semaine";
pub const ZONE: &str = "Secteur";
pub const WHEN: &str = "Moment";
pub const ACT: &str = "Prestation";
pub const REASON: &str = "Motif";
pub const REFUSALS: &str = "Refus";
pub const SERVICE: &str = "Service";
pub const UNSAID: &str = "non précisé";
pub const UNSAID_SLOT: &str = "moment non précisé";
pub const UNSAID_ACT: &str = "prestation non précisée";
