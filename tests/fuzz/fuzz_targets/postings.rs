//! A posting list.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    kiosque::search::fuzzing::postings(bytes);
});
