//! Settings: one prefix, the old names are still read, and a command shows which are in force.

use std::process::Command;

fn config(arguments: &[&str], environment: &[(&str, &str)]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_quelleaideadom"))
        .arg("config")
        .args(arguments)
        .current_dir(folder.path())
        .env_remove("RUST_LOG")
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is opened");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_settings_in_force_are_printed_with_where_each_comes_from() {
    let printed = config(&["--site-url", "https://aide.fr"], &[("QUELLEAIDEADOM_ADDR", "127.0.0.1:4000")]);
    for line in [
        "QUELLEAIDEADOM_ADDR=127.0.0.1:4000 # environment",
        "QUELLEAIDEADOM_SITE_URL=https://aide.fr # command line, --site-url",
        "QUELLEAIDEADOM_DATABASE_URL=sqlite:quelleaideadom.sqlite # default",
        "QUELLEAIDEADOM_LOG=warn,server=info # default",
        "QUELLEAIDEADOM_LOG_FORMAT=text # default",
        "--demonstration=false # default",
        "# QUELLEAIDEADOM_METRICS_ADDR is not set",
    ] {
        assert!(printed.lines().any(|found| found == line), "{line} in {printed}");
    }
}

#[test]
fn an_old_name_is_read_where_the_name_of_today_is_not_set() {
    let old = [("SITE_URL", "https://old.fr"), ("DATABASE_URL", "sqlite:old.sqlite"), ("RUST_LOG", "debug")];
    let printed = config(&[], &old);
    for line in [
        "QUELLEAIDEADOM_SITE_URL=https://old.fr # environment, SITE_URL, an old name",
        "QUELLEAIDEADOM_DATABASE_URL=sqlite:old.sqlite # environment, DATABASE_URL, an old name",
        "QUELLEAIDEADOM_LOG=debug # environment, RUST_LOG, an old name",
    ] {
        assert!(printed.lines().any(|found| found == line), "{line} in {printed}");
    }
    let both = [("SITE_URL", "https://old.fr"), ("QUELLEAIDEADOM_SITE_URL", "https://new.fr")];
    assert!(config(&[], &both).contains("QUELLEAIDEADOM_SITE_URL=https://new.fr # environment\n"));
}

#[test]
fn no_secret_is_printed() {
    let printed = config(
        &[],
        &[
            ("SMTP_URL", "smtps://user:wqvxsecret@mail.fr"),
            ("MAIL_FROM", "aide@paris.fr"),
            ("QUELLEAIDEADOM_OIDC_CLIENT_SECRET", "wqvxsecret"),
        ],
    );
    assert!(printed.contains("QUELLEAIDEADOM_SMTP_URL=(set) # environment, SMTP_URL, an old name"), "{printed}");
    assert!(!printed.contains("wqvxsecret"), "{printed}");
}

#[test]
fn a_log_filter_that_cannot_be_read_is_reported() {
    let output = Command::new(env!("CARGO_BIN_EXE_quelleaideadom"))
        .arg("config")
        .env("QUELLEAIDEADOM_LOG", "server=loud")
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("--log"));
}

/// Settings that are needed for a complete legal page.
const OF_THE_LAW: [(&str, &str); 8] = [
    ("QUELLEAIDEADOM_PUBLISHER", "Ville de Paris"),
    ("QUELLEAIDEADOM_PUBLICATION_DIRECTOR", "Jeanne Martin, directrice"),
    ("QUELLEAIDEADOM_HOST", "Hôte, 1 rue du Nord, 01 42 76 00 00"),
    ("QUELLEAIDEADOM_CONTACT_EMAIL", "aide@paris.fr"),
    ("QUELLEAIDEADOM_CONTACT_PHONE", "3975"),
    ("QUELLEAIDEADOM_POSTAL_ADDRESS", "1 place de l’Hôtel-de-Ville, 75004 Paris"),
    ("QUELLEAIDEADOM_DATA_PROTECTION_OFFICER", "dpo@paris.fr"),
    ("QUELLEAIDEADOM_ACCESSIBILITY_OFFICER", "Paul Durand"),
];

#[test]
fn check_names_one_by_one_the_settings_that_the_pages_of_the_law_wait_for() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str], environment: &[(&str, &str)]| {
        let output = Command::new(env!("CARGO_BIN_EXE_quelleaideadom"))
            .args(arguments)
            .current_dir(folder.path())
            .envs(environment.iter().copied())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    std::fs::write(folder.path().join("register.csv"), crate::support::register("2026-11-08")).unwrap();
    run(&["import", "finess", "register.csv"], &[]);
    let missing = run(&["check"], &[]);
    for (name, _) in OF_THE_LAW {
        assert!(missing.lines().any(|line| line.starts_with(&format!("{name} is not set"))), "{name} in {missing}");
    }
    assert!(!run(&["check"], &OF_THE_LAW).contains("is not set"));
    let one = run(&["check"], &OF_THE_LAW[1..]);
    assert_eq!(one.matches("is not set").count(), 1, "{one}");
}

#[test]
fn a_setting_that_a_page_could_not_show_is_refused() {
    for (name, wrong) in [
        ("QUELLEAIDEADOM_PUBLISHER", ""),
        ("QUELLEAIDEADOM_HOST", "<b>Hôte</b>"),
        ("QUELLEAIDEADOM_CONTACT_EMAIL", "aide"),
        ("QUELLEAIDEADOM_CONTACT_PHONE", "39"),
        ("QUELLEAIDEADOM_ACCESSIBILITY_PERCENT", "101"),
        // A percentage without the audit that measured it.
        ("QUELLEAIDEADOM_ACCESSIBILITY_PERCENT", "60"),
    ] {
        let output =
            Command::new(env!("CARGO_BIN_EXE_quelleaideadom")).arg("config").env(name, wrong).output().unwrap();
        assert!(!output.status.success(), "{name}={wrong}");
        assert!(!output.stderr.is_empty(), "{name}={wrong}");
    }
}
