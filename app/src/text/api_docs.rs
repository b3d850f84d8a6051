//! Words of the page about the open API.

super::sentences! {
    ApiWords at 11 {
        Title: "API ouverte", "Open API", "Pour les programmes";
        Description: "Demander à ce site, par un programme, les services d’aide à domicile, leur comparaison pour un besoin et les valeurs de la loi.", "Ask this site, from a program, for home-care services, their comparison for a need and the values of the law.", "Comment un programme peut lire ce site.";
        Heading: "Interroger ce site par un programme", "Ask this site from a program", =;
        Lead: "Tout ce que ce site montre peut être demandé par un autre programme, en JSON, sans inscription ni clé.", "All that this site shows can be asked for by another program, in JSON, without registration or key.", "Cette page est pour les personnes qui écrivent des programmes.";
        Addresses: "Adresses", "Addresses", =;
        Address: "Adresse", "Address", =;
        Gives: "Ce qu’elle donne", "What it gives", =;
        Parameters: "Paramètres", "Parameters", =;
        Providers: "Les services, filtrés, page après page.", "The services, filtered, page after page.", =;
        Provider: "Tout ce qui est su d’un service : chaque information avec sa source et sa date, et tous ses tarifs.", "All that is known of a service: each fact with its source and date, and all its prices.", =;
        Compare: "Les services qui répondent à un besoin, avec leur rang, leur coût et toutes les raisons.", "The services that answer a need, with their rank, their cost and every reason.", =;
        CompareByAddress: "La même comparaison, pour les pages d’autres sites : le besoin est dans l’adresse.", "The same comparison, for pages of other sites: the need is in the address.", =;
        Aids: "Ce que la loi donne pour une situation, ligne par ligne. Rien n’est gardé.", "What the law gives for a situation, line by line. Nothing is kept.", =;
        Law: "Les valeurs de la loi, avec leur validité et leur texte.", "The values of the law, with their validity and their text.", =;
        Territory: "Les zones de ce site et leurs codes INSEE.", "The zones of this site and their INSEE codes.", =;
        Changes: "Ce qui a été publié depuis un jour ou une heure.", "What was published since a day or a time.", =;
        Feed: "Les changements du dernier mois, pour un lecteur de flux.", "The changes of the last month, for a feed reader.", =;
        Document: "La description complète, pour les outils (OpenAPI 3.1).", "The complete description, for tools (OpenAPI 3.1).", =;
        DocumentIs: "Chaque champ de chaque réponse est décrit dans {0}, que lisent les générateurs de clients.", "Each field of each answer is described in {0}, which client generators read.", "Tout est décrit dans {0}.";
        Try: "Premiers essais", "First tries", =;
        TryList: "Les services qui interviennent dans une zone", "The services that serve a zone", =;
        TryNeed: "Comparer pour une visite chaque lundi matin", "Compare for a visit every Monday morning", =;
        Reading: "Lire les réponses", "Read the answers", =;
        ReadUnits: "Les montants sont des textes en euros (25.56), les taux des textes en pour cent, les heures 08:00, les jours 2026-11-29. L’unité est dans le nom de ce qui est mesuré.", "Amounts are texts in euros (25.56), rates texts in percent, times 08:00, days 2026-11-29. The unit stands in the name of what is measured.", =;
        ReadUnknown: "Ce qui n’est pas connu le dit : jamais zéro, jamais une valeur inventée.", "What is not known says so: never zero, never an invented value.", =;
        ReadCodes: "Un code ne change pas ; son nom en français peut être mieux dit un jour.", "A code does not change; its name in French may be put better one day.", =;
        ReadLaw: "Chaque valeur de la loi qui a servi est dans law_values, avec son article et le jour où il a été lu.", "Each value of the law that was used stands in law_values, with its article and the day on which it was read.", =;
        ReadVersions: "versions dit avec quoi la réponse a été faite : les mêmes versions et la même demande donnent la même réponse.", "versions says what the answer was made with: the same versions and the same request give the same answer.", =;
        Manners: "Demander sans gêner", "Ask without disturbing", =;
        MannersLimit: "Chaque réponse dit combien de demandes restent (RateLimit-Remaining) ; au-delà, la réponse 429 dit quand revenir.", "Each answer says how many requests remain (RateLimit-Remaining); beyond, answer 429 says when to come back.", =;
        MannersCache: "Gardez l’ETag d’une réponse et renvoyez-le (If-None-Match) : sans changement, la réponse 304 est vide.", "Keep the ETag of an answer and send it back (If-None-Match): without a change, answer 304 is empty.", =;
        MannersPages: "Une page d’un autre site peut demander ce qui se demande par GET.", "A page of another site may ask for what is asked by GET.", =;
        MannersErrors: "Une erreur nomme le paramètre ou le champ à corriger (RFC 9457). Un paramètre inconnu est une erreur.", "An error names the parameter or field to correct (RFC 9457). An unknown parameter is an error.", =;
        Kept: "Ce qui est gardé", "What is kept", =;
        KeptWhat: "Ni le besoin ni la situation ne sont gardés ou écrits dans un journal. Une situation ne se demande que par POST, jamais dans une adresse. L’adresse du réseau est comptée en mémoire, pour la limite seulement.", "Neither the need nor the situation is kept or written to a log. A situation is sent by POST only, never in an address. The network address is counted in memory, for the limit only.", "Nous ne gardons pas ce que vous demandez.";
        Lasts: "Ce qui dure", "What lasts", =;
        LastsWhat: "Dans cette version, aucun champ ni aucune adresse n’est retiré : il en vient de nouveaux, à laisser passer si vous ne les connaissez pas. Ce qui changerait de sens serait une version 2, à côté de celle-ci.", "In this version no field and no address is taken back: new ones come, to be passed over if you do not know them. What would change its meaning would be a version 2, beside this one.", "Ce qui marche aujourd’hui marchera encore.";
        SeeAlso: "Des fichiers à prendre entiers sont sur la page {0}. La comparaison est expliquée sur la page {1}.", "Files to take whole are on the page {0}. The comparison is explained on the page {1}.", =;
    }
}
