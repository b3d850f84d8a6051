//! The services to call, in their order: what to say, how to reach each, what came of it; and a message to write to one,
//! without a word of who it is for but the initials that someone chose.

use domain::feedback::refusal::{DaySlot, RefusalReason};
use domain::provider::acts::ActSet;
use domain::provider::listing::Listing;
use domain::values::closed_list::{ClosedList, Set};
use domain::values::search::readable;
use domain::{Act, Finess, Need};
use leptos::prelude::*;

use super::form::AssistForm;
use super::screens::Screens;
use super::work_list::list::{ACCEPTED, CALL_BACK, CALLED, Follow, NOT_CALLED, Step, written_time};
use crate::format;
use crate::need::summary::need_line;
use crate::text::{AssistWords as W, Words};

/// Ids of the panel, of its list, and of what a message says of who writes it.
pub const CALLS: &str = "appels";
pub const CALL_LIST: &str = "appels-liste";
pub const MAIL_INITIALS: &str = "message-initiales";
pub const MAIL_NUMBER: &str = "message-numero";

/// The panel, which shows once services are ticked.
#[cfg(feature = "ssr")]
pub fn panel(t: Words) -> AnyView {
    view! {
        <details class="calls" id=CALLS hidden>
            <summary>{t.say(W::FollowUp)}</summary>
            <p class="hint">{t.say(W::CallsHint)}</p>
            <div id=CALL_LIST></div>
            <fieldset class="mail-from">
                <legend>{t.say(W::MailFrom)}</legend>
                <label for=MAIL_INITIALS>{t.say(W::MailInitials)}</label>
                <input type="text" id=MAIL_INITIALS maxlength="20" autocomplete="off"/>
                <label for=MAIL_NUMBER>{t.say(W::MailNumber)}</label>
                <input type="tel" id=MAIL_NUMBER maxlength="20" autocomplete="off"/>
            </fieldset>
        </details>
    }
    .into_any()
}

/// One service to call.
#[derive(Clone, PartialEq)]
pub struct Call {
    pub finess: Finess,
    /// From 1.
    pub order: usize,
    pub name: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    /// Whether the person is of the list, which keeps what came of it.
    pub is_kept: bool,
}

/// What is said to every service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Talk {
    /// On the telephone.
    pub script: String,
    pub message: Message,
    /// What a refusal may be about: the times and the tasks of the need.
    pub slots: Set<DaySlot>,
    pub acts: ActSet,
}

/// A message to a service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    pub subject: String,
    pub body: String,
}

/// Who a message is for and who writes it, as far as they chose to say so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailFrom {
    pub initials: String,
    /// Where to call the social worker back.
    pub number: String,
}

/// The services ticked, in the order in which to call them.
pub fn calls(screens: &Screens<'_>, form: &AssistForm, is_kept: bool) -> Vec<Call> {
    let call = |(at, listing): (usize, &Listing)| Call {
        finess: listing.finess,
        order: at + 1,
        name: readable(&listing.name.value),
        phone: listing.phone.value().map(ToString::to_string),
        email: listing.email.value().cloned(),
        is_kept,
    };
    screens.call_order(form).into_iter().enumerate().map(call).collect()
}

/// What is said to them; nothing where the need is wrong.
pub fn talk(screens: &Screens<'_>, form: &AssistForm, from: &MailFrom) -> Talk {
    let Ok((need, _)) = screens.parse(form) else { return Talk::default() };
    let terms = need.terms();
    Talk {
        script: script(screens, form, &need),
        message: message(screens, form, &need, from),
        slots: DaySlot::touched(&terms.visits),
        acts: terms.wished,
    }
}

/// "pour une personne du 19e arrondissement : toilette, tous les jours 8 h–9 h, à partir du …"
fn request(screens: &Screens<'_>, form: &AssistForm, need: &Need) -> (String, String, String) {
    let t = screens.t;
    let terms = need.terms();
    let zone = screens.territory().find_zone(terms.zone).map_or_else(String::new, |zone| zone.name.clone());
    let line = need_line(t, terms.wished, &terms.visits);
    let line = if line.is_empty() { t.say(W::ToSpecify).to_owned() } else { line };
    let start = match form.leaves_at().filter(|_| form.need.hospital) {
        Some(minute) => t.fill(W::MailLeaving, &[&t.date(terms.start), &t.time(minute)]),
        None if form.need.hospital => t.fill(W::MailLeavingDay, &[&t.date(terms.start)]),
        None => t.date(terms.start),
    };
    (zone, line, start)
}

fn script(screens: &Screens<'_>, form: &AssistForm, need: &Need) -> String {
    let (zone, line, start) = request(screens, form, need);
    screens.t.fill(W::Script, &[&zone, &line, &start])
}

/// The situation, the notes and the name are never in it.
pub fn message(screens: &Screens<'_>, form: &AssistForm, need: &Need, from: &MailFrom) -> Message {
    let t = screens.t;
    let (zone, line, start) = request(screens, form, need);
    let who = match from.initials.trim() {
        "" => t.say(W::MailSomeone).to_owned(),
        initials => initials.to_owned(),
    };
    let mut lines = vec![
        t.say(W::MailHello).to_owned(),
        String::new(),
        t.fill(W::MailNeed, &[&who, &zone]),
        t.fill(W::MailWhat, &[&line]),
        t.fill(W::MailStart, &[&start]),
        String::new(),
        t.say(W::MailAsk).to_owned(),
    ];
    if !from.number.trim().is_empty() {
        lines.push(t.fill(W::MailCallBack, &[&from.number.trim()]));
    }
    lines.extend([String::new(), t.say(W::MailThanks).to_owned()]);
    Message { subject: t.fill(W::MailSubject, &[&zone, &start]), body: lines.join("\n") }
}

/// Everything in percents but letters and digits, as a link to write needs it: a space is no plus there.
fn in_percents(text: &str) -> String {
    text.replace('\n', "\r\n").bytes().fold(String::new(), |mut coded, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => coded.push(char::from(byte)),
            _ => {
                coded.push('%');
                let digits = char::from_digit(u32::from(byte >> 4), 16).zip(char::from_digit(u32::from(byte & 15), 16));
                coded.extend(digits.into_iter().flat_map(|(high, low)| [high, low]));
            }
        }
        coded
    })
}

/// The link that opens the message in the mail program.
pub fn mail_link(email: &str, message: &Message) -> String {
    format!("mailto:{email}?subject={}&body={}", in_percents(&message.subject), in_percents(&message.body))
}

/// One service to call. What is said and what came of it change in place: nothing that is open closes under a hand.
pub fn call_view(t: Words, call: &Call, talk: Memo<Talk>, follow: Memo<Follow>) -> AnyView {
    let Call { finess, order, name, phone, email, .. } = call;
    let phone = match phone {
        Some(phone) => {
            let (href, number) = (format!("tel:{phone}"), format::phone(phone));
            view! { <a class="call" href=href>{t.say(W::CallNow)}" "<span>{number}</span></a> }.into_any()
        }
        None => view! { <span class="hint">{t.say(W::NoPhone)}</span> }.into_any(),
    };
    let mail = email.clone().map(|email| {
        let words = t.fill(W::WriteTo, &[&email]);
        let href = move || talk.with(|talk| mail_link(&email, &talk.message));
        view! { <a class="button" href=href>{words}</a> " " }
    });
    let text_id = format!("message-{finess}");
    let copies = text_id.clone();
    let text = move || talk.with(|talk| format!("{}\n\n{}", talk.message.subject, talk.message.body));
    let script = move || talk.with(|talk| talk.script.clone());
    view! {
        <h3>{t.fill(W::CallOrder, &[order, name])}</h3>
        <p>{phone}</p>
        {call.is_kept.then(|| followed(t, call, talk, follow))}
        <details>
            <summary>{t.say(W::ScriptTitle)}</summary>
            <p class="script">{script}</p>
        </details>
        <details>
            <summary>{t.say(W::MailTitle)}</summary>
            <p>{mail}<button class="secondary" type="button" data-does="copy" data-copies=copies>{t.say(W::MailCopy)}</button></p>
            <pre class="message" id=text_id>{text}</pre>
        </details>
    }
    .into_any()
}

/// What came of it, with a time to call back, and a refusal that may be counted.
fn followed(t: Words, call: &Call, talk: Memo<Talk>, follow: Memo<Follow>) -> AnyView {
    let finess = call.finess;
    let id = format!("suivi-{finess}");
    let now = follow.with_untracked(|follow| code_of(follow.step));
    let refusals = RefusalReason::ALL.iter().map(|reason| Step::Refused(*reason));
    let choices = [Step::NotCalled, Step::Called, Step::CallBack(None), Step::Accepted].into_iter().chain(refusals);
    let options: Vec<AnyView> = choices
        .map(|choice| {
            let selected = code_of(choice) == now;
            view! { <option value=code_of(choice) selected=selected>{step_words(t, choice)}</option> }.into_any()
        })
        .collect();
    // A time that is being typed is not taken away under the hand.
    let kind = Memo::new(move |_| {
        follow.with(|follow| match follow.step {
            Step::CallBack(_) => (Step::CallBack(None), false),
            step => (step, follow.counted.is_some()),
        })
    });
    let rest = move || {
        let (step, is_counted) = kind.get();
        match step {
            Step::CallBack(_) => {
                let at = follow.with_untracked(|follow| match follow.step {
                    Step::CallBack(at) => at,
                    Step::NotCalled | Step::Called | Step::Refused(_) | Step::Accepted => None,
                });
                let (at_id, value) = (format!("rappel-{finess}"), at.map(written_time).unwrap_or_default());
                let label = at_id.clone();
                view! {
                    <label for=label>{t.say(W::CallBackAt)}</label>
                    " "
                    <input type="datetime-local" id=at_id value=value data-calls-back=finess.to_string() autocomplete="off"/>
                }
                .into_any()
            }
            Step::Refused(_) if is_counted => view! { <p class="hint">{t.say(W::Counted)}</p> }.into_any(),
            Step::Refused(reason) => talk.with_untracked(|talk| to_count(t, finess, talk, reason)),
            Step::NotCalled | Step::Called | Step::Accepted => ().into_any(),
        }
    };
    let label = id.clone();
    let value = move || follow.with(|follow| code_of(follow.step));
    view! {
        <div class="field">
            <label for=label>{t.fill(W::FollowOf, &[&call.name])}</label>
            <select id=id data-follows=finess.to_string() autocomplete="off" prop:value=value>{options}</select>
            {rest}
        </div>
    }
    .into_any()
}

/// Offers to count a refusal. What is sent is on the screen: codes of closed lists, chosen here.
fn to_count(t: Words, finess: Finess, talk: &Talk, reason: RefusalReason) -> AnyView {
    let choice = |name: &str, label: W, options: Vec<(&'static str, String)>| {
        let id = format!("{name}-{finess}");
        let options: Vec<AnyView> =
            options.into_iter().map(|(code, words)| view! { <option value=code>{words}</option> }.into_any()).collect();
        view! {
            <label for=id.clone()>{t.say(label)}</label>
            " "
            <select id=id autocomplete="off"><option value="">{t.say(W::CountAny)}</option>{options}</select>
            " "
        }
        .into_any()
    };
    let slots = talk.slots.iter().map(|slot| (slot.code(), t.day_slot(slot).to_owned())).collect();
    let acts = talk.acts.iter().map(|act: Act| (act.code(), t.name(act).to_owned())).collect();
    view! {
        <details class="to-count">
            <summary>{t.say(W::CountTitle)}</summary>
            <p class="hint">{t.say(W::CountHint)}</p>
            {choice("moment", W::CountSlot, slots)}
            {choice("tache", W::CountAct, acts)}
            <button class="secondary" type="button" data-does="count" data-service=finess.to_string()
                data-reason=reason.code()>{t.say(W::CountSend)}</button>
        </details>
    }
    .into_any()
}

/// The value of a step in its field: a refusal has the code of its reason.
fn code_of(step: Step) -> &'static str {
    match step {
        Step::NotCalled => NOT_CALLED,
        Step::Called => CALLED,
        Step::CallBack(_) => CALL_BACK,
        Step::Accepted => ACCEPTED,
        Step::Refused(reason) => reason.code(),
    }
}

/// The step of a value.
pub fn step_of(code: &str) -> Step {
    match code {
        CALLED => Step::Called,
        CALL_BACK => Step::CallBack(None),
        ACCEPTED => Step::Accepted,
        reason => RefusalReason::from_code(reason).map_or(Step::NotCalled, Step::Refused),
    }
}

fn step_words(t: Words, step: Step) -> String {
    match step {
        Step::NotCalled => t.say(W::NotCalled).to_owned(),
        Step::Called => t.say(W::Called).to_owned(),
        Step::CallBack(_) => t.say(W::CallBack).to_owned(),
        Step::Accepted => t.say(W::Accepted).to_owned(),
        Step::Refused(reason) => t.fill(W::RefusedBecause, &[&t.refusal_reason(reason)]),
    }
}

#[cfg(test)]
mod tests {
    use super::{Message, in_percents, mail_link};

    #[test]
    fn a_message_opens_in_any_mail_program_as_it_was_written() {
        assert_eq!(in_percents("à 8 h\nMerci"), "%c3%a0%208%20h%0d%0aMerci");
        let message = Message { subject: "19e & nuit".to_owned(), body: "a?b=c#d".to_owned() };
        assert_eq!(
            mail_link("contact@x.fr", &message),
            "mailto:contact@x.fr?subject=19e%20%26%20nuit&body=a%3fb%3dc%23d"
        );
    }
}
