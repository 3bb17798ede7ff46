//! The service token of a client: kept in memory that is overwritten, and carried in the header of every call that lists it.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use tvpass::endpoint::IssuedToken;
use tvpass::flow::{App, KeptToken, RestoreError, SavedToken};
use tvpass::json::{Secret, Timestamp};
use zeroize::Zeroizing;

use crate::clock::Clock;
use crate::owned::written;

/// A text that is overwritten when it is dropped.
pub(crate) type SecretText = Zeroizing<String>;

/// A service token that was issued, owned.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct OwnedToken {
    token: SecretText,
    not_before: Option<Timestamp>,
    not_after: Timestamp,
}

impl OwnedToken {
    pub(crate) fn new(issued: &IssuedToken<'_>) -> Self {
        Self { token: text(issued.token), not_before: issued.not_before, not_after: issued.not_after }
    }
}

impl fmt::Debug for OwnedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

fn text(secret: Secret<'_>) -> SecretText {
    Zeroizing::new(secret.reveal().chars().collect())
}

/// The token in use, and the person it is for.
#[derive(Default)]
struct Holding {
    kept: Option<KeptToken<SecretText>>,
    identifier: Option<SecretText>,
}

impl Holding {
    fn is_of_another(&self, identifier: &str) -> bool {
        self.identifier.as_ref().is_some_and(|known| known.as_str() != identifier)
    }
}

/// The part of a client for the Single Sign-On Service.
#[derive(Default)]
pub(crate) struct TokenKeeper(Mutex<Holding>);

impl TokenKeeper {
    fn with<T>(&self, look: impl FnOnce(&mut Holding) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn kept(&self) -> Option<KeptToken<SecretText>> {
        self.with(|holding| holding.kept.clone())
    }

    pub(crate) fn identifier(&self) -> Option<SecretText> {
        self.with(|holding| holding.identifier.clone())
    }

    /// The token, unless it is known to be another person's.
    pub(crate) fn kept_for(&self, identifier: &str) -> Option<KeptToken<SecretText>> {
        self.with(|holding| if holding.is_of_another(identifier) { None } else { holding.kept.clone() })
    }

    /// Names the person from here on. Nothing carries another person's token any more.
    pub(crate) fn set_identifier(&self, identifier: &str) {
        self.with(|holding| {
            if holding.is_of_another(identifier) {
                holding.kept = None;
            }
            holding.identifier = Some(Zeroizing::new(identifier.to_owned()));
        });
    }

    /// Forgets the person's name: a link code leads to whoever shows it.
    pub(crate) fn forget_identifier(&self) {
        self.with(|holding| holding.identifier = None);
    }

    /// Keeps a token that came just now.
    pub(crate) fn keep(&self, issued: &OwnedToken, clock: &Clock) {
        let OwnedToken { token, not_before, not_after } = issued.clone();
        // The flow hands out no token that cannot be kept, but for one of more than two kilobytes.
        let kept = KeptToken::received(token, not_before, not_after, &clock.now()).ok();
        self.with(|holding| holding.kept = kept);
    }

    pub(crate) fn forget(&self) {
        self.with(|holding| *holding = Holding::default());
    }

    /// Drops a token that has expired, so that no call goes out with it (R131).
    pub(crate) fn drop_expired(&self, clock: &Clock) {
        self.with(|holding| {
            if holding.kept.as_ref().is_some_and(|kept| !kept.is_valid(&clock.now())) {
                holding.kept = None;
            }
        });
    }

    pub(crate) fn save(&self, app: &App<'_>) -> Option<Zeroizing<Vec<u8>>> {
        self.with(|holding| {
            let identifier = holding.identifier.as_ref().map(|text| text.as_str());
            let kept = holding.kept.as_ref()?;
            let saved = written(|buffer| kept.save(app, identifier, buffer).map(<[u8]>::len));
            Some(Zeroizing::new(saved.into_vec()))
        })
    }

    pub(crate) fn restore(&self, app: &App<'_>, saved: &[u8], clock: &Clock) -> Result<(), RestoreError> {
        let saved = SavedToken::decode(app, saved)?;
        let kept = KeptToken::restored(text(saved.token), saved.not_before, saved.not_after, &clock.now());
        let kept = Some(kept.map_err(|_| RestoreError::Damaged)?);
        self.with(|holding| *holding = Holding { kept, identifier: saved.identifier.map(text) });
        Ok(())
    }
}
