//! A listing as a form: its fields filled from a listing, and read back into one that is certain, or every field that is
//! wrong. What a section changes takes the section's source and date; what it leaves keeps its own.

use domain::provider::listing::{
    Address, Availability, Certification, CertificationName, Fact, Habilitation, HasGrade, Intake, Kind, LegalForm,
    ListingError, Quality, Source, Standing,
};
use domain::readers::{dates, durations, emails, telephones, times};
use domain::time::hours::{DAY, Interval, Weekday};
use domain::values::closed_list::ClosedList;
use domain::values::names::read_line;
use domain::values::website::is_website;
use domain::{Act, ActSet, Listing, OpenHours, Provenance, Public, PublicSet, Territory, Zone};
use jiff::civil::Date;

use super::{Section, tariff_form};
use crate::access::CITY;
use crate::error::FieldError;
use crate::format::{clock, phone};
use crate::staff::typed::{Typed, line_wrong};
use crate::text::editor as say;
use crate::text::staff::fill as with;

/// Names of the fields. Those of a week and of a tariff carry their day or number.
pub mod names {
    pub const NAME: &str = "nom";
    pub const LEGAL_FORM: &str = "statut";
    pub const HABILITATION: &str = "habilitation";
    pub const SIRET: &str = "siret";
    pub const CLOSED: &str = "ferme";
    pub const STREET: &str = "rue";
    pub const POSTCODE: &str = "code-postal";
    pub const CITY: &str = "ville";
    pub const ADDRESS_ZONE: &str = "zone-adresse";
    pub const PHONE: &str = "telephone";
    pub const EMAIL: &str = "courriel";
    pub const WEBSITE: &str = "site";
    pub const OFFICE_HOURS: &str = "bureau";
    pub const LANGUAGES: &str = "langues";
    pub const ACT: &str = "acte";
    pub const PUBLIC: &str = "public";
    pub const ZONE: &str = "zone";
    pub const HOLIDAYS: &str = "feries";
    pub const GRADE: &str = "note-has";
    pub const GRADED_ON: &str = "note-le";
    pub const INTAKE: &str = "accueil";
    pub const DELAY: &str = "delai";
    pub const NOTE: &str = "mot";
}
use names as n;

/// Spans of hours that a day of the form has: one more than the fullest day, three at least.
pub fn spans(listing: &Listing) -> usize {
    let hours = listing.hours.value();
    let fullest = hours.map_or(0, |hours| Weekday::ALL.iter().map(|day| hours.on(*day).len()).max().unwrap_or(0));
    fullest.max(3)
}

/// Certifications that the form has.
pub const CERTIFICATIONS: usize = 4;
const NOTE_MOST: usize = 1000;
const SHORT_MOST: usize = 200;

pub fn source_name(section: Section) -> String {
    format!("source-{}", section.code())
}

pub fn seen_name(section: Section) -> String {
    format!("appris-{}", section.code())
}

pub fn reviewed_name(section: Section) -> String {
    format!("revu-{}", section.code())
}

/// "de-lundi-1", "a-lundi-1"
pub fn span_names(day: Weekday, span: usize) -> (String, String) {
    let day = DAYS[day.position()];
    (format!("de-{day}-{span}"), format!("a-{day}-{span}"))
}

const DAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

/// "certification-1-nom", "…-numero", "…-echeance"
pub fn certification_names(at: usize) -> [String; 3] {
    ["nom", "numero", "echeance"].map(|what| format!("certification-{at}-{what}"))
}

/// What a field of one line is called on the form.
fn label(field: &str) -> &'static str {
    match field {
        n::NAME => say::NAME,
        n::STREET => say::STREET,
        n::POSTCODE => say::POSTCODE,
        n::CITY => say::CITY,
        n::EMAIL => say::EMAIL,
        n::WEBSITE => say::WEBSITE,
        n::OFFICE_HOURS => say::OFFICE_HOURS,
        n::LANGUAGES => say::LANGUAGES,
        _ => say::NUMBER,
    }
}

/// Who fills the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Teller {
    /// Staff: each section says who said it, and when.
    City,
    /// The provider itself, today.
    Provider,
}

/// The form of a listing as it stands.
pub fn filled(listing: &Listing, today: Date) -> Typed {
    let mut typed = Typed::default();
    for section in Section::ALL {
        typed.put(seen_name(*section), today);
    }
    typed.put(n::NAME, &listing.name.value);
    typed.put(n::LEGAL_FORM, code(listing.legal_form.value()));
    typed.put(n::HABILITATION, code(listing.habilitation.value()));
    typed.put(n::SIRET, text(listing.siret.value()));
    if let Some(day) = listing.standing.closed_on() {
        typed.put(n::CLOSED, day);
    }
    if let Some(address) = listing.address.value() {
        typed.put(n::STREET, &address.street);
        typed.put(n::POSTCODE, &address.postcode);
        typed.put(n::CITY, &address.city);
        typed.put(n::ADDRESS_ZONE, address.zone);
    }
    typed.put(n::PHONE, listing.phone.value().map(|own| phone(own.as_str())).unwrap_or_default());
    typed.put(n::EMAIL, text(listing.email.value()));
    typed.put(n::WEBSITE, text(listing.website.value()));
    typed.put(n::OFFICE_HOURS, text(listing.office_hours.value()));
    typed.put(n::LANGUAGES, listing.languages.value().map(|own| own.join(", ")).unwrap_or_default());
    for act in listing.acts.value().copied().unwrap_or_default().iter() {
        typed.put(n::ACT, act.code());
    }
    for public in listing.publics.value().copied().unwrap_or_default().iter() {
        typed.put(n::PUBLIC, public.code());
    }
    for zone in listing.zones.value().into_iter().flatten() {
        typed.put(n::ZONE, zone);
    }
    if let Some(hours) = listing.hours.value() {
        for day in Weekday::ALL {
            for (at, open) in hours.on(day).iter().enumerate() {
                let (from, to) = span_names(day, at + 1);
                typed.put(from, clock(open.start()));
                // A field of time has no 24:00: midnight at the end of a span is 00:00.
                typed.put(to, clock(open.end() % DAY));
            }
        }
        if hours.works_on_holidays() {
            typed.put(n::HOLIDAYS, "oui");
        }
    }
    tariff_form::fill(&mut typed, listing, today);
    if let Some(quality) = listing.quality.value() {
        typed.put(n::GRADE, quality.grade.code());
        typed.put(n::GRADED_ON, quality.graded_on.map(|day| day.to_string()).unwrap_or_default());
        for (at, own) in quality.certifications.iter().enumerate() {
            let [name, number, expires] = certification_names(at + 1);
            typed.put(name, own.name.code());
            typed.put(number, &own.number);
            typed.put(expires, own.expires);
        }
    }
    if let Some(availability) = listing.availability.value() {
        typed.put(n::INTAKE, availability.intake.code());
        typed.put(n::DELAY, availability.days_to_start.map(|days| days.to_string()).unwrap_or_default());
    }
    typed
}

fn code<T: ClosedList>(value: Option<&T>) -> &'static str {
    value.map_or("", |own| own.code())
}

fn text<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// A listing that is certain, or every field that is wrong. `base` is what the form was filled from.
///
/// # Errors
/// The fields to correct, in the order of the form; nothing that was typed is in the messages.
pub fn parse(
    typed: &Typed,
    base: &Listing,
    territory: &Territory,
    teller: Teller,
    today: Date,
) -> Result<Listing, Vec<FieldError>> {
    let mut reader = Reader { typed, base, territory, teller, today, errors: Vec::new() };
    let mut listing = base.clone();
    // Who a service is, is not for itself to say.
    if teller == Teller::City {
        reader.identity(&mut listing);
    }
    reader.contact(&mut listing);
    reader.acts(&mut listing);
    reader.coverage(&mut listing);
    // A 354 has no tariff, and its form none.
    let tariffs = if base.kind == Kind::Nursing { None } else { tariff_form::read(&mut reader) };
    let known = base.tariffs.value().map_or(&[][..], Vec::as_slice);
    if let Some(tariffs) = tariffs {
        let same = tariffs.len() == known.len() && tariffs.iter().all(|own| known.contains(own));
        let new = if same { base.tariffs.value().cloned() } else { Some(tariffs).filter(|own| !own.is_empty()) };
        reader.put(Section::Tariffs, &mut listing.tariffs, new);
    }
    reader.quality(&mut listing);
    reader.availability(&mut listing);
    reader.reviewed(&mut listing);
    let mut errors = reader.errors;
    if errors.is_empty()
        && let Err(error) = listing.check()
    {
        let (field, message) = match error {
            ListingError::NursingAct => (n::ACT.to_owned(), say::NURSING_ACT),
            ListingError::NursingTariff => (tariff_form::name(0, "mode"), say::NURSING_TARIFF),
            ListingError::TariffTwice => (tariff_form::name(0, "debut"), say::TARIFF_TWICE),
            ListingError::NoZone => (n::ZONE.to_owned(), say::CHOICE_WRONG),
        };
        errors.push(FieldError::new(field, message));
    }
    if errors.is_empty() { Ok(listing) } else { Err(errors) }
}

/// The word for whoever publishes.
///
/// # Errors
/// It is too long.
pub fn parse_note(typed: &Typed) -> Result<String, FieldError> {
    let note = typed.get(n::NOTE).replace("\r\n", "\n");
    if note.chars().count() > NOTE_MOST {
        return Err(FieldError::new(n::NOTE, with(say::TOO_LONG, &[&NOTE_MOST])));
    }
    Ok(note)
}

pub(super) struct Reader<'a> {
    pub typed: &'a Typed,
    pub base: &'a Listing,
    territory: &'a Territory,
    teller: Teller,
    today: Date,
    errors: Vec<FieldError>,
}

impl Reader<'_> {
    pub fn wrong(&mut self, field: impl Into<String>, message: impl Into<String>) {
        let error = FieldError::new(field, message);
        if !self.errors.iter().any(|own| own.field == error.field) {
            self.errors.push(error);
        }
    }

    /// A date, or none where the field is empty; an unreadable one is an error.
    pub fn date(&mut self, field: &str) -> Option<Date> {
        let text = self.typed.get(field);
        if text.is_empty() {
            return None;
        }
        let date = dates::read(text);
        if date.is_none() {
            self.wrong(field, say::DATE_WRONG);
        }
        date
    }

    /// A value of a closed list, or none where nothing is chosen.
    pub fn choice<T: ClosedList>(&mut self, field: &str) -> Option<T> {
        let text = self.typed.get(field);
        if text.is_empty() {
            return None;
        }
        let value = T::from_code(text);
        if value.is_none() {
            self.wrong(field, say::CHOICE_WRONG);
        }
        value
    }

    /// Minutes of a day; none where the field is empty.
    pub fn time(&mut self, field: &str, message: &str) -> Option<u16> {
        let text = self.typed.get(field);
        if text.is_empty() {
            return None;
        }
        let time = times::read(text);
        if time.is_none() {
            self.wrong(field, message);
        }
        time
    }

    pub fn today(&self) -> Date {
        self.today
    }

    /// Where what changes in a section comes from.
    fn provenance(&mut self, section: Section) -> Option<Provenance> {
        if self.teller == Teller::Provider {
            return Some(Provenance { source: Source::Provider, observed: self.today, verified: None });
        }
        let (source_field, seen_field) = (source_name(section), seen_name(section));
        let source = Source::from_code(self.typed.get(&source_field))
            .filter(|source| matches!(source, Source::Provider | Source::City));
        if source.is_none() {
            self.wrong(source_field, say::SOURCE_MISSING);
        }
        Some(Provenance { source: source?, observed: self.seen(section, &seen_field)?, verified: None })
    }

    fn seen(&mut self, section: Section, field: &str) -> Option<Date> {
        let seen = self.date(field);
        match seen {
            Some(day) if day > self.today => self.wrong(seen_name(section), say::DATE_TO_COME),
            Some(_) => return seen,
            None => self.wrong(seen_name(section), say::SEEN_MISSING),
        }
        None
    }

    /// Puts a value into a fact, with the source of its section where it is another one.
    fn put<T: PartialEq>(&mut self, section: Section, fact: &mut Fact<T>, new: Option<T>) {
        if fact.value() == new.as_ref() {
            return;
        }
        if let Some(provenance) = self.provenance(section) {
            *fact = new.map_or(Fact::Unknown, |value| Fact::new(value, provenance));
        }
    }

    /// A text of one line; none where the field is empty.
    fn short(&mut self, field: &str) -> Option<String> {
        let text = self.typed.get(field);
        if text.chars().count() > SHORT_MOST {
            self.wrong(field, with(say::TOO_LONG, &[&SHORT_MOST]));
        }
        let text = read_line(text).unwrap_or_else(|error| {
            self.wrong(field, line_wrong(label(field), error));
            text
        });
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn identity(&mut self, listing: &mut Listing) {
        const SECTION: Section = Section::Identity;
        match self.short(n::NAME) {
            None => self.wrong(n::NAME, say::NAME_MISSING),
            Some(name) if name != listing.name.value => {
                if let Some(provenance) = self.provenance(SECTION) {
                    listing.name.value = name;
                    listing.name.provenance = provenance;
                }
            }
            Some(_) => {}
        }
        let form = self.choice::<LegalForm>(n::LEGAL_FORM);
        self.put(SECTION, &mut listing.legal_form, form);
        let held = self.choice::<Habilitation>(n::HABILITATION);
        self.put(SECTION, &mut listing.habilitation, held);
        let typed: String = self.typed.get(n::SIRET).chars().filter(|c| !c.is_whitespace()).collect();
        let siret = typed.parse().ok();
        if siret.is_none() && !typed.is_empty() {
            self.wrong(n::SIRET, say::SIRET_WRONG);
        } else {
            self.put(SECTION, &mut listing.siret, siret);
        }
        let closed = self.date(n::CLOSED);
        if closed != listing.standing.closed_on() {
            if closed.is_some_and(|day| day > self.today) {
                return self.wrong(n::CLOSED, say::DATE_TO_COME);
            }
            listing.standing = closed.map_or(Standing::Open, Standing::ClosedByCity);
        }
    }

    fn contact(&mut self, listing: &mut Listing) {
        const SECTION: Section = Section::Contact;
        let (street, postcode, city) = (self.short(n::STREET), self.short(n::POSTCODE), self.short(n::CITY));
        let zone = self.typed.get(n::ADDRESS_ZONE).parse::<Zone>().ok();
        let digits = |text: &String| text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit());
        match (street, postcode, city, zone) {
            (None, None, None, None) => self.put(SECTION, &mut listing.address, None),
            (_, Some(postcode), _, _) if !digits(&postcode) => self.wrong(n::POSTCODE, say::POSTCODE_WRONG),
            (Some(street), Some(postcode), Some(city), Some(zone)) => {
                self.put(SECTION, &mut listing.address, Some(Address { street, postcode, city, zone }));
            }
            _ => self.wrong(n::STREET, say::ADDRESS_MISSING),
        }
        let typed = self.typed.get(n::PHONE);
        match telephones::read(typed) {
            _ if typed.is_empty() => self.put(SECTION, &mut listing.phone, None),
            Ok(read) if !read.has_more => self.put(SECTION, &mut listing.phone, Some(read.first)),
            Ok(_) => self.wrong(n::PHONE, say::PHONES_SEVERAL),
            Err(_) => self.wrong(n::PHONE, say::PHONE_WRONG),
        }
        match self.short(n::EMAIL).map(|text| emails::read(&text).map(str::to_owned)).transpose() {
            Ok(email) => self.put(SECTION, &mut listing.email, email),
            Err(_) => self.wrong(n::EMAIL, say::EMAIL_WRONG),
        }
        let website = self.short(n::WEBSITE);
        if website.as_ref().is_some_and(|site| !is_website(site)) {
            self.wrong(n::WEBSITE, say::WEBSITE_WRONG);
        } else {
            self.put(SECTION, &mut listing.website, website);
        }
        let office = self.short(n::OFFICE_HOURS);
        self.put(SECTION, &mut listing.office_hours, office);
        let languages = self.short(n::LANGUAGES).map(|text| {
            let names = text.split([',', ';']).map(str::trim).filter(|name| !name.is_empty());
            names.map(str::to_lowercase).collect::<Vec<_>>()
        });
        self.put(SECTION, &mut listing.languages, languages.filter(|own| !own.is_empty()));
    }

    fn acts(&mut self, listing: &mut Listing) {
        let acts: ActSet = self.typed.all(n::ACT).filter_map(Act::from_code).collect();
        self.put(Section::Acts, &mut listing.acts, Some(acts).filter(|acts| !acts.is_empty()));
        let publics: PublicSet = self.typed.all(n::PUBLIC).filter_map(Public::from_code).collect();
        self.put(Section::Acts, &mut listing.publics, Some(publics).filter(|publics| !publics.is_empty()));
    }

    fn coverage(&mut self, listing: &mut Listing) {
        // Zones of elsewhere, which the map of the form does not show, stay.
        let elsewhere = |zone: &Zone| self.territory.find_zone(*zone).is_none();
        let base = self.base.zones.value().map_or(&[][..], Vec::as_slice);
        let ticked = self.typed.all(n::ZONE).filter_map(|code| code.parse::<Zone>().ok());
        let mut zones: Vec<Zone> = ticked.filter(|zone| !elsewhere(zone)).collect();
        zones.extend(base.iter().copied().filter(elsewhere));
        zones.sort();
        zones.dedup();
        let mut before = base.to_vec();
        before.sort();
        if zones != before {
            self.put(Section::Coverage, &mut listing.zones, Some(zones).filter(|zones| !zones.is_empty()));
        }
        let mut week: [Vec<Interval>; 7] = Default::default();
        let mut right = true;
        for day in Weekday::ALL {
            for span in 1..=spans(self.base) {
                let (from, to) = span_names(day, span);
                match self.span(&from, &to) {
                    Ok(Some(open)) => week[day.position()].push(open),
                    Ok(None) => {}
                    Err(()) => right = false,
                }
            }
        }
        // As it was offered: also what the form cannot say, a week known to be empty.
        let offered = filled(self.base, self.today);
        let is_of_week = |name: &str| name == n::HOLIDAYS || name.starts_with("de-") || name.starts_with("a-");
        let of_week = |typed: &Typed| -> Vec<(String, String)> {
            let own = typed.pairs().filter(|(name, value)| is_of_week(name) && !value.is_empty());
            let mut own: Vec<_> = own.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            own.sort();
            own
        };
        if right && of_week(self.typed) != of_week(&offered) {
            let known = week.iter().any(|day| !day.is_empty());
            let hours = known.then(|| OpenHours::new(week, self.typed.ticked(n::HOLIDAYS)));
            self.put(Section::Coverage, &mut listing.hours, hours);
        }
    }

    fn span(&mut self, from: &str, to: &str) -> Result<Option<Interval>, ()> {
        if self.typed.get(from).is_empty() && self.typed.get(to).is_empty() {
            return Ok(None);
        }
        let start = self.time(from, say::SPAN_WRONG);
        let end = self.time(to, say::SPAN_WRONG).map(|end| if end == 0 { DAY } else { end });
        let open = start.zip(end).and_then(|(start, end)| Interval::new(start, end).ok());
        if open.is_none() {
            self.wrong(from, say::SPAN_WRONG);
        }
        open.map(Some).ok_or(())
    }

    fn quality(&mut self, listing: &mut Listing) {
        let mut certifications = Vec::new();
        for at in 1..=CERTIFICATIONS {
            let [name_field, number_field, expires_field] = certification_names(at);
            let name = self.choice::<CertificationName>(&name_field);
            let (number, expires) = (self.short(&number_field), self.date(&expires_field));
            match (name, number, expires) {
                (None, None, None) => {}
                (Some(name), Some(number), Some(expires)) => {
                    certifications.push(Certification { name, number, expires });
                }
                _ => self.wrong(name_field, say::CERTIFICATION_WRONG),
            }
        }
        // The evaluation is the HAS's; a provider does not grade itself.
        let (grade, graded_on) = match (self.teller, self.base.quality.value()) {
            (Teller::City, _) => (self.choice::<HasGrade>(n::GRADE), self.date(n::GRADED_ON)),
            (Teller::Provider, Some(known)) => (Some(known.grade), known.graded_on),
            (Teller::Provider, None) => (None, None),
        };
        let quality = match grade {
            None if graded_on.is_some() => return self.wrong(n::GRADE, say::GRADE_ALONE),
            None if certifications.is_empty() => None,
            None => Some(Quality { grade: HasGrade::NotYet, graded_on, certifications }),
            Some(grade) => Some(Quality { grade, graded_on, certifications }),
        };
        self.put(Section::Quality, &mut listing.quality, quality);
    }

    fn availability(&mut self, listing: &mut Listing) {
        let intake = self.choice::<Intake>(n::INTAKE);
        let delay = match self.typed.get(n::DELAY) {
            "" => None,
            text => match durations::days(text) {
                Ok(days) => Some(days),
                Err(_) => return self.wrong(n::DELAY, say::DELAY_WRONG),
            },
        };
        if intake.is_none() && delay.is_some() {
            return self.wrong(n::INTAKE, say::DELAY_ALONE);
        }
        let availability = intake.map(|intake| Availability { intake, days_to_start: delay });
        self.put(Section::Availability, &mut listing.availability, availability);
    }

    /// Sections that were checked whole: what they leave as it was is verified on that day.
    fn reviewed(&mut self, listing: &mut Listing) {
        if self.teller == Teller::Provider {
            return;
        }
        for section in Section::ALL.iter().copied() {
            if !self.typed.ticked(&reviewed_name(section)) {
                continue;
            }
            let Some(on) = self.seen(section, &seen_name(section)) else { continue };
            for field in section.fields() {
                if listing.provenance(*field) == self.base.provenance(*field) {
                    listing.verify(*field, CITY, Source::City, on);
                }
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
