//! What a work list reads, keeps and refuses.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use domain::feedback::refusal::RefusalReason;

use super::{
    Follow, Full, LONGEST_FILE, MOST_PERSONS, Merged, Person, PersonError, Step, WorkList, WorkListError, read_time,
    written_time,
};

const TODAY: Date = date(2026, 11, 24);
const TEXT: &str = "lieu=14e&acte=toilette&notes=%C3%A0+rappeler";

fn id(number: u64) -> String {
    format!("{number:016x}")
}

fn followed(number: u32, step: Step) -> Follow {
    Follow { service: format!("{:09}", 750_000_000 + number).parse().expect("a number"), step, counted: None }
}

fn someone(number: u64, name: &str, saved: Date) -> Person {
    Person::new(&id(number), name, saved, TEXT, Vec::new()).expect("a person")
}

fn list(persons: &[Person]) -> WorkList {
    let mut list = WorkList::default();
    assert!(persons.iter().all(|person| list.put(person.clone()).is_ok()));
    list
}

fn no_id() -> String {
    panic!("no id is needed")
}

/// Two people, one of whom two services were asked for.
fn two() -> WorkList {
    let steps = vec![followed(1, Step::Refused(RefusalReason::Full)), followed(2, Step::Called)];
    let asked = Person::new(&id(1), "Mme D. \"12\"", TODAY, TEXT, steps).expect("a person");
    list(&[asked, someone(0xfe, "7", date(2026, 11, 1))])
}

#[test]
fn a_list_is_written_for_people_to_read() {
    let json = r#"{
  "format": "quelleaideadom-liste",
  "version": 2,
  "persons": [
    {
      "id": "0000000000000001",
      "name": "Mme D. \"12\"",
      "saved": "2026-11-24",
      "text": "lieu=14e&acte=toilette&notes=%C3%A0+rappeler",
      "follow": [
        {
          "service": "750000001",
          "step": "refuse",
          "reason": "complet"
        },
        {
          "service": "750000002",
          "step": "appele"
        }
      ]
    },
    {
      "id": "00000000000000fe",
      "name": "7",
      "saved": "2026-11-01",
      "text": "lieu=14e&acte=toilette&notes=%C3%A0+rappeler",
      "follow": []
    }
  ]
}"#;
    assert_eq!(two().write(), json);
    assert!(WorkList::read(json) == Ok(two()));
    assert!(WorkList::read(&format!("\u{feff}{json}\n")) == Ok(two()));
    assert!(WorkList::read(&WorkList::default().write()) == Ok(WorkList::default()));
}

#[test]
fn a_file_that_is_no_list_is_refused_with_what_is_wrong() {
    let json = two().write();
    let error = |json: &str| WorkList::read(json).err();
    let with = |from: &str, to: &str| {
        assert!(json.contains(from), "{from}");
        error(&json.replacen(from, to, 1))
    };
    let person = |number, wrong| Some(WorkListError::Person { number, error: wrong });

    assert_eq!(error(""), Some(WorkListError::NotJson { line: 1 }));
    assert_eq!(error("<html>"), Some(WorkListError::NotJson { line: 1 }));
    assert_eq!(error(&json[..json.len() / 2]), Some(WorkListError::NotJson { line: 13 }));
    assert_eq!(error(&format!("{json}x")), Some(WorkListError::NotJson { line: 30 }));
    for foreign in ["[]", "{}", "null", "7", r#"{"format": "quelleaideadom-liste", "version": "1"}"#] {
        assert_eq!(error(foreign), Some(WorkListError::Foreign), "{foreign}");
    }
    assert_eq!(with("-liste", "-autre"), Some(WorkListError::Foreign));
    assert_eq!(with("\"version\": 2", "\"version\": 0"), Some(WorkListError::Foreign));
    assert_eq!(with("\"version\": 2", "\"version\": 3, \"new\": []"), Some(WorkListError::Newer(3)));
    assert_eq!(with("\"version\": 2", "\"version\": 2, \"new\": []"), Some(WorkListError::Fields));
    assert_eq!(with("\"persons\"", "\"people\""), Some(WorkListError::Fields));
    assert_eq!(error(&" ".repeat(LONGEST_FILE + 1)), Some(WorkListError::TooLong));

    assert_eq!(with("\"name\": \"7\"", "\"nom\": \"7\""), person(2, PersonError::Fields));
    assert_eq!(with("\"name\": \"7\"", "\"name\": 7"), person(2, PersonError::Fields));
    assert_eq!(with("\"name\": \"7\"", "\"name\": \"7\", \"age\": \"80\""), person(2, PersonError::Fields));
    assert_eq!(with("\"name\": \"7\"", "\"name\": \"  \""), person(2, PersonError::Name));
    assert_eq!(with("\"name\": \"7\"", "\"name\": \"7\\u0007\""), person(2, PersonError::Name));
    assert_eq!(with("\"name\": \"7\"", "\"name\": \"Madame Dupont-Deschamps\""), person(2, PersonError::Name));
    assert_eq!(with("00000000000000fe", "00000000000000FE"), person(2, PersonError::Id));
    assert_eq!(with("00000000000000fe", "fe"), person(2, PersonError::Id));
    assert_eq!(with("00000000000000fe", "0000000000000001"), person(2, PersonError::IdTwice));
    assert_eq!(with("2026-11-24", "2026-11-31"), person(1, PersonError::Saved));
    assert_eq!(with("2026-11-24", "24/11/2026"), person(1, PersonError::Saved));
    assert_eq!(with("lieu=14e", "<b>lieu</b>"), person(1, PersonError::Text));
    assert_eq!(with("lieu=14e", "gir=2"), person(1, PersonError::Situation));
    assert_eq!(with("750000002", "750000001"), person(1, PersonError::Service { number: 2 }));
    assert_eq!(with("750000001", "75000000"), person(1, PersonError::Service { number: 1 }));
    assert_eq!(with("\"appele\"", "\"revenu\""), person(1, PersonError::Step { number: 2 }));
    assert_eq!(with("\"appele\"", "\"appele\", \"reason\": \"loin\""), person(1, PersonError::Step { number: 2 }));
    assert_eq!(with("\"appele\"", "\"refuse\""), person(1, PersonError::Step { number: 2 }));
    assert_eq!(with("complet", "pas-de-place"), person(1, PersonError::Step { number: 1 }));
    assert_eq!(with("complet", &"a".repeat(31)), person(1, PersonError::Step { number: 1 }));
}

#[test]
fn a_file_of_too_many_people_is_refused() {
    let persons: Vec<Person> = (0..MOST_PERSONS as u64).map(|number| someone(number, "A", TODAY)).collect();
    let mut list = list(&persons);
    assert!(list.put(someone(500, "B", TODAY)) == Err(Full));
    assert!(list.put(someone(3, "B", TODAY)).is_ok(), "a person is replaced where there is no room for another");
    list.persons.push(someone(500, "B", TODAY));
    assert!(WorkList::read(&list.write()).err() == Some(WorkListError::TooMany(201)));
}

#[test]
fn a_situation_is_never_kept() {
    let kept = |text: &str| Person::new(&id(1), "A", TODAY, text, Vec::new()).err();
    assert_eq!(kept(""), None);
    assert_eq!(kept("lieu=14e&notes=age%3D80"), None);
    for text in ["age=65-ou-plus", "lieu=14e&%67ir=2", "lieu=14e&ressources=", "plan", "+pch+=3", "&&heures=2"] {
        assert_eq!(kept(text), Some(PersonError::Situation), "{text}");
    }
}

#[test]
fn a_step_is_changed_added_and_taken_back() {
    let service = followed(2, Step::Called).service;
    let person = someone(1, "A", TODAY).with_step(service, Step::Called).expect("room");
    let person = person.with_step(service, Step::Accepted).expect("room");
    assert_eq!(person.follow(), [followed(2, Step::Accepted)]);
    let mut person = person.with_step(service, Step::NotCalled).expect("room");
    assert!(person.follow().is_empty());
    for number in 0..50 {
        person = person.with_step(followed(number, Step::Called).service, Step::Called).expect("room");
    }
    let more = person.with_step(followed(50, Step::Called).service, Step::Called);
    assert_eq!(more.err(), Some(PersonError::TooManyServices));
}

#[test]
fn whoever_was_saved_over_thirty_days_ago_is_dropped() {
    let mut list = list(&[
        someone(1, "A", date(2026, 10, 24)),
        someone(2, "B", date(2026, 10, 25)),
        someone(3, "C", date(2999, 1, 1)),
    ]);
    assert_eq!(list.expire(TODAY), 1);
    let left: Vec<_> = list.persons().iter().map(|person| (person.name(), person.saved())).collect();
    assert_eq!(left, [("B", date(2026, 10, 25)), ("C", TODAY)]);
    assert_eq!(list.expire(date(2026, 12, 25)), 2);
}

#[test]
fn a_person_is_put_found_and_removed() {
    let mut list = two();
    assert!(list.put(someone(1, "B", TODAY)).is_ok());
    assert_eq!(list.persons().iter().map(Person::name).collect::<Vec<_>>(), ["B", "7"]);
    assert_eq!(list.find(&id(1)).map(Person::text), Some(TEXT));
    assert!(list.remove(&id(1)) && !list.remove(&id(1)));
    assert!(list.find(&id(1)).is_none() && list.persons().len() == 1);
}

#[test]
fn lists_are_merged_without_a_loss() {
    let mut own = two();
    assert_eq!(own.merge(two(), no_id), Merged { known: 2, ..Merged::default() });
    assert!(own == two());

    let other = list(&[someone(1, "B", TODAY), someone(2, "C", TODAY), someone(0xfe, "7", TODAY)]);
    // The first id is taken, the second is none.
    let mut ids = [id(0xfe), "x".to_owned(), id(9)].into_iter();
    let merged = own.merge(other.clone(), || ids.next().expect("an id"));
    assert_eq!(merged, Merged { added: 1, known: 1, doubled: 1, left_out: 0 });
    assert!(own.persons()[..2] == *two().persons());
    let added: Vec<_> = own.persons()[2..].iter().map(|person| (person.id().to_owned(), person.name())).collect();
    assert_eq!(added, [(id(9), "B"), (id(2), "C")]);

    let before = own.clone();
    assert_eq!(own.merge(other, no_id), Merged { known: 3, ..Merged::default() }, "a second time");
    assert!(own == before);
}

#[test]
fn whoever_finds_no_room_is_counted() {
    let persons: Vec<Person> = (0..MOST_PERSONS as u64 - 1).map(|number| someone(number, "A", TODAY)).collect();
    let mut own = list(&persons);
    let other = list(&[someone(500, "B", TODAY), someone(501, "C", TODAY), someone(3, "D", TODAY)]);
    let merged = own.merge(other, || id(900));
    assert_eq!(merged, Merged { added: 1, left_out: 2, ..Merged::default() });
    let broken = two().merge(list(&[someone(1, "B", TODAY)]), || id(1));
    assert_eq!(broken, Merged { left_out: 1, ..Merged::default() });
}

/// Number, name, days since today, text, steps.
fn any_parts() -> impl Strategy<Value = (u64, String, i32, String, u32)> {
    let name = prop_oneof!["[A-C\"\\\\é]{1,2}", Just("\"".repeat(20))];
    let text = prop_oneof!["[a-c]=[a-z0-9+%&*._-]{0,9}", Just(format!("lieu={}", "a".repeat(15_995)))];
    (0_u64..6, name, -40_i32..40, text, prop_oneof![0_u32..4, Just(50)])
}

fn made(parts: Vec<(u64, String, i32, String, u32)>, spread: u64) -> WorkList {
    let mut list = WorkList::default();
    for (at, (number, name, days, text, steps)) in parts.into_iter().enumerate() {
        let saved = TODAY.checked_add(jiff::Span::new().days(days)).expect("a day");
        let follow = (0..steps).map(|step| followed(step, Step::Refused(RefusalReason::Delay))).collect();
        let person = Person::new(&id(number + spread * at as u64), &name, saved, &text, follow);
        // Full is an answer too.
        let _ = list.put(person.expect("a person"));
    }
    list
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_put_is_read_back(parts in proptest::collection::vec(any_parts(), 0..120)) {
        let list = made(parts, 10);
        let json = list.write();
        prop_assert!(json.len() <= LONGEST_FILE);
        prop_assert!(WorkList::read(&json) == Ok(list));
    }

    #[test]
    fn nothing_is_lost_or_changed_by_a_merge(
        own in proptest::collection::vec(any_parts(), 0..20),
        other in proptest::collection::vec(any_parts(), 0..20),
    ) {
        let (before, other) = (made(own, 0), made(other, 0));
        let mut own = before.clone();
        let mut fresh = 1000;
        let merged = own.merge(other.clone(), || { fresh += 1; id(fresh) });
        prop_assert!(own.persons().starts_with(before.persons()));
        let all = merged.added + merged.known + merged.doubled;
        prop_assert_eq!((all, merged.left_out), (other.persons().len(), 0));
        for person in other.persons() {
            prop_assert!(own.persons().iter().any(|own| own.says_the_same(person)));
        }
        prop_assert!(WorkList::read(&own.write()) == Ok(own));
    }

    #[test]
    fn anything_is_a_list_or_an_error(noise in any::<String>(), at in any::<prop::sample::Index>(), other in any::<char>()) {
        let _ = WorkList::read(&noise);
        let mut json: Vec<char> = two().write().chars().collect();
        let at = at.index(json.len());
        json[at] = other;
        if let Ok(list) = WorkList::read(&String::from_iter(json)) {
            prop_assert!(WorkList::read(&list.write()) == Ok(list));
        }
    }
}

#[test]
fn a_list_of_the_first_version_reads_as_it_was() {
    let list = two();
    let first = list.write().replace("\"version\": 2", "\"version\": 1");
    assert!(WorkList::read(&first).is_ok_and(|read| read == list));
}

#[test]
fn a_refusal_that_was_counted_stays_counted_whatever_is_noted_after() {
    let service = followed(1, Step::Called).service;
    let refused = Step::Refused(RefusalReason::Full);
    let person = someone(1, "A", TODAY).with_step(service, refused).expect("room");
    let person = person.with_count(service, Some(id(7)));
    for step in [Step::NotCalled, Step::Accepted, refused, Step::CallBack(None)] {
        let later = person.clone().with_step(service, step).expect("room");
        assert_eq!(later.follow()[0].counted, Some(id(7)), "{step:?}");
        let again = WorkList::read(&list(std::slice::from_ref(&later)).write()).expect("a list");
        assert!(again.persons()[0] == later);
    }
    let wrong = list(&[person]).write().replace(&id(7), "encore");
    let error = PersonError::Step { number: 1 };
    assert_eq!(WorkList::read(&wrong).err(), Some(WorkListError::Person { number: 1, error }));
}

#[test]
fn the_next_call_is_the_earliest_that_has_a_time() {
    let at = |text: &str| read_time(text).expect("a time");
    let (later, sooner) = (at("2026-12-02T09:00"), at("2026-12-01T14:30"));
    let mut person = someone(1, "A", TODAY);
    assert_eq!(person.calls_back(), None);
    for (number, when) in [(1, Some(later)), (2, None), (3, Some(sooner))] {
        let service = followed(number, Step::Called).service;
        person = person.with_step(service, Step::CallBack(when)).expect("room");
    }
    assert_eq!(person.calls_back(), Some(sooner));
    assert_eq!(written_time(sooner), "2026-12-01T14:30");
    assert!(WorkList::read(&list(std::slice::from_ref(&person)).write()).is_ok_and(|read| read.persons()[0] == person));
    for wrong in ["2026-12-01", "2026-12-01T24:00", "2026-13-01T10:00", "T10:00", "2026-12-01T9h"] {
        assert_eq!(read_time(wrong), None, "{wrong}");
    }
}
