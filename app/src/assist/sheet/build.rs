//! What a sheet says: the need, up to four services with their cost, their hours and what must be asked, and where it all
//! comes from.

use domain::aids::{AidRules, OutOfPocket, Reckoning, Step};
use domain::cost::{Cost, NoCost};
use domain::law::parameters::Used;
use domain::need::{Headline, WeeklyTime, weekly_times};
use domain::provider::listing::{Habilitation, Intake, Listing};
use domain::provider::questions::{Question, questions};
use domain::ranking::comparison::{Answer, Comparison, OfferCost, Part};
use domain::ranking::week::{DayCover, WeekCover};
use domain::time::hours::{DAY, OpenHours, Weekday};
use domain::values::closed_list::ClosedList;
use domain::values::search;
use domain::{Catalogue, Finess, Need};
use jiff::civil::Date;

use super::model::{
    Annex, Block, Section, Sheet, SheetAct, SheetDay, SheetFact, SheetLink, SheetNote, SheetTable, SheetWeek,
};
use super::pairs::pair_section;
use crate::assist::changes;
use crate::assist::form::{AssistForm, NOTE, note_field};
use crate::assist::screens::{Screens, answer_of};
use crate::compare::reasons::{hour_words, line_words, sources_with};
use crate::compare::start_date::start_words;
use crate::compare::why::headline_words;
use crate::format;
use crate::need::summary::{need_parts, time_words};
use crate::text::{
    Aids, AssistWords as W, Common, Lang, NeedWords, Pages as P, ProviderWords, Results, Words, is_deducted,
};
use crate::ui::qr::squares;
use crate::ui::week_strip::cover_words;

/// Lines of a reckoning that stay on the page of the list: the shares of the plan, and what would name the situation (the
/// ceiling of a GIR, that of an invalidity).
const UNSAID: [Step; 5] = [Step::Ceiling, Step::FirstBand, Step::SecondBand, Step::ThirdBand, Step::CreditCeiling];

/// What is asked of every service: said once.
const ALWAYS_ASKED: [Question; 4] =
    [Question::WrittenEstimate, Question::Replacement, Question::SameHelper, Question::Termination];

/// Questions to a service beside those that every one is asked: its own page has them all.
const QUESTIONS_MOST: usize = 3;

/// What a sheet is made from: its services are those of the form that are listed, one at least.
pub(in crate::assist) struct Content<'a> {
    pub screens: &'a Screens<'a>,
    pub form: &'a AssistForm,
    pub need: &'a Need,
    pub rules: Option<&'a AidRules>,
}

impl Content<'_> {
    pub fn sheet(&self) -> Sheet {
        let Self { screens, form, need, rules } = *self;
        let t = screens.t;
        let chosen = screens.on_sheet(form);
        let catalogue = screens.catalogue_of(&chosen);
        let comparison = screens.compare(&catalogue, need, rules, Part { pairs: true, ..Part::EVERYTHING });
        let plain = t.lang == Lang::Plain;
        let mut sections = vec![self.need_section()];
        let mut details = Vec::new();
        let has_annex = form.has_annex && !plain;
        for listing in self.in_call_order(&catalogue, &chosen, &comparison) {
            sections.push(self.service(sections.len(), listing, &comparison));
            if has_annex {
                details.push(self.details(listing, &comparison));
            }
        }
        sections.extend(pair_section(t, &comparison));
        sections.push(self.next_steps());
        if has_annex {
            details.extend(self.law_section(&comparison));
        }
        let annex = has_annex.then(|| Annex { title: t.say(W::AnnexTitle).to_owned(), sections: details });
        let mut lead = vec![t.fill(W::SheetLead, &[&t.date(screens.today())])];
        if catalogue.listings().iter().any(Listing::is_demonstration) {
            lead.insert(0, t.say(P::Demonstration).to_owned());
        }
        if rules.is_some() {
            lead.push(t.say(W::SheetAids).to_owned());
        }
        // Values of a year that is past, wherever they count.
        let year = need.terms().start.year();
        let outdated = comparison.aids.iter().flat_map(|aids| &aids.outdated);
        let named = |used: &Used| t.fill(Aids::OutdatedOf, &[&t.parameter(used.parameter), &t.provisional(used, year)]);
        lead.extend(outdated.map(named));
        if let Some(kept) = &form.kept {
            lead.extend(changes::of_method(kept, &comparison, t));
        }
        Sheet {
            lang: t.lang.tag(),
            plain,
            title: t.say(W::SheetTitle).to_owned(),
            lead,
            sections,
            annex,
            link: self.link(),
            stamp: vec![stamp_words(t, &comparison), t.say(W::SheetSource).to_owned()],
        }
    }

    /// The services of the sheet in the order in which to call them.
    pub fn call_order(&self) -> Vec<Finess> {
        let chosen = self.screens.on_sheet(self.form);
        let catalogue = self.screens.catalogue_of(&chosen);
        let comparison = self.screens.compare(&catalogue, self.need, self.rules, Part::EVERYTHING);
        self.in_call_order(&catalogue, &chosen, &comparison).into_iter().map(|listing| listing.finess).collect()
    }

    /// In the order in which to call them: by rank, then those that do not answer the need. For someone who leaves hospital
    /// those that cannot begin by then come after the others, where social assistance applies those that are not approved;
    /// who takes nobody comes last.
    fn in_call_order<'c>(
        &self,
        catalogue: &'c Catalogue,
        chosen: &[Finess],
        comparison: &Comparison,
    ) -> Vec<&'c Listing> {
        let mut ranked: Vec<Finess> = comparison.answers().map(|answer| answer.finess).collect();
        for finess in chosen {
            if !ranked.contains(finess) {
                ranked.push(*finess);
            }
        }
        let mut listings = Vec::new();
        for turn in 0..4 {
            for listing in ranked.iter().filter_map(|finess| catalogue.find(*finess)) {
                let not_approved = listing.habilitation.value() == Some(&Habilitation::NotHeld);
                let start = listing.possible_start(self.screens.today());
                let is_late = self.form.need.hospital && start.is_none_or(|start| start > self.need.terms().start);
                let place = match takes_nobody(listing, self.screens.today()) {
                    true => 3,
                    false if self.form.social_aid && not_approved => 2,
                    false => u8::from(is_late),
                };
                if place == turn {
                    listings.push(listing);
                }
            }
        }
        listings
    }

    /// Where the comparison opens again. The notes stay on paper where they would make the drawing unreadable.
    fn link(&self) -> Option<SheetLink> {
        let Self { screens, form, .. } = *self;
        let kept = screens.kept(form);
        let short = AssistForm { notes: Vec::new(), general_note: String::new(), ..kept.clone() };
        [(screens.link(&kept), W::LinkLabel), (screens.link(&short), W::LinkWithoutNotes)]
            .into_iter()
            .find(|(url, _)| squares(url).is_some())
            .map(|(url, label)| SheetLink { label: screens.t.say(label).to_owned(), url })
    }

    fn need_section(&self) -> Section {
        let Self { screens, form, need, .. } = *self;
        let t = screens.t;
        let terms = need.terms();
        let parts = need_parts(t, terms, screens.territory(), &form.need.language);
        let pictured = t.lang == Lang::Plain && !terms.wished.is_empty();
        // The pictograms say the tasks.
        let parts = parts.into_iter().filter(|part| !(pictured && part.label == NeedWords::SummaryWhat));
        let facts = parts.map(|part| SheetFact { label: t.say(part.label).to_owned(), lines: part.words });
        let mut blocks = vec![Block::Facts { facts: facts.collect() }];
        if pictured {
            let acts = terms.wished.iter().map(|act| SheetAct { code: act.code(), name: t.name(act).to_owned() });
            blocks.push(Block::Acts { title: t.say(NeedWords::SummaryWhat).to_owned(), acts: acts.collect() });
        }
        blocks.push(self.note(W::GeneralNote, &form.general_note, NOTE.to_owned()));
        Section { title: t.say(P::YourNeed).to_owned(), service: None, blocks }
    }

    /// What to do with all of them.
    fn next_steps(&self) -> Section {
        let t = self.screens.t;
        let steps = [W::Step1, W::Step2, W::Step3, W::Step4].map(|step| t.say(step).to_owned());
        let always = ALWAYS_ASKED.iter().take(if t.lang == Lang::Plain { 2 } else { ALWAYS_ASKED.len() });
        let always: Vec<&str> = always.map(|question| t.question(*question)).collect();
        let blocks = vec![
            Block::List { title: String::new(), items: steps.into() },
            Block::Text { text: t.fill(W::AskEach, &[&always.join(" ")]) },
        ];
        Section { title: t.say(W::NextSteps).to_owned(), service: None, blocks }
    }

    /// The law behind the amounts; none where there are none.
    fn law_section(&self, comparison: &Comparison) -> Option<Section> {
        let t = self.screens.t;
        let reckoned = comparison.answers().filter_map(|answer| answer.offers.first()?.reckoning.as_ref());
        let lines = reckoned.flat_map(|own| &own.cases).flat_map(|case| &case.lines);
        let used = lines.filter(|line| !UNSAID.contains(&line.step)).flat_map(|line| &line.used);
        let values = self.law(used, comparison.need.start.year());
        (!values.is_empty()).then(|| Section {
            title: t.say(W::LawValues).to_owned(),
            service: None,
            blocks: vec![Block::List { title: String::new(), items: values }],
        })
    }

    fn note(&self, title: W, text: &str, field: String) -> Block {
        Block::Note(SheetNote { title: self.screens.t.say(title).to_owned(), text: text.to_owned(), field })
    }

    /// One service, in the order in which to call it: what one needs to call.
    fn service(&self, order: usize, listing: &Listing, comparison: &Comparison) -> Section {
        let t = self.screens.t;
        let mut blocks = Vec::new();
        let answer = answer_of(comparison, listing.finess);
        if let Some(kept) = &self.form.kept
            && let Some(answer) = answer
        {
            let changed = changes::of_service(self.need, kept, answer, listing, comparison, t);
            if !changed.is_empty() {
                let words = t.fill(W::ChangedSince, &[&t.date(kept.day), &changed.join(t.say(Common::Then))]);
                blocks.push(Block::Text { text: words });
            }
        }
        if takes_nobody(listing, self.screens.today()) {
            blocks.push(Block::Alert { text: t.say(ProviderWords::TakesNobody).to_owned() });
        }
        match answer {
            Some(answer) => {
                let (strong, more) = self.price(answer, comparison);
                blocks.push(Block::Strong { text: strong });
                blocks.extend(more.into_iter().next().map(|text| Block::Text { text }));
            }
            None => {
                let left_out = comparison.excluded.iter().find(|entry| entry.finess == listing.finess);
                let reasons = left_out.map(|entry| t.list(entry.reasons.iter())).unwrap_or_default();
                blocks.push(Block::Strong { text: t.fill(W::LeftOutBecause, &[&reasons]) });
            }
        }
        if let Some(week) = answer.and_then(|answer| answer.week.as_ref()) {
            blocks.push(Block::Week(SheetWeek { days: days_of(t, week), words: cover_words(t, week) }));
        }
        blocks.push(Block::Facts { facts: self.to_call(listing, answer, comparison) });
        blocks.push(self.note(W::ServiceNote, self.form.note(listing.finess), note_field(listing.finess)));
        let title = t.fill(W::CallOrder, &[&order, &search::readable(&listing.name.value)]);
        Section { title, service: Some(listing.finess), blocks }
    }

    /// The rest of what is known of a service, with its sources.
    fn details(&self, listing: &Listing, comparison: &Comparison) -> Section {
        let t = self.screens.t;
        let mut blocks = Vec::new();
        let answer = answer_of(comparison, listing.finess);
        if let Some(answer) = answer {
            let (_, more) = self.price(answer, comparison);
            blocks.extend(more.into_iter().map(|text| Block::Text { text }));
            blocks.extend(self.tables(answer));
        }
        blocks.push(Block::Facts { facts: self.facts(listing, answer) });
        let more = [
            (t.say(W::SourceSocialAid), listing.habilitation.provenance()),
            (t.say(W::ChangedAvailability), listing.availability.provenance()),
            (t.say(W::SourceEmail), listing.email.provenance()),
            (t.say(W::SourceWebsite), listing.website.provenance()),
            (t.say(W::SourceOfficeHours), listing.office_hours.provenance()),
        ];
        blocks.push(Block::Text { text: sources_with(t, listing, more) });
        Section { title: search::readable(&listing.name.value), service: None, blocks }
    }

    /// What to pay in a line; then what it is made of, a sentence each.
    fn price(&self, answer: &Answer, comparison: &Comparison) -> (String, Vec<String>) {
        let t = self.screens.t;
        let mut more = Vec::new();
        let strong = price_words(t, comparison.need.headline(), answer);
        let Some(best) = answer.offers.first() else { return (strong, more) };
        if let Some(Ok(cost)) = &best.cost {
            let at_least = if cost.at_least { t.say(Results::AtLeast) } else { "" };
            let hour = t.euros(cost.average_hour);
            let mode = t.name(best.mode);
            if let Some(reckoning) = &best.reckoning {
                more.push(self.reckoned(reckoning, cost));
            }
            more.push(t.fill(Results::HourBeforeAids, &[&at_least, &hour, &mode]));
            if let Some(covered) = answer.covered_minutes.filter(|covered| *covered < comparison.needed_minutes) {
                more.push(t.fill(W::PriceOfCovered, &[&t.duration(covered), &t.duration(comparison.needed_minutes)]));
            }
            let extra = cost.billed_minutes - cost.covered_minutes;
            if extra > 0 {
                more.push(t.fill(Results::BilledExtra, &[&t.duration(extra)]));
            }
            if cost.opening_fee.0 > 0 {
                more.push(t.fill(Results::OpeningOnce, &[&t.euros(cost.opening_fee)]));
            }
        }
        (strong, more)
    }

    /// Whom to ring, from when, and what to ask.
    fn to_call(&self, listing: &Listing, answer: Option<&Answer>, comparison: &Comparison) -> Vec<SheetFact> {
        let t = self.screens.t;
        let unknown = || t.say(Common::Unknown).to_owned();
        let phone = listing.phone.value().map(|phone| format::phone(phone.as_str()));
        let mut facts = vec![
            (t.say(Results::Phone), phone.unwrap_or_else(unknown)),
            (t.say(P::SideStart), start_words(t, listing, comparison)),
        ];
        if let Some(answer) = answer {
            facts.extend(acts_words(t, answer).map(|words| (t.say(Results::Tasks), words)));
            facts.extend(self.to_ask(listing, answer).map(|words| (t.say(W::ToAsk), words)));
        }
        facts.into_iter().map(|(label, line)| SheetFact { label: label.to_owned(), lines: vec![line] }).collect()
    }

    /// "Prix 1 200 €, APA − 780 €", then what the tax credit gives back.
    fn reckoned(&self, reckoning: &Reckoning, cost: &Cost) -> String {
        let t = self.screens.t;
        let month =
            t.fill(Common::Colon, &[&t.say(Aids::Price), &t.fill(Common::EurosAMonth, &[&t.euros(cost.monthly)])]);
        let Some(case) = reckoning.exact() else {
            let why = reckoning.lacking.map_or("", |lacking| t.lacking(lacking));
            return format!("{month}. {}", t.fill(W::SeveralBecause, &[&why]));
        };
        let aids = [("APA", case.apa), ("PCH", case.pch)].into_iter().filter(|(_, amount)| amount.0 > 0);
        let mut aids: Vec<String> = aids.map(|(name, amount)| t.fill(Aids::Less, &[&name, &t.euros(amount)])).collect();
        if aids.is_empty() {
            aids.push(t.say(Aids::NoAid).to_owned());
        }
        let from = if cost.at_least { t.say(Results::From) } else { "" };
        let credit = t.fill(Aids::AfterCredit, &[&from, &t.euros(case.after_credit), &t.euros(case.credit_year)]);
        format!("{month}, {}. {credit}", aids.join(", "))
    }

    fn facts(&self, listing: &Listing, answer: Option<&Answer>) -> Vec<SheetFact> {
        let t = self.screens.t;
        let known = |words: Option<String>| words.unwrap_or_else(|| t.say(Common::Unknown).to_owned());
        let mut facts: Vec<(&str, Vec<String>)> = Vec::new();
        let mut fact = |label: &'static str, words: String| facts.push((label, vec![words]));
        if let Some(email) = listing.email.value() {
            fact(t.say(ProviderWords::Email), email.clone());
        }
        if let Some(site) = listing.website.value() {
            fact(t.say(ProviderWords::Website), site.clone());
        }
        let office = listing.address.value();
        let office = office.map(|own| format!("{}, {} {}", own.street, own.postcode, own.city));
        fact(t.say(Results::Office), known(office));
        if let Some(hours) = listing.office_hours.value() {
            fact(t.say(ProviderWords::OfficeHours), hours.clone());
        }
        fact(t.say(Results::Type), t.name(listing.kind).to_owned());
        fact(
            t.say(ProviderWords::Habilitation),
            known(listing.habilitation.value().map(|held| t.name(*held).to_owned())),
        );
        let language = &self.form.need.language;
        if !language.is_empty() {
            fact(t.say(NeedWords::Languages), known(listing.languages.value().map(|own| own.join(", "))));
        }
        if let Some(week) = answer.and_then(|answer| answer.week.as_ref()) {
            let mut lines = vec![cover_words(t, week)];
            if let Some(hours) = listing.hours.value() {
                lines.extend(self.covered(hours));
            }
            facts.push((t.say(Results::Hours), lines));
        }
        facts.into_iter().map(|(label, lines)| SheetFact { label: label.to_owned(), lines }).collect()
    }

    /// Each group of visits: covered, not covered, or how much of it.
    fn covered(&self, hours: &OpenHours) -> Vec<String> {
        let t = self.screens.t;
        let visits = &self.need.terms().visits;
        let words = |time: &WeeklyTime| {
            let here = visits.iter().filter(|visit| weekly_times(&[**visit]).iter().any(|one| is_part(one, time)));
            let (mut needed, mut covered) = (0, 0);
            for visit in here {
                needed += u32::from(visit.time.minutes());
                let pieces = hours.on(visit.weekday).iter().filter_map(|open| visit.time.intersection(*open));
                covered += pieces.map(|piece| u32::from(piece.minutes())).sum::<u32>();
            }
            let how = match covered {
                0 => t.say(W::NotCovered).to_owned(),
                covered if covered == needed => t.say(W::Covered).to_owned(),
                covered => t.fill(W::PartlyCovered, &[&t.duration(covered), &t.duration(needed)]),
            };
            t.fill(W::SlotIs, &[&time_words(t, time), &how])
        };
        let groups = weekly_times(visits);
        let mut lines: Vec<String> = groups.iter().map(words).collect();
        if !hours.works_on_holidays() && !lines.is_empty() {
            lines.push(t.say(W::NotOnHolidays).to_owned());
        }
        lines
    }

    /// How the cost and the aids are reckoned.
    fn tables(&self, answer: &Answer) -> Vec<Block> {
        let Some(offer) = answer.offers.first() else { return Vec::new() };
        let mut blocks = Vec::new();
        if let Some(Ok(cost)) = &offer.cost {
            blocks.push(Block::Table(self.cost_table(offer, cost)));
        }
        if let Some(case) = offer.reckoning.as_ref().and_then(Reckoning::exact) {
            blocks.push(Block::Table(self.aids_table(case)));
        } else if let Some(reckoning) = &offer.reckoning
            && !reckoning.cases.is_empty()
        {
            blocks.push(Block::Table(self.cases_table(reckoning)));
        }
        blocks
    }

    fn cost_table(&self, offer: &OfferCost, cost: &Cost) -> SheetTable {
        let t = self.screens.t;
        let head = [Results::ColumnHours, Results::AYear, Results::HourPrice, Results::AMonth];
        let line = |line: &domain::cost::CostLine| {
            vec![line_words(t, line), t.duration(line.minutes), hour_words(t, line), t.euros(line.monthly)]
        };
        let mut rows: Vec<Vec<String>> = cost.lines.iter().map(line).collect();
        if cost.monthly_fee.0 > 0 {
            let fee = t.euros(cost.monthly_fee);
            rows.push(vec![t.say(Results::ManagementFee).to_owned(), String::new(), String::new(), fee]);
        }
        let total = [
            t.say(Results::TotalRow).to_owned(),
            t.duration(cost.billed_minutes),
            String::new(),
            t.euros(cost.monthly),
        ];
        SheetTable {
            caption: t.fill(Results::CostCaption, &[&t.date(offer.tariff_from)]),
            head: head.map(|column| t.say(column).to_owned()).into(),
            rows,
            total: total.into(),
        }
    }

    /// The lines that one follows with a finger.
    fn aids_table(&self, case: &OutOfPocket) -> SheetTable {
        let t = self.screens.t;
        let rows = case.lines.iter().filter(|line| !UNSAID.contains(&line.step)).map(|line| {
            let sign = if is_deducted(line.step) { "− " } else { "" };
            vec![t.step(line), format!("{sign}{}", t.euros(line.amount))]
        });
        let caption = match case.gir {
            Some(_) => t.fill(Aids::ReferenceIs, &[&t.reference(case.reference)]),
            None => t.say(Aids::WithoutApa).to_owned(),
        };
        let head = [Aids::Calculation, Aids::Amount].map(|column| t.say(column).to_owned());
        SheetTable { caption, head: head.into(), rows: rows.collect(), total: Vec::new() }
    }

    /// Where several amounts are possible: each.
    fn cases_table(&self, reckoning: &Reckoning) -> SheetTable {
        let t = self.screens.t;
        let rows = reckoning.cases.iter().map(|case| {
            let name = crate::compare::reasons::case_name(t, reckoning, case);
            vec![name, t.euros(case.apa), t.euros(case.monthly), t.euros(case.after_credit)]
        });
        let head = [t.say(Aids::Case), "APA", t.say(Aids::ColumnToPay), t.say(Aids::ColumnAfter)];
        SheetTable {
            caption: t.say(Aids::ByMonth).to_owned(),
            head: head.map(str::to_owned).into(),
            rows: rows.collect(),
            total: Vec::new(),
        }
    }

    /// The values of the law behind some lines, each once, with year, article and day on which it was read.
    fn law<'u>(&self, used: impl Iterator<Item = &'u Used>, year: i16) -> Vec<String> {
        let t = self.screens.t;
        let mut values: Vec<&Used> = Vec::new();
        for own in used {
            if !values.iter().any(|other| other.parameter == own.parameter) {
                values.push(own);
            }
        }
        let words = values.into_iter().map(|used| {
            let outdated = if used.outdated { format!(" ({})", t.provisional(used, year)) } else { String::new() };
            format!("{}{outdated} – {}{}", t.value(used), used.article, t.fill(Aids::ReadOn, &[&t.date(used.read)]))
        });
        words.collect()
    }

    /// What to ask a service, after what is unknown for this need. None where nothing is.
    fn to_ask(&self, listing: &Listing, answer: &Answer) -> Option<String> {
        let t = self.screens.t;
        let questions = questions(listing, self.screens.today()).into_iter();
        let questions = questions.filter(|question| !ALWAYS_ASKED.contains(question));
        let mut words: Vec<String> =
            questions.take(QUESTIONS_MOST).map(|question| t.question(question).to_owned()).collect();
        if !answer.missing.is_empty() {
            let missing = t.list(answer.missing.iter().copied());
            words.insert(0, t.fill(W::UnknownHere, &[&missing]));
        }
        (!words.is_empty()).then(|| words.join(" "))
    }
}

/// Whether a time of one visit is that of a weekly time, or one of its two halves around midnight.
fn is_part(one: &WeeklyTime, time: &WeeklyTime) -> bool {
    let is_half = (one.from, one.to) == (time.from, DAY) || (one.from, one.to) == (0, time.to);
    one.kind == time.kind && if time.to < time.from { is_half } else { (one.from, one.to) == (time.from, time.to) }
}

/// "aide à se laver ; ne fait pas : …": which of the tasks that are wished it does; nothing where none are.
fn acts_words(t: Words, answer: &Answer) -> Option<String> {
    let rest = t.acts(answer.not_offered);
    Some(match answer.offered {
        None => t.say(Common::UnknownThem).to_owned(),
        Some(offered) if offered.is_empty() && rest.is_empty() => return None,
        Some(offered) if offered.is_empty() => t.fill(Results::NotDone, &[&rest]),
        Some(offered) if rest.is_empty() => t.acts(offered),
        Some(offered) => t.fill(Results::NotDoneToo, &[&t.acts(offered), &rest]),
    })
}

/// What gives the same list again.
fn stamp_words(t: Words, comparison: &Comparison) -> String {
    let stamp = &comparison.stamp;
    t.fill(Results::Stamp, &[&stamp.method, &stamp.catalogue, &stamp.parameters, &t.date(stamp.seed)])
}

/// Whether a service says, by what still holds, that it takes nobody.
fn takes_nobody(listing: &Listing, today: Date) -> bool {
    listing.availability_on(today).is_some_and(|known| known.value.intake == Intake::Closed)
}

/// The days of a week as they are drawn.
fn days_of(t: Words, week: &WeekCover) -> Vec<SheetDay> {
    let mut days = Vec::new();
    for day in Weekday::ALL {
        let cover = match week.days[day.position()] {
            DayCover::Full => "full",
            DayCover::Partly => "partly",
            DayCover::Nothing => "nothing",
            DayCover::Unknown => "unknown",
            DayCover::NotNeeded => "free",
        };
        // Names of days begin with letters of one sign in every language.
        let letter = t.name(day).chars().next().unwrap_or(' ').to_ascii_uppercase();
        days.push(SheetDay { letter, cover });
    }
    days
}

/// What is to be paid, in one line: after aids where they are reckoned.
pub(in crate::assist) fn price_words(t: Words, headline: Headline, answer: &Answer) -> String {
    let unknown = || t.say(Results::PriceUnknown).to_owned();
    let Some(best) = answer.offers.first() else { return unknown() };
    match (&best.cost, best.headline) {
        (Some(Ok(cost)), _) => {
            let from = if cost.at_least { t.say(Results::From) } else { "" };
            let exact = best.reckoning.as_ref().and_then(Reckoning::exact);
            let range = best.reckoning.as_ref().and_then(Reckoning::range);
            let amount = match (exact, range) {
                (Some(case), _) => format!("{from}{}", t.euros(case.monthly)),
                (None, Some((least, most))) => t.fill(Aids::Between, &[&t.euros(least), &t.euros(most)]),
                (None, None) => {
                    let month = t.fill(Common::EurosAMonth, &[&t.euros(cost.monthly)]);
                    return t.fill(W::BeforeAids, &[&format!("{from}{month}")]);
                }
            };
            t.fill(Common::Colon, &[&t.say(Aids::ToPay), &amount])
        }
        (None, Some(price)) => headline_words(t, headline, price),
        (Some(Err(NoCost::NothingCovered)), _) => t.say(W::NoHourCovered).to_owned(),
        (Some(Err(NoCost::HourPriceNotStated)), _) | (None, None) => unknown(),
    }
}
