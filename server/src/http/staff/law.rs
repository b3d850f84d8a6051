//! The values of the law: listed, and added by the person who is signed in. The publication has them at once.

use app::routes::StaffPage;
use app::staff::field::STATE;
use app::staff::law::{
    AMOUNT, ARTICLE, AddedLine, CONFIRMED, CORRECTED, Done, FROM, LawScreen, PARAMETER, READ, UNTIL, URL, ValueForm,
    WITHDRAWN, read_key,
};
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use domain::law::parameters::{Parameter, Published};
use domain::values::closed_list::ClosedList;
use jiff::civil::Date;

use super::session::Signed;
use super::{Answer, Form, Shared, StaffState, asked, too_large};
use crate::clock::paris_day;
use crate::storage::{EnteredValue, StoreError, standing};
use app::error::FieldError;

async fn screen(
    desk: &StaffState,
    signed: &Signed,
    form: ValueForm,
    errors: Vec<FieldError>,
    done: Option<Done>,
) -> Answer {
    let mut unreadable = Vec::new();
    let entered = desk.office.store.list_values().await?.naming(&mut unreadable).into_iter();
    let line = |value: EnteredValue| AddedLine {
        published: value.published,
        withdrawn: value.withdrawn,
        author: value.author,
        on: paris_day(value.recorded_at),
    };
    let added: Vec<AddedLine> = entered.map(line).collect();
    let publication = desk.site.published.catalogue();
    let (parameters, today) = (publication.parameters.clone(), desk.today());
    let screen = LawScreen { parameters, added, form, errors, done, today }.screen(&signed.staff);
    Ok(desk.show(screen.naming(&unreadable)).await)
}

pub(super) async fn show(State(desk): Shared, Extension(signed): Extension<Signed>, uri: Uri) -> Answer {
    let form = ValueForm { read: desk.today().to_string(), ..ValueForm::default() };
    screen(&desk, &signed, form, Vec::new(), Done::from_code(&asked(&uri, STATE))).await
}

pub(super) async fn add(State(desk): Shared, Extension(signed): Extension<Signed>, request: Request) -> Answer {
    let Some((_, sent)) = Form::read(request).await else { return Ok(too_large()) };
    if let Some((parameter, from)) = read_key(&sent.get(WITHDRAWN)) {
        return withdraw(&desk, &signed, parameter, from).await;
    }
    if let Some((parameter, from)) = read_key(&sent.get(CORRECTED)) {
        return correct(&desk, &signed, parameter, from, sent.get(AMOUNT)).await;
    }
    let form = ValueForm {
        parameter: sent.get(PARAMETER),
        amount: sent.get(AMOUNT),
        from: sent.get(FROM),
        until: sent.get(UNTIL),
        article: sent.get(ARTICLE),
        url: sent.get(URL),
        read: sent.get(READ),
        confirmed: !sent.get(CONFIRMED).is_empty(),
    };
    let publication = desk.site.published.catalogue();
    let published = match form.parse(&publication.parameters, desk.today()) {
        Ok(published) => published,
        Err(errors) => return screen(&desk, &signed, form, errors, None).await,
    };
    let (parameter, from) = (published.parameter, published.from);
    let done = if entered(&desk, parameter, from).await?.is_some() { Done::Replaced } else { Done::Added };
    keep(&desk, &signed, published, false).await?;
    Ok(back(done))
}

/// Gives one's entry of today another amount; everything else of it stays. Where the amount is wrong, the whole form asks.
async fn correct(desk: &StaffState, signed: &Signed, parameter: Parameter, from: Date, amount: String) -> Answer {
    let mut unreadable = Vec::new();
    let values = desk.office.store.list_values().await?.naming(&mut unreadable);
    let last = values.iter().rev().find(|value| (value.published.parameter, value.published.from) == (parameter, from));
    let is_mine = |value: &&EnteredValue| {
        !value.withdrawn
            && value.author == signed.staff.name.as_str()
            && paris_day(value.recorded_at) == paris_day(desk.now())
    };
    let Some(last) = last.filter(is_mine) else { return Ok(back(Done::NothingToCorrect)) };
    let form = ValueForm { amount, ..ValueForm::from(&last.published) };
    let publication = desk.site.published.catalogue();
    match form.parse(&publication.parameters, desk.today()) {
        Ok(published) => {
            keep(desk, signed, published, false).await?;
            Ok(back(Done::Corrected))
        }
        Err(errors) => screen(desk, signed, form, errors, None).await,
    }
}

/// Makes a value unknown again, as the program has it: a row like the others, that names who and when.
async fn withdraw(desk: &StaffState, signed: &Signed, parameter: Parameter, from: Date) -> Answer {
    let Some(published) = entered(desk, parameter, from).await? else { return Ok(back(Done::NothingToWithdraw)) };
    keep(desk, signed, published, true).await?;
    Ok(back(Done::Withdrawn))
}

/// The value that staff entered for a parameter from a day, where it counts.
async fn entered(desk: &StaffState, parameter: Parameter, from: Date) -> Result<Option<Published>, StoreError> {
    let mut unreadable = Vec::new();
    let values = desk.office.store.list_values().await?.naming(&mut unreadable);
    Ok(standing(&values).into_iter().find(|value| (value.parameter, value.from) == (parameter, from)))
}

async fn keep(desk: &StaffState, signed: &Signed, published: Published, withdrawn: bool) -> Result<(), StoreError> {
    let author = signed.staff.name.to_string();
    desk.office.store.add_value(EnteredValue { published, withdrawn, author, recorded_at: desk.now() }).await?;
    desk.publish().await;
    Ok(())
}

fn back(done: Done) -> Response {
    Redirect::to(&format!("{}?{STATE}={}", StaffPage::Law.href(), done.code())).into_response()
}
