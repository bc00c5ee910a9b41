//! Has the viewer embedded anew when Trunk has made another one: which files there are is decided while compiling, and
//! cargo would not notice a new name.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_FEATURE_VIEWER").is_some() {
        println!("cargo::rerun-if-changed=target/viewer");
    }
}
