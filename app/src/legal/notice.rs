//! `/mentions-legales`: who publishes the site and who hosts it (law of 21 June 2004, article 1-1, read 2026-11-28).

use leptos::prelude::*;

use super::parts::{email, fact, page_link, paragraph, part, telephone};
use crate::ports::Ports;
use crate::routes::{Page, SECURITY};
use crate::text::{Legal as L, Pages, Words};
use crate::ui::PageHead;

#[component]
pub fn LegalNoticePage() -> impl IntoView {
    let t = Words::from_context();
    let facts = Ports::from_context().facts;
    let lines = [
        (L::NoticePublisher, fact(t, facts.publisher.as_ref(), L::WhatPublisher)),
        (L::NoticeDirector, fact(t, facts.director.as_ref(), L::WhatDirector)),
        (L::NoticeHost, fact(t, facts.host.as_ref(), L::WhatHost)),
        (L::NoticePostal, fact(t, facts.postal_address.as_ref(), L::WhatPostal)),
        (L::NoticeEmail, email(t, facts.email.as_ref())),
        (L::NoticeTelephone, telephone(t, facts.telephone.as_ref())),
    ];
    let lines = lines.map(|(name, value)| view! { <div><dt>{t.say(name)}</dt><dd>{value}</dd></div> });
    let method = page_link(t, &Page::Method, Pages::MenuMethod);
    let data = page_link(t, &Page::OpenData, Pages::FooterData);
    let security = view! { <a href=SECURITY>"security.txt"</a> }.into_any();
    view! {
        <PageHead title=t.say(L::NoticeTitle) description=t.say(L::NoticeDescription)/>
        <h1>{t.say(L::NoticeHeading)}</h1>
        {part(t.say(L::NoticeWho), view! { <dl class="about">{lines}</dl> }.into_any())}
        {part(
            t.say(L::NoticeWorth),
            view! {
                <p>{t.say(L::NoticeWorthWhat)}</p>
                <p>{t.view(L::NoticeRanking, vec![method])}</p>
            }
            .into_any(),
        )}
        {part(t.say(L::NoticeReuse), paragraph(t.view(L::NoticeReuseWhat, vec![data])))}
        <p>{t.view(L::NoticeSecurity, vec![security])}</p>
    }
}
