//! Crate `tvpass_switch` of a copy whose faults the linker has to notice: each calls a symbol of its own that nobody
//! defines, as a panic does in a program without a handler and an allocation in one without an allocator.
#![no_std]
#![feature(core_intrinsics, const_eval_select)]
#![allow(internal_features)]

use core::sync::atomic::{AtomicU32, Ordering};

/// Never set, which the compiler cannot know: what follows a fault stays in the program.
#[unsafe(no_mangle)]
pub static TVPASS_PLANTED: AtomicU32 = AtomicU32::new(0);

fn is_on(number: u32) -> bool {
    TVPASS_PLANTED.load(Ordering::Relaxed) == number
}

const fn never() {}

macro_rules! faults {
    ($($fault:ident $run:ident $symbol:ident $number:literal),* $(,)?) => {
        $(
            #[inline(always)]
            pub const fn $fault() {
                core::intrinsics::const_eval_select((), never, $run);
            }

            #[inline(always)]
            fn $run() {
                unsafe extern "C" {
                    fn $symbol();
                }
                if is_on($number) {
                    // SAFETY: never runs, since a program that reaches it does not link.
                    unsafe { $symbol() }
                }
            }
        )*
    };
}
