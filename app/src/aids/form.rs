//! The situation as the strings that were typed, before they are checked. It has no `Debug` and no serde, and no
//! message repeats a value: nothing writes it anywhere.

use domain::Cents;
use domain::aids::{Age, AidError, Disability, Gir, Household, Situation, SituationError, SituationTerms};
use domain::readers::amounts::{AmountError, Per, euros_per};
use domain::readers::{dates, durations};
use domain::time::calendar::iso_date;
use domain::values::closed_list::ClosedList;

use crate::error::FieldError;
use crate::text::{Aids as W, Words};

/// Names of the fields; each name is also the id of the field on the page.
pub const AGE: &str = "age";
pub const GIR: &str = "gir";
pub const HOUSEHOLD: &str = "foyer";
pub const RESOURCES: &str = "ressources";
pub const MEMBERS: &str = "plus-de-65";
pub const DISABILITY: &str = "handicap";
pub const PLAN: &str = "plan";
pub const PCH: &str = "pch";
/// Boxes that few people tick.
pub const MTP: &str = "mtp";
pub const UNFIT: &str = "inapte";
pub const WORKS: &str = "travaille";
/// Fields of the simulator alone.
pub const HOURS: &str = "heures";
pub const START: &str = "debut-aides";

pub const NAMES: [&str; 13] =
    [AGE, GIR, HOUSEHOLD, RESOURCES, MEMBERS, DISABILITY, PLAN, PCH, HOURS, START, MTP, UNFIT, WORKS];

/// The value that a ticked box sends.
pub const TICKED: &str = "oui";

/// The answer "je ne sais pas" to the question about the GIR.
pub const UNKNOWN_GIR: &str = "inconnu";

#[derive(Clone, Default, PartialEq, Eq)]
pub struct SituationForm {
    pub age: String,
    pub gir: String,
    pub household: String,
    pub resources: String,
    pub members_over_65: String,
    pub disability: String,
    pub plan: String,
    pub pch: String,
    pub hours: String,
    pub start: String,
    pub draws_mtp: String,
    pub unfit_for_work: String,
    pub works: String,
}

impl SituationForm {
    /// Reads the body of a submitted form; fields of other forms are ignored.
    pub fn from_body(body: &str) -> Self {
        let mut form = Self::default();
        for (name, value) in form_urlencoded::parse(body.as_bytes()) {
            // A button that chooses a GIR is sent together with the field, which still holds "je ne sais pas".
            if name == GIR && value == UNKNOWN_GIR && !form.gir.is_empty() {
                continue;
            }
            form.set(&name, value.trim());
        }
        form
    }

    /// Reads the form of the page with the values that its fields have now.
    #[cfg(feature = "hydrate")]
    pub fn from_element(sent: &web_sys::HtmlFormElement) -> Self {
        let mut form = Self::default();
        if let Ok(data) = web_sys::FormData::new_with_form(sent) {
            for name in NAMES {
                form.set(name, &data.get(name).as_string().unwrap_or_default());
            }
        }
        form
    }

    /// Names and values from which this form can be read again. They go only into a form that is sent, or into a link
    /// that a person asked for.
    pub fn pairs(&self) -> [(&'static str, &str); 13] {
        [
            (AGE, &self.age),
            (GIR, &self.gir),
            (HOUSEHOLD, &self.household),
            (RESOURCES, &self.resources),
            (MEMBERS, &self.members_over_65),
            (DISABILITY, &self.disability),
            (PLAN, &self.plan),
            (PCH, &self.pch),
            (HOURS, &self.hours),
            (START, &self.start),
            (MTP, &self.draws_mtp),
            (UNFIT, &self.unfit_for_work),
            (WORKS, &self.works),
        ]
    }

    /// Whether the form is still empty: nothing typed, and every choice still on its first option.
    pub fn is_empty(&self) -> bool {
        let first = |name: &str| match name {
            AGE => Age::From65.code(),
            GIR => UNKNOWN_GIR,
            HOUSEHOLD => Household::Single.code(),
            DISABILITY => Disability::None.code(),
            _ => "",
        };
        self.pairs().iter().all(|(name, value)| value.is_empty() || *value == first(name))
    }

    fn set(&mut self, name: &str, value: &str) {
        let field = match name {
            AGE => &mut self.age,
            GIR => &mut self.gir,
            HOUSEHOLD => &mut self.household,
            RESOURCES => &mut self.resources,
            MEMBERS => &mut self.members_over_65,
            DISABILITY => &mut self.disability,
            PLAN => &mut self.plan,
            PCH => &mut self.pch,
            HOURS => &mut self.hours,
            START => &mut self.start,
            MTP => &mut self.draws_mtp,
            UNFIT => &mut self.unfit_for_work,
            WORKS => &mut self.works,
            _ => return,
        };
        value.trim().clone_into(field);
        // A date field accepts only a full date, and shows nothing for anything else.
        if name == START
            && let Some(day) = dates::read(field)
        {
            *field = iso_date(day);
        }
    }

    /// The situation, or every field that is wrong.
    pub fn parse(&self, t: Words) -> Result<Situation, Vec<FieldError>> {
        let mut errors = Vec::new();
        let age = choice(t, &self.age, Age::From65, AGE, &mut errors);
        let household = choice(t, &self.household, Household::Single, HOUSEHOLD, &mut errors);
        let disability = choice(t, &self.disability, Disability::None, DISABILITY, &mut errors);
        let gir = match self.gir.as_str() {
            "" | UNKNOWN_GIR => None,
            text => match Gir::from_code(text) {
                Some(gir) => Some(gir),
                None => {
                    errors.push(FieldError::new(GIR, t.say(W::GirWrong)));
                    None
                }
            },
        };
        let resources = match self.resources.as_str() {
            "" => {
                errors.push(FieldError::new(RESOURCES, t.say(W::ResourcesMissing)));
                None
            }
            text => amount(t, text, RESOURCES, &mut errors),
        };
        let plan = match self.plan.as_str() {
            "" => None,
            text => amount(t, text, PLAN, &mut errors),
        };
        let members_over_65 = match self.members_over_65.as_str() {
            "" => u8::from(age == Age::From65),
            text => text.parse().unwrap_or_else(|_| {
                errors.push(FieldError::new(MEMBERS, t.say(W::MembersWrong)));
                0
            }),
        };
        let pch_minutes = hours(t, &self.pch, PCH, &mut errors);
        let terms = resources.map(|resources| SituationTerms {
            age,
            gir,
            household,
            resources,
            members_over_65,
            disability,
            plan,
            pch_minutes,
            draws_mtp: self.draws_mtp == TICKED,
            unfit_for_work: self.unfit_for_work == TICKED,
            works: self.works == TICKED,
        });
        match terms.map(Situation::try_from) {
            Some(Ok(situation)) if errors.is_empty() => Ok(situation),
            Some(Err(error)) => {
                errors.push(situation_error(t, error));
                Err(errors)
            }
            Some(Ok(_)) | None => Err(errors),
        }
    }

    /// Minutes of help a month for the simulator, where they are given.
    pub fn minutes(&self, t: Words) -> Result<Option<u32>, Vec<FieldError>> {
        let mut errors = Vec::new();
        let minutes = hours(t, &self.hours, HOURS, &mut errors);
        if minutes.is_some_and(|minutes| !(1..=744 * 60).contains(&minutes)) {
            errors.push(FieldError::new(HOURS, t.say(W::HoursTooMany)));
        }
        if errors.is_empty() { Ok(minutes) } else { Err(errors) }
    }

    /// The day that decides which values of the law apply: today where no day is given.
    pub fn start(&self, t: Words, today: jiff::civil::Date) -> Result<jiff::civil::Date, Vec<FieldError>> {
        match self.start.as_str() {
            "" => Ok(today),
            text => {
                dates::read(text).ok_or_else(|| vec![FieldError::new(START, t.fill(W::DayWrong, &[&iso_date(today)]))])
            }
        }
    }
}

/// A message for a day for which the program has no values of the law.
pub fn day_error(t: Words, field: &str, error: AidError) -> FieldError {
    match error {
        AidError::NoValue(_) => FieldError::new(field, t.say(W::DayTooEarly)),
    }
}

fn choice<T: ClosedList>(t: Words, text: &str, default: T, field: &str, errors: &mut Vec<FieldError>) -> T {
    match (text, T::from_code(text)) {
        ("", _) => default,
        (_, Some(value)) => value,
        (_, None) => {
            errors.push(FieldError::new(field, t.say(W::ChoiceWrong)));
            default
        }
    }
}

fn amount(t: Words, text: &str, field: &str, errors: &mut Vec<FieldError>) -> Option<Cents> {
    let wrong = match euros_per(text, Per::Month) {
        Ok(amount) => return Some(amount),
        Err(AmountError::Unreadable) => W::AmountWrong,
        Err(AmountError::TooFine) => W::AmountTooFine,
    };
    errors.push(FieldError::new(field, t.say(wrong)));
    None
}

/// Minutes for the given hours of a month.
fn hours(t: Words, text: &str, field: &str, errors: &mut Vec<FieldError>) -> Option<u32> {
    if text.is_empty() {
        return None;
    }
    match durations::hours_of_month(text) {
        Ok(minutes) if minutes <= MOST_MINUTES => Some(minutes),
        Ok(_) | Err(_) => {
            errors.push(FieldError::new(field, t.say(W::HoursWrong)));
            None
        }
    }
}

/// The minutes of ten thousand hours: no month has more.
const MOST_MINUTES: u32 = 600_000;

fn situation_error(t: Words, error: SituationError) -> FieldError {
    let (field, wrong) = match error {
        SituationError::Resources => (RESOURCES, W::ResourcesRange),
        SituationError::Plan => (PLAN, W::PlanRange),
        SituationError::PlanWithoutGir => (GIR, W::PlanWithoutGir),
        SituationError::PlanUnder60 => (PLAN, W::PlanUnder60),
        SituationError::PlanAndPch => (PCH, W::PlanAndPch),
        SituationError::PchHours => (PCH, W::PchRange),
        SituationError::MembersOver65 => (MEMBERS, W::MembersWrong),
    };
    FieldError::new(field, t.say(wrong))
}

#[cfg(test)]
mod tests {
    use domain::Cents;

    use super::SituationForm;
    use crate::text::{Lang, Words};

    fn french() -> Words {
        Words::of(Lang::French)
    }

    fn errors(body: &str) -> Vec<String> {
        let parsed = SituationForm::from_body(body).parse(french());
        parsed.err().into_iter().flatten().map(|error| error.field).collect()
    }

    #[test]
    fn a_button_that_chooses_a_gir_wins_over_a_field_that_knows_none() {
        assert!(SituationForm::from_body("gir=2&gir=inconnu&ressources=1200").gir == "2");
        assert!(SituationForm::from_body("gir=inconnu&gir=2&ressources=1200").gir == "2");
        assert!(SituationForm::from_body("gir=inconnu&ressources=1200").gir == "inconnu");
    }

    #[test]
    fn each_wrong_field_is_named_and_nothing_else() {
        assert!(errors("ressources=1500").is_empty());
        assert!(errors("ressources=1+500%2C50+%E2%82%AC&gir=inconnu&plan=&pch=").is_empty());
        assert_eq!(errors(""), ["ressources"]);
        assert_eq!(errors("ressources=-1"), ["ressources"]);
        assert_eq!(errors("ressources=100001"), ["ressources"]);
        assert_eq!(errors("ressources=beaucoup&gir=0"), ["gir", "ressources"]);
        assert_eq!(errors("ressources=1&gir=7"), ["gir"]);
        assert_eq!(errors("ressources=1&gir=5&plan=300"), ["gir"]);
        assert_eq!(errors("ressources=1&gir=2&plan=-3"), ["plan"]);
        assert_eq!(errors("ressources=1&age=moins-de-60&gir=2&plan=300"), ["plan"]);
        assert_eq!(errors("ressources=1&gir=2&plan=300&pch=10"), ["pch"]);
        assert_eq!(errors("ressources=1&pch=dix"), ["pch"]);
        assert_eq!(
            errors("ressources=1&plus-de-65=douze&foyer=trio&handicap=x&age=y"),
            ["age", "foyer", "handicap", "plus-de-65"]
        );
        assert!(errors("ressources=1&gir=4&plan=2000").is_empty(), "a plan above the ceiling is capped, not refused");
    }

    #[test]
    fn a_box_counts_only_where_it_is_ticked() {
        let terms = |body| {
            let situation = SituationForm::from_body(body).parse(french()).expect("a situation");
            let terms = situation.terms();
            (terms.draws_mtp, terms.unfit_for_work, terms.works)
        };
        assert_eq!(terms("ressources=1"), (false, false, false));
        assert_eq!(terms("ressources=1&mtp=oui"), (true, false, false));
        assert_eq!(terms("ressources=1&inapte=oui&travaille=oui"), (false, true, true));
        assert!(!SituationForm::from_body("travaille=oui").is_empty());
    }

    #[test]
    fn what_is_written_is_what_is_computed() {
        let form = SituationForm::from_body("ressources=1+500%2C50&gir=3&foyer=couple&pch=20%2C5&heures=10+h");
        let situation = form.parse(french()).expect("a situation");
        assert_eq!(situation.terms().resources, Cents(150_050));
        assert_eq!(situation.terms().pch_minutes, Some(1_230));
        assert_eq!(form.minutes(french()).ok(), Some(Some(600)));
        assert!(SituationForm::from_body("heures=745").minutes(french()).is_err());
    }
}
