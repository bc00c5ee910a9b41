//! A folder replaced in each of the three ways.

mod cut;

use super::{
    Hold, Way, beside, carry_out, in_place,
    plan::{Ours, Plan},
    replace,
};
use crate::{
    bundle::{Contents, Spool, content::tests::contents},
    publish::{
        PublishError,
        manifest::{self, MANIFEST, manifest},
    },
};
use proptest::prelude::*;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

type Files = Contents;

const WAYS: [Way; 3] = [Way::OneStep, Way::TwoSteps, Way::InPlace];

/// A path of its own, with nothing there.
pub(super) fn folder(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("kiosque-replace-{name}-{}", std::process::id()));
    remove(&path);
    super::real(&path).unwrap()
}

/// Removes folders, also those that may not be written to.
fn remove(path: &Path) {
    for entry in walkdir::WalkDir::new(path).into_iter().flatten() {
        #[cfg(unix)]
        if entry.file_type().is_dir() {
            let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
            let _ = fs::set_permissions(entry.path(), mode);
        }
        let _ = entry;
    }
    let _ = fs::remove_dir_all(path);
}

fn site(files: &[(&str, &str)]) -> Files {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
    listed(files.collect())
}

fn listed(files: BTreeMap<String, Vec<u8>>) -> Files {
    let mut files = contents(&files);
    for (path, list) in manifest(&files) {
        files.insert(path, Spool::default().keep(list).unwrap());
    }
    files
}

fn write(dir: &Path, files: &Files, way: Way) -> Result<super::Changes, PublishError> {
    let hold = Hold::of(dir)?;
    let plan = Plan::of(hold.dir(), files)?;
    carry_out(&plan, hold.dir(), files, way, &mut |_| {})?;
    Ok(plan.changes)
}

/// What `verify` says but for what is not listed.
#[track_caller]
fn check_whole(dir: &Path) {
    let verdict = manifest::verify(dir).unwrap();
    assert!(verdict.missing.is_empty() && verdict.changed.is_empty(), "{verdict:?}");
}

/// Nothing of a run is left beside the folder or in it.
#[track_caller]
fn check_clean(dir: &Path) {
    let beside = fs::read_dir(dir.parent().unwrap()).unwrap().flatten();
    let name = format!(".{}.kiosque", dir.file_name().unwrap().to_string_lossy());
    let left = beside.filter(|entry| entry.file_name().to_string_lossy().starts_with(&name));
    let left: Vec<PathBuf> = left.map(|entry| entry.path()).collect();
    assert!(left.is_empty() && !dir.join(in_place::INSIDE).exists(), "{left:?}");
}

/// All that the system says of what is foreign, by its path: kind, mode, times, number, and what
/// is in it.
fn foreign(dir: &Path, sites: &[&Files]) -> BTreeMap<PathBuf, String> {
    foreign_with(dir, sites, true)
}

/// The same without the numbers of folders: after a run that was cut off, a likeness may stand
/// where a folder stood.
fn alike(dir: &Path, sites: &[&Files]) -> BTreeMap<PathBuf, String> {
    foreign_with(dir, sites, false)
}

fn foreign_with(dir: &Path, sites: &[&Files], numbers: bool) -> BTreeMap<PathBuf, String> {
    let mut ours = Ours::default();
    sites.iter().for_each(|site| ours.extend(site.keys().map(String::as_str)));
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(dir).min_depth(1) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(dir).unwrap().to_owned();
        let kind = entry.file_type();
        if (kind.is_file() && ours.has_file(&path)) || (kind.is_dir() && ours.has_folder(&path)) {
            continue;
        }
        let known = entry.path().symlink_metadata().unwrap();
        let inside = match () {
            () if kind.is_file() => fs::read(entry.path()).unwrap(),
            () if kind.is_symlink() => {
                fs::read_link(entry.path()).unwrap().into_os_string().into_encoded_bytes()
            }
            () => Vec::new(),
        };
        #[cfg(unix)]
        let number = {
            use std::os::unix::fs::MetadataExt;
            let number = (numbers || !kind.is_dir()).then(|| known.ino());
            (known.mode(), known.uid(), known.gid(), number)
        };
        #[cfg(not(unix))]
        let number = (known.permissions().readonly(), numbers);
        found.insert(path, format!("{number:?} {:?} {inside:?}", known.modified().unwrap()));
    }
    found
}

/// What somebody else puts into the folder.
#[derive(Clone, Debug)]
enum Thing {
    File(Vec<u8>, u32),
    Folder(u32),
    Link(&'static str),
    Socket,
}

/// Puts it there, if nothing is there yet.
#[cfg(unix)]
fn put(dir: &Path, path: &str, thing: &Thing) {
    use std::os::unix::{fs::PermissionsExt, fs::symlink, net::UnixListener};
    let path = dir.join(path);
    if path.symlink_metadata().is_ok() || fs::create_dir_all(path.parent().unwrap()).is_err() {
        return;
    }
    let mode = |mode: u32| {
        let _ = fs::set_permissions(&path, fs::Permissions::from_mode(mode));
    };
    match thing {
        Thing::File(bytes, bits) => {
            let _ = fs::write(&path, bytes).map(|()| mode(*bits));
        }
        Thing::Folder(bits) => {
            let _ = fs::create_dir(&path).map(|()| mode(*bits));
        }
        Thing::Link(target) => drop(symlink(target, &path)),
        Thing::Socket => drop(UnixListener::bind(&path)),
    }
}

fn a_site() -> impl Strategy<Value = Files> {
    let paths = [
        "index.html",
        "404.html",
        ".htaccess",
        "robots.txt",
        "set/set.json",
        "set/cards/x/0.json",
        "r/a/index.html",
        "r/a/release.md",
        "r/b/index.html",
        "topic/t/index.html",
        "feeds/all.xml",
    ];
    let file = (prop::sample::select(paths.to_vec()), prop::collection::vec(any::<u8>(), 0..3));
    prop::collection::vec(file, 0..12)
        .prop_map(|files| listed(files.into_iter().map(|(p, b)| (p.to_owned(), b)).collect()))
}

fn things() -> impl Strategy<Value = Vec<(String, Thing)>> {
    let folders = [
        "",
        "",
        "r/",
        "r/a/",
        "r/c/",
        "set/",
        ".git/",
        ".git/objects/ab/",
        "sub/.git/",
        ".hg/",
        "notes/",
        "notes/été/deep/",
        "feeds/",
        "_darcs/",
        ".well-known/",
    ];
    let names = [
        ".git",
        ".gitmodules",
        "CNAME",
        ".jj",
        ".svn",
        "a",
        "index.html",
        "r",
        "topic",
        "HEAD",
        "l'été 1.txt",
        "set",
        ".nojekyll",
        "manifest.sha256~",
    ];
    let thing = prop_oneof![
        4 => (prop::collection::vec(any::<u8>(), 0..4), prop::sample::select(vec![0o644, 0o600, 0o444, 0o755, 0o000]))
            .prop_map(|(bytes, mode)| Thing::File(bytes, mode)),
        2 => prop::sample::select(vec![0o755, 0o700, 0o555, 0o500]).prop_map(Thing::Folder),
        2 => prop::sample::select(vec!["nowhere", "..", "/etc", "r/a", "index.html", "notes"])
            .prop_map(Thing::Link),
        1 => Just(Thing::Socket),
    ];
    let place = (prop::sample::select(folders.to_vec()), prop::sample::select(names.to_vec()))
        .prop_map(|(folder, name)| format!("{folder}{name}"));
    prop::collection::vec((place, thing), 0..12)
}

#[cfg(unix)]
proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    /// Whatever is in the folder and is not the site's: not a byte, link, mode, time or number of
    /// it is another afterwards, and the site is whole; or nothing at all has changed.
    #[test]
    fn what_is_foreign_is_never_touched(first in a_site(), second in a_site(), third in a_site(), things in things()) {
        for way in WAYS {
            let dir = folder("property").join("site");
            write(&dir, &first, way).unwrap();
            for (path, thing) in &things {
                put(&dir, path, thing);
            }
            let mut before = &first;
            for next in [&second, &third] {
                let known = foreign(&dir, &[before]);
                match write(&dir, next, way) {
                    Ok(changes) => {
                        let mut ours = Ours::default();
                        ours.extend(next.keys().map(String::as_str));
                        let after = foreign(&dir, &[next]);
                        for (path, said) in &known {
                            // What was as the site has it is the site's now, and so are its folders.
                            if !ours.has_file(path) && !ours.has_folder(path) {
                                prop_assert_eq!(after.get(path), Some(said), "{:?} {:?}", way, path);
                            }
                        }
                        prop_assert_eq!(changes.unchanged + changes.written.len(), next.len());
                        before = next;
                    }
                    Err(error) => {
                        prop_assert!(matches!(error, PublishError::InTheWay { .. }), "{:?}", error);
                        prop_assert_eq!(foreign(&dir, &[before]), known);
                    }
                }
                check_whole(&dir);
                check_clean(&dir);
            }
        }
        remove(&folder("property"));
    }
}

#[test]
fn only_what_changed_is_written() {
    for way in WAYS {
        let dir = folder("changes").join("site");
        let first = site(&[("a", "1"), ("b/c", "2"), ("d", "3"), ("e/f/g", "4")]);
        let changes = write(&dir, &first, way).unwrap();
        assert_eq!((changes.written.len(), changes.unchanged), (5, 0));
        let time = fs::metadata(dir.join("a")).unwrap().modified().unwrap();
        fs::write(dir.join("CNAME"), "example.org").unwrap();
        fs::create_dir_all(dir.join("empty")).unwrap();
        assert_eq!(write(&dir, &first, way).unwrap().written, [""; 0]);
        let next = site(&[("a", "1"), ("b/c", "4"), ("e2", "5")]);
        let changes = write(&dir, &next, way).unwrap();
        assert_eq!(changes.written, ["b/c", "e2", MANIFEST]);
        assert_eq!((changes.removed, changes.unchanged), (vec!["d".into(), "e/f/g".into()], 1));
        assert_eq!(changes.foreign, ["CNAME", "empty/"]);
        assert_eq!(fs::metadata(dir.join("a")).unwrap().modified().unwrap(), time);
        assert_eq!(fs::read_to_string(dir.join("b/c")).unwrap(), "4");
        assert!(!dir.join("d").exists() && !dir.join("e").exists());
        check_whole(&dir);
        check_clean(&dir);
    }
    remove(&folder("changes"));
}

#[test]
fn of_many_folders_all_go_but_those_with_something_foreign() {
    let dir = folder("many").join("site");
    let release = |n: u32| (format!("r/{n}/index.html"), n.to_string().into_bytes());
    write(&dir, &listed((0..600).map(release).collect()), Way::OneStep).unwrap();
    fs::write(dir.join("r/7/notes.txt"), "mine").unwrap();
    // A run that was cut off while it emptied them.
    let cut = beside(&dir, "1-0");
    fs::create_dir_all(cut.join("gone/0/folder")).unwrap();
    fs::create_dir_all(cut.join("gone/1")).unwrap();
    let changes = write(&dir, &listed((590..600).map(release).collect()), Way::OneStep).unwrap();
    assert_eq!((changes.removed.len(), changes.foreign), (590, vec!["r/7/notes.txt".into()]));
    let mut left: Vec<_> =
        fs::read_dir(dir.join("r")).unwrap().map(|found| found.unwrap().file_name()).collect();
    left.sort();
    assert_eq!((left.len(), left[10].to_str()), (11, Some("7")));
    assert_eq!(fs::read_to_string(dir.join("r/7/notes.txt")).unwrap(), "mine");
    check_whole(&dir);
    check_clean(&dir);
    remove(&folder("many"));
}

#[test]
fn folders_that_may_be_published_into() {
    let (first, next) = (site(&[("index.html", "1"), ("r/a", "2")]), site(&[("index.html", "3")]));
    for (there, is_ours) in [
        (&[".git/HEAD", ".gitignore", ".hg/store", "_darcs/x", "lost+found/"][..], true),
        (&[".git"], true),
        (&["empty/", "r/"], true),
        (&[".nojekyll", "index.html=1"], true),
        (&["thesis.txt"], false),
        (&["photos/a.jpg"], false),
        (&["r/notes.txt"], false),
        (&["index.html"], false),
    ] {
        let dir = folder("first").join("site");
        for path in there {
            let (path, text) = path.split_once('=').unwrap_or((path, "mine"));
            let file = dir.join(path);
            fs::create_dir_all(if path.ends_with('/') { &file } else { file.parent().unwrap() })
                .unwrap();
            if !path.ends_with('/') {
                fs::write(file, text).unwrap();
            }
        }
        let before = foreign(&dir, &[]);
        let hold = Hold::of(&dir).unwrap();
        let made = replace(&hold, &first, &mut |_| {});
        assert_eq!(made.is_ok(), is_ours, "{there:?}: {made:?}");
        if is_ours {
            replace(&hold, &next, &mut |_| {}).unwrap();
            assert!(!dir.join("r/a").exists());
        } else {
            assert!(matches!(
                made,
                Err(PublishError::NotOurs { .. } | PublishError::InTheWay { .. })
            ));
            assert_eq!(foreign(&dir, &[]), before);
        }
    }
    remove(&folder("first"));
}

#[test]
fn what_is_in_the_way_is_named() {
    for (foreign_file, new, named) in [
        ("r", "r/a/index.html", "r"),
        ("r/a", "r/a/index.html", "r/a"),
        ("index.html/mine", "index.html", "index.html"),
        ("r/a/index.html", "r/a/index.html", "r/a/index.html"),
    ] {
        for way in WAYS {
            let dir = folder("in-the-way").join("site");
            write(&dir, &site(&[("b", "1")]), way).unwrap();
            fs::create_dir_all(dir.join(foreign_file).parent().unwrap()).unwrap();
            fs::write(dir.join(foreign_file), "mine").unwrap();
            let before = foreign(&dir, &[]);
            let error = write(&dir, &site(&[("b", "2"), (new, "3")]), way).unwrap_err();
            let PublishError::InTheWay { path, .. } = error else { panic!("{error}") };
            assert_eq!((path, foreign(&dir, &[])), (dir.join(named), before));
        }
    }
    remove(&folder("in-the-way"));
}

#[test]
#[cfg(unix)]
fn the_new_folder_is_as_the_old_one_was() {
    use std::os::unix::fs::PermissionsExt;
    let dir = folder("like").join("site");
    write(&dir, &site(&[("r/a", "1")]), Way::OneStep).unwrap();
    for (path, mode) in [("", 0o2750), ("r", 0o700)] {
        fs::set_permissions(dir.join(path), fs::Permissions::from_mode(mode)).unwrap();
    }
    // A file that is linked from elsewhere is not written through.
    fs::hard_link(dir.join("r/a"), dir.with_file_name("elsewhere")).unwrap();
    write(&dir, &site(&[("r/a", "2")]), Way::OneStep).unwrap();
    for (path, mode) in [("", 0o2750), ("r", 0o700)] {
        let found = fs::metadata(dir.join(path)).unwrap().permissions().mode();
        assert_eq!(found & 0o7777, mode, "{path}");
    }
    assert_eq!(fs::read(dir.with_file_name("elsewhere")).unwrap(), b"1");
    assert!(!beside(&dir, "lock").exists());
    remove(&folder("like"));
}
