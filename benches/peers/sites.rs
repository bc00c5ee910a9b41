//! The newsrooms of which whole sites are made, as Markdown that Kiosque and Hugo both read:
//! `cargo bench --bench sites -- DIR COUNT…`. `make bench-sites` calls this.
//!
//! For each it writes `DIR/COUNT/content/YEAR/MONTH/SLUG.md`, one at a time, so that a million of them need no memory, and beside
//! that the release to add later, `added.md`.

#![allow(clippy::unwrap_used, missing_docs, reason = "a bench stops at what it did not expect")]

#[path = "../generate/mod.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the tests")]
mod generate;

use generate::press::{Newsroom, Release};
use std::{fs, path::Path, time::Instant};

/// The seed of every one.
const SEED: u64 = 7;

fn main() {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let Some((folder, counts)) = arguments.split_first() else {
        return println!("usage: cargo bench --bench sites -- DIR COUNT…");
    };
    for name in counts {
        write(&Path::new(folder).join(name), name.parse().unwrap());
    }
}

fn write(folder: &Path, count: usize) {
    let start = Instant::now();
    if folder.exists() {
        fs::remove_dir_all(folder).unwrap();
    }
    let newsroom = Newsroom::new(count, SEED);
    let (mut bytes, mut made) = (0, String::new());
    for Release { path, markdown } in newsroom.releases() {
        let file = folder.join("content").join(&path);
        let parent = path.rsplit_once('/').map(|(parent, _)| parent.to_owned()).unwrap();
        if parent != made {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            made = parent;
        }
        fs::write(file, &markdown).unwrap();
        bytes += markdown.len();
    }
    fs::write(folder.join("added.md"), newsroom.release(count).markdown).unwrap();
    let mean = bytes / count.max(1);
    println!("{count} releases, {mean} bytes each, in {:.1} s", start.elapsed().as_secs_f64());
}
