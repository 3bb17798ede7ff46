//! Printing and ending through the debugger's door, which QEMU opens with `-semihosting-config enable=on`.

use core::ffi::CStr;

/// Operations of Arm's semihosting specification.
const SYS_WRITE0: usize = 0x04;
const SYS_EXIT: usize = 0x18;

/// Reasons for `SYS_EXIT`: QEMU ends with status 0 for the first and 1 for the second.
const APPLICATION_EXIT: usize = 0x2_0026;
const RUN_TIME_ERROR: usize = 0x2_0023;

pub fn print(text: &CStr) {
    // SAFETY: SYS_WRITE0 reads from the address up to the zero byte, which `CStr` promises.
    unsafe { call(SYS_WRITE0, text.as_ptr() as usize) }
}

/// In decimal, without the formatting machinery and its panics.
pub fn print_number(number: usize) {
    let mut rest = number;
    let mut text = [0; 11];
    for digit in text.iter_mut().rev().skip(1) {
        // A remainder of 10 fits a byte.
        #[expect(clippy::cast_possible_truncation)]
        let value = (rest % 10) as u8;
        *digit = b'0' | value;
        rest /= 10;
    }
    if let Ok(text) = CStr::from_bytes_with_nul(&text) {
        print(text);
    }
}

pub fn exit(is_success: bool) {
    let reason = if is_success { APPLICATION_EXIT } else { RUN_TIME_ERROR };
    // SAFETY: SYS_EXIT takes the reason as a plain value.
    unsafe { call(SYS_EXIT, reason) }
}

/// # Safety
/// The argument is what the operation demands; one that is an address is valid for all that the operation reads.
unsafe fn call(operation: usize, argument: usize) {
    // SAFETY: the caller vouches for the argument; the operations used here write no memory and change only r0.
    unsafe {
        core::arch::asm!(
            "bkpt #0xab",
            inout("r0") operation => _,
            in("r1") argument,
            options(nostack, readonly)
        );
    }
}
