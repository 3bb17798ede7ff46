//! A request as one message.

use crate::message::{BaseUrl, HeaderName, Method, Request};
use crate::output::{Output, TooSmall};

/// Persistence of the connection after the response.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Connection {
    /// The next request may use it.
    #[default]
    KeepAlive = 0,
    /// The server is asked to close it.
    Close = 1,
}

/// Writes `request` as one message.
///
/// # Errors
/// `buffer` is too small.
///
/// ```
/// use tvpass::message::http1::{Connection, write_request};
/// use tvpass::message::{BaseUrl, Headers, Method, Request};
///
/// let target = "/api/v2/REF30/configuration";
/// let request = Request { method: Method::Get, target, headers: Headers::default(), body: b"" };
/// let mut buffer = [0; 128];
/// let message = write_request(&BaseUrl::RELEASE_PRODUCTION, &request, Connection::KeepAlive, &mut buffer).unwrap();
/// assert_eq!(
///     message,
///     b"GET /api/v2/REF30/configuration HTTP/1.1\r\nHost: sp.auth.adobe.com\r\nAccept-Encoding: identity\r\n\r\n",
/// );
/// ```
pub fn write_request<'b>(
    base: &BaseUrl<'_>,
    request: &Request<'_>,
    connection: Connection,
    buffer: &'b mut [u8],
) -> Result<&'b [u8], TooSmall> {
    let mut output = Output::new(buffer);
    for part in [request.method.as_str(), " ", base.prefix(), request.target, " HTTP/1.1\r\nHost: ", base.authority()] {
        output.push(part.as_bytes());
    }
    // Without this field a server may compress.
    output.push(b"\r\nAccept-Encoding: identity");
    if connection == Connection::Close {
        output.push(b"\r\nConnection: close");
    }
    for &name in &HeaderName::ALL {
        if let Some(value) = request.headers.value(name) {
            for part in [b"\r\n", name.as_str().as_bytes(), b": ", value.as_bytes()] {
                output.push(part);
            }
        }
    }
    if request.method == Method::Post {
        output.push(b"\r\nContent-Length: ");
        output.push_decimal(request.body.len() as u64);
    }
    output.push(b"\r\n\r\n");
    output.push(request.body);
    output.finish()
}
