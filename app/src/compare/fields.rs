//! The fields of the need, for the first page and for the page of results: plain HTML, errors beside the fields.

use domain::acts::{HourKind, PriceKind};
use domain::closed_list::ClosedList;
use domain::hours::{DAY, Weekday, parse_time};
use domain::need::{Criterion, Weights};
use domain::{Act, Mode, Public};
use leptos::prelude::*;

use super::form::{NEED_FORM, NeedForm, SlotForm, USUAL_WEEK, UsualWeek, weekday_code, weight_field};
use crate::error::FieldError;
use crate::ui::FieldMessage;
use crate::{format, text};

/// Every field of the need but the weights. `fill` is the page where a usual week fills the slots, if it is another one
/// than where the form goes.
#[component]
pub fn NeedFields(
    form: NeedForm,
    errors: Vec<FieldError>,
    start: String,
    #[prop(optional)] fill: Option<String>,
) -> impl IntoView {
    let rows = (form.slots.len() + 1).clamp(2, super::form::MOST_SLOTS);
    let slots = (1..=rows).map(|number| {
        let typed = form.slots.get(number - 1).cloned().unwrap_or_default();
        view! { <SlotFields number typed errors=errors.clone()/> }
    });
    let slots = slots.collect_view();
    let usual = UsualWeek::ALL.iter().map(|week| {
        let label = text::usual_week(*week);
        view! {
            <button type="submit" class="secondary" name=USUAL_WEEK value=week.code() formnovalidate formaction=fill.clone()>{label}</button>
        }
    });
    let usual = usual.collect_view();
    let shown_start = if form.start.is_empty() { start } else { form.start.clone() };
    let options = !form.modes.is_empty() || !form.publics.is_empty() || !form.habilitation.is_empty();
    let option_errors = ["mode", "public", "habilitation", "indispensable"];
    let options = options || errors.iter().any(|error| option_errors.contains(&error.field.as_str()));
    view! {
        // The first button is the one that Enter presses: it must not be a usual week.
        <button type="submit" class="first-button" tabindex="-1" aria-hidden="true">"Comparer"</button>
        <div class="field">
            <label for="lieu">"Où habite la personne ?"</label>
            <p class="hint" id="lieu-aide">"Un arrondissement ou un code postal : 14e, 75014…"</p>
            <FieldMessage field="lieu" message=FieldError::message(&errors, "lieu")/>
            <input type="text" id="lieu" name="lieu" value=form.zone.clone() autocomplete="postal-code" required
                aria-invalid=FieldError::message(&errors, "lieu").map(|_| "true") aria-describedby="lieu-aide lieu-erreur"/>
        </div>
        <fieldset class="field" id="acte">
            <legend>"Pour faire quoi ?"</legend>
            <FieldMessage field="acte" message=FieldError::message(&errors, "acte")/>
            <ActBoxes name="acte" kind=PriceKind::Care title="Aide à la personne" ticked=form.wished.clone()/>
            <ActBoxes name="acte" kind=PriceKind::Household title="Maison et papiers" ticked=form.wished.clone()/>
            <ActBoxes name="acte" kind=PriceKind::Flat title="À domicile, au forfait" ticked=form.wished.clone()/>
        </fieldset>
        <fieldset class="field" id="quand">
            <legend>"Quand ?"</legend>
            <p class="hint">
                "Facultatif : sans horaires, les services sont comparés sur le prix d’une heure. "
                "Un passage de nuit peut finir après minuit (22:00 à 06:00). "
                "S’il faut plus de lignes, une nouvelle apparaît après « Comparer »."
            </p>
            <div class="usual-weeks" role="group" aria-label="Partir d’une semaine habituelle">{usual}</div>
            {slots}
        </fieldset>
        <div class="field">
            <label for="debut">"À partir de quand ?"</label>
            <FieldMessage field="debut" message=FieldError::message(&errors, "debut")/>
            <input type="date" id="debut" name="debut" value=shown_start
                aria-invalid=FieldError::message(&errors, "debut").map(|_| "true") aria-describedby="debut-erreur"/>
        </div>
        <details class="field options" open=options>
            <summary>"Conditions particulières (facultatif)"</summary>
            <fieldset id="indispensable">
                <legend>"Prestations indispensables"</legend>
                <p class="hint">"Un service qui ne les fait pas sera écarté."</p>
                <FieldMessage field="indispensable" message=FieldError::message(&errors, "indispensable")/>
                <ActBoxes name="indispensable" kind=PriceKind::Care title="Aide à la personne" ticked=form.required.clone()/>
                <ActBoxes name="indispensable" kind=PriceKind::Household title="Maison et papiers" ticked=form.required.clone()/>
                <ActBoxes name="indispensable" kind=PriceKind::Flat title="À domicile, au forfait" ticked=form.required.clone()/>
            </fieldset>
            <fieldset id="mode">
                <legend>"Modes d’intervention acceptés"</legend>
                <p class="hint">"Rien de coché : tous les modes."</p>
                <FieldMessage field="mode" message=FieldError::message(&errors, "mode")/>
                {boxes("mode", Mode::ALL.iter().map(|mode| (mode.code(), text::mode_explained(*mode))), &form.modes)}
            </fieldset>
            <fieldset id="habilitation">
                <legend>"Aide sociale"</legend>
                <FieldMessage field="habilitation" message=FieldError::message(&errors, "habilitation")/>
                {boxes(
                    "habilitation",
                    [("oui", "Seulement les services habilités à l’aide sociale")].into_iter(),
                    std::slice::from_ref(&form.habilitation),
                )}
            </fieldset>
            <fieldset id="public">
                <legend>"Le service doit avoir l’habitude d’accompagner"</legend>
                <p class="hint">"Un service qui n’accompagne pas ce public sera écarté."</p>
                <FieldMessage field="public" message=FieldError::message(&errors, "public")/>
                {boxes("public", Public::ALL.iter().map(|public| (public.code(), text::public(*public))), &form.publics)}
            </fieldset>
        </details>
    }
}

#[component]
fn ActBoxes(name: &'static str, kind: PriceKind, title: &'static str, ticked: Vec<String>) -> impl IntoView {
    let acts = Act::ALL.iter().filter(move |act| act.price_kind() == kind);
    view! {
        <div class="boxes-group">
            <p class="boxes-title">{title}</p>
            {boxes(name, acts.map(|act| (act.code(), text::act(*act))), &ticked)}
        </div>
    }
}

fn boxes(
    name: &'static str,
    choices: impl Iterator<Item = (&'static str, &'static str)>,
    ticked: &[String],
) -> AnyView {
    let boxes = choices.map(|(code, label)| {
        let checked = ticked.iter().any(|value| value == code);
        view! { <label class="box"><input type="checkbox" name=name value=code checked=checked/><span>{label}</span></label> }
    });
    let boxes = boxes.collect_view();
    view! { <div class="boxes">{boxes}</div> }.into_any()
}

/// The weights as sliders. They belong to the form of the need, wherever they stand.
#[component]
pub fn WeightSliders(weights: RwSignal<[u8; 5]>) -> impl IntoView {
    let sliders = Criterion::ALL.iter().enumerate().map(|(at, criterion)| {
        let id = weight_field(*criterion);
        let initial = weights.get_untracked()[at];
        view! {
            <div class="weight">
                <label for=id.clone()>{text::criterion(*criterion)}</label>
                <input type="range" id=id.clone() name=id form=NEED_FORM min="0" max=Weights::HIGHEST step="1" value=initial
                    on:input=move |event| {
                        if let Ok(weight) = event_target_value(&event).parse() {
                            weights.update(|weights| weights[at] = weight);
                        }
                    }/>
                <span class="weight-value" aria-hidden="true">{move || weights.get()[at]}</span>
            </div>
        }
    });
    let sliders = sliders.collect_view();
    view! {
        <fieldset class="weights">
            <legend>"Ce qui compte le plus pour vous"</legend>
            <p class="hint">"De 0 (sans effet) à 10. Qualité et disponibilité ne comptent que si vous leur donnez un poids."</p>
            {sliders}
            <button type="submit" class="secondary" form=NEED_FORM>"Reclasser"</button>
        </fieldset>
    }
}

/// What a form already holds, for another form that goes on from it.
#[component]
pub fn HiddenNeed(form: NeedForm) -> impl IntoView {
    let pairs = form.pairs().into_iter();
    pairs.map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()
}

/// The weights as numbers, for a form that comes back with some: nothing of it may be lost.
#[component]
pub fn WeightFields(form: NeedForm, errors: Vec<FieldError>) -> impl IntoView {
    let fields = form.weights.iter().zip(Criterion::ALL_WEIGHTED).map(|(typed, criterion)| {
        let id = weight_field(criterion);
        let wrong = FieldError::message(&errors, &id);
        let invalid = wrong.as_ref().map(|_| "true");
        let default = Weights::default().of(criterion).to_string();
        let value = if typed.is_empty() { default } else { typed.clone() };
        view! {
            <div class="weight">
                <label for=id.clone()>{text::criterion(criterion)}</label>
                {wrong.map(|wrong| view! { <p class="field-error" id=format!("{id}-erreur")>{wrong}</p> })}
                <input type="text" inputmode="numeric" id=id.clone() name=id.clone() value=value aria-invalid=invalid
                    aria-describedby=invalid.map(|_| format!("{id}-erreur"))/>
            </div>
        }
    });
    let fields = fields.collect_view();
    let wanted = form.weights.iter().any(|weight| !weight.is_empty());
    wanted.then(|| view! { <fieldset class="field"><legend>"Importance de chaque critère, de 0 à 10"</legend>{fields}</fieldset> })
}

/// A time as its input shows it; what is no time stays as typed.
fn shown_time(typed: &str) -> String {
    parse_time(typed).map_or_else(|_| typed.to_owned(), |minute| format::clock(minute % DAY))
}

/// One row of visits: days, from, to, what for.
#[component]
fn SlotFields(number: usize, typed: SlotForm, errors: Vec<FieldError>) -> impl IntoView {
    let fields = ["jour", "de", "a", "pour"].map(|part| format!("{part}-{number}"));
    let wrong = errors.iter().find(|error| fields.contains(&error.field)).cloned();
    let invalid = |field: &str| wrong.as_ref().filter(|error| error.field == field).map(|_| "true");
    let (from_invalid, to_invalid) = (invalid(&fields[1]), invalid(&fields[2]));
    let described = wrong.as_ref().map(|_| format!("creneau-{number}-erreur"));
    let days = Weekday::ALL.map(|day| {
        let code = weekday_code(day);
        let checked = typed.days.iter().any(|value| value == code);
        view! {
            <label class="day">
                <input type="checkbox" name=format!("jour-{number}") value=code checked=checked aria-label=text::weekday(day)/>
                <span aria-hidden="true">{code}</span>
            </label>
        }
    });
    let kinds = HourKind::ALL.iter().map(|kind| {
        let selected = typed.kind == kind.code();
        view! { <option value=kind.code() selected=selected>{text::hour_kind(*kind)}</option> }
    });
    let kinds = kinds.collect_view();
    let [days_id, from_id, to_id, for_id] = fields;
    view! {
        <fieldset class="slot" id=days_id>
            <legend>{format!("Créneau {number}")}</legend>
            {wrong.map(|error| view! { <p class="field-error" id=format!("creneau-{number}-erreur")>{error.message}</p> })}
            <div class="days">{days.into_iter().collect_view()}</div>
            <div class="times">
                <label>"de "<input type="time" id=from_id.clone() name=from_id value=shown_time(&typed.from) aria-invalid=from_invalid aria-describedby=described.clone()/></label>
                <label>"à "<input type="time" id=to_id.clone() name=to_id value=shown_time(&typed.to) aria-invalid=to_invalid aria-describedby=described/></label>
                <label>"pour "<select id=for_id.clone() name=for_id>{kinds}</select></label>
            </div>
        </fieldset>
    }
}
