//! The cost of a call: the peak of the stack under it, and its instructions.

use core::ptr;

use crate::semihosting::{exit, print, print_number};

/// No address, no small number and no text: a value that calls do not leave behind.
const PAINT: u32 = 0xa5c3_965a;

unsafe extern "C" {
    /// The lowest word that the stack may take, by the linker's script.
    static mut stack_bottom: u32;
}

/// The system timer that every Cortex-M4 has, counting down at the processor's clock.
mod timer {
    use core::ptr;

    const CONTROL: *mut u32 = 0xe000_e010 as *mut u32;
    const RELOAD: *mut u32 = 0xe000_e014 as *mut u32;
    const CURRENT: *mut u32 = 0xe000_e018 as *mut u32;

    /// Enabled, without an interrupt, at the processor's clock.
    const RUN: u32 = 0b101;
    /// It has passed zero since this was read last.
    const PASSED_ZERO: u32 = 1 << 16;
    const LONGEST: u32 = 0x00ff_ffff;

    pub fn start() {
        // SAFETY: the timer's registers, which nothing else in an image uses.
        unsafe {
            ptr::write_volatile(RELOAD, LONGEST);
            ptr::write_volatile(CURRENT, 0);
            ptr::write_volatile(CONTROL, RUN);
        }
    }

    pub fn now() -> u32 {
        // SAFETY: reads a register without side effect.
        unsafe { ptr::read_volatile(CURRENT) }
    }

    pub fn has_wrapped() -> bool {
        // SAFETY: reading clears the flag, which nothing else asks for.
        unsafe { ptr::read_volatile(CONTROL) & PASSED_ZERO != 0 }
    }
}

/// Prints the costs of the call and ends the emulator; with a failure where they could not be told.
pub fn report(call: extern "C" fn()) {
    timer::start();
    // The first count is the reload: from here on, zero is passed only by a call that is too long.
    while timer::now() == 0 {}
    let _ = timer::has_wrapped();
    let cost = measure(call);
    if timer::has_wrapped() {
        print(c"the call outlasted the timer\n");
        return exit(false);
    }
    let Some(stack) = cost.stack else {
        print(c"the stack overflowed\n");
        return exit(false);
    };
    print(c"stack bytes: ");
    print_number(stack);
    print(c"\nticks: ");
    print_number(cost.ticks);
    print(c"\n");
    exit(true);
}

struct Cost {
    /// Bytes at the peak, or `None` if the call used all there is.
    stack: Option<usize>,
    ticks: usize,
}

#[inline(never)]
fn measure(call: extern "C" fn()) -> Cost {
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
    let before = timer::now();
    call();
    let ticks = before.wrapping_sub(timer::now());
    let mut lowest = bottom.cast_const();
    // SAFETY: reads words between the bottom and the stack pointer of this function, all of them memory.
    while lowest < top.cast_const() && unsafe { ptr::read_volatile(lowest) } == PAINT {
        lowest = lowest.wrapping_add(1);
    }
    Cost {
        stack: (lowest != bottom.cast_const()).then(|| (top as usize).wrapping_sub(lowest as usize)),
        ticks: ticks as usize,
    }
}
