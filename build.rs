//! Has the viewer embedded anew when Trunk has made another one: which files there are is decided while compiling, and
//! cargo would not notice a new name. Says whether this is a packaged crate, which has it in a folder of its own. And lays
//! out the memory of what browsers run.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(packaged)");
    if std::path::Path::new("viewer/index.html").exists() {
        println!("cargo::rustc-cfg=packaged");
        println!("cargo::rerun-if-changed=viewer");
    } else if std::env::var_os("CARGO_FEATURE_VIEWER").is_some() {
        println!("cargo::rerun-if-changed=target/viewer");
    }
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|target| target == "wasm32") {
        // A stack of 960 KB for the usual 1024: what is laid behind it is then below 1 MB, where an address takes three
        // bytes instead of four. There are thousands of them.
        println!("cargo::rustc-link-arg-bins=-zstack-size=983040");
    }
}
