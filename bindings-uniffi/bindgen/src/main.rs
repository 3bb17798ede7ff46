//! UniFFI's own generator, built with the workspace so that library and bindings cannot be of different versions.

fn main() {
    uniffi::uniffi_bindgen_main();
}
