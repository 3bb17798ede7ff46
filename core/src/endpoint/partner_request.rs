//! `partner_request`: POST /api/v2/{serviceProvider}/sessions/sso/{partner}.

use super::call::call;
use super::definition::definition;
use super::session::Session;

/// The partner of Apple's Video Subscriber Account framework (P6).
pub const APPLE: &str = "Apple";

/// The channel identifier of that framework's requests: who issues the service's SAML requests (R103).
pub const APPLE_CHANNEL: &str = "https://saml.sp.auth.adobe.com";

definition! {
    id: "partner_request",
    request: Post "/api/v2/{serviceProvider}/sessions/sso/{partner}",
    body: Form,
    success: [200],
    required: [Authorization, ContentType, ApDeviceIdentifier, XDeviceInfo],
    optional: [XForwardedFor, AdobeSubjectToken, ApPartnerFrameworkStatus, ApVisitorIdentifier, Accept, UserAgent],
}

call! {
    /// Asks what to ask the partner's framework; falls back to the basic flow by itself, for which domain and redirect URL
    /// should always be there (R100).
    ///
    /// ```
    /// use tvpass::endpoint::{APPLE, Call, CreatePartnerSession};
    /// use tvpass::message::{HeaderName, Headers, Sender};
    ///
    /// let mut headers = Headers::new(Sender::StreamingDevice);
    /// headers.set(HeaderName::Authorization, "Bearer eyJhbGciOi").unwrap();
    /// headers.set(HeaderName::ApDeviceIdentifier, "fingerprint dHY=").unwrap();
    /// headers.set(HeaderName::XDeviceInfo, "e30=").unwrap();
    /// let mut call = CreatePartnerSession::new("REF30", APPLE);
    /// call.domain_name = Some("adobe.com");
    /// call.redirect_url = Some("https://adobe.com");
    /// let mut buffer = [0; 128];
    /// let request = call.encode(&headers, &mut buffer).unwrap();
    /// assert_eq!(request.target, "/api/v2/REF30/sessions/sso/Apple");
    /// assert_eq!(request.body, b"domainName=adobe.com&redirectUrl=https%3A%2F%2Fadobe.com");
    /// ```
    pub struct CreatePartnerSession<'a>: PartnerRequest => Session {
        /// The programmer's id.
        path service_provider: &'a str = "serviceProvider",
        /// The partner.
        path partner: &'a str = "partner",
        /// The domain of the application, for the basic flow.
        form domain_name: Option<&'a str> = "domainName",
        /// The address that a login page returns to, for the basic flow.
        form redirect_url: Option<&'a str> = "redirectUrl",
    }
}
