//! The pieces of these pages: parts with a heading, facts from the settings, links.

use domain::readers::emails;
use leptos::prelude::*;

use crate::format::phone;
use crate::routes::Page;
use crate::text::{Legal, Sentence, Words};

/// A heading with its content.
pub fn part(heading: &str, content: AnyView) -> AnyView {
    view! {
        <section>
            <h2>{heading.to_owned()}</h2>
            {content}
        </section>
    }
    .into_any()
}

pub fn paragraph(content: impl IntoView + 'static) -> AnyView {
    view! { <p>{content}</p> }.into_any()
}

pub fn list(t: Words, lines: &[Legal]) -> AnyView {
    let lines = lines.iter().map(|line| view! { <li>{t.say(*line)}</li> }.into_any()).collect::<Vec<_>>();
    view! { <ul>{lines}</ul> }.into_any()
}

/// A fact from the settings, or a note that it is missing.
pub fn fact(t: Words, known: Option<&String>, what: Legal) -> AnyView {
    match known {
        Some(text) => text.clone().into_any(),
        None => missing(t, what),
    }
}

fn missing(t: Words, what: Legal) -> AnyView {
    view! { <mark class="placeholder">{t.fill(Legal::ToComplete, &[&t.say(what)])}</mark> }.into_any()
}

pub fn email(t: Words, known: Option<&String>) -> AnyView {
    match known {
        Some(address) => view! { <a href=emails::link(address)>{address.clone()}</a> }.into_any(),
        None => missing(t, Legal::WhatEmail),
    }
}

pub fn telephone(t: Words, known: Option<&String>) -> AnyView {
    known.map_or_else(|| missing(t, Legal::WhatTelephone), |number| call(number))
}

/// A telephone number that calls when it is pressed.
pub fn call(number: &str) -> AnyView {
    let written = if number.len() > 4 { phone(number) } else { number.to_owned() };
    view! { <a href=format!("tel:{number}")>{written}</a> }.into_any()
}

/// A link to a page of the site, with its name.
pub fn page_link(t: Words, page: &Page, name: impl Sentence) -> AnyView {
    view! { <a href=page.href(t.lang)>{t.say(name)}</a> }.into_any()
}
