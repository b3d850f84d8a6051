//! `aids`: what the law gives on a day, with what it is made of. Nothing typed here is stored.

use std::process::ExitCode;

use anyhow::Context;
use app::ports::Clock;
use clap::Args;
use domain::aids::{Apa, ApaRequest, ApaRules, Gir, Household};
use domain::closed_list::ClosedList;
use domain::money::parse_euros;
use domain::{Cents, Parameters};
use jiff::civil::Date;

use crate::clock::SystemClock;

#[derive(Args)]
pub(super) struct Aids {
    /// Day whose values of the law count. Today by default.
    #[arg(long)]
    on: Option<Date>,
    /// Groupe iso-ressources, 1 to 6.
    #[arg(long, value_parser = parse_gir)]
    gir: Gir,
    /// Resources of the household, in euros a month.
    #[arg(long, value_parser = parse_amount, allow_negative_numbers = true)]
    resources: Cents,
    /// APA plan, notified or estimated, in euros a month.
    #[arg(long, value_parser = parse_amount, allow_negative_numbers = true)]
    plan: Cents,
    /// Part of the plan really used, in euros a month. All of it by default.
    #[arg(long, value_parser = parse_amount, allow_negative_numbers = true)]
    used: Option<Cents>,
    /// The resources are those of a couple.
    #[arg(long)]
    couple: bool,
    /// Print the breakdown as JSON, amounts in cents.
    #[arg(long)]
    json: bool,
}

fn parse_gir(text: &str) -> Result<Gir, String> {
    Gir::from_code(text).ok_or_else(|| "the GIR is a number from 1 to 6, on the letter of the département".to_owned())
}

fn parse_amount(text: &str) -> Result<Cents, String> {
    parse_euros(text).map_err(|error| error.to_string())
}

fn euros(amount: Cents) -> String {
    format!("{}.{:02}", amount.0 / 100, amount.0 % 100)
}

impl Aids {
    pub(super) fn run(&self) -> anyhow::Result<ExitCode> {
        let on = self.on.unwrap_or_else(|| SystemClock.today());
        let household = if self.couple { Household::Couple } else { Household::Single };
        let request = ApaRequest { gir: self.gir, resources: self.resources, household, plan: self.plan };
        let rules =
            ApaRules::on(&Parameters::embedded(), on).with_context(|| format!("no APA can be computed on {on}"))?;
        let apa = rules.apa(&request, self.used.unwrap_or(self.plan))?;
        match (apa, self.json) {
            (apa, true) => println!("{}", serde_json::to_string_pretty(&apa)?),
            (Some(apa), false) => print(&apa, on),
            (None, false) => {
                println!("apa 0.00\nGIR {} gives no APA (CASF L232-2): ask the pension fund", self.gir.code())
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn print(apa: &Apa, on: Date) {
    println!("on {on}");
    println!("ceiling {}", euros(apa.ceiling));
    println!("plan {}{}", euros(apa.plan), if apa.capped { " (capped)" } else { "" });
    println!("used {}", euros(apa.used));
    println!("participation {}", euros(apa.participation));
    println!("apa {}", euros(apa.amount));
    let paid = if apa.paid { "paid" } else { "not paid: not above the threshold" };
    println!("{paid} (threshold {})", euros(apa.threshold));
    for used in &apa.parameters {
        let outdated = if used.outdated { format!("; no value published for {}", on.year()) } else { String::new() };
        let (whole, rest) = (used.thousandths / 1000, used.thousandths % 1000);
        println!("with {} {whole}.{rest:03} from {}{outdated}: {}", used.parameter.code(), used.from, used.article);
    }
}
