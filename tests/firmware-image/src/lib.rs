//! The common part of this crate's images: each starts, makes one call, and cannot panic.
//!
//! An image is a file under `src/bin` that names its call:
//!
//! ```ignore
//! #![no_std]
//! #![no_main]
//! tvpass_firmware_image::image!(|| { core::hint::black_box(work(core::hint::black_box(input))); });
//! ```
//!
//! `black_box` on both sides keeps the compiler from doing the work at build time, or not at all.
//!
//! It is built twice. Plain, its `.text` and `.rodata` are what the call costs in flash. With the feature `measure` it
//! runs in an emulator and prints the peak of the stack under the call, and its time.
#![no_std]

#[cfg(feature = "measure")]
pub mod measure;
mod memory;
#[cfg(feature = "measure")]
pub mod semihosting;
mod startup;
pub mod visitor;

use core::panic::PanicInfo;

unsafe extern "C" {
    /// Defined nowhere: an image links only if the panic handler, and so every path to a panic, was removed.
    fn tvpass_panic_path_remains() -> !;
}

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    // SAFETY: never runs, since an image that reaches it does not link.
    unsafe { tvpass_panic_path_remains() }
}

/// Makes a function without arguments and result the one call of the image.
#[macro_export]
macro_rules! image {
    ($call:expr) => {
        /// Kept apart from its caller, so that its locals count as its own stack.
        #[unsafe(no_mangle)]
        #[inline(never)]
        extern "C" fn image_call() {
            let call: fn() = $call;
            call();
        }
    };
}

/// Names bytes that the call is given, kept out of what is weighed: firmware receives them.
#[macro_export]
macro_rules! input {
    ($name:ident, $bytes:expr) => {
        #[unsafe(link_section = ".input")]
        static $name: [u8; $bytes.len()] = *$bytes;
    };
}

unsafe extern "C" {
    safe fn image_call();
}

/// The startup code calls it with memory initialised and the floating-point unit on.
#[unsafe(no_mangle)]
extern "C" fn start() -> ! {
    #[cfg(feature = "measure")]
    measure::report(image_call);
    #[cfg(not(feature = "measure"))]
    image_call();
    loop {
        core::hint::spin_loop();
    }
}
