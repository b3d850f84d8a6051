//! `config`: the settings in force and where each comes from, in the form of a file of settings. Secrets are never shown.

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Args, Command};

use super::serve::Serve;
use super::settings::old_name;

/// Everything that `serve` can be told.
#[derive(Args)]
pub(super) struct Config {
    #[command(flatten)]
    _serve: Serve,
}

/// One line for each setting of a subcommand, in the order of its help.
pub(super) fn lines(command: &Command, matches: &ArgMatches) -> Vec<String> {
    let settings = command.get_arguments().filter(|arg| !["help", "version"].contains(&arg.get_id().as_str()));
    settings.map(|arg| line(arg, matches)).collect()
}

/// "QUELLEAIDEADOM_ADDR=127.0.0.1:3000 # default"
fn line(arg: &Arg, matches: &ArgMatches) -> String {
    let id = arg.get_id().as_str();
    let read = arg.get_env().map(|name| name.to_string_lossy().into_owned());
    let option = arg.get_long().map(|long| format!("--{long}")).unwrap_or_default();
    // The name of today, where the value was read under an old one.
    let name = read.as_deref().map(|read| old_name::of_today(read).unwrap_or(read).to_owned());
    let name = name.unwrap_or_else(|| option.clone());
    let source = match matches.value_source(id) {
        Some(ValueSource::CommandLine) => format!("command line, {option}"),
        Some(ValueSource::EnvVariable) => match read.as_deref().filter(|read| *read != name) {
            Some(old) => format!("environment, {old}, an old name"),
            None => "environment".to_owned(),
        },
        Some(ValueSource::DefaultValue) => "default".to_owned(),
        Some(_) | None => return format!("# {name} is not set"),
    };
    let values = matches.get_raw(id).into_iter().flatten();
    let value = values.map(|value| value.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ");
    let value = match id {
        // All of it but its password.
        "database_url" => super::name_of(&value),
        _ if arg.is_hide_env_values_set() => "(set)".to_owned(),
        _ => value,
    };
    format!("{name}={value} # {source}")
}
