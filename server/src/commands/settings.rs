//! The settings that pages show, and the names of settings in the environment: all begin alike. Those of earlier versions are
//! read where the name of today is not set.

use app::ports::{AccessibilityAudit, SiteFacts};
use clap::{Args, Command};
use domain::readers::{emails, telephones};
use domain::values::names::read_line;

use crate::http::hosts::parse_origin;

/// What every name begins with.
#[cfg(test)]
pub(super) const PREFIX: &str = "QUELLEAIDEADOM_";

/// Names of today and of before.
pub(super) mod old_name {
    const OLD: [(&str, &str); 9] = [
        ("QUELLEAIDEADOM_DATABASE_URL", "DATABASE_URL"),
        ("QUELLEAIDEADOM_CLIENT_ADDRESS_HEADER", "CLIENT_ADDRESS_HEADER"),
        ("QUELLEAIDEADOM_SITE_URL", "SITE_URL"),
        ("QUELLEAIDEADOM_SMTP_URL", "SMTP_URL"),
        ("QUELLEAIDEADOM_MAIL_FROM", "MAIL_FROM"),
        ("QUELLEAIDEADOM_OIDC_ISSUER", "OIDC_ISSUER"),
        ("QUELLEAIDEADOM_OIDC_CLIENT_ID", "OIDC_CLIENT_ID"),
        ("QUELLEAIDEADOM_OIDC_CLIENT_SECRET", "OIDC_CLIENT_SECRET"),
        ("QUELLEAIDEADOM_LOG", "RUST_LOG"),
    ];

    pub fn of(today: &str) -> Option<&'static str> {
        OLD.iter().find(|(new, _)| *new == today).map(|(_, old)| *old)
    }

    pub fn of_today(old: &str) -> Option<&'static str> {
        OLD.iter().find(|(_, name)| *name == old).map(|(new, _)| *new)
    }
}

/// A command, and those below it, that read a setting under its old name where only that is set.
pub(super) fn with_old_names(command: Command) -> Command {
    let is_set = |name: &str| std::env::var_os(name).is_some();
    let command = command.mut_args(|arg| {
        let today = arg.get_env().and_then(|name| name.to_str());
        let old = today.filter(|today| !is_set(today)).and_then(old_name::of).filter(|old| is_set(old));
        match old {
            Some(old) => arg.env(old),
            None => arg,
        }
    });
    command.mut_subcommands(with_old_names)
}

/// What the pages of the law say of those who publish the site. Where one is not set, its page says so.
#[derive(Args, Clone)]
pub(super) struct SiteOptions {
    /// Who publishes the site and answers for its data.
    #[arg(long, env = "QUELLEAIDEADOM_PUBLISHER", value_parser = parse_text)]
    publisher: Option<String>,
    /// The director of the publication: name and function.
    #[arg(long, env = "QUELLEAIDEADOM_PUBLICATION_DIRECTOR", value_parser = parse_text)]
    publication_director: Option<String>,
    /// Name, address and telephone of the host.
    #[arg(long, env = "QUELLEAIDEADOM_HOST", value_parser = parse_text)]
    host: Option<String>,
    /// E-mail address to which people write about the site; weaknesses are reported to it too.
    #[arg(long, env = "QUELLEAIDEADOM_CONTACT_EMAIL", value_parser = parse_email)]
    contact_email: Option<String>,
    /// Telephone on which people speak about the site.
    #[arg(long, env = "QUELLEAIDEADOM_CONTACT_PHONE", value_parser = parse_telephone)]
    contact_phone: Option<String>,
    /// Postal address of those who publish the site.
    #[arg(long, env = "QUELLEAIDEADOM_POSTAL_ADDRESS", value_parser = parse_text)]
    postal_address: Option<String>,
    /// How the data protection officer is reached.
    #[arg(long, env = "QUELLEAIDEADOM_DATA_PROTECTION_OFFICER", value_parser = parse_text)]
    data_protection_officer: Option<String>,
    /// Who is told that a page cannot be used.
    #[arg(long, env = "QUELLEAIDEADOM_ACCESSIBILITY_OFFICER", value_parser = parse_text)]
    accessibility_officer: Option<String>,
    /// Share of the criteria of the RGAA that the last audit found met, in whole percents.
    #[arg(long, env = "QUELLEAIDEADOM_ACCESSIBILITY_PERCENT", value_parser = clap::value_parser!(u8).range(0..=100), requires = "accessibility_audit")]
    accessibility_percent: Option<u8>,
    /// Who did this audit, and when.
    #[arg(long, env = "QUELLEAIDEADOM_ACCESSIBILITY_AUDIT", value_parser = parse_text, requires = "accessibility_percent")]
    accessibility_audit: Option<String>,
}

impl SiteOptions {
    pub(super) fn facts(&self) -> SiteFacts {
        let audit = self.accessibility_percent.zip(self.accessibility_audit.clone());
        SiteFacts {
            publisher: self.publisher.clone(),
            director: self.publication_director.clone(),
            host: self.host.clone(),
            email: self.contact_email.clone(),
            telephone: self.contact_phone.clone(),
            postal_address: self.postal_address.clone(),
            data_protection: self.data_protection_officer.clone(),
            accessibility_contact: self.accessibility_officer.clone(),
            accessibility: audit.map(|(percent, by)| AccessibilityAudit { percent, by }),
        }
    }

    /// Names of those that a page waits for. An audit is none of them: without one, a page has its words too.
    pub(super) fn missing(&self) -> Vec<&'static str> {
        let settings = [
            ("QUELLEAIDEADOM_PUBLISHER", &self.publisher),
            ("QUELLEAIDEADOM_PUBLICATION_DIRECTOR", &self.publication_director),
            ("QUELLEAIDEADOM_HOST", &self.host),
            ("QUELLEAIDEADOM_CONTACT_EMAIL", &self.contact_email),
            ("QUELLEAIDEADOM_CONTACT_PHONE", &self.contact_phone),
            ("QUELLEAIDEADOM_POSTAL_ADDRESS", &self.postal_address),
            ("QUELLEAIDEADOM_DATA_PROTECTION_OFFICER", &self.data_protection_officer),
            ("QUELLEAIDEADOM_ACCESSIBILITY_OFFICER", &self.accessibility_officer),
        ];
        settings.into_iter().filter(|(_, value)| value.is_none()).map(|(name, _)| name).collect()
    }
}

/// One line that says something.
fn parse_text(text: &str) -> Result<String, String> {
    match read_line(text) {
        Ok("") => Err("it is empty: leave the setting out".to_owned()),
        Ok(line) => Ok(line.to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

fn parse_email(text: &str) -> Result<String, emails::EmailError> {
    emails::read(text).map(str::to_owned)
}

/// Four digits that anyone may call, or a whole number.
fn parse_telephone(text: &str) -> Result<String, String> {
    if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(text.to_owned());
    }
    telephones::read(text).map(|found| found.first.to_string()).map_err(|error| error.to_string())
}

/// The sites that may show the widget in a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WidgetOrigins(pub Vec<String>);

/// Addresses of sites, separated by spaces.
pub(super) fn parse_widget_origins(text: &str) -> Result<WidgetOrigins, String> {
    let origins: Vec<String> = text.split_whitespace().map(parse_origin).collect::<Result<_, _>>()?;
    if origins.is_empty() {
        Err("it names no site: leave the setting out".to_owned())
    } else {
        Ok(WidgetOrigins(origins))
    }
}

#[cfg(test)]
mod tests {
    use super::{WidgetOrigins, parse_widget_origins};

    #[test]
    fn sites_that_may_show_the_widget_are_separated_by_spaces() {
        let read = parse_widget_origins("https://www.paris.fr  http://localhost:8000");
        let expected = ["https://www.paris.fr", "http://localhost:8000"].map(str::to_owned);
        assert_eq!(read, Ok(WidgetOrigins(expected.into())));
        for wrong in ["", " ", "*", "https://a.fr, https://b.fr", "https://a.fr; script-src *"] {
            assert!(parse_widget_origins(wrong).is_err(), "{wrong}");
        }
    }
}
