//! Base64, written by the crate `base64`.
#![no_std]
#![no_main]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

tvpass_without_heap::image!(|input, output| STANDARD.encode_slice(input, output).unwrap_or_default());
