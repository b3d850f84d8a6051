//! "Signaler une erreur": the form on a provider's page, what is wrong with it, and the thanks. The message goes to the
//! staff with nothing of its sender.

use domain::Finess;
use domain::feedback::report::{MESSAGE_MOST, MessageError, ReportAbout};
use domain::values::closed_list::ClosedList;
use maud::{Markup, html};

use crate::error::FieldError;
use crate::markup::{field_message, invalid};
use crate::ports::{ReportOutcome, Submitted, WrongReportField, report_field};
use crate::routes::Page;
use crate::text::{ProviderWords as W, Words};

/// Id of the part of the page, and of its form.
pub const REPORT: &str = "signaler";

/// A report as far as the page knows it: being written, refused, or kept.
pub struct Report {
    pub outcome: Option<ReportOutcome>,
    pub typed: Option<Submitted>,
    pub kept: bool,
}

impl Report {
    /// What is wrong with each field.
    pub fn errors(&self, t: Words) -> Vec<FieldError> {
        let wrong = match &self.outcome {
            None => return Vec::new(),
            Some(ReportOutcome::TooMany) => return vec![FieldError::new(REPORT, t.say(W::ReportTooMany))],
            Some(ReportOutcome::Unavailable) => return vec![FieldError::new(REPORT, t.say(W::ReportUnavailable))],
            Some(ReportOutcome::Wrong(wrong)) => wrong,
        };
        let error = |wrong: &WrongReportField| match wrong {
            WrongReportField::Subject => FieldError::new(report_field::SUBJECT, t.say(W::ReportNoAbout)),
            WrongReportField::Message(error) => {
                let why = match error {
                    MessageError::TooShort => W::ReportShort,
                    MessageError::TooLong => W::ReportLong,
                    MessageError::Control => W::ReportUnreadable,
                };
                FieldError::new(report_field::MESSAGE, t.say(why))
            }
        };
        wrong.iter().map(error).collect()
    }

    fn typed(&self, name: &str) -> String {
        let body = self.typed.as_ref().map_or("", |Submitted(body)| body);
        let found = form_urlencoded::parse(body.as_bytes()).find(|(own, _)| own == name);
        found.map(|(_, value)| value.into_owned()).unwrap_or_default()
    }

    pub fn markup(&self, t: Words, finess: Finess) -> Markup {
        let errors = self.errors(t);
        let (about, message) = (self.typed(report_field::SUBJECT), self.typed(report_field::MESSAGE));
        html! {
            section id=(REPORT) aria-labelledby="titre-signaler" {
                h2 id="titre-signaler" { (t.say(W::Report)) }
                (field_message(&errors, REPORT))
                @if self.kept { p.thanks role="status" { (t.say(W::ReportThanks)) } }
                p { (t.say(W::ReportWhy)) }
                form.need method="post" action=(Page::Report(finess).href(t.lang)) autocomplete="off" {
                        div.field {
                            label for=(report_field::SUBJECT) { (t.say(W::ReportAbout)) }
                            (field_message(&errors, report_field::SUBJECT))
                            select id=(report_field::SUBJECT) name=(report_field::SUBJECT) required aria-invalid=[invalid(&errors, report_field::SUBJECT)]
                                aria-describedby={ (report_field::SUBJECT) "-erreur" } {
                                option value="" { (t.say(W::ReportChoose)) }
                                @for choice in ReportAbout::ALL { option value=(choice.code()) selected[about == choice.code()] { (t.report_about(*choice)) } }
                            }
                        }
                        div.field {
                            label for=(report_field::MESSAGE) { (t.say(W::ReportMessage)) }
                            p.hint id={ (report_field::MESSAGE) "-aide" } { (t.say(W::ReportMessageHint)) }
                            (field_message(&errors, report_field::MESSAGE))
                            textarea id=(report_field::MESSAGE) name=(report_field::MESSAGE) rows="4" maxlength=(MESSAGE_MOST) required
                                aria-invalid=[invalid(&errors, report_field::MESSAGE)]
                                aria-describedby={ (report_field::MESSAGE) "-aide " (report_field::MESSAGE) "-erreur" } { (message) }
                        }
                        // Programs fill every field; people do not see this one.
                        div.visually-hidden aria-hidden="true" {
                            label for=(report_field::TRAP) { (t.say(W::ReportTrap)) }
                            input type="text" id=(report_field::TRAP) name=(report_field::TRAP) tabindex="-1" autocomplete="off";
                        }
                        button.secondary type="submit" { (t.say(W::ReportSend)) }
                    }
            }
        }
    }
}
