//! The peak of the stack under a call: paint what is free, make the call, see how far the paint is gone.

use core::ptr;

use crate::semihosting::{exit, print, print_number};

/// No address, no small number and no text: a value that calls do not leave behind.
const PAINT: u32 = 0xa5c3_965a;

unsafe extern "C" {
    /// The lowest word that the stack may take, by the linker's script.
    static mut stack_bottom: u32;
}

/// Prints the peak in bytes and ends the emulator; with a failure where the stack may have overflowed.
pub fn report(call: extern "C" fn()) {
    match peak(call) {
        Some(bytes) => {
            print(c"stack bytes: ");
            print_number(bytes);
            print(c"\n");
            exit(true);
        }
        None => {
            print(c"the stack overflowed\n");
            exit(false);
        }
    }
}

/// Bytes of stack that the call took at its peak, or `None` if it used all there is.
#[inline(never)]
fn peak(call: extern "C" fn()) -> Option<usize> {
    let bottom = &raw mut stack_bottom;
    let top: *mut u32;
    // SAFETY: what lies between the bottom and the stack pointer is free: the stack grows down, no interrupt is on, and
    // the paint itself uses registers only. The linker's script aligns the bottom to words.
    unsafe {
        core::arch::asm!(
            "mov {top}, sp",
            "0: cmp {at}, {top}",
            "bhs 1f",
            "str {paint}, [{at}], #4",
            "b 0b",
            "1:",
            at = inout(reg) bottom => _,
            top = out(reg) top,
            paint = in(reg) PAINT,
            options(nostack)
        );
    }
    call();
    let mut lowest = bottom.cast_const();
    // SAFETY: reads words between the bottom and the stack pointer of this function, all of them memory.
    while lowest < top.cast_const() && unsafe { ptr::read_volatile(lowest) } == PAINT {
        lowest = lowest.wrapping_add(1);
    }
    (lowest != bottom.cast_const()).then(|| (top as usize).wrapping_sub(lowest as usize))
}
