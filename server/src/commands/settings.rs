//! Names of the settings in the environment: all begin alike. Those of earlier versions are read where the name of today
//! is not set.

use clap::Command;

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
