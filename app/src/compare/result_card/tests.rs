//! The card of each group, in each case.

use domain::aids::{AidRules, Situation};
use domain::compare;
use domain::demo::shipped;
use domain::provider::acts::{Act, Mode};
use domain::provider::listing::{Availability, Fact, Habilitation, Intake, Kind, Known, Listing, Provenance, Source};
use domain::provider::tariff::{Surcharges, Tariff, TariffTerms};
use domain::ranking::comparison::{Comparison, Part};
use domain::time::hours::{DAY, Interval, OpenHours};
use domain::{ActSet, BasisPoints, Catalogue, Cents, Finess, Need, Parameters, Phone, Territory};
use jiff::civil::{Date, date};
use leptos::prelude::*;

use super::Card;
use crate::aids::form::SituationForm;
use crate::need::form::NeedForm;
use crate::routes::Page;
use crate::text::{Lang, Words};

const TODAY: Date = date(2026, 11, 23);
const SEEN: Date = date(2026, 11, 22);
const MORNINGS: &str = "lieu=14e&acte=toilette&semaine=matins";

fn french() -> Words {
    Words::of(Lang::French)
}

fn paris() -> Territory {
    Territory::paris().expect("the territory is read")
}

fn known<T>(value: T) -> Fact<T> {
    Fact::new(value, Provenance { source: Source::City, observed: SEEN, verified: None })
}

fn finess() -> Finess {
    "990000001".parse().expect("a number of FINESS")
}

fn terms(mode: Mode) -> TariffTerms {
    TariffTerms {
        from: date(2026, 1, 1),
        mode,
        care_hour: Some(Cents(2_500)),
        household_hour: Some(Cents(2_400)),
        care_vat: None,
        household_vat: None,
        surcharges: Surcharges {
            saturday: Some(BasisPoints(0)),
            sunday: Some(BasisPoints(0)),
            holiday: Some(BasisPoints(0)),
            ..Surcharges::default()
        },
        minimum_minutes: 0,
        monthly_fee: Cents(0),
        opening_fee: Cents(0),
        meal: None,
        remote_alarm_month: None,
    }
}

fn with_tariff(terms: TariffTerms) -> Fact<Vec<Tariff>> {
    known(vec![terms.try_into().expect("a lawful tariff")])
}

/// A service that suits, of which everything that a card shows is known.
fn service() -> Listing {
    let provenance = Provenance { source: Source::City, observed: SEEN, verified: None };
    let name = Known { value: "Domicile des Pervenches".to_owned(), provenance };
    Listing {
        phone: known(Phone::try_from("0143369977".to_owned()).expect("a number")),
        zones: known(paris().zones_of("75114".parse().expect("a zone"))),
        acts: known([Act::Washing, Act::Meals].into_iter().collect::<ActSet>()),
        hours: known(OpenHours::always()),
        tariffs: with_tariff(terms(Mode::Prestataire)),
        habilitation: known(Habilitation::NotHeld),
        availability: known(Availability { intake: Intake::Closed, days_to_start: None }),
        ..Listing::bare(finess(), Kind::HomeHelp, name)
    }
}

/// Every day from 0 h to 24 h except the last `closed` days of the week.
fn closed_at_the_end(closed: usize, holidays: bool) -> Fact<OpenHours> {
    let day = Interval::new(0, DAY).expect("a day");
    let open = |at: usize| if at < 7 - closed { vec![day] } else { Vec::new() };
    known(OpenHours::new(std::array::from_fn(open), holidays))
}

struct List {
    comparison: Comparison,
    catalogue: Catalogue,
    query: String,
}

fn list(listings: Vec<Listing>, query: &str, situation: Option<&str>) -> List {
    let (territory, parameters, catalogue) = (paris(), Parameters::embedded(), Catalogue::new(listings));
    let form = NeedForm::from_query(query);
    let need: Need = form.parse(french(), &territory, TODAY).expect("a need");
    let situation: Option<Situation> =
        situation.map(|body| SituationForm::from_body(body).parse(french()).expect("a situation"));
    let rules = situation.map(|situation| AidRules::on(&parameters, TODAY, &situation).expect("the law of the day"));
    let part = Part { count: 20, excluded: 0, ..Part::EVERYTHING };
    let comparison = compare(&catalogue, &territory, &need, rules.as_ref(), &parameters, TODAY, part);
    List { comparison, catalogue, query: form.to_query() }
}

impl List {
    fn html_for(&self, card: Card<'_>) -> String {
        let ranked = self.comparison.ranked().map(|entry| card.ranked(entry).to_html());
        let unsure = self.comparison.to_confirm.iter().map(|entry| card.to_confirm(entry).to_html());
        ranked.chain(unsure).collect()
    }

    fn card(&self, t: Words) -> Card<'_> {
        Card {
            t,
            comparison: &self.comparison,
            catalogue: &self.catalogue,
            language: "",
            need_query: &self.query,
            chosen: &[],
            tick_form: "besoin",
            extras: super::CardExtras::default(),
        }
    }

    fn html(&self, t: Words) -> String {
        self.html_for(self.card(t))
    }
}

/// The card of one service in French, its text without tags.
fn text(listing: Listing, query: &str, situation: Option<&str>) -> String {
    let html = list(vec![listing], query, situation).html(french());
    assert!(html.starts_with("<li"), "the service is listed: {html}");
    let mut text = String::new();
    let mut within = false;
    for c in html.replace("</li>", " | ").replace("</p>", " | ").chars() {
        match c {
            '<' => within = true,
            '>' => within = false,
            c if !within => text.push(if matches!(c, '\u{a0}' | '\u{202f}') { ' ' } else { c }),
            _ => {}
        }
    }
    text
}

#[track_caller]
fn says(text: &str, sentences: &[&str]) {
    for sentence in sentences {
        assert!(text.contains(sentence), "{sentence:?} is not in {text}");
    }
}

#[test]
fn a_service_that_suits_says_its_month_its_hour_and_what_it_covers() {
    let text = text(service(), MORNINGS, None);
    says(&text, &["1 Domicile des Pervenches", "Ne prend personne (22 nov.)", "Le service emploie"]);
    says(&text, &["760 € par mois 25,00 €/h", "✓ toutes vos heures", "✓ toilette et habillage"]);
    says(&text, &["Appeler 01 43 36 99 77", "Détails", "Comparer", "Pourquoi ce rang", "sur 100, importance 4"]);
    assert!(!text.contains('?') && !text.contains('✗'), "{text}");
}

#[test]
fn few_prices_are_no_distribution() {
    let one = list(vec![service()], MORNINGS, None).html(french());
    assert!(!one.contains("spark") && !one.contains("de la liste"), "{one}");
    let all = list(shipped(&paris(), TODAY).collect(), MORNINGS, None).html(french());
    assert!(all.contains("spark") && all.contains("Prix parmi les moins chers de la liste."), "{all}");
}

#[test]
fn a_service_leads_to_its_page_with_the_need_and_can_be_ticked() {
    let of = list(vec![service()], MORNINGS, None);
    let html = of.html(french());
    assert!(html.contains(r#"data-finess="990000001""#), "{html}");
    let page = |lang| Page::Service(finess()).href(lang);
    assert_eq!(html.matches(&format!("href=\"{}?lieu=14e&amp;", page(Lang::French))).count(), 2, "{html}");
    assert!(html.contains(r#"name="service" value="990000001" form="besoin""#) && !html.contains("checked"), "{html}");
    let chosen = [finess()];
    let ticked = of.html_for(Card { chosen: &chosen, need_query: "", ..of.card(Words::of(Lang::English)) });
    assert!(ticked.contains("checked") && ticked.contains(&format!("href=\"{}\"", page(Lang::English))), "{ticked}");
}

#[test]
fn where_some_hours_are_not_covered_the_hour_is_the_large_price() {
    let listing = Listing { hours: closed_at_the_end(2, false), ..service() };
    let html = list(vec![listing.clone()], MORNINGS, None).html(french());
    assert!(html.contains("<strong>25,00\u{a0}€</strong>/h"), "{html}");
    let text = text(listing, MORNINGS, None);
    says(&text, &["par mois pour ces heures", "✗ pas le samedi, le dimanche ni les jours fériés"]);
    assert!(!text.contains("dans l’année"), "{text}");
}

#[test]
fn the_card_names_the_employer_and_its_reasons_give_the_whole_sentence() {
    let of = |mode| Listing { tariffs: with_tariff(terms(mode)), ..service() };
    let mandataire = text(of(Mode::Mandataire), MORNINGS, None);
    says(&mandataire, &["· Vous êtes l’employeur", "Vous êtes l’employeur, le service vous aide (mandataire)."]);
    let placement = text(of(Mode::Placement), MORNINGS, None);
    says(
        &placement,
        &["· Une association prête un salarié", "Une association vous prête un salarié (mise à disposition)."],
    );
}

#[test]
fn an_unknown_price_is_marked_in_words() {
    let no_tariff = text(Listing { tariffs: Fact::Unknown, ..service() }, MORNINGS, None);
    says(
        &no_tariff,
        &["Prix : on ne sait pas encore", "Ce que l’on sait déjà", "Prixon ne sait pas encore, importance 4"],
    );
    assert!(!no_tariff.contains("Pourquoi ce rang"), "{no_tariff}");
    let no_hour = TariffTerms { care_hour: None, ..terms(Mode::Prestataire) };
    let no_hour = text(Listing { tariffs: with_tariff(no_hour), ..service() }, MORNINGS, None);
    says(&no_hour, &["Prix de ces heures : on ne sait pas encore", "? aide à la personne : prix à demander"]);
}

#[test]
fn a_surcharge_that_is_not_stated_makes_the_price_a_least_one() {
    let surcharges = Surcharges { sunday: None, ..terms(Mode::Prestataire).surcharges };
    let tariff = TariffTerms { surcharges, ..terms(Mode::Prestataire) };
    let text = text(Listing { tariffs: with_tariff(tariff), ..service() }, MORNINGS, None);
    says(&text, &["à partir de 760 € par mois", "? dimanche : prix à demander"]);
}

#[test]
fn unknown_hours_and_tasks_are_asked_for() {
    let text = text(Listing { hours: Fact::Unknown, acts: Fact::Unknown, ..service() }, MORNINGS, None);
    says(&text, &["? horaires : on ne sait pas encore", "? tâches : on ne sait pas encore", "760 € par mois"]);
}

#[test]
fn a_task_that_it_does_not_do_is_named() {
    let text = text(service(), &format!("{MORNINGS}&acte=courses&acte=repas"), None);
    says(&text, &["✗ ne fait pas : courses"]);
    let all = self::text(service(), &format!("{MORNINGS}&acte=repas"), None);
    says(&all, &["✓ vos 2 tâches"]);
}

#[test]
fn what_else_is_not_known_is_one_short_line() {
    let listing = Listing { zones: Fact::Unknown, habilitation: Fact::Unknown, ..service() };
    let text = text(listing, &format!("{MORNINGS}&habilitation=oui"), None);
    says(&text, &["? à demander : s’il vient dans cet arrondissement, s’il accepte l’aide sociale"]);
}

#[test]
fn whether_it_takes_people_is_shown_with_its_date_and_when_it_can_start() {
    let of = |intake, days_to_start| {
        let listing = Listing { availability: known(Availability { intake, days_to_start }), ..service() };
        text(listing, MORNINGS, None)
    };
    says(&of(Intake::Open, Some(12)), &["Places libres (22 nov.)", "· dès le 5 déc."]);
    assert!(!of(Intake::Open, None).contains("Peut commencer"));
    says(&of(Intake::WaitingList, None), &["Liste d’attente (22 nov.)"]);
    says(&text(Listing { availability: Fact::Unknown, ..service() }, MORNINGS, None), &["Places : à demander"]);
}

#[test]
fn what_remains_to_pay_is_the_large_figure_where_the_situation_is_given() {
    let of = list(vec![service()], MORNINGS, Some("ressources=1500&gir=3"));
    let html = of.html(french());
    assert!(html.contains(r#"class="money""#) && html.contains(r#"class="aids""#), "{html}");
    let text = text(service(), MORNINGS, Some("ressources=1500&gir=3"));
    says(&text, &["À payer ", " par mois 25,00 €/h", "aides ", " · après crédit d’impôt "]);
    assert!(!text.contains("760 €"), "{text}");
}

#[test]
fn an_unknown_gir_puts_no_range_on_the_card() {
    let of = list(vec![service()], MORNINGS, Some("ressources=1500&gir=inconnu"));
    assert!(of.comparison.by_gir.is_some(), "the table above the list has the amounts");
    let text = text(service(), MORNINGS, Some("ressources=1500&gir=inconnu"));
    says(&text, &["760 € par mois"]);
    assert!(!text.contains("entre") && !text.contains("À payer") && !text.contains("à vérifier"), "{text}");
}

#[test]
fn what_remains_to_pay_is_marked_to_be_checked_where_it_is_unknown() {
    let listing = Listing { tariffs: with_tariff(terms(Mode::Mandataire)), ..service() };
    let text = text(listing, MORNINGS, Some("ressources=1500&gir=3"));
    says(&text, &["760 € par mois", "reste à payer : à vérifier"]);
}

#[test]
fn without_hours_the_price_is_that_of_a_weekday_hour_with_the_fees() {
    let tariff = TariffTerms { monthly_fee: Cents(2_500), opening_fee: Cents(5_000), ..terms(Mode::Mandataire) };
    let text = text(Listing { tariffs: with_tariff(tariff), ..service() }, "lieu=14e&acte=toilette", None);
    says(&text, &["25,00 € l’heure en semaine", "+ 25 € de frais par mois", "+ 50 € de frais, une fois"]);
    assert!(!text.contains("heures"), "{text}");
}

#[test]
fn flat_acts_have_the_price_of_a_month() {
    let tariff = TariffTerms { meal: Some(Cents(950)), ..terms(Mode::Prestataire) };
    let acts = known([Act::MealDelivery].into_iter().collect::<ActSet>());
    let listing = Listing { tariffs: with_tariff(tariff), acts, ..service() };
    says(&text(listing, "lieu=14e&acte=portage-repas", None), &["285,00 € par mois (30 repas livrés)"]);
}

#[test]
fn a_service_that_gives_nursing_too_is_a_card_like_another() {
    let acts = known([Act::Washing, Act::Nursing].into_iter().collect::<ActSet>());
    let listing = Listing { kind: Kind::HelpAndNursing, acts, ..service() };
    says(&text(listing, &format!("{MORNINGS}&acte=soins-infirmiers"), None), &["✓ vos 2 tâches", "760 € par mois"]);
}

#[test]
fn a_language_that_is_asked_for_is_answered() {
    let listing = Listing { languages: known(vec!["arabe".to_owned(), "portugais".to_owned()]), ..service() };
    let of = list(vec![listing], MORNINGS, None);
    let html = of.html_for(Card { language: "arabe", ..of.card(Words::of(Lang::English)) });
    assert!(html.contains(r#"Speaks <span lang="fr">arabe, portugais</span>"#), "{html}");
    let of = list(vec![service()], MORNINGS, None);
    let html = of.html_for(Card { language: "arabe", ..of.card(french()) });
    assert!(html.contains("Langues\u{202f}: on ne sait pas encore"), "{html}");
}

#[test]
fn plain_french_has_no_points() {
    let html = list(vec![service()], MORNINGS, None).html(Words::of(Lang::Plain));
    assert!(!html.contains("sur 100") && html.contains("très bien"), "{html}");
}

#[test]
fn twenty_cards_are_light_and_bear_no_inline_style() {
    for (what, query, situation) in [
        ("mornings", MORNINGS, None),
        ("mornings with aids", MORNINGS, Some("ressources=1500&gir=3")),
        ("nights", "lieu=14e&acte=toilette&acte=repas&semaine=nuits", None),
        ("meals delivered", "lieu=14e&acte=portage-repas", None),
    ] {
        let of = list(shipped(&paris(), TODAY).collect(), query, situation);
        for lang in Lang::ALL {
            let html = of.html(Words::of(lang));
            println!("{what}, {}: {} bytes", lang.name(), html.len());
            assert!(html.matches("<li data-finess=").count() >= 15, "a whole page");
            // With a situation each card shows the law behind its figures.
            let most = if situation.is_some() { 160_000 } else { 48_000 };
            assert!(html.len() <= most, "{what}: {} bytes", html.len());
            assert!(!html.contains("style=") && !html.contains("class=\"\""), "{html}");
        }
    }
}
