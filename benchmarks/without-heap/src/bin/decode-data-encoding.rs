//! Base64, read by the crate `data-encoding`.
#![no_std]
#![no_main]

use data_encoding::BASE64;

tvpass_without_heap::image!(|input, output| {
    let Ok(text) = core::str::from_utf8(input) else { return 0 };
    let Ok(length) = BASE64.decode_len(text.len()) else { return 0 };
    let Some(output) = output.get_mut(..length) else { return 0 };
    BASE64.decode_mut(text.as_bytes(), output).unwrap_or_default()
});
