//! Words of every page, and the names of the values of the domain.

super::sentences! {
    /// Words of every page.
    Common at 0 {
        Unknown: "non communiqué", "not stated", "on ne sait pas";
        UnknownThem: "non communiquées", "not stated", "on ne sait pas";
        Service: "{0} service", "{0} service", =;
        Services: "{0} services", "{0} services", =;
        Colon: "{0} : {1}", "{0}: {1}", =;
        Then: " ; ", "; ", =;
        And: " et ", " and ", =;
        Or: " ou ", " or ", =;
        To: "{0} – {1}", "{0} – {1}", "de {0} à {1}";
        NoHours: "aucune intervention", "no visits", "personne ne vient";
        EveryDay: "tous les jours", "every day", =;
        No: "non", "no", =;
        EurosAnHour: "{0} l’heure", "{0} an hour", =;
        EurosAMonth: "{0} par mois", "{0} a month", =;
        EurosAYear: "{0} par an", "{0} a year", =;
        HourAMonth: "{0}\u{a0}heure par mois", "{0} hour a month", =;
        HoursAMonth: "{0}\u{a0}heures par mois", "{0} hours a month", =;
        FormWrong: "Il y a un problème dans la demande", "There is a problem with your answers", "Il y a une erreur";
        FormKept: "Rien n’est perdu : corrigez, puis envoyez de nouveau.", "Nothing is lost: correct it, then send it again.", "Rien n’est perdu. Corrigez. Puis recommencez.";
        NotReached: "Le site n’a pas répondu. Rien n’est perdu : réessayez dans un moment.", "The site did not answer. Nothing is lost: try again in a moment.", "Le site ne répond pas. Recommencez plus tard.";
        ErrorTitle: "Erreur – {0}", "Error – {0}", =;

        ActRiseAndBed: "lever et coucher", "getting up and going to bed", "aider à se lever et à se coucher";
        ActWashing: "toilette et habillage", "washing and dressing", "aider à se laver et à s’habiller";
        ActMeals: "repas (préparer, aider à manger)", "meals (cooking, help with eating)", "préparer les repas, aider à manger";
        ActChanging: "change (protections)", "continence care", "changer les protections";
        ActTransfers: "passer du lit au fauteuil", "moving from bed to chair", "aider à passer du lit au fauteuil";
        ActPresence: "compagnie, activités", "company, activities", "tenir compagnie";
        ActNightWatch: "garde de nuit", "night watch", "être là la nuit";
        ActOutings: "accompagnement dehors", "going out together", "aider à sortir";
        ActDriving: "conduite du véhicule", "driving", "conduire la voiture";
        ActRespite: "vous remplacer quelques heures", "standing in for you a few hours", "remplacer un proche qui aide";
        ActNursing: "soins infirmiers", "nursing care", "soins faits par un infirmier";
        ActCleaning: "ménage", "cleaning", "faire le ménage";
        ActLaundry: "linge", "laundry", "laver et repasser le linge";
        ActShopping: "courses", "shopping", "faire les courses";
        ActHandiwork: "petit bricolage", "odd jobs", "faire un peu de bricolage";
        ActPaperwork: "aide administrative", "help with paperwork", "aider avec les papiers";
        ActComputing: "aide informatique", "help with computers", "aider avec l’ordinateur";
        ActMealDelivery: "portage de repas", "meal delivery", "apporter des repas";
        ActRemoteAlarm: "téléassistance", "alarm pendant", "un bouton pour appeler à l’aide";

        PublicOlder: "personnes âgées", "older people", =;
        PublicDisabledAdults: "adultes handicapés", "disabled adults", =;
        PublicDisabledChildren: "enfants handicapés", "disabled children", =;
        PublicNeurodegenerative: "maladies neurodégénératives", "neurodegenerative diseases", "maladies comme Alzheimer ou Parkinson";
        PublicEndOfLife: "fin de vie", "end of life", =;

        ModePrestataire: "prestataire", "prestataire", =;
        ModeMandataire: "mandataire", "mandataire", =;
        ModePlacement: "mise à disposition", "mise à disposition", =;
        PrestataireExplained: "prestataire : le service emploie l’intervenant", "prestataire: the service employs the care worker", "prestataire : le service est le patron de la personne qui vient";
        MandataireExplained: "mandataire : vous êtes l’employeur, le service s’occupe des démarches", "mandataire: you are the employer, the service does the paperwork", "mandataire : vous êtes le patron, le service fait les papiers";
        PlacementExplained: "mise à disposition : une association prête son salarié", "mise à disposition: an association lends you its employee", "mise à disposition : une association vous prête une personne";

        KindCare: "aide à la personne", "personal care", "aide à la personne";
        KindHousehold: "ménage et courses", "cleaning and shopping", =;

        CriterionPrice: "Prix", "Price", =;
        CriterionCoverage: "Horaires couverts", "Hours covered", "Heures possibles";
        CriterionServices: "Prestations", "Tasks", "Ce que le service fait";
        CriterionQuality: "Qualité (évaluation HAS)", "Quality (HAS grade)", "Qualité (note de la HAS)";
        CriterionAvailability: "Disponibilité", "Availability", "Places libres";

        Monday: "lundi", "Monday", =;
        Tuesday: "mardi", "Tuesday", =;
        Wednesday: "mercredi", "Wednesday", =;
        Thursday: "jeudi", "Thursday", =;
        Friday: "vendredi", "Friday", =;
        Saturday: "samedi", "Saturday", =;
        Sunday: "dimanche", "Sunday", =;
        MondayShort: "lun", "Mon", =;
        TuesdayShort: "mar", "Tue", =;
        WednesdayShort: "mer", "Wed", =;
        ThursdayShort: "jeu", "Thu", =;
        FridayShort: "ven", "Fri", =;
        SaturdayShort: "sam", "Sat", =;
        SundayShort: "dim", "Sun", =;
        Months: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre", "January February March April May June July August September October November December", =;

        OnWeekdays: "en semaine", "on weekdays", =;
        OnSaturdays: "le samedi", "on Saturdays", =;
        OnSundays: "le dimanche", "on Sundays", =;
        OnHolidays: "les jours fériés", "on public holidays", =;
        OnMayDay: "le 1er mai", "on 1 May", =;
        InTheDay: "journée", "daytime", =;
        InTheEvening: "soirée", "evening", =;
        AtNight: "nuit", "night", =;

        OutZone: "n’intervient pas dans {this zone}", "does not serve {this zone}", "ne vient pas dans {this zone}";
        OutMode: "ne propose pas le mode d’intervention demandé", "does not offer the arrangement you asked for", "ne propose pas ce que vous demandez";
        OutHabilitation: "n’est pas habilité à l’aide sociale", "is not approved for social assistance (aide sociale)", "n’accepte pas l’aide sociale";
        OutActs: "ne fait pas une prestation indispensable", "does not do a task you cannot do without", "ne fait pas une chose dont vous avez besoin";
        OutWishes: "ne fait aucune des prestations demandées", "does none of the tasks asked for", "ne fait rien de ce que vous voulez";
        OutPublics: "n’accompagne pas ce public", "does not work with these people", "n’aide pas ces personnes";
        OutCoverage: "ne couvre aucune des heures demandées", "covers none of the hours asked for", "ne vient pas à ces heures";
        OutClosing: "ferme avant le début demandé", "closes before the start asked for", "ferme avant votre début";
        OutNursing: "fait seulement des soins infirmiers, sur prescription", "does nursing care only, on prescription", "fait seulement des soins, avec une ordonnance";

        AskZone: "s’il intervient dans {this zone}", "whether it serves {this zone}", "s’il vient dans {this zone}";
        AskMode: "le mode d’intervention qu’il propose", "which arrangement it offers", "s’il est prestataire ou mandataire";
        AskTariff: "son tarif", "its price", "son prix";
        AskSurcharge: "une majoration que ce besoin rencontre (dimanche, jour férié, soir ou nuit)", "a surcharge that this need meets (Sunday, public holiday, evening or night)", "si c’est plus cher le dimanche, les jours fériés, le soir ou la nuit";
        AskHours: "ses horaires d’intervention", "the hours it works", "à quelles heures il vient";
        AskActs: "les prestations qu’il fait", "the tasks it does", "ce qu’il fait";
        AskPublics: "les publics qu’il accompagne", "which people it works with", "quelles personnes il aide";
        AskHabilitation: "s’il est habilité à l’aide sociale", "whether it is approved for social assistance (aide sociale)", "s’il accepte l’aide sociale";
        AskGrade: "son évaluation de qualité", "its quality grade", "sa note de qualité";
        AskAvailability: "s’il a de la place", "whether it has room", =;
        AskAidTariff: "ce que la PCH paierait pour ce mode d’intervention (son tarif n’est pas publié ici)", "what the disability allowance (PCH) would pay for this arrangement (its rate is not published here)", "ce que la PCH paie (nous ne savons pas ici)";

        HomeHelp: "service autonomie à domicile (aide)", "home-help service (service autonomie à domicile, aide)", "service d’aide à domicile";
        HelpAndNursing: "service autonomie à domicile (aide et soins)", "home-help and nursing service (service autonomie à domicile, aide et soins)", "service d’aide et de soins à domicile";
        NursingService: "SSIAD (soins infirmiers à domicile)", "home nursing service (SSIAD)", "service de soins à domicile (SSIAD)";
        Association: "association", "non-profit association", =;
        Company: "entreprise", "company", =;
        PublicBody: "service public", "public service", =;
        Habilitated: "habilité à l’aide sociale", "approved for social assistance (aide sociale)", "accepte l’aide sociale";
        NotHabilitated: "non habilité à l’aide sociale", "not approved for social assistance (aide sociale)", "n’accepte pas l’aide sociale";
        GradeA: "A", "A", "A (la meilleure note)";
        GradeB: "B", "B", =;
        GradeC: "C", "C", =;
        GradeD: "D", "D", "D (la moins bonne note)";
        GradeNotYet: "non encore évalué (ce n’est pas un mauvais signe)", "not graded yet (not a bad sign)", "pas encore de note (ce n’est pas grave)";
        NfService: "NF Service", "NF Service", =;
        Qualicert: "Qualicert", "Qualicert", =;
        Qualisap: "Qualisap", "Qualisap", =;
        CapHandeo: "Cap’Handéo", "Cap’Handéo", =;
        IntakeOpen: "prend de nouvelles personnes", "takes new people", =;
        IntakeList: "liste d’attente", "waiting list", "il faut attendre";
        IntakeClosed: "complet", "full", "il n’y a plus de place";

        FromHas: "Haute Autorité de santé, fichier du {0}", "Haute Autorité de santé, file of {0}", "HAS (Haute Autorité de santé), fichier du {0}";
        FromFiness: "fichier FINESS du {0}", "FINESS register of {0}", "liste officielle (FINESS) du {0}";
        FromProvider: "déclaré par le service le {0}", "stated by the service on {0}", "dit par le service le {0}";
        FromCity: "relevé par {city} le {0}", "recorded by {city} on {0}", "dit par {city} le {0}";
        FromDemonstration: "information fictive, datée du {0}", "fictitious information, dated {0}", "information inventée, du {0}";
        VerifiedBy: ", vérifié par {0} le {1}", ", checked by {0} on {1}", =;

        WeekMornings: "Tous les matins", "Every morning", =;
        WeekMiddayAndEvening: "Midi et soir", "Midday and evening", "Le midi et le soir";
        WeekCleaning: "Quelques heures de ménage", "A few hours of cleaning", =;
        WeekNights: "Les nuits", "Nights", "La nuit";
    }
}
