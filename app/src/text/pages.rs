//! Words of the pages around the comparison: the frame, the first page, the directory, the side by side, the aids, the map.

use domain::aids::Aid;

use super::Words;

super::sentences! {
    /// Pages around the comparison.
    Pages at 5 {
        Description: "Comparer les services d’aide à domicile pour un besoin précis : prix, horaires, prestations.", "Compare home-care services for a precise need: price, hours, tasks.", "Comparer les services qui aident à la maison.";
        Demonstration: "Démonstration : services et prix fictifs.", "Demonstration: fictitious services and prices.", "Exemple : ces services n’existent pas.";
        DemonstrationLabel: "Démonstration", "Demonstration", "Exemple";
        Skip: "Aller au contenu", "Skip to content", =;
        SkipToResults: "Aller aux résultats", "Skip to the results", "Aller à la liste";
        Menu: "Menu", "Menu", =;
        MainMenu: "Principale", "Main", =;
        MenuCompare: "Comparer", "Compare", =;
        MenuServices: "Services", "Services", "Tous les services";
        MenuAids: "Aides", "Financial help", "Les aides";
        MenuMethod: "Méthode", "Method", "Comment ça marche";
        LanguageMenu: "Langue", "Language", =;
        DataDemonstration: "Données fictives de démonstration.", "Fictitious demonstration data.", "Informations inventées, pour l’exemple.";
        DataRegister: "Données : FINESS du {0}, Licence Ouverte.", "Data: FINESS of {0}, Licence Ouverte (open licence).", "Informations : liste FINESS du {0}, Licence Ouverte.";
        DataNone: "Aucun service n’est encore publié.", "No service is published yet.", "Il n’y a pas encore de service.";
        PublicService: " Service public gratuit, sans publicité ni traceur.", " A free public service, without advertising or trackers.", " C’est gratuit. Il n’y a pas de publicité.";
        HelpTitle: "Besoin d’aide ?", "Need help?", =;
        HelpCall: "Appelez le {0} ({help name}).", "Call {0} ({help name}).", =;
        HelpHouse: "Ou adressez-vous {to guidance}.", "Or turn to {guidance}.", "Ou allez {to guidance}.";
        HelpGir: "Le GIR en cinq questions", "The GIR in five questions", =;
        FooterSite: "Le site", "The site", =;
        FooterLaw: "Vos droits", "Your rights", =;
        FooterData: "Données ouvertes", "Open data", =;
        FooterSiteMap: "Plan du site", "Site map", =;
        FooterContact: "Contact", "Contact", =;
        FooterAccessibility: "Accessibilité : {0}", "Accessibility: {0}", =;
        FooterLegal: "Mentions légales", "Legal notice", =;
        FooterPrivacy: "Données personnelles", "Personal data", =;
        FooterCookies: "Cookies : aucun traceur", "Cookies: no tracker", =;
        NotFoundTitle: "Page introuvable", "Page not found", =;
        NotFound: "Cette page n’existe pas", "This page does not exist", =;
        NotFoundWhy: "L’adresse est peut-être incomplète, ou le service n’est pas dans la liste.", "The address may be incomplete, or the service is not in the list.", "L’adresse est peut-être fausse.";
        NotFoundCompare: "Comparer les services", "Compare the services", =;
        NotFoundSearch: "Chercher un service par son nom", "Search for a service by name", =;
        NoSuchPage: "Cette page de la liste n’existe pas", "This page of the list does not exist", =;
        NoSuchPageWhy: "La liste a peut-être raccourci depuis. ", "The list may have become shorter. ", =;
        NoSuchPageBack: "Revenir à sa première page", "Back to its first page", =;

        Overloaded: "Trop de demandes en ce moment", "Too many requests at the moment", "Il y a trop de monde en ce moment";
        OverloadedWhat: "Réessayez dans quelques secondes : rien de ce que vous avez saisi n’est conservé ici, et la page précédente l’a encore.", "Try again in a few seconds: nothing you typed is kept here, and the previous page still has it.", "Attendez un peu. Puis essayez encore.";

        Broken: "Une erreur est survenue chez nous", "Something went wrong on our side", "Le site a un problème";
        BrokenWhat: "Ce n’est pas votre faute, et rien de ce que vous avez saisi n’est conservé. Réessayez, ou revenez à {0}.", "It is not your fault, and nothing you typed is kept. Try again, or go back to {0}.", "Ce n’est pas votre faute. Essayez encore, ou revenez à {0}.";
        BrokenHome: "la première page", "the first page", =;

        HomeTitle: "Trouver une aide à domicile", "Find home care", "Trouver une aide à la maison";
        HomeHeading: "Trouver une aide à domicile {in territory}", "Find home care {in territory}", "Trouver une aide à la maison {in territory}";
        HomeLeadAlone: "Gratuit, sans compte, en cinq minutes : nous comparons {0} et nous disons ce qu’on ne sait pas.", "Free, no account, five minutes: we compare {0} and we say what is not known.", "C’est gratuit. Répondez à 5 questions. Nous comparons {0}.";
        HomeLead: "Gratuit, sans compte, en cinq minutes : nous comparons {0} et nous disons ce qu’on ne sait pas. Besoin d’aide ? {1}", "Free, no account, five minutes: we compare {0} and we say what is not known. Need help? {1}", "C’est gratuit. Répondez à 5 questions. Nous comparons {0}. Besoin d’aide ? {1}";
        HomeStep: "Étape {0} sur {1}", "Step {0} of {1}", "Question {0} sur {1}";
        HomeNext: "Question suivante", "Next question", =;
        HomeBack: "Question d’avant", "Previous question", =;
        HomeKnown: "Vous connaissez déjà un service ? ", "Do you already know a service? ", =;
        HomeSearch: "Cherchez-le par son nom", "Search for it by name", =;

        CompareTitle: "Comparer les services", "Compare the services", =;
        CompareHeading: "Comparer les services d’aide à domicile", "Compare home-care services", "Comparer les services qui aident à la maison";
        ListTitle: "Services comparés", "Services compared", =;
        YourNeed: "Votre besoin", "Your need", "Ce que vous avez demandé";
        ChangeNeed: "Changer la demande", "Change your answers", "Changer mes réponses";
        Compared: "{0} service comparé", "{0} service compared", =;
        ComparedMany: "{0} services comparés", "{0} services compared", =;
        Complete: "Ce sont tous les services du registre national FINESS du {0} pour {1} ; un service plus récent peut manquer.", "These are all the services of the national register FINESS of {0} for {1}; a newer service may be missing.", "C’est la liste officielle du {0} pour {1}. Un nouveau service peut manquer.";
        StaleRegister: "Attention, registre du {0} : il a plus de deux mois.", "Beware, register of {0}: it is more than two months old.", =;
        Incomplete: "La liste n’est pas complète.", "The list is not complete.", =;
        LeftOut: "{0} services du registre national FINESS n’y sont pas encore.", "{0} services of the national register FINESS are not in it yet.", "Il manque {0} services de la liste officielle.";
        LeftOutOne: "Un service du registre national FINESS n’y est pas encore.", "One service of the national register FINESS is not in it yet.", "Il manque un service de la liste officielle.";

        DirectoryTitle: "Services d’aide à domicile", "Home-care services", "Tous les services d’aide à la maison";
        DirectoryTitlePage: "Services d’aide à domicile, page {0}", "Home-care services, page {0}", "Tous les services, page {0}";
        DirectoryHeading: "Tous les services", "All services", =;
        SearchName: "Nom ou numéro FINESS", "Name or FINESS number", "Nom du service";
        SearchZone: "{Zone}", "{Zone}", =;
        SearchKind: "Type", "Type", =;
        SearchAllKinds: "tous", "all", =;
        SearchButton: "Chercher", "Search", =;
        Found: "{0} service trouvé", "{0} service found", =;
        FoundMany: "{0} services trouvés", "{0} services found", =;
        TryOneWord: "Essayez un seul mot du nom, ou ", "Try a single word of the name, or ", =;
        SeeAll: "voyez tous les services", "see all services", =;
        Alphabetical: "Par ordre alphabétique. {0} Aucun service ne paie pour figurer ici. ", "In alphabetical order. {0} No service pays to be listed here. ", "De A à Z. {0} Aucun service ne paie pour être ici. ";
        OurSources: "Nos sources", "Our sources", "D’où viennent les informations";
        PageList: "Pages", "Pages", =;
        AddressUnknown: "on ne sait pas encore son adresse", "address not known yet", "on ne sait pas l’adresse";
        ZoneWrong: "« {0} » n’est pas {a zone} {of territory}.", "“{0}” is not {a zone} {of territory}.", =;
        KindWrong: "« {0} » n’est pas un type de service.", "“{0}” is not a type of service.", =;
        MapTitle: "Chercher sur la carte", "Search on the map", =;
        MapLabel: "Carte {of territory} : chaque {zone} mène à ses services", "Map {of territory}: each {zone} leads to its services", =;
        MapZone: "{0} : {1}", "{0}: {1}", =;
        MapList: "La même carte en liste", "The same map as a list", "La liste des {zones}";
        MapNote: "Un service compte là où il a son bureau, et là où il est connu pour intervenir.", "A service counts where it has its office, and where it is known to work.", "Nous comptons les services qui ont un bureau ici, ou qui viennent ici.";
        MapServed: "y vient", "served", =;
        MapNotServed: "n’y vient pas", "not served", =;
        MapSource: "Contours : {0}.", "Outlines: {0}.", =;
        MapSchematic: "Plan schématique.", "Schematic map.", =;

        SideTitle: "Services côte à côte", "Services side by side", "Comparer plusieurs services";
        SideCorrect: "Corriger la demande", "Correct your answers", =;
        SideTooMany: "Au plus {0} services côte à côte : les {0} premiers choisis sont affichés.", "At most {0} services side by side: the first {0} chosen are shown.", "{0} services au plus. Voici les {0} premiers.";
        SideGone: "Un service choisi n’est plus dans la liste publiée.", "A chosen service is no longer in the published list.", =;
        SideNone: "Aucun service n’est choisi. Dans la liste, cochez « Comparer » sous deux à quatre services.", "No service is chosen. In the list, tick “Compare” under two to four services.", "Vous n’avez pas choisi de service. Cochez 2, 3 ou 4 services dans la liste.";
        SideCaption: "Une ligne marquée ≠ diffère d’un service à l’autre", "A line marked ≠ differs from one service to another", "Le signe ≠ veut dire : ce n’est pas pareil";
        SideDrop: "retirer", "remove", "enlever";
        SideDiffers: " (diffère)", " (differs)", =;
        SideNote: "Prix avant les aides. Chaque information est datée et sourcée sur la page du service. Catalogue {0}.", "Prices before financial help. Every piece of information is dated and sourced on the page of the service. Catalogue {0}.", "Prix avant les aides. Catalogue {0}.";
        SideNoteAids: "Les montants à payer sont une estimation : chaque organisme décide. Catalogue {0}.", "The amounts to pay are an estimate: each body decides. Catalogue {0}.", "Ce calcul n’est pas une décision. Catalogue {0}.";
        SideUnknown: "on ne sait pas encore", "not known yet", "on ne sait pas";
        SidePair: "Services {0} et {1}", "Services {0} and {1}", =;
        SidePartOnly: "pour une partie de vos heures", "for a part of your hours", =;
        SideToPay: "Ce que vous payez, aides déduites", "What you pay after financial help", "Ce que vous payez avec les aides";
        SideTasks: "Ce qu’il fait", "What it does", =;
        SideEmployer: "Qui est l’employeur", "Who is the employer", "Qui est le patron";
        SideDistance: "Distance du bureau", "Distance to its office", "Le bureau est à";
        SideOffice: "Adresse du bureau", "Address of its office", "Adresse";
        SideCheapest: "le moins cher", "the cheapest", =;
        SideLeastToPay: "le moins à payer", "the least to pay", "vous payez le moins";
        SideMostHours: "le plus d’heures", "the most hours", =;
        SideMostTasks: "le plus de tâches", "the most tasks", "il fait le plus";
        SideNearest: "le plus près", "the nearest", =;
        SideBestGrade: "la meilleure note", "the best grade", =;
        SideSoonest: "le plus tôt", "the soonest", =;
        SideQuestions: "Questions à poser", "Questions to ask", "Ce que vous pouvez demander";
        SideMade: "Fait le {0} avec {1}, {2}", "Made on {0} with {1}, {2}", =;
        SideExcluded: "Écarté pour ce besoin", "Left out for this need", "Ne convient pas";
        SidePrice: "Prix pour ce besoin", "Price for this need", "Prix pour cette aide";
        SideOpening: "Frais de dossier, une fois", "Opening fee, once", "Frais au début";
        SideNoFee: "pas de frais", "none", =;
        SideCoverage: "Horaires couverts", "Hours covered", "Heures possibles";
        SideAsk: "À demander au service", "To ask the service", =;
        SideNothing: "rien de plus", "nothing more", "rien";
        SideHabilitation: "Aide sociale", "Social assistance", =;
        SideGrade: "Évaluation (HAS)", "Grade (HAS)", "Note (HAS)";
        SideStart: "Peut commencer le", "Can start on", =;
        SideStartLate: "{0}, après le début souhaité", "{0}, after the date you need", "{0}, c’est après la date demandée";
        SideLanguages: "Langues parlées", "Languages spoken", =;
        SideNoHour: "aucune heure couverte", "no hour covered", "aucune heure possible";

        AidsTitle: "Les aides pour payer l’aide à domicile", "Financial help to pay for home care", "Les aides pour payer";
        AidsTitleYours: "Vos aides pour payer l’aide à domicile", "Your financial help to pay for home care", "Vos aides";
        AidsHeading: "Les aides pour payer l’aide à domicile {in territory}", "Financial help to pay for home care {in territory}", "Les aides pour payer {in territory}";
        AidsLead: "Estimez l’APA, ce qui resterait à payer chaque mois, et les autres aides à demander. Pour savoir ce que chaque service vous coûterait, ", "Estimate the APA, what would be left to pay each month, and the other help to apply for. To know what each service would cost you, ", "Ici, vous calculez les aides. Pour savoir le prix de chaque service, ";
        AidsLeadLink: "comparez les services", "compare the services", =;
        AidsLeadEnd: ", puis ouvrez « Calculer ce qui resterait à payer ».", ", then open “Work out what would be left to pay”.", ".";
        AidsWhat: "Ce que sont ces aides, et à qui les demander", "What this financial help is, and whom to ask", "Les aides, une par une";
        AidsAsk: "À qui la demander : ", "Whom to ask: ", "Demandez à : ";
        AidsBring: "À apporter : ", "What to bring: ", "Apportez : ";

        GirHow: "Pensez à une journée ordinaire, et lisez les questions dans l’ordre. Le premier « oui » donne une idée du GIR.", "Think of an ordinary day, and read the questions in order. The first “yes” gives an idea of the GIR.", "Pensez à une journée normale. Lisez les questions une par une. Arrêtez-vous au premier « oui ».";
        GirMind: "La personne reste-t-elle au lit ou au fauteuil toute la journée, sans plus se repérer ?", "Does the person stay in bed or in an armchair all day, and no longer know where she is?", "La personne reste-t-elle au lit ou au fauteuil toute la journée, et elle ne sait plus où elle est ?";
        GirMindMeans: "Si oui, et qu’il faut quelqu’un à tout moment : plutôt GIR 1.", "If so, and someone is needed at every moment: rather GIR 1.", "Oui, et il faut toujours quelqu’un près d’elle : peut-être GIR 1.";
        GirBed: "Reste-t-elle au lit ou au fauteuil en ayant sa tête, ou se déplace-t-elle sans plus se repérer, si bien qu’il faut veiller sur elle ?", "Does she stay in bed or in an armchair with a clear mind, or move about without knowing where she is, so that someone must watch over her?", "Elle reste au lit mais elle comprend bien ? Ou elle marche mais elle se perd, et il faut la surveiller ?";
        GirBedMeans: "Si oui : plutôt GIR 2.", "If so: rather GIR 2.", "Oui : peut-être GIR 2.";
        GirWash: "A-t-elle toute sa tête, mais besoin d’aide plusieurs fois par jour pour se laver, s’habiller, aller aux toilettes ?", "Is her mind clear, but does she need help several times a day to wash, dress, go to the toilet?", "Elle comprend bien, mais il faut l’aider plusieurs fois par jour pour se laver, s’habiller, aller aux toilettes ?";
        GirWashMeans: "Si oui : plutôt GIR 3.", "If so: rather GIR 3.", "Oui : peut-être GIR 3.";
        GirMeals: "Faut-il l’aider à se lever, puis elle marche chez elle ? Ou l’aider seulement pour la toilette et les repas ?", "Does she need help to get up, then walks at home? Or help only to wash and to eat?", "Il faut l’aider à se lever, et après elle marche ? Ou l’aider seulement pour se laver et manger ?";
        GirMealsMeans: "Si oui : plutôt GIR 4, le dernier qui ouvre droit à l’APA.", "If so: rather GIR 4, the last that gives a right to the APA.", "Oui : peut-être GIR 4. Avec un GIR de 1 à 4, on peut avoir l’APA.";
        GirOnce: "A-t-elle seulement besoin d’aide pour le ménage, les courses, les repas, ou de temps en temps pour la toilette ?", "Does she only need help with cleaning, shopping, cooking, or now and then to wash?", "Il faut l’aider seulement pour le ménage, les courses, les repas, ou parfois pour se laver ?";
        GirOnceMeans: "Si oui : plutôt GIR 5. La caisse de retraite peut aider.", "If so: rather GIR 5. The pension fund may help.", "Oui : peut-être GIR 5. La caisse de retraite peut aider.";
        GirNone: "Aucun « oui » : plutôt GIR 6, celui des personnes autonomes.", "No “yes”: rather GIR 6, that of people who are independent.", "Pas de « oui » : peut-être GIR 6. La personne n’a pas besoin d’aide.";
        GirNoDecision: "Ce n’est qu’une idée. Seul un professionnel détermine le GIR, avec une grille (AGGIR), au domicile de la personne. Demander l’APA suffit pour qu’il vienne ; c’est gratuit.", "This is only an idea. A professional alone determines the GIR, with a set of criteria (AGGIR), at the person’s home. To apply for the APA is enough for one to come; it is free.", "Ce n’est pas une décision. Un professionnel vient à la maison. Il décide du GIR. C’est gratuit.";
        UrgentTitle: "En urgence, ou à la sortie de l’hôpital", "In an emergency, or on leaving hospital", "C’est urgent, ou vous sortez de l’hôpital";
        UrgentApa: "APA d’urgence", "Emergency APA", "L’APA tout de suite";
        UrgentApaWhat: "Quand la situation médicale ou sociale l’exige, {city} peut attribuer l’APA à titre provisoire, sans attendre l’évaluation du GIR. Demandez-la {to publisher}, avec l’aide du médecin ou du service social de l’hôpital.", "Where the medical or social situation demands it, {city} may grant the APA provisionally, without waiting for the GIR. Ask {publisher}, with the help of the doctor or of the hospital’s social service.", "{City} peut payer l’APA tout de suite. Demandez au médecin ou à l’assistante sociale de l’hôpital.";
        UrgentApaAmount: "Elle est de {0} par mois en {1} : la moitié du plafond du GIR 1.", "It is {0} a month in {1}: half the ceiling of GIR 1.", "C’est {0} par mois en {1}.";
        HospitalTitle: "Aide au retour à domicile après hospitalisation (ARDH)", "Help on return from hospital (ARDH)", "L’ARDH : de l’aide après l’hôpital";
        HospitalWhat: "Les caisses de retraite paient une aide temporaire à la maison, pendant 3 mois au plus. Elle se demande avant la sortie, au service social de l’hôpital.", "Pension funds pay for temporary help at home, for 3 months at most. Ask for it before leaving, at the hospital’s social service.", "La caisse de retraite paie de l’aide pendant 3 mois au plus. Demandez-la avant de sortir de l’hôpital.";

        ApaWhat: "Elle paie une partie d’un plan d’aide à domicile, à partir de 60 ans, du GIR 1 au GIR 4. Toutes les ressources y ouvrent droit ; plus elles sont élevées, plus la participation l’est. Elle n’est pas reprise sur la succession.", "It pays part of a home-care plan, from 60, GIR 1 to GIR 4. Everyone is entitled, whatever their resources; the higher these are, the higher the contribution. It is not recovered from the estate.", "L’APA paie une partie de l’aide. Il faut avoir 60 ans ou plus, et un GIR de 1 à 4. Les enfants ne la remboursent pas.";
        ApaAsk: "{apa}", "{apa}", =;
        ApaBring: "pièce d’identité, dernier avis d’imposition (des deux conjoints), relevé d’identité bancaire, attestation d’assurance maladie ; taxe foncière si la personne possède des biens.", "identity document, last tax notice (of both spouses), bank details, health-insurance certificate; property-tax notice if the person owns property.", "carte d’identité, avis d’impôt, RIB, attestation de l’assurance maladie.";
        PchWhat: "Elle paie des heures d’aide humaine à une personne handicapée ; la MDPH décide, même si le handicap n’est pas encore reconnu. On choisit entre elle et l’APA.", "It pays hours of human help for a disabled person; the MDPH decides, even where the disability is not recognised yet. One chooses between it and the APA.", "La PCH paie des heures d’aide à une personne handicapée. On choisit : la PCH ou l’APA.";
        PchAsk: "{mdph}", "{mdph}", =;
        PchBring: "formulaire de demande à la MDPH, certificat médical récent, pièce d’identité, justificatif de domicile.", "application form of the MDPH, recent medical certificate, identity document, proof of address.", "formulaire de la MDPH, certificat du médecin, carte d’identité, preuve d’adresse.";
        HousekeepingWhat: "Au titre de l’aide sociale, elle paie des heures de ménage et de courses par un service habilité, au plus 30 par mois (48 pour un couple), à partir de 65 ans (60 en cas d’inaptitude au travail), quand les ressources ne dépassent pas le plafond de l’ASPA et que l’APA n’est pas ouverte. {City} peut la récupérer sur la succession, au-dessus de 46 000 € (CASF L132-8 et R132-12).", "Under social assistance, it pays hours of cleaning and shopping by an approved service, at most 30 a month (48 for a couple), from 65 (60 if unfit for work), when resources do not exceed the ASPA ceiling and the APA cannot be had. {City} may take it back from the estate, above €46,000 (CASF L132-8 and R132-12).", "L’aide-ménagère paie des heures de ménage : 30 heures par mois au plus (48 pour un couple), avec un service qui accepte l’aide sociale. Il faut avoir 65 ans (60 ans si on ne peut plus travailler), peu d’argent, et pas d’APA. Après la mort, {city} peut reprendre cet argent si la personne laisse plus de 46 000 €.";
        HousekeepingAsk: "{social aid}", "{social aid}", =;
        HousekeepingBring: "pièce d’identité, justificatif de domicile, dernier avis d’imposition, justificatifs de pensions et de toutes les ressources.", "identity document, proof of address, last tax notice, proof of pensions and of all resources.", "carte d’identité, preuve d’adresse, avis d’impôt, papiers de la retraite.";
        FundWhat: "Les caisses de retraite aident les retraités en GIR 5 ou 6 à payer quelques heures d’un service prestataire, après une évaluation à domicile. Leur part dépend des ressources.", "Pension funds help pensioners in GIR 5 or 6 to pay a few hours of a prestataire service, after an assessment at home. Their share depends on resources.", "La caisse de retraite aide à payer quelques heures, avec un GIR 5 ou 6.";
        FundAsk: "la caisse de retraite principale (Cnav, MSA, fonction publique…), et les caisses complémentaires.", "the main pension fund (Cnav, MSA, civil service…), and the supplementary funds.", "votre caisse de retraite.";
        FundBring: "numéro de sécurité sociale, dernier avis d’imposition, relevé d’identité bancaire.", "social-security number, last tax notice, bank details.", "numéro de sécurité sociale, avis d’impôt, RIB.";
        CreditWhat: "L’État rend la moitié de ce qui est resté payé dans l’année à un service déclaré, aides déduites, jusqu’à un plafond de dépenses. 60 % en sont versés en janvier de l’année suivante, le reste après la déclaration, même à ceux qui ne paient pas d’impôt. L’avance immédiate de ce crédit est ouverte à qui n’a ni l’APA ni la PCH ; aux autres, à partir du 1er juillet 2027.", "The State gives back half of what remained paid in the year to a declared service, after aids, up to a ceiling of expenses. 60% of it is paid in January of the year after, the rest after the tax return, even to those who pay no income tax. The immediate advance of this credit is open to those who have neither the APA nor the PCH; to the others from 1 July 2027.", "L’État rend la moitié de ce que vous avez vraiment payé, sans les aides, jusqu’à une limite. Il le rend l’année d’après. C’est pour tout le monde.";
        CreditAsk: "le service des impôts, dans la déclaration de revenus.", "the tax office, in the income-tax return.", "les impôts, dans votre déclaration.";
        CreditBring: "l’attestation fiscale annuelle du service, et le montant des aides reçues.", "the service’s yearly tax certificate, and the amount of the aids received.", "le papier que le service donne pour les impôts.";
    }
}

/// Practical facts about an aid, for families.
pub struct Explained {
    pub what: &'static str,
    /// Whom to ask.
    pub ask: &'static str,
    pub bring: &'static str,
}

impl Words {
    pub fn explained(self, aid: Aid) -> Explained {
        let [what, ask, bring] = match aid {
            Aid::Apa => [Pages::ApaWhat, Pages::ApaAsk, Pages::ApaBring],
            Aid::Pch => [Pages::PchWhat, Pages::PchAsk, Pages::PchBring],
            Aid::Housekeeping => [Pages::HousekeepingWhat, Pages::HousekeepingAsk, Pages::HousekeepingBring],
            Aid::PensionFund => [Pages::FundWhat, Pages::FundAsk, Pages::FundBring],
            Aid::TaxCredit => [Pages::CreditWhat, Pages::CreditAsk, Pages::CreditBring],
        };
        Explained { what: self.say(what), ask: self.say(ask), bring: self.say(bring) }
    }
}
