//! Behaviour of the service.

use serde::Deserialize;
use tvpass::endpoint::{LinkCodeName, TokenName};

use crate::world::World;

/// The request headers that a browser may send from another origin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BrowserHeaders {
    /// All of the protocol.
    #[default]
    All,
    /// Those that the real service was seen to allow (H7).
    AsSeen,
}

/// The names that the Single Sign-On Service gives to tokens and link codes: its documentation has two sets (V1, V2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SsoFields {
    /// `serviceToken` and `code`.
    #[default]
    Samples,
    /// `jws` and `link`.
    Tables,
}

impl SsoFields {
    pub(crate) fn token_name(self) -> TokenName {
        match self {
            Self::Samples => TokenName::ServiceToken,
            Self::Tables => TokenName::Jws,
        }
    }

    pub(crate) fn link_code_name(self) -> LinkCodeName {
        match self {
            Self::Samples => LinkCodeName::Code,
            Self::Tables => LinkCodeName::Link,
        }
    }
}

/// The form of the Single Sign-On Service's errors: its documentation has two (V10).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SsoErrors {
    /// Within `error`, beside a text for the status.
    #[default]
    Wrapped,
    /// As in the rest of the API.
    Flat,
}

/// Settings of the service.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The world: service providers, MVPDs, viewers and resources.
    pub world: World,
    /// The URL of the service, without a slash at the end: pages and logos are named by it.
    pub base_url: String,
    /// True if a device that asks too often gets 429.
    pub throttle: bool,
    /// The life of an authentication code.
    pub code_millis: u64,
    /// The life of an access token.
    pub access_token_millis: u64,
    /// The life of a sign-in.
    pub profile_millis: u64,
    /// The life of a permit.
    pub decision_millis: u64,
    /// The life of a media token (N5).
    pub media_token_millis: u64,
    /// The life of the profile of a degraded MVPD.
    pub degraded_profile_millis: u64,
    /// The number of registrations that are remembered; beyond them the one that was not used for longest is forgotten,
    /// and gets `invalid_client`.
    pub registrations: usize,
    /// The most resources that `preauthorize` takes at once (R56).
    pub preauthorize_resources: usize,
    /// The most resources that `authorize` takes at once (R56).
    pub authorize_resources: usize,
    /// The request headers that a browser may send from another origin.
    pub browser_headers: BrowserHeaders,
    /// The life of a service token.
    pub sso_token_millis: u64,
    /// The time after its end in which a service token can still be renewed.
    pub sso_refresh_window_millis: u64,
    /// The life of a link code.
    pub sso_link_millis: u64,
    /// The names of tokens and link codes.
    pub sso_fields: SsoFields,
    /// The form of the Single Sign-On Service's errors.
    pub sso_errors: SsoErrors,
    /// Makes every run give the same codes and tokens, for tests. Without the feature `server` nothing else is random: there
    /// a program brings a number of its own, and `None` is zero.
    pub seed: Option<u64>,
}

impl Default for Settings {
    fn default() -> Self {
        const MINUTE: u64 = 60 * 1000;
        const DAY: u64 = 24 * 60 * MINUTE;
        Self {
            world: World::default(),
            base_url: "http://127.0.0.1".into(),
            throttle: true,
            code_millis: 30 * MINUTE,
            access_token_millis: DAY,
            profile_millis: 30 * DAY,
            decision_millis: DAY,
            media_token_millis: 7 * MINUTE,
            degraded_profile_millis: 30 * MINUTE,
            registrations: 20_000,
            preauthorize_resources: 5,
            authorize_resources: 1,
            browser_headers: BrowserHeaders::All,
            sso_token_millis: 60 * MINUTE,
            sso_refresh_window_millis: 60 * MINUTE,
            sso_link_millis: 30 * MINUTE,
            sso_fields: SsoFields::Samples,
            sso_errors: SsoErrors::Wrapped,
            seed: None,
        }
    }
}
