//! `/accompagner`: the interview, the list, the sheet, and what stays in the browser of the one who accompanies.

super::sentences! {
    /// The pages of social workers.
    AssistWords at 7 {
        Menu: "Accompagner", "For social workers", "Accompagner";
        Title: "Accompagner une personne", "Helping someone choose", "Aider une personne à choisir";
        Lead: "L’entretien dans l’ordre où il se mène, puis les services classés, puis une fiche à remettre. Rien n’est enregistré sur nos serveurs : ni nom, ni situation, ni choix.", "The interview in the order in which it takes place, then the services ranked, then a sheet to hand over. Nothing is stored on our servers: no name, no situation, no choice.", "Répondez aux questions. Choisissez des services. Imprimez la fiche. Personne ne garde vos réponses.";
        View: "Afficher", "Show", "Montrer";
        ViewAll: "toutes les questions sur une page", "every question on one page", "toutes les questions";
        ViewOne: "une question à la fois", "one question at a time", =;
        Steps: "Les questions", "The questions", =;
        Numbered: "{0}. {1}", "{0}. {1}", =;
        Look: "À regarder", "What to look at", "Regardez";
        Why: "Pourquoi le demander :", "Why it is asked:", "Pourquoi :";
        Previous: "Question précédente", "Previous question", "Question d’avant";
        Next: "Question suivante", "Next question", "Question d’après";
        SeeServices: "Voir les services classés", "See the services ranked", "Voir les services";

        Autonomy: "Autonomie", "Autonomy", "Ce que la personne fait seule";
        AutonomyLook1: "Se lever, se laver, s’habiller, manger, aller aux toilettes, se déplacer : seul, avec de l’aide, ou pas du tout.", "Getting up, washing, dressing, eating, using the toilet, moving about: alone, with help, or not at all.", "Se lever, se laver, s’habiller, manger : la personne le fait-elle seule ?";
        AutonomyLook2: "La mémoire et l’orientation : qui remarque un oubli, un repas sauté, une porte ouverte ?", "Memory and orientation: who notices something forgotten, a meal skipped, a door left open?", "La personne oublie-t-elle des choses ?";
        AutonomyLook3: "Un GIR déjà évalué : courrier de l’APA, dossier de l’hôpital.", "A GIR already assessed: letter about the APA, hospital file.", "Le GIR est écrit sur la lettre de l’APA.";
        AutonomyWhy: "le GIR ouvre ou non l’APA et en fixe le plafond ; les prestations écartent les services qui ne les font pas.", "the GIR decides whether there is an APA and its ceiling; the tasks leave out the services that do not do them.", "pour savoir quelle aide il faut, et qui la paie.";
        Hours: "Horaires", "Hours", "Les heures";
        HoursLook1: "Les moments où personne n’est là, et ceux où il ne faut pas être seul : lever, repas, coucher, nuit.", "The times when nobody is there, and those when one must not be alone: getting up, meals, bedtime, night.", "Quand la personne est-elle seule ?";
        HoursLook2: "Les passages déjà assurés : infirmier, kinésithérapeute, proche.", "Visits already provided: nurse, physiotherapist, relative.", "Qui vient déjà ?";
        HoursLook3: "Les week-ends et les jours fériés, où beaucoup de services ne viennent pas.", "Weekends and public holidays, when many services do not come.", "Le samedi et le dimanche, beaucoup de services ne viennent pas.";
        HoursWhy: "le prix dépend des heures, souvent majorées le soir, la nuit et le dimanche ; peu de services les couvrent toutes.", "the price depends on the hours, often with a surcharge in the evening, at night and on Sundays; few services cover them all.", "le prix change avec les heures.";
        Housing: "Logement", "Home", "Le logement";
        HousingLook1: "L’étage, l’ascenseur, le digicode, qui ouvre la porte, où est la clé.", "The floor, the lift, the door code, who opens the door, where the key is.", "Y a-t-il un ascenseur ? Qui ouvre la porte ?";
        HousingLook2: "La place autour du lit, un lit médicalisé, un lève-personne, la salle de bains.", "Room around the bed, a hospital bed, a hoist, the bathroom.", "Y a-t-il un lit médicalisé ?";
        HousingLook3: "Un animal, le tabac, des travaux : ce qui peut faire refuser un intervenant.", "A pet, smoking, building work: what may make a care worker refuse.", "Y a-t-il un animal ?";
        HousingWhy: "un service n’intervient que dans certains arrondissements. Le reste se dit au téléphone : écrivez-le dans la note de la fiche.", "a service works in certain districts only. The rest is said on the telephone: write it in the note of the sheet.", "pour trouver les services qui viennent là.";
        Rights: "Habilitation et aide sociale", "Approval and social assistance", "L’aide sociale";
        RightsLook1: "Une aide sociale accordée ou demandée ; des ressources sous le plafond de l’ASPA.", "Social assistance granted or requested; resources under the ASPA ceiling.", "La personne a-t-elle l’aide sociale ?";
        RightsLook2: "Qui peut être employeur : en mandataire, c’est la personne elle-même.", "Who can be an employer: with a mandataire it is the person.", "Avec un mandataire, la personne est le patron.";
        RightsLook3: "Une mesure de protection (tutelle, curatelle) : qui signe le contrat.", "Legal protection (guardianship): who signs the contract.", "Qui signe le contrat ?";
        RightsWhy: "l’aide sociale ne paie qu’un service habilité (CASF L231-1) ; si elle s’applique, ces services sont montrés d’abord.", "social assistance pays approved services only (CASF L231-1); where it applies they are shown first.", "l’aide sociale paie seulement certains services.";
        Budget: "Budget", "Budget", "L’argent";
        BudgetLook1: "Le dernier avis d’imposition : les ressources du mois, de la personne ou du couple.", "The last tax assessment: resources of a month, of the person or the couple.", "La feuille d’impôts dit combien la personne gagne.";
        BudgetLook2: "Un plan d’aide APA notifié, des heures de PCH accordées.", "An APA care plan granted, hours of PCH granted.", "La lettre de l’APA dit le plan d’aide.";
        BudgetLook3: "La caisse de retraite et la mutuelle, qui aident parfois à la sortie de l’hôpital.", "The pension fund and the health insurer, which sometimes help on leaving hospital.", "La caisse de retraite aide parfois.";
        BudgetWhy: "ce qui reste à payer chaque mois dépend des ressources. Sans elles, les prix sont donnés avant aides.", "what is left to pay each month depends on resources. Without them prices are given before financial help.", "pour calculer ce que la personne paie.";
        Urgency: "Urgence", "Urgency", "Quand commencer";
        UrgencyLook1: "Le jour et l’heure de la sortie ; qui est là la première nuit.", "The day and time of discharge; who is there on the first night.", "Quel jour la personne rentre-t-elle ?";
        UrgencyLook2: "Ce qui doit être livré avant : lit, médicaments, repas.", "What must be delivered first: bed, medicines, meals.", "Que faut-il apporter avant ?";
        UrgencyLook3: "Le délai annoncé par chaque service : il compte du jour de la demande, et n’est montré que s’il a moins de trente jours.", "The delay that each service names: it counts from the day of the request, and is shown only if it is less than thirty days old.", "Chaque service dit quand il peut venir.";
        UrgencyWhy: "un service moins cher qui ne peut pas commencer n’aide pas demain.", "a cheaper service that cannot begin is no help tomorrow.", "il faut un service libre ce jour-là.";
        Speech: "Langue", "Language", "La langue";
        SpeechLook1: "La langue dans laquelle la personne comprend le mieux quand elle est fatiguée.", "The language in which the person understands best when tired.", "Quelle langue la personne comprend-elle ?";
        SpeechLook2: "L’ouïe et la vue, la langue des signes.", "Hearing and sight, sign language.", "La personne entend-elle bien ?";
        SpeechLook3: "Qui peut traduire au premier passage.", "Who can translate at the first visit.", "Qui peut traduire ?";
        SpeechWhy: "elle est montrée pour chaque service ; elle n’écarte ni ne classe personne.", "it is shown for each service; it neither leaves out nor ranks anyone.", "pour se comprendre.";

        PlaceHint: "L’arrondissement suffit : l’adresse exacte ne sert pas à comparer.", "The district is enough: the exact address is not needed to compare.", "Choisissez l’arrondissement.";
        PlaceChoose: "Choisir un arrondissement", "Choose a district", "Choisissez";
        SocialAid: "L’aide sociale de la Ville", "Social assistance from the City", "L’aide sociale";
        SocialAidHint: "L’aide-ménagère de l’aide sociale, accordée, demandée ou à demander.", "Home help under social assistance: granted, requested, or to be requested.", "L’aide de la Ville pour les personnes qui ont peu d’argent.";
        SocialAidYes: "La personne y a droit, ou la demande : montrer d’abord les services habilités", "The person is entitled to it or is asking for it: show approved services first", "Oui : montrer d’abord les services qui acceptent l’aide sociale";
        AvailabilityHint: "Donnez du poids à la disponibilité si le début presse : un service qui prend de nouvelles personnes passe devant.", "Give weight to availability if the start is pressing: a service that takes new people comes first.", "C’est pressé ? Mettez un grand nombre.";
        AvailabilityBelow: "Le poids de la disponibilité se règle au-dessus de la liste.", "The weight of availability is set above the list.", =;

        ListTitle: "Les services pour cette personne", "Services for this person", =;
        Situation: "La demande", "The request", =;
        ChangeAnswers: "Changer les réponses", "Change the answers", =;
        InBrowser: "Tout est calculé dans ce navigateur : rien de ce que vous écrivez n’est envoyé.", "Everything is computed in this browser: nothing that you write is sent.", "Personne ne voit ce que vous écrivez ici.";
        Sent: "Notre serveur a calculé cette page avec ce que vous avez envoyé, et n’en garde rien.", "Our server computed this page with what you sent, and keeps nothing of it.", "Notre ordinateur a fait le calcul. Il n’a rien gardé.";
        WithoutMeans: "Sans les ressources, aucune aide n’est calculée : les prix sont ceux d’avant les aides.", "Without the resources no financial help is computed: prices are before it.", "Nous ne savons pas l’argent de la personne. Les prix sont sans les aides.";
        ApprovedFirst: "L’aide sociale s’applique : voici d’abord les services habilités, ou dont il faut demander s’ils le sont. Les autres suivent, à leur rang parmi tous.", "Social assistance applies: first the approved services, and those that must be asked whether they are. The others follow, at their rank among all.", "Voici d’abord les services qui acceptent l’aide sociale.";
        NobodyChange: "Changez une condition dans les réponses ci-dessus : heures, arrondissement, prestations indispensables, aide sociale.", "Change a condition in the answers above: hours, district, tasks one cannot do without, social assistance.", "Changez une réponse.";
        Others: "Services non habilités", "Services that are not approved", "Services qui n’acceptent pas l’aide sociale";
        OthersWhy: "L’aide sociale ne les paie pas. Leur rang est celui qu’ils ont parmi tous les services.", "Social assistance does not pay them. Their rank is the one they have among all services.", "L’aide sociale ne paie pas ces services.";
        OnSheet: "Mettre sur la fiche", "Put on the sheet", =;
        ChooseHint: "Cochez jusqu’à {0} services.", "Tick up to {0} services.", "Cochez {0} services au plus.";
        MakeSheet: "Préparer la fiche", "Prepare the sheet", "Faire la fiche";
        NobodyChosen: "Cochez au moins un service de la liste pour préparer la fiche.", "Tick at least one service of the list to prepare the sheet.", "Cochez un service. Puis faites la fiche.";

        ChangesSince: "Ce qui a changé depuis le {0}", "What has changed since {0}", =;
        NothingChanged: "Rien, pour les services choisis.", "Nothing, for the services chosen.", "Rien.";
        ChangedSince: "A changé depuis le {0} : {1}", "Has changed since {0}: {1}", =;
        ChangedFromTo: "{0} : {1} → {2}", "{0}: {1} → {2}", "{0} : avant {1}, maintenant {2}";
        ChangedPrice: "prix", "price", =;
        ChangedAvailability: "disponibilité", "availability", "places";
        ServiceGone: "n’est plus dans la liste", "is no longer listed", "n’est plus là";
        ServiceLeftOut: "ne répond plus à la demande", "no longer answers the request", "ne convient plus";
        Method1: "premier classement publié, sur le prix, les horaires et les prestations", "first ranking published, on price, hours and tasks", =;
        MethodChanged: "La méthode a changé, version {0} : {1}.", "The method has changed, version {0}: {1}.", "Le calcul a changé ({0}) : {1}.";
        MethodNewer: "Cette comparaison vient de la méthode {0}, plus récente que celle de ce site ({1}) : l’ordre peut différer.", "This comparison comes from method {0}, newer than that of this site ({1}): the order may differ.", "Cette comparaison est plus récente que ce site ({0}, {1}).";
        LawChanged: "Les valeurs de la loi ont changé ({0} → {1}).", "The values of the law have changed ({0} → {1}).", "Les chiffres de la loi ont changé ({0}, {1}).";
        ListingsChanged: "Des informations sur les services ont été mises à jour.", "Information about the services has been updated.", "Nous savons de nouvelles choses sur les services.";

        SheetTitle: "Aide à domicile : services à appeler", "Home care: services to call", "Les services à appeler";
        SheetLead: "Fiche du {0}. Les prix et les disponibilités changent : demandez-les au service.", "Sheet of {0}. Prices and availability change: ask the service.", "Fiche du {0}. Les prix peuvent changer.";
        SheetAids: "Les aides sont estimées d’après une situation qui n’est pas écrite ici ; chaque organisme décide.", "Financial help is estimated from a situation that is not written here; each body decides.", "Les aides sont un calcul. Chaque administration décide.";
        SheetSource: "Comparateur public Quelleaideadom : aucun service ne paie pour y figurer. Chaque information a sa date et sa source.", "Public comparator Quelleaideadom: no service pays to be listed. Each fact has its date and source.", "Quelleaideadom est un service public. Aucun service ne paie pour être ici.";
        GeneralNote: "Note", "Note", =;
        ServiceNote: "Note sur ce service", "Note on this service", =;
        LeftOutBecause: "Ne répond pas à la demande : {0}", "Does not answer the request: {0}", "Ne convient pas : {0}";
        PriceOfCovered: "Ce prix ne compte que les heures couvertes : {0} sur {1} dans l’année.", "This price counts only the hours covered: {0} of {1} in the year.", "Ce prix compte {0} sur {1} dans l’année.";
        SeveralBecause: "Plusieurs montants sont possibles : {0}.", "Several amounts are possible: {0}.", "Il y a plusieurs réponses : {0}.";
        BeforeAids: "{0}, avant les aides", "{0}, before financial help", "{0}, sans les aides";
        Covered: "couvert", "covered", "oui";
        NotCovered: "non couvert", "not covered", "non";
        PartlyCovered: "couvert en partie, {0} sur {1} par semaine", "partly covered, {0} of {1} a week", "en partie, {0} sur {1} par semaine";
        NotOnHolidays: "pas les jours fériés", "not on public holidays", "pas les jours de fête";
        LawValues: "Valeurs de la loi", "Values of the law", "Les chiffres de la loi";
        ToAsk: "À demander au service", "To ask the service", "Demandez au service";
        AskWhether: "Demandez {0}.", "Ask {0}.", =;
        AskAll: "À demander à tous", "To ask every service", "Demandez à tous les services";
        ConditionsTitle: "Ce que le service doit savoir faire (facultatif)", "What the service must be able to do (optional)", "Autres choix (pas obligatoire)";
        NextSteps: "Pour la suite", "What to do next", "Que faire ensuite ?";
        Step1: "Appelez chaque service : le nom, l’arrondissement, les heures, le jour du début.", "Call each service: the name, the district, the hours, the day it begins.", "Téléphonez aux services.";
        Step2: "Demandez un devis écrit : il est gratuit et n’engage à rien.", "Ask for a written estimate: it is free and commits to nothing.", "Demandez le prix écrit. C’est gratuit.";
        Step3: "Lisez le contrat avant de signer ; demandez comment l’arrêter, et avec quel préavis.", "Read the contract before signing; ask how to end it, and at what notice.", "Lisez avant de signer. Demandez de l’aide.";
        Step4: "Demandez l’APA ou l’aide sociale sans attendre : elle ne paie pas toujours ce qui précède la demande.", "Ask for the APA or social assistance without waiting: it does not always pay for what came before the request.", "Demandez l’APA tout de suite.";
        LinkLabel: "Rouvrir cette comparaison", "Open this comparison again", "Revoir ces services";
        LinkWithoutNotes: "Rouvrir cette comparaison, sans les notes", "Open this comparison again, without the notes", "Revoir ces services";

        SheetActions: "La fiche", "The sheet", =;
        Print: "Imprimer", "Print", =;
        PrintHint: "Cette page s’imprime telle quelle : seule la fiche sort.", "This page prints as it is: only the sheet comes out.", "Vous pouvez imprimer cette page.";
        Pdf: "Télécharger le PDF", "Download the PDF", =;
        PdfPrivacy: "Le PDF est fait par notre serveur avec cette fiche, puis oublié.", "The PDF is made by our server from this sheet, then forgotten.", "Notre ordinateur fait le PDF. Il ne garde rien.";
        PlainSheet: "Version facile à lire", "Easy-to-read version (in French)", =;
        UsualSheet: "Version habituelle", "Usual version (in French)", =;
        UpdateSheet: "Mettre la fiche à jour", "Update the sheet", "Changer la fiche";
        BackToList: "Revenir à la liste", "Back to the list", =;
        KeepOnSheet: "Garder sur la fiche", "Keep on the sheet", =;
        SharesSituation: "Le lien de la fiche contient aussi la situation (GIR, ressources)", "The link of the sheet holds the situation too (GIR, resources)", "Le lien dit aussi le GIR et l’argent";
        NoLink: "Trop long pour un code à scanner : le lien n’est pas sur la fiche.", "Too long for a code to scan: the link is not on the sheet.", "Le lien est trop long.";
        TooManyChosen: "Une fiche a {0} services au plus : les premiers cochés y sont.", "A sheet holds {0} services at most: the first ones ticked are on it.", "La fiche a {0} services au plus.";
        NoteHint: "Au plus {0} caractères. N’écrivez pas le nom de la personne.", "At most {0} characters. Do not write the person’s name.", "N’écrivez pas de nom. {0} lettres au plus.";
        NoteLong: "Cette note a {0} caractères : {1} au plus.", "This note has {0} characters: {1} at most.", "La note est trop longue : {0} lettres. Il faut {1} lettres au plus.";
    }
}
