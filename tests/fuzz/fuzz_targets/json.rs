//! JSON, which must be read as serde_json reads it.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let ours = kiosque::model::json::Value::parse(bytes);
    // Numbers beyond f64 are no business of the grammar, and depth is limited to the same 128.
    if let Ok(value) = serde_json::from_slice::<serde_json::Value>(bytes) {
        assert!(ours.is_ok(), "refused: {value}");
    }
});
