//! Whether the shared data are to be there: in the folder beside the project or in the one that `KIOSQUE_SHARED` names;
//! `KIOSQUE_SHARED=required` says that they are, whatever is found.

use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rustc-check-cfg=cfg(shared_data)");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=KIOSQUE_SHARED");
    let named = std::env::var_os("KIOSQUE_SHARED").map(PathBuf::from);
    let required = named.as_deref() == Some(Path::new("required"));
    let named = named.filter(|_| !required).unwrap_or_else(|| PathBuf::from("../shared/data"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(named);
    if folder.is_dir() {
        // Not where it is absent: cargo would ask anew each time.
        println!("cargo::rerun-if-changed={}", folder.join("README.md").display());
    }
    println!("cargo::rustc-env=SHARED_DATA={}", folder.display());
    if required || folder.is_dir() {
        println!("cargo::rustc-cfg=shared_data");
    }
}
