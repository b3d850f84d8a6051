//! Mail as a server on this machine receives it.

use server::mail::{EmailAddress, MailConfig, MailError, MailOptions, Mailer, SmtpMailer};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// A server that accepts one message, or refuses its recipient, and returns every line that it received.
pub(crate) async fn server(recipient: &'static str) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let heard = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let (reading, mut writing) = stream.into_split();
        let mut lines = BufReader::new(reading).lines();
        let (mut heard, mut in_message) = (String::new(), false);
        writing.write_all(b"220 test\r\n").await.unwrap();
        while let Ok(Some(line)) = lines.next_line().await {
            heard += &format!("{line}\n");
            let answer = match line.split([' ', ':']).next().unwrap_or_default() {
                "." => "250 taken",
                _ if in_message => continue,
                "RCPT" => recipient,
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                _ => "250 yes",
            };
            in_message = answer.starts_with("354");
            if writing.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() || line == "QUIT" {
                break;
            }
        }
        heard
    });
    (url, heard)
}

pub(crate) fn mailer(url: &str) -> SmtpMailer {
    SmtpMailer::new(&MailConfig::new(url, "ne-pas-repondre@example.fr").unwrap()).unwrap()
}

fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

/// Decodes quoted-printable.
fn unquoted(text: &str) -> String {
    let (text, mut bytes) = (text.replace("=\n", ""), Vec::new());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'=').then(|| after.get(..2)).flatten();
        let code = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn a_message_arrives_in_plain_text_with_its_accents_and_to_one_person() {
    let (url, heard) = server("250 yes").await;
    let text =
        "Bonjour,\n\nVotre fiche a été vérifiée en août : rien n’a changé ?\n.\nLe prix est de 26,10 € l’heure.\n";
    let sent = mailer(&url).send(&address("Contact@Service.example.fr"), "Votre fiche, à vérifier", text).await;
    assert_eq!(sent, Ok(()));
    let heard = heard.await.unwrap();
    assert!(heard.contains("MAIL FROM:<ne-pas-repondre@example.fr>"));
    assert_eq!(heard.matches("RCPT TO:").count(), 1);
    assert!(heard.contains("RCPT TO:<contact@service.example.fr>"));
    let message = heard.split("DATA\n").nth(1).unwrap();
    let (head, body) = message.split_once("\n\n").unwrap();
    assert!(head.contains("To: contact@service.example.fr"), "{head}");
    assert!(head.contains("Content-Type: text/plain; charset=utf-8"), "{head}");
    assert!(head.contains("Content-Transfer-Encoding: quoted-printable"), "{head}");
    assert!(head.contains("Subject: ") && head.is_ascii(), "{head}");
    assert!(!head.to_lowercase().contains("bcc"), "{head}");
    // A line with only a point is doubled on the way, and does not end the message.
    let body = body.split("\n.\n").next().unwrap().replace("\n..\n", "\n.\n");
    assert_eq!(unquoted(&body).trim_end(), text.trim_end());
}

#[tokio::test]
async fn a_subject_holds_no_other_header() {
    let (url, heard) = server("250 yes").await;
    let sent = mailer(&url).send(&address("a@example.fr"), "Bonjour\r\nBcc: b@example.fr", "texte").await;
    assert_eq!(sent, Ok(()));
    let heard = heard.await.unwrap();
    assert!(!heard.lines().any(|line| line.starts_with("Bcc")), "{heard}");
}

#[tokio::test]
async fn a_permanent_refusal_is_distinguished_from_a_temporary_one() {
    for (answer, error) in [
        ("550 no a@example.fr", MailError::Refused),
        ("451 later", MailError::Unavailable),
        ("535 5.7.8 wrong password", MailError::Unavailable),
    ] {
        let (url, _heard) = server(answer).await;
        let sent = mailer(&url).send(&address("a@example.fr"), "Bonjour", "texte").await;
        assert_eq!(sent, Err(error));
        assert!(!error.to_string().contains('@'));
    }
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let sent = mailer(&format!("smtp://{closed}")).send(&address("a@example.fr"), "Bonjour", "texte").await;
    assert_eq!(sent, Err(MailError::Unavailable));
}

#[test]
fn an_address_is_checked_lowercased_and_hidden_from_debug() {
    assert_eq!(address(" Jeanne.Martin@Paris.FR ").as_str(), "jeanne.martin@paris.fr");
    assert_eq!(format!("{:?}", address("a@example.fr")), "EmailAddress(…)");
    for wrong in ["", "jeanne", "jeanne@", "@paris.fr", "a b@paris.fr", "a@paris.fr\nBcc: b@paris.fr", "a@b@c"] {
        assert!(EmailAddress::parse(wrong).is_err(), "{wrong:?}");
    }
    // The lower case of the kelvin sign is `k`.
    assert_ne!(EmailAddress::parse("\u{212a}arl@paris.fr").ok(), EmailAddress::parse("karl@paris.fr").ok());
}

#[test]
fn settings_are_both_there_or_none_is() {
    assert!(MailOptions::default().config().is_ok_and(|config| config.is_none()));
    let options = |url: &str, from: Option<&str>| MailOptions {
        smtp_url: Some(url.to_owned()),
        mail_from: from.map(str::to_owned),
    };
    assert!(options("smtps://u:p@smtp.example.fr:465", Some("a@example.fr")).config().is_ok());
    assert!(options("smtp://localhost:25", None).config().is_err());
    assert!(options("smtp://localhost:25", Some("nobody")).config().is_err());
    assert!(options("https://example.fr", Some("a@example.fr")).config().is_err());
}
