//! Headers that say who the viewer is: platform identity, service token, temporary access.

use serde_json::Value;
use tvpass::json::Timestamp;
use tvpass::message::{ErrorCode, HeaderName, Incoming, TempPassIdentity};

use super::jws::{ISSUER, claims, verify};
use super::refusal::Refusal;
use crate::state::{Fingerprint, Identity};

/// The identities in the single sign-on headers. An invalid or expired one is passed over without an error (R108).
pub(super) fn identities(incoming: &Incoming<'_>, now: Timestamp) -> Vec<Identity> {
    let header = |name| incoming.headers.get(name).map(str::trim).filter(|token| !token.is_empty());
    let platform = header(HeaderName::AdobeSubjectToken).or(header(HeaderName::XRokuReservedRokuConnectToken));
    let platform = platform.and_then(|token| platform_subject(token, now)).map(Identity::Platform);
    let service_token = header(HeaderName::AdServiceToken).and_then(|token| service_token_subject(token, now));
    platform.into_iter().chain(service_token.map(Identity::ServiceToken)).collect()
}

/// A platform's token is opaque, unless it is a JWS: then its subject counts, while it lasts.
fn platform_subject(token: &str, now: Timestamp) -> Option<Fingerprint> {
    match claims(token) {
        Some(claims) if is_expired(&claims, now) => None,
        Some(claims) => Some(subject(&claims).unwrap_or_else(|| Fingerprint::of(token.as_bytes()))),
        None => Some(Fingerprint::of(token.as_bytes())),
    }
}

/// A service token must be a JWS with a subject (R110). One of the Single Sign-On Service must be signed here as well; the
/// signature of another the real service alone can know.
fn service_token_subject(token: &str, now: Timestamp) -> Option<Fingerprint> {
    let claims = claims(token).filter(|claims| claims.get("exp").is_some() && !is_expired(claims, now))?;
    if claims["iss"] == ISSUER && verify(token).is_none() {
        return None;
    }
    subject(&claims)
}

fn subject(claims: &Value) -> Option<Fingerprint> {
    claims.get("sub")?.as_str().map(|subject| Fingerprint::of(subject.as_bytes()))
}

fn is_expired(claims: &Value, now: Timestamp) -> bool {
    claims.get("exp").and_then(Value::as_u64).is_some_and(|seconds| now >= Timestamp::from_wire(seconds))
}

/// True if the service token that came along says that it is one of the Single Sign-On Service.
pub(super) fn is_of_the_service(incoming: &Incoming<'_>) -> bool {
    let token = incoming.headers.get(HeaderName::AdServiceToken);
    token.and_then(|token| claims(token.trim())).is_some_and(|claims| claims["iss"] == ISSUER)
}

/// The person of a promotional temporary access; `None` if the application does not say (R86).
pub(super) fn temp_pass_identity(incoming: &Incoming<'_>) -> Result<Option<Fingerprint>, Refusal> {
    let Some(value) = incoming.headers.get(HeaderName::ApTempPassIdentity) else { return Ok(None) };
    let refusal = || {
        let message = "The header AP-TempPass-Identity is not base64 of a JSON object with keys of the user.";
        Refusal::new(ErrorCode::InvalidHeaderIdentityForTemporaryAccess, message)
    };
    let mut buffer = vec![0; value.len()];
    let keys = TempPassIdentity::decode_header(value, &mut buffer).map_err(|_| refusal())?;
    let mut keys: Vec<_> = keys.iter().map(|(name, value)| (name.to_string(), value.as_text())).collect();
    keys.sort_by(|a, b| a.0.cmp(&b.0));
    let is_usable = !keys.is_empty() && keys.iter().all(|(_, value)| value.is_some_and(|value| !value.is_empty()));
    // The same keys in another order are the same person.
    is_usable.then(|| Some(Fingerprint::of(format!("{keys:?}").as_bytes()))).ok_or_else(refusal)
}
