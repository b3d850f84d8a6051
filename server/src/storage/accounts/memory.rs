//! Accounts in memory, for tests.

use std::collections::{BTreeMap, BTreeSet};

use app::access::{AccountName, Role};

use super::{Account, AccountStore, EmailSet, Link, NewSession, Seconds, Session};
use crate::mail::EmailAddress;
use crate::secrets::Hashed;
use crate::storage::StoreError;
use crate::storage::memory::MemoryStore;

#[derive(Clone, Default)]
pub struct Accounts {
    accounts: BTreeMap<AccountName, Kept>,
    sessions: Vec<Session>,
    last_session: u32,
}

#[derive(Clone)]
struct Kept {
    account: Account,
    link: Option<Link>,
    last_step: Option<u64>,
    codes: BTreeSet<Hashed>,
}

impl Kept {
    fn new(name: &AccountName, role: Role, link: &Link) -> Self {
        let account = Account { name: name.clone(), role, password: None, secret: None, email: None };
        Self { account, link: Some(link.clone()), last_step: None, codes: BTreeSet::new() }
    }

    fn has_link(&self, token: &Hashed, now: Seconds) -> bool {
        self.link.as_ref().is_some_and(|link| link.token == *token && link.expires_at > now)
    }
}

impl AccountStore for MemoryStore {
    async fn add_account(&self, name: &AccountName, role: Role, link: &Link) -> Result<bool, StoreError> {
        let kept = &mut self.lock().accounts.accounts;
        let free = !kept.contains_key(name);
        if free {
            kept.insert(name.clone(), Kept::new(name, role, link));
        }
        Ok(free)
    }

    async fn list_accounts(&self) -> Result<Vec<Account>, StoreError> {
        Ok(self.lock().accounts.accounts.values().map(|kept| kept.account.clone()).collect())
    }

    async fn find_account(&self, name: &AccountName) -> Result<Option<Account>, StoreError> {
        Ok(self.lock().accounts.accounts.get(name).map(|kept| kept.account.clone()))
    }

    async fn find_account_by_email(&self, email: &EmailAddress) -> Result<Option<Account>, StoreError> {
        let own = &self.lock().accounts;
        let found = own.accounts.values().find(|kept| kept.account.email.as_ref() == Some(email));
        Ok(found.map(|kept| kept.account.clone()))
    }

    async fn set_email(&self, name: &AccountName, email: Option<&EmailAddress>) -> Result<EmailSet, StoreError> {
        let own = &mut self.lock().accounts;
        let taken = email.is_some()
            && own.accounts.iter().any(|(other, kept)| other != name && kept.account.email.as_ref() == email);
        let Some(kept) = own.accounts.get_mut(name) else { return Ok(EmailSet::NoAccount) };
        if taken {
            return Ok(EmailSet::Taken);
        }
        kept.account.email = email.cloned();
        Ok(EmailSet::Done)
    }

    async fn reset_account(&self, name: &AccountName, link: &Link) -> Result<bool, StoreError> {
        let own = &mut self.lock().accounts;
        let Some(kept) = own.accounts.get_mut(name) else { return Ok(false) };
        let email = kept.account.email.take();
        *kept = Kept::new(name, kept.account.role, link);
        kept.account.email = email;
        own.sessions.retain(|session| session.session.account != *name);
        Ok(true)
    }

    async fn remove_account(&self, name: &AccountName) -> Result<bool, StoreError> {
        let own = &mut self.lock().accounts;
        own.sessions.retain(|session| session.session.account != *name);
        Ok(own.accounts.remove(name).is_some())
    }

    async fn find_link(&self, token: &Hashed, now: Seconds) -> Result<Option<AccountName>, StoreError> {
        let own = &self.lock().accounts;
        Ok(own.accounts.values().find(|kept| kept.has_link(token, now)).map(|kept| kept.account.name.clone()))
    }

    async fn choose_password(&self, token: &Hashed, now: Seconds, password: &str) -> Result<bool, StoreError> {
        let own = &mut self.lock().accounts;
        let Some(kept) = own.accounts.values_mut().find(|kept| kept.has_link(token, now)) else { return Ok(false) };
        kept.link = None;
        kept.account.password = Some(password.to_owned());
        Ok(true)
    }

    async fn enrol(&self, name: &AccountName, secret: &str, step: u64, codes: &[Hashed]) -> Result<bool, StoreError> {
        let own = &mut self.lock().accounts;
        let Some(kept) = own.accounts.get_mut(name).filter(|kept| kept.account.secret.is_none()) else {
            return Ok(false);
        };
        kept.account.secret = Some(secret.to_owned());
        kept.last_step = Some(step);
        kept.codes = codes.iter().cloned().collect();
        Ok(true)
    }

    async fn take_step(&self, name: &AccountName, step: u64) -> Result<bool, StoreError> {
        let own = &mut self.lock().accounts;
        let Some(kept) = own.accounts.get_mut(name).filter(|kept| kept.last_step < Some(step)) else {
            return Ok(false);
        };
        kept.last_step = Some(step);
        Ok(true)
    }

    async fn take_recovery_code(&self, name: &AccountName, code: &Hashed) -> Result<bool, StoreError> {
        Ok(self.lock().accounts.accounts.get_mut(name).is_some_and(|kept| kept.codes.remove(code)))
    }

    async fn start_session(&self, session: NewSession) -> Result<(), StoreError> {
        let own = &mut self.lock().accounts;
        own.last_session += 1;
        own.sessions.push(Session { number: own.last_session, used_at: session.started_at, session });
        Ok(())
    }

    async fn find_session(&self, token: &Hashed) -> Result<Option<Session>, StoreError> {
        Ok(self.lock().accounts.sessions.iter().find(|own| own.session.token == *token).cloned())
    }

    async fn touch_session(&self, number: u32, now: Seconds) -> Result<(), StoreError> {
        for own in self.lock().accounts.sessions.iter_mut().filter(|own| own.number == number) {
            own.used_at = now;
        }
        Ok(())
    }

    async fn list_sessions(&self, name: &AccountName) -> Result<Vec<Session>, StoreError> {
        let own = &self.lock().accounts;
        Ok(own.sessions.iter().rev().filter(|own| own.session.account == *name).cloned().collect())
    }

    async fn end_session(&self, name: &AccountName, number: u32) -> Result<bool, StoreError> {
        let own = &mut self.lock().accounts;
        let before = own.sessions.len();
        own.sessions.retain(|own| own.number != number || own.session.account != *name);
        Ok(own.sessions.len() < before)
    }

    async fn forget_sessions(&self, started_before: Seconds, used_before: Seconds) -> Result<(), StoreError> {
        let kept = |own: &Session| own.session.started_at >= started_before && own.used_at >= used_before;
        self.lock().accounts.sessions.retain(kept);
        Ok(())
    }
}
