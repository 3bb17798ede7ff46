//! The server half takes any bytes, and what it takes the client half writes so that it is taken as the same.
//!
//! The input is the first line of a request (`POST /o/client/token`), a line with its content type, and its body.

use std::fmt::Debug;

use tvpass::endpoint::{
    AnyRequest, Authenticate, Authorize, Call, CreatePartnerProfile, CreatePartnerSession, CreateSession, Endpoint,
    GetConfiguration, GetProfileCode, GetProfileMvpd, GetProfiles, GetSession, Logout, Preauthorize, Register,
    RequestError, ResumeSession, SsoLink, SsoList, SsoRefresh, SsoToken, SsoUnlink, Token, route,
};
use tvpass::message::{BaseUrl, DecodeError, EncodeError, HeaderName, Headers, Incoming, Request, Scratch, Sender};

use crate::exact::exactly;

pub fn check(bytes: &[u8]) {
    let Some((method, target, content_type, body)) = taken_apart(bytes) else { return };
    let mut headers = headers();
    if headers.set(HeaderName::ContentType, content_type).is_err() {
        return;
    }
    let incoming = Incoming { method, target, headers, body };
    let routed = route(method, incoming.path()).ok();
    macro_rules! calls {
        ($($call:ident),*) => { $(
            call::<$call<'_>>(&incoming, routed, &mut Memory::new(&incoming));
            is_read_by_the_router::<$call<'_>>(&incoming, routed, &mut Memory::new(&incoming));
        )* };
    }
    calls!(Authorize, CreateSession, GetConfiguration, GetProfileCode, GetProfileMvpd, GetProfiles, Logout);
    calls!(CreatePartnerProfile, CreatePartnerSession, Preauthorize, Register, ResumeSession, GetSession, Token);
    calls!(SsoLink, SsoList, SsoRefresh, SsoToken, SsoUnlink);
    page(&incoming, &mut Memory::new(&incoming));
}

fn taken_apart(bytes: &[u8]) -> Option<(&str, &str, &str, &[u8])> {
    let mut lines = bytes.splitn(3, |byte| *byte == b'\n');
    let first = std::str::from_utf8(lines.next()?).ok()?;
    let content_type = std::str::from_utf8(lines.next()?).ok()?;
    let (method, target) = first.split_once(' ')?;
    Some((method, target, content_type, lines.next()?))
}

/// All that any endpoint requires.
fn headers() -> Headers<'static> {
    let mut headers = Headers::new(Sender::StreamingDevice);
    for name in HeaderName::ALL {
        headers.set(name, "fingerprint dHY=").expect("visible ASCII");
    }
    headers
}

/// Memory in which a request is read, written and read again.
struct Memory {
    scratch: Vec<u8>,
    buffer: Vec<u8>,
    scratch_again: Vec<u8>,
}

impl Memory {
    fn new(incoming: &Incoming<'_>) -> Self {
        Self { scratch: vec![0; size(incoming)], buffer: Vec::new(), scratch_again: Vec::new() }
    }
}

/// Target and body hold every value, decoded or not.
fn size(incoming: &Incoming<'_>) -> usize {
    incoming.target.len() + incoming.body.len()
}

fn call<'a, C: Call<'a> + PartialEq + Debug>(
    incoming: &Incoming<'a>,
    routed: Option<Endpoint>,
    memory: &'a mut Memory,
) {
    let Memory { scratch, buffer, scratch_again } = memory;
    let call = match C::decode(incoming, &mut Scratch::new(scratch)) {
        Ok(call) => call,
        Err(error) => return assert_ne!(error, DecodeError::Scratch, "target and body hold every value"),
    };
    // The page for a user agent stands where the others have the service provider.
    assert!(routed == Some(C::ENDPOINT) || routed == Some(Endpoint::Authenticate), "{routed:?}");
    let headers = headers();
    match exactly(|buffer| call.encode(&headers, buffer).map(|request| length(&request))) {
        Ok(written) => *buffer = written,
        Err(error) => {
            return assert!(
                matches!(error, EncodeError::MissingParameter(_) | EncodeError::InvalidParameter(_)),
                "{error:?}"
            );
        }
    }
    let request = call.encode(&headers, buffer).expect("it was written before");
    let incoming = received(&request);
    assert!(is_visible(incoming.target), "{}", incoming.target);
    scratch_again.resize(size(&incoming), 0);
    assert_eq!(C::decode(&incoming, &mut Scratch::new(scratch_again)).as_ref(), Ok(&call));
}

/// One match over all endpoints takes what the endpoint itself takes.
fn is_read_by_the_router<'a, C: Call<'a>>(incoming: &Incoming<'a>, routed: Option<Endpoint>, memory: &'a mut Memory) {
    if routed != Some(C::ENDPOINT) {
        return;
    }
    let Memory { scratch, scratch_again, .. } = memory;
    scratch_again.resize(size(incoming), 0);
    let own = C::decode(incoming, &mut Scratch::new(scratch)).err();
    let any = AnyRequest::decode(incoming, &mut Scratch::new(scratch_again)).map(|any| any.endpoint());
    let malformed = |error| Err(RequestError::Malformed { endpoint: C::ENDPOINT, error });
    assert_eq!(any, own.map_or(Ok(C::ENDPOINT), malformed));
}

/// The bytes of a request that lie in its buffer: the person of a service token is one of them.
fn length(request: &Request<'_>) -> usize {
    let names = [HeaderName::XSsoId, HeaderName::XSsoLink].into_iter();
    let person = names.filter_map(|name| request.headers.get(name)).map(str::len).sum::<usize>();
    request.target.len() + request.body.len() + person
}

fn received<'a>(request: &Request<'a>) -> Incoming<'a> {
    let Request { method, target, headers, body } = *request;
    Incoming { method: method.as_str(), target, headers, body }
}

fn is_visible(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic())
}

fn page<'a>(incoming: &Incoming<'a>, memory: &'a mut Memory) {
    let Memory { scratch, buffer, scratch_again } = memory;
    let Ok(page) = Authenticate::decode(incoming, &mut Scratch::new(scratch)) else { return };
    let base = BaseUrl::RELEASE_PRODUCTION;
    match exactly(|buffer| page.url(&base, buffer).map(str::len)) {
        Ok(written) => *buffer = written,
        Err(error) => {
            return assert!(
                matches!(error, EncodeError::MissingParameter(_) | EncodeError::InvalidParameter(_)),
                "{error:?}"
            );
        }
    }
    let url = std::str::from_utf8(buffer).expect("a URL is text");
    assert!(is_visible(url), "{url}");
    let target = url.strip_prefix(base.as_str()).expect("a page of this host");
    let incoming = Incoming { target, ..*incoming };
    scratch_again.resize(size(&incoming), 0);
    assert_eq!(Authenticate::decode(&incoming, &mut Scratch::new(scratch_again)), Ok(page));
}
