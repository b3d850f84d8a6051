//! Words of the pages that the law requires: accessibility, legal notice, personal data, map of the site, contact, open
//! data. They describe what the program does: change both together.

super::sentences! {
    /// The pages that the law requires.
    Legal at 10 {
        ToComplete: "[à compléter par la Ville : {0}]", "[to be completed by the City: {0}]", =;
        WhatPublisher: "éditeur du site", "publisher of the site", =;
        WhatDirector: "directeur ou directrice de la publication", "director of publication", =;
        WhatHost: "hébergeur", "host", =;
        WhatEmail: "adresse électronique", "e-mail address", "adresse e-mail";
        WhatTelephone: "téléphone", "telephone", =;
        WhatPostal: "adresse postale", "postal address", =;
        WhatDataProtection: "délégué à la protection des données", "data protection officer", =;
        WhatAccessibility: "référent accessibilité", "accessibility officer", =;

        ConformityFull: "totalement conforme", "fully compliant", =;
        ConformityPartial: "partiellement conforme", "partially compliant", =;
        ConformityNone: "non conforme", "not compliant", =;

        AccTitle: "Accessibilité", "Accessibility", =;
        AccDescription: "Ce qui a été vérifié de l’accessibilité de ce site, ce qui ne l’a pas été, et à qui signaler une difficulté.", "What was checked of the accessibility of this site, what was not, and whom to tell of a difficulty.", "Ce site est-il facile à utiliser pour tout le monde ? Voici ce que nous avons vérifié.";
        AccHeading: "Déclaration d’accessibilité", "Accessibility statement", "Ce site est-il facile à utiliser pour tous ?";
        AccWho: "{0} s’engage à rendre ce site accessible à tous, conformément à l’article 47 de la loi n° 2005-102 du 11 février 2005. Cette déclaration s’applique à {1}.", "{0} is committed to making this site accessible to all, under article 47 of law no. 2005-102 of 11 February 2005. This statement applies to {1}.", "{0} veut que tout le monde puisse utiliser ce site. C’est la loi. Le site est {1}.";
        AccState: "État de conformité", "State of compliance", "Le site suit-il les règles ?";
        AccNone: "Ce site est non conforme au référentiel général d’amélioration de l’accessibilité (RGAA 4.1) : aucun audit en cours de validité ne mesure le respect de ses critères. La loi demande ce mot tant qu’il n’y a pas d’audit. Ce que nous avons vérifié nous-mêmes est dit ci-dessous.", "This site is not compliant with the French accessibility reference (RGAA 4.1): no audit in force measures its criteria. The law asks for this word as long as there is no audit. What we checked ourselves is stated below.", "Une personne de l’extérieur n’a pas encore tout vérifié. Alors la loi demande d’écrire : non conforme. Nous avons vérifié beaucoup de choses nous-mêmes.";
        AccAudited: "Ce site est {0} au référentiel général d’amélioration de l’accessibilité (RGAA 4.1) : {1} % de ses critères sont respectés. Audit : {2}.", "This site is {0} with the French accessibility reference (RGAA 4.1): {1}% of its criteria are met. Audit: {2}.", "Le site est {0} aux règles (RGAA). Il suit {1} % des règles. Vérification : {2}.";
        AccTested: "Ce qui a été vérifié", "What was checked", "Ce que nous avons vérifié";
        AccTestedTools: "à chaque version, chaque type de page par deux outils, axe et html-validate : aucune faute connue ;", "at each version, each kind of page with two tools, axe and html-validate: no known fault;", "deux programmes cherchent des fautes sur les pages ;";
        AccTestedKeyboard: "au clavier seul, de la demande à la liste et au simulateur ;", "with the keyboard alone, from the need to the list and to the simulator;", "on peut tout faire avec le clavier ;";
        AccTestedSize: "sur un écran de 320 pixels de large, et avec un texte agrandi à 200 % ;", "on a screen 320 pixels wide, and with text enlarged to 200%;", "on peut agrandir les lettres ;";
        AccTestedScript: "avec et sans JavaScript : toutes les pages de comparaison marchent sans ;", "with and without JavaScript: every page of the comparison works without it;", "les pages marchent aussi sur un vieux téléphone ;";
        AccTestedColour: "les contrastes des couleurs, calculés, en clair et en sombre ;", "the contrast of colours, computed, in light and in dark;", "les couleurs se lisent bien, le jour et la nuit ;";
        AccTestedWords: "un équivalent en texte de chaque carte, dessin ou graphique, et trois versions de chaque page : français, anglais, facile à lire.", "words that say what each map, drawing or chart shows, and three versions of each page: French, English, easy French.", "chaque dessin est aussi écrit avec des mots.";
        AccUntested: "Ce qui ne l’a pas été", "What was not", "Ce que nous n’avons pas encore vérifié";
        AccUntestedReaders: "l’usage réel avec des lecteurs d’écran (NVDA, VoiceOver, TalkBack) par des personnes qui s’en servent chaque jour ;", "real use with screen readers (NVDA, VoiceOver, TalkBack) by people who rely on them every day;", "des personnes aveugles n’ont pas encore essayé le site ;";
        AccUntestedAudit: "un audit de tous les critères du RGAA par un tiers ;", "an audit of all criteria of the RGAA by a third party;", "une personne de l’extérieur n’a pas encore tout vérifié ;";
        AccUntestedPlain: "la relecture de la version facile à lire par des personnes concernées ;", "the reading of the easy French version by the people it is for;", "des personnes handicapées n’ont pas encore relu ces pages ;";
        AccUntestedPdf: "les fiches en PDF, que seul un outil a contrôlées.", "the sheets in PDF, which only a tool has checked.", "les fiches PDF.";
        AccHelp: "Signaler une difficulté", "Tell us of a difficulty", "Vous avez un problème avec le site";
        AccHelpWhat: "Si vous n’arrivez pas à utiliser une page, écrivez-nous : nous vous donnerons l’information autrement. Référent accessibilité : {0}. Courriel : {1}. Téléphone : {2}.", "If you cannot use a page, write to us: we will give you the information in another way. Accessibility officer: {0}. E-mail: {1}. Telephone: {2}.", "Une page ne marche pas pour vous ? Dites-le-nous. Nous vous répondrons autrement. Personne à qui parler : {0}. E-mail : {1}. Téléphone : {2}.";
        AccRight: "Si nous ne répondons pas", "If we do not answer", =;
        AccRightWhat: "Si vous nous avez signalé un défaut qui vous empêche d’utiliser le site et que nous n’avons pas répondu, vous pouvez saisir le Défenseur des droits : {0}, au 09 69 39 00 00, par un délégué près de chez vous, ou par courrier gratuit sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.", "If you told us of a fault that keeps you from using the site and we did not answer, you can turn to the Défenseur des droits (the defender of rights): {0}, on 09 69 39 00 00, through a delegate near you, or by free post: Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.", "Vous pouvez demander de l’aide au Défenseur des droits. C’est gratuit. Sur internet : {0}. Téléphone : 09 69 39 00 00. Courrier sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.";
        AccForm: "formulaire en ligne", "online form", "le formulaire";
        AccDate: "Cette déclaration a été établie le {0}.", "This statement was made on {0}.", "Nous avons écrit cette page le {0}.";

        NoticeTitle: "Mentions légales", "Legal notice", =;
        NoticeDescription: "Qui publie ce site, qui l’héberge, et à quelles conditions on peut s’en servir.", "Who publishes this site, who hosts it, and on what terms it may be used.", "Qui fait ce site.";
        NoticeHeading: "Mentions légales", "Legal notice", "Qui fait ce site";
        NoticeWho: "Qui publie ce site", "Who publishes this site", =;
        NoticePublisher: "Éditeur", "Publisher", "Qui fait le site";
        NoticeDirector: "Directeur de la publication", "Director of publication", "Le responsable";
        NoticeHost: "Hébergeur", "Host", "Où est l’ordinateur du site";
        NoticePostal: "Adresse postale", "Postal address", "Adresse";
        NoticeEmail: "Courriel", "E-mail", "E-mail";
        NoticeTelephone: "Téléphone", "Telephone", =;
        NoticeWorth: "Ce que valent les informations", "What the information is worth", "Est-ce que tout est sûr ?";
        NoticeWorthWhat: "Chaque information porte sa source et sa date. Les montants sont des estimations : seuls le devis du service et la décision de l’organisme qui accorde une aide font foi. Aucun service ne paie pour figurer ici ni pour être mieux placé. Une erreur se signale sur la page du service.", "Each piece of information carries its source and its date. Amounts are estimates: only the quote of the service and the decision of the body that grants a benefit are binding. No service pays to be listed here or to be placed higher. A mistake is reported on the page of the service.", "Nous disons d’où vient chaque information. Les prix sont une idée du prix. Demandez toujours un devis au service. Vous voyez une erreur ? Dites-le sur la page du service.";
        NoticeRanking: "La Ville autorise des services et fixe le tarif de certains : la page {0} dit comment ils sont classés, et quels liens elle a avec eux.", "The City authorises services and sets the price of some: the page {0} says how they are ranked, and what ties it has to them.", "La page {0} explique comment nous classons les services.";
        NoticeReuse: "Réutiliser", "Using it elsewhere", "Copier les informations";
        NoticeReuseWhat: "Les données publiques reprises ici gardent leur licence : la page {0} les nomme. Le programme est libre, sous licence publique de l’Union européenne (EUPL 1.2).", "The public data used here keep their licence: the page {0} names them. The program is free software, under the European Union Public Licence (EUPL 1.2).", "La page {0} dit quelles informations vous pouvez copier.";
        NoticeSecurity: "Une faille de sécurité se signale à l’adresse que donne {0}.", "A security flaw is reported to the address that {0} gives.", =;

        PrivacyTitle: "Données personnelles", "Personal data", "Vos informations personnelles";
        PrivacyDescription: "Ce que le site calcule et oublie, ce qu’il garde, et vos droits. Aucun traceur, aucun compte.", "What the site computes and forgets, what it keeps, and your rights. No tracker, no account.", "Ce que nous gardons de vous : presque rien.";
        PrivacyHeading: "Données personnelles et cookies", "Personal data and cookies", "Ce que nous gardons de vous";
        PrivacyShort: "Pas de compte, pas de publicité, pas de mesure d’audience, pas de traceur. Ce que vous dites de votre situation est calculé, puis oublié.", "No account, no advertising, no audience measurement, no tracker. What you say of your situation is computed, then forgotten.", "Vous ne donnez pas votre nom. Il n’y a pas de publicité. Personne ne vous suit. Nous oublions ce que vous dites.";
        PrivacySituation: "Votre situation (GIR, ressources, impôt)", "Your situation (GIR, resources, tax)", "Votre GIR, votre argent";
        PrivacySituationWhat: "Quand votre navigateur le permet, le calcul se fait chez vous et rien n’est envoyé. Sinon le formulaire est envoyé chiffré au serveur, qui calcule, répond et oublie : rien n’en reste dans une adresse, un journal ou une base de données.", "Where your browser allows it, the calculation is made on your device and nothing is sent. Otherwise the form is sent encrypted to the server, which computes, answers and forgets: nothing of it stays in an address, a log or a database.", "Le calcul se fait sur votre téléphone ou votre ordinateur. Ou bien nous calculons, puis nous oublions. Nous ne gardons rien.";
        PrivacyNeed: "Votre besoin (lieu, horaires, tâches)", "Your need (place, hours, tasks)", "L’aide que vous cherchez";
        PrivacyNeedWhat: "Il est écrit dans l’adresse de la page, pour que vous puissiez la garder ou l’envoyer. D’une adresse postale, seul l’arrondissement y reste. Le journal du serveur n’écrit pas ces adresses.", "It is written in the address of the page, so that you can keep it or send it. Of a postal address only the district stays in it. The log of the server does not write these addresses.", "Il est écrit dans l’adresse de la page. Vous pouvez l’envoyer à quelqu’un. Nous gardons seulement l’arrondissement, pas votre rue.";
        PrivacyKept: "Ce qui est gardé", "What is kept", "Ce que nous gardons";
        PrivacyReports: "Les erreurs signalées : le service, le sujet, votre message et la date. Rien de vous : n’écrivez pas de nom ni de numéro dans le message.", "Mistakes that are reported: the service, the subject, your message and the date. Nothing of you: write no name or number in the message.", "Vos messages sur une erreur. N’écrivez pas votre nom dedans.";
        PrivacyRefusals: "Les refus que des professionnels comptent : un nombre par mois, par arrondissement et par motif, sans rien sur la personne.", "Refusals that professionals count: a number for each month, district and reason, with nothing about the person.", "Le nombre de fois où un service dit non. Sans votre nom.";
        PrivacySearches: "Les recherches peuvent être comptées : un nombre par mois, par arrondissement et par prestation, sans rien de qui cherche.", "Searches may be counted: a number for each month, district and service, with nothing about who searches.", "Le nombre de recherches. Sans savoir qui cherche.";
        PrivacyLogs: "Le journal technique du serveur : le type de page, le résultat, la durée. Ni votre adresse IP, ni ce que vous avez saisi.", "The technical log of the server: the kind of page, the outcome, the time it took. Neither your IP address nor what you typed.", "Un journal du serveur. Il ne dit pas qui vous êtes.";
        PrivacyLimits: "Pour limiter les abus des formulaires, les adresses IP de ceux qui en envoient sont comptées en mémoire pendant une heure, jamais écrites.", "To limit the abuse of forms, the IP addresses of those who send one are counted in memory for an hour, never written.", =;
        PrivacyStaff: "Les comptes des agents de la Ville : un nom de connexion et ce qu’ils ont changé, pour pouvoir en répondre.", "The accounts of the City’s staff: a sign-in name and what they changed, so as to answer for it.", "Le nom des agents de la Ville qui écrivent dans le site.";
        PrivacyCookies: "Cookies et stockage", "Cookies and storage", "Les cookies";
        PrivacyCookiesWhat: "Aucun cookie pour le public. Si vous cochez « Garder pendant cette visite », votre situation reste dans cet onglet, sur votre appareil, et s’efface quand vous le fermez. La page des professionnels peut garder une liste de travail sur leur appareil, s’ils le demandent. Les agents connectés ont un cookie de session, nécessaire à leur connexion.", "No cookie for the public. If you tick “Keep during this visit”, your situation stays in this tab, on your device, and is erased when you close it. The page of professionals can keep a work list on their device, if they ask for it. Staff who are signed in have one session cookie, needed for signing in.", "Il n’y a pas de cookie pour vous. Si vous le demandez, votre téléphone garde vos réponses jusqu’à la fin de la visite.";
        PrivacyRights: "Vos droits", "Your rights", =;
        PrivacyRightsWhat: "Responsable du traitement : {0}, pour une mission d’intérêt public (article 6.1 e du RGPD). Vous pouvez demander à voir, corriger ou effacer ce qui vous concerne, ou vous y opposer, auprès du délégué à la protection des données : {1}. Vous pouvez aussi vous adresser à la {2}.", "Controller: {0}, for a task in the public interest (article 6.1 e of the GDPR). You may ask to see, correct or erase what concerns you, or object to it, by writing to the data protection officer: {1}. You may also turn to the {2}.", "Responsable : {0}. Vous pouvez demander ce que nous savons de vous. Vous pouvez demander de l’effacer. Écrivez à : {1}. Vous pouvez aussi écrire à la {2}.";
        PrivacyRightsLimit: "Comme rien ne relie à vous ce qui est gardé, nous ne pourrons souvent pas le retrouver.", "As nothing links to you what is kept, we will often be unable to find it.", "Souvent, nous ne pourrons rien trouver : nous ne savons pas qui vous êtes.";

        MapTitle: "Plan du site", "Site map", =;
        MapDescription: "Toutes les pages du site.", "Every page of the site.", =;
        MapFind: "Trouver une aide", "Find help", =;
        MapUnderstand: "Comprendre", "Understand", =;
        MapAbout: "Le site", "The site", =;
        MapServices: "Tous les services d’aide à domicile", "All home-care services", "Tous les services d’aide à la maison";
        MapProfessionals: "Pour les professionnels", "For professionals", =;

        ContactTitle: "Contact", "Contact", "Nous parler";
        ContactDescription: "Qui appeler pour trouver une aide à domicile, signaler une erreur, ou parler du site.", "Whom to call to find home care, report a mistake, or speak about the site.", "Qui appeler pour trouver une aide à la maison.";
        ContactHeading: "À qui s’adresser", "Whom to turn to", "À qui parler";
        ContactFind: "Pour trouver une aide ou demander une allocation", "To find help or apply for a benefit", "Pour trouver une aide";
        ContactFindWhat: "Appelez le {0} (Ville de Paris), ou la Maison des aînés et des aidants de votre arrondissement : l’une et l’autre vous orientent, gratuitement.", "Call {0} (City of Paris), or the Maison des aînés et des aidants of your district: both guide you, free of charge.", "Appelez le {0}. Ou allez à la Maison des aînés et des aidants. C’est gratuit.";
        ContactUrgent: "En urgence", "In an emergency", "C’est grave, c’est urgent";
        ContactUrgentWhat: "Danger pour la santé : le {0} (SAMU), ou le {1}. Maltraitance d’une personne âgée ou handicapée : le {2}.", "Danger to health: {0} (SAMU), or {1}. Abuse of an older or disabled person: {2}.", "Une personne est en danger : appelez le {0} ou le {1}. Quelqu’un fait du mal à une personne âgée ou handicapée : appelez le {2}.";
        ContactMistake: "Une information fausse sur un service", "Wrong information about a service", "Une information est fausse";
        ContactMistakeWhat: "Ouvrez la page du service ({0}), puis « Signaler une erreur » : le message arrive à l’équipe qui tient la liste.", "Open the page of the service ({0}), then “Report a mistake”: the message reaches the team that keeps the list.", "Ouvrez la page du service ({0}). Puis choisissez « Signaler une erreur ».";
        ContactSite: "Le site lui-même", "The site itself", "Le site";

        DataTitle: "Données ouvertes", "Open data", "Copier les informations";
        DataDescription: "D’où viennent les données du comparateur, sous quelle licence, et où les prendre.", "Where the data of this comparator come from, under which licence, and where to get them.", "D’où viennent les informations. Qui peut les copier.";
        DataHeading: "Données ouvertes", "Open data", "D’où viennent les informations, et qui peut les copier";
        DataLead: "Les données publiques que ce site reprend sont libres : prenez-les à leur source, où elles sont les plus fraîches.", "The public data that this site uses are free: take them at their source, where they are the freshest.", "Ces informations sont publiques. Tout le monde peut les prendre.";
        DataCaption: "Sources de ce site", "Sources of this site", =;
        DataWhat: "Ce que c’est", "What it is", =;
        DataBy: "Qui les publie", "Who publishes them", =;
        DataLicence: "Licence", "Licence", =;
        DataDay: "État repris ici", "State used here", "Date";
        DataRegister: "Registre FINESS des établissements : existence, nom, adresse, type, zones", "FINESS register of establishments: existence, name, address, type, zones", "La liste officielle des services (FINESS)";
        DataRegisterBy: "Agence du numérique en santé", "Agence du numérique en santé (digital health agency)", =;
        DataEvaluations: "Évaluations de la qualité", "Quality evaluations", "Les notes de qualité";
        DataEvaluationsBy: "Haute Autorité de santé", "Haute Autorité de santé (health authority)", =;
        DataAddresses: "Base Adresse Nationale : rues et numéros", "National address base: streets and numbers", "Les rues";
        DataAddressesBy: "IGN, La Poste, communes", "IGN, La Poste, municipalities", =;
        DataOutlines: "Contours des arrondissements", "Outlines of the districts", "La carte";
        DataOutlinesBy: "Ville de Paris", "City of Paris", =;
        DataLaw: "Valeurs de la loi (plafonds, tarifs, barèmes)", "Values of the law (ceilings, rates, scales)", "Les nombres de la loi";
        DataLawBy: "Légifrance", "Légifrance", =;
        DataOpenLicence: "Licence Ouverte 2.0", "Licence Ouverte 2.0 (open licence)", =;
        DataOdbl: "ODbL", "ODbL", =;
        DataNotImported: "pas encore repris", "not used yet", =;
        DataInMethod: "chaque valeur est datée sur la page {0}", "each value is dated on the page {0}", =;
        DataLastFile: "dernier fichier importé par la Ville", "last file imported by the City", =;
        DataOnMap: "dit sous chaque carte", "stated under each map", =;
        DataOurs: "Ce que la Ville ajoute", "What the City adds", =;
        DataOursWhat: "Prix, horaires, tâches et disponibilités viennent des services et de la Ville, chacun avec sa date et sa source. Pour en obtenir un fichier, écrivez à {0} : il n’y a pas d’accès pour les programmes.", "Prices, hours, tasks and availability come from the services and from the City, each with its date and source. For a file of them, write to {0}: there is no access for programs.", "Les prix et les horaires viennent des services et de la Ville. Vous voulez un fichier ? Écrivez à {0}.";
        DataFictitious: "Les services affichés en ce moment sont fictifs : rien n’en est à reprendre.", "The services shown at the moment are fictitious: nothing of them is to be used.", "En ce moment, les services sont inventés. Ne les copiez pas.";
    }
}
