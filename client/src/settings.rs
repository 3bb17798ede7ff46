//! Settings of the application, owned.

use std::fmt;
use std::time::Duration;

use tvpass::TooSmall;
use tvpass::flow::App;
use tvpass::json::Secret;
use tvpass::message::{BaseUrl, DeviceIdentifier, DeviceInfo, EncodeError, HeaderName, HeaderValue, Headers, Sender};

use crate::owned::written;

/// Settings of the application: the service, the programmer's id, the software statement, and header values.
///
/// ```
/// use tvpass_client::Settings;
///
/// let settings = Settings::new("http://127.0.0.1:8787", "REF30", "demo.software.statement")?.device_id("ba23d141");
/// # Ok::<(), tvpass_client::SettingsError>(())
/// ```
#[derive(Clone)]
pub struct Settings {
    base: String,
    service_provider: String,
    software_statement: String,
    redirect_uri: Option<String>,
    sender: Sender,
    headers: Vec<(HeaderName, String)>,
    poll_interval_millis: u32,
    configuration_life: Duration,
}

/// N1.
const CONFIGURATION_LIFE: Duration = Duration::from_secs(3 * 60);

/// A setting cannot be worked with.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SettingsError {
    /// The address of the service is no absolute URL of http or https.
    BaseUrl(String),
    /// The value of this header has bytes that no header can hold.
    Header(HeaderName),
    /// The description of the device lacks this key.
    DeviceInfo(&'static str),
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BaseUrl(text) => write!(f, "{text:?} is no absolute URL of http or https"),
            Self::DeviceInfo(key) => write!(f, "the description of the device lacks {key}"),
            Self::Header(name) => write!(f, "the value of {} has bytes that no header can hold", name.as_str()),
        }
    }
}

impl std::error::Error for SettingsError {}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("base", &self.base)
            .field("service_provider", &self.service_provider)
            .finish_non_exhaustive()
    }
}

impl Settings {
    /// Settings of a streaming device. No service is the default: name yours, or a simulator.
    ///
    /// # Errors
    /// `base` is no absolute URL of http or https.
    pub fn new(
        base: impl Into<String>,
        service_provider: impl Into<String>,
        software_statement: impl Into<String>,
    ) -> Result<Self, SettingsError> {
        let base = base.into();
        if BaseUrl::new(&base).is_err() {
            return Err(SettingsError::BaseUrl(base));
        }
        Ok(Self {
            base,
            service_provider: service_provider.into(),
            software_statement: software_statement.into(),
            redirect_uri: None,
            sender: Sender::StreamingDevice,
            headers: Vec::new(),
            poll_interval_millis: 4000,
            configuration_life: CONFIGURATION_LIFE,
        })
    }

    /// The kind of program that sends the requests; it decides which headers are required.
    #[must_use]
    pub fn sender(mut self, sender: Sender) -> Self {
        self.sender = sender;
        self
    }

    /// The return address of user agents, if the registration is to name it.
    #[must_use]
    pub fn redirect_uri(mut self, uri: impl Into<String>) -> Self {
        self.redirect_uri = Some(uri.into());
        self
    }

    /// Milliseconds between polls; less than 3,001 counts as 3,001.
    #[must_use]
    pub fn poll_interval_millis(mut self, millis: u32) -> Self {
        self.poll_interval_millis = millis;
        self
    }

    /// The time for which a list of providers is kept in memory, three minutes unless told otherwise (N1). The viewer gets a
    /// fresh one by [`Reply::List`](crate::Reply::List); zero keeps none.
    #[must_use]
    pub fn configuration_life(mut self, life: Duration) -> Self {
        self.configuration_life = life;
        self
    }

    /// The stable id of the device, which goes into `AP-Device-Identifier`.
    #[must_use]
    pub fn device_id(self, id: &str) -> Self {
        let identifier = DeviceIdentifier::new(id);
        self.own_header(HeaderName::ApDeviceIdentifier, |buffer| identifier.encode(buffer).map(|value| value.as_str()))
    }

    /// The description of the device, which goes into `X-Device-Info`.
    ///
    /// # Errors
    /// A required key has no value.
    pub fn device_info(self, info: &DeviceInfo<'_>) -> Result<Self, SettingsError> {
        if let Err(EncodeError::MissingParameter(key)) = info.encode_header(&mut []) {
            return Err(SettingsError::DeviceInfo(key));
        }
        Ok(self.own_header(HeaderName::XDeviceInfo, |buffer| match info.encode_header(buffer) {
            Err(EncodeError::TooSmall { needed }) => Err(TooSmall { needed }),
            value => Ok(value.map_or("", |value| value.as_str())),
        }))
    }

    /// The value of another header, or a new value.
    ///
    /// # Errors
    /// `value` has bytes that no header can hold.
    pub fn header(mut self, name: HeaderName, value: impl Into<String>) -> Result<Self, SettingsError> {
        self.set_header(name, Some(value.into()))?;
        Ok(self)
    }

    pub(crate) fn set_header(&mut self, name: HeaderName, value: Option<String>) -> Result<(), SettingsError> {
        if value.as_ref().is_some_and(|value| HeaderValue::new(value).is_err()) {
            return Err(SettingsError::Header(name));
        }
        self.headers.retain(|(other, _)| *other != name);
        self.headers.extend(value.map(|value| (name, value)));
        Ok(())
    }

    /// Adds a header whose encoder needs a buffer.
    fn own_header(mut self, name: HeaderName, encode: impl Fn(&mut [u8]) -> Result<&str, TooSmall>) -> Self {
        let value = written(|buffer| encode(buffer).map(str::len));
        let value = String::from_utf8(value.into()).expect("the core writes visible ASCII");
        self.headers.retain(|(other, _)| *other != name);
        self.headers.push((name, value));
        self
    }

    pub(crate) fn life_of_configuration(&self) -> Duration {
        self.configuration_life
    }

    pub(crate) fn base(&self) -> &str {
        self.base.trim_end_matches('/')
    }

    /// The settings as the core takes them.
    pub(crate) fn app(&self) -> App<'_> {
        let base = BaseUrl::new(&self.base).expect("the constructor checks it");
        let mut headers = Headers::new(self.sender);
        for (name, value) in &self.headers {
            headers.insert(*name, HeaderValue::new(value).expect("each way in checks it"));
        }
        let mut app = App::new(base, &self.service_provider, Secret::from(self.software_statement.as_str()), headers);
        app.redirect_uri = self.redirect_uri.as_deref();
        app.poll_interval_millis = self.poll_interval_millis;
        app
    }
}
