//! The head of a search index.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    kiosque::search::fuzzing::head(bytes);
});
