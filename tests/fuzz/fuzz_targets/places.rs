//! Where words stand.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    kiosque::search::fuzzing::places(bytes);
});
