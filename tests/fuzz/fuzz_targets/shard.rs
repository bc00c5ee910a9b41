//! A shard of words with their posting lists.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    kiosque::search::fuzzing::shard(bytes);
});
