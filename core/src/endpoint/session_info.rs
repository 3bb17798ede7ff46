//! `session_info`: GET /api/v2/{serviceProvider}/sessions/{code}.

use super::answer::record_answer;
use super::call::call;
use super::definition::definition;
use crate::json::{Checked, Map, Number, Text, Texts, Timestamp, Value, record};
use crate::message::TextOrHost;

definition! {
    id: "session_info",
    request: Get "/api/v2/{serviceProvider}/sessions/{code}",
    body: None,
    success: [200],
    required: [Authorization],
    optional: [XForwardedFor, AdobeSubjectToken, ApVisitorIdentifier, Accept, UserAgent],
    from_device: [ApDeviceIdentifier, XDeviceInfo],
}

call! {
    /// Asks what a session has and lacks and which device opened it: a second screen checks a code by this (R38).
    ///
    /// ```
    /// use tvpass::endpoint::{Call, GetSession};
    /// use tvpass::message::{HeaderName, Headers, Sender};
    ///
    /// let mut headers = Headers::new(Sender::SecondaryApplication);
    /// headers.set(HeaderName::Authorization, "Bearer eyJhbGciOi").unwrap();
    /// let mut buffer = [0; 64];
    /// let call = GetSession::new("REF30", "8ADF2");
    /// assert_eq!(call.encode(&headers, &mut buffer).unwrap().target, "/api/v2/REF30/sessions/8ADF2");
    /// ```
    pub struct GetSession<'a>: SessionInfo => SessionDetails {
        /// The programmer's id.
        path service_provider: &'a str = "serviceProvider",
        /// The authentication code.
        path code: &'a str = "code",
    }
}

record! {
    /// A version.
    #[derive(Default)]
    pub struct Version<'a> {
        /// First part.
        informational_defaulted major: Value<'a> = "major",
        /// Second part.
        informational_defaulted minor: Value<'a> = "minor",
        /// Third part.
        informational_defaulted patch: Value<'a> = "patch",
        /// A name.
        informational_defaulted profile: Value<'a> = "profile",
    }
}

record! {
    /// The hardware.
    #[derive(Default)]
    pub struct Hardware<'a> {
        /// Its name.
        informational name: Text<'a> = "name",
        /// Its vendor.
        informational vendor: Text<'a> = "vendor",
        /// Its version.
        informational version: Version<'a> = "version",
        /// Its manufacturer.
        informational manufacturer: Text<'a> = "manufacturer",
    }
}

record! {
    /// The operating system.
    #[derive(Default)]
    pub struct OperatingSystem<'a> {
        /// Its name.
        informational name: Text<'a> = "name",
        /// Its family.
        informational family: Text<'a> = "family",
        /// Its vendor.
        informational vendor: Text<'a> = "vendor",
        /// Its version.
        informational version: Version<'a> = "version",
    }
}

record! {
    /// The browser.
    #[derive(Default)]
    pub struct Browser<'a> {
        /// Its name.
        informational name: Text<'a> = "name",
        /// Its vendor.
        informational vendor: Text<'a> = "vendor",
        /// Its version.
        informational version: Version<'a> = "version",
        /// Its user agent string.
        informational user_agent: Text<'a> = "userAgent",
        /// Its original user agent string.
        informational original_user_agent: Text<'a> = "originalUserAgent",
    }
}

record! {
    /// The display.
    #[derive(Default)]
    pub struct Display<'a> {
        /// Pixels.
        informational width: u32 = "width",
        /// Pixels.
        informational height: u32 = "height",
        /// Pixels per inch.
        informational ppi: u32 = "ppi",
        /// Its name.
        informational name: Text<'a> = "name",
        /// Its vendor.
        informational vendor: Text<'a> = "vendor",
        /// Its version.
        informational version: Version<'a> = "version",
        /// Inches (T9: a string on the wire).
        informational_string_number diagonal_size: Number<'a> = "diagonalSize",
    }
}

record! {
    /// The connection.
    #[derive(Default)]
    pub struct Connection<'a> {
        /// The address (T7).
        informational ip_address: TextOrHost<'a> = "ipAddress",
        /// The port (T9: a string on the wire).
        informational_string_number port: u32 = "port",
        /// True if it is secure.
        informational secure: bool = "secure",
        /// Its type.
        informational connection_type: Text<'a> = "type",
    }
}

record! {
    /// The streaming device as the service understood its `X-Device-Info`.
    #[derive(Default)]
    pub struct SessionDevice<'a> {
        /// The kind of device.
        informational device_type: Text<'a> = "type",
        /// The model.
        informational model: Text<'a> = "model",
        /// The model's version.
        informational version: Version<'a> = "version",
        /// The hardware.
        informational hardware: Hardware<'a> = "hardware",
        /// The operating system.
        informational operating_system: OperatingSystem<'a> = "operatingSystem",
        /// The browser.
        informational browser: Browser<'a> = "browser",
        /// The display.
        informational display: Display<'a> = "display",
        /// The application.
        informational application_id: Text<'a> = "applicationId",
        /// The connection.
        informational connection: Connection<'a> = "connection",
    }
}

record! {
    /// The parameters that a session has and those that it lacks.
    ///
    /// ```
    /// use tvpass::endpoint::SessionDetails;
    ///
    /// let information = SessionDetails::decode(br#"{
    ///     "existingParameters": {"mvpd": "Dish", "domain": "adobe.com", "serviceProvider": "REF30"},
    ///     "missingParameters": ["redirectUrl"],
    ///     "notBefore": "1733735289035", "notAfter": "1733737089035"
    /// }"#).unwrap();
    /// assert!(information.existing("domainName").is_some_and(|domain| domain == "adobe.com"));
    /// assert!(information.existing("redirectUrl").is_none());
    /// ```
    pub struct SessionDetails<'a> {
        /// The parameters that are there.
        required existing_parameters: Map<'a> = "existingParameters",
        /// The names of those that are not.
        list missing_parameters: Texts<'a> = "missingParameters",
        /// The device.
        informational device: Checked<'a, SessionDevice<'a>> = "device",
        /// The code is valid from here (T1: a string on the wire) …
        required_string_number not_before: Timestamp = "notBefore",
        /// … to here.
        required_string_number not_after: Timestamp = "notAfter",
    }
}

impl<'a> SessionDetails<'a> {
    /// The value of a parameter that is there: `mvpd`, `domainName` (or `domain`, F1), `redirectUrl`, `serviceProvider`.
    #[must_use]
    pub fn existing(&self, parameter: &str) -> Option<Text<'a>> {
        let get = |name| self.existing_parameters.get(name).and_then(|value| value.as_text());
        get(parameter).or_else(|| if parameter == "domainName" { get("domain") } else { None })
    }
}

record_answer!(SessionDetails);
