//! The form of the need: labels, hints, errors; and the need in words.

super::sentences! {
    /// The form of the need, and the need in words.
    NeedWords at 1 {
        Where: "Où habite la personne ?", "Where does the person live?", =;
        WhereHint: "Un arrondissement, un code postal ou une adresse : 14e, 75014, 12 rue Daguerre…", "A district, a postcode or an address: 14e, 75014, 12 rue Daguerre…", "Écrivez l’arrondissement ou l’adresse. Par exemple : 14e.";
        Suggestions: "Adresses proposées", "Suggested addresses", =;
        SuggestionFound: "{0} adresse proposée : flèches pour choisir.", "{0} address suggested: use the arrow keys to choose.", =;
        SuggestionsFound: "{0} adresses proposées : flèches pour choisir.", "{0} addresses suggested: use the arrow keys to choose.", =;
        What: "Pour faire quoi ?", "For which tasks?", "De quelle aide avez-vous besoin ?";
        WhatHint: "Vous ne savez pas ? Ne cochez rien : les prestations ne compteront pas.", "Not sure? Leave all unticked: tasks will not count.", "Vous ne savez pas ? Ne cochez rien.";
        CareTasks: "Aide à la personne", "Personal care", "Aide pour la personne";
        HouseholdTasks: "Maison et papiers", "House and paperwork", =;
        FlatTasks: "À domicile, au forfait", "At home, for a fixed price", "Autres aides";
        When: "Quand ?", "When?", =;
        WhenTouch: "Touchez les heures où il faut quelqu’un.", "Tap the hours when someone is needed.", =;
        WhenHint: "Vous ne savez pas ? Ne remplissez rien : les services seront comparés sur le prix d’une heure.", "Not sure? Leave it empty: services will be compared on the price of one hour.", "Vous ne savez pas ? Ne choisissez rien.";
        WhenByHand: "Écrire les heures à la minute", "Type the exact times", "Écrire les heures";
        WhenByHandHint: "Un passage de nuit peut finir après minuit (22:00 à 06:00).", "A night visit may end after midnight (22:00 to 06:00).", "La nuit, l’aide peut finir le lendemain.";
        MoreRows: "S’il faut plus de lignes, une nouvelle apparaît quand celles-ci sont remplies.", "If you need more rows, a new one appears when these are filled.", "Il faut une ligne de plus ? Remplissez celles-ci. Une ligne vient ensuite.";
        WeekFilled: "Semaine remplie : {0}", "Week filled: {0}", =;
        UsualWeeks: "Partir d’une semaine habituelle", "Start from a usual week", "Choisir une semaine toute prête";
        GridCaption: "Semaine : une case est une heure", "Week: one cell is one hour", =;
        GridKind: "Une heure touchée est pour", "A tapped hour is for", =;
        GridHelp: "Au clavier : flèches pour se déplacer, Espace pour choisir une heure.", "With the keyboard: arrows to move, Space to choose an hour.", =;
        GridClear: "Vider la semaine", "Clear the week", =;
        GridFull: "Cette semaine a trop d’horaires différents : au plus {0} créneaux. Le dernier choix n’est pas compté.", "This week has too many different times: at most {0} slots. The last choice does not count.", "Il y a trop d’heures différentes. Le dernier choix ne compte pas. Il faut {0} lignes au plus.";
        GridHour: "{0} de {1} à {2}", "{0} from {1} to {2}", =;
        GridCare: "aide", "care", =;
        GridHousehold: "ménage", "household", =;
        GridEmpty: "libre", "free", =;
        Slot: "Créneau {0}", "Slot {0}", "Moment {0}";
        SlotFrom: "de ", "from ", =;
        SlotTo: "à ", "to ", =;
        SlotFor: "pour ", "for ", =;
        Start: "À partir de quand ?", "From when?", =;
        StartHint: "Vous ne savez pas ? Laissez la date d’aujourd’hui.", "Not sure? Leave today’s date.", =;
        Options: "Conditions particulières (facultatif)", "Special conditions (optional)", "Autres choix (pas obligatoire)";
        Required: "Prestations indispensables", "Tasks you cannot do without", "Ce que le service doit faire absolument";
        RequiredHint: "Un service qui ne les fait pas sera écarté.", "A service that does not do them will be left out.", "Un service qui ne le fait pas ne sera pas montré.";
        Modes: "Modes d’intervention acceptés", "Arrangements you accept", "Qui emploie la personne qui vient ?";
        ModesHint: "Vous ne savez pas ? Ne cochez rien : tous les modes sont comparés.", "Not sure? Leave all unticked: every arrangement is compared.", "Vous ne savez pas ? Ne cochez rien.";
        Habilitation: "Aide sociale", "Social assistance (aide sociale)", =;
        HabilitationOnly: "Seulement les services habilités à l’aide sociale", "Only services approved for social assistance", "Seulement les services qui acceptent l’aide sociale";
        HabilitationHint: "Utile si la Ville paie l’aide-ménagère. Vous ne savez pas ? Ne cochez rien.", "Useful if the City pays for the home help. Not sure? Leave it unticked.", "Vous ne savez pas ? Ne cochez rien.";
        PublicTitle: "Le service doit avoir l’habitude d’accompagner", "The service must be used to working with", "Le service doit savoir aider";
        PublicHint: "Un service qui n’accompagne pas ce public sera écarté.", "A service that does not work with these people will be left out.", "Un service qui ne les aide pas ne sera pas montré.";
        Language: "Langue parlée par l’intervenant", "Language spoken by the care worker", "Langue de la personne qui vient";
        LanguageHint: "Montrée pour chaque service ; elle n’écarte ni ne classe personne.", "Shown for each service; it neither leaves out nor ranks anyone.", "Nous vous disons quelles langues le service parle.";
        LanguageAny: "peu importe, ou je ne sais pas", "any, or I don’t know", "je ne sais pas";
        Languages: "Langues parlées", "Languages spoken", =;
        SituationLater: "Ensuite, si vous voulez : le degré d’autonomie (GIR) et les ressources, pour voir ce qui resterait à payer. Rien n’en est gardé.", "Then, if you like: how much help the person needs (GIR) and their resources, to see what would be left to pay. Nothing of it is kept.", "Ensuite, vous pouvez calculer ce que vous payez avec les aides. Personne ne garde vos réponses.";
        Compare: "Comparer", "Compare", =;
        Weights: "Ce qui compte le plus pour vous", "What matters most to you", =;
        WeightsFrom0: "Importance de chaque critère, de 0 à 10", "How much each criterion matters, from 0 to 10", "Ce qui compte le plus pour vous, de 0 à 10";
        WeightsHint: "De 0 (sans effet) à 10. Qualité et disponibilité ne comptent que si vous leur donnez un poids.", "From 0 (no effect) to 10. Quality and availability count only if you give them a weight.", "0 : cela ne compte pas. 10 : cela compte beaucoup.";
        Recompare: "Reclasser", "Rank again", =;

        PlaceMissing: "Indiquez un arrondissement de {0} ou un code postal, par exemple 14e ou 75014.", "Give a district of {0} or a postcode, for example 14e or 75014.", "Écrivez un arrondissement de {0}. Par exemple : 14e.";
        PlaceUnknown: "« {0} » n’est pas un arrondissement ni une adresse connue de {1}. Ce site compare les services de {1} seulement. Écrivez par exemple 14e ou 75014.", "“{0}” is not a district or a known address of {1}. This site compares the services of {1} only. Write for example 14e or 75014.", "Nous ne trouvons pas « {0} » à {1}. Ce site connaît {1} seulement. Écrivez par exemple 14e.";
        PlaceElsewhere: "« {0} » n’est pas à {1}, et ce site compare les services de {1} seulement. Écrivez par exemple 14e ou 75014.", "“{0}” is not in {1}, and this site compares the services of {1} only. Write for example 14e or 75014.", "« {0} » n’est pas à {1}. Ce site connaît {1} seulement. Écrivez par exemple 14e.";
        PlacesTwo: "« {0} » nomme plusieurs arrondissements : {1}. Écrivez-en un seul.", "“{0}” names several districts: {1}. Write one of them.", "« {0} » dit plusieurs arrondissements : {1}. Écrivez-en un seul.";
        PlaceHere: "« {0} » n’est pas un arrondissement. Choisissez une adresse proposée, ou appuyez sur « Comparer ».", "“{0}” is not a district. Choose a suggested address, or press “Compare”.", "« {0} » n’est pas un arrondissement. Choisissez une adresse de la liste. Ou appuyez sur « Comparer ».";
        PlaceSeveral: "« {0} » existe dans plusieurs arrondissements : {1}. Ajoutez l’arrondissement ou le numéro.", "“{0}” exists in several districts: {1}. Add the district or the number.", "« {0} » existe dans plusieurs arrondissements : {1}. Écrivez lequel.";
        DateWrong: "« {0} » n’est pas une date. Écrivez-la comme {1}.", "“{0}” is not a date. Write it like {1}.", =;
        TaskWrong: "« {0} » n’est pas une prestation que nous connaissons.", "“{0}” is not a task we know.", =;
        ModeWrong: "« {0} » n’est pas un mode d’intervention que nous connaissons.", "“{0}” is not an arrangement we know.", =;
        PublicWrong: "« {0} » n’est pas un public que nous connaissons.", "“{0}” is not a group of people we know.", =;
        LanguageLong: "Écrivez une langue par son nom, en 40 lettres au plus.", "Write a language by its name, in 40 letters at most.", =;
        YesOnly: "La seule réponse possible est « oui ».", "The only possible answer is “oui”.", =;
        WeightWrong: "Donnez un poids entre 0 et 10, sans décimale.", "Give a weight between 0 and 10, without decimals.", "Donnez un nombre entre 0 et 10.";
        SlotsTooMany: "Au plus {0} créneaux, numérotés de 1 à {0}.", "At most {0} slots, numbered 1 to {0}.", =;
        SlotTimeMissing: "Créneau {0} : indiquez une heure, par exemple 08:30.", "Slot {0}: give a time, for example 08:30.", "Moment {0} : écrivez une heure, par exemple 08:30.";
        SlotTimeWrong: "Créneau {0} : « {1} » n’est pas une heure. Écrivez par exemple 08:30.", "Slot {0}: “{1}” is not a time. Write for example 08:30.", "Moment {0} : « {1} » n’est pas une heure. Écrivez par exemple 08:30.";
        SlotNoDay: "Créneau {0} : cochez au moins un jour.", "Slot {0}: tick at least one day.", "Moment {0} : cochez au moins un jour.";
        SlotDayWrong: "Créneau {0} : « {1} » n’est pas un jour.", "Slot {0}: “{1}” is not a day.", "Moment {0} : « {1} » n’est pas un jour.";
        SlotKindWrong: "Créneau {0} : choisissez l’aide ou le ménage.", "Slot {0}: choose care or cleaning.", "Moment {0} : choisissez l’aide ou le ménage.";
        SlotEmpty: "Créneau {0} : l’heure de fin est celle du début.", "Slot {0}: the end time is the start time.", "Moment {0} : la fin est la même heure que le début.";
        StartOutside: "La date de début doit être entre le 01/01/2022 et le 31/12/2099.", "The start date must be between 01/01/2022 and 31/12/2099.", =;
        VisitsTooMany: "Au plus {0} passages par semaine : retirez des jours.", "At most {0} visits a week: remove some days.", "Il y a trop de visites : {0} par semaine au plus. Retirez des jours.";
        VisitsOverlap: "Deux créneaux du même jour se chevauchent : changez les heures ou les jours.", "Two slots of the same day overlap: change the times or the days.", "Deux moments sont à la même heure. Changez les heures ou les jours.";
        ModeNone: "Acceptez au moins un mode d’intervention.", "Accept at least one arrangement.", =;
        WeightNone: "Donnez un poids au-dessus de 0 à un critère que votre demande permet de mesurer : le prix, les horaires si vous en donnez, les prestations si vous en souhaitez.", "Give a weight above 0 to a criterion that your answers allow to measure: price, hours if you give some, tasks if you wish for some.", "Il faut qu’une chose compte. Mettez plus de 0 au prix, aux heures ou à ce que le service fait.";

        SummaryWhere: "Où", "Where", =;
        SummaryWhat: "Quoi", "What", =;
        SummaryRequired: "Indispensable", "Essential", "Obligatoire";
        SummaryWhen: "Quand", "When", =;
        SummaryStart: "À partir du", "From", =;
        SummaryConditions: "Conditions", "Conditions", "Autres choix";
        SummaryModes: "mode {0}", "arrangement: {0}", =;
        Change: "changer", "change", =;
        TasksNotSaid: "prestations non précisées", "tasks not stated", "pas choisi";
        HoursNotSaid: "horaires non précisés", "hours not stated", "pas choisi";
        NoCondition: "aucune", "none", =;
        SlotWords: "{0}\u{a0}: de {1} à {2}, {3}", "{0}: from {1} to {2}, {3}", =;
    }
}
