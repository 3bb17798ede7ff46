//! The settings of an application as a host keeps them: in a file, or among settings of its own.

use super::app::App;
use super::stop::{InvalidArgument, check_segment};
use crate::json::{Secret, Text, record};
use crate::message::{BaseUrl, Headers};

record! {
    /// The settings of an [`App`] in a form to keep; with the feature `serde`, in the host's own format.
    ///
    /// ```
    /// use tvpass::flow::AppSettings;
    /// use tvpass::message::{Headers, Sender};
    ///
    /// let text = br#"{"baseUrl": "http://127.0.0.1:8787", "serviceProvider": "REF30",
    ///     "softwareStatement": "demo.software.statement", "pollIntervalMillis": 5000}"#;
    /// let settings = AppSettings::decode(text).unwrap();
    /// let app = settings.app(Headers::new(Sender::StreamingDevice)).unwrap();
    /// assert_eq!((app.service_provider, app.poll_interval_millis), ("REF30", 5000));
    /// ```
    pub struct AppSettings<'a>, from hosts {
        /// The service.
        required base_url: Text<'a> = "baseUrl",
        /// The programmer's id.
        required service_provider: Text<'a> = "serviceProvider",
        /// The software statement that the application registers with.
        required software_statement: Secret<'a> = "softwareStatement",
        /// The address that user agents return to, if the registration is to name it.
        optional redirect_uri: Text<'a> = "redirectUri",
        /// Milliseconds between polls.
        optional poll_interval_millis: u32 = "pollIntervalMillis",
    }
}

impl<'a> AppSettings<'a> {
    /// The application, with the header values that are ready.
    ///
    /// # Errors
    /// A setting cannot be worked with, and is named by its key: it is empty or dots, is no URL, or stands with escapes, which an
    /// [`App`] cannot borrow.
    pub fn app(&self, headers: Headers<'a>) -> Result<App<'a>, InvalidArgument> {
        let base = BaseUrl::new(plain("baseUrl", self.base_url)?).map_err(|_| InvalidArgument::Malformed("baseUrl"))?;
        let service_provider = plain("serviceProvider", self.service_provider)?;
        check_segment("serviceProvider", service_provider)?;
        let mut app = App::new(base, service_provider, self.software_statement, headers);
        app.redirect_uri = self.redirect_uri.map(|uri| plain("redirectUri", uri)).transpose()?;
        app.poll_interval_millis = self.poll_interval_millis.unwrap_or(app.poll_interval_millis);
        Ok(app)
    }
}

fn plain<'a>(name: &'static str, text: Text<'a>) -> Result<&'a str, InvalidArgument> {
    text.plain().ok_or(InvalidArgument::Malformed(name))
}
