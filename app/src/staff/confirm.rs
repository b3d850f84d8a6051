//! Asks before a click does what families see at once and what is long to put right: closes services, undoes a file.

use leptos::prelude::*;

use super::Screen;
use crate::access::Staff;
use crate::text::office as say;
use crate::ui::forms::hidden_fields;

/// Field of a form that was confirmed.
pub const CONFIRMED: &str = "confirme";

/// Services that a page names of those that are concerned.
const NAMED: usize = 20;

/// What is about to be done, and to whom.
pub struct Confirmation {
    pub title: String,
    /// Each with the services that it concerns.
    pub effects: Vec<(String, Vec<String>)>,
    /// Where the form is sent again, and all that it had.
    pub action: String,
    pub fields: Vec<(String, String)>,
    /// The words of its button.
    pub confirm: String,
    /// Where one goes back to without doing anything.
    pub back: String,
}

impl Confirmation {
    pub fn screen(self, staff: &Staff) -> Screen {
        let title = self.title.clone();
        let asked = std::sync::Arc::new(self);
        Screen::of(Some(staff), &title, move || asked.view())
    }

    fn view(&self) -> AnyView {
        let effects: Vec<AnyView> = self.effects.iter().map(|(words, services)| effect(words, services)).collect();
        let confirmed = (CONFIRMED, "oui");
        let fields = self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain([confirmed]);
        view! {
            <h1>{self.title.clone()}</h1>
            <div class="warning" role="note">{effects}</div>
            <form method="post" action=self.action.clone()>
                {hidden_fields(fields)}
                <div class="actions">
                    <button type="submit">{self.confirm.clone()}</button>
                    <a href=self.back.clone()>{say::BACK_UNCHANGED}</a>
                </div>
            </form>
        }
        .into_any()
    }
}

fn effect(words: &str, services: &[String]) -> AnyView {
    let named: Vec<AnyView> =
        services.iter().take(NAMED).map(|service| view! { <li>{service.clone()}</li> }.into_any()).collect();
    let more = services.len().checked_sub(NAMED).filter(|more| *more > 0);
    let more = more.map(|more| view! { <li>{crate::text::staff::fill(say::AND_OTHERS, &[&more])}</li> });
    let list = (!named.is_empty()).then(|| view! { <ul>{named}{more}</ul> });
    view! { <p><strong>{words.to_owned()}</strong></p>{list} }.into_any()
}
