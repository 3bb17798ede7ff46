//! A profiles answer alone, with every attribute.
#![no_std]
#![no_main]

use core::hint::black_box;

use tvpass::endpoint::visit_profiles;
use tvpass_firmware_image::visitor::Everything;

// The same document as in the benchmarks, so that the figures can be compared.
tvpass_firmware_image::input!(PROFILES, include_bytes!("../../../../benchmarks/data/profiles.json"));

tvpass_firmware_image::image!(|| {
    let _ = black_box(visit_profiles(black_box(&PROFILES), &mut Everything));
});
