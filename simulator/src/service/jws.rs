//! Service tokens: signed here, and known again by their signature.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tvpass::json::Timestamp;
use tvpass::message::base64;

use super::answer::encoded_base64;

/// The issuer of the service's own tokens.
pub(super) const ISSUER: &str = "ssoservicetoken";
/// A key that is no secret: whoever can read this file may sign, as is right for a simulator.
const KEY: &[u8] = b"tvpass simulator, single sign-on service";
/// The block of SHA-256, in bytes.
const BLOCK: usize = 64;

/// The claims of a token of this service that decide.
pub(super) struct Claims {
    pub(super) subject: String,
    pub(super) expires: Timestamp,
}

/// A fresh token about `subject`, valid between two times.
pub(super) fn sign(subject: &str, not_before: Timestamp, not_after: Timestamp) -> String {
    let header = url_encoded(json!({"alg": "HS256"}).to_string().as_bytes());
    let (begin, end) = (not_before.millis() / 1000, not_after.millis() / 1000);
    let claims = json!({"iss": ISSUER, "sub": subject, "nbf": begin, "exp": end, "iat": begin});
    let signed = format!("{header}.{}", url_encoded(claims.to_string().as_bytes()));
    let signature = url_encoded(&signature(signed.as_bytes()));
    format!("{signed}.{signature}")
}

/// The claims of a token that was signed here and says whom it is about.
pub(super) fn verify(token: &str) -> Option<Claims> {
    let (signed, end) = token.rsplit_once('.')?;
    if url_encoded(&signature(signed.as_bytes())) != end {
        return None;
    }
    let claims = claims(token)?;
    let subject = claims["sub"].as_str().filter(|subject| !subject.is_empty())?.to_owned();
    Some(Claims { subject, expires: Timestamp::from_wire(claims["exp"].as_u64()?) })
}

/// The payload of a JWS, whoever signed it.
pub(super) fn claims(token: &str) -> Option<Value> {
    let mut parts = token.split('.');
    let (Some(_), Some(payload), Some(_), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return None;
    };
    // base64url is base64 with two other letters.
    let payload = payload.replace('-', "+").replace('_', "/");
    let mut buffer = vec![0; payload.len()];
    serde_json::from_slice(base64::decode(&payload, &mut buffer)?).ok().filter(Value::is_object)
}

fn url_encoded(bytes: &[u8]) -> String {
    encoded_base64(bytes).trim_end_matches('=').replace('+', "-").replace('/', "_")
}

/// HMAC-SHA256 (RFC 2104) with the simulator's key, which fits one block.
fn signature(message: &[u8]) -> [u8; 32] {
    let mut key = [0; BLOCK];
    key[..KEY.len()].copy_from_slice(KEY);
    let padded = |pad: u8| key.map(|byte| byte ^ pad);
    let inner = Sha256::new().chain_update(padded(0x36)).chain_update(message).finalize();
    Sha256::new().chain_update(padded(0x5C)).chain_update(inner).finalize().into()
}

#[cfg(test)]
mod tests {
    use tvpass::json::Timestamp;

    use super::{sign, verify};

    #[test]
    fn a_token_is_known_by_its_signature_alone() {
        let (begin, end) = (Timestamp::from_millis(1_790_000_000_000), Timestamp::from_millis(1_790_003_600_000));
        let token = sign("household-19", begin, end);
        let claims = verify(&token).unwrap();
        assert_eq!((claims.subject.as_str(), claims.expires), ("household-19", end));
        let other = sign("household-20", begin, end);
        let (signed, _) = other.rsplit_once('.').unwrap();
        let (_, signature) = token.rsplit_once('.').unwrap();
        for wrong in
            [format!("{signed}.{signature}"), token.replace('.', ""), token[1..].to_owned(), sign("", begin, end)]
        {
            assert!(verify(&wrong).is_none(), "{wrong}");
        }
    }
}
