//! One link, for the provider of a listing: mailed where that can be, and shown.

use app::staff::listing::sheet::missing_listing;
use app::text::office as say;
use app::text::staff::fill;
use axum::Extension;
use axum::extract::{Path, State};

use super::letters::{last_day, mailed_to, make, tell, usual_letter};
use super::listings::{sheet, stored};
use super::session::Signed;
use super::{Answer, Shared};

pub(super) async fn make_one(
    State(desk): Shared,
    Extension(signed): Extension<Signed>,
    Path(finess): Path<String>,
) -> Answer {
    let Some(current) = stored(&desk, &finess).await? else {
        return Ok(desk.show(missing_listing(&signed.staff)).await);
    };
    let made = make(&desk, &signed, &current.listing)?;
    let address = mailed_to(&desk, &current.listing);
    let usual = usual_letter();
    let text = usual.filled(&made.service, &made.href, last_day(&desk));
    let letter = address.as_ref().map(|address| usual.to(&made.new.token, made.new.made_at, address, text));
    desk.office.store.add_link(&made.new, letter.as_ref()).await?;
    tell(&desk);
    let sending = address.as_ref().map(|address| fill(say::LINK_SENDING, &[&address.as_str()]));
    sheet(&desk, &signed, &current, sending.as_deref(), Some(&made.href)).await
}
