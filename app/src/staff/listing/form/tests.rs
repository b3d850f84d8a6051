//! A listing goes through the form and comes back as it was, or as it was changed.

use domain::demo::fictitious;
use domain::provider::listing::{Kind, Source, Standing};
use domain::values::closed_list::ClosedList;
use domain::{Field, Listing, Mode, Territory, Weekday};
use jiff::civil::{Date, date};

use super::{Teller, filled, parse, reviewed_name, seen_name, source_name};
use crate::staff::listing::Section;
use crate::staff::listing::parts::coverage::{Help, help};
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
        ("ferme", "2062-01-01", "ferme"),
    ] {
        let mut fields = vec![(name, value), ("rue", "1 rue A"), ("ville", "Paris"), ("zone-adresse", "75101")];
        let sections: Vec<String> = Section::ALL.iter().map(|own| source_name(*own)).collect();
        fields.extend(sections.iter().map(|source| (source.as_str(), "ville")));
        let errors = parse(&changed(&base, &fields), &base, &territory(), Teller::City, TODAY).unwrap_err();
        assert_eq!(errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), [field], "{name}={value}");
    }
    let unsaid = changed(&base, &[("site", "https://exemple.fr")]);
    let errors = parse(&unsaid, &base, &territory(), Teller::City, TODAY).unwrap_err();
    assert_eq!((errors[0].field.as_str(), errors[0].message.as_str()), ("source", "Coordonnées : dites qui l’a dit."));
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
    let (corrected, following) = (("tarif-0-quoi", "corriger"), ("tarif-0-quoi", "suivre"));
    let added = with(&[following, ("tarif-0-suite", "1er janvier 2027"), ("tarif-0-aide", "31,20")]).unwrap();
    let tariffs = added.tariffs.value().unwrap();
    assert_eq!(tariffs.len(), 2);
    assert!(tariffs.contains(&base.tariffs.value().unwrap()[0]), "the one in force stays as it was");
    assert_eq!(tariffs.iter().map(|tariff| tariff.terms().from).max(), Some(date(2027, 1, 1)));
    let right = with(&[corrected, ("tarif-0-aide", "31,20")]).unwrap();
    assert_eq!(right.tariffs.value().unwrap().len(), 1);
    assert_eq!(with(&[("tarif-0-retirer", "oui")]).unwrap().tariffs.known(), None);
    let mandate =
        with(&[("tarif-1-debut", "01/01/2027"), ("tarif-1-aide", "18,40"), ("tarif-1-mensuel", "12")]).unwrap();
    let terms = mandate.tariffs.value().unwrap()[1].terms().clone();
    assert_eq!((terms.mode.code(), terms.surcharges.sunday), ("mandataire", None), "nothing comes from another mode");
    for (fields, field) in [
        (&[following, ("tarif-0-mensuel", "12")][..], "tarif-0-mensuel"),
        (&[following, ("tarif-0-aide", "trente")], "tarif-0-aide"),
        (&[following, ("tarif-0-suite", "")], "tarif-0-suite"),
        (&[("tarif-0-aide", "31,20")], "tarif-0-quoi"),
        (&[("tarif-1-aide", "31,20")], "tarif-1-debut"),
        (&[corrected, ("tarif-0-dimanche", "400")], "tarif-0-dimanche"),
        (&[corrected, ("tarif-0-nuit", "20"), ("tarif-0-nuit-de", ""), ("tarif-0-nuit-a", "")], "tarif-0-nuit"),
        (
            &[corrected, ("tarif-0-nuit", "400"), ("tarif-0-nuit-de", "22:00"), ("tarif-0-nuit-a", "06:00")],
            "tarif-0-nuit",
        ),
        (&[corrected, ("tarif-0-alarme", "10001")], "tarif-0-alarme"),
        (&[corrected, ("tarif-0-menage", "-5")], "tarif-0-menage"),
        (&[corrected, ("tarif-0-minimum", "9999")], "tarif-0-minimum"),
    ] {
        let errors = with(fields).unwrap_err();
        assert_eq!(errors[0].field, field);
    }
    let same_day = base.tariffs.value().unwrap()[0].terms().from.to_string();
    assert_eq!(with(&[following, ("tarif-0-suite", same_day.as_str())]).unwrap_err()[0].field, "tarif-0-suite");
}

#[test]
fn all_tariffs_in_force_are_taken_up_again_from_a_day_dearer() {
    let in_force =
        |listing: &Listing| Mode::ALL.iter().filter(|mode| listing.tariff_on(**mode, TODAY).is_some()).count();
    let base = listings().into_iter().find(|listing| in_force(listing) > 1).unwrap();
    let with = |rise: &str| {
        let fields =
            [("source", "service"), ("reprise", "oui"), ("reprise-debut", "01/01/2027"), ("reprise-hausse", rise)];
        parse(&changed(&base, &fields), &base, &territory(), Teller::City, TODAY)
    };
    let after = with("2,5").unwrap();
    for mode in Mode::ALL.iter().copied() {
        let Some(before) = base.tariff_on(mode, TODAY) else { continue };
        assert_eq!(after.tariff_on(mode, TODAY), Some(before), "what is in force stays");
        let next = after.tariff_on(mode, date(2027, 1, 1)).unwrap().terms();
        assert_eq!((next.from, &next.surcharges), (date(2027, 1, 1), &before.terms().surcharges));
        // To the nearest cent.
        let dearer = before.terms().care_hour.map(|price| (price.0 * 1025 + 500) / 1000);
        assert_eq!(next.care_hour.map(|price| price.0), dearer);
    }
    assert_eq!(with("beaucoup").unwrap_err()[0].field, "reprise-hausse");
    assert_eq!(with("80").unwrap_err()[0].field, "reprise-hausse");
}

#[test]
fn the_source_and_the_date_of_the_whole_form_count_for_every_part_that_has_none() {
    let base = &listings()[0];
    let fields = [("source", "ville"), ("appris", "20/11/2026"), ("site", "https://exemple.fr"), ("revu", "oui")];
    let after = parse(&changed(base, &fields), base, &territory(), Teller::City, TODAY).unwrap();
    let provenance = after.provenance(Field::Website).unwrap();
    assert_eq!((provenance.source, provenance.observed), (Source::City, date(2026, 11, 20)));
    let verified = after.provenance(Field::Name).unwrap().verified.as_ref().map(|verification| verification.on);
    assert_eq!(verified, Some(date(2026, 11, 20)), "one box for the whole form");
}

#[test]
fn holidays_without_hours_are_refused_at_their_box() {
    let base = listings().into_iter().find(|listing| listing.hours.known().is_none()).unwrap();
    let typed = changed(&base, &[("source", "ville"), ("feries", "oui")]);
    let errors = parse(&typed, &base, &territory(), Teller::City, TODAY).unwrap_err();
    assert_eq!(errors[0].field, "feries");
}

#[test]
fn monday_is_copied_and_every_zone_is_ticked() {
    let base = &listings()[0];
    let mut typed = changed(base, &[("de-lundi-1", "08:00"), ("a-lundi-1", "20:00"), ("source", "ville")]);
    for name in ["a-lundi-2", "de-lundi-2", "a-lundi-3", "de-lundi-3"] {
        typed.set(name, "");
    }
    help(&mut typed, Help::MondayToAll, &territory());
    help(&mut typed, Help::EveryZone, &territory());
    let after = parse(&typed, base, &territory(), Teller::City, TODAY).unwrap();
    let hours = after.hours.value().unwrap();
    assert_eq!(hours.on(Weekday::Sunday), hours.on(Weekday::Monday));
    assert_eq!((hours.on(Weekday::Sunday).len(), after.zones.value().unwrap().len()), (1, territory().zones.len()));
}
