//! The widget that other sites show, and the page that documents it.

super::sentences! {
    /// The widget, and `/integrer`.
    WidgetWords at 12 {
        FrameTitle: "Trouver un service d’aide à domicile", "Find a home-care service", "Trouver une aide à la maison";
        See: "Voir les services", "See the services", =;
        Ask: "Donnez {a zone} : vous verrez les premiers services, avec leur prix quand il est connu.", "Give {a zone}: you will see the first services, with their price where it is known.", "Écrivez {a zone}. Vous verrez des services et leurs prix.";
        FirstOnes: "Les {0} premiers", "The first {0}", =;
        ToCheck: "à vérifier par téléphone", "to be checked by telephone", "téléphonez pour savoir";
        WholeList: "Voir toute la liste", "See the whole list", =;
        NewWindow: " (nouvelle fenêtre)", " (new window)", =;
        NoCookie: "Sans cookie ni traceur.", "No cookie, no tracker.", "Personne ne vous suit.";

        Title: "Intégrer la recherche à un autre site", "Put the search on another site", "Mettre la recherche sur un autre site";
        Describe: "Une recherche par {zone} et les cinq premiers services, à montrer sur le site d’une mairie, d’un hôpital ou d’une association.", "A search by {zone} and the first five services, to show on the site of a town hall, a hospital or an association.", "Comment montrer notre recherche sur votre site.";
        Lead: "Une mairie, un hôpital ou une association peut montrer sur son site une recherche par {zone} et les cinq premiers services. Le classement est celui de la page « {0} », sans aucune préférence.", "A town hall, a hospital or an association can show on its own site a search by {zone} and the first five services. The order is that of the page “{0}”, with no preference.", "Vous avez un site ? Vous pouvez y montrer notre recherche. Les services sont les mêmes que sur la page « {0} ».";
        Example: "Ce que cela donne", "What it looks like", "Un exemple";
        ByScript: "Avec un script", "With a script", =;
        ByScriptWhat: "Collez ces lignes à l’endroit voulu de votre page. Le lien reste visible : il sert à ceux dont le navigateur n’exécute pas le script, et à ceux qui impriment la page.", "Paste these lines where you want it on your page. The link stays visible: it serves those whose browser does not run the script, and those who print the page.", "Copiez ces lignes dans votre page.";
        Lieu: "{the zone} ou le code postal de départ ; sans lui, seule la recherche est montrée", "{the zone} or the postcode to begin with; without it only the search is shown", "{the zone} du début";
        Langue: "fr, en, ou falc pour « facile à lire » ; fr par défaut", "fr, en, or falc for easy French; fr by default", "la langue : fr, en, ou falc";
        Hauteur: "la hauteur en pixels, de 300 à 2000 ; {0} par défaut", "the height in pixels, from 300 to 2000; {0} by default", "la hauteur : 300 à 2000. Sinon : {0}";
        ByFrame: "Avec un cadre, sans script", "With a frame, without a script", "Sans script";
        ByFrameWhat: "Le script ne fait rien d’autre qu’écrire ce cadre. Vous pouvez l’écrire vous-même.", "The script does nothing but write this frame. You can write it yourself.", "Vous pouvez aussi copier ces lignes.";
        LinkText: "Trouver un service d’aide à domicile {in territory}", "Find a home-care service {in territory}", "Trouver une aide à la maison {in territory}";
        Loads: "Ce que cela charge", "What it loads", "Ce que cela charge";
        LoadsWeight: "10 ko au plus, compressés : le script, une page et sa feuille de style, de ce site seulement.", "10 kB at most, compressed: the script, one page and its style sheet, from this site only.", "C’est très léger.";
        LoadsNothing: "Aucun cookie, aucun traceur, aucun tiers, rien de gardé dans le navigateur ; dans le cadre, aucun script.", "No cookie, no tracker, no third party, nothing kept in the browser; inside the frame, no script.", "Il n’y a pas de cookie. Personne ne suit vos visiteurs.";
        LoadsPlace: "Ce que le visiteur écrit est envoyé à ce site seulement, qui ne le garde pas. Votre site ne le voit pas, et ce site ne sait pas sur quelle page il est.", "What the visitor writes is sent to this site only, which does not keep it. Your site does not see it, and this site does not know which page they are on.", "Ce que la personne écrit vient chez nous seulement. Nous ne le gardons pas.";
        LoadsSituation: "Ni la dépendance ni les ressources n’y sont demandées : ces questions ne se posent que sur ce site.", "Neither dependence nor resources are asked for in it: these questions are asked on this site only.", "Nous ne posons pas de question sur la santé ni sur l’argent.";
        Allowed: "Demander l’autorisation", "Ask for permission", =;
        AllowedWhat: "Un navigateur ne montre ce cadre que sur les sites que {city} a nommés. Écrivez à {0} l’adresse de votre site, sous la forme https://www.exemple.fr. En attendant, le lien marche partout.", "A browser shows this frame only on the sites that {city} has named. Write to {0} with the address of your site, in the form https://www.exemple.fr. Meanwhile the link works everywhere.", "{City} doit dire oui. Écrivez à {0} et donnez l’adresse de votre site.";
        FromData: "Pour montrer ces services sur un autre site : {0}.", "To show these services on another site: {0}.", "Vous avez un site ? {0}.";
    }
}
