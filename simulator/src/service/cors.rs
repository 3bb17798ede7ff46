//! What browsers must be told before they let a page of another origin call the API.

use tvpass::message::HeaderName;

use crate::message::{Request, Response};

/// The answer to OPTIONS: all methods of the service and all headers of the protocol. The real service's list of
/// headers is said to be shorter (H7).
pub(super) fn preflight(request: &Request) -> Response {
    let allowed = HeaderName::ALL.map(HeaderName::as_str).join(", ");
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
