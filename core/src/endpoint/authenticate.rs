//! `authenticate`: the page that leads to the MVPD's login, opened by a user agent and never by the application (R41).

use super::call::Builder;
use crate::message::{BaseUrl, EncodeError};

/// The address to open on the second screen for a code whose session lacks nothing (R38).
///
/// ```
/// use tvpass::endpoint::Authenticate;
/// use tvpass::message::BaseUrl;
///
/// let mut buffer = [0; 96];
/// let page = Authenticate { service_provider: "REF30", code: "8ADF2" };
/// assert_eq!(
///     page.url(&BaseUrl::RELEASE_PRODUCTION, &mut buffer),
///     Ok("https://sp.auth.adobe.com/api/v2/authenticate/REF30/8ADF2"),
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authenticate<'a> {
    /// The programmer's id.
    pub service_provider: &'a str,
    /// The authentication code.
    pub code: &'a str,
}

impl Authenticate<'_> {
    /// Writes the whole URL.
    ///
    /// # Errors
    /// A parameter would change the path, or `buffer` is too small.
    pub fn url<'b>(&self, base: &BaseUrl<'_>, buffer: &'b mut [u8]) -> Result<&'b str, EncodeError> {
        let mut builder = Builder::after(base, const { super::Endpoint::Authenticate.definition() }, buffer);
        builder.path("serviceProvider", self.service_provider);
        builder.path("code", self.code);
        builder.finish_url()
    }
}
