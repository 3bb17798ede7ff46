//! `preauthorize`: POST /api/v2/{serviceProvider}/decisions/preauthorize/{mvpd}.

use super::call::call;
use super::decision::{Decisions, Resources};
use super::definition::definition;

definition! {
    id: "preauthorize",
    request: Post "/api/v2/{serviceProvider}/decisions/preauthorize/{mvpd}",
    body: Json,
    success: [200],
    required: [Authorization, ContentType, ApDeviceIdentifier, XDeviceInfo],
    optional: [
        XForwardedFor, AdobeSubjectToken, XRokuReservedRokuConnectToken, AdServiceToken, ApPartnerFrameworkStatus,
        ApTempPassIdentity, ApVisitorIdentifier, Accept, UserAgent,
    ],
}

call! {
    /// Asks for the resources that the viewer may probably watch: to filter a catalogue, never to play (R53). Five at a
    /// time unless configured otherwise (R56).
    ///
    /// ```
    /// use tvpass::endpoint::{Preauthorize, Call, Resources};
    /// use tvpass::message::{HeaderName, Headers, Sender};
    ///
    /// let mut headers = Headers::new(Sender::StreamingDevice);
    /// headers.set(HeaderName::Authorization, "Bearer eyJhbGciOi").unwrap();
    /// headers.set(HeaderName::ApDeviceIdentifier, "fingerprint dHY=").unwrap();
    /// headers.set(HeaderName::XDeviceInfo, "e30=").unwrap();
    /// let call = Preauthorize::new("REF30", "Dish", Resources::new((&["news"][..]).into()));
    /// let mut buffer = [0; 96];
    /// let request = call.encode(&headers, &mut buffer).unwrap();
    /// assert_eq!(request.target, "/api/v2/REF30/decisions/preauthorize/Dish");
    /// assert_eq!(request.body, br#"{"resources":["news"]}"#);
    /// ```
    pub struct Preauthorize<'a>: Preauthorize => Decisions {
        /// The programmer's id.
        path service_provider: &'a str = "serviceProvider",
        /// The MVPD of the viewer's profile, or of temporary access (R85).
        path mvpd: &'a str = "mvpd",
        /// The JSON body.
        json body: Resources<'a>,
    }
}
