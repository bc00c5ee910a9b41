//! A store that is cut off after each single thing that can be asked of it, told apart from others, and refused.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    reason = "a test stops at what it did not expect"
)]

use super::{Sent, Store, StoreError, hold::Hold, mock::Mock};
use crate::{
    bundle::{
        Spool,
        content::tests::{contents, held},
        paths::{SET, is_unchanging},
    },
    ingest::{self, load},
    publish::{MANIFEST, Options, Site, Viewer, site},
};
use flate2::read::GzDecoder;
use futures_util::StreamExt as _;
use object_store::{ObjectStore, ObjectStoreExt as _, path::Path};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Read as _,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

type Files = BTreeMap<String, Vec<u8>>;

/// A store of it, whose beats are short.
fn store(mock: &Arc<Mock>) -> Store {
    let objects = Arc::clone(mock) as Arc<dyn ObjectStore>;
    let beat = Duration::from_millis(2);
    Store { address: "mock://press".to_owned(), objects, keeps_headers: true, beat }
}

fn sent(mock: &Arc<Mock>, files: &Files) -> std::result::Result<Sent, StoreError> {
    send(mock, files, true)
}

fn send(mock: &Arc<Mock>, files: &Files, allow: bool) -> std::result::Result<Sent, StoreError> {
    store(mock).send(&contents(files), &Spool::default(), allow, &mut |_, _| {})
}

fn wait<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(work)
}

fn put(mock: &Mock, path: &str, text: &str) {
    wait(mock.put(&Path::parse(path).unwrap(), text.to_owned().into())).unwrap();
}

/// All that is there, unpacked.
fn there(mock: &Mock) -> Files {
    wait(async {
        let listed: Vec<_> = mock.inner.list(None).collect().await;
        let mut files = Files::new();
        for object in listed {
            let path = object.unwrap().location;
            let bytes = mock.inner.get(&path).await.unwrap().bytes().await.unwrap();
            let mut open = Vec::new();
            let is_packed = bytes.starts_with(&[0x1f, 0x8b]);
            match is_packed {
                true => drop(GzDecoder::new(bytes.as_ref()).read_to_end(&mut open).unwrap()),
                false => open = bytes.to_vec(),
            }
            files.insert(path.to_string(), open);
        }
        files
    })
}

/// The site of some releases, with as much of a viewer as that takes.
fn made(releases: &[(&str, &str)]) -> Site {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let file = dir.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    write(
        "viewer/index.html",
        "<!doctype html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><base href=\"./\"><title>Kiosque</title><meta \
         name=\"description\" content=\"x\"><meta name=\"theme-color\" content=\"#0b5563\"><meta name=\"kiosque-build\" \
         content=\"\"><link rel=\"stylesheet\" href=\"./kiosque-0123456789abcdef.css\"></head><body></body></html>\n",
    );
    write("viewer/kiosque-0123456789abcdef.css", "");
    write("viewer/sw.js", "const [] = [];\n");
    for (name, text) in releases {
        let title = name.replace('-', " ");
        write(
            &format!("in/{name}.md"),
            &format!(
                "---\nid: {name}\ntitle: {title}\ndate: 2024-05-0{}\ntags: [{text}]\n---\n{text}\n",
                1 + name.len() % 8
            ),
        );
    }
    let viewer = Viewer::read(&dir.path().join("viewer")).unwrap();
    let loaded = load(&[dir.path().join("in")], &ingest::Options::default());
    let base = crate::publish::Base::new("https://press.example.org/").unwrap();
    site(
        loaded,
        &viewer,
        &Options { base, now: 1_795_392_000, ..Options::default() },
        &mut |_, _, _| {},
    )
    .unwrap()
}

fn one() -> Files {
    held(&made(&[("quai", "lundi"), ("phare-neuf", "mardi"), ("gare", "jeudi")]).files)
}

/// One gone, one new, one changed.
fn other() -> Files {
    held(&made(&[("quai", "vendredi"), ("musee-ouvert", "dimanche"), ("gare", "jeudi")]).files)
}

/// What a page names, as paths of the site.
fn named(path: &str, page: &str) -> BTreeSet<String> {
    let base =
        page.split("<base href=\"").nth(1).map_or("", |rest| rest.split('"').next().unwrap());
    let here = url::Url::parse("https://press.example.org/")
        .unwrap()
        .join(path)
        .unwrap()
        .join(base)
        .unwrap();
    let links = [" href=\"", " src=\""].into_iter().flat_map(|name| page.split(name).skip(1));
    links
        .filter_map(|rest| here.join(rest.split('"').next().unwrap()).ok())
        .filter(|url| url.host_str() == Some("press.example.org"))
        .map(|url| url.path().trim_start_matches('/').to_owned())
        .map(|path| if path.is_empty() || path.ends_with('/') { path + "index.html" } else { path })
        .collect()
}

/// Whoever comes to the front, or to any address of the site whose list is there, finds nothing that leads nowhere.
#[track_caller]
fn works(files: &Files, old: &Files, new: &Files, when: &str) {
    let is_new = files.get(MANIFEST) == new.get(MANIFEST);
    let site = if is_new { new } else { old };
    let front = files.keys().filter(|path| *path == "index.html");
    let mut queue: Vec<String> =
        site.keys().filter(|path| path.ends_with(".html")).chain(front).cloned().collect();
    let mut seen = BTreeSet::new();
    while let Some(path) = queue.pop() {
        let Some(bytes) = files.get(&path) else {
            // Of the viewer there is little here: neither site has it.
            let is_somewhere = old.contains_key(&path) || new.contains_key(&path);
            assert!(!is_somewhere, "{when}: {path} is named and not there");
            continue;
        };
        if path.ends_with(".html") && seen.insert(path.clone()) {
            queue.extend(named(&path, &String::from_utf8_lossy(bytes)));
        }
    }
    // What a feed tells of is there.
    for (path, text) in
        files.iter().filter(|(path, _)| path.starts_with("feeds/all.") || *path == "sitemap.xml")
    {
        let text = String::from_utf8_lossy(text);
        for rest in text.split("https://press.example.org/r/").skip(1) {
            let slug = rest.split(['/', '"', '<']).next().unwrap();
            assert!(
                files.contains_key(&format!("r/{slug}/index.html")),
                "{when}: {path} tells of {slug}"
            );
        }
    }
    // The set is one, whole.
    let Some(set) = files.get(SET) else { return };
    let version = [old, new].into_iter().find(|site| site.get(SET) == Some(set));
    let version = version.unwrap_or_else(|| panic!("{when}: a set of neither"));
    for (path, bytes) in version.iter().filter(|(path, _)| is_unchanging(path)) {
        assert!(files.get(path) == Some(bytes), "{when}: {path} is of the set and not there");
    }
    if is_new {
        new.iter()
            .for_each(|(path, bytes)| assert!(files.get(path) == Some(bytes), "{when}: {path}"));
    }
}

#[test]
fn cut_off_at_every_moment_it_is_a_site_that_works_and_is_gone_on_with() {
    let (old, new) = (one(), other());
    let third = held(&made(&[("quai", "lundi"), ("theatre", "samedi"), ("gare", "jeudi")]).files);
    for (tells_md5, before) in
        [(true, None), (false, None), (true, Some(&old)), (false, Some(&old))]
    {
        let mut cuts = 0;
        for moment in 0.. {
            let mock = Arc::new(Mock::new(tells_md5));
            if let Some(before) = before {
                sent(&mock, before).unwrap();
            }
            put(&mock, ".well-known/theirs", "theirs");
            mock.left.store(moment, Ordering::SeqCst);
            let done = sent(&mock, &new);
            let when = format!("{tells_md5} {} {moment}", before.is_some());
            let empty = Files::new();
            works(&there(&mock), before.unwrap_or(&empty), &new, &when);
            mock.left.store(usize::MAX, Ordering::SeqCst);
            // The next run has the same site, the one before, or yet another.
            let next = [&new, &old, &third][moment % 3];
            let again = sent(&mock, next).unwrap();
            let mut whole = there(&mock);
            assert_eq!(
                whole.remove(".well-known/theirs").as_deref(),
                Some(b"theirs".as_slice()),
                "{when}"
            );
            assert_eq!(whole.keys().collect::<Vec<_>>(), next.keys().collect::<Vec<_>>(), "{when}");
            assert!(whole == *next, "{when}");
            assert_eq!(again.foreign, [".well-known/theirs"], "{when}");
            if done.is_ok() {
                break;
            }
            if tells_md5 && std::ptr::eq(next, &new) {
                // What had arrived is not sent again, but for the list of files.
                assert!(
                    again.put.len() + moment.min(new.len()) <= new.len() + 3,
                    "{when}: {} sent",
                    again.put.len()
                );
            }
            cuts += 1;
        }
        assert!(cuts > 20, "{cuts}");
    }
}

#[test]
fn what_is_there_is_not_sent_again() {
    for tells_md5 in [true, false] {
        let mock = Arc::new(Mock::new(tells_md5));
        let (old, new) = (one(), other());
        let first = sent(&mock, &old).unwrap();
        assert_eq!((first.put.len(), first.unchanged, first.removed.len()), (old.len(), 0, 0));
        assert_eq!(first.put.last().map(String::as_str), Some(MANIFEST));
        assert!(first.exclusive);
        let again = sent(&mock, &old).unwrap();
        assert_eq!((again.put.len(), again.unchanged), (0, old.len()), "{tells_md5}");
        let change = sent(&mock, &new).unwrap();
        let differs = new.iter().filter(|(path, bytes)| old.get(*path) != Some(bytes)).count();
        assert_eq!(change.put.len(), differs);
        let gone = old.keys().filter(|path| !new.contains_key(*path));
        assert_eq!(change.removed.iter().collect::<BTreeSet<_>>(), gone.collect());
        // Somebody wrote over a page since.
        put(&mock, "about/index.html", &"x".repeat(new["about/index.html"].len()));
        assert!(sent(&mock, &new).unwrap().put.contains(&"about/index.html".to_owned()));
        assert!(there(&mock) == new);
    }
}

#[test]
fn what_was_sent_with_other_headers_is_sent_with_those_of_today() {
    let mock = Arc::new(Mock::new(true));
    let site = one();
    // As another program sends it: the same bytes, and nothing said of them.
    for (path, bytes) in &site {
        wait(mock.put(&Path::parse(path).unwrap(), bytes.clone().into())).unwrap();
    }
    assert_eq!(sent(&mock, &site).unwrap().put.len(), site.len());
    assert_eq!(sent(&mock, &site).unwrap().put.len(), 0);
}

#[test]
fn somebody_elses_files_are_left_alone() {
    let site = one();
    let refused = |mock: &Arc<Mock>, site: &Files, allow: bool| {
        let before = there(mock);
        let error = send(mock, site, allow).unwrap_err();
        assert!(there(mock) == before, "{error}");
        error
    };
    let mock = Arc::new(Mock::new(true));
    put(&mock, "photos/a.jpg", "theirs");
    let error = refused(&mock, &site, true);
    assert!(
        matches!(&error, StoreError::NotOurs { found, .. } if found == "photos/a.jpg"),
        "{error}"
    );
    // A site, and then somebody's file where the next has one.
    let mock = Arc::new(Mock::new(true));
    sent(&mock, &site).unwrap();
    let new = other();
    let page =
        new.keys().find(|path| path.contains("musee") && path.ends_with("index.html")).unwrap();
    put(&mock, page, "theirs");
    let error = refused(&mock, &new, true);
    assert!(matches!(&error, StoreError::InTheWay { path, .. } if path == page), "{error}");
    // The wrong newsroom.
    let few = held(&made(&[("theatre", "samedi")]).files);
    let error = refused(&mock, &few, false);
    assert!(matches!(error, StoreError::Shrinks { before: 3, now: 1, .. }), "{error}");
    put(&mock, MANIFEST, "nonsense");
    let error = refused(&mock, &site, true);
    assert!(matches!(error, StoreError::BadList { line: 1, .. }), "{error}");
}

#[test]
fn what_arrives_otherwise_than_it_was_sent_is_said() {
    let mock = Mock { damages: Some(Path::from("about/index.html")), ..Mock::new(true) };
    let error = sent(&Arc::new(mock), &one()).unwrap_err();
    assert!(
        matches!(&error, StoreError::Damaged { path, .. } if path == "about/index.html"),
        "{error}"
    );
}

#[test]
fn one_run_sends_at_a_time() {
    let mock = Arc::new(Mock::new(true));
    let (first, second) = (store(&mock), store(&mock));
    wait(async {
        let hold = Hold::of(&first).await.unwrap();
        assert!(hold.exclusive && hold.tells_md5);
        // While one says that it is at work, the other is not let in.
        let other = tokio::select! {
            other = Hold::of(&second) => other,
            lost = hold.beat() => panic!("{lost}"),
        };
        assert!(matches!(other, Err(StoreError::Busy { .. })));
        // It falls silent: its place is taken, and when it wakes it knows.
        let other = Hold::of(&second).await.unwrap();
        assert!(matches!(hold.beat().await, StoreError::TakenOver { .. }));
        other.release().await.unwrap();
        assert!(matches!(hold.beat().await, StoreError::TakenOver { .. }));
    });
    assert!(there(&mock).is_empty());
}

#[test]
fn a_store_that_does_not_look_at_conditions_is_told_of() {
    let mock = Arc::new(Mock { ignores_conditions: true, ..Mock::new(true) });
    assert!(!sent(&mock, &one()).unwrap().exclusive);
    // A run that is at work is seen all the same.
    let (first, second) = (store(&mock), store(&mock));
    wait(async {
        let hold = Hold::of(&first).await.unwrap();
        let other = tokio::select! {
            other = Hold::of(&second) => other,
            lost = hold.beat() => panic!("{lost}"),
        };
        assert!(matches!(other, Err(StoreError::Busy { .. })));
    });
}
