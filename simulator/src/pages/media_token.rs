//! Verifies a media token once, in place of a programmer's backend (R58). Not a part of the API; the real
//! verifier is a library of Adobe's.

use serde_json::json;
use tvpass::json::Timestamp;

use crate::message::{Request, Response};
use crate::service::{Service, Verification};

pub(super) fn verify(service: &mut Service, now: Timestamp, request: &Request) -> Response {
    let form = request.form();
    let verification = service.verify_media_token(now, form.get("token").unwrap_or_default(), form.get("resource"));
    let reason = match verification {
        Verification::Valid => None,
        Verification::Unknown => Some("unknown or expired"),
        Verification::OtherResource => Some("for another resource"),
        Verification::Used => Some("used before"),
    };
    let body = json!({ "valid": reason.is_none(), "reason": reason });
    Response::json(200, body.to_string().into_bytes())
}
