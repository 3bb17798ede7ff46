//! The static library: everything that [`tvpass_c`] exports, and what Rust demands of a program without std.
#![no_std]

#[cfg(all(target_arch = "arm", target_os = "none"))]
mod aeabi;

use core::panic::PanicInfo;

pub use tvpass_c::*;

/// No path leads here, which the suite `c` proves with the feature `panic-proof`; Rust wants a handler all the same. It
/// needs nothing of the integrator: a device that came here would stand still until its watchdog bites.
#[cfg(not(feature = "panic-proof"))]
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    loop {
        core::hint::spin_loop();
    }
}

#[cfg(feature = "panic-proof")]
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    unsafe extern "C" {
        /// Defined nowhere.
        fn tvpass_panic_path_remains() -> !;
    }
    // SAFETY: never runs, since what reaches it does not link.
    unsafe { tvpass_panic_path_remains() }
}
