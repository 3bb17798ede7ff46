//! Every error can be carried by `?`, crosses threads, stays small, and says in one line what and where.

use std::error::Error;

use tvpass::TooSmall;
use tvpass::endpoint::{Endpoint, RequestError, RouteError};
use tvpass::flow::{InvalidArgument, KeptToken, Now, RestoreError, SmallInstallation, TooLong};
use tvpass::json::{self, Timestamp};
use tvpass::message::http1::ResponseError;
use tvpass::message::{
    BaseUrl, DecodeError, EncodeError, HeaderDecodeError, HeaderError, HeaderName, HeaderValue, LinkCode, PersonError,
    UrlError,
};

/// The largest error, in bytes, on a machine of 64 bits.
const MOST_BYTES: usize = 24;
/// The largest error that holds another.
const MOST_BYTES_OF_TWO: usize = 32;

fn carried<E: Error + Send + Sync + 'static>(errors: &[E]) -> Vec<String> {
    assert!(size_of::<E>() <= MOST_BYTES, "{}: {} bytes", std::any::type_name::<E>(), size_of::<E>());
    told(errors)
}

fn told<E: Error + Send + Sync + 'static>(errors: &[E]) -> Vec<String> {
    assert!(size_of::<E>() <= MOST_BYTES_OF_TWO, "{}: {} bytes", std::any::type_name::<E>(), size_of::<E>());
    errors.iter().map(ToString::to_string).collect()
}

fn json_error() -> json::Error {
    json::check(b"[1, ]").unwrap_err()
}

fn too_long() -> TooLong {
    SmallInstallation::new().remember_mvpd(&"x".repeat(9999)).unwrap_err()
}

fn no_token() -> InvalidArgument {
    let now = Now { monotonic_millis: 0, unix: Timestamp::from_millis(0), random: 0 };
    KeptToken::received("", None, Timestamp::from_millis(0), &now).unwrap_err()
}

#[test]
fn every_error_says_what_and_where_in_one_line() {
    let header = HeaderValue::new("a\r\nb").unwrap_err();
    let words = [
        carried(&[TooSmall { needed: 7 }]),
        carried(&[RouteError::NotFound, RouteError::MethodNotAllowed { get: true, post: true }]),
        carried(&[RouteError::MethodNotAllowed { get: false, post: true }]),
        carried(&[RouteError::MethodNotAllowed { get: true, post: false }]),
        carried(&[DecodeError::Route, DecodeError::Parameter("mvpd"), DecodeError::ContentType, DecodeError::Scratch]),
        carried(&[DecodeError::Body(json_error()), DecodeError::Header(HeaderName::XSsoId)]),
        carried(&[EncodeError::TooSmall { needed: 7 }, EncodeError::MissingHeader(HeaderName::Authorization)]),
        carried(&[HeaderDecodeError::Base64, HeaderDecodeError::Json(json_error())]),
        carried(&[header, HeaderError { offset: 0 }]),
        carried(&[UrlError::Invalid, UrlError::Downgrade, UrlError::TooSmall { needed: 7 }]),
        carried(&[BaseUrl::new("ftp://x").unwrap_err()]),
        carried(&[ResponseError::Closed, ResponseError::Truncated, ResponseError::Malformed]),
        carried(&[ResponseError::Unsupported, ResponseError::TooLarge { needed: 7 }]),
        carried(&[ResponseError::TooLarge { needed: usize::MAX }]),
        carried(&[PersonError::Empty, LinkCode::new("").unwrap_err()]),
        told(&[RestoreError::Damaged]),
        carried(&[too_long()]),
        carried(&[no_token()]),
        carried(&[json_error()]),
    ]
    .concat();
    for line in &words {
        assert!(line.len() > 5 && !line.contains(['\n', '\r', '{', '}']), "{line}");
        assert!(!line.ends_with('.'), "{line}");
    }
    assert!(words.contains(&"byte 1 may not stand in a header".to_owned()), "{words:?}");
}

#[test]
fn a_request_error_names_its_endpoint() {
    let error = RequestError::Malformed { endpoint: Endpoint::Token, error: DecodeError::Parameter("client_id") };
    assert_eq!(told(&[error]), ["token: parameter client_id is missing or malformed"]);
}

#[test]
fn every_public_error_is_one_that_a_caller_can_carry() {
    // Records of the wire have the word in their names, too.
    const RECORDS: [&str; 3] = ["DcrError", "EnhancedError", "FrameworkError"];
    const OTHERS: [&str; 5] = ["TooSmall", "TooLong", "InvalidArgument", "StopReason", "Failure"];
    let mut found = 0;
    for line in include_str!("../../../docs/public-api.txt").lines() {
        let Some((path, traits)) = line.strip_prefix("traits of ").and_then(|line| line.split_once(": ")) else {
            continue;
        };
        let name = path.rsplit("::").next().unwrap();
        if RECORDS.contains(&name) || !(name.ends_with("Error") || OTHERS.contains(&name)) {
            continue;
        }
        let traits: Vec<_> = traits.split(", ").collect();
        assert!(traits.contains(&"Display") && traits.contains(&"Error"), "{line}");
        found += 1;
    }
    assert!(found > 15, "{found} errors");
}
