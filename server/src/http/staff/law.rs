//! The values of the law: listed, and added by the person who is signed in. The publication has them at once.

use app::routes::StaffPage;
use app::staff::field::STATE;
use app::staff::law::{AMOUNT, ARTICLE, AddedLine, FROM, PARAMETER, READ, UNTIL, URL, ValueForm, page};
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect};

use super::session::Signed;
use super::{Answer, Desk, Form, OfficeStore, Shared, asked, too_large};
use crate::clock::paris_day;
use crate::storage::EnteredValue;
use app::error::FieldError;

async fn screen<S: OfficeStore>(
    desk: &Desk<S>,
    signed: &Signed,
    form: &ValueForm,
    errors: &[FieldError],
    kept: bool,
) -> Answer {
    let mut unreadable = Vec::new();
    let entered = desk.office.store.list_values().await?.naming(&mut unreadable).into_iter();
    let line =
        |own: EnteredValue| AddedLine { published: own.published, author: own.author, on: paris_day(own.recorded_at) };
    let added: Vec<AddedLine> = entered.map(line).collect();
    let publication = desk.site.shelf.catalogue();
    let screen = page(&signed.staff, &publication.parameters, &added, form, errors, kept, desk.today());
    Ok(desk.show(screen.naming(&unreadable)).await)
}

pub(super) async fn show<S: OfficeStore>(
    State(desk): Shared<S>,
    Extension(signed): Extension<Signed>,
    uri: Uri,
) -> Answer {
    let form = ValueForm { read: desk.today().to_string(), ..ValueForm::default() };
    screen(&desk, &signed, &form, &[], asked(&uri, STATE) == "ajoutee").await
}

pub(super) async fn add<S: OfficeStore>(
    State(desk): Shared<S>,
    Extension(signed): Extension<Signed>,
    request: Request,
) -> Answer {
    let Some((_, sent)) = Form::read(request).await else { return Ok(too_large()) };
    let form = ValueForm {
        parameter: sent.get(PARAMETER),
        amount: sent.get(AMOUNT),
        from: sent.get(FROM),
        until: sent.get(UNTIL),
        article: sent.get(ARTICLE),
        url: sent.get(URL),
        read: sent.get(READ),
    };
    let published = match form.parse(desk.today()) {
        Ok(published) => published,
        Err(errors) => return screen(&desk, &signed, &form, &errors, false).await,
    };
    let value = EnteredValue { published, author: signed.staff.name.to_string(), recorded_at: desk.now() };
    desk.office.store.add_value(value).await?;
    desk.publish().await;
    Ok(Redirect::to(&format!("{}?{STATE}=ajoutee", StaffPage::Law.href())).into_response())
}
