//! Base64, written by the core.
#![no_std]
#![no_main]

use tvpass::Output;
use tvpass::message::base64;

tvpass_without_heap::image!(|input, output| {
    let mut output = Output::new(output);
    base64::push(&mut output, input);
    output.finish().map_or(0, <[u8]>::len)
});
