//! What an installation of the application keeps.

use std::sync::{Arc, Mutex};

use tvpass::message::HeaderName;
use tvpass::old_flow as flow;

use super::lock;
use super::settings::Settings;
use crate::buffer::with_buffer;
use crate::error::{Reason, TvpassError};
use crate::header::PartnerFrameworkStatus;
use crate::own::Own;
use crate::secret::{Secret, SecretBytes};

/// How far the registration is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum RegistrationState {
    /// There are no credentials.
    Unregistered,
    /// There are credentials, and no valid token.
    Registered,
    /// Calls can go out.
    Authorized,
}

/// One installation of the application: its settings, and its credentials, token and chosen MVPD, which must survive a
/// restart (R4).
#[derive(uniffi::Object)]
pub struct Client {
    state: Mutex<ClientState>,
}

pub(super) struct ClientState {
    settings: Settings,
    pub(super) client: flow::Client,
    /// The value of `AP-Partner-Framework-Status`, as the host said it last.
    partner_framework_status: Option<Secret>,
}

#[uniffi::export]
impl Client {
    /// A client that takes up what `save_if_changed` gave at an earlier run.
    #[uniffi::constructor(default(saved = None))]
    pub fn new(settings: Settings, saved: Option<SecretBytes>) -> Result<Arc<Self>, TvpassError> {
        let partner_framework_status = settings.headers.ap_partner_framework_status.clone();
        settings.view()?;
        let client = match saved {
            Some(saved) => flow::Client::restore(&saved.0).map_err(|error| TvpassError::Host {
                reason: Reason::Json { error: error.own() },
                explanation: format!("this is not what was saved: {error}"),
            })?,
            None => flow::Client::new(),
        };
        Ok(Arc::new(Self { state: Mutex::new(ClientState { settings, client, partner_framework_status }) }))
    }

    /// All that must survive a restart, if something of it changed since this was asked last: keep it where the platform
    /// keeps secrets.
    #[must_use]
    pub fn save_if_changed(&self) -> Option<SecretBytes> {
        let client = &mut lock(&self.state).client;
        if !client.changed() {
            return None;
        }
        with_buffer(|buffer| client.save(buffer).map(|saved| SecretBytes(saved.to_vec()))).ok()
    }

    /// How far the registration is.
    #[must_use]
    pub fn registration(&self) -> RegistrationState {
        match lock(&self.state).client.registration() {
            flow::RegistrationState::Unregistered => RegistrationState::Unregistered,
            flow::RegistrationState::Registered => RegistrationState::Registered,
            flow::RegistrationState::Authorized => RegistrationState::Authorized,
        }
    }

    /// The MVPD that the viewer chose last.
    #[must_use]
    pub fn mvpd(&self) -> Option<String> {
        lock(&self.state).client.mvpd().map(str::to_owned)
    }

    /// Remembers the MVPD that the viewer chose (R25), for example one of several profiles (R49).
    pub fn remember_mvpd(&self, mvpd: &str) -> Result<(), TvpassError> {
        Ok(lock(&self.state).client.remember_mvpd(mvpd)?)
    }

    /// Forgets the MVPD.
    pub fn forget_mvpd(&self) {
        lock(&self.state).client.forget_mvpd();
    }
}

impl Client {
    pub(super) fn state(&self) -> std::sync::MutexGuard<'_, ClientState> {
        lock(&self.state)
    }
}

impl ClientState {
    /// The context of a step.
    pub(super) fn context(&self) -> Result<flow::Context<'_>, TvpassError> {
        let mut context = self.settings.view()?;
        match &self.partner_framework_status {
            Some(status) => context
                .headers
                .set(HeaderName::ApPartnerFrameworkStatus, &status.0)
                .map_err(|error| TvpassError::invalid_header(HeaderName::ApPartnerFrameworkStatus, error))?,
            None => context.headers.remove(HeaderName::ApPartnerFrameworkStatus),
        }
        Ok(context)
    }

    pub(super) fn set_partner_framework_status(
        &mut self,
        status: Option<&PartnerFrameworkStatus>,
    ) -> Result<(), TvpassError> {
        self.partner_framework_status = status.map(PartnerFrameworkStatus::header).transpose()?;
        Ok(())
    }
}
