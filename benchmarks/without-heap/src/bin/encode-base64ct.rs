//! Base64, written by the crate `base64ct`.
#![no_std]
#![no_main]

use base64ct::{Base64, Encoding as _};

tvpass_without_heap::image!(|input, output| Base64::encode(input, output).map_or(0, str::len));
