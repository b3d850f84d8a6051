//! `/accessibilite`: the statement that the law requires (decree 2019-768 and RGAA 4.1, read 2026-11-28).

use jiff::civil::{Date, date};
use leptos::prelude::*;

use super::parts::{email, fact, list, paragraph, part, telephone};
use crate::ports::{Conformity, Ports, SiteFacts};
use crate::text::{Legal as L, Words};
use crate::ui::PageHead;

/// When every point of the lists below was last checked.
const STATED_ON: Date = date(2026, 11, 28);

/// The form of the Défenseur des droits.
const DEFENDER: &str = "https://formulaire.defenseurdesdroits.fr/";

#[component]
pub fn AccessibilityPage() -> impl IntoView {
    let t = Words::from_context();
    let Ports { facts, site, .. } = Ports::from_context();
    let who = vec![fact(t, facts.publisher.as_ref(), L::WhatPublisher), site.to_string().into_any()];
    let officer = fact(t, facts.accessibility_contact.as_ref(), L::WhatAccessibility);
    let help = vec![officer, email(t, facts.email.as_ref()), telephone(t, facts.telephone.as_ref())];
    let defender = view! { <a href=DEFENDER rel="noreferrer">{t.say(L::AccForm)}</a> }.into_any();
    let tested = [
        L::AccTestedTools,
        L::AccTestedKeyboard,
        L::AccTestedSize,
        L::AccTestedScript,
        L::AccTestedColour,
        L::AccTestedWords,
    ];
    let untested = [L::AccUntestedReaders, L::AccUntestedAudit, L::AccUntestedPlain, L::AccUntestedPdf];
    view! {
        <PageHead title=t.say(L::AccTitle) description=t.say(L::AccDescription)/>
        <h1>{t.say(L::AccHeading)}</h1>
        <p>{t.view(L::AccWho, who)}</p>
        {part(t.say(L::AccState), paragraph(state(t, &facts)))}
        {part(t.say(L::AccTested), list(t, &tested))}
        {part(t.say(L::AccUntested), list(t, &untested))}
        {part(t.say(L::AccHelp), paragraph(t.view(L::AccHelpWhat, help)))}
        {part(t.say(L::AccRight), paragraph(t.view(L::AccRightWhat, vec![defender])))}
        <p>{t.fill(L::AccDate, &[&t.date(STATED_ON)])}</p>
    }
}

fn state(t: Words, facts: &SiteFacts) -> String {
    let Some(audit) = &facts.accessibility else { return t.say(L::AccNone).to_owned() };
    let words = t.say(match facts.conformity() {
        Conformity::Full => L::ConformityFull,
        Conformity::Partial => L::ConformityPartial,
        Conformity::None => L::ConformityNone,
    });
    t.fill(L::AccAudited, &[&words, &audit.percent, &audit.by])
}
