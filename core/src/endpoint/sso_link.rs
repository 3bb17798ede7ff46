//! `sso_link`: POST /api/{serviceProvider}/link.

use super::call::call;
use super::definition::definition;
use super::issued::{issued, lifetime_millis};
use crate::json::{Error, Secret, Text, Timestamp, record};
use crate::output::TooSmall;

definition! {
    id: "sso_link",
    request: Post "/api/{serviceProvider}/link",
    body: None,
    success: [201],
    required: [Authorization, ApDeviceIdentifier, AdServiceToken],
    optional: [XForwardedFor, UserAgent],
    without_charset: [Accept],
}

call! {
    /// Makes a code that brings another device into the sign-in; only when somebody wants to add one (R136).
    ///
    /// ```
    /// use tvpass::endpoint::{Call, SsoLink};
    /// use tvpass::message::{HeaderName, Headers, Sender};
    ///
    /// let mut headers = Headers::new(Sender::StreamingDevice);
    /// headers.set(HeaderName::Authorization, "Bearer eyJhbGciOi").unwrap();
    /// headers.set(HeaderName::ApDeviceIdentifier, "fingerprint dHY=").unwrap();
    /// headers.set(HeaderName::AdServiceToken, "eyJhbGciOi.e30.c2ln").unwrap();
    /// let mut buffer = [0; 64];
    /// let request = SsoLink::new("REF30").encode(&headers, &mut buffer).unwrap();
    /// assert_eq!(request.target, "/api/REF30/link");
    /// ```
    pub struct SsoLink<'a>: SsoLink => IssuedLinkCode {
        /// The programmer's id.
        path service_provider: &'a str = "serviceProvider",
    }
}

/// The name that a link code has in its answer: the documentation has two (V2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LinkCodeName {
    /// `code`, as in the samples.
    #[default]
    Code,
    /// `link`, as in the table.
    Link,
}

record! {
    /// The answer as the wire has it.
    struct Wire<'a> {
        /// The code, by the name of the samples (V2).
        optional code: Secret<'a> = "code",
        /// The code, by the name of the table (V2).
        optional link: Secret<'a> = "link",
        /// Valid from here …
        informational not_before: Timestamp = "notBefore",
        /// … to here.
        required not_after: Timestamp = "notAfter",
        /// `CREATED`; it decides nothing (V14).
        informational status: Text<'a> = "status",
    }
}

issued! {
    /// A link code and its life.
    ///
    /// ```
    /// use tvpass::endpoint::{Answer, IssuedLinkCode};
    /// use tvpass::json::Timestamp;
    ///
    /// let body = br#"{"status": "CREATED", "code": "407315", "notBefore": 1790000000000, "notAfter": 1790002700000}"#;
    /// let issued = IssuedLinkCode::from_response(201, body).unwrap();
    /// assert_eq!(issued.code.reveal(), "407315");
    /// assert_eq!(issued.lifetime_millis(Timestamp::default()), 45 * 60 * 1000);
    /// ```
    pub struct IssuedLinkCode {
        /// The code: letters and digits of any length (R139).
        code,
    }
}

impl<'a> IssuedLinkCode<'a> {
    /// Reads the answer; `code` goes before `link` (V2).
    ///
    /// # Errors
    /// The body is no such answer, has no code, or a code without a life.
    pub fn decode(body: &'a [u8]) -> Result<Self, Error> {
        let Wire { code, link, not_before, not_after, status } = Wire::decode(body)?;
        Self::checked(body, &"code", code.or(link), not_before, not_after, status)
    }

    /// Writes the answer, with the code under `name`.
    ///
    /// # Errors
    /// `buffer` is too small.
    pub fn encode<'b>(&self, name: LinkCodeName, buffer: &'b mut [u8]) -> Result<&'b [u8], TooSmall> {
        self.wire(name).encode(buffer)
    }

    const fn wire(&self, name: LinkCodeName) -> Wire<'a> {
        let Self { code, not_before, not_after, status } = *self;
        let (code, link) = match name {
            LinkCodeName::Code => (Some(code), None),
            LinkCodeName::Link => (None, Some(code)),
        };
        Wire { code, link, not_before, not_after, status }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::Wire;

    #[test]
    fn r148_the_answer_of_the_wire_prints_neither_of_its_two_secrets() {
        let body = br#"{"code": "S3NTINEL", "link": "S3NTINEL", "notAfter": 1790003600000}"#;
        let printed = std::format!("{:?}", Wire::decode(body).unwrap());
        assert_eq!((printed.matches("[redacted]").count(), printed.contains("S3NTINEL")), (2, false), "{printed}");
    }
}
