//! `resume_session`: POST /api/v2/{serviceProvider}/sessions/{code}.

use super::call::call;
use super::definition::definition;
use super::session::Session;

definition! {
    id: "resume_session",
    request: Post "/api/v2/{serviceProvider}/sessions/{code}",
    body: Form,
    success: [200],
    required: [Authorization, ContentType],
    optional: [XForwardedFor, AdobeSubjectToken, ApVisitorIdentifier, Accept, UserAgent],
    from_device: [ApDeviceIdentifier, XDeviceInfo],
}

call! {
    /// Supplies what a session lacks, usually from the second screen (R39).
    ///
    /// ```
    /// use tvpass::endpoint::{Call, ResumeSession};
    /// use tvpass::message::{HeaderName, Headers, Sender};
    ///
    /// let mut headers = Headers::new(Sender::SecondaryApplication);
    /// headers.set(HeaderName::Authorization, "Bearer eyJhbGciOi").unwrap();
    /// let mut call = ResumeSession::new("REF30", "8ADF2");
    /// call.mvpd = Some("Dish");
    /// let mut buffer = [0; 64];
    /// let request = call.encode(&headers, &mut buffer).unwrap();
    /// assert_eq!((request.target, request.body), ("/api/v2/REF30/sessions/8ADF2", &b"mvpd=Dish"[..]));
    /// ```
    pub struct ResumeSession<'a>: ResumeSession => Session {
        /// The programmer's id.
        path service_provider: &'a str = "serviceProvider",
        /// The authentication code.
        path code: &'a str = "code",
        /// The MVPD, if it was missing.
        form mvpd: Option<&'a str> = "mvpd",
        /// The domain of the application that opens the login page, if it was missing.
        form domain_name: Option<&'a str> = "domainName",
        /// The address that the login page returns to, if it was missing.
        form redirect_url: Option<&'a str> = "redirectUrl",
    }
}
