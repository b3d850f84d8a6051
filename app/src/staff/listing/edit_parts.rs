//! What stands around the fields of the form of a listing: what is wrong, where it comes from, what is to be confirmed, and
//! what the price rules say.

use domain::Listing;
use domain::values::closed_list::ClosedList;
use leptos::prelude::*;

use super::Section;
use super::edit::{ACTION, Action, CONFIRMED, DISMISS, Editing, RETURN_REASON, VERIFY, reason_name};
use super::form::{names as n, reviewed_name, seen_name, source_name};
use super::preview::{Remark, remarks_of, values_to_come};
use crate::access::Role;
use crate::error::FieldError;
use crate::office::editor::FORM;
use crate::staff::{french, local};
use crate::text::staff::fill;
use crate::text::{Common, editor as say};
use crate::ui::forms::{field_message, message_id};

/// Who states what staff type.
fn sources() -> [(String, String); 2] {
    [("service", say::SAID_BY_PROVIDER), ("ville", local(say::SAID_BY_CITY))]
        .map(|(code, words)| (code.to_owned(), words.to_owned()))
}

impl Editing {
    /// What is wrong, each with the part of the form that it stands in. It takes the focus when the page opens.
    pub(super) fn error_summary(&self) -> AnyView {
        if self.errors.is_empty() {
            return ().into_any();
        }
        let words = |error: &FieldError| match Section::of_field(&error.field) {
            Some(section) => format!("{} : {}", section.title(), error.message),
            None => error.message.clone(),
        };
        let links: Vec<AnyView> = self
            .errors
            .iter()
            .map(|error| view! { <li><a href=format!("#{}", error.field)>{words(error)}</a></li> }.into_any())
            .collect();
        let t = french();
        view! {
            <div class="error-summary" role="alert" aria-labelledby="erreurs" tabindex="-1" autofocus=true>
                <h2 id="erreurs">{t.say(Common::FormWrong)}</h2>
                <ul>{links}</ul>
                <p>{t.say(Common::FormKept)}</p>
            </div>
        }
        .into_any()
    }

    /// Source and date of all that is changed, once for the whole form.
    pub(super) fn whole_form(&self) -> AnyView {
        let fields = self.form_fields();
        view! {
            <fieldset class="provenance">
                <legend>{say::WHOLE_FORM}</legend>
                <div class="field-columns">
                    {fields.select(n::SOURCE, say::WHO_SAID, say::CHOOSE, &sources())}
                    {fields.date(n::SEEN, say::SEEN_ON, "")}
                </div>
                {fields.tick(n::REVIEWED, say::REVIEWED)}
            </fieldset>
        }
        .into_any()
    }

    /// Its source and its date where they are not those of the whole form, and whether the rest of it was verified.
    pub(super) fn provenance(&self, section: Section) -> AnyView {
        let fields = self.form_fields();
        let (source, seen) = (source_name(section), seen_name(section));
        let is_used =
            |name: &String| !self.typed.get(name).is_empty() || self.errors.iter().any(|error| error.field == *name);
        let open = [&source, &seen].into_iter().any(is_used);
        view! {
            <div class="provenance">
                {fields.tick(&reviewed_name(section), section.reviewed())}
                <button class="secondary" type="submit" name=VERIFY value=section.code() formnovalidate=true>
                    {section.verified_today()}
                </button>
                <details open=open>
                    <summary>{say::PART_PROVENANCE}</summary>
                    <div class="field-columns">
                        {fields.select(&source, say::WHO_SAID, say::AS_WHOLE_FORM, &sources())}
                        {fields.date(&seen, say::SEEN_ON, "")}
                    </div>
                </details>
            </div>
        }
        .into_any()
    }

    /// What is most likely a slip, to be confirmed one by one.
    pub(super) fn confirmations(&self) -> AnyView {
        if self.to_confirm.is_empty() {
            return ().into_any();
        }
        let asked: Vec<(String, String)> = self
            .to_confirm
            .iter()
            .map(|remark| (remark.key.clone(), fill(say::CONFIRM_ONE, &[&remark.words])))
            .collect();
        self.form_fields().boxes(CONFIRMED, say::CONFIRM, &asked)
    }

    /// The way back to its author, for whoever may publish a submitted draft.
    pub(super) fn way_back(&self, role: Role) -> AnyView {
        if !self.submitted || !role.admits(Role::Publisher) {
            return ().into_any();
        }
        view! {
            {self.form_fields().text(RETURN_REASON, say::SEND_BACK_WHY)}
            <p>
                <button class="secondary" type="submit" name=ACTION value=Action::SendBack.code() formnovalidate=true>
                    {say::SEND_BACK}
                </button>
            </p>
        }
        .into_any()
    }

    /// What was begun before: typed and not saved, or in drafts.
    pub(super) fn started(&self) -> AnyView {
        let returned = self.returned.clone().map(|words| view! { <p class="warning">{words}</p> });
        let resumed = self.resumed.as_ref().map(|moment| {
            let words = if self.draft.is_some() { say::START_AGAIN_DRAFT } else { say::START_AGAIN };
            view! {
                <div class="warning" role="note">
                    <p>{fill(say::RESUMED, &[moment])}</p>
                    <button class="secondary" type="submit" form=FORM name=ACTION value=Action::StartAgain.code() formnovalidate=true>
                        {words}
                    </button>
                </div>
            }
        });
        let drafts: Vec<AnyView> =
            self.drafts.iter().map(|draft| view! { <li>{draft.line()}</li> }.into_any()).collect();
        let drafts = (!drafts.is_empty()).then(|| {
            view! { <div class="warning" role="note"><p>{say::OTHER_DRAFTS}</p><ul>{drafts}</ul></div> }
        });
        view! { {returned} {resumed} {drafts} }.into_any()
    }

    /// What the price rules say, each remark with the way to set it aside, and those that were.
    pub(super) fn remarks(&self, listing: &Listing) -> AnyView {
        let is_dismissed = |key: &str| self.dismissed.iter().any(|(known, _)| known == key);
        let line = |words: String| view! { <li>{words}</li> }.into_any();
        let found = remarks_of(listing, &self.publication, self.today);
        let standing: Vec<AnyView> = found
            .iter()
            .filter(|remark| !is_dismissed(&remark.key))
            .map(|remark| self.remark(remark))
            .chain(values_to_come(listing, &self.publication, self.today).into_iter().map(line))
            .collect();
        let standing = if standing.is_empty() {
            view! { <p>{say::NO_FINDING}</p> }.into_any()
        } else {
            view! { <ul>{standing}</ul> }.into_any()
        };
        let dismissed: Vec<AnyView> = self.dismissed.iter().map(|(_, words)| line(words.clone())).collect();
        let dismissed = (!dismissed.is_empty())
            .then(|| view! { <details><summary>{say::DISMISSED_ONES}</summary><ul>{dismissed}</ul></details> });
        view! { {standing} {dismissed} }.into_any()
    }

    fn remark(&self, remark: &Remark) -> AnyView {
        let name = reason_name(&remark.key);
        let open = FieldError::message(&self.errors, &name).is_some();
        let value = self.typed.get(&name).to_owned();
        view! {
            <li>
                {remark.words.clone()}
                <details open=open>
                    <summary>{say::DISMISS}</summary>
                    <div class="field">
                        <label for=name.clone()>{say::DISMISS_WHY}</label>
                        {field_message(&self.errors, &name)}
                        <input type="text" id=name.clone() name=name.clone() form=FORM value=value maxlength="200"
                            autocomplete="off" aria-describedby=message_id(&name)/>
                    </div>
                    <button class="secondary" type="submit" form=FORM name=DISMISS value=remark.key.clone()>
                        {say::DISMISS}
                    </button>
                </details>
            </li>
        }
        .into_any()
    }
}
