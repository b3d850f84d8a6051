//! `/contact`: whom to contact, by the reason for the contact.

use leptos::prelude::*;

use super::parts::{call, email, fact, page_link, paragraph, part, telephone};
use crate::ports::Ports;
use crate::routes::Page;
use crate::text::{Legal as L, Pages, Words};
use crate::ui::PageHead;

#[component]
pub fn ContactPage() -> impl IntoView {
    let t = Words::from_context();
    let facts = Ports::from_context().facts;
    let urgent = ["15", "112", "3977"].map(call).into();
    let services = page_link(t, &Page::Services(String::new()), L::MapServices);
    let guidance = t.known(L::GuidanceAlone);
    let find = match t.help_line() {
        Some(number) if guidance.is_some() => Some(t.view(L::ContactFindWhat, vec![call(number)])),
        Some(number) => Some(t.view(Pages::HelpCall, vec![call(number)])),
        None => guidance.map(IntoAny::into_any),
    };
    let find = find.map(|words| part(t.say(L::ContactFind), paragraph(words)));
    let lines = [
        (L::NoticeEmail, email(t, facts.email.as_ref())),
        (L::NoticeTelephone, telephone(t, facts.telephone.as_ref())),
        (L::NoticePostal, fact(t, facts.postal_address.as_ref(), L::WhatPostal)),
    ];
    let lines = lines.map(|(name, value)| view! { <div><dt>{t.say(name)}</dt><dd>{value}</dd></div> });
    view! {
        <PageHead title=t.say(L::ContactTitle) description=t.say(L::ContactDescription)/>
        <h1>{t.say(L::ContactHeading)}</h1>
        {find}
        {part(t.say(L::ContactUrgent), paragraph(t.view(L::ContactUrgentWhat, urgent)))}
        {part(t.say(L::ContactMistake), paragraph(t.view(L::ContactMistakeWhat, vec![services])))}
        {part(t.say(L::ContactSite), view! { <dl class="about">{lines}</dl> }.into_any())}
    }
}
