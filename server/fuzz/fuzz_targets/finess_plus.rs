#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::finess_plus(bytes));
