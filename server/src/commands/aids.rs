//! `aids`: what the law gives on a day, with what it is made of. Nothing typed here is stored.

use std::process::ExitCode;

use anyhow::Context;
use app::ports::{Clock, Publication, Sources};
use clap::Args;
use domain::aids::{
    Age, AidRules, Disability, Gir, Household, Line, OutOfPocket, Reckoning, Situation, SituationTerms, Step,
};
use domain::law::parameters::{State, Used};
use domain::readers::amounts;
use domain::values::closed_list::ClosedList;
use domain::{Cents, Parameters, Territory};
use jiff::civil::Date;

use super::euros;
use crate::api::v1::estimate::Estimate;
use crate::api::v1::labels::naming;
use crate::clock::SystemClock;
use crate::storage::standing;

#[derive(Args)]
pub(super) struct Aids {
    /// Day whose values of the law count. Today by default.
    #[arg(long)]
    on: Option<Date>,
    /// Groupe iso-ressources, 1 to 6. Without it, every possible amount is printed.
    #[arg(long, value_parser = parse_gir)]
    gir: Option<Gir>,
    /// Resources of the household, in euros a month.
    #[arg(long, value_parser = parse_amount, allow_negative_numbers = true)]
    resources: Cents,
    /// Notified APA plan, in euros a month.
    #[arg(long, value_parser = parse_amount, allow_negative_numbers = true)]
    plan: Option<Cents>,
    /// Hours of help a month, from which a plan is estimated; the largest plan without them.
    #[arg(long)]
    hours: Option<u32>,
    /// The resources are those of a couple.
    #[arg(long)]
    couple: bool,
    /// Age: 65-et-plus, 60-a-64 or moins-de-60.
    #[arg(long, value_parser = parse_age, default_value = "65-et-plus")]
    age: Age,
    /// Members of the tax household over 65. The person, from 65, by default.
    #[arg(long)]
    members_over_65: Option<u8>,
    /// Disability: non, reconnu or invalidite.
    #[arg(long, value_parser = parse_disability, default_value = "non")]
    disability: Disability,
    /// Notified hours of PCH human help a month.
    #[arg(long)]
    pch_hours: Option<u32>,
    /// The person draws the majoration pour tierce personne.
    #[arg(long)]
    mtp: bool,
    /// The person is recognised as unfit for work.
    #[arg(long)]
    unfit: bool,
    /// The person still works.
    #[arg(long)]
    works: bool,
    /// Print the breakdown as JSON, as the open API gives it.
    #[arg(long)]
    json: bool,
}

fn parse_gir(text: &str) -> Result<Gir, String> {
    Gir::from_code(text).ok_or_else(|| "the GIR is a number from 1 to 6, on the letter of the département".to_owned())
}

fn parse_age(text: &str) -> Result<Age, String> {
    Age::from_code(text).ok_or_else(|| "the age is 65-et-plus, 60-a-64 or moins-de-60".to_owned())
}

fn parse_disability(text: &str) -> Result<Disability, String> {
    Disability::from_code(text).ok_or_else(|| "the disability is non, reconnu or invalidite".to_owned())
}

fn parse_amount(text: &str) -> Result<Cents, String> {
    amounts::euros(text).map_err(|error| error.to_string())
}

impl Aids {
    pub(super) async fn run(&self, url: &str, territory: &Territory) -> anyhow::Result<ExitCode> {
        let on = self.on.unwrap_or_else(|| SystemClock.today());
        let most = |hours: u32| hours.checked_mul(60).filter(|_| hours <= 744).context("a month has at most 744 hours");
        let situation = Situation::try_from(SituationTerms {
            age: self.age,
            gir: self.gir,
            household: if self.couple { Household::Couple } else { Household::Single },
            resources: self.resources,
            members_over_65: self.members_over_65.unwrap_or(u8::from(self.age == Age::From65)),
            disability: self.disability,
            plan: self.plan,
            pch_minutes: self.pch_hours.map(most).transpose()?,
            draws_mtp: self.mtp,
            unfit_for_work: self.unfit,
            works: self.works,
        })?;
        let added = super::values_added(url).await?;
        let parameters = Parameters::of(territory).with(standing(&added));
        let publication = Publication::new(Vec::new(), territory.clone(), parameters, Sources::default());
        let rules = AidRules::on(&publication.parameters, on, &situation)
            .with_context(|| format!("no aid can be computed on {on}"))?;
        let reckoning = rules.simulate(self.hours.map(most).transpose()?);
        if self.json {
            println!(
                "{}",
                naming(territory, || serde_json::to_string_pretty(&Estimate::of(&reckoning, &publication, on)))?
            );
        } else {
            print(&reckoning, on);
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn print(reckoning: &Reckoning, on: Date) {
    println!("on {on}");
    for case in &reckoning.cases {
        print_case(case, on);
    }
    if let Some(lacking) = reckoning.lacking {
        println!("not one amount: {} is not known", lacking.code());
    }
    for verdict in &reckoning.verdicts {
        println!("{}: {} ({})", verdict.aid.code(), verdict.eligibility.code(), verdict.reason.code());
        print_values(&verdict.used, on);
    }
}

fn print_case(case: &OutOfPocket, on: Date) {
    match case.gir {
        Some(gir) => println!("GIR {}, reference tariff: {}", gir.code(), case.reference.code()),
        None => println!("without APA"),
    }
    for line in &case.lines {
        let (name, formula) = words(line);
        println!("{name} {}: {formula}", euros(line.amount));
        print_values(&line.used, on);
    }
}

fn print_values(used: &[Used], on: Date) {
    for used in used {
        let outdated = if used.outdated { format!("; no value published for {}", on.year()) } else { String::new() };
        let state = match used.state {
            State::Published => "",
            State::Computed => " (computed, not yet published)",
            State::Entered => " (entered by staff)",
        };
        println!(
            "  with {} {}{state} from {}{outdated}: {}, {}, read {}",
            used.parameter.code(),
            used.value,
            used.from,
            used.article,
            used.url,
            used.read
        );
    }
}

/// The name of a line and its formula.
fn words(line: &Line) -> (&'static str, &'static str) {
    match line.step {
        Step::Cost => ("cost", "of the help asked for, a month"),
        Step::PlanNotified => ("plan", "notified"),
        Step::PlanEstimated => ("plan", "hours × reference tariff"),
        Step::PlanLargest => ("plan", "the largest that the law allows"),
        Step::Ceiling => ("ceiling", "MTP × multiple of the GIR (CASF R232-10)"),
        Step::PlanCounted => ("counted", "the smaller of plan and ceiling"),
        Step::FirstBand => ("band-1", "of the plan, up to 0.317 MTP"),
        Step::SecondBand => ("band-2", "of the plan, from 0.317 to 0.498 MTP"),
        Step::ThirdBand => ("band-3", "of the plan, beyond 0.498 MTP"),
        Step::PartUsed => ("used", "part of the plan that is used"),
        Step::ParticipationNone => ("participation", "none, resources up to 0.725 MTP (CASF R232-11)"),
        Step::ParticipationScale => ("participation", "scale over the three bands (CASF R232-11)"),
        Step::ParticipationFull => ("participation", "90 %, resources above 2.67 MTP (CASF R232-11)"),
        Step::Apa => ("apa", "part used − participation"),
        Step::ApaNotPaid => ("not-paid-up-to", "three gross hours of SMIC (CASF D232-31)"),
        Step::Pch => ("pch", "hours granted × tariff of the mode, at most the cost"),
        Step::ToPay => ("to-pay", "each month: cost − aids"),
        Step::CreditExpense => ("paid-in-a-year", "what is paid in twelve months"),
        Step::CreditCeiling => ("credit-ceiling", "of the expenses of a year (CGI 199 sexdecies)"),
        Step::Credit => ("credit", "of a year: rate × the expense, up to its ceiling"),
        Step::AfterCredit => ("after-credit", "a month, the credit of the year spread over it"),
    }
}
