//! Settings of the application.

use tvpass::flow::{self, App};
use tvpass::message::{BaseUrl, HeaderName};

use crate::error::TvpassError;
use crate::header::Headers;
use crate::secret::Secret;
use crate::url::base;

/// Settings of the application: what all its flows need.
#[derive(Clone, Debug, Default, PartialEq, uniffi::Record)]
pub struct Settings {
    /// The service, a simulator or the programmer's own proxy; see `Environment`.
    pub base_url: String,
    /// The programmer's id.
    pub service_provider: String,
    /// The software statement that the application registers with.
    pub software_statement: Secret,
    /// All header values that are ready, `Authorization` excepted, which is the flow's own. `Installation.set_headers`
    /// changes them between steps.
    pub headers: Headers,
    /// Return address of user agents, if the registration is to name it.
    #[uniffi(default = None)]
    pub redirect_uri: Option<String>,
    /// Milliseconds between polls: 4,000 if nothing is said; less than 3,001 counts as 3,001 (N3).
    #[uniffi(default = None)]
    pub poll_interval_millis: Option<u32>,
}

impl Settings {
    /// The settings as the core takes them, with the status of the partner's framework that was said last, and the service
    /// token in the place of one among the headers.
    pub(super) fn app<'a>(
        &'a self,
        framework_status: Option<&'a Secret>,
        service_token: Option<&'a str>,
    ) -> Result<App<'a>, TvpassError> {
        let name = HeaderName::ApPartnerFrameworkStatus;
        let mut headers = self.headers.view()?;
        if let Some(token) = service_token {
            let name = HeaderName::AdServiceToken;
            headers.set(name, token).map_err(|error| TvpassError::invalid_header(name, error))?;
        }
        match framework_status {
            Some(status) => {
                headers.set(name, &status.0).map_err(|error| TvpassError::invalid_header(name, error))?;
            }
            None => headers.remove(name),
        }
        let statement = self.software_statement.0.as_str().into();
        let mut app = App::new(base(&self.base_url)?, &self.service_provider, statement, headers);
        app.redirect_uri = self.redirect_uri.as_deref();
        app.poll_interval_millis = self.poll_interval_millis.unwrap_or(app.poll_interval_millis);
        Ok(app)
    }
}

/// The place where the viewer signs in, and chooses a provider.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, uniffi::Enum)]
pub enum SignInPlace {
    /// On another device, to which this one shows a code; the provider is given, or chosen there.
    #[default]
    OtherDevice,
    /// The same, and the provider is chosen on this device (R23).
    OtherDeviceWithPicker,
    /// On this device, in a user agent; the provider is given, or chosen here.
    ThisDevice,
}

impl From<SignInPlace> for flow::AnyPlace {
    fn from(place: SignInPlace) -> Self {
        Self { opens_page: place == SignInPlace::ThisDevice, picks: place != SignInPlace::OtherDevice }
    }
}

/// Arguments of a sign-in.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct SignInOptions {
    /// The provider, where it is known.
    #[uniffi(default = None)]
    pub mvpd: Option<String>,
    /// The domain of the application, for the login page (R33).
    #[uniffi(default = None)]
    pub domain_name: Option<String>,
    /// The address to which the login page returns (R33).
    #[uniffi(default = None)]
    pub redirect_url: Option<String>,
    /// The place; on another device if nothing is said.
    #[uniffi(default = None)]
    pub place: Option<SignInPlace>,
    /// Leaves out the question for profiles, as after a partner sign-in that ended in `BasicSignIn`.
    #[uniffi(default = false)]
    pub skips_lookup: bool,
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
