//! What of the listings is wanted, as the address of the working list has it: no parameter that is empty or the default.

use domain::provider::listing::{Kind, Source, Standing};
use domain::provider::parts::{ListingPart, PartState};
use domain::values::closed_list::ClosedList;
use domain::{Listing, Zone};
use jiff::civil::Date;

use super::acts::BulkAct;
use crate::routes::StaffPage;
use crate::staff::typed::Typed;

/// Names of the query.
pub const TEXT: &str = "q";
pub const ZONE: &str = "zone";
pub const KIND: &str = "type";
pub const PART: &str = "partie";
pub const CONDITION: &str = "etat";
pub const SOURCE: &str = "source";
pub const HAVING: &str = "avec";
pub const STANDING: &str = "services";
pub const SORT: &str = "tri";
pub const COLUMN: &str = "col";
pub const PAGE: &str = "page";
/// What was just done, and to how many.
pub const DONE: &str = "fait";
/// Letters of a search that are read.
pub const LONGEST: usize = 100;

domain::closed_list! {
    /// How a part of a listing stands.
    Condition {
        Missing = "inconnue",
        NeverVerified = "jamais-verifiee",
        Stale = "perimee",
        /// Never verified, or stale.
        Due = "a-revoir",
        Fresh = "a-jour",
    }
}

impl Condition {
    pub fn holds(self, state: PartState) -> bool {
        match (self, state) {
            (Self::Missing, PartState::Missing)
            | (Self::NeverVerified | Self::Due, PartState::NeverVerified)
            | (Self::Stale | Self::Due, PartState::Stale(_))
            | (Self::Fresh, PartState::Fresh(_)) => true,
            (Self::Missing | Self::NeverVerified | Self::Stale | Self::Due | Self::Fresh, _) => false,
        }
    }
}

domain::closed_list! {
    /// What else a listing has.
    Having {
        /// A remark of the price rules.
        Findings = "prix-a-verifier",
        Draft = "brouillon",
    }
}

domain::closed_list! {
    /// Closed services stand apart.
    Standings {
        Open = "ouverts",
        /// Open, and to be closed on a day that is stated.
        Closing = "ferment",
        Closed = "fermes",
    }
}

impl Standings {
    pub fn holds(self, standing: Standing) -> bool {
        match self {
            Self::Open => standing.is_open(),
            Self::Closing => standing.closes_on().is_some(),
            Self::Closed => !standing.is_open(),
        }
    }
}

domain::closed_list! {
    Sort {
        Name = "nom",
        Oldest = "ancien",
        LeastComplete = "complet",
        Zone = "zone",
        Dearest = "prix",
    }
}

domain::closed_list! {
    /// A column beside the name.
    Column {
        Number = "finess",
        Kind = "type",
        Zone = "zone",
        Street = "rue",
        Phone = "telephone",
        Entity = "entite",
        Complete = "complet",
        Seen = "vue",
        Intake = "accueil",
        Price = "prix",
        ContactsState = "etat-coordonnees",
        ActsState = "etat-taches",
        CoverageState = "etat-horaires",
        PricesState = "etat-prix",
        QualityState = "etat-qualite",
        AvailabilityState = "etat-disponibilite",
    }
}

impl Column {
    pub const DEFAULT: [Self; 5] = [Self::Number, Self::Zone, Self::Complete, Self::Intake, Self::Price];

    /// The part of which it tells the state.
    pub fn part(self) -> Option<ListingPart> {
        match self {
            Self::ContactsState => Some(ListingPart::Contacts),
            Self::ActsState => Some(ListingPart::Acts),
            Self::CoverageState => Some(ListingPart::Coverage),
            Self::PricesState => Some(ListingPart::Prices),
            Self::QualityState => Some(ListingPart::Quality),
            Self::AvailabilityState => Some(ListingPart::Availability),
            Self::Number
            | Self::Kind
            | Self::Zone
            | Self::Street
            | Self::Phone
            | Self::Entity
            | Self::Complete
            | Self::Seen
            | Self::Intake
            | Self::Price => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListQuery {
    pub text: String,
    pub zone: Option<Zone>,
    pub kind: Option<Kind>,
    /// None: any part.
    pub part: Option<ListingPart>,
    pub condition: Option<Condition>,
    /// Who stated some known fact of it.
    pub source: Option<Source>,
    pub having: Option<Having>,
    pub standing: Standings,
    pub sort: Sort,
    pub columns: Vec<Column>,
    pub page: usize,
    pub done: Option<(BulkAct, u32)>,
}

impl Default for ListQuery {
    fn default() -> Self {
        Self {
            text: String::new(),
            zone: None,
            kind: None,
            part: None,
            condition: None,
            source: None,
            having: None,
            standing: Standings::Open,
            sort: Sort::Name,
            columns: Column::DEFAULT.to_vec(),
            page: 1,
            done: None,
        }
    }
}

impl ListQuery {
    /// Of a query string; what cannot be read is left out.
    pub fn parse(query: &str) -> Self {
        let typed = Typed::of_pairs(query.as_bytes());
        let text: String = typed.get(TEXT).chars().take(LONGEST).collect();
        let columns: Vec<Column> =
            Column::ALL.iter().copied().filter(|column| typed.has(COLUMN, column.code())).collect();
        let done = typed.get(DONE).split_once('.');
        Self {
            text: text.trim().to_owned(),
            zone: typed.get(ZONE).parse().ok(),
            kind: Kind::from_code(typed.get(KIND)),
            part: ListingPart::from_code(typed.get(PART)),
            condition: Condition::from_code(typed.get(CONDITION)),
            source: Source::from_code(typed.get(SOURCE)),
            having: Having::from_code(typed.get(HAVING)),
            standing: Standings::from_code(typed.get(STANDING)).unwrap_or(Standings::Open),
            sort: Sort::from_code(typed.get(SORT)).unwrap_or(Sort::Name),
            columns: if columns.is_empty() { Column::DEFAULT.to_vec() } else { columns },
            page: typed.get(PAGE).parse().ok().filter(|page| *page > 0).unwrap_or(1),
            done: done.and_then(|(act, count)| Some((BulkAct::from_code(act)?, count.parse().ok()?))),
        }
    }

    /// Names and values of what is not the default.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let code = |name, code: Option<&'static str>| code.map(|code| (name, code.to_owned()));
        let chosen = [
            (!self.text.is_empty()).then(|| (TEXT, self.text.clone())),
            self.zone.map(|zone| (ZONE, zone.to_string())),
            code(KIND, self.kind.map(ClosedList::code)),
            code(PART, self.part.map(ClosedList::code)),
            code(CONDITION, self.condition.map(ClosedList::code)),
            code(SOURCE, self.source.map(ClosedList::code)),
            code(HAVING, self.having.map(ClosedList::code)),
            code(STANDING, (self.standing != Standings::Open).then_some(self.standing.code())),
            code(SORT, (self.sort != Sort::Name).then_some(self.sort.code())),
        ];
        let columns = if self.columns == Column::DEFAULT { &[][..] } else { &self.columns };
        let columns = columns.iter().map(|column| (COLUMN, column.code().to_owned()));
        let page = (self.page > 1).then(|| (PAGE, self.page.to_string()));
        let done = self.done.map(|(act, count)| (DONE, format!("{}.{count}", act.code())));
        chosen.into_iter().flatten().chain(columns).chain(page).chain(done).collect()
    }

    /// As a query string.
    pub fn encoded(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(self.pairs()).finish()
    }

    pub fn href(&self) -> String {
        StaffPage::Listings(self.encoded()).href()
    }

    /// The same without what was just done.
    #[must_use]
    pub fn settled(&self) -> Self {
        Self { done: None, ..self.clone() }
    }

    /// Another page of the same.
    pub fn at(&self, page: usize) -> Self {
        Self { page, ..self.settled() }
    }

    /// The listings of which a part stands so: of all parts, where none is named.
    pub fn of_part(part: ListingPart, condition: Condition) -> Self {
        Self { part: Some(part), condition: Some(condition), ..Self::default() }
    }

    /// The listings that close on a day that is stated.
    pub fn of_closing() -> Self {
        Self { standing: Standings::Closing, ..Self::default() }
    }

    /// Whether a listing has a part in the condition that is asked for.
    pub(super) fn holds_condition(&self, listing: &Listing, today: Date) -> bool {
        let Some(condition) = self.condition else { return true };
        let parts = ListingPart::ALL.iter().copied().filter(|part| self.part.is_none_or(|asked| asked == *part));
        parts.filter(|part| part.is_asked_of(listing.kind)).any(|part| condition.holds(listing.part_state(part, today)))
    }
}

#[cfg(test)]
mod tests {
    use domain::provider::parts::ListingPart;

    use super::{Column, Condition, ListQuery};

    #[test]
    fn an_address_has_nothing_that_is_empty_or_the_default() {
        let sent = "q=&zone=&type=&partie=prix&etat=perimee&source=&avec=&services=ouverts&tri=nom&col=finess&col=zone&col=complet&col=accueil&col=prix&page=1";
        let query = ListQuery::parse(sent);
        assert_eq!(query, ListQuery::of_part(ListingPart::Prices, Condition::Stale));
        assert_eq!(query.encoded(), "partie=prix&etat=perimee");
        assert_eq!(ListQuery::default().href(), "/gestion/services");
    }

    #[test]
    fn what_an_address_says_is_read_back() {
        let asked = "q=rue+du+canal&zone=75114&type=460&avec=brouillon&services=fermes&tri=ancien&col=finess&col=rue&page=3&fait=verifier-prix.12";
        let query = ListQuery::parse(asked);
        assert_eq!(query.encoded(), asked);
        assert_eq!(query.columns, [Column::Number, Column::Street]);
        assert_eq!(ListQuery::parse(&query.encoded()), query);
        assert!(ListQuery::parse("zone=Paris&type=9&page=0&fait=rien").encoded().is_empty());
    }
}
