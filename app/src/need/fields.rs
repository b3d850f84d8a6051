//! The fields of the need, for every page that asks for it: a plain GET form, complete without a script, with a message
//! beside each field that is wrong. Nothing here belongs to one page.

use domain::provider::acts::PriceKind;
use domain::values::closed_list::ClosedList;
use domain::{Act, Mode, Public, Territory, Zone};
use jiff::civil::Date;
use leptos::prelude::*;

use super::form::{NeedForm, PLACE, SOONEST, START, START_CHOICE, ZONE};
use super::help::{ACT, HELP, Help};
use super::place_input::{OPTIONS, PlaceInput, STATUS};
use super::summary::act_notice;
use super::week_fields;
use crate::error::FieldError;
use crate::routes::Page;
use crate::text::{NeedWords as W, Words};
use crate::ui::forms::{checkbox, field_message, hint_id, invalid, message_id};
use crate::ui::pictogram::pictogram;

/// Data for the fields.
pub struct NeedFields<'a> {
    pub t: Words,
    pub form: &'a NeedForm,
    pub errors: &'a [FieldError],
    pub today: Date,
    /// Languages that the published services speak.
    pub languages: &'a [String],
    pub territory: &'a Territory,
    /// Whether a place may be typed as an address.
    pub addresses: bool,
    /// How many services come to each zone; empty on a page that does not show it.
    pub counts: &'a [(Zone, u32)],
    /// The page to which a usual week sends the form, if it is not the page of the form itself.
    pub fill: Option<String>,
}

impl NeedFields<'_> {
    /// Every field of the need except the weights.
    pub fn all(&self) -> AnyView {
        view! {
            {self.first_button()}
            {self.place()}
            {self.acts()}
            {self.week()}
            {self.start()}
            {self.conditions()}
        }
        .into_any()
    }

    /// Enter presses the first button of a form: it must not be a usual week.
    pub fn first_button(&self) -> AnyView {
        let words = self.t.say(W::Compare);
        view! { <button class="first-button" type="submit" tabindex="-1" aria-hidden="true">{words}</button> }
            .into_any()
    }

    /// Where: a field, and a map of tiles. Only one of the two holds the place, so that a form without a script sends
    /// it once.
    pub fn place(&self) -> AnyView {
        let Self { t, form, errors, .. } = *self;
        let tile = self.territory.zones.iter().find(|zone| zone.short == form.zone).map(|zone| zone.code);
        let value = if tile.is_some() { String::new() } else { form.zone.clone() };
        let hint = t.say(if self.addresses { W::WhereHint } else { W::WhereHintZones });
        let described = format!("{} {}", hint_id(PLACE), message_id(PLACE));
        let field = view! {
            <label for=PLACE>{t.say(W::Where)}</label>
            <p class="hint" id=hint_id(PLACE)>{hint}</p>
            {field_message(errors, PLACE)}
            <div class="place">
                <input type="text" id=PLACE name=PLACE value=value autocomplete="off" aria-invalid=invalid(errors, PLACE)
                    aria-describedby=described/>
                <ul class="suggestions" id=OPTIONS hidden></ul>
                <p class="visually-hidden" id=STATUS aria-live="polite"></p>
            </div>
            <p class="map-title" id="lieu-plan">{t.say(W::WhereMap)}</p>
            <div class="zone-map" role="radiogroup" aria-labelledby="lieu-plan">{self.tiles(tile)}</div>
        };
        view! { <div class="field"><PlaceInput>{field.into_any()}</PlaceInput></div> }.into_any()
    }

    /// The zones at their places on the map, in rows; each is one option.
    fn tiles(&self, chosen: Option<Zone>) -> AnyView {
        let places = || self.territory.zones.iter().map(|zone| zone.place);
        let columns =
            places().map(|place| place.0).min().unwrap_or(0)..=places().map(|place| place.0).max().unwrap_or(0);
        let rows = 0..=places().map(|place| place.1).max().unwrap_or(0);
        let tile = |column: u8, row: u8| match self.territory.zones.iter().find(|zone| zone.place == (column, row)) {
            None => view! { <i></i> }.into_any(),
            Some(zone) => {
                let count = self.counts.iter().find(|(code, _)| *code == zone.code).map(|(_, count)| count.to_string());
                let checked = chosen == Some(zone.code);
                view! {
                    <label>
                        <input type="radio" name=ZONE value=zone.short.clone() checked=checked data-count=count/>
                        <span>{zone.short.clone()}</span>
                    </label>
                }
                .into_any()
            }
        };
        let row = |row: u8| {
            let tiles: Vec<AnyView> = columns.clone().map(|column| tile(column, row)).collect();
            view! { <div>{tiles}</div> }.into_any()
        };
        rows.map(row).collect::<Vec<_>>().into_any()
    }

    /// Which help: six tiles, and folded all the tasks. A task that belongs to a ticked tile is not ticked a second
    /// time.
    pub fn acts(&self) -> AnyView {
        let Self { t, form, errors, .. } = *self;
        let ticked = form.tiles();
        let tiles: Vec<AnyView> = Help::ALL
            .iter()
            .map(|help| {
                let (name, value) = help.field();
                let checked = ticked.contains(help);
                view! {
                    <label class="tile">
                        <input type="checkbox" id=format!("aide-{}", help.code()) name=name value=value checked=checked/>
                        {pictogram(help.pictogram())}
                        <span>{t.say(help_words(*help))}</span>
                    </label>
                }
                .into_any()
            })
            .collect();
        let hospital = view! { <a href=format!("{}#urgence", Page::Aids.href(t.lang))>{t.say(W::HospitalLink)}</a> };
        let held: Vec<Act> =
            ticked.iter().filter(|help| help.field().0 == HELP).flat_map(|help| help.acts()).copied().collect();
        let more: Vec<String> = form
            .wished
            .iter()
            .filter(|code| Act::from_code(code).is_none_or(|act| !held.contains(&act)))
            .cloned()
            .collect();
        // Tasks that have a tile are not repeated here.
        let tile = |act: &Act| Help::ALL.iter().any(|help| help.field() == (ACT, act.code()));
        let open = more.iter().any(|code| Act::from_code(code).is_some_and(|act| !tile(&act)));
        view! {
            <fieldset class="field acts" id=ACT aria-describedby=message_id(ACT)>
                <legend>{t.say(W::What)}</legend>
                <p class="hint">{t.say(W::WhatHint)}</p>
                {field_message(errors, ACT)}
                <div class="tiles">{tiles}</div>
                <p class="hint hospital">{t.view(W::HospitalHint, vec![hospital.into_any()])}</p>
                {act_notice(t, form.acts()).map(|words| view! { <p class="notice">{words}</p> })}
                <details open=open>
                    <summary>{t.say(W::ActsMore)}</summary>
                    {act_boxes(t, ACT, &more, |act| !tile(&act))}
                </details>
            </fieldset>
        }
        .into_any()
    }

    /// When: usual weeks, the grid of the week, rows of exact times.
    pub fn week(&self) -> AnyView {
        week_fields::week(self.t, self.form, self.errors, self.fill.as_deref())
    }

    /// The same for a page whose island wraps the whole form.
    pub fn week_inside(&self) -> AnyView {
        week_fields::week_inside(self.t, self.form, self.errors)
    }

    /// Every task, without tiles: for those who know the words.
    pub fn every_act(&self) -> AnyView {
        let Self { t, form, errors, .. } = *self;
        view! {
            <fieldset class="field acts" id=ACT aria-describedby=message_id(ACT)>
                <legend>{t.say(W::What)}</legend>
                {field_message(errors, ACT)}
                {act_boxes(t, ACT, &form.wished, |_| true)}
            </fieldset>
        }
        .into_any()
    }

    /// The day on which help should begin: as soon as possible, or a date.
    pub fn start(&self) -> AnyView {
        let Self { t, form, errors, .. } = *self;
        let dated = !form.start.is_empty();
        let described = format!("{} {}", hint_id(START), message_id(START));
        let notice = form.start_notice(t, self.today).map(|words| view! { <p class="notice">{words}</p> });
        view! {
            <fieldset class="field start">
                <legend>{t.say(W::Start)}</legend>
                <label class="box">
                    <input type="radio" name=START_CHOICE value=SOONEST checked=!dated/>
                    <span>{t.say(W::StartSoonest)}</span>
                </label>
                <label class="box">
                    <input type="radio" name=START_CHOICE value="date" checked=dated/>
                    <span>{t.say(W::StartOn)}</span>
                </label>
                <div class="start-day">
                    {field_message(errors, START)}
                    {notice}
                    <p class="visually-hidden" id=hint_id(START)>{t.say(W::StartHint)}</p>
                    <input type="date" id=START name=START value=form.start.clone() aria-label=t.say(W::StartDay)
                        aria-invalid=invalid(errors, START) aria-describedby=described/>
                </div>
            </fieldset>
        }
        .into_any()
    }

    /// Conditions that few people need; folded while they are empty.
    pub fn conditions(&self) -> AnyView {
        let Self { t, form, errors, .. } = *self;
        let lists = [&form.modes, &form.publics, &form.required];
        let has_conditions = lists.iter().any(|list| !list.is_empty())
            || [&form.habilitation, &form.language].iter().any(|text| !text.is_empty());
        let fields = ["mode", "public", "habilitation", "indispensable", "langue"];
        let wrong = errors.iter().any(|error| fields.contains(&error.field.as_str()));
        view! {
            <details class="field options" id="conditions" open=has_conditions || wrong>
                <summary>{t.say(W::Options)}</summary>
                {self.modes()}
                {self.habilitation()}
                {self.publics()}
                {self.required()}
                {self.language()}
            </details>
        }
        .into_any()
    }

    /// The tasks that a service must do.
    pub fn required(&self) -> AnyView {
        let Self { t, form, errors, .. } = *self;
        view! {
            <fieldset id="indispensable">
                <legend>{t.say(W::Required)}</legend>
                <p class="hint">{t.say(W::RequiredHint)}</p>
                {field_message(errors, "indispensable")}
                {act_boxes(t, "indispensable", &form.required, |_| true)}
            </fieldset>
        }
        .into_any()
    }

    /// The arrangements that are accepted.
    pub fn modes(&self) -> AnyView {
        let t = self.t;
        let modes = Mode::ALL.iter().map(|mode| (mode.code(), t.mode_explained(*mode)));
        self.boxes("mode", W::Modes, W::ModesHint, modes, &self.form.modes)
    }

    /// Whether only services approved for social assistance count.
    pub fn habilitation(&self) -> AnyView {
        let held = [("oui", self.t.say(W::HabilitationOnly))].into_iter();
        let ticked = std::slice::from_ref(&self.form.habilitation);
        self.boxes("habilitation", W::Habilitation, W::HabilitationHint, held, ticked)
    }

    /// The kinds of people that a service must be used to helping.
    pub fn publics(&self) -> AnyView {
        let t = self.t;
        let publics = Public::ALL.iter().map(|public| (public.code(), t.name(*public)));
        self.boxes("public", W::PublicTitle, W::PublicHint, publics, &self.form.publics)
    }

    fn boxes<'b>(
        &self,
        name: &'static str,
        title: W,
        hint: W,
        choices: impl Iterator<Item = (&'b str, &'b str)>,
        ticked: &[String],
    ) -> AnyView {
        let Self { t, errors, .. } = *self;
        let boxes: Vec<AnyView> = choices
            .map(|(code, label)| {
                checkbox(name, code, ticked.iter().any(|chosen| chosen == code), label.to_owned().into_any())
            })
            .collect();
        view! {
            <fieldset id=name>
                <legend>{t.say(title)}</legend>
                <p class="hint">{t.say(hint)}</p>
                {field_message(errors, name)}
                <div class="boxes">{boxes}</div>
            </fieldset>
        }
        .into_any()
    }

    /// The language that someone should speak.
    pub fn language(&self) -> AnyView {
        let Self { t, form, errors, languages, .. } = *self;
        let other = !form.language.is_empty() && !languages.contains(&form.language);
        let spoken = languages.iter().chain(other.then_some(&form.language));
        let options: Vec<AnyView> = spoken
            .map(|language| {
                let selected = *language == form.language;
                view! { <option value=language.clone() lang="fr" selected=selected>{language.clone()}</option> }
                    .into_any()
            })
            .collect();
        let described = format!("{} {}", hint_id("langue"), message_id("langue"));
        view! {
            <div class="field">
                <label for="langue">{t.say(W::Language)}</label>
                <p class="hint" id=hint_id("langue")>{t.say(W::LanguageHint)}</p>
                {field_message(errors, "langue")}
                <select id="langue" name="langue" aria-invalid=invalid(errors, "langue") aria-describedby=described>
                    <option value="">{t.say(W::LanguageAny)}</option>
                    {options}
                </select>
            </div>
        }
        .into_any()
    }
}

fn help_words(help: Help) -> W {
    match help {
        Help::Washing => W::HelpWashing,
        Help::Meals => W::HelpMeals,
        Help::Household => W::HelpHousehold,
        Help::Company => W::HelpCompany,
        Help::Nights => W::HelpNights,
        Help::Hospital => W::HelpHospital,
    }
}

/// Acts as boxes, by the kind of their price. The boxes of the wished acts have a pictogram, once in a page.
fn act_boxes(t: Words, name: &'static str, ticked: &[String], is_listed: impl Fn(Act) -> bool) -> AnyView {
    let groups =
        [(PriceKind::Care, W::CareTasks), (PriceKind::Household, W::HouseholdTasks), (PriceKind::Flat, W::FlatTasks)];
    let group = |(kind, title): (PriceKind, W)| {
        let acts = Act::ALL.iter().copied().filter(|act| act.price_kind() == kind && is_listed(*act));
        let boxes: Vec<AnyView> = acts
            .map(|act| {
                let drawing = (name == ACT).then(|| pictogram(act));
                let label = view! { {drawing} {t.name(act)} };
                checkbox(name, act.code(), ticked.iter().any(|code| code == act.code()), label.into_any())
            })
            .collect();
        view! { <div class="boxes-group"><p class="boxes-title">{t.say(title)}</p><div class="boxes">{boxes}</div></div> }.into_any()
    };
    groups.into_iter().map(group).collect::<Vec<_>>().into_any()
}
