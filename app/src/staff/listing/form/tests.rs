//! A listing goes through the form and comes back as it was, or as it was changed.

use domain::demo::fictitious;
use domain::provider::listing::{Kind, Source, Standing};
use domain::values::closed_list::ClosedList;
use domain::{Field, Listing, Territory};
use jiff::civil::{Date, date};

use super::{Teller, filled, parse, reviewed_name, seen_name, source_name};
use crate::staff::listing::Section;
use crate::staff::typed::Typed;

const TODAY: Date = date(2026, 11, 24);

fn territory() -> Territory {
    Territory::paris().unwrap()
}

fn listings() -> Vec<Listing> {
    fictitious(&territory(), 75, 160, date(2026, 11, 23)).collect()
}

fn changed(base: &Listing, fields: &[(&str, &str)]) -> Typed {
    let mut text = form_urlencoded::Serializer::new(String::new());
    let filled = filled(base, TODAY);
    for (name, value) in fields.iter().copied() {
        text.append_pair(name, value);
    }
    for (name, value) in filled.pairs().filter(|(name, _)| !fields.iter().any(|own| own.0 == *name)) {
        text.append_pair(name, value);
    }
    Typed::of_pairs(text.finish().as_bytes())
}

#[test]
fn a_form_that_nobody_touched_changes_nothing() {
    for base in listings() {
        let typed = filled(&base, TODAY);
        for teller in [Teller::City, Teller::Provider] {
            assert_eq!(parse(&typed, &base, &territory(), teller, TODAY).as_ref(), Ok(&base), "{}", base.finess);
        }
    }
}

#[test]
fn what_changes_takes_the_source_of_its_section_and_the_rest_keeps_its_own() {
    let base = &listings()[0];
    let source = source_name(Section::Contact);
    let seen = seen_name(Section::Contact);
    let typed = changed(base, &[("site", "https://exemple.fr"), (&source, "service"), (&seen, "2026-11-20")]);
    let after = parse(&typed, base, &territory(), Teller::City, TODAY).unwrap();
    let provenance = after.provenance(Field::Website).unwrap();
    assert_eq!((provenance.source, provenance.observed), (Source::Provider, date(2026, 11, 20)));
    assert_eq!(Listing { website: base.website.clone(), ..after }, *base);
    let by_itself = changed(base, &[("site", "https://exemple.fr")]);
    let after = parse(&by_itself, base, &territory(), Teller::Provider, TODAY).unwrap();
    assert_eq!(after.provenance(Field::Website).unwrap().observed, TODAY);
}

#[test]
fn a_section_that_was_checked_is_verified_and_its_availability_observed_again() {
    let base = listings().into_iter().find(|own| own.availability.known().is_some()).unwrap();
    let (box_name, seen) = (reviewed_name(Section::Availability), seen_name(Section::Availability));
    let typed = changed(&base, &[(&box_name, "oui"), (&seen, "2026-11-24")]);
    let after = parse(&typed, &base, &territory(), Teller::City, TODAY).unwrap();
    assert_eq!(after.availability.value(), base.availability.value());
    assert_eq!(after.provenance(Field::Availability).unwrap().observed, TODAY);
    assert!(after.provenance(Field::Availability).unwrap().verified.is_some());
}

#[test]
fn each_wrong_field_is_named_and_nothing_is_changed() {
    let base = listings().into_iter().find(|own| own.kind == Kind::HomeHelp).unwrap();
    for (name, value, field) in [
        ("nom", "", "nom"),
        ("siret", "123", "siret"),
        ("telephone", "0143", "telephone"),
        ("courriel", "sans arobase", "courriel"),
        ("courriel", "a@b.fr, c@d.fr", "courriel"),
        ("site", "javascript:alert(1)", "site"),
        ("code-postal", "7501", "code-postal"),
        ("acte", "soins-infirmiers", "acte"),
        ("note-le", "hier", "note-le"),
        ("certification-4-nom", "nf-service", "certification-4-nom"),
        ("delai", "beaucoup", "delai"),
        ("de-mardi-3", "18:00", "de-mardi-3"),
        ("statut", "autre", "statut"),
        ("ferme", "2027-01-01", "ferme"),
    ] {
        let mut fields = vec![(name, value), ("rue", "1 rue A"), ("ville", "Paris"), ("zone-adresse", "75101")];
        let sections: Vec<String> = Section::ALL.iter().map(|own| source_name(*own)).collect();
        fields.extend(sections.iter().map(|source| (source.as_str(), "ville")));
        let errors = parse(&changed(&base, &fields), &base, &territory(), Teller::City, TODAY).unwrap_err();
        assert_eq!(errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), [field], "{name}={value}");
    }
    let unsaid = changed(&base, &[("site", "https://exemple.fr")]);
    let errors = parse(&unsaid, &base, &territory(), Teller::City, TODAY).unwrap_err();
    assert_eq!(errors[0].field, "source-coordonnees");
    let to_come = changed(
        &base,
        &[("site", "https://exemple.fr"), ("source-coordonnees", "ville"), ("appris-coordonnees", "2026-12-01")],
    );
    let errors = parse(&to_come, &base, &territory(), Teller::City, TODAY).unwrap_err();
    assert_eq!(errors[0].field, "appris-coordonnees");
}

#[test]
fn a_provider_can_neither_close_itself_nor_verify_itself() {
    let base = &listings()[0];
    let typed = changed(base, &[("ferme", "2026-11-01"), ("revu-coordonnees", "oui")]);
    let after = parse(&typed, base, &territory(), Teller::Provider, TODAY).unwrap();
    assert_eq!((after.standing, &after), (Standing::Open, base));
}

#[test]
fn a_tariff_is_added_with_its_first_day_changed_or_refused_at_its_field() {
    let base = listings()
        .into_iter()
        .find(|own| {
            own.tariffs.value().is_some_and(|own| own.len() == 1 && own[0].terms().mode.code() == "prestataire")
        })
        .unwrap();
    let said = [("source-tarifs", "service"), ("appris-tarifs", "2026-11-20")];
    let with = |fields: &[(&str, &str)]| {
        let fields: Vec<_> = said.iter().chain(fields).copied().collect();
        parse(&changed(&base, &fields), &base, &territory(), Teller::City, TODAY)
    };
    let added = with(&[("tarif-1-debut", "2027-01-01"), ("tarif-1-aide", "31,20")]).unwrap();
    let tariffs = added.tariffs.value().unwrap();
    assert_eq!(tariffs.len(), 2);
    assert_eq!(tariffs.iter().map(|own| own.terms().from).max(), Some(date(2027, 1, 1)));
    assert_eq!(with(&[("tarif-0-retirer", "oui")]).unwrap().tariffs.known(), None);
    for (fields, field) in [
        (&[("tarif-1-debut", "2027-01-01"), ("tarif-1-mensuel", "12")][..], "tarif-1-mensuel"),
        (&[("tarif-1-debut", "2027-01-01"), ("tarif-1-aide", "trente")], "tarif-1-aide"),
        (&[("tarif-1-aide", "31,20")], "tarif-1-debut"),
        (&[("tarif-0-dimanche", "400")], "tarif-0-dimanche"),
        (&[("tarif-0-nuit", "20"), ("tarif-0-nuit-de", ""), ("tarif-0-nuit-a", "")], "tarif-0-nuit"),
        (&[("tarif-0-nuit", "400"), ("tarif-0-nuit-de", "22:00"), ("tarif-0-nuit-a", "06:00")], "tarif-0-nuit"),
        (&[("tarif-0-alarme", "10001")], "tarif-0-alarme"),
        (&[("tarif-0-menage", "-5")], "tarif-0-menage"),
        (&[("tarif-0-minimum", "9999")], "tarif-0-minimum"),
    ] {
        let errors = with(fields).unwrap_err();
        assert_eq!(errors[0].field, field);
    }
    let same_day = base.tariffs.value().unwrap()[0].terms().from.to_string();
    assert_eq!(with(&[("tarif-1-debut", same_day.as_str())]).unwrap_err()[0].field, "tarif-1-debut");
}
