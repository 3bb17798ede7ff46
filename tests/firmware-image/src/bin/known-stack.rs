//! The ruler: a call whose stack is known, by which the measurement of stacks is checked.
#![no_std]
#![no_main]

use core::hint::black_box;

const BYTES: usize = 1024;

tvpass_firmware_image::image!(|| {
    let mut locals = [black_box(1_u8); BYTES];
    black_box(&mut locals);
});
