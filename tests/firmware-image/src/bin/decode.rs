//! Decoding only: a profiles answer with every attribute, and a session.
#![no_std]
#![no_main]

use core::hint::black_box;

use tvpass::endpoint::{Session, visit_profiles};
use tvpass_firmware_image::visitor::Everything;

// The same documents as in the benchmarks, so that the figures can be compared.
tvpass_firmware_image::input!(PROFILES, include_bytes!("../../../../benchmarks/data/profiles.json"));
tvpass_firmware_image::input!(SESSION, include_bytes!("../../../../benchmarks/data/session.json"));

tvpass_firmware_image::image!(|| {
    let _ = black_box(visit_profiles(black_box(&PROFILES), &mut Everything));
    let _ = black_box(&Session::decode(black_box(&SESSION)));
});
