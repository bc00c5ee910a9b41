//! What is made lies in a temporary file where it is too much for memory: the site is the same, and a disk without room leaves the
//! site that is there as it is.

use super::options;
use crate::{
    convert,
    support::{Folder, read, sample, site},
};
use kiosque::{
    bundle::Spool,
    ingest::{self, load},
    publish::{self, Options},
};
use proptest::prelude::*;
use std::{fs, path::PathBuf};

#[test]
fn a_site_is_the_same_whether_it_is_held_or_not() {
    let folder = Folder::with_viewer();
    fs::create_dir(folder.join("work")).unwrap();
    let [held, part, none] = [usize::MAX, 1 << 17, 0].map(|held| {
        let spool = Spool::of(folder.join("work"), held);
        let reading = ingest::Options { shelf: spool.shelf(), ..ingest::Options::default() };
        let options = Options { spool, ..options("https://example.org/") };
        let loaded = load(&[sample()], &reading);
        let site = site(loaded, &folder.viewer(), &options, &mut |_, _, _| {}).unwrap();
        let out = folder.join(format!("out-{held}"));
        site.write(&out, &mut |_, _, _| {}).unwrap();
        assert!(publish::verify(&out).unwrap().is_good());
        site.files
    });
    assert!(held.values().map(Vec::len).sum::<usize>() > 1 << 18);
    assert!(held == part && held == none);
    assert_eq!(fs::read_dir(folder.join("work")).unwrap().count(), 0, "the file has no name");
}

#[test]
fn without_room_the_site_stays_as_it_is() {
    let folder = Folder::with_viewer();
    let source = folder.write("in/a.md", "# A\n\nUn.");
    let publish = |spool: Spool| {
        let options = Options { spool, ..options("") };
        let site = publish::site(read(&source), &folder.viewer(), &options, &mut |_, _, _| {})?;
        site.write(&folder.join("out"), &mut |_, _, _| {})
    };
    publish(Spool::default()).unwrap();
    folder.write("in/a.md", "# A\n\nDeux.");
    let nowhere: PathBuf = folder.join("nowhere");
    // Of some sites not even the first file can be put by, of others not the last.
    for held in [0, 1_000, 20_000] {
        let error = publish(Spool::of(nowhere.clone(), held)).unwrap_err().to_string();
        assert!(error.starts_with(&*nowhere.to_string_lossy()), "{error}");
        assert!(error.contains("free space there") && error.contains("TMPDIR"), "{error}");
        assert!(publish::verify(&folder.join("out")).unwrap().is_good());
        let page = fs::read_dir(folder.join("out/r")).unwrap().next().unwrap().unwrap().path();
        assert!(fs::read_to_string(page.join("index.html")).unwrap().contains("Un."));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_text_is_the_same_wherever_it_is(release in convert::release()) {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Spool::of(folder.path().to_owned(), 0).shelf().unwrap();
        let mut away = release.clone();
        away.body.put_away(&shelf);
        prop_assert_eq!(&away.body, &release.body);
        prop_assert_eq!(away.body.is_empty(), release.body.is_empty());
        // What files it names is still known.
        let mut here = release.clone();
        prop_assert_eq!(away.sources_mut(), here.sources_mut());
        prop_assert_eq!(away, release);
    }
}
