//! `authenticate`: the page that leads to the MVPD's login, opened by a user agent and never by the application (R41).

use super::call::{Builder, Parts};
use super::definition::definition;
use super::parameter::ParameterDefinition;
use crate::debug::debug_fields;
use crate::message::{BaseUrl, DecodeError, EncodeError, Incoming, Scratch};

definition! {
    id: "authenticate",
    request: Get "/api/v2/authenticate/{serviceProvider}/{code}",
    body: None,
    success: [302],
    optional: [UserAgent],
}

/// The address to open on the second screen for a code whose session lacks nothing (R38).
///
/// ```
/// use tvpass::endpoint::Authenticate;
/// use tvpass::message::BaseUrl;
///
/// let mut buffer = [0; 96];
/// let page = Authenticate::new("REF30", "8ADF2");
/// assert_eq!(
///     page.url(&BaseUrl::RELEASE_PRODUCTION, &mut buffer),
///     Ok("https://sp.auth.adobe.com/api/v2/authenticate/REF30/8ADF2"),
/// );
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Authenticate<'a> {
    /// The programmer's id.
    pub service_provider: &'a str,
    /// The authentication code.
    pub code: &'a str,
}

debug_fields!(Authenticate<'_> { service_provider, code });

impl<'a> Authenticate<'a> {
    /// The page of this code.
    #[must_use]
    pub const fn new(service_provider: &'a str, code: &'a str) -> Self {
        Self { service_provider, code }
    }

    /// Its parameters, in the order of the request.
    pub const PARAMETERS: &'static [ParameterDefinition] = &[
        ParameterDefinition::path("serviceProvider", "The programmer's id."),
        ParameterDefinition::path("code", "The authentication code."),
    ];

    /// Writes the whole URL.
    ///
    /// # Errors
    /// A parameter would change the path, or `buffer` is too small.
    pub fn url<'b>(&self, base: &BaseUrl<'_>, buffer: &'b mut [u8]) -> Result<&'b str, EncodeError> {
        let mut builder = Builder::after(base, DEFINITION.path, buffer);
        builder.path("serviceProvider", self.service_provider);
        builder.path("code", self.code);
        builder.finish_url()
    }

    /// Reads what a user agent asked for; values that were percent-encoded lie in `scratch` afterwards.
    ///
    /// # Errors
    /// The request is another endpoint's, or a parameter is malformed.
    pub fn decode(incoming: &Incoming<'a>, scratch: &mut Scratch<'a>) -> Result<Self, DecodeError> {
        if incoming.method != DEFINITION.method.as_str() {
            return Err(DecodeError::Route);
        }
        let mut parts = Parts::new(&DEFINITION, incoming, scratch);
        Ok(Self::new(parts.path("serviceProvider")?, parts.path("code")?))
    }
}
