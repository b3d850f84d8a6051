//! Addresses of every release, and what a form without a script sends.

use domain::need::Criterion;
use domain::{Need, Territory};
use jiff::civil::{Date, date};

use super::NeedForm;
use crate::text::{Lang, Words};

const TODAY: Date = date(2026, 11, 23);

fn french() -> Words {
    Words::of(Lang::French)
}

fn errors(query: &str) -> Vec<String> {
    let paris = Territory::paris().expect("the embedded territory is valid");
    let parsed = NeedForm::from_query(query).parse(french(), &paris, TODAY);
    parsed.err().into_iter().flatten().map(|error| error.field).collect()
}

fn parsed(query: &str) -> Option<Need> {
    let paris = Territory::paris().expect("the embedded territory is valid");
    NeedForm::from_query(query).parse(french(), &paris, TODAY).ok()
}

#[test]
fn a_query_comes_back_as_it_was() {
    let query = "lieu=14e&debut=2026-12-01&quand=lun_dim.0800-0930&quand=lun-ven.1200-1300.menage&aide=compagnie\
                 &acte=toilette&indispensable=toilette&mode=prestataire&habilitation=oui&public=fin-de-vie&langue=arabe\
                 &poids-prix=7&page=2";
    assert_eq!(NeedForm::from_query(query).to_query(), query);
}

#[test]
fn an_address_of_before_is_the_same_need_and_a_shorter_address() {
    for (before, now) in [
        (
            "lieu=14e&debut=2026-12-01&jour-1=lun&jour-1=dim&de-1=08%3A00&a-1=09%3A30&pour-1=aide&acte=toilette",
            "lieu=14e&debut=2026-12-01&quand=lun_dim.0800-0930&acte=toilette",
        ),
        (
            "lieu=14e&debut=&jour-1=mar&de-1=14:00&a-1=16:00&pour-1=menage&de-2=&a-2=&pour-2=aide&acte=menage&acte=courses",
            "lieu=14e&quand=mar.1400-1600.menage&aide=menage",
        ),
        (
            "lieu=19e&acte=garde-de-nuit&jour-3=ven&de-3=21:00&a-3=07:00&poids-prix=4&poids-horaires=3&page=1&mode=prestataire\
          &mode=mandataire&mode=mise-a-disposition",
            "lieu=19e&quand=ven.2100-0700&acte=garde-de-nuit",
        ),
        ("lieu=75014&semaine=menage&langue=", "lieu=75014&quand=mar_ven.1400-1600.menage"),
        ("lieu=14e&jour-1=lun&de-1=8h&a-1=09:00&pour-1=aide", "lieu=14e&jour-1=lun&de-1=8h&a-1=09%3A00&pour-1=aide"),
    ] {
        assert_eq!(NeedForm::from_query(before).to_query(), now);
        assert_eq!(parsed(now), parsed(before), "{before}");
    }
}

#[test]
fn what_a_form_without_a_script_sends_is_the_same_need() {
    for (sent, now) in [
        (
            "lieu=&zone=14e&depart=tot&debut=2026-12-01&pour=aide&case=lun-matin&case=mar-matin&jour-1=&de-1=&a-1=",
            "lieu=14e&quand=lun_mar.0800-0900",
        ),
        ("lieu=75014&zone=15e&depart=date&debut=2026-12-01", "lieu=75014&debut=2026-12-01"),
        (
            "lieu=14e&pour=menage&case=lun-soir&case=mar-soir.aide",
            "lieu=14e&quand=lun.1900-2000.menage&quand=mar.1900-2000",
        ),
        ("lieu=14e&case=ven-nuit&case=sam-nuit", "lieu=14e&quand=ven_sam.2100-0700"),
        (
            "lieu=14e&case=lun-matin&case=mar-matin&jour-1=lun&de-1=07:30&a-1=08:15",
            "lieu=14e&quand=lun.0730-0815&quand=mar.0800-0900",
        ),
        ("lieu=14e&case=ven-nuit&jour-1=sam&de-1=06:00&a-1=08:00", "lieu=14e&quand=sam.0600-0800"),
        ("lieu=14e&case=lun-minuit&semaine=aucune", "lieu=14e"),
        ("lieu=14e&case=lun-matin&semaine=aucune", "lieu=14e"),
    ] {
        assert_eq!(NeedForm::from_query(sent).to_query(), now, "{sent}");
    }
}

#[test]
fn a_tile_is_its_acts_and_hospital_is_what_is_usual_then() {
    let codes = |query: &str| NeedForm::from_query(query).wished.join(" ");
    assert_eq!(codes("aide=menage&acte=toilette"), "menage courses toilette");
    assert_eq!(codes("aide=hopital"), "toilette repas transferts");
    assert_eq!(codes("aide=hopital&acte=toilette"), "toilette", "what is ticked beside it is what is meant");
    assert_eq!(codes("acte=menage&aide=menage"), "menage courses");
    for query in [
        "aide=hopital",
        "aide=hopital&acte=toilette",
        "aide=menage&aide=hopital",
        "aide=menage&aide=compagnie&acte=repas",
    ] {
        let form = NeedForm::from_query(&format!("lieu=14e&{query}"));
        assert_eq!(form.to_query(), format!("lieu=14e&{query}"));
        assert_eq!(NeedForm::from_query(&form.to_query()), form);
    }
    assert_eq!(errors("lieu=14e&aide=danse"), ["acte"]);
}

#[test]
fn a_start_that_is_hardly_meant_gets_a_word_and_still_opens() {
    let notice = |start: &str| {
        let form = NeedForm::from_query(&format!("lieu=14e&debut={start}"));
        assert!(form.parse(french(), &Territory::paris().expect("the embedded territory is valid"), TODAY).is_ok());
        form.start_notice(french(), TODAY)
    };
    assert!(notice("2022-01-01").is_some_and(|words| words.contains("déjà passé")));
    assert!(notice("2026-11-22").is_some_and(|words| words.contains("23 novembre 2026")));
    assert!(notice("2099-12-31").is_some_and(|words| words.contains("est loin")));
    for usual in ["", "2026-11-23", "2027-12-31"] {
        assert_eq!(notice(usual), None, "{usual}");
    }
}

#[test]
fn rows_are_numbered_as_the_page_writes_them() {
    assert_eq!(errors("lieu=14e&case=lun-matin&jour-2=mar&de-2=8h&a-2=09:00"), ["de-1"]);
    assert_eq!(errors("lieu=14e&quand=lun.0800-0900&quand=mar.8h-9h"), ["de-1"]);
    let many: String = (10..24).map(|hour| format!("&quand=lun.{hour}00-{hour}30")).collect();
    assert_eq!(errors(&format!("lieu=14e{many}")), ["jour-1"]);
}

#[test]
fn a_day_written_as_the_french_do_is_kept_as_a_field_of_dates_has_it() {
    assert_eq!(NeedForm::from_query("lieu=14e&debut=01/03/2027").to_query(), "lieu=14e&debut=2027-03-01");
}

#[test]
fn a_usual_week_replaces_the_slots_and_keeps_the_rest() {
    let paris = Territory::paris().expect("the embedded territory is valid");
    for (week, visits) in [("matins", 7), ("midi-et-soir", 14), ("menage", 2), ("nuits", 14)] {
        let query = format!("lieu=14e&jour-1=lun&de-1=10%3A00&a-1=11%3A00&acte=toilette&poids-prix=7&semaine={week}");
        let form = NeedForm::from_query(&query);
        let need = form.parse(french(), &paris, TODAY).expect("a need");
        assert_eq!(need.terms().visits.len(), visits, "{week}");
        assert_eq!((form.zone.as_str(), form.wished.len(), form.weights[Criterion::Price].as_str()), ("14e", 1, "7"));
        assert!(!form.to_query().contains("semaine"), "the address has the slots themselves");
    }
    assert_eq!(NeedForm::from_query("lieu=14e&semaine=x").slots.len(), 0);
}

#[test]
fn each_wrong_field_is_named_and_nothing_else() {
    assert!(errors("lieu=75014").is_empty());
    assert!(errors("lieu=75014&utm_source=x&debut=").is_empty());
    assert!(errors("lieu=75014&amp;debut=1er+mars+2027").is_empty());
    assert_eq!(errors("lieu=75014&amp;acte=danse"), ["acte"], "not another need");
    assert_eq!(errors("lieu=75014-75015"), ["lieu"]);
    assert_eq!(errors("lieu=75014+Lyon"), ["lieu"]);
    assert_eq!(errors("lieu=14e&debut=01/03/27"), ["debut"]);
    assert_eq!(errors(""), ["lieu"]);
    assert_eq!(errors("lieu=33000"), ["lieu"]);
    assert_eq!(errors("lieu=14&debut=demain"), ["debut"]);
    assert_eq!(errors("lieu=14&debut=1999-01-01"), ["debut"]);
    assert_eq!(errors("lieu=14&jour-1=lun&de-1=8h&a-1=09:00"), ["de-1"]);
    assert_eq!(errors("lieu=14&jour-1=lun&de-1=08:00"), ["a-1"]);
    assert_eq!(errors("lieu=14&de-2=08:00&a-2=09:00"), ["jour-1"]);
    assert_eq!(errors("lieu=14&jour-1=lun&de-1=09:00&a-1=09:00"), ["a-1"]);
    assert_eq!(errors("lieu=14&jour-1=lun&de-1=08:00&a-1=10:00&jour-2=lun&de-2=09:00&a-2=11:00"), ["jour-1"]);
    assert_eq!(errors("lieu=14&acte=danse&mode=autre&public=x"), ["acte", "mode", "public"]);
    assert_eq!(errors("lieu=14&poids-prix=11&poids-horaires=-1"), ["poids-prix", "poids-horaires"]);
    assert_eq!(errors("lieu=14&poids-prix=0&poids-horaires=0&poids-prestations=0"), ["poids-prix"]);
    assert_eq!(errors("lieu=14&poids-prix=0&acte=menage&poids-prestations=0"), ["poids-prix"]);
    assert_eq!(errors("lieu=14&jour-13=lun&de-13=08:00&a-13=09:00"), ["jour-1"]);
    assert_eq!(errors("lieu=x&acte=y&debut=z"), ["lieu", "debut", "acte"]);
}

#[test]
fn a_place_that_is_not_certain_is_asked_again_and_says_why() {
    let paris = Territory::paris().expect("the embedded territory is valid");
    let message_for = |place: &str| {
        let form = NeedForm { zone: place.to_owned(), ..NeedForm::default() };
        form.parse(french(), &paris, TODAY).err().map(|errors| errors[0].message.clone()).unwrap_or_default()
    };
    for (place, message) in [
        ("75014-75015", "nomme plusieurs arrondissements : 14e, 15e"),
        ("75014 Lyon", "n’est pas à Paris, et ce site compare les services de Paris seulement"),
        ("92200", "n’est pas à Paris"),
        ("Neuilly", "services de Paris seulement"),
        ("Paris", "Indiquez un arrondissement de Paris"),
        ("", "Indiquez un arrondissement de Paris"),
    ] {
        let words = message_for(place).replace(['\u{a0}', '\u{202f}'], " ");
        assert!(words.contains(message), "{place}: {words}");
    }
    for place in ["75014", "Paris (75014)", "14 ème", "XIVe", "14°", "Paris-14e"] {
        assert_eq!(message_for(place), "", "{place}");
    }
}

#[test]
fn a_visit_past_midnight_is_two_visits() {
    let paris = Territory::paris().expect("the embedded territory is valid");
    let form = NeedForm::from_query("lieu=14&jour-1=dim&de-1=22:00&a-1=06:00");
    let need = form.parse(french(), &paris, TODAY).expect("a need");
    let visits: Vec<_> = need
        .terms()
        .visits
        .iter()
        .map(|visit| (visit.weekday.position(), visit.time.start(), visit.time.end()))
        .collect();
    assert_eq!(visits, [(0, 0, 360), (6, 1320, 1440)]);
    let whole_day =
        NeedForm::from_query("lieu=14&jour-1=dim&de-1=00:00&a-1=00:00").parse(french(), &paris, TODAY).expect("a need");
    assert_eq!(whole_day.terms().visits[0].time.minutes(), 1440);
}

#[cfg(not(target_arch = "wasm32"))]
mod round_trip {
    use proptest::prelude::*;

    use super::{NeedForm, parsed};

    /// A name and a value that a form may send, right or wrong.
    fn pair() -> impl Strategy<Value = String> {
        prop_oneof![
            "case=(lun|mar|ven|dim)-(matin|midi|soir|nuit)(\\.(aide|menage))?",
            "quand=(lun-ven|sam_dim|mer)\\.(0800-0900|2100-0700|0715-0800)(\\.menage)?",
            "jour-[123]=(lun|mar|dim|x)",
            "(de|a)-[123]=(07:30|09:00|22:00|24:00|8h)?",
            "pour(-[12])?=(aide|menage)",
            "acte=(toilette|repas|menage|courses|danse)",
            "aide=(hopital|menage|compagnie)",
            "(lieu|zone)=(14e|15e)?",
            "(depart=(tot|date)|debut=(2026-12-01|1er mars 2027)?)",
            "(mode=(prestataire|mandataire|mise-a-disposition)|poids-prix=(4|7)|page=[12]|semaine=(nuits|aucune))",
        ]
    }

    proptest! {
        #[test]
        fn an_address_made_short_is_the_same_form(pairs in proptest::collection::vec(pair(), 0..12)) {
            let sent = pairs.join("&");
            let short = NeedForm::from_query(&sent).to_query();
            prop_assert_eq!(NeedForm::from_query(&short).to_query(), short.clone(), "{}", sent);
            prop_assert_eq!(parsed(&short), parsed(&sent), "{} {}", sent, short);
            prop_assert!(!short.contains("=&") && !short.ends_with('='));
        }
    }
}
