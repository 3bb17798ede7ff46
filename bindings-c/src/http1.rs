//! HTTP/1.1 for firmware that has only a socket.

use core::ffi::c_void;
use core::mem::MaybeUninit;

use tvpass::message::http1::{Connection, ResponseError, ResponseReader, write_request};

use crate::check::check;
use crate::memory::length;
use crate::slot::slot;
use crate::{Refusal, tvpass_buffer, tvpass_bytes, tvpass_detail, tvpass_request, tvpass_result, tvpass_string};

/// Pointers' worth of memory in a tvpass_http_reader.
pub const TVPASS_HTTP_READER_POINTERS: usize = 13;

/// The fate of a connection after its response.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum tvpass_connection {
    /// The next request may use it.
    KeepAlive = 0,
    /// The server is asked to close it.
    Close = 1,
}

/// Reads one response from a socket.
#[repr(C)]
pub struct tvpass_http_reader {
    opaque: [MaybeUninit<*const c_void>; TVPASS_HTTP_READER_POINTERS],
}

slot!(tvpass_http_reader: ResponseReader, 5);

/// A whole response. Its body is the start of the buffer that it was read in.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct tvpass_http_response {
    /// The status.
    pub status: u32,
    /// 1 if the connection may carry another request, 0 if it is to be closed.
    pub is_reusable: u32,
    /// The body.
    pub body: tvpass_bytes,
    /// The seconds of a Retry-After header, in milliseconds; 0 without one, or with a date in it.
    pub retry_after_millis: u64,
}

/// Writes a request as one message of HTTP/1.1. The buffer must not be the one that holds the request.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_http_request_write(
    base_url: tvpass_string,
    request: Option<&tvpass_request>,
    connection: u32,
    buffer: tvpass_buffer,
    message: Option<&mut MaybeUninit<tvpass_bytes>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let connection = match connection {
            0 => Connection::KeepAlive,
            1 => Connection::Close,
            _ => return check.reject(tvpass_result::UnknownNumber),
        };
        let base = check.base(&base_url);
        let request = check.require(request, "request")?.get(check);
        let written = write_request(&base, &request, connection, check.buffer(&buffer));
        let written = check.accept(written)?;
        check.put(message, written.into())
    })
}

/// At the start of a response.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_http_reader_init(reader: Option<&mut MaybeUninit<tvpass_http_reader>>) -> tvpass_result {
    check(None, |check| check.hold(reader, ResponseReader::new()))
}

/// The part of the buffer into which the next bytes of the socket go. The buffer is the same in all calls for a response.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_http_reader_space(
    reader: Option<&tvpass_http_reader>,
    buffer: tvpass_buffer,
    space: Option<&mut MaybeUninit<tvpass_buffer>>,
) -> tvpass_result {
    check(None, |check| {
        let found = check.slot(reader)?.space(check.buffer(&buffer)).into();
        check.put(space, found)
    })
}

/// Takes the bytes that were put into the space, 0 if the connection was closed. A count that is negative or larger than
/// the space, such as the -1 of a failed recv(), is TVPASS_RESULT_INVALID_LENGTH. TVPASS_RESULT_OK: the response is whole,
/// and written. TVPASS_RESULT_MORE: it is not whole yet, read on. Anything else: the connection is of no more use.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_http_reader_received(
    reader: Option<&mut tvpass_http_reader>,
    buffer: tvpass_buffer,
    count: u32,
    response: Option<&mut MaybeUninit<tvpass_http_response>>,
    detail: Option<&mut MaybeUninit<tvpass_detail>>,
) -> tvpass_result {
    check(detail, |check| {
        let (reader, buffer) = (check.slot_mut(reader)?, check.buffer(&buffer));
        if count as usize > reader.space(buffer).len() {
            return check.reject(tvpass_result::InvalidLength);
        }
        let received = reader.received(buffer, count as usize).map_err(refusal);
        let Some(whole) = check.accept(received)? else { return check.reject(tvpass_result::More) };
        let body = buffer.get(..whole.body_length).unwrap_or_default().into();
        let (status, is_reusable) = (whole.status.into(), whole.is_reusable.into());
        let retry_after_millis = u64::from(whole.retry_after_seconds.unwrap_or_default()).saturating_mul(1000);
        check.put(response, tvpass_http_response { status, is_reusable, body, retry_after_millis })
    })
}

fn refusal(error: ResponseError) -> Refusal {
    let needed = if let ResponseError::TooLarge { needed } = error { length(needed) } else { 0 };
    Refusal { needed, ..tvpass_result::from(error).into() }
}
