//! The ruler of instructions: a call whose instructions are known, by which their measurement is checked.
#![no_std]
#![no_main]

const ROUNDS: u32 = 10_000;

tvpass_firmware_image::image!(|| {
    // SAFETY: changes nothing but its register and the flags.
    unsafe {
        core::arch::asm!(
            "0: subs {rounds}, {rounds}, #1",
            "bne 0b",
            rounds = inout(reg) ROUNDS => _,
            options(nomem, nostack)
        );
    }
});
