//! The server function by which a browser reports an error without leaving the page. It has the same limits, the same
//! trap for programs and the same sentences as the form.

use leptos::prelude::*;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

use crate::error::FieldError;
use crate::text::Lang;

/// Why a report was refused: sentences in the language of the page, each with its field. Empty if the server did not
/// answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRefused {
    pub errors: Vec<FieldError>,
}

impl FromServerFnError for ReportRefused {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(_: ServerFnErrorErr) -> Self {
        Self { errors: Vec::new() }
    }
}

/// Stores a report, and returns the thanks in the language of the page. Nothing about the sender is kept, logged or
/// stored.
#[server(prefix = "/fonctions", endpoint = "signaler")]
pub async fn report_error(
    #[server(default)] finess: String,
    #[server(default)] lang: Lang,
    #[server(default)] subject: String,
    #[server(default)] message: String,
    #[server(default)] trap: String,
) -> Result<String, ReportRefused> {
    use std::sync::Arc;

    use super::{REPORT, ReportForm, rejection_errors};
    use crate::error::PageError;
    use crate::ports::{Ports, ReportRejection, Reports};
    use crate::text::{Pages, ProviderWords, Words};

    let ports = Ports::from_context();
    let publication = ports.publications.current();
    let t = Words::over(lang, &publication.territory);
    let listed = finess.parse::<domain::Finess>().ok();
    let Some(finess) = listed.filter(|finess| publication.catalogue.find(*finess).is_some()) else {
        ports.response.set_status(PageError::NotFound.status());
        return Err(ReportRefused { errors: vec![FieldError::new(REPORT, t.say(Pages::NotFoundWhy))] });
    };
    let form = ReportForm { subject, message, trap };
    let kept = match form.parse() {
        _ if form.is_of_a_program() => Ok(()),
        Ok((about, message)) => expect_context::<Arc<dyn Reports>>().report(finess, about, message).await,
        Err(wrong) => Err(ReportRejection::Wrong(wrong)),
    };
    kept.map(|()| t.say(ProviderWords::ReportThanks).to_owned()).map_err(|rejection| {
        ports.response.set_status(rejection.status());
        ReportRefused { errors: rejection_errors(t, &rejection) }
    })
}
