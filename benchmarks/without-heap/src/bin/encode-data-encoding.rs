//! Base64, written by the crate `data-encoding`.
#![no_std]
#![no_main]

use data_encoding::BASE64;

tvpass_without_heap::image!(|input, output| {
    let length = BASE64.encode_len(input.len());
    let Some(output) = output.get_mut(..length) else { return 0 };
    BASE64.encode_mut(input, output);
    length
});
