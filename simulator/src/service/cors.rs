//! CORS: headers with which browsers let a page of another origin call the API.

use tvpass::message::HeaderName;

use crate::message::{Request, Response};
use crate::settings::BrowserHeaders;

/// Headers that the real service was seen to allow (H7).
const AS_SEEN: [HeaderName; 4] =
    [HeaderName::Authorization, HeaderName::ContentType, HeaderName::ApDeviceIdentifier, HeaderName::XDeviceInfo];

/// The answer to OPTIONS.
pub(super) fn preflight(request: &Request, headers: BrowserHeaders) -> Response {
    let headers = match headers {
        BrowserHeaders::All => &HeaderName::ALL[..],
        BrowserHeaders::AsSeen => &AS_SEEN[..],
    };
    let allowed = headers.iter().map(|header| header.as_str()).collect::<Vec<_>>().join(", ");
    let response = Response::new(200, "text/plain", "")
        .with_header("access-control-allow-methods", "POST, GET, OPTIONS, DELETE")
        .with_header("access-control-allow-headers", allowed);
    allow_origin(request, response)
}

/// Lets the origin of `request` read `response`.
pub(super) fn allow_origin(request: &Request, response: Response) -> Response {
    match request.header("origin") {
        Some(origin) => response.with_header("access-control-allow-origin", origin).with_header("vary", "Origin"),
        None => response,
    }
}
