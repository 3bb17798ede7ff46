//! Base64, read by the core.
#![no_std]
#![no_main]

use tvpass::message::base64;

tvpass_without_heap::image!(|input, output| {
    let Ok(text) = core::str::from_utf8(input) else { return 0 };
    base64::decode(text, output).map_or(0, <[u8]>::len)
});
