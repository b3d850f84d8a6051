//! Words of the aids: the situation, each step of a breakdown, each verdict with its reason, the values of the law.

use domain::aids::{Age, Aid, AidReason, Disability, Eligibility, Gir, Household, Lacking, Line, Reference, Step};
use domain::law::parameters::{Parameter, State, Used};

use super::Words;

super::sentences! {
    /// The aids.
    Aids at 3 {
        InBrowser: "Le calcul se fait dans votre navigateur : ce que vous écrivez ici n’est ni envoyé ni enregistré, et disparaît quand vous quittez la page.", "The calculation is done in your browser: what you write here is neither sent nor kept, and disappears when you leave the page.", "Personne ne voit ce que vous écrivez ici. Tout s’efface quand vous quittez la page.";
        ByServer: "En envoyant ces réponses, vous les confiez à notre serveur le temps d’un calcul : il répond aussitôt et n’en enregistre rien.", "By sending these answers you hand them to our server for one calculation: it answers at once and keeps nothing of them.", "Notre ordinateur fait le calcul avec vos réponses. Il ne les garde pas.";
        Sent: "Notre serveur a calculé cette page avec la situation que vous avez envoyée, et ne la garde pas. Elle n’a pas d’adresse à partager : imprimez-la si vous voulez la conserver.", "Our server computed this page with the situation you sent, and does not keep it. The page has no address to share: print it if you want to keep it.", "Notre ordinateur a fait le calcul. Il n’a rien gardé. Imprimez cette page pour la garder.";
        GirExplained: "Le GIR dit combien une personne a besoin d’aide dans la journée : se lever, se laver, s’habiller, manger, se déplacer, se repérer. GIR 1 : aide de tous les instants. GIR 4 : aide pour se lever ou se laver. GIR 5 et 6 : presque ou tout à fait autonome. L’APA est ouverte du GIR 1 au GIR 4.", "The GIR says how much help a person needs in the day: getting up, washing, dressing, eating, moving, finding one’s way. GIR 1: help at every moment. GIR 4: help to get up or wash. GIR 5 and 6: almost or fully independent. The APA can be had from GIR 1 to GIR 4.", "Le GIR est un chiffre. Il dit si une personne a besoin de beaucoup d’aide. GIR 1 : beaucoup d’aide, tout le temps. GIR 4 : un peu d’aide, pour se lever ou se laver. GIR 6 : pas besoin d’aide. Du GIR 1 au GIR 4, on peut avoir l’APA.";
        GirObtained: "Il est écrit sur le courrier de l’APA. Sinon, demandez l’APA {to publisher} : une équipe médico-sociale vient à domicile, gratuitement, et détermine le GIR. Le médecin traitant ou le service social de l’hôpital peut en donner une première idée.", "It is written on the letter about the APA. If not, apply to {publisher} for the APA: a medical and social team comes to the home, free of charge, and determines the GIR. The family doctor or the hospital’s social service can give a first idea.", "Le GIR est écrit sur la lettre de l’APA. Vous n’avez pas de lettre ? Demandez l’APA {to publisher}. Une équipe vient vous voir. C’est gratuit.";
        Age: "Âge de la personne", "Age of the person", =;
        Gir: "GIR (degré d’autonomie)", "GIR (level of independence)", "GIR (besoin d’aide)";
        GirUnknown: "je ne sais pas", "I don’t know", =;
        GirQuestion: "Qu’est-ce que le GIR, et comment l’obtenir ?", "What is the GIR, and how is it obtained?", "Le GIR, qu’est-ce que c’est ?";
        Household: "La personne vit", "The person lives", =;
        Resources: "Ressources du foyer, en euros par mois", "Resources of the household, in euros a month", "L’argent que la personne reçoit chaque mois, en euros";
        ResourcesHint: "Pensions, salaires, revenus de placements, de la personne et de son conjoint : le revenu déclaré de l’avis d’imposition, divisé par 12.", "Pensions, wages and investment income of the person and the spouse: the declared income on the tax notice, divided by 12.", "La retraite et les autres revenus de la personne, et de son mari ou de sa femme.";
        Plan: "Plan d’aide APA déjà notifié, en euros par mois", "APA care plan already granted, in euros a month", "Montant du plan d’aide APA, en euros par mois";
        PlanHint: "Le montant mensuel du plan écrit sur le courrier. Vide si aucun plan n’est notifié, ou si vous ne savez pas : il est alors estimé.", "The monthly amount of the plan, as written on the letter. Empty if no plan was granted, or if you do not know: it is then estimated.", "Il est écrit sur la lettre de l’APA. Vous ne savez pas ? N’écrivez rien.";
        Hours: "Heures d’aide envisagées par mois", "Hours of help planned each month", "Nombre d’heures d’aide par mois";
        HoursHint: "Facultatif. Sans heures, on ne peut pas dire ce que l’aide coûterait.", "Optional. Without hours, what the help would cost cannot be told.", "Pas obligatoire.";
        More: "Handicap, PCH, impôts (facultatif)", "Disability, PCH, taxes (optional)", "Handicap et impôts (pas obligatoire)";
        Disability: "Handicap", "Disability", =;
        Pch: "Heures d’aide humaine accordées par la PCH, par mois", "Hours of human help granted by the PCH, each month", "Heures d’aide payées par la PCH, par mois";
        PchHint: "Laissez vide sans PCH, ou si vous ne savez pas.", "Leave empty without the PCH, or if you do not know.", "Vous ne savez pas ? N’écrivez rien.";
        Members: "Personnes de plus de 65 ans dans le foyer fiscal", "People over 65 in the tax household", "Nombre de personnes de plus de 65 ans sur la même feuille d’impôt";
        MembersHint: "Vide : la personne, si elle a 65 ans ou plus. Elles relèvent le plafond du crédit d’impôt.", "Empty: the person, if 65 or over. They raise the ceiling of the tax credit.", "Vous ne savez pas ? N’écrivez rien.";
        MoreTicks: "La personne (cochez ce qui est vrai)", "The person (tick what is true)", "Cochez ce qui est vrai";
        DrawsMtp: "reçoit la majoration pour tierce personne (MTP), avec une pension d’invalidité de 3e catégorie", "receives the third-person supplement (MTP), with a third-category disability pension", "reçoit la MTP avec sa pension";
        UnfitForWork: "est reconnue inapte au travail", "is recognised as unfit for work", "ne peut plus travailler, c’est reconnu";
        StillWorks: "travaille encore", "still works", "travaille encore";
        Day: "À partir de quand ?", "From when?", =;
        DayHint: "Vide : aujourd’hui. Les montants de la loi sont ceux de ce jour-là.", "Empty: today. The amounts of the law are those of that day.", "Vous ne savez pas ? N’écrivez rien.";
        From65: "65 ans ou plus", "65 or over", =;
        From60To64: "de 60 à 64 ans", "60 to 64", =;
        Under60: "moins de 60 ans", "under 60", =;
        GirNumber: "GIR {0}", "GIR {0}", =;
        Single: "seule", "alone", =;
        Couple: "en couple", "as a couple", =;
        DisabilityNone: "non, ou non reconnu", "none, or not recognised", "non";
        DisabilityRecognised: "reconnu", "recognised", "oui, reconnu par la MDPH";
        DisabilityInvalidity: "reconnu, avec carte mobilité inclusion « invalidité » ou pension de 3e catégorie", "recognised, with the mobility card “invalidité” or a third-category pension", "oui, avec une carte d’invalidité";
        Situation: "Votre situation", "Your situation", =;
        ComputeToPay: "Calculer le reste à payer", "Work out what is left to pay", "Calculer";
        Forget: "Effacer ma situation", "Erase my situation", "Effacer mes réponses";
        Keep: "Garder pendant cette visite", "Keep for this visit", "Garder mes réponses pendant ma visite";
        KeepHint: "Dans cet onglet seulement, jusqu’à ce que vous le fermiez ou que vous effaciez votre situation.", "In this tab only, until you close it or erase your situation.", "Tout s’efface quand vous fermez la page.";
        KeptHere: "Calculé avec la situation que vous gardez pendant cette visite. ", "Worked out with the situation you keep for this visit. ", "Calculé avec vos réponses. ";
        ForgetKept: "Effacer", "Erase", =;
        BackWithout: "Revenir à la comparaison sans la situation", "Go back to the comparison without the situation", "Revenir sans mes réponses";

        ChoiceWrong: "Choisissez une des réponses proposées.", "Choose one of the answers offered.", =;
        GirWrong: "Le GIR est un nombre de 1 à 6. Si vous ne le connaissez pas, choisissez « je ne sais pas ».", "The GIR is a number from 1 to 6. If you do not know it, choose “I don’t know”.", "Le GIR est un chiffre de 1 à 6. Vous ne savez pas ? Choisissez « je ne sais pas ».";
        ResourcesMissing: "Indiquez les ressources du foyer par mois, par exemple 1 450. Sans aucune ressource, écrivez 0.", "Give the household’s resources a month, for example 1450. Without any, write 0.", "Écrivez l’argent reçu chaque mois. Par exemple : 1450. Pas d’argent ? Écrivez 0.";
        MembersWrong: "Indiquez un nombre de personnes, de 0 à 9.", "Give a number of people, from 0 to 9.", "Écrivez un nombre de 0 à 9.";
        HoursTooMany: "Un mois a au plus 744 heures : indiquez un nombre d’heures par mois.", "A month has at most 744 hours: give a number of hours a month.", "Un mois a au plus 744 heures.";
        DayWrong: "Ce n’est pas une date. Écrivez-la comme {0}.", "This is not a date. Write it like {0}.", =;
        DayTooEarly: "Les montants de l’APA et du crédit d’impôt ne sont connus ici qu’à partir du 1er janvier 2024 : choisissez une date de début plus récente.", "The amounts of the APA and of the tax credit are known here only from 1 January 2024: choose a later start date.", "Choisissez une date après le 1er janvier 2024.";
        AmountWrong: "Ce n’est pas un montant en euros. Écrivez par exemple 1 450 ou 1450,50.", "This is not an amount in euros. Write for example 1450 or 1450.50.", "Écrivez un nombre. Par exemple : 1450.";
        AmountTooFine: "Un montant en euros a au plus deux chiffres après la virgule.", "An amount in euros has at most two digits after the decimal point.", =;
        HoursWrong: "Ce n’est pas un nombre d’heures. Écrivez par exemple 20 ou 20,5.", "This is not a number of hours. Write for example 20 or 20.5.", "Écrivez un nombre d’heures. Par exemple : 20.";
        ResourcesRange: "Les ressources doivent être entre 0 et 100 000 euros par mois.", "Resources must be between 0 and 100,000 euros a month.", "Écrivez un nombre entre 0 et 100 000.";
        PlanRange: "Le plan doit être entre 0,01 et 100 000 euros par mois. Sans plan notifié, laissez vide.", "The plan must be between 0.01 and 100,000 euros a month. Without a granted plan, leave empty.", "Écrivez un nombre entre 1 et 100 000. Ou n’écrivez rien.";
        PlanWithoutGir: "Un plan d’aide APA est notifié avec un GIR de 1 à 4, écrit sur le même courrier : indiquez-le, ou laissez le plan vide.", "An APA care plan is granted with a GIR from 1 to 4, written on the same letter: give it, or leave the plan empty.", "Le GIR est écrit sur la même lettre que le plan. Choisissez-le. Ou n’écrivez pas de plan.";
        PlanUnder60: "L’APA commence à 60 ans : avant, laissez le plan vide.", "The APA starts at 60: before that, leave the plan empty.", "L’APA commence à 60 ans. Avant, n’écrivez pas de plan.";
        PlanAndPch: "L’APA et la PCH ne se cumulent pas : remplissez le plan APA ou les heures de PCH, pas les deux.", "The APA and the PCH cannot be combined: fill in the APA plan or the PCH hours, not both.", "On ne peut pas avoir l’APA et la PCH. Écrivez l’une ou l’autre.";
        PchRange: "Indiquez entre 1 minute et 744 heures de PCH par mois, ou laissez vide.", "Give between 1 minute and 744 hours of PCH a month, or leave empty.", "Écrivez un nombre d’heures entre 1 et 744. Ou n’écrivez rien.";

        Apa: "Allocation personnalisée d’autonomie (APA)", "Personal independence allowance (APA)", "APA : l’aide {of city} pour les personnes âgées";
        PchName: "Prestation de compensation du handicap (PCH)", "Disability compensation allowance (PCH)", "PCH : l’aide pour les personnes handicapées";
        Housekeeping: "Aide-ménagère au titre de l’aide sociale", "Home help under social assistance (aide sociale)", "L’aide-ménagère";
        PensionFund: "Aide de la caisse de retraite", "Help from the pension fund", "L’aide de la caisse de retraite";
        TaxCredit: "Crédit d’impôt pour l’aide à domicile", "Tax credit for home help", "Le crédit d’impôt : l’État rend de l’argent";
        Eligible: "droit ouvert", "entitled", "oui";
        ToCheck: "à vérifier", "to be checked", "peut-être";
        ToRequest: "à demander", "to be asked for", "demandez-la";
        NotEligible: "pas de droit", "not entitled", "non";

        WhyGir1To4: "à partir de 60 ans, du GIR 1 au GIR 4, quelles que soient les ressources (CASF L232-1 et L232-2)", "from 60, GIR 1 to GIR 4, whatever the resources (CASF L232-1 and L232-2)", "la personne a 60 ans ou plus, et un GIR de 1 à 4 (CASF L232-1 et L232-2)";
        WhyGir5Or6: "elle va du GIR 1 au GIR 4 (CASF L232-2)", "it goes from GIR 1 to GIR 4 (CASF L232-2)", "il faut un GIR de 1 à 4 (CASF L232-2)";
        WhyUnder60: "elle commence à 60 ans (CASF L232-1)", "it starts at 60 (CASF L232-1)", "il faut avoir 60 ans (CASF L232-1)";
        WhyGirUnknown: "elle dépend du GIR, qu’une équipe détermine à domicile (CASF L232-6)", "it depends on the GIR, which a team determines at home (CASF L232-6)", "il faut connaître le GIR (CASF L232-6)";
        WhyHasPch: "elle ne se cumule pas avec la PCH (CASF L232-23)", "it cannot be combined with the PCH (CASF L232-23)", "la personne a déjà la PCH (CASF L232-23)";
        WhyPchGranted: "des heures sont déjà accordées (CASF L245-1) ; elles sont payées à 100 %, ou à 80 % au-dessus d’un seuil de ressources : à vérifier sur la notification", "hours are already granted (CASF L245-1); they are paid at 100%, or at 80% above a threshold of resources: check the letter", "la personne a déjà des heures (CASF L245-1)";
        WhyStillWorks: "après 60 ans, elle reste possible pour qui travaille encore ; la maison départementale des personnes handicapées décide (CASF L245-1)", "after 60 it remains possible for someone who still works; the disability office (MDPH) decides (CASF L245-1)", "la personne travaille encore : demandez à la MDPH (CASF L245-1)";
        WhyDrawsMtp: "elle ne se cumule pas avec la majoration pour tierce personne : la personne choisit (CASF L232-23)", "it cannot be combined with the third-person supplement: the person chooses (CASF L232-23)", "la MTP ou l’APA, pas les deux (CASF L232-23)";
        WhyMdph: "la maison départementale des personnes handicapées décide, même si aucun handicap n’est encore reconnu ; au-dessus d’un seuil de ressources, 80 % au lieu de 100 % (CASF L245-1 et L245-2)", "the disability office (MDPH) decides, even where no disability is recognised yet; above a threshold of resources, 80% instead of 100% (CASF L245-1 and L245-2)", "la MDPH décide (CASF L245-2)";
        WhyBefore60: "après 60 ans, seulement si le handicap ouvrait déjà ce droit avant (CASF L245-1 et D245-3)", "after 60, only if the disability already gave this right before (CASF L245-1 and D245-3)", "après 60 ans, seulement si le handicap existait avant (CASF L245-1 et D245-3)";
        WhyHasApa: "elle ne se cumule pas avec l’APA (CASF L232-23)", "it cannot be combined with the APA (CASF L232-23)", "la personne peut avoir l’APA (CASF L232-23)";
        WhyDisability80: "avant 60 ans, elle est possible avec un taux d’incapacité d’au moins 80 % et des ressources sous le plafond (CASF L241-1)", "before 60 it is possible with a disability rate of at least 80% and resources under the ceiling (CASF L241-1)", "avant 60 ans, seulement avec un handicap de 80 % ou plus (CASF L241-1)";
        WhyUnfit: "avant 65 ans, seulement en cas d’inaptitude au travail (CASF L113-1)", "before 65, only if unfit for work (CASF L113-1)", "avant 65 ans, seulement si on ne peut plus travailler (CASF L113-1)";
        WhyAboveAspa: "les ressources dépassent le plafond de l’ASPA (CASF L231-2)", "resources are above the ASPA ceiling (CASF L231-2)", "la personne a trop d’argent (CASF L231-2)";
        WhyAspaUnknown: "le plafond de ressources de cette année n’est pas encore publié ici (CASF L231-2)", "this year’s ceiling of resources is not published here yet (CASF L231-2)", "nous ne savons pas encore (CASF L231-2)";
        WhyUnderAspa: "ressources sous le plafond de l’ASPA ; au plus 30 heures par mois, 48 pour un couple, avec un service habilité, après une évaluation (CASF L231-1 et R231-2) ; récupérable sur la succession au-dessus du seuil cité (CASF L132-8 et R132-12)", "resources under the ASPA ceiling; at most 30 hours a month, 48 for a couple, with an approved service, after an assessment (CASF L231-1 and R231-2); recoverable on the estate above the threshold quoted (CASF L132-8 and R132-12)", "la personne a peu d’argent ; au plus 30 heures par mois, 48 pour un couple, avec un service qui accepte l’aide sociale (CASF L231-1 et R231-2). Après le décès, {city} peut reprendre cet argent (CASF L132-8)";
        WhyNotHabilitated: "ce service n’est pas habilité à l’aide sociale (CASF L231-1)", "this service is not approved for social assistance (CASF L231-1)", "ce service n’accepte pas l’aide sociale (CASF L231-1)";
        WhyHabilitationUnknown: "on ne sait pas si ce service est habilité à l’aide sociale (CASF L231-1)", "it is not known whether this service is approved for social assistance (CASF L231-1)", "on ne sait pas si ce service accepte l’aide sociale (CASF L231-1)";
        WhyFund: "pour les retraités en GIR 5 ou 6, avec un service prestataire ; la caisse évalue le besoin et fixe sa part", "for pensioners in GIR 5 or 6, with a prestataire service; the fund assesses the need and sets its share", "pour les retraités avec un GIR 5 ou 6 ; la caisse décide";
        WhyFundPch: "demandez à la caisse si elle s’ajoute à la PCH", "ask the fund whether it adds to the PCH", "demandez à la caisse de retraite";
        WhyFundRetired: "en GIR 5 ou 6, si la personne est déjà retraitée ; la caisse évalue le besoin et fixe sa part", "in GIR 5 or 6, if the person is already retired; the fund assesses the need and sets its share", "si la personne est à la retraite ; la caisse décide";
        WhyFundGir: "elle s’adresse aux GIR 5 et 6 ; du GIR 1 au GIR 4, c’est l’APA", "it is for GIR 5 and 6; from GIR 1 to GIR 4 it is the APA", "il faut un GIR 5 ou 6";
        WhyPrestataire: "elle suppose un service prestataire", "it requires a prestataire service", "il faut un service prestataire";
        WhyCredit: "la moitié de ce qui reste payé dans l’année, rendue l’année suivante, même à ceux qui ne paient pas d’impôt (CGI 199 sexdecies)", "half of what remains paid in the year, given back the year after, even to those who pay no income tax (CGI 199 sexdecies)", "l’État rend la moitié de ce que vous payez vraiment, jusqu’à une limite, l’année d’après, même si vous ne payez pas d’impôt (CGI 199 sexdecies)";
        WhyCreditNotSettled: "il n’est pas fixé pour cette année : le projet de loi de finances est en débat ; le calcul prend les règles de la dernière année fixée (CGI 199 sexdecies)", "it is not settled for this year: the finance bill is in debate; the calculation takes the rules of the last settled year (CGI 199 sexdecies)", "on ne sait pas encore pour cette année (CGI 199 sexdecies)";

        LackingGir: "selon le GIR, qui n’est pas connu", "depending on the GIR, which is not known", "cela dépend du GIR";
        LackingHabilitation: "selon que ce service est habilité à l’aide sociale ou non, ce qu’il faut lui demander", "depending on whether this service is approved for social assistance, which must be asked", "cela dépend du service. Demandez-lui s’il accepte l’aide sociale";
        LackingPch: "le tarif de la PCH en vigueur pour ce mode d’intervention n’est pas connu ici", "the PCH rate in force for this arrangement is not known here", "nous ne savons pas ce que la PCH paie";
        LackingReference: "le tarif APA du département pour ce mode d’intervention n’est pas connu ici, et la loi ne fixe aucun plancher : à confirmer auprès {of city}", "the département’s APA rate for this arrangement is not known here, and the law sets no floor: to be confirmed with {city}", "nous ne savons pas ce que l’APA paie pour ce type de service. Demandez {to city}";
        LackingMtp: "selon que la personne garde la majoration pour tierce personne ou choisit l’APA : les deux ne se cumulent pas", "depending on whether the person keeps the third-person supplement or chooses the APA: one excludes the other", "cela dépend : la MTP ou l’APA, pas les deux";
        OwnPrice: "le prix de ce service habilité", "the price of this approved service", "le prix de ce service";
        Department: "le tarif APA du département", "the département’s APA rate", "le prix fixé par {city}";
        Floor: "le tarif plancher national, faute du tarif APA du département", "the national floor price, for lack of the département’s APA rate", "le prix le plus bas en France";

        StepCost: "Coût du besoin", "Cost of the need", "Prix de l’aide";
        StepPlanNotified: "Plan d’aide notifié", "Care plan granted", "Plan d’aide de la lettre";
        StepPlanOwn: "Plan d’aide estimé : {0} à {1}, prix de l’heure de ce service habilité, sans majoration ni frais", "Estimated care plan: {0} at {1}, the hourly price of this approved service, without surcharges or fees", "Plan d’aide : {0} à {1}";
        StepPlanReference: "Plan d’aide estimé : {0} au tarif de référence", "Estimated care plan: {0} at the reference rate", "Plan d’aide : {0}";
        StepPlanLargest: "Plan d’aide : le plus élevé que la loi permet", "Care plan: the largest the law allows", "Plan d’aide le plus grand possible";
        StepCeiling: "Plafond du plan : MTP × coefficient du GIR", "Ceiling of the plan: MTP × coefficient of the GIR", "Le plan ne peut pas dépasser";
        StepPlanCounted: "Plan retenu : le plus petit des deux", "Plan counted: the smaller of the two", "Plan compté : le plus petit des deux";
        StepBand1: "Part du plan jusqu’à 0,317 MTP : taux de base", "Part of the plan up to 0.317 MTP: base rate", "1re partie du plan";
        StepBand2: "Part du plan de 0,317 à 0,498 MTP : taux de base × (0,6 × ressources + 0,343 MTP) ÷ 1,945 MTP", "Part of the plan from 0.317 to 0.498 MTP: base rate × (0.6 × resources + 0.343 MTP) ÷ 1.945 MTP", "2e partie du plan";
        StepBand3: "Part du plan au-delà de 0,498 MTP : taux de base × (0,8 × ressources − 0,191 MTP) ÷ 1,945 MTP", "Part of the plan above 0.498 MTP: base rate × (0.8 × resources − 0.191 MTP) ÷ 1.945 MTP", "3e partie du plan";
        StepPartUsed: "Part du plan utilisée : au plus les heures couvertes au tarif de référence, ou au prix s’il est plus bas", "Part of the plan used: at most the hours covered at the reference rate, or at the price if lower", "Partie du plan utilisée";
        StepFree: "Participation : aucune, les ressources ne dépassent pas 0,725 MTP (CASF R232-11)", "Contribution: none, resources do not exceed 0.725 MTP (CASF R232-11)", "Ce que vous payez du plan : rien (CASF R232-11)";
        StepScale: "Participation : taux de base de 0,9 × (ressources − 0,725 MTP) ÷ 1,945 MTP, appliqué aux trois parts du plan et ramené à la part utilisée (CASF R232-11 ; ressources d’un couple ÷ 1,7)", "Contribution: base rate of 0.9 × (resources − 0.725 MTP) ÷ 1.945 MTP, applied to the three parts of the plan and brought to the part used (CASF R232-11; resources of a couple ÷ 1.7)", "Ce que vous payez du plan (CASF R232-11)";
        StepFull: "Participation : 90 %, les ressources dépassent 2,67 MTP (CASF R232-11)", "Contribution: 90%, resources exceed 2.67 MTP (CASF R232-11)", "Ce que vous payez du plan : 90 % (CASF R232-11)";
        StepApa: "APA : part utilisée − participation", "APA: part used − contribution", "APA : l’argent que vous recevez";
        StepApaNotPaid: "APA non versée : elle ne dépasse pas trois heures de SMIC brut (CASF D232-31)", "APA not paid: it does not exceed three hours of gross minimum wage (CASF D232-31)", "Pas d’APA : elle est trop petite (CASF D232-31)";
        StepPch: "PCH : {0} accordées et couvertes, au tarif du mode d’intervention, au plus le coût", "PCH: {0} granted and covered, at the rate of the arrangement, at most the cost", "PCH : {0}";
        StepToPay: "À payer chaque mois : coût − aides", "To pay each month: cost − financial help", "À payer chaque mois";
        StepCreditExpense: "Payé sur douze mois", "Paid over twelve months", "Payé en un an";
        StepCreditCeiling: "Plafond des dépenses du crédit d’impôt, par an", "Ceiling of expenses for the tax credit, a year", "Le crédit d’impôt compte au plus";
        StepCredit: "Crédit d’impôt de l’année : le taux × ce qui est payé, dans la limite du plafond", "Tax credit of the year: the rate × what is paid, up to the ceiling", "Crédit d’impôt : l’argent que l’État rend";
        StepAfterCredit: "Par mois, une fois le crédit d’impôt de l’année réparti", "A month, once the year’s tax credit is spread", "Par mois, après le crédit d’impôt";

        FloorHour: "Tarif plancher national de l’heure", "National floor price of an hour", =;
        FloorCoefficient: "Tarif plancher, en part de la MTP du 1er janvier", "Floor price, as a part of the MTP of 1 January", =;
        DepartmentHour: "Tarif APA du département, service prestataire", "APA rate of the département, prestataire service", =;
        DepartmentMandataire: "Tarif APA du département, service mandataire", "APA rate of the département, mandataire service", =;
        DepartmentPlacement: "Tarif APA du département, mise à disposition", "APA rate of the département, placement", =;
        Mtp: "Majoration pour tierce personne (MTP)", "Third-person supplement (MTP)", =;
        CeilingGir1: "Coefficient du plafond, GIR 1", "Coefficient of the ceiling, GIR 1", =;
        CeilingGir2: "Coefficient du plafond, GIR 2", "Coefficient of the ceiling, GIR 2", =;
        CeilingGir3: "Coefficient du plafond, GIR 3", "Coefficient of the ceiling, GIR 3", =;
        CeilingGir4: "Coefficient du plafond, GIR 4", "Coefficient of the ceiling, GIR 4", =;
        SmicHour: "SMIC horaire brut", "Gross hourly minimum wage (SMIC)", =;
        AspaSingle: "Plafond de l’ASPA, personne seule", "ASPA ceiling, single person", =;
        AspaCouple: "Plafond de l’ASPA, couple", "ASPA ceiling, couple", =;
        CreditRate: "Taux du crédit d’impôt", "Rate of the tax credit", =;
        CreditBase: "Crédit d’impôt : plafond de dépenses", "Tax credit: ceiling of expenses", =;
        CreditMember: "Crédit d’impôt : par membre de plus de 65 ans", "Tax credit: for each member over 65", =;
        CreditMost: "Crédit d’impôt : plafond majoré", "Tax credit: raised ceiling", =;
        CreditInvalidity: "Crédit d’impôt : plafond en cas d’invalidité", "Tax credit: ceiling with invalidity", =;
        CreditFirstYear: "Crédit d’impôt : plafond de la première année d’emploi direct", "Tax credit: ceiling of the first year of direct employment", =;
        CreditFirstYearMost: "Crédit d’impôt : plafond majoré de la première année d’emploi direct", "Tax credit: raised ceiling of the first year of direct employment", =;
        FundHour: "Tarif horaire de la Cnav", "Hourly rate of the Cnav", =;
        PchPrestataire: "PCH, service prestataire", "PCH, prestataire service", =;
        PchMandataire: "PCH, service mandataire", "PCH, mandataire service", =;
        PchDirect: "PCH, emploi direct", "PCH, direct employment", =;
        YearlyRise: "Hausse annuelle la plus forte, contrats en cours d’un service non habilité", "Largest yearly rise, running contracts of a service without approval", =;
        EmergencyShare: "APA d’urgence, en part du plafond du GIR 1", "Emergency APA, as a part of the GIR 1 ceiling", =;
        HospitalReturn: "Aide au retour à domicile après hospitalisation (ARDH), au plus", "Help on return from hospital (ARDH), at most", =;
        RecoveryThreshold: "Succession à partir de laquelle l’aide-ménagère est récupérée", "Estate from which aide-ménagère is recovered", =;
        Computed: "calculé, pas encore publié", "computed, not yet published", =;
        EnteredByStaff: "saisi par {city}", "entered by {city}", =;
        ValueOf: "{0} {1} : {2}", "{0} {1}: {2}", =;
        ValueSince: "{0} depuis {1} : {2}", "{0} since {1}: {2}", =;
        Outdated: "valeur {0} non publiée : calcul sur {1}", "{0} value not published: worked out on {1}", =;
        CreditNotSettled: "non fixé pour {0} : le projet de loi de finances est en débat ; calcul sur {1}", "not settled for {0}: the finance bill is in debate; worked out on {1}", =;
        OutdatedOf: "{0} : {1}.", "{0}: {1}.", =;
        ReadOn: ", lu le {0}", ", read on {0}", =;

        Price: "Prix", "Price", =;
        UnknownToPay: "À payer chaque mois : inconnu, {0}.", "To pay each month: unknown, {0}.", "Ce que vous payez : on ne sait pas, {0}.";
        Less: "{0} − {1}", "{0} − {1}", =;
        NoAid: "aucune aide chaque mois", "no monthly financial help", "pas d’aide";
        AidsDeducted: "Aides déduites", "Financial help taken off", "Les aides";
        ToPay: "À payer chaque mois", "To pay each month", =;
        AfterCredit: "Après crédit d’impôt : {0}{1} par mois. Le crédit, {2} pour douze mois, est rendu à part, 60 % en janvier de l’année suivante et le reste après la déclaration.", "After the tax credit: {0}{1} a month. The credit, {2} for twelve months, is given back separately, 60% in January of the year after and the rest after the tax return.", "Après le crédit d’impôt : {0}{1} par mois. L’État rend {2} pour un an. Il les rend souvent l’année d’après.";
        Capped: "Le plan d’aide dépasse le plafond du {0} : il est ramené à {1} par mois.", "The care plan is above the ceiling of {0}: it is brought down to {1} a month.", "Le plan d’aide est trop grand pour le {0}. Le calcul compte {1} par mois.";
        Between: "entre {0} et {1}", "between {0} and {1}", =;
        ByMonth: "Par mois", "A month", =;
        Case: "Cas", "Case", =;
        ColumnToPay: "À payer", "To pay", =;
        ColumnAfter: "Après crédit d’impôt", "After tax credit", =;
        IfHabilitated: "si le service est habilité", "if the service is approved", "si le service accepte l’aide sociale";
        IfNotHabilitated: "si le service n’est pas habilité", "if the service is not approved", "si le service n’accepte pas l’aide sociale";
        KeepingMtpCase: "en gardant la MTP, sans APA", "keeping the MTP, without APA", =;
        WithoutApaCase: "sans APA (GIR 5 ou 6)", "without APA (GIR 5 or 6)", =;
        ReferenceIs: "Tarif de référence : {0}.", "Reference rate: {0}.", "Le calcul utilise {0}.";
        WithoutApa: "Sans APA.", "Without APA.", =;
        Calculation: "Calcul", "Calculation", =;
        Amount: "Montant", "Amount", =;
        YourAids: "Vos aides au {0}", "Your financial help on {0}", =;
        ReferenceNote: "Tarif de référence : {0} ({1}). Un service peut coûter plus cher : la différence reste à payer.", "Reference rate: {0} ({1}). A service may cost more: the difference is left to pay.", "Le calcul utilise {0} ({1}). Un service plus cher coûte plus.";
        NoAmount: "Aucun montant ne peut être calculé : {0}.", "No amount can be worked out: {0}.", "On ne peut pas calculer : {0}.";
        SeveralAmounts: "Plusieurs montants sont possibles, {0}.", "Several amounts are possible, {0}.", "Il y a plusieurs réponses : {0}.";
        GiveHours: "Sans APA ni PCH, indiquez les heures d’aide envisagées pour savoir ce qui resterait à payer.", "Without APA or PCH, give the hours of help planned to know what would be left to pay.", "Écrivez le nombre d’heures d’aide. Puis recommencez.";
        NoCostWithoutHours: "Vous n’avez pas indiqué d’heures d’aide : on ne peut dire ni ce que l’aide coûterait, ni ce que rendrait le crédit d’impôt. Voici le plan d’aide et ce que l’APA en paie.", "You gave no hours of help: neither what the help would cost nor what the tax credit would give back can be told. Here are the care plan and what the APA pays of it.", "Vous n’avez pas indiqué d’heures d’aide. Nous ne savons pas le prix. Voici ce que paie l’APA.";
        PlanIs: "Plan d’aide retenu", "Care plan counted", "Plan d’aide";
        PlanAtMost: "Plan d’aide, le plus élevé que la loi permet", "Care plan, the largest the law allows", "Plan d’aide le plus grand possible";
        AtMost: "au plus {0}", "at most {0}", =;
        YourPart: "Votre participation au plan, par mois", "Your contribution to the plan, each month", "Ce que vous payez du plan, chaque mois";
        IfGir: "Si la personne est en {0}", "If the person is in {0}", "Avec un {0}";
        KeepingMtpTitle: "En gardant la MTP, sans APA", "Keeping the MTP, without APA", =;
        WithoutApaTitle: "Sans APA (GIR 5 ou 6)", "Without APA (GIR 5 or 6)", =;
        MonthByMonth: "Le calcul, mois par mois", "The calculation, month by month", "Le calcul pour un mois";
        HelpCost: "Coût de l’aide à domicile", "Cost of the home help", "Prix de l’aide";
        Detail: "Le détail du calcul", "The calculation in detail", "Voir le calcul";
        EachAid: "Chaque aide", "Each kind of help", "Les aides une par une";
        Estimated: "Estimation à partir de vos réponses et des textes cités : la décision appartient à chaque organisme. Ni cette page ni notre serveur ne gardent ce que vous avez écrit.", "An estimate from your answers and the texts quoted: each body decides. Neither this page nor our server keeps what you wrote.", "Ce calcul n’est pas une décision. Chaque administration décide. Nous ne gardons pas vos réponses.";
        ComputeAids: "Calculer les aides", "Work out the financial help", =;
    }
}

impl Words {
    pub fn age(self, age: Age) -> &'static str {
        self.say(match age {
            Age::From65 => Aids::From65,
            Age::From60To64 => Aids::From60To64,
            Age::Under60 => Aids::Under60,
        })
    }

    pub fn gir(self, gir: Gir) -> String {
        let number = match gir {
            Gir::One => 1,
            Gir::Two => 2,
            Gir::Three => 3,
            Gir::Four => 4,
            Gir::Five => 5,
            Gir::Six => 6,
        };
        self.fill(Aids::GirNumber, &[&number])
    }

    pub fn household(self, household: Household) -> &'static str {
        self.say(match household {
            Household::Single => Aids::Single,
            Household::Couple => Aids::Couple,
        })
    }

    pub fn disability(self, disability: Disability) -> &'static str {
        self.say(match disability {
            Disability::None => Aids::DisabilityNone,
            Disability::Recognised => Aids::DisabilityRecognised,
            Disability::Invalidity => Aids::DisabilityInvalidity,
        })
    }

    pub fn aid(self, aid: Aid) -> &'static str {
        self.say(match aid {
            Aid::Apa => Aids::Apa,
            Aid::Pch => Aids::PchName,
            Aid::Housekeeping => Aids::Housekeeping,
            Aid::PensionFund => Aids::PensionFund,
            Aid::TaxCredit => Aids::TaxCredit,
        })
    }

    pub fn eligibility(self, eligibility: Eligibility) -> &'static str {
        self.say(match eligibility {
            Eligibility::Eligible => Aids::Eligible,
            Eligibility::ToRequest => Aids::ToRequest,
            Eligibility::ToCheck => Aids::ToCheck,
            Eligibility::NotEligible => Aids::NotEligible,
        })
    }

    /// The reason for a verdict, with the article behind it.
    pub fn reason(self, reason: AidReason) -> &'static str {
        self.say(match reason {
            AidReason::Gir1To4 => Aids::WhyGir1To4,
            AidReason::Gir5Or6 => Aids::WhyGir5Or6,
            AidReason::Under60 => Aids::WhyUnder60,
            AidReason::GirUnknown => Aids::WhyGirUnknown,
            AidReason::HasPch => Aids::WhyHasPch,
            AidReason::PchGranted => Aids::WhyPchGranted,
            AidReason::MdphDecides => Aids::WhyMdph,
            AidReason::DisabilityBefore60 => Aids::WhyBefore60,
            AidReason::HasApa => Aids::WhyHasApa,
            AidReason::Disability80 => Aids::WhyDisability80,
            AidReason::StillWorks => Aids::WhyStillWorks,
            AidReason::DrawsMtp => Aids::WhyDrawsMtp,
            AidReason::CreditNotSettled => Aids::WhyCreditNotSettled,
            AidReason::UnfitFrom60 => Aids::WhyUnfit,
            AidReason::ResourcesAboveAspa => Aids::WhyAboveAspa,
            AidReason::AspaNotPublished => Aids::WhyAspaUnknown,
            AidReason::ResourcesUnderAspa => Aids::WhyUnderAspa,
            AidReason::NotHabilitated => Aids::WhyNotHabilitated,
            AidReason::HabilitationUnknown => Aids::WhyHabilitationUnknown,
            AidReason::FundEvaluates => Aids::WhyFund,
            AidReason::FundWithPch => Aids::WhyFundPch,
            AidReason::FundIfRetired => Aids::WhyFundRetired,
            AidReason::FundGir1To4 => Aids::WhyFundGir,
            AidReason::PrestataireOnly => Aids::WhyPrestataire,
            AidReason::CreditForAll => Aids::WhyCredit,
        })
    }

    pub fn lacking(self, lacking: Lacking) -> &'static str {
        self.say(match lacking {
            Lacking::Gir => Aids::LackingGir,
            Lacking::Habilitation => Aids::LackingHabilitation,
            Lacking::PchTariff => Aids::LackingPch,
            Lacking::ReferenceTariff => Aids::LackingReference,
            Lacking::Mtp => Aids::LackingMtp,
        })
    }

    pub fn reference(self, reference: Reference) -> &'static str {
        self.say(match reference {
            Reference::OwnPrice => Aids::OwnPrice,
            Reference::Department => Aids::Department,
            Reference::Floor => Aids::Floor,
        })
    }

    /// How the amount of a line is computed.
    pub fn step(self, line: &Line) -> String {
        let hours = line.minutes.map(|minutes| self.hours_a_month(minutes)).unwrap_or_default();
        let sentence = match line.step {
            Step::Cost => Aids::StepCost,
            Step::PlanNotified => Aids::StepPlanNotified,
            Step::PlanEstimated => match line.hour {
                Some(price) => return self.fill(Aids::StepPlanOwn, &[&hours, &self.euros(price)]),
                None => Aids::StepPlanReference,
            },
            Step::PlanLargest => Aids::StepPlanLargest,
            Step::Ceiling => Aids::StepCeiling,
            Step::PlanCounted => Aids::StepPlanCounted,
            Step::FirstBand => Aids::StepBand1,
            Step::SecondBand => Aids::StepBand2,
            Step::ThirdBand => Aids::StepBand3,
            Step::PartUsed => Aids::StepPartUsed,
            Step::ParticipationNone => Aids::StepFree,
            Step::ParticipationScale => Aids::StepScale,
            Step::ParticipationFull => Aids::StepFull,
            Step::Apa => Aids::StepApa,
            Step::ApaNotPaid => Aids::StepApaNotPaid,
            Step::Pch => Aids::StepPch,
            Step::ToPay => Aids::StepToPay,
            Step::CreditExpense => Aids::StepCreditExpense,
            Step::CreditCeiling => Aids::StepCreditCeiling,
            Step::Credit => Aids::StepCredit,
            Step::AfterCredit => Aids::StepAfterCredit,
        };
        self.fill(sentence, &[&hours])
    }

    pub fn parameter(self, parameter: Parameter) -> &'static str {
        self.say(match parameter {
            Parameter::FloorHour => Aids::FloorHour,
            Parameter::FloorCoefficient => Aids::FloorCoefficient,
            Parameter::DepartmentHour => Aids::DepartmentHour,
            Parameter::DepartmentMandataireHour => Aids::DepartmentMandataire,
            Parameter::DepartmentPlacementHour => Aids::DepartmentPlacement,
            Parameter::Mtp => Aids::Mtp,
            Parameter::ApaCeilingGir1 => Aids::CeilingGir1,
            Parameter::ApaCeilingGir2 => Aids::CeilingGir2,
            Parameter::ApaCeilingGir3 => Aids::CeilingGir3,
            Parameter::ApaCeilingGir4 => Aids::CeilingGir4,
            Parameter::SmicHour => Aids::SmicHour,
            Parameter::AspaSingle => Aids::AspaSingle,
            Parameter::AspaCouple => Aids::AspaCouple,
            Parameter::TaxCreditRate => Aids::CreditRate,
            Parameter::TaxCreditBase => Aids::CreditBase,
            Parameter::TaxCreditMember => Aids::CreditMember,
            Parameter::TaxCreditMost => Aids::CreditMost,
            Parameter::TaxCreditInvalidity => Aids::CreditInvalidity,
            Parameter::TaxCreditFirstYear => Aids::CreditFirstYear,
            Parameter::TaxCreditFirstYearMost => Aids::CreditFirstYearMost,
            Parameter::PensionFundHour => Aids::FundHour,
            Parameter::PchPrestataireHour => Aids::PchPrestataire,
            Parameter::PchMandataireHour => Aids::PchMandataire,
            Parameter::PchDirectHour => Aids::PchDirect,
            Parameter::YearlyRise => Aids::YearlyRise,
            Parameter::EmergencyShare => Aids::EmergencyShare,
            Parameter::HospitalReturn => Aids::HospitalReturn,
            Parameter::RecoveryThreshold => Aids::RecoveryThreshold,
        })
    }

    /// "Majoration pour tierce personne (MTP) 2026 : 1 288,13 € par mois"; "depuis 2024" for a value without an end.
    pub fn value(self, used: &Used) -> String {
        let amount = self.law_value(used.parameter, used.value);
        let sentence = if used.until.is_none() { Aids::ValueSince } else { Aids::ValueOf };
        let text = self.fill(sentence, &[&self.parameter(used.parameter), &used.from.year(), &amount]);
        format!("{text}{}", self.state(used.state))
    }

    /// " (calculé, pas encore publié)" after an amount that no legal text states yet; nothing after a published one.
    pub fn state(self, state: State) -> String {
        match state {
            State::Published => String::new(),
            State::Computed => format!(" ({})", self.say(Aids::Computed)),
            State::Entered => format!(" ({})", self.say(Aids::EnteredByStaff)),
        }
    }

    /// "valeur 2027 non publiée : calcul sur 2026", or that the value is computed and not yet published.
    pub fn provisional(self, used: &Used, year: i16) -> String {
        let sentence = match (used.outdated, used.parameter) {
            (false, _) => return self.say(Aids::Computed).to_owned(),
            (
                true,
                Parameter::TaxCreditRate
                | Parameter::TaxCreditBase
                | Parameter::TaxCreditMember
                | Parameter::TaxCreditMost
                | Parameter::TaxCreditInvalidity
                | Parameter::TaxCreditFirstYear
                | Parameter::TaxCreditFirstYearMost,
            ) => Aids::CreditNotSettled,
            (true, _) => Aids::Outdated,
        };
        self.fill(sentence, &[&year, &used.until.and_then(|until| until.yesterday().ok()).unwrap_or(used.from).year()])
    }
}

/// Whether a line is subtracted.
pub fn is_deducted(step: Step) -> bool {
    matches!(step, Step::Apa | Step::Pch | Step::Credit)
}
