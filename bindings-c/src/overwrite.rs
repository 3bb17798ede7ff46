//! Memory of the caller that is of no more use.

use core::ptr;
use core::sync::atomic::{Ordering, compiler_fence};

use crate::check::check;
use crate::{tvpass_buffer, tvpass_result};

/// Overwrites memory with zeros, which no compiler leaves out: for the memory of an installation, a flow, a request buffer or what was saved, once
/// they are of no more use. An object has to be made again afterwards.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_wipe(buffer: tvpass_buffer) -> tvpass_result {
    check(None, |check| {
        for byte in check.buffer(&buffer) {
            // SAFETY: a reference is writable.
            unsafe { ptr::from_mut(byte).write_volatile(0) };
        }
        compiler_fence(Ordering::SeqCst);
        Some(())
    })
}
