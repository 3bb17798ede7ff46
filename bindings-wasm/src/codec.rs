//! The codec, as JavaScript calls it.

use alloc::vec;
use alloc::vec::Vec;
use core::cell::Cell;

use tvpass::endpoint::{
    AccessToken, Answer, Authenticate, ClientCredentials, ConfigurationStream, Decisions, Endpoint, Logouts, Profiles,
    Session, SessionDetails, Stream, Streamed,
};
#[cfg(feature = "single-sign-on")]
use tvpass::endpoint::{IssuedLinkCode, IssuedToken, LinkedDevices, UnlinkedDevices};
use tvpass::json::{self, Text, Timestamp};
use tvpass::message::{BaseUrl, Failure, UrlError, failure_of, registration_failure_of};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::fields::Fields;
use crate::plain::{Form, Json, Key, Misuse, Plain, Sheet, key, refused, value, write_beside, write_mvpds, written};
use crate::{headers, requests};

/// One function for all of the codec, for each function of a border has its weight. `given` begins as a field does: with the name of
/// the call, and with what it is about; a body, a value of a header, or fields follow. `number` is a status or a time.
/// The answer is JSON; that of a configuration is two texts.
#[wasm_bindgen]
#[must_use]
pub fn codec(number: f64, given: &[u8]) -> Vec<u8> {
    let mut given = Fields::new(given);
    let (call, name) = given.next().unwrap_or_default();
    let input = given.rest();
    match call {
        "decode_response" => response(name, u16::try_from(millis(number)).unwrap_or_default(), input),
        "encode_request" => requests::request(name, Fields::new(input)),
        "authenticate_url" => authenticate_url(Fields::new(input)),
        "resolve_url" => resolve_url(Fields::new(input)),
        "encode_header" => headers::encode(name, input),
        "decode_header" => headers::decode(name, text_of(input)),
        "is_status_valid" => value(&headers::is_status_valid(Fields::new(input), timestamp(number))),
        "platform_device_id" => headers::platform_device_id(text_of(input)),
        "encode_saml_response" => value(&headers::saml_response(text_of(input)).as_str()),
        "check_json" => match json::check(input) {
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
fn authenticate_url(given: Fields<'_>) -> Json {
    let Ok(base) = BaseUrl::new(given.text("base")) else { return refused(&UrlError::Invalid) };
    let page = Authenticate::new(given.text("serviceProvider"), given.text("code"));
    // Percent-encoding makes three bytes of one.
    let mut buffer = vec![0; base.as_str().len() + 3 * (page.service_provider.len() + page.code.len()) + 64];
    match page.url(&base, &mut buffer) {
        Ok(url) => value(&url),
        Err(error) => refused(&error),
    }
}

/// Decodes a response, or says why it failed.
fn response(endpoint: &str, status: u16, body: &[u8]) -> Json {
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

fn answer(endpoint: Endpoint, status: u16, body: &[u8]) -> Json {
    match endpoint {
        Endpoint::Register => decoded::<ClientCredentials<'_>>(status, body),
        Endpoint::Token => decoded::<AccessToken<'_>>(status, body),
        Endpoint::Configuration => configuration(status, body),
        Endpoint::CreateSession | Endpoint::ResumeSession | Endpoint::PartnerRequest => {
            decoded::<Session<'_>>(status, body)
        }
        Endpoint::SessionInfo => decoded::<SessionDetails<'_>>(status, body),
        Endpoint::Profiles | Endpoint::ProfileMvpd | Endpoint::ProfileCode | Endpoint::PartnerProfile => {
            listed(status, body, key!("profiles"), streamed::<Profiles<'static>>)
        }
        Endpoint::Preauthorize | Endpoint::Authorize => {
            listed(status, body, key!("decisions"), streamed::<Decisions<'static>>)
        }
        Endpoint::Logout => listed(status, body, key!("logouts"), viewed::<Logouts<'_>>),
        #[cfg(feature = "single-sign-on")]
        Endpoint::SsoToken | Endpoint::SsoRefresh => decoded::<IssuedToken<'_>>(status, body),
        #[cfg(feature = "single-sign-on")]
        Endpoint::SsoLink => decoded::<IssuedLinkCode<'_>>(status, body),
        #[cfg(feature = "single-sign-on")]
        Endpoint::SsoUnlink => listed(status, body, key!("unlinkedDevices"), viewed::<UnlinkedDevices<'_>>),
        #[cfg(feature = "single-sign-on")]
        Endpoint::SsoList => listed(status, body, key!("devices"), viewed::<LinkedDevices<'_>>),
        #[cfg(not(feature = "single-sign-on"))]
        Endpoint::SsoToken | Endpoint::SsoRefresh | Endpoint::SsoLink | Endpoint::SsoUnlink | Endpoint::SsoList => {
            refused(&Misuse("endpoint"))
        }
        Endpoint::Authenticate => refused(&Misuse("endpoint")),
    }
}

fn decoded<'r, A: Answer<'r> + Plain>(status: u16, body: &'r [u8]) -> Json {
    match A::decode(body) {
        Ok(answer) => answered(body.len(), &answer),
        Err(error) => malformed(status, body, error),
    }
}

/// An answer that is one list, which is written while it is being checked: the body is walked once.
fn listed<'r>(status: u16, body: &'r [u8], name: Key, items: Checking<'r>) -> Json {
    checked(status, body, &|sheet| {
        sheet.open_answer();
        sheet.key(name);
        sheet.open(b'[');
        let end = items(body, sheet);
        sheet.close(b']');
        sheet.close_answer();
        end
    })
}

/// Writes what a body holds, and says whether it is whole.
type Checking<'r> = fn(&'r [u8], &mut Sheet<'_, '_>) -> Result<(), json::Error>;

fn streamed<'r, K: Streamed>(body: &'r [u8], sheet: &mut Sheet<'_, '_>) -> Result<(), json::Error>
where
    K::Piece<'r>: Plain,
{
    let mut items = Stream::<K>::whole(body);
    for item in items.by_ref() {
        item.write(sheet);
    }
    items.finish().map(drop)
}

/// Of short lists, which may be walked twice.
fn viewed<'r, A>(body: &'r [u8], sheet: &mut Sheet<'_, '_>) -> Result<(), json::Error>
where
    A: Answer<'r> + IntoIterator<Item: Plain>,
{
    A::decode(body)?.into_iter().for_each(|item| item.write(sheet));
    Ok(())
}

/// The MVPDs as a text of its own, a list of names and a list of values for each; behind it the answer without them. They can be
/// many, and become objects when they are looked at.
fn configuration(status: u16, body: &[u8]) -> Json {
    checked(status, body, &|sheet| {
        let mut pieces = ConfigurationStream::whole(body);
        let beside = write_mvpds(&mut pieces, sheet, Form::Values);
        sheet.end_text();
        sheet.open_answer();
        write_beside(&beside, sheet);
        sheet.close_answer();
        pieces.finish().map(drop)
    })
}

/// The answer that `write` writes and checks, or the fault that it found.
fn checked(status: u16, body: &[u8], write: &dyn Fn(&mut Sheet<'_, '_>) -> Result<(), json::Error>) -> Json {
    let end = Cell::new(Ok(()));
    let answer = written(estimate(body.len()), &|sheet| end.set(write(sheet)));
    match end.get() {
        Ok(()) => answer,
        Err(error) => malformed(status, body, error),
    }
}

fn malformed(http_status: u16, body: &[u8], error: json::Error) -> Json {
    failed(body.len(), &Failure::Malformed { http_status, error })
}

fn failed(body_length: usize, failure: &Failure<'_>) -> Json {
    written(estimate(body_length), &|sheet| failure.write(sheet))
}

fn answered(body_length: usize, answer: &dyn Plain) -> Json {
    written(estimate(body_length), &|sheet| sheet.variant("answer", |sheet| sheet.member(key!("answer"), answer)))
}

/// Names of flags and states make the plain form somewhat longer than the wire's.
const fn estimate(body_length: usize) -> usize {
    2 * body_length + 256
}

/// The address that the service means by `url`.
fn resolve_url(given: Fields<'_>) -> Json {
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
