//! `/services/{finess}`: everything published about one provider, each fact with its source and date.

use domain::hours::{OpenHours, Weekday};
use domain::listing::{Fact, Kind, Known, Listing, Quality, Standing};
use domain::tariff::TariffTerms;
use domain::{Finess, Territory, Zone, search};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use crate::ports::Ports;
use crate::routes::Page;
use crate::ui::NotFound;
use crate::{format, text};

#[component]
pub fn ServicePage() -> impl IntoView {
    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let finess = use_params_map().get_untracked().get("finess");
    let finess = finess.and_then(|text| text.parse::<Finess>().ok());
    match finess.and_then(|finess| publication.catalogue.find(finess)) {
        Some(listing) => listing_view(listing, &publication.territory, ports.clock.today()).into_any(),
        None => view! { <NotFound/> }.into_any(),
    }
}

fn listing_view(listing: &Listing, territory: &Territory, today: jiff::civil::Date) -> impl IntoView + use<> {
    let name = search::readable(&listing.name.value);
    let published = (name != listing.name.value).then(|| listing.name.value.clone());
    let closed = match listing.standing {
        Standing::Open => None,
        Standing::ClosedSince(date) => {
            Some(format!("Ce service n’est plus dans le registre FINESS depuis le fichier du {}.", format::date(date)))
        }
    };
    let address =
        known_text(&listing.address, |address| format!("{}, {} {}", address.street, address.postcode, address.city));
    let zone_names = |zones: &Vec<Zone>| {
        let names = zones
            .iter()
            .map(|zone| territory.find_zone(*zone).map_or_else(|| zone.to_string(), |zone| zone.short.clone()));
        names.collect::<Vec<_>>().join(", ")
    };
    let availability = listing.availability.known().map(|known| {
        let holds =
            known.provenance.observed.saturating_add(jiff::ToSpan::days(i64::from(domain::listing::AVAILABILITY_DAYS)))
                >= today;
        let days =
            known.value.days_to_start.map(|days| format!(", début possible sous {days} jours")).unwrap_or_default();
        let words = format!("{}{days}", text::intake(known.value.intake));
        if holds { words } else { format!("{} (l’information avait plus de 30 jours : {words})", text::UNKNOWN) }
    });
    view! {
        <Title text=name.clone()/>
        <h1>{name}</h1>
        <p class="lead">{text::kind(listing.kind)}{published.map(|published| format!(" ; nom publié : {published}"))}</p>
        {closed.map(|closed| view! { <p class="warning">{closed}</p> })}
        <h2>"Joindre le service"</h2>
        <dl class="listing">
            {fact("Adresse", address, &listing.address)}
            {link("Téléphone", listing.phone.value().map(|phone| (format!("tel:{phone}"), format::phone(phone.as_str()))), &listing.phone)}
            {link("Courriel", listing.email.value().map(|email| (format!("mailto:{email}"), email.clone())), &listing.email)}
            {link("Site", listing.website.value().filter(|site| is_web(site)).map(|site| (site.clone(), site.clone())), &listing.website)}
            {fact("Accueil", listing.office_hours.value().cloned(), &listing.office_hours)}
            {fact("Langues", listing.languages.value().map(|languages| languages.join(", ")), &listing.languages)}
        </dl>
        <h2>"Ce qu’il fait"</h2>
        <dl class="listing">
            {fact("Prestations", listing.acts.value().map(|acts| text::acts(*acts)), &listing.acts)}
            {fact("Publics", listing.publics.value().map(|publics| publics.iter().map(text::public).collect::<Vec<_>>().join(", ")), &listing.publics)}
            {fact("Arrondissements", listing.zones.value().map(zone_names), &listing.zones)}
            {fact("Disponibilité", availability, &listing.availability)}
        </dl>
        <h2>"Horaires d’intervention"</h2>
        {hours(&listing.hours)}
        <h2>"Tarifs"</h2>
        {tariffs(listing)}
        <h2>"Statut et qualité"</h2>
        <dl class="listing">
            {fact("Statut", listing.legal_form.value().map(|form| text::legal_form(*form).to_owned()), &listing.legal_form)}
            {fact("Aide sociale", listing.habilitation.value().map(|held| text::habilitation(*held).to_owned()), &listing.habilitation)}
            {fact("Évaluation HAS", listing.quality.value().map(grade), &listing.quality)}
            {fact("Certifications", listing.quality.value().map(|quality| certifications(quality, today)), &listing.quality)}
            {fact("SIRET", listing.siret.value().map(ToString::to_string), &listing.siret)}
            <div><dt>"Numéro FINESS"</dt><dd>{listing.finess.to_string()}</dd></div>
        </dl>
        <p><a href=Page::Compare(String::new()).href()>"Comparer les services pour un besoin"</a></p>
    }
}

fn known_text<T>(fact: &Fact<T>, words: impl Fn(&T) -> String) -> Option<String> {
    fact.value().map(words)
}

/// Only these become links: a stored address is never a script.
fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// One line whose value is a link.
fn link<T>(label: &'static str, target: Option<(String, String)>, fact: &Fact<T>) -> AnyView {
    let Some((href, words)) = target else { return self::fact(label, None, fact) };
    let source = fact.provenance().map(text::provenance);
    view! {
        <div>
            <dt>{label}</dt>
            <dd><a href=href rel="external">{words}</a>{source.map(|source| view! { <small class="source">{source}</small> })}</dd>
        </div>
    }
    .into_any()
}

/// One line: the value, then its source and date; or "non communiqué".
fn fact<T>(label: &'static str, words: Option<String>, fact: &Fact<T>) -> AnyView {
    let source = fact.provenance().map(text::provenance);
    view! {
        <div>
            <dt>{label}</dt>
            <dd>{words.unwrap_or_else(|| text::UNKNOWN.to_owned())}{source.map(|source| view! { <small class="source">{source}</small> })}</dd>
        </div>
    }
    .into_any()
}

fn grade(quality: &Quality) -> String {
    let on = quality.graded_on.map(|date| format!(", le {}", format::date(date))).unwrap_or_default();
    format!("{}{on}", text::grade(quality.grade))
}

fn certifications(quality: &Quality, today: jiff::civil::Date) -> String {
    let words = quality.certifications.iter().map(|certification| {
        let name = text::certification(certification.name);
        let until = if certification.expires < today { "expirée le" } else { "valable jusqu’au" };
        format!("{name} n° {}, {until} {}", certification.number, format::date(certification.expires))
    });
    let words = words.collect::<Vec<_>>().join(" ; ");
    if words.is_empty() { "aucune déclarée".to_owned() } else { words }
}

fn hours(fact: &Fact<OpenHours>) -> AnyView {
    let Some(Known { value: hours, provenance }) = fact.known() else {
        return view! { <p>{text::UNKNOWN}</p> }.into_any();
    };
    let rows = Weekday::ALL.map(|day| {
        let words = format::opening(hours, day).unwrap_or_else(|| "aucune intervention".to_owned());
        view! { <tr><th scope="row">{text::weekday(day)}</th><td>{words}</td></tr> }
    });
    let holidays = if hours.works_on_holidays() { "aux mêmes heures" } else { "aucune intervention" };
    view! {
        <table>
            <caption>"Heures auxquelles le service envoie quelqu’un"</caption>
            <thead><tr><th scope="col">"Jour"</th><th scope="col">"Heures"</th></tr></thead>
            <tbody>
                {rows.into_iter().collect_view()}
                <tr><th scope="row">"jours fériés"</th><td>{holidays}</td></tr>
            </tbody>
        </table>
        <p class="sources">{text::provenance(provenance)}</p>
    }
    .into_any()
}

fn tariffs(listing: &Listing) -> AnyView {
    if listing.kind == Kind::Nursing {
        return view! { <p>"Rien à payer pour les soins : ils sont faits sur prescription médicale et payés par l’assurance maladie."</p> }.into_any();
    }
    let Some(Known { value: tariffs, provenance }) = listing.tariffs.known() else {
        return view! { <p>"Prix non communiqué. Demandez un devis au service."</p> }.into_any();
    };
    let mut sorted: Vec<&TariffTerms> = tariffs.iter().map(domain::Tariff::terms).collect();
    sorted.sort_by_key(|terms| (terms.mode, std::cmp::Reverse(terms.from)));
    let price = |price: Option<domain::Cents>| price.map_or_else(|| text::UNKNOWN.to_owned(), format::euros);
    let rows = sorted.into_iter().map(|terms| {
        view! {
            <tr>
                <th scope="row">{format!("{}, depuis le {}", text::mode(terms.mode), format::date(terms.from))}</th>
                <td>{price(terms.care_hour)}</td>
                <td>{price(terms.household_hour)}</td>
                <td>{surcharges(terms)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <table>
            <caption>"Prix d’une heure, TTC, avant les aides"</caption>
            <thead><tr><th scope="col">"Tarif"</th><th scope="col">"Aide"</th><th scope="col">"Ménage"</th><th scope="col">"Majorations et frais"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
        <p class="sources">{text::provenance(provenance)}</p>
    }
    .into_any()
}

fn surcharges(terms: &TariffTerms) -> String {
    let said = &terms.surcharges;
    let rate = |rate: domain::BasisPoints| {
        if rate.0 == 0 { "aucune".to_owned() } else { format!("+ {}", format::percent(rate.0)) }
    };
    let day = |label: &str, stated: Option<domain::BasisPoints>| {
        format!("{label} {}", stated.map_or_else(|| text::UNKNOWN.to_owned(), rate))
    };
    let time = |label: &str, stated: Option<domain::tariff::TimeSurcharge>| match stated {
        None => format!("{label} {}", text::UNKNOWN),
        Some(time) => format!(
            "{label} ({} – {}) {}",
            format::time(time.window.start),
            format::time(time.window.end),
            rate(time.rate)
        ),
    };
    let mut parts = vec![
        day("samedi", said.saturday),
        day("dimanche", said.sunday),
        day("jours fériés", said.holiday),
        time("soir", said.evening),
        time("nuit", said.night),
    ];
    parts.push(match (said.may_day, said.holiday) {
        (None, Some(_)) => "1er mai comme les jours fériés".to_owned(),
        (stated, _) => day("1er mai", stated),
    });
    parts.push(
        if said.cumulate { "les majorations s’ajoutent" } else { "la plus forte majoration s’applique" }.to_owned(),
    );
    let fees = [("par mois", terms.monthly_fee), ("à l’ouverture du dossier", terms.opening_fee)];
    parts.extend(
        fees.into_iter().filter(|(_, fee)| fee.0 > 0).map(|(when, fee)| format!("{} {when}", format::euros(fee))),
    );
    let flat = [("le repas porté", terms.meal), ("la téléassistance par mois", terms.remote_alarm_month)];
    parts.extend(
        flat.into_iter().filter_map(|(what, price)| price.map(|price| format!("{} {what}", format::euros(price)))),
    );
    if terms.minimum_minutes > 0 {
        parts.push(format!("passage facturé {} au moins", format::duration(terms.minimum_minutes.into())));
    }
    parts.join(" ; ")
}
