//! Values of the domain in words, for `Words`. Every match is complete: a new value does not compile without its words.

use domain::cost::{DayPart, TimePart};
use domain::feedback::report::ReportAbout;
use domain::need::Criterion;
use domain::provider::acts::{Act, ActSet, HourKind, Mode, Public};
use domain::provider::listing::{
    CertificationName, Evaluation, Habilitation, HasGrade, Intake, Kind, LegalForm, Provenance, Source,
};
use domain::provider::questions::Question;
use domain::ranking::reasons::{Exclusion, Missing};
use domain::time::hours::Weekday;

use super::{Common, ProviderWords, Words};
use crate::need::form::UsualWeek;

/// The sentence for a value.
pub trait Named: Copy {
    fn sentence(self) -> Common;
}

macro_rules! named {
    ($($type:ident { $($value:ident => $sentence:ident),* $(,)? })*) => {
        $(impl Named for $type {
            fn sentence(self) -> Common {
                match self { $($type::$value => Common::$sentence),* }
            }
        })*
    };
}

named! {
    Act {
        RiseAndBed => ActRiseAndBed, Washing => ActWashing, Meals => ActMeals, Changing => ActChanging,
        Transfers => ActTransfers, Presence => ActPresence, NightWatch => ActNightWatch, Outings => ActOutings,
        Driving => ActDriving, Respite => ActRespite, Nursing => ActNursing, Cleaning => ActCleaning,
        Laundry => ActLaundry, Shopping => ActShopping, Handiwork => ActHandiwork, Paperwork => ActPaperwork,
        Computing => ActComputing, MealDelivery => ActMealDelivery, RemoteAlarm => ActRemoteAlarm,
    }
    Public {
        Older => PublicOlder, DisabledAdults => PublicDisabledAdults, DisabledChildren => PublicDisabledChildren,
        Neurodegenerative => PublicNeurodegenerative, EndOfLife => PublicEndOfLife,
    }
    Mode { Prestataire => ModePrestataire, Mandataire => ModeMandataire, Placement => ModePlacement }
    HourKind { Care => KindCare, Household => KindHousehold }
    Criterion {
        Price => CriterionPrice, Coverage => CriterionCoverage, Services => CriterionServices,
        Quality => CriterionQuality, Availability => CriterionAvailability,
    }
    Weekday {
        Monday => Monday, Tuesday => Tuesday, Wednesday => Wednesday, Thursday => Thursday, Friday => Friday,
        Saturday => Saturday, Sunday => Sunday,
    }
    DayPart {
        Weekday => OnWeekdays, Saturday => OnSaturdays, Sunday => OnSundays, Holiday => OnHolidays, MayDay => OnMayDay,
    }
    TimePart { Day => InTheDay, Evening => InTheEvening, Night => AtNight }
    Exclusion {
        Zone => OutZone, Closing => OutClosing, Mode => OutMode, Habilitation => OutHabilitation, RequiredActs => OutActs,
        NoWishedAct => OutWishes, Publics => OutPublics, NoCoverage => OutCoverage, NursingOnly => OutNursing,
    }
    Missing {
        Zone => AskZone, Mode => AskMode, Tariff => AskTariff, Surcharge => AskSurcharge, Hours => AskHours,
        Acts => AskActs, Publics => AskPublics, Habilitation => AskHabilitation, Grade => AskGrade,
        Availability => AskAvailability, AidTariff => AskAidTariff,
    }
    Kind { HomeHelp => HomeHelp, HelpAndNursing => HelpAndNursing, Nursing => NursingService }
    LegalForm { Association => Association, Company => Company, PublicBody => PublicBody }
    Habilitation { Held => Habilitated, NotHeld => NotHabilitated }
    HasGrade { A => GradeA, B => GradeB, C => GradeC, D => GradeD, NotYet => GradeNotYet }
    CertificationName { NfService => NfService, Qualicert => Qualicert, Qualisap => Qualisap, CapHandeo => CapHandeo }
    Intake { Open => IntakeOpen, WaitingList => IntakeList, Closed => IntakeClosed }
    UsualWeek {
        Mornings => WeekMornings, MiddayAndEvening => WeekMiddayAndEvening, Cleaning => WeekCleaning,
        Nights => WeekNights,
    }
}

impl Words {
    /// A question to ask a service before signing.
    pub fn question(self, question: Question) -> &'static str {
        self.say(match question {
            Question::Availability => ProviderWords::QuestionAvailability,
            Question::StartDelay => ProviderWords::QuestionStartDelay,
            Question::Zones => ProviderWords::QuestionZones,
            Question::Hours => ProviderWords::QuestionHours,
            Question::HolidayWork => ProviderWords::QuestionHolidayWork,
            Question::Acts => ProviderWords::QuestionActs,
            Question::Publics => ProviderWords::QuestionPublics,
            Question::Price => ProviderWords::QuestionPrice,
            Question::HouseholdPrice => ProviderWords::QuestionHouseholdPrice,
            Question::MealPrice => ProviderWords::QuestionMealPrice,
            Question::RemoteAlarmPrice => ProviderWords::QuestionRemoteAlarmPrice,
            Question::SaturdaySurcharge => ProviderWords::QuestionSaturdaySurcharge,
            Question::SundaySurcharge => ProviderWords::QuestionSundaySurcharge,
            Question::HolidaySurcharge => ProviderWords::QuestionHolidaySurcharge,
            Question::EveningSurcharge => ProviderWords::QuestionEveningSurcharge,
            Question::NightSurcharge => ProviderWords::QuestionNightSurcharge,
            Question::MinimumBilled => ProviderWords::QuestionMinimumBilled,
            Question::Fees => ProviderWords::QuestionFees,
            Question::Habilitation => ProviderWords::QuestionHabilitation,
            Question::Grade => ProviderWords::QuestionGrade,
            Question::Languages => ProviderWords::QuestionLanguages,
            Question::LegalForm => ProviderWords::QuestionLegalForm,
            Question::OfficeHours => ProviderWords::QuestionOfficeHours,
            Question::Replacement => ProviderWords::QuestionReplacement,
            Question::SameHelper => ProviderWords::QuestionSameHelper,
            Question::WrittenEstimate => ProviderWords::QuestionWrittenEstimate,
            Question::Termination => ProviderWords::QuestionTermination,
        })
    }

    /// The subject of a report.
    pub fn report_about(self, about: ReportAbout) -> &'static str {
        self.say(match about {
            ReportAbout::Price => ProviderWords::AboutPrice,
            ReportAbout::Hours => ProviderWords::AboutHours,
            ReportAbout::Contact => ProviderWords::AboutContact,
            ReportAbout::Acts => ProviderWords::AboutActs,
            ReportAbout::Zones => ProviderWords::AboutZones,
            ReportAbout::Closed => ProviderWords::AboutClosed,
            ReportAbout::Other => ProviderWords::AboutOther,
        })
    }

    /// A value of the domain.
    pub fn name(self, value: impl Named) -> &'static str {
        self.say(value.sentence())
    }

    /// Several values, with commas between them.
    pub fn list<T: Named>(self, values: impl Iterator<Item = T>) -> String {
        values.map(|value| self.name(value)).collect::<Vec<_>>().join(", ")
    }

    pub fn acts(self, acts: ActSet) -> String {
        self.list(acts.iter())
    }

    /// "B, évaluation du 3 mars 2026 par Untel"
    pub fn evaluation(self, evaluation: &Evaluation) -> String {
        let (grade, on) = (self.name(evaluation.grade), self.date(evaluation.on));
        if evaluation.evaluator.is_empty() {
            return self.fill(ProviderWords::Evaluated, &[&grade, &on]);
        }
        self.fill(ProviderWords::EvaluatedBy, &[&grade, &on, &evaluation.evaluator])
    }

    pub fn mode_explained(self, mode: Mode) -> &'static str {
        self.say(match mode {
            Mode::Prestataire => Common::PrestataireExplained,
            Mode::Mandataire => Common::MandataireExplained,
            Mode::Placement => Common::PlacementExplained,
        })
    }

    /// "déclaré par le service le 3 mars 2026, vérifié par la Ville le 5 mars 2026"
    pub fn provenance(self, provenance: &Provenance) -> String {
        let words = match provenance.source {
            Source::Finess => Common::FromFiness,
            Source::Has => Common::FromHas,
            Source::Provider => Common::FromProvider,
            Source::City => Common::FromCity,
            Source::Demonstration => Common::FromDemonstration,
        };
        let words = self.fill(words, &[&self.date(provenance.observed)]);
        match &provenance.verified {
            Some(verified) => {
                format!("{words}{}", self.fill(Common::VerifiedBy, &[&verified.by, &self.date(verified.on)]))
            }
            None => words,
        }
    }
}
