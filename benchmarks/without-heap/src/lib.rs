//! Shared by all images: each is one call, with a panic handler.
#![no_std]

use core::panic::PanicInfo;

#[cfg(feature = "prove")]
unsafe extern "C" {
    /// Defined nowhere: an image links only if every path to a panic was removed.
    fn a_path_to_a_panic_remains() -> !;
}

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    #[cfg(feature = "prove")]
    // SAFETY: never runs, since an image that reaches it does not link.
    unsafe {
        a_path_to_a_panic_remains()
    }
    #[cfg(not(feature = "prove"))]
    loop {
        core::hint::spin_loop();
    }
}

/// Makes a function the one call of the image: it gets a text, and memory for what it makes of it.
#[macro_export]
macro_rules! image {
    ($work:expr) => {
        #[unsafe(no_mangle)]
        extern "C" fn call() {
            let work: fn(&[u8], &mut [u8]) -> usize = $work;
            let (mut input, mut output) = ([0; 512], [0; 768]);
            let input = core::hint::black_box(&mut input);
            core::hint::black_box(work(input, core::hint::black_box(&mut output)));
        }
    };
}
