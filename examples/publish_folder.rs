//! Publishes a folder of releases, and prints what is wrong with them:
//!
//! ```sh
//! cargo run --example publish_folder -- my-releases/ target/viewer site/
//! ```
//!
//! `target/viewer` is the viewer, where `make build` leaves it. `kiosque publish` does the same with more care: it
//! refuses a site that has lost half of its releases, and keeps addresses that were published before.

use kiosque::ingest::{self, Severity};
use kiosque::publish::{self, Viewer};
use std::error::Error;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [sources, viewer, out] = arguments.as_slice() else {
        return Err("three folders are wanted: SOURCES VIEWER OUT".into());
    };

    // Whatever is wrong is a problem with its place and what to do; the good releases are there all the same.
    let loaded = ingest::load(&[sources.into()], &ingest::Options::default());
    for problem in &loaded.problems {
        eprintln!("{problem}");
    }
    let is_error = |problem: &&ingest::Problem| problem.severity == Severity::Error;
    let errors = loaded.problems.iter().filter(is_error).count();

    // What is under embargo at this moment is left out.
    let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs())?;
    let options = publish::Options { now, ..publish::Options::default() };
    let viewer = Viewer::read(Path::new(viewer))?;
    let site = publish::site(loaded, &viewer, &options, &mut |_stage, _done, _of| {})?;

    // Replaces the folder as a whole; what did not change is not written again.
    let changes = site.write(Path::new(out), &mut |_stage, _done, _of| {})?;
    let (releases, written) = (site.report.releases, changes.written.len());
    println!("{out}: {releases} releases, {errors} errors; {written} files written");
    Ok(())
}
