//! The functions of the codec, as JavaScript calls them.

use alloc::string::String;
use alloc::vec;

use tvpass::endpoint::{
    AccessToken, Answer, Authenticate, ClientCredentials, Configuration, Decisions, Endpoint, Logouts, Profiles,
    Session, SessionInformation,
};
use tvpass::json::{Text, Timestamp};
use tvpass::message::{BaseUrl, UrlError};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::fields::Fields;
use crate::plain::{Misuse, Plain, Sheet, refused, written};
use crate::{headers, requests};

/// `headers` and `fields` are objects of texts; `fields` has a list of texts where the body is one.
#[wasm_bindgen(js_name = encodeRequest)]
#[must_use]
pub fn encode_request(endpoint: &str, sender: &str, headers: &str, fields: &str) -> String {
    requests::request(endpoint, sender, &Fields::read(headers), &Fields::read(fields))
}

/// The page that a user agent opens for a code.
#[wasm_bindgen(js_name = authenticateUrl)]
#[must_use]
pub fn authenticate_url(base: &str, service_provider: &str, code: &str) -> String {
    let Ok(base) = BaseUrl::new(base) else { return refused(&UrlError::Invalid) };
    let page = Authenticate { service_provider, code };
    // Percent-encoding makes three bytes of one.
    let mut buffer = vec![0; base.as_str().len() + 3 * (service_provider.len() + code.len()) + 64];
    match page.url(&base, &mut buffer) {
        Ok(url) => url_value(url),
        Err(error) => refused(&error),
    }
}

/// What a response means.
#[wasm_bindgen(js_name = decodeResponse)]
#[must_use]
pub fn decode_response(endpoint: &str, status: u16, body: &[u8]) -> String {
    match requests::endpoint_of(endpoint) {
        Some(Endpoint::Register) => decoded::<ClientCredentials<'_>>(status, body),
        Some(Endpoint::Token) => decoded::<AccessToken<'_>>(status, body),
        Some(Endpoint::Configuration) => decoded::<Configuration<'_>>(status, body),
        Some(Endpoint::CreateSession | Endpoint::ResumeSession | Endpoint::PartnerRequest) => {
            decoded::<Session<'_>>(status, body)
        }
        Some(Endpoint::SessionInfo) => decoded::<SessionInformation<'_>>(status, body),
        Some(Endpoint::Profiles | Endpoint::ProfileMvpd | Endpoint::ProfileCode | Endpoint::PartnerProfile) => {
            decoded::<Profiles<'_>>(status, body)
        }
        Some(Endpoint::Preauthorize | Endpoint::Authorize) => decoded::<Decisions<'_>>(status, body),
        Some(Endpoint::Logout) => decoded::<Logouts<'_>>(status, body),
        Some(Endpoint::Authenticate) | None => refused(&Misuse("endpoint")),
    }
}

fn decoded<'r, A: Answer<'r> + Plain>(status: u16, body: &'r [u8]) -> String {
    match A::from_response(status, body) {
        Ok(answer) => text(body.len(), &|sheet| sheet.variant("answer", |sheet| sheet.member("answer", &answer))),
        Err(failure) => text(body.len(), &|sheet| failure.write(sheet)),
    }
}

/// Names of flags and states make the plain form somewhat longer than the wire's.
fn text(body_length: usize, write: &dyn Fn(&mut Sheet<'_, '_>)) -> String {
    written(2 * body_length + 256, write)
}

/// The address that the service means by `url`.
#[wasm_bindgen(js_name = resolveUrl)]
#[must_use]
pub fn resolve_url(base: &str, url: &str) -> String {
    let mut buffer = vec![0; base.len() + url.len()];
    match BaseUrl::new(base).and_then(|base| base.resolve(&Text::from(url), &mut buffer)) {
        Ok(url) => url_value(url),
        Err(error) => refused(&error),
    }
}

fn url_value(url: &str) -> String {
    written(url.len() + 16, &|sheet| sheet.object(|sheet| sheet.member("value", &url)))
}

/// The value of a header.
#[wasm_bindgen(js_name = encodeHeader)]
#[must_use]
pub fn encode_header(name: &str, input: &[u8]) -> String {
    headers::encode(name, input)
}

/// What the value of a header stands for.
#[wasm_bindgen(js_name = decodeHeader)]
#[must_use]
pub fn decode_header(name: &str, value: &str) -> String {
    headers::decode(name, value)
}

/// Whether single sign-on can rest on a framework's status at a time in milliseconds.
#[wasm_bindgen(js_name = isStatusValid)]
#[must_use]
pub fn is_status_valid(status: &[u8], now: f64) -> bool {
    headers::is_status_valid(status, timestamp(now))
}

/// A framework's SAML answer as `partner_profile` takes it.
#[wasm_bindgen(js_name = encodeSamlResponse)]
#[must_use]
pub fn encode_saml_response(saml: &str) -> String {
    headers::saml_response(saml)
}

/// Where `bytes` are no JSON, or nothing.
#[wasm_bindgen(js_name = checkJson)]
#[must_use]
pub fn check_json(bytes: &[u8]) -> Option<String> {
    tvpass::json::check(bytes).err().map(|error| written(128, &|sheet| error.write(sheet)))
}

/// Milliseconds of JavaScript; it has no other number.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(crate) fn millis(time: f64) -> u64 {
    time as u64
}

pub(crate) fn timestamp(time: f64) -> Timestamp {
    Timestamp::from_millis(millis(time))
}
