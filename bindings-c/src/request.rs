//! Requests: the headers to choose from, and what goes out.

use tvpass::endpoint::Call;
use tvpass::message::{EncodeError, HeaderName, Headers, Method, Request, Sender};

use crate::check::{Check, check};
use crate::memory::Out;
use crate::to_c::{ToC, zero};
use crate::{Refusal, tvpass_buffer, tvpass_bytes, tvpass_detail, tvpass_result, tvpass_string};

/// The number of the protocol's headers.
pub const TVPASS_HEADER_COUNT: usize = 15;

const _: () = assert!(TVPASS_HEADER_COUNT == HeaderName::COUNT);

/// The sender of a request, which decides about the headers that describe the device.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_sender {
    /// The application that plays video.
    StreamingDevice = 0,
    /// The same in a browser.
    Browser = 1,
    /// The application where a person signs in for another device.
    SecondaryApplication = 2,
}

/// Header values that are ready. Each endpoint takes those that the protocol defines for it.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_headers {
    /// One of tvpass_sender.
    pub sender: u32,
    /// The values by tvpass_header; those that are not there are absent.
    pub values: [tvpass_string; TVPASS_HEADER_COUNT],
}

/// Method of a request.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_method {
    /// GET.
    Get = 0,
    /// POST.
    Post = 1,
}

/// A request as it goes out. Target and body lie in the buffer that it was written to, header values where the caller
/// keeps them.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_request {
    /// One of tvpass_method.
    pub method: u32,
    /// Path and query, to be appended to the base URL.
    pub target: tvpass_string,
    /// Exactly the headers to send.
    pub headers: tvpass_headers,
    /// The body, empty for none.
    pub body: tvpass_bytes,
}

zero!(tvpass_request);

impl tvpass_headers {
    pub(crate) fn get(&self, check: &mut Check) -> Headers<'static> {
        let mut headers = Headers::new(match self.sender {
            0 => Sender::StreamingDevice,
            1 => Sender::Browser,
            2 => Sender::SecondaryApplication,
            _ => {
                check.refuse_named(tvpass_result::UnknownNumber, "sender");
                Sender::StreamingDevice
            }
        });
        for (&name, value) in HeaderName::ALL.iter().zip(&self.values) {
            if let Some(value) = check.text(value, name.as_str()) {
                let set = headers.set(name, value);
                check.accept(set.map_err(|error| Refusal { name: name.as_str(), ..error.into() }));
            }
        }
        headers
    }
}

impl ToC<tvpass_headers> for Headers<'_> {
    fn to_c(&self, place: &mut tvpass_headers) {
        place.sender = self.sender() as u32;
        for (&name, value) in HeaderName::ALL.iter().zip(&mut place.values) {
            *value = self.get(name).into();
        }
    }
}

impl tvpass_request {
    pub(crate) fn get(&self, check: &mut Check) -> Request<'static> {
        Request {
            method: match self.method {
                0 => Method::Get,
                1 => Method::Post,
                _ => {
                    check.refuse_named(tvpass_result::UnknownNumber, "method");
                    Method::Get
                }
            },
            target: check.required(&self.target, "target"),
            headers: self.headers.get(check),
            body: check.bytes(&self.body),
        }
    }
}

impl ToC<tvpass_request> for Request<'_> {
    fn to_c(&self, place: &mut tvpass_request) {
        place.method = self.method as u32;
        place.target = self.target.into();
        self.headers.to_c(&mut place.headers);
        place.body = self.body.into();
    }
}

/// A call as the header has it.
pub(crate) trait Encode {
    type Call: Call<'static>;

    /// The call as the core has it.
    fn call(&self, check: &mut Check) -> Self::Call;
}

/// Writes a request.
#[inline]
pub(crate) fn encode<C: Encode>(
    headers: Option<&tvpass_headers>,
    call: Option<&C>,
    buffer: tvpass_buffer,
    request: Out<'_, tvpass_request>,
    detail: Out<'_, tvpass_detail>,
) -> tvpass_result {
    let write: &Write<'_> =
        &|check, headers, buffer| Some(check.require(call, "call")?.call(check).encode(headers, buffer));
    encode_with(headers, write, buffer, request, detail)
}

/// Writes one call, whichever.
pub(crate) type Write<'w> =
    dyn Fn(&mut Check, &Headers<'static>, &'static mut [u8]) -> Option<Result<Request<'static>, EncodeError>> + 'w;

/// One function for all calls, since most of what it takes to write one is the same.
pub(crate) fn encode_with(
    headers: Option<&tvpass_headers>,
    write: &Write<'_>,
    buffer: tvpass_buffer,
    request: Out<'_, tvpass_request>,
    detail: Out<'_, tvpass_detail>,
) -> tvpass_result {
    check(detail, |check| {
        let headers = check.require(headers, "headers")?.get(check);
        let buffer = check.buffer(&buffer);
        let written = write(check, &headers, buffer)?;
        let written = check.accept(written)?;
        check.put_converted(request, &written)
    })
}

/// The name of a header on the wire; absent for a number that is none.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_header_text(header: u32) -> tvpass_string {
    HeaderName::ALL.get(header as usize).map(|name| name.as_str()).into()
}

/// The name of a method on the wire; absent for a number that is none.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_method_text(method: u32) -> tvpass_string {
    [Method::Get, Method::Post].into_iter().find(|known| *known as u32 == method).map(Method::as_str).into()
}
