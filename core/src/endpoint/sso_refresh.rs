//! `sso_refresh`: GET /api/{serviceProvider}/serviceToken.

use super::call::call;
use super::definition::definition;
use super::sso_token::IssuedToken;

definition! {
    id: "sso_refresh",
    request: Get "/api/{serviceProvider}/serviceToken",
    body: None,
    success: [200],
    required: [Authorization, AdServiceToken],
    optional: [XForwardedFor, UserAgent],
    without_charset: [Accept],
}

call! {
    /// Gets a new service token for one that expires soon, or has expired recently (R129, R130).
    ///
    /// ```
    /// use tvpass::endpoint::{Call, SsoRefresh};
    /// use tvpass::message::{HeaderName, Headers, Sender};
    ///
    /// let mut headers = Headers::new(Sender::StreamingDevice);
    /// headers.set(HeaderName::Authorization, "Bearer eyJhbGciOi").unwrap();
    /// headers.set(HeaderName::AdServiceToken, "eyJhbGciOi.e30.c2ln").unwrap();
    /// let mut buffer = [0; 64];
    /// let request = SsoRefresh::new("REF30").encode(&headers, &mut buffer).unwrap();
    /// assert_eq!(request.target, "/api/REF30/serviceToken");
    /// ```
    pub struct SsoRefresh<'a>: SsoRefresh => IssuedToken {
        /// The programmer's id.
        path service_provider: &'a str = "serviceProvider",
    }
}
