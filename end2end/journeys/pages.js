// Every page of the site and every state of it that a reader can meet: what the checks of HTML and of access look at.

export const NEED = "lieu=14e&debut=2026-12-28&acte=toilette&quand=lun-dim.0800-0900";
// All that an address of a list says: its order, its filters, who takes nobody, which services were ticked.
const TICKED = `${NEED}&tri=prix&filtre=horaires&filtre=emploie&complets=oui&service=990000001&service=990000111`;
const FOUR = "service=990000001&service=990000003&service=990000078&service=990000111";
const SIDE_BY_SIDE = `/cote-a-cote?${NEED}&${FOUR}`;

// What a social worker chose, some of it gone since.
const KEPT = "jour=2026-11-01&methode=0&donnees=avant&loi=avant&vu-990000003=100.60.complet&vu-990000999=1.1.ouvert";

// Of the demonstration: its services do not change.
export const KNOWN = "/services/990000003";
const UNKNOWN = "/services/990000078";
const NURSING = "/services/990000103";
export const CLOSED = "/services/990000200";

export const LANGUAGES = { French: "", English: "/en", "plain French": "/falc" };

// Title, path without its language, and for an answer to a form or an error: body of a POST, status. What is made for the frame
// of another site has no menu.
export const PAGES = [
  { title: "home", path: "/" },
  { title: "home filled with a need", path: `/?${NEED}&aide=menage` },
  { title: "home with hours that are typed", path: "/?lieu=14e&acte=toilette&quand=lun-ven.0805-0910&debut=2026-12-28" },
  { title: "the form of a list without a need", path: "/comparer" },
  { title: "a form with errors", path: "/comparer?lieu=Lyon&jour-1=lun&de-1=11:00&a-1=10:00&poids-prix=99&langue=klingon", status: 422 },
  { title: "the list", path: `/comparer?${NEED}` },
  { title: "the list with filters and ticks", path: `/comparer?${TICKED}` },
  { title: "the list of a start that is near", path: `/comparer?${NEED.replace("&debut=2026-12-28", "")}` },
  { title: "the second page of the list", path: `/comparer?${NEED}&page=2` },
  { title: "a page beyond the list", path: `/comparer?${NEED}&page=99`, status: 404 },
  { title: "nobody fits", path: "/comparer?lieu=14e&mode=mise-a-disposition&indispensable=garde-de-nuit&indispensable=conduite&habilitation=oui" },
  { title: "the list with a situation", path: "/comparer", body: `${NEED}&ressources=1873,91&gir=3` },
  { title: "the list with a situation whose GIR is unknown", path: "/comparer", body: `${NEED}&ressources=1200&gir=inconnu` },
  { title: "the list with a wrong situation", path: "/comparer", body: `${NEED}&ressources=-5&gir=3`, status: 422 },
  { title: "four services side by side", path: SIDE_BY_SIDE },
  { title: "four services side by side, printed", path: `${SIDE_BY_SIDE}&imprimer=oui` },
  { title: "side by side with a situation", path: "/cote-a-cote", body: `${NEED}&${FOUR}&ressources=1873,91&gir=3` },
  { title: "side by side without a need", path: "/cote-a-cote", status: 422 },
  { title: "the directory", path: "/services" },
  { title: "a search", path: "/services?nom=canal&zone=14e" },
  { title: "a search without result", path: "/services?nom=zzzz" },
  { title: "a wrong search", path: "/services?type=999", status: 422 },
  { title: "the second page of the directory", path: "/services?page=2" },
  { title: "a service that says everything", path: KNOWN },
  { title: "a service with a need", path: `${KNOWN}?${NEED}` },
  { title: "a service that says little", path: UNKNOWN },
  { title: "a service that says little, with a need", path: `${UNKNOWN}?${NEED}` },
  { title: "a nursing service", path: NURSING },
  { title: "a service that has closed", path: CLOSED },
  { title: "the aids", path: "/aides" },
  { title: "the aids answered", path: "/aides", body: "ressources=1873,91&gir=3&plan=800&heures=20" },
  { title: "the aids with a wrong field", path: "/aides", body: "ressources=1.500&gir=3", status: 422 },
  { title: "the method", path: "/methode" },
  { title: "the declaration of accessibility", path: "/accessibilite" },
  { title: "the legal notice", path: "/mentions-legales" },
  { title: "personal data", path: "/confidentialite" },
  { title: "the map of the site", path: "/plan-du-site" },
  { title: "contact", path: "/contact" },
  { title: "open data", path: "/donnees" },
  { title: "the open API", path: "/api" },
  { title: "how another site shows the widget", path: "/integrer" },
  { title: "the widget", path: "/widget", framed: true },
  { title: "the widget with services", path: "/widget?lieu=14e", framed: true },
  { title: "the widget with a wrong place", path: "/widget?lieu=Lyon", status: 422, framed: true },
  { title: "the interview", path: "/accompagner" },
  { title: "the interview with errors", path: "/accompagner", body: "gir=2&ressources=beaucoup&vue=une", status: 422 },
  { title: "the list of a social worker", path: "/accompagner", body: `${NEED}&ressources=1200&gir=3` },
  { title: "the same where social assistance applies", path: "/accompagner", body: `${NEED}&aide-sociale=oui&${KEPT}` },
  { title: "a sheet", path: "/accompagner/fiche", body: `${NEED}&ressources=1200&gir=3&${FOUR}&note=Sortie+demain&${KEPT}` },
  { title: "a sheet whose GIR is unknown", path: "/accompagner/fiche", body: `${NEED}&ressources=1200&gir=inconnu&${FOUR}` },
  { title: "a sheet without services", path: "/accompagner/fiche", body: NEED, status: 422 },
  { title: "an address that leads nowhere", path: "/nulle-part", status: 404 },
];

// Those that have an address: a browser opens them.
export const OPENED = PAGES.filter((page) => page.body === undefined);

// The address of a page in a language: the home of another language than French has no slash.
export function inLanguage(prefix, path) {
  if (prefix && path === "/") return prefix;
  return prefix + (path.startsWith("/?") ? path.replace("/?", prefix ? "?" : "/?") : path);
}
