//! HTTP/1.1 over a bare socket: one request out, one response in chunks in.
#![no_std]
#![no_main]

use core::hint::black_box;

use tvpass::message::http1::{Connection, ResponseReader, write_request};
use tvpass::message::{BaseUrl, HeaderName, Headers, Method, Request, Sender};

tvpass_firmware_image::input!(
    RESPONSE,
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n\
    6\r\n{\"prof\r\n9\r\niles\":{}}\r\n0\r\n\r\n"
);

tvpass_firmware_image::image!(|| {
    let mut buffer = [0; 256];
    let mut headers = Headers::new(Sender::StreamingDevice);
    let _ = headers.set(HeaderName::Authorization, black_box("Bearer eyJhbGciOi"));
    let request = Request { method: Method::Get, target: black_box("/api/v2/REF30/profiles"), headers, body: b"" };
    let _ = black_box(write_request(&BaseUrl::RELEASE_STAGING, &request, Connection::KeepAlive, &mut buffer));
    let mut reader = ResponseReader::new();
    for piece in black_box(&RESPONSE[..]).chunks(64) {
        for (target, byte) in reader.space(&mut buffer).iter_mut().zip(piece) {
            *target = *byte;
        }
        let _ = black_box(reader.received(&mut buffer, piece.len()));
    }
});
