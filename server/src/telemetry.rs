//! Logs, on stderr, as text or as JSON. A message that was made of values is never in one when it comes from a panic: it may
//! repeat what someone typed.

use std::io::{IsTerminal, stderr};
use std::panic::PanicHookInfo;
use std::sync::OnceLock;

use clap::{Args, ValueEnum};
use tracing_subscriber::EnvFilter;

/// What is logged where nothing else is asked for.
const FILTER: &str = "warn,server=info";

#[derive(Args, Clone, Debug)]
pub struct LogOptions {
    /// What is logged: levels, by part of the program, `info` or `warn,server=debug` say.
    #[arg(long, env = "QUELLEAIDEADOM_LOG", default_value = FILTER, value_parser = parse_filter, global = true)]
    log: String,
    /// How: lines for people, or one JSON object a line.
    #[arg(long, env = "QUELLEAIDEADOM_LOG_FORMAT", value_enum, default_value = "text", global = true)]
    log_format: LogFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    Text,
    Json,
}

fn parse_filter(text: &str) -> Result<String, String> {
    EnvFilter::builder().parse(text).map(|_| text.to_owned()).map_err(|error| error.to_string())
}

/// The format in force, once logs were started.
static FORMAT: OnceLock<LogFormat> = OnceLock::new();

/// Starts logs. The first call counts.
pub fn start(options: &LogOptions) {
    if FORMAT.set(options.log_format).is_err() {
        return;
    }
    // The text was read before.
    let filter = EnvFilter::builder().parse_lossy(&options.log);
    // At its lowest level it writes the whole path of each request, which may be someone's words.
    let filter = match "tower_http::csrf=info".parse() {
        Ok(quiet) => filter.add_directive(quiet),
        Err(_) => filter,
    };
    // Where nobody holds the other end of stderr any more, there is nobody to tell that: it would be a panic a request.
    let logs = tracing_subscriber::fmt().with_writer(stderr).log_internal_errors(false).with_env_filter(filter);
    // In a terminal NO_COLOR decides.
    let logs = if stderr().is_terminal() { logs } else { logs.with_ansi(false) };
    match options.log_format {
        LogFormat::Text => logs.init(),
        LogFormat::Json => logs.json().flatten_event(true).with_span_list(false).init(),
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = place(panic);
        if !crate::http::note_panic(&place) {
            tracing::error!(place, "panicked");
        }
    }));
}

/// Says what the program does, for whoever started it: a plain line, or a log where stderr holds nothing else.
pub fn say(line: &str) {
    match FORMAT.get() {
        Some(LogFormat::Json) => tracing::info!("{line}"),
        Some(LogFormat::Text) | None => eprintln!("{line}"),
    }
}

/// Says why the program ends.
pub fn fail(error: &anyhow::Error) {
    match FORMAT.get() {
        Some(LogFormat::Json) => tracing::error!("{error:#}"),
        Some(LogFormat::Text) | None => eprintln!("error: {error:#}"),
    }
}

/// Where a panic was, and its message if the program has it word for word.
fn place(panic: &PanicHookInfo<'_>) -> String {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    match panic.payload().downcast_ref::<&'static str>() {
        Some(message) => format!("{place}: {message}"),
        None => place,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::Mutex;

    use super::{parse_filter, place};

    #[test]
    fn what_a_panic_says_of_values_is_not_written() {
        static WRITTEN: Mutex<Vec<String>> = Mutex::new(Vec::new());
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(|panic| WRITTEN.lock().unwrap().push(place(panic))));
        let typed = "vercingetorix";
        let panicked = [
            std::panic::catch_unwind(|| panic!("no such person: {typed}")).is_err(),
            std::panic::catch_unwind(|| panic!("this cannot be")).is_err(),
        ];
        std::panic::set_hook(before);
        assert_eq!(panicked, [true, true]);
        let written = WRITTEN.lock().unwrap().join("\n");
        assert!(written.contains("telemetry.rs:") && written.contains(": this cannot be"), "{written}");
        assert!(!written.contains("vercingetorix"), "{written}");
    }

    #[test]
    fn a_filter_is_read_or_said_to_be_wrong() {
        assert!(parse_filter("warn,server=debug").is_ok() && parse_filter("server=loud").is_err());
    }
}
