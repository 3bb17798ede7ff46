//! The service token of an installation: saved, restored and forgotten.

use super::event::Now;
use super::installation::{Installation, RestoreError};
use super::token_keeper::TokenKeeper;
use crate::secret::{SecretBytes, Timestamp};

/// The Single Sign-On Service.
#[uniffi::export]
impl Installation {
    /// The service token, its life and the identifier, to be kept where the platform keeps secrets; nothing without a token.
    #[must_use]
    pub fn saved_service_token(&self) -> Option<SecretBytes> {
        let state = self.state();
        state.app(None).ok().and_then(|app| state.tokens.save(&app))
    }

    /// Takes up what `saved_service_token` gave to an earlier run. Says why the bytes were left behind, if they were: go on
    /// without a token.
    pub fn restore_service_token(&self, saved: SecretBytes, now: Now) -> Option<RestoreError> {
        let mut state = self.state();
        // The settings were worked with before.
        let restored = TokenKeeper::restored(&state.app(None).ok()?, &saved.0, now);
        match restored {
            Ok(tokens) => {
                state.tokens = tokens;
                None
            }
            Err(error) => Some(error.into()),
        }
    }

    /// Forgets the service token and the identifier, as when the person leaves the application's account (R145).
    pub fn forget_service_token(&self) {
        self.state().tokens = TokenKeeper::default();
    }

    /// End of the service token, by the service's clock; nothing without one.
    #[must_use]
    pub fn service_token_until(&self) -> Option<Timestamp> {
        self.state().tokens.until()
    }
}
