//! Scenarios: small files that say how the world and the service differ from the normal course.

use std::fmt;

use serde::Deserialize;

use crate::rules::{Degradation, Denial};
use crate::service::Fault;
use crate::settings::{BrowserHeaders, Settings, SsoErrors, SsoFields};
use crate::world::{Mvpd, Resource, ServiceProvider, SoftwareStatement, Viewer, World};

const MINUTE_MILLIS: u64 = 60 * 1000;

/// A scenario, written in TOML. All parts are optional; what it names replaces its namesake in the world or is added.
///
/// ```
/// use tvpass_simulator::Scenario;
///
/// let scenario = Scenario::parse(r#"
///     description = "The provider's network fails twice."
///     [[denial]]
///     resource = "news"
///     code = "network_received_error"
///     times = 2
/// "#).unwrap();
/// assert_eq!(scenario.denials.len(), 1);
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Scenario {
    /// Its purpose, and what to try.
    pub description: String,
    /// Settings that differ from the normal course.
    pub settings: Overrides,
    /// Programmers.
    #[serde(rename = "service_provider")]
    pub service_providers: Vec<ServiceProvider>,
    /// Their applications' statements.
    #[serde(rename = "software_statement")]
    pub software_statements: Vec<SoftwareStatement>,
    /// TV providers.
    #[serde(rename = "mvpd")]
    pub mvpds: Vec<Mvpd>,
    /// Viewers who can sign in.
    #[serde(rename = "viewer")]
    pub viewers: Vec<Viewer>,
    /// Resources, permitted or not.
    #[serde(rename = "resource")]
    pub resources: Vec<Resource>,
    /// Requests that fail.
    #[serde(rename = "fault")]
    pub faults: Vec<Fault>,
    /// Resources that are denied.
    #[serde(rename = "denial")]
    pub denials: Vec<Denial>,
    /// MVPDs that are degraded.
    #[serde(rename = "degradation")]
    pub degradations: Vec<Degradation>,
}

/// Settings that a scenario can change.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Overrides {
    /// True if a device that asks too often gets 429.
    pub throttle: Option<bool>,
    /// The life of an authentication code.
    pub code_minutes: Option<u64>,
    /// The life of an access token.
    pub token_minutes: Option<u64>,
    /// The life of a sign-in.
    pub profile_minutes: Option<u64>,
    /// The life of a media token.
    pub media_token_minutes: Option<u64>,
    /// The number of registrations that are remembered.
    pub registrations: Option<usize>,
    /// The most resources that `preauthorize` takes at once.
    pub preauthorize_resources: Option<usize>,
    /// The most resources that `authorize` takes at once.
    pub authorize_resources: Option<usize>,
    /// The headers that browsers may send.
    pub browser_headers: Option<BrowserHeaders>,
    /// The life of a service token.
    pub sso_token_minutes: Option<u64>,
    /// The time after its end in which a service token can still be renewed.
    pub sso_refresh_window_minutes: Option<u64>,
    /// The life of a link code.
    pub sso_link_minutes: Option<u64>,
    /// The names of tokens and link codes.
    pub sso_fields: Option<SsoFields>,
    /// The form of the Single Sign-On Service's errors.
    pub sso_errors: Option<SsoErrors>,
}

/// A file that is no scenario.
#[derive(Clone, Debug)]
pub struct ScenarioError(String);

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ScenarioError {}

macro_rules! ready {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../scenarios/", $name, ".toml")))),*]
    };
}

impl Scenario {
    /// The ready ones: name and text.
    pub const READY: &'static [(&'static str, &'static str)] = ready![
        "basic-authentication-primary-application",
        "basic-authentication-secondary-application",
        "basic-profiles-primary-application",
        "basic-profiles-secondary-application",
        "basic-preauthorization",
        "basic-authorization",
        "basic-logout",
        "temporary-access-basic",
        "temporary-access-promotional",
        "degraded-authn-all",
        "degraded-authz-all",
        "degraded-authz-none",
        "single-sign-on-partner",
        "single-sign-on-platform-identity",
        "single-sign-on-service-token",
        "single-sign-on-link",
        "single-sign-on-refresh-window-missed",
        "single-sign-on-tables",
        "single-sign-on-not-licensed",
        "single-logout",
        "bad-network",
        "browser-headers-as-seen",
    ];

    /// Reads a scenario.
    ///
    /// # Errors
    /// The text is not TOML, or it holds what no scenario has; the error says where.
    pub fn parse(text: &str) -> Result<Self, ScenarioError> {
        toml::from_str(text).map_err(|error| ScenarioError(error.to_string()))
    }

    /// The ready scenario called `name`.
    ///
    /// # Errors
    /// There is none of that name.
    pub fn ready(name: &str) -> Result<Self, ScenarioError> {
        let text = Self::READY.iter().find(|(known, _)| *known == name).map(|(_, text)| *text);
        Self::parse(text.ok_or_else(|| ScenarioError(format!("there is no scenario called {name}")))?)
    }

    /// `settings` as this scenario has them.
    pub(crate) fn settings(&self, settings: &Settings) -> Settings {
        let mut settings = settings.clone();
        self.change_world(&mut settings.world);
        let Overrides { throttle, code_minutes, token_minutes, profile_minutes, media_token_minutes, .. } =
            self.settings;
        settings.throttle = throttle.unwrap_or(settings.throttle);
        for (minutes, millis) in [
            (code_minutes, &mut settings.code_millis),
            (token_minutes, &mut settings.access_token_millis),
            (profile_minutes, &mut settings.profile_millis),
            (media_token_minutes, &mut settings.media_token_millis),
            (self.settings.sso_token_minutes, &mut settings.sso_token_millis),
            (self.settings.sso_refresh_window_minutes, &mut settings.sso_refresh_window_millis),
            (self.settings.sso_link_minutes, &mut settings.sso_link_millis),
        ] {
            *millis = minutes.map_or(*millis, |minutes| minutes.saturating_mul(MINUTE_MILLIS));
        }
        let Overrides { registrations, preauthorize_resources, authorize_resources, browser_headers, .. } =
            self.settings;
        settings.registrations = registrations.unwrap_or(settings.registrations);
        settings.preauthorize_resources = preauthorize_resources.unwrap_or(settings.preauthorize_resources);
        settings.authorize_resources = authorize_resources.unwrap_or(settings.authorize_resources);
        settings.browser_headers = browser_headers.unwrap_or(settings.browser_headers);
        settings.sso_fields = self.settings.sso_fields.unwrap_or(settings.sso_fields);
        settings.sso_errors = self.settings.sso_errors.unwrap_or(settings.sso_errors);
        settings
    }

    fn change_world(&self, world: &mut World) {
        merge(&mut world.service_providers, &self.service_providers, |item| &item.id);
        merge(&mut world.software_statements, &self.software_statements, |item| &item.statement);
        merge(&mut world.mvpds, &self.mvpds, |item| &item.id);
        merge(&mut world.viewers, &self.viewers, |item| &item.name);
        merge(&mut world.resources, &self.resources, |item| &item.id);
    }
}

/// Puts each of `changed` in the place of the item with its name, or at the end.
fn merge<T: Clone>(items: &mut Vec<T>, changed: &[T], name: impl Fn(&T) -> &String) {
    for change in changed {
        match items.iter_mut().find(|item| name(item) == name(change)) {
            Some(item) => *item = change.clone(),
            None => items.push(change.clone()),
        }
    }
}
