//! The link that is made for the provider of one listing, from its sheet.

use domain::Finess;
use leptos::prelude::*;

use crate::routes::StaffPage;
use crate::text::office as say;
use crate::text::staff::fill;

/// The button that makes a link for the provider of a listing, and mails it where there is an address to mail it to.
pub fn make_one(finess: Finess, mailed_to: Option<&str>) -> AnyView {
    let label = mailed_to.map_or_else(|| say::LINK_BUTTON.to_owned(), |address| fill(say::MAIL_BUTTON, &[&address]));
    view! {
        <form method="post" action=StaffPage::Listing(finess).href()>
            <button class="secondary" type="submit">{label}</button>
        </form>
    }
    .into_any()
}

/// A link that was just made.
pub fn shown(link: &str) -> AnyView {
    view! {
        <div class="thanks" role="status"><p>{say::LINK_SHOWN}</p><p><code class="link">{link.to_owned()}</code></p></div>
    }
    .into_any()
}
