//! What a service, or the City after it, states of its quality: the grade, the certifications.

use domain::provider::listing::{Certification, CertificationName, HasGrade, Quality};
use domain::values::closed_list::ClosedList;
use domain::{Listing, Territory};
use jiff::civil::Date;
use leptos::prelude::*;

use super::super::edit::Editing;
use super::super::form::{Reader, Teller, names as n};
use super::PartForm;
use crate::staff::form_fields::choices;
use crate::staff::french;
use crate::staff::typed::{Typed, day_text};
use crate::text::staff::fill;
use crate::text::{Words, editor as say};

/// Certifications that the form has.
const CERTIFICATIONS: usize = 4;

/// "certification-1-nom", "…-numero", "…-echeance"
fn certification_names(at: usize) -> [String; 3] {
    ["nom", "numero", "echeance"].map(|what| format!("certification-{at}-{what}"))
}

pub(super) struct QualityStated;

impl PartForm for QualityStated {
    fn words(&self, t: Words, _: &Territory, listing: &Listing) -> Option<String> {
        let quality = listing.quality.value()?;
        let grade = match quality.graded_on {
            Some(day) => fill(say::GRADED, &[&t.name(quality.grade), &t.date(day)]),
            None => t.name(quality.grade).to_owned(),
        };
        let certified = quality.certifications.iter().map(|certification| {
            let Certification { name, number, expires } = certification;
            fill(say::CERTIFIED, &[&t.name(*name), number, &t.date(*expires)])
        });
        Some([grade].into_iter().chain(certified).collect::<Vec<_>>().join(" ; "))
    }

    fn fill(&self, typed: &mut Typed, listing: &Listing, _: Date) {
        let Some(quality) = listing.quality.value() else { return };
        typed.put(n::GRADE, quality.grade.code());
        typed.put(n::GRADED_ON, quality.graded_on.map(day_text).unwrap_or_default());
        for (at, certification) in quality.certifications.iter().enumerate() {
            let [name, number, expires] = certification_names(at + 1);
            typed.put(name, certification.name.code());
            typed.put(number, &certification.number);
            typed.put(expires, day_text(certification.expires));
        }
    }

    fn read(&self, reader: &mut Reader<'_>, listing: &mut Listing) {
        let mut certifications = Vec::new();
        for at in 1..=CERTIFICATIONS {
            let [name_field, number_field, expires_field] = certification_names(at);
            let name = reader.choice::<CertificationName>(&name_field);
            let (number, expires) = (reader.short(&number_field, say::NUMBER), reader.date(&expires_field));
            match (name, number, expires) {
                (None, None, None) => {}
                (Some(name), Some(number), Some(expires)) => {
                    certifications.push(Certification { name, number, expires });
                }
                _ => reader.wrong(name_field, say::CERTIFICATION_WRONG),
            }
        }
        // The evaluation is the HAS's; a provider does not grade itself.
        let (grade, graded_on) = match (reader.teller, listing.quality.value()) {
            (Teller::City, _) => (reader.choice::<HasGrade>(n::GRADE), reader.date(n::GRADED_ON)),
            (Teller::Provider, Some(known)) => (Some(known.grade), known.graded_on),
            (Teller::Provider, None) => (None, None),
        };
        let quality = match grade {
            None if graded_on.is_some() => return reader.wrong(n::GRADE, say::GRADE_ALONE),
            None if certifications.is_empty() => None,
            None => Some(Quality { grade: HasGrade::NotYet, graded_on, certifications }),
            Some(grade) => Some(Quality { grade, graded_on, certifications }),
        };
        reader.put(&mut listing.quality, quality);
    }

    fn controls(&self, editing: &Editing, teller: Teller) -> AnyView {
        let (t, fields) = (french(), editing.form_fields());
        let names = choices::<CertificationName>(|name| t.name(name));
        let grade = (teller == Teller::City).then(|| {
            view! {
                <div class="field-columns">
                    {fields.select(n::GRADE, say::GRADE, say::UNKNOWN, &choices::<HasGrade>(|grade| t.name(grade)))}
                    {fields.date(n::GRADED_ON, say::GRADED_ON, "")}
                </div>
            }
        });
        let certification = |at: usize| {
            let [name, number, expires] = certification_names(at);
            let title = fill(say::CERTIFICATION, &[&at]);
            view! {
                <fieldset>
                    <legend class="visually-hidden">{title.clone()}</legend>
                    <div class="field-columns">
                        {fields.select(&name, &title, say::NO_CERTIFICATION, &names)}
                        {fields.text(&number, say::NUMBER)}
                        {fields.date(&expires, say::EXPIRES, "")}
                    </div>
                </fieldset>
            }
            .into_any()
        };
        let certifications: Vec<AnyView> = (1..=CERTIFICATIONS).map(certification).collect();
        view! { {grade} {certifications} }.into_any()
    }

    fn is_wide(&self) -> bool {
        true
    }
}
