//! The part of a provider's page that reports an error: complete as plain HTML.

use domain::Finess;
use domain::feedback::report::{MESSAGE_MOST, ReportAbout};
use domain::values::closed_list::ClosedList;
use leptos::prelude::*;

use super::island::ReportForm;
use super::{REPORT, ReportForm, THANKS, rejection_errors};
use crate::error::FieldError;
use crate::ports::{ReportRejection, Submitted, report_field as name};
use crate::routes::Page;
use crate::text::{ProviderWords as W, Words};
use crate::ui::forms::{Field, field_message, invalid};

/// The state of the form: new, refused, or received.
pub struct ReportState {
    pub rejection: Option<ReportRejection>,
    pub submitted: Option<Submitted>,
    pub kept: bool,
}

impl ReportState {
    /// What is wrong with each field.
    pub fn errors(&self, t: Words) -> Vec<FieldError> {
        self.rejection.as_ref().map(|rejection| rejection_errors(t, rejection)).unwrap_or_default()
    }
}

/// The form; after a refusal, with the values that were sent.
/// `need`: the need that the page speaks of, as a query, for the answer to speak of it too.
pub fn report_section(t: Words, finess: Finess, need: Option<&str>, state: &ReportState) -> AnyView {
    let errors = state.errors(t);
    let form = state.submitted.as_ref().map(|Submitted(body)| ReportForm::from_body(body)).unwrap_or_default();
    let mut subjects = vec![(String::new(), t.say(W::ReportChoose).to_owned())];
    subjects.extend(ReportAbout::ALL.iter().map(|about| (about.code().to_owned(), t.report_about(*about).to_owned())));
    let subject = Field { name: name::SUBJECT, label: t.say(W::ReportAbout).to_owned(), hint: None, errors: &errors };
    let subject = subject.select(&form.subject, subjects);
    let hint = Some(t.say(W::ReportMessageHint).to_owned());
    let message = Field { name: name::MESSAGE, label: t.say(W::ReportMessage).to_owned(), hint, errors: &errors };
    let described = message.described_by();
    let text = view! {
        <textarea id=name::MESSAGE name=name::MESSAGE rows="4" maxlength=MESSAGE_MOST.to_string() required=true
            aria-invalid=invalid(&errors, name::MESSAGE) aria-describedby=described>{form.message}</textarea>
    };
    let message = message.around(text.into_any());
    let report = Page::Report(finess).href(t.lang);
    let action = need.map_or_else(|| report.clone(), |need| format!("{report}?{need}"));
    let thanks = state.kept.then(|| t.say(W::ReportThanks));
    view! {
        <section id=REPORT class="report" tabindex="-1" aria-labelledby="titre-signaler">
            <h2 id="titre-signaler">{t.say(W::Report)}</h2>
            <p>{t.say(W::ReportWhy)}</p>
            <ReportForm>
                {field_message(&errors, REPORT)}
                <p class="thanks" id=THANKS role="status" tabindex="-1">{thanks}</p>
                <form class="need" method="post" action=action autocomplete="off"
                    data-finess=finess.to_string()>
                    {subject}
                    {message}
                    // Programs fill every field; people do not see this one.
                    <div class="visually-hidden" aria-hidden="true">
                        <label for=name::TRAP>{t.say(W::ReportTrap)}</label>
                        <input type="text" id=name::TRAP name=name::TRAP tabindex="-1" autocomplete="off"/>
                    </div>
                    <button class="secondary" type="submit">{t.say(W::ReportSend)}</button>
                </form>
            </ReportForm>
        </section>
    }
    .into_any()
}
