//! The caller, as known from the checks that all endpoints share (rows 3 to 6 of the order of checks).

use tvpass::endpoint::{Endpoint, Requirement, segment as raw_segment};
use tvpass::json::Timestamp;
use tvpass::message::{DeviceIdentifier, DeviceInfo, ErrorCode, HeaderName, Incoming, base64};

use super::framework::Framework;
use super::identity::{identities, is_of_the_service};
use super::refusal::Refusal;
use crate::message::Request;
use crate::segment;
use crate::state::{Application, Client, Fingerprint, Identity, State};
use crate::world::{Approval, ServiceProvider, World};

/// A caller who passed the shared checks.
#[derive(Debug)]
pub(super) struct Caller<'r> {
    pub(super) now: Timestamp,
    pub(super) incoming: Incoming<'r>,
    pub(super) endpoint: Endpoint,
    pub(super) service_provider: String,
    pub(super) client_id: String,
    device: Option<Fingerprint>,
    /// The identities in the single sign-on headers.
    pub(super) identities: Vec<Identity>,
    /// The state of the partner's framework.
    pub(super) framework: Framework,
    /// The JSON of `X-Device-Info`; browsers may leave it out (H4).
    pub(super) device_info: Option<String>,
}

impl<'r> Caller<'r> {
    /// Runs the shared checks, in their order.
    pub(super) fn check(
        world: &World,
        state: &State,
        now: Timestamp,
        endpoint: Endpoint,
        request: &'r Request,
    ) -> Result<Self, Refusal> {
        let incoming = request.incoming();
        let client = authorized_client(world, state, now, &incoming)?;
        let id = path_parameter(endpoint, incoming.path(), "serviceProvider").unwrap_or_default();
        let service_provider = service_provider(world, &id)?.id.clone();
        if !world.is_permitted(&client.software_statement, &service_provider) {
            return Err(Refusal::new(
                ErrorCode::InvalidAccessTokenServiceProvider,
                "The access token is not for this service provider.",
            ));
        }
        let endpoint = early_profile_code(state, now, endpoint, &service_provider, &incoming);
        let device = device(endpoint, request)?;
        let device_info = device_info(request)?;
        let mut identities = identities(&incoming, now);
        if is_of_the_service(&incoming) {
            // The identity finds nothing for a device that was taken out of it.
            identities.retain(|identity| is_member(state, identity, &service_provider, device.as_ref()));
        }
        let framework = Framework::read(&incoming, now);
        Ok(Self {
            now,
            incoming,
            endpoint,
            service_provider,
            client_id: client.id.clone(),
            device,
            identities,
            framework,
            device_info,
        })
    }

    /// The application that asks, on its device.
    pub(super) fn application(&self) -> Result<Application, Refusal> {
        let device = self.device.clone().ok_or_else(device_missing)?;
        Ok(Application { service_provider: self.service_provider.clone(), device, client_id: self.client_id.clone() })
    }
}

/// True for a platform's identity, and for that of a service token if the device belongs to its sign-in.
fn is_member(state: &State, identity: &Identity, service_provider: &str, device: Option<&Fingerprint>) -> bool {
    let Identity::ServiceToken(subject) = identity else { return true };
    device.is_some_and(|device| {
        state.members.get(&(subject.clone(), service_provider.to_owned(), device.clone())).is_some()
    })
}

/// The client whose access token the request carries.
pub(super) fn authorized_client<'s>(
    world: &World,
    state: &'s State,
    now: Timestamp,
    incoming: &Incoming<'_>,
) -> Result<&'s Client, Refusal> {
    let refuse = |message| Refusal::new(ErrorCode::InvalidAccessTokenClientApplication, message);
    let authorization = incoming.headers.get(HeaderName::Authorization);
    let authorization = authorization.ok_or_else(|| refuse("The header Authorization is missing."))?;
    let token = bearer(authorization).ok_or_else(|| refuse("The header Authorization is not a bearer token."))?;
    let token = state.access_tokens.get(&Fingerprint::of(token.as_bytes()));
    let token = token.ok_or_else(|| refuse("The access token is unknown."))?;
    if now >= token.not_after {
        return Err(refuse("The access token has expired."));
    }
    // A revoked statement takes its clients along (R10).
    let client = state.clients.get(&token.client_id);
    let client = client.filter(|client| world.approval(&client.software_statement) == Some(Approval::Approved));
    client.ok_or_else(|| refuse("The client application is not approved any more."))
}

/// The token of a bearer authorization; the scheme is compared as HTTP compares schemes.
fn bearer(authorization: &str) -> Option<&str> {
    let (scheme, token) = authorization.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The service provider called `id`.
pub(super) fn service_provider<'w>(world: &'w World, id: &str) -> Result<&'w ServiceProvider, Refusal> {
    world
        .service_provider(id)
        .ok_or_else(|| Refusal::new(ErrorCode::InvalidParameterServiceProvider, "There is no such service provider."))
}

/// A parameter of the path, decoded. The forms of a profile's path that the table does not have (P1) all begin alike.
pub(super) fn path_parameter(endpoint: Endpoint, path: &str, name: &str) -> Option<String> {
    const EARLY: &str = "/api/v2/{serviceProvider}/profiles/{mvpd}/{code}";
    let raw = raw_segment(endpoint.definition().path, path, name).or_else(|| raw_segment(EARLY, path, name))?;
    segment::decoded(raw)
}

/// `profiles/{x}` where `x` is the code of a live session is the early form of `profile_code` (P1).
fn early_profile_code(
    state: &State,
    now: Timestamp,
    endpoint: Endpoint,
    service_provider: &str,
    incoming: &Incoming<'_>,
) -> Endpoint {
    let code = path_parameter(endpoint, incoming.path(), "mvpd").filter(|_| endpoint == Endpoint::ProfileMvpd);
    let session = code.and_then(|code| state.sessions.get(&code));
    match session {
        Some(session) if session.is_live(now) && session.application.service_provider == service_provider => {
            Endpoint::ProfileCode
        }
        _ => endpoint,
    }
}

fn device_missing() -> Refusal {
    Refusal::new(ErrorCode::InvalidHeaderDeviceIdentifier, "The header AP-Device-Identifier is missing.")
}

/// The device; where the matrix does not ask for it, it is still checked when it comes (H2).
pub(super) fn device(endpoint: Endpoint, request: &Request) -> Result<Option<Fingerprint>, Refusal> {
    let requirement = endpoint.definition().requirement(HeaderName::ApDeviceIdentifier);
    let Some(value) = request.header(HeaderName::ApDeviceIdentifier.as_str()) else {
        return if requirement == Requirement::Required { Err(device_missing()) } else { Ok(None) };
    };
    let mut buffer = vec![0; value.len()];
    match DeviceIdentifier::decode(value, &mut buffer) {
        Some(identifier) => Ok(Some(Fingerprint::of(identifier.reveal()))),
        None => Err(Refusal::new(
            ErrorCode::InvalidHeaderDeviceIdentifier,
            "The header AP-Device-Identifier is not `fingerprint` and base64.",
        )),
    }
}

/// The JSON of the device's description.
pub(super) fn device_info(request: &Request) -> Result<Option<String>, Refusal> {
    let Some(value) = request.header(HeaderName::XDeviceInfo.as_str()) else { return Ok(None) };
    let refuse = |reason: &str| {
        let message = format!("The header X-Device-Info is not base64 of a JSON object: {reason}.");
        Refusal::new(ErrorCode::InvalidHeaderDeviceInfo, message)
    };
    let mut buffer = vec![0; value.len()];
    let json = base64::decode(value.trim(), &mut buffer).ok_or_else(|| refuse("not base64"))?;
    DeviceInfo::decode(json).map_err(|error| refuse(&error.to_string()))?;
    Ok(Some(String::from_utf8_lossy(json).into_owned()))
}
