//! The facets of a sample.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    kiosque::search::fuzzing::sample(bytes);
});
