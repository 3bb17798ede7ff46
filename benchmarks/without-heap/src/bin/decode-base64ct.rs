//! Base64, read by the crate `base64ct`.
#![no_std]
#![no_main]

use base64ct::{Base64, Encoding as _};

tvpass_without_heap::image!(|input, output| {
    let Ok(text) = core::str::from_utf8(input) else { return 0 };
    Base64::decode(text, output).map_or(0, <[u8]>::len)
});
