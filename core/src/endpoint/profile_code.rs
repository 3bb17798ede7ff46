//! `profile_code`: GET /api/v2/{serviceProvider}/profiles/code/{code}.

use super::call::{Builder, Call, Parts};
use super::definition::{Definition, Endpoint, definition};
use super::parameter::ParameterDefinition;
use super::partner_profile;
use super::path::segment;
use super::profiles::Profiles;
use crate::debug::debug_fields;
use crate::message::DecodeError;

definition! {
    id: "profile_code",
    request: Get "/api/v2/{serviceProvider}/profiles/code/{code}",
    body: None,
    success: [200],
    required: [Authorization],
    optional: [XForwardedFor, AdobeSubjectToken, ApTempPassIdentity, ApVisitorIdentifier, Accept, UserAgent],
    from_device: [ApDeviceIdentifier, XDeviceInfo],
}

/// The early form of the path that names the MVPD (P1); the one with a single segment reads as `profile_mvpd`.
pub(super) const WITH_MVPD: &str = "/api/v2/{serviceProvider}/profiles/{mvpd}/{code}";

/// The form of the path that is sent (P1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProfileCodePath {
    /// `profiles/code/{code}`, as documented today.
    #[default]
    Current,
    /// `profiles/{code}`, as an early revision of the page had it.
    Early,
}

/// The profile made with a code: what a television polls while somebody signs in (R42).
///
/// ```
/// use tvpass::endpoint::{Call, GetProfileCode, ProfileCodePath};
/// use tvpass::message::{HeaderName, Headers, Sender};
///
/// let mut headers = Headers::new(Sender::SecondaryApplication);
/// headers.set(HeaderName::Authorization, "Bearer eyJhbGciOi").unwrap();
/// let mut buffer = [0; 64];
/// let mut call = GetProfileCode::new("REF30", "8ADF2");
/// assert_eq!(call.encode(&headers, &mut buffer).unwrap().target, "/api/v2/REF30/profiles/code/8ADF2");
/// call.path = ProfileCodePath::Early;
/// assert_eq!(call.encode(&headers, &mut buffer).unwrap().target, "/api/v2/REF30/profiles/8ADF2");
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct GetProfileCode<'a> {
    /// The programmer's id.
    pub service_provider: &'a str,
    /// The authentication code.
    pub code: &'a str,
    /// The form of the path.
    pub path: ProfileCodePath,
}

debug_fields!(GetProfileCode<'_> { service_provider, code, path });

impl<'a> GetProfileCode<'a> {
    /// A call with the path that is documented today.
    #[must_use]
    pub const fn new(service_provider: &'a str, code: &'a str) -> Self {
        Self { service_provider, code, path: ProfileCodePath::Current }
    }

    /// Its parameters, in the order of the request.
    pub const PARAMETERS: &'static [ParameterDefinition] = &[
        ParameterDefinition::path("serviceProvider", "The programmer's id."),
        ParameterDefinition::path("code", "The authentication code."),
    ];
}

impl<'a> Call<'a> for GetProfileCode<'a> {
    const ENDPOINT: Endpoint = Endpoint::ProfileCode;
    const DEFINITION: &'static Definition = &DEFINITION;
    type Answer<'r> = Profiles<'r>;

    fn write(&self, builder: &mut Builder<'_>) {
        if self.path == ProfileCodePath::Early {
            builder.set_template("/api/v2/{serviceProvider}/profiles/{code}");
        }
        builder.path("serviceProvider", self.service_provider);
        builder.path("code", self.code);
    }

    fn read(parts: &mut Parts<'a, '_>) -> Result<Self, DecodeError> {
        let path = parts.incoming.path();
        if segment(DEFINITION.path, path, "code").is_none() {
            // `profiles/sso/{partner}` has the form of the early path, and is another endpoint's.
            let is_partner = segment(partner_profile::DEFINITION.path, path, "partner").is_some();
            if is_partner || segment(WITH_MVPD, path, "code").is_none() {
                return Err(DecodeError::Route);
            }
            parts.set_template(WITH_MVPD);
        }
        Ok(Self::new(parts.path("serviceProvider")?, parts.path("code")?))
    }
}
