//! The Single Sign-On Service: the caller, as far as its own order of checks has told, and what its calls have in common.

use tvpass::endpoint::{Endpoint, IssuedToken, Requirement};
use tvpass::json::Timestamp;
use tvpass::message::{DecodeError, ErrorCode, HeaderName, Incoming};

use super::Service;
use super::answer::{encoded, status_word};
use super::caller::{authorized_client, device, device_info, path_parameter, service_provider};
use super::jws::{self, Claims};
use super::refusal::Refusal;
use crate::message::{Request, Response};
use crate::state::{Fingerprint, Member, Record as _, State};
use crate::world::World;

/// A caller who passed the checks that all five calls share.
#[derive(Debug)]
pub(super) struct SsoCaller<'r> {
    pub(super) now: Timestamp,
    pub(super) incoming: Incoming<'r>,
    pub(super) endpoint: Endpoint,
    pub(super) service_provider: String,
    pub(super) client_id: String,
    device: Option<Fingerprint>,
    device_info: Option<String>,
}

/// A refusal of the service's own.
pub(super) fn refusal(status: u16, code: ErrorCode, message: &'static str) -> Refusal {
    Refusal::Sso { status, code, message: message.into() }
}

/// The refusal of a call that cannot be read.
pub(super) fn unreadable(error: DecodeError, body: &[u8]) -> Refusal {
    let text = body.trim_ascii();
    let has_json = !text.is_empty() && text != b"null" && tvpass::json::check(text).is_ok();
    match error {
        DecodeError::Header(_) => {
            refusal(400, ErrorCode::HeaderMissing, "Neither X-SSO-ID nor X-SSO-LINK names a person.")
        }
        DecodeError::Route | DecodeError::Scratch => {
            refusal(500, ErrorCode::InternalError, "The request cannot be read.")
        }
        _ if !has_json => refusal(400, ErrorCode::RequestNull, "The request has no JSON."),
        _ => refusal(400, ErrorCode::RequestInvalid, "The devices are missing, empty or no list of texts."),
    }
}

impl<'r> SsoCaller<'r> {
    /// Runs the shared checks, in their order.
    pub(super) fn check(
        world: &World,
        state: &State,
        now: Timestamp,
        endpoint: Endpoint,
        request: &'r Request,
    ) -> Result<Self, Refusal> {
        let incoming = request.incoming();
        let unauthorized = || refusal(401, ErrorCode::Unauthorized, "The access token is not good for this.");
        let client = authorized_client(world, state, now, &incoming).map_err(|_| unauthorized())?;
        let id = path_parameter(endpoint, incoming.path(), "serviceProvider").unwrap_or_default();
        let service_provider = service_provider(world, &id)?;
        if !world.is_permitted(&client.software_statement, &service_provider.id) {
            return Err(unauthorized());
        }
        if !service_provider.sso_service {
            return Err(Refusal::Unlicensed);
        }
        Ok(Self {
            now,
            incoming,
            endpoint,
            service_provider: service_provider.id.clone(),
            client_id: client.id.clone(),
            device: sso_device(endpoint, request)?,
            device_info: device_info(request)?,
        })
    }

    /// The person of the service token that came along.
    pub(super) fn claims(&self, refresh_window_millis: u64) -> Result<Claims, Refusal> {
        let is_refresh = self.endpoint == Endpoint::SsoRefresh;
        let token = self.incoming.headers.get(HeaderName::AdServiceToken).map(str::trim);
        let Some(token) = token.filter(|token| !token.is_empty()) else {
            let status = if is_refresh { 400 } else { 401 };
            return Err(refusal(status, ErrorCode::HeaderMissing, "The header AD-Service-Token is missing."));
        };
        let claims = jws::verify(token);
        let claims = claims
            .ok_or_else(|| refusal(401, ErrorCode::HeaderInvalid, "The service token is not one of this service's."))?;
        let window = if is_refresh { refresh_window_millis } else { 0 };
        if self.now >= claims.expires.plus_millis(window) {
            return Err(refusal(401, ErrorCode::TokenExpired, "The service token has expired."));
        }
        Ok(claims)
    }

    /// This device in the sign-in of `subject`; `None` for a call that names no device.
    pub(super) fn member(&self, subject: &str) -> Option<Member> {
        let value = self.incoming.headers.get(HeaderName::ApDeviceIdentifier)?;
        Some(Member {
            identity: Fingerprint::of(subject.as_bytes()),
            service_provider: self.service_provider.clone(),
            device: self.device.clone()?,
            id: value.rsplit(' ').next().unwrap_or_default().to_owned(),
            device_info: self.device_info.clone(),
            last_seen: self.now,
        })
    }
}

/// The device; where the matrix does not ask for it, it has no part in the call.
fn sso_device(endpoint: Endpoint, request: &Request) -> Result<Option<Fingerprint>, Refusal> {
    if endpoint.definition().requirement(HeaderName::ApDeviceIdentifier) == Requirement::Undefined {
        return Ok(None);
    }
    if request.header(HeaderName::ApDeviceIdentifier.as_str()).is_none() {
        return Err(refusal(400, ErrorCode::HeaderMissing, "The header AP-Device-Identifier is missing."));
    }
    device(endpoint, request)
}

impl Service {
    /// A fresh token about `subject`.
    pub(super) fn issue(&self, now: Timestamp, status: u16, subject: &str) -> Response {
        let end = now.plus_millis(self.settings.sso_token_millis);
        // The claims of a token are whole seconds, and so is its life.
        let not_after = Timestamp::from_millis(end.millis() / 1000 * 1000);
        let token = jws::sign(subject, now, not_after);
        let mut issued = IssuedToken::new(token.as_str().into(), not_after);
        issued.not_before = Some(now);
        issued.status = Some(status_word(status).into());
        let name = self.settings.sso_fields.token_name();
        Response::json(status, encoded(|buffer| issued.encode(name, buffer)))
    }

    /// Notes that a device of a sign-in was seen; what it told of itself once stays.
    pub(super) fn note_member(&mut self, member: &Member) {
        if let Some(known) = self.state.members.get_mut(&member.key()) {
            known.last_seen = member.last_seen;
        }
    }
}
