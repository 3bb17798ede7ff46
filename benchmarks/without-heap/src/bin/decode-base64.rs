//! Base64, read by the crate `base64`.
#![no_std]
#![no_main]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

tvpass_without_heap::image!(|input, output| {
    let Ok(text) = core::str::from_utf8(input) else { return 0 };
    STANDARD.decode_slice(text, output).unwrap_or_default()
});
