//! `sso_token`: POST /api/{serviceProvider}/serviceToken, and the answer that it shares with `sso_refresh`.

use super::call::call;
use super::definition::definition;
use super::issued::{issued, lifetime_millis};
use super::person::Person;
use crate::json::{Error, Secret, Text, Timestamp, record};
use crate::output::TooSmall;

definition! {
    id: "sso_token",
    request: Post "/api/{serviceProvider}/serviceToken",
    body: None,
    success: [201],
    required: [Authorization, ApDeviceIdentifier, XDeviceInfo],
    optional: [XForwardedFor, UserAgent, XSsoId, XSsoLink],
    without_charset: [Accept],
}

call! {
    /// Gets a service token for a person. The person's header stands behind the target in the caller's buffer.
    ///
    /// ```
    /// use tvpass::endpoint::{Call, Person, SsoToken};
    /// use tvpass::message::{CommonIdentifier, HeaderName, Headers, Sender};
    ///
    /// let mut headers = Headers::new(Sender::StreamingDevice);
    /// headers.set(HeaderName::Authorization, "Bearer eyJhbGciOi").unwrap();
    /// headers.set(HeaderName::ApDeviceIdentifier, "fingerprint dHY=").unwrap();
    /// headers.set(HeaderName::XDeviceInfo, "e30=").unwrap();
    /// let person = Person::Id(CommonIdentifier::new("household-19").unwrap());
    /// let mut buffer = [0; 64];
    /// let request = SsoToken::new("REF30", person).encode(&headers, &mut buffer).unwrap();
    /// assert_eq!(request.target, "/api/REF30/serviceToken");
    /// assert_eq!(request.headers.get(HeaderName::XSsoId), Some("household-19"));
    /// ```
    pub struct SsoToken<'a>: SsoToken => IssuedToken {
        /// The programmer's id.
        path service_provider: &'a str = "serviceProvider",
        /// The person.
        person person: Person<'a>,
    }
}

/// The name that a service token has in its answer: the documentation has two (V1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TokenName {
    /// `serviceToken`, as in the samples.
    #[default]
    ServiceToken,
    /// `jws`, as in the tables.
    Jws,
}

record! {
    /// The answer as the wire has it.
    struct Wire<'a> {
        /// The token, by the name of the samples (V1).
        optional service_token: Secret<'a> = "serviceToken",
        /// The token, by the name of the tables (V1).
        optional jws: Secret<'a> = "jws",
        /// Valid from here …
        informational not_before: Timestamp = "notBefore",
        /// … to here.
        required not_after: Timestamp = "notAfter",
        /// `CREATED` or `OK`; it decides nothing (V14).
        informational status: Text<'a> = "status",
    }
}

issued! {
    /// A service token and its life.
    ///
    /// ```
    /// use tvpass::endpoint::{Answer, IssuedToken};
    ///
    /// let body = br#"{"status": "CREATED", "serviceToken": "eyJhbGciOi.e30.c2ln", "notAfter": 1790003600000}"#;
    /// let issued = IssuedToken::from_response(201, body).unwrap();
    /// assert_eq!(issued.token.reveal(), "eyJhbGciOi.e30.c2ln");
    /// assert_eq!(format!("{:?}", issued.token), "[redacted]");
    /// ```
    pub struct IssuedToken {
        /// The token: opaque, for `AD-Service-Token` as it is (R126).
        token,
    }
}

impl<'a> IssuedToken<'a> {
    /// Reads the answer; `serviceToken` goes before `jws` (V1).
    ///
    /// # Errors
    /// The body is no such answer, has no token, or a token without a life.
    pub fn decode(body: &'a [u8]) -> Result<Self, Error> {
        let Wire { service_token, jws, not_before, not_after, status } = Wire::decode(body)?;
        Self::checked(body, &"serviceToken", service_token.or(jws), not_before, not_after, status)
    }

    /// Writes the answer, with the token under `name`.
    ///
    /// # Errors
    /// `buffer` is too small.
    pub fn encode<'b>(&self, name: TokenName, buffer: &'b mut [u8]) -> Result<&'b [u8], TooSmall> {
        self.wire(name).encode(buffer)
    }

    const fn wire(&self, name: TokenName) -> Wire<'a> {
        let Self { token, not_before, not_after, status } = *self;
        let (service_token, jws) = match name {
            TokenName::ServiceToken => (Some(token), None),
            TokenName::Jws => (None, Some(token)),
        };
        Wire { service_token, jws, not_before, not_after, status }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::Wire;

    #[test]
    fn r148_the_answer_of_the_wire_prints_neither_of_its_two_secrets() {
        let body = br#"{"serviceToken": "S3NTINEL", "jws": "S3NTINEL", "notAfter": 1790003600000}"#;
        let printed = std::format!("{:?}", Wire::decode(body).unwrap());
        assert_eq!((printed.matches("[redacted]").count(), printed.contains("S3NTINEL")), (2, false), "{printed}");
    }
}
