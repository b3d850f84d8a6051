//! Passwords of the staff: hashed and compared in two blocks of memory that are allocated once, by at most two threads,
//! with a short queue. Nothing that was typed is kept, shown or logged.

mod chosen;

use std::sync::{Arc, Mutex, PoisonError};

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

pub use chosen::{LEAST, fault_of};

/// How many passwords are processed at once, each in 19 MiB.
const AT_ONCE: usize = 2;
/// Longest queue; whoever comes after it is asked to come back later.
const WAITING: usize = 64;
/// Seconds after which a refused person may come back: a full queue takes about that long.
pub const COME_BACK: u32 = 5;

/// An unknown name is compared with this hash, of a password that nobody has, so that it takes as long as a known name.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ib2R5$mP3gyVgcnKsh3iY2ztpr3xQ6mR4NqWc0gk0Qe8WcU6I";

/// Why a password was not processed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotWorkedOn {
    /// The queue is full.
    #[error("too many passwords wait")]
    Busy,
    /// The system has no random bytes, or the hash cannot be computed.
    #[error("a password cannot be hashed")]
    Failed,
}

/// Processes passwords. There is one for the whole program.
#[derive(Clone)]
pub struct Passwords {
    /// The queue and the passwords in progress.
    places: Arc<Semaphore>,
    turns: Arc<Semaphore>,
    memory: Arc<Mutex<Vec<Vec<Block>>>>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            places: Arc::new(Semaphore::new(AT_ONCE + WAITING)),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            memory: Arc::default(),
        }
    }
}

/// A block of memory in use, and the permit for it. It is always given back.
struct Turn {
    blocks: Vec<Block>,
    memory: Arc<Mutex<Vec<Vec<Block>>>>,
    _permits: [OwnedSemaphorePermit; 2],
}

impl Drop for Turn {
    fn drop(&mut self) {
        let blocks = std::mem::take(&mut self.blocks);
        self.memory.lock().unwrap_or_else(PoisonError::into_inner).push(blocks);
    }
}

impl Turn {
    /// Argon2 of a password with the parameters of a hash. None: this program cannot compute such a hash.
    fn output(&mut self, password: &[u8], stored: &PasswordHash) -> Option<Output> {
        let algorithm = Algorithm::try_from(stored.algorithm.as_str()).ok()?;
        let version = Version::try_from(stored.version?).ok()?;
        let params = Params::try_from(stored).ok()?;
        let blocks = params.block_count();
        if self.blocks.len() < blocks {
            self.blocks.resize(blocks, Block::new());
        }
        let length = params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN);
        let mut bytes = [0; Output::MAX_LENGTH];
        let output = bytes.get_mut(..length)?;
        let argon2 = Argon2::new(algorithm, version, params);
        argon2.hash_password_into_with_memory(password, stored.salt.as_ref()?, output, &mut self.blocks).ok()?;
        Output::new(output).ok()
    }
}

/// Argon2id with 19 MiB, two passes (OWASP, read 2026-11-24) and a new salt: a hash without its output.
fn new_form() -> Option<PasswordHash> {
    let mut salt = [0; Salt::RECOMMENDED_LENGTH];
    getrandom::fill(&mut salt).ok()?;
    let params = Params::new(Params::DEFAULT_M_COST, 2, 1, Some(Params::DEFAULT_OUTPUT_LEN)).ok()?;
    Some(PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&params).ok()?,
        salt: Some(Salt::new(&salt).ok()?),
        hash: None,
    })
}

impl Passwords {
    /// Waits for a turn. The turn ends with the work, even if whoever asked is gone.
    async fn turn(&self) -> Result<Turn, NotWorkedOn> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| NotWorkedOn::Busy)?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| NotWorkedOn::Failed)?;
        let blocks = self.memory.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        Ok(Turn { blocks, memory: Arc::clone(&self.memory), _permits: [place, turn] })
    }

    /// On a thread for blocking work.
    async fn work<T: Send + 'static>(
        &self,
        what: impl FnOnce(&mut Turn) -> T + Send + 'static,
    ) -> Result<T, NotWorkedOn> {
        let mut turn = self.turn().await?;
        tokio::task::spawn_blocking(move || what(&mut turn)).await.map_err(|_| NotWorkedOn::Failed)
    }

    /// The hash of a password with a new salt, in the PHC form.
    ///
    /// # Errors
    /// Too many wait, or the system gives no random bytes.
    pub async fn hash(&self, password: String) -> Result<String, NotWorkedOn> {
        let hashed = self.work(move |turn| {
            let form = new_form()?;
            let output = turn.output(password.as_bytes(), &form)?;
            Some(PasswordHash { hash: Some(output), ..form }.to_string())
        });
        hashed.await?.ok_or(NotWorkedOn::Failed)
    }

    /// Whether a password matches a hash; without a hash, false after the same work. Outputs are compared in constant
    /// time.
    ///
    /// # Errors
    /// Too many wait.
    pub async fn is_right(&self, password: String, hash: Option<String>) -> Result<bool, NotWorkedOn> {
        self.work(move |turn| {
            let Ok(stored) = PasswordHash::new(hash.as_deref().unwrap_or(NOBODY)) else { return false };
            let output = turn.output(password.as_bytes(), &stored);
            output.is_some() && output == stored.hash && hash.is_some()
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use argon2::password_hash::PasswordVerifier;
    use argon2::{Argon2, password_hash::phc::PasswordHash};

    use super::{AT_ONCE, NOBODY, NotWorkedOn, Passwords, WAITING};

    const PHRASE: &str = "une phrase assez longue";

    #[tokio::test]
    async fn a_password_is_its_own_and_nobody_has_that_of_nobody() {
        let passwords = Passwords::default();
        let hash = passwords.hash(PHRASE.to_owned()).await.expect("a hash");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "the work of a known name: {hash}");
        assert!(NOBODY.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "is that of an unknown one");
        assert!(PasswordHash::new(NOBODY).is_ok());
        let is_right = |text: &str, hash: Option<String>| passwords.is_right(text.to_owned(), hash);
        assert_eq!(is_right(PHRASE, Some(hash.clone())).await, Ok(true));
        assert_eq!(is_right("une phrase assez long", Some(hash)).await, Ok(false));
        assert_eq!(is_right(PHRASE, None).await, Ok(false));
        assert_eq!(is_right(PHRASE, Some("x".to_owned())).await, Ok(false));
    }

    #[tokio::test]
    async fn hashes_are_those_of_argon2_whatever_their_cost_and_however_dirty_the_memory() {
        let passwords = Passwords::default();
        let hash = passwords.hash(PHRASE.to_owned()).await.expect("a hash");
        let read = PasswordHash::new(&hash).expect("its form");
        assert!(Argon2::default().verify_password(PHRASE.as_bytes(), &read).is_ok(), "another program reads it");
        // Created by the reference program, with less memory and three lanes.
        let reference = "$argon2id$v=19$m=64,t=3,p=3$c29tZXNhbHQ$";
        let form = PasswordHash::new(reference.trim_end_matches('$')).expect("a form");
        let mut turn = passwords.turn().await.expect("a turn");
        let ours = turn.output(PHRASE.as_bytes(), &form).expect("an output");
        let stored = PasswordHash { hash: Some(ours), ..form };
        assert!(Argon2::default().verify_password(PHRASE.as_bytes(), &stored).is_ok());
    }

    #[tokio::test]
    async fn two_pieces_of_memory_serve_everyone_and_the_sixty_seventh_is_sent_away() {
        let passwords = Passwords::default();
        let tries = (0..AT_ONCE + WAITING + 3).map(|_| {
            let passwords = passwords.clone();
            tokio::spawn(async move { passwords.is_right(PHRASE.to_owned(), None).await })
        });
        let (mut wrong, mut away) = (0, 0);
        for tried in tries.collect::<Vec<_>>() {
            match tried.await.expect("an answer") {
                Ok(right) => wrong += usize::from(!right),
                Err(why) => away += usize::from(why == NotWorkedOn::Busy),
            }
        }
        assert_eq!((wrong, away), (AT_ONCE + WAITING, 3));
        assert_eq!(passwords.memory.lock().expect("the memory").len(), AT_ONCE);
        assert_eq!(passwords.is_right(PHRASE.to_owned(), None).await, Ok(false), "afterwards there is room again");
    }
}
