//! `create_session`: POST /api/v2/{serviceProvider}/sessions.

use super::call::call;
use super::definition::definition;
use super::session::Session;

definition! {
    id: "create_session",
    request: Post "/api/v2/{serviceProvider}/sessions",
    body: Form,
    success: [200],
    required: [Authorization, ContentType, ApDeviceIdentifier, XDeviceInfo],
    optional: [
        XForwardedFor, AdobeSubjectToken, XRokuReservedRokuConnectToken, AdServiceToken, ApVisitorIdentifier, Accept,
        UserAgent,
    ],
}

call! {
    /// Opens an authentication session; a new one ends the one before (R45).
    ///
    /// ```
    /// use tvpass::endpoint::{Call, CreateSession};
    /// use tvpass::message::{HeaderName, Headers, Sender};
    ///
    /// let mut headers = Headers::new(Sender::StreamingDevice);
    /// headers.set(HeaderName::Authorization, "Bearer eyJhbGciOi").unwrap();
    /// headers.set(HeaderName::ApDeviceIdentifier, "fingerprint dHY=").unwrap();
    /// headers.set(HeaderName::XDeviceInfo, "e30=").unwrap();
    /// let mut call = CreateSession::new("REF30");
    /// call.mvpd = Some("Cablevision");
    /// call.domain_name = Some("adobe.com");
    /// call.redirect_url = Some("https://adobe.com");
    /// let mut buffer = [0; 128];
    /// let request = call.encode(&headers, &mut buffer).unwrap();
    /// assert_eq!(request.target, "/api/v2/REF30/sessions");
    /// assert_eq!(
    ///     request.body,
    ///     b"mvpd=Cablevision&domainName=adobe.com&redirectUrl=https%3A%2F%2Fadobe.com",
    /// );
    /// ```
    pub struct CreateSession<'a>: CreateSession => Session {
        /// The programmer's id.
        path service_provider: &'a str = "serviceProvider",
        /// The MVPD, where it is chosen already.
        form mvpd: Option<&'a str> = "mvpd",
        /// The domain of the application that opens the login page.
        form domain_name: Option<&'a str> = "domainName",
        /// The address that the login page returns to (R34: encoded once).
        form redirect_url: Option<&'a str> = "redirectUrl",
    }
}
