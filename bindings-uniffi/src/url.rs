//! URLs that the service hands out, and the page that leads to the login.

use tvpass::endpoint::Authenticate;
use tvpass::json::Text;
use tvpass::message::{BaseUrl, UrlError};

use crate::buffer::{Needs, with_buffer};
use crate::error::{Reason, TvpassError};

impl Needs for UrlError {
    fn needed(&self) -> Option<usize> {
        match self {
            Self::TooSmall { needed } => Some(*needed),
            _ => None,
        }
    }
}

/// The base URL that the application gave.
pub(crate) fn base(text: &str) -> Result<BaseUrl<'_>, TvpassError> {
    BaseUrl::new(text).map_err(|_| TvpassError::Integrator {
        reason: Reason::InvalidUrl,
        explanation: "the base URL is not an absolute URL of http or https without query and fragment".to_owned(),
    })
}

/// The URL that the service means by `url` (R36): a path is taken on the base URL's host; an absolute URL only if it is
/// https, or if the base URL is not.
#[uniffi::export]
pub fn resolve_url(base_url: &str, url: &str) -> Result<String, TvpassError> {
    let base = base(base_url)?;
    Ok(with_buffer(|buffer| base.resolve(&Text::from(url), buffer).map(str::to_owned))?)
}

/// The page to open on the second screen for a code whose session lacks nothing (R38).
#[uniffi::export]
pub fn authenticate_url(base_url: &str, service_provider: &str, code: &str) -> Result<String, TvpassError> {
    let base = base(base_url)?;
    let page = Authenticate::new(service_provider, code);
    Ok(with_buffer(|buffer| page.url(&base, buffer).map(str::to_owned))?)
}
