//! Addresses that a flow hands to a user agent.

use super::app::App;
use super::stop::StopReason;
use crate::endpoint::Authenticate;
use crate::json::Text;
use crate::message::{EncodeError, UrlError};
use crate::output::TooSmall;

/// The login page: the address that the service gave, or the one that follows from the code (R38).
///
/// The outer error is a buffer that is too small, the inner one an address that must not be opened.
pub(super) fn login_page<'b>(
    app: &App<'_>,
    code: &str,
    url: Option<Text<'_>>,
    buffer: &'b mut [u8],
) -> Result<Result<&'b str, StopReason<'static>>, TooSmall> {
    Ok(match url {
        Some(url) => match app.base.resolve(&url, buffer) {
            Err(UrlError::TooSmall { needed }) => return Err(TooSmall { needed }),
            resolved => resolved.map_err(StopReason::Url),
        },
        None => match (Authenticate { service_provider: app.service_provider, code }).url(&app.base, buffer) {
            Err(EncodeError::TooSmall { needed }) => return Err(TooSmall { needed }),
            url => url.map_err(StopReason::Encode),
        },
    })
}
