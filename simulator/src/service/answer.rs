//! Texts by the core's encoders, which write into a buffer of the caller's.

use tvpass::message::base64;
use tvpass::{Output, TooSmall};

/// The bytes that `encode` writes, in a buffer that grows to what it asks for.
pub(crate) fn encoded(encode: impl for<'b> Fn(&'b mut [u8]) -> Result<&'b [u8], TooSmall>) -> Vec<u8> {
    let mut buffer = vec![0; 1024];
    loop {
        match encode(&mut buffer).map(<[u8]>::len) {
            Ok(length) => {
                buffer.truncate(length);
                return buffer;
            }
            Err(TooSmall { needed }) => buffer.resize(needed, 0),
        }
    }
}

/// The base64 of `bytes`.
pub(super) fn encoded_base64(bytes: &[u8]) -> String {
    let encoded = encoded(|buffer| {
        let mut output = Output::new(buffer);
        base64::push(&mut output, bytes);
        output.finish()
    });
    String::from_utf8_lossy(&encoded).into_owned()
}

/// The text that an answer of the Single Sign-On Service has for its status of HTTP.
pub(super) fn status_word(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "CREATED",
        400 => "BAD_REQUEST",
        401 => "UNAUTHORIZED",
        _ => "INTERNAL_SERVER_ERROR",
    }
}
