//! A session, read by the core.
#![no_std]
#![no_main]

use core::hint::black_box;

use tvpass::endpoint::Session;

tvpass_without_heap::image!(|input, _| usize::from(black_box(&Session::decode(input)).is_ok()));
