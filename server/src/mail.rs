//! Mail: plain text from the site to one person, through the server of the settings, from letters that wait in the store.
//! No address, subject or text stands in an error or a log.

use std::fmt;
use std::pin::Pin;
use std::str::FromStr;
use std::time::Duration;

use clap::Args;
use domain::readers::emails;
use jiff::Timestamp;
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::response::Category;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use tokio::sync::Notify;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::storage::StoreError;
use crate::storage::accounts::Seconds;
use crate::storage::links::MailFailure;
use crate::storage::outbox::{Letter, OutboxStore};

/// A server that answers later than this does not answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// An address of e-mail that can be written to, in small letters: no two accounts differ by its capitals. Its `Debug`
/// does not show it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress(Address);

/// What was given is not an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not an address of e-mail")]
pub struct NotAnAddress;

impl EmailAddress {
    /// Only letters of ASCII are made small: other alphabets have letters whose small form is an ASCII one, by which an
    /// address would become someone else's.
    ///
    /// # Errors
    /// When nobody can be written to there.
    pub fn parse(text: &str) -> Result<Self, NotAnAddress> {
        let address = emails::read(text).map_err(|_| NotAnAddress)?;
        Address::from_str(&address.to_ascii_lowercase()).map(Self).map_err(|_| NotAnAddress)
    }

    pub fn as_str(&self) -> &str {
        self.0.as_ref()
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(…)")
    }
}

/// Why a message did not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    #[error("the settings of mail are wrong: {0}")]
    Settings(&'static str),
    #[error("a message cannot be written")]
    Unwritable,
    /// Sending it again changes nothing.
    #[error("the mail server refuses the message")]
    Refused,
    /// It may be sent again later.
    #[error("the mail server does not take the message now")]
    Unavailable,
}

/// Settings of mail: both, or none.
#[derive(Args, Clone, Default)]
pub struct MailOptions {
    /// The server that sends mail: `smtps://user:password@host:465`, `smtp://host:587?tls=required`, or
    /// `smtp://localhost:25`, which is not encrypted. Better in the environment: a command line is seen by others.
    #[arg(long, env = "QUELLEAIDEADOM_SMTP_URL", hide_env_values = true, requires = "mail_from")]
    pub smtp_url: Option<String>,
    /// Address that mail is sent from.
    #[arg(long, env = "QUELLEAIDEADOM_MAIL_FROM")]
    pub mail_from: Option<String>,
}

impl MailOptions {
    /// None when no server is set.
    ///
    /// # Errors
    /// Which of the settings is missing or wrong.
    pub fn config(&self) -> Result<Option<MailConfig>, MailError> {
        let Some(url) = &self.smtp_url else { return Ok(None) };
        let from = self.mail_from.as_deref().ok_or(MailError::Settings("--smtp-url needs --mail-from with it"))?;
        MailConfig::new(url, from).map(Some)
    }
}

/// The server that sends mail, and from whom. It has no `Debug`: it holds a password.
#[derive(Clone)]
pub struct MailConfig {
    url: String,
    from: EmailAddress,
}

impl MailConfig {
    /// # Errors
    /// Which of the two cannot be read.
    pub fn new(url: &str, from: &str) -> Result<Self, MailError> {
        let from = EmailAddress::parse(from).map_err(|_| MailError::Settings("--mail-from is not an address"))?;
        AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|_| MailError::Settings("--smtp-url cannot be read: smtps://user:password@host:465, say"))?;
        Ok(Self { url: url.to_owned(), from })
    }
}

/// A message on its way.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<(), MailError>> + Send + 'a>>;

/// Sends plain text to one person.
pub trait Mailer: Send + Sync {
    fn send<'a>(&'a self, to: &'a EmailAddress, subject: &'a str, text: &'a str) -> Sending<'a>;
}

/// By SMTP, one connection for each message.
pub struct SmtpMailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: EmailAddress,
}

impl SmtpMailer {
    /// Connects to nothing yet.
    ///
    /// # Errors
    /// When the settings cannot be read.
    pub fn new(config: &MailConfig) -> Result<Self, MailError> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&config.url)
            .map_err(|_| MailError::Settings("--smtp-url cannot be read"))?;
        Ok(Self { transport: transport.timeout(Some(PATIENCE)).build(), from: config.from.clone() })
    }

    fn written(&self, to: &EmailAddress, subject: &str, text: &str) -> Result<Message, MailError> {
        // A subject is one line: what follows a line break would be read as another header.
        let subject: String = subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let from = Mailbox::new(Some(app::text::SITE.to_owned()), self.from.0.clone());
        Message::builder()
            .from(from)
            .to(Mailbox::new(None, to.0.clone()))
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(text.to_owned())
            .map_err(|_| MailError::Unwritable)
    }
}

impl Mailer for SmtpMailer {
    fn send<'a>(&'a self, to: &'a EmailAddress, subject: &'a str, text: &'a str) -> Sending<'a> {
        Box::pin(async move {
            let message = self.written(to, subject, text)?;
            // The transport limits how long it connects; an answer may be waited for without end.
            let sent =
                timeout(ANSWER_TIMEOUT, self.transport.send(message)).await.map_err(|_| MailError::Unavailable)?;
            // Its text may repeat the address: only its kind goes on.
            sent.map(|_| ()).map_err(|error| {
                // 53x is about who sends (a wrong password), not about the address: the letter waits until that is mended.
                let is_about_us = error.status().is_some_and(|code| code.category == Category::Unspecified3);
                if error.is_permanent() && !is_about_us { MailError::Refused } else { MailError::Unavailable }
            })
        })
    }
}

/// Seconds after which a letter that the mail server did not take is tried again: twice as many each time.
const FIRST_PAUSE: Seconds = 60;
/// Seconds between two tries at most.
const LONGEST_PAUSE: Seconds = 4 * 3600;
/// A letter that was tried as often, for some three days, is given up.
const MOST_TRIES: u32 = 24;
/// How often letters that were postponed are looked at.
const LOOK: Duration = Duration::from_secs(30);

/// How long a mail server may take for one letter: less than the first pause, after which another program would try it.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(30);
/// Between two tries to write that a letter has left.
const WRITING_PAUSE: Duration = Duration::from_secs(1);

/// Mails the letters that wait, the oldest first, until it is told to stop: then the one that is on its way is finished, and
/// the others wait in the store for the next start.
pub async fn deliver(
    store: &dyn OutboxStore,
    mailer: &dyn Mailer,
    told: &Notify,
    now: impl Fn() -> Timestamp + Send,
    stop: &CancellationToken,
) {
    while !stop.is_cancelled() {
        let tried = match store.take_letter(now().as_second(), pause_after).await {
            Ok(Some(letter)) => try_letter(store, mailer, &letter, stop).await.map(|()| true),
            Ok(None) => Ok(false),
            Err(error) => Err(error),
        };
        match tried {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!(?error, "the letters that wait cannot be read or written"),
        }
        tokio::select! {
            () = told.notified() => {}
            () = tokio::time::sleep(LOOK) => {}
            () = stop.cancelled() => {}
        }
    }
}

/// How long a letter waits for its next try after so many in vain. That is written before it is tried: where nothing can be written
/// nothing is sent, or it would be sent again and again; and of several programs one tries it.
fn pause_after(tries: u32) -> Seconds {
    FIRST_PAUSE.saturating_mul(1 << tries.min(16)).min(LONGEST_PAUSE)
}

/// Sends one letter, and writes what came of it. Its page goes on saying that the link is to be copied until it has left.
async fn try_letter(
    store: &dyn OutboxStore,
    mailer: &dyn Mailer,
    Letter { number, letter, tries }: &Letter,
    stop: &CancellationToken,
) -> Result<(), StoreError> {
    let sent = match EmailAddress::parse(&letter.recipient) {
        Ok(recipient) => mailer.send(&recipient, &letter.subject, &letter.text).await,
        Err(NotAnAddress) => Err(MailError::Unwritable),
    };
    match sent {
        Ok(()) => loop {
            let written = store.letter_left(*number, &letter.token, &letter.recipient).await;
            // It has left: a database that is gone for a moment does not have it sent again.
            match written {
                Err(error @ StoreError::Away(_)) => {
                    tracing::warn!(?error, letter = number, "a letter has left, and this cannot be written yet");
                    if stop.run_until_cancelled(tokio::time::sleep(WRITING_PAUSE)).await.is_none() {
                        return Err(error);
                    }
                }
                written => return written,
            }
        },
        Err(MailError::Unavailable) if *tries < MOST_TRIES => Ok(()),
        Err(error) => {
            let failure = match error {
                MailError::Unavailable => MailFailure::GivenUp,
                MailError::Settings(_) | MailError::Unwritable | MailError::Refused => MailFailure::Refused,
            };
            tracing::warn!(letter = number, %error, "a letter was not mailed, and is given up");
            store.drop_letter(*number, failure).await
        }
    }
}
