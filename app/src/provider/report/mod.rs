//! "Signaler une erreur": the report that a visitor writes on a provider's page, what is wrong with it, the form, and
//! the island that sends it without leaving the page. The staff receive the message without anything about its sender.

pub mod api;
#[cfg(feature = "ssr")]
mod form;
mod island;

#[cfg(feature = "ssr")]
use domain::feedback::report::{MessageError, ReportAbout, ReportMessage};
#[cfg(feature = "ssr")]
use domain::values::closed_list::ClosedList;

#[cfg(feature = "ssr")]
use crate::error::FieldError;
use crate::ports::report_field;
#[cfg(feature = "ssr")]
use crate::ports::{ReportRejection, WrongReportField};
#[cfg(feature = "ssr")]
use crate::text::{ProviderWords as W, Words};

#[cfg(feature = "ssr")]
pub use form::{ReportState, report_section};

/// Id of the part of the page, and of the message about the whole form.
pub const REPORT: &str = "signaler";
/// Id of the thanks.
pub const THANKS: &str = "signaler-merci";

/// The form as it was sent. If a field was sent twice, the first one counts.
#[derive(Clone, Default)]
pub struct ReportForm {
    pub subject: String,
    pub message: String,
    pub trap: String,
}

impl ReportForm {
    /// Reads the body of a form.
    pub fn from_body(body: &str) -> Self {
        let field = |name: &str| {
            let found = form_urlencoded::parse(body.as_bytes()).find(|(field, _)| field == name);
            found.map(|(_, value)| value.into_owned()).unwrap_or_default()
        };
        Self {
            subject: field(report_field::SUBJECT),
            message: field(report_field::MESSAGE),
            trap: field(report_field::TRAP),
        }
    }
}

#[cfg(feature = "ssr")]
impl ReportForm {
    /// Whether the hidden field was filled, which people do not see: the answer is then the same as for a report that
    /// was kept.
    pub fn is_of_a_program(&self) -> bool {
        !self.trap.is_empty()
    }

    /// The report, or every field that is wrong, in the order of the form.
    pub fn parse(&self) -> Result<(ReportAbout, ReportMessage), Vec<WrongReportField>> {
        let about = ReportAbout::from_code(&self.subject).ok_or(WrongReportField::Subject);
        let message = ReportMessage::parse(&self.message).map_err(WrongReportField::Message);
        match (about, message) {
            (Ok(about), Ok(message)) => Ok((about, message)),
            (about, message) => Err(about.err().into_iter().chain(message.err()).collect()),
        }
    }
}

/// Why a report was refused, as messages at the fields.
#[cfg(feature = "ssr")]
pub fn rejection_errors(t: Words, rejection: &ReportRejection) -> Vec<FieldError> {
    let wrong = match rejection {
        ReportRejection::TooMany => {
            let words = t.known(W::ReportTooMany).unwrap_or_else(|| t.say(W::ReportTooManyAlone));
            return vec![FieldError::new(REPORT, words)];
        }
        ReportRejection::Unavailable => return vec![FieldError::new(REPORT, t.say(W::ReportUnavailable))],
        ReportRejection::Wrong(wrong) => wrong,
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
