//! Rows of the database that this program cannot read: a screen leaves them out, and names them.

use domain::closed_list;
use domain::values::closed_list::ClosedList;
use leptos::prelude::*;

use crate::text::staff as say;

closed_list! {
    /// What a row holds.
    RowKind {
        Account = "account",
        AccountEvent = "line of the journal of accounts",
        Act = "act of the staff",
        Answer = "answer to report",
        Assignment = "assignment",
        Campaign = "campaign",
        Completeness = "completeness of",
        Dossier = "dossier of",
        Dismissal = "remark set aside of",
        Contact = "contact of a dossier",
        Draft = "draft",
        File = "file of a dossier",
        Import = "import",
        Letter = "letter",
        Link = "link",
        Listing = "listing",
        Note = "note of a dossier",
        Origin = "origin of a version of",
        Outline = "outline of zone",
        PartDay = "state of parts of",
        Preview = "waiting file",
        Refusal = "count of refusals of",
        RefusalDay = "days of refusals of",
        Reminder = "reminder",
        Report = "report",
        ReportEvent = "event of report",
        Return = "return of draft",
        Revision = "revision",
        Search = "count of searches of",
        Session = "session",
        Street = "street",
        TypedForm = "form kept of",
        Value = "value of the law",
    }
}

/// One such row, by its key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnreadableRow {
    pub kind: RowKind,
    pub key: String,
}

impl UnreadableRow {
    pub fn new(kind: RowKind, key: impl ToString) -> Self {
        Self { kind, key: key.to_string() }
    }
}

impl std::fmt::Display for UnreadableRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.kind.code(), self.key)
    }
}

fn in_french(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Account => "compte",
        RowKind::AccountEvent => "ligne du journal des comptes",
        RowKind::Act => "acte",
        RowKind::Answer => "réponse au signalement",
        RowKind::Assignment => "attribution",
        RowKind::Campaign => "campagne",
        RowKind::Completeness => "complétude du",
        RowKind::Dismissal => "remarque écartée de la fiche",
        RowKind::Contact => "contact d’un dossier",
        RowKind::Dossier => "dossier de",
        RowKind::File => "pièce d’un dossier",
        RowKind::Note => "note d’un dossier",
        RowKind::Reminder => "rappel",
        RowKind::Draft => "brouillon",
        RowKind::Import => "import",
        RowKind::Letter => "courrier",
        RowKind::Link => "lien",
        RowKind::Listing => "fiche",
        RowKind::Origin => "origine d’une version de la fiche",
        RowKind::Outline => "contour de la zone",
        RowKind::PartDay => "état des parties du",
        RowKind::Preview => "fichier en attente",
        RowKind::Refusal => "compte des refus de",
        RowKind::RefusalDay => "jours de refus de",
        RowKind::Report => "signalement",
        RowKind::ReportEvent => "suite du signalement",
        RowKind::Return => "renvoi du brouillon",
        RowKind::Revision => "version",
        RowKind::Search => "compte des recherches de",
        RowKind::Session => "connexion",
        RowKind::Street => "rue",
        RowKind::TypedForm => "saisie gardée de",
        RowKind::Value => "valeur de la loi",
    }
}

/// Rows named at most; the rest are counted.
const NAMED: usize = 10;

/// The notice at the top of a screen that leaves rows out; nothing where there are none.
pub fn notice(rows: &[UnreadableRow]) -> Option<AnyView> {
    let (first, last) = rows.split_at(rows.len().min(NAMED));
    let lines = first.iter().map(|row| view! { <li>{format!("{} {}", in_french(row.kind), row.key)}</li> }.into_any());
    let lines: Vec<AnyView> = lines.collect();
    let more =
        (!last.is_empty()).then(|| view! { <p>{say::fill(say::UNREADABLE_MORE, &[&last.len()])}</p> }.into_any());
    (!rows.is_empty()).then(|| {
        view! {
            <div class="error-summary" role="alert">
                <h2>{say::UNREADABLE}</h2>
                <ul>{lines}</ul>
                {more}
                <p>{say::UNREADABLE_WHAT}</p>
            </div>
        }
        .into_any()
    })
}

#[cfg(test)]
mod tests {
    use leptos::prelude::RenderHtml;

    use super::{RowKind, UnreadableRow, notice};

    #[test]
    fn rows_that_cannot_be_read_are_named_and_those_past_ten_counted() {
        let rows: Vec<UnreadableRow> = (1..=12).map(|number| UnreadableRow::new(RowKind::Report, number)).collect();
        let written = notice(&rows).map(RenderHtml::to_html).unwrap_or_default();
        assert!(written.contains("<li>signalement 1</li>") && written.contains("<li>signalement 10</li>"));
        assert!(!written.contains("signalement 11") && written.contains('2'), "{written}");
        assert!(notice(&[]).is_none());
        assert_eq!(rows[0].to_string(), "report 1");
    }
}
