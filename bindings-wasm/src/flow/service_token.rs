//! The service token of an installation: kept beside it, and carried in the header of every call that lists it.

use alloc::string::String;
use alloc::vec::Vec;

use tvpass::flow::{App, KeptToken, Now, SavedToken};
use tvpass::json::Secret;

/// The token in use, and the person it is for.
#[derive(Default)]
pub(super) struct TokenKeeper {
    pub(super) kept: Option<KeptToken<String>>,
    #[cfg(feature = "single-sign-on")]
    pub(super) identifier: Option<String>,
    /// Saved text that is taken up at the next turn, whose clock tells the rest of its life.
    saved: Option<Vec<u8>>,
    /// The token was valid at the last turn.
    pub(super) is_valid: bool,
    /// A link code was typed: whoever it leads to, it is not the person of the identifier.
    #[cfg(feature = "single-sign-on")]
    pub(super) is_joining: bool,
}

impl TokenKeeper {
    /// The value of the header, if the token was valid at the last turn.
    pub(super) fn header(&self) -> Option<&str> {
        self.kept.as_ref().filter(|_| self.is_valid).map(KeptToken::token)
    }

    /// Takes up what was saved, at the next turn; nothing forgets the token.
    pub(super) fn restore(&mut self, saved: Vec<u8>) {
        *self = Self { saved: Some(saved), ..Self::default() };
    }

    /// Looks at the clock: no call goes out with an expired token (R131). Saved text that is damaged, or another
    /// application's, is left behind.
    pub(super) fn look(&mut self, app: &App<'_>, now: &Now) {
        if let Some(saved) = self.saved.take()
            && let Ok(saved) = SavedToken::decode(app, &saved)
        {
            self.kept = KeptToken::restored(owned(saved.token), saved.not_before, saved.not_after, now).ok();
            #[cfg(feature = "single-sign-on")]
            {
                self.identifier = saved.identifier.map(owned);
            }
        }
        self.is_valid = self.kept.as_ref().is_some_and(|kept| kept.is_valid(now));
    }
}

pub(super) fn owned(secret: Secret<'_>) -> String {
    secret.reveal().chars().collect()
}
