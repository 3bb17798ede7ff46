//! The codec, as JavaScript calls it.

use alloc::string::String;
use alloc::vec;

use tvpass::endpoint::{
    AccessToken, Answer, Authenticate, ClientCredentials, Configuration, Decisions, Endpoint, Logouts, Profiles,
    Session, SessionInformation,
};
#[cfg(feature = "single-sign-on")]
use tvpass::endpoint::{IssuedLinkCode, IssuedToken, LinkedDevices, UnlinkedDevices};
use tvpass::json::{Text, Timestamp};
use tvpass::message::{BaseUrl, Failure, UrlError, failure_of, registration_failure_of};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::fields::Fields;
use crate::plain::{Misuse, Plain, key, refused, value, written};
use crate::{headers, requests};

/// One function for all of the codec, for each function of a border has its weight. `given` begins as a field does: with the name of
/// the call, and with what it is about; a body, a value of a header, or fields follow. `number` is a status or a time.
#[wasm_bindgen]
#[must_use]
pub fn codec(number: f64, given: &[u8]) -> String {
    let mut given = Fields::new(given);
    let (call, name) = given.next().unwrap_or_default();
    let input = given.rest();
    match call {
        "encode_request" => requests::request(name, Fields::new(input)),
        "authenticate_url" => authenticate_url(Fields::new(input)),
        "decode_response" => response(name, u16::try_from(millis(number)).unwrap_or_default(), input),
        "resolve_url" => resolve_url(Fields::new(input)),
        "encode_header" => headers::encode(name, input),
        "decode_header" => headers::decode(name, text_of(input)),
        "is_status_valid" => value(&headers::is_status_valid(Fields::new(input), timestamp(number))),
        "platform_device_id" => headers::platform_device_id(text_of(input)),
        "encode_saml_response" => value(&headers::saml_response(text_of(input)).as_str()),
        "check_json" => match tvpass::json::check(input) {
            Ok(()) => value(&true),
            Err(error) => refused(&error),
        },
        _ => refused(&Misuse("call")),
    }
}

/// Text that came across the border as UTF-8; empty if it is not UTF-8.
#[inline(never)]
pub(crate) fn text_of(input: &[u8]) -> &str {
    str::from_utf8(input).unwrap_or_default()
}

/// The page that a user agent opens for a code.
fn authenticate_url(given: Fields<'_>) -> String {
    let Ok(base) = BaseUrl::new(given.text("base")) else { return refused(&UrlError::Invalid) };
    let page = Authenticate { service_provider: given.text("serviceProvider"), code: given.text("code") };
    // Percent-encoding makes three bytes of one.
    let mut buffer = vec![0; base.as_str().len() + 3 * (page.service_provider.len() + page.code.len()) + 64];
    match page.url(&base, &mut buffer) {
        Ok(url) => value(&url),
        Err(error) => refused(&error),
    }
}

/// Decodes a response, or says why it failed.
fn response(endpoint: &str, status: u16, body: &[u8]) -> String {
    let Some(endpoint) = requests::endpoint_of(endpoint) else { return refused(&Misuse("endpoint")) };
    let failure = match endpoint {
        Endpoint::Register | Endpoint::Token => registration_failure_of(status, body),
        _ => failure_of(status, body),
    };
    match failure {
        Some(failure) => failed(body.len(), &failure),
        None => answer(endpoint, status, body),
    }
}

fn answer(endpoint: Endpoint, status: u16, body: &[u8]) -> String {
    match endpoint {
        Endpoint::Register => decoded::<ClientCredentials<'_>>(status, body),
        Endpoint::Token => decoded::<AccessToken<'_>>(status, body),
        Endpoint::Configuration => decoded::<Configuration<'_>>(status, body),
        Endpoint::CreateSession | Endpoint::ResumeSession | Endpoint::PartnerRequest => {
            decoded::<Session<'_>>(status, body)
        }
        Endpoint::SessionInfo => decoded::<SessionInformation<'_>>(status, body),
        Endpoint::Profiles | Endpoint::ProfileMvpd | Endpoint::ProfileCode | Endpoint::PartnerProfile => {
            decoded::<Profiles<'_>>(status, body)
        }
        Endpoint::Preauthorize | Endpoint::Authorize => decoded::<Decisions<'_>>(status, body),
        Endpoint::Logout => decoded::<Logouts<'_>>(status, body),
        #[cfg(feature = "single-sign-on")]
        Endpoint::SsoToken | Endpoint::SsoRefresh => decoded::<IssuedToken<'_>>(status, body),
        #[cfg(feature = "single-sign-on")]
        Endpoint::SsoLink => decoded::<IssuedLinkCode<'_>>(status, body),
        #[cfg(feature = "single-sign-on")]
        Endpoint::SsoUnlink => decoded::<UnlinkedDevices<'_>>(status, body),
        #[cfg(feature = "single-sign-on")]
        Endpoint::SsoList => decoded::<LinkedDevices<'_>>(status, body),
        #[cfg(not(feature = "single-sign-on"))]
        Endpoint::SsoToken | Endpoint::SsoRefresh | Endpoint::SsoLink | Endpoint::SsoUnlink | Endpoint::SsoList => {
            refused(&Misuse("endpoint"))
        }
        Endpoint::Authenticate => refused(&Misuse("endpoint")),
    }
}

fn decoded<'r, A: Answer<'r> + Plain>(status: u16, body: &'r [u8]) -> String {
    match A::decode(body) {
        Ok(answer) => answered(body.len(), &answer),
        Err(error) => failed(body.len(), &Failure::Malformed { http_status: status, error }),
    }
}

fn failed(body_length: usize, failure: &Failure<'_>) -> String {
    written(estimate(body_length), &|sheet| failure.write(sheet))
}

fn answered(body_length: usize, answer: &dyn Plain) -> String {
    written(estimate(body_length), &|sheet| sheet.variant("answer", |sheet| sheet.member(key!("answer"), answer)))
}

/// Names of flags and states make the plain form somewhat longer than the wire's.
const fn estimate(body_length: usize) -> usize {
    2 * body_length + 256
}

/// The address that the service means by `url`.
fn resolve_url(given: Fields<'_>) -> String {
    let (base, url) = (given.text("base"), given.text("url"));
    let mut buffer = vec![0; base.len() + url.len()];
    match BaseUrl::new(base).and_then(|base| base.resolve(&Text::from(url), &mut buffer)) {
        Ok(url) => value(&url),
        Err(error) => refused(&error),
    }
}

/// Milliseconds of JavaScript; it has no other number.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(crate) fn millis(time: f64) -> u64 {
    time as u64
}

pub(crate) fn timestamp(time: f64) -> Timestamp {
    Timestamp::from_millis(millis(time))
}
