//! `token`: POST /o/client/token, always with a form body, so that no secret stands in a URL (P5).

use super::answer::record_answer;
use super::call::call;
use super::definition::definition;
use crate::json::{Secret, Text, Timestamp, record};
use crate::message::decode_registration_failure;

/// The grant of every application (R5).
pub const CLIENT_CREDENTIALS: &str = "client_credentials";

definition! {
    id: "token",
    request: Post "/o/client/token",
    body: Form,
    success: [201],
    required: [ContentType, XDeviceInfo],
    optional: [XForwardedFor, Accept, UserAgent],
}

call! {
    /// Gets an access token for the client's credentials.
    ///
    /// ```
    /// use tvpass::endpoint::{Call, Token, CLIENT_CREDENTIALS};
    /// use tvpass::message::{HeaderName, Headers, Sender};
    ///
    /// let mut headers = Headers::new(Sender::StreamingDevice);
    /// headers.set(HeaderName::XDeviceInfo, "e30=").unwrap();
    /// let call = Token::new("s6BhdRkqt3".into(), "t7AkePiru4".into(), CLIENT_CREDENTIALS);
    /// let mut buffer = [0; 128];
    /// let request = call.encode(&headers, &mut buffer).unwrap();
    /// assert_eq!(request.target, "/o/client/token");
    /// assert_eq!(
    ///     request.body,
    ///     b"client_id=s6BhdRkqt3&client_secret=t7AkePiru4&grant_type=client_credentials",
    /// );
    /// ```
    pub struct Token<'a>: Token => AccessToken {
        /// The client's id.
        form client_id: Secret<'a> = "client_id",
        /// The client's secret.
        form client_secret: Secret<'a> = "client_secret",
        /// One of the client's `grant_types`; see [`CLIENT_CREDENTIALS`].
        form grant_type: &'a str = "grant_type",
    }
}

record! {
    /// The token that authorizes every call of the API until it expires (R6).
    ///
    /// ```
    /// use tvpass::endpoint::AccessToken;
    /// use tvpass::json::Timestamp;
    ///
    /// let token = AccessToken::decode(
    ///     br#"{"access_token": "eyJhbGciOi", "created_at": 1733735289035, "expires_in": 86400}"#,
    /// ).unwrap();
    /// let received = Timestamp::from_millis(0);
    /// assert_eq!(token.expires_at(received), Timestamp::from_millis(1_733_821_689_035));
    /// ```
    pub struct AccessToken<'a> {
        /// The service's name for the token.
        informational id: Text<'a> = "id",
        /// The token itself.
        required access_token: Secret<'a> = "access_token",
        /// When it was made.
        optional created_at: Timestamp = "created_at",
        /// Its life in seconds (N2: what is stated counts).
        lifetime expires_in: u64 = "expires_in",
        /// `bearer`.
        informational token_type: Text<'a> = "token_type",
        /// The contract knows it, the documentation does not.
        informational refresh_token: Secret<'a> = "refresh_token",
    }
}

impl AccessToken<'_> {
    /// When the token expires; `received` stands in for a `created_at` that is missing.
    #[must_use]
    pub fn expires_at(&self, received: Timestamp) -> Timestamp {
        self.created_at.unwrap_or(received).plus_millis(self.expires_in.saturating_mul(1000))
    }
}

record_answer!(AccessToken, decode_registration_failure);
