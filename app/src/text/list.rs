//! The list: the words around its cards.

super::sentences! {
    /// The page of the list, as the server and the browser write it.
    ListWords at 4 {
        HeadingNone: "Aucun service possible dans le {0}", "No possible service in the {0}", "Aucun service ne convient dans le {0}";
        Heading: "{0} service possible dans le {1}", "{0} possible service in the {1}", "{0} service peut vous aider dans le {1}";
        HeadingMany: "{0} services possibles dans le {1}", "{0} possible services in the {1}", "{0} services peuvent vous aider dans le {1}";
        Title: "{0} : {1}", "{0}: {1}", =;
        Modify: "Modifier", "Change", "Changer mes réponses";
        Update: "Mettre à jour la liste", "Update the list", =;

        Chips: "Trier et choisir", "Sort and choose", =;
        Sort: "Trier", "Sort", =;
        SortCriteria: "selon vos critères", "by your criteria", "le mieux pour vous";
        SortPrice: "par prix", "by price", "le moins cher d’abord";
        SortToPay: "par somme à payer", "by amount to pay", "ce que vous payez";
        SortHours: "par heures couvertes", "by hours covered", "les heures possibles";
        SortDistance: "par distance", "by distance", "le plus près";
        SortStart: "par début possible", "by possible start", "le plus tôt";
        FilterPlaces: "Places libres", "Free places", "Il y a de la place";
        FilterNotFull: "Sauf complets", "Not full", "Sauf s’il n’a plus de place";
        FilterHours: "Toutes mes heures", "All my hours", =;
        FilterEmploys: "Le service emploie", "The service employs", "Le service est le patron";
        FilterApproved: "Accepte l’aide sociale", "Accepts social assistance", =;
        FilterTasks: "Toutes mes tâches", "All my tasks", "Tout ce que je veux";
        FilterCount: "{0} ({1})", "{0} ({1})", =;
        Soon: "Début proche : {0} sur {1}, sans les services complets.", "Early start: {0} of {1}, without services that are full.", "{0} sur {1}. Nous ne montrons pas les services qui n’ont plus de place.";
        FilteredNone: "Aucun service ne reste avec ces filtres : retirez-en un.", "No service is left with these filters: take one off.", "Il ne reste aucun service. Enlevez un choix.";
        FilteredSome: "{0} sur {1} avec ces filtres.", "{0} of {1} with these filters.", "{0} sur {1} avec vos choix.";
        AidsChip: "Aides", "Financial help", "Les aides";

        Law: "Classement : {0}. {1} Personne ne paie pour y figurer. ", "Ranking: {0}. {1} Nobody pays to be listed. ", "Ce qui compte : {0}. {1} Personne ne paie pour être ici. ";
        LawDefault: "par défaut, {0}", "by default, {0}", =;
        LawShare: "{0} {1}", "{0} {1}", =;
        LawHow: "Comment ?", "How?", "Comment ça marche ?";
        LawLabel: "Comment cette liste est faite", "How this list is made", =;
        SharePrice: "prix", "price", =;
        ShareCoverage: "horaires", "hours", "heures";
        ShareServices: "tâches", "tasks", "ce qu’il fait";
        ShareQuality: "qualité", "quality", =;
        ShareAvailability: "disponibilité", "availability", "places";

        Suitable: "Conviennent", "Suitable", =;
        PartlySuitable: "Conviennent en partie", "Partly suitable", "Conviennent un peu";
        PartlySuitableWhy: "Il leur manque des heures ou des tâches demandées.", "They lack some of the hours or tasks asked for.", "Ils ne font pas tout ce que vous voulez.";
        ToConfirm: "À vérifier par téléphone", "To be checked by telephone", "Il faut téléphoner";
        ToConfirmWhy: "On ne sait pas tout sur ces services ; rien ne dit qu’ils ne conviennent pas.", "Not everything is known about these services; nothing says that they do not suit.", "Nous ne savons pas tout. Téléphonez-leur.";
        Excluded: "Ne conviennent pas", "Not suitable", =;
        ExcludedWhy: "Un service peut avoir plusieurs raisons.", "A service may have several reasons.", =;
        GroupCount: "{0} : {1}", "{0}: {1}", =;
        Excludes: "{0}\u{a0}: {1} sur {2}", "{0}: {1} of {2}", =;
        NursingTitle: "Soins infirmiers à domicile", "Nursing at home", "Les soins à la maison";

        ChangesTitle: "Ce qui changerait la liste", "What would change the list", "Ce que vous pouvez changer";
        ChangesWhat: "Un seul changement de votre demande à la fois. Le prix est celui du moins cher des services qui conviennent.", "One change to what you ask for at a time. The price is that of the cheapest suitable service.", "Changez une seule chose. Le prix est celui du service le moins cher.";
        ChangesFromNobody: "Un seul changement de votre demande, et des services apparaissent :", "One change to what you ask for, and services appear:", "Changez une seule chose et vous verrez des services :";
        ChangesUntried: "Il y a trop de services, ou trop d’horaires différents, pour essayer ici tous les changements.", "There are too many services, or too many different hours, to try every change here.", "Nous n’avons pas essayé tous les changements.";
        ChangeTime: "de {0} à {1} au lieu de {2} à {3}", "from {0} to {1} instead of {2} to {3}", =;
        ChangeDay: "le {0} au lieu du {1}", "on {0} instead of {1}", =;
        ChangeStart: "en commençant le {0}", "starting on {0}", "si l’aide commence le {0}";
        ChangeMode: "en acceptant aussi le mode {0}", "also accepting the arrangement {0}", "si vous acceptez aussi le mode {0}";
        ChangeWithoutAct: "sans la tâche « {0} »", "without the task “{0}”", =;
        ChangeWithoutDay: "sans le {0}", "without {0}", =;
        ChangeWithoutPublic: "sans demander le public « {0} »", "without asking for the group “{0}”", =;
        ChangeWithoutHabilitation: "avec aussi les services non habilités à l’aide sociale", "with services without approval for social assistance too", "avec aussi les services sans aide sociale";
        ChangeWithoutActs: "sans demander de tâche", "without asking for a task", =;
        ChangeWithoutHours: "sans préciser d’horaires", "without stating hours", "sans choisir les heures";
        ChangeZone: "voir le {0}", "see the {0}", =;
        GainMoreOne: "{0} service de plus", "{0} more service", =;
        GainMore: "{0} services de plus", "{0} more services", =;
        GainPartlyOne: "{0} service, qui convient en partie", "{0} service, partly suitable", "{0} service, qui convient un peu";
        GainPartly: "{0} services, qui conviennent en partie", "{0} services, partly suitable", "{0} services, qui conviennent un peu";
        GainToConfirmOne: "{0} service, à vérifier par téléphone", "{0} service, to be checked by telephone", "{0} service, il faut téléphoner";
        GainToConfirm: "{0} services, à vérifier par téléphone", "{0} services, to be checked by telephone", "{0} services, il faut téléphoner";
        GainLess: "{0} de moins par mois", "{0} less a month", =;
        GainBoth: "{0} et {1}", "{0} and {1}", =;

        Tray: "Services choisis", "Chosen services", =;
        TrayOne: "{0} choisi", "{0} chosen", =;
        TrayMany: "{0} choisis", "{0} chosen", =;
        TrayCompare: "Comparer", "Compare", =;
        TrayPrint: "Imprimer", "Print", =;
        TrayClear: "Effacer", "Clear", =;
        TrayKeep: "Garder mes choix", "Keep my choices", =;
        TrayFull: "Quatre services au plus : décochez-en un d’abord.", "Four services at most: untick one first.", "Pas plus de 4 services. Enlevez-en un d’abord.";

        Importance: "Importance", "Importance", "Ce qui compte pour vous";
        ImportanceHint: "De 0 (ne compte pas) à 10. Qualité et disponibilité ne comptent que si vous leur donnez de l’importance.", "From 0 (does not count) to 10. Quality and availability count only if you give them importance.", "0 : cela ne compte pas. 10 : cela compte beaucoup.";
        PricesTitle: "Les prix de cette liste", "The prices of this list", =;
        MapTitle: "Carte", "Map", =;
        MapLabel: "Carte {of territory} : chaque {zone} mène à ses services", "Map {of territory}: each {zone} leads to its services", =;
        MapZone: "{0} : {1}", "{0}: {1}", =;
        Beside: "Prix, carte et aides", "Prices, map and financial help", =;
        YourAids: "Vos aides", "Your financial help", =;
        YourAidsWhy: "Le degré d’autonomie (GIR) et les ressources donnent ce qui resterait à payer.", "How much help the person needs (GIR) and their resources tell what would be left to pay.", "Répondez à quelques questions. Vous verrez ce que vous payez vraiment.";
        Results: "Résultats", "Results", =;

        PairsTitle: "Deux services ensemble", "Two services together", "Deux services qui se partagent l’aide";
        PairsComplete: "Aucun service ne convient seul. Chaque visite est faite par l’un ou par l’autre : à deux, ils répondent mieux que le meilleur seul.", "No service suits by itself. Each visit is made by one or the other: together they answer better than the best one alone.", "Aucun service ne peut tout faire. Deux services ensemble font mieux. Chaque visite est faite par l’un ou par l’autre.";
        PairsCheaper: "Chaque visite est faite par l’un ou par l’autre : à deux, ils conviennent aussi, pour moins cher que tout service seul.", "Each visit is made by one or the other: together they suit too, for less than any service alone.", "Chaque visite est faite par l’un ou par l’autre. À deux, c’est moins cher.";
        PairsNone: "Deux services ensemble ne répondraient pas mieux.", "Two services together would not answer better.", "Deux services ensemble ne font pas mieux.";
        PairsTooMany: "Deux services ensemble : il y a trop de possibilités pour les comparer toutes, aucune n’est donc proposée.", "Two services together: there are too many possibilities to compare them all, so none is given.", "Il y a trop de services pour les comparer deux par deux.";
        PairMonth: "{0} par mois à deux, avant les aides", "{0} a month for both, before financial help", "{0} par mois pour les deux, avant les aides";
        PairToPay: "{0} à payer par mois à deux ({1} avant les aides)", "{0} to pay a month for both ({1} before financial help)", "Vous payez {0} par mois pour les deux ({1} avant les aides)";
        PairBetween: "De {0} à {1} à payer par mois à deux ({2} avant les aides)", "From {0} to {1} to pay a month for both ({2} before financial help)", "Vous payez entre {0} et {1} par mois pour les deux ({2} avant les aides)";
        PairLess: "{0} de moins par mois que {1}", "{0} less a month than {1}", =;
        PairMore: "{0} de plus par mois que {1}", "{0} more a month than {1}", =;
        PairSame: "le même prix que {0}", "the same price as {0}", =;
        PairMoreHours: "{0}, et {1} d’aide en plus", "{0}, and {1} more of help", =;
        PairFewerHours: "{0}, et {1} d’aide en moins", "{0}, and {1} less of help", =;
        PairShare: " : {0}, {1} par mois", ": {0}, {1} a month", =;
        PairNobody: "Personne ne vient : {0}", "Nobody comes: {0}", =;
        Mornings: "les matins", "mornings", =;
        Afternoons: "les après-midi", "afternoons", =;
        Evenings: "les soirs", "evenings", =;
        Nights: "les nuits", "nights", =;
        MomentOfDays: "{0}, {1}", "{0}, {1}", =;
    }
}
