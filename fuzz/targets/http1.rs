#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tvpass_fuzz::http1::check(bytes));
