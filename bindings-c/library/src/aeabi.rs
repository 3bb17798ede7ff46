//! The names under which Arm's compilers call the four functions of memory, each handed on to the one it means.
//!
//! Rust's own copies repeat the whole loop under each name, a kilobyte in all. The package hides these, as it hides all
//! names but the header's; weak, they yield to a firmware's run-time library where the archive is used as Cargo makes it.

use core::arch::global_asm;

/// Defines weak functions with these names, which arrange the arguments and call `function`.
macro_rules! forward {
    ($function:literal, [$($arrange:literal),*], $($name:literal)*) => {
        global_asm!(
            concat!(".section .text.", $function, "_aliases,\"ax\",%progbits"),
            ".p2align 1",
            ".thumb_func",
            $( concat!(".weak ", $name, "\n.type ", $name, ",%function\n", $name, ":"), )*
            $( $arrange, )*
            // With a jump in the place of this call the function might be out of reach on a Cortex-M0.
            "push {{r7, lr}}",
            concat!("bl ", $function),
            "pop {{r7, pc}}",
            ".text",
        );
    };
}

forward!("memcpy", [], "__aeabi_memcpy" "__aeabi_memcpy4" "__aeabi_memcpy8");
forward!("memmove", [], "__aeabi_memmove" "__aeabi_memmove4" "__aeabi_memmove8");
forward!("memset", ["mov r3, r1", "mov r1, r2", "mov r2, r3"], "__aeabi_memset" "__aeabi_memset4" "__aeabi_memset8");
forward!("memset", ["mov r2, r1", "movs r1, #0"], "__aeabi_memclr" "__aeabi_memclr4" "__aeabi_memclr8");
