//! One installation of the application on one device.

use std::sync::{Arc, Mutex, MutexGuard};

use tvpass::flow::{self, App, LargeInstallation};

use super::event::Now;
use super::lock;
use super::settings::Settings;
use super::token_keeper::TokenKeeper;
use super::turn::Desk;
use crate::buffer::with_buffer;
use crate::error::TvpassError;
use crate::header::{Headers, PartnerFrameworkStatus};
use crate::own::Own;
use crate::secret::{Secret, SecretBytes, Timestamp};

/// Progress of the registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum RegistrationState {
    /// There are no credentials.
    Unregistered,
    /// There are credentials, and no valid token.
    Registered,
    /// Calls can go out.
    Authorized,
}

/// Why saved bytes were not taken up. The installation is then one that has not registered yet.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum RestoreError {
    /// They are cut, changed, or of something else.
    Damaged,
    /// They are of another version of the saved form.
    Format,
    /// They belong to another service, service provider or software statement.
    Foreign,
    /// A value is longer than an installation can keep.
    TooLong {
        /// Its name.
        field: String,
    },
}

impl From<flow::RestoreError> for RestoreError {
    fn from(error: flow::RestoreError) -> Self {
        match error {
            flow::RestoreError::Format => Self::Format,
            flow::RestoreError::Foreign => Self::Foreign,
            flow::RestoreError::TooLong(error) => Self::TooLong { field: error.field.to_owned() },
            _ => Self::Damaged,
        }
    }
}

/// The state of an installation as it is to be kept, and which state it is.
#[derive(Clone, Debug, PartialEq, uniffi::Record)]
pub struct SavedInstallation {
    /// The saved form, for `Installation` at the next start. It holds secrets: keep it where the platform keeps such.
    pub bytes: SecretBytes,
    /// For `Installation.mark_saved`, when the bytes are kept.
    pub revision: u16,
}

/// One installation of the application: its settings, credentials, token, pending code and the provider of the last sign-in.
///
/// It must survive a restart: registering again would end every sign-in (R4). All flows of the application share one.
#[derive(uniffi::Object)]
pub struct Installation {
    state: Mutex<InstallationState>,
    restore_error: Option<RestoreError>,
}

pub(super) struct InstallationState {
    settings: Settings,
    /// The value of `AP-Partner-Framework-Status`, as the host said it last.
    framework_status: Option<Secret>,
    pub(super) tokens: TokenKeeper,
    installation: Box<LargeInstallation>,
}

#[uniffi::export]
impl Installation {
    /// An installation that takes up `saved`, the bytes that were kept at an earlier run. Bytes that it cannot take up are
    /// left behind for a new installation, see `restore_error`.
    #[uniffi::constructor(default(saved = None))]
    pub fn new(settings: Settings, saved: Option<SecretBytes>) -> Result<Arc<Self>, TvpassError> {
        let framework_status = settings.headers.ap_partner_framework_status.clone();
        let mut installation = Box::new(LargeInstallation::new());
        let app = settings.app(framework_status.as_ref(), None)?;
        let restored = saved.map(|saved| installation.restore_in_place(&app, &saved.0));
        let restore_error = restored.and_then(Result::err).map(RestoreError::from);
        let state =
            Mutex::new(InstallationState { settings, framework_status, tokens: TokenKeeper::default(), installation });
        Ok(Arc::new(Self { state, restore_error }))
    }

    /// Why the saved bytes were left behind, if they were.
    #[must_use]
    pub fn restore_error(&self) -> Option<RestoreError> {
        self.restore_error.clone()
    }

    /// The state that is still to be kept, if there is one; `Turn` carries the same after each event.
    #[must_use]
    pub fn unsaved(&self) -> Option<SavedInstallation> {
        self.state().unsaved()
    }

    /// The state of that revision is kept. A change by another flow meanwhile stays unsaved.
    pub fn mark_saved(&self, revision: u16) {
        self.state().installation.mark_saved(revision);
    }

    /// Takes other header values, from the next request on. A status that a partner's framework gave stays, unless there is
    /// another here.
    pub fn set_headers(&self, headers: Headers) -> Result<(), TvpassError> {
        headers.view()?;
        let mut state = self.state();
        if headers.ap_partner_framework_status.is_some() {
            state.framework_status.clone_from(&headers.ap_partner_framework_status);
        }
        state.settings.headers = headers;
        Ok(())
    }

    /// Progress of the registration.
    #[must_use]
    pub fn registration(&self) -> RegistrationState {
        match self.state().installation.registration() {
            flow::RegistrationState::Unregistered => RegistrationState::Unregistered,
            flow::RegistrationState::Registered => RegistrationState::Registered,
            flow::RegistrationState::Authorized => RegistrationState::Authorized,
        }
    }

    /// The provider of the last sign-in.
    #[must_use]
    pub fn mvpd(&self) -> Option<String> {
        self.state().installation.mvpd().map(str::to_owned)
    }

    /// End of the profile that was seen last; nothing while nobody is known to be signed in. It is no request: a decision
    /// tells whether the profile still holds.
    #[must_use]
    pub fn profile_until(&self) -> Option<Timestamp> {
        self.state().installation.profile_until().map(Own::own)
    }

    /// Remembers the provider that the viewer chose (R25), for example one of several profiles (R49).
    pub fn remember_mvpd(&self, mvpd: &str) -> Result<(), TvpassError> {
        Ok(self.state().installation.remember_mvpd(mvpd)?)
    }

    /// The same with its name and the address of its logo, for the question `ConfirmMvpd`.
    pub fn remember_provider(&self, mvpd: &str, name: &str, logo: &str) -> Result<(), TvpassError> {
        Ok(self.state().installation.remember_provider(mvpd, name, logo)?)
    }

    /// Forgets the provider and its profile.
    pub fn forget_mvpd(&self) {
        self.state().installation.forget_mvpd();
    }

    /// Overwrites everything, as for a device that changes hands. The empty state is unsaved; erase a service token that was
    /// kept as well.
    pub fn reset(&self) {
        let mut state = self.state();
        state.installation.reset();
        state.tokens = TokenKeeper::default();
    }
}

impl Installation {
    pub(super) fn state(&self) -> MutexGuard<'_, InstallationState> {
        lock(&self.state)
    }
}

impl InstallationState {
    /// The settings; with the service token that goes out at this time.
    pub(super) fn app(&self, now: Option<Now>) -> Result<App<'_>, TvpassError> {
        self.settings.app(self.framework_status.as_ref(), now.and_then(|now| self.tokens.header(now)))
    }

    /// The needs of a turn.
    pub(super) fn desk(&mut self, now: Now) -> Result<Desk<'_>, TvpassError> {
        let Self { settings, framework_status, tokens, installation } = self;
        let app = settings.app(framework_status.as_ref(), tokens.header(now))?;
        Ok(Desk { app, installation, now })
    }

    pub(super) fn set_framework_status(&mut self, status: Option<&PartnerFrameworkStatus>) -> Result<(), TvpassError> {
        self.framework_status = status.map(PartnerFrameworkStatus::header).transpose()?;
        Ok(())
    }

    /// The state that is still to be kept.
    pub(super) fn unsaved(&self) -> Option<SavedInstallation> {
        if !self.installation.is_unsaved() {
            return None;
        }
        let app = self.app(None).ok()?;
        let bytes = with_buffer(|buffer| self.installation.save(&app, buffer).map(<[u8]>::to_vec)).ok()?;
        Some(SavedInstallation { bytes: SecretBytes(bytes), revision: self.installation.revision() })
    }

    pub(super) fn revision(&self) -> u16 {
        self.installation.revision()
    }
}
