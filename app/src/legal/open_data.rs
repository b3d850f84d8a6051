//! `/donnees`: the files that can be downloaded, how to read them, where the data come from, under which licence. It makes
//! no file: what it says of one is what is known of those that were made already.

use domain::values::closed_list::ClosedList;
use jiff::civil::Date;
use leptos::prelude::*;

use super::parts::{email, list, page_link, paragraph, part};
use crate::ports::{MadeFile, OpenDataOffer, Ports};
use crate::routes::{DataFile, Page, data_href};
use crate::text::open_data::{CONVENTIONS, Column, LICENCE, LICENCE_HREF, service_columns, tariff_columns};
use crate::text::{Lang, Legal as L, Pages, WidgetWords, Words};
use crate::ui::PageHead;

const REGISTER: &str = "https://www.data.gouv.fr/fr/datasets/finess-extraction-du-fichier-des-etablissements/";
const EVALUATIONS: &str = "https://www.has-sante.fr/";
const ADDRESSES: &str = "https://adresse.data.gouv.fr/donnees-nationales";
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
    let Ports { facts, publications, clock, .. } = Ports::from_context();
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
            href: t.local("{outlines url}"),
            licence: L::DataOutlinesLicence,
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
    // Whom the outlines are from is known to the territory, or to nobody.
    let sources = sources.into_iter().filter(|source| t.known(source.by).is_some());
    let rows: Vec<_> = sources
        .map(|source| {
            let Source { what, by, href, licence, state } = source;
            view! {
                <tr>
                    <th scope="row">{t.say(what)}</th>
                    <td><a href=href rel="noreferrer">{t.say(by)}</a></td>
                    <td>{t.say(licence)}</td>
                    <td>{state}</td>
                </tr>
            }
        })
        .collect();
    let columns = [L::DataWhat, L::DataBy, L::DataLicence, L::DataDay];
    let columns = columns.map(|column| view! { <th scope="col">{t.say(column)}</th> });
    let lead = if publication.demonstration { L::DataFictitious } else { L::DataLead };
    let licence = view! { <a href=LICENCE_HREF rel="noreferrer license">{LICENCE}</a> }.into_any();
    let offer = use_context::<OpenDataOffer>().filter(|_| !publication.demonstration);
    let of_outlines = t.known(L::DataTermsOutlines).map(|_| L::DataTermsOutlines);
    let terms: Vec<L> = [L::DataTermsRegister, L::DataTermsEvaluations].into_iter().chain(of_outlines).collect();
    view! {
        <PageHead title=t.say(L::DataTitle) description=t.say(L::DataDescription)/>
        <h1>{t.say(L::DataHeading)}</h1>
        <p class="lead">{t.say(lead)}</p>
        {offer.map(|offer| files(t, &offer, clock.today()))}
        {part(t.say(L::DataReading), conventions(t))}
        {part(t.say(L::DataDictionary), dictionary(t))}
        <h2>{t.say(L::DataTerms)}</h2>
        <table class="lines">
            <caption>{t.say(L::DataCaption)}</caption>
            <thead><tr>{columns}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
        {list(t, &terms)}
        {part(t.say(L::DataOurs), paragraph(t.view(L::DataOursWhat, vec![licence, email(t, facts.email.as_ref())])))}
        {part(t.say(L::DataPrograms), paragraph(t.view(L::DataProgramsWhat, vec![
            page_link(t, &Page::Api, L::DataApi),
        ])))}
        {paragraph(t.view(WidgetWords::FromData, vec![page_link(t, &Page::Embed, WidgetWords::Title)]))}
    }
}

/// What a file is for.
fn use_of(file: DataFile) -> L {
    match file {
        DataFile::ServicesCsv => L::DataServicesCsv,
        DataFile::ServicesXlsx => L::DataServicesXlsx,
        DataFile::ServicesJson => L::DataServicesJson,
        DataFile::ServicesGeojson => L::DataServicesGeojson,
        DataFile::ServicesParquet => L::DataServicesParquet,
        DataFile::TariffsCsv => L::DataTariffsCsv,
        DataFile::TariffsJson => L::DataTariffsJson,
        DataFile::TariffsParquet => L::DataTariffsParquet,
        DataFile::Zones => L::DataZones,
        DataFile::DataInclusion => L::DataInclusion,
        DataFile::DictionaryCsv => L::DataDictionaryCsv,
        DataFile::DictionaryJson => L::DataDictionaryJson,
        DataFile::Schema => L::DataSchema,
        DataFile::TableSchema => L::DataTableSchema,
        DataFile::Catalogue => L::DataCatalogue,
        DataFile::Checksums => L::DataChecksums,
    }
}

fn download(name: &str) -> AnyView {
    view! { <a href=data_href(name) download="">{name.to_owned()}</a> }.into_any()
}

/// The files of the day, then those of each month.
fn files(t: Words, offer: &OpenDataOffer, today: Date) -> AnyView {
    let made = offer.0.made();
    let rows = DataFile::ALL.iter().map(|file| {
        let known = made.iter().find(|made| made.file == *file);
        let size = |made: &MadeFile| {
            let kilobytes = u32::try_from(made.bytes.div_ceil(1000)).unwrap_or(u32::MAX);
            t.fill(L::DataKilobytes, &[&t.points(kilobytes)])
        };
        let size = known.map_or_else(|| t.say(L::DataNotMade).to_owned(), size);
        let checksum = known.map(|made| view! { <code>{in_pieces(&made.sha256)}</code> });
        view! {
            <tr>
                <th scope="row">{download(file.code())}</th>
                <td>{t.say(use_of(*file))}</td>
                <td>{size}</td>
                <td>{checksum}</td>
            </tr>
        }
    });
    let columns = [L::DataFile, L::DataUse, L::DataSize, L::DataChecksum];
    let columns = columns.map(|column| view! { <th scope="col">{t.say(column)}</th> });
    let of_day = download(&DataFile::ServicesCsv.dated(today));
    let months = offer.0.months();
    let listed = months.iter().map(|month| {
        let dated = DataFile::ALL.iter().filter(|file| file.is_dated());
        let files = dated.map(|file| view! { " " {download(&file.dated(month))} }.into_any()).collect::<Vec<_>>();
        view! { <li>{t.month(*month)} " :" {files}</li> }
    });
    let months = match months.is_empty() {
        true => paragraph(t.say(L::DataNoMonth)),
        false => view! { <ul>{listed.collect::<Vec<_>>()}</ul> }.into_any(),
    };
    view! {
        <section>
            <h2>{t.say(L::DataFiles)}</h2>
            <table class="lines">
                <caption>{t.fill(L::DataFilesCaption, &[&t.date(today)])}</caption>
                <thead><tr>{columns}</tr></thead>
                <tbody>{rows.collect::<Vec<_>>()}</tbody>
            </table>
            <p>{t.view(L::DataToday, vec![of_day])}</p>
            <h3>{t.say(L::DataMonths)}</h3>
            <p>{t.say(L::DataMonthsWhat)}</p>
            {months}
        </section>
    }
    .into_any()
}

/// A checksum that may be broken into lines, so that it leaves room for the other columns.
fn in_pieces(checksum: &str) -> Vec<AnyView> {
    let mut pieces = Vec::new();
    let mut rest = checksum;
    while let Some((piece, after)) = rest.split_at_checked(16) {
        pieces.push(view! { {piece.to_owned()} <wbr/> }.into_any());
        rest = after;
    }
    // An empty text would be written as a space.
    pieces.extend((!rest.is_empty()).then(|| rest.to_owned().into_any()));
    pieces
}

fn conventions(t: Words) -> AnyView {
    let lines = CONVENTIONS.map(|(french, english)| {
        let line = match t.lang {
            Lang::French | Lang::Plain => french,
            Lang::English => english,
        };
        view! { <li>{line}</li> }
    });
    view! { <ul>{lines}</ul> }.into_any()
}

fn dictionary(t: Words) -> AnyView {
    let services = service_columns().iter().map(|(_, column)| column).collect::<Vec<_>>();
    let tariffs = tariff_columns().iter().map(|(_, column)| column).collect::<Vec<_>>();
    view! {
        {columns_of(t, L::DataOfServices, &services)}
        {columns_of(t, L::DataOfTariffs, &tariffs)}
    }
    .into_any()
}

/// The columns of one table, folded: there are a hundred of them.
fn columns_of(t: Words, title: L, columns: &[&'static Column]) -> AnyView {
    let title = t.fill(title, &[&columns.len()]);
    let rows = columns.iter().map(|column| {
        let unit = column.unit(t.lang);
        let kind = column.kind.words(t.lang);
        let kind = if unit.is_empty() { kind.to_owned() } else { format!("{kind} ({unit})") };
        let codes = column.kind.codes();
        view! {
            <tr>
                <th scope="row"><code>{breakable(column.name.as_ref())}</code></th>
                <td>{format!("{}. {}", column.title(t.lang), column.description(t.lang))}</td>
                <td>{kind} {(!codes.is_empty()).then(|| view! { <br/> <code>{codes.join(" ")}</code> })}</td>
                <td>{breakable(column.example)}</td>
            </tr>
        }
    });
    let headers = [L::DataColumn, L::DataMeaning, L::DataType, L::DataExample];
    let headers = headers.map(|header| view! { <th scope="col">{t.say(header)}</th> });
    view! {
        <details>
            <summary>{title.clone()}</summary>
            <table class="lines">
                <caption class="visually-hidden">{title}</caption>
                <thead><tr>{headers}</tr></thead>
                <tbody>{rows.collect::<Vec<_>>()}</tbody>
            </table>
        </details>
    }
    .into_any()
}

/// A long name, which may go on in the next line after each of its parts.
fn breakable(name: &str) -> Vec<AnyView> {
    name.split_inclusive(['_', '/', '|', '@']).map(|part| view! { {part.to_owned()} <wbr/> }.into_any()).collect()
}
