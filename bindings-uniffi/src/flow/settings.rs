//! What an application is set up with, and does not change while it runs.

use tvpass::endpoint::APPLE;
use tvpass::message::BaseUrl;
use tvpass::old_flow as flow;

use crate::error::TvpassError;
use crate::header::Headers;
use crate::secret::Secret;
use crate::url::base;

/// Where the viewer signs in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, uniffi::Enum)]
pub enum Screen {
    /// On another device: this one shows a code and polls at once (R42).
    #[default]
    Second,
    /// Here, in a user agent (R42).
    Here,
}

/// Where the viewer chooses an MVPD, if none is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, uniffi::Enum)]
pub enum Picker {
    /// On the second screen.
    #[default]
    Second,
    /// Here: the flow fetches the configuration and asks (R23).
    Here,
}

/// What an application is set up with.
#[derive(Clone, Debug, Default, PartialEq, uniffi::Record)]
pub struct Settings {
    /// The service, a simulator or the programmer's own proxy; see `Environment`.
    pub base_url: String,
    /// The programmer's id.
    pub service_provider: String,
    /// What the application registers with.
    pub software_statement: Secret,
    /// All header values that are ready, `Authorization` excepted, which is the flow's own.
    pub headers: Headers,
    /// Where user agents return to, if the registration is to say so.
    #[uniffi(default = None)]
    pub redirect_uri: Option<String>,
    /// The domain of the application, for the login page.
    #[uniffi(default = None)]
    pub domain_name: Option<String>,
    /// Where the login page returns to.
    #[uniffi(default = None)]
    pub redirect_url: Option<String>,
    /// Where the viewer signs in; on another device if nothing is said.
    #[uniffi(default = None)]
    pub screen: Option<Screen>,
    /// Where the viewer chooses an MVPD; on the second screen if nothing is said.
    #[uniffi(default = None)]
    pub picker: Option<Picker>,
    /// How many resources one preauthorization may name: five, unless Adobe configured another number (R56).
    #[uniffi(default = None)]
    pub preauthorize_limit: Option<u8>,
    /// The partner whose framework signs the viewer in, see `Partner.wire`: Apple if nothing is said (P6).
    #[uniffi(default = None)]
    pub partner: Option<String>,
    /// Milliseconds between polls: 4,000 if nothing is said; less than 3,000 counts as 3,000 (N3).
    #[uniffi(default = None)]
    pub poll_interval_millis: Option<u32>,
}

impl Settings {
    /// The context of a step.
    pub(super) fn view(&self) -> Result<flow::Context<'_>, TvpassError> {
        let mut context = flow::Context::new(
            base(&self.base_url)?,
            &self.service_provider,
            self.software_statement.0.as_str().into(),
            self.headers.view()?,
        );
        context.redirect_uri = self.redirect_uri.as_deref();
        context.domain_name = self.domain_name.as_deref();
        context.redirect_url = self.redirect_url.as_deref();
        context.partner = self.partner.as_deref().unwrap_or(APPLE);
        context.preauthorize_limit = self.preauthorize_limit.unwrap_or(context.preauthorize_limit);
        context.poll_interval_millis = self.poll_interval_millis.unwrap_or(context.poll_interval_millis);
        context.screen = match self.screen.unwrap_or_default() {
            Screen::Second => flow::Screen::Second,
            Screen::Here => flow::Screen::Here,
        };
        context.picker = match self.picker.unwrap_or_default() {
            Picker::Second => flow::Picker::Second,
            Picker::Here => flow::Picker::Here,
        };
        Ok(context)
    }
}

/// One of Adobe's environments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Environment {
    /// Release-Production.
    ReleaseProduction,
    /// Prequal-Production.
    PrequalProduction,
    /// Release-Staging.
    ReleaseStaging,
    /// Prequal-Staging.
    PrequalStaging,
}

#[uniffi::export]
impl Environment {
    /// Its base URL, for the settings.
    #[must_use]
    pub fn base_url(&self) -> String {
        let base = match self {
            Self::ReleaseProduction => BaseUrl::RELEASE_PRODUCTION,
            Self::PrequalProduction => BaseUrl::PREQUAL_PRODUCTION,
            Self::ReleaseStaging => BaseUrl::RELEASE_STAGING,
            Self::PrequalStaging => BaseUrl::PREQUAL_STAGING,
        };
        base.as_str().to_owned()
    }
}
