//! `profile_mvpd`: GET /api/v2/{serviceProvider}/profiles/{mvpd}.

use super::call::call;
use super::definition::definition;
use super::profiles::Profiles;

definition! {
    id: "profile_mvpd",
    request: Get "/api/v2/{serviceProvider}/profiles/{mvpd}",
    body: None,
    success: [200],
    required: [Authorization, ApDeviceIdentifier, XDeviceInfo],
    optional: [
        XForwardedFor, AdobeSubjectToken, XRokuReservedRokuConnectToken, AdServiceToken, ApPartnerFrameworkStatus,
        ApTempPassIdentity, ApVisitorIdentifier, Accept, UserAgent,
    ],
}

call! {
    /// The profiles of one MVPD; the first call of an application that remembers it (R32). Temporary and degraded
    /// profiles are told only here (R81).
    ///
    /// ```
    /// use tvpass::endpoint::{Call, GetProfileMvpd};
    /// use tvpass::message::{HeaderName, Headers, Sender};
    ///
    /// let mut headers = Headers::new(Sender::StreamingDevice);
    /// headers.set(HeaderName::Authorization, "Bearer eyJhbGciOi").unwrap();
    /// headers.set(HeaderName::ApDeviceIdentifier, "fingerprint dHY=").unwrap();
    /// headers.set(HeaderName::XDeviceInfo, "e30=").unwrap();
    /// let mut buffer = [0; 64];
    /// let call = GetProfileMvpd::new("REF30", "A/B");
    /// assert_eq!(call.encode(&headers, &mut buffer).unwrap().target, "/api/v2/REF30/profiles/A%2FB");
    /// ```
    pub struct GetProfileMvpd<'a>: ProfileMvpd => Profiles {
        /// The programmer's id.
        path service_provider: &'a str = "serviceProvider",
        /// The MVPD.
        path mvpd: &'a str = "mvpd",
    }
}
