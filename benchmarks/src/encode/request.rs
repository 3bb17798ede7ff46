//! W5: a whole create-session request as one HTTP/1.1 message, its device headers encoded already.

use super::comparable_request;
use super::fixed::Fixed;
use super::input::{CREATE_SESSION, CreateSession};
use crate::peer::{Operation, Peer};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::fmt;
use std::hint::black_box;
use url::Url;
use url::form_urlencoded::Serializer;

pub fn peers() -> Vec<Peer> {
    vec![
        Peer { name: "slice pushing", prepare: |_| Box::new(Written::new(push_request)) },
        Peer { name: "core::fmt", prepare: |_| Box::new(Written::new(format_request)) },
        Peer { name: "format!", prepare: |_| Box::new(Allocated::new(format_strings)) },
        Peer { name: "http + url", prepare: |_| Box::new(Allocated::new(build_request)) },
    ]
}

/// Everything but RFC 3986's unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

const JSON: &str = "application/json;charset=utf-8";
const FORM: &str = "application/x-www-form-urlencoded";

/// The message in memory of the caller's; the form is written aside, as its length stands in front of it.
struct Written {
    message: Fixed<2048>,
    form: Fixed<512>,
    write: fn(&CreateSession, &mut Fixed<512>, &mut Fixed<2048>) -> Option<()>,
}

impl Written {
    fn new(write: fn(&CreateSession, &mut Fixed<512>, &mut Fixed<2048>) -> Option<()>) -> Self {
        Self { message: Fixed::new(), form: Fixed::new(), write }
    }
}

impl Operation for Written {
    fn run(&mut self) -> Option<u64> {
        self.message.clear();
        self.form.clear();
        (self.write)(black_box(&CREATE_SESSION), &mut self.form, &mut self.message)?;
        Some(self.message.as_bytes().len() as u64)
    }

    fn output(&self) -> Vec<String> {
        comparable_request(self.message.as_bytes())
    }

    fn memory(&self) -> usize {
        size_of_val(&self.message) + size_of_val(&self.form)
    }
}

/// The message as a value of its own.
struct Allocated<B> {
    message: B,
    build: fn(&CreateSession) -> Option<B>,
}

impl<B: Default> Allocated<B> {
    fn new(build: fn(&CreateSession) -> Option<B>) -> Self {
        Self { message: B::default(), build }
    }
}

impl<B: AsRef<[u8]>> Operation for Allocated<B> {
    fn run(&mut self) -> Option<u64> {
        self.message = (self.build)(black_box(&CREATE_SESSION))?;
        Some(self.message.as_ref().len() as u64)
    }

    fn output(&self) -> Vec<String> {
        comparable_request(self.message.as_ref())
    }
}

fn push_encoded<const N: usize>(out: &mut Fixed<N>, text: &str) -> Option<()> {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut plain = 0;
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        if !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')) {
            out.push(&text.as_bytes()[plain..at])?;
            out.push(&[b'%', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]])?;
            plain = at + 1;
        }
    }
    out.push(&text.as_bytes()[plain..])
}

fn push_request(input: &CreateSession, form: &mut Fixed<512>, out: &mut Fixed<2048>) -> Option<()> {
    form.push(b"mvpd=")?;
    push_encoded(form, input.mvpd)?;
    form.push(b"&domainName=")?;
    push_encoded(form, input.domain_name)?;
    form.push(b"&redirectUrl=")?;
    push_encoded(form, input.redirect_url)?;

    out.push(b"POST /api/v2/")?;
    push_encoded(out, input.service_provider)?;
    out.push(b"/sessions HTTP/1.1\r\nHost: ")?;
    out.push(input.host.as_bytes())?;
    out.push(b"\r\nAccept-Encoding: identity\r\nAuthorization: Bearer ")?;
    out.push(input.access_token.as_bytes())?;
    out.push(b"\r\nContent-Type: application/x-www-form-urlencoded\r\nAP-Device-Identifier: ")?;
    out.push(input.device_identifier.as_bytes())?;
    out.push(b"\r\nX-Device-Info: ")?;
    out.push(input.device_info.as_bytes())?;
    out.push(b"\r\nAccept: application/json;charset=utf-8\r\nUser-Agent: ")?;
    out.push(input.user_agent.as_bytes())?;
    out.push(b"\r\nContent-Length: ")?;
    out.push_decimal(form.as_bytes().len() as u64)?;
    out.push(b"\r\n\r\n")?;
    out.push(form.as_bytes())
}

fn write_form(input: &CreateSession, out: &mut impl fmt::Write) -> fmt::Result {
    write!(
        out,
        "mvpd={}&domainName={}&redirectUrl={}",
        utf8_percent_encode(input.mvpd, RESERVED),
        utf8_percent_encode(input.domain_name, RESERVED),
        utf8_percent_encode(input.redirect_url, RESERVED),
    )
}

fn write_head(input: &CreateSession, length: usize, out: &mut impl fmt::Write) -> fmt::Result {
    write!(
        out,
        "POST /api/v2/{}/sessions HTTP/1.1\r\nHost: {}\r\nAccept-Encoding: identity\r\nAuthorization: Bearer {}\r\n\
         Content-Type: {FORM}\r\nAP-Device-Identifier: {}\r\nX-Device-Info: {}\r\n\
         Accept: {JSON}\r\nUser-Agent: {}\r\nContent-Length: {length}\r\n\r\n",
        utf8_percent_encode(input.service_provider, RESERVED),
        input.host,
        input.access_token,
        input.device_identifier,
        input.device_info,
        input.user_agent,
    )
}

fn format_request(input: &CreateSession, form: &mut Fixed<512>, out: &mut Fixed<2048>) -> Option<()> {
    write_form(input, form).ok()?;
    write_head(input, form.as_bytes().len(), out).ok()?;
    out.push(form.as_bytes())
}

fn format_strings(input: &CreateSession) -> Option<String> {
    let mut form = String::new();
    write_form(input, &mut form).ok()?;
    let mut message = String::new();
    write_head(input, form.len(), &mut message).ok()?;
    message.push_str(&form);
    Some(message)
}

fn build_request(input: &CreateSession) -> Option<Vec<u8>> {
    let mut target = Url::parse(&format!("https://{}/api/v2", input.host)).ok()?;
    target.path_segments_mut().ok()?.extend([input.service_provider, "sessions"]);
    let form = Serializer::new(String::new())
        .append_pair("mvpd", input.mvpd)
        .append_pair("domainName", input.domain_name)
        .append_pair("redirectUrl", input.redirect_url)
        .finish();
    let request = http::Request::post(target.as_str())
        .header("Host", input.host)
        .header("Accept-Encoding", "identity")
        .header("Authorization", format!("Bearer {}", input.access_token))
        .header("Content-Type", FORM)
        .header("AP-Device-Identifier", input.device_identifier)
        .header("X-Device-Info", input.device_info)
        .header("Accept", JSON)
        .header("User-Agent", input.user_agent)
        .header("Content-Length", form.len())
        .body(form)
        .ok()?;
    Some(as_message(&request))
}

/// The bytes that a client of the `http` crate sends in the end.
fn as_message(request: &http::Request<String>) -> Vec<u8> {
    let mut message = Vec::with_capacity(2048);
    message.extend_from_slice(request.method().as_str().as_bytes());
    message.push(b' ');
    message.extend_from_slice(request.uri().path().as_bytes());
    message.extend_from_slice(b" HTTP/1.1\r\n");
    for (name, value) in request.headers() {
        message.extend_from_slice(name.as_str().as_bytes());
        message.extend_from_slice(b": ");
        message.extend_from_slice(value.as_bytes());
        message.extend_from_slice(b"\r\n");
    }
    message.extend_from_slice(b"\r\n");
    message.extend_from_slice(request.body().as_bytes());
    message
}
