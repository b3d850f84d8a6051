//! Sheets as a social worker would give them, for the tests and the benchmark of the PDF. Everything is fictitious.

use app::assist::sheet::model::{
    Annex, Block, Section, Sheet, SheetAct, SheetDay, SheetFact, SheetLink, SheetNote, SheetTable, SheetWeek,
};

fn text(text: &str) -> Block {
    Block::Text { text: text.to_owned() }
}

fn strong(text: &str) -> Block {
    Block::Strong { text: text.to_owned() }
}

fn list(title: &str, items: &[&str]) -> Block {
    Block::List { title: title.to_owned(), items: items.iter().map(|item| (*item).to_owned()).collect() }
}

pub fn note(title: &str, text: &str) -> Block {
    Block::Note(SheetNote { title: title.to_owned(), text: text.to_owned(), field: String::new() })
}

fn facts(facts: &[(&str, &[&str])]) -> Block {
    let fact = |(label, lines): &(&str, &[&str])| SheetFact {
        label: (*label).to_owned(),
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
    };
    Block::Facts { facts: facts.iter().map(fact).collect() }
}

fn acts(title: &str, acts: &[(&'static str, &str)]) -> Block {
    let acts = acts.iter().map(|(code, name)| SheetAct { code, name: (*name).to_owned() }).collect();
    Block::Acts { title: title.to_owned(), acts }
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

fn section(title: &str, blocks: Vec<Block>) -> Section {
    Section { title: title.to_owned(), service: None, blocks }
}

/// An address as long as a real one, with the whole need.
fn link(label: &str) -> Option<SheetLink> {
    let need =
        "lieu=14e&jour-1=lun&jour-1=mer&jour-1=ven&de-1=08%3A00&a-1=09%3A30&acte=toilette&acte=repas&acte=courses";
    let url =
        format!("https://quelleaideadom.example/comparer?{need}&services=750000011.750000029.750000037.750000045");
    Some(SheetLink { label: label.to_owned(), url })
}

struct Service {
    title: &'static str,
    address: &'static str,
    telephone: &'static str,
    to_pay: &'static str,
    rows: [[&'static str; 4]; 4],
    total: [&'static str; 4],
    note: Option<&'static str>,
}

const SERVICES: [Service; 4] = [
    Service {
        title: "1. Les Bruyères à domicile",
        address: "12 rue des Plantes-Fictives, 75014 Paris",
        telephone: "01 99 00 12 34",
        to_pay: "Il resterait à payer environ 214,60 € par mois",
        rows: [
            ["Heures de semaine", "19,5 h", "24,58 €", "479,31 €"],
            ["Dimanches et jours fériés", "1,2 h", "30,72 €", "36,86 €"],
            ["Frais de dossier", "", "", "0,00 €"],
            ["APA à domicile (GIR 4)", "", "", "− 301,57 €"],
        ],
        total: ["Reste à payer par mois", "", "", "214,60 €"],
        note: Some(
            "Mme D. a déjà parlé à la responsable de secteur : rappeler jeudi après 14 h.\nPréfère une aide qui parle portugais.",
        ),
    },
    Service {
        title: "2. Association Entraide du Parc Montsouris-Fictif",
        address: "3 bis avenue de l’Observatoire-Imaginaire, 75014 Paris",
        telephone: "01 99 00 56 78",
        to_pay: "Il resterait à payer environ 228,05 € par mois",
        rows: [
            ["Heures de semaine", "19,5 h", "25,10 €", "489,45 €"],
            ["Dimanches et jours fériés", "1,2 h", "31,38 €", "37,66 €"],
            ["Frais de déplacement", "13 visites", "0,19 €", "2,51 €"],
            ["APA à domicile (GIR 4)", "", "", "− 301,57 €"],
        ],
        total: ["Reste à payer par mois", "", "", "228,05 €"],
        note: None,
    },
    Service {
        title: "3. Maison Aubépine",
        address: "81 boulevard Brune-Inventé, 75014 Paris",
        telephone: "01 99 00 90 12",
        to_pay: "Il resterait à payer environ 261,44 € par mois",
        rows: [
            ["Heures de semaine", "19,5 h", "26,60 €", "518,70 €"],
            ["Dimanches et jours fériés", "1,2 h", "36,93 €", "44,31 €"],
            ["Frais de dossier", "", "", "0,00 €"],
            ["APA à domicile (GIR 4)", "", "", "− 301,57 €"],
        ],
        total: ["Reste à payer par mois", "", "", "261,44 €"],
        note: None,
    },
    Service {
        title: "4. Présence et Soins du Sud",
        address: "27 rue Daguerre-Prétendue, 75014 Paris",
        telephone: "01 99 00 34 56",
        to_pay: "Prix à confirmer auprès du service",
        rows: [
            ["Heures de semaine", "19,5 h", "à confirmer", "à confirmer"],
            ["Dimanches et jours fériés", "1,2 h", "à confirmer", "à confirmer"],
            ["Frais de dossier", "", "", "35,00 €"],
            ["APA à domicile (GIR 4)", "", "", "− 301,57 €"],
        ],
        total: ["Reste à payer par mois", "", "", "à confirmer"],
        note: Some("N’a pas encore publié ses tarifs de 2026."),
    },
];

/// Weekdays whole, Saturday in part, Sunday not.
fn week() -> Block {
    let covers = ["full", "full", "full", "full", "full", "partly", "nothing"];
    let days = "LMMJVSD".chars().zip(covers).map(|(letter, cover)| SheetDay { letter, cover }).collect();
    Block::Week(SheetWeek { days, words: "en partie le samedi, pas le dimanche".to_owned() })
}

fn service(service: &Service) -> Section {
    let mut blocks = vec![
        strong(service.to_pay),
        text("Prix 516,17 € par mois, APA − 301,57 €. Après crédit d’impôt : 107,30 €."),
        week(),
        facts(&[
            ("Téléphone", &[service.telephone]),
            ("Peut commencer le", &["lundi 9 novembre 2026"]),
            (
                "À demander",
                &[
                    "Inconnu pour cette demande : les majorations. Qui remplace l’aide pendant ses congés ? Y a-t-il des frais ?",
                ],
            ),
        ]),
    ];
    if service.to_pay.starts_with("Prix à confirmer") {
        blocks.insert(0, Block::Alert { text: "Ne prend personne en ce moment".to_owned() });
    }
    blocks.extend(service.note.map(|text| note("Notes", text)));
    section(service.title, blocks)
}

fn details(service: &Service) -> Section {
    let table = SheetTable {
        caption: "Ce que coûterait ce besoin, par mois".to_owned(),
        head: row(&["Ligne", "Quantité", "Prix", "Montant"]),
        rows: service.rows.iter().map(|cells| row(cells)).collect(),
        total: row(&service.total),
    };
    let facts = facts(&[
        ("Adresse", &[service.address]),
        ("Horaires couverts", &["lundi, mercredi, vendredi de 8 h à 9 h 30", "un dimanche sur deux de 18 h à 19 h"]),
    ]);
    section(service.title, vec![Block::Table(table), facts])
}

/// The same with its arithmetic.
pub fn with_annex() -> Sheet {
    let sections = SERVICES.iter().map(details).collect();
    Sheet { annex: Some(Annex { title: "Annexe : calculs et détails".to_owned(), sections }), ..four_services() }
}

/// Four services with everything that a sheet can contain.
pub fn four_services() -> Sheet {
    let mut sections = vec![section(
        "Le besoin",
        vec![
            facts(&[
                ("Où", &["Paris 14ᵉ"]),
                ("Quand", &["lundi, mercredi, vendredi de 8 h à 9 h 30", "un dimanche sur deux de 18 h à 19 h"]),
            ]),
            acts(
                "Aides demandées",
                &[
                    ("toilette", "Aide à la toilette"),
                    ("repas", "Préparation des repas"),
                    ("courses", "Courses"),
                    ("menage", "Ménage"),
                ],
            ),
        ],
    )];
    sections.extend(SERVICES.iter().map(service));
    Sheet {
        lang: "fr",
        plain: false,
        title: "Services d’aide à domicile pour votre besoin".to_owned(),
        lead: vec![
            "Cette fiche compare quatre services qui interviennent à cette adresse. Le choix vous appartient."
                .to_owned(),
            "Les montants sont des estimations : seul le devis du service l’engage.".to_owned(),
        ],
        sections,
        annex: None,
        link: link("Rouvrir cette comparaison"),
        stamp: vec![
            "Fiche établie le 2 novembre 2026.".to_owned(),
            "Méthode 7, catalogue 3f9a1c, valeurs légales de 2026. Sources : FINESS, déclarations des services."
                .to_owned(),
        ],
    }
}

/// A sheet that is easy to read, with the pictograms of its tasks.
pub fn plain() -> Sheet {
    let service = |service: &Service| {
        section(
            service.title,
            vec![
                strong(service.to_pay),
                facts(&[("Adresse", &[service.address]), ("Téléphone", &[service.telephone])]),
                list("Les questions à poser", &["Qui vient quand l’aide est en vacances ?", "Combien cela coûte ?"]),
            ],
        )
    };
    let mut sections = vec![section(
        "Ce que vous cherchez",
        vec![
            text("Vous cherchez quelqu’un pour vous aider chez vous."),
            facts(&[("Où", &["À Paris, dans le 14ᵉ"]), ("Quand", &["Le lundi, le mercredi et le vendredi, le matin"])]),
            acts(
                "On vous aide pour",
                &[
                    ("toilette", "Vous laver"),
                    ("repas", "Préparer vos repas"),
                    ("courses", "Faire vos courses"),
                    ("menage", "Faire le ménage"),
                ],
            ),
        ],
    )];
    sections.extend(SERVICES.iter().take(2).map(service));
    Sheet {
        lang: "fr",
        plain: true,
        title: "Des services pour vous aider chez vous".to_owned(),
        lead: vec!["Voici 2 services. C’est vous qui choisissez.".to_owned()],
        sections,
        annex: None,
        link: link("Pour revoir cette page sur un téléphone"),
        stamp: vec!["Cette fiche date du 2 novembre 2026.".to_owned()],
    }
}
