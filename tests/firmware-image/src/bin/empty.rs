//! The floor: what an image weighs that does nothing.
#![no_std]
#![no_main]

tvpass_firmware_image::image!(|| {});
