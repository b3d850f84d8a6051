//! What waits for a browser that comes back within minutes: few things, in memory, each taken once. Only the browser knows
//! the token; a restart of the server or ten minutes mean that it begins again.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::secrets::{Hashed, SecretError, Token};
use crate::storage::accounts::Seconds;

/// Seconds that something waits.
pub(super) const WAITS: Seconds = 10 * 60;
/// Things that wait at once: the oldest goes. Beginning is limited for each address.
const MOST: usize = 1_000;

struct Entry<T> {
    token: Hashed,
    since: Seconds,
    what: T,
}

/// Oldest first. Nothing here can panic while the lock is held.
pub(super) struct Waiting<T>(Mutex<VecDeque<Entry<T>>>);

impl<T> Default for Waiting<T> {
    fn default() -> Self {
        Self(Mutex::new(VecDeque::new()))
    }
}

impl<T> Waiting<T> {
    fn entries(&self) -> MutexGuard<'_, VecDeque<Entry<T>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The token by which it is taken.
    pub fn keep(&self, what: T, now: Seconds) -> Result<Token, SecretError> {
        let token = Token::random()?;
        let mut entries = self.entries();
        while entries.len() >= MOST || entries.front().is_some_and(|first| now - first.since >= WAITS) {
            entries.pop_front();
        }
        entries.push_back(Entry { token: token.hashed(), since: now, what });
        Ok(token)
    }

    pub fn take(&self, token: &Hashed, now: Seconds) -> Option<T> {
        let mut entries = self.entries();
        let at = entries.iter().position(|own| own.token == *token && now - own.since < WAITS)?;
        entries.remove(at).map(|own| own.what)
    }
}

impl<T: Clone> Waiting<T> {
    /// The same, and it goes on waiting.
    pub fn find(&self, token: &Hashed, now: Seconds) -> Option<T> {
        let entries = self.entries();
        let own = entries.iter().find(|own| own.token == *token && now - own.since < WAITS)?;
        Some(own.what.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, WAITS, Waiting};
    use crate::secrets::Hashed;

    #[test]
    fn what_waits_is_taken_once_within_its_time() {
        let waiting = Waiting::default();
        let (one, two) = (waiting.keep(1, 0).expect("a token"), waiting.keep(2, 5).expect("a token"));
        assert_eq!(waiting.take(&Hashed::of("another"), 5), None);
        assert_eq!(waiting.find(&two.hashed(), 5), Some(2));
        assert_eq!(waiting.take(&two.hashed(), 5), Some(2));
        assert_eq!(waiting.take(&two.hashed(), 5), None);
        assert_eq!((waiting.find(&one.hashed(), WAITS), waiting.take(&one.hashed(), WAITS)), (None, None));
    }

    #[test]
    fn the_oldest_makes_room_when_too_many_wait() {
        let waiting = Waiting::default();
        let first = waiting.keep(0, 0).expect("a token");
        let second = waiting.keep(1, 0).expect("a token");
        for other in 2..=MOST {
            waiting.keep(other, 1).expect("a token");
        }
        assert_eq!(waiting.take(&first.hashed(), 1), None);
        assert_eq!(waiting.take(&second.hashed(), 1), Some(1));
        waiting.keep(MOST + 1, WAITS + 1).expect("a token");
        assert_eq!(waiting.entries().len(), 1, "what is too old is gone");
    }
}
