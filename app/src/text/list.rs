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
        FilterHours: "Toutes mes heures", "All my hours", =;
        FilterEmploys: "Le service emploie", "The service employs", "Le service est le patron";
        FilterApproved: "Accepte l’aide sociale", "Accepts social assistance", =;
        FilterTasks: "Toutes mes tâches", "All my tasks", "Tout ce que je veux";
        FilterCount: "{0} ({1})", "{0} ({1})", =;
        Soon: "Début proche : {0} sur {1}, places libres.", "Early start: {0} of {1}, free places.", "{0} sur {1}. Nous montrons seulement les services qui ont de la place.";
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
    }
}
