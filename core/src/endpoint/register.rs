//! `register`: POST /o/client/register.

use super::answer::record_answer;
use super::call::call;
use super::definition::definition;
use crate::json::{Secret, Text, Texts, record};
use crate::message::decode_registration_failure;

record! {
    /// The body of [`Register`].
    pub struct RegisterBody<'a> {
        /// The statement that Adobe issued for the application; its scope must be `api:client:v2` (R2).
        required software_statement: Secret<'a> = "software_statement",
        /// The address that a user agent returns to, if the application has one.
        optional redirect_uri: Text<'a> = "redirect_uri",
    }
}

definition! {
    id: "register",
    request: Post "/o/client/register",
    body: Json,
    success: [201],
    required: [ContentType, XDeviceInfo],
    optional: [XForwardedFor, Accept, UserAgent],
}

call! {
    /// Registers the application: once per installation (R3, R4).
    ///
    /// ```
    /// use tvpass::endpoint::{Call, Register, RegisterBody};
    /// use tvpass::message::{HeaderName, Headers, Sender};
    ///
    /// let mut headers = Headers::new(Sender::StreamingDevice);
    /// headers.set(HeaderName::XDeviceInfo, "e30=").unwrap();
    /// let call = Register::new(RegisterBody::new("demo.software.statement".into()));
    /// let mut buffer = [0; 128];
    /// let request = call.encode(&headers, &mut buffer).unwrap();
    /// assert_eq!(request.target, "/o/client/register");
    /// assert_eq!(request.body, br#"{"software_statement":"demo.software.statement"}"#);
    /// ```
    pub struct Register<'a>: Register => ClientCredentials {
        /// The JSON body.
        json body: RegisterBody<'a>,
    }
}

record! {
    /// Id and secret by which the service knows the application from now on; kept for good (R3).
    ///
    /// ```
    /// use tvpass::endpoint::ClientCredentials;
    ///
    /// let credentials = ClientCredentials::decode(
    ///     br#"{"client_id": "s6BhdRkqt3", "client_secret": "t7AkePiru4", "scopes": ["api:client:v2"]}"#,
    /// ).unwrap();
    /// assert_eq!(credentials.client_id.reveal(), "s6BhdRkqt3");
    /// assert!(credentials.has_v2_scope());
    /// ```
    pub struct ClientCredentials<'a> {
        /// The client's id.
        required client_id: Secret<'a> = "client_id",
        /// The client's secret.
        required client_secret: Secret<'a> = "client_secret",
        /// Seconds since the Unix epoch.
        informational client_id_issued_at: u64 = "client_id_issued_at",
        /// The addresses that user agents may return to.
        informational_list redirect_uris: Texts<'a> = "redirect_uris",
        /// The grants that the token endpoint takes from this client (R5).
        informational_list grant_types: Texts<'a> = "grant_types",
        /// The scopes that the client may use.
        list scopes: Texts<'a> = "scopes",
    }
}

impl ClientCredentials<'_> {
    /// True if the client may use REST API V2 (R2). Without a list of scopes nothing speaks against it.
    #[must_use]
    pub fn has_v2_scope(&self) -> bool {
        self.scopes.is_empty() || self.scopes.contains("api:client:v2")
    }
}

record_answer!(ClientCredentials, decode_registration_failure);
