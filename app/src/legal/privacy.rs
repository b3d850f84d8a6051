//! `/confidentialite`: what is computed and forgotten, what is kept, and the rights that people have.

use leptos::prelude::*;

use super::parts::{fact, list, paragraph, part};
use crate::ports::Ports;
use crate::text::{Legal as L, Words};
use crate::ui::PageHead;

/// Id of the part on cookies, to which every page leads.
pub const COOKIES: &str = "cookies";

const CNIL: &str = "https://www.cnil.fr/fr/plaintes";

#[component]
pub fn PrivacyPage() -> impl IntoView {
    let t = Words::from_context();
    let facts = Ports::from_context().facts;
    let kept =
        [L::PrivacyReports, L::PrivacyRefusals, L::PrivacySearches, L::PrivacyLogs, L::PrivacyLimits, L::PrivacyStaff];
    let cnil = view! { <a href=CNIL rel="noreferrer">"CNIL"</a> }.into_any();
    let rights = vec![
        fact(t, facts.publisher.as_ref(), L::WhatPublisher),
        fact(t, facts.data_protection.as_ref(), L::WhatDataProtection),
        cnil,
    ];
    view! {
        <PageHead title=t.say(L::PrivacyTitle) description=t.say(L::PrivacyDescription)/>
        <h1>{t.say(L::PrivacyHeading)}</h1>
        <p class="lead">{t.say(L::PrivacyShort)}</p>
        {part(t.say(L::PrivacySituation), paragraph(t.say(L::PrivacySituationWhat)))}
        {part(t.say(L::PrivacyNeed), paragraph(t.say(L::PrivacyNeedWhat)))}
        {part(t.say(L::PrivacyKept), list(t, &kept))}
        <section>
            <h2 id=COOKIES>{t.say(L::PrivacyCookies)}</h2>
            <p>{t.say(L::PrivacyCookiesWhat)}</p>
        </section>
        {part(
            t.say(L::PrivacyRights),
            view! {
                <p>{t.view(L::PrivacyRightsWhat, rights)}</p>
                <p>{t.say(L::PrivacyRightsLimit)}</p>
            }
            .into_any(),
        )}
    }
}
