//! Why a service takes nobody, and the parts of the week: the words for a refusal that a social worker counts.

use domain::feedback::refusal::{DaySlot, RefusalReason};

use super::Words;

super::sentences! {
    /// Refusals.
    RefusalWords at 9 {
        ReasonFull: "plus aucune place", "no place left", =;
        ReasonHours: "pas à ces horaires", "not at these hours", "pas à ces heures";
        ReasonAct: "ne fait pas cette prestation", "does not do this task", "ne fait pas cette aide";
        ReasonZone: "ne vient pas dans ce secteur", "does not come to this area", "ne vient pas ici";
        ReasonDelay: "ne peut pas commencer à temps", "cannot begin in time", "commence trop tard";
        ReasonPublic: "ne prend pas ce type de situation", "does not take this kind of situation", "ne s’occupe pas de cette situation";
        ReasonOther: "autre raison", "another reason", =;
        SlotMorning: "matin", "morning", =;
        SlotMidday: "midi", "midday", =;
        SlotAfternoon: "après-midi", "afternoon", =;
        SlotEvening: "soir", "evening", =;
        SlotNight: "nuit", "night", =;
        SlotWeekend: "week-end", "weekend", =;
        MorningHours: "du lundi au vendredi, de 7 h à 11 h", "Monday to Friday, 7:00 to 11:00", =;
        MiddayHours: "du lundi au vendredi, de 11 h à 14 h", "Monday to Friday, 11:00 to 14:00", =;
        AfternoonHours: "du lundi au vendredi, de 14 h à 18 h", "Monday to Friday, 14:00 to 18:00", =;
        EveningHours: "du lundi au vendredi, de 18 h à 21 h", "Monday to Friday, 18:00 to 21:00", =;
        NightHours: "du lundi au vendredi, de 21 h à 7 h", "Monday to Friday, 21:00 to 7:00", =;
        WeekendHours: "samedi et dimanche, à toute heure", "Saturday and Sunday, at any hour", =;
    }
}

impl Words {
    /// Why a service takes nobody: "pas à ces horaires".
    pub fn refusal_reason(self, reason: RefusalReason) -> &'static str {
        self.say(match reason {
            RefusalReason::Full => RefusalWords::ReasonFull,
            RefusalReason::Hours => RefusalWords::ReasonHours,
            RefusalReason::Act => RefusalWords::ReasonAct,
            RefusalReason::Zone => RefusalWords::ReasonZone,
            RefusalReason::Delay => RefusalWords::ReasonDelay,
            RefusalReason::Public => RefusalWords::ReasonPublic,
            RefusalReason::Other => RefusalWords::ReasonOther,
        })
    }

    /// A part of the week: "après-midi".
    pub fn day_slot(self, slot: DaySlot) -> &'static str {
        self.say(match slot {
            DaySlot::Morning => RefusalWords::SlotMorning,
            DaySlot::Midday => RefusalWords::SlotMidday,
            DaySlot::Afternoon => RefusalWords::SlotAfternoon,
            DaySlot::Evening => RefusalWords::SlotEvening,
            DaySlot::Night => RefusalWords::SlotNight,
            DaySlot::Weekend => RefusalWords::SlotWeekend,
        })
    }

    /// Its days and hours: "du lundi au vendredi, de 14 h à 18 h".
    pub fn day_slot_hours(self, slot: DaySlot) -> &'static str {
        self.say(match slot {
            DaySlot::Morning => RefusalWords::MorningHours,
            DaySlot::Midday => RefusalWords::MiddayHours,
            DaySlot::Afternoon => RefusalWords::AfternoonHours,
            DaySlot::Evening => RefusalWords::EveningHours,
            DaySlot::Night => RefusalWords::NightHours,
            DaySlot::Weekend => RefusalWords::WeekendHours,
        })
    }
}
