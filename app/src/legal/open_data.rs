//! `/donnees`: where the data come from, under which licence, and where to download them.

use leptos::prelude::*;

use super::parts::{email, page_link, paragraph, part};
use crate::ports::Ports;
use crate::routes::Page;
use crate::text::{Legal as L, Pages, WidgetWords, Words};
use crate::ui::PageHead;

const REGISTER: &str = "https://www.data.gouv.fr/fr/datasets/finess-extraction-du-fichier-des-etablissements/";
const EVALUATIONS: &str = "https://www.has-sante.fr/";
const ADDRESSES: &str = "https://adresse.data.gouv.fr/donnees-nationales";
const OUTLINES: &str = "https://opendata.paris.fr/explore/dataset/arrondissements/";
const LAW: &str = "https://www.legifrance.gouv.fr/";

/// One source of the site.
struct Source {
    what: L,
    by: L,
    href: &'static str,
    licence: L,
    state: AnyView,
}

#[component]
pub fn OpenDataPage() -> impl IntoView {
    let t = Words::from_context();
    let Ports { facts, publications, .. } = Ports::from_context();
    let publication = publications.current();
    let used = publication.sources;
    let day = |day: Option<jiff::civil::Date>| match day {
        Some(day) => t.date(day).into_any(),
        None => t.say(L::DataNotImported).into_any(),
    };
    let method = page_link(t, &Page::Method, Pages::MenuMethod);
    let sources = [
        Source {
            what: L::DataRegister,
            by: L::DataRegisterBy,
            href: REGISTER,
            licence: L::DataOpenLicence,
            state: day(used.register.map(|seen| seen.on)),
        },
        Source {
            what: L::DataEvaluations,
            by: L::DataEvaluationsBy,
            href: EVALUATIONS,
            licence: L::DataOpenLicence,
            state: day(used.evaluations),
        },
        Source {
            what: L::DataAddresses,
            by: L::DataAddressesBy,
            href: ADDRESSES,
            licence: L::DataOpenLicence,
            state: t.say(L::DataLastFile).into_any(),
        },
        Source {
            what: L::DataOutlines,
            by: L::DataOutlinesBy,
            href: OUTLINES,
            licence: L::DataOdbl,
            state: t.say(L::DataOnMap).into_any(),
        },
        Source {
            what: L::DataLaw,
            by: L::DataLawBy,
            href: LAW,
            licence: L::DataOpenLicence,
            state: t.view(L::DataInMethod, vec![method]),
        },
    ];
    let rows = sources.map(|source| {
        let Source { what, by, href, licence, state } = source;
        view! {
            <tr>
                <th scope="row">{t.say(what)}</th>
                <td><a href=href rel="noreferrer">{t.say(by)}</a></td>
                <td>{t.say(licence)}</td>
                <td>{state}</td>
            </tr>
        }
    });
    let columns = [L::DataWhat, L::DataBy, L::DataLicence, L::DataDay];
    let columns = columns.map(|column| view! { <th scope="col">{t.say(column)}</th> });
    let lead = if publication.demonstration { L::DataFictitious } else { L::DataLead };
    view! {
        <PageHead title=t.say(L::DataTitle) description=t.say(L::DataDescription)/>
        <h1>{t.say(L::DataHeading)}</h1>
        <p class="lead">{t.say(lead)}</p>
        <table class="lines">
            <caption>{t.say(L::DataCaption)}</caption>
            <thead><tr>{columns}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
        {part(t.say(L::DataOurs), paragraph(t.view(L::DataOursWhat, vec![email(t, facts.email.as_ref())])))}
        {paragraph(t.view(WidgetWords::FromData, vec![page_link(t, &Page::Embed, WidgetWords::Title)]))}
    }
}
