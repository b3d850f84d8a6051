//! What would change the list: the small changes of the need that help most, each a link that applies it, and what it
//! brings. The server and the browser write the same.

use domain::ranking::changes::{Change, Changes, Found};
use domain::ranking::selection::GroupCounts;
use domain::time::hours::DAY;
use domain::{Need, Territory};
use leptos::prelude::*;

use super::list_form::ListForm;
use super::results_section::ListView;
use crate::need::changed::changed_form;
use crate::routes::Page;
use crate::text::{Common, ListWords as W, Results, Words};

/// Writes what applies a change: the form of its list, and its words.
type Applied<'a> = &'a dyn Fn(&ListForm, String) -> AnyView;

impl ListView<'_> {
    /// The changes, each as a link.
    pub fn changes(&self, changes: &Changes) -> AnyView {
        self.changes_with(changes, &|form, words| view! { <a href=self.query_of(form)>{words}</a> }.into_any())
    }

    /// The same with something else that applies a change.
    pub fn changes_with(&self, changes: &Changes, applied: Applied<'_>) -> AnyView {
        let t = self.t;
        let lines: Vec<AnyView> = changes.found.iter().filter_map(|found| self.line(changes, found, applied)).collect();
        let untried = (!changes.untried.is_empty()).then(|| view! { <p class="hint">{t.say(W::ChangesUntried)}</p> });
        let nobody = changes.from_nobody();
        if lines.is_empty() {
            return if nobody { self.no_small_change() } else { untried.into_any() };
        }
        let what = t.say(if nobody { W::ChangesFromNobody } else { W::ChangesWhat });
        view! {
            <section class="group changes" aria-labelledby="titre-changements">
                <h2 id="titre-changements">{t.say(W::ChangesTitle)}</h2>
                <p class="hint">{what}</p>
                <ul>{lines}</ul>
                {untried}
            </section>
        }
        .into_any()
    }

    /// "de 9 h à 10 h au lieu de 8 h à 9 h : 14 services de plus"
    fn line(&self, changes: &Changes, found: &Found, applied: Applied<'_>) -> Option<AnyView> {
        let Self { t, answered, published, .. } = *self;
        let changed = found.change.applied(&Need::try_from(answered.comparison.need.clone()).ok()?)?;
        let start = changed.terms().start;
        let form = ListForm {
            need: changed_form(&answered.form.need, found.change, &changed, published.territory),
            view: answered.form.view.keeping(answered.selection.filters, start, published.today),
            chosen: answered.form.chosen.clone(),
        };
        let words = change_words(t, published.territory, found.change, &changed);
        let gain = gain_words(t, changes.from_nobody(), found);
        let line = vec![applied(&form, words), gain.into_any()];
        Some(view! { <li>{t.view(Common::Colon, line)}</li> }.into_any())
    }

    /// Nobody is listed, and no change lists anybody.
    fn no_small_change(&self) -> AnyView {
        let Self { t, answered, .. } = *self;
        if answered.possible() > 0 {
            return ().into_any();
        }
        let place = Page::Compare(format!("lieu={}", answered.form.need.zone)).href(t.lang);
        view! { <p>{t.say(Results::NoSmallChange)}<a href=place>{t.say(Results::KeepPlace)}</a>"."</p> }.into_any()
    }
}

/// "de 9 h à 10 h au lieu de 8 h à 9 h". `changed`: the need after the change.
pub fn change_words(t: Words, territory: &Territory, change: Change, changed: &Need) -> String {
    match change {
        Change::Time { .. } => {
            let [before, after] = change.times().unwrap_or_default();
            let time = |minute: u16| t.time(minute % DAY);
            t.fill(W::ChangeTime, &[&time(after.0), &time(after.1), &time(before.0), &time(before.1)])
        }
        Change::Day { from, to } => t.fill(W::ChangeDay, &[&t.name(to), &t.name(from)]),
        Change::Start { .. } => t.fill(W::ChangeStart, &[&t.date(changed.terms().start)]),
        Change::Mode(mode) => t.fill(W::ChangeMode, &[&t.name(mode)]),
        Change::WithoutAct(act) => t.fill(W::ChangeWithoutAct, &[&t.name(act)]),
        Change::WithoutDay(day) => t.fill(W::ChangeWithoutDay, &[&t.name(day)]),
        Change::WithoutPublic(public) => t.fill(W::ChangeWithoutPublic, &[&t.name(public)]),
        Change::WithoutHabilitation => t.say(W::ChangeWithoutHabilitation).to_owned(),
        Change::WithoutActs => t.say(W::ChangeWithoutActs).to_owned(),
        Change::WithoutHours => t.say(W::ChangeWithoutHours).to_owned(),
        Change::Zone(zone) => {
            let name = territory.find_zone(zone).map_or("", |zone| zone.short.as_str());
            t.fill(W::ChangeZone, &[&name])
        }
    }
}

/// "14 services de plus", "96 € de moins par mois"
pub fn gain_words(t: Words, from_nobody: bool, found: &Found) -> String {
    let (one, many) = match found.then.counts {
        _ if !from_nobody => (W::GainMoreOne, W::GainMore),
        GroupCounts { suitable: 1.., .. } => (W::GainMoreOne, W::GainMore),
        GroupCounts { partly_suitable: 1.., .. } => (W::GainPartlyOne, W::GainPartly),
        GroupCounts { .. } => (W::GainToConfirmOne, W::GainToConfirm),
    };
    let more = (found.more > 0).then(|| t.count(found.more, one, many));
    let less = found.less.map(|less| t.fill(W::GainLess, &[&t.whole_euros(less)]));
    match (more, less) {
        (Some(more), Some(less)) => t.fill(W::GainBoth, &[&more, &less]),
        (more, less) => more.or(less).unwrap_or_default(),
    }
}
