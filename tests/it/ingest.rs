//! Ingest on real collections and on hostile ones.

use kiosque::ingest::{Loaded, Options, Problem, load};
use std::{collections::BTreeMap, path::PathBuf};

/// The shared test data, or `None` with a word about it.
fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("KIOSQUE_SHARED").map(PathBuf::from);
    let candidates =
        root.into_iter().chain(["../shared/data", "../../shared/data"].map(PathBuf::from));
    let found = candidates.map(|root| root.join(path)).find(|path| path.exists());
    if found.is_none() {
        eprintln!("skipped: no shared data at {path} (set KIOSQUE_SHARED)");
    }
    found
}

fn load_shared(path: &str) -> Option<Loaded> {
    Some(load(&[shared(path)?], &Options::default()))
}

fn by_kind(problems: &[Problem]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for problem in problems {
        *counts.entry(problem.kind.code()).or_default() += 1;
    }
    counts
}

#[test]
fn real_collections_keep_their_releases() {
    for (path, releases) in
        [("releases/debian", 1848), ("releases/cds-canada", 326), ("releases/digitalgov", 2078)]
    {
        let start = std::time::Instant::now();
        let Some(loaded) = load_shared(path) else { return };
        println!("{path}: {:?} {:?}", start.elapsed(), by_kind(&loaded.problems));
        assert_eq!(loaded.releases.len(), releases, "{path}");
    }
}
