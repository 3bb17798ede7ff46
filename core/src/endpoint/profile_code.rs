//! `profile_code`: GET /api/v2/{serviceProvider}/profiles/code/{code}.

use super::call::{Builder, Call, Parts};
use super::parameter::ParameterDefinition;
use super::profiles::Profiles;
use super::route::{PROFILE_CODE_WITH_MVPD, route, segment};
use super::table::Endpoint;
use crate::debug::debug_fields;
use crate::message::DecodeError;

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
/// let mut call = GetProfileCode { service_provider: "REF30", code: "8ADF2", path: ProfileCodePath::Current };
/// assert_eq!(call.encode(&headers, &mut buffer).unwrap().target, "/api/v2/REF30/profiles/code/8ADF2");
/// call.path = ProfileCodePath::Early;
/// assert_eq!(call.encode(&headers, &mut buffer).unwrap().target, "/api/v2/REF30/profiles/8ADF2");
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct GetProfileCode<'a> {
    /// The programmer's id.
    pub service_provider: &'a str,
    /// The authentication code.
    pub code: &'a str,
    /// The form of the path.
    pub path: ProfileCodePath,
}

debug_fields!(GetProfileCode<'_> { service_provider, code, path });

impl GetProfileCode<'_> {
    /// Its parameters, in the order of the request.
    pub const PARAMETERS: &'static [ParameterDefinition] = &[
        ParameterDefinition::path("serviceProvider", "The programmer's id."),
        ParameterDefinition::path("code", "The authentication code."),
    ];
}

impl<'a> Call<'a> for GetProfileCode<'a> {
    const ENDPOINT: Endpoint = Endpoint::ProfileCode;
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
        if segment(Self::ENDPOINT.definition().path, path, "code").is_none() {
            // `profiles/sso/{partner}` has the form of the early path, and is another endpoint's.
            if route(parts.incoming.method, path) != Ok(Self::ENDPOINT) {
                return Err(DecodeError::Route);
            }
            parts.set_template(PROFILE_CODE_WITH_MVPD);
        }
        Ok(Self {
            service_provider: parts.path("serviceProvider")?,
            code: parts.path("code")?,
            path: ProfileCodePath::Current,
        })
    }
}
