//! Head of the program that links the whole public API; `cargo xtask test no-panic` appends the list of its functions.
//!
//! The panic handler calls what is defined nowhere, and there is no allocator: whoever reaches either cannot be linked.
#![no_std]
#![no_main]

use core::hint::black_box;

unsafe extern "C" {
    /// Defined nowhere.
    fn tvpass_panic_path_remains() -> !;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    // SAFETY: never runs, since an image that reaches it does not link.
    unsafe { tvpass_panic_path_remains() }
}

/// The address of a function, which the compiler then has to keep for any argument.
#[allow(dead_code)]
struct Root(*const ());

// SAFETY: an address is a number.
unsafe impl Sync for Root {}

/// The simplest hasher, since the standard library's needs an operating system.
pub struct Sum(u64);

impl core::hash::Hasher for Sum {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_add(u64::from(*byte));
        }
    }
}

/// A user's visitor that overrides nothing.
pub struct Visitor;

impl tvpass::endpoint::ProfileVisitor<'_> for Visitor {}

/// A user's visitor that wants the values.
pub struct Values;

impl<'a> tvpass::endpoint::ProfileVisitor<'a> for Values {
    fn value(&mut self, token: tvpass::json::Private<tvpass::json::Token<'a>>) {
        black_box(token);
    }
}

#[unsafe(no_mangle)]
extern "C" fn _start() -> ! {
    black_box(&ROOTS);
    loop {
        core::hint::spin_loop();
    }
}
