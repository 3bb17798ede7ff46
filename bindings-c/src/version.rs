//! The versions of the library and of its binary interface.

/// The binary interface, by a symbol of its number. The header refers to it wherever an object is made, so that a program that
/// was compiled with the header of another interface does not link.
///
/// The number grows with each change of `abi.tsv` that is not an addition at its end.
#[unsafe(no_mangle)]
#[allow(non_upper_case_globals)]
pub static tvpass_abi_8: u8 = 5;

/// The version of the library that is linked, to be compared with TVPASS_VERSION_NUMBER.
#[unsafe(no_mangle)]
pub extern "C" fn tvpass_version() -> u32 {
    const VERSION: u32 = number(env!("CARGO_PKG_VERSION_MAJOR")) << 16
        | number(env!("CARGO_PKG_VERSION_MINOR")) << 8
        | number(env!("CARGO_PKG_VERSION_PATCH"));
    VERSION
}

/// Fails to compile where a part of the version is no number.
const fn number(text: &str) -> u32 {
    match u8::from_str_radix(text, 10) {
        Ok(number) => number as u32,
        Err(_) => panic!("a version is made of three numbers below 256"),
    }
}
